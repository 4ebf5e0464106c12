//! `measures.csv`: every figure of every measure, with where it started, what it should reach and figures of others.

use std::collections::BTreeMap;
use std::rc::Rc;

use schemars::JsonSchema;
use serde::Serialize;

use super::json;
use super::put::Put;
use super::said::{date_text, plain_words, said};
use super::table::Table;
use super::values::{date, maybe, sources};
use crate::model::basis::DateNote;
use crate::model::date::Date;
use crate::model::measure::{Measure, Reading, ReadingStatus, Target};
use crate::model::register::Plan;
use crate::model::scalar::{Id, ItemId, Number, Text};
use crate::model::source::Sources;
use crate::render::address::{Linker, measures_path};
use crate::render::cite::{Cites, cites};
use crate::render::measure::{Published, figure, published};

/// What a row of measures.csv is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub(super) enum Sort {
    /// A published figure.
    Reading,
    /// Where the measure started.
    Baseline,
    /// What it should reach, as first published.
    Target,
    /// A figure of somebody else to compare with.
    Comparator,
    /// No figure: the measure has none that is published.
    None,
}

/// A figure of a measure.
#[derive(Clone, Default)]
struct Figure<'v> {
    name: Option<&'v Text>,
    period: Option<Date>,
    period_note: Option<DateNote>,
    value: Option<&'v Number>,
    text: Option<&'v Text>,
    milestone: Option<&'v Number>,
    status: Option<ReadingStatus>,
    published: Option<Date>,
    note: Option<&'v Text>,
    source: Option<&'v Sources>,
}

/// A row.
pub(super) struct Row<'v> {
    linker: Linker<'v>,
    plan_id: &'v Id,
    plan: &'v Plan,
    measure: &'v Measure,
    number: usize,
    sort: Sort,
    figure: Figure<'v>,
    /// Recommendations and actions whose progress the measure shows.
    items: Rc<[String]>,
}

impl Row<'_> {
    fn sources(&self) -> Cites {
        self.figure.source.map_or_else(Cites::default, |s| cites(&self.linker, s, Some(self.plan)))
    }
}

/// The table.
pub(super) fn table<'v>() -> Table<Row<'v>> {
    let about = "One row for each figure of a measure: published readings, oldest first, then where it started, what it \
                 should reach and figures of others. A measure without any figure has one row that says so.";
    let table = Table::new("measures", "Measures and their figures", about)
        .text("plan", "Plan", "The id of its plan", |r: &Row<'v>| r.plan_id)
        .full()
        .text("id", "Measure", "The measure’s reference within the plan", |r| &r.measure.id)
        .full()
        .whole("number", "Number", "The number of the row within its measure, from 1", |r| {
            i64::try_from(r.number).ok()
        })
        .full()
        .text("cited_as", "Cited as", "The reference as the council prints it", |r| {
            r.measure.common().cited_as.as_ref().map(|c| plain_words(&c.0)).unwrap_or_default()
        })
        .text("title", "Title", "Its title", |r| plain_words(&r.measure.title.0))
        .full()
        .text("definition", "Definition", "What it measures", |r| {
            said(&r.linker, Some(&r.measure.definition))
        })
        .full()
        .text("unit", "Unit", "The unit of its figures, such as % or days", |r| {
            r.measure.unit.as_ref().map(|u| plain_words(&u.0)).unwrap_or_default()
        })
        .word("direction", "Direction", "Which way is better; empty where nobody says", |r| {
            r.measure.direction
        })
        .word("cumulative", "Adds up over", "The year over which it adds up, where it does", |r| {
            r.measure.cumulative
        })
        .word("kind", "Kind", "What the row is", |r| Some(r.sort))
        .full()
        .text("name", "Name", "Whose figure it is, where it is somebody else’s", |r| {
            r.figure.name.map(|n| plain_words(&n.0)).unwrap_or_default()
        });
    figures(table)
        .cited(
            ("source", "Source", "Where it was published, in words"),
            ("Pages of the source", "Where it was published"),
            Row::sources,
        )
        .ids("items", "Items", "Recommendations and actions of the plan whose progress it shows", |r| {
            r.items.to_vec()
        })
        .page(|r| {
            r.linker.href(
                &measures_path(r.linker.views, r.plan_id),
                Some(&format!("{}-{}", r.plan_id, r.measure.id)),
            )
        })
        .full()
        .key(&["plan", "id", "number"])
}

fn figures<'v>(table: Table<Row<'v>>) -> Table<Row<'v>> {
    table
        .noted_date(
            "period",
            "Period",
            "The time it is of; for a target, by when",
            |r: &Row<'v>| r.figure.period,
            |r| r.figure.period_note.as_ref(),
        )
        .decimal(
            "value",
            "Value",
            "The figure, in the digits that were published; empty where no number was",
            |r| r.figure.value.map(|v| v.text.as_str()),
        )
        .words("figure", "Figure in words", "The figure with its unit as pages read it", |r, out| {
            plain_words(&figure(r.figure.value, r.figure.text, r.measure.unit.as_ref())).put(out);
        })
        .full()
        .decimal("milestone", "Milestone", "What was aimed at for that time", |r| {
            r.figure.milestone.map(|m| m.text.as_str())
        })
        .word("status", "Status", "How firm it is; empty where nobody says", |r| r.figure.status)
        .date("published", "Published", "When it was published", |r| r.figure.published)
        .text("note", "Note", "What should be known about it", |r| {
            r.figure.note.map(|n| plain_words(&n.0)).unwrap_or_default()
        })
}

fn of_reading(reading: &Reading) -> Figure<'_> {
    Figure {
        name: None,
        period: Some(reading.period),
        period_note: reading.note("period").cloned(),
        value: reading.value.as_ref(),
        text: reading.text.as_ref(),
        milestone: reading.milestone.as_ref(),
        status: reading.status,
        published: reading.published,
        note: reading.note.as_ref(),
        source: Some(&reading.source),
    }
}

fn of_target(target: &Target) -> Figure<'_> {
    Figure {
        period: target.by,
        period_note: Some(DateNote { text: target.by_text.clone(), basis: target.by_basis }),
        value: target.value.as_ref(),
        text: target.text.as_ref(),
        source: Some(&target.source),
        ..Figure::default()
    }
}

fn of_published(figure: Published<'_>) -> Figure<'_> {
    match figure {
        Published::Reading(reading, round) => {
            let own = of_reading(reading);
            let source = own.source.filter(|s| !s.is_empty()).or(round.map(|r| &r.source));
            Figure { published: own.published.or(round.map(|r| r.date)), source, ..own }
        }
        Published::InRound(round, value) => Figure {
            period: Some(round.date),
            period_note: round.note("date").cloned(),
            value: Some(value),
            published: Some(round.date),
            source: Some(&round.source),
            ..Figure::default()
        },
    }
}

fn figures_of<'v>(plan: &'v Plan, measure: &'v Measure) -> Vec<(Sort, Figure<'v>)> {
    let readings = published(plan, measure).into_iter().map(|(_, p)| (Sort::Reading, of_published(p)));
    let mut list: Vec<_> = readings.collect();
    if list.is_empty() {
        list.push((Sort::None, Figure::default()));
    }
    list.extend(measure.baseline.as_ref().map(|b| (Sort::Baseline, of_reading(b))));
    list.extend(measure.targets.iter().map(|t| (Sort::Target, of_target(t))));
    for comparator in measure.comparators.iter() {
        let named = |r| (Sort::Comparator, Figure { name: Some(&comparator.name), ..of_reading(r) });
        list.extend(comparator.readings.iter().map(named));
    }
    list
}

/// A measure with its figures, for `plans.json`.
pub(super) fn figures_json<'v>(
    linker: Linker<'v>,
    id: &Id,
    plan: &'v Plan,
    measure: &'v Measure,
) -> json::Measure<'v> {
    let of = |wanted: Sort| {
        let figures = figures_of(plan, measure).into_iter().filter(move |(sort, _)| *sort == wanted);
        figures.map(|(_, figure)| figure_json(&linker, plan, measure, &figure)).collect::<Vec<_>>()
    };
    let anchor = format!("{id}-{}", measure.id);
    json::Measure {
        id: measure.id.0.as_str().into(),
        title: plain_words(&measure.title.0),
        definition: said(&linker, Some(&measure.definition)),
        unit: measure.unit.as_ref().map(|u| plain_words(&u.0)),
        direction: measure.direction,
        cumulative: measure.cumulative,
        page: linker.href(&measures_path(linker.views, id), Some(&anchor)).into(),
        readings: of(Sort::Reading),
        baseline: of(Sort::Baseline).pop(),
        targets: of(Sort::Target),
        comparators: of(Sort::Comparator),
    }
}

fn figure_json<'v>(
    linker: &Linker<'v>,
    plan: &Plan,
    measure: &Measure,
    found: &Figure<'v>,
) -> json::Figure<'v> {
    let note = found.period_note.as_ref();
    let cited = found.source.map_or_else(Cites::default, |s| cites(linker, s, Some(plan)));
    json::Figure {
        name: found.name.map(|n| plain_words(&n.0)),
        period: found.period.map(|d| date(d, note).owned()),
        period_text: maybe(note.filter(|_| found.period.is_none()).map(date_text).unwrap_or_default())
            .map(|words| words.into_owned().into()),
        value: found.value.map(|v| v.text.as_str().into()),
        words: plain_words(&figure(found.value, found.text, measure.unit.as_ref())).into_owned().into(),
        milestone: found.milestone.map(|m| m.text.as_str().into()),
        status: found.status,
        published: found.published.map(|d| date(d, None)),
        note: found.note.map(|n| plain_words(&n.0)),
        source: sources(cited),
    }
}

/// The items of a plan by the measures that show their progress, so that a plan of many figures is read once.
fn shown_by(plan: &Plan) -> BTreeMap<&ItemId, Vec<String>> {
    let mut shown: BTreeMap<&ItemId, Vec<String>> = BTreeMap::new();
    for item in plan.items() {
        let measures = item.work().into_iter().flat_map(|w| w.measures.iter()).flat_map(|m| m.iter());
        measures.for_each(|m| shown.entry(m).or_default().push(item.id().to_string()));
    }
    shown
}

/// The rows.
pub(super) fn rows<'v>(linker: Linker<'v>) -> impl Iterator<Item = Row<'v>> {
    let plans = linker.views.edition.register.plans.iter();
    let measures = plans.flat_map(|(id, plan)| {
        let mut shown = shown_by(plan);
        let of = move |m: &'v Measure| (id, plan, m, shown.remove(&m.id).unwrap_or_default());
        plan.measures.iter().map(of)
    });
    measures.flat_map(move |(plan_id, plan, measure, items)| {
        let items: Rc<[String]> = items.into();
        let figures = figures_of(plan, measure).into_iter().enumerate();
        figures.map(move |(at, (sort, figure))| Row {
            linker,
            plan_id,
            plan,
            measure,
            number: at + 1,
            sort,
            figure,
            items: Rc::clone(&items),
        })
    })
}
