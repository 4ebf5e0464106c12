//! The timeline in words: everything dated, grouped by year, in long years by month, each entry with its link; and the
//! pages it is cut into where it is long.

use chrono::{Datelike, NaiveDate};
use serde::Serialize;

use super::address::{Link, Linker};
use super::entry::{EntryWords, sort_of, words_of};
use super::picture::{Dated, Picture, picture as draw};
use super::words::{self, DateWords};
use crate::derive::Views;
use crate::derive::timeline::{Entry, Turn, month_of, turn};
use crate::model::date::{Date, month_name};
use crate::model::scalar::Id;
use crate::output::OutPath;

/// A timeline of more entries has a page for each year, and a year of more a page for each month.
const ON_ONE_PAGE: usize = 500;
/// A year of more entries has a heading for each month.
const WITHOUT_MONTHS: usize = 30;

/// A year of the timeline.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Year {
    /// The year.
    pub(crate) year: i32,
    /// How many entries it has.
    pub(crate) count: usize,
    /// Its months; one without a name where it has few entries.
    pub(crate) months: Vec<Month>,
}

/// Some entries of a year.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Month {
    /// "March 2021", or that no month is known.
    pub(crate) name: Option<String>,
    /// Its name in the page's address.
    pub(crate) anchor: String,
    /// Its entries, oldest first.
    pub(crate) entries: Vec<EntryWords>,
    /// The date of the view, where nothing comes after it.
    pub(crate) now: Option<DateWords>,
}

/// A part of the timeline: a year or a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Part {
    /// The year.
    pub(crate) year: i32,
    /// The month from 1; 0 for what the papers give no month; none for the whole year.
    pub(crate) month: Option<u32>,
}

/// A page of the timeline.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Page {
    /// Everything that it tells of, drawn; none where it would hold fewer than two marks.
    picture: Option<Picture>,
    /// How many entries it has, those on pages of their own among them.
    total: usize,
    /// Its years, or the months of its year, with how many entries each has.
    index: Vec<(Link, usize)>,
    /// What the index lists: "Years" or "Months".
    index_of: &'static str,
    /// Its entries by year; empty where each part has a page of its own.
    years: Vec<Year>,
    /// The page of the year or month before.
    before: Option<Link>,
    /// The page of the year or month after.
    after: Option<Link>,
}

/// The entries of a whole site, or of one plan, by year.
pub(crate) fn years(linker: &Linker<'_>, plan: Option<&Id>) -> Vec<Year> {
    let chosen = of_plan(linker, plan);
    let turn = match plan {
        None => linker.views.places.turn,
        Some(_) => turn(chosen.iter().copied(), linker.views.edition.as_at),
    };
    in_years(linker, turn, &chosen)
}

/// A picture of a whole site, or of one plan; none where it would hold fewer than two marks.
pub(crate) fn picture(linker: &Linker<'_>, plan: Option<&Id>) -> Option<Picture> {
    let of = if plan.is_some() { "Everything dated in this plan" } else { "Everything dated" };
    pictured(linker, of, of_plan(linker, plan).iter().map(|(_, entry)| *entry))
}

/// Where the timeline, or a part of it, is published.
pub(crate) fn path(part: Option<Part>) -> OutPath {
    OutPath::new(match part {
        None => "timeline.html".to_owned(),
        Some(Part { year, month: None }) => format!("timeline/{year:04}.html"),
        Some(Part { year, month: Some(month) }) => format!("timeline/{year:04}-{month:02}.html"),
    })
}

/// What a part is called.
pub(crate) fn part_words(part: Part) -> String {
    match part.month {
        None => part.year.to_string(),
        Some(0) => format!("{}, month not stated", part.year),
        Some(month) => format!("{} {}", month_name(month), part.year),
    }
}

/// The title of the timeline's page, or of a part's.
pub(crate) fn title(part: Option<Part>) -> String {
    part.map_or("Timeline".to_owned(), |p| format!("Timeline: {}", part_words(p)))
}

/// The pages above a part's page, the highest first.
pub(crate) fn above(part: Option<Part>) -> Vec<Option<Part>> {
    match part {
        None => Vec::new(),
        Some(Part { month: None, .. }) => vec![None],
        Some(Part { year, .. }) => vec![None, Some(Part { year, month: None })],
    }
}

/// The pages that a long timeline is cut into, beside its first one.
pub(crate) fn parts(views: &Views) -> Vec<Part> {
    if views.timeline.len() <= ON_ONE_PAGE {
        return Vec::new();
    }
    let mut parts = Vec::new();
    let months: Vec<_> = views.places.by_month.keys().copied().collect();
    for months in months.chunk_by(|(a, _), (b, _)| a == b) {
        let whole = months.first().map(|(year, _)| Part { year: *year, month: None });
        parts.extend(whole);
        if whole.is_some_and(|whole| whole.count(views) > ON_ONE_PAGE) {
            parts.extend(months.iter().map(|(year, month)| Part { year: *year, month: Some(*month) }));
        }
    }
    parts
}

/// Where entries of the timeline stand, for pages that lead to them.
pub(crate) struct Places {
    parts: Vec<Part>,
}

/// Where the entries of the timeline stand.
pub(crate) fn places(views: &Views) -> Places {
    Places { parts: parts(views) }
}

impl Places {
    /// The page that has an entry of this date, and the heading of its year there.
    pub(crate) fn of(&self, date: &Date) -> (OutPath, String) {
        // A year's months come after it: where it is cut into them, its own page has no entries.
        let part = self.parts.iter().rev().find(|part| part.has(date));
        (path(part.copied()), year_anchor(date.first().year()))
    }
}

fn year_anchor(year: i32) -> String {
    format!("year-{year}")
}

/// The timeline's first page, or that of a part.
pub(crate) fn page(linker: &Linker<'_>, part: Option<Part>) -> Page {
    let views = linker.views;
    let parts = parts(views);
    let chosen = part.map_or_else(|| of_plan(linker, None), |part| part.entries(views));
    let is_cut = parts.iter().any(|p| p.is_part_of(part));
    let years = if is_cut { Vec::new() } else { in_years(linker, views.places.turn, &chosen) };
    let link = |p: &Part| linker.to(&path(Some(*p)), None, part_words(*p));
    let index = match (is_cut, part) {
        (true, _) => parts.iter().filter(|p| p.is_part_of(part)).map(|p| (link(p), p.count(views))).collect(),
        (false, None) => years.iter().map(|y| (to_year(y), y.count)).collect(),
        (false, Some(_)) => Vec::new(),
    };
    let level: Vec<&Part> = parts.iter().filter(|p| part.is_some_and(|part| p.is_beside(part))).collect();
    let at = level.iter().position(|p| Some(**p) == part);
    let beside = |at: Option<usize>| at.and_then(|at| level.get(at)).map(|p| link(p));
    let of = part.map_or("Everything dated".to_owned(), |p| format!("Everything dated in {}", part_words(p)));
    Page {
        picture: pictured(linker, &of, chosen.iter().map(|(_, entry)| *entry)),
        total: chosen.len(),
        index,
        index_of: if part.is_some() { "Months" } else { "Years" },
        years,
        before: beside(at.and_then(|at| at.checked_sub(1))),
        after: beside(at.map(|at| at + 1)),
    }
}

fn to_year(year: &Year) -> Link {
    Link { href: Some(format!("#{}", year_anchor(year.year))), text: year.year.to_string() }
}

impl Part {
    /// Where its entries stand in the timeline, by month.
    fn positions<'v>(&self, views: &'v Views) -> impl Iterator<Item = &'v Vec<usize>> {
        let (from, to) = self.month.map_or((0, 12), |month| (month, month));
        views.places.by_month.range((self.year, from)..=(self.year, to)).map(|(_, positions)| positions)
    }

    fn count(&self, views: &Views) -> usize {
        self.positions(views).map(Vec::len).sum()
    }

    /// Its entries, oldest first.
    fn entries<'v>(&self, views: &'v Views) -> Vec<Placed<'v>> {
        let mut positions: Vec<usize> = self.positions(views).flatten().copied().collect();
        positions.sort_unstable();
        placed(views, positions)
    }

    fn has(&self, date: &Date) -> bool {
        date.first().year() == self.year && self.month.is_none_or(|m| month_of(date) == m)
    }

    /// Whether it is a year of the whole timeline, or a month of that year.
    fn is_part_of(&self, part: Option<Part>) -> bool {
        match part {
            None => self.month.is_none(),
            Some(part) => part.month.is_none() && self.month.is_some() && self.year == part.year,
        }
    }

    fn is_beside(&self, part: Part) -> bool {
        self.month.is_some() == part.month.is_some()
    }
}

/// An entry with its position in the timeline.
type Placed<'v> = (usize, &'v Entry);

fn placed(views: &Views, positions: impl IntoIterator<Item = usize>) -> Vec<Placed<'_>> {
    positions.into_iter().filter_map(|at| Some((at, views.timeline.get(at)?))).collect()
}

/// Entries by what they share, those of one group in their order.
fn by<'e, K: Ord>(entries: &[Placed<'e>], of: fn(&Entry) -> K) -> Vec<(K, Vec<Placed<'e>>)> {
    let mut groups = std::collections::BTreeMap::new();
    for placed in entries {
        groups.entry(of(placed.1)).or_insert_with(Vec::new).push(*placed);
    }
    groups.into_iter().collect()
}

fn of_plan<'v>(linker: &Linker<'v>, plan: Option<&Id>) -> Vec<Placed<'v>> {
    let views = linker.views;
    match plan {
        None => views.timeline.iter().enumerate().collect(),
        Some(plan) => placed(views, views.places.by_plan.get(plan).into_iter().flatten().copied()),
    }
}

fn pictured<'e>(linker: &Linker<'_>, of: &str, entries: impl Iterator<Item = &'e Entry>) -> Option<Picture> {
    let dated = |e: &Entry| Dated { shape: sort_of(linker.views, &e.what).1, date: e.date };
    draw(of, &entries.map(dated).collect::<Vec<_>>(), linker.views.edition.as_at)
}

/// Some entries by year, with the date of the view between what is past and what lies wholly ahead.
fn in_years(linker: &Linker<'_>, turn: Turn, chosen: &[Placed<'_>]) -> Vec<Year> {
    let as_at = linker.views.edition.as_at;
    let last = turn.last.filter(|_| turn.ahead.is_none());
    let words = |(at, entry): Placed<'_>| {
        let here = turn.ahead == Some(at);
        Some(EntryWords { now: here.then(|| as_at_words(as_at)), ..words_of(linker, entry)? })
    };
    let in_month = |part: Option<Part>, year: i32, entries: Vec<Placed<'_>>| {
        let month = part.and_then(|p| p.month).map_or(String::new(), |m| format!("-{m:02}"));
        Month {
            name: part.map(part_words),
            anchor: format!("month-{year}{month}"),
            now: last.filter(|l| entries.iter().any(|(at, _)| at == l)).map(|_| as_at_words(as_at)),
            entries: entries.into_iter().filter_map(words).collect(),
        }
    };
    let in_year = |(year, entries): (i32, Vec<Placed<'_>>)| {
        let count = entries.len();
        let months = by(&entries, |e| month_of(&e.date));
        let months = match count > WITHOUT_MONTHS && months.len() > 1 {
            true => {
                let named = months.into_iter().map(|(m, e)| (Some(Part { year, month: Some(m) }), e));
                named.map(|(part, entries)| in_month(part, year, entries)).collect()
            }
            false => vec![in_month(None, year, months.into_iter().flat_map(|(_, e)| e).collect())],
        };
        Year { year, count, months }
    };
    by(chosen, |e| e.date.first().year()).into_iter().map(in_year).collect()
}

fn as_at_words(as_at: NaiveDate) -> DateWords {
    words::date(&Date::day(as_at), None)
}
