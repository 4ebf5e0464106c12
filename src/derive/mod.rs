//! What follows from the register at a date: which records are published, where each item stands, what is counted, the
//! timeline, and who refers to whom. Pure arithmetic on dates and statuses.

pub mod amended;
pub mod backlinks;
pub mod changes;
pub mod edition;
pub mod judgements;
pub mod over_time;
pub mod progress;
pub mod recurrence;
pub mod schedule;
pub mod standing;
pub mod timeline;
pub mod unsupported;

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::model::register::Register;
use crate::model::scalar::{Id, ItemId};
use backlinks::Backlinks;
use edition::Edition;
use progress::Progress;
use recurrence::Recurrence;
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
    /// Who refers to whom.
    pub backlinks: Backlinks,
    /// What answers the findings of inspections.
    pub recurrence: Recurrence,
}

/// Derives all views at a date. With `drafts`, unpublished records are kept, for a preview that nobody else sees.
pub fn derive(register: &Register, as_at: NaiveDate, drafts: bool) -> Views {
    let edition = edition::edition(register, as_at, drafts);
    let standings = standing::standings(&edition);
    let progress = progress::progress(&edition, &standings);
    let timeline = timeline::timeline(&edition, &standings);
    let backlinks = backlinks::backlinks(&edition);
    let recurrence = Recurrence::default();
    let mut views = Views { edition, standings, progress, timeline, backlinks, recurrence };
    views.recurrence = recurrence::recurrence(&views);
    views
}

impl Views {
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
