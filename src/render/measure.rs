//! Measures in words: definition, where it started, what it should reach, and each published figure. A measure without
//! a figure says so.

use serde::Serialize;

use super::address::{Link, Linker, plain};
use super::cite::{Cite, cites};
use super::words::{self, DateWords};
use crate::model::date::Date;
use crate::model::measure::{Cumulative, Direction, Measure, Reading, ReadingOrValue, ReadingStatus};
use crate::model::plan::AmendedField;
use crate::model::register::Plan;
use crate::model::scalar::{Id, Number, Text};

/// A measure in words.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct MeasureWords {
    anchor: String,
    id: String,
    title: String,
    cited_as: Option<String>,
    definition: String,
    direction: Option<&'static str>,
    cumulative: Option<&'static str>,
    baseline: Option<ReadingWords>,
    targets: Vec<TargetWords>,
    /// The target in the words last agreed, where it was amended.
    amended: Option<(String, DateWords)>,
    readings: Vec<ReadingWords>,
    comparators: Vec<(String, Vec<ReadingWords>)>,
    items: Vec<Link>,
    plan: Link,
    milestones: bool,
}

/// A figure in words.
#[derive(Clone, Debug, Serialize)]
struct ReadingWords {
    period: DateWords,
    figure: String,
    milestone: Option<String>,
    status: Option<&'static str>,
    published: Option<DateWords>,
    note: Option<String>,
    sources: Vec<Cite>,
}

#[derive(Clone, Debug, Serialize)]
struct TargetWords {
    by: Option<DateWords>,
    by_words: Option<String>,
    figure: String,
    sources: Vec<Cite>,
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
        items: shows.map(|i| linker.item_of(id, i.id())).collect(),
        plan: linker.plan(id),
    }
}

/// The target in the words last agreed.
fn amended_target(plan: &Plan, measure: &Measure) -> Option<(String, DateWords)> {
    let amendments = plan.amendments.iter().filter(|a| a.of == measure.id && a.field == AmendedField::Target);
    let latest = amendments.max_by_key(|a| a.date.last())?;
    Some((latest.to.0.clone(), words::date(&latest.date, latest.note("date"))))
}

/// A figure with its unit: `15.50%`, `12 days`.
fn figure(value: Option<&Number>, text: Option<&Text>, unit: Option<&Text>) -> String {
    match (value, text) {
        (Some(value), _) => with_unit(&value.text, unit),
        (None, Some(text)) => text.0.clone(),
        (None, None) => "no figure published".to_owned(),
    }
}

fn with_unit(digits: &str, unit: Option<&Text>) -> String {
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
        note: reading.note.as_ref().map(|n| plain(&n.0)),
        sources: cites(linker, &reading.source, Some(plan)),
    }
}

/// Figures written with the measure and in rounds, oldest first.
fn readings(linker: &Linker<'_>, plan: &Plan, measure: &Measure) -> Vec<ReadingWords> {
    let unit = measure.unit.as_ref();
    let mut list: Vec<(Date, ReadingWords)> =
        measure.readings.iter().map(|r| (r.period, reading(linker, plan, r, unit))).collect();
    for round in plan.rounds() {
        match round.readings.get(&measure.id) {
            Some(ReadingOrValue::Reading(written)) => {
                list.push((written.period, reading(linker, plan, written, unit)))
            }
            Some(ReadingOrValue::Value(value)) => {
                let words = ReadingWords {
                    period: words::date(&round.date, round.note("date")),
                    figure: with_unit(&value.text, unit),
                    milestone: None,
                    status: None,
                    published: Some(words::date(&round.date, None)),
                    note: None,
                    sources: cites(linker, &round.source, Some(plan)),
                };
                list.push((round.date, words));
            }
            None => {}
        }
    }
    list.sort_by(|(a, _), (b, _)| a.by_first_day(b));
    list.into_iter().map(|(_, words)| words).collect()
}

fn target(
    linker: &Linker<'_>,
    plan: &Plan,
    target: &crate::model::measure::Target,
    unit: Option<&Text>,
) -> TargetWords {
    let note = crate::model::basis::DateNote { text: target.by_text.clone(), basis: target.by_basis };
    TargetWords {
        by: target.by.map(|d| words::date(&d, Some(&note))),
        by_words: if target.by.is_none() { words::note_words(&note) } else { None },
        figure: figure(target.value.as_ref(), target.text.as_ref(), unit),
        sources: cites(linker, &target.source, Some(plan)),
    }
}
