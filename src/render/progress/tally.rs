//! What a plan or a recommendation adds up to: its totals in words, its official words in figures, and the counts that
//! stand beside them.

use std::collections::BTreeSet;

use serde::Serialize;

use super::bar::{Bar, bar};
use crate::derive::progress::Counts;
use crate::model::register::{Item, Plan};
use crate::model::scalar::{Id, ItemId};
use crate::model::update::{Evidence, Status};
use crate::render::address::{Link, Linker};
use crate::render::labels;
use crate::render::words::{self, Tag};

/// A count names its items up to so many; of more, nobody reads the list, and the table can be filtered.
const MOST_NAMED: usize = 15;

/// What a plan or recommendation adds up to.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Tally {
    /// "27 actions".
    pub(crate) total: String,
    /// What follows it: "3 reported complete (none with evidence of its own), 1 overdue".
    pub(crate) words: String,
    /// How many have each official word.
    pub(crate) statuses: Vec<(Tag, usize)>,
    /// The same as a picture.
    pub(crate) bar: Bar,
}

/// What some items add up to; none where nothing is counted.
pub(crate) fn tally(plan: &Plan, counts: &Counts) -> Option<Tally> {
    (!counts.items.is_empty()).then(|| Tally {
        total: noun(plan, &counts.items),
        words: totals(counts),
        statuses: by_status(counts),
        bar: bar(&by_status(counts)),
    })
}

/// What is done, late and without a date, never better than its evidence.
pub(crate) fn totals(counts: &Counts) -> String {
    let with = |status: Status| counts.statuses.get(&Some(status)).map_or(&[][..], Vec::as_slice);
    let (complete, signed) = (with(Status::Complete), with(Status::SignedOff).len());
    let grades = counts.evidence.iter().filter(|(evidence, _)| evidence.counts());
    let proved: BTreeSet<&ItemId> = grades.flat_map(|(_, items)| items).collect();
    let mut parts = vec![match (complete.len(), complete.iter().filter(|id| proved.contains(id)).count()) {
        (0, _) => "none reported complete".to_owned(),
        (1, 0) => "1 reported complete (without evidence of its own)".to_owned(),
        (1, _) => "1 reported complete (with evidence of its own)".to_owned(),
        (all, 0) => format!("{all} reported complete (none with evidence of its own)"),
        (all, some) => format!("{all} reported complete ({some} with evidence of {} own)", its(some)),
    }];
    if signed > 0 {
        parts.push(format!("{signed} signed off"));
    }
    for (status, words) in [
        (Status::NotAchieved, "not achieved"),
        (Status::NotPursued, "not pursued"),
        (Status::Superseded, "superseded"),
    ] {
        if !with(status).is_empty() {
            parts.push(format!("{} {words}", with(status).len()));
        }
    }
    if let Some(denied) = counts.evidence.get(&Evidence::Contradicted) {
        parts.push(format!("{} contradicted", denied.len()));
    }
    let late = match counts.overdue.len() {
        0 => "none overdue".to_owned(),
        some => format!("{some} overdue"),
    };
    // What has no due date cannot be overdue, so it must not seem to be in time.
    parts.push(match counts.due_by.len() {
        0 => "none with a due date".to_owned(),
        dated if dated == counts.items.len() => late,
        dated => format!("{late} of {dated} with a due date"),
    });
    for (count, words) in [
        (counts.start_not_confirmed.len(), "with a start date that passed and no word of a start"),
        (counts.undated.len(), "open without any date or frequency"),
    ] {
        if count > 0 {
            parts.push(format!("{count} {words}"));
        }
    }
    parts.join(", ")
}

/// "its" or "their".
pub(crate) fn its(count: usize) -> &'static str {
    if count == 1 { "its" } else { "their" }
}

/// A count in words, with the items counted.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Count {
    /// How many.
    pub(crate) number: usize,
    /// Of what: "have a role as owner".
    pub(crate) words: String,
    /// Which, as many as a page has room for.
    pub(crate) items: Vec<Link>,
}

/// The counts of a plan or group in words.
pub(crate) fn counts(linker: &Linker<'_>, plan_id: &Id, counts: &Counts) -> Vec<Count> {
    let link = |items: &[ItemId]| -> Vec<Link> {
        let named = if items.len() > MOST_NAMED { &[] } else { items };
        named.iter().map(|i| linker.item_of(plan_id, i)).collect()
    };
    let one = |items: &[ItemId]| items.len() == 1;
    let mut list = Vec::new();
    let mut add = |items: &[ItemId], words: String| {
        list.push(Count { number: items.len(), words, items: link(items) });
    };
    let has = |items: &[ItemId]| if one(items) { "has" } else { "have" };
    add(&counts.owner_role, format!("{} a role as owner", has(&counts.owner_role)));
    add(&counts.owner_team, format!("{} only a team or body as owner", has(&counts.owner_team)));
    add(&counts.owner_none, format!("{} no owner stated", has(&counts.owner_none)));
    let dated: Vec<ItemId> = counts
        .items
        .iter()
        .filter(|i| counts.started_by.contains(i) || counts.due_by.contains(i))
        .cloned()
        .collect();
    let (starts, dues) = (counts.started_by.len() as i64, counts.due_by.len() as i64);
    let parts = match (starts, dues) {
        (0, 0) => String::new(),
        _ => format!(
            " ({}, {})",
            words::plural(starts, "start date", "start dates"),
            words::plural(dues, "due date", "due dates")
        ),
    };
    add(&dated, format!("{} a date{parts}", has(&dated)));
    add(&counts.frequency, format!("{} a frequency", has(&counts.frequency)));
    add(&counts.overdue, format!("{} overdue", if one(&counts.overdue) { "is" } else { "are" }));
    if !counts.start_not_confirmed.is_empty() {
        add(
            &counts.start_not_confirmed,
            format!(
                "{} a start date that passed, with no word that it started",
                has(&counts.start_not_confirmed)
            ),
        );
    }
    list
}

/// What the plan's evidence amounts to, in a sentence.
pub(crate) fn evidence_sentence(counts: &Counts) -> String {
    let noun = if counts.items.len() == 1 { "It has" } else { "None of them has" };
    match counts.with_evidence() {
        0 => format!(
            "{noun} {}evidence of its own beyond the council’s word.",
            if counts.items.len() == 1 { "no " } else { "" }
        ),
        some => format!(
            "{some} of {} {} evidence of {} own beyond the council’s word.",
            counts.items.len(),
            if some == 1 { "has" } else { "have" },
            its(some)
        ),
    }
}

/// What a tracked item is: an action, or what its recommendation is.
pub(crate) fn kind(plan: &Plan, item: Item<'_>) -> &'static str {
    match (item.action, item.recommendation) {
        (None, Some(recommendation)) => labels::kind(plan.kind_of(recommendation)),
        _ => "Action",
    }
}

/// What the tracked items are called: actions, recommendations, undertakings, or several of these.
pub(crate) fn noun(plan: &Plan, items: &[ItemId]) -> String {
    let mut counts: Vec<(String, i64)> = Vec::new();
    for item in items.iter().filter_map(|id| plan.item(id)) {
        let name = kind(plan, item).to_lowercase();
        match counts.iter_mut().find(|(known, _)| *known == name) {
            Some((_, count)) => *count += 1,
            None => counts.push((name, 1)),
        }
    }
    match counts.as_slice() {
        [] => "0 actions".to_owned(),
        some => some
            .iter()
            .map(|(name, count)| words::plural(*count, name, &format!("{name}s")))
            .collect::<Vec<_>>()
            .join(" and "),
    }
}

/// How many items have each status.
pub(crate) fn by_status(counts: &Counts) -> Vec<(Tag, usize)> {
    counts.statuses.iter().map(|(status, items)| (words::status(*status), items.len())).collect()
}
