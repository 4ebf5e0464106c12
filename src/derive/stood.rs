//! A plan as it stood when it came before a meeting: by what was known on that day, without what the meeting itself decided.
//! It is read from the edition, so that nothing unpublished or taken back since can come in again.

use chrono::NaiveDate;

use super::Views;
use super::moment::{Moment, Moments};
use super::progress::{self, Progress};
use super::standing::{self, OfPlan, Standing};
use crate::model::measure::ReadingOrValue;
use crate::model::plan::{Action, PlanKeys, Recommendation, RecommendationKeys};
use crate::model::register::{Item, Plan};
use crate::model::scalar::Id;
use crate::model::shape::{List, Table};
use crate::model::source::Sources;
use crate::model::update::{Round, RoundKeys, RoundUpdate, Update};
use crate::model::work::Work;

/// A plan as it stood at a moment.
#[derive(Debug)]
pub struct Stood {
    /// The day by which dates are judged: that of the meeting, or of the site where the meeting lies ahead.
    pub as_at: NaiveDate,
    /// The plan with what was known then; the words it says are counted in this plan, not in the one of today.
    pub plan: Plan,
    /// Where its items stood.
    pub standings: OfPlan,
    /// What was counted.
    pub progress: Progress,
}

/// The plan as it came before a meeting. Where some of its recommendations are monitored by one body and some by another,
/// the meeting saw those of its own body.
pub fn before(views: &Views, plan: &Id, meeting: &Id) -> Option<Stood> {
    Cut::before(views, plan, meeting).map(Cut::counted)
}

/// The plan at a moment: all that has an earlier one. With a body, what that body monitors.
pub fn stood(views: &Views, id: &Id, cut: &Moment, body: Option<&Id>) -> Option<Stood> {
    Cut::at(views, id, cut, body).map(Cut::counted)
}

/// A plan cut at a moment, before anything is counted.
pub struct Cut<'v> {
    /// The day by which dates are judged.
    pub as_at: NaiveDate,
    /// The plan with what was known then.
    pub plan: Plan,
    moments: Moments<'v>,
}

impl<'v> Cut<'v> {
    /// As [`before`].
    pub fn before(views: &'v Views, plan: &Id, meeting: &Id) -> Option<Self> {
        let found = views.edition.register.meetings.get(meeting)?;
        Cut::at(views, plan, &Moment::of(meeting, found), Some(&found.body))
    }

    pub(super) fn at(views: &'v Views, id: &Id, cut: &Moment, body: Option<&Id>) -> Option<Self> {
        let register = &views.edition.register;
        let original = register.plans.get(id)?;
        let moments = Moments::new(register, &views.known, original);
        let mut plan = Cutter { moments: &moments, cut }.plan();
        if let Some(body) = body {
            keep_monitored(&mut plan, original, body);
        }
        Some(Cut { as_at: cut.day.min(views.edition.as_at), plan, moments })
    }

    /// The plan of today.
    pub fn whole(&self) -> &'v Plan {
        self.moments.plan
    }

    /// Where its items stood, in their order.
    pub fn standings(&self) -> impl Iterator<Item = (Item<'_>, Standing)> {
        standing::of_plan(self.moments.register, &self.plan, &self.moments.births, self.as_at)
    }

    pub(super) fn counted(self) -> Stood {
        let standings = self.standings().map(|(item, standing)| (item.id().clone(), standing)).collect();
        let progress = progress::of_plan(self.moments.register, &self.plan, &standings);
        Stood { as_at: self.as_at, plan: self.plan, standings, progress }
    }
}

/// Which recommendations of a plan one body monitors. Where none of those that are known names a body, the body sees all;
/// where some do, the rest is monitored by the plan's.
pub(super) struct Monitors<'p> {
    all: bool,
    of_plan: Option<&'p Id>,
    body: &'p Id,
}

impl<'p> Monitors<'p> {
    pub(super) fn new<'r>(
        plan: &'p Plan,
        mut known: impl Iterator<Item = &'r Recommendation>,
        body: &'p Id,
    ) -> Self {
        let all = known.all(|r| r.monitored_by.is_none());
        Monitors { all, of_plan: plan.body.as_ref(), body }
    }

    /// Whether the body sees a recommendation and its actions; without one, the actions that answer none.
    pub(super) fn shows(&self, recommendation: Option<&Recommendation>) -> bool {
        let own = recommendation.and_then(|r| r.monitored_by.as_ref());
        self.all || own.or(self.of_plan).is_none_or(|own| own == self.body)
    }
}

/// Keeps of a plan, which is a copy of a whole one, what one body monitors.
fn keep_monitored(plan: &mut Plan, whole: &Plan, body: &Id) {
    let monitors = Monitors::new(whole, plan.recommendations.iter(), body);
    plan.file.recommendations.0.retain(|r| monitors.shows(Some(r)));
    if !monitors.shows(None) {
        plan.file.own.actions.0.clear();
    }
}

/// Copies of a plan what was known at a moment, and nothing else: most of a plan's words are later than most meetings.
struct Cutter<'r> {
    moments: &'r Moments<'r>,
    cut: &'r Moment,
}

impl Cutter<'_> {
    fn knows(&self, moment: &Moment) -> bool {
        moment < self.cut
    }

    fn plan(&self) -> Plan {
        let whole = self.moments.plan;
        let known = |r: &&Recommendation| {
            self.knows(&self.moments.item(Item { recommendation: Some(r), action: None }))
        };
        let own = PlanKeys {
            title: whole.title.clone(),
            summary: whole.summary.clone(),
            body: whole.body.clone(),
            responds_to: whole.responds_to.clone(),
            set_out_in: whole.set_out_in.clone(),
            owner: whole.owner.clone(),
            answerable: whole.answerable.clone(),
            refs_by: whole.refs_by,
            came_before: whole.came_before.clone(),
            replaces: whole.replaces.clone(),
            defaults: whole.defaults.clone(),
            recommendations: list(
                whole.recommendations.len(),
                whole.recommendations.iter().filter(known).map(|r| self.recommendation(r)),
            )
            .into(),
            actions: self.actions(None, &whole.actions).into(),
            // Figures are read on their own page, by their own dates.
            measures: List::default(),
            rounds: list(whole.rounds.len(), whole.rounds.iter().filter_map(|round| self.round(round))),
            amendments: self.kept(&whole.amendments, |a| self.moments.amendment(a)),
        };
        let mut plan = Plan::new(whole.file.with(whole.file.part.clone(), own));
        let files = whole.round_files.iter();
        plan.round_files = files.filter_map(|(id, round)| Some((id.clone(), self.round(round)?))).collect();
        plan
    }

    /// Those of a list that were known then.
    fn kept<T: Clone>(&self, all: &List<T>, moment: impl Fn(&T) -> Moment) -> List<T> {
        list(all.len(), all.iter().filter(|one| self.knows(&moment(one))).cloned())
    }

    fn recommendation(&self, whole: &Recommendation) -> Recommendation {
        let actions = self.actions(Some(whole), &whole.actions);
        let mut responses = self.kept(&whole.responses, |r| self.moments.response(whole, r));
        responses.0.iter_mut().for_each(|r| self.sources(&mut r.own.source));
        let own = RecommendationKeys {
            reference: whole.reference.clone(),
            title: whole.title.clone(),
            kind: whole.kind,
            made_by: whole.made_by.clone(),
            to: whole.to.clone(),
            answers: whole.answers.clone(),
            monitored_by: whole.monitored_by.clone(),
            requested: whole.requested.filter(|d| d.last() <= self.cut.day),
            awaits_response: whole.awaits_response || !whole.responses.is_empty() && responses.is_empty(),
            actions_left_out: whole.actions_left_out || actions.len() < whole.actions.len(),
            responses,
            actions: actions.into(),
        };
        let keys = whole.own.with(whole.own.part.clone(), own);
        whole.with(self.work(&whole.part), keys)
    }

    fn actions(&self, of: Option<&Recommendation>, all: &List<Action>) -> List<Action> {
        let known =
            |a: &&Action| self.knows(&self.moments.item(Item { recommendation: of, action: Some(a) }));
        list(all.len(), all.iter().filter(known).map(|a| a.with(self.work(&a.part), a.own.clone())))
    }

    fn work(&self, whole: &Work) -> Work {
        let mut source = whole.source.clone();
        source.iter_mut().for_each(|sources| self.sources(sources));
        let updates = whole.updates.as_ref().map(|updates| {
            let moment = |u: &Update| self.moments.word(u.date.last(), u.common(), &u.part, None);
            let mut kept = self.kept(updates, moment);
            kept.0.iter_mut().filter_map(|u| u.part.source.as_mut()).for_each(|s| self.sources(s));
            kept
        });
        Work {
            text: whole.text.clone(),
            owner: whole.owner.clone(),
            answerable: whole.answerable.clone(),
            made: whole.made,
            start: whole.start,
            due: whole.due,
            frequency: whole.frequency,
            limit: whole.limit.clone(),
            done_when: whole.done_when.clone(),
            source,
            measures: whole.measures.clone(),
            threads: whole.threads.clone(),
            priority: whole.priority,
            continues: whole.continues.clone(),
            updates,
        }
    }

    /// Leaves out the sources that were not known then.
    fn sources(&self, sources: &mut Sources) {
        let (known, register) = (self.moments.known, self.moments.register);
        sources.0.retain(|s| known.source(register, Some(self.moments.plan), s) <= self.cut.day);
    }

    fn round(&self, whole: &Round) -> Option<Round> {
        if self.moments.round(whole) > self.cut.day {
            return None;
        }
        let known = |u: &RoundUpdate| {
            self.knows(&self.moments.word(whole.date.last(), u.common(), &u.part, Some(whole)))
        };
        let is_published = |reading: &ReadingOrValue| match reading {
            ReadingOrValue::Value(_) => true,
            ReadingOrValue::Reading(r) => r.published.is_none_or(|d| d.last() <= self.cut.day),
        };
        let mut updates =
            Table::from(whole.updates.iter().filter(|(_, u)| known(u)).cloned().collect::<Vec<_>>());
        let words = updates.0.iter_mut();
        words.filter_map(|(_, update)| update.part.source.as_mut()).for_each(|s| self.sources(s));
        let mut source = whole.source.clone();
        self.sources(&mut source);
        let own = RoundKeys {
            id: whole.id.clone(),
            date: whole.date,
            source,
            meeting: whole.meeting.clone(),
            evidence: whole.evidence,
            summary: whole.summary.clone(),
            updates,
            readings: Table::from(
                whole.readings.iter().filter(|(_, r)| is_published(r)).cloned().collect::<Vec<_>>(),
            ),
        };
        Some(whole.with(whole.part.clone(), own))
    }
}

/// A list of some of the entries of another. Its room is made once: entries are large, and to move them costs more than
/// room that is not used.
fn list<T>(whole: usize, some: impl Iterator<Item = T>) -> List<T> {
    let mut list = Vec::with_capacity(whole);
    list.extend(some);
    List(list)
}
