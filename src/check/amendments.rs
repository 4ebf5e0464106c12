//! Amendments tell what the words were and what they became; what they were must be what the record, or the amendment
//! before, has.

use std::collections::BTreeMap;

use super::known::Known;
use super::walk::Walk;
use crate::diagnostic::{Code, Diagnostic, Place, Slip};
use crate::model::plan::{AmendedField, Amendment};
use crate::model::scalar::{Id, Written};

pub(super) fn of_plan(known: &Known<'_>, walk: &Walk<'_>, faults: &mut Vec<Diagnostic>) {
    let list = Place::top(format!("content/plans/{}.yaml", walk.id)).at("amendments");
    let mut amendments: Vec<(usize, &Amendment)> = walk.plan.amendments.iter().enumerate().collect();
    amendments.sort_by_key(|(_, a)| a.date.last());
    let mut words: BTreeMap<_, Words> = BTreeMap::new();
    for (position, amendment) in amendments {
        let key = (&amendment.of, Field::of(amendment.field));
        let before = words.get(&key).cloned().or_else(|| first(walk, amendment));
        let judged =
            |before: &Words| amendment.field != AmendedField::Owner || owners_exist(known, amendment, before);
        if let Some(before) = before.filter(judged) {
            let slip = mismatch(amendment, &before);
            faults.extend(slip.map(|slip| slip.at(list.at(position).at("from"))));
        }
        words.insert(key, Words { text: Some(amendment.to.0.clone()), whose: "the amendment before it" });
    }
}

/// The words before an amendment, and who has them.
#[derive(Clone)]
struct Words {
    text: Option<String>,
    whose: &'static str,
}

/// A field that sorts.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Field {
    Title,
    Text,
    Owner,
    Target,
}

impl Field {
    fn of(field: AmendedField) -> Self {
        match field {
            AmendedField::Title => Field::Title,
            AmendedField::Text => Field::Text,
            AmendedField::Owner => Field::Owner,
            AmendedField::Target => Field::Target,
        }
    }
}

/// The first published words. A target has a figure, a date or words, and an amendment tells of it in words of its own:
/// whether these are the same cannot be told.
fn first(walk: &Walk<'_>, amendment: &Amendment) -> Option<Words> {
    let entry = walk.entry(&amendment.of)?;
    let text = match amendment.field {
        AmendedField::Title => Some(entry.item.title().to_owned()),
        AmendedField::Text => entry.work.text.as_ref().map(|t| t.0.clone()),
        AmendedField::Owner => entry.work.owner.as_ref().map(|owners| {
            let ids: Vec<&str> = owners.iter().map(|id| id.0.as_str()).collect();
            ids.join(", ")
        }),
        AmendedField::Target => return None,
    };
    Some(Words { text, whose: "the record" })
}

/// Whether both the record and the amendment name owners that exist; where they do not, that is told.
fn owners_exist(known: &Known<'_>, amendment: &Amendment, before: &Words) -> bool {
    let texts = before.text.iter().chain([&amendment.from.0]);
    let mut ids = texts.flat_map(|text| text.split(','));
    ids.all(|id| Id::read(id).is_ok_and(|id| known.register.name_of(&id).is_some()))
}

/// Words, however lines break and spaces run; ids however they are set apart.
fn plain(field: AmendedField, text: &str) -> String {
    let spaced = match field {
        AmendedField::Owner => text.replace(',', " "),
        _ => text.to_owned(),
    };
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn mismatch(amendment: &Amendment, before: &Words) -> Option<Slip> {
    let field = match amendment.field {
        AmendedField::Title => "title",
        AmendedField::Text => "text",
        AmendedField::Owner => "owner",
        AmendedField::Target => "target",
    };
    let (of, whose) = (&amendment.of, before.whose);
    let Some(text) = &before.text else {
        let message = format!("`{of}` has no {field} that could have been amended");
        let help = format!("give the record the {field} as first published, or take this amendment out");
        return Some(Slip::new(Code::AmendmentDoesNotMatch, message, help));
    };
    if plain(amendment.field, text) == plain(amendment.field, &amendment.from.0) {
        return None;
    }
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let message = format!("{whose} has another {field} for `{of}`");
    let quoted = format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""));
    let shown: String = quoted.chars().take(100).collect();
    let long = shown.len() < quoted.len();
    let help = format!("write the words before: {shown}{}", if long { "…" } else { "" });
    let slip = Slip::new(Code::AmendmentDoesNotMatch, message, help);
    // A text in a block (`>-`) would be put in its midst, so that one is told only.
    Some(slip)
}
