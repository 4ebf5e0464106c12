//! From words to terms: what is found under one word. The page's script (`engine.js`) does the same to what a reader
//! types; `tests/search/terms.txt` holds both to one table.

use std::borrow::Cow;

pub(super) use crate::render::letters::folded;

/// Longer words are cut: they are addresses or slips.
const LONGEST: usize = 40;

/// Words that stand in nearly every text and say little. They are not looked up; inside a quoted phrase their place counts.
pub(super) const TOO_COMMON: [&str; 36] = [
    "a", "an", "and", "are", "as", "at", "be", "been", "by", "for", "from", "has", "have", "in", "is", "it",
    "its", "not", "of", "on", "or", "that", "the", "their", "there", "they", "this", "to", "was", "were",
    "which", "who", "will", "with", "would", "you",
];

/// The terms of a text that is folded, in order.
pub(super) fn terms(folded: &str) -> impl Iterator<Item = Cow<'_, str>> {
    folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(term)
}

/// How many words a text has.
pub(super) fn count(text: &str) -> usize {
    if !text.is_ascii() {
        return text.split_whitespace().count();
    }
    let is_space = |byte: &u8| matches!(byte, b'\t'..=b'\r' | b' ');
    let bytes = text.as_bytes();
    let begins =
        bytes.windows(2).filter(|pair| matches!(pair, [a, b] if is_space(a) && !is_space(b))).count();
    begins + usize::from(bytes.first().is_some_and(|first| !is_space(first)))
}

/// The words that are too common as numbers: every word of a site is compared with them.
static COMMON: [u64; TOO_COMMON.len()] = {
    let mut numbers = [0; TOO_COMMON.len()];
    let mut at = 0;
    while at < numbers.len() {
        numbers[at] = number(TOO_COMMON[at].as_bytes());
        at += 1;
    }
    numbers
};

/// A short word of letters and digits as a number: these, one after the other. Numbers come in the order of their words.
const fn number(word: &[u8]) -> u64 {
    let (mut number, mut at) = (0, 0);
    while at < 8 {
        number = number << 8 | if at < word.len() { word[at] as u64 } else { 0 };
        at += 1;
    }
    number
}

/// Whether a term is too common to be looked up.
pub(super) fn is_common(term: &str) -> bool {
    // None is longer, and most words are.
    term.len() <= 5 && COMMON.binary_search(&number(term.as_bytes())).is_ok()
}

/// A word as it is looked up: a plural becomes its singular, as far as its ending tells.
fn term(word: &str) -> Cow<'_, str> {
    let end = word.char_indices().nth(LONGEST).map_or(word.len(), |(end, _)| end);
    let word = word.get(..end).unwrap_or(word);
    if !word.ends_with('s') || word.chars().nth(3).is_none() || is_common(word) {
        return Cow::Borrowed(word);
    }
    let ends = |ends: &[&str]| ends.iter().any(|end| word.ends_with(end));
    let stem = |off: usize| word.get(..word.len() - off).unwrap_or(word);
    if word.ends_with("ies") {
        // "ties" is no plural of "ty".
        return if word.chars().nth(4).is_some() { Cow::Owned(format!("{}y", stem(3))) } else { word.into() };
    }
    if ends(&["sses", "xes", "zes", "ches", "shes"]) {
        return Cow::Borrowed(stem(2));
    }
    Cow::Borrowed(if ends(&["ss", "us", "is"]) { word } else { stem(1) })
}

/// A reference as it is looked up: letters, digits and dots, whatever stands between them.
pub(super) fn reference(text: &str) -> Option<String> {
    let letters: String = folded(text).chars().filter(|c| c.is_alphanumeric() || *c == '.').collect();
    (!letters.is_empty()).then(|| format!("={}", letters.chars().take(LONGEST).collect::<String>()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_terms_are_those_of_the_table() {
        let table = include_str!("../../../tests/search/terms.txt");
        let mut count = 0;
        for line in table.lines().filter(|l| !l.starts_with('#')) {
            let Some((text, expected)) = line.split_once(" -> ") else { continue };
            count += 1;
            assert_eq!(terms(&folded(text)).collect::<Vec<_>>().join(" "), expected.trim(), "{text}");
        }
        assert!(count > 20);
    }

    #[test]
    fn references_are_found_however_they_are_written() {
        for (written, looked_up) in
            [("SR (25/26) 01", "=sr252601"), ("sr 25/26 01", "=sr252601"), ("C2", "=c2"), ("1.10", "=1.10")]
        {
            assert_eq!(reference(written).as_deref(), Some(looked_up));
        }
        assert_eq!(reference(" – "), None);
    }

    #[test]
    fn words_are_counted() {
        for text in [
            "",
            " ",
            "one",
            " one  two\nthree\t",
            "a\u{b}b\u{c}c",
            "\u{1c}a b",
            "été a\u{a0}b",
            "one\u{2003}two",
        ] {
            assert_eq!(count(text), text.split_whitespace().count(), "{text:?}");
        }
    }

    #[test]
    fn what_is_too_common_is_its_own_term() {
        assert!(TOO_COMMON.is_sorted());
        for word in TOO_COMMON {
            assert_eq!(terms(word).collect::<Vec<_>>(), [word]);
            assert!(is_common(word));
        }
        for word in ["", "ab", "thei", "theirs", "whic", "\u{e0}"] {
            assert!(!is_common(word), "{word}");
        }
    }
}
