//! What is said of one recommendation or action wherever it appears: its history of dated words.

use serde::Serialize;

use super::address::{Link, Linker, Links};
use super::cite::{Cites, cites};
use super::words::{self, DateWords, Tag};
use crate::derive::standing::{Origin, Said, word_of};
use crate::model::history::grade;
use crate::model::record::Wording;
use crate::model::register::{Item, Plan};
use crate::model::scalar::Id;
use crate::model::update::Word;

/// One dated word about an item. Most words say little of all this: what may be nothing and is, is not given to templates either.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct History {
    /// When its word was published.
    pub(crate) date: DateWords,
    /// Whether its texts are the source's own words.
    pub(crate) verbatim: bool,
    /// The status stated, where one is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) status: Option<Tag>,
    /// What stands behind it, where stated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) evidence: Option<Tag>,
    /// Who said it.
    pub(crate) by: Links,
    /// What was said, as HTML.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) note: Option<String>,
    /// What is to come next, as HTML.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) next: Option<String>,
    /// When it was done.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) done: Option<DateWords>,
    /// A first or moved due date.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) due: Option<DateWords>,
    /// Why the due date moved, as HTML.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) reason: Option<String>,
    /// Ratings given.
    pub(crate) ratings: Vec<String>,
    /// What took its place.
    pub(crate) into: Vec<Link>,
    /// Where it is told.
    pub(crate) sources: Cites,
    /// The meeting whose round of updates it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) meeting: Option<Link>,
}

/// Every word about an item, oldest first.
pub(crate) fn history(
    linker: &Linker<'_>,
    plan_id: &Id,
    plan: &Plan,
    item: Item<'_>,
    said: &[Said],
) -> Vec<History> {
    let entry =
        |said: &Said| word_of(plan, item, said.origin).map(|w| one(linker, plan_id, plan, item, said, w));
    said.iter().filter_map(entry).collect()
}

fn one(linker: &Linker<'_>, plan_id: &Id, plan: &Plan, item: Item<'_>, said: &Said, word: &Word) -> History {
    let round = match said.origin {
        Origin::Round(position) => plan.rounds().nth(position),
        Origin::Own(_) => None,
    };
    let default = plan.defaults.as_ref().and_then(|d| d.evidence);
    let sources = word.source.as_ref().or(round.map(|r| &r.source));
    let own = match said.origin {
        Origin::Own(position) => item.work().and_then(|w| w.updates().get(position)),
        Origin::Round(_) => None,
    };
    let in_round = round.and_then(|r| r.updates.get(item.id()));
    let note = |key: &str| own.and_then(|u| u.note(key)).or(in_round.and_then(|u| u.note(key)));
    let date_note = own.and_then(|u| u.own.note("date")).or(round.and_then(|r| r.note("date")));
    let common = own.map(|u| u.common()).or(in_round.map(|u| u.common()));
    History {
        date: words::date(&said.date, date_note),
        verbatim: common.and_then(|c| c.wording) == Some(Wording::Verbatim),
        status: word.status.map(|s| words::status(Some(s))),
        evidence: grade(word, round, default).map(words::evidence),
        by: word.by.as_ref().map_or_else(Links::default, |by| linker.owners(by)),
        note: linker.maybe(word.note.as_ref()),
        next: linker.maybe(word.next.as_ref()),
        done: words::maybe_date(word.done, note("done")),
        due: words::maybe_date(word.due, note("due")),
        reason: linker.maybe(word.reason.as_ref()),
        ratings: ratings(linker, word),
        into: word.into.iter().flat_map(|i| i.iter()).map(|i| linker.item_of(plan_id, i)).collect(),
        sources: sources.map_or_else(Cites::default, |s| cites(linker, s, Some(plan))),
        meeting: round.and_then(|r| r.meeting.as_ref()).map(|m| linker.meeting(m)),
    }
}

fn ratings(linker: &Linker<'_>, word: &Word) -> Vec<String> {
    let schemes = &linker.views.edition.register.site.ratings;
    let mut list = Vec::new();
    for (scheme, step) in word.rating.iter().flat_map(|r| &r.0) {
        let found = scheme.as_ref().and_then(|s| schemes.get(s)).or(schemes.first().map(|(_, s)| s));
        let label = found.and_then(|f| f.steps.iter().find(|s| s.id == *step)).map(|s| s.label.0.as_str());
        if let (Some(found), Some(label)) = (found, label) {
            list.push(format!("{}: {label}", found.label));
        }
    }
    list
}
