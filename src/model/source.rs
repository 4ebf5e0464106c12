//! Where a record comes from, and who answers for it.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Deserializer};

use super::basis::{Basis, DateNote};
use super::date::Date;
use super::form::WebAddress;
use super::record::Dated;
use super::scalar::{Anchor, Id, ResolutionRef, Text, Written, given, written_scalars};
use super::shape::{List, Many, ShortOrLong, short_or_long, short_or_long_schema};
use crate::diagnostic::Slip;

/// One place a record comes from.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Source {
    /// The paper; none in the short form `p9`, which means the plan's `set_out_in` paper.
    pub paper: Option<Id>,
    /// Places in the paper.
    pub at: List<Anchor>,
    /// A resolution.
    pub resolution: Option<ResolutionRef>,
    /// An address outside the site.
    pub url: Option<WebAddress>,
    /// What the source is called, where it is not a paper of the site.
    pub title: Option<Text>,
    /// Its date, where it is not a paper of the site.
    pub date: Option<Date>,
    /// What stands beside that date.
    pub date_note: Option<DateNote>,
    /// How the record follows from it.
    pub basis: Option<Basis>,
    /// What should be known about it.
    pub note: Option<Text>,
}

impl Source {
    /// Whether there is anything to look at: a note or a date alone names no source, and one that is not published was emptied.
    pub fn names_something(&self) -> bool {
        let place = self.paper.is_some() || !self.at.is_empty() || self.resolution.is_some();
        place || self.url.is_some() || self.title.is_some()
    }
}

/// One source, or several.
pub type Sources = Many<Source>;

/// Ids of owners or bodies, the first leading.
pub type Owners = Many<Id>;

/// The short form of a source: `p9`, or `PAPER#p9`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShortSource {
    paper: Option<Id>,
    at: Anchor,
}

written_scalars!(ShortSource);

impl Written for ShortSource {
    const FORM: &'static str = "source";

    fn read(text: &str) -> Result<Self, Slip> {
        let explain = |mut slip: Slip| {
            slip.help = "write an anchor of the plan's paper, such as p9; or paper and anchor, such as \
                         improvement-plan#p9; or the keys paper, at, resolution, url, title, date, basis, note"
                .to_owned();
            slip
        };
        match text.trim().split_once('#') {
            None => Ok(ShortSource { paper: None, at: Anchor::read(text).map_err(explain)? }),
            Some((paper, at)) => Ok(ShortSource {
                paper: Some(Id::read(paper).map_err(explain)?),
                at: Anchor::read(at).map_err(explain)?,
            }),
        }
    }
}

impl From<ShortSource> for Source {
    fn from(short: ShortSource) -> Self {
        Source { paper: short.paper, at: List(vec![short.at]), ..Source::default() }
    }
}

/// The long form of a source.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LongSource {
    /// The paper; left out, the plan's `set_out_in` paper.
    #[serde(default, deserialize_with = "given")]
    paper: Option<Id>,
    /// Places in it, such as `[p15, p3A]`.
    #[serde(default)]
    at: List<Anchor>,
    /// A resolution, `MEETING/REF`.
    #[serde(default, deserialize_with = "given")]
    resolution: Option<ResolutionRef>,
    /// An address outside the site.
    #[serde(default, deserialize_with = "given")]
    url: Option<WebAddress>,
    /// What the source is called, where it is not a paper of the site.
    #[serde(default, deserialize_with = "given")]
    title: Option<Text>,
    /// Its date, where it is not a paper of the site.
    #[serde(default, deserialize_with = "given")]
    date: Option<Date>,
    /// How the record follows from it.
    #[serde(default, deserialize_with = "given")]
    basis: Option<Basis>,
    /// What should be known about it.
    #[serde(default, deserialize_with = "given")]
    note: Option<Text>,
}

impl From<Dated<LongSource>> for Source {
    fn from(long: Dated<LongSource>) -> Self {
        let date_note = long.note("date").cloned();
        let long = long.own;
        Source {
            paper: long.paper,
            at: long.at,
            resolution: long.resolution,
            url: long.url,
            title: long.title,
            date: long.date,
            date_note,
            basis: long.basis,
            note: long.note,
        }
    }
}

impl ShortOrLong for Source {
    type Long = Dated<LongSource>;
    type Short = ShortSource;
}

impl<'de> Deserialize<'de> for Source {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        short_or_long(deserializer)
    }
}

impl JsonSchema for Source {
    fn schema_name() -> Cow<'static, str> {
        "Source".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        short_or_long_schema::<Source>(generator)
    }
}
