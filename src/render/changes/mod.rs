//! What changed, in words: grouped by what a councillor asks first, and in short, to be read aloud.

mod kind;
mod line;
pub(crate) mod silent;

use std::collections::BTreeSet;

use serde::Serialize;

use super::address::Linker;
use super::labels;
use super::words;
use crate::derive::changes::{Change, What};
use crate::model::register::Plan;
use crate::model::scalar::{Id, ItemId};
use crate::model::update::Evidence;
pub(crate) use kind::{Kind, kind};
pub(crate) use line::{ChangeWords, Told, line, told};

/// So many changes of one sort are listed, and the rest counted.
const MOST_LINES: usize = 200;
/// So many items are named in a sentence to be read aloud.
const MOST_NAMED: usize = 6;

/// Changes of one sort.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct ChangeGroup {
    /// What sort: "Due date put back".
    heading: &'static str,
    /// The changes, oldest first.
    lines: Vec<ChangeWords>,
    /// How many more there are, which are not listed.
    more: usize,
}

/// Changes by their sort, the most pressing first.
fn sorted<'c>(changes: impl IntoIterator<Item = &'c Change>) -> Vec<(Kind, &'c Change)> {
    let mut all: Vec<_> = changes.into_iter().filter_map(|c| Some((kind(c)?, c))).collect();
    all.sort_by_key(|(kind, _)| *kind);
    all
}

/// Changes of a plan, grouped.
pub(crate) fn groups<'c>(
    linker: &Linker<'_>,
    id: &Id,
    plan: &Plan,
    changes: impl IntoIterator<Item = &'c Change>,
) -> Vec<ChangeGroup> {
    let all = sorted(changes);
    let one = |chunk: &[(Kind, &Change)]| {
        let (kind, _) = chunk.first()?;
        let lines = chunk.iter().take(MOST_LINES).map(|(_, c)| line(linker, id, plan, c)).collect();
        Some(ChangeGroup { heading: kind.heading(), lines, more: chunk.len().saturating_sub(MOST_LINES) })
    };
    all.chunk_by(|a, b| a.0 == b.0).filter_map(one).collect()
}

/// What changed in short: a sentence for each sort, with the first few of its items. What stands behind a completion is
/// asked of the caller, who knows the day.
pub(crate) fn sentences<'c>(
    linker: &Linker<'_>,
    plan: &Plan,
    changes: impl IntoIterator<Item = &'c Change>,
    evidence: impl Fn(&ItemId) -> Evidence,
) -> Vec<String> {
    let mut all = sorted(changes);
    // What changed nothing is listed, not read aloud.
    all.retain(|(kind, _)| *kind != Kind::Said);
    let (of_plan, all): (Vec<_>, Vec<_>) = all.into_iter().partition(|(_, c)| c.item.is_none());
    let one = |chunk: &[(Kind, &Change)]| {
        let (kind, _) = chunk.first()?;
        let mut seen = BTreeSet::new();
        let items: Vec<(&ItemId, &Change)> = chunk
            .iter()
            .filter_map(|(_, c)| Some((c.item.as_ref()?, *c)))
            .filter(|(i, _)| seen.insert(*i))
            .collect();
        let name = |(item, change): &(&ItemId, &Change)| match &change.what {
            What::DueMoved(_, _, days) => format!("{item} by {}", words::days(days.abs())),
            What::Rating(scheme, from, to) => {
                let step = |step: &ItemId| line::step(linker, scheme, step);
                let from = from.as_ref().map_or("not rated".to_owned(), step);
                format!("{item} (from {from} to {})", step(to))
            }
            _ => item.to_string(),
        };
        let named: Vec<String> = items.iter().take(MOST_NAMED).map(name).collect();
        let more = items.len() - named.len();
        let and = if more > 0 { format!(" and {more} more") } else { String::new() };
        let (count, named) = (items.len(), named.join(", "));
        let behind = match kind {
            Kind::Complete | Kind::SignedOff => {
                let proved = items.iter().filter(|(i, _)| evidence(i).counts()).count();
                format!("; {}", backed(proved, count))
            }
            _ => String::new(),
        };
        Some(format!("{} {}: {named}{and}{behind}.", number(plan, &items, count), kind.said(count)))
    };
    let whole = of_plan.into_iter().filter_map(|(_, change)| resolved(linker, change, &all));
    let said: Vec<String> = whole.collect();
    said.into_iter().chain(all.chunk_by(|a, b| a.0 == b.0).filter_map(one)).collect()
}

/// What a resolution on the plan as a whole says, and what it does not.
fn resolved(linker: &Linker<'_>, change: &Change, others: &[(Kind, &Change)]) -> Option<String> {
    let What::Resolved(by, effect) = &change.what else { return None };
    let at_it = others.iter().filter(|(_, other)| other.moment == change.moment);
    let named = at_it.clone().any(|(_, other)| matches!(&other.what, What::Resolved(same, _) if same == by));
    let moved = at_it.clone().any(|(_, other)| matches!(other.what, What::Status(..)));
    let effect = labels::effect(*effect);
    let named = if named { "" } else { ", naming none of its actions" };
    let moved = if moved { "" } else { ". It changes the official word on none of them" };
    let meeting = linker.views.edition.register.meetings.get(&by.meeting)?;
    let date = words::date_text(&meeting.date);
    let which = &by.resolution;
    Some(format!("Resolution ({which}) of {date} is on the plan as a whole{named}: {effect}{moved}."))
}

/// "3 actions", or "3 items" where they are of several kinds.
fn number(plan: &Plan, items: &[(&ItemId, &Change)], count: usize) -> String {
    let is_action = |item: &ItemId| plan.item(item).is_some_and(|i| i.action.is_some());
    let is_measure = |item: &ItemId| plan.measure(item).is_some();
    let (one, many) = match items {
        some if some.iter().all(|(i, _)| is_action(i)) => ("action", "actions"),
        some if some.iter().all(|(i, _)| is_measure(i)) => ("measure", "measures"),
        some if some.iter().all(|(i, _)| !is_action(i) && !is_measure(i)) => {
            ("recommendation", "recommendations")
        }
        _ => ("item", "items"),
    };
    words::plural(i64::try_from(count).unwrap_or(i64::MAX), one, many)
}

fn backed(proved: usize, of: usize) -> String {
    match (proved, of) {
        (0, 1) => "without evidence beyond the council’s own word".to_owned(),
        (0, _) => "none with evidence beyond the council’s own word".to_owned(),
        (_, 1) => "with evidence beyond the council’s own word".to_owned(),
        (some, _) => format!("{some} with evidence beyond the council’s own word"),
    }
}
