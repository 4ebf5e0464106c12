//! Pages that list all records of a kind.

use serde::Serialize;

use super::address::{Link, Linker};
use super::labels;
use super::people::NO_OWNER;
use super::recurrence::in_short;
use super::split::{Listing, PartLink};
use super::time::sums::{number, overdue, silent, sums as sums_of};
use super::words::{self, DateWords};
use crate::derive::time::Sums;
use crate::model::people::Thread;
use crate::model::scalar::Id;
use crate::output::OutPath;

/// A paper in a line.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct PaperLine {
    /// The paper.
    link: Link,
    /// "Report", "Motion" and so on.
    kind: &'static str,
    /// Its date.
    date: Option<DateWords>,
    /// What it is about, as HTML.
    summary: Option<String>,
    /// Whether the site does not hold it and knows of it from another paper.
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
    /// The thread.
    link: Link,
    /// What it is about, as HTML.
    summary: String,
    /// Its story in figures.
    in_short: String,
}

/// All threads that have anything to show.
pub(crate) fn threads(linker: &Linker<'_>) -> Vec<ThreadLine> {
    let threads = linker.views.edition.register.threads.iter().filter(|t| linker.views.has_thread(&t.id));
    let line = |t: &Thread| ThreadLine {
        link: linker.thread(&t.id),
        summary: linker.text(&t.summary),
        in_short: linker
            .views
            .stories
            .get(&t.id)
            .map_or_else(Default::default, |story| in_short(linker, story)),
    };
    threads.map(line).collect()
}

/// An owner or body in a line.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct OwnerLine {
    /// The owner or body.
    link: Link,
    /// "Role", "Team or service", or the sort of body.
    kind: &'static str,
    /// How many commitments it owns.
    owned: usize,
    /// How many commitments of others it answers for.
    answerable: usize,
    /// How many of the commitments that it owns are overdue, and by how much.
    overdue: String,
    /// How many of them are open without any date.
    undated: String,
    /// How many of them are silent, and for how long.
    silent: String,
}

/// The list of owners and bodies, or a part of it.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Owners {
    /// How many there are in the whole list.
    total: usize,
    /// The pages it is split into; empty where one page holds all.
    parts: Vec<PartLink>,
    /// Those of this page.
    entries: Vec<OwnerLine>,
    /// The page of commitments that have no owner, read with how many they are.
    no_owner: Link,
    /// Days without a word after which an open commitment is called silent.
    stale: i64,
}

/// The list of owners and bodies, or a part of it.
pub(crate) fn owners(linker: &Linker<'_>, listing: Listing<OwnerLine>) -> Owners {
    let unowned: usize = linker.views.progress.values().map(|p| p.counts.owner_none.len()).sum();
    let words = format!("Commitments without an owner: {}", number(unowned));
    Owners {
        total: listing.total,
        parts: listing.parts,
        entries: listing.entries,
        no_owner: linker.to(&OutPath::new(NO_OWNER), None, words),
        stale: linker.views.edition.register.site.stale_after_days(),
    }
}

/// An owner or body in a line.
pub(crate) fn owner(linker: &Linker<'_>, id: &Id) -> Option<OwnerLine> {
    let register = &linker.views.edition.register;
    let links = &linker.views.backlinks;
    let kind = match (register.owner(id), register.body(id)) {
        (Some(owner), _) => labels::owner_kind(owner.kind),
        (None, body) => labels::body_kind(body?.kind),
    };
    let none = Sums::default();
    let sums = linker.views.owned.get(id).map_or(&none, AsRef::as_ref);
    Some(OwnerLine {
        link: linker.owner(id),
        kind,
        owned: sums.items,
        answerable: links.answerable.get(id).map_or(0, |items| sums_of(linker, items).items),
        overdue: overdue(sums),
        undated: number(sums.undated.len()),
        silent: silent(sums),
    })
}
