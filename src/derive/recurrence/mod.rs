//! One concern across inspections: what each found, what was promised and resolved before the next, what was found again,
//! and which findings nothing answers. Order is by date; what overlaps is not called earlier or later.

mod story;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::backlinks::FindingKey;
use super::{ItemKey, Views};
use crate::model::asked::Name;
use crate::model::changed::Changed;
use crate::model::date::Date;
use crate::model::memo::Memo;
use crate::model::paper::{Finding, FindingKind};
use crate::model::register::{Item, Paper, Plan, Register};
use crate::model::scalar::{Anchor, Id};
use crate::model::tracked::{Tracked, Watched};
pub use story::{Chapter, Entry, Found, Inspected, Resolved, Story, story};

/// What is published that answers a finding.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// Actions and recommendations with actions, or tracked themselves, that are recorded as answering it.
    pub by: Vec<ItemKey>,
    /// Recommendations that are recorded as answering it and have no action.
    pub recorded: Vec<ItemKey>,
    /// How many actions of the same concerns came after the inspection.
    pub in_thread: usize,
}

impl Answer {
    /// Whether nothing answers it.
    pub fn is_none(&self) -> bool {
        self.by.is_empty() && self.in_thread == 0
    }
}

/// What is worked out once for all pages.
#[derive(Clone, Debug)]
pub struct Recurrence {
    /// The births of what is tracked, by thread, sorted.
    births: Tracked<Id, Vec<NaiveDate>>,
    /// Dated inspections, in order of time.
    inspections: Watched<Vec<(Id, Date)>>,
    /// Findings that nothing answers, in order of their inspections.
    pub unanswered: Watched<Vec<FindingKey>>,
}

impl Default for Recurrence {
    fn default() -> Self {
        Recurrence {
            births: Tracked::new(Name::view("births"), BTreeMap::new()),
            inspections: Watched::new(Name::view("inspections"), Vec::new()),
            unanswered: Watched::new(Name::view("unanswered"), Vec::new()),
        }
    }
}

impl Recurrence {
    /// Adds what this answers otherwise than an earlier one.
    pub(super) fn changed(&self, before: &Recurrence, changed: &mut Changed) {
        changed.list(&before.births, &self.births, PartialEq::eq);
        changed.value(&before.inspections, &self.inspections);
        changed.value(&before.unanswered, &self.unanswered);
    }
}

/// Looks for what answers each finding.
pub fn recurrence(views: &Views, kept: &mut Memo<Id, Vec<NaiveDate>>, changed: &Changed) -> Recurrence {
    let mut found = Recurrence::default();
    let births = |thread: &Id| {
        let keys = views.backlinks.threads.get(thread).into_iter().flatten();
        let tracked = keys.filter(|key| tracked(views, key));
        let mut births: Vec<NaiveDate> =
            tracked.filter_map(|key| birth(views, key)).map(|b| b.last()).collect();
        births.sort_unstable();
        births
    };
    for (thread, births) in kept.all(views.backlinks.threads.keys().cloned().collect(), changed, births) {
        found.births.insert(thread, births);
    }
    let mut papers: Vec<(&Id, &Paper)> =
        views.edition.register.papers.iter().map(|(id, paper)| (id, &**paper)).collect();
    papers.sort_by_key(|(id, paper)| (order(date_of(paper)), *id));
    for (id, paper) in papers {
        let dated = paper.header.inspection.as_ref().and(date_of(paper));
        found.inspections.extend(dated.map(|date| (id.clone(), date)));
        for finding in paper.header.inspection.iter().flat_map(|i| i.findings.iter()) {
            if awaits(finding) && answer_within(views, &found, id, paper, finding).is_none() {
                found.unanswered.push(FindingKey { paper: id.clone(), finding: finding.reference.clone() });
            }
        }
    }
    found
}

/// What answers a finding; none where none is to be expected: a strength, or an observation that nobody follows.
pub fn answer(views: &Views, key: &FindingKey) -> Option<Answer> {
    let (paper, finding) = finding(&views.edition.register, key)?;
    awaits(finding).then(|| answer_within(views, &views.recurrence, &key.paper, paper, finding))
}

/// A finding and its paper.
pub fn finding<'r>(register: &'r Register, key: &FindingKey) -> Option<(&'r Paper, &'r Finding)> {
    let paper = register.papers.get(&key.paper)?;
    let mut findings = paper.header.inspection.iter().flat_map(|i| i.findings.iter());
    Some((paper, findings.find(|f| f.reference == key.finding)?))
}

/// Whether a finding asks for something: what is to improve does, and an observation that is followed in a thread.
fn awaits(finding: &Finding) -> bool {
    match finding.kind {
        FindingKind::AreaForImprovement | FindingKind::AreaForPriorityAction => true,
        FindingKind::Observation => !finding.threads.is_empty(),
        FindingKind::Strength => false,
    }
}

fn answer_within(views: &Views, known: &Recurrence, id: &Id, paper: &Paper, finding: &Finding) -> Answer {
    let key = FindingKey { paper: id.clone(), finding: finding.reference.clone() };
    let own = views.backlinks.answers.get(&key).map_or(&[][..], Vec::as_slice);
    // Where nothing says that it answers the finding, what cites the place that tells of it may.
    let sources = finding.source.iter();
    let places = sources.flat_map(|s| s.at.iter().filter_map(move |at| Some((s.paper.as_ref()?, at))));
    let citing = |(paper, at): (&Id, &Anchor)| views.backlinks.cited.get(paper)?.get(at);
    let named = Anchor(finding.reference.0.clone());
    let citing = places.chain([(id, &named)]).filter_map(citing).flatten();
    let all: BTreeSet<&ItemKey> = if own.is_empty() { citing.collect() } else { own.iter().collect() };
    let (by, recorded) = all.into_iter().cloned().partition(|key| acts(views, key));
    let first = date_of(paper).map(|date| date.first());
    let later = |births: &Vec<NaiveDate>| {
        births.len() - first.map_or(0, |day| births.partition_point(|birth| *birth < day))
    };
    let in_thread = finding.threads.iter().filter_map(|t| known.births.get(t)).map(later).sum();
    Answer { by, recorded, in_thread }
}

fn item<'v>(views: &'v Views, key: &ItemKey) -> Option<(&'v Plan, Item<'v>)> {
    let plan = views.edition.register.plans.get(&key.plan)?;
    Some((plan, plan.item(&key.item)?))
}

/// Whether a record is tracked itself: an action, or a recommendation that is followed without actions.
pub fn tracked(views: &Views, key: &ItemKey) -> bool {
    item(views, key).is_some_and(|(plan, item)| {
        item.action.is_some() || item.recommendation.is_some_and(|r| plan.is_tracked(r))
    })
}

/// Whether anything is to be done under a record.
fn acts(views: &Views, key: &ItemKey) -> bool {
    let under =
        |item: Item<'_>| item.recommendation.is_some_and(|r| !r.actions.is_empty() || r.actions_left_out);
    tracked(views, key) || item(views, key).is_some_and(|(_, item)| under(item))
}

fn birth(views: &Views, key: &ItemKey) -> Option<Date> {
    views.standings.get(key).and_then(|standing| standing.birth)
}

/// The date of an inspection: that of its paper, else of its report, else of the visit.
pub fn date_of(paper: &Paper) -> Option<Date> {
    let inspection = paper.header.inspection.as_ref();
    paper.header.date.or(inspection.and_then(|i| i.published.or(i.fieldwork)))
}

/// Dated ones by their last day, undated ones last.
fn order(date: Option<Date>) -> (bool, Option<NaiveDate>, Option<NaiveDate>) {
    (date.is_none(), date.map(|d| d.last()), date.map(|d| d.first()))
}

/// Whether an inspection asks for improvement.
pub fn is_to_improve(kind: FindingKind) -> bool {
    matches!(kind, FindingKind::AreaForImprovement | FindingKind::AreaForPriorityAction)
}
