//! Everything dated, in order: inspections, meetings, motions, papers, events, deadlines and updates.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use super::ItemKey;
use super::backlinks::Backlinks;
use super::edition::Edition;
use super::standing::Standing;
use crate::model::basis::DateNote;
use crate::model::commitment;
use crate::model::date::{Date, Moment};
use crate::model::paper::PaperKind;
use crate::model::scalar::{Id, ItemId};

/// What an entry of the timeline is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// Inspectors were there.
    Fieldwork(Id),
    /// An inspection report was published.
    InspectionPublished(Id),
    /// A paper.
    Paper(Id),
    /// A motion.
    Motion(Id),
    /// A meeting.
    Meeting(Id),
    /// An event, by its position.
    Event(usize),
    /// The start of an item.
    Start(ItemKey),
    /// The due date of an item.
    Due(ItemKey),
    /// Words about items of a plan, published on one day.
    Updates(Id, Vec<ItemId>),
}

/// An entry of the timeline.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// When.
    pub date: Date,
    /// What stands beside the date.
    pub note: Option<DateNote>,
    /// What.
    pub what: What,
}

/// Where entries stand in the timeline, so that nobody looks through all of it for some.
#[derive(Debug, Default)]
pub struct Places {
    /// By the year and month they begin in, in their order; month 0 for what is dated by its year alone.
    pub by_month: BTreeMap<(i32, u32), Vec<usize>>,
    /// By plan: its records, its papers, and the meetings it came before.
    pub by_plan: BTreeMap<Id, Vec<usize>>,
    /// Of all, the first that lies wholly ahead of the date of the view, and the last.
    pub turn: Turn,
}

/// Between which entries the date of the view lies, as their positions.
#[derive(Clone, Copy, Debug, Default)]
pub struct Turn {
    /// The first entry that lies wholly ahead.
    pub ahead: Option<usize>,
    /// The last entry of all.
    pub last: Option<usize>,
}

/// The month that a date begins in; 0 where only its year is known.
pub fn month_of(date: &Date) -> u32 {
    match date.from {
        Moment::Year(_) => 0,
        Moment::Month(_, month) => month,
        Moment::Day(day) => day.month(),
    }
}

/// The year and month that an entry begins in.
fn begins(entry: &Entry) -> (i32, u32) {
    (entry.date.first().year(), month_of(&entry.date))
}

/// Between which of some entries the date of the view lies.
pub fn turn<'e>(entries: impl Iterator<Item = (usize, &'e Entry)> + Clone, as_at: NaiveDate) -> Turn {
    let ahead = entries.clone().filter(|(_, e)| e.date.first() > as_at).min_by_key(|(_, e)| begins(e));
    let last = entries.max_by_key(|(_, e)| begins(e));
    Turn { ahead: ahead.map(|(at, _)| at), last: last.map(|(at, _)| at) }
}

fn of<'b>(all: &'b BTreeMap<Id, Vec<Id>>, id: &Id) -> &'b [Id] {
    all.get(id).map_or(&[], Vec::as_slice)
}

/// Where the entries of a timeline stand.
pub fn places(timeline: &[Entry], backlinks: &Backlinks, as_at: NaiveDate) -> Places {
    let mut places = Places { turn: turn(timeline.iter().enumerate(), as_at), ..Places::default() };
    for (at, entry) in timeline.iter().enumerate() {
        places.by_month.entry(begins(entry)).or_default().push(at);
        let plans = match &entry.what {
            What::Start(key) | What::Due(key) => std::slice::from_ref(&key.plan),
            What::Updates(id, _) => std::slice::from_ref(id),
            What::Meeting(id) => of(&backlinks.came_before, id),
            What::Paper(id) | What::Motion(id) | What::Fieldwork(id) | What::InspectionPublished(id) => {
                of(&backlinks.set_out, id)
            }
            What::Event(_) => &[],
        };
        for plan in plans {
            places.by_plan.entry(plan.clone()).or_default().push(at);
        }
    }
    places
}

/// Everything dated, oldest first.
pub fn timeline(edition: &Edition, standings: &BTreeMap<ItemKey, Standing>) -> Vec<Entry> {
    let mut entries = Vec::new();
    papers(edition, &mut entries);
    let register = &edition.register;
    for (id, meeting) in &register.meetings {
        let note = meeting.note("date").cloned();
        entries.push(Entry { date: meeting.date, note, what: What::Meeting(id.clone()) });
    }
    for (position, event) in register.events.iter().enumerate() {
        let note = event.note("date").cloned();
        entries.push(Entry { date: event.date, note, what: What::Event(position) });
    }
    plans(edition, standings, &mut entries);
    entries.sort_by(|a, b| a.date.by_first_day(&b.date).then_with(|| a.what.cmp(&b.what)));
    entries
}

fn papers(edition: &Edition, entries: &mut Vec<Entry>) {
    for (id, paper) in &edition.register.papers {
        let header = &paper.header;
        if let Some(inspection) = &header.inspection {
            for (key, date) in [("fieldwork", inspection.fieldwork), ("published", inspection.published)] {
                let date = date.filter(|d| d.last() <= edition.as_at);
                let what = if key == "fieldwork" {
                    What::Fieldwork(id.clone())
                } else {
                    What::InspectionPublished(id.clone())
                };
                entries.extend(date.map(|date| Entry { date, note: inspection.note(key).cloned(), what }));
            }
            if inspection.fieldwork.is_some() || inspection.published.is_some() {
                continue;
            }
        }
        let what = match header.kind {
            PaperKind::Motion => What::Motion(id.clone()),
            // Minutes are dated by their meeting, which has an entry of its own.
            PaperKind::Minutes => continue,
            _ => What::Paper(id.clone()),
        };
        entries.extend(header.date.map(|date| Entry { date, note: header.note("date").cloned(), what }));
    }
}

fn plans(edition: &Edition, standings: &BTreeMap<ItemKey, Standing>, entries: &mut Vec<Entry>) {
    for (id, plan) in &edition.register.plans {
        let mut updates: BTreeMap<String, (Date, Vec<ItemId>)> = BTreeMap::new();
        for item in plan.items() {
            let key = ItemKey { plan: id.clone(), item: item.id().clone() };
            let (Some(standing), Some(work)) = (standings.get(&key), item.work()) else { continue };
            for said in &standing.history {
                let of_day = updates.entry(said.date.to_string()).or_insert_with(|| (said.date, Vec::new()));
                of_day.1.push(item.id().clone());
            }
            let tracked = item.action.is_some() || item.recommendation.is_some_and(|r| plan.is_tracked(r));
            if !tracked || !commitment::of_item(plan, item).is_made() {
                continue;
            }
            if let Some(date) = work.start {
                entries.push(Entry {
                    date,
                    note: item.note("start").cloned(),
                    what: What::Start(key.clone()),
                });
            }
            if let Some(date) = standing.due {
                let note = if work.due == Some(date) { item.note("due").cloned() } else { None };
                entries.push(Entry { date, note, what: What::Due(key) });
            }
        }
        for (date, items) in updates.into_values() {
            entries.push(Entry { date, note: None, what: What::Updates(id.clone(), items) });
        }
    }
}
