//! Time in words: the dates of a commitment with who moved them and why, how late and how silent it is.

pub(crate) mod sums;

use serde::Serialize;

use super::address::{Linker, Links};
use super::cite::{Cites, cites};
use super::item::History;
use super::words::{self, DateWords, date_text, days};
use crate::derive::ItemKey;
use crate::derive::schedule::Schedule;
use crate::derive::standing::{Origin, Said, Standing, word};
use crate::derive::time::{self, Clock, Time, is_counted};
use crate::model::commitment::of_item_on;
use crate::model::register::{Item, Plan};

/// The dates of a commitment.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct DueDates {
    /// The first due date and each later one, oldest first; empty where none is stated.
    rows: Vec<DueRow>,
    /// What follows from the dates, a sentence each: how far it was put off, how late it is or was done, how long nothing
    /// was said of it, and which rounds said nothing.
    sentences: Vec<String>,
}

/// A due date, and how it came about.
#[derive(Clone, Debug, Serialize)]
struct DueRow {
    /// The date.
    due: DateWords,
    /// How far it is from the date before: "50 days later"; nothing for the first.
    moved: Option<String>,
    /// Whether the record itself states it, and not a later word.
    set_out: bool,
    /// When it was said.
    said: Option<DateWords>,
    /// Who said it.
    by: Links,
    /// Why the date moved, as HTML.
    reason: Option<String>,
    /// Where it is told.
    sources: Cites,
}

/// The dates of a commitment; none for what is not counted as one.
pub(crate) fn dates(
    linker: &Linker<'_>,
    key: &ItemKey,
    plan: &Plan,
    item: Item<'_>,
    standing: &Standing,
    all: &[History],
) -> Option<DueDates> {
    is_counted(plan, item).then(|| {
        let clock = Clock::of(&linker.views.edition);
        let time = time::time(item, standing, clock);
        let mut sentences = Vec::new();
        sentences.extend(put_off(&time));
        sentences.extend(past(standing, &time, clock));
        sentences.extend(last_word(&time, standing, clock));
        sentences.extend(rounds(key, plan, standing));
        DueDates { rows: rows(linker, plan, item, standing, all), sentences }
    })
}

fn rows(
    linker: &Linker<'_>,
    plan: &Plan,
    item: Item<'_>,
    standing: &Standing,
    all: &[History],
) -> Vec<DueRow> {
    let Some(original) = standing.original_due else { return Vec::new() };
    let work = item.work();
    let first = match work.and_then(|w| w.due) {
        Some(_) => DueRow {
            due: words::date(&original, item.note("due")),
            moved: None,
            set_out: true,
            said: standing.birth.map(|b| words::date(&b, work.and_then(|w| w.made).and(item.note("made")))),
            by: Links::default(),
            reason: None,
            sources: work
                .and_then(|w| plan.sources_of(w))
                .map_or_else(Cites::default, |s| cites(linker, s, Some(plan))),
        },
        None => match all.iter().find_map(|h| Some((h, h.due.as_ref()?))) {
            Some((history, due)) => of_history(history, due.clone(), None),
            None => return Vec::new(),
        },
    };
    let moved = standing.slippage.iter().filter_map(|slip| {
        let at = standing.history.iter().position(|said| *said == slip.said)?;
        let history = all.get(at)?;
        let due = history.due.clone().unwrap_or_else(|| words::date(&slip.to, None));
        Some(of_history(history, due, Some(apart(slip.days))))
    });
    std::iter::once(first).chain(moved).collect()
}

fn of_history(history: &History, due: DateWords, moved: Option<String>) -> DueRow {
    DueRow {
        due,
        moved,
        set_out: false,
        said: Some(history.date.clone()),
        by: history.by.clone(),
        reason: history.reason.clone(),
        sources: history.sources.clone(),
    }
}

/// How far a date is from the one before.
fn apart(count: i64) -> String {
    match count {
        0 => "the same last day, said otherwise".to_owned(),
        earlier if earlier < 0 => format!("{} earlier", days(-earlier)),
        later => format!("{} later", days(later)),
    }
}

/// How often and how far the date was put off.
fn put_off(time: &Time) -> Option<String> {
    let back = || format!("brought forward by {}", days(time.forward));
    match (time.times, time.forward) {
        (0, 0) => None,
        (0, _) => Some(format!("The date was {}.", back())),
        (1, 0) => Some(format!("The date was put off once, by {}.", days(time.slipped))),
        (1, _) => Some(format!("The date was put off once, by {}, and {}.", days(time.slipped), back())),
        (often, 0) => Some(format!("The date was put off {often} times, by {} in all.", days(time.slipped))),
        (often, _) => Some(format!(
            "The date was put off {often} times, by {} in all, and {}.",
            days(time.slipped),
            back()
        )),
    }
}

/// How long it is overdue, or how late it was done.
fn past(standing: &Standing, time: &Time, clock: Clock) -> Option<String> {
    let as_at = words::day_words(clock.as_at);
    if let (Some(count), Some(due)) = (time.overdue, standing.due) {
        return Some(format!("Overdue by {} at {as_at}: it was due {}.", days(count), date_text(&due)));
    }
    standing.status.filter(|(status, _)| status.is_completion())?;
    if let Some(done) = standing.done {
        let (stood, first) = (standing.due_on(done.last())?, standing.original_due?);
        let after = |due: &crate::model::date::Date| (done.last() - due.last()).num_days();
        let beside = match after(&first) {
            count if first != stood && count > 0 => {
                format!(", {} after the first date, {}", days(count), date_text(&first))
            }
            _ => String::new(),
        };
        let how = match time.late {
            Some(count) => {
                format!("{} late: the date that stood then was {}", days(count), date_text(&stood))
            }
            None => format!("by the date that stood then, {}", date_text(&stood)),
        };
        return Some(format!("Reported as done {}, {how}{beside}.", date_text(&done)));
    }
    match standing.schedule {
        Schedule::ReportedDoneDateNotStated(reported) => Some(format!(
            "Reported complete {}, after the date it was due. On which day it was done is not stated, so it is not counted \
             as done late.",
            date_text(&reported)
        )),
        _ => None,
    }
}

/// How long ago the last word is.
fn last_word(time: &Time, standing: &Standing, clock: Clock) -> Option<String> {
    let quiet = time.quiet?;
    let as_at = words::day_words(clock.as_at);
    let (since, apart) = (date_text(&quiet.since), days(quiet.days));
    let told = match quiet.word {
        true if quiet.days == 0 => format!("The last word about it is of {since}"),
        true => format!("The last word about it is of {since}, {apart} before {as_at}"),
        false => {
            format!("No word about it is published here. It is known since {since}, {apart} before {as_at}")
        }
    };
    let silent =
        format!(": over the {} after which this site calls an open commitment silent", days(clock.stale));
    let closed = if standing.is_open() { "" } else { "; it is not open any more" };
    Some(format!("{told}{}.", if time.silent { silent.as_str() } else { closed }))
}

/// The rounds of the plan that said nothing of it while it was open.
fn rounds(key: &ItemKey, plan: &Plan, standing: &Standing) -> Option<String> {
    let born = standing.birth?.last();
    let item = plan.item(&key.item)?;
    // Each word is looked up once: a round may speak of a thousand items.
    let open = |said: &Said| {
        let status = word(plan, &key.item, said.origin)?.status?;
        Some((said.date.last(), status.is_open()))
    };
    let open: Vec<_> = standing.history.iter().filter_map(open).collect();
    let was_open = |day| open.iter().rev().find(|(said, _)| *said < day).is_none_or(|(_, open)| *open);
    let spoke = |at: usize| standing.history.iter().any(|said| said.origin == Origin::Round(at));
    let silent = plan.rounds().enumerate().filter(|(at, round)| {
        let day = round.date.last();
        born <= day && !spoke(*at) && was_open(day) && of_item_on(plan, item, day).is_made()
    });
    let silent = silent.map(|(_, round)| round);
    let mut silent: Vec<_> = silent.collect();
    silent.sort_by_key(|round| round.date.last());
    let name = |round: &&crate::model::update::Round| date_text(&round.date);
    let names: Vec<String> = silent.iter().map(name).collect();
    match names.as_slice() {
        [] => None,
        [one] => Some(format!("No update given in this round: {one}.")),
        many => Some(format!("No update given in these rounds: {}.", many.join("; "))),
    }
}
