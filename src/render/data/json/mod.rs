//! The shapes of `plans.json`. Its schema is made from these structs, so that what is written here about a value is what its
//! reader is told.

pub(in crate::render::data) mod item;

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::basis::Basis;
use crate::model::measure::{Cumulative, Direction, ReadingStatus};
use crate::model::plan::{AmendedField, ResponseValue};
use item::{Item, Resolution};

/// The version of these shapes. The first number changes where a value is taken away or gets another meaning, the second
/// where one is added.
pub(in crate::render::data) const VERSION: &str = "1.0";

/// Every plan of a site, as published at a date. Addresses begin at the site's top folder; those outside the site are whole.
/// What is not known is null or an empty list.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(in crate::render::data) struct Plans {
    /// Where the schema of this file is.
    #[serde(rename = "$schema")]
    pub(in crate::render::data) schema: String,
    /// The version of the shapes of this file.
    pub(in crate::render::data) version: String,
    /// The site.
    pub(in crate::render::data) site: Site,
    /// Its plans, in the order of their ids.
    pub(in crate::render::data) plans: Vec<Plan>,
}

/// The site that published the data.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(in crate::render::data) struct Site {
    /// Its title.
    pub(in crate::render::data) title: String,
    /// The council that it is about.
    pub(in crate::render::data) council: String,
    /// Who publishes it, where that is not the council.
    pub(in crate::render::data) publisher: Option<String>,
    /// The language of its texts.
    pub(in crate::render::data) language: String,
    /// Its address, ending in `/`, where it states one.
    pub(in crate::render::data) base_url: Option<String>,
    /// A sentence shown on every page.
    pub(in crate::render::data) notice: Option<String>,
    /// The day at which everything is read: nothing later is in this file but dates that lie ahead.
    pub(in crate::render::data) as_at: String,
}

/// A date, as precise as it is known.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(in crate::render::data) struct Date {
    /// The date: `2021-10-31`, `2021-10`, `2021`, or two of these with `/` between.
    pub(in crate::render::data) date: String,
    /// The first day that it may mean.
    #[schemars(extend("format" = "date"))]
    pub(in crate::render::data) first: String,
    /// The last day that it may mean.
    #[schemars(extend("format" = "date"))]
    pub(in crate::render::data) last: String,
    /// The paper's own words for it.
    pub(in crate::render::data) text: Option<String>,
    /// How it came to be known, where that is said.
    pub(in crate::render::data) basis: Option<Basis>,
}

/// A role, team or body.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(in crate::render::data) struct Person {
    /// Its id; null where it is not published.
    pub(in crate::render::data) id: Option<String>,
    /// Its name.
    pub(in crate::render::data) name: String,
    /// Its page.
    pub(in crate::render::data) page: Option<String>,
}

/// Something with a page.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(in crate::render::data) struct Page {
    /// What it is called.
    pub(in crate::render::data) title: String,
    /// Its page; null where it is not published.
    pub(in crate::render::data) page: Option<String>,
}

/// A place where something is told.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(in crate::render::data) struct Source {
    /// The paper, resolution or outside source.
    pub(in crate::render::data) title: String,
    /// Its page; null where it is not published.
    pub(in crate::render::data) page: Option<String>,
    /// Paragraphs of the paper.
    pub(in crate::render::data) places: Vec<Page>,
    /// Its date in words, where it is not a paper of the site.
    pub(in crate::render::data) date: Option<String>,
    /// How the record follows from it, in words, where that must be said.
    pub(in crate::render::data) basis: Option<String>,
    /// What should be known about it.
    pub(in crate::render::data) note: Option<String>,
}

/// A plan.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(in crate::render::data) struct Plan {
    /// Its id.
    pub(in crate::render::data) id: String,
    /// Its title.
    pub(in crate::render::data) title: String,
    /// What it is about.
    pub(in crate::render::data) summary: String,
    /// Its page.
    pub(in crate::render::data) page: String,
    /// The reference as the council prints it.
    pub(in crate::render::data) cited_as: Option<String>,
    /// The body that monitors it.
    pub(in crate::render::data) body: Option<Person>,
    /// Who carries it out.
    pub(in crate::render::data) owner: Vec<Person>,
    /// Who answers for it.
    pub(in crate::render::data) answerable: Vec<Person>,
    /// The paper that it answers.
    pub(in crate::render::data) responds_to: Option<Page>,
    /// The paper that sets it out.
    pub(in crate::render::data) set_out_in: Option<Page>,
    /// Meetings that it came before, by id; meetings.csv has them.
    pub(in crate::render::data) came_before: Vec<String>,
    /// Plans that it replaces, by id.
    pub(in crate::render::data) replaces: Vec<String>,
    /// Its recommendations, each with its actions.
    pub(in crate::render::data) recommendations: Vec<Recommendation>,
    /// Actions that answer no recommendation.
    pub(in crate::render::data) actions: Vec<Item>,
    /// What is measured.
    pub(in crate::render::data) measures: Vec<Measure>,
    /// Changes to the first published words.
    pub(in crate::render::data) amendments: Vec<Amendment>,
    /// Resolutions that name the plan as a whole.
    pub(in crate::render::data) resolutions: Vec<Resolution>,
}

/// A recommendation, finding, request, undertaking, proposal or suggestion.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(in crate::render::data) struct Recommendation {
    /// What it shares with actions.
    #[serde(flatten)]
    pub(in crate::render::data) item: Item,
    /// Who made it.
    pub(in crate::render::data) made_by: Vec<Person>,
    /// Whom it was made to.
    pub(in crate::render::data) to: Vec<Person>,
    /// What it answers elsewhere: paper#finding or plan/reference.
    pub(in crate::render::data) answers: Vec<String>,
    /// The body that watches over it.
    pub(in crate::render::data) monitored_by: Option<Person>,
    /// When a response was asked for.
    pub(in crate::render::data) requested: Option<Date>,
    /// What was answered.
    pub(in crate::render::data) responses: Vec<Response>,
    /// The actions under it.
    pub(in crate::render::data) actions: Vec<Item>,
}

/// What was answered to a recommendation.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(in crate::render::data) struct Response {
    /// What was answered.
    pub(in crate::render::data) value: ResponseValue,
    /// Who answered.
    pub(in crate::render::data) by: Option<Person>,
    /// The resolution that answered.
    pub(in crate::render::data) at: Option<Page>,
    /// When.
    pub(in crate::render::data) date: Option<Date>,
    /// The response in words.
    pub(in crate::render::data) text: Option<String>,
    /// The reason given.
    pub(in crate::render::data) reason: Option<String>,
    /// Where it is told.
    pub(in crate::render::data) source: Vec<Source>,
}

/// A measure.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(in crate::render::data) struct Measure {
    /// Its reference within the plan.
    pub(in crate::render::data) id: String,
    /// Its title.
    pub(in crate::render::data) title: String,
    /// What it measures.
    pub(in crate::render::data) definition: String,
    /// The unit of its figures.
    pub(in crate::render::data) unit: Option<String>,
    /// Which way is better.
    pub(in crate::render::data) direction: Option<Direction>,
    /// The year over which it adds up, where it does.
    pub(in crate::render::data) cumulative: Option<Cumulative>,
    /// Its place on the page of measures.
    pub(in crate::render::data) page: String,
    /// Published figures, oldest first; empty where none is published.
    pub(in crate::render::data) readings: Vec<Figure>,
    /// Where it started.
    pub(in crate::render::data) baseline: Option<Figure>,
    /// What it should reach.
    pub(in crate::render::data) targets: Vec<Figure>,
    /// Figures of others.
    pub(in crate::render::data) comparators: Vec<Figure>,
}

/// A figure of a measure.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(in crate::render::data) struct Figure {
    /// Whose it is, where it is somebody else's.
    pub(in crate::render::data) name: Option<String>,
    /// The time it is of; of a target, by when.
    pub(in crate::render::data) period: Option<Date>,
    /// The paper's own words for that, where it gives no date.
    pub(in crate::render::data) period_text: Option<String>,
    /// The figure in the digits that were published, as a text, so that 15.50 stays 15.50.
    pub(in crate::render::data) value: Option<String>,
    /// The figure with its unit as pages read it.
    pub(in crate::render::data) words: String,
    /// What was aimed at for that time, in the digits that were published.
    pub(in crate::render::data) milestone: Option<String>,
    /// How firm it is.
    pub(in crate::render::data) status: Option<ReadingStatus>,
    /// When it was published.
    pub(in crate::render::data) published: Option<Date>,
    /// What should be known about it.
    pub(in crate::render::data) note: Option<String>,
    /// Where it was published.
    pub(in crate::render::data) source: Vec<Source>,
}

/// A change to the first published words.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(in crate::render::data) struct Amendment {
    /// When it was agreed.
    pub(in crate::render::data) date: Date,
    /// The recommendation, action or measure that it changed.
    pub(in crate::render::data) of: String,
    /// What it changed.
    pub(in crate::render::data) field: AmendedField,
    /// The words before; of owners, their names.
    pub(in crate::render::data) from: String,
    /// The words after; of owners, their names.
    pub(in crate::render::data) to: String,
    /// Why.
    pub(in crate::render::data) reason: String,
    /// The resolution that agreed it.
    pub(in crate::render::data) agreed_at: Option<Page>,
}
