//! Which meetings a plan came before: those that it or one of its rounds names, those that decided on it, and those that one of
//! its papers was tabled at. What meetings say is gathered once, so that no plan looks through all meetings.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::asked::Name;
use crate::model::birth::plan_birth;
use crate::model::changed::Changed;
use crate::model::date::Date;
use crate::model::register::{Plan, Register};
use crate::model::scalar::Id;
use crate::model::tracked::Tracked;

/// What meetings tabled and decided on.
#[derive(Clone, Debug)]
pub(super) struct Meetings {
    /// The meetings at which a paper was tabled, by their ids.
    pub(super) tabled: Tracked<Id, Vec<Id>>,
    /// The meetings with a resolution on a plan or a record of it, by their ids.
    deciding: Tracked<Id, Vec<Id>>,
}

impl Meetings {
    pub(super) fn new(register: &Register) -> Self {
        let list = |name| Tracked::new(Name::within(name, &"came_before"), BTreeMap::new());
        let mut all = Meetings { tabled: list("tabled"), deciding: list("deciding") };
        for (id, meeting) in &register.meetings {
            for paper in meeting.papers.iter() {
                add(&mut all.tabled, paper, id);
            }
            let affects = meeting.resolutions.iter().flat_map(|r| r.affects.iter());
            for of in affects.flat_map(|affects| affects.of.iter()) {
                add(&mut all.deciding, &of.plan, id);
            }
        }
        all
    }

    /// Adds what these answer otherwise than earlier ones.
    pub(super) fn changed(&self, before: &Meetings, changed: &mut Changed) {
        changed.list(&before.tabled, &self.tabled, PartialEq::eq);
        changed.list(&before.deciding, &self.deciding, PartialEq::eq);
    }

    /// The meetings that a plan came before, oldest first.
    pub(super) fn before(&self, register: &Register, id: &Id, plan: &Plan) -> Vec<Id> {
        let birth = plan_birth(register, plan);
        let since = |chosen: &dyn Fn(Date, Date) -> bool, meeting: &&Id| {
            let date = register.meetings.get(meeting).map(|m| m.date);
            birth.zip(date).is_some_and(|(birth, date)| chosen(birth, date))
        };
        // A plan that its own meeting brought about did not come before it.
        let existed = |birth: Date, date: Date| birth.last() < date.last();
        // Nor one that an old paper, cited since, was tabled at before there was a plan.
        let begun = |birth: Date, date: Date| birth.last() <= date.last();
        let deciding = self.deciding.get(id).into_iter().flatten();
        let tabled = papers_of(plan).into_iter().flat_map(|paper| self.tabled.get(paper)).flatten();
        let named = plan.came_before.iter().chain(plan.rounds().filter_map(|r| r.meeting.as_ref()));
        let all = named
            .chain(deciding.filter(|meeting| since(&existed, meeting)))
            .chain(tabled.filter(|meeting| since(&begun, meeting)));
        let dated = all.filter_map(|id| {
            let date = register.meetings.get(id)?.date;
            Some((date.last(), date.first(), id))
        });
        let dated: BTreeSet<_> = dated.collect();
        dated.into_iter().map(|(.., id)| id.clone()).collect()
    }
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

/// Adds a record to those of another, once: they come in the order of their ids.
pub(super) fn add(all: &mut Tracked<Id, Vec<Id>>, of: &Id, id: &Id) {
    let of = all.entry(of.clone()).or_default();
    if of.last() != Some(id) {
        of.push(id.clone());
    }
}
