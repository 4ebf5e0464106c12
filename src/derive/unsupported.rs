//! What is called complete, or whose completion was approved, without evidence of its own: who said so, and which
//! resolutions approved it, by name or not.

use std::collections::BTreeMap;

use super::backlinks::Affected;
use super::moment::Moment;
use super::progress::Counts;
use super::standing::Said;
use super::{ItemKey, Views};
use crate::model::meeting::Effect;
use crate::model::plan::Recommendation;
use crate::model::register::Item;
use crate::model::scalar::{Id, ItemId, ResolutionRef};
use crate::model::update::{Evidence, Status};

/// A recommendation or action that is called complete, or approved as complete, without evidence of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// It.
    pub key: ItemKey,
    /// The word that calls it complete or signed off, where its current status does.
    pub said: Option<(Status, Said)>,
    /// What stands behind it: nothing that counts.
    pub evidence: Evidence,
    /// Resolutions that approved its completion and name it.
    pub named: Vec<Affected>,
    /// Resolutions since then that name it and did not approve its completion.
    pub declined: Vec<Affected>,
    /// Resolutions on its recommendation or its plan that approved completion since then and do not name it.
    pub unnamed: Vec<Affected>,
}

/// A resolution that approves completion of a plan, or of a recommendation that has actions, and names no action.
#[derive(Clone, Debug, PartialEq)]
pub struct Whole {
    /// The recommendation; none for the plan as a whole.
    pub of: Option<ItemId>,
    /// The resolution.
    pub by: Affected,
    /// Where the commitments stand that it might cover.
    pub counts: Counts,
}

/// The completions of a plan without evidence.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Unsupported {
    /// Item by item, in the order of the plan.
    pub claims: Vec<Claim>,
    /// Approvals that name no action, oldest first.
    pub wholes: Vec<Whole>,
    /// How many items are called complete or approved at all.
    pub called: usize,
}

/// The completions of a plan that have no evidence of their own.
pub fn unsupported(views: &Views, id: &Id) -> Unsupported {
    let mut found = Unsupported::default();
    let Some(plan) = views.edition.register.plans.get(id) else { return found };
    let progress = views.progress.get(id);
    let groups = progress.into_iter().flat_map(|p| &p.groups);
    let groups: BTreeMap<_, _> = groups.map(|g| (g.recommendation.as_ref(), &g.counts)).collect();
    let on_plan = approvals(views, views.backlinks.plans.get(id));
    for item in plan.items() {
        let key = ItemKey { plan: id.clone(), item: item.id().clone() };
        let Some(standing) = views.standings.get(&key) else { continue };
        let said = standing.status.filter(|(status, _)| status.is_completion());
        let is_group = has_actions(item);
        let mut named = approvals(views, views.backlinks.items.get(&key));
        if is_group {
            // It approves the recommendation, and names none of its actions.
            let counts = groups.get(&Some(item.id())).copied();
            found.wholes.extend(named.iter().map(|by| Whole {
                of: Some(item.id().clone()),
                by: by.clone(),
                counts: counts.cloned().unwrap_or_default(),
            }));
        }
        // What was said after an approval stands above it.
        let last = standing.status.map(|(_, said)| said.date.last());
        named.retain(|by| said.is_some() || !is_group && last <= day(views, by));
        if said.is_none() && named.is_empty() {
            continue;
        }
        found.called += 1;
        if standing.evidence.counts() {
            continue;
        }
        let mut unnamed = on_parent(views, id, item);
        unnamed.extend(on_plan.iter().cloned());
        unnamed.retain(|by| said.is_none_or(|(_, said)| Some(said.date.last()) <= day(views, by)));
        unnamed.retain(|u| !named.iter().any(|n| (&n.meeting, &n.resolution) == (&u.meeting, &u.resolution)));
        let declined = declined(views, &key, said.map(|(_, said)| said));
        found.claims.push(Claim { key, said, evidence: standing.evidence, named, declined, unnamed });
    }
    let counts = progress.map(|p| p.counts.clone()).unwrap_or_default();
    let whole = |by: Affected| Whole { of: None, by, counts: counts.clone() };
    found.wholes.extend(on_plan.into_iter().map(whole));
    found.wholes.sort_by_key(|whole| day(views, &whole.by));
    found
}

/// Resolutions that name an item and did not approve its completion, from the day it was called complete.
fn declined(views: &Views, key: &ItemKey, said: Option<Said>) -> Vec<Affected> {
    let all = views.backlinks.items.get(key).map_or(&[][..], Vec::as_slice);
    let since = said.map(|said| said.date.last());
    let refused = |a: &&Affected| a.effect == Effect::CompletionDeclined && since <= day(views, a);
    all.iter().filter(refused).cloned().collect()
}

fn has_actions(item: Item<'_>) -> bool {
    let has = |r: &Recommendation| !r.actions.is_empty() || r.actions_left_out;
    item.action.is_none() && item.recommendation.is_some_and(has)
}

/// Approvals of the recommendation that an action stands under.
fn on_parent(views: &Views, plan: &Id, item: Item<'_>) -> Vec<Affected> {
    let parent = item.recommendation.filter(|_| item.action.is_some());
    let key = parent.map(|r| ItemKey { plan: plan.clone(), item: r.reference.clone() });
    approvals(views, key.and_then(|key| views.backlinks.items.get(&key)))
}

/// Whether a resolution known before a moment names an item, approves its completion, and was not taken back by then.
pub(super) fn is_approved(views: &Views, key: &ItemKey, to: &Moment) -> bool {
    let known = |a: &&Affected| {
        let meeting = views.edition.register.meetings.get(&a.meeting);
        let named = ResolutionRef { meeting: a.meeting.clone(), resolution: a.resolution.clone() };
        let since = Moment::day(views.known.resolution(&views.edition.register, &named));
        meeting.is_some_and(|m| Moment::of(&a.meeting, m).max(since) < *to)
    };
    let all = views.backlinks.items.get(key).map_or(&[][..], Vec::as_slice);
    let known: Vec<Affected> = all.iter().filter(known).cloned().collect();
    !approvals(views, Some(&known)).is_empty()
}

/// The approvals of completion that no later resolution takes back, oldest first.
fn approvals(views: &Views, affected: Option<&Vec<Affected>>) -> Vec<Affected> {
    let all = affected.map_or(&[][..], Vec::as_slice);
    let back = |a: &&Affected| matches!(a.effect, Effect::CompletionDeclined | Effect::Reopened);
    let taken_back = all.iter().filter(back).map(|a| day(views, a)).max();
    let approved = all.iter().filter(|a| a.effect == Effect::CompletionApproved);
    let mut approved: Vec<Affected> =
        approved.filter(|a| taken_back.is_none_or(|back| back < day(views, a))).cloned().collect();
    approved.sort_by_key(|a| day(views, a));
    approved
}

/// The last day of a resolution's meeting.
fn day(views: &Views, of: &Affected) -> Option<chrono::NaiveDate> {
    views.edition.register.meetings.get(&of.meeting).map(|m| m.date.last())
}
