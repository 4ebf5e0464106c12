//! What was said of a plan after a date: its words and the resolutions that name it.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::standing::{Said, Standing};
use super::{ItemKey, Views};
use crate::model::scalar::{Id, ItemId};

/// What was said of one item since a date.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// The item.
    pub item: ItemId,
    /// The words, oldest first.
    pub said: Vec<Said>,
}

/// Every word about a plan's items after a date, in the order of the plan.
pub fn since(views: &Views, plan: &Id, date: NaiveDate) -> Vec<Change> {
    let Some(found) = views.edition.register.plans.get(plan) else { return Vec::new() };
    let later = |standings: &BTreeMap<ItemKey, Standing>, item: &ItemId| -> Vec<Said> {
        let key = ItemKey { plan: plan.clone(), item: item.clone() };
        let history = standings.get(&key).map_or(&[][..], |s| s.history.as_slice());
        history.iter().filter(|s| s.date.last() > date).copied().collect()
    };
    let changes =
        found.items().map(|i| Change { item: i.id().clone(), said: later(&views.standings, i.id()) });
    changes.filter(|c| !c.said.is_empty()).collect()
}
