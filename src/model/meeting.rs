//! Meetings and what they resolved.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::date::Date;
use super::record::Record;
use super::scalar::{Id, ItemId, ItemRef, Text, given};
use super::shape::{List, Many};
use super::source::Sources;

/// Whether a meeting took place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum MeetingStatus {
    /// It is to take place.
    Scheduled,
    /// It took place.
    Held,
    /// It was announced; no paper here shows that it took place.
    NotConfirmed,
    /// It was cancelled.
    Cancelled,
    /// It was put off.
    Postponed,
}

impl MeetingStatus {
    /// Whether it does not take place on its day.
    pub fn is_called_off(self) -> bool {
        matches!(self, MeetingStatus::Cancelled | MeetingStatus::Postponed)
    }
}

/// How far the minutes are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum Minutes {
    /// There are none.
    None,
    /// Not confirmed by the next meeting yet.
    Draft,
    /// Confirmed as a correct record.
    Confirmed,
}

/// Somebody who attended.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Attendance {
    /// In which role.
    pub role: Text,
    /// The name, where the minutes give it.
    #[serde(default, deserialize_with = "given")]
    pub name: Option<Text>,
}

/// What a resolution does, as a verb of the minutes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum Verb {
    /// Noted.
    Noted,
    /// Approved.
    Approved,
    /// Endorsed.
    Endorsed,
    /// Recommended.
    Recommended,
    /// Agreed.
    Agreed,
    /// Requested.
    Requested,
    /// Referred.
    Referred,
    /// Deferred.
    Deferred,
    /// Declined.
    Declined,
    /// Signed off.
    SignedOff,
    /// Closed.
    Closed,
}

/// What a resolution does to a plan, recommendation or action.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum Effect {
    /// Takes note of it.
    Noted,
    /// Approves its completion.
    CompletionApproved,
    /// Does not approve its completion.
    CompletionDeclined,
    /// Agrees a date for it.
    DateAgreed,
    /// Pauses it.
    Paused,
    /// Merges it with another.
    Merged,
    /// Closes it.
    Closed,
    /// Opens it again.
    Reopened,
    /// Refers it to another body.
    Referred,
    /// Asks for information about it.
    InformationRequested,
    /// None.
    None,
}

/// What a resolution affects.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Affects {
    /// A plan, or recommendations or actions of plans.
    pub of: Many<ItemRef>,
    /// What it does to them.
    pub effect: Effect,
}

/// What a meeting resolved.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ResolutionKeys {
    /// Its reference in the minutes.
    #[serde(rename = "ref")]
    pub reference: ItemId,
    /// What it does, as the minutes say.
    pub verbs: List<Verb>,
    /// The resolution in words.
    #[serde(default, deserialize_with = "given")]
    pub text: Option<Text>,
    /// Where it is minuted.
    #[serde(default)]
    pub source: Sources,
    /// What it affects.
    #[serde(default)]
    pub affects: List<Affects>,
}

/// A resolution.
pub type Resolution = Record<ResolutionKeys>;

/// `content/meetings/ID.yaml`.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MeetingKeys {
    /// The body that meets.
    pub body: Id,
    /// When.
    pub date: Date,
    /// A title, where the body and the date are not enough.
    #[serde(default, deserialize_with = "given")]
    pub title: Option<Text>,
    /// Whether it took place.
    pub status: MeetingStatus,
    /// How far the minutes are.
    #[serde(default, deserialize_with = "given")]
    pub minutes: Option<Minutes>,
    /// When its agenda and papers were published.
    #[serde(default, deserialize_with = "given")]
    pub notice_published: Option<Date>,
    /// Where the meeting is told.
    #[serde(default)]
    pub source: Sources,
    /// Who attended.
    #[serde(default)]
    pub attendance: List<Attendance>,
    /// The papers before it.
    #[serde(default)]
    pub papers: List<Id>,
    /// What it resolved.
    #[serde(default)]
    pub resolutions: List<Resolution>,
}

/// A meeting.
pub type Meeting = Record<MeetingKeys>;
