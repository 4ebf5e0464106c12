//! What is known of a plan's items at a moment, and how a change moves it.

use std::collections::{BTreeMap, BTreeSet};

use scrutineer::derive::changes::{Change, What};
use scrutineer::derive::moment::Moment;
use scrutineer::derive::schedule::Schedule;
use scrutineer::derive::standing::OfPlan;
use scrutineer::derive::stood::{self, Stood};
use scrutineer::derive::{Views, amended};
use scrutineer::model::date::Date;
use scrutineer::model::plan::ResponseValue;
use scrutineer::model::register::Plan;
use scrutineer::model::scalar::ItemId;
use scrutineer::model::update::{Evidence, Status};

use crate::plan;

/// What is known of one item.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Known {
    status: Option<Status>,
    evidence: Evidence,
    due: Option<Date>,
    rating: Option<ItemId>,
    title: String,
    /// What was answered, of a recommendation.
    answers: Vec<ResponseValue>,
}

/// What is known of all items.
#[derive(Clone, Debug, Default)]
pub(crate) struct State {
    items: BTreeMap<ItemId, Known>,
    pub(crate) overdue: BTreeSet<ItemId>,
    pub(crate) schedules: BTreeMap<ItemId, Schedule>,
    /// By item, the days of all words about it.
    pub(crate) histories: BTreeMap<ItemId, Vec<Date>>,
}

/// The plan at a moment, as one site tells it.
pub(crate) fn at(views: &Views, moment: &Moment) -> State {
    let stood = stood::stood(views, &plan(), moment, None);
    stood.map(|stood| of_stood(&stood)).unwrap_or_default()
}

pub(crate) fn of_stood(stood: &Stood) -> State {
    of(&stood.plan, &stood.standings, &stood.progress.counts.overdue)
}

/// The plan on the day of a site.
pub(crate) fn of_views(views: &Views) -> State {
    let Some(found) = views.edition.register.plans.get(&plan()) else { return State::default() };
    let overdue = &views.progress.get(&plan()).expect("progress").counts.overdue;
    of(found, views.standings.of(&plan()).expect("standings"), overdue)
}

fn of(plan: &Plan, standings: &OfPlan, overdue: &[ItemId]) -> State {
    let mut state = State { overdue: overdue.iter().cloned().collect(), ..State::default() };
    for item in plan.items() {
        let standing = &standings[item.id()];
        let responses = item.recommendation.filter(|_| item.action.is_none());
        let mut answers: Vec<ResponseValue> =
            responses.iter().flat_map(|r| r.responses.iter()).map(|r| r.value).collect();
        answers.sort();
        let known = Known {
            status: standing.status.map(|(status, _)| status),
            evidence: standing.evidence,
            due: standing.due,
            rating: standing.ratings.values().next().map(|(step, _)| step.clone()),
            title: amended::titled(plan, item),
            answers,
        };
        state.items.insert(item.id().clone(), known);
        state.schedules.insert(item.id().clone(), standing.schedule);
        state.histories.insert(item.id().clone(), standing.history.iter().map(|said| said.date).collect());
    }
    state
}

impl State {
    pub(crate) fn known(&self) -> &BTreeMap<ItemId, Known> {
        &self.items
    }

    /// What a change says is done; what it says was before must have been.
    pub(crate) fn apply(&mut self, views: &Views, change: &Change) -> Result<(), String> {
        let plan = views.edition.register.plans.get(&plan()).expect("the plan");
        let Some(id) = &change.item else { return Ok(()) };
        if change.what == What::New {
            let item = plan.item(id).ok_or("a change of no item")?;
            let new = Known {
                status: None,
                evidence: Evidence::None,
                due: item.work().and_then(|w| w.due),
                rating: None,
                title: item.title().to_owned(),
                answers: Vec::new(),
            };
            return match self.items.insert(id.clone(), new) {
                None => Ok(()),
                Some(_) => Err(format!("{id} is new, and was known")),
            };
        }
        let known = self.items.get_mut(id).ok_or(format!("{id} changes, and is not known: {change:?}"))?;
        let was = known.clone();
        let fits = match &change.what {
            What::Status(from, to) => {
                known.status = Some(*to);
                was.status == *from
            }
            What::Evidence(from, to) => {
                known.evidence = *to;
                was.evidence == *from
            }
            What::DueGiven(to) => {
                known.due = Some(*to);
                was.due.is_none()
            }
            What::DueMoved(from, to, days) => {
                known.due = Some(*to);
                was.due == Some(*from) && *days == (to.last() - from.last()).num_days()
            }
            What::Rating(_, from, to) => {
                known.rating = Some(to.clone());
                was.rating == *from
            }
            What::Amended(position) => {
                known.title = plan.amendments[*position].to.0.clone();
                true
            }
            What::Answered(position) => {
                let recommendation =
                    plan.item(id).and_then(|i| i.recommendation).ok_or("no recommendation")?;
                known.answers.push(recommendation.responses[*position].value);
                known.answers.sort();
                true
            }
            _ => true,
        };
        if fits { Ok(()) } else { Err(format!("{change:?} does not fit {was:?}")) }
    }
}

/// A change in words that do not depend on where in the file things stand.
pub(crate) fn told(views: &Views, change: &Change) -> String {
    let plan = views.edition.register.plans.get(&plan()).expect("the plan");
    let item = change.item.as_ref().map_or("the plan", |i| i.0.as_str());
    let what = match &change.what {
        What::Amended(position) => format!("amended to {}", plan.amendments[*position].to.0),
        What::Answered(position) => {
            let found = change.item.as_ref().and_then(|id| plan.item(id)?.recommendation);
            format!("answered {:?}", found.unwrap().responses[*position].value)
        }
        other => format!("{other:?}"),
    };
    format!("{:?} {item}: {what}, said on {:?}", change.moment, change.said.map(|s| s.date))
}
