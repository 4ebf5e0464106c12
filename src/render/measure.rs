//! Measures in words: definition, where it started, what it should reach, and each published figure. A measure without
//! a figure says so.

use serde::Serialize;

use super::address::{Link, Linker, escaped};
use super::cite::{Cites, cites};
use super::series::{Aim, Figure, Series, Told, series};
use super::words::{self, DateWords};
use crate::model::date::Date;
use crate::model::measure::{Cumulative, Direction, Measure, Reading, ReadingOrValue, ReadingStatus, Target};
use crate::model::plan::AmendedField;
use crate::model::register::Plan;
use crate::model::scalar::{Id, Number, Text, Written};
use crate::model::update::Round;

/// A measure in words.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct MeasureWords {
    /// The id of its place on the page of all measures.
    anchor: String,
    /// Its reference within the plan.
    id: String,
    /// Its title.
    title: String,
    /// The reference as the council prints it.
    cited_as: Option<String>,
    /// What it measures, as HTML.
    definition: String,
    /// "higher is better" or "lower is better".
    direction: Option<&'static str>,
    /// Over which year it adds up.
    cumulative: Option<&'static str>,
    /// Where it started.
    baseline: Option<ReadingWords>,
    /// What it should reach.
    targets: Vec<TargetWords>,
    /// The target in the words last agreed, where it was amended.
    amended: Option<(String, DateWords)>,
    /// Each published figure, oldest first.
    readings: Vec<ReadingWords>,
    /// Figures of others: the name, and their figures.
    comparators: Vec<(String, Vec<ReadingWords>)>,
    /// Recommendations and actions that it shows.
    items: Vec<Link>,
    /// Its plan.
    plan: Link,
    /// Whether any figure has a milestone.
    milestones: bool,
    /// Its unit, where that is more than one sign.
    unit: String,
    /// Its figures drawn; none where fewer than two are numbers.
    drawing: Option<Series>,
}

/// A figure in words.
#[derive(Clone, Debug, Serialize)]
struct ReadingWords {
    /// The time that the figure is of.
    period: DateWords,
    /// The figure with its unit, in the digits published.
    figure: String,
    /// What was aimed at for that time.
    milestone: Option<String>,
    /// "final", "provisional" or "projected".
    status: Option<&'static str>,
    /// When it was published.
    published: Option<DateWords>,
    /// What should be known about it, as HTML.
    note: Option<String>,
    /// Where it is told.
    sources: Cites,
}

/// What a measure should reach.
#[derive(Clone, Debug, Serialize)]
struct TargetWords {
    /// By when.
    by: Option<DateWords>,
    /// By when, in the paper's words.
    by_words: Option<String>,
    /// The figure with its unit.
    figure: String,
    /// Where it is told.
    sources: Cites,
}

/// A measure of a plan, in words.
pub(crate) fn measure(linker: &Linker<'_>, id: &Id, plan: &Plan, measure: &Measure) -> MeasureWords {
    let unit = measure.unit.as_ref();
    let shows =
        plan.items().filter(|i| i.work().is_some_and(|w| w.measures.iter().any(|m| m.contains(&measure.id))));
    let readings = readings(linker, plan, measure);
    MeasureWords {
        anchor: format!("{id}-{}", measure.id),
        id: measure.id.0.clone(),
        title: measure.title.0.clone(),
        cited_as: measure.common().cited_as.as_ref().map(|c| c.0.clone()),
        definition: linker.text(&measure.definition),
        direction: measure.direction.and_then(|d| match d {
            Direction::Up => Some("higher is better"),
            Direction::Down => Some("lower is better"),
            Direction::None => None,
        }),
        cumulative: measure.cumulative.map(|c| match c {
            Cumulative::SchoolYear => "adds up over the school year",
            Cumulative::FinancialYear => "adds up over the financial year",
        }),
        baseline: measure.baseline.as_ref().map(|b| reading(linker, plan, b, unit)),
        targets: measure.targets.iter().map(|t| target(linker, plan, t, unit)).collect(),
        amended: amended_target(plan, measure),
        milestones: readings.iter().any(|r| r.milestone.is_some()),
        readings,
        comparators: measure
            .comparators
            .iter()
            .map(|c| (c.name.0.clone(), c.readings.iter().map(|r| reading(linker, plan, r, unit)).collect()))
            .collect(),
        unit: unit.filter(|u| !is_sign(u)).map_or(String::new(), |u| u.0.clone()),
        drawing: series(&told(plan, measure), |digits| short(digits, unit)),
        items: shows.map(|i| linker.item_of(id, i.id())).collect(),
        plan: linker.plan(id),
    }
}

/// A plan with its measures, and how many they are.
pub(crate) fn of_plan(linker: &Linker<'_>, id: &Id, plan: &Plan) -> (Link, Vec<MeasureWords>, usize) {
    let measures: Vec<_> = plan.measures.iter().map(|m| measure(linker, id, plan, m)).collect();
    let count = measures.len();
    (linker.plan(id), measures, count)
}

/// The target in the words last agreed.
fn amended_target(plan: &Plan, measure: &Measure) -> Option<(String, DateWords)> {
    let amendments = plan.amendments_of(&measure.id).filter(|a| a.field == AmendedField::Target);
    let latest = amendments.max_by_key(|a| a.date.last())?;
    Some((latest.to.0.clone(), words::date(&latest.date, latest.note("date"))))
}

/// A figure with its unit: `15.50%`, `12 days`.
pub(crate) fn figure(value: Option<&Number>, text: Option<&Text>, unit: Option<&Text>) -> String {
    match (value, text) {
        (Some(value), _) => with_unit(&value.text, unit),
        (None, Some(text)) => text.0.clone(),
        (None, None) => "no figure published".to_owned(),
    }
}

pub(crate) fn with_unit(digits: &str, unit: Option<&Text>) -> String {
    match unit.map(|u| u.0.as_str()) {
        None => digits.to_owned(),
        Some("%") => format!("{digits}%"),
        Some("£") => format!("£{digits}"),
        Some(unit) => format!("{digits} {unit}"),
    }
}

fn reading(linker: &Linker<'_>, plan: &Plan, reading: &Reading, unit: Option<&Text>) -> ReadingWords {
    ReadingWords {
        period: words::date(&reading.period, reading.note("period")),
        figure: figure(reading.value.as_ref(), reading.text.as_ref(), unit),
        milestone: reading.milestone.as_ref().map(|m| with_unit(&m.text, unit)),
        status: reading.status.map(|s| match s {
            ReadingStatus::Final => "final",
            ReadingStatus::Provisional => "provisional",
            ReadingStatus::Projected => "projected",
        }),
        published: words::maybe_date(reading.published, reading.note("published")),
        note: reading.note.as_ref().map(|n| escaped(&n.0)),
        sources: cites(linker, &reading.source, Some(plan)),
    }
}

/// A published figure, as it is written: with the measure or in a round, as a reading or as the figure alone.
pub(crate) enum Published<'p> {
    /// A reading, with the round that it is written in: what it does not say of itself, the round does.
    Reading(&'p Reading, Option<&'p Round>),
    InRound(&'p Round, &'p Number),
}

/// Figures written with the measure and in rounds, oldest first.
pub(crate) fn published<'p>(plan: &'p Plan, measure: &'p Measure) -> Vec<(Date, Published<'p>)> {
    let mut list: Vec<(Date, Published<'_>)> =
        measure.readings.iter().map(|r| (r.period, Published::Reading(r, None))).collect();
    for round in plan.rounds() {
        match round.readings.get(&measure.id) {
            Some(ReadingOrValue::Reading(written)) => {
                list.push((written.period, Published::Reading(written, Some(round))))
            }
            Some(ReadingOrValue::Value(value)) => list.push((round.date, Published::InRound(round, value))),
            None => {}
        }
    }
    list.sort_by(|(a, _), (b, _)| a.by_first_day(b));
    list
}

/// A reading of a round: published with it and told where it is, unless it says otherwise.
fn of_round(linker: &Linker<'_>, plan: &Plan, own: ReadingWords, round: Option<&Round>) -> ReadingWords {
    let Some(round) = round else { return own };
    let sources = match own.sources.is_empty() {
        true => cites(linker, &round.source, Some(plan)),
        false => own.sources,
    };
    let published = own.published.or(Some(words::date(&round.date, round.note("date"))));
    ReadingWords { published, sources, ..own }
}

fn readings(linker: &Linker<'_>, plan: &Plan, measure: &Measure) -> Vec<ReadingWords> {
    let unit = measure.unit.as_ref();
    let words = |(_, figure): (Date, Published<'_>)| match figure {
        Published::Reading(written, round) => {
            of_round(linker, plan, reading(linker, plan, written, unit), round)
        }
        Published::InRound(round, value) => ReadingWords {
            period: words::date(&round.date, round.note("date")),
            figure: with_unit(&value.text, unit),
            milestone: None,
            status: None,
            published: Some(words::date(&round.date, None)),
            note: None,
            sources: cites(linker, &round.source, Some(plan)),
        },
    };
    published(plan, measure).into_iter().map(words).collect()
}

/// A figure as short as it can be read: its unit where that is one sign.
fn short(digits: &str, unit: Option<&Text>) -> String {
    with_unit(digits, unit.filter(|u| is_sign(u)))
}

fn is_sign(unit: &Text) -> bool {
    matches!(unit.0.as_str(), "%" | "£")
}

/// What is drawn of a measure: every figure that is a number.
fn told(plan: &Plan, measure: &Measure) -> Told {
    let unit = measure.unit.as_ref();
    let figure = |period: Date, number: &Number, status: Option<ReadingStatus>| Figure {
        period,
        value: number.value,
        words: short(&number.text, unit),
        status,
    };
    let of_reading = |r: &Reading| r.value.as_ref().map(|v| figure(r.period, v, r.status));
    let published = published(plan, measure);
    let figures = published.iter().filter_map(|(date, p)| match p {
        Published::Reading(reading, _) => of_reading(reading),
        Published::InRound(_, value) => Some(figure(*date, value, None)),
    });
    let milestones = published.iter().filter_map(|(date, p)| match p {
        Published::Reading(reading, _) => reading.milestone.as_ref().map(|m| figure(*date, m, None)),
        Published::InRound(..) => None,
    });
    Told {
        figures: figures.collect(),
        baseline: measure.baseline.as_ref().and_then(of_reading),
        aims: measure.targets.iter().filter_map(|t| aim(plan, measure, t)).collect(),
        milestones: milestones.collect(),
        others: measure
            .comparators
            .iter()
            .map(|c| (c.name.0.clone(), c.readings.iter().filter_map(of_reading).collect::<Vec<_>>()))
            .filter(|(_, figures)| !figures.is_empty())
            .collect(),
        cumulative: measure.cumulative,
    }
}

/// A target as it stands after the amendments that changed its figure; one that is no number is not drawn.
fn aim(plan: &Plan, measure: &Measure, target: &Target) -> Option<Aim> {
    let unit = measure.unit.as_ref();
    let mut number = target.value.clone()?;
    let mut amendments: Vec<_> =
        plan.amendments_of(&measure.id).filter(|a| a.field == AmendedField::Target).collect();
    amendments.sort_by_key(|a| a.date.last());
    for amendment in amendments {
        let digits = |text: &str| {
            let unit = unit.map_or("", |u| u.0.as_str());
            text.trim().trim_start_matches(unit).trim_end_matches(unit).trim().to_owned()
        };
        if digits(&amendment.from.0) == number.text {
            number = Number::read(&digits(&amendment.to.0)).ok()?;
        }
    }
    Some(Aim { by: target.by, value: number.value, words: short(&number.text, unit) })
}

fn target(linker: &Linker<'_>, plan: &Plan, target: &Target, unit: Option<&Text>) -> TargetWords {
    let note = crate::model::basis::DateNote { text: target.by_text.clone(), basis: target.by_basis };
    TargetWords {
        by: target.by.map(|d| words::date(&d, Some(&note))),
        by_words: if target.by.is_none() { words::note_words(&note) } else { None },
        figure: figure(target.value.as_ref(), target.text.as_ref(), unit),
        sources: cites(linker, &target.source, Some(plan)),
    }
}
