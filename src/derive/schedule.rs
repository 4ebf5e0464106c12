//! The schedule of an item, computed from dates and never written by an author.

use chrono::NaiveDate;

use crate::model::date::Date;
use crate::model::update::Status;
use crate::model::work::Frequency;

/// Where an item stands against its dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Schedule {
    /// Neither start nor due date is stated.
    NoDate,
    /// Its start lies ahead.
    StartAhead(Date),
    /// Its start date passed and no word says that it started.
    StartNotConfirmed(Date),
    /// It started, and no due date is stated.
    StartedNoDueDate,
    /// Due later.
    NotDue(Date),
    /// Due within the days the site calls soon.
    DueSoon(Date, i64),
    /// The due date passed this many days ago.
    Overdue(Date, i64),
    /// The due date passed, and it is paused since a day.
    OverduePaused(Date, i64, Date),
    /// Done by its due date.
    DoneOnTime,
    /// Reported complete by its due date; when it was done is not stated.
    ReportedByDueDate(Date),
    /// Done this many days after its due date.
    DoneLate(i64),
    /// Reported complete after its due date; when it was done is not stated, so it is not counted as late.
    ReportedDoneDateNotStated(Date),
    /// Recurring, without an end.
    Recurring(Frequency),
    /// Not achieved, not pursued or superseded.
    Closed,
    /// Open, and no commitment: proposed, rejected or not answered. Its dates are shown, and it is neither late nor undated.
    NotCounted,
}

/// What the schedule follows from.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Stated {
    pub(super) status: Option<Status>,
    pub(super) start: Option<Date>,
    pub(super) due: Option<Date>,
    pub(super) done: Option<Date>,
    /// When the current completion was first reported.
    pub(super) reported: Option<Date>,
    /// Since when it is paused.
    pub(super) paused: Option<Date>,
    pub(super) frequency: Option<Frequency>,
}

/// The schedule at a date.
pub(super) fn schedule(stated: Stated, as_at: NaiveDate, due_soon_days: i64) -> Schedule {
    use Status::{Complete, NotAchieved, NotPursued, SignedOff, Superseded};
    match (stated.status, stated.due) {
        (Some(NotAchieved | NotPursued | Superseded), _) => Schedule::Closed,
        (Some(Complete | SignedOff), Some(due)) => completed(due, stated.done, stated.reported),
        (Some(Complete | SignedOff), None) => stated.frequency.map_or(Schedule::NoDate, Schedule::Recurring),
        (_, Some(due)) if due.last() < as_at => {
            let days = (as_at - due.last()).num_days();
            match stated.paused {
                Some(since) => Schedule::OverduePaused(due, days, since),
                None => Schedule::Overdue(due, days),
            }
        }
        (_, Some(due)) if (due.last() - as_at).num_days() <= due_soon_days => {
            Schedule::DueSoon(due, (due.last() - as_at).num_days())
        }
        (_, due) => ahead(stated, due, as_at),
    }
}

/// Whether a start date passed of which no word says that the work began.
pub(super) fn start_passed(start: Date, status: Option<Status>, as_at: NaiveDate) -> bool {
    let is_waiting = status.is_none_or(|s| matches!(s, Status::Planned | Status::NotStarted));
    is_waiting && start.last() < as_at
}

fn completed(due: Date, done: Option<Date>, reported: Option<Date>) -> Schedule {
    match (done, reported) {
        (Some(done), _) if done.last() <= due.last() => Schedule::DoneOnTime,
        (Some(done), _) => Schedule::DoneLate((done.last() - due.last()).num_days()),
        (None, Some(reported)) if reported.last() <= due.last() => Schedule::ReportedByDueDate(reported),
        (None, reported) => Schedule::ReportedDoneDateNotStated(reported.unwrap_or(due)),
    }
}

/// The schedule of an open item that is neither overdue nor due soon.
fn ahead(stated: Stated, due: Option<Date>, as_at: NaiveDate) -> Schedule {
    let started = matches!(stated.status, Some(Status::InProgress | Status::Paused));
    match (stated.start, due, stated.frequency) {
        (Some(start), _, _) if start_passed(start, stated.status, as_at) => {
            Schedule::StartNotConfirmed(start)
        }
        (_, Some(due), _) => Schedule::NotDue(due),
        (Some(start), None, _) if !started => Schedule::StartAhead(start),
        (_, None, Some(frequency)) => Schedule::Recurring(frequency),
        (Some(_), None, None) => Schedule::StartedNoDueDate,
        (None, None, None) => Schedule::NoDate,
    }
}
