//! What counts as a commitment. A recommendation or request with responses counts once accepted, in part or in
//! principle; no response and rejected are counts of their own; proposals and suggestions are listed, never counted.

use crate::model::plan::{Recommendation, RecommendationKind, Response, ResponseValue};
use crate::model::register::{Item, Plan};

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

/// The response that stands: the latest.
pub fn latest_response(recommendation: &Recommendation) -> Option<&Response> {
    let date = |r: &Response| r.date.map(|d| d.last());
    recommendation.responses.iter().max_by_key(|r| date(r))
}

/// How a recommendation is counted.
pub fn of_recommendation(plan: &Plan, recommendation: &Recommendation) -> Commitment {
    use RecommendationKind::{Proposal, Suggestion};
    use ResponseValue::{Accepted, AcceptedInPrinciple, PartiallyAccepted};
    if matches!(plan.kind_of(recommendation), Proposal | Suggestion) {
        return Commitment::Listed;
    }
    match latest_response(recommendation).map(|r| r.value) {
        Some(value @ (Accepted | PartiallyAccepted | AcceptedInPrinciple)) => Commitment::Made(Some(value)),
        Some(value) => Commitment::NotAccepted(value),
        None if recommendation.requested.is_some() || recommendation.awaits_response => {
            Commitment::NoResponse
        }
        None => Commitment::Made(None),
    }
}

/// How an item is counted: an action counts with the recommendation it answers.
pub fn of_item(plan: &Plan, item: Item<'_>) -> Commitment {
    item.recommendation.map_or(Commitment::Made(None), |r| of_recommendation(plan, r))
}
