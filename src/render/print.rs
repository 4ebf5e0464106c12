//! The whole of a plan on one page, for a board's papers: the plan, its tables, each recommendation and action in full,
//! measures with their figures. It is put together from what their own pages say.

use serde::Serialize;

use super::action;
use super::address::{Link, Linker};
use super::measure::{MeasureWords, measure};
use super::plan::{self, GroupWords};
use super::rounds::{AmendmentWords, RoundWords, amendments, rounds};
use crate::derive::ItemKey;
use crate::derive::progress::Group;
use crate::model::plan::AmendedField;
use crate::model::register::{Item, Plan};
use crate::model::scalar::Id;

/// More records and dated words than this make a page that nobody prints and few browsers open.
const MOST_WORDS: usize = 10_000;

/// What the page says.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Page {
    /// The plan's page.
    plan: Link,
    /// What that page says; its groups and measures stand in full in `groups` and `measures`.
    whole: Option<plan::Page>,
    /// Each recommendation with its actions.
    groups: Vec<InFull>,
    /// Each measure with its figures.
    measures: Vec<MeasureWords>,
    /// Its rounds of updates, latest first.
    rounds: Vec<RoundWords>,
    /// Amended targets; what was changed in the words of an item stands with the item.
    amendments: Vec<AmendmentWords>,
}

/// A recommendation with its table, itself and its actions in full.
#[derive(Clone, Debug, Serialize)]
struct InFull {
    /// What the plan's page says of it.
    #[serde(flatten)]
    words: GroupWords,
    /// The recommendation itself; none for actions that answer none.
    own: Option<action::Page>,
    /// Its actions.
    actions: Vec<ActionInFull>,
}

/// An action in full.
#[derive(Clone, Debug, Serialize)]
struct ActionInFull {
    /// Where it stands on the page.
    anchor: String,
    /// What its own page says.
    item: action::Page,
}

/// What the page says; none where the plan is too long for one page.
pub(crate) fn page(linker: &Linker<'_>, id: &Id, plan: &Plan) -> Option<Page> {
    let views = linker.views;
    let of_plan = plan.items().filter_map(|item| views.standings.get(&key(id, item)));
    if of_plan.map(|standing| 1 + standing.history.len()).sum::<usize>() > MOST_WORDS {
        return None;
    }
    // Paper has room for every row.
    let mut whole = plan::page(linker, id, plan, usize::MAX);
    let words = std::mem::take(&mut whole.groups);
    let groups = views.progress.get(id).map_or(&[][..], |progress| progress.groups.as_slice());
    Some(Page {
        plan: linker.plan(id),
        whole: Some(whole),
        groups: groups
            .iter()
            .zip(words)
            .map(|(group, words)| in_full(linker, id, plan, group, words))
            .collect(),
        measures: plan.measures.iter().map(|m| measure(linker, id, plan, m)).collect(),
        rounds: rounds(linker, id, plan),
        amendments: amendments(linker, id, plan, |amendment| amendment.field == AmendedField::Target),
    })
}

/// What is said instead of a plan that is too long for one page.
pub(crate) fn too_long(linker: &Linker<'_>, id: &Id) -> Page {
    Page {
        plan: linker.plan(id),
        whole: None,
        groups: Vec::new(),
        measures: Vec::new(),
        rounds: Vec::new(),
        amendments: Vec::new(),
    }
}

fn key(plan: &Id, item: Item<'_>) -> ItemKey {
    ItemKey { plan: plan.clone(), item: item.id().clone() }
}

fn in_full(linker: &Linker<'_>, id: &Id, plan: &Plan, group: &Group, words: GroupWords) -> InFull {
    let of_group = plan
        .items()
        .filter(|item| item.recommendation.map(|r| &r.reference) == group.recommendation.as_ref());
    let (own, actions): (Vec<_>, Vec<_>) = of_group.partition(|item| item.action.is_none());
    let actions = actions.into_iter().filter_map(|item| {
        Some(ActionInFull {
            anchor: linker.print_anchor(&key(id, item)),
            item: item_in_full(linker, id, plan, item)?,
        })
    });
    InFull {
        words,
        own: own.into_iter().find_map(|item| item_in_full(linker, id, plan, item)),
        actions: actions.collect(),
    }
}

/// An item as its own page has it, without what stands above it on this page: its table, and the resolutions on its
/// recommendation and on the plan.
fn item_in_full(linker: &Linker<'_>, id: &Id, plan: &Plan, item: Item<'_>) -> Option<action::Page> {
    let key = key(id, item);
    let standing = linker.views.standings.get(&key)?;
    let mut page = action::page(linker, None, &key, (plan, item), standing);
    page.actions = None;
    page.covered.clear();
    Some(page)
}
