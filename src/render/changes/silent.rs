//! Of which open items nothing was heard.

use serde::Serialize;

use crate::derive::heard::Heard;
use crate::derive::moment::Moment;
use crate::derive::then::Figures;
use crate::model::scalar::Id;
use crate::model::update::Status;
use crate::render::address::{Link, Linker};

/// So many silent items are named, and the rest counted.
const MOST_NAMED: usize = 50;

/// Open items of which nothing was heard.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct Silent {
    /// How many.
    pub(crate) number: usize,
    /// Of how many open commitments.
    pub(crate) of: usize,
    /// Which; the first of many.
    pub(crate) items: Vec<Link>,
    /// In a sentence; none where something was heard of all.
    pub(crate) sentence: Option<String>,
}

/// Of which open items of a plan, as they stood at the second moment, nothing was heard between the two.
pub(crate) fn silent(
    linker: &Linker<'_>,
    id: &Id,
    heard: &Heard<'_>,
    (from, to): (&Moment, &Moment),
    then: Figures<'_>,
) -> Silent {
    let mut items = heard.silent(from, to);
    items.retain(|item| then.standings.contains_key(item));
    let open = then.counts.statuses.iter().filter(|(status, _)| status.is_none_or(Status::is_open));
    let of = open.map(|(_, items)| items.len()).sum();
    let number = items.len();
    let sentence = (number > 0).then(|| match (number, of) {
        (number, of) if number == of && number == 1 => {
            "Nothing was heard of the one open commitment.".to_owned()
        }
        (number, of) if number == of => format!("Nothing was heard of any of the {of} open commitments."),
        _ => format!("Nothing was heard of {number} of the {of} open commitments."),
    });
    let items = items.iter().take(MOST_NAMED).map(|item| linker.item_of(id, item)).collect();
    Silent { number, of, items, sentence }
}
