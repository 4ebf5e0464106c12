//! What all records share: the keys that may stand in any record, and what may stand beside a date.

use std::borrow::Cow;
use std::ops::Deref;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::de::MapAccess;
use serde::{Deserialize, Serialize};

use super::date::Date;
use super::joined::{Joined, Part, set};
use super::scalar::{ItemId, Text, YesNo, given};
use super::shape::List;

/// A record that may carry the keys any record may have.
pub type Record<T> = Joined<Common, T>;

/// A part of a record with dates, without the keys of a record of its own.
pub type Dated<T> = Joined<Nothing, T>;

impl<T> Joined<Common, T> {
    /// The keys any record may have.
    pub fn common(&self) -> &Common {
        &self.part
    }
}

/// No shared keys.
#[derive(Clone, Debug, Default, PartialEq, JsonSchema)]
pub struct Nothing {}

impl Part for Nothing {
    const DATES: &'static [&'static str] = &[];

    fn take<'de, A: MapAccess<'de>>(&mut self, _: &str, _: &mut A) -> Result<bool, A::Error> {
        Ok(false)
    }
}

/// Whose words a record's texts are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum Wording {
    /// The source's own words.
    Verbatim,
    /// A summary by the author of the site; said on the page.
    Summary,
}

/// Why a record is withheld.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum WithheldWhy {
    /// Exempt information (Local Government Act 1972, Schedule 12A).
    Exempt,
    /// Confidential information.
    Confidential,
    /// The council may not publish somebody else's work.
    Copyright,
    /// Another reason.
    Other,
}

/// A record that is kept here but not published.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Withheld {
    /// Why it is withheld.
    pub why: WithheldWhy,
    /// The paragraphs of Schedule 12A to the Local Government Act 1972 relied on.
    #[serde(default, deserialize_with = "given")]
    pub schedule_12a: Option<List<ItemId>>,
    /// What may be said about it in public.
    #[serde(default, deserialize_with = "given")]
    pub note: Option<Text>,
}

/// A record taken back after it was published; a short page stays at its address.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WithdrawnKeys {
    /// The day it was withdrawn.
    pub date: Date,
    /// Why.
    pub reason: Text,
}

/// A warning or note that is silenced for one record, with the reason.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Allow {
    /// The code to silence.
    pub code: Text,
    /// Why it is right here.
    pub reason: Text,
}

/// The keys any record may have. Nearly every record has none of them, and there are many records: they take no room
/// until one is written.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Common(Option<Box<CommonKeys>>);

impl JsonSchema for Common {
    fn schema_name() -> Cow<'static, str> {
        CommonKeys::schema_name()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        CommonKeys::json_schema(generator)
    }
}

/// None of the keys.
static NO_KEYS: CommonKeys = CommonKeys {
    wording: None,
    cited_as: None,
    allow: None,
    draft: None,
    publish_on: None,
    withheld: None,
    withdrawn: None,
};

impl Deref for Common {
    type Target = CommonKeys;

    fn deref(&self) -> &CommonKeys {
        self.0.as_deref().unwrap_or(&NO_KEYS)
    }
}

/// The keys any record may have, as they are written.
#[derive(Clone, Debug, Default, PartialEq, JsonSchema)]
pub struct CommonKeys {
    /// Whose words the record's texts are; `summary` where nothing is written.
    pub wording: Option<Wording>,
    /// The reference as the council prints it, such as "SR (25/26) 01".
    pub cited_as: Option<Text>,
    /// Warnings and notes silenced for this record.
    pub allow: Option<List<Allow>>,
    /// Not published yet.
    pub draft: Option<YesNo>,
    /// Not published before this date.
    pub publish_on: Option<Date>,
    /// Kept here but not published.
    pub withheld: Option<Withheld>,
    /// Taken back after publication.
    pub withdrawn: Option<Dated<WithdrawnKeys>>,
}

impl Part for Common {
    const DATES: &'static [&'static str] = &["publish_on"];

    fn take<'de, A: MapAccess<'de>>(&mut self, key: &str, map: &mut A) -> Result<bool, A::Error> {
        const KEYS: [&str; 7] =
            ["wording", "cited_as", "allow", "draft", "publish_on", "withheld", "withdrawn"];
        if !KEYS.contains(&key) {
            return Ok(false);
        }
        let keys = self.0.get_or_insert_default();
        match key {
            "wording" => set(&mut keys.wording, "wording", map)?,
            "cited_as" => set(&mut keys.cited_as, "cited_as", map)?,
            "allow" => set(&mut keys.allow, "allow", map)?,
            "draft" => set(&mut keys.draft, "draft", map)?,
            "publish_on" => set(&mut keys.publish_on, "publish_on", map)?,
            "withheld" => set(&mut keys.withheld, "withheld", map)?,
            _ => set(&mut keys.withdrawn, "withdrawn", map)?,
        }
        Ok(true)
    }
}
