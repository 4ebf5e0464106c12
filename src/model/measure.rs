//! Figures: what is measured, from where, towards what, and each published reading.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Deserializer, Serialize};

use super::basis::Basis;
use super::date::Date;
use super::record::{Dated, Record};
use super::scalar::{ItemId, Number, Text, given};
use super::shape::{List, ShortOrLong, short_or_long, short_or_long_schema};
use super::source::Sources;

/// Which way is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum Direction {
    /// Higher is better.
    Up,
    /// Lower is better.
    Down,
    /// Neither.
    None,
}

/// The year over which a figure adds up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum Cumulative {
    /// September to August.
    SchoolYear,
    /// April to March.
    FinancialYear,
}

/// How firm a figure is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum ReadingStatus {
    /// Final.
    Final,
    /// May still be revised.
    Provisional,
    /// Expected, not measured.
    Projected,
}

/// One published figure.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReadingKeys {
    /// The time it is about.
    pub period: Date,
    /// The figure.
    #[serde(default, deserialize_with = "given")]
    pub value: Option<Number>,
    /// The figure in words, where no number was published.
    #[serde(default, deserialize_with = "given")]
    pub text: Option<Text>,
    /// When it was published.
    #[serde(default, deserialize_with = "given")]
    pub published: Option<Date>,
    /// The milestone that was set for this period.
    #[serde(default, deserialize_with = "given")]
    pub milestone: Option<Number>,
    /// How firm it is.
    #[serde(default, deserialize_with = "given")]
    pub status: Option<ReadingStatus>,
    /// What should be known about it.
    #[serde(default, deserialize_with = "given")]
    pub note: Option<Text>,
    /// Where it was published.
    #[serde(default)]
    pub source: Sources,
}

/// One published figure.
pub type Reading = Dated<ReadingKeys>;

/// A reading inside a round: the figure alone, or its keys.
#[derive(Clone, Debug, PartialEq)]
pub enum ReadingOrValue {
    /// The figure; its period is the round's date.
    Value(Number),
    /// With keys of its own.
    Reading(Box<Reading>),
}

impl From<Number> for ReadingOrValue {
    fn from(value: Number) -> Self {
        ReadingOrValue::Value(value)
    }
}

impl From<Reading> for ReadingOrValue {
    fn from(reading: Reading) -> Self {
        ReadingOrValue::Reading(Box::new(reading))
    }
}

impl ShortOrLong for ReadingOrValue {
    type Long = Reading;
    type Short = Number;
}

impl<'de> Deserialize<'de> for ReadingOrValue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        short_or_long(deserializer)
    }
}

impl JsonSchema for ReadingOrValue {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "ReadingOrValue".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        short_or_long_schema::<ReadingOrValue>(generator)
    }
}

/// What a measure should reach.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Target {
    /// By when.
    #[serde(default, deserialize_with = "given")]
    pub by: Option<Date>,
    /// The paper's own words for the date.
    #[serde(default, deserialize_with = "given")]
    pub by_text: Option<Text>,
    /// How the date came to be known.
    #[serde(default, deserialize_with = "given")]
    pub by_basis: Option<Basis>,
    /// The figure to reach.
    #[serde(default, deserialize_with = "given")]
    pub value: Option<Number>,
    /// The target in words, where no number was published.
    #[serde(default, deserialize_with = "given")]
    pub text: Option<Text>,
    /// Where it was set.
    #[serde(default)]
    pub source: Sources,
}

/// Figures of others to compare with.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Comparator {
    /// Whose figures.
    pub name: Text,
    /// The figures.
    pub readings: List<Reading>,
}

/// Something counted or measured.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MeasureKeys {
    /// Its id in the plan.
    pub id: ItemId,
    /// Its title.
    pub title: Text,
    /// What exactly is measured.
    pub definition: Text,
    /// The unit, such as `%` or `days`.
    #[serde(default, deserialize_with = "given")]
    pub unit: Option<Text>,
    /// Which way is better.
    #[serde(default, deserialize_with = "given")]
    pub direction: Option<Direction>,
    /// The year over which it adds up, where it does.
    #[serde(default, deserialize_with = "given")]
    pub cumulative: Option<Cumulative>,
    /// Where it started.
    #[serde(default, deserialize_with = "given")]
    pub baseline: Option<Reading>,
    /// What it should reach.
    #[serde(default)]
    pub targets: List<Target>,
    /// Figures of others.
    #[serde(default)]
    pub comparators: List<Comparator>,
    /// Published figures.
    #[serde(default)]
    pub readings: List<Reading>,
}

/// A measure.
pub type Measure = Record<MeasureKeys>;
