//! A plan with all its rounds, whose recommendations and actions are asked for one by one (`asked.rs`): what was made of one
//! need not be made again because another was edited.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::asked::Name;
use super::basis::DateNote;
use super::changed::Changed;
use super::index::{Index, Kept, Sorted};
use super::measure::Measure;
use super::plan::{Action, Amendment, PlanFile, PlanKeys, Recommendation, RecommendationKind};
use super::record::Common;
use super::scalar::{Id, ItemId};
use super::source::Sources;
use super::update::Round;
use super::work::Work;
use crate::markdown::Outline;

/// A plan with the rounds kept in files of their own.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The plan's own file.
    pub file: PlanFile,
    /// Rounds in files of their own, by id.
    pub round_files: Vec<(Id, Round)>,
    index: Index<Position>,
    measures: Index<usize>,
    amended: Sorted,
    linking: Kept<Vec<Outline>>,
}

/// Where an item of a plan stands: its recommendation, and its action in it or in the plan.
type Position = (Option<usize>, Option<usize>);

/// Plans that hold the same records and words.
impl PartialEq for Plan {
    fn eq(&self, other: &Plan) -> bool {
        self.file == other.file && self.round_files == other.round_files
    }
}

impl std::ops::Deref for Plan {
    type Target = PlanFile;

    fn deref(&self) -> &PlanFile {
        &self.file
    }
}

/// A tracked record of a plan, or one that could be: an action, or a recommendation.
#[derive(Clone, Copy, Debug)]
pub struct Item<'r> {
    /// The recommendation; none for an action that answers none.
    pub recommendation: Option<&'r Recommendation>,
    /// The action; none for a recommendation tracked itself.
    pub action: Option<&'r Action>,
}

impl<'r> Item<'r> {
    /// Its id or reference in the plan.
    pub fn id(&self) -> &'r ItemId {
        static NONE: ItemId = ItemId(String::new());
        match (self.action, self.recommendation) {
            (Some(action), _) => &action.id,
            (None, Some(recommendation)) => &recommendation.reference,
            (None, None) => &NONE,
        }
    }

    /// Its title as first published.
    pub fn title(&self) -> &'r str {
        match (self.action, self.recommendation) {
            (Some(action), _) => &action.title.0,
            (None, Some(recommendation)) => &recommendation.title.0,
            (None, None) => "",
        }
    }

    /// The keys of everything tracked.
    pub fn work(&self) -> Option<&'r Work> {
        self.action.map(|a| &a.part).or(self.recommendation.map(|r| &r.part))
    }

    /// The keys of any record.
    pub fn common(&self) -> Option<&'r Common> {
        self.action.map(|a| a.common()).or(self.recommendation.map(|r| r.common()))
    }

    /// What stands beside one of its date keys.
    pub fn note(&self, key: &str) -> Option<&'r DateNote> {
        match (self.action, self.recommendation) {
            (Some(action), _) => action.note(key),
            (None, Some(recommendation)) => recommendation.note(key),
            (None, None) => None,
        }
    }
}

impl Plan {
    /// A plan as its file has it, without rounds in files of their own, whose items are asked for one by one.
    pub fn named(id: &Id, mut file: PlanFile) -> Self {
        file.own.recommendations.name = Name::within("recommendations", id);
        file.own.actions.name = Name::within("actions", id);
        for recommendation in &mut file.own.recommendations.0 {
            let own = &mut recommendation.own.own;
            own.actions.name = Name::within("actions", &(id, &own.reference));
        }
        Plan::new(file)
    }

    /// A plan as a file has it that was put together from another.
    pub fn new(file: PlanFile) -> Self {
        Plan {
            file,
            round_files: Vec::new(),
            index: Index::default(),
            measures: Index::default(),
            amended: Sorted::default(),
            linking: Kept::default(),
        }
    }

    /// The kind of one of its recommendations.
    pub fn kind_of(&self, recommendation: &Recommendation) -> RecommendationKind {
        let default = self.file.defaults.as_ref().and_then(|d| d.kind);
        recommendation.kind.or(default).unwrap_or(RecommendationKind::Recommendation)
    }

    /// Whether a recommendation without actions is tracked itself.
    pub fn is_tracked(&self, recommendation: &Recommendation) -> bool {
        self.is_tracked_on(recommendation, NaiveDate::MAX)
    }

    /// The same on a day by which an answer may have been asked for or not.
    pub fn is_tracked_on(&self, recommendation: &Recommendation, day: NaiveDate) -> bool {
        recommendation.actions.is_empty()
            && !recommendation.actions_left_out
            && (recommendation.part.is_tracked()
                || !recommendation.responses.is_empty()
                || recommendation.requested.is_some_and(|date| date.last() <= day)
                || recommendation.awaits_response
                || self.kind_of(recommendation) == RecommendationKind::Undertaking)
    }

    /// Every recommendation and action, in the order of the file: each recommendation before its actions.
    pub fn items(&self) -> impl Iterator<Item = Item<'_>> {
        let own = self.file.actions.iter().map(|a| Item { recommendation: None, action: Some(a) });
        let recommended = self.file.recommendations.iter().flat_map(|r| {
            let itself = std::iter::once(Item { recommendation: Some(r), action: None });
            itself.chain(r.actions.iter().map(move |a| Item { recommendation: Some(r), action: Some(a) }))
        });
        recommended.chain(own)
    }

    /// The tracked items, each once.
    pub fn tracked(&self) -> impl Iterator<Item = Item<'_>> {
        self.items().filter(|item| match (item.action, item.recommendation) {
            (Some(_), _) => true,
            (None, Some(recommendation)) => self.is_tracked(recommendation),
            (None, None) => false,
        })
    }

    /// Where a recommendation or action comes from: its own sources, else the plan's default ones.
    pub fn sources_of<'p>(&'p self, work: &'p Work) -> Option<&'p Sources> {
        let default = self.file.defaults.as_ref().map(|d| &d.source);
        work.source.as_ref().or(default).filter(|s| !s.is_empty())
    }

    /// The recommendation or action with this id. Of the plan's items, whoever asks sees this one and the recommendation that
    /// an action answers; what else stands under that is asked for when it is looked at.
    pub fn item(&self, id: &ItemId) -> Option<Item<'_>> {
        let recommendations = self.file.own.recommendations.part(id);
        let actions = self.file.own.actions.part(id);
        let (recommendation, action) = self.index.find(&id.0, || positions(recommendations, actions))?;
        let recommendation = recommendation.and_then(|at| recommendations.get(at));
        let list = recommendation.map_or(actions, |r| r.own.own.actions.quietly());
        let found = Item { recommendation, action: action.and_then(|at| list.get(at)) };
        // A plan that was pruned after the index was made is looked through.
        if found.id() == id { Some(found) } else { self.items().find(|item| item.id() == id) }
    }

    /// Whether another plan holds the same beside its recommendations and actions.
    pub(super) fn same_but_items(&self, other: &Plan) -> bool {
        self.file.same(&other.file, PlanKeys::same_but_items) && self.round_files == other.round_files
    }

    /// Adds what this plan answers otherwise than an earlier one about its recommendations and actions.
    pub(super) fn changed_items(&self, before: &Plan, changed: &mut Changed) {
        let (was, is) = (&before.file.own, &self.file.own);
        for (was, now) in differing(&was.recommendations, &is.recommendations, |r| &r.reference) {
            let items: BTreeSet<&ItemId> = match (was.as_slice(), now.as_slice()) {
                ([was], [now]) if now.same_but_actions(was) => {
                    let actions = differing(&was.actions, &now.actions, |action| &action.id);
                    actions.flat_map(|(was, now)| was.into_iter().chain(now)).map(|a| &a.id).collect()
                }
                _ => {
                    let all = || was.iter().chain(&now);
                    let actions = all().flat_map(|r| r.actions.iter()).map(|action| &action.id);
                    all().map(|r| &r.reference).chain(actions).collect()
                }
            };
            items.into_iter().for_each(|id| changed.part(&is.recommendations, id));
            was.iter().chain(&now).for_each(|r| changed.all(&r.actions));
        }
        for (was, now) in differing(&was.actions, &is.actions, |action| &action.id) {
            was.into_iter().chain(now).for_each(|action| changed.part(&is.actions, &action.id));
        }
        changed.value(&was.recommendations, &is.recommendations);
        changed.value(&was.actions, &is.actions);
    }

    /// The measure with this id.
    pub fn measure(&self, id: &ItemId) -> Option<&Measure> {
        let list = &self.file.measures;
        let at =
            self.measures.find(&id.0, || list.iter().enumerate().map(|(at, m)| (m.id.0.as_str(), at)))?;
        list.get(at).filter(|m| m.id == *id).or_else(|| list.iter().find(|m| m.id == *id))
    }

    /// The amendments of a record or measure, in the order written.
    pub fn amendments_of<'p>(&'p self, id: &ItemId) -> impl Iterator<Item = &'p Amendment> {
        self.amended.all(&self.file.amendments, |amendment| &amendment.of, id)
    }

    /// The texts that may link to attachments, looked for once: not for what is kept, since only the first who asks is noted.
    pub(super) fn linking(&self, look: impl FnOnce() -> Vec<Outline>) -> &[Outline] {
        self.linking.get(look)
    }

    /// All rounds, those in the plan's file first.
    pub fn rounds(&self) -> impl Iterator<Item = &Round> {
        self.file.rounds.iter().chain(self.round_files.iter().map(|(_, r)| r))
    }
}

/// Where the items of a plan stand, by their ids.
fn positions<'p>(
    recommendations: &'p [Recommendation],
    actions: &'p [Action],
) -> impl Iterator<Item = (&'p str, Position)> {
    let own = actions.iter().enumerate().map(|(at, a)| (a.id.0.as_str(), (None, Some(at))));
    let recommended = recommendations.iter().enumerate().flat_map(|(above, r)| {
        let itself = std::iter::once((r.reference.0.as_str(), (Some(above), None)));
        let actions = r.own.own.actions.quietly().iter().enumerate();
        itself.chain(actions.map(move |(at, a)| (a.id.0.as_str(), (Some(above), Some(at)))))
    });
    recommended.chain(own)
}

/// The entries of two lists that are not the same in both: those of one id in the one, and in the other. An id that is given
/// twice, which is told elsewhere, has several.
fn differing<'l, T: PartialEq>(
    was: &'l [T],
    now: &'l [T],
    id_of: fn(&T) -> &ItemId,
) -> impl Iterator<Item = (Vec<&'l T>, Vec<&'l T>)> {
    let mut by_id: BTreeMap<&ItemId, (Vec<&T>, Vec<&T>)> = BTreeMap::new();
    was.iter().for_each(|entry| by_id.entry(id_of(entry)).or_default().0.push(entry));
    now.iter().for_each(|entry| by_id.entry(id_of(entry)).or_default().1.push(entry));
    by_id.into_values().filter(|(was, now)| was != now)
}
