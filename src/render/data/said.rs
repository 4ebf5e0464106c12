//! What pages say, as plain words and addresses in a cell: read from the very HTML that pages show, so that a word which is
//! not on a page cannot be in a file.

use std::borrow::Cow;

use super::put::{Put, separated};
use crate::markdown::unmarked;
use crate::model::basis::DateNote;
use crate::model::scalar::Text;
use crate::render::address::Linker;
use crate::render::cite::Cite;
use crate::render::plain::plain;
use crate::render::words::{DateWords, put_date};

/// Words on one line.
pub(super) fn plain_words(text: &str) -> Cow<'_, str> {
    match is_one_line(text) {
        true => Cow::Borrowed(text),
        false => Cow::Owned(text.split_whitespace().collect::<Vec<_>>().join(" ")),
    }
}

/// Whether there is one space between two words, and none before or behind them.
fn is_one_line(text: &str) -> bool {
    if !text.is_ascii() && text.contains(|c: char| c.is_whitespace() && c != ' ') {
        return false;
    }
    let mut before = b' ';
    for byte in text.bytes() {
        if byte < b' ' || (byte == b' ' && before == b' ') {
            return false;
        }
        before = byte;
    }
    before != b' ' || text.is_empty()
}

/// A text of a record in plain words, on one line.
pub(super) fn said<'t>(linker: &Linker<'_>, text: Option<&'t Text>) -> Cow<'t, str> {
    let Some(text) = text else { return Cow::Borrowed("") };
    match unmarked(&text.0) {
        Some(words) => plain_words(words),
        None => Cow::Owned(plain(&linker.text(text))),
    }
}

/// HTML of ours in plain words, on one line.
pub(super) fn of_html(html: &str) -> Cow<'_, str> {
    match html.contains(['<', '&']) {
        true => Cow::Owned(plain(html)),
        false => plain_words(html),
    }
}

/// The paper's own words for a date.
pub(super) fn date_text(note: &DateNote) -> Cow<'_, str> {
    note.text.as_ref().map(|t| plain_words(&t.0)).unwrap_or_default()
}

/// A date as pages read it.
pub(super) fn date_words(date: &DateWords) -> String {
    let mut words = String::new();
    put_date(date, &mut words);
    if let Some(note) = &date.note {
        if !words.is_empty() {
            words.push_str("; ");
        }
        words.push_str(note);
    }
    words
}

/// Citations in words: paper and paragraphs, resolution or outside source.
pub(super) fn put_cited(cites: &[Cite], out: &mut String) {
    let mut words = String::new();
    for (at, cite) in cites.iter().enumerate() {
        if at > 0 {
            out.push_str("; ");
        }
        words.clear();
        words.push_str(&cite.lead.text);
        let date = cite.date.as_ref().map(date_words);
        let beside = cite.places.iter().map(|p| p.text.as_str()).chain(date.as_deref()).chain(cite.basis);
        for beside in beside {
            words.push_str(", ");
            words.push_str(beside);
        }
        if let Some(note) = &cite.note {
            words.push_str(" (");
            words.push_str(of_html(note).trim_end_matches('.'));
            words.push(')');
        }
        plain_words(&words).put(out);
    }
}

/// The addresses of citations: of each paragraph where one is cited, else of the paper, resolution or outside source.
pub(super) fn put_cited_pages(cites: &[Cite], out: &mut String) {
    let pages = cites.iter().flat_map(|cite| {
        let lead = cite.lead.href.iter().filter(|_| cite.places.is_empty());
        lead.chain(cite.places.iter().filter_map(|p| p.href.as_ref()))
    });
    separated(pages, " ", out);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::markdown::{Target, inline};

    proptest! {
        #[test]
        fn what_is_taken_as_written_is_what_the_page_says(text in "[A-Za-z][ -~\\u{a0}’é—]{0,60}") {
            if let Some(words) = unmarked(&text) {
                prop_assert_eq!(plain_words(words), plain(&inline(&text, &|_| Target::Unknown, None)));
            }
        }

        #[test]
        fn words_on_one_line_are_left_as_they_are(text in "[ a-c\\t\\u{a0}\\u{85}’]{0,12}") {
            prop_assert_eq!(plain_words(&text), text.split_whitespace().collect::<Vec<_>>().join(" "));
        }
    }
}
