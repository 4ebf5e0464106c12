//! Every record begins some day: without a date it could be in no view, or wrongly in all.

use super::known::Known;
use super::walk::{Entry, Walk};
use crate::diagnostic::{Code, Diagnostic, Slip};

pub(super) fn of_plan(known: &Known<'_>, walk: &Walk<'_>, faults: &mut Vec<Diagnostic>) {
    // A source in a broken paper may date a record; nobody can tell yet.
    if known.is_paper_broken() {
        return;
    }
    // Nor where the plan names a paper that does not exist, which is told at its own place.
    if walk.plan.set_out_in.as_ref().is_none_or(|p| known.register.papers.contains_key(p)) {
        faults.extend(walk.entries.iter().filter_map(|entry| born(known, walk, entry)));
    }
}

fn born(known: &Known<'_>, walk: &Walk<'_>, entry: &Entry<'_>) -> Option<Diagnostic> {
    let Some(birth) = entry.birth else {
        let mut papers = entry.work.source.iter().flat_map(|s| s.iter()).filter_map(|s| s.paper.as_ref());
        if papers.any(|p| !known.register.papers.contains_key(p)) {
            return None;
        }
        let help = "add `made: 2021-10-13`, or a `source` whose paper has a date";
        return Some(Slip::new(Code::NoBirthDate, "nothing dates this record", help).at(entry.id_place()));
    };
    let due = entry.work.due.filter(|due| due.last() < birth.last())?;
    if known.is_born_of_future_paper(walk, entry) {
        return None;
    }
    let message = format!("it was due on {due}, before it is first known ({birth})");
    let help = "nothing to do if that is what the papers say; else give `made`, or correct `due`";
    Some(Slip::new(Code::DueBeforeBirth, message, help).at(entry.place.at("due")))
}
