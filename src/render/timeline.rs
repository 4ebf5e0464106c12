//! The timeline in words: everything dated, grouped by year, in long years by month, each entry with its link; and the
//! pages it is cut into where it is long.

use std::sync::Arc;

use chrono::{Datelike, NaiveDate};
use serde::Serialize;

use super::address::{Link, Linker};
use super::entry::{EntryWords, sort_of, words_of};
use super::picture::{Dated, Picture, picture as draw};
use super::words::{self, DateWords};
use crate::derive::Views;
pub(crate) use crate::derive::timeline::Part;
use crate::derive::timeline::{Entry, Turn, in_order, month_of, turn};
use crate::model::date::{Date, month_name};
use crate::model::scalar::Id;
use crate::output::OutPath;

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
    match plan {
        None => in_years(linker, &linker.views.timeline.turn, chosen),
        Some(_) => in_years(linker, &turn(chosen, linker.views.edition.as_at), chosen),
    }
}

/// A picture of a whole site, or of one plan; none where it would hold fewer than two marks.
pub(crate) fn picture(linker: &Linker<'_>, plan: Option<&Id>) -> Option<Picture> {
    let of = if plan.is_some() { "Everything dated in this plan" } else { "Everything dated" };
    pictured(linker, of, of_plan(linker, plan))
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

/// Where entries of the timeline stand, for pages that lead to them.
pub(crate) struct Places {
    parts: Vec<Part>,
}

/// Where the entries of the timeline stand.
pub(crate) fn places(views: &Views) -> Places {
    Places { parts: views.timeline.parts.to_vec() }
}

impl Places {
    /// The page that has an entry of this date, and the heading of its year there.
    pub(crate) fn of(&self, date: &Date) -> (OutPath, String) {
        // A year's months come after it: where it is cut into them, its own page has no entries.
        let part = self.parts.iter().rev().find(|part| has(part, date));
        (path(part.copied()), year_anchor(date.first().year()))
    }
}

fn year_anchor(year: i32) -> String {
    format!("year-{year}")
}

/// The timeline's first page, or that of a part.
pub(crate) fn page(linker: &Linker<'_>, part: Option<Part>) -> Page {
    let views = linker.views;
    let parts: &[Part] = &views.timeline.parts;
    let of_part = part.map(|part| entries(views, part));
    let chosen = of_part.as_deref().unwrap_or_else(|| of_plan(linker, None));
    let is_cut = parts.iter().any(|p| is_part_of(p, part));
    let years = if is_cut { Vec::new() } else { in_years(linker, &views.timeline.turn, chosen) };
    let link = |p: &Part| linker.to(&path(Some(*p)), None, part_words(*p));
    let index = match (is_cut, part) {
        (true, _) => {
            let within = parts.iter().filter(|p| is_part_of(p, part));
            within.map(|p| (link(p), views.timeline.of(*p).count())).collect()
        }
        (false, None) => years.iter().map(|y| (to_year(y), y.count)).collect(),
        (false, Some(_)) => Vec::new(),
    };
    let level: Vec<&Part> = parts.iter().filter(|p| part.is_some_and(|part| is_beside(p, part))).collect();
    let at = level.iter().position(|p| Some(**p) == part);
    let beside = |at: Option<usize>| at.and_then(|at| level.get(at)).map(|p| link(p));
    let of = part.map_or("Everything dated".to_owned(), |p| format!("Everything dated in {}", part_words(p)));
    Page {
        picture: pictured(linker, &of, chosen),
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

/// The entries of a part, oldest first.
fn entries(views: &Views, part: Part) -> Vec<Arc<Entry>> {
    let mut entries: Vec<Arc<Entry>> = views.timeline.of(part).cloned().collect();
    entries.sort_by(|a, b| in_order(a, b));
    entries
}

fn has(part: &Part, date: &Date) -> bool {
    date.first().year() == part.year && part.month.is_none_or(|m| month_of(date) == m)
}

/// Whether a part is a year of the whole timeline, or a month of a year.
fn is_part_of(part: &Part, whole: Option<Part>) -> bool {
    match whole {
        None => part.month.is_none(),
        Some(whole) => whole.month.is_none() && part.month.is_some() && part.year == whole.year,
    }
}

fn is_beside(part: &Part, other: Part) -> bool {
    part.month.is_some() == other.month.is_some()
}

/// Entries by what they share, those of one group in their order.
fn by<K: Ord>(entries: &[Arc<Entry>], of: fn(&Entry) -> K) -> Vec<(K, Vec<Arc<Entry>>)> {
    let mut groups = std::collections::BTreeMap::new();
    for entry in entries {
        groups.entry(of(entry)).or_insert_with(Vec::new).push(entry.clone());
    }
    groups.into_iter().collect()
}

fn of_plan<'v>(linker: &Linker<'v>, plan: Option<&Id>) -> &'v [Arc<Entry>] {
    let timeline = &linker.views.timeline;
    match plan {
        None => &timeline.all,
        Some(plan) => timeline.by_plan.get(plan).map_or(&[], Vec::as_slice),
    }
}

fn pictured(linker: &Linker<'_>, of: &str, entries: &[Arc<Entry>]) -> Option<Picture> {
    let dated = |e: &Arc<Entry>| Dated { shape: sort_of(linker.views, &e.what).1, date: e.date };
    draw(of, &entries.iter().map(dated).collect::<Vec<_>>(), linker.views.edition.as_at)
}

/// Some entries by year, with the date of the view between what is past and what lies wholly ahead.
fn in_years(linker: &Linker<'_>, turn: &Turn, chosen: &[Arc<Entry>]) -> Vec<Year> {
    let as_at = linker.views.edition.as_at;
    // Two entries may read alike: it is the very one that counts.
    let is = |one: Option<&Arc<Entry>>, entry: &Arc<Entry>| one.is_some_and(|one| Arc::ptr_eq(one, entry));
    let last = turn.last.as_ref().filter(|_| turn.ahead.is_none());
    let words = |entry: &Arc<Entry>| {
        let here = is(turn.ahead.as_ref(), entry);
        Some(EntryWords { now: here.then(|| as_at_words(as_at)), ..words_of(linker, entry)? })
    };
    let in_month = |part: Option<Part>, year: i32, entries: Vec<Arc<Entry>>| {
        let month = part.and_then(|p| p.month).map_or(String::new(), |m| format!("-{m:02}"));
        Month {
            name: part.map(part_words),
            anchor: format!("month-{year}{month}"),
            now: entries.iter().any(|entry| is(last, entry)).then(|| as_at_words(as_at)),
            entries: entries.iter().filter_map(words).collect(),
        }
    };
    let in_year = |(year, entries): (i32, Vec<Arc<Entry>>)| {
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
