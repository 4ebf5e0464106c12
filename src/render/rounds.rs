//! How a plan changed after it was first published: its rounds of updates, and the amendments of its words.

use serde::Serialize;

use super::address::{Link, Linker};
use super::cite::{Cites, cites};
use super::plain::plain;
use super::words::{self, DateWords};
use crate::derive::ItemKey;
use crate::model::commitment::of_item_on;
use crate::model::plan::{AmendedField, Amendment};
use crate::model::register::Plan;
use crate::model::scalar::{Id, Text};
use crate::model::update::Round;

/// So many silent items of a round are named, and the rest counted.
const MOST_NAMED: usize = 50;

/// A dated change of words.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct AmendmentWords {
    /// When.
    date: DateWords,
    /// What was changed.
    of: Link,
    /// Which words: "title", "text", "owner" or "target".
    field: &'static str,
    /// The words before.
    from: String,
    /// The words after.
    to: String,
    /// Why.
    reason: String,
    /// The resolution that agreed to it.
    agreed_at: Option<Link>,
}

/// A round of updates.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct RoundWords {
    /// The round's name.
    id: Option<String>,
    /// When it was published.
    date: DateWords,
    /// What it says as a whole, as HTML.
    summary: Option<String>,
    /// The meeting that it was made for.
    meeting: Option<Link>,
    /// How many items it speaks of.
    said: usize,
    /// How many open commitments it does not speak of.
    silent_count: usize,
    /// Which; the first of many.
    silent: Vec<Link>,
    /// Where it is told.
    sources: Cites,
}

/// The amendments of a plan that the caller chooses.
pub(crate) fn amendments(
    linker: &Linker<'_>,
    id: &Id,
    plan: &Plan,
    chosen: impl Fn(&Amendment) -> bool,
) -> Vec<AmendmentWords> {
    let chosen = plan.amendments.iter().filter(|a| chosen(a));
    let name = |field: AmendedField, text: &Text| match field {
        AmendedField::Owner => {
            let ids = text.0.split(',').map(|id| Id(id.trim().to_owned()));
            ids.map(|id| linker.owner(&id).text).collect::<Vec<_>>().join(", ")
        }
        // What becomes the text of a record is markdown as that is, and may link to what is not published.
        AmendedField::Text => plain(&linker.text(text)),
        AmendedField::Title | AmendedField::Target => text.0.clone(),
    };
    let mut list: Vec<_> = chosen.collect();
    list.sort_by_key(|a| a.date.last());
    let one = |a: &Amendment| AmendmentWords {
        date: words::date(&a.date, a.note("date")),
        of: match a.field {
            AmendedField::Target => linker.measure(id, &a.of),
            _ => linker.item_of(id, &a.of),
        },
        field: match a.field {
            AmendedField::Title => "title",
            AmendedField::Text => "text",
            AmendedField::Owner => "owner",
            AmendedField::Target => "target",
        },
        from: name(a.field, &a.from),
        to: name(a.field, &a.to),
        reason: plain(&linker.text(&a.reason)),
        agreed_at: a.agreed_at.as_ref().map(|r| linker.resolution(&r.meeting, &r.resolution)),
    };
    list.into_iter().map(one).collect()
}

/// Each round: how many items it speaks of, and which open ones it is silent about.
pub(crate) fn rounds(linker: &Linker<'_>, id: &Id, plan: &Plan) -> Vec<RoundWords> {
    chosen(linker, id, plan, plan.rounds().collect())
}

/// The rounds that were made for a meeting.
pub(crate) fn rounds_for(linker: &Linker<'_>, id: &Id, plan: &Plan, meeting: &Id) -> Vec<RoundWords> {
    chosen(linker, id, plan, plan.rounds().filter(|r| r.meeting.as_ref() == Some(meeting)).collect())
}

fn chosen(linker: &Linker<'_>, id: &Id, plan: &Plan, mut rounds: Vec<&Round>) -> Vec<RoundWords> {
    rounds.sort_by_key(|r| std::cmp::Reverse(r.date.last()));
    let one = |round: &Round| {
        let silent = plan
            .tracked()
            .filter(|item| of_item_on(plan, *item, round.date.last()).is_made())
            .filter(|item| {
                let key = ItemKey { plan: id.clone(), item: item.id().clone() };
                let standing = linker.views.standings.get(&key);
                let born = standing.and_then(|s| s.birth).is_some_and(|b| b.last() <= round.date.last());
                let open = standing.is_some_and(|s| s.was_open(plan, item.id(), round.date.last()));
                born && open && round.updates.get(item.id()).is_none()
            });
        let silent: Vec<_> = silent.map(|item| item.id()).collect();
        RoundWords {
            id: round.id.as_ref().map(|id| id.0.clone()),
            date: words::date(&round.date, round.note("date")),
            summary: linker.maybe(round.summary.as_ref()),
            meeting: round.meeting.as_ref().map(|m| linker.meeting(m)),
            said: round.updates.len(),
            silent_count: silent.len(),
            silent: silent.iter().take(MOST_NAMED).map(|item| linker.item_of(id, item)).collect(),
            sources: cites(linker, &round.source, Some(plan)),
        }
    };
    rounds.into_iter().map(one).collect()
}
