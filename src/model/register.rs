//! Everything loaded, typed: one value for one site.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::date::Date;
use super::index::Index;
use super::measure::Measure;
use super::meeting::{Meeting, Resolution};
use super::paper::{PageHeader, PaperHeader};
use super::people::{Body, Disagreement, Event, Owner, Thread};
use super::plan::{Action, PlanFile, Recommendation, RecommendationKind};
use super::record::Common;
use super::scalar::{Id, ItemId, ItemRef, ResolutionRef};
use super::site::Site;
use super::source::Sources;
use super::update::Round;
use super::work::Work;
use crate::markdown::Outline;

/// Everything loaded.
#[derive(Clone, Debug)]
pub struct Register {
    /// `site.toml`.
    pub site: Site,
    /// Bodies, in the order of their file.
    pub bodies: Vec<Body>,
    /// Owners, in the order of their file.
    pub owners: Vec<Owner>,
    /// Threads, in the order of their file.
    pub threads: Vec<Thread>,
    /// Disagreements, in the order of their file.
    pub disagreements: Vec<Disagreement>,
    /// Events, in the order of their file.
    pub events: Vec<Event>,
    /// Meetings by id.
    pub meetings: BTreeMap<Id, Meeting>,
    /// Plans by id.
    pub plans: BTreeMap<Id, Arc<Plan>>,
    /// Papers by id.
    pub papers: BTreeMap<Id, Paper>,
    /// Standing pages by id.
    pub pages: BTreeMap<Id, Page>,
    /// Attachments, as paths under `content/files/`.
    pub attachments: BTreeSet<String>,
    /// Width and height of the logo, in a unit of its own.
    pub logo_size: Option<(f64, f64)>,
    /// Where owners, bodies and threads stand.
    pub(crate) indexes: Indexes,
    /// Files with structural faults: what they define is unknown, so nobody else is told that it does not exist.
    pub broken: BTreeSet<String>,
}

/// Where the entries of the lists stand that are asked for most.
#[derive(Clone, Debug, Default)]
pub(crate) struct Indexes {
    owners: Index<usize>,
    bodies: Index<usize>,
    threads: Index<usize>,
}

/// A plan with the rounds kept in files of their own.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The plan's own file.
    pub file: PlanFile,
    /// Rounds in files of their own, by id.
    pub round_files: Vec<(Id, Round)>,
    index: Index<Position>,
    measures: Index<usize>,
}

/// Where an item of a plan stands: its recommendation, and its action in it or in the plan.
type Position = (Option<usize>, Option<usize>);

impl std::ops::Deref for Plan {
    type Target = PlanFile;

    fn deref(&self) -> &PlanFile {
        &self.file
    }
}

/// A paper: header and narrative.
#[derive(Clone, Debug)]
pub struct Paper {
    /// Its header.
    pub header: PaperHeader,
    /// Its narrative, in markdown.
    pub text: Arc<str>,
    /// What the narrative holds: anchors, links, embedded views.
    pub outline: Arc<Outline>,
    /// Byte of the file at which the narrative begins.
    pub offset: usize,
}

/// A standing page.
#[derive(Clone, Debug)]
pub struct Page {
    /// Its header.
    pub header: PageHeader,
    /// Its narrative, in markdown.
    pub text: String,
    /// What the narrative holds.
    pub outline: Outline,
    /// Byte of the file at which the narrative begins.
    pub offset: usize,
}

/// A tracked record of a plan, or one that could be: an action, or a recommendation.
#[derive(Clone, Copy, Debug)]
pub struct Item<'r> {
    /// The recommendation; none for an action that answers none.
    pub recommendation: Option<&'r Recommendation>,
    /// The action; none for a recommendation tracked itself.
    pub action: Option<&'r Action>,
}

impl<'r> Item<'r> {
    /// Its id or reference in the plan.
    pub fn id(&self) -> &'r ItemId {
        static NONE: ItemId = ItemId(String::new());
        match (self.action, self.recommendation) {
            (Some(action), _) => &action.id,
            (None, Some(recommendation)) => &recommendation.reference,
            (None, None) => &NONE,
        }
    }

    /// Its title as first published.
    pub fn title(&self) -> &'r str {
        match (self.action, self.recommendation) {
            (Some(action), _) => &action.title.0,
            (None, Some(recommendation)) => &recommendation.title.0,
            (None, None) => "",
        }
    }

    /// The keys of everything tracked.
    pub fn work(&self) -> Option<&'r Work> {
        self.action.map(|a| &a.part).or(self.recommendation.map(|r| &r.part))
    }

    /// The keys of any record.
    pub fn common(&self) -> Option<&'r Common> {
        self.action.map(|a| a.common()).or(self.recommendation.map(|r| r.common()))
    }

    /// What stands beside one of its date keys.
    pub fn note(&self, key: &str) -> Option<&'r super::basis::DateNote> {
        match (self.action, self.recommendation) {
            (Some(action), _) => action.note(key),
            (None, Some(recommendation)) => recommendation.note(key),
            (None, None) => None,
        }
    }
}

impl Plan {
    /// A plan as its file has it, without rounds in files of their own.
    pub fn new(file: PlanFile) -> Self {
        Plan { file, round_files: Vec::new(), index: Index::default(), measures: Index::default() }
    }

    /// The kind of one of its recommendations.
    pub fn kind_of(&self, recommendation: &Recommendation) -> RecommendationKind {
        let default = self.file.defaults.as_ref().and_then(|d| d.kind);
        recommendation.kind.or(default).unwrap_or(RecommendationKind::Recommendation)
    }

    /// Whether a recommendation without actions is tracked itself.
    pub fn is_tracked(&self, recommendation: &Recommendation) -> bool {
        recommendation.actions.is_empty()
            && !recommendation.actions_left_out
            && (recommendation.part.is_tracked()
                || !recommendation.responses.is_empty()
                || recommendation.requested.is_some()
                || recommendation.awaits_response
                || self.kind_of(recommendation) == RecommendationKind::Undertaking)
    }

    /// Every recommendation and action, in the order of the file: each recommendation before its actions.
    pub fn items(&self) -> impl Iterator<Item = Item<'_>> {
        let own = self.file.actions.iter().map(|a| Item { recommendation: None, action: Some(a) });
        let recommended = self.file.recommendations.iter().flat_map(|r| {
            let itself = std::iter::once(Item { recommendation: Some(r), action: None });
            itself.chain(r.actions.iter().map(move |a| Item { recommendation: Some(r), action: Some(a) }))
        });
        recommended.chain(own)
    }

    /// The tracked items, each once.
    pub fn tracked(&self) -> impl Iterator<Item = Item<'_>> {
        self.items().filter(|item| match (item.action, item.recommendation) {
            (Some(_), _) => true,
            (None, Some(recommendation)) => self.is_tracked(recommendation),
            (None, None) => false,
        })
    }

    /// Where a recommendation or action comes from: its own sources, else the plan's default ones.
    pub fn sources_of<'p>(&'p self, work: &'p Work) -> Option<&'p Sources> {
        let default = self.file.defaults.as_ref().map(|d| &d.source);
        work.source.as_ref().or(default).filter(|s| !s.is_empty())
    }

    /// Whether this plan holds the same records and words as another.
    pub fn holds_what(&self, other: &Plan) -> bool {
        self.file == other.file && self.round_files == other.round_files
    }

    /// The recommendation or action with this id.
    pub fn item(&self, id: &ItemId) -> Option<Item<'_>> {
        let (recommendation, action) = self.index.find(&id.0, || self.positions())?;
        let recommendation = recommendation.and_then(|at| self.file.recommendations.get(at));
        let list = recommendation.map_or(&self.file.actions, |r| &r.actions);
        let found = Item { recommendation, action: action.and_then(|at| list.get(at)) };
        // A plan that was pruned after the index was made is looked through.
        if found.id() == id { Some(found) } else { self.items().find(|item| item.id() == id) }
    }

    fn positions(&self) -> impl Iterator<Item = (&str, Position)> {
        let own = self.file.actions.iter().enumerate().map(|(at, a)| (a.id.0.as_str(), (None, Some(at))));
        let recommended = self.file.recommendations.iter().enumerate().flat_map(|(above, r)| {
            let itself = std::iter::once((r.reference.0.as_str(), (Some(above), None)));
            let actions = r.actions.iter().enumerate();
            itself.chain(actions.map(move |(at, a)| (a.id.0.as_str(), (Some(above), Some(at)))))
        });
        recommended.chain(own)
    }

    /// The measure with this id.
    pub fn measure(&self, id: &ItemId) -> Option<&Measure> {
        let list = &self.file.measures;
        let at =
            self.measures.find(&id.0, || list.iter().enumerate().map(|(at, m)| (m.id.0.as_str(), at)))?;
        list.get(at).filter(|m| m.id == *id).or_else(|| list.iter().find(|m| m.id == *id))
    }

    /// All rounds, those in the plan's file first.
    pub fn rounds(&self) -> impl Iterator<Item = &Round> {
        self.file.rounds.iter().chain(self.round_files.iter().map(|(_, r)| r))
    }
}

/// An entry of a list by its id; a list that was pruned after its index was made is looked through.
fn found<'l, T>(index: &Index<usize>, list: &'l [T], id: &Id, id_of: fn(&T) -> &Id) -> Option<&'l T> {
    let entries = || list.iter().enumerate().map(|(at, entry)| (id_of(entry).0.as_str(), at));
    let at = index.find(&id.0, entries)?;
    list.get(at).filter(|entry| id_of(entry) == id).or_else(|| list.iter().find(|entry| id_of(entry) == id))
}

impl Register {
    /// The record with this reference, where it is a recommendation or action.
    pub fn item(&self, reference: &ItemRef) -> Option<Item<'_>> {
        self.plans.get(&reference.plan)?.item(reference.item.as_ref()?)
    }

    /// The resolution with this reference.
    pub fn resolution(&self, reference: &ResolutionRef) -> Option<(&Meeting, &Resolution)> {
        let meeting = self.meetings.get(&reference.meeting)?;
        meeting.resolutions.iter().find(|r| r.reference == reference.resolution).map(|r| (meeting, r))
    }

    /// The body with this id.
    pub fn body(&self, id: &Id) -> Option<&Body> {
        found(&self.indexes.bodies, &self.bodies, id, |b| &b.id)
    }

    /// The owner with this id.
    pub fn owner(&self, id: &Id) -> Option<&Owner> {
        found(&self.indexes.owners, &self.owners, id, |o| &o.id)
    }

    /// The name of an owner or body.
    pub fn name_of(&self, id: &Id) -> Option<&str> {
        self.owner(id).map(|o| o.name.0.as_str()).or(self.body(id).map(|b| b.name.0.as_str()))
    }

    /// The thread with this id.
    pub fn thread(&self, id: &Id) -> Option<&Thread> {
        found(&self.indexes.threads, &self.threads, id, |t| &t.id)
    }

    /// The date of a paper.
    pub fn paper_date(&self, id: &Id) -> Option<Date> {
        self.papers.get(id)?.header.date
    }
}
