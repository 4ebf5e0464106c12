//! A record's words as they stand at the date: the first published ones, with the amendments agreed by then.

use std::borrow::Cow;

use crate::model::plan::{AmendedField, Amendment};
use crate::model::register::{Item, Plan};
use crate::model::scalar::{Id, Text, Written};

/// The latest amendment of an item's field.
fn amended<'p>(plan: &'p Plan, item: Item<'_>, field: AmendedField) -> Option<&'p Amendment> {
    latest(plan, item, field, |_| true)
}

/// The latest of those amendments of an item's field that are chosen.
fn latest<'p>(
    plan: &'p Plan,
    item: Item<'_>,
    field: AmendedField,
    chosen: impl Fn(&Amendment) -> bool,
) -> Option<&'p Amendment> {
    let of_item = plan.amendments_of(item.id()).filter(|a| a.field == field);
    of_item.filter(|a| chosen(a)).max_by_key(|a| a.date.last())
}

/// An item's title as it stands at the date.
pub fn titled(plan: &Plan, item: Item<'_>) -> String {
    title_now(plan, item).to_owned()
}

/// The same, not copied.
pub fn title_now<'p>(plan: &'p Plan, item: Item<'p>) -> &'p str {
    amended(plan, item, AmendedField::Title).map_or(item.title(), |a| &a.to.0)
}

/// An item's text as it stands at the date.
pub fn text_now(plan: &Plan, item: Item<'_>) -> Option<String> {
    worded(plan, item).map(|text| text.0.clone())
}

/// The same, not copied.
pub fn worded<'p>(plan: &'p Plan, item: Item<'p>) -> Option<&'p Text> {
    let written = item.work().and_then(|w| w.text.as_ref());
    amended(plan, item, AmendedField::Text).map(|a| &a.to).or(written)
}

/// An item's owners as they stand at the date, the first leading.
pub fn owners_now<'p>(plan: &Plan, item: Item<'p>) -> Cow<'p, [Id]> {
    owners_at(plan, item, |_| true)
}

/// An item's owners by those amendments that are chosen.
pub(super) fn owners_at<'p>(
    plan: &Plan,
    item: Item<'p>,
    chosen: impl Fn(&Amendment) -> bool,
) -> Cow<'p, [Id]> {
    match latest(plan, item, AmendedField::Owner, chosen) {
        Some(amendment) => amendment.to.0.split(',').filter_map(|id| Id::read(id).ok()).collect(),
        None => {
            item.work().and_then(|w| w.owner.as_ref()).map_or(Cow::Borrowed(&[]), |o| Cow::Borrowed(&o.0))
        }
    }
}
