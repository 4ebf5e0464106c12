//! Whether a record is published at a date: it is neither draft, withheld nor embargoed, and not all of its sources are.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::asked::Name;
use super::birth::{response_date, source_date, sources_date};
use super::borne::Ground;
use super::changed::Changed;
use super::date::Date;
use super::measure::Reading;
use super::meeting::{Meeting, MeetingStatus, Resolution};
use super::plan::Response;
use super::record::Common;
use super::register::{Plan, Register};
use super::scalar::{Id, ItemId, ResolutionRef};
use super::source::{Source, Sources};
use super::tracked::{Tracked, Watched};

/// Whether a record is published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It is.
    Public,
    /// It is dated after the date.
    Later,
    /// It is draft, withheld or embargoed, or known only from such records.
    Unpublished,
}

/// What is needed to tell whether a record is published at a date.
#[derive(Debug)]
pub struct Published<'r> {
    /// Everything loaded.
    pub all: &'r Register,
    /// The date.
    pub as_at: NaiveDate,
    /// Whether unpublished records count as published, for a preview that nobody else sees.
    pub drafts: bool,
    /// What was worked out once for all records.
    pub answers: Answers,
    /// Every resolution, by its meeting and reference; the first of two with one reference counts.
    resolutions: BTreeMap<(&'r Id, &'r ItemId), &'r Resolution>,
}

/// What is worked out once for all records.
#[derive(Clone, Debug)]
pub struct Answers {
    papers: Tracked<Id, Standing>,
    /// Papers that were withdrawn by the date.
    withdrawn: Watched<BTreeSet<Id>>,
    /// Resolutions that are told in nothing but hidden resolutions, by their meetings and references.
    untold: Watched<BTreeSet<(Id, ItemId)>>,
}

impl Answers {
    /// Adds what these answer otherwise than earlier ones.
    pub fn changed(&self, before: &Answers, changed: &mut Changed) {
        changed.list(&before.papers, &self.papers, PartialEq::eq);
        changed.value(&before.withdrawn, &self.withdrawn);
        changed.value(&before.untold, &self.untold);
    }
}

impl<'r> Published<'r> {
    /// Reads all papers once: a paper that is known only from others is not known before they are.
    pub fn new(all: &'r Register, as_at: NaiveDate, drafts: bool) -> Self {
        let mut resolutions = BTreeMap::new();
        for (id, meeting) in &all.meetings {
            for resolution in meeting.resolutions.iter() {
                resolutions.entry((id, &resolution.reference)).or_insert(resolution);
            }
        }
        let papers = Tracked::new(Name::loaded("published_papers"), BTreeMap::new());
        let withdrawn = Watched::new(Name::loaded("withdrawn_papers"), BTreeSet::new());
        let untold = Watched::new(Name::loaded("untold"), BTreeSet::new());
        let answers = Answers { papers, withdrawn, untold };
        let mut published = Published { all, as_at, drafts, answers, resolutions };
        for (id, paper) in &all.papers {
            let standing = published.by_date(paper.header.common(), paper.header.date);
            published.answers.papers.insert(id.clone(), standing);
            if published.is_withdrawn(paper.header.common()) {
                published.answers.withdrawn.insert(id.clone());
            }
        }
        published.hide_papers_known_from_hidden();
        published.hide_resolutions_told_in_hidden();
        published
    }

    /// Whether a date lies after the date of the view.
    pub fn is_later(&self, date: Option<Date>) -> bool {
        date.is_some_and(|d| d.last() > self.as_at)
    }

    /// By the keys any record may have. A preview with drafts shows them all, marked.
    pub fn by_common(&self, common: &Common) -> Standing {
        let draft = common.draft.is_some_and(|d| d.0);
        let embargoed = self.is_later(common.publish_on);
        if !self.drafts && (draft || embargoed || common.withheld.is_some()) {
            Standing::Unpublished
        } else {
            Standing::Public
        }
    }

    /// Whether a record was taken back by the date.
    pub fn is_withdrawn(&self, common: &Common) -> bool {
        common.withdrawn.as_ref().is_some_and(|w| w.date.last() <= self.as_at)
    }

    /// Whether a record without a page of its own is shown: neither unpublished nor taken back.
    pub fn shows(&self, common: &Common) -> bool {
        self.by_common(common) == Standing::Public && !self.is_withdrawn(common)
    }

    /// A paper; one that does not exist is published: it is told elsewhere.
    pub fn paper(&self, id: &Id) -> Standing {
        self.answers.papers.get(id).copied().unwrap_or(Standing::Public)
    }

    fn by_date(&self, common: &Common, date: Option<Date>) -> Standing {
        match self.by_common(common) {
            Standing::Public if common.publish_on.is_none() && self.is_later(date) => Standing::Later,
            standing => standing,
        }
    }

    /// Hides papers that are known only from hidden ones. Each paper is looked at once, and again whenever one is hidden
    /// that it is known from, so that a long chain costs no square of its length.
    fn hide_papers_known_from_hidden(&mut self) {
        let mut known_by: BTreeMap<&Id, Vec<&Id>> = BTreeMap::new();
        for (id, paper) in &self.all.papers {
            for from in paper.header.known_from.iter().filter_map(|s| s.paper.as_ref()) {
                known_by.entry(from).or_default().push(id);
            }
        }
        let mut open: Vec<&Id> = self.all.papers.keys().collect();
        while let Some(id) = open.pop() {
            let Some(paper) = self.all.papers.get(id) else { continue };
            let known = self.sources(&paper.header.known_from, None);
            if self.answers.papers.get(id) == Some(&Standing::Public) && known != Standing::Public {
                self.answers.papers.insert(id.clone(), known);
                open.extend(known_by.get(id).into_iter().flatten());
            }
        }
    }

    /// Hides resolutions that are told in nothing but hidden resolutions, and those that are told in them. Two that name
    /// one another hide nothing.
    fn hide_resolutions_told_in_hidden(&mut self) {
        let all = self.resolutions.clone();
        let mut told_by: BTreeMap<(&Id, &ItemId), Vec<(&'r Id, &'r ItemId)>> = BTreeMap::new();
        let mut open: Vec<(&'r Id, &'r ItemId)> = Vec::new();
        for (key, resolution) in &all {
            for by in resolution.source.iter().filter_map(|source| source.resolution.as_ref()) {
                told_by.entry((&by.meeting, &by.resolution)).or_default().push(*key);
                open.push(*key);
            }
        }
        while let Some(key) = open.pop() {
            let Some(resolution) = all.get(&key).filter(|_| !self.is_untold(key)) else { continue };
            if !resolution.source.iter().any(|source| self.source_is_public(source, None)) {
                self.answers.untold.insert((key.0.clone(), key.1.clone()));
                open.extend(told_by.get(&key).into_iter().flatten());
            }
        }
    }

    /// Whether a source can be shown. A paper or meeting that does not exist hides nothing: it is told elsewhere, and
    /// until it is put right there is no site.
    pub fn source_is_public(&self, source: &Source, plan: Option<&Plan>) -> bool {
        if source.resolution.as_ref().is_some_and(|resolution| !self.shows_resolution(resolution)) {
            return false;
        }
        self.place_is_public(source, plan)
    }

    /// Whether a resolution is shown: it and its meeting are, and what it is told in. One that does not exist hides
    /// nothing.
    pub fn shows_resolution(&self, named: &ResolutionRef) -> bool {
        let Some(meeting) = self.all.meetings.get(&named.meeting) else { return true };
        if self.is_later(Some(meeting.date)) || !self.shows(meeting.common()) {
            return false;
        }
        let found = self.resolutions.get(&(&named.meeting, &named.resolution));
        found.is_none_or(|resolution| {
            // Sources that are resolutions again were looked at before: two may name one another.
            let told = resolution.source.is_empty()
                || resolution.source.iter().any(|source| self.place_is_public(source, None));
            self.shows(resolution.common()) && told && !self.is_untold((&named.meeting, &named.resolution))
        })
    }

    fn is_untold(&self, (meeting, resolution): (&Id, &ItemId)) -> bool {
        let untold = &self.answers.untold;
        !untold.is_empty() && untold.contains(&(meeting.clone(), resolution.clone()))
    }

    /// Whether the paper or page of a source can be shown.
    fn place_is_public(&self, source: &Source, plan: Option<&Plan>) -> bool {
        if source.paper.is_some() || !source.at.is_empty() {
            let paper = source.paper.as_ref().or(plan.and_then(|p| p.set_out_in.as_ref()));
            // A paper taken back still is where the record comes from; its short page says that it was.
            return paper.is_none_or(|id| self.paper(id) == Standing::Public);
        }
        !self.is_later(source_date(self.all, plan, source)) || source.date.is_none()
    }

    /// Whether a record's sources let it be published: it has none, or one that can be shown.
    pub fn sources(&self, sources: &Sources, plan: Option<&Plan>) -> Standing {
        if sources.is_empty() || sources.iter().any(|s| self.source_is_public(s, plan)) {
            return Standing::Public;
        }
        if sources.iter().any(|s| self.source_is_later(s, plan)) {
            Standing::Later
        } else {
            Standing::Unpublished
        }
    }

    /// What evidence is looked up in.
    pub fn ground(&self) -> Ground<'_, impl Fn(&Id) -> bool> {
        Ground { register: self.all, is_withdrawn: |id: &Id| self.answers.withdrawn.contains(id) }
    }

    /// Whether a source is dated after the date of the view: such a source is not spoken of.
    pub fn source_is_later(&self, source: &Source, plan: Option<&Plan>) -> bool {
        if let Some(resolution) = &source.resolution {
            return self.all.meetings.get(&resolution.meeting).is_some_and(|m| self.is_later(Some(m.date)));
        }
        let named = source.paper.is_some() || !source.at.is_empty();
        let paper = source.paper.as_ref().or(plan.and_then(|p| p.set_out_in.as_ref())).filter(|_| named);
        match paper {
            Some(id) => self.answers.papers.get(id) == Some(&Standing::Later),
            None => self.is_later(source.date),
        }
    }

    /// Whether a meeting lies ahead and is known to: scheduled, or with its notice published by the date.
    pub fn lies_ahead(&self, meeting: &Meeting) -> bool {
        let notice = meeting.notice_published.is_some_and(|d| d.last() <= self.as_at);
        self.is_later(Some(meeting.date)) && (meeting.status == MeetingStatus::Scheduled || notice)
    }

    /// Whether a response to a recommendation is shown: given by the date, at a meeting and in a source that are.
    pub fn shows_response(&self, response: &Response, plan: &Plan) -> bool {
        !self.is_later(response_date(self.all, plan, response))
            && response.at.as_ref().is_none_or(|at| self.shows_resolution(at))
            && self.sources(&response.source, Some(plan)) == Standing::Public
    }

    /// Whether a figure is shown: published on its own date, else on that of its source, else when its period is over.
    pub fn shows_reading(&self, reading: &Reading, plan: &Plan) -> bool {
        let source = || sources_date(self.all, Some(plan), &reading.source);
        let published = reading.published.or_else(source).unwrap_or(reading.period);
        !self.is_later(Some(published)) && self.sources(&reading.source, Some(plan)) == Standing::Public
    }
}
