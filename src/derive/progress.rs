//! What a progress table counts: its rows by recommendation, and how many items stand where.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::amended;
use super::edition::Edition;
use super::standing::{OfPlan, Standing, Standings};
use crate::model::asked::Name;
use crate::model::changed::Changed;
use crate::model::commitment::{self, Commitment};
use crate::model::memo::Memo;
use crate::model::people::OwnerKind;
use crate::model::plan::ResponseValue;
use crate::model::register::{Item, Plan, Register};
use crate::model::scalar::{Id, ItemId};
use crate::model::tracked::Tracked;
use crate::model::update::{Evidence, Status};

/// The progress of a plan.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Progress {
    /// Its recommendations with their rows; actions that answer none come last.
    pub groups: Vec<Group>,
    /// Over all its tracked items.
    pub counts: Counts,
    /// Recommendations and requests by what was answered.
    pub responses: BTreeMap<Option<ResponseValue>, Vec<ItemId>>,
    /// Recommendations, findings and requests that no action answers and that are not tracked themselves.
    pub without_action: Vec<ItemId>,
    /// Proposals and suggestions.
    pub listed: Vec<ItemId>,
}

/// A recommendation and the items tracked under it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Group {
    /// The recommendation; none for actions that answer none.
    pub recommendation: Option<ItemId>,
    /// Its tracked items: its actions, or itself.
    pub rows: Vec<ItemId>,
    /// Over its rows.
    pub counts: Counts,
}

/// How many items stand where; each list holds the items, in the order of the plan.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Counts {
    /// Every tracked item that is a commitment.
    pub items: Vec<ItemId>,
    /// By official status; none for no update.
    pub statuses: BTreeMap<Option<Status>, Vec<ItemId>>,
    /// By evidence.
    pub evidence: BTreeMap<Evidence, Vec<ItemId>>,
    /// With a role as owner.
    pub owner_role: Vec<ItemId>,
    /// With only a team or body as owner.
    pub owner_team: Vec<ItemId>,
    /// Without an owner.
    pub owner_none: Vec<ItemId>,
    /// With a start date.
    pub started_by: Vec<ItemId>,
    /// With a due date.
    pub due_by: Vec<ItemId>,
    /// With a frequency.
    pub frequency: Vec<ItemId>,
    /// Open, without any date or frequency.
    pub undated: Vec<ItemId>,
    /// Overdue.
    pub overdue: Vec<ItemId>,
    /// With a start date that passed and no word that they started.
    pub start_not_confirmed: Vec<ItemId>,
    /// Reported complete or signed off.
    pub complete: Vec<ItemId>,
}

impl Counts {
    /// Items with evidence beyond the owner's own word, and not contradicted.
    pub fn with_evidence(&self) -> usize {
        self.evidence.iter().filter(|(evidence, _)| evidence.counts()).map(|(_, items)| items.len()).sum()
    }

    /// Counts an item with its owners.
    pub(super) fn add(&mut self, register: &Register, owners: &[Id], item: Item<'_>, standing: &Standing) {
        let id = item.id().clone();
        let Some(work) = item.work() else { return };
        self.items.push(id.clone());
        self.statuses.entry(standing.status.map(|(s, _)| s)).or_default().push(id.clone());
        self.evidence.entry(standing.evidence).or_default().push(id.clone());
        let is_role = |id: &Id| register.owner(id).is_some_and(|o| o.kind == OwnerKind::Role);
        let by_owner = match owners {
            [] => &mut self.owner_none,
            some if some.iter().any(is_role) => &mut self.owner_role,
            _ => &mut self.owner_team,
        };
        by_owner.push(id.clone());
        let dated = work.start.is_some() || standing.due.is_some();
        for (holds, list) in [
            (work.start.is_some(), &mut self.started_by),
            (standing.due.is_some(), &mut self.due_by),
            (work.frequency.is_some(), &mut self.frequency),
            (standing.is_open() && !dated && work.frequency.is_none(), &mut self.undated),
            (standing.is_overdue(), &mut self.overdue),
            (standing.start_passed.is_some(), &mut self.start_not_confirmed),
            (standing.status.is_some_and(|(status, _)| status.is_completion()), &mut self.complete),
        ] {
            if holds {
                list.push(id.clone());
            }
        }
    }
}

/// The progress of every plan.
pub fn progress(
    edition: &Edition,
    standings: &Standings,
    kept: &mut Memo<Id, Arc<Progress>>,
    changed: &Changed,
) -> Tracked<Id, Arc<Progress>> {
    let register = &edition.register;
    let of = |id: &Id| match (register.plans.get(id), standings.of(id)) {
        (Some(plan), Some(standings)) => Arc::new(of_plan(register, plan, standings)),
        _ => Arc::default(),
    };
    let all = kept.all(register.plans.keys().cloned().collect(), changed, of);
    Tracked::new(Name::view("progress"), all.into_iter().collect())
}

pub(super) fn of_plan(register: &Register, plan: &Plan, standings: &OfPlan) -> Progress {
    let mut progress = Progress::default();
    for recommendation in plan.recommendations.iter() {
        let reference = &recommendation.reference;
        let commitment = commitment::of_recommendation(plan, recommendation);
        if commitment == Commitment::Listed {
            progress.listed.push(reference.clone());
        }
        let asked = recommendation.requested.is_some() || recommendation.awaits_response;
        if !recommendation.responses.is_empty() || asked {
            let value = commitment::latest_response(recommendation).map(|r| r.value);
            progress.responses.entry(value).or_default().push(reference.clone());
        }
        let none = recommendation.actions.is_empty() && !recommendation.actions_left_out;
        if none && !plan.is_tracked(recommendation) && commitment.is_made() {
            progress.without_action.push(reference.clone());
        }
        progress.groups.push(Group { recommendation: Some(reference.clone()), ..Group::default() });
    }
    progress.groups.push(Group::default());
    for item in plan.tracked() {
        let Some(standing) = standings.get(item.id()) else { continue };
        let reference = item.recommendation.map(|r| &r.reference);
        let group = progress.groups.iter_mut().find(|g| g.recommendation.as_ref() == reference);
        let Some(group) = group else { continue };
        group.rows.push(item.id().clone());
        if commitment::of_item(plan, item).is_made() {
            let owners = amended::owners_now(plan, item);
            group.counts.add(register, &owners, item, standing);
            progress.counts.add(register, &owners, item, standing);
        }
    }
    progress.groups.retain(|g| g.recommendation.is_some() || !g.rows.is_empty());
    progress
}
