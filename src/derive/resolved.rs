//! What each resolution changed, as far as records cite it: updates, answers, amendments, records that it brought about. A
//! resolution changes no status by itself, so what nothing cites changed nothing.

use std::collections::{BTreeMap, BTreeSet};

use super::ItemKey;
use super::edition::Edition;
use super::standing::{Placed, by_item, own_words};
use crate::model::asked::Name;
use crate::model::date::Date;
use crate::model::history;
use crate::model::meeting::Resolution;
use crate::model::plan::Recommendation;
use crate::model::register::Item;
use crate::model::scalar::{Id, ItemId, ResolutionRef};
use crate::model::source::Sources;
use crate::model::tracked::Tracked;
use crate::model::update::{Evidence, Status};

/// A resolution: its meeting and its reference.
pub type ResolutionKey = (Id, ItemId);

/// What rests on each resolution; one that nothing cites is not there.
pub type ByResolution = Tracked<ResolutionKey, Resolved>;

/// A word about an item that cites a resolution, and what it changed.
#[derive(Clone, Debug, PartialEq)]
pub struct Turn {
    /// The item.
    pub key: ItemKey,
    /// When the word was published.
    pub date: Date,
    /// The status before, and the one stated, where one is.
    pub status: Option<(Option<Status>, Status)>,
    /// The due date before, and the one given, where it gives another.
    pub due: Option<(Option<Date>, Date)>,
    /// What the word says stands behind it.
    pub evidence: Option<Evidence>,
}

/// What rests on a resolution.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Resolved {
    /// Words that cite it, in the order of the plans.
    pub turns: Vec<Turn>,
    /// Recommendations answered at it, each with the position of the answer.
    pub responses: Vec<(ItemKey, usize)>,
    /// Amendments agreed at it: the plan and the position.
    pub amendments: Vec<(Id, usize)>,
    /// Recommendations and actions that come from it.
    pub set_out: Vec<ItemKey>,
}

/// What rests on each resolution of an edition.
pub fn resolved(edition: &Edition) -> ByResolution {
    let mut all = ByResolution::new(Name::view("resolved"), BTreeMap::new());
    for (id, plan) in &edition.register.plans {
        let mut rounds = by_item(plan);
        for item in plan.items() {
            let key = ItemKey { plan: id.clone(), item: item.id().clone() };
            for cited in item.work().and_then(|w| w.source.as_ref()).into_iter().flat_map(cited) {
                all.entry(cited).or_default().set_out.push(key.clone());
            }
            if let (None, Some(recommendation)) = (item.action, item.recommendation) {
                responses(&key, recommendation, &mut all);
            }
            turns(&key, item, rounds.remove(item.id()).unwrap_or_default(), &mut all);
        }
        for (position, amendment) in plan.amendments.iter().enumerate() {
            if let Some(at) = &amendment.agreed_at {
                all.entry(key_of(at)).or_default().amendments.push((id.clone(), position));
            }
        }
    }
    all
}

fn key_of(at: &ResolutionRef) -> ResolutionKey {
    (at.meeting.clone(), at.resolution.clone())
}

/// The resolutions that sources name.
fn cited(sources: &Sources) -> impl Iterator<Item = ResolutionKey> {
    sources.iter().filter_map(|source| source.resolution.as_ref()).map(key_of)
}

fn responses(key: &ItemKey, recommendation: &Recommendation, all: &mut ByResolution) {
    for (position, response) in recommendation.responses.iter().enumerate() {
        if let Some(at) = &response.at {
            all.entry(key_of(at)).or_default().responses.push((key.clone(), position));
        }
    }
}

/// The words about an item that cite a resolution, each with what stood before it.
fn turns<'p>(key: &ItemKey, item: Item<'p>, rounds: Vec<Placed<'p>>, all: &mut ByResolution) {
    let Some(work) = item.work() else { return };
    let own = work.updates().iter().map(|update| &update.part);
    // Most words cite none, and need not be put in order.
    if !own.chain(rounds.iter().map(|(_, word, _)| *word)).any(history::cites_resolution) {
        return;
    }
    let mut words = own_words(item);
    words.extend(rounds);
    history::sort(&mut words);
    let (mut status, mut due) = (None, work.due);
    for (said, word, round) in words {
        for cited in word.source.iter().flat_map(cited) {
            all.entry(cited).or_default().turns.push(Turn {
                key: key.clone(),
                date: said.date,
                status: word.status.map(|now| (status, now)),
                due: word.due.filter(|now| due != Some(*now)).map(|now| (due, now)),
                evidence: history::grade(word, round, None),
            });
        }
        status = word.status.or(status);
        due = word.due.or(due);
    }
}

/// How far a resolution reaches into a plan.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reach {
    /// It names the plan as a whole and none of its records.
    Whole(Id),
    /// It names a recommendation, and so many of the actions under it.
    Over {
        /// The recommendation.
        key: ItemKey,
        /// Its actions.
        actions: usize,
        /// Those of them that it names too.
        named: usize,
    },
    /// It names an action, or a recommendation that has none.
    Item(ItemKey),
}

/// How far a resolution reaches, in the order in which it names records, each once.
pub fn reaches(edition: &Edition, resolution: &Resolution) -> Vec<Reach> {
    let all = || resolution.affects.iter().flat_map(|affects| affects.of.iter());
    let named: BTreeSet<ItemKey> =
        all().filter_map(|of| Some(ItemKey { plan: of.plan.clone(), item: of.item.clone()? })).collect();
    let in_part: BTreeSet<&Id> = named.iter().map(|key| &key.plan).collect();
    let (mut reaches, mut seen) = (Vec::new(), BTreeSet::new());
    for of in all() {
        let Some(plan) = edition.register.plans.get(&of.plan) else { continue };
        let reach = match &of.item {
            None if in_part.contains(&of.plan) => continue,
            None => Reach::Whole(of.plan.clone()),
            Some(id) => {
                let key = ItemKey { plan: of.plan.clone(), item: id.clone() };
                match plan.item(id) {
                    None => continue,
                    Some(Item { action: None, recommendation: Some(r) }) if !r.actions.is_empty() => {
                        let is_named = |id: &ItemId| {
                            named.contains(&ItemKey { plan: of.plan.clone(), item: id.clone() })
                        };
                        let named = r.actions.iter().filter(|action| is_named(&action.id)).count();
                        Reach::Over { key, actions: r.actions.len(), named }
                    }
                    Some(_) => Reach::Item(key),
                }
            }
        };
        if seen.insert(reach.clone()) {
            reaches.push(reach);
        }
    }
    reaches
}
