//! Pages that list all records of a kind.

use serde::Serialize;

use super::address::{Link, Linker};
use super::labels;
use super::words::{self, DateWords};
use crate::model::scalar::Id;

/// A paper in a line.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct PaperLine {
    link: Link,
    kind: &'static str,
    date: Option<DateWords>,
    summary: Option<String>,
    known_only_from_others: bool,
}

/// A paper in a line.
pub(crate) fn paper(linker: &Linker<'_>, id: &Id) -> Option<PaperLine> {
    let paper = linker.views.edition.register.papers.get(id)?;
    Some(PaperLine {
        link: linker.paper(id, None),
        kind: labels::paper_kind(paper.header.kind),
        date: paper.header.date.map(|d| words::date(&d, paper.header.note("date"))),
        summary: linker.maybe(paper.header.summary.as_ref()),
        known_only_from_others: !paper.header.known_from.is_empty(),
    })
}

/// A thread in a line.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct ThreadLine {
    link: Link,
    summary: String,
}

/// All threads that have anything to show.
pub(crate) fn threads(linker: &Linker<'_>) -> Vec<ThreadLine> {
    let threads = linker.views.edition.register.threads.iter().filter(|t| linker.views.has_thread(&t.id));
    threads.map(|t| ThreadLine { link: linker.thread(&t.id), summary: linker.text(&t.summary) }).collect()
}

/// An owner or body in a line.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct OwnerLine {
    link: Link,
    kind: &'static str,
    owned: usize,
    answerable: usize,
}

/// An owner or body in a line.
pub(crate) fn owner(linker: &Linker<'_>, id: &Id) -> Option<OwnerLine> {
    let register = &linker.views.edition.register;
    let links = &linker.views.backlinks;
    let kind = match (register.owner(id), register.body(id)) {
        (Some(owner), _) => labels::owner_kind(owner.kind),
        (None, body) => labels::body_kind(body?.kind),
    };
    Some(OwnerLine {
        link: linker.owner(id),
        kind,
        owned: links.owned.get(id).map_or(0, Vec::len),
        answerable: links.answerable.get(id).map_or(0, Vec::len),
    })
}
