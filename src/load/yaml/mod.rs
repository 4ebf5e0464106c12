//! Structured text to typed values. The good path is serde_yaml alone; a file that fails it is read into its marked
//! tree and every fault listed at its place. Doors: serde_yaml and schemars' generator here, saphyr-parser in `tree`.

mod explain;
mod from_tree;
pub(crate) mod tree;
mod words;

use std::ops::Range;

use schemars::JsonSchema;
use serde::de::DeserializeOwned;

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
}

/// The typed value of a piece, or every fault in it.
pub(crate) fn load<T: DeserializeOwned + JsonSchema>(piece: Piece<'_>) -> Result<T, Vec<Diagnostic>> {
    if !may_hold_features(piece.text)
        && let Ok(value) = serde_yaml::from_str(piece.text)
    {
        return Ok(value);
    }
    match tree::parse(piece.text) {
        Ok(tree) => from_tree(&tree, piece),
        Err((slip, range)) => Err(vec![slip.at(piece.place(&range))]),
    }
}

/// The typed value of a tree, or every fault in it.
pub(crate) fn from_tree<T: DeserializeOwned + JsonSchema>(
    tree: &Tree,
    piece: Piece<'_>,
) -> Result<T, Vec<Diagnostic>> {
    let schema = schemars::schema_for!(T).to_value();
    let faults = explain::explain(tree, &schema, piece.file.ends_with(".toml"));
    if !faults.is_empty() {
        return Err(faults.into_iter().map(|(slip, range)| slip.at(piece.place(&range))).collect());
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
    let mut before = b'\n';
    text.bytes().any(|byte| {
        let found = matches!(byte, b'!' | b'&' | b'*' | b'<')
            && matches!(before, b' ' | b'\n' | b'[' | b',' | b'{' | b'\t');
        before = byte;
        found
    })
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
