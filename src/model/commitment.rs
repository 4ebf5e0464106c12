//! What counts as a commitment. A recommendation or request with responses counts once accepted, in part or in
//! principle; no response and rejected are counts of their own; proposals and suggestions are listed, never counted.

use std::cmp::Reverse;

use chrono::NaiveDate;

use super::birth::response_date;
use super::date::Date;
use super::plan::{Recommendation, RecommendationKind, Response, ResponseValue};
use super::published::Published;
use super::register::{Item, Plan};

/// How an item is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Commitment {
    /// Something the council said it would do; with how it accepted it, where it was asked to.
    Made(Option<ResponseValue>),
    /// Asked, and not answered.
    NoResponse,
    /// Answered, and not accepted.
    NotAccepted(ResponseValue),
    /// A proposal or suggestion.
    Listed,
}

impl Commitment {
    /// Whether it is counted among what the council said it would do.
    pub fn is_made(self) -> bool {
        matches!(self, Commitment::Made(_))
    }
}

/// The response that stands: the latest; of several of one day the one that promises most, whatever their order in the file,
/// so that no answer takes a promise out of the counts which another body gave.
pub fn latest_response(recommendation: &Recommendation) -> Option<&Response> {
    recommendation.responses.iter().max_by_key(|r| rank(r, r.date))
}

fn rank(response: &Response, date: Option<Date>) -> (Option<NaiveDate>, Reverse<ResponseValue>) {
    (date.map(|d| d.last()), Reverse(response.value))
}

/// The response that stands on a day: the latest given by then; one without a date may have been given any time before.
pub fn response_at<'p>(
    published: &Published<'_>,
    plan: &Plan,
    recommendation: &'p Recommendation,
    day: NaiveDate,
) -> Option<&'p Response> {
    let shown = recommendation.responses.iter().filter(|r| published.shows_response(r, plan));
    let dated = shown.map(|r| (response_date(published.all, plan, r), r));
    let given = dated.filter(|(date, _)| date.is_none_or(|d| d.last() <= day));
    given.max_by_key(|(date, response)| rank(response, *date)).map(|(_, response)| response)
}

/// How a recommendation is counted in a view that holds only what was said by its date.
pub fn of_recommendation(plan: &Plan, recommendation: &Recommendation) -> Commitment {
    let asked = recommendation.requested.is_some() || recommendation.awaits_response;
    counted(plan, recommendation, latest_response(recommendation), asked)
}

/// How a recommendation is counted by those of its responses that are known, on a day.
pub fn by_responses(
    plan: &Plan,
    recommendation: &Recommendation,
    is_known: impl Fn(&Response) -> bool,
    day: NaiveDate,
) -> Commitment {
    let requested = recommendation.requested.is_some_and(|d| d.last() <= day);
    let asked = requested || recommendation.awaits_response || !recommendation.responses.is_empty();
    let known = recommendation.responses.iter().filter(|r| is_known(r));
    counted(plan, recommendation, known.max_by_key(|r| rank(r, r.date)), asked)
}

/// How a recommendation of the whole register is counted on a day.
pub fn recommendation_at(
    published: &Published<'_>,
    plan: &Plan,
    recommendation: &Recommendation,
    day: NaiveDate,
) -> Commitment {
    let requested = recommendation.requested.is_some_and(|d| d.last() <= day);
    let asked = requested || !recommendation.responses.is_empty();
    counted(plan, recommendation, response_at(published, plan, recommendation, day), asked)
}

fn counted(
    plan: &Plan,
    recommendation: &Recommendation,
    response: Option<&Response>,
    asked: bool,
) -> Commitment {
    use RecommendationKind::{Proposal, Suggestion};
    use ResponseValue::{Accepted, AcceptedInPrinciple, PartiallyAccepted};
    if matches!(plan.kind_of(recommendation), Proposal | Suggestion) {
        return Commitment::Listed;
    }
    match response.map(|r| r.value) {
        Some(value @ (Accepted | PartiallyAccepted | AcceptedInPrinciple)) => Commitment::Made(Some(value)),
        Some(value) => Commitment::NotAccepted(value),
        None if asked => Commitment::NoResponse,
        None => Commitment::Made(None),
    }
}

/// How an item is counted: an action counts with the recommendation it answers.
pub fn of_item(plan: &Plan, item: Item<'_>) -> Commitment {
    item.recommendation.map_or(Commitment::Made(None), |r| of_recommendation(plan, r))
}

/// How an item of a view was counted on an earlier day: by what had been answered until then.
pub fn of_item_on(plan: &Plan, item: Item<'_>, day: NaiveDate) -> Commitment {
    let given = |response: &Response| response.date.is_none_or(|d| d.last() <= day);
    item.recommendation.map_or(Commitment::Made(None), |r| by_responses(plan, r, given, day))
}
