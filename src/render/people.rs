//! The pages of owners and bodies: what each answers for, and what came before each body.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use super::address::{Link, Linker, Links};
use super::labels;
use super::progress::{MOST_ROWS, More, Table, rows, to_filter};
use super::time::sums::{Figures, figures, in_words, named_with_plan};
use super::words::{self, DateWords};
use crate::derive::ItemKey;
use crate::derive::amended::{owners_now, titled};
use crate::derive::backlinks::Named;
use crate::derive::former::Former;
use crate::derive::progress::Progress;
use crate::derive::time::is_counted;
use crate::model::scalar::{Id, ItemId};
use crate::model::source::Owners;

/// The page of commitments without an owner.
pub(crate) const NO_OWNER: &str = "no-owner.html";

/// What the page says.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Page {
    /// "Role", "Team or service", or the sort of body.
    kind: &'static str,
    /// What is known of it, as HTML.
    about: Option<String>,
    /// The body that it belongs to.
    body: Option<Link>,
    /// Roles and teams that belong to it.
    members: Vec<Link>,
    /// What is overdue, undated and silent of what it owns; none where it owns no commitment.
    figures: Option<Figures>,
    /// Tables of what it owns, one for each plan.
    owned: Vec<Table>,
    /// The same figures of what it answers for.
    answerable_figures: Option<Figures>,
    /// Tables of what it answers for.
    answerable: Vec<Table>,
    /// Records that name it and are no commitments, the first of many: recommendations with actions of their own, proposals,
    /// and what was not accepted.
    uncounted: Vec<Link>,
    /// How many of these this page has no room for.
    more_uncounted: usize,
    /// What it owned until an amendment named another owner, the first of many.
    former: Vec<FormerWords>,
    /// How many of these this page has no room for.
    more_former: usize,
    /// Whether there is enough to filter.
    filter: bool,
    /// Plans that it owns or watches over.
    plans: Vec<Link>,
    /// Its meetings: the date, the page, the status.
    meetings: Vec<(DateWords, Link, &'static str)>,
    /// Papers: the page, and how it has to do with it: "from", "to", "by", "named in" or "of".
    papers: Vec<(Link, &'static str)>,
}

/// An item that was owned, and until when.
#[derive(Clone, Debug, Serialize)]
struct FormerWords {
    /// The item, read as its id.
    item: Link,
    /// Its title.
    title: String,
    /// Its plan.
    plan: Link,
    /// When another owner was named.
    until: DateWords,
    /// Who owns it now.
    now: Links,
}

/// What the page of commitments without an owner says.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct NoOwner {
    /// What is overdue, undated and silent of them; none where every commitment has an owner.
    figures: Option<Figures>,
    /// Tables of them, one for each plan.
    tables: Vec<Table>,
    /// Whether there is enough to filter.
    filter: bool,
}

/// The commitments of all plans that have no owner.
pub(crate) fn unowned(linker: &Linker<'_>) -> Vec<ItemKey> {
    let plans = linker.views.progress.iter();
    let of = |(plan, progress): (&Id, &Arc<Progress>)| -> Vec<ItemKey> {
        let items = progress.counts.owner_none.iter();
        items.map(|item| ItemKey { plan: plan.clone(), item: item.clone() }).collect()
    };
    plans.flat_map(of).collect()
}

/// What the page of commitments without an owner says.
pub(crate) fn no_owner(linker: &Linker<'_>) -> NoOwner {
    let items = unowned(linker);
    let tables = tables(linker, &items);
    NoOwner { figures: figures(linker, &items), filter: to_filter(&tables), tables }
}

/// What the page of an owner or body says.
pub(crate) fn page(linker: &Linker<'_>, id: &Id) -> Page {
    let register = &linker.views.edition.register;
    let links = &linker.views.backlinks;
    let (owner, body) = (register.owner(id), register.body(id));
    let kind = match (owner, body) {
        (Some(owner), _) => labels::owner_kind(owner.kind),
        (None, Some(body)) => labels::body_kind(body.kind),
        (None, None) => "Not published",
    };
    let about = owner.and_then(|o| o.about.as_ref()).or(body.and_then(|b| b.about.as_ref()));
    let nobody = Named::default();
    let named = links.people.get(id).unwrap_or(&nobody);
    let mut meetings: Vec<_> =
        named.meetings.iter().filter_map(|id| Some((id, register.meetings.get(id)?))).collect();
    meetings.sort_by(|(_, a), (_, b)| b.date.by_first_day(&a.date));
    // The page has one room for both.
    let mut room = MOST_ROWS;
    let owns = links.owned.get(id).map_or(&[][..], Vec::as_slice);
    let answers = links.answerable.get(id).map_or(&[][..], Vec::as_slice);
    let (owns, mut others) = commitments(linker, owns);
    let (answers, more) = commitments(linker, answers);
    others.extend(more);
    let owned = tables_within(linker, &owns, &mut room);
    let answerable = tables_within(linker, &answers, &mut room);
    let former = linker.views.former.get(id).map_or(&[][..], Vec::as_slice);
    Page {
        kind,
        about: linker.maybe(about),
        body: owner.and_then(|o| o.body.as_ref()).map(|b| linker.owner(b)),
        members: named.members.iter().map(|o| linker.owner(o)).collect(),
        filter: to_filter(owned.iter().chain(&answerable)),
        figures: linker.views.owned.get(id).and_then(|sums| in_words(linker, sums, &owns)),
        owned,
        answerable_figures: figures(linker, &answers),
        answerable,
        uncounted: named_with_plan(linker, others.get(..MOST_ROWS).unwrap_or(&others)),
        more_uncounted: others.len().saturating_sub(MOST_ROWS),
        former: former.iter().take(MOST_ROWS).filter_map(|f| was_owner(linker, f)).collect(),
        more_former: former.len().saturating_sub(MOST_ROWS),
        plans: named.plans.iter().map(|id| linker.plan(id)).collect(),
        meetings: meetings
            .into_iter()
            .map(|(id, m)| {
                (words::date(&m.date, m.note("date")), linker.meeting(id), labels::meeting_status(m.status))
            })
            .collect(),
        papers: papers(linker, id, &named.papers),
    }
}

/// Items that are commitments, and those that are not.
fn commitments(linker: &Linker<'_>, items: &[ItemKey]) -> (Vec<ItemKey>, Vec<ItemKey>) {
    let plans = &linker.views.edition.register.plans;
    items.iter().cloned().partition(|key| {
        let plan = plans.get(&key.plan);
        plan.is_some_and(|plan| plan.item(&key.item).is_some_and(|item| is_counted(plan, item)))
    })
}

/// An item that was owned, in words.
fn was_owner(linker: &Linker<'_>, former: &Former) -> Option<FormerWords> {
    let plan = linker.views.edition.register.plans.get(&former.key.plan)?;
    let item = plan.item(&former.key.item)?;
    let note = plan.amendments.get(former.amendment).and_then(|amendment| amendment.note("date"));
    Some(FormerWords {
        item: linker.item(&former.key),
        title: titled(plan, item),
        plan: linker.plan(&former.key.plan),
        until: words::date(&former.until, note),
        now: linker.owners(&owners_now(plan, item)),
    })
}

/// Progress tables of items, one for each plan, up to the rows that a page has room for; the plan has them all.
pub(crate) fn tables(linker: &Linker<'_>, items: &[ItemKey]) -> Vec<Table> {
    let mut room = MOST_ROWS;
    tables_within(linker, items, &mut room)
}

/// Tables of items, up to the rows that are left of the page's room.
pub(crate) fn tables_within(linker: &Linker<'_>, items: &[ItemKey], room: &mut usize) -> Vec<Table> {
    let mut by_plan: BTreeMap<&Id, Vec<ItemId>> = BTreeMap::new();
    for key in items {
        by_plan.entry(&key.plan).or_default().push(key.item.clone());
    }
    let table = |(id, mut items): (&Id, Vec<ItemId>)| {
        let plan = linker.views.edition.register.plans.get(id)?;
        let all = items.len();
        items.truncate(*room);
        *room -= items.len();
        let more = More { number: all - items.len(), link: linker.plan(id) };
        let table = rows(linker, id, plan, plan.title.0.clone(), &items);
        Some(Table { more: (more.number > 0).then_some(more), ..table })
    };
    by_plan.into_iter().filter_map(table).collect()
}

/// Papers from, to or about an owner or body.
fn papers(linker: &Linker<'_>, id: &Id, named: &[Id]) -> Vec<(Link, &'static str)> {
    let mut list = Vec::new();
    for paper_id in named {
        let Some(paper) = linker.views.edition.register.papers.get(paper_id) else { continue };
        let header = &paper.header;
        let has = |owners: &Owners| owners.contains(id);
        let motion = header.motion.as_ref();
        let role = if has(&header.from) {
            "from"
        } else if has(&header.to) {
            "to"
        } else if header.inspection.as_ref().is_some_and(|i| has(&i.inspectorate)) {
            "by"
        } else if motion.is_some_and(|m| has(&m.board) || has(&m.executive_member) || has(&m.director)) {
            "named in"
        } else if header.body.as_ref() == Some(id) {
            "of"
        } else {
            continue;
        };
        list.push((linker.paper(paper_id, None), role));
    }
    list
}
