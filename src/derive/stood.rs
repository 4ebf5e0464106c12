//! A plan as it stood when it came before a meeting: by what was known on that day, without what the meeting itself decided.
//! It is read from the edition, so that nothing unpublished or taken back since can come in again.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::moment::{Moment, Moments};
use super::progress::{self, Progress};
use super::standing::{self, Standing};
use super::{ItemKey, Views};
use crate::model::measure::ReadingOrValue;
use crate::model::plan::{Action, Recommendation};
use crate::model::register::{Item, Plan};
use crate::model::scalar::Id;
use crate::model::source::Sources;
use crate::model::update::Round;
use crate::model::work::Work;

/// A plan as it stood at a moment.
#[derive(Debug)]
pub struct Stood {
    /// The day by which dates are judged: that of the meeting, or of the site where the meeting lies ahead.
    pub as_at: NaiveDate,
    /// The plan with what was known then; the words it says are counted in this plan, not in the one of today.
    pub plan: Plan,
    /// Where its items stood.
    pub standings: BTreeMap<ItemKey, Standing>,
    /// What was counted.
    pub progress: Progress,
}

/// The plan as it came before a meeting. Where some of its recommendations are monitored by one body and some by another,
/// the meeting saw those of its own body.
pub fn before(views: &Views, plan: &Id, meeting: &Id) -> Option<Stood> {
    let found = views.edition.register.meetings.get(meeting)?;
    stood(views, plan, &Moment::of(meeting, found), Some(&found.body))
}

/// The plan at a moment: all that has an earlier one. With a body, what that body monitors.
pub fn stood(views: &Views, id: &Id, cut: &Moment, body: Option<&Id>) -> Option<Stood> {
    let register = &views.edition.register;
    let original = register.plans.get(id)?;
    let moments = Moments::new(register, &views.known, original);
    let mut plan = Plan::clone(original);
    let cutter = Cutter { moments: &moments, cut };
    cutter.cut(&mut plan);
    if let Some(body) = body {
        keep_monitored(&mut plan, body);
    }
    let as_at = cut.day.min(views.edition.as_at);
    let standings = standing::of_plan(register, id, &plan, &moments.births, as_at);
    let standings: BTreeMap<ItemKey, Standing> = standings.into_iter().collect();
    let progress = progress::of_plan(register, id, &plan, &standings);
    Some(Stood { as_at, plan, standings, progress })
}

/// Where some recommendations name the body that monitors them, keeps those of one body; the rest is monitored by the plan's.
fn keep_monitored(plan: &mut Plan, body: &Id) {
    if plan.recommendations.iter().all(|r| r.monitored_by.is_none()) {
        return;
    }
    let of_plan = plan.body.clone();
    let is_theirs = |own: Option<&Id>| own.or(of_plan.as_ref()).is_none_or(|own| own == body);
    plan.file.recommendations.0.retain(|r| is_theirs(r.monitored_by.as_ref()));
    if !is_theirs(None) {
        plan.file.own.actions.0.clear();
    }
}

/// Takes out of a plan what was not known at a moment.
struct Cutter<'r> {
    moments: &'r Moments<'r>,
    cut: &'r Moment,
}

impl Cutter<'_> {
    fn cut(&self, plan: &mut Plan) {
        plan.file
            .recommendations
            .0
            .retain(|r| self.knows(&self.moments.item(Item { recommendation: Some(r), action: None })));
        for recommendation in &mut plan.file.recommendations.0 {
            self.recommendation(recommendation);
        }
        self.actions(None, &mut plan.file.own.actions.0);
        plan.file.own.rounds.0.retain_mut(|round| self.round(round));
        plan.round_files.retain_mut(|(_, round)| self.round(round));
        plan.file.own.amendments.0.retain(|a| self.knows(&self.moments.amendment(a)));
        // Figures are read on their own page, by their own dates.
        plan.file.own.measures.0.clear();
    }

    fn knows(&self, moment: &Moment) -> bool {
        moment < self.cut
    }

    fn recommendation(&self, recommendation: &mut Recommendation) {
        let whole = recommendation.clone();
        let own = &mut recommendation.own.own;
        self.actions(Some(&whole), &mut own.actions.0);
        own.actions_left_out |= own.actions.len() < whole.actions.len();
        own.responses.0.retain(|r| self.knows(&self.moments.response(&whole, r)));
        own.responses.0.iter_mut().for_each(|r| self.sources(&mut r.own.source));
        own.awaits_response |= !whole.responses.is_empty() && own.responses.is_empty();
        own.requested.take_if(|d| d.last() > self.cut.day);
        self.work(&mut recommendation.part);
    }

    fn actions(&self, of: Option<&Recommendation>, actions: &mut Vec<Action>) {
        actions.retain(|a| self.knows(&self.moments.item(Item { recommendation: of, action: Some(a) })));
        for action in actions {
            self.work(&mut action.part);
        }
    }

    fn work(&self, work: &mut Work) {
        if let Some(sources) = &mut work.source {
            self.sources(sources);
        }
        if let Some(updates) = &mut work.updates {
            updates.0.retain(|u| self.knows(&self.moments.word(u.date.last(), u.common(), &u.part, None)));
            updates.0.iter_mut().filter_map(|u| u.part.source.as_mut()).for_each(|s| self.sources(s));
        }
    }

    /// Leaves out the sources that were not known then.
    fn sources(&self, sources: &mut Sources) {
        let (known, register) = (self.moments.known, self.moments.register);
        sources.0.retain(|s| known.source(register, Some(self.moments.plan), s) <= self.cut.day);
    }

    fn round(&self, round: &mut Round) -> bool {
        if self.moments.round(round) > self.cut.day {
            return false;
        }
        let whole = round.clone();
        let date = whole.date.last();
        let known = |u: &crate::model::update::RoundUpdate| {
            self.knows(&self.moments.word(date, u.common(), &u.part, Some(&whole)))
        };
        round.own.updates.0.retain(|(_, update)| known(update));
        let words = round.own.updates.0.iter_mut();
        words.filter_map(|(_, update)| update.part.source.as_mut()).for_each(|s| self.sources(s));
        self.sources(&mut round.own.source);
        round.own.readings.0.retain(|(_, reading)| match reading {
            ReadingOrValue::Value(_) => true,
            ReadingOrValue::Reading(r) => r.published.is_none_or(|d| d.last() <= self.cut.day),
        });
        true
    }
}
