//! What was heard of a plan: every word about its items with the moment from which it counts. Where an item stood at a
//! moment, what changed, and of what nothing was heard all follow from it.

use std::collections::BTreeMap;

use super::Views;
use super::moment::{Moment, Moments};
use super::standing::{self, Origin, Placed, Said};
use crate::model::history;
use crate::model::plan::Recommendation;
use crate::model::register::{Item, Plan};
use crate::model::scalar::{Id, ItemId};
use crate::model::source::Sources;

/// A plan with what was heard of it.
pub struct Heard<'v> {
    pub(super) moments: Moments<'v>,
    /// Every recommendation and action, in the order of the plan.
    pub(super) items: Vec<Told<'v>>,
}

/// A recommendation or action with what was said of it.
pub(super) struct Told<'v> {
    pub(super) item: Item<'v>,
    /// When it comes to be known.
    pub(super) birth: Moment,
    /// The words about it, by moment.
    pub(super) words: Vec<Dated<'v>>,
}

/// A word with the moment from which it counts: none before its item is known.
pub(super) type Dated<'v> = (Moment, Placed<'v>);

impl<'v> Told<'v> {
    /// The recommendation that it is, where it is no action.
    pub(super) fn as_recommendation(&self) -> Option<&'v Recommendation> {
        self.item.recommendation.filter(|_| self.item.action.is_none())
    }
}

impl<'v> Heard<'v> {
    /// What was heard of a plan that is published.
    pub fn new(views: &'v Views, plan: &Id) -> Option<Self> {
        let register = &views.edition.register;
        Some(Heard::of(Moments::new(register, &views.known, register.plans.get(plan)?)))
    }

    pub(super) fn of(moments: Moments<'v>) -> Self {
        let told = |(item, birth)| Told { item, birth, words: own(&moments, item) };
        let mut items: Vec<Told<'v>> = moments.items().into_iter().map(told).collect();
        in_rounds(&moments, &mut items);
        for Told { birth, words, .. } in &mut items {
            words.iter_mut().filter(|(at, _)| *at < *birth).for_each(|(at, _)| *at = birth.clone());
            words.sort_by(|a, b| a.0.cmp(&b.0));
        }
        Heard { moments, items }
    }

    /// The tracked commitments that were there before a moment, are open before another, and of which nothing was said
    /// between the two.
    pub fn silent(&self, from: &Moment, to: &Moment) -> Vec<ItemId> {
        let moments = &self.moments;
        let is_silent = |told: &&Told<'_>| {
            let Told { item, birth, words } = told;
            let said = words.get(..words.partition_point(|(at, _)| at < to)).unwrap_or_default();
            // What is answered is heard of, though no update says so.
            let of = told.as_recommendation();
            let mut answers = of.iter().flat_map(|r| r.responses.iter().map(|a| moments.response(r, a)));
            let is_tracked = of.is_none_or(|r| moments.plan.is_tracked(r));
            let is_open = || {
                let mut known: Vec<Placed<'_>> = said.iter().map(|(_, placed)| *placed).collect();
                history::sort(&mut known);
                history::status(&known).is_none_or(|(status, _)| status.is_open())
            };
            is_tracked
                && *birth < *from
                && said.last().is_none_or(|(at, _)| at < from)
                && !answers.any(|at| at >= *from && at < *to)
                && is_open()
                && moments.commitment(*item, |at| at < to, to.day).is_made()
        };
        self.items.iter().filter(is_silent).map(|told| told.item.id().clone()).collect()
    }

    /// Whether a word, or the round it is part of, has a source that comes to be known later than the word itself, so that
    /// more stands behind it then.
    pub(super) fn has_later_sources(&self) -> bool {
        let Moments { register, known, plan, .. } = self.moments;
        let is_later = |at: &Moment, sources: &Sources| {
            sources.len() > 1 && sources.iter().any(|s| known.source(register, Some(plan), s) > at.day)
        };
        let words = self.items.iter().flat_map(|told| &told.words);
        words.into_iter().any(|(at, (_, word, round))| {
            let sources = word.source.iter().chain(round.iter().map(|r| &r.source));
            sources.into_iter().any(|sources| is_later(at, sources))
        })
    }
}

/// The words written with an item.
fn own<'v>(moments: &Moments<'v>, item: Item<'v>) -> Vec<Dated<'v>> {
    let updates = item.work().map_or(&[][..], |w| w.updates());
    let moment = |u: &'v crate::model::update::Update| moments.word(u.date.last(), u.common(), &u.part, None);
    updates.iter().map(moment).zip(standing::own_words(item)).collect()
}

/// Adds the words of all rounds.
fn in_rounds<'v>(moments: &Moments<'v>, items: &mut [Told<'v>]) {
    let plan: &'v Plan = moments.plan;
    let mut places: BTreeMap<&ItemId, usize> = BTreeMap::new();
    for (position, round) in plan.rounds().enumerate() {
        if places.is_empty() {
            places = items.iter().enumerate().map(|(at, told)| (told.item.id(), at)).collect();
        }
        for (item, update) in round.updates.iter() {
            let Some(told) = places.get(item).and_then(|at| items.get_mut(*at)) else { continue };
            let said = Said { date: round.date, origin: Origin::Round(position) };
            let moment = moments.word(round.date.last(), update.common(), &update.part, Some(round));
            told.words.push((moment, (said, &update.part, Some(round))));
        }
    }
}
