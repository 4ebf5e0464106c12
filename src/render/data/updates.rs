//! `updates.csv`: every dated word about a recommendation or action.

use super::actions::texts;
use std::ops::Deref;
use std::rc::Rc;

use super::item::{Update, items};

use super::table::Table;
use crate::model::record::Wording;
use crate::render::address::Linker;
use crate::render::words;

/// A dated word with the page of its item, whose address is made once for all of them.
pub(super) struct Line<'v> {
    update: Update<'v>,
    page: Rc<str>,
}

impl<'v> Deref for Line<'v> {
    type Target = Update<'v>;

    fn deref(&self) -> &Update<'v> {
        &self.update
    }
}

/// The table.
pub(super) fn table<'v>() -> Table<Line<'v>> {
    let about = "One row for each dated word about a recommendation or action, oldest first, also of those that a round of \
                 updates brought.";
    let table = Table::new("updates", "Updates: every dated word", about);
    let table = table
        .text("plan", "Plan", "The id of the plan", |u: &Line<'v>| u.row.plan_id)
        .full()
        .text("item", "Item", "The recommendation or action, by its reference within the plan", |u| {
            u.row.item.id()
        })
        .full()
        .whole("number", "Number", "Its number among the words about the item, from 1, oldest first", |u| {
            i64::try_from(u.number).ok()
        })
        .full()
        .text("item_title", "Title of the item", "The title of the item, in the words last agreed", |u| {
            u.row.title()
        })
        .full()
        .noted_date("date", "Date", "When it was published", |u| Some(u.said.date), |u| u.date_note())
        .text("note", "Note", "What was said", |u| u.row.words(u.word.note.as_ref()))
        .word("wording", "Wording", "Whose words the note is", |u| wording(u));
    standing(table)
        .text("reason", "Reason", "Why the due date moved", |u| u.row.words(u.word.reason.as_ref()))
        .text("next", "Next", "What is to come next", |u| u.row.words(u.word.next.as_ref()))
        .ids(
            "rating",
            "Ratings",
            "Steps of rating schemes, as scheme=step; the step alone where the site has one scheme",
            |u| {
                let ratings = u.word.rating.iter().flat_map(|r| &r.0);
                texts(ratings.map(|(scheme, step)| {
                    scheme.as_ref().map_or(step.to_string(), |s| format!("{s}={step}"))
                }))
            },
        )
        .ids("into", "Into", "What took its place, where it was superseded", |u| {
            let into = u.word.into.iter().flat_map(|i| i.iter());
            texts(into.filter(|id| u.row.plan.item(id).is_some()))
        })
        .text("meeting", "Meeting", "The meeting whose round of updates it belongs to", |u| u.meeting())
        .cited(
            ("source", "Source", "Where it was said, in words"),
            ("Pages of the source", "Where it was said"),
            |u| u.sources(),
        )
        .page(|u| u.page.clone())
        .full()
        .key(&["plan", "item", "number"])
}

/// What it says of where the item stands.
fn standing<'v>(table: Table<Line<'v>>) -> Table<Line<'v>> {
    table
        .ids("by", "Who said it", "Who said it, by id; empty where that is not stated", |u: &Line<'v>| {
            u.by_whom()
        })
        .text("by_names", "Names of who said it", "The same as pages read them", |u| u.by_whom().names())
        .word("status", "Official status", "The status stated; empty where none is", |u| u.word.status)
        .text("status_words", "Official status in words", "The same as pages read it", |u| {
            u.word.status.map(|s| words::status(Some(s)).word)
        })
        .word("evidence", "Evidence", "What stands behind it, where that is stated", |u| u.evidence())
        .text("evidence_words", "Evidence in words", "The same as pages read it", |u| {
            u.evidence().map(|e| words::evidence(e).word)
        })
        .date("done", "Done", "The day it was done, as against the day that was published", |u| u.word.done)
        .date("due", "Due", "A first due date, or a later one", |u| u.word.due)
        .whole("due_moved_days", "Days moved", "Days by which it moved the due date; below 0 where it was brought forward; empty where it moved none", |u| {
            u.moved().map(|(_, days)| days)
        })
}

/// Whose words the note is.
fn wording(update: &Update<'_>) -> Option<Wording> {
    update.word.note.as_ref()?;
    Some(update.wording())
}

/// The rows.
pub(super) fn rows<'v>(linker: Linker<'v>) -> impl Iterator<Item = Line<'v>> {
    items(linker).flat_map(|row| {
        let page: Rc<str> = row.page().into();
        row.updates().map(move |update| Line { update, page: page.clone() })
    })
}
