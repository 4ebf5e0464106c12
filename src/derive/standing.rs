//! Where an item stands at the date: the official word, what stands behind it, and its schedule, kept apart.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDate;

use super::ItemKey;
use super::edition::Edition;
use super::schedule::{Schedule, Stated, schedule, start_passed};
use crate::model::asked::Name;
use crate::model::birth::Births;
use crate::model::changed::{Changed, same};
use crate::model::commitment;
use crate::model::date::Date;
use crate::model::history::{self, Spoken};
use crate::model::memo::Memo;
use crate::model::register::{Item, Plan, Register};
use crate::model::scalar::{Id, ItemId};
use crate::model::tracked::{Tracked, Watched};
use crate::model::update::{Evidence, Round, Status, Word};
use crate::model::work::Work;

/// Where an update is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// With the item, at this position.
    Own(usize),
    /// In this round of the plan, counted over all its rounds.
    Round(usize),
}

/// One dated word about an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Said {
    /// The day its word was published.
    pub date: Date,
    /// Where it is written.
    pub origin: Origin,
}

/// A due date that moved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slippage {
    /// The date before.
    pub from: Date,
    /// The date after.
    pub to: Date,
    /// Days from one to the other, by their last days; negative where it was brought forward.
    pub days: i64,
    /// The update that moved it.
    pub said: Said,
}

/// Where an item stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Standing {
    /// When the record began to exist.
    pub birth: Option<Date>,
    /// The latest status stated, and the word that states it.
    pub status: Option<(Status, Said)>,
    /// What stands behind that status.
    pub evidence: Evidence,
    /// The schedule.
    pub schedule: Schedule,
    /// Its start date, where that passed and no word says that it started, whatever else the schedule says first.
    pub start_passed: Option<Date>,
    /// The due date now.
    pub due: Option<Date>,
    /// The due date first given.
    pub original_due: Option<Date>,
    /// Each time the due date moved, oldest first.
    pub slippage: Vec<Slippage>,
    /// When it was done, where that is stated.
    pub done: Option<Date>,
    /// Latest rating by scheme.
    pub ratings: BTreeMap<Id, (ItemId, Date)>,
    /// Every word about it, oldest first.
    pub history: Vec<Said>,
}

impl Standing {
    /// The latest word.
    pub fn latest(&self) -> Option<Said> {
        self.history.last().copied()
    }

    /// Whether it is neither complete nor closed.
    pub fn is_open(&self) -> bool {
        self.status.is_none_or(|(status, _)| status.is_open())
    }

    /// What is open and no commitment has no schedule.
    pub(super) fn count(&mut self, is_made: bool) {
        if self.is_open() && !is_made {
            self.schedule = Schedule::NotCounted;
            self.start_passed = None;
        }
    }

    /// Whether it was neither complete nor closed by what was said before a day.
    pub fn was_open(&self, plan: &Plan, item: &ItemId, day: NaiveDate) -> bool {
        let before = self.history.iter().rev().filter(|said| said.date.last() < day);
        let status = before.filter_map(|said| word(plan, item, said.origin)?.status).next();
        status.is_none_or(Status::is_open)
    }

    /// The due date that stood on a day: the first one, with the moves that had been told before it. Who moves a date in the
    /// word that reports the work as done has moved it afterwards.
    pub fn due_on(&self, day: NaiveDate) -> Option<Date> {
        let mut told = self.slippage.iter().filter(|s| s.said.date.last() < day);
        told.next_back().map(|s| s.to).or(self.original_due)
    }

    /// Whether its due date passed while it is open.
    pub fn is_overdue(&self) -> bool {
        matches!(self.schedule, Schedule::Overdue(..) | Schedule::OverduePaused(..))
    }
}

/// The words of an update, wherever it is written.
pub fn word<'p>(plan: &'p Plan, item: &ItemId, origin: Origin) -> Option<&'p Word> {
    match origin {
        Origin::Own(_) => word_of(plan, plan.item(item)?, origin),
        Origin::Round(position) => in_round(plan, item, position),
    }
}

/// The same, of an item that was found.
pub fn word_of<'p>(plan: &'p Plan, item: Item<'p>, origin: Origin) -> Option<&'p Word> {
    match origin {
        Origin::Own(position) => item.work()?.updates().get(position).map(|u| &u.part),
        Origin::Round(position) => in_round(plan, item.id(), position),
    }
}

fn in_round<'p>(plan: &'p Plan, item: &ItemId, position: usize) -> Option<&'p Word> {
    let round = plan.rounds().nth(position)?;
    round.updates.get(item).map(|u| &u.part)
}

/// Where every recommendation and action of a plan stands.
pub type OfPlan = BTreeMap<ItemId, Standing>;

/// Where every recommendation and action of every plan stands.
#[derive(Clone, Debug)]
pub struct Standings(Tracked<Id, Watched<Arc<OfPlan>>>);

impl Standings {
    /// Where a recommendation or action stands.
    pub fn get(&self, key: &ItemKey) -> Option<&Standing> {
        self.0.get(&key.plan)?.part(&key.item).get(&key.item)
    }

    /// Where those of a plan stand.
    pub fn of(&self, plan: &Id) -> Option<&OfPlan> {
        self.0.get(plan).map(|of| &***of)
    }

    /// Whether there is a recommendation or action of this key.
    pub fn contains_key(&self, key: &ItemKey) -> bool {
        self.get(key).is_some()
    }

    /// Where every one stands.
    pub fn values(&self) -> impl Iterator<Item = &Standing> {
        self.0.values().flat_map(|of| of.values())
    }

    /// Every recommendation and action, by plan.
    pub fn keys(&self) -> impl Iterator<Item = ItemKey> {
        let of = |(plan, of): (&Id, &Watched<Arc<OfPlan>>)| {
            let plan = plan.clone();
            of.keys().map(move |item| ItemKey { plan: plan.clone(), item: item.clone() }).collect::<Vec<_>>()
        };
        self.0.iter().flat_map(of)
    }

    /// Adds what these answer otherwise than earlier ones.
    pub(super) fn changed(&self, before: &Standings, changed: &mut Changed) {
        changed.list(&before.0, &self.0, |_, _| true);
        for (id, is) in &self.0 {
            let Some(was) = before.0.get(id).filter(|was| !same(was, is)) else { continue };
            changed.any_of(&self.0);
            changed.all(is);
            let items: BTreeSet<&ItemId> = was.keys().chain(is.keys()).collect();
            let others = items.into_iter().filter(|item| was.get(*item) != is.get(*item));
            others.for_each(|item| changed.part(is, item));
        }
    }
}

/// Where every recommendation and action of every plan stands.
pub fn standings(edition: &Edition, kept: &mut Memo<Id, Arc<OfPlan>>, changed: &Changed) -> Standings {
    let register = &edition.register;
    let of = |id: &Id| -> Arc<OfPlan> {
        let Some(plan) = register.plans.get(id) else { return Arc::default() };
        let births = Births::new(register, plan);
        let standings = of_plan(register, plan, &births, edition.as_at);
        Arc::new(standings.map(|(item, standing)| (item.id().clone(), standing)).collect())
    };
    let all = kept.all(register.plans.keys().cloned().collect(), changed, of);
    let named = |(id, of): (Id, Arc<OfPlan>)| {
        let name = Name::within("standings", &id);
        (id, Watched::new(name, of))
    };
    Standings(Tracked::new(Name::view("standings"), all.into_iter().map(named).collect()))
}

/// Where every recommendation and action of a plan stands on a day, by the words that the plan holds, in their order. The
/// births may be those of a fuller plan that this one was pruned from.
pub(super) fn of_plan<'p>(
    register: &'p Register,
    plan: &'p Plan,
    births: &'p Births<'_>,
    as_at: NaiveDate,
) -> impl Iterator<Item = (Item<'p>, Standing)> {
    let rounds = by_item(plan);
    let default = plan.defaults.as_ref().and_then(|d| d.evidence);
    plan.items().map(move |item: Item<'p>| {
        let mut words = own_words(item);
        words.extend(rounds.get(item.id()).into_iter().flatten().copied());
        history::sort(&mut words);
        let birth = births.of(item);
        let mut standing = standing(register, item, &words, default, as_at);
        standing.count(commitment::of_item(plan, item).is_made());
        (item, Standing { birth, ..standing })
    })
}

/// A word with where it is written.
pub(super) type Placed<'p> = (Said, &'p Word, Option<&'p Round>);

impl Spoken for Placed<'_> {
    fn date(&self) -> Date {
        self.0.date
    }

    fn word(&self) -> &Word {
        self.1
    }

    fn round(&self) -> Option<&Round> {
        self.2
    }
}

pub(super) fn own_words<'p>(item: Item<'p>) -> Vec<Placed<'p>> {
    let updates = item.work().map_or(&[][..], Work::updates);
    let place = |(position, update): (usize, &'p crate::model::update::Update)| {
        (Said { date: update.date, origin: Origin::Own(position) }, &update.part, None)
    };
    updates.iter().enumerate().map(place).collect()
}

/// The words of all rounds, by item, so that a plan with many rounds is read once.
pub(super) fn by_item(plan: &Plan) -> BTreeMap<&ItemId, Vec<Placed<'_>>> {
    let mut words: BTreeMap<&ItemId, Vec<Placed<'_>>> = BTreeMap::new();
    for (position, round) in plan.rounds().enumerate() {
        for (item, update) in round.updates.iter() {
            let said = Said { date: round.date, origin: Origin::Round(position) };
            words.entry(item).or_default().push((said, &update.part, Some(round)));
        }
    }
    words
}

/// Where an item stands by these words, which are in their order; its birth is not worked out.
pub(super) fn standing(
    register: &Register,
    item: Item<'_>,
    words: &[Placed<'_>],
    default: Option<Evidence>,
    as_at: NaiveDate,
) -> Standing {
    let status = history::status(words).map(|(status, (said, _, _))| (status, *said));
    let (due, original_due, moved) = history::due_dates(item.work().and_then(|w| w.due), words);
    let slippage = moved.into_iter().map(|m| Slippage { from: m.from, to: m.to, days: m.days, said: m.by.0 });
    let ratings = history::ratings(register, words).into_iter();
    let done = history::done(words);
    let mut standing = Standing {
        birth: None,
        status,
        evidence: history::evidence(words, default),
        schedule: Schedule::NoDate,
        start_passed: None,
        due,
        original_due,
        slippage: slippage.collect(),
        done,
        ratings: ratings.map(|(scheme, (step, by))| (scheme, (step, by.date()))).collect(),
        history: words.iter().map(|(said, _, _)| *said).collect(),
    };
    // A date that moved after the work was done, or reported, does not make it done in time.
    let reported = history::first_of_current(words, Status::is_completion);
    let complete = status.is_some_and(|(status, _)| status.is_completion());
    let day = done.or(reported).filter(|_| complete);
    let due = day.and_then(|day| standing.due_on(day.last())).or(due);
    let stated = Stated {
        status: status.map(|(status, _)| status),
        start: item.work().and_then(|w| w.start),
        due,
        done,
        reported,
        paused: history::first_of_current(words, |s| s == Status::Paused),
        frequency: item.work().and_then(|w| w.frequency),
    };
    standing.schedule = schedule(stated, as_at, register.site.due_soon_days());
    standing.start_passed = stated.start.filter(|start| start_passed(*start, stated.status, as_at));
    standing
}
