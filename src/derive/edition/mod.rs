//! The register as it is published at a date: without what is later, draft, withheld, embargoed or withdrawn. Every
//! view is made from this, so that nothing unpublished can reach a page, a count or a file name.

mod plan;
mod prune;

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::model::published::{Published, Standing};
use crate::model::record::Common;
use crate::model::register::{Plan, Register};
use crate::model::scalar::Id;
use crate::model::source::{Source, Sources};

/// What is published at a date.
#[derive(Debug)]
pub struct Edition {
    /// The records that are published, with what each held at the date.
    pub register: Register,
    /// The date.
    pub as_at: NaiveDate,
    /// Records taken back: a short page stays at their address.
    pub withdrawn: Vec<Withdrawn>,
    /// Papers taken back, with the day from which they were known: what rests on them did not exist before.
    pub gone: BTreeMap<Id, NaiveDate>,
    /// What may be said of withheld papers, by the meeting that withheld them.
    pub withheld_notes: BTreeMap<Id, Vec<String>>,
    /// What was left out, for the summary of the build; never for a page.
    pub left_out: LeftOut,
}

/// A record taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Withdrawn {
    /// Its address.
    pub address: String,
    /// What it was: "paper", "action" and so on.
    pub what: &'static str,
    /// When it was withdrawn.
    pub date: NaiveDate,
    /// Why.
    pub reason: String,
}

/// Records left out, named for the person who builds the site.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// Dated after the date of the view.
    pub later: Vec<String>,
    /// Draft, withheld or embargoed, or known only from such records.
    pub unpublished: Vec<String>,
    /// How many updates, readings, responses and resolutions of published records are left out.
    pub words: usize,
}

/// Makes the edition of a date.
pub fn edition(register: &Register, as_at: NaiveDate, drafts: bool) -> Edition {
    let published = Published::new(register, as_at, drafts);
    let mut maker =
        Maker { published, withdrawn: Vec::new(), gone: BTreeMap::new(), left_out: LeftOut::default() };
    let mut edition = register.clone();
    let withheld_notes = maker.withheld_notes();
    maker.prune_papers(&mut edition);
    maker.prune_meetings(&mut edition);
    maker.prune_lists(&mut edition);
    maker.prune_plans(&mut edition);
    maker.left_out.words = words(register, &edition).saturating_sub(words(&edition, &edition));
    Edition {
        register: edition,
        as_at,
        withdrawn: maker.withdrawn,
        gone: maker.gone,
        withheld_notes,
        left_out: maker.left_out,
    }
}

/// How many updates, readings, responses and resolutions a register holds for the plans and meetings that an edition has.
fn words(register: &Register, edition: &Register) -> usize {
    let meetings = register.meetings.iter().filter(|(id, _)| edition.meetings.contains_key(*id));
    let resolutions: usize = meetings.map(|(_, m)| m.resolutions.len()).sum();
    let mut count = resolutions;
    for (id, plan) in &register.plans {
        let Some(kept) = edition.plans.get(id) else { continue };
        let items = plan.items().filter(|i| kept.item(i.id()).is_some());
        for item in items {
            count += item.work().map_or(0, |w| w.updates().len());
            count += item.recommendation.filter(|_| item.action.is_none()).map_or(0, |r| r.responses.len());
        }
        count +=
            plan.measures.iter().map(|m| m.readings.len() + usize::from(m.baseline.is_some())).sum::<usize>();
        count += plan.rounds().map(|r| r.updates.len() + r.readings.len()).sum::<usize>();
    }
    count
}

/// Makes an edition.
struct Maker<'r> {
    published: Published<'r>,
    withdrawn: Vec<Withdrawn>,
    gone: BTreeMap<Id, NaiveDate>,
    left_out: LeftOut,
}

impl<'r> std::ops::Deref for Maker<'r> {
    type Target = Published<'r>;

    fn deref(&self) -> &Published<'r> {
        &self.published
    }
}

impl Maker<'_> {
    /// Notes a record that is left out; true where it is published.
    fn keep(&mut self, standing: Standing, name: impl FnOnce() -> String) -> bool {
        match standing {
            Standing::Public => return true,
            Standing::Later => self.left_out.later.push(name()),
            Standing::Unpublished => self.left_out.unpublished.push(name()),
        }
        false
    }

    /// Notes a record that was taken back by the date; true where it was not.
    fn not_withdrawn(
        &mut self,
        common: &Common,
        what: &'static str,
        address: impl FnOnce() -> String,
    ) -> bool {
        let Some(withdrawn) = common.withdrawn.as_ref().filter(|w| w.date.last() <= self.as_at) else {
            return true;
        };
        let (date, reason) = (withdrawn.date.last(), withdrawn.reason.0.clone());
        self.withdrawn.push(Withdrawn { address: address(), what, date, reason });
        false
    }

    /// Empties sources that are not published: the page says that there is one, and nothing of it. Sources that were
    /// not there yet are not spoken of.
    fn blank(&self, sources: &mut Sources, plan: Option<&Plan>) {
        sources.0.retain(|source| !self.source_is_later(source, plan));
        for source in &mut sources.0 {
            if !self.source_is_public(source, plan) {
                *source = Source::default();
            }
        }
    }
}
