//! Progress tables: what their cells say, and by what a reader may sort and filter them.

pub(crate) mod bar;
mod order;
pub(crate) mod tally;

use serde::Serialize;

use super::address::{Link, Linker, Links};
use super::cite::{Cites, cell_cites, cites};
use super::ratings::{self, Rating, rating};
use super::words::{self, DateWords, Tag};
use crate::derive::ItemKey;
use crate::derive::amended::{owners_now, titled};
use crate::derive::progress::Group;
use crate::derive::standing::{OfPlan, Origin, Said, Standing, Standings, word_of};
use crate::model::register::{Item, Plan};
use crate::model::scalar::{Id, ItemId};
use crate::model::source::Sources;
use crate::output::OutPath;

/// Rows that one page shows at most, over all its tables.
pub(crate) const MOST_ROWS: usize = 500;

/// A progress table.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Table {
    /// What the table is of.
    pub(crate) caption: String,
    /// What a row is: "Action", or "Item" where they are of several kinds.
    pub(crate) what: &'static str,
    /// What each table of the page is one of: "Recommendation" or "Plan".
    pub(crate) part: &'static str,
    /// Which one this is.
    pub(crate) name: String,
    /// One row for each tracked item.
    pub(crate) rows: Vec<Row>,
    /// Rating schemes that have a column, as links to what their steps mean.
    pub(crate) schemes: Vec<Link>,
    /// Rows that this page has no room for.
    pub(crate) more: Option<More>,
}

/// Rows that stand elsewhere.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct More {
    /// How many.
    pub(crate) number: usize,
    /// Where they are.
    pub(crate) link: Link,
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
    pub(crate) owners: Links,
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
    /// By what the rows sort and filter, beside the words that they show.
    pub(crate) order: order::Order,
    /// The latest word, as HTML.
    pub(crate) latest: Option<String>,
    /// When that was published.
    pub(crate) latest_date: Option<DateWords>,
    /// Where that is told.
    pub(crate) latest_sources: Cites,
    /// Where the item is set out.
    pub(crate) sources: Cites,
    /// A rating for each scheme of the table.
    pub(crate) ratings: Vec<Option<Rating>>,
}

/// The dates of an item.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Due {
    /// When it is to begin.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) start: Option<DateWords>,
    /// When it is due now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) due: Option<DateWords>,
    /// The paper's own words where it gives no date.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) words: Option<String>,
    /// The first due date, where it moved.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) original: Option<DateWords>,
    /// How often it recurs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) frequency: Option<&'static str>,
    /// A limit it sets itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) limit: Option<String>,
}

/// A plan with where its items stand: today's, or as it stood at a moment.
#[derive(Clone, Copy)]
pub(crate) struct Seen<'v> {
    pub(crate) id: &'v Id,
    pub(crate) plan: &'v Plan,
    pub(crate) standings: Stands<'v>,
}

/// Where the items of a plan stand.
#[derive(Clone, Copy)]
pub(crate) enum Stands<'v> {
    /// On the day of the site.
    Today(&'v Standings),
    /// At a moment.
    Then(&'v OfPlan),
}

impl<'v> Stands<'v> {
    fn of(self, plan: &Id, item: &ItemId) -> Option<&'v Standing> {
        match self {
            Stands::Today(all) => all.get(&ItemKey { plan: plan.clone(), item: item.clone() }),
            Stands::Then(of) => of.get(item),
        }
    }
}

/// The table of one group of a plan. Where the page has no room left for it, it has no rows and says where they are: on the
/// recommendation's own page. Actions that answer none have no such page, and so always stand here.
pub(crate) fn table_within(
    linker: &Linker<'_>,
    plan_id: &Id,
    plan: &Plan,
    group: &Group,
    room: &mut usize,
) -> Table {
    let seen = Seen { id: plan_id, plan, standings: Stands::Today(&linker.views.standings) };
    seen_within(linker, seen, group, room)
}

/// The same of a plan as it stood.
pub(crate) fn seen_within(linker: &Linker<'_>, seen: Seen<'_>, group: &Group, room: &mut usize) -> Table {
    let elsewhere = group.recommendation.as_ref().filter(|_| group.rows.len() > *room);
    *room = room.saturating_sub(group.rows.len());
    match elsewhere {
        None => table(linker, seen, group),
        Some(reference) => {
            let none = Group { rows: Vec::new(), ..group.clone() };
            let more = More { number: group.rows.len(), link: linker.item_of(seen.id, reference) };
            Table { more: Some(more), ..table(linker, seen, &none) }
        }
    }
}

/// The table of one group of a plan.
fn table(linker: &Linker<'_>, seen: Seen<'_>, group: &Group) -> Table {
    let plan = seen.plan;
    let title = |reference: &ItemId| plan.item(reference).map(|i| titled(plan, i)).unwrap_or_default();
    let (caption, name) = match &group.recommendation {
        None => ("Actions that answer no recommendation".to_owned(), "none".to_owned()),
        Some(reference) => {
            let title = title(reference);
            let name = format!("{reference} {title}");
            let itself = group.rows.first() == Some(reference);
            (if itself { title } else { format!("Actions under {reference}: {title}") }, name)
        }
    };
    let table = seen_rows(linker, seen, caption, &group.rows);
    Table { part: "Recommendation", name, ..table }
}

/// A table of some items of one plan.
pub(crate) fn rows(
    linker: &Linker<'_>,
    plan_id: &Id,
    plan: &Plan,
    caption: String,
    items: &[ItemId],
) -> Table {
    seen_rows(
        linker,
        Seen { id: plan_id, plan, standings: Stands::Today(&linker.views.standings) },
        caption,
        items,
    )
}

fn seen_rows(linker: &Linker<'_>, seen: Seen<'_>, caption: String, items: &[ItemId]) -> Table {
    let (plan_id, plan) = (seen.id, seen.plan);
    let schemes: Vec<&Id> = linker.views.edition.register.site.ratings.iter().map(|(id, _)| id).collect();
    let of = |id: &ItemId| Some((plan.item(id)?, seen.standings.of(plan_id, id)?));
    let found: Vec<(Item<'_>, &Standing)> = items.iter().filter_map(of).collect();
    let used: Vec<&Id> = schemes
        .into_iter()
        .filter(|s| found.iter().any(|(_, standing)| standing.ratings.contains_key(*s)))
        .collect();
    Table {
        what: what(plan, &found),
        part: "Plan",
        name: plan.title.0.clone(),
        caption,
        more: None,
        schemes: used.iter().map(|id| ratings::link(linker, id)).collect(),
        rows: found
            .into_iter()
            .map(|(item, standing)| row(linker, plan_id, plan, item, standing, &used))
            .collect(),
    }
}

/// Whether a page's tables are long enough that a reader may wish to filter and sort them.
pub(crate) fn to_filter<'t>(tables: impl IntoIterator<Item = &'t Table>) -> bool {
    tables.into_iter().map(|t| t.rows.len()).sum::<usize>() > 5
}

/// What a row is, in one word.
fn what(plan: &Plan, found: &[(Item<'_>, &Standing)]) -> &'static str {
    let mut names: Vec<_> = found.iter().map(|(item, _)| tally::kind(plan, *item)).collect();
    names.dedup();
    match names.as_slice() {
        [one] => one,
        _ => "Item",
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
    let words_of = |said: Said| word_of(plan, item, said.origin);
    let default = plan.defaults.as_ref().map(|d| &d.source);
    let sources = work.and_then(|w| w.source.as_ref()).or(default);
    // On the plan's own pages the paper that sets it out goes without its title.
    let own = is_of_plan(linker.from, plan_id);
    let short = |s| if own { cell_cites(linker, s, plan) } else { cites(linker, s, Some(plan)) };
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
        latest_sources: latest.and_then(|said| told(plan, item, said)).map_or_else(Cites::default, short),
        sources: sources.map_or_else(Cites::default, short),
        order: order::order(linker, standing, schemes),
        ratings: schemes.iter().map(|s| rating(linker, s, standing)).collect(),
    }
}

/// Whether a page is the plan's own or lies in its folder.
fn is_of_plan(page: &OutPath, plan: &Id) -> bool {
    let below = page.as_str().strip_prefix("plans/").and_then(|rest| rest.strip_prefix(plan.0.as_str()));
    below.is_some_and(|rest| rest == ".html" || rest.starts_with('/'))
}

/// Where a word is told: by its own source, else by its round's.
pub(crate) fn told<'p>(plan: &'p Plan, item: Item<'p>, said: Said) -> Option<&'p Sources> {
    let own = word_of(plan, item, said.origin).and_then(|w| w.source.as_ref());
    let round = match said.origin {
        Origin::Round(position) => plan.rounds().nth(position),
        Origin::Own(_) => None,
    };
    own.or(round.map(|r| &r.source))
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
