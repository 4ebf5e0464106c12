//! Rules about the register. No rule stops another; each gives its faults at the key or value concerned.

mod allow;
mod births;
mod ids;
mod narrative;
mod outputs;
mod plans;
mod records;
mod resolve;
mod updates;
mod walk;

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
pub fn check(register: &Register, _dates: Dates) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    let plans = walk::walk(register);
    ids::check(register, &mut faults);
    outputs::check(register, &mut faults);
    records::check(register, &mut faults);
    plans::check(register, &mut faults);
    narrative::check(register, &mut faults);
    births::check(register, &mut faults);
    updates::check(register, &plans, &mut faults);
    allow::silence(register, faults)
}
