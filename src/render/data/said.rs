//! What pages say, as plain words and addresses in a cell: read from the very HTML that pages show, so that a word which is
//! not on a page cannot be in a file.

use std::borrow::Cow;

use crate::model::basis::DateNote;
use crate::model::scalar::Text;
use crate::render::address::Linker;
use crate::render::cite::Cite;
use crate::render::search::plain;
use crate::render::words::DateWords;

/// Words on one line.
pub(super) fn plain_words(text: &str) -> Cow<'_, str> {
    match is_one_line(text) {
        true => Cow::Borrowed(text),
        false => Cow::Owned(text.split_whitespace().collect::<Vec<_>>().join(" ")),
    }
}

/// Whether there is one space between two words, and none before or behind them.
fn is_one_line(text: &str) -> bool {
    let is_other = |c: char| c.is_whitespace() && c != ' ';
    let others = match text.is_ascii() {
        true => text.bytes().any(|b| b.is_ascii_control()),
        false => text.contains(is_other),
    };
    !others && !text.starts_with(' ') && !text.ends_with(' ') && !text.contains("  ")
}

/// A text of a record in plain words, on one line.
pub(super) fn said<'t>(linker: &Linker<'_>, text: Option<&'t Text>) -> Cow<'t, str> {
    match text {
        None => Cow::Borrowed(""),
        Some(text) if is_read_as_written(&text.0) => plain_words(&text.0),
        Some(text) => Cow::Owned(plain(&linker.text(text))),
    }
}

/// HTML of ours in plain words, on one line.
pub(super) fn of_html(html: &str) -> Cow<'_, str> {
    match html.contains(['<', '&']) {
        true => Cow::Owned(plain(html)),
        false => plain_words(html),
    }
}

/// Whether a text holds no sign that markdown could read as anything but itself: such a text says the same before and after
/// it was made HTML. Most texts of a register are such.
fn is_read_as_written(text: &str) -> bool {
    let is_plain = |b: u8| b.is_ascii_alphanumeric() || b" ,.;:'\"()/%+-=?!@$".contains(&b) || !b.is_ascii();
    text.starts_with(|c: char| c.is_ascii_alphabetic()) && text.bytes().all(is_plain)
}

/// The paper's own words for a date.
pub(super) fn date_text(note: &DateNote) -> Cow<'_, str> {
    note.text.as_ref().map(|t| plain_words(&t.0)).unwrap_or_default()
}

/// A date as pages read it.
pub(super) fn date_words(date: &DateWords) -> String {
    let ends = [&date.from, &date.to].into_iter().flatten().map(|t| t.words.as_str());
    let words = ends.collect::<Vec<_>>().join(" to ");
    [Some(words).filter(|w| !w.is_empty()), date.note.clone()]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join("; ")
}

/// Citations in words: paper and paragraphs, resolution or outside source.
pub(super) fn cited(cites: &[Cite]) -> String {
    let one = |cite: &Cite| {
        let mut words = vec![cite.lead.text.clone()];
        words.extend(cite.places.iter().map(|p| p.text.clone()));
        words.extend(cite.date.as_ref().map(date_words));
        words.extend(cite.basis.map(str::to_owned));
        let note = cite.note.as_deref().map(|note| format!(" ({})", of_html(note).trim_end_matches('.')));
        plain_words(&(words.join(", ") + note.as_deref().unwrap_or_default())).into_owned()
    };
    cites.iter().map(one).collect::<Vec<_>>().join("; ")
}

/// The addresses of citations: of each paragraph where one is cited, else of the paper, resolution or outside source.
pub(super) fn cited_pages(cites: &[Cite]) -> Vec<String> {
    let of = |cite: &Cite| match cite.places.is_empty() {
        true => cite.lead.href.clone().into_iter().collect::<Vec<_>>(),
        false => cite.places.iter().filter_map(|p| p.href.clone()).collect(),
    };
    cites.iter().flat_map(of).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::markdown::{Target, inline};

    proptest! {
        #[test]
        fn what_is_taken_as_written_is_what_the_page_says(text in "[A-Za-z][ -~\\u{a0}’é—]{0,60}") {
            if is_read_as_written(&text) {
                prop_assert_eq!(plain_words(&text), plain(&inline(&text, &|_| Target::Unknown, None)));
            }
        }

        #[test]
        fn words_on_one_line_are_left_as_they_are(text in "[ a-c\\t\\u{a0}\\u{85}’]{0,12}") {
            prop_assert_eq!(plain_words(&text), text.split_whitespace().collect::<Vec<_>>().join(" "));
        }
    }
}
