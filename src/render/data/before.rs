//! `before-meetings.csv`: where each tracked item stood when its plan came before a meeting, without what that meeting
//! decided.

use std::borrow::Cow;
use std::rc::Rc;

use super::item::ScheduleWord;
use super::people::People;
use super::said::plain_words;
use super::table::{Reference, Table};
use crate::derive::amended::{owners_now, title_now};
use crate::derive::schedule::Schedule;
use crate::derive::standing::Standing;
use crate::derive::stood::Cut;
use crate::model::commitment;
use crate::model::date::Date;
use crate::model::extra::Extra;
use crate::model::register::Item;
use crate::model::scalar::{Id, ItemId};
use crate::model::update::{Evidence, Status};
use crate::render::address::{Linker, at_path, record_path};
use crate::render::words;

/// An item as it stood before a meeting.
pub(super) struct Row<'v> {
    plan: &'v Id,
    meeting: &'v Id,
    as_at: Date,
    item: &'v ItemId,
    title: Cow<'v, str>,
    commitment: bool,
    owner: People<'v>,
    standing: Standing,
    page: Rc<str>,
}

/// The table.
pub(super) fn table<'v>() -> Table<Row<'v>> {
    let about = "One row for each tracked item and each meeting that its plan came before: as it stood by the day of the \
                 meeting, without what the meeting itself decided.";
    let table = Table::new("before-meetings", "Plans as they stood before each meeting", about)
        .text("plan", "Plan", "The id of its plan", |r: &Row<'v>| r.plan)
        .full()
        .text("meeting", "Meeting", "The meeting that the plan came before", |r| r.meeting)
        .full()
        .text("item", "Item", "The action, or the recommendation tracked itself, by its reference", |r| {
            r.item
        })
        .full()
        .date(
            "as_at",
            "As at",
            "The day by which dates are judged: that of the meeting, or of the site where it lies ahead",
            |r| Some(r.as_at),
        )
        .text("title", "Title", "Its title then", |r| r.title.clone())
        .full()
        .yes_no(
            "commitment",
            "Commitment",
            "Whether it counted as something the council said it would do",
            |r| Some(r.commitment),
        )
        .full()
        .ids("owner", "Owner", "Who was to do it then: ids of roles, teams or bodies", |r| r.owner.clone())
        .text("owner_names", "Names of owners", "The same as pages read them", |r| r.owner.clone().names());
    standing(table).page(|r| r.page.clone()).full().key(&["plan", "meeting", "item"]).refers(Reference {
        columns: &["meeting"],
        table: "meetings",
        to: &["id"],
    })
}

/// The three words and the dates.
fn standing<'v>(table: Table<Row<'v>>) -> Table<Row<'v>> {
    table
        .word(
            "status",
            "Official status",
            "What the council had said last; empty where it had said nothing",
            |r: &Row<'v>| -> Option<Status> { r.standing.status.map(|(status, _)| status) },
        )
        .date("status_date", "Date of the status", "When that was published", |r| {
            r.standing.status.map(|(_, said)| said.date)
        })
        .word("evidence", "Evidence", "What stood behind the official status", |r| -> Option<Evidence> {
            Some(r.standing.evidence)
        })
        .full()
        .word("schedule", "Schedule", "Where it stood against its dates: computed from them", |r| {
            Some(ScheduleWord::from(r.standing.schedule))
        })
        .full()
        .text("schedule_words", "Schedule in words", "The same as pages read it", |r| {
            words::schedule(r.standing.schedule).word
        })
        .full()
        .date("due", "Due", "When it was due then; empty where no date was stated", |r| r.standing.due)
        .date("original_due", "First due", "The due date first given", |r| r.standing.original_due)
        .whole("slippage_days", "Days of slippage", "Days from the first due date to the one of then", |r| {
            Some((r.standing.due?.last() - r.standing.original_due?.last()).num_days())
        })
        .whole(
            "days_overdue",
            "Days overdue",
            "Days since the due date of an open item; empty where it was not overdue",
            |r| match r.standing.schedule {
                Schedule::Overdue(_, days) | Schedule::OverduePaused(_, days, _) => Some(days),
                _ => None,
            },
        )
        .date(
            "latest_date",
            "Date of the latest word",
            "When the latest word about it had been published",
            |r| r.standing.latest().map(|said| said.date),
        )
}

/// The rows.
pub(super) fn rows<'v>(linker: Linker<'v>) -> impl Iterator<Item = Row<'v>> {
    let views = linker.views;
    let plans = views.edition.register.plans.keys();
    let each = plans.flat_map(move |plan| views.meetings_of(plan).map(move |meeting| (plan, meeting)));
    each.filter_map(move |(plan, meeting)| Some((meeting, plan, Cut::before(views, plan, meeting)?)))
        .flat_map(move |(meeting, plan, cut)| of_meeting(linker, plan, meeting, &cut))
}

fn of_meeting<'v>(linker: Linker<'v>, plan: &'v Id, meeting: &'v Id, cut: &Cut<'v>) -> Vec<Row<'v>> {
    // The meeting's own page sums up how each plan stood.
    let page: Rc<str> = match linker.has(Extra::PlansBeforeMeetings) {
        true => linker.href(&at_path(plan, meeting), None).into(),
        false => linker.href(&record_path("meetings", meeting), None).into(),
    };
    let as_at = Date::day(cut.as_at);
    // The plan of today has the same items in the same order, and more: what did not change is read from it, not copied.
    let mut today = cut.whole().items();
    let row = |(then, standing): (Item<'_>, Standing)| {
        let item = today.find(|item| item.id() == then.id())?;
        if !(then.action.is_some() || then.recommendation.is_some_and(|r| cut.plan.is_tracked(r))) {
            return None;
        }
        let title = match title_now(&cut.plan, then) {
            title if title == item.title() => plain_words(item.title()),
            amended => plain_words(amended).into_owned().into(),
        };
        let owner = People::of(linker, owners_now(&cut.plan, item));
        let commitment = commitment::of_item(&cut.plan, then).is_made();
        let (item, page) = (item.id(), page.clone());
        Some(Row { plan, meeting, as_at, item, title, commitment, owner, standing, page })
    };
    cut.standings().filter_map(row).collect()
}
