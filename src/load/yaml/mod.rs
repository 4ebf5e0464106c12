//! Structured text to typed values. The good path is serde_yaml alone; a file that fails it is read into its marked
//! tree and every fault listed at its place. Doors: serde_yaml and schemars' generator here, saphyr-parser in `tree`.

mod explain;
mod from_tree;
mod hash;
pub(crate) mod tree;
mod words;

use std::collections::BTreeMap;
use std::ops::Range;

use schemars::JsonSchema;
use serde::de::DeserializeOwned;

use super::signs;
use crate::diagnostic::{Code, Diagnostic, Place, Slip};
use tree::Tree;

/// A piece of a file that holds YAML: the whole file, or a paper's header.
#[derive(Clone, Copy)]
pub(crate) struct Piece<'t> {
    pub(crate) file: &'t str,
    pub(crate) text: &'t str,
    /// Byte of the file at which the text begins.
    pub(crate) offset: usize,
}

impl Piece<'_> {
    fn place(&self, range: &Range<usize>) -> Place {
        Place::bytes(self.file, range.start + self.offset..range.end + self.offset)
    }

    fn placed(&self, faults: Vec<explain::Placed>) -> Vec<Diagnostic> {
        faults.into_iter().map(|(slip, range)| slip.at(self.place(&range))).collect()
    }
}

/// The typed value of a piece, or every fault in it.
pub(crate) fn load<T: DeserializeOwned + JsonSchema>(piece: Piece<'_>) -> Result<T, Vec<Diagnostic>> {
    let cut = hash::cut_values(piece.text);
    if cut.is_empty()
        && !may_hold_features(piece.text)
        && !is_deep(piece.text)
        && !signs::may_escape(piece.text)
        && let Ok(value) = serde_yaml::from_str(piece.text)
    {
        return Ok(value);
    }
    let faults = match tree::parse(piece.text) {
        Ok(tree) if cut.is_empty() => return from_tree(&tree, piece),
        Ok(tree) => with_cut_values(cut, explain_tree::<T>(&tree, piece)),
        Err(fault) => {
            let mut faults = above::<T>(&fault.1, piece);
            faults.push(fault);
            faults
        }
    };
    Err(piece.placed(faults))
}

fn explain_tree<T: JsonSchema>(tree: &Tree, piece: Piece<'_>) -> Vec<explain::Placed> {
    let schema = schemars::schema_for!(T).to_value();
    explain::explain(tree, piece.text, &schema, piece.file.ends_with(".toml"))
}

/// What a cut value is otherwise told of is a consequence of the cut.
fn with_cut_values(mut cut: Vec<explain::Placed>, others: Vec<explain::Placed>) -> Vec<explain::Placed> {
    let ends: BTreeMap<usize, usize> = cut.iter().map(|(_, range)| (range.start, range.end)).collect();
    let of_cut = |range: &Range<usize>| {
        ends.range(..=range.start).next_back().is_some_and(|(_, end)| range.end <= *end)
    };
    let others: Vec<_> = others.into_iter().filter(|(_, range)| !of_cut(range)).collect();
    cut.extend(others);
    cut
}

/// The faults of the lines above the one at which the parser broke off, as far as what follows cannot change them.
fn above<T: JsonSchema>(broke: &Range<usize>, piece: Piece<'_>) -> Vec<explain::Placed> {
    let before = piece.text.get(..broke.start).unwrap_or("").rfind('\n').map_or("", |end| &piece.text[..end]);
    // The last line may go on below.
    let sure = before.trim_end().rfind('\n').unwrap_or(0);
    if before.trim().is_empty() {
        return Vec::new();
    }
    let Ok(tree) = tree::parse(before) else { return Vec::new() };
    let mut faults = explain_tree::<T>(&tree, Piece { text: before, ..piece });
    faults = with_cut_values(hash::cut_values(before), faults);
    // A missing key may stand below, and the last value may go on there.
    let is_key = |code| matches!(code, Code::UnknownKey | Code::DuplicateKey);
    faults.retain(|(slip, range)| slip.code != Code::MissingKey && (range.end <= sure || is_key(slip.code)));
    faults
}

/// The typed value of a tree, or every fault in it.
pub(crate) fn from_tree<T: DeserializeOwned + JsonSchema>(
    tree: &Tree,
    piece: Piece<'_>,
) -> Result<T, Vec<Diagnostic>> {
    let faults = explain_tree::<T>(tree, piece);
    if !faults.is_empty() {
        return Err(piece.placed(faults));
    }
    T::deserialize(&tree.root).map_err(|error| {
        let slip = Slip::new(
            Code::YamlSyntax,
            format!("the file cannot be read: {error}"),
            "compare it with the examples in docs/content.md",
        );
        vec![slip.at(piece.place(&(0..0)))]
    })
}

/// Whether the text may hold tags, anchors or aliases, which serde_yaml accepts silently and these files do not allow.
fn may_hold_features(text: &str) -> bool {
    let is_sign = |byte: u8| matches!(byte, b'!' | b'&' | b'*' | b'<');
    let mut before = b'\n';
    any_byte(text, is_sign)
        && text.bytes().any(|byte| {
            let begins = matches!(before, b' ' | b'\n' | b'[' | b',' | b'{' | b'\t');
            before = byte;
            begins && is_sign(byte)
        })
}

/// Whether so many brackets stand open at once that serde_yaml, whose time grows with their square, must not see them.
fn is_deep(text: &str) -> bool {
    const MOST: usize = 100;
    let mut open = 0_usize;
    text.bytes().filter(|byte| matches!(byte, b'[' | b'{')).count() > MOST
        && text.bytes().any(|byte| {
            match byte {
                b'[' | b'{' => open += 1,
                b']' | b'}' => open = open.saturating_sub(1),
                _ => {}
            }
            open > MOST
        })
}

/// Whether one of a text's bytes is such a one. A piece is looked at as a whole: the processor does that many bytes at once,
/// which it cannot where each may end the search.
pub(super) fn any_byte(text: &str, is: impl Fn(u8) -> bool) -> bool {
    text.as_bytes().chunks(256).any(|piece| piece.iter().fold(false, |any, byte| any | is(*byte)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::meeting::Meeting;
    use crate::model::plan::PlanFile;

    fn faults<T: DeserializeOwned + JsonSchema>(text: &str) -> Vec<String> {
        let piece = Piece { file: "f", text, offset: 0 };
        let faults = load::<T>(piece).map(|_| Vec::new()).unwrap_or_else(|f| f);
        let word = |d: &Diagnostic| match &d.place.spot {
            crate::diagnostic::Spot::Bytes(range) => format!("{} {:?}", d.code.word(), &text[range.clone()]),
            _ => d.code.word().to_owned(),
        };
        faults.iter().map(word).collect()
    }

    #[test]
    fn every_fault_of_a_file_is_listed_at_its_place() {
        let text = "title: T\nsumary: S\nrecommendations:\n  - ref: A\n    titel: X\n    title: B\n    due: 31/10/2021\n    \
                    kind: recomendation\n    owner:\n    actions: none\n";
        assert_eq!(
            faults::<PlanFile>(text),
            [
                "unknown-key \"sumary\"",
                "unknown-key \"titel\"",
                "bad-date \"31/10/2021\"",
                "bad-word \"recomendation\"",
                "empty-value \"\"",
                "wrong-type \"none\"",
            ]
        );
    }

    #[test]
    fn what_serde_would_let_pass_is_refused() {
        for (text, fault) in [
            ("body: b\ndate: 2021-01-01\nstatus: held\npapers:\n", "empty-value"),
            ("body: b\ndate: 2021-01-01\nstatus: held\ntitle: ~\n", "empty-value"),
            ("body: b\ndate: 2021-01-01\nstatus: held\ntitle: '~'\n", "empty-value"),
            ("body: b\ndate: 2021-01-01\nstatus: held\ntitle: #1 priority\n", "empty-value"),
            ("body: b\ndate: 2021-01-01\nstatus: held\ntitle: !foo x\n", "yaml-feature"),
            ("body: &b b\ndate: 2021-01-01\nstatus: held\n", "yaml-feature"),
            ("body: b\ndate: 2021-01-01\nstatus: held\nbody: c\n", "duplicate-key"),
            ("body: b\ndate: 2021-01-01\nstatus: held\ndraft:\n", "empty-value"),
            ("body: b\ndate: 2021-01-01\nstatus: held\ntitle_text: x\n", "unknown-key"),
        ] {
            let found = faults::<Meeting>(text);
            assert!(found.len() == 1 && found[0].starts_with(fault), "{text}: {found:?}");
        }
    }

    #[test]
    fn scalars_keep_their_own_text() {
        let text = "title: No\nsummary: 1.10\nmeasures:\n  - {id: '1.10', title: t, definition: d}\nrounds:\n  - id: r\n    date: 2021-10\n    \
                    date_text: in October\n    readings: {'1.10': 15.50}\n";
        let plan = load::<PlanFile>(Piece { file: "f", text, offset: 0 });
        assert_eq!(plan.as_ref().map(|p| (p.title.0.as_str(), p.summary.0.as_str())), Ok(("No", "1.10")));
        let round = plan.ok().and_then(|p| p.rounds.first().cloned());
        let words = round.as_ref().and_then(|r| r.note("date")).and_then(|n| n.text.clone()).map(|t| t.0);
        assert_eq!(words.as_deref(), Some("in October"));
        let value = round.and_then(|r| match &r.readings[0].1 {
            crate::model::measure::ReadingOrValue::Value(value) => Some(value.text.clone()),
            crate::model::measure::ReadingOrValue::Reading(_) => None,
        });
        assert_eq!(value.as_deref(), Some("15.50"));
    }
}
