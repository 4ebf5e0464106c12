//! Updates of one item: two words of one day must agree, unless one of them cites a resolution.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::model::register::{Plan, Register};
use crate::model::scalar::ItemId;
use crate::model::update::{Status, Word};

pub(super) fn check(register: &Register, faults: &mut Vec<Diagnostic>) {
    for (id, plan) in &register.plans {
        contradictions(&id.0, plan, faults);
    }
}

/// The statuses stated of one item on one day, each with whether a resolution is cited.
type Stated = BTreeMap<NaiveDate, Vec<(Status, bool)>>;

fn contradictions(id: &str, plan: &Plan, faults: &mut Vec<Diagnostic>) {
    let mut items: BTreeMap<&ItemId, Stated> = BTreeMap::new();
    let file = format!("content/plans/{id}.yaml");
    let top = Place::top(&file);
    for (position, recommendation) in plan.recommendations.iter().enumerate() {
        let at = top.at("recommendations").at(position);
        for (number, update) in recommendation.part.updates().iter().enumerate() {
            let place = || at.at("updates").at(number);
            add(&mut items, &recommendation.reference, update.date.last(), &update.part, place, faults);
        }
        for (position, action) in recommendation.actions.iter().enumerate() {
            for (number, update) in action.part.updates().iter().enumerate() {
                let place = || at.at("actions").at(position).at("updates").at(number);
                add(&mut items, &action.id, update.date.last(), &update.part, place, faults);
            }
        }
    }
    for (position, action) in plan.actions.iter().enumerate() {
        for (number, update) in action.part.updates().iter().enumerate() {
            let place = || top.at("actions").at(position).at("updates").at(number);
            add(&mut items, &action.id, update.date.last(), &update.part, place, faults);
        }
    }
    for (position, round) in plan.rounds.iter().enumerate() {
        for (item, update) in round.updates.iter() {
            let place = || top.at("rounds").at(position).at("updates").at(item.0.as_str());
            add(&mut items, item, round.date.last(), &update.part, place, faults);
        }
    }
    for (round_id, round) in &plan.round_files {
        for (item, update) in round.updates.iter() {
            let place = || {
                Place::top(format!("content/plans/{id}/{round_id}.yaml")).at("updates").at(item.0.as_str())
            };
            add(&mut items, item, round.date.last(), &update.part, place, faults);
        }
    }
}

fn add<'r>(
    items: &mut BTreeMap<&'r ItemId, Stated>,
    item: &'r ItemId,
    day: NaiveDate,
    word: &Word,
    place: impl Fn() -> Place,
    faults: &mut Vec<Diagnostic>,
) {
    let Some(status) = word.status else { return };
    let cites = word.source.iter().flat_map(|s| s.iter()).any(|s| s.resolution.is_some());
    let stated = items.entry(item).or_default().entry(day).or_default();
    let decided = cites || stated.iter().any(|(_, cites)| *cites);
    if !decided && stated.iter().any(|(other, _)| *other != status) {
        let message = format!("`{item}` has two updates of {day} that state different statuses");
        let help = "keep one of them, correct a date, or cite the resolution that decided: \
                    source: {resolution: MEETING/REF}";
        faults.push(Diagnostic::new(Code::ContradictingUpdates, place().at("status"), message, help));
    }
    stated.push((status, cites));
}
