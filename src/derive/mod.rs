//! What follows from the register at a date: which records are published, where each item stands, what is counted, the
//! timeline, and who refers to whom. Pure arithmetic on dates and statuses.

pub mod amended;
pub mod backlinks;
pub mod changes;
pub mod clocks;
pub mod due;
pub mod edition;
pub mod former;
pub mod judgements;
pub mod known;
pub mod moment;
pub mod motion;
pub mod over_time;
pub mod progress;
pub mod questions;
pub mod recurrence;
pub mod resolved;
pub mod schedule;
pub mod standing;
pub mod stood;
pub mod time;
pub mod timeline;
pub mod unsupported;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::markdown::Terms;
use crate::model::meeting::MeetingStatus;
use crate::model::register::Register;
use crate::model::scalar::{Id, ItemId};
use backlinks::Backlinks;
use changes::Change;
use edition::Edition;
use former::Former;
use known::Known;
use motion::Answering;
use progress::Progress;
use recurrence::Recurrence;
use resolved::ByResolution;
use standing::Standing;
use timeline::Entry;

/// A recommendation or action of a plan.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ItemKey {
    /// The plan.
    pub plan: Id,
    /// Its id or reference in the plan.
    pub item: ItemId,
}

/// Everything derived.
#[derive(Debug)]
pub struct Views {
    /// What is published at the date.
    pub edition: Edition,
    /// Where each recommendation and action stands.
    pub standings: BTreeMap<ItemKey, Standing>,
    /// What is counted, by plan.
    pub progress: BTreeMap<Id, Progress>,
    /// Everything dated, oldest first.
    pub timeline: Vec<Entry>,
    /// Where entries stand in it.
    pub places: timeline::Places,
    /// Who refers to whom.
    pub backlinks: Backlinks,
    /// What changed in each plan, oldest first.
    pub changes: BTreeMap<Id, Vec<Change>>,
    /// Since when papers are known.
    pub known: Known,
    /// Items by the owner that they had and have no more.
    pub former: BTreeMap<Id, Vec<Former>>,
    /// What rests on each resolution.
    pub resolved: ByResolution,
    /// Which records answer or carry on which.
    pub answering: Answering,
    /// What answers the findings of inspections.
    pub recurrence: Recurrence,
    /// Whether there are too many measures for one page: each plan then has a page of its own for them.
    pub measures_apart: bool,
    /// The standing page `glossary`, and the words that its headings explain.
    pub glossary: Option<(Id, Terms)>,
}

/// The most measures that stand on one page.
const MOST_MEASURES: usize = 500;

/// The standing page whose headings are words to be explained.
const GLOSSARY: &str = "glossary";

fn glossary(register: &Register) -> Option<(Id, Terms)> {
    let (id, page) = register.pages.get_key_value(&Id(GLOSSARY.to_owned()))?;
    let headings = page.outline.headings.iter();
    Some((id.clone(), Terms::new(headings.map(|h| (h.text.clone(), h.anchor.clone())))))
}

/// Derives all views at a date. With `drafts`, unpublished records are kept, for a preview that nobody else sees.
pub fn derive(register: &Register, as_at: NaiveDate, drafts: bool) -> Views {
    let edition = edition::edition(register, as_at, drafts);
    let standings = standing::standings(&edition);
    let progress = progress::progress(&edition, &standings);
    let timeline = timeline::timeline(&edition, &standings);
    let backlinks = backlinks::backlinks(&edition);
    let places = timeline::places(&timeline, &backlinks, as_at);
    let known = known::known(&edition);
    let changes = changes::changes(&edition.register, &known, as_at);
    let former = former::former(&edition);
    let resolved = resolved::resolved(&edition);
    let answering = motion::answering(&edition);
    let glossary = glossary(&edition.register);
    let measures: usize = edition.register.plans.values().map(|plan| plan.measures.len()).sum();
    let measures_apart = measures > MOST_MEASURES;
    let mut views = Views {
        edition,
        standings,
        progress,
        timeline,
        places,
        backlinks,
        changes,
        known,
        former,
        resolved,
        answering,
        recurrence: Recurrence::default(),
        measures_apart,
        glossary,
    };
    views.recurrence = recurrence::recurrence(&views);
    // A thread without anything to show has no page: its words, and what they link to, are not published either.
    let shown: Vec<Id> = views.edition.register.threads.iter().map(|t| t.id.clone()).collect();
    let shown: BTreeSet<Id> = shown.into_iter().filter(|id| views.has_thread(id)).collect();
    views.edition.register.threads.retain(|t| shown.contains(&t.id));
    views
}

impl Views {
    /// The meetings a plan came before or is to come before, oldest first; none that was cancelled or put off.
    pub fn meetings_of<'v>(&'v self, plan: &Id) -> impl Iterator<Item = &'v Id> + use<'v> {
        let meetings = self.backlinks.meetings.get(plan).map_or(&[][..], Vec::as_slice);
        let took_place = |id: &&Id| {
            let meeting = self.edition.register.meetings.get(*id);
            meeting.is_some_and(|m| !matches!(m.status, MeetingStatus::Cancelled | MeetingStatus::Postponed))
        };
        meetings.iter().filter(took_place)
    }

    /// The plans that came before a meeting or are to come before it; none before one that was cancelled or put off.
    pub fn plans_before<'v>(&'v self, meeting: &Id) -> impl Iterator<Item = &'v Id> + use<'v> {
        let plans = self.backlinks.came_before.get(meeting).map_or(&[][..], Vec::as_slice);
        let found = self.edition.register.meetings.get(meeting);
        let meets =
            found.is_some_and(|m| !matches!(m.status, MeetingStatus::Cancelled | MeetingStatus::Postponed));
        plans.iter().filter(move |_| meets)
    }

    /// Whether a thread has anything to show at the date; one without has no page.
    pub fn has_thread(&self, id: &Id) -> bool {
        let register = &self.edition.register;
        let spoken_of = self.backlinks.findings.contains_key(id) || self.backlinks.threads.contains_key(id);
        register.thread(id).is_some() && spoken_of
    }

    /// Whether the page of threads and disagreements has anything to show.
    pub fn has_threads(&self) -> bool {
        let register = &self.edition.register;
        register.threads.iter().any(|t| self.has_thread(&t.id)) || !register.disagreements.is_empty()
    }
}
