//! Former owners: who owned an item until an amendment named another.

use std::collections::BTreeMap;

use super::ItemKey;
use super::amended::owners_now;
use super::edition::Edition;
use crate::model::asked::Name;
use crate::model::date::Date;
use crate::model::plan::{AmendedField, Amendment};
use crate::model::scalar::{Id, Written};
use crate::model::tracked::Tracked;

/// An item that was owned, and until when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Former {
    /// The item.
    pub key: ItemKey,
    /// The date of the amendment that named another owner; where it came back and left again, the last one.
    pub until: Date,
    /// What stands beside that date is told with this amendment: its place among those of the plan.
    pub amendment: usize,
}

/// Items by the owner that they had and have no more, in the order of plans and dates.
pub fn former(edition: &Edition) -> Tracked<Id, Vec<Former>> {
    let mut all: Tracked<Id, Vec<Former>> = Tracked::new(Name::view("former"), BTreeMap::new());
    for (id, plan) in &edition.register.plans {
        let mut changes: Vec<(usize, &Amendment)> =
            plan.amendments.iter().enumerate().filter(|(_, a)| a.field == AmendedField::Owner).collect();
        changes.sort_by_key(|(_, amendment)| amendment.date.last());
        let mut left: BTreeMap<(&str, Id), (usize, Date)> = BTreeMap::new();
        for (position, amendment) in changes {
            let after = owners(&amendment.to.0);
            for owner in owners(&amendment.from.0).into_iter().filter(|o| !after.contains(o)) {
                left.insert((&amendment.of.0, owner), (position, amendment.date));
            }
        }
        for ((of, owner), (amendment, until)) in left {
            let key = ItemKey { plan: id.clone(), item: crate::model::scalar::ItemId(of.to_owned()) };
            let Some(item) = plan.item(&key.item) else { continue };
            if !owners_now(plan, item).contains(&owner) {
                all.entry(owner).or_default().push(Former { key, until, amendment });
            }
        }
    }
    all
}

/// The owners that an amendment writes as words: ids with commas between.
fn owners(text: &str) -> Vec<Id> {
    text.split(',').filter_map(|id| Id::read(id).ok()).collect()
}
