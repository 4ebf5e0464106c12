//! Of which open items nothing was heard.

use serde::Serialize;

use crate::derive::changes;
use crate::derive::moment::Moment;
use crate::derive::progress::Counts;
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
    /// Of how many that are open.
    pub(crate) of: usize,
    /// Which; the first of many.
    pub(crate) items: Vec<Link>,
    /// In a sentence; none where something was heard of all.
    pub(crate) sentence: Option<String>,
}

/// Of which open items of a plan nothing was heard between two moments.
pub(crate) fn silent(linker: &Linker<'_>, id: &Id, from: &Moment, to: &Moment, counts: &Counts) -> Silent {
    let items = changes::silent(linker.views, id, from, to);
    let open = counts.statuses.iter().filter(|(status, _)| status.is_none_or(Status::is_open));
    let of = open.map(|(_, items)| items.len()).sum();
    let number = items.len();
    let sentence = (number > 0).then(|| match (number, of) {
        (number, of) if number == of && number == 1 => {
            "Nothing was heard of the one that is open.".to_owned()
        }
        (number, of) if number == of => format!("Nothing was heard of any of the {of} that are open."),
        _ => format!("Nothing was heard of {number} of the {of} that are open."),
    });
    let items = items.iter().take(MOST_NAMED).map(|item| linker.item_of(id, item)).collect();
    Silent { number, of, items, sentence }
}
