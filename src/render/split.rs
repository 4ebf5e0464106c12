//! No list page grows without end: a list of over 500 records becomes pages by year or by letter, and its first page
//! keeps the totals.

use std::cmp::Reverse;

use chrono::Datelike;
use serde::Serialize;

use super::address::{Link, Linker};
use super::letters;
use super::progress::MOST_ROWS;
use crate::derive::Views;
use crate::model::scalar::Id;
use crate::output::OutPath;

/// A list of all records of a kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum List {
    /// Plans, by the first letter of their title.
    Plans,
    /// Papers, by year.
    Papers,
    /// Meetings, by year.
    Meetings,
    /// Owners and bodies, by the first letter of their name.
    Owners,
}

/// What records of a list stand under.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Heading {
    /// The first letter of their title.
    Letter(letters::Letter),
    /// Their year.
    Year(i32),
    /// They have no date.
    Undated,
}

impl Heading {
    fn label(self) -> String {
        match self {
            Heading::Letter(letter) => letter.label(),
            Heading::Year(year) => year.to_string(),
            Heading::Undated => "Undated".to_owned(),
        }
    }

    /// The heading in an address: it depends on nothing else that the list holds.
    fn slug(self) -> String {
        match self {
            Heading::Letter(letter) => letter.slug(),
            Heading::Year(_) | Heading::Undated => self.label().to_lowercase(),
        }
    }
}

/// A page of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Part {
    /// Which list.
    pub(crate) list: List,
    /// "2021", "A"; "2021, part 2 of 3" where a year or letter has over 500.
    pub(crate) label: String,
    /// Where it is published.
    pub(crate) path: OutPath,
    /// Its records, in the order of the list.
    pub(crate) ids: Vec<Id>,
}

/// A part as a first page names it.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct PartLink {
    /// Its label and address.
    pub(crate) link: Link,
    /// How many records it has.
    pub(crate) count: usize,
}

/// What a list page is given: all records, or, where they are too many, its parts alone.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Listing<T> {
    /// How many records the whole list has.
    pub(crate) total: usize,
    /// The pages it is split into; empty where one page holds all.
    pub(crate) parts: Vec<PartLink>,
    /// The records of this page.
    pub(crate) entries: Vec<T>,
}

impl List {
    /// The first page of the list.
    pub(crate) fn first(self) -> OutPath {
        OutPath::new(self.template())
    }

    fn name(self) -> &'static str {
        match self {
            List::Plans => "plans",
            List::Papers => "papers",
            List::Meetings => "meetings",
            List::Owners => "owners",
        }
    }

    /// What the list is called.
    pub(crate) fn title(self) -> &'static str {
        match self {
            List::Plans => "Plans",
            List::Papers => "Papers",
            List::Meetings => "Meetings",
            List::Owners => "Owners and bodies",
        }
    }

    /// What the list tells, for descriptions.
    pub(crate) fn about(self) -> &'static str {
        match self {
            List::Plans => "every action plan, and how it stands",
            List::Papers => "reports, minutes, motions and inspections",
            List::Meetings => "meetings and what they resolved",
            List::Owners => "who owns and answers for what",
        }
    }

    /// The template of its pages.
    pub(crate) fn template(self) -> &'static str {
        match self {
            List::Plans => "plans.html",
            List::Papers => "papers.html",
            List::Meetings => "meetings.html",
            List::Owners => "owners.html",
        }
    }

    /// Its records in their order, each with what it stands under.
    pub(crate) fn ids(self, views: &Views) -> Vec<(Id, Heading)> {
        let register = &views.edition.register;
        match self {
            List::Plans => {
                let mut found: Vec<_> = register.plans.iter().collect();
                found.sort_by_key(|(id, plan)| {
                    let count = views.progress.get(*id).map_or(0, |p| p.counts.items.len());
                    (Reverse(count), plan.title.0.clone())
                });
                // By letter where they are split; those with the most commitments first where they are not.
                if found.len() > MOST_ROWS {
                    return by_letter(found.into_iter().map(|(id, plan)| (plan.title.0.as_str(), id)));
                }
                found.into_iter().map(|(id, plan)| (id.clone(), letter(&plan.title.0))).collect()
            }
            List::Papers => {
                let mut found: Vec<_> = register.papers.iter().collect();
                found.sort_by_key(|(id, p)| (Reverse(p.header.date.map(|d| d.last())), *id));
                let year = |date: Option<crate::model::date::Date>| {
                    date.map_or(Heading::Undated, |d| Heading::Year(d.last().year()))
                };
                found.into_iter().map(|(id, p)| (id.clone(), year(p.header.date))).collect()
            }
            List::Meetings => {
                let mut found: Vec<_> = register.meetings.iter().collect();
                found.sort_by(|(_, a), (_, b)| b.date.by_first_day(&a.date));
                found.into_iter().map(|(id, m)| (id.clone(), Heading::Year(m.date.first().year()))).collect()
            }
            List::Owners => {
                let owners = register.owners.iter().map(|o| (o.name.0.as_str(), &o.id));
                by_letter(owners.chain(register.bodies.iter().map(|b| (b.name.0.as_str(), &b.id))))
            }
        }
    }
}

/// What a name stands under.
fn letter(name: &str) -> Heading {
    Heading::Letter(letters::key(name).0)
}

/// Records by name. They are sorted by what they are grouped by: no letter comes twice.
fn by_letter<'a>(named: impl Iterator<Item = (&'a str, &'a Id)>) -> Vec<(Id, Heading)> {
    let mut found: Vec<_> = named.map(|(name, id)| (letters::key(name), id)).collect();
    found.sort();
    found.into_iter().map(|((letter, _), id)| (id.clone(), Heading::Letter(letter))).collect()
}

/// The pages of a list that is too long for one; none for a list that is not.
pub(crate) fn parts(views: &Views, list: List) -> Vec<Part> {
    let ids = list.ids(views);
    if ids.len() <= MOST_ROWS {
        return Vec::new();
    }
    let mut groups: Vec<(Heading, Vec<Id>)> = Vec::new();
    for (id, heading) in ids {
        // Whatever the order of the list, a heading has one group: two would share an address, and one be lost.
        match groups.iter_mut().find(|(found, _)| *found == heading) {
            Some((_, ids)) => ids.push(id),
            None => groups.push((heading, vec![id])),
        }
    }
    let mut parts = Vec::new();
    for (heading, ids) in groups {
        let of = ids.len().div_ceil(MOST_ROWS);
        for (number, chunk) in (1..).zip(ids.chunks(MOST_ROWS)) {
            let label = letters::part_label(&heading.label(), number, of);
            let slug = letters::part_slug(&heading.slug(), number);
            let path = OutPath::new(format!("lists/{}-{slug}.html", list.name()));
            parts.push(Part { list, label, path, ids: chunk.to_vec() });
        }
    }
    parts
}

/// The parts of a list as its first page names them.
pub(crate) fn links(linker: &Linker<'_>, parts: &[Part]) -> Vec<PartLink> {
    let link = |part: &Part| PartLink {
        link: linker.to(&part.path, None, part.label.as_str()),
        count: part.ids.len(),
    };
    parts.iter().map(link).collect()
}

/// A list page: all records, or its parts where there are too many.
pub(crate) fn listing<T>(linker: &Linker<'_>, list: List, line: impl Fn(&Id) -> Option<T>) -> Listing<T> {
    let ids = list.ids(linker.views);
    let parts = links(linker, &parts(linker.views, list));
    let shown = if parts.is_empty() { ids.as_slice() } else { &[] };
    Listing { total: ids.len(), parts, entries: shown.iter().filter_map(|(id, _)| line(id)).collect() }
}

/// One page of a list that is split.
pub(crate) fn part<T>(part: &Part, line: impl Fn(&Id) -> Option<T>) -> Listing<T> {
    Listing { total: part.ids.len(), parts: Vec::new(), entries: part.ids.iter().filter_map(line).collect() }
}
