//! Titles by their letters: how lists sort them, and the letter that each stands under. One rule for every list, so that a
//! title is under the same letter wherever it is looked up. Door: unicode-normalization.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// What a title stands under, in the order of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Letter {
    /// It begins with a digit.
    Number,
    /// It begins with this letter, a small one, whatever accent it has.
    Latin(char),
    /// It begins with a letter of another script, or has none at all.
    Other,
}

impl Letter {
    /// What is read: "A", "0–9" or "Other".
    pub(crate) fn label(self) -> String {
        match self {
            Letter::Number => "0–9".to_owned(),
            Letter::Latin(letter) => letter.to_ascii_uppercase().to_string(),
            Letter::Other => "Other".to_owned(),
        }
    }

    /// What it is called in an address, whatever else the list holds.
    pub(crate) fn slug(self) -> String {
        match self {
            Letter::Number => "numbers".to_owned(),
            Letter::Latin(letter) => letter.to_string(),
            Letter::Other => "other".to_owned(),
        }
    }
}

/// What a title is sorted by: first the letter that it stands under, so that those of one letter are neighbours.
pub(crate) fn key(title: &str) -> (Letter, String) {
    let folded = folded(title);
    let letters = folded.trim_start_matches(|c: char| !c.is_alphanumeric());
    let letter = match letters.chars().next() {
        Some(first) if first.is_ascii_lowercase() => Letter::Latin(first),
        Some(first) if first.is_numeric() => Letter::Number,
        _ => Letter::Other,
    };
    (letter, letters.to_owned())
}

/// A text in small letters, without accents and apostrophes; typographic forms become plain ones.
pub(crate) fn folded(text: &str) -> String {
    // Nearly every text, and nothing in it to take apart.
    if text.is_ascii() {
        let small = text.bytes().filter(|b| !matches!(b, b'\'' | b'`')).map(|b| b.to_ascii_lowercase());
        return small.map(char::from).collect();
    }
    let plain: String = text.nfkd().filter(|c| !is_combining_mark(*c)).collect();
    plain.to_lowercase().replace(['\'', '\u{2018}', '\u{2019}', '\u{02bc}', '`'], "")
}

/// A page of a letter or year that has too many records for one: "A, part 2 of 3".
pub(crate) fn part_label(label: &str, part: usize, of: usize) -> String {
    if of > 1 { format!("{label}, part {part} of {of}") } else { label.to_owned() }
}

/// The same in an address. The first part has the plain name, which stays when a second one is needed.
pub(crate) fn part_slug(slug: &str, part: usize) -> String {
    if part > 1 { format!("{slug}-{part}") } else { slug.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_accents_and_capitals_do_not_move_a_title() {
        for (title, label, slug) in [
            ("audit", "A", "a"),
            ("“Early Help” hub", "E", "e"),
            ("Éclair", "E", "e"),
            ("E\u{301}clair", "E", "e"),
            ("🙂 Zebra", "Z", "z"),
            ("(24-hour) team", "0–9", "numbers"),
            ("٣ فرق", "0–9", "numbers"),
            ("Ωmega", "Other", "other"),
            ("فريق", "Other", "other"),
            ("🙂", "Other", "other"),
            ("", "Other", "other"),
        ] {
            let letter = key(title).0;
            assert_eq!((letter.label().as_str(), letter.slug().as_str()), (label, slug), "{title}");
        }
    }

    #[test]
    fn those_of_one_letter_are_neighbours() {
        let mut titles = ["Ωmega", "Zebra", "“Early Help”", "eagle", "École", "9 lives", "Audit", "٣"];
        titles.sort_by_key(|title| key(title));
        assert_eq!(titles, ["9 lives", "٣", "Audit", "eagle", "“Early Help”", "École", "Zebra", "Ωmega"]);
    }
}
