//! `events.csv`: everything dated that the timeline shows, so that whoever draws their own timeline has all of it; `kind`
//! tells the events of content/events.yaml from meetings, papers, due dates and updates.

use schemars::JsonSchema;
use serde::Serialize;

use super::put::Put;
use super::said::{of_html, plain_words, put_cited, put_cited_pages};
use super::table::Table;
use crate::derive::timeline::{Entry, What};
use crate::model::scalar::{Id, ItemId};
use crate::render::address::Linker;
use crate::render::entry::{EntryWords, words_of};

/// What an entry of the timeline is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
enum Sort {
    /// Inspectors were there.
    Fieldwork,
    /// An inspection report was published.
    InspectionPublished,
    /// A paper.
    Paper,
    /// A motion.
    Motion,
    /// A meeting.
    Meeting,
    /// Something else that happened.
    Event,
    /// An item is to begin.
    Start,
    /// An item is due.
    Due,
    /// Words about items of a plan were published.
    Updates,
}

/// A row.
pub(super) struct Row<'v> {
    number: usize,
    entry: &'v Entry,
    words: EntryWords,
}

impl<'v> Row<'v> {
    fn sort(&self) -> Sort {
        match &self.entry.what {
            What::Fieldwork(_) => Sort::Fieldwork,
            What::InspectionPublished(_) => Sort::InspectionPublished,
            What::Paper(_) => Sort::Paper,
            What::Motion(_) => Sort::Motion,
            What::Meeting(_) => Sort::Meeting,
            What::Event(_) => Sort::Event,
            What::Start(_) => Sort::Start,
            What::Due(_) => Sort::Due,
            What::Updates(..) => Sort::Updates,
        }
    }

    /// The plan and its items that it is about.
    fn items(&self) -> (Option<&'v Id>, &'v [ItemId]) {
        match &self.entry.what {
            What::Start(key) | What::Due(key) => (Some(&key.plan), std::slice::from_ref(&key.item)),
            What::Updates(plan, items) => (Some(plan), items),
            _ => (None, &[]),
        }
    }
}

/// The table.
pub(super) fn table<'v>() -> Table<Row<'v>> {
    let about = "One row for each entry of the timeline, oldest first: inspections, papers, motions, meetings, start and due \
                 dates, updates and other events.";
    Table::new("events", "Everything dated", about)
        .whole("number", "Number", "Its place in the timeline, from 1", |r: &Row<'v>| {
            i64::try_from(r.number).ok()
        })
        .full()
        .noted_date("date", "Date", "When", |r| Some(r.entry.date), |r| r.entry.note.as_ref())
        .word("kind", "Kind", "What it is", |r| Some(r.sort()))
        .full()
        .words("title", "Title", "What, as the timeline reads it", |r, out| {
            plain_words(&r.words.link.text).put(out);
        })
        .full()
        .words("text", "Text", "More about it", |r, out| r.words.text.as_deref().map(of_html).put(out))
        .yes_no("ahead", "Ahead", "Whether it lies after the date at which the site is read", |r| {
            Some(r.words.ahead)
        })
        .full()
        .text("paper", "Paper", "The paper that it is about, by id", |r| match &r.entry.what {
            What::Fieldwork(id) | What::InspectionPublished(id) | What::Paper(id) | What::Motion(id) => {
                Some(id)
            }
            _ => None,
        })
        .text("meeting", "Meeting", "The meeting that it is, by id", |r| match &r.entry.what {
            What::Meeting(id) => Some(id),
            _ => None,
        })
        .text("plan", "Plan", "The plan whose items it is about, by id", |r| r.items().0)
        .ids("items", "Items", "Those items, by their references within the plan", |r| r.items().1)
        .words("source", "Source", "Where it is told, in words", |r, out| put_cited(&r.words.sources, out))
        .pages("source_pages", "Pages of the source", "Where it is told", |r, out| {
            put_cited_pages(&r.words.sources, out)
        })
        .page(|r| r.words.link.href.clone().unwrap_or_default())
        .key(&["number"])
}

/// The rows.
pub(super) fn rows<'v>(linker: Linker<'v>) -> impl Iterator<Item = Row<'v>> {
    let entries = linker.views.timeline.iter();
    let row = move |entry: &'v Entry| Some((entry, words_of(&linker, entry)?));
    let numbered = entries.filter_map(row).enumerate();
    numbered.map(|(at, (entry, words))| Row { number: at + 1, entry, words })
}
