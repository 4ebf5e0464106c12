//! Signs of markdown that are shown as they were written, since they are a little off: `{#two words}`, `##Heading`, `• item`.

use std::ops::Range;

use super::marks::is_name;

/// What a sign was meant for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// The name of a block.
    Name,
    /// The name of a block, rightly written in a place where none is read.
    Place,
    /// A heading.
    Heading,
    /// An entry of a list.
    Entry,
}

/// A sign shown as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stray {
    /// What it was meant for.
    pub sign: Sign,
    /// How to write it, where that is known.
    pub right: Option<String>,
    /// Where it stands.
    pub range: Range<usize>,
}

/// Signs that office programs put before the entries of a list.
const BULLETS: [char; 12] = ['•', '‣', '▪', '▫', '●', '○', '◦', '■', '□', '➢', '\u{f0b7}', '\u{f0a7}'];

/// No name of a block is longer; what looks like one and goes on beyond is a sentence.
const LONGEST: usize = 60;

/// Looks at a stretch of source that is shown as text; `names` says whether blocks can have names here.
pub(super) fn find(text: &str, range: &Range<usize>, names: bool, found: &mut Vec<Stray>) {
    let Some(source) = text.get(range.clone()) else { return };
    let before = text.get(..range.start).unwrap_or_default();
    // Not the whole line: it may be one of megabytes, and hold thousands of stretches.
    let blank = |c: char| c != '\n' && (c.is_whitespace() || c == '>');
    let line = before.trim_end_matches(blank);
    if line.is_empty() || line.ends_with('\n') {
        found.extend(opening(source, range.start));
    }
    if names && source.contains('#') {
        braces(source, before.ends_with('\\'), range.start, found);
        found.extend(round(text, source, range));
    }
}

/// A bullet or the signs of a heading at the start of a line.
fn opening(source: &str, at: usize) -> Option<Stray> {
    let rest = source.trim_start_matches(BULLETS);
    if rest.len() < source.len() {
        let entry = rest.trim_start_matches([' ', '\t', '\u{a0}']);
        let range = at..at + source.len() - entry.len();
        return (!entry.is_empty()).then(|| Stray { sign: Sign::Entry, right: Some("- ".to_owned()), range });
    }
    let rest = source.trim_start_matches('#');
    let signs = source.len() - rest.len();
    // One sign alone may be `#1` or a word of social media.
    let meant = (2..=6).contains(&signs) && rest.starts_with(|c: char| c.is_alphanumeric() || c == '\u{a0}');
    meant.then(|| {
        let gap = if rest.starts_with('\u{a0}') { '\u{a0}'.len_utf8() } else { 0 };
        let right = Some(format!("{} ", "#".repeat(signs)));
        Stray { sign: Sign::Heading, right, range: at..at + signs + gap }
    })
}

/// Every `{#…}`.
fn braces(source: &str, escaped: bool, at: usize, found: &mut Vec<Stray>) {
    for (start, _) in source.match_indices("{#") {
        let quoted = source.get(..start).is_some_and(|b| b.ends_with(['\\', '{']) || b.is_empty() && escaped);
        let inner: String = source.get(start + 2..).unwrap_or_default().chars().take(LONGEST).collect();
        let Some(close) = inner.find('}').filter(|_| !quoted) else { continue };
        let name = inner.get(..close).unwrap_or_default();
        let range = at + start..at + start + "{#".len() + close + 1;
        found.extend(match is_name(name) {
            true => Some(Stray { sign: Sign::Place, right: None, range }),
            false => named(name).map(|right| Stray { sign: Sign::Name, right: Some(right), range }),
        });
    }
}

/// `(#name)` at the end of a line that ends its block.
fn round(text: &str, source: &str, range: &Range<usize>) -> Option<Stray> {
    let shown = source.trim_end().strip_suffix(')')?;
    let start = shown.rfind("(#")?;
    let name = shown.get(start + 2..)?;
    // `issue (#12)` is a number of something else; `words(#name)` and `[words](#name)` are no names either.
    let alone = source.get(..start)?.ends_with(' ') && name.starts_with(|c: char| c.is_ascii_alphabetic());
    let below = text.get(range.end..)?.lines().nth(1).unwrap_or_default();
    let ends = text.get(range.end..)?.lines().next().unwrap_or_default().trim().is_empty()
        && (below.trim().is_empty() || text.get(..range.start)?.ends_with("# "));
    let right = named(name).filter(|_| alone && ends && name.len() <= LONGEST)?;
    let end = range.start + shown.len() + 1;
    Some(Stray { sign: Sign::Name, right: Some(right), range: range.start + start..end })
}

/// The name in a heading's `{#…}`, which is not shown and names nothing, or something else than it says.
pub(super) fn heading(source: &str, at: usize) -> Option<Stray> {
    let line = source.trim_end();
    let start = line.rfind("{#")?;
    let name = line.get(start + 2..)?.strip_suffix('}')?;
    let quoted = line.get(..start).is_some_and(|before| before.ends_with('\\'));
    let right = named(name).filter(|_| !quoted && !is_name(name) && !name.contains('\n'))?;
    Some(Stray { sign: Sign::Name, right: Some(right), range: at + start..at + line.len() })
}

/// A marker that is read, made of words that make no name.
fn named(words: &str) -> Option<String> {
    let parts: Vec<&str> = words.split(|c: char| !c.is_ascii_alphanumeric() && c != '.').collect();
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    let name = parts.join("-");
    is_name(&name).then(|| format!("{{#{name}}}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strays(text: &str) -> Vec<(String, Sign, Option<String>)> {
        let mut found = Vec::new();
        find(text, &(0..text.len()), true, &mut found);
        let shown = |range: Range<usize>| text.get(range).unwrap_or_default().to_owned();
        found.into_iter().map(|s| (shown(s.range), s.sign, s.right)).collect()
    }

    #[test]
    fn signs_a_little_off_are_found_and_put_right() {
        for (text, part, sign, right) in [
            ("Words {#grit routes}", "{#grit routes}", Sign::Name, Some("{#grit-routes}")),
            ("Words {# routes}", "{# routes}", Sign::Name, Some("{#routes}")),
            ("Words {#bad_name} here", "{#bad_name}", Sign::Name, Some("{#bad-name}")),
            ("Words {#routes} here", "{#routes}", Sign::Place, None),
            ("Costs (#routes)", "(#routes)", Sign::Name, Some("{#routes}")),
            ("##Costs", "##", Sign::Heading, Some("## ")),
            ("• one", "• ", Sign::Entry, Some("- ")),
            ("•\tone", "•\t", Sign::Entry, Some("- ")),
        ] {
            assert_eq!(strays(text), [(part.to_owned(), sign, right.map(str::to_owned))], "{text}");
        }
    }

    #[test]
    fn other_signs_are_left_alone() {
        for text in [
            r"\{#routes} and \{#two words}",
            "issue (#12)",
            "see (#routes) there",
            "#1 of the list, #LeedsTogether",
            "a • b",
            "•",
            "{# }",
            "a # b ## c",
        ] {
            assert_eq!(strays(text), [], "{text}");
        }
    }
}
