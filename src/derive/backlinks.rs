//! Who refers to whom: the records that cite a place of a paper, belong to an owner, body or thread, or are affected by
//! a resolution.

use std::collections::{BTreeMap, BTreeSet};

use super::ItemKey;
use super::amended;
use super::edition::Edition;
use crate::model::birth::plan_birth;
use crate::model::meeting::Effect;
use crate::model::register::{Plan, Register};
use crate::model::scalar::{Anchor, AnswerRef, Id, ItemId};
use crate::model::source::Sources;

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
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FindingKey {
    /// The inspection's paper.
    pub paper: Id,
    /// Its reference there.
    pub finding: ItemId,
}

/// All references, by what is referred to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Backlinks {
    /// Items by the paper and place they cite.
    pub cited: BTreeMap<(Id, Anchor), Vec<ItemKey>>,
    /// Items by owner or body.
    pub owned: BTreeMap<Id, Vec<ItemKey>>,
    /// Items an owner or body answers for without being their owner.
    pub answerable: BTreeMap<Id, Vec<ItemKey>>,
    /// Items by thread.
    pub threads: BTreeMap<Id, Vec<ItemKey>>,
    /// Findings by thread.
    pub findings: BTreeMap<Id, Vec<FindingKey>>,
    /// Recommendations that are recorded as answering a finding.
    pub answers: BTreeMap<FindingKey, Vec<ItemKey>>,
    /// Resolutions that name a plan as a whole.
    pub plans: BTreeMap<Id, Vec<Affected>>,
    /// Resolutions that name a recommendation or action.
    pub items: BTreeMap<ItemKey, Vec<Affected>>,
    /// Plans by the meeting they came before.
    pub came_before: BTreeMap<Id, Vec<Id>>,
    /// The meetings each plan came before, oldest first.
    pub meetings: BTreeMap<Id, Vec<Id>>,
    /// The meetings at which a paper was tabled, by their ids.
    pub tabled: BTreeMap<Id, Vec<Id>>,
    /// The plans that a paper sets out or that answer it, by their ids.
    pub set_out: BTreeMap<Id, Vec<Id>>,
    /// Disagreements by the papers they lie between, as positions in the list of all.
    pub disagreements: BTreeMap<Id, Vec<usize>>,
    /// Claims by the papers they were compared with: the paper that makes them, and the position there.
    pub claims: BTreeMap<Id, Vec<(Id, usize)>>,
    /// Every resolution, by its meeting.
    pub resolutions: BTreeMap<Id, BTreeSet<ItemId>>,
    /// What names an owner or body.
    pub people: BTreeMap<Id, Named>,
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

/// Collects all references.
pub fn backlinks(edition: &Edition) -> Backlinks {
    let mut links = Backlinks::default();
    let register = &edition.register;
    for (id, plan) in &register.plans {
        of_plan(id, plan, &mut links);
        let meetings = meetings_before(register, id, plan);
        for meeting in &meetings {
            links.came_before.entry(meeting.clone()).or_default().push(id.clone());
        }
        links.meetings.insert(id.clone(), meetings);
    }
    for (id, plan) in &register.plans {
        for paper in plan.set_out_in.iter().chain(plan.responds_to.as_ref()) {
            add(&mut links.set_out, paper, id);
        }
    }
    for (id, meeting) in &register.meetings {
        let references = meeting.resolutions.iter().map(|r| r.reference.clone());
        links.resolutions.insert(id.clone(), references.collect());
        for paper in meeting.papers.iter() {
            add(&mut links.tabled, paper, id);
        }
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

/// The papers that disagreements and claims speak of, each named once.
fn disputes(register: &Register, links: &mut Backlinks) {
    let papers =
        |sources: &Sources| -> BTreeSet<Id> { sources.iter().filter_map(|s| s.paper.clone()).collect() };
    for (at, disagreement) in register.disagreements.iter().enumerate() {
        for paper in papers(&disagreement.between) {
            links.disagreements.entry(paper).or_default().push(at);
        }
    }
    for (id, paper) in &register.papers {
        for (at, claim) in paper.header.claims.iter().enumerate() {
            for against in papers(&claim.against) {
                links.claims.entry(against).or_default().push((id.clone(), at));
            }
        }
    }
}

fn people(register: &Register, named: &mut BTreeMap<Id, Named>) {
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

fn of_plan(id: &Id, plan: &Plan, links: &mut Backlinks) {
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
                links.cited.entry((paper.clone(), anchor.clone())).or_default().push(key());
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
}

/// The meetings a plan came before: named by it, by a round, by a resolution that affects it, or because its paper was
/// tabled there.
fn meetings_before(register: &Register, id: &Id, plan: &Plan) -> Vec<Id> {
    let birth = plan_birth(register, plan);
    let papers = papers_of(plan);
    let mut meetings: Vec<Id> = plan.came_before.iter().cloned().collect();
    meetings.extend(plan.rounds().filter_map(|r| r.meeting.clone()));
    for (meeting_id, meeting) in &register.meetings {
        let tabled = meeting.papers.iter().any(|p| papers.contains(p));
        let mut affected =
            meeting.resolutions.iter().flat_map(|r| r.affects.iter()).flat_map(|a| a.of.iter());
        // A plan that its own meeting brought about did not come before it.
        let existed = birth.is_some_and(|b| b.last() < meeting.date.last());
        // Nor one that an old paper, cited since, was tabled at before there was a plan.
        let begun = birth.is_some_and(|b| b.last() <= meeting.date.last());
        if tabled && begun || existed && affected.any(|of| of.plan == *id) {
            meetings.push(meeting_id.clone());
        }
    }
    meetings.retain(|m| register.meetings.contains_key(m));
    meetings
        .sort_by_key(|id| (register.meetings.get(id).map(|m| (m.date.last(), m.date.first())), id.clone()));
    meetings.dedup();
    meetings
}

/// The papers that set a plan out, or that its updates cite.
fn papers_of(plan: &Plan) -> BTreeSet<&Id> {
    let own = plan
        .items()
        .filter_map(|i| i.work())
        .flat_map(|w| w.updates())
        .filter_map(|u| u.part.source.as_ref());
    let rounds = plan.rounds().flat_map(|r| {
        let words = r.updates.iter().filter_map(|(_, u)| u.part.source.as_ref());
        std::iter::once(&r.source).chain(words)
    });
    let cited = own.chain(rounds).flat_map(|s| s.iter()).filter_map(|s| s.paper.as_ref());
    cited.chain(plan.set_out_in.as_ref()).collect()
}

/// Adds a record to those of a paper, once.
fn add(all: &mut BTreeMap<Id, Vec<Id>>, paper: &Id, id: &Id) {
    let of = all.entry(paper.clone()).or_default();
    if of.last() != Some(id) {
        of.push(id.clone());
    }
}
