//! The shapes of `plans.json`. Its schema is made from these structs, so that what is written here about a value is what its
//! reader is told.

pub(in crate::render::data) mod item;

use std::borrow::Cow;

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Serialize, Serializer};

use crate::model;
use crate::model::basis::Basis;
use crate::model::measure::{Cumulative, Direction, ReadingStatus};
use crate::model::plan::{AmendedField, ResponseValue};
use item::{Item, Resolution};

/// The version of these shapes. The first number changes where a value is taken away or gets another meaning, the second
/// where one is added.
pub(in crate::render::data) const VERSION: &str = "1.0";

/// Every plan of a site, as published at a date. Addresses begin at the site's top folder; those outside the site are whole.
/// What is not known is null or an empty list.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(in crate::render::data) struct Plans<'v> {
    /// Where the schema of this file is.
    #[serde(rename = "$schema")]
    pub(in crate::render::data) schema: Cow<'v, str>,
    /// The version of the shapes of this file.
    pub(in crate::render::data) version: Cow<'v, str>,
    /// The site.
    pub(in crate::render::data) site: Site<'v>,
    /// Its plans, in the order of their ids.
    #[schemars(with = "Vec<Plan<'v>>")]
    pub(in crate::render::data) plans: Each<'v, Plan<'v>>,
}

/// The site that published the data.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(in crate::render::data) struct Site<'v> {
    /// Its title.
    pub(in crate::render::data) title: Cow<'v, str>,
    /// The council that it is about.
    pub(in crate::render::data) council: Cow<'v, str>,
    /// Who publishes it, where that is not the council.
    pub(in crate::render::data) publisher: Option<Cow<'v, str>>,
    /// The language of its texts.
    pub(in crate::render::data) language: Cow<'v, str>,
    /// Its address, ending in `/`, where it states one.
    pub(in crate::render::data) base_url: Option<Cow<'v, str>>,
    /// A sentence shown on every page.
    pub(in crate::render::data) notice: Option<Cow<'v, str>>,
    /// The day at which everything is read: nothing later is in this file but dates that lie ahead.
    pub(in crate::render::data) as_at: Cow<'v, str>,
}

/// A date, as precise as it is known.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(in crate::render::data) struct Date<'v> {
    /// The date: `2021-10-31`, `2021-10`, `2021`, or two of these with `/` between.
    #[serde(serialize_with = "as_written")]
    #[schemars(with = "String")]
    pub(in crate::render::data) date: model::date::Date,
    /// The first day that it may mean.
    #[serde(serialize_with = "in_digits")]
    #[schemars(with = "String", extend("format" = "date"))]
    pub(in crate::render::data) first: NaiveDate,
    /// The last day that it may mean.
    #[serde(serialize_with = "in_digits")]
    #[schemars(with = "String", extend("format" = "date"))]
    pub(in crate::render::data) last: NaiveDate,
    /// The paper's own words for it.
    pub(in crate::render::data) text: Option<Cow<'v, str>>,
    /// How it came to be known, where that is said.
    pub(in crate::render::data) basis: Option<Basis>,
}

impl Date<'_> {
    /// The same, with words of its own.
    pub(in crate::render::data) fn owned<'o>(self) -> Date<'o> {
        let Date { date, first, last, text, basis } = self;
        Date { date, first, last, text: text.map(|words| words.into_owned().into()), basis }
    }
}

/// Values that are made when they are written, so that no list of them is kept.
pub(in crate::render::data) struct Each<'v, T>(Box<dyn Fn() -> Box<dyn Iterator<Item = T> + 'v> + 'v>);

impl<'v, T> Each<'v, T> {
    /// What makes them, in order.
    pub(in crate::render::data) fn of<I: Iterator<Item = T> + 'v>(make: impl Fn() -> I + 'v) -> Self {
        Each(Box::new(move || Box::new(make())))
    }
}

impl<T: Serialize> Serialize for Each<'_, T> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq((self.0)())
    }
}

fn as_written<S: Serializer>(date: &model::date::Date, to: S) -> Result<S::Ok, S::Error> {
    match date.to {
        Some(_) => to.collect_str(date),
        None => to.serialize_str(date.from.digits().as_str()),
    }
}

fn in_digits<S: Serializer>(day: &NaiveDate, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(model::digits::digits(*day).as_str())
}

/// A role, team or body.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(in crate::render::data) struct Person<'v> {
    /// Its id; null where it is not published.
    pub(in crate::render::data) id: Option<Cow<'v, str>>,
    /// Its name.
    pub(in crate::render::data) name: Cow<'v, str>,
    /// Its page.
    pub(in crate::render::data) page: Option<Cow<'v, str>>,
}

/// Something with a page.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(in crate::render::data) struct Page<'v> {
    /// What it is called.
    pub(in crate::render::data) title: Cow<'v, str>,
    /// Its page; null where it is not published.
    pub(in crate::render::data) page: Option<Cow<'v, str>>,
}

/// A place where something is told.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(in crate::render::data) struct Source<'v> {
    /// The paper, resolution or outside source.
    pub(in crate::render::data) title: Cow<'v, str>,
    /// Its page; null where it is not published.
    pub(in crate::render::data) page: Option<Cow<'v, str>>,
    /// Paragraphs of the paper.
    pub(in crate::render::data) places: Vec<Page<'v>>,
    /// Its date in words, where it is not a paper of the site.
    pub(in crate::render::data) date: Option<Cow<'v, str>>,
    /// How the record follows from it, in words, where that must be said.
    pub(in crate::render::data) basis: Option<Cow<'v, str>>,
    /// What should be known about it.
    pub(in crate::render::data) note: Option<Cow<'v, str>>,
}

/// A plan.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(in crate::render::data) struct Plan<'v> {
    /// Its id.
    pub(in crate::render::data) id: Cow<'v, str>,
    /// Its title.
    pub(in crate::render::data) title: Cow<'v, str>,
    /// What it is about.
    pub(in crate::render::data) summary: Cow<'v, str>,
    /// Its page.
    pub(in crate::render::data) page: Cow<'v, str>,
    /// The reference as the council prints it.
    pub(in crate::render::data) cited_as: Option<Cow<'v, str>>,
    /// The body that monitors it.
    pub(in crate::render::data) body: Option<Person<'v>>,
    /// Who carries it out.
    pub(in crate::render::data) owner: Vec<Person<'v>>,
    /// Who answers for it.
    pub(in crate::render::data) answerable: Vec<Person<'v>>,
    /// The paper that it answers.
    pub(in crate::render::data) responds_to: Option<Page<'v>>,
    /// The paper that sets it out.
    pub(in crate::render::data) set_out_in: Option<Page<'v>>,
    /// Meetings that it came before, by id; meetings.csv has them.
    pub(in crate::render::data) came_before: Vec<Cow<'v, str>>,
    /// Plans that it replaces, by id.
    pub(in crate::render::data) replaces: Vec<Cow<'v, str>>,
    /// Its recommendations, each with its actions.
    #[schemars(with = "Vec<Recommendation<'v>>")]
    pub(in crate::render::data) recommendations: Each<'v, Recommendation<'v>>,
    /// Actions that answer no recommendation.
    #[schemars(with = "Vec<Item<'v>>")]
    pub(in crate::render::data) actions: Each<'v, Item<'v>>,
    /// What is measured.
    pub(in crate::render::data) measures: Vec<Measure<'v>>,
    /// Changes to the first published words.
    pub(in crate::render::data) amendments: Vec<Amendment<'v>>,
    /// Resolutions that name the plan as a whole.
    pub(in crate::render::data) resolutions: Vec<Resolution<'v>>,
}

/// A recommendation, finding, request, undertaking, proposal or suggestion.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(in crate::render::data) struct Recommendation<'v> {
    /// What it shares with actions.
    #[serde(flatten)]
    pub(in crate::render::data) item: Item<'v>,
    /// Who made it.
    pub(in crate::render::data) made_by: Vec<Person<'v>>,
    /// Whom it was made to.
    pub(in crate::render::data) to: Vec<Person<'v>>,
    /// What it answers elsewhere: paper#finding or plan/reference.
    pub(in crate::render::data) answers: Vec<Cow<'v, str>>,
    /// The body that watches over it.
    pub(in crate::render::data) monitored_by: Option<Person<'v>>,
    /// When a response was asked for.
    pub(in crate::render::data) requested: Option<Date<'v>>,
    /// What was answered.
    pub(in crate::render::data) responses: Vec<Response<'v>>,
    /// The actions under it.
    #[schemars(with = "Vec<Item<'v>>")]
    pub(in crate::render::data) actions: Each<'v, Item<'v>>,
}

/// What was answered to a recommendation.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(in crate::render::data) struct Response<'v> {
    /// What was answered.
    pub(in crate::render::data) value: ResponseValue,
    /// Who answered.
    pub(in crate::render::data) by: Option<Person<'v>>,
    /// The resolution that answered.
    pub(in crate::render::data) at: Option<Page<'v>>,
    /// When.
    pub(in crate::render::data) date: Option<Date<'v>>,
    /// The response in words.
    pub(in crate::render::data) text: Option<Cow<'v, str>>,
    /// The reason given.
    pub(in crate::render::data) reason: Option<Cow<'v, str>>,
    /// Where it is told.
    pub(in crate::render::data) source: Vec<Source<'v>>,
}

/// A measure.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(in crate::render::data) struct Measure<'v> {
    /// Its reference within the plan.
    pub(in crate::render::data) id: Cow<'v, str>,
    /// Its title.
    pub(in crate::render::data) title: Cow<'v, str>,
    /// What it measures.
    pub(in crate::render::data) definition: Cow<'v, str>,
    /// The unit of its figures.
    pub(in crate::render::data) unit: Option<Cow<'v, str>>,
    /// Which way is better.
    pub(in crate::render::data) direction: Option<Direction>,
    /// The year over which it adds up, where it does.
    pub(in crate::render::data) cumulative: Option<Cumulative>,
    /// Its place on the page of measures.
    pub(in crate::render::data) page: Cow<'v, str>,
    /// Published figures, oldest first; empty where none is published.
    pub(in crate::render::data) readings: Vec<Figure<'v>>,
    /// Where it started.
    pub(in crate::render::data) baseline: Option<Figure<'v>>,
    /// What it should reach.
    pub(in crate::render::data) targets: Vec<Figure<'v>>,
    /// Figures of others.
    pub(in crate::render::data) comparators: Vec<Figure<'v>>,
}

/// A figure of a measure.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(in crate::render::data) struct Figure<'v> {
    /// Whose it is, where it is somebody else's.
    pub(in crate::render::data) name: Option<Cow<'v, str>>,
    /// The time it is of; of a target, by when.
    pub(in crate::render::data) period: Option<Date<'v>>,
    /// The paper's own words for that, where it gives no date.
    pub(in crate::render::data) period_text: Option<Cow<'v, str>>,
    /// The figure in the digits that were published, as a text, so that 15.50 stays 15.50.
    pub(in crate::render::data) value: Option<Cow<'v, str>>,
    /// The figure with its unit as pages read it.
    pub(in crate::render::data) words: Cow<'v, str>,
    /// What was aimed at for that time, in the digits that were published.
    pub(in crate::render::data) milestone: Option<Cow<'v, str>>,
    /// How firm it is.
    pub(in crate::render::data) status: Option<ReadingStatus>,
    /// When it was published.
    pub(in crate::render::data) published: Option<Date<'v>>,
    /// What should be known about it.
    pub(in crate::render::data) note: Option<Cow<'v, str>>,
    /// Where it was published.
    pub(in crate::render::data) source: Vec<Source<'v>>,
}

/// A change to the first published words.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(in crate::render::data) struct Amendment<'v> {
    /// When it was agreed.
    pub(in crate::render::data) date: Date<'v>,
    /// The recommendation, action or measure that it changed.
    pub(in crate::render::data) of: Cow<'v, str>,
    /// What it changed.
    pub(in crate::render::data) field: AmendedField,
    /// The words before; of owners, their names.
    pub(in crate::render::data) from: Cow<'v, str>,
    /// The words after; of owners, their names.
    pub(in crate::render::data) to: Cow<'v, str>,
    /// Why.
    pub(in crate::render::data) reason: Cow<'v, str>,
    /// The resolution that agreed it.
    pub(in crate::render::data) agreed_at: Option<Page<'v>>,
}
