//! What follows from the register at a date: which records are published, where each item stands, what is counted, the
//! timeline, and who refers to whom. Pure arithmetic on dates and statuses.

mod again;
pub mod amended;
pub mod backlinks;
mod came_before;
pub mod changes;
pub mod clocks;
pub mod due;
pub mod edition;
pub mod former;
pub mod heard;
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
pub mod then;
pub mod time;
pub mod timeline;
pub mod unsupported;

use std::sync::Arc;

use chrono::NaiveDate;

use crate::markdown::Terms;
use crate::model::changed::Changed;
use crate::model::register::Register;
use crate::model::scalar::{Id, ItemId};
use crate::model::tracked::{Tracked, Watched};
pub use again::{Kept, derive_again};
use backlinks::Backlinks;
use changes::Change;
use edition::Edition;
use former::Former;
use known::Known;
use motion::Answering;
use progress::Progress;
use recurrence::{Recurrence, Story};
use resolved::ByResolution;
use standing::Standings;
use time::Sums;
use timeline::Timeline;
use unsupported::Unsupported;

/// A recommendation or action of a plan.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
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
    pub standings: Standings,
    /// What is counted, by plan.
    pub progress: Tracked<Id, Arc<Progress>>,
    /// Everything dated, oldest first.
    pub timeline: Timeline,
    /// Who refers to whom.
    pub backlinks: Backlinks,
    /// What changed in each plan, oldest first.
    pub changes: Tracked<Id, Arc<Vec<Change>>>,
    /// Since when papers are known.
    pub known: Known,
    /// Items by the owner that they had and have no more.
    pub former: Tracked<Id, Vec<Former>>,
    /// What rests on each resolution.
    pub resolved: ByResolution,
    /// Which records answer or carry on which.
    pub answering: Answering,
    /// What answers the findings of inspections.
    pub recurrence: Recurrence,
    /// What is called complete without evidence, by plan.
    pub unsupported: Tracked<Id, Arc<Unsupported>>,
    /// How late and how silent what an owner or body owns is.
    pub owned: Tracked<Id, Arc<Sums>>,
    /// Each concern as it was told, by thread.
    pub stories: Tracked<Id, Arc<Story>>,
    /// Whether any plan has measures.
    pub has_measures: Watched<bool>,
    /// Whether there are too many measures for one page: each plan then has a page of its own for them.
    pub measures_apart: Watched<bool>,
    /// The standing page `glossary`, and the words that its headings explain.
    pub glossary: Watched<Option<(Id, Terms)>>,
}

/// Derives all views at a date. With `drafts`, unpublished records are kept, for a preview that nobody else sees.
pub fn derive(register: &Register, as_at: NaiveDate, drafts: bool) -> Views {
    derive_again(register, (as_at, drafts), None, &mut Kept::new(false), &mut Changed::default())
}

impl Views {
    /// What changed in a plan, oldest first.
    pub fn changes_of(&self, plan: &Id) -> &[Change] {
        self.changes.get(plan).map_or(&[], |changes| changes)
    }

    /// The meetings a plan came before or is to come before, oldest first; none that was cancelled or put off.
    pub fn meetings_of<'v>(&'v self, plan: &Id) -> impl Iterator<Item = &'v Id> + use<'v> {
        let meetings = self.backlinks.meetings.get(plan).map_or(&[][..], Vec::as_slice);
        let took_place = |id: &&Id| {
            let meeting = self.edition.register.meetings.get(*id);
            meeting.is_some_and(|m| !m.status.is_called_off())
        };
        meetings.iter().filter(took_place)
    }

    /// The plans that came before a meeting or are to come before it; none before one that was cancelled or put off.
    pub fn plans_before<'v>(&'v self, meeting: &Id) -> impl Iterator<Item = &'v Id> + use<'v> {
        let plans = self.backlinks.came_before.get(meeting).map_or(&[][..], Vec::as_slice);
        let found = self.edition.register.meetings.get(meeting);
        let meets = found.is_some_and(|m| !m.status.is_called_off());
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
