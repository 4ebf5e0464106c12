//! Updates of one item: two words of one day must agree unless one of them cites a resolution, and "signed off" needs a
//! resolution that approves this item's completion.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::diagnostic::{Code, Diagnostic, Slip};
use crate::model::meeting::Effect;
use crate::model::register::{Plan, Register};
use crate::model::scalar::{Id, ItemId, ResolutionRef};
use crate::model::trail::Trail;
use crate::model::update::{Status, Word};
use crate::model::work::Work;

pub(super) fn check(register: &Register, faults: &mut Vec<Diagnostic>) {
    for (id, plan) in &register.plans {
        let mut days = Days::new();
        each(id, plan, &mut |_, said| count(&mut days, said));
        each(id, plan, &mut |trail, said| {
            faults.extend(contradiction(&days, said).map(|slip| trail.key("status").fault(slip)));
            faults.extend(unsigned(register, id, said).map(|slip| trail.key("status").fault(slip)));
        });
    }
}

/// A status stated of an item.
struct Said<'r> {
    item: &'r ItemId,
    day: NaiveDate,
    status: Status,
    word: &'r Word,
}

impl<'r> Said<'r> {
    /// The resolutions it cites.
    fn resolutions(&self) -> impl Iterator<Item = &'r ResolutionRef> {
        self.word.source.iter().flat_map(|s| s.iter()).filter_map(|s| s.resolution.as_ref())
    }
}

/// The statuses stated of an item on a day: those that cite a resolution, and the others.
type Days<'r> = BTreeMap<(&'r ItemId, NaiveDate), (Vec<Status>, Vec<Status>)>;

fn count<'r>(days: &mut Days<'r>, said: &Said<'r>) {
    let (deciding, plain) = days.entry((said.item, said.day)).or_default();
    let list = if said.resolutions().next().is_some() { deciding } else { plain };
    if !list.contains(&said.status) {
        list.push(said.status);
    }
}

/// The words of one day that stand must state one status: those that cite a resolution, else all. The first stated is
/// taken as meant, so the fault stands at the others.
fn contradiction(days: &Days<'_>, said: &Said<'_>) -> Option<Slip> {
    let (deciding, plain) = days.get(&(said.item, said.day))?;
    let cites = said.resolutions().next().is_some();
    let standing = if deciding.is_empty() { plain } else { deciding };
    let judged = cites || deciding.is_empty();
    (judged && standing.len() > 1 && standing.first() != Some(&said.status)).then(|| {
        let message =
            format!("`{}` has two updates of {} that state different statuses", said.item, said.day);
        let help = "keep one of them, correct a date, or let one alone cite the resolution that decided: \
                    source: {resolution: MEETING/REF}";
        Slip::new(Code::ContradictingUpdates, message, help)
    })
}

/// "Signed off" cites a resolution with the effect `completion_approved` that names the item.
fn unsigned(register: &Register, plan: &Id, said: &Said<'_>) -> Option<Slip> {
    if said.status != Status::SignedOff {
        return None;
    }
    let names = |reference: &ResolutionRef| {
        // A meeting whose file is broken may well hold it.
        let broken = register.broken.contains(&format!("content/meetings/{}.yaml", reference.meeting));
        let affects = register.resolution(reference).into_iter().flat_map(|(_, r)| r.affects.iter());
        let mut approved =
            affects.filter(|a| a.effect == Effect::CompletionApproved).flat_map(|a| a.of.iter());
        broken || approved.any(|of| of.plan == *plan && of.item.as_ref() == Some(said.item))
    };
    // A resolution that does not exist is told at its own place.
    let unknown = said.resolutions().any(|r| register.resolution(r).is_none());
    (!unknown && !said.resolutions().any(names)).then(|| {
        let message = format!("no resolution that approves the completion of `{}` is cited", said.item);
        let help = format!(
            "cite it with source: {{resolution: MEETING/REF}}, and let that resolution have affects: \
             [{{of: {plan}/{}, effect: completion_approved}}]; or write status: complete",
            said.item
        );
        Slip::new(Code::SignedOffWithoutResolution, message, help)
    })
}

/// What is done with each status stated.
type See<'s, 'r> = dyn FnMut(&Trail<'_>, &Said<'r>) + 's;

/// Calls `see` for each update of a plan that states a status, wherever it is written.
fn each<'r>(id: &Id, plan: &'r Plan, see: &mut See<'_, 'r>) {
    let file = format!("content/plans/{id}.yaml");
    let top = Trail::top(&file);
    for (position, recommendation) in plan.recommendations.iter().enumerate() {
        let list = top.key("recommendations");
        let at = list.index(position);
        own(&at, &recommendation.reference, &recommendation.part, see);
        for (position, action) in recommendation.actions.iter().enumerate() {
            own(&at.key("actions").index(position), &action.id, &action.part, see);
        }
    }
    for (position, action) in plan.actions.iter().enumerate() {
        own(&top.key("actions").index(position), &action.id, &action.part, see);
    }
    for (position, round) in plan.rounds.iter().enumerate() {
        in_round(&top.key("rounds").index(position), round, see);
    }
    for (round_id, round) in &plan.round_files {
        let file = format!("content/plans/{id}/{round_id}.yaml");
        in_round(&Trail::top(&file), round, see);
    }
}

fn own<'r>(at: &Trail<'_>, item: &'r ItemId, work: &'r Work, see: &mut See<'_, 'r>) {
    for (position, update) in work.updates().iter().enumerate() {
        if let Some(status) = update.part.status {
            let said = Said { item, day: update.date.last(), status, word: &update.part };
            see(&at.key("updates").index(position), &said);
        }
    }
}

fn in_round<'r>(at: &Trail<'_>, round: &'r crate::model::update::Round, see: &mut See<'_, 'r>) {
    for (item, update) in round.updates.iter() {
        if let Some(status) = update.part.status {
            let said = Said { item, day: round.date.last(), status, word: &update.part };
            see(&at.key("updates").key(&item.0), &said);
        }
    }
}
