//! Every recommendation and action of every plan with the dated words about it, wherever they are written, each with its
//! place: read once, so that the rules about them look at each word once.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Place, Slip};
use crate::model::birth::Births;
use crate::model::date::Date;
use crate::model::history::{self, Spoken};
use crate::model::record::Common;
use crate::model::register::{Item, Plan, Register};
use crate::model::scalar::{Id, ItemId};
use crate::model::update::{Round, RoundUpdate, Word};
use crate::model::work::Work;

/// A plan, read for the rules.
pub(super) struct Walk<'r> {
    pub(super) id: &'r Id,
    pub(super) plan: &'r Plan,
    pub(super) entries: Vec<Entry<'r>>,
    positions: BTreeMap<&'r ItemId, usize>,
}

/// A recommendation or action with its place and its words.
pub(super) struct Entry<'r> {
    pub(super) item: Item<'r>,
    pub(super) work: &'r Work,
    pub(super) common: &'r Common,
    pub(super) place: Place,
    pub(super) birth: Option<Date>,
    /// For an action, the birth of its recommendation, before which it is in no view either.
    pub(super) above: Option<Date>,
    /// As they are read: by day, the one that cites a resolution last.
    pub(super) words: Vec<Said<'r>>,
}

/// A dated word.
#[derive(Clone, Copy)]
pub(super) struct Said<'r> {
    pub(super) date: Date,
    pub(super) word: &'r Word,
    pub(super) common: &'r Common,
    pub(super) origin: Origin<'r>,
}

/// Where a word is written.
#[derive(Clone, Copy)]
pub(super) enum Origin<'r> {
    /// With the item, at this position.
    Own(usize),
    /// In this round of the plan's file.
    Round(usize, &'r Round),
    /// In a round of its own file.
    File(&'r Id, &'r Round),
}

impl<'r> Said<'r> {
    /// Its place in the order in which words are written: with the item, in the plan's rounds, in rounds of their own.
    pub(super) fn written(&self) -> (u8, usize, Option<&'r Id>) {
        match self.origin {
            Origin::Own(position) => (0, position, None),
            Origin::Round(position, _) => (1, position, None),
            Origin::File(id, _) => (2, 0, Some(id)),
        }
    }

    pub(super) fn round(&self) -> Option<&'r Round> {
        match self.origin {
            Origin::Own(_) => None,
            Origin::Round(_, round) | Origin::File(_, round) => Some(round),
        }
    }
}

impl Spoken for Said<'_> {
    fn date(&self) -> Date {
        self.date
    }

    fn word(&self) -> &Word {
        self.word
    }

    fn round(&self) -> Option<&Round> {
        Said::round(self)
    }
}

/// Where an item is written in its plan's file: the position of its recommendation, and its own.
#[derive(Clone, Copy)]
pub(super) struct Position(Option<usize>, Option<usize>);

impl Position {
    /// As a place.
    pub(super) fn place(self, plan: &Id) -> Place {
        let top = Place::top(format!("content/plans/{plan}.yaml"));
        let above = self.0.map_or(top.clone(), |at| top.at("recommendations").at(at));
        self.1.map_or(above.clone(), |at| above.at("actions").at(at))
    }
}

/// Every recommendation and action of a plan, where a plan need not be read with all its words.
pub(super) fn placed(plan: &Plan) -> impl Iterator<Item = (Item<'_>, Position)> {
    let recommended = plan.recommendations.iter().enumerate().flat_map(|(above, r)| {
        let itself = (Item { recommendation: Some(r), action: None }, Position(Some(above), None));
        let under = r.actions.iter().enumerate().map(move |(at, a)| {
            (Item { recommendation: Some(r), action: Some(a) }, Position(Some(above), Some(at)))
        });
        std::iter::once(itself).chain(under)
    });
    let own = plan.actions.iter().enumerate();
    recommended
        .chain(own.map(|(at, a)| (Item { recommendation: None, action: Some(a) }, Position(None, Some(at)))))
}

/// Reads a plan.
pub(super) fn walk<'r>(register: &'r Register, id: &'r Id, plan: &'r Plan) -> Walk<'r> {
    let mut walk = Walk { id, plan, entries: Vec::new(), positions: BTreeMap::new() };
    let births = Births::new(register, plan);
    let mut above = None;
    for (item, position) in placed(plan) {
        let birth = births.of(item);
        if item.action.is_none() {
            above = birth;
        }
        let of = above.filter(|_| item.action.is_some() && item.recommendation.is_some());
        walk.add(item, position.place(id), birth, of);
    }
    for (position, round) in plan.rounds.iter().enumerate() {
        walk.round(round, Origin::Round(position, round));
    }
    for (id, round) in &plan.round_files {
        walk.round(round, Origin::File(id, round));
    }
    for entry in &mut walk.entries {
        history::sort(&mut entry.words);
    }
    walk
}

impl<'r> Walk<'r> {
    fn add(&mut self, item: Item<'r>, place: Place, birth: Option<Date>, above: Option<Date>) {
        let (Some(work), Some(common)) = (item.work(), item.common()) else { return };
        let own = work.updates().iter().enumerate();
        let words = own.map(|(position, update)| Said {
            date: update.date,
            word: &update.part,
            common: update.common(),
            origin: Origin::Own(position),
        });
        let words = words.collect();
        // An id used twice is told elsewhere; its words count for the first.
        self.positions.entry(item.id()).or_insert(self.entries.len());
        self.entries.push(Entry { item, work, common, place, birth, above, words });
    }

    fn round(&mut self, round: &'r Round, origin: Origin<'r>) {
        for (item, update) in round.updates.iter() {
            let update: &'r RoundUpdate = update;
            let entry = self.positions.get(item).and_then(|at| self.entries.get_mut(*at));
            if let Some(entry) = entry {
                let (word, common) = (&update.part, update.common());
                entry.words.push(Said { date: round.date, word, common, origin });
            }
        }
    }

    /// The recommendation or action with this id.
    pub(super) fn entry(&self, id: &ItemId) -> Option<&Entry<'r>> {
        self.entries.get(*self.positions.get(id)?)
    }

    /// The place of a word about an item.
    pub(super) fn place(&self, entry: &Entry<'_>, said: &Said<'_>) -> Place {
        let plan = self.id;
        let item = entry.item.id().0.as_str();
        match said.origin {
            Origin::Own(position) => entry.place.at("updates").at(position),
            Origin::Round(position, _) => {
                let top = Place::top(format!("content/plans/{plan}.yaml"));
                top.at("rounds").at(position).at("updates").at(item)
            }
            Origin::File(id, _) => {
                Place::top(format!("content/plans/{plan}/{id}.yaml")).at("updates").at(item)
            }
        }
    }

    /// A fault at a key of a word.
    pub(super) fn fault(&self, entry: &Entry<'_>, said: &Said<'_>, key: &str, slip: Slip) -> Diagnostic {
        slip.at(self.place(entry, said).at(key))
    }

    /// A fault at the date of a word: the item's name in the round, where the date is the round's.
    pub(super) fn fault_at_date(&self, entry: &Entry<'_>, said: &Said<'_>, slip: Slip) -> Diagnostic {
        let place = self.place(entry, said);
        slip.at(match said.origin {
            Origin::Own(_) => place.at("date"),
            Origin::Round(..) | Origin::File(..) => place.key(),
        })
    }
}

impl Entry<'_> {
    /// The place of its id.
    pub(super) fn id_place(&self) -> Place {
        self.place.at(if self.item.action.is_some() { "id" } else { "ref" })
    }
}
