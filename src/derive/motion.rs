//! What a motion calls for, and what each call led to, as far as records cite it.

use std::collections::{BTreeMap, BTreeSet};

use super::edition::Edition;
use super::{ItemKey, Views};
use crate::model::asked::Name;
use crate::model::plan::RecommendationKind;
use crate::model::register::{Item, Paper, Plan};
use crate::model::scalar::{AnswerRef, Id, ItemRef};
use crate::model::tracked::Tracked;

/// Records that answer or carry on a record, by that record.
pub type Answering = Tracked<ItemKey, Vec<ItemKey>>;

/// Which records answer or carry on which.
pub fn answering(edition: &Edition) -> Answering {
    let mut answering = Answering::new(Name::view("answering"), BTreeMap::new());
    let of =
        |reference: &ItemRef| Some(ItemKey { plan: reference.plan.clone(), item: reference.item.clone()? });
    for (id, plan) in &edition.register.plans {
        for item in plan.items() {
            let own = || ItemKey { plan: id.clone(), item: item.id().clone() };
            let recommendation = item.recommendation.filter(|_| item.action.is_none());
            let answers =
                recommendation.iter().flat_map(|r| r.answers.iter()).filter_map(|answer| match answer {
                    AnswerRef::Recommendation(reference) => of(reference),
                    AnswerRef::Finding(..) => None,
                });
            let continues = item.work().and_then(|w| w.continues.as_ref()).and_then(of);
            for earlier in answers.chain(continues) {
                answering.entry(earlier).or_default().push(own());
            }
        }
    }
    answering
}

/// What a motion calls for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    /// A call in the paper's header, by position.
    Ask(usize),
    /// A recommendation, request or proposal set out in it.
    Item(ItemKey),
}

/// A call with what it led to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// The call.
    pub asked: Asked,
    /// Records that stand under it, answer it or come from the resolution that decided it.
    pub led_to: Vec<ItemKey>,
}

/// The calls of a motion, and the other records that cite it.
pub fn calls(views: &Views, id: &Id, paper: &Paper) -> (Vec<Call>, Vec<ItemKey>) {
    let mut calls: Vec<Call> = paper
        .header
        .asks
        .iter()
        .enumerate()
        .map(|(position, ask)| {
            let decision = ask.decision.as_ref().map(|at| (at.meeting.clone(), at.resolution.clone()));
            let resolved = decision.and_then(|key| views.resolved.get(&key));
            let turned = resolved.iter().flat_map(|r| r.turns.iter().map(|turn| &turn.key));
            let keys = resolved.iter().flat_map(|r| r.set_out.iter()).chain(turned);
            let mut seen = BTreeSet::new();
            let led_to = keys.filter(|key| seen.insert(*key)).cloned().collect();
            Call { asked: Asked::Ask(position), led_to }
        })
        .collect();
    let mut others = Vec::new();
    let cited = cited(views, id);
    let set_out = views.backlinks.set_out.get(id).into_iter().flatten();
    let plans: BTreeSet<&Id> = set_out.chain(cited.keys().copied()).collect();
    for plan_id in plans {
        let Some(plan) = views.edition.register.plans.get(plan_id) else { continue };
        let all = plan.set_out_in.as_ref() == Some(id);
        let Some(cited) = cited.get(plan_id).or(all.then_some(&NONE)) else { continue };
        for item in plan.items() {
            let key = ItemKey { plan: plan_id.clone(), item: item.id().clone() };
            let cites = cited.contains(&key);
            match is_call(plan, item) {
                true if all || cites => {
                    let led_to = led_to(views, &key, item);
                    calls.push(Call { asked: Asked::Item(key), led_to });
                }
                // In a plan that the motion sets out, actions stand with their calls.
                false if cites && !(all && item.action.is_some()) => others.push(key),
                _ => {}
            }
        }
    }
    (calls, others)
}

static NONE: BTreeSet<ItemKey> = BTreeSet::new();

/// Records that cite a place of a paper, by plan.
fn cited<'v>(views: &'v Views, id: &Id) -> BTreeMap<&'v Id, BTreeSet<ItemKey>> {
    let mut cited: BTreeMap<&Id, BTreeSet<ItemKey>> = BTreeMap::new();
    for key in views.backlinks.cited.get(id).into_iter().flat_map(BTreeMap::values).flatten() {
        cited.entry(&key.plan).or_default().insert(key.clone());
    }
    cited
}

/// Whether a record asks for something, rather than saying what will be done or was found.
fn is_call(plan: &Plan, item: Item<'_>) -> bool {
    use RecommendationKind::{Proposal, Recommendation, Request, Suggestion};
    let asks = |kind| matches!(kind, Proposal | Recommendation | Request | Suggestion);
    item.action.is_none() && item.recommendation.is_some_and(|r| asks(plan.kind_of(r)))
}

fn led_to(views: &Views, key: &ItemKey, item: Item<'_>) -> Vec<ItemKey> {
    let under = item.recommendation.iter().flat_map(|r| r.actions.iter());
    let under = under.map(|action| ItemKey { plan: key.plan.clone(), item: action.id.clone() });
    under.chain(views.answering.get(key).into_iter().flatten().cloned()).collect()
}
