//! What the times of commitments add up to, for an owner, a recommendation or a plan.

use serde::Serialize;

use crate::derive::ItemKey;
use crate::derive::amended::titled;
use crate::derive::progress::Group;
use crate::derive::standing::word;
use crate::derive::time::{self, Clock, Days, Sums, longest};
use crate::model::register::Plan;
use crate::model::scalar::{Id, ItemId};
use crate::render::address::{Link, Linker};
use crate::render::progress::{MOST_ROWS, More};
use crate::render::words::{self, DateWords, days, plural};

/// A figure names its items up to so many; the tables have the others.
const MOST_NAMED: usize = 15;

/// What the dates of some commitments add up to.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Figures {
    /// "7 commitments".
    total: String,
    /// What is overdue, undated, silent and so on, each with the items.
    lines: Vec<Figure>,
}

/// A figure in words, with the items behind it.
#[derive(Clone, Debug, Serialize)]
struct Figure {
    /// "2 overdue".
    words: String,
    /// What follows it, with the sign between: ", the longest by 60 days".
    more: Option<String>,
    /// How many items there are.
    number: usize,
    /// Which, the longest first, as many as there is room for.
    items: Vec<Link>,
}

/// How late and how silent the commitments of a plan are.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct PlanTime {
    /// Days without a word after which an open commitment is called silent.
    stale: i64,
    /// A row for each recommendation that has commitments, then one for the whole plan.
    rows: Vec<SumRow>,
    /// Recommendations that this page has no room for.
    more: Option<More>,
    /// Commitments whose date was put off, by most days first.
    moved: Vec<MovedRow>,
    /// Those that this page has no room for.
    more_moved: Option<More>,
}

/// What the dates under a recommendation add up to.
#[derive(Clone, Debug, Serialize)]
struct SumRow {
    /// The recommendation, or the plan.
    of: Link,
    /// Its title.
    title: String,
    /// How many commitments there are.
    items: usize,
    /// How many were put off, and how often: "2, 3 times in all".
    put_off: String,
    /// By how many days: "81 days, the longest 61 days".
    slipped: String,
    /// How many are overdue, and by how much.
    overdue: String,
    /// How many are open without any date.
    undated: String,
    /// How many are silent, and for how long.
    silent: String,
    /// How many were done late, and by how much.
    late: String,
}

/// A commitment whose date was put off.
#[derive(Clone, Debug, Serialize)]
struct MovedRow {
    /// The item.
    item: Link,
    /// Its title.
    title: String,
    /// The due date first given.
    first: Option<DateWords>,
    /// The due date now.
    now: Option<DateWords>,
    /// How often it was put off, and how far: "2 times, 81 days in all".
    words: String,
    /// The reason given last, as HTML.
    reason: Option<String>,
}

/// What the dates of some items add up to; what is no commitment is passed over.
pub(crate) fn sums(linker: &Linker<'_>, items: &[ItemKey]) -> Sums {
    time::of_items(linker.views, items.iter())
}

/// The sums of some items in words; none where none of them is a commitment.
pub(crate) fn figures(linker: &Linker<'_>, items: &[ItemKey]) -> Option<Figures> {
    in_words(linker, &sums(linker, items), items)
}

/// The same of sums that were worked out for these items.
pub(crate) fn in_words(linker: &Linker<'_>, sums: &Sums, items: &[ItemKey]) -> Option<Figures> {
    (sums.items > 0).then(|| Figures {
        total: plural(sums.items as i64, "commitment", "commitments"),
        lines: lines(linker, sums, of_several_plans(items)),
    })
}

fn lines(linker: &Linker<'_>, sums: &Sums, several: bool) -> Vec<Figure> {
    let stale = days(linker.views.edition.register.site.stale_after_days());
    let keys = |list: &Days| list.iter().map(|(key, _)| key.clone()).collect::<Vec<_>>();
    let line = |items: &[ItemKey], what: String, more: Option<String>| {
        let words = if items.is_empty() { format!("none {what}") } else { format!("{} {what}", items.len()) };
        Figure { words, more, number: items.len(), items: named(linker, items, several) }
    };
    let by = |list: &Days, word: &str| match list.as_slice() {
        [] => None,
        [(_, one)] => Some(format!("{word} {}", days(*one))),
        [(_, most), ..] => Some(format!("the longest {word} {}", days(*most))),
    };
    // What has no due date cannot be overdue, so it must not seem to be in time.
    let overdue = match sums.due {
        0 => line(&[], "with a due date".to_owned(), None),
        due => {
            let more = by(&sums.overdue, "by").map(|by| format!(", {by}")).unwrap_or_default();
            line(&keys(&sums.overdue), "overdue".to_owned(), Some(format!(" of {due} with a due date{more}")))
        }
    };
    let mut lines = vec![
        overdue,
        line(&sums.undated, "open without any date or frequency".to_owned(), None),
        line(
            &keys(&sums.silent),
            format!("open without a word for over {stale}"),
            by(&sums.silent, "for").map(|by| format!(", {by}")),
        ),
        line(&sums.not_confirmed, "with a start date that passed and no word of a start".to_owned(), None),
        line(&keys(&sums.slipped), "put off".to_owned(), Some(format!(", {}", how_far(sums)))),
        line(&keys(&sums.late), "done late".to_owned(), by(&sums.late, "by").map(|by| format!(", {by}"))),
    ];
    // The first three are said even where there are none.
    let mut at = 0;
    lines.retain(|line| {
        at += 1;
        at <= 3 || line.number > 0
    });
    lines
}

/// How often dates were put off, and how far.
fn how_far(sums: &Sums) -> String {
    let times = plural(sums.times as i64, "time", "times");
    match longest(&sums.slipped) {
        Some(most) if sums.slipped.len() > 1 => {
            format!("{times} and {} in all, the longest by {}", days(sums.days_slipped()), days(most))
        }
        _ => format!("{times} and {} in all", days(sums.days_slipped())),
    }
}

/// Whether items are of more than one plan, so that their ids alone do not name them.
fn of_several_plans(items: &[ItemKey]) -> bool {
    items.iter().any(|key| items.first().is_some_and(|first| first.plan != key.plan))
}

/// The first of some items.
fn named(linker: &Linker<'_>, items: &[ItemKey], several: bool) -> Vec<Link> {
    items.iter().take(MOST_NAMED).map(|key| read(linker, key, several)).collect()
}

/// An item as a link, read with its plan where its id alone does not name it.
fn read(linker: &Linker<'_>, key: &ItemKey, several: bool) -> Link {
    let link = linker.item(key);
    match several {
        true => Link { text: format!("{} of {}", link.text, linker.plan(&key.plan).text), ..link },
        false => link,
    }
}

/// Items as links; where they are of several plans, each is read with its plan.
pub(crate) fn named_with_plan(linker: &Linker<'_>, items: &[ItemKey]) -> Vec<Link> {
    let several = of_several_plans(items);
    items.iter().map(|key| read(linker, key, several)).collect()
}

/// A number of items with the longest of their days, for a cell.
pub(crate) fn counted(list: &Days) -> String {
    match (list.len(), longest(list)) {
        (0, _) | (_, None) => "none".to_owned(),
        (1, Some(most)) => format!("1, by {}", days(most)),
        (count, Some(most)) => format!("{count}, the longest by {}", days(most)),
    }
}

/// A number of items, for a cell.
pub(crate) fn number(count: usize) -> String {
    if count == 0 { "none".to_owned() } else { count.to_string() }
}

/// A number of overdue items, for a cell: without any due date nothing can be overdue.
pub(crate) fn overdue(sums: &Sums) -> String {
    if sums.items > 0 && sums.due == 0 { "no due date stated".to_owned() } else { counted(&sums.overdue) }
}

/// A number of silent items, for a cell.
pub(crate) fn silent(sums: &Sums) -> String {
    counted(&sums.silent).replace(" by ", " for ")
}

/// How late and how silent the commitments of a plan are; none where it has no commitment.
pub(crate) fn of_plan(linker: &Linker<'_>, id: &Id, plan: &Plan) -> Option<PlanTime> {
    let progress = linker.views.progress.get(id)?;
    let keys = |items: &[ItemId]| -> Vec<ItemKey> {
        items.iter().map(|item| ItemKey { plan: id.clone(), item: item.clone() }).collect()
    };
    let whole = sums(linker, &keys(&progress.counts.items));
    if whole.items == 0 {
        return None;
    }
    let more = |number: usize| More { number, link: linker.plan(id) };
    let groups: Vec<&Group> = progress.groups.iter().filter(|g| !g.counts.items.is_empty()).collect();
    let of_group = |group: &&Group| {
        let (of, title) = match &group.recommendation {
            Some(reference) => {
                let title = plan.item(reference).map(|item| titled(plan, item)).unwrap_or_default();
                (linker.item_of(id, reference), title)
            }
            None => (Link { href: None, text: "No recommendation".to_owned() }, String::new()),
        };
        row(of, title, &sums(linker, &keys(&group.counts.items)))
    };
    let mut rows: Vec<SumRow> = groups.iter().take(MOST_ROWS).map(of_group).collect();
    rows.push(row(linker.plan(id), String::new(), &whole));
    Some(PlanTime {
        stale: linker.views.edition.register.site.stale_after_days(),
        rows,
        more: (groups.len() > MOST_ROWS).then(|| more(groups.len() - MOST_ROWS)),
        moved: whole.slipped.iter().take(MOST_ROWS).filter_map(|(key, _)| moved(linker, plan, key)).collect(),
        more_moved: (whole.slipped.len() > MOST_ROWS).then(|| more(whole.slipped.len() - MOST_ROWS)),
    })
}

fn row(of: Link, title: String, sums: &Sums) -> SumRow {
    SumRow {
        of,
        title,
        items: sums.items,
        put_off: match sums.slipped.len() {
            0 => "none".to_owned(),
            count if count == sums.times => count.to_string(),
            count => format!("{count}, {} times in all", sums.times),
        },
        slipped: match longest(&sums.slipped) {
            None => "none".to_owned(),
            Some(_) if sums.slipped.len() == 1 => days(sums.days_slipped()),
            Some(most) => format!("{}, the longest {}", days(sums.days_slipped()), days(most)),
        },
        overdue: overdue(sums),
        undated: number(sums.undated.len()),
        silent: silent(sums),
        late: counted(&sums.late),
    }
}

fn moved(linker: &Linker<'_>, plan: &Plan, key: &ItemKey) -> Option<MovedRow> {
    let (item, standing) = (plan.item(&key.item)?, linker.views.standings.get(key)?);
    let time = time::time(item, standing, Clock::of(&linker.views.edition));
    let last = standing.slippage.iter().rev().find(|slip| slip.days > 0)?;
    let reason = word(plan, &key.item, last.said.origin).and_then(|word| word.reason.as_ref());
    let written = item.work().and_then(|w| w.due);
    Some(MovedRow {
        item: linker.item(key),
        title: titled(plan, item),
        first: standing
            .original_due
            .map(|due| words::date(&due, item.note("due").filter(|_| written.is_some()))),
        now: standing.due.map(|due| words::date(&due, None)),
        words: format!("{}, {} in all", plural(time.times as i64, "time", "times"), days(time.slipped)),
        reason: linker.maybe(reason),
    })
}
