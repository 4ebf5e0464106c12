//! Where an item stands at the date: the official word, what stands behind it, and its schedule, kept apart.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::ItemKey;
use super::edition::Edition;
use super::schedule::{Schedule, Stated, schedule};
use crate::model::birth::{action_birth, recommendation_birth};
use crate::model::date::Date;
use crate::model::register::{Item, Plan, Register};
use crate::model::scalar::{Id, ItemId};
use crate::model::update::{Evidence, Status, Word};
use crate::model::work::Work;

/// Where an update is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
        use Status::{Complete, NotAchieved, NotPursued, SignedOff, Superseded};
        !matches!(self.status, Some((Complete | SignedOff | NotAchieved | NotPursued | Superseded, _)))
    }

    /// Whether it was neither complete nor closed by what was said before a day.
    pub fn was_open(&self, plan: &Plan, item: &ItemId, day: NaiveDate) -> bool {
        use Status::{Complete, NotAchieved, NotPursued, SignedOff, Superseded};
        let before = self.history.iter().rev().filter(|said| said.date.last() < day);
        let status = before.filter_map(|said| word(plan, item, said.origin)?.status).next();
        !matches!(status, Some(Complete | SignedOff | NotAchieved | NotPursued | Superseded))
    }

    /// Whether its due date passed while it is open.
    pub fn is_overdue(&self) -> bool {
        matches!(self.schedule, Schedule::Overdue(..) | Schedule::OverduePaused(..))
    }
}

/// The words of an update, wherever it is written.
pub fn word<'p>(plan: &'p Plan, item: &ItemId, origin: Origin) -> Option<&'p Word> {
    match origin {
        Origin::Own(position) => plan.item(item)?.work()?.updates().get(position).map(|u| &u.part),
        Origin::Round(position) => {
            let round = plan.rounds().nth(position)?;
            round.updates.get(item).map(|u| &u.part)
        }
    }
}

/// Where every recommendation and action of every plan stands.
pub fn standings(edition: &Edition) -> BTreeMap<ItemKey, Standing> {
    let mut all = BTreeMap::new();
    for (id, plan) in &edition.register.plans {
        let rounds = by_item(plan);
        for item in plan.items() {
            let mut words = own_words(item);
            words.extend(rounds.get(item.id()).into_iter().flatten().copied());
            let standing = standing(edition, plan, item, words);
            all.insert(ItemKey { plan: id.clone(), item: item.id().clone() }, standing);
        }
    }
    all
}

/// A word with where it is written.
type Placed<'p> = (Said, &'p Word, Option<Evidence>);

fn own_words<'p>(item: Item<'p>) -> Vec<Placed<'p>> {
    let updates = item.work().map_or(&[][..], Work::updates);
    let place = |(position, update): (usize, &'p crate::model::update::Update)| {
        (Said { date: update.date, origin: Origin::Own(position) }, &update.part, None)
    };
    updates.iter().enumerate().map(place).collect()
}

/// The words of all rounds, by item, so that a plan with many rounds is read once.
fn by_item(plan: &Plan) -> BTreeMap<&ItemId, Vec<Placed<'_>>> {
    let mut words: BTreeMap<&ItemId, Vec<Placed<'_>>> = BTreeMap::new();
    for (position, round) in plan.rounds().enumerate() {
        for (item, update) in round.updates.iter() {
            let said = Said { date: round.date, origin: Origin::Round(position) };
            words.entry(item).or_default().push((said, &update.part, round.evidence));
        }
    }
    words
}

fn standing(edition: &Edition, plan: &Plan, item: Item<'_>, mut words: Vec<Placed<'_>>) -> Standing {
    // On one day the word that cites a resolution stands, so it comes last; else the one with the weakest evidence.
    let cites = |word: &Word| word.source.iter().flat_map(|s| s.iter()).any(|s| s.resolution.is_some());
    words.sort_by_key(|(said, word, _)| (said.date.last(), cites(word), doubt(word.evidence)));
    let default = plan.defaults.as_ref().and_then(|d| d.evidence);
    let status = words.iter().rev().find_map(|(said, word, _)| Some((word.status?, *said)));
    let (due, original_due, slippage) = due_dates(item.work().and_then(|w| w.due), &words);
    let mut standing = Standing {
        birth: birth(&edition.register, plan, item),
        status,
        evidence: evidence(&words, default),
        schedule: Schedule::NoDate,
        due,
        original_due,
        slippage,
        done: done(&words),
        ratings: ratings(&edition.register, &words),
        history: words.iter().map(|(said, _, _)| *said).collect(),
    };
    let stated = Stated {
        status: standing.status.map(|(status, _)| status),
        start: item.work().and_then(|w| w.start),
        due,
        done: standing.done,
        reported: first_of_current(&words, |s| matches!(s, Status::Complete | Status::SignedOff)),
        paused: first_of_current(&words, |s| s == Status::Paused),
        frequency: item.work().and_then(|w| w.frequency),
    };
    standing.schedule = schedule(stated, edition.as_at, edition.register.site.due_soon_days());
    standing
}

/// How little an evidence grade shows; a word without one decides nothing.
fn doubt(evidence: Option<Evidence>) -> u8 {
    match evidence {
        None | Some(Evidence::Inspection) => 0,
        Some(Evidence::Minute) => 1,
        Some(Evidence::Data) => 2,
        Some(Evidence::SelfReported) => 3,
        Some(Evidence::None) => 4,
        Some(Evidence::Contradicted) => 5,
    }
}

fn birth(register: &Register, plan: &Plan, item: Item<'_>) -> Option<Date> {
    match (item.action, item.recommendation) {
        (Some(action), of) => action_birth(register, plan, of, action),
        (None, Some(recommendation)) => recommendation_birth(register, plan, recommendation),
        (None, None) => None,
    }
}

/// The evidence stated last since the current status was first stated without a break; evidence for an earlier status
/// says nothing about this one. Reported complete and signed off are one completion.
fn evidence(words: &[Placed<'_>], default: Option<Evidence>) -> Evidence {
    let class = |s: Status| if s == Status::SignedOff { Status::Complete } else { s };
    let current = words.iter().rev().find_map(|(_, word, _)| word.status).map(class);
    let broken =
        words.iter().rposition(|(_, word, _)| word.status.map(class).is_some_and(|s| Some(s) != current));
    let run = &words[broken.map_or(0, |at| at + 1)..];
    // Words between the last other status and the first of this one belong to the other.
    let first = run.iter().position(|(_, word, _)| word.status.is_some()).unwrap_or(0);
    let stated = run[first..].iter().rev().find_map(|(_, word, round)| word.evidence.or(*round));
    stated.or(default.filter(|_| current.is_some())).unwrap_or(Evidence::None)
}

fn due_dates(written: Option<Date>, words: &[Placed<'_>]) -> (Option<Date>, Option<Date>, Vec<Slippage>) {
    let mut due = written;
    let mut original = written;
    let mut slippage = Vec::new();
    for (said, word, _) in words {
        let Some(to) = word.due else { continue };
        if let Some(from) = due.filter(|from| *from != to) {
            let days = (to.last() - from.last()).num_days();
            slippage.push(Slippage { from, to, days, said: *said });
        }
        original = original.or(Some(to));
        due = Some(to);
    }
    (due, original, slippage)
}

/// When the current run of such statuses began; none where the latest status is another.
fn first_of_current(words: &[Placed<'_>], such: impl Fn(Status) -> bool) -> Option<Date> {
    let last_not = words.iter().rposition(|(_, w, _)| w.status.is_some_and(|s| !such(s)));
    let since = last_not.map_or(0, |at| at + 1);
    words[since..].iter().find(|(_, w, _)| w.status.is_some()).map(|(said, _, _)| said.date)
}

/// The done date stated with the current completion.
fn done(words: &[Placed<'_>]) -> Option<Date> {
    let complete = |s: Status| matches!(s, Status::Complete | Status::SignedOff);
    let last_not = words.iter().rposition(|(_, w, _)| w.status.is_some_and(|s| !complete(s)));
    let since = last_not.map_or(0, |at| at + 1);
    words[since..].iter().rev().find_map(|(_, word, _)| word.done)
}

fn ratings(register: &Register, words: &[Placed<'_>]) -> BTreeMap<Id, (ItemId, Date)> {
    let only = match register.site.ratings.as_slice() {
        [(id, _)] => Some(id),
        _ => None,
    };
    let mut latest = BTreeMap::new();
    for (said, word, _) in words {
        for (scheme, step) in word.rating.iter().flat_map(|r| &r.0) {
            if let Some(scheme) = scheme.as_ref().or(only) {
                latest.insert(scheme.clone(), (step.clone(), said.date));
            }
        }
    }
    latest
}
