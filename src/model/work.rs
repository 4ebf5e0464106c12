//! The keys of everything that can be tracked: actions, and recommendations tracked themselves.

use schemars::JsonSchema;
use serde::de::MapAccess;
use serde::{Deserialize, Serialize};

use super::date::Date;
use super::joined::{Part, set};
use super::scalar::{Id, ItemId, ItemRef, Text, YesNo};
use super::shape::List;
use super::source::{Owners, Sources};
use super::update::Update;

/// How often a recurring action happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
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
