//! Takes out of plans what is not published at the date: records not born yet, later updates, responses, readings and
//! amendments.

use std::collections::BTreeSet;
use std::ops::Deref;
use std::sync::Arc;

use super::{Maker, OfPlan, Standing, Taken, blank};
use crate::model::birth::{Births, plan_birth, response_date};
use crate::model::borne;
use crate::model::changed::Changed;
use crate::model::date::Date;
use crate::model::measure::{Measure, ReadingOrValue};
use crate::model::memo::Memo;
use crate::model::plan::{Action, AmendedField, Amendment, Recommendation};
use crate::model::published::Published;
use crate::model::record::Common;
use crate::model::register::{Plan, Register};
use crate::model::scalar::{Id, ItemId, Text};
use crate::model::source::Sources;
use crate::model::update::{Round, Word};
use crate::model::work::Work;

impl Maker<'_> {
    pub(super) fn prune_plans(
        &mut self,
        register: &mut Register,
        kept: &mut Memo<Id, Option<OfPlan>>,
        changed: &Changed,
    ) {
        register.plans.retain(|id, plan| {
            let standing = self.by_common(plan.file.common());
            let is_withdrawn = self.is_withdrawn(plan.file.common());
            if standing == Standing::Public && is_withdrawn {
                self.withdraw(id, plan);
            }
            self.keep(standing, || format!("plan {id}")) && !is_withdrawn
        });
        let all = self.all;
        let ids: Vec<Id> = register.plans.keys().cloned().collect();
        for (id, of_plan) in kept.all(ids.clone(), changed, |id| pruned(&self.published, id)) {
            let Some(of_plan) = of_plan else { continue };
            self.taken.extend(&of_plan.taken);
            register.plans.insert(id, of_plan.plan);
        }
        register.plans.retain(|id, plan| {
            let standing = all.plans.get(id).map_or(Standing::Public, |o| self.pruned_plan(o, plan));
            self.keep(standing, || format!("plan {id}"))
        });
        for plan in register.plans.values_mut() {
            let is_gone = |meeting: &Id| !register.meetings.contains_key(meeting);
            let is_hidden = |paper: &&Id| !register.papers.contains_key(*paper);
            let own = &plan.file.own;
            let papers = [&own.set_out_in, &own.responds_to];
            let is_unknown = |other: &Id| ids.binary_search(other).is_err();
            if own.came_before.iter().any(is_gone)
                || own.replaces.iter().any(is_unknown)
                || papers.into_iter().flatten().any(|p| is_hidden(&p))
            {
                let own = &mut Arc::make_mut(plan).file.own;
                own.came_before.0.retain(|meeting| !is_gone(meeting));
                own.replaces.0.retain(|other| !is_unknown(other));
                own.set_out_in.take_if(|paper| is_hidden(&&*paper));
                own.responds_to.take_if(|paper| is_hidden(&&*paper));
            }
        }
    }

    /// Short pages for a plan that was withdrawn and for those of its records that would be published if it were not.
    fn withdraw(&mut self, id: &Id, original: &Plan) {
        let Some(of_plan) = pruned(&self.published, id) else { return };
        let standing = self.pruned_plan(original, &of_plan.plan);
        if !self.keep(standing, || format!("plan {id}")) {
            return;
        }
        self.taken.extend(&of_plan.taken);
        let common = original.file.common();
        self.not_withdrawn(common, "plan", || format!("plans/{id}.html"));
        for item in of_plan.plan.items() {
            self.not_withdrawn(common, "record", || format!("plans/{id}/actions/{}.html", item.id()));
        }
    }

    /// Whether a plan is published, as far as that hangs on its records.
    fn pruned_plan(&self, original: &Plan, pruned: &Plan) -> Standing {
        let is_empty = pruned.file.recommendations.is_empty() && pruned.file.actions.is_empty();
        match is_empty {
            false => Standing::Public,
            true if self.is_later(plan_birth(self.all, original)) => Standing::Later,
            true => self.plan_source(original),
        }
    }

    /// Whether the paper that sets a plan out is published, or else the source of its records: a plan of which nothing
    /// is known but from hidden papers must not be known by its title either.
    fn plan_source(&self, original: &Plan) -> Standing {
        let source =
            || original.defaults.as_ref().map_or(Standing::Public, |d| self.sources(&d.source, None));
        original.file.set_out_in.as_ref().map_or_else(source, |paper| self.paper(paper))
    }
}

/// What is published of a plan.
fn pruned(published: &Published<'_>, id: &Id) -> Option<OfPlan> {
    let original = published.all.plans.get(id)?;
    let mut taken = Taken::default();
    let mut plan = Plan::clone(original);
    Pruner { published, taken: &mut taken }.prune_plan(id, original, &mut plan);
    // Most plans lose nothing, and are kept once in memory.
    let plan = if plan == **original { original.clone() } else { Arc::new(plan) };
    Some(OfPlan { plan, taken })
}

/// Takes out of one plan what is not published.
struct Pruner<'p, 'r> {
    published: &'p Published<'r>,
    taken: &'p mut Taken,
}

impl<'r> Deref for Pruner<'_, 'r> {
    type Target = Published<'r>;

    fn deref(&self) -> &Published<'r> {
        self.published
    }
}

impl Pruner<'_, '_> {
    fn blank(&self, sources: &mut Sources, plan: Option<&Plan>) {
        blank(self.published, sources, plan);
    }

    fn prune_plan(&mut self, id: &Id, original: &Plan, plan: &mut Plan) {
        // Births look at the original: pruning must not move them.
        let births = Births::new(self.all, original);
        plan.file.recommendations.0.retain(|recommendation| {
            let birth = births.recommendation(recommendation);
            self.keep_item(
                id,
                &recommendation.reference,
                recommendation.common(),
                birth,
                &recommendation.part,
                original,
            )
        });
        for recommendation in &mut plan.file.recommendations.0 {
            let before = original.item(&recommendation.reference).and_then(|item| item.recommendation);
            let written = recommendation.actions.len();
            self.prune_actions(id, &births, before, &mut recommendation.own.own.actions.0);
            recommendation.own.own.actions_left_out = recommendation.actions.len() < written;
            self.prune_recommendation(recommendation, original);
        }
        self.prune_actions(id, &births, None, &mut plan.file.own.actions.0);
        self.prune_rounds(original, plan);
        if self.is_later(births.plan()) {
            plan.file.own.measures.0.clear();
        }
        for measure in &mut plan.file.own.measures.0 {
            self.prune_measure(measure, original);
        }
        plan.file.own.measures.0.retain(|m| self.shows(m.common()));
        let kept = kept(plan);
        self.prune_amendments(&mut plan.file.own.amendments.0, &kept);
        if let Some(defaults) = &mut plan.file.own.defaults {
            self.blank(&mut defaults.source, Some(original));
        }
        // Sources that are not published are gone by now.
        borne::mark(plan, id, original, &self.ground());
    }

    /// Takes out amendments that are later, or agreed where nobody may see it. The words that such a one brought must not be
    /// read from the next, either: that begins with what readers saw before.
    fn prune_amendments(&self, amendments: &mut Vec<Amendment>, kept: &BTreeSet<ItemId>) {
        let shows = |a: &Amendment| {
            let agreed = a.agreed_at.as_ref().is_none_or(|at| self.published.shows_resolution(at));
            a.date.last() <= self.as_at && agreed && kept.contains(&a.of)
        };
        let mut in_order: Vec<&mut Amendment> = amendments.iter_mut().collect();
        in_order.sort_by_key(|a| a.date.last());
        let mut seen: Vec<(ItemId, AmendedField, Text)> = Vec::new();
        for amendment in in_order {
            let hidden =
                seen.iter().position(|(of, field, _)| *of == amendment.of && *field == amendment.field);
            match (shows(amendment), hidden) {
                (true, Some(at)) => amendment.own.from = seen.swap_remove(at).2,
                (false, None) => seen.push((amendment.of.clone(), amendment.field, amendment.from.clone())),
                _ => {}
            }
        }
        amendments.retain(shows);
    }

    fn keep_item(
        &mut self,
        plan: &Id,
        id: &ItemId,
        common: &Common,
        birth: Option<Date>,
        work: &Work,
        original: &Plan,
    ) -> bool {
        let sources = original.sources_of(work).map_or(Standing::Public, |s| self.sources(s, Some(original)));
        let standing = match self.by_common(common) {
            Standing::Public if self.is_later(birth) => Standing::Later,
            Standing::Public => sources,
            standing => standing,
        };
        let as_at = self.as_at;
        self.taken.keep(standing, || format!("{plan}/{id}"))
            && self.taken.not_withdrawn(as_at, common, "record", || format!("plans/{plan}/actions/{id}.html"))
    }

    fn prune_actions(
        &mut self,
        plan: &Id,
        births: &Births<'_>,
        of: Option<&Recommendation>,
        actions: &mut Vec<Action>,
    ) {
        let original = births.plan;
        actions.retain(|action| {
            let birth = births.action(of, action);
            self.keep_item(plan, &action.id, action.common(), birth, &action.part, original)
        });
        for action in actions {
            self.prune_work(&mut action.part, original);
        }
    }

    fn prune_recommendation(&self, recommendation: &mut Recommendation, original: &Plan) {
        self.prune_work(&mut recommendation.part, original);
        let own = &mut recommendation.own.own;
        let answered = !own.responses.is_empty();
        for response in &mut own.responses.0 {
            // The day of a source that is not published must not become that of the response.
            let mut told = response.clone();
            told.own.source.0.retain(|source| self.source_is_public(source, Some(original)));
            response.own.date = response_date(self.all, original, &told);
        }
        own.responses.0.retain(|response| self.shows_response(response, original));
        own.awaits_response = answered && own.responses.is_empty();
        for response in &mut recommendation.own.own.responses.0 {
            self.blank(&mut response.source, Some(original));
        }
        if self.is_later(recommendation.requested) {
            recommendation.own.own.requested = None;
        }
    }

    fn prune_work(&self, work: &mut Work, original: &Plan) {
        if let Some(sources) = &mut work.source {
            self.blank(sources, Some(original));
        }
        if let Some(updates) = &mut work.updates {
            updates.0.retain(|u| self.keep_word(u.date, u.common(), &u.part, original));
            for update in &mut updates.0 {
                self.blank_word(&mut update.part, original);
            }
        }
    }

    fn keep_word(&self, date: Date, common: &Common, word: &Word, original: &Plan) -> bool {
        let sources = word.source.as_ref().map_or(Standing::Public, |s| self.sources(s, Some(original)));
        date.last() <= self.as_at && self.shows(common) && sources == Standing::Public
    }

    fn blank_word(&self, word: &mut Word, original: &Plan) {
        if let Some(sources) = &mut word.source {
            self.blank(sources, Some(original));
        }
    }

    fn prune_rounds(&mut self, original: &Plan, plan: &mut Plan) {
        plan.file.own.rounds.0.retain(|round| self.keep_round(round, original));
        plan.round_files.retain(|(_, round)| self.keep_round(round, original));
        let items = kept(plan);
        let files = plan.round_files.iter_mut().map(|(_, round)| round);
        for round in plan.file.own.rounds.0.iter_mut().chain(files) {
            let date = round.date;
            round.own.updates.0.retain(|(item, update)| {
                items.contains(item) && self.keep_word(date, update.common(), &update.part, original)
            });
            for (_, update) in &mut round.own.updates.0 {
                self.blank_word(&mut update.part, original);
            }
            round.own.readings.0.retain(|(_, reading)| match reading {
                ReadingOrValue::Value(_) => true,
                ReadingOrValue::Reading(reading) => {
                    let sources = self.sources(&reading.source, Some(original));
                    !self.is_later(reading.published) && sources == Standing::Public
                }
            });
            for (_, reading) in &mut round.own.readings.0 {
                if let ReadingOrValue::Reading(reading) = reading {
                    self.blank(&mut reading.own.source, Some(original));
                }
            }
            self.blank(&mut round.own.source, Some(original));
        }
    }

    fn keep_round(&self, round: &Round, original: &Plan) -> bool {
        round.date.last() <= self.as_at
            && self.shows(round.common())
            && self.sources(&round.source, Some(original)) == Standing::Public
    }

    fn prune_measure(&self, measure: &mut Measure, original: &Plan) {
        let own = &mut measure.own;
        own.baseline.take_if(|reading| !self.shows_reading(reading, original));
        own.readings.0.retain(|reading| self.shows_reading(reading, original));
        own.comparators.0.retain_mut(|comparator| {
            let written = comparator.readings.len();
            comparator.readings.0.retain(|reading| self.shows_reading(reading, original));
            // Its name may say what its readings do not any more.
            written == 0 || !comparator.readings.is_empty()
        });
        let comparators = own.comparators.0.iter_mut().flat_map(|c| c.readings.0.iter_mut());
        for reading in own.readings.0.iter_mut().chain(own.baseline.iter_mut()).chain(comparators) {
            self.blank(&mut reading.own.source, Some(original));
        }
        own.targets.0.retain(|target| self.sources(&target.source, Some(original)) == Standing::Public);
        for target in &mut own.targets.0 {
            self.blank(&mut target.source, Some(original));
        }
    }
}

/// The ids of the records that a plan still has.
fn kept(plan: &Plan) -> BTreeSet<ItemId> {
    let items = plan.items().map(|i| i.id().clone());
    items.chain(plan.measures.iter().map(|m| m.id.clone())).collect()
}
