//! What a chair may ask of a plan before a meeting: what is late, undated, silent, contradicted, or called complete without
//! a resolution that approves it. Each follows from records alone; whose fault it is does not.

use chrono::NaiveDate;

use super::ItemKey;
use super::Views;
use super::heard::Heard;
use super::moment::Moment;
use super::standing::{Origin, Said, Standing, word};
use super::stood::Stood;
use super::time::{Clock, Quiet, Time, time};
use super::unsupported::is_approved;
use crate::model::commitment;
use crate::model::date::Date;
use crate::model::register::Item;
use crate::model::scalar::{Id, ItemId};
use crate::model::update::{Evidence, Status};

/// What there is to ask of an item.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Ask {
    /// What stands behind the word on it speaks against it.
    Contradicted(Said),
    /// Its due date passed so many days ago.
    Overdue(Date, i64),
    /// Its start date passed, and no word says that it started.
    NotStarted(Date),
    /// Its due date was put back since the plan came before a meeting for the last time: from one date to another, by the
    /// word that did.
    PutBack(Date, Date, Said),
    /// It is open, and falls due by the day of the meeting, which lies ahead.
    FallsDue(Date),
    /// It was closed without being done.
    NotAchieved(Said),
    /// It is called complete, and no resolution that names it approves that.
    Unsigned(Said, Evidence),
    /// It is open, and has neither a date nor a frequency.
    Undated,
    /// Nothing was said of it since the plan came before a meeting for the last time, or for longer than the site's reviews
    /// allow.
    Silent(Quiet),
}

/// A question.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// Of which item.
    pub item: ItemId,
    /// What.
    pub ask: Ask,
}

/// The questions about a plan as it came before a meeting, by item in the order of the plan. `earlier` is the moment at which
/// it came before a meeting for the last time before that.
pub fn questions(
    views: &Views,
    id: &Id,
    heard: &Heard<'_>,
    stood: &Stood,
    (earlier, to): (Option<&Moment>, &Moment),
) -> Vec<Question> {
    let since = earlier.map_or(NaiveDate::MIN, |m| m.day);
    let clock = Clock { as_at: stood.as_at, stale: views.edition.register.site.stale_after_days() };
    let silent = earlier.map_or_else(Vec::new, |from| heard.silent(from, to));
    let mut list = Vec::new();
    for item in stood.plan.tracked() {
        let Some(standing) = stood.standings.get(item.id()) else { continue };
        if !commitment::of_item(&stood.plan, item).is_made() {
            continue;
        }
        let mut ask = |ask: Ask| list.push(Question { item: item.id().clone(), ask });
        let time = time(item, standing, clock);
        if standing.evidence == Evidence::Contradicted
            && let Some(said) = contradicting(stood, item.id(), standing)
        {
            ask(Ask::Contradicted(said));
        }
        dates(item, standing, &time, (since, to.day), &mut ask);
        match standing.status {
            Some((Status::Complete, said))
                if !is_approved(views, &ItemKey { plan: id.clone(), item: item.id().clone() }, to) =>
            {
                ask(Ask::Unsigned(said, standing.evidence));
            }
            Some((Status::NotAchieved, said)) if said.date.last() > since => ask(Ask::NotAchieved(said)),
            _ => {}
        }
        if time.undated {
            ask(Ask::Undated);
        }
        if let Some(quiet) = time.quiet.filter(|_| time.silent || silent.contains(item.id())) {
            ask(Ask::Silent(quiet));
        }
    }
    list
}

/// What its dates give to ask: from the day of the earlier meeting to that of this one.
fn dates(
    item: Item<'_>,
    standing: &Standing,
    time: &Time,
    (since, meeting): (NaiveDate, NaiveDate),
    ask: &mut impl FnMut(Ask),
) {
    if let (Some(days), Some(due)) = (time.overdue, standing.due) {
        ask(Ask::Overdue(due, days));
    }
    if let (true, Some(start)) = (time.not_confirmed, item.work().and_then(|w| w.start)) {
        ask(Ask::NotStarted(start));
    }
    let moved = standing.slippage.iter().rev().find(|s| s.days > 0 && s.said.date.last() > since);
    if let Some(moved) = moved {
        ask(Ask::PutBack(moved.from, moved.to, moved.said));
    }
    if let Some(due) = standing.due.filter(|due| due.last() <= meeting)
        && standing.is_open()
        && time.overdue.is_none()
    {
        ask(Ask::FallsDue(due));
    }
}

/// The latest word that says, itself or by its round, that what is known contradicts the official word.
fn contradicting(stood: &Stood, item: &ItemId, standing: &Standing) -> Option<Said> {
    let says = |said: &&Said| {
        let of_round = || match said.origin {
            Origin::Round(position) => stood.plan.rounds().nth(position)?.evidence,
            Origin::Own(_) => None,
        };
        let own = word(&stood.plan, item, said.origin).and_then(|w| w.evidence);
        own.or_else(of_round) == Some(Evidence::Contradicted)
    };
    standing.history.iter().rev().find(says).copied().or(standing.latest())
}
