//! Action plans: what was recommended, what was answered, what the council said it would do, and by when.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::date::Date;
use super::joined::Joined;
use super::measure::Measure;
use super::record::{Common, Dated, Record, Wording};
use super::scalar::{AnswerRef, Id, ItemId, ResolutionRef, Text, given};
use super::shape::List;
use super::source::{Owners, Sources};
use super::tracked::Watched;
use super::update::{Evidence, Round};
use super::work::Work;

/// The keys of an action's own.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ActionKeys {
    /// Its id in the plan.
    pub id: ItemId,
    /// The action in a line.
    pub title: Text,
}

/// What the council said it would do.
pub type Action = Joined<Work, Joined<Common, ActionKeys>>;

/// What a recommendation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum RecommendationKind {
    /// A recommendation.
    Recommendation,
    /// A finding that the plan answers.
    Finding,
    /// A request.
    Request,
    /// Something undertaken without being asked.
    Undertaking,
    /// Something proposed; listed, never counted as a commitment.
    Proposal,
    /// Something suggested; listed, never counted as a commitment.
    Suggestion,
}

/// What the body addressed said to a recommendation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum ResponseValue {
    /// Accepted.
    Accepted,
    /// Accepted in part.
    PartiallyAccepted,
    /// Accepted in principle.
    AcceptedInPrinciple,
    /// Put off.
    Deferred,
    /// Rejected.
    Rejected,
    /// Noted only.
    Noted,
    /// No response is required.
    NotRequired,
}

/// A response to a recommendation.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ResponseKeys {
    /// What was said.
    pub value: ResponseValue,
    /// Who said it.
    #[serde(default, deserialize_with = "given")]
    pub by: Option<Id>,
    /// The resolution that said it.
    #[serde(default, deserialize_with = "given")]
    pub at: Option<ResolutionRef>,
    /// When.
    #[serde(default, deserialize_with = "given")]
    pub date: Option<Date>,
    /// The response in words.
    #[serde(default, deserialize_with = "given")]
    pub text: Option<Text>,
    /// Why.
    #[serde(default, deserialize_with = "given")]
    pub reason: Option<Text>,
    /// Where it is told.
    #[serde(default)]
    pub source: Sources,
}

/// A response to a recommendation.
pub type Response = Dated<ResponseKeys>;

/// The keys of a recommendation's own.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RecommendationKeys {
    /// Its reference in the plan.
    #[serde(rename = "ref")]
    pub reference: ItemId,
    /// The recommendation in a line.
    pub title: Text,
    /// What it is.
    #[serde(default, deserialize_with = "given")]
    pub kind: Option<RecommendationKind>,
    /// Who made it.
    #[serde(default)]
    pub made_by: Owners,
    /// Whom it addresses.
    #[serde(default)]
    pub to: Owners,
    /// What it answers: findings `PAPER#REF` or recommendations `PLAN/REF`.
    #[serde(default)]
    pub answers: List<AnswerRef>,
    /// The body that monitors it.
    #[serde(default, deserialize_with = "given")]
    pub monitored_by: Option<Id>,
    /// What was said to it.
    #[serde(default)]
    pub responses: List<Response>,
    /// When a response was asked for.
    #[serde(default, deserialize_with = "given")]
    pub requested: Option<Date>,
    /// What the council said it would do about it.
    #[serde(default)]
    pub actions: Watched<List<Action>>,
    /// Not written: set in a view from which every response is left out as later, so that the record reads as unanswered.
    #[serde(skip)]
    #[schemars(skip)]
    pub awaits_response: bool,
    /// Not written: set in a view from which actions of it are left out, so that it does not read as one without actions.
    #[serde(skip)]
    #[schemars(skip)]
    pub actions_left_out: bool,
}

impl RecommendationKeys {
    /// Whether all keys but that of actions hold the same.
    fn same_but_actions(&self, other: &Self) -> bool {
        // Each key is named, so that none that is added is forgotten.
        let RecommendationKeys {
            reference,
            title,
            kind,
            made_by,
            to,
            answers,
            monitored_by,
            responses,
            requested,
            actions: _,
            awaits_response,
            actions_left_out,
        } = self;
        *reference == other.reference
            && *title == other.title
            && *kind == other.kind
            && *made_by == other.made_by
            && *to == other.to
            && *answers == other.answers
            && *monitored_by == other.monitored_by
            && *responses == other.responses
            && *requested == other.requested
            && *awaits_response == other.awaits_response
            && *actions_left_out == other.actions_left_out
    }
}

impl Recommendation {
    /// Whether another holds the same beside its actions.
    pub(super) fn same_but_actions(&self, other: &Self) -> bool {
        let own = |own: &Joined<Common, RecommendationKeys>, other: &Joined<_, _>| {
            own.same(other, RecommendationKeys::same_but_actions)
        };
        self.same(other, own)
    }
}

/// A recommendation, finding, request, undertaking, proposal or suggestion.
pub type Recommendation = Joined<Work, Joined<Common, RecommendationKeys>>;

/// Whose references a plan uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum RefsBy {
    /// The council's.
    Council,
    /// Given by the author of this site; said on the page.
    Site,
}

/// What the records of a plan take where they do not say otherwise.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Defaults {
    /// What its recommendations are.
    #[serde(default, deserialize_with = "given")]
    pub kind: Option<RecommendationKind>,
    /// Where its records come from.
    #[serde(default)]
    pub source: Sources,
    /// Whose words its texts are.
    #[serde(default, deserialize_with = "given")]
    pub wording: Option<Wording>,
    /// What stands behind its updates.
    #[serde(default, deserialize_with = "given")]
    pub evidence: Option<Evidence>,
}

/// What an amendment changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum AmendedField {
    /// The title.
    Title,
    /// The text.
    Text,
    /// The owner: ids, separated by commas.
    Owner,
    /// A measure's target, in words.
    Target,
}

/// A dated change to the first published words, which the record keeps.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AmendmentKeys {
    /// When it was agreed.
    pub date: Date,
    /// The record it changed.
    pub of: ItemId,
    /// What it changed.
    pub field: AmendedField,
    /// The words before.
    pub from: Text,
    /// The words after.
    pub to: Text,
    /// Why.
    pub reason: Text,
    /// The resolution that agreed it.
    #[serde(default, deserialize_with = "given")]
    pub agreed_at: Option<ResolutionRef>,
}

/// A dated change of words.
pub type Amendment = Dated<AmendmentKeys>;

/// `content/plans/ID.yaml`.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PlanKeys {
    /// The plan's title.
    pub title: Text,
    /// What it is about.
    pub summary: Text,
    /// The body that monitors it.
    #[serde(default, deserialize_with = "given")]
    pub body: Option<Id>,
    /// The paper it answers.
    #[serde(default, deserialize_with = "given")]
    pub responds_to: Option<Id>,
    /// The paper that sets it out.
    #[serde(default, deserialize_with = "given")]
    pub set_out_in: Option<Id>,
    /// Who carries it out.
    #[serde(default)]
    pub owner: Owners,
    /// Who answers for it.
    #[serde(default)]
    pub answerable: Owners,
    /// Whose references it uses.
    #[serde(default, deserialize_with = "given")]
    pub refs_by: Option<RefsBy>,
    /// Meetings it came before.
    #[serde(default)]
    pub came_before: List<Id>,
    /// Plans it replaces.
    #[serde(default)]
    pub replaces: List<Id>,
    /// What its records take where they do not say otherwise.
    #[serde(default, deserialize_with = "given")]
    pub defaults: Option<Defaults>,
    /// Its recommendations, each with its actions.
    #[serde(default)]
    pub recommendations: Watched<List<Recommendation>>,
    /// Actions that answer no recommendation.
    #[serde(default)]
    pub actions: Watched<List<Action>>,
    /// What is measured.
    #[serde(default)]
    pub measures: List<Measure>,
    /// Rounds of updates.
    #[serde(default)]
    pub rounds: List<Round>,
    /// Changes to the first published words.
    #[serde(default)]
    pub amendments: List<Amendment>,
}

impl PlanKeys {
    /// Whether all keys but those of recommendations and actions hold the same.
    pub(super) fn same_but_items(&self, other: &Self) -> bool {
        // Each key is named, so that none that is added is forgotten.
        let PlanKeys {
            title,
            summary,
            body,
            responds_to,
            set_out_in,
            owner,
            answerable,
            refs_by,
            came_before,
            replaces,
            defaults,
            recommendations: _,
            actions: _,
            measures,
            rounds,
            amendments,
        } = self;
        *title == other.title
            && *summary == other.summary
            && *body == other.body
            && *responds_to == other.responds_to
            && *set_out_in == other.set_out_in
            && *owner == other.owner
            && *answerable == other.answerable
            && *refs_by == other.refs_by
            && *came_before == other.came_before
            && *replaces == other.replaces
            && *defaults == other.defaults
            && *measures == other.measures
            && *rounds == other.rounds
            && *amendments == other.amendments
    }
}

/// A plan as its file has it.
pub type PlanFile = Record<PlanKeys>;
