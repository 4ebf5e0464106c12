//! Since when papers, sources and records are known: the first day on which a site shows them. `src/model/published.rs`
//! answers the same question for one day; here it is answered for all days at once, so that a plan can be read at every
//! meeting without asking anew for each.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::edition::Edition;
use crate::model::asked::Name;
use crate::model::changed::Changed;
use crate::model::meeting::{Meeting, Resolution};
use crate::model::record::Common;
use crate::model::register::{Plan, Register};
use crate::model::scalar::{Id, ResolutionRef};
use crate::model::source::{Source, Sources};
use crate::model::tracked::Tracked;

/// A day before all others: what was always known.
pub const ALWAYS: NaiveDate = NaiveDate::MIN;

/// Since when papers are known; what is not in the edition is not spoken of.
#[derive(Clone, Debug)]
pub struct Known {
    papers: Tracked<Id, NaiveDate>,
}

/// The day a record may be shown from, by its own key.
pub(super) fn common_since(common: &Common) -> NaiveDate {
    common.publish_on.map_or(ALWAYS, |d| d.last())
}

/// Reads all papers of an edition. A paper that is known only from others is not known before one of them is.
pub fn known(edition: &Edition) -> Known {
    let register = &edition.register;
    let mut known = Known { papers: Tracked::new(Name::view("known"), edition.gone.clone()) };
    let mut known_by: BTreeMap<&Id, Vec<&Id>> = BTreeMap::new();
    let mut open: Vec<&Id> = Vec::new();
    for (id, paper) in &register.papers {
        let header = &paper.header;
        let since = header.common().publish_on.or(header.date).map_or(ALWAYS, |d| d.last());
        known.papers.insert(id.clone(), since);
        if !header.known_from.is_empty() {
            open.push(id);
        }
        for from in header.known_from.iter().filter_map(|s| s.paper.as_ref()) {
            known_by.entry(from).or_default().push(id);
        }
    }
    while let Some(id) = open.pop() {
        let Some(paper) = register.papers.get(id) else { continue };
        let from = known.sources(register, None, &paper.header.known_from);
        if known.papers.get(id).is_some_and(|since| *since < from) {
            known.papers.insert(id.clone(), from);
            open.extend(known_by.get(id).into_iter().flatten());
        }
    }
    known
}

impl Known {
    /// Adds what these answer otherwise than earlier ones.
    pub(super) fn changed(&self, before: &Known, changed: &mut Changed) {
        changed.list(&before.papers, &self.papers, PartialEq::eq);
    }

    /// Since when one of a record's sources is known; a record without sources hides nothing. A source that is not
    /// published was emptied, and says nothing of when.
    pub fn sources(&self, register: &Register, plan: Option<&Plan>, sources: &Sources) -> NaiveDate {
        let told = sources.iter().filter(|s| **s != Source::default());
        told.map(|source| self.source(register, plan, source)).min().unwrap_or(ALWAYS)
    }

    /// Since when a source is known.
    pub fn source(&self, register: &Register, plan: Option<&Plan>, source: &Source) -> NaiveDate {
        let resolution = source.resolution.as_ref().map_or(ALWAYS, |r| self.resolution(register, r));
        resolution.max(self.place(plan, source))
    }

    /// Since when a resolution is known: it and its meeting are, and what it is told in.
    pub fn resolution(&self, register: &Register, named: &ResolutionRef) -> NaiveDate {
        let found = register.resolution(named);
        found.map_or(ALWAYS, |(meeting, resolution)| self.of_resolution(meeting, resolution, register))
    }

    /// The same of a resolution that was found.
    pub fn of_resolution(
        &self,
        meeting: &Meeting,
        resolution: &Resolution,
        register: &Register,
    ) -> NaiveDate {
        let told = resolution.source.iter().map(|source| {
            // Two resolutions may name one another: of the other, its meeting's day is enough.
            let other = source.resolution.as_ref().and_then(|r| register.meetings.get(&r.meeting));
            self.place(None, source).max(other.map_or(ALWAYS, |m| m.date.last()))
        });
        let told = told.min();
        let own = common_since(meeting.common()).max(common_since(resolution.common()));
        meeting.date.last().max(own).max(told.unwrap_or(ALWAYS))
    }

    /// Since when the paper or page of a source is known.
    fn place(&self, plan: Option<&Plan>, source: &Source) -> NaiveDate {
        if source.paper.is_some() || !source.at.is_empty() {
            let paper = source.paper.as_ref().or(plan.and_then(|p| p.set_out_in.as_ref()));
            return paper.and_then(|id| self.papers.get(id)).copied().unwrap_or(ALWAYS);
        }
        source.date.map_or(ALWAYS, |d| d.last())
    }
}
