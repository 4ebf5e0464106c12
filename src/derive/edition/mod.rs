//! The register as it is published at a date: without what is later, draft, withheld, embargoed or withdrawn. Every
//! view is made from this, so that nothing unpublished can reach a page, a count or a file name.

mod plan;
mod prune;

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::model::asked::Name;
use crate::model::changed::Changed;
use crate::model::meeting::Meeting;
use crate::model::memo::Memo;
use crate::model::people::Thread;
use crate::model::published::{Answers, Published, Standing};
use crate::model::record::Common;
use crate::model::register::{Paper, Plan, Register};
use crate::model::scalar::Id;
use crate::model::source::{Source, Sources};
use crate::model::tracked::Watched;

/// What is published at a date.
#[derive(Debug)]
pub struct Edition {
    /// The records that are published, with what each held at the date.
    pub register: Register,
    /// The date.
    pub as_at: NaiveDate,
    /// Records taken back: a short page stays at their address.
    pub withdrawn: Watched<Vec<Withdrawn>>,
    /// Papers taken back, with the day from which they were known: what rests on them did not exist before.
    pub gone: BTreeMap<Id, NaiveDate>,
    /// What may be said of withheld papers, by the meeting that withheld them.
    pub withheld_notes: Watched<BTreeMap<Id, Vec<String>>>,
    /// What was left out, for the summary of the build; never for a page.
    pub left_out: LeftOut,
    /// The threads before those with nothing to show are left out: what is worked out until then was told these.
    threads: Watched<Vec<Thread>>,
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

/// Makes the edition of a date, with what was kept of earlier ones.
pub fn edition(
    register: &Register,
    as_at: NaiveDate,
    drafts: bool,
    kept: &mut Kept,
    changed: &mut Changed,
) -> Edition {
    let published = Published::new(register, as_at, drafts);
    if let Some(before) = kept.answers.replace(published.answers.clone()) {
        published.answers.changed(&before, changed);
    }
    let mut maker = Maker { published, taken: Taken::default(), gone: BTreeMap::new() };
    let mut edition = register.to_publish();
    let withheld_notes = maker.withheld_notes();
    maker.prune_papers(&mut edition, &mut kept.papers, changed);
    maker.prune_meetings(&mut edition, &mut kept.meetings, changed);
    maker.prune_lists(&mut edition);
    maker.prune_plans(&mut edition, &mut kept.plans, changed);
    let Taken { withdrawn, mut left_out } = maker.taken;
    left_out.words = left_out_words(register, &edition);
    Edition {
        threads: edition.threads.clone(),
        register: edition,
        as_at,
        withdrawn: Watched::new(Name::view("withdrawn"), withdrawn),
        gone: maker.gone,
        withheld_notes: Watched::new(Name::view("withheld_notes"), withheld_notes),
        left_out,
    }
}

impl Edition {
    /// Adds what this edition answers otherwise than an earlier one, as far as it is settled when it is made.
    pub(super) fn changed(&self, before: &Edition, changed: &mut Changed) {
        self.register.changed_but_threads(&before.register, changed);
        changed.value(&before.threads, &self.threads);
        changed.value(&before.withdrawn, &self.withdrawn);
        changed.value(&before.withheld_notes, &self.withheld_notes);
    }
}

/// How many updates, readings, responses and resolutions an edition leaves out of the plans and meetings that it has.
fn left_out_words(register: &Register, edition: &Register) -> usize {
    let mut count = 0;
    for (id, kept) in &edition.meetings {
        let all = register.meetings.get(id).map_or(0, |m| m.resolutions.len());
        count += all.saturating_sub(kept.resolutions.len());
    }
    for (id, kept) in &edition.plans {
        if let Some(all) = register.plans.get(id).filter(|all| !Arc::ptr_eq(all, kept)) {
            count += words(all, kept).saturating_sub(words(kept, kept));
        }
    }
    count
}

/// How many updates, readings and responses a plan holds for the records that an edition of it has.
fn words(plan: &Plan, kept: &Plan) -> usize {
    let mut count = 0;
    for item in plan.items().filter(|i| kept.item(i.id()).is_some()) {
        count += item.work().map_or(0, |w| w.updates().len());
        count += item.recommendation.filter(|_| item.action.is_none()).map_or(0, |r| r.responses.len());
    }
    count +=
        plan.measures.iter().map(|m| m.readings.len() + usize::from(m.baseline.is_some())).sum::<usize>();
    count + plan.rounds().map(|r| r.updates.len() + r.readings.len()).sum::<usize>()
}

/// What was taken out: withdrawn records, and what is left out of the site.
#[derive(Clone, Debug, Default)]
struct Taken {
    withdrawn: Vec<Withdrawn>,
    left_out: LeftOut,
}

/// What is kept of one edition for the next.
#[derive(Debug)]
pub struct Kept {
    plans: Memo<Id, Option<OfPlan>>,
    papers: Memo<Id, Option<Arc<Paper>>>,
    meetings: Memo<Id, Option<Arc<Meeting>>>,
    answers: Option<Answers>,
}

impl Kept {
    /// Nothing yet.
    pub fn new(keeps: bool) -> Self {
        Kept { plans: Memo::new(keeps), papers: Memo::new(keeps), meetings: Memo::new(keeps), answers: None }
    }
}

/// What an edition has of one plan, and what was taken out of it.
#[derive(Clone, Debug)]
pub struct OfPlan {
    plan: Arc<Plan>,
    taken: Taken,
}

/// Makes an edition.
struct Maker<'r> {
    published: Published<'r>,
    taken: Taken,
    gone: BTreeMap<Id, NaiveDate>,
}

impl<'r> std::ops::Deref for Maker<'r> {
    type Target = Published<'r>;

    fn deref(&self) -> &Published<'r> {
        &self.published
    }
}

impl Taken {
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
        as_at: NaiveDate,
        common: &Common,
        what: &'static str,
        address: impl FnOnce() -> String,
    ) -> bool {
        let Some(withdrawn) = common.withdrawn.as_ref().filter(|w| w.date.last() <= as_at) else {
            return true;
        };
        let (date, reason) = (withdrawn.date.last(), withdrawn.reason.0.clone());
        self.withdrawn.push(Withdrawn { address: address(), what, date, reason });
        false
    }

    /// Adds what was taken out of one plan.
    fn extend(&mut self, other: &Taken) {
        self.withdrawn.extend(other.withdrawn.iter().cloned());
        self.left_out.later.extend(other.left_out.later.iter().cloned());
        self.left_out.unpublished.extend(other.left_out.unpublished.iter().cloned());
    }
}

impl Maker<'_> {
    fn keep(&mut self, standing: Standing, name: impl FnOnce() -> String) -> bool {
        self.taken.keep(standing, name)
    }

    fn not_withdrawn(
        &mut self,
        common: &Common,
        what: &'static str,
        address: impl FnOnce() -> String,
    ) -> bool {
        let as_at = self.as_at;
        self.taken.not_withdrawn(as_at, common, what, address)
    }

    fn blank(&self, sources: &mut Sources, plan: Option<&Plan>) {
        blank(&self.published, sources, plan);
    }
}

/// Empties sources that are not published: the page says that there is one, and nothing of it. Sources that were not there
/// yet are not spoken of.
fn blank(published: &Published<'_>, sources: &mut Sources, plan: Option<&Plan>) {
    sources.0.retain(|source| !published.source_is_later(source, plan));
    for source in &mut sources.0 {
        if !published.source_is_public(source, plan) {
            *source = Source::default();
        }
    }
}
