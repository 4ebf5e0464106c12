//! When a record begins to exist: from `made`, else (for an action) from its recommendation's earliest accepting
//! response, else from the date of its source, else from its parent's birth. Before, it is in no view.

use super::date::Date;
use super::plan::{Action, Recommendation, Response, ResponseValue};
use super::register::{Plan, Register};
use super::source::{Source, Sources};

/// The earlier of two dates, by last day.
fn earliest(dates: impl Iterator<Item = Date>) -> Option<Date> {
    dates.min_by_key(Date::last)
}

/// The date of one source; a short source means the plan's `set_out_in` paper.
pub fn source_date(register: &Register, plan: Option<&Plan>, source: &Source) -> Option<Date> {
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

/// When a recommendation begins.
pub fn recommendation_birth(
    register: &Register,
    plan: &Plan,
    recommendation: &Recommendation,
) -> Option<Date> {
    let source = || plan.sources_of(&recommendation.part).and_then(|s| sources_date(register, Some(plan), s));
    recommendation.part.made.or_else(source).or_else(|| plan_birth(register, plan))
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

/// When an action begins.
pub fn action_birth(
    register: &Register,
    plan: &Plan,
    recommendation: Option<&Recommendation>,
    action: &Action,
) -> Option<Date> {
    let accepted = || recommendation.and_then(|r| accepted_on(register, plan, r));
    let source = || plan.sources_of(&action.part).and_then(|s| sources_date(register, Some(plan), s));
    let parent = || match recommendation {
        Some(recommendation) => recommendation_birth(register, plan, recommendation),
        None => plan_birth(register, plan),
    };
    action.part.made.or_else(accepted).or_else(source).or_else(parent)
}
