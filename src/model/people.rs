//! Who acts: bodies that meet or inspect, and owners, which are roles or teams. Their ids share one namespace.

use schemars::JsonSchema;
use serde::Deserialize;

use super::record::Record;
use super::scalar::{Id, Text, given};
use super::shape::List;
use super::source::Sources;

/// What a body is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum BodyKind {
    /// The full council, or the council as a whole.
    Council,
    /// The cabinet or executive board.
    Executive,
    /// A scrutiny board or committee.
    ScrutinyBoard,
    /// A task and finish group.
    TaskGroup,
    /// A board of officers.
    OfficerBoard,
    /// A partnership.
    Partnership,
    /// A partner organisation.
    Partner,
    /// An inspectorate.
    Inspectorate,
    /// Central government.
    Government,
    /// A public inquiry.
    Inquiry,
    /// Another body.
    Other,
}

/// A body that meets, inspects or takes part.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BodyKeys {
    /// Its id, shared namespace with owners.
    pub id: Id,
    /// Its name.
    pub name: Text,
    /// What it is.
    pub kind: BodyKind,
    /// What should be known about it.
    #[serde(default, deserialize_with = "given")]
    pub about: Option<Text>,
}

/// What an owner is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum OwnerKind {
    /// A post that one person holds at a time, or all holders of such a post.
    Role,
    /// A team or service.
    Team,
}

/// A role or team that answers for actions.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OwnerKeys {
    /// Its id, shared namespace with bodies.
    pub id: Id,
    /// Its name.
    pub name: Text,
    /// What it is.
    pub kind: OwnerKind,
    /// The body it belongs to.
    #[serde(default, deserialize_with = "given")]
    pub body: Option<Id>,
    /// What should be known about it.
    #[serde(default, deserialize_with = "given")]
    pub about: Option<Text>,
}

/// A body.
pub type Body = Record<BodyKeys>;
/// An owner.
pub type Owner = Record<OwnerKeys>;

/// `content/bodies.yaml`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BodiesFile {
    /// All bodies.
    pub bodies: List<Body>,
}

/// `content/owners.yaml`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OwnersFile {
    /// All owners.
    pub owners: List<Owner>,
}

/// One concern followed across inspections.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ThreadKeys {
    /// Its id.
    pub id: Id,
    /// Its title.
    pub title: Text,
    /// What it is about.
    pub summary: Text,
}

/// A thread.
pub type Thread = Record<ThreadKeys>;

/// `content/threads.yaml`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ThreadsFile {
    /// All threads.
    pub threads: List<Thread>,
}

/// How two sources stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum DisagreementKind {
    /// They say different things.
    Disagree,
    /// It cannot be told whether they agree.
    Unclear,
    /// One asks, none answers.
    Unanswered,
}

/// Two places in the papers that do not fit together.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DisagreementKeys {
    /// Its id.
    pub id: Id,
    /// How they stand to each other.
    pub kind: DisagreementKind,
    /// The places.
    pub between: Sources,
    /// What does not fit.
    pub note: Text,
}

/// A disagreement.
pub type Disagreement = Record<DisagreementKeys>;

/// `content/disagreements.yaml`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DisagreementsFile {
    /// All disagreements.
    pub disagreements: List<Disagreement>,
}

/// Something that happened which is no meeting, paper or update.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EventKeys {
    /// When.
    pub date: super::date::Date,
    /// What, in a few words.
    pub title: Text,
    /// What should be known about it.
    #[serde(default, deserialize_with = "given")]
    pub text: Option<Text>,
    /// Where it is told.
    #[serde(default)]
    pub source: Sources,
}

/// An event.
pub type Event = Record<EventKeys>;

/// `content/events.yaml`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EventsFile {
    /// All events.
    pub events: List<Event>,
}
