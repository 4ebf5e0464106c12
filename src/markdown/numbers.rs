//! Numbers of paragraphs as papers write them: `11.`, `1.1`, and the letters of their items; which number may follow which,
//! and numbers that the text above swallowed.

use std::ops::Range;

/// A number in front of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number {
    /// As written, without a full stop at its end.
    pub text: String,
    /// Where it stands.
    pub range: Range<usize>,
    /// Whether it is not read as a number, but as a part of its text or of the paragraph above.
    pub swallowed: bool,
    /// How to write it, where it is written a little off.
    pub right: Option<String>,
}

/// How a number follows the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// As one would count.
    Next,
    /// Numbers are left out.
    Jump,
    /// Lower than the one before.
    Back,
}

/// How a number follows another; the same again counts as next, since a rule of its own tells of it.
pub fn order(before: &str, after: &str) -> Order {
    match (parts(before), parts(after)) {
        (Some(before), Some(after)) if before != after && !follows(&before, &after) => {
            if after < before {
                Order::Back
            } else {
                Order::Jump
            }
        }
        _ => Order::Next,
    }
}

/// The parts of `2.3.4`; none where one is no number.
pub(super) fn parts(number: &str) -> Option<Vec<u32>> {
    number.split('.').map(|part| part.parse().ok()).collect()
}

/// Whether one counts from one number to another: 3 to 4, 2.9 to 2.10, 2.9 to 3 or 3.1, 2 to 2.1.
fn follows(before: &[u32], after: &[u32]) -> bool {
    let first = |rest: &[u32]| rest.iter().all(|part| *part <= 1);
    let same = before.iter().zip(after).take_while(|(b, a)| b == a).count();
    match (before.get(same), after.get(same)) {
        (None, Some(_)) => first(after.get(same..).unwrap_or_default()),
        (Some(b), Some(a)) => *a == b.saturating_add(1) && first(after.get(same + 1..).unwrap_or_default()),
        _ => false,
    }
}

/// The number of a paragraph that opens with `1.1` or `2.3.4`.
pub(super) fn decimal(source: &str) -> Option<&str> {
    let word = source.split_whitespace().next()?.trim_end_matches('.');
    let digits = |part: &str| !part.is_empty() && part.len() <= 4 && part.bytes().all(|b| b.is_ascii_digit());
    (word.len() <= 60 && word.contains('.') && word.split('.').all(digits)).then_some(word)
}

/// The label of an item that opens with `A.`, `a)`, `(b)` or `iv.`.
pub(super) fn label(source: &str) -> Option<&str> {
    let source = source.strip_prefix('(').unwrap_or(source);
    let end = source.bytes().take(6).position(|b| matches!(b, b'.' | b')'))?;
    let (label, rest) = (source.get(..end)?, source.get(end + 1..)?);
    let roman = |c: char| matches!(c, 'i' | 'v' | 'x');
    let good = label.len() == 1 && label.chars().all(|c| c.is_ascii_alphabetic())
        || !label.is_empty() && label.chars().all(roman);
    (good && rest.starts_with([' ', '\u{a0}'])).then_some(label)
}

/// A number in front of a line that continues a paragraph: only a list that begins with 1 may follow a line of text.
/// It counts where it goes on from the last number, or where the line above ends a sentence.
pub(super) fn swallowed(text: &str, at: usize, last: Option<&[u32]>) -> Option<(Number, Vec<u32>)> {
    let line = text.get(at..)?.lines().next()?;
    let indent = line.len() - line.trim_start().len();
    let line = line.trim_start();
    let word = line.split([' ', '\t', '\u{a0}']).next()?;
    let written = word.trim_end_matches(['.', ')']);
    let rest = line.get(word.len()..)?.trim_start();
    let found = match decimal(word) {
        Some(number) => number,
        None if word.len() == written.len() + 1 && written.len() <= 4 => written,
        None => return None,
    };
    if found.is_empty() || !found.bytes().all(|b| b.is_ascii_digit() || b == b'.') || rest.is_empty() {
        return None;
    }
    let parts = parts(found)?;
    let above = text.get(..at)?.trim_end().trim_end_matches(['*', '_', '”', '"', ')', '}']);
    let sentence_ended = above.ends_with(['.', ':', ';', '!', '?']);
    let goes_on = last.is_some_and(|last| follows(last, &parts));
    // "rose to / 1.5 million" is no number of a paragraph: what follows one begins like a sentence.
    let begins = !found.contains('.') || !rest.starts_with(char::is_lowercase);
    let range = at + indent..at + indent + found.len();
    let likely = begins && (goes_on || last.is_none() && (sentence_ended || counts_on(text, at, &parts)));
    likely.then(|| (Number { text: found.to_owned(), range, swallowed: true, right: None }, parts))
}

/// A number in front of a line that is written a little off: `4.Officers`, `2.` with a no-break space behind it, `(5) Also`
/// or `**4.** Also`. It has to go on from the last number, if there is one.
pub(super) fn misspelt(text: &str, at: usize, last: Option<&[u32]>) -> Option<(Number, Vec<u32>)> {
    let line = text.get(at..)?.lines().next()?;
    let rest = line.trim_start();
    let at = at + line.len() - rest.len();
    let opened = rest.trim_start_matches(['*', '_', '(']);
    let open = rest.get(..rest.len() - opened.len())?;
    let found =
        opened.get(..opened.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(opened.len()))?;
    let behind = opened.get(found.len()..)?;
    let number = found.trim_end_matches('.');
    let parts = parts(number).filter(|_| number.len() <= 12)?;
    let (simple, dotted) = (parts.len() == 1, found.ends_with('.'));
    let full = if simple { format!("{number}.") } else { number.to_owned() };
    let begins =
        |text: &str| text.starts_with(|c: char| c.is_uppercase() || matches!(c, '“' | '‘' | '"' | '['));
    let (cut, right) = match (open, behind.chars().next()?) {
        ("", ')') if simple && !dotted && begins(behind.get(1..)?) => (1, format!("{full} ")),
        ("", ')') if simple && !dotted && behind.starts_with(")\u{a0}") => (3, format!("{full} ")),
        ("", '\u{a0}') if simple && dotted => (2, format!("{full} ")),
        ("", _) if begins(behind) && (dotted || !simple) && !is_unit(behind) => (0, format!("{full} ")),
        ("(", ')') if !dotted && behind.get(1..)?.trim_start().len() < behind.len() - 1 => (1, full),
        ("**" | "__", _) => {
            let dot = usize::from(!dotted && behind.starts_with(['.', ')']));
            let after = behind.get(dot..)?;
            match after.strip_prefix(open) {
                Some(rest) if rest.starts_with([' ', '\u{a0}']) && (!simple || dotted || dot > 0) => {
                    (dot + 2, full)
                }
                None if after.starts_with(' ') && (!simple || dotted || dot > 0) => {
                    (dot + 1, format!("{full} {open}"))
                }
                _ => return None,
            }
        }
        _ => return None,
    };
    let goes_on = match last {
        Some(last) => follows(last, &parts),
        None => parts.first().is_some_and(|first| *first > 0 && *first < 500),
    };
    let range = at..at + open.len() + found.len() + cut;
    goes_on.then(|| (Number { text: number.to_owned(), range, swallowed: true, right: Some(right) }, parts))
}

/// Whether a figure is followed by a unit, such as `1.5M`, `9.30AM` or `4.5GB`: capitals and then no small letter.
fn is_unit(behind: &str) -> bool {
    let word = behind.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    word.chars().count() <= 3
        && behind.chars().next().is_some_and(char::is_alphabetic)
        && !word.chars().any(char::is_lowercase)
        && word != "A"
        && word != "I"
}

/// Whether the next line begins with the next number: two such lines are no accident.
fn counts_on(text: &str, at: usize, parts: &[u32]) -> bool {
    let next = text.get(at..).and_then(|t| t.lines().nth(1)).unwrap_or("").trim_start();
    let word = next.split([' ', '\t']).next().unwrap_or("");
    word.ends_with(['.', ')'])
        && self::parts(word.trim_end_matches(['.', ')'])).is_some_and(|n| follows(parts, &n))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_follow_as_one_counts() {
        for (before, after) in [
            ("3", "4"),
            ("2.9", "2.10"),
            ("2.9", "3"),
            ("2.9", "3.1"),
            ("2", "2.1"),
            ("2.1.3", "2.2"),
            ("4", "5.0"),
        ] {
            assert_eq!(order(before, after), Order::Next, "{before} {after}");
        }
        for (before, after) in [("3", "5"), ("2.9", "2.11"), ("2.9", "4.1"), ("2", "2.2"), ("1.1", "1.2.3")] {
            assert_eq!(order(before, after), Order::Jump, "{before} {after}");
        }
        for (before, after) in [("3", "2"), ("2.9", "2.1"), ("10", "9"), ("3.1", "3")] {
            assert_eq!(order(before, after), Order::Back, "{before} {after}");
        }
    }

    #[test]
    fn labels_have_one_letter_or_are_roman() {
        for (source, found) in
            [("A. x", Some("A")), ("(b) x", Some("b")), ("iv. x", Some("iv")), ("Mr. x", None), ("a.x", None)]
        {
            assert_eq!(label(source), found, "{source}");
        }
    }
}
