//! A measure's figures through time, drawn: each published figure over the time it is about, the way between them, what
//! it should reach, where it started and what others had. It begins at zero, and the table beside it says the same.

use chrono::{Datelike, NaiveDate};
use serde::Serialize;

use super::scale::{Tick, TimeScale, ValueScale, percent};
use crate::model::date::Date;
use crate::model::measure::{Cumulative, ReadingStatus};

/// A figure at a time.
#[derive(Clone, Debug)]
pub(crate) struct Figure {
    /// The time it is about.
    pub(crate) period: Date,
    /// The figure.
    pub(crate) value: f64,
    /// As it is written beside its mark.
    pub(crate) words: String,
    /// How firm it is.
    pub(crate) status: Option<ReadingStatus>,
}

/// A figure to reach.
#[derive(Clone, Debug)]
pub(crate) struct Aim {
    /// By when.
    pub(crate) by: Option<Date>,
    /// The figure.
    pub(crate) value: f64,
    /// As it is written on its line.
    pub(crate) words: String,
}

/// Everything that is drawn of a measure.
#[derive(Clone, Debug, Default)]
pub(crate) struct Told {
    /// Its published figures, oldest first.
    pub(crate) figures: Vec<Figure>,
    /// Where it started.
    pub(crate) baseline: Option<Figure>,
    /// What it should reach.
    pub(crate) aims: Vec<Aim>,
    /// What was to be reached in a period.
    pub(crate) milestones: Vec<Figure>,
    /// Figures of others, by their name.
    pub(crate) others: Vec<(String, Vec<Figure>)>,
    /// The year over which its figures add up.
    pub(crate) cumulative: Option<Cumulative>,
}

/// The drawing, for a template.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Series {
    /// Lines across, at round figures.
    levels: Vec<Tick>,
    /// The line at zero.
    zero: String,
    /// Times along its foot.
    ticks: Vec<Tick>,
    /// Lines between figures that follow each other.
    ways: Vec<Way>,
    /// The figures.
    marks: Vec<Mark>,
    /// What was to be reached in a period.
    milestones: Vec<Mark>,
    /// Where it started.
    baseline: Option<Line>,
    /// What it should reach.
    aims: Vec<Line>,
    /// Figures of others.
    others: Vec<Other>,
    /// Whether a figure is provisional or projected.
    hollow: bool,
}

/// The way from one figure to the next.
#[derive(Clone, Debug, Serialize)]
struct Way {
    /// Where it begins, from the left.
    x1: String,
    /// Where it begins, from the top.
    y1: String,
    /// Where it ends, from the left.
    x2: String,
    /// Where it ends, from the top.
    y2: String,
}

/// A figure's mark.
#[derive(Clone, Debug, Serialize)]
struct Mark {
    /// From the left.
    x: String,
    /// From the top.
    y: String,
    /// Whether it is provisional or projected.
    hollow: bool,
    /// The figure, where it is written beside its mark.
    words: Option<String>,
}

/// A line across at a figure.
#[derive(Clone, Debug, Serialize)]
struct Line {
    /// From the top.
    y: String,
    /// Where its time is marked on it.
    x: Option<String>,
    /// The figure, with its unit.
    words: String,
}

/// Figures of others.
#[derive(Clone, Debug, Serialize)]
struct Other {
    /// The letter beside its marks.
    letter: char,
    /// Whose they are.
    name: String,
    /// Lines between them.
    ways: Vec<Way>,
    /// The figures.
    marks: Vec<Mark>,
}

/// Where figures stand.
struct Plot {
    time: TimeScale,
    value: ValueScale,
    cumulative: Option<Cumulative>,
}

/// Where the figures begin and end, in percent of the width: beside them there is room for words.
const SIDES: (f64, f64) = (7.0, 93.0);
/// More figures than this are written in the table alone, but for the last.
const WRITTEN: usize = 6;

/// The drawing of a measure; none with fewer than two figures, or where a scale cannot hold them.
pub(crate) fn series(told: &Told, unit: impl Fn(&str) -> String) -> Option<Series> {
    if told.figures.len() < 2 {
        return None;
    }
    let all = || {
        let others = told.others.iter().flat_map(|(_, figures)| figures);
        told.figures.iter().chain(&told.baseline).chain(&told.milestones).chain(others)
    };
    let values = all().map(|f| f.value).chain(told.aims.iter().map(|a| a.value));
    let dates = || all().map(|f| f.period);
    let time = TimeScale::over(dates().chain(near_aims(told, dates())), SIDES.0, SIDES.1)?;
    let plot = Plot { time, value: ValueScale::over(values)?, cumulative: told.cumulative };
    let last = told.figures.len().saturating_sub(1);
    let marks = told.figures.iter().enumerate().map(|(at, figure)| {
        let written = told.figures.len() <= WRITTEN || at == last;
        plot.mark(figure, written.then(|| figure.words.clone()))
    });
    let others = told.others.iter().zip('A'..='Z').map(|((name, figures), letter)| Other {
        letter,
        name: name.clone(),
        ways: plot.ways(figures),
        marks: figures.iter().map(|f| plot.mark(f, None)).collect(),
    });
    let marks: Vec<Mark> = marks.collect();
    Some(Series {
        levels: plot.value.ticks(unit),
        zero: percent(plot.value.at(0.0)),
        ticks: plot.time.ticks(),
        ways: plot.ways(&told.figures),
        hollow: marks.iter().any(|m| m.hollow),
        marks,
        milestones: told.milestones.iter().map(|f| plot.mark(f, None)).collect(),
        baseline: told.baseline.as_ref().map(|b| plot.line(b.value, Some(b.period), &b.words)),
        aims: told.aims.iter().map(|a| plot.line(a.value, a.by, &a.words)).collect(),
        others: others.collect(),
    })
}

/// Dates of targets that lie no further away than the figures reach: one in thirty years would leave no room for them.
fn near_aims(told: &Told, dates: impl Iterator<Item = Date>) -> Vec<Date> {
    let (mut first, mut last) = (NaiveDate::MAX, NaiveDate::MIN);
    for date in dates {
        (first, last) = (first.min(date.first()), last.max(date.last()));
    }
    let reach = last.signed_duration_since(first).num_days().max(366);
    let near = |d: &Date| {
        d.last().signed_duration_since(last).num_days() <= reach
            && first.signed_duration_since(d.first()).num_days() <= reach
    };
    told.aims.iter().filter_map(|a| a.by).filter(near).collect()
}

impl Plot {
    /// A figure stands in the middle of its time; one that adds up over a year, at its end.
    fn x(&self, period: &Date) -> f64 {
        match self.cumulative {
            None => self.time.middle(period),
            Some(_) => self.time.end(period.last()),
        }
    }

    fn mark(&self, figure: &Figure, words: Option<String>) -> Mark {
        Mark {
            x: percent(self.x(&figure.period)),
            y: percent(self.value.at(figure.value)),
            hollow: matches!(figure.status, Some(ReadingStatus::Provisional | ReadingStatus::Projected)),
            words,
        }
    }

    fn line(&self, value: f64, at: Option<Date>, words: &str) -> Line {
        let x = at.filter(|d| self.time.holds(d)).map(|d| self.time.end(d.last()));
        Line { y: percent(self.value.at(value)), x: x.map(percent), words: words.to_owned() }
    }

    /// The way through the figures; what adds up begins anew each year.
    fn ways(&self, figures: &[Figure]) -> Vec<Way> {
        let pairs = figures.iter().zip(figures.iter().skip(1));
        let together = pairs.filter(|(a, b)| self.year(&a.period) == self.year(&b.period));
        let way = |(a, b): (&Figure, &Figure)| Way {
            x1: percent(self.x(&a.period)),
            y1: percent(self.value.at(a.value)),
            x2: percent(self.x(&b.period)),
            y2: percent(self.value.at(b.value)),
        };
        together.map(way).collect()
    }

    /// The year a period adds up in, by its last day; one and the same where nothing adds up.
    fn year(&self, period: &Date) -> i32 {
        let begins = match self.cumulative {
            None => return 0,
            Some(Cumulative::SchoolYear) => 9,
            Some(Cumulative::FinancialYear) => 4,
        };
        let last = period.last();
        last.year() - i32::from(last.month() < begins)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn figure(year: i32, of_year: u32, value: f64) -> Figure {
        let period = Date::day(NaiveDate::from_yo_opt(year, of_year).unwrap_or(NaiveDate::MIN));
        Figure { period, value, words: value.to_string(), status: None }
    }

    fn shares(series: &Series) -> Vec<String> {
        let ways = series.ways.iter().chain(series.others.iter().flat_map(|o| &o.ways));
        let marks = series.marks.iter().chain(&series.milestones);
        let marks = marks.chain(series.others.iter().flat_map(|o| &o.marks));
        let lines = series.aims.iter().chain(&series.baseline);
        let mut all: Vec<String> = vec![series.zero.clone()];
        for way in ways {
            all.extend([way.x1.clone(), way.y1.clone(), way.x2.clone(), way.y2.clone()]);
        }
        all.extend(marks.flat_map(|m| [m.x.clone(), m.y.clone()]));
        all.extend(lines.flat_map(|l| [Some(l.y.clone()), l.x.clone()]).flatten());
        all.extend(series.levels.iter().chain(&series.ticks).map(|t| t.at.clone()));
        all
    }

    #[test]
    fn one_figure_is_not_drawn() {
        let told = Told { figures: vec![figure(2024, 1, 3.0)], ..Told::default() };
        assert!(series(&told, str::to_owned).is_none());
        assert!(series(&Told::default(), str::to_owned).is_none());
    }

    #[test]
    fn figures_beyond_any_scale_are_left_to_the_table() {
        for value in [1e300, f64::NAN, f64::INFINITY, 1e-300] {
            let figures = vec![figure(2024, 1, value), figure(2024, 9, value)];
            assert!(series(&Told { figures, ..Told::default() }, str::to_owned).is_none(), "{value}");
        }
    }

    #[test]
    fn what_adds_up_begins_anew_each_year() {
        let figures = || vec![figure(2024, 60, 9.0), figure(2024, 180, 2.0), figure(2024, 270, 5.0)];
        for (cumulative, count) in
            [(None, 2), (Some(Cumulative::FinancialYear), 1), (Some(Cumulative::SchoolYear), 1)]
        {
            let told = Told { figures: figures(), cumulative, ..Told::default() };
            assert_eq!(series(&told, str::to_owned).map(|s| s.ways.len()), Some(count), "{cumulative:?}");
        }
    }

    #[test]
    fn a_target_far_away_does_not_press_the_figures_together() {
        let far = Aim { by: Some(figure(2090, 1, 0.0).period), value: 4.0, words: String::new() };
        let told = Told {
            figures: vec![figure(2024, 1, 1.0), figure(2024, 300, 2.0)],
            aims: vec![far],
            ..Told::default()
        };
        let Some(series) = series(&told, str::to_owned) else { unreachable!() };
        assert!(series.aims.iter().all(|a| a.x.is_none()));
        assert!(series.marks.iter().any(|m| m.x.starts_with('7')), "{:?}", series.marks);
    }

    proptest! {
        #[test]
        fn everything_is_drawn_inside(
            given in proptest::collection::vec((1i32..=9999, 1u32..=365, -1e9f64..1e9), 2..12),
            aim in (1i32..=9999, -1e9f64..1e9),
            cumulative in proptest::option::of(Just(Cumulative::SchoolYear)),
        ) {
            let figures: Vec<Figure> = given.iter().map(|(y, d, v)| figure(*y, *d, *v)).collect();
            let told = Told {
                baseline: figures.first().cloned(),
                aims: vec![Aim { by: Some(figure(aim.0, 1, 0.0).period), value: aim.1, words: String::new() }],
                milestones: figures.clone(),
                others: vec![("Others".to_owned(), figures.clone())],
                figures,
                cumulative,
            };
            let Some(series) = series(&told, str::to_owned) else { unreachable!() };
            for text in shares(&series) {
                let share: f64 = text.strip_suffix('%').and_then(|t| t.parse().ok()).unwrap_or(f64::NAN);
                prop_assert!((0.0..=100.0).contains(&share), "{text}");
            }
        }
    }
}
