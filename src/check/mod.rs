//! Rules about the register. No rule stops another; each gives its faults at the key or value concerned.

mod allow;
mod amendments;
mod attached;
mod births;
mod brand;
mod chains;
mod evidence;
mod followed;
mod hidden;
mod ids;
mod known;
mod later;
mod meetings;
mod narrative;
mod outputs;
mod pages;
mod plans;
mod ratings;
mod records;
mod resolve;
mod statement;
mod swallowed;
mod time;
mod titles;
mod truth;
mod unanswered;
mod updates;
mod walk;
mod windows;

use std::sync::Arc;

use chrono::NaiveDate;
use rayon::prelude::*;

use crate::diagnostic::Diagnostic;
use crate::model::changed::Changed;
use crate::model::memo::Memo;
use crate::model::published::Answers;
use crate::model::register::Register;
use crate::model::scalar::Id;
use crate::model::texts;

/// The days that rules judge by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dates {
    /// The day every view is read at.
    pub as_at: NaiveDate,
    /// The day of the build: what lies after it has not happened.
    pub today: NaiveDate,
}

/// What a rule does: it adds the faults that it finds.
type Rule<'r> = &'r (dyn Fn(&mut Vec<Diagnostic>) + Sync);

/// The faults found in one record alone.
type Found = Arc<[Diagnostic]>;

/// What is kept of one check for the next: of each record, what was found in it alone.
#[derive(Debug)]
pub struct Kept {
    records: OfRecords,
    /// The same of the rules that look for near names.
    names: OfRecords,
    answers: Option<Answers>,
}

/// What was found in one record each.
#[derive(Debug)]
struct OfRecords {
    plans: Memo<Id, Found>,
    papers: Memo<Id, Found>,
    meetings: Memo<Id, Found>,
}

impl Kept {
    /// Nothing yet, and room for what is to come where anything is to be kept at all.
    pub fn new(keeps: bool) -> Self {
        let memo = || Memo::new(keeps);
        let of_records = || OfRecords { plans: memo(), papers: memo(), meetings: memo() };
        Kept { records: of_records(), names: of_records(), answers: None }
    }
}

/// Every fault that the register's rules find.
pub fn check(register: &Register, dates: Dates) -> Vec<Diagnostic> {
    check_again(register, dates, &mut Kept::new(false), &mut Changed::default())
}

/// As [`check`], with what was kept of an earlier one; `changed` is what the register answers otherwise than then.
pub fn check_again(
    register: &Register,
    dates: Dates,
    kept: &mut Kept,
    changed: &mut Changed,
) -> Vec<Diagnostic> {
    let known = &known::Known::new(register, dates);
    if let Some(before) = kept.answers.replace(known.published.answers.clone()) {
        known.published.answers.changed(&before, changed);
    }
    let Kept { records, names, .. } = kept;
    // No rule waits for another.
    let ((found, silences), (of_records, named)) = rayon::join(
        || (whole(known), allow::silences(register)),
        || rayon::join(|| of_records(known, changed, records), || naming(known, changed, names)),
    );
    let all = found.into_iter().chain(of_records).chain(named).collect();
    allow::silence(known, &silences, hidden::drop_hidden(known, all))
}

/// The rules about the site as a whole.
fn whole(known: &known::Known<'_>) -> Vec<Diagnostic> {
    let rules: [Rule<'_>; 10] = [
        &|faults| ids::check(known.register, faults),
        &|faults| outputs::check(known.register, faults),
        &|faults| titles::check(known.register, faults),
        &|faults| meetings::check(known, faults),
        &|faults| chains::check(known, faults),
        &|faults| later::check(known, faults),
        &|faults| {
            texts::of_lists(known.register, &mut |trail, text| swallowed::of_text(trail, text, faults));
        },
        &|faults| unanswered::check(known, faults),
        &|faults| windows::check(known, faults),
        &|faults| {
            statement::check(known, faults);
            brand::check(known, faults);
        },
    ];
    rules.par_iter().flat_map_iter(|rule| faults(*rule)).collect()
}

/// The rules about one record each.
fn of_records(known: &known::Known<'_>, changed: &Changed, kept: &mut OfRecords) -> Vec<Diagnostic> {
    let register = known.register;
    let plans = kept.plans.all(register.plans.keys().cloned().collect(), changed, |id| {
        found(|faults| known.plan(id).into_iter().for_each(|walk| of_plan(known, walk, faults)))
    });
    let papers = kept.papers.all(register.papers.keys().cloned().collect(), changed, |id| {
        found(|faults| {
            let Some(paper) = register.papers.get(id) else { return };
            ids::of_paper(id, paper, faults);
            texts::of_paper(id, paper, &mut |trail, text| swallowed::of_text(trail, text, faults));
        })
    });
    let meetings = kept.meetings.all(register.meetings.keys().cloned().collect(), changed, |id| {
        found(|faults| {
            let Some(meeting) = register.meetings.get(id) else { return };
            ids::of_meeting(id, meeting, faults);
            followed::of_meeting(known, id, meeting, faults);
            texts::of_meeting(id, meeting, &mut |trail, text| swallowed::of_text(trail, text, faults));
        })
    });
    all([plans, papers, meetings])
}

fn of_plan(known: &known::Known<'_>, walk: &walk::Walk<'_>, faults: &mut Vec<Diagnostic>) {
    ids::of_plan(walk, faults);
    births::of_plan(known, walk, faults);
    updates::of_plan(known, walk, faults);
    chains::of_plan(walk, faults);
    amendments::of_plan(known, walk, faults);
    later::of_plan(known, walk, faults);
    texts::of_plan(walk.id, walk.plan, &mut |trail, text| swallowed::of_text(trail, text, faults));
    time::of_plan(known, walk, faults);
    evidence::of_plan(known, walk, faults);
    truth::of_plan(known, walk, faults);
    unanswered::of_plan(known, walk, faults);
    windows::of_plan(walk, faults);
}

/// The rules that look for near names, one after the other: which names they look for must not depend on who is first.
fn naming(known: &known::Known<'_>, changed: &Changed, kept: &mut OfRecords) -> Vec<Diagnostic> {
    let register = known.register;
    let lists = faults(&|faults| {
        records::check(known, faults);
        narrative::check(known, faults);
    });
    let meetings = kept.meetings.in_turn(register.meetings.keys().cloned().collect(), changed, |id| {
        found(|faults| {
            let Some(meeting) = register.meetings.get(id) else { return };
            records::of_meeting(known, id, meeting, faults);
            texts::of_meeting(id, meeting, &mut |trail, text| narrative::of_text(known, trail, text, faults));
        })
    });
    let papers = kept.papers.in_turn(register.papers.keys().cloned().collect(), changed, |id| {
        found(|faults| {
            let Some(paper) = register.papers.get(id) else { return };
            records::of_paper(known, id, paper, faults);
            narrative::of_paper(known, id, paper, faults);
            texts::of_paper(id, paper, &mut |trail, text| narrative::of_text(known, trail, text, faults));
        })
    });
    let plans = kept.plans.in_turn(register.plans.keys().cloned().collect(), changed, |id| {
        found(|faults| {
            let Some(plan) = register.plans.get(id) else { return };
            plans::of_plan(known, id, plan, faults);
            texts::of_plan(id, plan, &mut |trail, text| narrative::of_text(known, trail, text, faults));
        })
    });
    lists.into_iter().chain(all([meetings, papers, plans])).collect()
}

fn all(found: [Vec<(Id, Found)>; 3]) -> Vec<Diagnostic> {
    found.iter().flatten().flat_map(|(_, found)| found.iter().cloned()).collect()
}

fn found(rule: impl FnOnce(&mut Vec<Diagnostic>)) -> Found {
    let mut faults = Vec::new();
    rule(&mut faults);
    faults.into()
}

fn faults(rule: Rule<'_>) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    rule(&mut faults);
    faults
}
