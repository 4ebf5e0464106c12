//! `changes.csv`: what changed in each plan, with the meeting that the plan came before next.

use super::put::Put;
use super::said::{plain_words, put_cited, put_cited_pages, said};
use super::table::Table;
use crate::derive::changes::Change;
use crate::derive::moment::Moment;
use crate::model::date::Date;
use crate::model::register::Plan;
use crate::model::scalar::Id;
use crate::render::address::Linker;
use crate::render::changes::{Told, kind, told};

/// A change of a plan.
pub(super) struct Row<'v> {
    plan: &'v Id,
    number: usize,
    change: &'v Change,
    linker: Linker<'v>,
    told: Told<'v>,
    next: Option<&'v Id>,
}

/// The table.
pub(super) fn table<'v>() -> Table<Row<'v>> {
    let about = "One row for each change of a plan, oldest first: of the official word, its evidence, dates, ratings and words, \
                 of answers and resolutions, and of dates that passed.";
    Table::new("changes", "What changed", about)
        .text("plan", "Plan", "The id of the plan", |r: &Row<'v>| r.plan)
        .full()
        .whole("number", "Number", "Its number among the changes of the plan, from 1, oldest first", |r| {
            i64::try_from(r.number).ok()
        })
        .full()
        .date("date", "Date", "The day from which it counts", |r| Some(Date::day(r.change.moment.day)))
        .text("decided_by", "Decided by", "The meeting that decided it; empty where none did", |r| {
            r.change.moment.meeting()
        })
        .text(
            "before_meeting",
            "Before the meeting",
            "The meeting that the plan came before next after it; empty where none is known",
            |r| r.next,
        )
        .text(
            "item",
            "Item",
            "The recommendation, action or measure, by its reference; empty for the plan as a whole",
            |r| r.change.item.as_ref(),
        )
        .text("item_title", "Title of the item", "Its title, in the words last agreed", |r| {
            plain_words(r.told.title)
        })
        .word("change", "Change", "What sort of change it is", |r| kind(r.change))
        .full()
        .words("words", "In words", "What changed, with what was before", |r, out| {
            plain_words(&r.told.words).put(out);
        })
        .text("reason", "Reason", "The reason that is given", |r| said(&r.linker, r.told.reason))
        .words("source", "Source", "Where it was said, in words", |r, out| put_cited(&r.told.sources, out))
        .pages("source_pages", "Pages of the source", "Where it was said", |r, out| {
            put_cited_pages(&r.told.sources, out)
        })
        .key(&["plan", "number"])
}

/// The rows.
pub(super) fn rows<'v>(linker: Linker<'v>) -> impl Iterator<Item = Row<'v>> {
    let plans = linker.views.edition.register.plans.iter();
    plans.flat_map(move |(id, plan)| of_plan(linker, id, plan))
}

fn of_plan<'v>(linker: Linker<'v>, id: &'v Id, plan: &'v Plan) -> impl Iterator<Item = Row<'v>> {
    let meetings = &linker.views.edition.register.meetings;
    let moment = |m: &'v Id| Some((Moment::of(m, meetings.get(m)?), m));
    let before: Vec<(Moment, &Id)> = linker.views.meetings_of(id).filter_map(moment).collect();
    let changes = linker.views.changes_of(id).iter();
    let news = changes.filter(|change| kind(change).is_some()).enumerate();
    news.map(move |(at, change)| {
        let next = before.partition_point(|(moment, _)| *moment <= change.moment);
        let told = told(&linker, plan, change);
        Row { plan: id, number: at + 1, change, linker, told, next: before.get(next).map(|(_, m)| *m) }
    })
}
