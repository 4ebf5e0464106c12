//! When a record begins to exist: from `made`, else (for an action) from its recommendation's earliest accepting
//! response, else from the date of its source, else from its parent's birth. Before, it is in no view.

use std::cell::OnceCell;

use super::date::Date;
use super::plan::{Action, Recommendation, Response, ResponseValue};
use super::register::{Item, Plan, Register};
use super::source::{Source, Sources};
use super::work::Work;

/// The earlier of two dates, by last day.
fn earliest(dates: impl Iterator<Item = Date>) -> Option<Date> {
    dates.min_by_key(Date::last)
}

/// The date of one source; a short source means the plan's `set_out_in` paper.
pub fn source_date(register: &Register, plan: Option<&Plan>, source: &Source) -> Option<Date> {
    // It was emptied, since it is not published: it says nothing of when.
    if *source == Source::default() {
        return None;
    }
    if let Some(reference) = &source.resolution {
        return register.meetings.get(&reference.meeting).map(|m| m.date);
    }
    if source.url.is_some() || source.title.is_some() || source.date.is_some() {
        return source.date;
    }
    let paper = source.paper.as_ref().or(plan.and_then(|p| p.set_out_in.as_ref()))?;
    register.paper_date(paper)
}

/// The earliest date of several sources.
pub fn sources_date(register: &Register, plan: Option<&Plan>, sources: &Sources) -> Option<Date> {
    earliest(sources.iter().filter_map(|s| source_date(register, plan, s)))
}

/// When a plan begins: the paper that sets it out, else its default source, else its first record that says so.
pub fn plan_birth(register: &Register, plan: &Plan) -> Option<Date> {
    let set_out = plan.set_out_in.as_ref().and_then(|p| register.paper_date(p));
    let default = || plan.defaults.as_ref().and_then(|d| sources_date(register, Some(plan), &d.source));
    let first = || {
        let actions = plan.items().filter_map(|i| i.work()).filter_map(|w| w.made);
        let sources = plan.items().filter_map(|i| i.work()?.source.as_ref());
        earliest(actions.chain(sources.filter_map(|s| sources_date(register, Some(plan), s))))
    };
    set_out.or_else(default).or_else(first)
}

/// The date of a response: its own, else that of its meeting, else that of its source.
pub fn response_date(register: &Register, plan: &Plan, response: &Response) -> Option<Date> {
    let meeting = || response.at.as_ref().and_then(|at| register.meetings.get(&at.meeting)).map(|m| m.date);
    let source = || sources_date(register, Some(plan), &response.source);
    response.date.or_else(meeting).or_else(source)
}

/// The earliest response that accepts a recommendation, in part or in principle included.
pub fn accepted_on(register: &Register, plan: &Plan, recommendation: &Recommendation) -> Option<Date> {
    use ResponseValue::{Accepted, AcceptedInPrinciple, PartiallyAccepted};
    let accepting = recommendation
        .responses
        .iter()
        .filter(|r| matches!(r.value, Accepted | PartiallyAccepted | AcceptedInPrinciple));
    earliest(accepting.filter_map(|r| response_date(register, plan, r)))
}

/// When the records of one plan begin. The plan's own birth may follow from all of them, so it is worked out once.
#[derive(Debug)]
pub struct Births<'r> {
    register: &'r Register,
    /// The plan.
    pub plan: &'r Plan,
    of_plan: OnceCell<Option<Date>>,
}

impl<'r> Births<'r> {
    /// The births of a plan's records.
    pub fn new(register: &'r Register, plan: &'r Plan) -> Self {
        Births { register, plan, of_plan: OnceCell::new() }
    }

    /// When the plan begins.
    pub fn plan(&self) -> Option<Date> {
        *self.of_plan.get_or_init(|| plan_birth(self.register, self.plan))
    }

    fn sources(&self, work: &Work) -> Option<Date> {
        self.plan.sources_of(work).and_then(|s| sources_date(self.register, Some(self.plan), s))
    }

    /// When a recommendation begins.
    pub fn recommendation(&self, recommendation: &Recommendation) -> Option<Date> {
        let part = &recommendation.part;
        part.made.or_else(|| self.sources(part)).or_else(|| self.plan())
    }

    /// When a recommendation or action begins.
    pub fn of(&self, item: Item<'_>) -> Option<Date> {
        match (item.action, item.recommendation) {
            (Some(action), of) => self.action(of, action),
            (None, Some(recommendation)) => self.recommendation(recommendation),
            (None, None) => None,
        }
    }

    /// When an action begins.
    pub fn action(&self, recommendation: Option<&Recommendation>, action: &Action) -> Option<Date> {
        let accepted = || recommendation.and_then(|r| accepted_on(self.register, self.plan, r));
        let parent = || recommendation.map_or_else(|| self.plan(), |r| self.recommendation(r));
        action.part.made.or_else(accepted).or_else(|| self.sources(&action.part)).or_else(parent)
    }
}
