//! Everything dated, in order: inspections, meetings, motions, papers, events, deadlines and updates.

use std::collections::BTreeMap;

use super::ItemKey;
use super::edition::Edition;
use super::standing::Standing;
use crate::model::basis::DateNote;
use crate::model::commitment;
use crate::model::date::Date;
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
