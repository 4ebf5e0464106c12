//! Everything dated, in order: inspections, meetings, motions, papers, events, deadlines and updates.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{Datelike, NaiveDate};

use super::ItemKey;
use super::backlinks::Backlinks;
use super::edition::Edition;
use super::standing::Standings;
use crate::model::asked::Name;
use crate::model::basis::DateNote;
use crate::model::changed::{Changed, same};
use crate::model::commitment;
use crate::model::date::{Date, Moment};
use crate::model::memo::Memo;
use crate::model::paper::PaperKind;
use crate::model::scalar::{Id, ItemId};
use crate::model::tracked::{Tracked, Watched};

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

/// Everything dated, and the same by month and by plan, so that nobody looks through all of it for some.
#[derive(Debug)]
pub struct Timeline {
    /// All of it, oldest first.
    pub all: Watched<Vec<Arc<Entry>>>,
    /// By the year and month entries begin in; month 0 for what is dated by its year alone.
    pub by_month: Tracked<(i32, u32), Vec<Arc<Entry>>>,
    /// By plan: its records, its papers, and the meetings it came before.
    pub by_plan: Tracked<Id, Vec<Arc<Entry>>>,
    /// Of all, the first that lies wholly ahead of the date of the view, and the last.
    pub turn: Watched<Turn>,
    /// The years and months that have pages of their own, where it is long.
    pub parts: Watched<Vec<Part>>,
}

/// A timeline of more entries has a page for each year, and a year of more a page for each month.
const ON_ONE_PAGE: usize = 500;

/// A part of the timeline: a year or a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Part {
    /// The year.
    pub year: i32,
    /// The month from 1; 0 for what the papers give no month; none for the whole year.
    pub month: Option<u32>,
}

/// Between which entries the date of the view lies.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Turn {
    /// The first entry that lies wholly ahead.
    pub ahead: Option<Arc<Entry>>,
    /// The last entry of all.
    pub last: Option<Arc<Entry>>,
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
pub fn turn(entries: &[Arc<Entry>], as_at: NaiveDate) -> Turn {
    let ahead = entries.iter().filter(|e| e.date.first() > as_at).min_by_key(|e| begins(e));
    let last = entries.iter().max_by_key(|e| begins(e));
    Turn { ahead: ahead.cloned(), last: last.cloned() }
}

fn of<'b>(all: &'b Tracked<Id, Vec<Id>>, id: &Id) -> &'b [Id] {
    all.get(id).map_or(&[], Vec::as_slice)
}

/// The entries of one plan, in their order.
pub type OfPlan = Arc<Vec<Arc<Entry>>>;

/// Everything dated, oldest first, and the same of each plan's own records.
pub struct Dated {
    all: Vec<Arc<Entry>>,
    plans: Vec<(Id, OfPlan)>,
}

/// Everything dated in an edition.
pub fn dated(
    edition: &Edition,
    standings: &Standings,
    kept: &mut Memo<Id, OfPlan>,
    changed: &Changed,
) -> Dated {
    let register = &edition.register;
    let of = |id: &Id| {
        let mut entries = of_plan(edition, standings, id);
        entries.sort_by(in_order);
        Arc::new(entries.into_iter().map(Arc::new).collect())
    };
    let plans: Vec<(Id, OfPlan)> = kept.all(register.plans.keys().cloned().collect(), changed, of);
    let mut all: Vec<Arc<Entry>> = others(edition).into_iter().map(Arc::new).collect();
    all.extend(plans.iter().flat_map(|(_, entries)| entries.iter().cloned()));
    all.sort_by(|a, b| in_order(a, b));
    Dated { all, plans }
}

/// The timeline, with what it is asked for most.
pub fn timeline(Dated { all, plans }: Dated, backlinks: &Backlinks, as_at: NaiveDate) -> Timeline {
    let mut by_month: BTreeMap<(i32, u32), Vec<Arc<Entry>>> = BTreeMap::new();
    for months in all.chunk_by(|a, b| begins(a) == begins(b)) {
        if let Some(first) = months.first() {
            by_month.entry(begins(first)).or_default().extend(months.iter().cloned());
        }
    }
    let mut by_plan: BTreeMap<Id, Vec<Arc<Entry>>> =
        plans.into_iter().map(|(id, entries)| (id, entries.to_vec())).collect();
    for entry in &all {
        let plans = match &entry.what {
            What::Meeting(id) => of(&backlinks.came_before, id),
            What::Paper(id) | What::Motion(id) | What::Fieldwork(id) | What::InspectionPublished(id) => {
                of(&backlinks.set_out, id)
            }
            What::Event(_) | What::Start(_) | What::Due(_) | What::Updates(..) => &[],
        };
        for plan in plans {
            by_plan.entry(plan.clone()).or_default().push(entry.clone());
        }
    }
    by_plan.retain(|_, entries| !entries.is_empty());
    by_plan.values_mut().for_each(|entries| entries.sort_by(|a, b| in_order(a, b)));
    Timeline {
        turn: Watched::new(Name::view("turn"), turn(&all, as_at)),
        parts: Watched::new(Name::view("parts"), parts(all.len(), &by_month)),
        all: Watched::new(Name::view("timeline"), all),
        by_month: Tracked::new(Name::view("by_month"), by_month),
        by_plan: Tracked::new(Name::view("by_plan"), by_plan),
    }
}

/// The pages that a long timeline is cut into, beside its first one.
fn parts(all: usize, by_month: &BTreeMap<(i32, u32), Vec<Arc<Entry>>>) -> Vec<Part> {
    let mut parts = Vec::new();
    if all <= ON_ONE_PAGE {
        return parts;
    }
    let months: Vec<_> = by_month.iter().map(|(month, entries)| (*month, entries.len())).collect();
    for months in months.chunk_by(|((a, _), _), ((b, _), _)| a == b) {
        parts.extend(months.first().map(|((year, _), _)| Part { year: *year, month: None }));
        if months.iter().map(|(_, count)| count).sum::<usize>() > ON_ONE_PAGE {
            parts.extend(months.iter().map(|((year, month), _)| Part { year: *year, month: Some(*month) }));
        }
    }
    parts
}

impl Timeline {
    /// Adds what this timeline answers otherwise than an earlier one.
    pub(super) fn changed(&self, before: &Timeline, changed: &mut Changed) {
        let alike = |one: &Vec<Arc<Entry>>, other: &Vec<Arc<Entry>>| {
            one.len() == other.len() && one.iter().zip(other).all(|(a, b)| same(a, b))
        };
        changed.value_by(&before.all, &self.all, alike);
        changed.list(&before.by_month, &self.by_month, alike);
        changed.list(&before.by_plan, &self.by_plan, alike);
        changed.value(&before.turn, &self.turn);
        changed.value(&before.parts, &self.parts);
    }

    /// Every entry, oldest first.
    pub fn iter(&self) -> impl Iterator<Item = &Entry> {
        self.all.iter().map(AsRef::as_ref)
    }

    /// The entries of a year or month, in parts that begin in one month.
    pub fn of(&self, part: Part) -> impl Iterator<Item = &Arc<Entry>> {
        let (from, to) = part.month.map_or((0, 12), |month| (month, month));
        (from..=to).filter_map(move |month| self.by_month.get(&(part.year, month))).flatten()
    }
}

/// What is dated beside plans.
fn others(edition: &Edition) -> Vec<Entry> {
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
    entries
}

/// By their first days, and those of one day by what they are.
pub fn in_order(a: &Entry, b: &Entry) -> Ordering {
    a.date.by_first_day(&b.date).then_with(|| a.what.cmp(&b.what))
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

fn of_plan(edition: &Edition, standings: &Standings, id: &Id) -> Vec<Entry> {
    let mut entries = Vec::new();
    let (Some(plan), Some(standings)) = (edition.register.plans.get(id), standings.of(id)) else {
        return entries;
    };
    let mut updates: BTreeMap<String, (Date, Vec<ItemId>)> = BTreeMap::new();
    for item in plan.items() {
        let (Some(standing), Some(work)) = (standings.get(item.id()), item.work()) else { continue };
        for said in &standing.history {
            let of_day = updates.entry(said.date.to_string()).or_insert_with(|| (said.date, Vec::new()));
            of_day.1.push(item.id().clone());
        }
        let tracked = item.action.is_some() || item.recommendation.is_some_and(|r| plan.is_tracked(r));
        if !tracked || !commitment::of_item(plan, item).is_made() {
            continue;
        }
        let key = || ItemKey { plan: id.clone(), item: item.id().clone() };
        if let Some(date) = work.start {
            entries.push(Entry { date, note: item.note("start").cloned(), what: What::Start(key()) });
        }
        if let Some(date) = standing.due {
            let note = if work.due == Some(date) { item.note("due").cloned() } else { None };
            entries.push(Entry { date, note, what: What::Due(key()) });
        }
    }
    for (date, items) in updates.into_values() {
        entries.push(Entry { date, note: None, what: What::Updates(id.clone(), items) });
    }
    entries
}
