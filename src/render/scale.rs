//! Where a day or a figure stands in a drawing. A drawing is as wide as the page lets it, so every place is a share of its
//! width or height, printed as a percentage: nothing is stretched, and letters stay as large as those of the page.

use chrono::{Datelike, NaiveDate};
use serde::Serialize;

use crate::model::date::{Date, Moment, month_name};

/// A share as an SVG length: at most one decimal, never `-0`, never outside the drawing.
pub(crate) fn percent(share: f64) -> String {
    let share = if share.is_finite() { share.clamp(0.0, 100.0) } else { 0.0 };
    format!("{}%", digits(share))
}

/// A height in the size of the drawing's letters, as an SVG length.
pub(crate) fn em(height: f64) -> String {
    format!("{}em", digits(height))
}

fn digits(number: f64) -> String {
    let digits = format!("{number:.1}");
    let digits = digits.trim_end_matches(".0");
    if digits == "-0" { "0".to_owned() } else { digits.to_owned() }
}

/// What a date is drawn as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Extent {
    /// A day: a mark.
    Day,
    /// From one time to another: a bar.
    Span,
    /// Some time in a month or year: a hollow bar, since no day of it is known.
    Vague,
}

/// What a date is drawn as.
pub(crate) fn extent(date: &Date) -> Extent {
    match (date.to, date.from) {
        _ if date.first() == date.last() => Extent::Day,
        (Some(to), from) if to != from => Extent::Span,
        (_, Moment::Day(_)) => Extent::Day,
        _ => Extent::Vague,
    }
}

/// Days from left to right.
#[derive(Clone, Debug)]
pub(crate) struct TimeScale {
    first: NaiveDate,
    last: NaiveDate,
    /// Where the first day begins and the last ends, in percent.
    from: f64,
    to: f64,
}

/// A line across the drawing, with what is written beside it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Tick {
    /// Where.
    pub(crate) at: String,
    /// What is read.
    pub(crate) label: Option<String>,
    /// Whether the label is for wide screens only.
    pub(crate) fine: bool,
}

/// A scale of up to two years is marked by months.
const MONTHS_UP_TO: i64 = 800;
/// On a narrow screen two labels stand at least so far apart, in percent of the width.
const APART: f64 = 28.0;
/// So many labels fit on a phone, and on a wide screen; names of months take more room than years.
const COARSE: i64 = 4;
const FINE_MONTHS: i64 = 9;
const FINE_YEARS: i64 = 12;

impl TimeScale {
    /// A scale that holds all of these dates, between two shares of the width; none without a date. A short one is
    /// drawn from the first day of a month to the last of one.
    pub(crate) fn over(dates: impl Iterator<Item = Date>, from: f64, to: f64) -> Option<Self> {
        let ends =
            dates.map(|d| (d.first(), d.last())).reduce(|(a, b), (first, last)| (a.min(first), b.max(last)));
        let (mut first, mut last) = ends?;
        if days_between(first, last) < MONTHS_UP_TO {
            first = month_start(month_of(first)).unwrap_or(first);
            let next = month_start(month_of(last) + 1).and_then(|d| d.pred_opt());
            last = next.unwrap_or(last);
        }
        Some(TimeScale { first, last, from, to })
    }

    fn place(&self, days: f64) -> f64 {
        let all = (days_between(self.first, self.last) + 1).max(1) as f64;
        self.from + (self.to - self.from) * (days / all).clamp(0.0, 1.0)
    }

    /// Where a day begins.
    pub(crate) fn start(&self, day: NaiveDate) -> f64 {
        self.place(days_between(self.first, day) as f64)
    }

    /// Where a day ends.
    pub(crate) fn end(&self, day: NaiveDate) -> f64 {
        self.place((days_between(self.first, day) + 1) as f64)
    }

    /// Whether a date is on it.
    pub(crate) fn holds(&self, date: &Date) -> bool {
        self.first <= date.first() && date.last() <= self.last
    }

    /// The middle of a date.
    pub(crate) fn middle(&self, date: &Date) -> f64 {
        (self.start(date.first()) + self.end(date.last())) / 2.0
    }

    /// Lines at the beginnings of years, or of months where the scale is short.
    pub(crate) fn ticks(&self) -> Vec<Tick> {
        let months = days_between(self.first, self.last) < MONTHS_UP_TO;
        let (low, high) = match months {
            true => (month_of(self.first), month_of(self.last)),
            false => (i64::from(self.first.year()) + 1, i64::from(self.last.year())),
        };
        let steps: &[i64] =
            if months { &[1, 3, 6, 12] } else { &[1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 5000] };
        let count = high - low + 1;
        let fits = |most: i64| move |step: &&i64| count <= most * **step;
        let widest = steps.last().copied().unwrap_or(1);
        let fine =
            steps.iter().find(fits(if months { FINE_MONTHS } else { FINE_YEARS })).copied().unwrap_or(widest);
        let coarse = steps.iter().filter(|s| *s % fine == 0).find(fits(COARSE)).copied().unwrap_or(widest);
        let begin = |at: i64| match months {
            true => month_start(at),
            false => i32::try_from(at).ok().and_then(|year| NaiveDate::from_ymd_opt(year, 1, 1)),
        };
        let mut ticks = Vec::new();
        let mut named = false;
        let mut last = None;
        for at in (low..=high).filter(|at| at.rem_euclid(fine) == 0) {
            let Some(day) = begin(at) else { continue };
            let share = self.start(day);
            let close = last.is_some_and(|last| share - last < APART);
            let fine = close || at.rem_euclid(coarse) != 0 || share > if months { 80.0 } else { 89.0 };
            last = if fine { last } else { Some(share) };
            let with_year = !months || at.rem_euclid(12) == 0 || (!named && !fine);
            named |= !fine;
            // A label stands to the right of its line; one that would leave the drawing is left out.
            let label = (share <= 94.0).then(|| match (months, with_year) {
                (false, _) => at.to_string(),
                (true, true) => format!("{} {}", short_month(day), day.year()),
                (true, false) => short_month(day).to_owned(),
            });
            ticks.push(Tick { at: percent(share), label, fine });
        }
        ticks
    }
}

fn days_between(from: NaiveDate, to: NaiveDate) -> i64 {
    to.signed_duration_since(from).num_days()
}

/// Months since the year 0.
fn month_of(day: NaiveDate) -> i64 {
    i64::from(day.year()) * 12 + i64::from(day.month0())
}

fn month_start(month: i64) -> Option<NaiveDate> {
    let year = i32::try_from(month.div_euclid(12)).ok()?;
    NaiveDate::from_ymd_opt(year, u32::try_from(month.rem_euclid(12)).ok()? + 1, 1)
}

fn short_month(day: NaiveDate) -> &'static str {
    let name = month_name(day.month());
    name.get(..3).unwrap_or(name)
}

/// Figures from bottom to top. Zero is always on it, so that no difference looks larger than it is.
#[derive(Clone, Debug)]
pub(crate) struct ValueScale {
    low: f64,
    high: f64,
    step: f64,
}

/// Figures beyond this, and differences below its inverse, are left to the table: a drawing would not show them.
const LARGEST: f64 = 1e12;

impl ValueScale {
    /// A scale that holds all of these figures; none without one, or where one is too large or all are too small.
    pub(crate) fn over(figures: impl Iterator<Item = f64>) -> Option<Self> {
        let (mut low, mut high, mut any) = (0.0_f64, 0.0_f64, false);
        for figure in figures {
            if !figure.is_finite() || figure.abs() > LARGEST {
                return None;
            }
            (low, high, any) = (low.min(figure), high.max(figure), true);
        }
        if !any {
            return None;
        }
        if high - low == 0.0 {
            high = 1.0;
        }
        if high - low < 1.0 / LARGEST {
            return None;
        }
        let raw = (high - low) / 4.0;
        let power = 10_f64.powi(raw.log10().floor() as i32);
        let step = [1.0, 2.0, 5.0, 10.0].map(|s| s * power).into_iter().find(|s| *s >= raw * 0.999_999);
        let step = step.unwrap_or(power * 10.0);
        Some(ValueScale { low: (low / step).floor() * step, high: (high / step).ceil() * step, step })
    }

    /// Where a figure stands, in percent from the top.
    pub(crate) fn at(&self, figure: f64) -> f64 {
        100.0 * (self.high - figure) / (self.high - self.low)
    }

    /// Lines at round figures, from the bottom; each with the figure in words by `unit`.
    pub(crate) fn ticks(&self, unit: impl Fn(&str) -> String) -> Vec<Tick> {
        let decimals = (-(self.step * 1.000_001).log10().floor()).max(0.0) as usize;
        let (from, to) = ((self.low / self.step).round() as i64, (self.high / self.step).round() as i64);
        let line = |at: i64| {
            let figure = at as f64 * self.step;
            let digits = grouped(&format!("{figure:.decimals$}"));
            Tick { at: percent(self.at(figure)), label: Some(unit(&digits)), fine: false }
        };
        (from..=to).map(line).collect()
    }
}

/// Digits with a comma before each three, as British readers write them.
fn grouped(digits: &str) -> String {
    let (sign, rest) = digits.strip_prefix('-').map_or(("", digits), |rest| ("-", rest));
    let (whole, fraction) = rest.split_once('.').map_or((rest, None), |(w, f)| (w, Some(f)));
    let mut text = String::from(sign);
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    if let Some(fraction) = fraction {
        text.push('.');
        text.push_str(fraction);
    }
    text
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(year: i32, of_year: u32) -> NaiveDate {
        NaiveDate::from_yo_opt(year, of_year).unwrap_or(NaiveDate::MIN)
    }

    fn share(text: &str) -> f64 {
        text.strip_suffix('%').and_then(|t| t.parse().ok()).unwrap_or(f64::NAN)
    }

    fn inside(text: &str) -> bool {
        (0.0..=100.0).contains(&share(text)) && !text.starts_with('-')
    }

    #[test]
    fn shares_are_printed_short_and_never_leave_the_drawing() {
        for (given, printed) in [
            (0.0, "0%"),
            (-0.0, "0%"),
            (-0.001, "0%"),
            (33.333_333, "33.3%"),
            (12.5, "12.5%"),
            (100.0, "100%"),
            (100.01, "100%"),
            (f64::NAN, "0%"),
            (f64::INFINITY, "0%"),
        ] {
            assert_eq!(percent(given), printed);
        }
    }

    #[test]
    fn a_span_is_a_bar_and_a_month_is_no_day() {
        use crate::model::scalar::Written;
        for (text, drawn) in [
            ("2021-07-20", Extent::Day),
            ("2021-07", Extent::Vague),
            ("2021", Extent::Vague),
            ("2021-07-20/2021-07-21", Extent::Span),
            ("2021-07-20/2021-07-20", Extent::Day),
            ("2022-02/2022-03", Extent::Span),
            ("2022/2022", Extent::Vague),
        ] {
            assert_eq!(Date::read(text).map(|d| extent(&d)).ok(), Some(drawn), "{text}");
        }
    }

    #[test]
    fn no_date_no_scale_and_one_day_is_enough() {
        assert!(TimeScale::over(std::iter::empty(), 0.0, 100.0).is_none());
        let one = Date::day(day(2024, 60));
        let Some(scale) = TimeScale::over([one].into_iter(), 0.0, 100.0) else { unreachable!() };
        assert!(inside(&percent(scale.middle(&one))));
        assert_eq!(scale.ticks().first().and_then(|t| t.label.clone()), Some("Feb 2024".to_owned()));
    }

    #[test]
    fn figures_are_marked_at_round_numbers_from_zero() {
        let labels = |figures: &[f64]| -> Option<Vec<String>> {
            let scale = ValueScale::over(figures.iter().copied())?;
            Some(scale.ticks(str::to_owned).into_iter().filter_map(|t| t.label).collect())
        };
        let of = |words: &[&str]| Some(words.iter().map(|w| (*w).to_owned()).collect::<Vec<_>>());
        assert_eq!(labels(&[74.0, 82.0, 91.0]), of(&["0", "50", "100"]));
        assert_eq!(labels(&[18.2, 15.5]), of(&["0", "5", "10", "15", "20"]));
        assert_eq!(labels(&[-3.0, 4.0]), of(&["-4", "-2", "0", "2", "4"]));
        assert_eq!(labels(&[0.02, 0.031]), of(&["0.00", "0.01", "0.02", "0.03", "0.04"]));
        assert_eq!(labels(&[1_200_000.0]), of(&["0", "500,000", "1,000,000", "1,500,000"]));
        assert_eq!(labels(&[0.0]), of(&["0.0", "0.5", "1.0"]));
        assert_eq!(labels(&[]), None);
        assert_eq!(labels(&[f64::NAN]), None);
        assert_eq!(labels(&[1e300, 1.0]), None);
        assert_eq!(labels(&[1e-300]), None);
    }

    proptest! {
        #[test]
        fn every_day_stands_inside(years in proptest::collection::vec((1i32..=9999, 1u32..=365), 1..8)) {
            let dates: Vec<Date> = years.iter().map(|(y, d)| Date::day(day(*y, *d))).collect();
            let Some(scale) = TimeScale::over(dates.iter().copied(), 10.0, 97.0) else { unreachable!() };
            for date in &dates {
                let (start, middle, end) = (scale.start(date.first()), scale.middle(date), scale.end(date.last()));
                prop_assert!(10.0 <= start && start < middle && middle < end && end <= 97.0 + 1e-9);
            }
            let ticks = scale.ticks();
            prop_assert!(ticks.len() <= 14, "{}", ticks.len());
            prop_assert!(ticks.iter().all(|t| inside(&t.at)));
            prop_assert!(ticks.iter().filter(|t| !t.fine && t.label.is_some()).count() <= 5);
        }

        #[test]
        fn every_figure_stands_inside(figures in proptest::collection::vec(-1e12f64..1e12, 1..8), by in -12i32..1) {
            let figures: Vec<f64> = figures.iter().map(|f| f * 10f64.powi(by)).collect();
            let Some(scale) = ValueScale::over(figures.iter().copied()) else { return Ok(()) };
            for figure in &figures {
                prop_assert!((-1e-6..=100.0 + 1e-6).contains(&scale.at(*figure)), "{figure} {scale:?}");
            }
            let ticks = scale.ticks(str::to_owned);
            prop_assert!((2..=8).contains(&ticks.len()), "{}", ticks.len());
            prop_assert!(ticks.iter().all(|t| inside(&t.at)));
            prop_assert!(ticks.iter().any(|t| t.label.as_deref().is_some_and(|l| l.parse() == Ok(0.0))));
        }
    }
}
