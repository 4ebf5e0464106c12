//! By what the rows of a progress table sort and filter, where the words that they show do not say it: severity, not the
//! alphabet. A script reads it from attributes; without one, rows stand in the order of the plan.

use serde::Serialize;

use crate::derive::schedule::Schedule;
use crate::derive::standing::Standing;
use crate::model::scalar::Id;
use crate::model::update::Evidence;
use crate::render::address::Linker;

/// Keys of a row; each column sorts by them as text, ascending.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Order {
    /// From no update to superseded.
    pub(crate) status: usize,
    /// Contradicted first, then nothing, then what counts as evidence.
    pub(crate) evidence: usize,
    /// What needs attention first, always of two digits; the dates of the cell come after it.
    pub(crate) schedule: u8,
    /// The schedule without its figures: "overdue".
    pub(crate) kind: &'static str,
    /// For each rating scheme of the table, the place of the step; unrated ones last.
    pub(crate) ratings: Vec<usize>,
}

/// The keys of an item.
pub(crate) fn order(linker: &Linker<'_>, standing: &Standing, schemes: &[&Id]) -> Order {
    let (rank, kind) = schedule(standing.schedule);
    let site = &linker.views.edition.register.site;
    let place = |scheme: &&Id| {
        let (step, _) = standing.ratings.get(*scheme)?;
        site.ratings.get(scheme)?.steps.iter().position(|s| s.id == *step)
    };
    Order {
        status: standing.status.map_or(0, |(status, _)| status as usize + 1),
        evidence: match standing.evidence {
            Evidence::Contradicted => 0,
            other => other as usize + 1,
        },
        schedule: rank,
        kind,
        ratings: schemes.iter().map(|s| place(s).unwrap_or(usize::from(u8::MAX))).collect(),
    }
}

/// A schedule's place, and its name without figures.
fn schedule(schedule: Schedule) -> (u8, &'static str) {
    match schedule {
        Schedule::Overdue(..) => (10, "overdue"),
        Schedule::OverduePaused(..) => (11, "overdue"),
        Schedule::DueSoon(..) => (12, "due soon"),
        Schedule::StartNotConfirmed(_) => (13, "start not confirmed"),
        Schedule::NoDate => (14, "no date stated"),
        Schedule::StartedNoDueDate => (15, "started, no due date stated"),
        Schedule::NotDue(_) => (16, "not due"),
        Schedule::StartAhead(_) => (17, "to start"),
        Schedule::Recurring(_) => (18, "recurring"),
        Schedule::ReportedDoneDateNotStated(_) => (19, "reported complete, date done not stated"),
        Schedule::DoneLate(_) => (20, "done late"),
        Schedule::ReportedByDueDate(_) => (21, "reported complete by its due date"),
        Schedule::DoneOnTime => (22, "done on time"),
        Schedule::Closed => (23, "closed"),
        Schedule::NotCounted => (24, "not a commitment"),
    }
}
