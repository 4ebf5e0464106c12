//! Progress tables: what their cells say, in which order, and the counts beside them in words.

use serde::Serialize;

use super::address::{Link, Linker, plan_path};
use super::cite::{Cite, cell_cites, cites};
use super::item::rating_words;
use super::labels;
use super::words::{self, DateWords, Tag};
use crate::derive::ItemKey;
use crate::derive::amended::{owners_now, titled};
use crate::derive::progress::{Counts, Group};
use crate::derive::standing::{Standing, word};
use crate::model::register::{Item, Plan};
use crate::model::scalar::{Id, ItemId};

/// A progress table.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Table {
    /// What the table is of.
    pub(crate) caption: String,
    /// One row for each tracked item.
    pub(crate) rows: Vec<Row>,
    /// Rating schemes that have a column.
    pub(crate) schemes: Vec<String>,
}

/// A row.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Row {
    /// The item, read as its id.
    pub(crate) id: Link,
    /// Its title.
    pub(crate) title: String,
    /// Whether it is marked as a priority.
    pub(crate) priority: bool,
    /// Its owners, the first leading; empty where none is stated.
    pub(crate) owners: Vec<Link>,
    /// When it is due.
    pub(crate) due: Due,
    /// The official word.
    pub(crate) status: Tag,
    /// When that was said.
    pub(crate) status_date: Option<DateWords>,
    /// What stands behind it.
    pub(crate) evidence: Tag,
    /// The computed schedule.
    pub(crate) schedule: Tag,
    /// The latest word, as HTML.
    pub(crate) latest: Option<String>,
    /// When that was published.
    pub(crate) latest_date: Option<DateWords>,
    /// Where the item is set out.
    pub(crate) sources: Vec<Cite>,
    /// A rating for each scheme of the table.
    pub(crate) ratings: Vec<Option<Tag>>,
}

/// The dates of an item.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Due {
    /// When it is to begin.
    pub(crate) start: Option<DateWords>,
    /// When it is due now.
    pub(crate) due: Option<DateWords>,
    /// The paper's own words where it gives no date.
    pub(crate) words: Option<String>,
    /// The first due date, where it moved.
    pub(crate) original: Option<DateWords>,
    /// How often it recurs.
    pub(crate) frequency: Option<&'static str>,
    /// A limit it sets itself.
    pub(crate) limit: Option<String>,
}

/// The table of one group of a plan.
pub(crate) fn table(linker: &Linker<'_>, plan_id: &Id, plan: &Plan, group: &Group) -> Table {
    let caption = match &group.recommendation {
        None => "Actions that answer no recommendation".to_owned(),
        Some(reference) => match plan.item(reference).map(|i| titled(plan, i)) {
            Some(title) if group.rows.first() == Some(reference) => title.clone(),
            Some(title) => format!("Actions under {reference}: {title}"),
            None => format!("Actions under {reference}"),
        },
    };
    rows(linker, plan_id, plan, caption, &group.rows)
}

/// A table of some items of one plan.
pub(crate) fn rows(
    linker: &Linker<'_>,
    plan_id: &Id,
    plan: &Plan,
    caption: String,
    items: &[ItemId],
) -> Table {
    let schemes: Vec<&Id> = linker.views.edition.register.site.ratings.iter().map(|(id, _)| id).collect();
    let of = |id: &ItemId| {
        let key = ItemKey { plan: plan_id.clone(), item: id.clone() };
        Some((plan.item(id)?, linker.views.standings.get(&key)?))
    };
    let found: Vec<(Item<'_>, &Standing)> = items.iter().filter_map(of).collect();
    let used: Vec<&Id> = schemes
        .into_iter()
        .filter(|s| found.iter().any(|(_, standing)| standing.ratings.contains_key(*s)))
        .collect();
    let label = |id: &&Id| {
        let scheme = linker.views.edition.register.site.ratings.get(id);
        scheme.map_or(id.0.clone(), |s| s.label.0.clone())
    };
    Table {
        caption,
        schemes: used.iter().map(label).collect(),
        rows: found
            .into_iter()
            .map(|(item, standing)| row(linker, plan_id, plan, item, standing, &used))
            .collect(),
    }
}

fn row(
    linker: &Linker<'_>,
    plan_id: &Id,
    plan: &Plan,
    item: Item<'_>,
    standing: &Standing,
    schemes: &[&Id],
) -> Row {
    let work = item.work();
    let latest = standing.latest();
    let words_of = |said: crate::derive::standing::Said| word(plan, item.id(), said.origin);
    let default = plan.defaults.as_ref().map(|d| &d.source);
    let sources = work.and_then(|w| w.source.as_ref()).or(default);
    Row {
        id: linker.item_of(plan_id, item.id()),
        title: titled(plan, item),
        priority: work.and_then(|w| w.priority).is_some_and(|p| p.0),
        owners: linker.owners(&owners_now(plan, item)),
        due: due(item, standing),
        status: words::status(standing.status.map(|(s, _)| s)),
        status_date: standing.status.map(|(_, said)| words::date(&said.date, None)),
        evidence: words::evidence(standing.evidence),
        schedule: words::schedule(standing.schedule),
        latest: latest.and_then(words_of).and_then(|w| linker.maybe(w.note.as_ref())),
        latest_date: latest.map(|said| words::date(&said.date, None)),
        sources: sources.map_or_else(Vec::new, |s| {
            // On the plan's own pages the paper that sets it out goes without its title.
            let own = *linker.from == plan_path(plan_id)
                || linker.from.as_str().starts_with(&format!("plans/{plan_id}/"));
            if own { cell_cites(linker, s, plan) } else { cites(linker, s, Some(plan)) }
        }),
        ratings: schemes.iter().map(|s| rating_words(linker, s, standing).map(|(tag, _)| tag)).collect(),
    }
}

/// The dates of an item, with the words beside them.
pub(crate) fn due(item: Item<'_>, standing: &Standing) -> Due {
    let work = item.work();
    let note = item.note("due");
    let written = work.and_then(|w| w.due);
    let beside = |due: &crate::model::date::Date| if written.as_ref() == Some(due) { note } else { None };
    let moved = standing.original_due.filter(|original| Some(*original) != standing.due);
    Due {
        start: words::maybe_date(work.and_then(|w| w.start), item.note("start")),
        due: standing.due.map(|due| words::date(&due, beside(&due))),
        words: if standing.due.is_none() { note.and_then(words::note_words) } else { None },
        original: moved.map(|original| words::date(&original, None)),
        frequency: work.and_then(|w| w.frequency).map(words::frequency),
        limit: work.and_then(|w| w.limit.as_ref()).map(|l| l.0.clone()),
    }
}

/// A count in words, with the items counted.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Count {
    /// How many.
    pub(crate) number: usize,
    /// Of what: "have a role as owner".
    pub(crate) words: String,
    /// Which.
    pub(crate) items: Vec<Link>,
}

/// The counts of a plan or group in words.
pub(crate) fn counts(linker: &Linker<'_>, plan_id: &Id, counts: &Counts) -> Vec<Count> {
    let link = |items: &[ItemId]| items.iter().map(|i| linker.item_of(plan_id, i)).collect::<Vec<_>>();
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
            if some == 1 { "its" } else { "their" }
        ),
    }
}

/// What the tracked items are called: actions, recommendations, undertakings, or several of these.
pub(crate) fn noun(plan: &Plan, items: &[ItemId]) -> String {
    let mut counts: Vec<(String, i64)> = Vec::new();
    for item in items.iter().filter_map(|id| plan.item(id)) {
        let name = match (item.action, item.recommendation) {
            (None, Some(recommendation)) => labels::kind(plan.kind_of(recommendation)).to_lowercase(),
            _ => "action".to_owned(),
        };
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
