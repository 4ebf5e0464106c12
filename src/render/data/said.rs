//! What pages say, as plain words and addresses in a cell: read from the very HTML that pages show, so that a word which is
//! not on a page cannot be in a file.

use crate::model::basis::DateNote;
use crate::model::scalar::Text;
use crate::render::address::Linker;
use crate::render::cite::Cite;
use crate::render::search::plain;
use crate::render::words::DateWords;

/// Words on one line.
pub(super) fn plain_words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text of a record in plain words, on one line.
pub(super) fn said(linker: &Linker<'_>, text: Option<&Text>) -> String {
    text.map(|t| plain(&linker.text(t))).unwrap_or_default()
}

/// The paper's own words for a date.
pub(super) fn date_text(note: Option<&DateNote>) -> String {
    note.and_then(|n| n.text.as_ref()).map(|t| plain_words(&t.0)).unwrap_or_default()
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
        let note = cite.note.as_deref().map(|note| format!(" ({})", plain(note).trim_end_matches('.')));
        plain_words(&(words.join(", ") + note.as_deref().unwrap_or_default()))
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
