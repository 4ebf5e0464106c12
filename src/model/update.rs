//! One dated word about a tracked item: what was said of it, by whom, and what stands behind it. Rounds bring many
//! updates under one date.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::de::MapAccess;
use serde::{Deserialize, Deserializer, Serialize};

use super::date::Date;
use super::joined::{Joined, Part, set};
use super::measure::ReadingOrValue;
use super::record::{Common, Record};
use super::scalar::{Id, ItemId, Text, Written, given, written_scalars};
use super::shape::{Many, ShortOrLong, Table, short_or_long, short_or_long_schema};
use super::source::{Owners, Sources};
use crate::diagnostic::Slip;

/// What the council last said of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum Status {
    /// Said to be coming; whether it started is not known.
    Planned,
    /// Said not to have started.
    NotStarted,
    /// Under way.
    InProgress,
    /// Stopped for a time.
    Paused,
    /// Reported complete by its owner.
    Complete,
    /// Completion approved by the body that monitors it.
    SignedOff,
    /// Ended without being achieved.
    NotAchieved,
    /// Given up.
    NotPursued,
    /// Replaced by something else.
    Superseded,
}

/// What stands behind a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum Evidence {
    /// Nothing.
    None,
    /// The owner's own word; counts as no evidence.
    SelfReported,
    /// Figures, a minute or an inspection that no source bears out: never written, only worked out; counts as none.
    #[serde(skip_deserializing)]
    Unsourced,
    /// Published figures about this item.
    Data,
    /// A minute that speaks of this item's delivery.
    Minute,
    /// An inspection that speaks of this item.
    Inspection,
    /// A source that says otherwise.
    Contradicted,
}

/// Ratings by scheme; a rating given as a step alone belongs to the only scheme of the site.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ratings(pub Vec<(Option<Id>, ItemId)>);

/// A rating step alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step(ItemId);

written_scalars!(Step);

impl Written for Step {
    const FORM: &'static str = "rating-step";

    fn read(text: &str) -> Result<Self, Slip> {
        ItemId::read(text).map(Step)
    }
}

impl From<Step> for Ratings {
    fn from(step: Step) -> Self {
        Ratings(vec![(None, step.0)])
    }
}

impl From<Table<Id, ItemId>> for Ratings {
    fn from(table: Table<Id, ItemId>) -> Self {
        Ratings(table.0.into_iter().map(|(scheme, step)| (Some(scheme), step)).collect())
    }
}

impl ShortOrLong for Ratings {
    type Long = Table<Id, ItemId>;
    type Short = Step;
}

impl<'de> Deserialize<'de> for Ratings {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        short_or_long(deserializer)
    }
}

impl JsonSchema for Ratings {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Ratings".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        short_or_long_schema::<Ratings>(generator)
    }
}

/// What an update says, without its date.
#[derive(Clone, Debug, Default, PartialEq, JsonSchema)]
pub struct Word {
    /// What was said.
    pub note: Option<Text>,
    /// The status stated.
    pub status: Option<Status>,
    /// The day it was done, as against the day that was published.
    pub done: Option<Date>,
    /// What stands behind it.
    pub evidence: Option<Evidence>,
    /// A step of the site's rating scheme, or steps by scheme.
    pub rating: Option<Ratings>,
    /// Who said it.
    pub by: Option<Owners>,
    /// What is to come next.
    pub next: Option<Text>,
    /// What took its place, with `superseded`.
    pub into: Option<Many<ItemId>>,
    /// Where it is told.
    pub source: Option<Sources>,
    /// A first due date, or, with `reason`, a later one.
    pub due: Option<Date>,
    /// Why the due date moved.
    pub reason: Option<Text>,
    /// Whether no source bears out the evidence that it states: never written, only worked out for the date of the site.
    #[schemars(skip)]
    pub unborne: bool,
}

impl Part for Word {
    const DATES: &'static [&'static str] = &["done", "due"];

    fn take<'de, A: MapAccess<'de>>(&mut self, key: &str, map: &mut A) -> Result<bool, A::Error> {
        match key {
            "note" => set(&mut self.note, "note", map)?,
            "status" => set(&mut self.status, "status", map)?,
            "done" => set(&mut self.done, "done", map)?,
            "evidence" => set(&mut self.evidence, "evidence", map)?,
            "rating" => set(&mut self.rating, "rating", map)?,
            "by" => set(&mut self.by, "by", map)?,
            "next" => set(&mut self.next, "next", map)?,
            "into" => set(&mut self.into, "into", map)?,
            "source" => set(&mut self.source, "source", map)?,
            "due" => set(&mut self.due, "due", map)?,
            "reason" => set(&mut self.reason, "reason", map)?,
            _ => return Ok(false),
        }
        Ok(true)
    }
}

/// The key of an update's own.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdateKeys {
    /// The day its word was published.
    pub date: Date,
}

/// No keys of its own: an update inside a round takes the round's date.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RoundUpdateKeys {}

/// One dated word about an item.
pub type Update = Joined<Word, Joined<Common, UpdateKeys>>;
/// What a round says about one item.
pub type RoundUpdate = Joined<Word, Joined<Common, RoundUpdateKeys>>;

/// Updates of many items under one date: what an officer adds before each board.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RoundKeys {
    /// Its id; in a file of its own, the file's name says it.
    #[serde(default, deserialize_with = "given")]
    pub id: Option<Id>,
    /// The day its word was published.
    pub date: Date,
    /// The paper it was published in.
    #[serde(default)]
    pub source: Sources,
    /// The meeting it came before.
    #[serde(default, deserialize_with = "given")]
    pub meeting: Option<Id>,
    /// What stands behind its updates where they do not say otherwise.
    #[serde(default, deserialize_with = "given")]
    pub evidence: Option<Evidence>,
    /// The round in a few sentences.
    #[serde(default, deserialize_with = "given")]
    pub summary: Option<Text>,
    /// What is said of each item.
    #[serde(default)]
    pub updates: Table<ItemId, RoundUpdate>,
    /// New figures of measures.
    #[serde(default)]
    pub readings: Table<ItemId, ReadingOrValue>,
}

/// A round of updates.
pub type Round = Record<RoundKeys>;
