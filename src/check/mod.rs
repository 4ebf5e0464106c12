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

use chrono::NaiveDate;
use rayon::prelude::*;

use crate::diagnostic::Diagnostic;
use crate::model::register::Register;

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

/// Every fault that the register's rules find.
pub fn check(register: &Register, dates: Dates) -> Vec<Diagnostic> {
    let known = &known::Known::new(register, dates);
    let rules: [Rule<'_>; 19] = [
        &|faults| ids::check(known.register, faults),
        &|faults| outputs::check(known.register, faults),
        &|faults| naming(known, faults),
        &|faults| titles::check(known.register, faults),
        &|faults| births::check(known, faults),
        &|faults| updates::check(known, faults),
        &|faults| meetings::check(known, faults),
        &|faults| followed::check(known, faults),
        &|faults| chains::check(known, faults),
        &|faults| amendments::check(known, faults),
        &|faults| later::check(known, faults),
        &|faults| swallowed::check(known, faults),
        &|faults| time::check(known, faults),
        &|faults| evidence::check(known, faults),
        &|faults| truth::check(known, faults),
        &|faults| unanswered::check(known, faults),
        &|faults| windows::check(known, faults),
        &|faults| statement::check(known, faults),
        &|faults| brand::check(known, faults),
    ];
    // No rule waits for another; their faults stand in the order of the rules.
    let found: Vec<Vec<Diagnostic>> = rules.par_iter().map(|rule| faults(*rule)).collect();
    let faults = hidden::drop_hidden(known, found.into_iter().flatten().collect());
    allow::silence(known, faults)
}

/// The rules that look for near names, one after the other: which names they look for must not depend on who is first.
fn naming(known: &known::Known<'_>, faults: &mut Vec<Diagnostic>) {
    records::check(known, faults);
    plans::check(known, faults);
    narrative::check(known, faults);
}

fn faults(rule: Rule<'_>) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    rule(&mut faults);
    faults
}
