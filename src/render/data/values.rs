//! The small values of `plans.json`: dates, people, pages and sources.

use std::borrow::Cow;

use super::json::{self, Page, Person, Source};
use super::people::name;
use super::said::{date_words, of_html, plain_words};
use crate::model::basis::DateNote;
use crate::model::date::Date;
use crate::model::scalar::{Id, ItemId};
use crate::render::address::{Link, Linker};
use crate::render::cite::{Cite, Cites};

/// Words, where there are any.
pub(super) fn maybe(words: Cow<'_, str>) -> Option<Cow<'_, str>> {
    Some(words).filter(|w| !w.is_empty())
}

pub(super) fn date(date: Date, note: Option<&DateNote>) -> json::Date<'_> {
    super::json::Date {
        date,
        first: date.first(),
        last: date.last(),
        text: note.and_then(|n| n.text.as_ref()).map(|t| plain_words(&t.0)),
        basis: note.and_then(|n| n.basis),
    }
}

pub(super) fn page<'v>(link: Link) -> Page<'v> {
    Page { title: owned(link.text), page: link.href.map(Cow::Owned) }
}

/// Words on one line, of a text made for this.
fn owned<'v>(words: String) -> Cow<'v, str> {
    let line = match plain_words(&words) {
        Cow::Borrowed(_) => None,
        Cow::Owned(line) => Some(line),
    };
    Cow::Owned(line.unwrap_or(words))
}

pub(super) fn people<'v>(linker: &Linker<'v>, ids: &[Id]) -> Vec<Person<'v>> {
    ids.iter().map(|id| person(linker, id)).collect()
}

pub(super) fn person<'v>(linker: &Linker<'v>, id: &Id) -> Person<'v> {
    let register = &linker.views.edition.register;
    let known = register.owner(id).map(|o| &o.id).or_else(|| register.body(id).map(|b| &b.id));
    Person {
        id: known.map(|id| id.0.as_str().into()),
        name: name(linker, id),
        page: linker.owner(id).href.map(Cow::Owned),
    }
}

pub(super) fn sources<'v>(cites: Cites) -> Vec<Source<'v>> {
    let one = |cite: Cite| Source {
        title: owned(cite.lead.text),
        page: cite.lead.href.map(Cow::Owned),
        places: cite.places.into_iter().map(page).collect(),
        date: cite.date.as_ref().map(|date| date_words(date).into()),
        basis: cite.basis.map(Cow::Borrowed),
        note: cite.note.as_deref().map(|note| of_html(note).into_owned().into()),
    };
    cites.0.into_iter().map(one).collect()
}

/// References as they are written.
pub(super) fn references<'v>(all: impl Iterator<Item = &'v ItemId>) -> Vec<Cow<'v, str>> {
    all.map(|id| id.0.as_str().into()).collect()
}
