//! How the official word on a plan's items changed, as a drawing and as the table that says the same: for each day the
//! items by status, one upon another.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};
use serde::Serialize;

use super::address::Linker;
use super::look::LOOKS;
use super::scale::{Tick, TimeScale, percent};
use super::words::{self, DateWords};
use crate::derive::over_time::{Point, over_time as points_of};
use crate::model::date::{Date, Moment};
use crate::model::scalar::Id;
use crate::model::update::Status;

/// Where the days end and the column of the latest state begins and ends, in percent of the width.
const DAYS: (f64, f64) = (0.0, 86.0);
const LATEST: (f64, f64) = (88.0, 100.0);
/// A band of this height, in percent, has room for its number.
const ROOM: f64 = 9.5;

/// More days than this are drawn and listed by month, quarter, year or decade, each as it stood at its end.
const MOST: usize = 24;

/// The drawing and its table, for a template.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct OverTime {
    /// What it shows.
    pub(crate) title: String,
    /// How it began and how it stands, in figures.
    pub(crate) description: String,
    /// The date of the view, as read.
    as_at: String,
    /// The most items that there were on any day, in words: "27 items".
    total: String,
    /// What a row of the table is: "on each day", "at the end of each month".
    when: &'static str,
    /// Times along the foot of the drawing.
    ticks: Vec<Tick>,
    /// The statuses, from the bottom of the drawing to its top.
    bands: Vec<Band>,
    /// The words of the table's columns.
    statuses: Vec<Cow<'static, str>>,
    /// The rows of the table, oldest first.
    rows: Vec<Row>,
}

/// The items of one status.
#[derive(Clone, Debug, Serialize)]
struct Band {
    /// The status.
    word: Cow<'static, str>,
    /// The name of what fills it.
    pattern: &'static str,
    /// What is to be filled.
    boxes: Vec<Area>,
    /// How many there are at the end.
    latest: usize,
    /// Where that number stands in the last column, if there is room.
    number_at: Option<String>,
}

/// A rectangle, in percent of the drawing.
#[derive(Clone, Debug, PartialEq, Serialize)]
struct Area {
    /// From the left, with its sign: "12.5%".
    x: String,
    /// From the top.
    y: String,
    /// How wide.
    width: String,
    /// How high.
    height: String,
}

/// A row of the table.
#[derive(Clone, Debug, Serialize)]
struct Row {
    /// The day, or the time at whose end it stood so.
    date: DateWords,
    /// What happened: "3 items set out, words on 2 items".
    what: String,
    /// How many items there were.
    total: usize,
    /// How many had each status, in the order of the columns.
    counts: Vec<usize>,
}

/// A day, or a longer time of which only the end is shown.
struct Stage {
    /// When, in words.
    date: Date,
    /// The last day of it on which anything changed.
    day: NaiveDate,
    born: usize,
    /// How many items something was said of; over a longer time, on how many days.
    said: usize,
    counts: BTreeMap<Option<Status>, usize>,
}

/// How the official word on a plan's items changed; none where something was said on fewer than two days.
pub(crate) fn over_time(linker: &Linker<'_>, id: &Id) -> Option<OverTime> {
    let edition = &linker.views.edition;
    drawn(&points_of(edition, &linker.views.standings, id), edition.as_at)
}

/// Each status with the pattern of its band, from the bottom of the drawing.
fn order() -> impl Iterator<Item = (Option<Status>, &'static str)> {
    LOOKS.iter().map(|look| (look.status, look.pattern))
}

fn drawn(points: &[Point], as_at: NaiveDate) -> Option<OverTime> {
    if points.iter().filter(|p| p.said > 0).count() < 2 {
        return None;
    }
    let (stages, when) = stages(points);
    let (first, last) = (stages.first()?, stages.last()?);
    let most = stages.iter().map(Stage::total).max().filter(|most| *most > 0)?;
    let ends = [Date::day(points.first()?.date.last()), Date::day(as_at)];
    let scale = TimeScale::over(ends.into_iter(), DAYS.0, DAYS.1)?;
    let used = |status: &Option<Status>| stages.iter().any(|s| s.counts.contains_key(status));
    let order: Vec<_> = order().filter(|(status, _)| used(status)).collect();
    let columns: BTreeSet<Option<Status>> = order.iter().map(|(status, _)| *status).collect();
    let rows = stages.iter().map(|stage| Row {
        date: words::date(&stage.date, None),
        what: what(stage, stages.len() == points.len()),
        total: stage.total(),
        counts: columns.iter().map(|s| stage.counts.get(s).copied().unwrap_or(0)).collect(),
    });
    let items = words::plural(last.total() as i64, "item", "items");
    let as_at_words = words::day_words(as_at);
    Some(OverTime {
        title: format!("Official status of {items}, from {} to {as_at_words}", words::date_text(&first.date)),
        description: format!("At first: {}. As at {as_at_words}: {}.", counted(first), counted(last)),
        as_at: as_at_words,
        total: words::plural(most as i64, "item", "items"),
        when,
        ticks: scale.ticks(),
        statuses: columns.iter().map(|s| words::status(*s).word).collect(),
        bands: order.iter().map(|b| band(&stages, &order, *b, most, (&scale, as_at))).collect(),
        rows: rows.collect(),
    })
}

impl Stage {
    fn total(&self) -> usize {
        self.counts.values().sum()
    }
}

/// The points as they are drawn, each alone or the last of each month, quarter, year or decade.
fn stages(points: &[Point]) -> (Vec<Stage>, &'static str) {
    let stage = |p: &Point| Stage {
        date: p.date,
        day: p.date.last(),
        born: p.born,
        said: p.said,
        counts: p.counts.clone(),
    };
    if points.len() <= MOST {
        return (points.iter().map(stage).collect(), "on each day on which some were set out or spoken of");
    }
    let steps = [
        (1, "at the end of each month in which some were set out or spoken of"),
        (3, "at the end of each quarter in which some were set out or spoken of"),
        (12, "at the end of each year in which some were set out or spoken of"),
        (120, "at the end of each decade in which some were set out or spoken of"),
    ];
    let by = |step: i32| {
        let mut groups: BTreeMap<i32, Vec<&Point>> = BTreeMap::new();
        for point in points {
            let day = point.date.last();
            groups.entry((day.year() * 12 + day.month0() as i32).div_euclid(step)).or_default().push(point);
        }
        groups
    };
    let fits = steps.iter().find(|(step, _)| by(*step).len() <= MOST);
    let (step, when) = *fits.unwrap_or(&steps[3]);
    let joined = |(at, points): (i32, Vec<&Point>)| {
        let last = points.last()?;
        Some(Stage {
            date: months(at * step, step),
            born: points.iter().map(|p| p.born).sum(),
            said: points.iter().filter(|p| p.said > 0).count(),
            ..stage(last)
        })
    };
    (by(step).into_iter().filter_map(joined).collect(), when)
}

/// So many months from one on, counted since the year 0, as a date.
fn months(first: i32, count: i32) -> Date {
    let month = |at: i32| Moment::Month(at.div_euclid(12), at.rem_euclid(12) as u32 + 1);
    match count {
        1 => Date { from: month(first), to: None },
        12 => Date { from: Moment::Year(first.div_euclid(12)), to: None },
        120 => {
            let year = first.div_euclid(12);
            Date { from: Moment::Year(year), to: Some(Moment::Year(year + 9)) }
        }
        _ => Date { from: month(first), to: Some(month(first + count - 1)) },
    }
}

/// How the items stand at a point: "in progress 5, no update 2".
fn counted(point: &Stage) -> String {
    let found = LOOKS.iter().filter_map(|look| Some((look.word, point.counts.get(&look.status)?)));
    found.map(|(word, count)| format!("{word} {count}")).collect::<Vec<_>>().join(", ")
}

fn what(stage: &Stage, is_day: bool) -> String {
    let items = |count: usize| words::plural(count as i64, "item", "items");
    let said = |count: usize| if is_day { items(count) } else { words::plural(count as i64, "day", "days") };
    match (stage.born, stage.said) {
        (born, 0) => format!("{} set out", items(born)),
        (0, count) => format!("words on {}", said(count)),
        (born, count) => format!("{} set out, words on {}", items(born), said(count)),
    }
}

/// One status through all stages, and in the column of the latest state.
fn band(
    stages: &[Stage],
    order: &[(Option<Status>, &'static str)],
    (status, pattern): (Option<Status>, &'static str),
    most: usize,
    (scale, as_at): (&TimeScale, NaiveDate),
) -> Band {
    let share = |count: usize| 100.0 * count as f64 / most as f64;
    // From top to bottom of the band, in percent from the top of the drawing.
    let place = |stage: &Stage| {
        let below = order.iter().take_while(|(s, _)| *s != status).filter_map(|(s, _)| stage.counts.get(s));
        let below: usize = below.sum();
        let own = stage.counts.get(&status).copied().unwrap_or(0);
        (100.0 - share(below + own), share(own))
    };
    let area = |from: f64, to: f64, (y, height): (f64, f64)| Area {
        x: percent(from),
        y: percent(y),
        width: percent(to - from),
        height: percent(height),
    };
    let ends = stages.iter().skip(1).map(|p| p.day).chain([as_at]);
    let mut boxes: Vec<(f64, f64, (f64, f64))> = Vec::new();
    for (stage, end) in stages.iter().zip(ends) {
        let (from, to, at) = (scale.end(stage.day), scale.end(end), place(stage));
        match boxes.last_mut() {
            Some(before) if before.2 == at => before.1 = to,
            _ => boxes.push((from, to, at)),
        }
    }
    let last = stages.last().map(place).unwrap_or_default();
    boxes.push((LATEST.0, LATEST.1, last));
    let seen = boxes.into_iter().filter(|(from, to, (_, height))| *height > 0.0 && to > from);
    Band {
        word: words::status(status).word,
        pattern,
        boxes: seen.map(|(from, to, at)| area(from, to, at)).collect(),
        latest: stages.last().and_then(|p| p.counts.get(&status)).copied().unwrap_or(0),
        number_at: (last.1 >= ROOM).then(|| percent(last.0 + last.1 / 2.0)),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn point(year: i32, of_year: u32, said: usize, counts: &[(usize, usize)]) -> Point {
        let date = Date::day(NaiveDate::from_yo_opt(year, of_year).unwrap_or(NaiveDate::MIN));
        let counts = counts.iter().map(|(at, n)| (LOOKS[*at].status, *n)).collect();
        Point { date, born: 0, said, counts }
    }

    fn share(text: &str) -> f64 {
        text.strip_suffix('%').and_then(|t| t.parse().ok()).unwrap_or(f64::NAN)
    }

    #[test]
    fn fewer_than_two_days_with_words_are_not_drawn() {
        let as_at = NaiveDate::from_yo_opt(2024, 200).unwrap_or(NaiveDate::MIN);
        assert!(drawn(&[], as_at).is_none());
        let born = point(2024, 1, 0, &[(6, 3)]);
        assert!(drawn(&[born.clone(), point(2024, 2, 1, &[(2, 1), (6, 2)])], as_at).is_none());
        let two = [born, point(2024, 2, 1, &[(2, 1), (6, 2)]), point(2024, 200, 3, &[(2, 3)])];
        let Some(drawn) = drawn(&two, as_at) else { unreachable!() };
        assert_eq!(drawn.statuses, ["no update", "in progress"]);
        assert_eq!(drawn.rows.iter().map(|r| r.counts.clone()).collect::<Vec<_>>(), [[3, 0], [2, 1], [0, 3]]);
        assert_eq!(drawn.description, "At first: no update 3. As at 18 July 2024: in progress 3.");
        // The last word fell on the date of the view: only the column of the latest state shows it.
        assert_eq!(drawn.bands.iter().map(|b| b.boxes.len()).collect::<Vec<_>>(), [2, 2]);
    }

    #[test]
    fn many_days_are_told_by_month_quarter_year_or_decade() {
        for (apart, rows, first, when) in [
            (1, 24, "1 January 2020", "on each day"),
            (5, 9, "January 2020", "each month"),
            (30, 17, "January 2020 to March 2020", "each quarter"),
            (120, 17, "2020", "each year"),
            (900, 13, "2020 to 2029", "each decade"),
        ] {
            let count = if apart == 1 { 24 } else { 50 };
            let day = |n: u64| NaiveDate::from_ymd_opt(2020, 1, 1).map(|d| d + chrono::Days::new(n * apart));
            let days = (0..count).filter_map(day);
            let points: Vec<Point> =
                days.map(|d| Point { date: Date::day(d), ..point(2020, 1, 1, &[(2, 1), (6, 2)]) }).collect();
            let as_at = points.last().map_or(NaiveDate::MIN, |p| p.date.last());
            let Some(drawn) = drawn(&points, as_at) else { unreachable!() };
            assert_eq!(drawn.rows.len(), rows, "{apart}");
            assert!(drawn.title.contains(&format!("from {first} to")), "{}", drawn.title);
            assert!(drawn.when.contains(when), "{apart}: {}", drawn.when);
        }
    }

    proptest! {
        #[test]
        fn everything_is_drawn_inside(
            days in proptest::collection::btree_map(
                (1i32..=9999, 1u32..=365),
                proptest::collection::btree_map(0usize..10, 1usize..100_000, 1..10),
                2..12,
            ),
        ) {
            let points: Vec<Point> = days.iter()
                .map(|((y, d), counts)| point(*y, *d, 1, &counts.iter().map(|(k, v)| (*k, *v)).collect::<Vec<_>>()))
                .collect();
            let as_at = points.last().map(|p| p.date.last()).unwrap_or(NaiveDate::MIN);
            let Some(drawn) = drawn(&points, as_at) else { unreachable!() };
            for area in drawn.bands.iter().flat_map(|b| &b.boxes) {
                for text in [&area.x, &area.y, &area.width, &area.height] {
                    prop_assert!((0.0..=100.0).contains(&share(text)), "{area:?}");
                }
                prop_assert!(share(&area.x) + share(&area.width) <= 100.11);
                prop_assert!(share(&area.y) + share(&area.height) <= 100.11);
            }
            for row in &drawn.rows {
                prop_assert_eq!(row.counts.iter().sum::<usize>(), row.total);
            }
        }
    }
}
