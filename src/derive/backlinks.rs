//! Who refers to whom: the records that cite a place of a paper, belong to an owner, body or thread, or are affected by
//! a resolution.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::Hash;
use std::sync::Arc;

use super::ItemKey;
use super::amended;
use super::came_before::{Meetings, add};
use super::edition::Edition;
use crate::model::asked::Name;
use crate::model::changed::Changed;
use crate::model::meeting::Effect;
use crate::model::memo::Memo;
use crate::model::register::{Paper, Plan, Register};
use crate::model::scalar::{Anchor, AnswerRef, Id, ItemId};
use crate::model::source::Sources;
use crate::model::tracked::{Tracked, Watched};

/// A resolution and what it does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Affected {
    /// The meeting.
    pub meeting: Id,
    /// The resolution's reference.
    pub resolution: ItemId,
    /// What it does.
    pub effect: Effect,
}

/// A finding of an inspection.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FindingKey {
    /// The inspection's paper.
    pub paper: Id,
    /// Its reference there.
    pub finding: ItemId,
}

/// All references, by what is referred to.
#[derive(Clone, Debug)]
pub struct Backlinks {
    /// Items by the paper and place they cite.
    pub cited: Tracked<Id, BTreeMap<Anchor, Vec<ItemKey>>>,
    /// Items by owner or body.
    pub owned: Tracked<Id, Vec<ItemKey>>,
    /// Items an owner or body answers for without being their owner.
    pub answerable: Tracked<Id, Vec<ItemKey>>,
    /// Items by thread.
    pub threads: Tracked<Id, Vec<ItemKey>>,
    /// Findings by thread.
    pub findings: Tracked<Id, Vec<FindingKey>>,
    /// Recommendations that are recorded as answering a finding.
    pub answers: Tracked<FindingKey, Vec<ItemKey>>,
    /// Resolutions that name a plan as a whole.
    pub plans: Tracked<Id, Vec<Affected>>,
    /// Resolutions that name a recommendation or action.
    pub items: Tracked<ItemKey, Vec<Affected>>,
    /// Plans by the meeting they came before.
    pub came_before: Tracked<Id, Vec<Id>>,
    /// The meetings each plan came before, oldest first.
    pub meetings: Tracked<Id, Vec<Id>>,
    /// The meetings at which a paper was tabled, by their ids.
    pub tabled: Tracked<Id, Vec<Id>>,
    /// The plans that a paper sets out or that answer it, by their ids.
    pub set_out: Tracked<Id, Vec<Id>>,
    /// Disagreements by the papers they lie between, as positions in the list of all.
    pub disagreements: Tracked<Id, Vec<usize>>,
    /// Claims by the papers they were compared with: the paper that makes them, and the position there.
    pub claims: Tracked<Id, Vec<(Id, usize)>>,
    /// The papers that make claims, and how many.
    pub claiming: Watched<Vec<(Id, usize)>>,
    /// Every resolution, by its meeting.
    pub resolutions: Tracked<Id, BTreeSet<ItemId>>,
    /// What names an owner or body.
    pub people: Tracked<Id, Named>,
}

impl Backlinks {
    fn empty() -> Self {
        fn list<K: Ord + Hash, V>(name: &'static str) -> Tracked<K, V> {
            // The register has lists of the same names.
            Tracked::new(Name::within(name, &"backlinks"), BTreeMap::new())
        }
        Backlinks {
            cited: list("cited"),
            owned: list("owned"),
            answerable: list("answerable"),
            threads: list("threads"),
            findings: list("findings"),
            answers: list("answers"),
            plans: list("plans"),
            items: list("items"),
            came_before: list("came_before"),
            meetings: list("meetings"),
            tabled: Tracked::default(),
            set_out: list("set_out"),
            disagreements: list("disagreements"),
            claims: list("claims"),
            claiming: Watched::new(Name::view("claiming"), Vec::new()),
            resolutions: list("resolutions"),
            people: list("people"),
        }
    }

    /// Adds what these answer otherwise than earlier ones.
    pub(super) fn changed(&self, before: &Backlinks, changed: &mut Changed) {
        changed.list(&before.cited, &self.cited, PartialEq::eq);
        changed.list(&before.owned, &self.owned, PartialEq::eq);
        changed.list(&before.answerable, &self.answerable, PartialEq::eq);
        changed.list(&before.threads, &self.threads, PartialEq::eq);
        changed.list(&before.findings, &self.findings, PartialEq::eq);
        changed.list(&before.answers, &self.answers, PartialEq::eq);
        changed.list(&before.plans, &self.plans, PartialEq::eq);
        changed.list(&before.items, &self.items, PartialEq::eq);
        changed.list(&before.came_before, &self.came_before, PartialEq::eq);
        changed.list(&before.meetings, &self.meetings, PartialEq::eq);
        changed.list(&before.tabled, &self.tabled, PartialEq::eq);
        changed.list(&before.set_out, &self.set_out, PartialEq::eq);
        changed.list(&before.disagreements, &self.disagreements, PartialEq::eq);
        changed.list(&before.claims, &self.claims, PartialEq::eq);
        changed.value(&before.claiming, &self.claiming);
        changed.list(&before.resolutions, &self.resolutions, PartialEq::eq);
        changed.list(&before.people, &self.people, PartialEq::eq);
    }
}

/// The records that name an owner or body, by id.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Named {
    /// Owners that belong to the body.
    pub members: Vec<Id>,
    /// Plans that it monitors, carries out or answers for.
    pub plans: Vec<Id>,
    /// Meetings of the body.
    pub meetings: Vec<Id>,
    /// Papers from, to, by or about it.
    pub papers: Vec<Id>,
}

/// Items by what they refer to.
type Items<K> = BTreeMap<K, Vec<ItemKey>>;

/// What one plan refers to.
#[derive(Debug, Default)]
pub struct OfPlan {
    cited: BTreeMap<Id, Items<Anchor>>,
    owned: Items<Id>,
    answerable: Items<Id>,
    threads: Items<Id>,
    answers: Items<FindingKey>,
    meetings: Vec<Id>,
}

/// Adds the items of one plan to those of the plans before it.
fn extend<K: Ord + Hash + Clone>(all: &mut Tracked<K, Vec<ItemKey>>, of_plan: &Items<K>) {
    for (of, items) in of_plan {
        all.entry(of.clone()).or_default().extend_from_slice(items);
    }
}

/// Collects all references.
pub(super) fn backlinks(
    edition: &Edition,
    tabled: &Meetings,
    kept: &mut Memo<Id, Arc<OfPlan>>,
    changed: &Changed,
) -> Backlinks {
    let mut links = Backlinks::empty();
    let register = &edition.register;
    let of = |id: &Id| match register.plans.get(id) {
        Some(plan) => Arc::new(of_plan(register, tabled, id, plan)),
        None => Arc::default(),
    };
    for (id, of) in kept.all(register.plans.keys().cloned().collect(), changed, of) {
        for (paper, places) in &of.cited {
            let of_paper = links.cited.entry(paper.clone()).or_default();
            for (anchor, items) in places {
                of_paper.entry(anchor.clone()).or_default().extend_from_slice(items);
            }
        }
        extend(&mut links.owned, &of.owned);
        extend(&mut links.answerable, &of.answerable);
        extend(&mut links.threads, &of.threads);
        extend(&mut links.answers, &of.answers);
        for meeting in &of.meetings {
            links.came_before.entry(meeting.clone()).or_default().push(id.clone());
        }
        links.meetings.insert(id, of.meetings.clone());
    }
    for (id, plan) in &register.plans {
        for paper in plan.set_out_in.iter().chain(plan.responds_to.as_ref()) {
            add(&mut links.set_out, paper, id);
        }
    }
    meetings(register, &mut links);
    links.tabled = tabled.tabled.clone();
    for (id, paper) in &register.papers {
        for finding in paper.header.inspection.iter().flat_map(|i| i.findings.iter()) {
            for thread in finding.threads.iter() {
                let key = FindingKey { paper: id.clone(), finding: finding.reference.clone() };
                links.findings.entry(thread.clone()).or_default().push(key);
            }
        }
    }
    disputes(register, &mut links);
    people(register, &mut links.people);
    links
}

/// What meetings resolved.
fn meetings(register: &Register, links: &mut Backlinks) {
    for (id, meeting) in &register.meetings {
        let references = meeting.resolutions.iter().map(|r| r.reference.clone());
        links.resolutions.insert(id.clone(), references.collect());
        for resolution in meeting.resolutions.iter() {
            for affects in resolution.affects.iter() {
                for of in affects.of.iter() {
                    let affected = Affected {
                        meeting: id.clone(),
                        resolution: resolution.reference.clone(),
                        effect: affects.effect,
                    };
                    match &of.item {
                        None => links.plans.entry(of.plan.clone()).or_default().push(affected),
                        Some(item) => {
                            let key = ItemKey { plan: of.plan.clone(), item: item.clone() };
                            links.items.entry(key).or_default().push(affected);
                        }
                    }
                }
            }
        }
    }
}

/// The papers that disagreements and claims speak of, each named once.
fn disputes(register: &Register, links: &mut Backlinks) {
    let papers =
        |sources: &Sources| -> BTreeSet<Id> { sources.iter().filter_map(|s| s.paper.clone()).collect() };
    for (at, disagreement) in register.disagreements.iter().enumerate() {
        for paper in papers(&disagreement.between) {
            links.disagreements.entry(paper).or_default().push(at);
        }
    }
    let claims = |paper: &Paper| paper.header.claims.len();
    let claiming = register.papers.iter().filter(|(_, paper)| claims(paper) > 0);
    *links.claiming = claiming.map(|(id, paper)| (id.clone(), claims(paper))).collect();
    for (id, paper) in &register.papers {
        for (at, claim) in paper.header.claims.iter().enumerate() {
            for against in papers(&claim.against) {
                links.claims.entry(against).or_default().push((id.clone(), at));
            }
        }
    }
}

fn people(register: &Register, named: &mut Tracked<Id, Named>) {
    for owner in &register.owners {
        if let Some(body) = &owner.body {
            named.entry(body.clone()).or_default().members.push(owner.id.clone());
        }
    }
    for (id, plan) in &register.plans {
        let who: BTreeSet<&Id> =
            plan.body.iter().chain(plan.owner.iter()).chain(plan.answerable.iter()).collect();
        who.into_iter().for_each(|w| named.entry(w.clone()).or_default().plans.push(id.clone()));
    }
    for (id, meeting) in &register.meetings {
        named.entry(meeting.body.clone()).or_default().meetings.push(id.clone());
    }
    for (id, paper) in &register.papers {
        let header = &paper.header;
        let inspection = header.inspection.iter().flat_map(|i| i.inspectorate.iter());
        let motion = header
            .motion
            .iter()
            .flat_map(|m| m.board.iter().chain(m.executive_member.iter()).chain(m.director.iter()));
        let who: BTreeSet<&Id> = header
            .from
            .iter()
            .chain(header.to.iter())
            .chain(inspection)
            .chain(motion)
            .chain(&header.body)
            .collect();
        who.into_iter().for_each(|w| named.entry(w.clone()).or_default().papers.push(id.clone()));
    }
}

fn of_plan(register: &Register, meetings: &Meetings, id: &Id, plan: &Plan) -> OfPlan {
    let mut links = OfPlan { meetings: meetings.before(register, id, plan), ..OfPlan::default() };
    for item in plan.items() {
        let key = || ItemKey { plan: id.clone(), item: item.id().clone() };
        let own = item.recommendation.filter(|_| item.action.is_none());
        for answer in own.iter().flat_map(|r| r.answers.iter()) {
            if let AnswerRef::Finding(paper, at) = answer {
                let of = FindingKey { paper: paper.clone(), finding: ItemId(at.0.clone()) };
                links.answers.entry(of).or_default().push(key());
            }
        }
        let Some(work) = item.work() else { continue };
        for source in plan.sources_of(work).into_iter().flat_map(|s| s.iter()) {
            let Some(paper) = source.paper.as_ref().or(plan.set_out_in.as_ref()) else { continue };
            for anchor in source.at.iter() {
                let of_paper = links.cited.entry(paper.clone()).or_default();
                of_paper.entry(anchor.clone()).or_default().push(key());
            }
        }
        for thread in work.threads.iter().flat_map(|t| t.iter()) {
            links.threads.entry(thread.clone()).or_default().push(key());
        }
        let owners = amended::owners_now(plan, item);
        for owner in owners.iter() {
            links.owned.entry(owner.clone()).or_default().push(key());
        }
        for owner in work.answerable.iter().flat_map(|o| o.iter()).filter(|o| !owners.contains(o)) {
            links.answerable.entry(owner.clone()).or_default().push(key());
        }
    }
    links
}
