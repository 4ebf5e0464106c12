//! The pages of owners and bodies: what each answers for, and what came before each body.

use std::collections::BTreeMap;

use serde::Serialize;

use super::address::{Link, Linker};
use super::labels;
use super::progress::{MOST_ROWS, More, Table, rows, to_filter};
use super::words::{self, DateWords};
use crate::derive::ItemKey;
use crate::derive::backlinks::Named;
use crate::model::scalar::{Id, ItemId};
use crate::model::source::Owners;

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
    /// Tables of what it owns, one for each plan.
    owned: Vec<Table>,
    /// Tables of what it answers for.
    answerable: Vec<Table>,
    /// Whether there is enough to filter.
    filter: bool,
    /// Plans that it owns or watches over.
    plans: Vec<Link>,
    /// Its meetings: the date, the page, the status.
    meetings: Vec<(DateWords, Link, &'static str)>,
    /// Papers: the page, and how it has to do with it: "from", "to", "by", "named in" or "of".
    papers: Vec<(Link, &'static str)>,
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
    let owned = tables_within(linker, links.owned.get(id).map_or(&[][..], Vec::as_slice), &mut room);
    let answerable = links.answerable.get(id).map_or(&[][..], Vec::as_slice);
    let answerable = tables_within(linker, answerable, &mut room);
    Page {
        kind,
        about: linker.maybe(about),
        body: owner.and_then(|o| o.body.as_ref()).map(|b| linker.owner(b)),
        members: named.members.iter().map(|o| linker.owner(o)).collect(),
        filter: to_filter(owned.iter().chain(&answerable)),
        owned,
        answerable,
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
