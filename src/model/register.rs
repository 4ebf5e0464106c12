//! Everything loaded, typed: one value for one site.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::asked::Name;
use super::changed::{Changed, same};
use super::date::Date;
use super::index::Index;
use super::meeting::{Meeting, Resolution};
use super::paper::{PageHeader, PaperHeader};
use super::people::{Body, Disagreement, Event, Owner, Thread};
pub use super::planned::{Item, Plan};
use super::scalar::{Id, ItemRef, ResolutionRef};
use super::site::Site;
use super::tracked::{Tracked, Watched};
use crate::markdown::Outline;

/// Everything loaded.
#[derive(Clone, Debug)]
pub struct Register {
    /// `site.toml`.
    pub site: Watched<Site>,
    /// Bodies, in the order of their file.
    pub bodies: Watched<Vec<Body>>,
    /// Owners, in the order of their file.
    pub owners: Watched<Vec<Owner>>,
    /// Threads, in the order of their file.
    pub threads: Watched<Vec<Thread>>,
    /// Disagreements, in the order of their file.
    pub disagreements: Watched<Vec<Disagreement>>,
    /// Events, in the order of their file.
    pub events: Watched<Vec<Event>>,
    /// Meetings by id.
    pub meetings: Tracked<Id, Arc<Meeting>>,
    /// Plans by id.
    pub plans: Tracked<Id, Arc<Plan>>,
    /// Papers by id.
    pub papers: Tracked<Id, Arc<Paper>>,
    /// Standing pages by id.
    pub pages: Watched<BTreeMap<Id, Page>>,
    /// Attachments, as paths under `content/files/`.
    pub attachments: Watched<BTreeSet<String>>,
    /// Width and height of the logo, in a unit of its own.
    pub logo_size: Watched<Option<(f64, f64)>>,
    /// Where owners, bodies and threads stand.
    pub(crate) indexes: Indexes,
    /// Files with structural faults: what they define is unknown, so nobody else is told that it does not exist.
    pub broken: Watched<BTreeSet<String>>,
}

/// Where the entries of the lists stand that are asked for most.
#[derive(Clone, Debug, Default)]
pub(crate) struct Indexes {
    owners: Index<usize>,
    bodies: Index<usize>,
    threads: Index<usize>,
}

/// A paper: header and narrative.
#[derive(Clone, Debug, PartialEq)]
pub struct Paper {
    /// Its header.
    pub header: PaperHeader,
    /// Its narrative, in markdown.
    pub text: Watched<Arc<str>>,
    /// What the narrative holds: anchors, links, embedded views.
    pub outline: Watched<Arc<Outline>>,
    /// Byte of the file at which the narrative begins.
    pub offset: usize,
}

impl Paper {
    /// A paper as its file has it.
    pub fn named(id: &Id, header: PaperHeader, text: Arc<str>, outline: Outline, offset: usize) -> Self {
        let text = Watched::new(Name::within("text", id), text);
        let outline = Watched::new(Name::within("outline", id), Arc::new(outline));
        Paper { header, text, outline, offset }
    }

    /// Whether its narrative has a place of this name.
    pub fn has_anchor(&self, name: &str) -> bool {
        self.outline.part(name).has_anchor(name)
    }

    /// The words of the heading of its narrative with this anchor.
    pub fn heading(&self, anchor: &str) -> Option<&str> {
        let headings = &self.outline.part(anchor).headings;
        headings.iter().find(|heading| heading.anchor == anchor).map(|heading| heading.text.as_str())
    }

    /// Whether another holds the same beside its narrative.
    fn same_but_text(&self, other: &Paper) -> bool {
        self.header == other.header && self.offset == other.offset
    }

    /// Adds what this paper answers otherwise than an earlier one about its narrative.
    fn changed_text(&self, before: &Paper, changed: &mut Changed) {
        changed.value(&before.text, &self.text);
        changed.value(&before.outline, &self.outline);
        let places = |outline: &Outline| -> BTreeMap<String, Option<String>> {
            let names = outline.names().map(|name| (name.to_owned(), None));
            let headings = outline.headings.iter().map(|h| (h.anchor.clone(), Some(h.text.clone())));
            names.chain(headings).collect()
        };
        let (was, is) = (places(&before.outline), places(&self.outline));
        let names: BTreeSet<&String> = was.keys().chain(is.keys()).collect();
        for name in names.into_iter().filter(|name| was.get(*name) != is.get(*name)) {
            changed.part(&self.outline, name.as_str());
        }
    }
}

/// A standing page.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// Its header.
    pub header: PageHeader,
    /// Its narrative, in markdown.
    pub text: String,
    /// What the narrative holds.
    pub outline: Outline,
    /// Byte of the file at which the narrative begins.
    pub offset: usize,
}

/// An entry of a list by its id; a list that was pruned after its index was made is looked through.
fn found<'l, T>(index: &Index<usize>, list: &'l [T], id: &Id, id_of: fn(&T) -> &Id) -> Option<&'l T> {
    let entries = || list.iter().enumerate().map(|(at, entry)| (id_of(entry).0.as_str(), at));
    let at = index.find(&id.0, entries)?;
    list.get(at).filter(|entry| id_of(entry) == id).or_else(|| list.iter().find(|entry| id_of(entry) == id))
}

impl Register {
    /// A site's register with nothing in it yet.
    pub fn empty(site: Site) -> Self {
        Register {
            site: Watched::new(Name::loaded("site"), site),
            bodies: Watched::new(Name::loaded("bodies"), Vec::new()),
            owners: Watched::new(Name::loaded("owners"), Vec::new()),
            threads: Watched::new(Name::loaded("threads"), Vec::new()),
            disagreements: Watched::new(Name::loaded("disagreements"), Vec::new()),
            events: Watched::new(Name::loaded("events"), Vec::new()),
            meetings: Tracked::new(Name::loaded("meetings"), BTreeMap::new()),
            plans: Tracked::new(Name::loaded("plans"), BTreeMap::new()),
            papers: Tracked::new(Name::loaded("papers"), BTreeMap::new()),
            pages: Watched::new(Name::loaded("pages"), BTreeMap::new()),
            attachments: Watched::new(Name::loaded("attachments"), BTreeSet::new()),
            logo_size: Watched::new(Name::loaded("logo_size"), None),
            indexes: Indexes::default(),
            broken: Watched::new(Name::loaded("broken"), BTreeSet::new()),
        }
    }

    /// The same records, to become what is published of them: questions about the one are not questions about the other.
    pub fn to_publish(&self) -> Self {
        let mut register = self.clone();
        register.site.publish();
        register.bodies.publish();
        register.owners.publish();
        register.threads.publish();
        register.disagreements.publish();
        register.events.publish();
        register.meetings.publish();
        register.plans.publish();
        register.papers.publish();
        register.pages.publish();
        register.attachments.publish();
        register.logo_size.publish();
        register.broken.publish();
        register
    }

    /// Adds what this register answers otherwise than an earlier one.
    pub fn changed(&self, before: &Register, changed: &mut Changed) {
        changed.value(&before.threads, &self.threads);
        self.changed_but_threads(before, changed);
    }

    /// The same but for threads, of which some are left out late.
    pub fn changed_but_threads(&self, before: &Register, changed: &mut Changed) {
        changed.value(&before.site, &self.site);
        changed.value(&before.bodies, &self.bodies);
        changed.value(&before.owners, &self.owners);
        changed.value(&before.disagreements, &self.disagreements);
        changed.value(&before.events, &self.events);
        changed.list(&before.meetings, &self.meetings, same);
        changed.list(&before.plans, &self.plans, |was, is| Arc::ptr_eq(was, is) || is.same_but_items(was));
        for (id, plan) in &self.plans {
            let before = before.plans.get(id).filter(|before| !same(before, plan));
            if let Some(before) = before {
                changed.any_of(&self.plans);
                plan.changed_items(before, changed);
            }
        }
        changed.list(&before.papers, &self.papers, |was, is| Arc::ptr_eq(was, is) || is.same_but_text(was));
        for (id, paper) in &self.papers {
            if let Some(before) = before.papers.get(id).filter(|before| !same(before, paper)) {
                changed.any_of(&self.papers);
                paper.changed_text(before, changed);
            }
        }
        changed.value(&before.pages, &self.pages);
        changed.value(&before.attachments, &self.attachments);
        changed.value(&before.logo_size, &self.logo_size);
        changed.value(&before.broken, &self.broken);
    }

    /// The record with this reference, where it is a recommendation or action.
    pub fn item(&self, reference: &ItemRef) -> Option<Item<'_>> {
        self.plans.get(&reference.plan)?.item(reference.item.as_ref()?)
    }

    /// The resolution with this reference.
    pub fn resolution(&self, reference: &ResolutionRef) -> Option<(&Meeting, &Resolution)> {
        let meeting = self.meetings.get(&reference.meeting)?;
        meeting.resolutions.iter().find(|r| r.reference == reference.resolution).map(|r| (&**meeting, r))
    }

    /// The body with this id.
    pub fn body(&self, id: &Id) -> Option<&Body> {
        found(&self.indexes.bodies, &self.bodies, id, |b| &b.id)
    }

    /// The owner with this id.
    pub fn owner(&self, id: &Id) -> Option<&Owner> {
        found(&self.indexes.owners, &self.owners, id, |o| &o.id)
    }

    /// The name of an owner or body.
    pub fn name_of(&self, id: &Id) -> Option<&str> {
        self.owner(id).map(|o| o.name.0.as_str()).or(self.body(id).map(|b| b.name.0.as_str()))
    }

    /// The thread with this id.
    pub fn thread(&self, id: &Id) -> Option<&Thread> {
        found(&self.indexes.threads, &self.threads, id, |t| &t.id)
    }

    /// The date of a paper.
    pub fn paper_date(&self, id: &Id) -> Option<Date> {
        self.papers.get(id)?.header.date
    }
}
