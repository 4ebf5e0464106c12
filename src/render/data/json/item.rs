//! The shapes of recommendations and actions in `plans.json`.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::Serialize;

use super::{Date, Each, Person, Source};
use crate::model::meeting::Effect;
use crate::model::record::Wording;
use crate::model::update::{Evidence, Status};
use crate::model::work::Frequency;
use crate::render::data::item::ScheduleWord;

/// What recommendations and actions share.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(in crate::render::data) struct Item<'v> {
    /// Its reference within the plan.
    pub(in crate::render::data) id: Cow<'v, str>,
    /// The reference as the council prints it.
    pub(in crate::render::data) cited_as: Option<Cow<'v, str>>,
    /// What it is: action, recommendation, finding, request, undertaking, proposal or suggestion.
    pub(in crate::render::data) kind: Cow<'v, str>,
    /// Its title, in the words last agreed.
    pub(in crate::render::data) title: Cow<'v, str>,
    /// Its words in full, as last agreed.
    pub(in crate::render::data) text: Option<Cow<'v, str>>,
    /// Whose words the title and the text are.
    pub(in crate::render::data) wording: Wording,
    /// Its page.
    pub(in crate::render::data) page: Cow<'v, str>,
    /// Where it is set out.
    pub(in crate::render::data) source: Vec<Source<'v>>,
    /// Whether it is tracked itself: an action, or a recommendation without actions. Only then has it a row in actions.csv.
    pub(in crate::render::data) tracked: bool,
    /// Whether it counts as something the council said it would do.
    pub(in crate::render::data) commitment: bool,
    /// Whether its paper calls it a priority; null where it does not say.
    pub(in crate::render::data) priority: Option<bool>,
    /// Who is to do it, the first leading.
    pub(in crate::render::data) owner: Vec<Person<'v>>,
    /// Who answers for it.
    pub(in crate::render::data) answerable: Vec<Person<'v>>,
    /// Its dates.
    pub(in crate::render::data) dates: Dates<'v>,
    /// The official word: what the council last said of it. No evidence by itself.
    pub(in crate::render::data) official_status: OfficialStatus<'v>,
    /// What stands behind the official status.
    pub(in crate::render::data) evidence: EvidenceGrade<'v>,
    /// Where it stands against its dates: computed from them, never what anybody said.
    pub(in crate::render::data) schedule: Schedule<'v>,
    /// The latest step of each rating scheme.
    pub(in crate::render::data) ratings: Vec<Rating<'v>>,
    /// What shows that it is done.
    pub(in crate::render::data) done_when: Vec<Cow<'v, str>>,
    /// Measures of the plan that show its progress, by id.
    pub(in crate::render::data) measures: Vec<Cow<'v, str>>,
    /// Concerns that it belongs to, by id.
    pub(in crate::render::data) threads: Vec<Cow<'v, str>>,
    /// What it carries on from an earlier plan: plan/reference.
    pub(in crate::render::data) continues: Option<Cow<'v, str>>,
    /// Every dated word about it, oldest first.
    #[schemars(with = "Vec<Update<'v>>")]
    pub(in crate::render::data) updates: Each<'v, Update<'v>>,
    /// Resolutions that name it. Those that name its recommendation or the plan as a whole stand there: they do not name it.
    pub(in crate::render::data) resolutions: Vec<Resolution<'v>>,
}

/// The dates of an item.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(in crate::render::data) struct Dates<'v> {
    /// Since when it exists, as far as is known.
    pub(in crate::render::data) made: Option<Date<'v>>,
    /// When it is to begin.
    pub(in crate::render::data) start: Option<Date<'v>>,
    /// The paper's own words for its start, where it gives no date.
    pub(in crate::render::data) start_text: Option<Cow<'v, str>>,
    /// When it is due now; null where no date is stated.
    pub(in crate::render::data) due: Option<Date<'v>>,
    /// The paper's own words for the due date, where it gives no date.
    pub(in crate::render::data) due_text: Option<Cow<'v, str>>,
    /// The due date first given, also where it never moved.
    pub(in crate::render::data) original_due: Option<Date<'v>>,
    /// Each time the due date moved, oldest first.
    pub(in crate::render::data) moved: Vec<Moved<'v>>,
    /// Days from the first due date to the one of now; below 0 where it was brought forward.
    pub(in crate::render::data) slippage_days: Option<i64>,
    /// How often it is to happen, where it recurs.
    pub(in crate::render::data) frequency: Option<Frequency>,
    /// A limit that it sets itself.
    pub(in crate::render::data) limit: Option<Cow<'v, str>>,
    /// When it was done, where that is stated.
    pub(in crate::render::data) done: Option<Date<'v>>,
}

/// A due date that moved.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(in crate::render::data) struct Moved<'v> {
    /// The date before.
    pub(in crate::render::data) from: Date<'v>,
    /// The date after.
    pub(in crate::render::data) to: Date<'v>,
    /// Days from one to the other, by their last days; below 0 where it was brought forward.
    pub(in crate::render::data) days: i64,
    /// Why, where that is stated.
    pub(in crate::render::data) reason: Option<Cow<'v, str>>,
    /// The number of the update that moved it.
    pub(in crate::render::data) update: usize,
}

/// The official word.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(in crate::render::data) struct OfficialStatus<'v> {
    /// The status; null where nothing was said.
    pub(in crate::render::data) status: Option<Status>,
    /// The same as pages read it.
    pub(in crate::render::data) words: Cow<'v, str>,
    /// When that was published.
    pub(in crate::render::data) date: Option<Date<'v>>,
    /// Who said it; empty where that is not stated.
    pub(in crate::render::data) by: Vec<Person<'v>>,
    /// Where it was said.
    pub(in crate::render::data) source: Vec<Source<'v>>,
}

/// What stands behind a word.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(in crate::render::data) struct EvidenceGrade<'v> {
    /// The grade.
    pub(in crate::render::data) grade: Evidence,
    /// The same as pages read it.
    pub(in crate::render::data) words: Cow<'v, str>,
}

/// Where an item stands against its dates.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(in crate::render::data) struct Schedule<'v> {
    /// Where.
    pub(in crate::render::data) schedule: ScheduleWord,
    /// The same as pages read it.
    pub(in crate::render::data) words: Cow<'v, str>,
    /// Days since the due date of an open item that is overdue.
    pub(in crate::render::data) days_overdue: Option<i64>,
    /// Days from the due date to the day it was done, where it was done late.
    pub(in crate::render::data) days_late: Option<i64>,
    /// Days from the first due date to the day it was done; below 0 where it was done before. An item may be on time by a date
    /// that moved and late by the first one.
    pub(in crate::render::data) days_after_original_due: Option<i64>,
}

/// A rating.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(in crate::render::data) struct Rating<'v> {
    /// The scheme, by id.
    pub(in crate::render::data) scheme: Cow<'v, str>,
    /// Its step, by id.
    pub(in crate::render::data) step: Cow<'v, str>,
    /// Both as pages read them.
    pub(in crate::render::data) words: Cow<'v, str>,
    /// When it was given.
    pub(in crate::render::data) date: Date<'v>,
}

/// One dated word about an item.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(in crate::render::data) struct Update<'v> {
    /// Its number among the words about the item, from 1, oldest first.
    pub(in crate::render::data) number: usize,
    /// When it was published.
    pub(in crate::render::data) date: Date<'v>,
    /// What was said.
    pub(in crate::render::data) note: Option<Cow<'v, str>>,
    /// Whose words the note is.
    pub(in crate::render::data) wording: Wording,
    /// Who said it; empty where that is not stated.
    pub(in crate::render::data) by: Vec<Person<'v>>,
    /// The status stated.
    pub(in crate::render::data) status: Option<Status>,
    /// What stands behind it, where that is stated.
    pub(in crate::render::data) evidence: Option<Evidence>,
    /// The day it was done, as against the day that was published.
    pub(in crate::render::data) done: Option<Date<'v>>,
    /// A first due date, or a later one.
    pub(in crate::render::data) due: Option<Date<'v>>,
    /// Why the due date moved.
    pub(in crate::render::data) reason: Option<Cow<'v, str>>,
    /// What is to come next.
    pub(in crate::render::data) next: Option<Cow<'v, str>>,
    /// What took its place, by id.
    pub(in crate::render::data) into: Vec<Cow<'v, str>>,
    /// The meeting whose round of updates it belongs to, by id.
    pub(in crate::render::data) meeting: Option<Cow<'v, str>>,
    /// Where it is told.
    pub(in crate::render::data) source: Vec<Source<'v>>,
}

/// A resolution that affects a plan or an item of it.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(in crate::render::data) struct Resolution<'v> {
    /// The meeting, by id.
    pub(in crate::render::data) meeting: Cow<'v, str>,
    /// Its reference in the minutes.
    #[serde(rename = "ref")]
    pub(in crate::render::data) reference: Cow<'v, str>,
    /// What it does; it changes no status by itself.
    pub(in crate::render::data) effect: Effect,
    /// Its place on the meeting's page.
    pub(in crate::render::data) page: Option<Cow<'v, str>>,
}
