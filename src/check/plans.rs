//! References of plans: owners, sources, meetings, measures, threads, ratings and other plans.

use super::known::Known;
use super::resolve::Resolver;
use crate::diagnostic::{Code, Diagnostic, Slip};
use crate::model::measure::ReadingOrValue;
use crate::model::plan::{Action, AmendedField, Amendment, Recommendation};
use crate::model::register::Plan;
use crate::model::scalar::{AnswerRef, Id, Written};
use crate::model::trail::Trail;
use crate::model::update::{RoundKeys, Word};
use crate::model::work::Work;

/// One page lists all items of a plan.
const MOST_ITEMS: usize = 20_000;
/// An item's page lists the rounds that say nothing of it.
const MOST_CELLS: usize = 250_000;

pub(super) fn of_plan(known: &Known<'_>, id: &Id, plan: &Plan, faults: &mut Vec<Diagnostic>) {
    let mut resolver = Resolver::new(known, faults);
    let file = format!("content/plans/{id}.yaml");
    let mut visit = Visit { resolver: &mut resolver, id, plan };
    visit.plan(&Trail::top(&file));
    for (round_id, round) in &plan.round_files {
        let file = format!("content/plans/{id}/{round_id}.yaml");
        visit.round(&Trail::top(&file), round);
    }
}

struct Visit<'v, 'k, 'r> {
    resolver: &'v mut Resolver<'k, 'r>,
    id: &'v Id,
    plan: &'v Plan,
}

impl Visit<'_, '_, '_> {
    /// A plan whose pages could not be made: they list each item, and for each item the rounds that are silent about it.
    fn size(&mut self, top: &Trail<'_>) {
        let (items, rounds) = (self.plan.items().count(), self.plan.rounds().count());
        if items <= MOST_ITEMS && items.saturating_mul(rounds) <= MOST_CELLS {
            return;
        }
        let message = format!("this plan has {items} recommendations and actions and {rounds} rounds");
        let help = format!(
            "split it into several plans: one holds at most {MOST_ITEMS} recommendations and actions, and items times rounds \
             at most {MOST_CELLS}"
        );
        self.resolver.faults.push(top.key("title").fault(Slip::new(Code::PageTooLarge, message, help)));
    }

    fn plan(&mut self, top: &Trail<'_>) {
        let plan = self.plan;
        self.size(top);
        if let Some(body) = &plan.body {
            self.resolver.body(&top.key("body"), body);
        }
        for (key, paper) in [("responds_to", &plan.responds_to), ("set_out_in", &plan.set_out_in)] {
            if let Some(paper) = paper {
                self.resolver.paper(&top.key(key), paper);
            }
        }
        self.resolver.owners(&top.key("owner"), &plan.owner);
        self.resolver.owners(&top.key("answerable"), &plan.answerable);
        for (position, meeting) in plan.came_before.iter().enumerate() {
            self.resolver.meeting(&top.key("came_before").index(position), meeting);
        }
        for (position, other) in plan.replaces.iter().enumerate() {
            self.resolver.plan(&top.key("replaces").index(position), other);
        }
        if let Some(defaults) = &plan.defaults {
            self.resolver.sources(&top.key("defaults").key("source"), &defaults.source, Some(plan));
        }
        for (position, recommendation) in plan.recommendations.iter().enumerate() {
            self.recommendation(&top.key("recommendations").index(position), recommendation);
        }
        for (position, action) in plan.actions.iter().enumerate() {
            self.action(&top.key("actions").index(position), action);
        }
        self.measures(top);
        for (position, round) in plan.rounds.iter().enumerate() {
            self.round(&top.key("rounds").index(position), round);
        }
        for (position, amendment) in plan.amendments.iter().enumerate() {
            self.amendment(&top.key("amendments").index(position), amendment);
        }
    }

    fn recommendation(&mut self, at: &Trail<'_>, recommendation: &Recommendation) {
        self.work(at, &recommendation.part);
        self.resolver.owners(&at.key("made_by"), &recommendation.made_by);
        self.resolver.owners(&at.key("to"), &recommendation.to);
        if let Some(body) = &recommendation.monitored_by {
            self.resolver.body(&at.key("monitored_by"), body);
        }
        for (position, answer) in recommendation.answers.iter().enumerate() {
            let list = at.key("answers");
            let entry = list.index(position);
            match answer {
                AnswerRef::Recommendation(reference) => self.resolver.answer(&entry, reference),
                AnswerRef::Finding(id, anchor) => {
                    let whole = |near| Some(format!("{near}#{}", anchor.0));
                    if let Some(paper) = self.resolver.within(whole, |r| r.paper(&entry, id)) {
                        self.resolver.anchor(&entry, id, paper, anchor);
                    }
                }
            }
        }
        for (position, response) in recommendation.responses.iter().enumerate() {
            let list = at.key("responses");
            let entry = list.index(position);
            if let Some(by) = &response.by {
                self.resolver.owner(&entry.key("by"), by);
            }
            if let Some(at) = &response.at {
                self.resolver.resolution(&entry.key("at"), at);
            }
            self.resolver.sources(&entry.key("source"), &response.source, Some(self.plan));
        }
        for (position, action) in recommendation.actions.iter().enumerate() {
            self.action(&at.key("actions").index(position), action);
        }
    }

    fn action(&mut self, at: &Trail<'_>, action: &Action) {
        self.work(at, &action.part);
    }

    fn work(&mut self, at: &Trail<'_>, work: &Work) {
        for (key, owners) in [("owner", &work.owner), ("answerable", &work.answerable)] {
            if let Some(owners) = owners {
                self.resolver.owners(&at.key(key), owners);
            }
        }
        if let Some(sources) = &work.source {
            self.resolver.sources(&at.key("source"), sources, Some(self.plan));
        }
        for (position, measure) in work.measures.iter().flat_map(|m| m.iter()).enumerate() {
            self.resolver.measure_of(&at.key("measures").index(position), self.id, self.plan, measure);
        }
        for (position, thread) in work.threads.iter().flat_map(|t| t.iter()).enumerate() {
            self.resolver.thread(&at.key("threads").index(position), thread);
        }
        if let Some(earlier) = &work.continues {
            self.resolver.item(&at.key("continues"), earlier);
        }
        for (position, update) in work.updates().iter().enumerate() {
            self.word(&at.key("updates").index(position), &update.part);
        }
    }

    fn word(&mut self, at: &Trail<'_>, word: &Word) {
        if let Some(by) = &word.by {
            self.resolver.owners(&at.key("by"), by);
        }
        if let Some(sources) = &word.source {
            self.resolver.sources(&at.key("source"), sources, Some(self.plan));
        }
        if let Some(ratings) = &word.rating {
            self.resolver.ratings(&at.key("rating"), ratings);
        }
        for (position, item) in word.into.iter().flat_map(|i| i.iter()).enumerate() {
            self.resolver.item_of(&at.key("into").index(position), self.id, self.plan, item);
        }
    }

    fn measures(&mut self, top: &Trail<'_>) {
        for (position, measure) in self.plan.measures.iter().enumerate() {
            let list = top.key("measures");
            let at = list.index(position);
            if let Some(baseline) = &measure.baseline {
                self.resolver.sources(&at.key("baseline").key("source"), &baseline.source, Some(self.plan));
            }
            for (position, comparator) in measure.comparators.iter().enumerate() {
                let list = at.key("comparators");
                let entry = list.index(position);
                for (position, reading) in comparator.readings.iter().enumerate() {
                    let list = entry.key("readings");
                    self.resolver.sources(
                        &list.index(position).key("source"),
                        &reading.source,
                        Some(self.plan),
                    );
                }
            }
            for (position, target) in measure.targets.iter().enumerate() {
                self.resolver.sources(
                    &at.key("targets").index(position).key("source"),
                    &target.source,
                    Some(self.plan),
                );
            }
            for (position, reading) in measure.readings.iter().enumerate() {
                let list = at.key("readings");
                self.resolver.sources(&list.index(position).key("source"), &reading.source, Some(self.plan));
            }
        }
    }

    fn round(&mut self, at: &Trail<'_>, round: &RoundKeys) {
        if let Some(meeting) = &round.meeting {
            self.resolver.meeting(&at.key("meeting"), meeting);
        }
        self.resolver.sources(&at.key("source"), &round.source, Some(self.plan));
        for (item, update) in round.updates.iter() {
            let updates = at.key("updates");
            let entry = updates.key(&item.0);
            self.resolver.aside(|r| r.item_of(&entry.at_key(), self.id, self.plan, item));
            self.word(&entry, &update.part);
        }
        for (measure, reading) in round.readings.iter() {
            let readings = at.key("readings");
            let entry = readings.key(&measure.0);
            self.resolver.aside(|r| r.measure_of(&entry.at_key(), self.id, self.plan, measure));
            if let ReadingOrValue::Reading(reading) = reading {
                self.resolver.sources(&entry.key("source"), &reading.source, Some(self.plan));
            }
        }
    }

    fn amendment(&mut self, at: &Trail<'_>, amendment: &Amendment) {
        self.resolver.aside(|r| match amendment.field {
            AmendedField::Target => r.measure_of(&at.key("of"), self.id, self.plan, &amendment.of),
            _ => r.item_of(&at.key("of"), self.id, self.plan, &amendment.of),
        });
        if let Some(resolution) = &amendment.agreed_at {
            self.resolver.resolution(&at.key("agreed_at"), resolution);
        }
        if amendment.field == AmendedField::Owner {
            for (key, text) in [("from", &amendment.from), ("to", &amendment.to)] {
                for id in text.0.split(',') {
                    match Id::read(id) {
                        Ok(id) => {
                            let whole = |near| Some(near).filter(|_| !text.0.contains(','));
                            self.resolver.within(whole, |r| r.owner(&at.key(key), &id));
                        }
                        Err(slip) => self.resolver.faults.push(at.key(key).fault(slip)),
                    }
                }
            }
        }
    }
}
