//! Action plans: what was recommended, what was answered, what the council said it would do, and by when.

use schemars::JsonSchema;
use serde::Deserialize;
use serde::de::MapAccess;

use super::date::Date;
use super::measure::Measure;
use super::record::{Common, Dated, Joined, Part, Record, Wording, set};
use super::scalar::{AnswerRef, Id, ItemId, ItemRef, ResolutionRef, Text, YesNo, given};
use super::shape::List;
use super::source::{Owners, Sources};
use super::update::{Evidence, Round, Update};

/// How often a recurring action happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum Frequency {
    /// All the time.
    Continuous,
    /// Every day.
    Daily,
    /// Every week.
    Weekly,
    /// Every two weeks.
    TwoWeekly,
    /// Every month.
    Monthly,
    /// Every quarter.
    Quarterly,
    /// Every six months.
    SixMonthly,
    /// Every year.
    Yearly,
    /// At each meeting of the body that monitors it.
    EachMeeting,
    /// Again and again, no interval stated.
    Rolling,
}

/// The keys of everything that can be tracked: actions, and recommendations tracked themselves.
#[derive(Clone, Debug, Default, PartialEq, JsonSchema)]
pub struct Work {
    /// What is to be done, in full.
    pub text: Option<Text>,
    /// Who is to do it, the first leading.
    pub owner: Option<Owners>,
    /// Who answers for it.
    pub answerable: Option<Owners>,
    /// When it was promised or recommended.
    pub made: Option<Date>,
    /// When it is to begin.
    pub start: Option<Date>,
    /// When it is to be done.
    pub due: Option<Date>,
    /// How often it is to happen.
    pub frequency: Option<Frequency>,
    /// A limit it sets itself, such as "24 hours".
    pub limit: Option<Text>,
    /// What has to be true for it to be done.
    pub done_when: Option<List<Text>>,
    /// Where it is set out.
    pub source: Option<Sources>,
    /// Measures that show whether it works.
    pub measures: Option<List<ItemId>>,
    /// Threads it belongs to.
    pub threads: Option<List<Id>>,
    /// Whether it is marked as a priority.
    pub priority: Option<YesNo>,
    /// The action of an earlier plan that it carries on.
    pub continues: Option<ItemRef>,
    /// Dated words about it.
    pub updates: Option<List<Update>>,
}

impl Part for Work {
    const DATES: &'static [&'static str] = &["made", "start", "due"];

    fn take<'de, A: MapAccess<'de>>(&mut self, key: &str, map: &mut A) -> Result<bool, A::Error> {
        match key {
            "text" => set(&mut self.text, "text", map)?,
            "owner" => set(&mut self.owner, "owner", map)?,
            "answerable" => set(&mut self.answerable, "answerable", map)?,
            "made" => set(&mut self.made, "made", map)?,
            "start" => set(&mut self.start, "start", map)?,
            "due" => set(&mut self.due, "due", map)?,
            "frequency" => set(&mut self.frequency, "frequency", map)?,
            "limit" => set(&mut self.limit, "limit", map)?,
            "done_when" => set(&mut self.done_when, "done_when", map)?,
            "source" => set(&mut self.source, "source", map)?,
            "measures" => set(&mut self.measures, "measures", map)?,
            "threads" => set(&mut self.threads, "threads", map)?,
            "priority" => set(&mut self.priority, "priority", map)?,
            "continues" => set(&mut self.continues, "continues", map)?,
            "updates" => set(&mut self.updates, "updates", map)?,
            _ => return Ok(false),
        }
        Ok(true)
    }
}

impl Work {
    /// Its updates as written.
    pub fn updates(&self) -> &[Update] {
        self.updates.as_ref().map_or(&[], |u| u.as_slice())
    }

    /// Whether any key says that the record is tracked itself.
    pub fn is_tracked(&self) -> bool {
        self.owner.is_some()
            || self.answerable.is_some()
            || self.start.is_some()
            || self.due.is_some()
            || self.frequency.is_some()
            || self.limit.is_some()
            || self.done_when.is_some()
            || self.measures.is_some()
            || self.priority.is_some()
            || self.continues.is_some()
            || self.updates.is_some()
    }
}

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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, JsonSchema)]
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
    pub actions: List<Action>,
}

/// A recommendation, finding, request, undertaking, proposal or suggestion.
pub type Recommendation = Joined<Work, Joined<Common, RecommendationKeys>>;

/// Whose references a plan uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
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
    pub recommendations: List<Recommendation>,
    /// Actions that answer no recommendation.
    #[serde(default)]
    pub actions: List<Action>,
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

/// A plan as its file has it.
pub type PlanFile = Record<PlanKeys>;
