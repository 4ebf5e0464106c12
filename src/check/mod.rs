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

/// Every fault that the register's rules find.
pub fn check(register: &Register, dates: Dates) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    let known = known::Known::new(register, dates);
    ids::check(register, &mut faults);
    outputs::check(register, &mut faults);
    records::check(&known, &mut faults);
    plans::check(&known, &mut faults);
    narrative::check(&known, &mut faults);
    titles::check(register, &mut faults);
    births::check(&known, &mut faults);
    updates::check(&known, &mut faults);
    meetings::check(&known, &mut faults);
    followed::check(&known, &mut faults);
    chains::check(&known, &mut faults);
    amendments::check(&known, &mut faults);
    later::check(&known, &mut faults);
    swallowed::check(&known, &mut faults);
    time::check(&known, &mut faults);
    evidence::check(&known, &mut faults);
    truth::check(&known, &mut faults);
    unanswered::check(&known, &mut faults);
    windows::check(&known, &mut faults);
    statement::check(&known, &mut faults);
    brand::check(&known, &mut faults);
    let faults = hidden::drop_hidden(&known, faults);
    allow::silence(&known, faults)
}
