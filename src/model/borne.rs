//! Whether a source bears evidence out. Figures, a minute or an inspection count only where readers can look at something that
//! speaks of the item: not a paper that was withdrawn, and not a resolution on the plan or recommendation above it.

use super::meeting::{Effect, Verb};
use super::register::{Plan, Register};
use super::scalar::{Id, ItemId, ItemRef};
use super::source::Source;
use super::update::{Evidence, Round, Status, Word};
use super::work::Work;

/// Why evidence of a kind that counts does not; of several reasons the one that stands last here is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lack {
    /// Neither the word nor its round names a source.
    Source,
    /// The papers that they name were withdrawn.
    Withdrawn,
    /// The resolutions that they cite only note what was before the meeting.
    Noted,
    /// The resolutions that they cite do not name the item.
    Unnamed,
    /// The resolutions that they cite decide something else of it, or the contrary.
    Against,
}

impl Lack {
    /// Whether a resolution is cited that decides nothing, or something else.
    pub fn is_of_decision(self) -> bool {
        matches!(self, Lack::Noted | Lack::Unnamed | Lack::Against)
    }
}

/// What a word states to stand behind it: its own, else its round's, else, where it states a status, the plan's default.
pub fn stated(word: &Word, round: Option<&Round>, default: Option<Evidence>) -> Option<Evidence> {
    word.evidence.or(round.and_then(|r| r.evidence)).or(default.filter(|_| word.status.is_some()))
}

/// What sources are looked up in.
#[derive(Clone, Copy)]
pub struct Ground<'r, F> {
    /// Where resolutions stand.
    pub register: &'r Register,
    /// Whether a paper was withdrawn, so that nobody can read in it.
    pub is_withdrawn: F,
}

impl<F: Fn(&Id) -> bool> Ground<'_, F> {
    /// What is missing behind a word on an item of a plan: nothing where one of its sources, or of its round's, bears it out.
    pub fn lack(
        &self,
        (id, plan): (&Id, &Plan),
        item: &ItemId,
        (word, round): (&Word, Option<&Round>),
    ) -> Option<Lack> {
        let own = word.source.iter().flat_map(|s| s.iter());
        let of_round = round.into_iter().flat_map(|r| r.source.iter());
        let mut nearest = Lack::Source;
        for source in own.chain(of_round) {
            let lack = match source {
                source if !source.names_something() => Lack::Source,
                source if self.took_back(source, plan) => Lack::Withdrawn,
                source => self.of_resolution(source, (id, item), word.status)?,
            };
            nearest = nearest.max(lack);
        }
        Some(nearest)
    }

    /// Whether a source is nothing but a paper that was withdrawn: where a record comes from, and no evidence.
    fn took_back(&self, source: &Source, plan: &Plan) -> bool {
        if source.resolution.is_some() || source.url.is_some() {
            return false;
        }
        let named = source.paper.is_some() || !source.at.is_empty();
        named && source.paper.as_ref().or(plan.set_out_in.as_ref()).is_none_or(&self.is_withdrawn)
    }

    /// What is missing where a resolution is all that a source names. One that cannot be read may speak of the item.
    fn of_resolution(
        &self,
        source: &Source,
        (plan, item): (&Id, &ItemId),
        stated: Option<Status>,
    ) -> Option<Lack> {
        let place = source.paper.is_some() || !source.at.is_empty();
        let alone = !place && source.url.is_none() && source.title.is_none();
        let (_, resolution) = self.register.resolution(source.resolution.as_ref().filter(|_| alone)?)?;
        if resolution.affects.is_empty() {
            // To note decides nothing; what else was resolved may well speak of the item.
            return resolution.verbs.iter().all(|verb| *verb == Verb::Noted).then_some(Lack::Noted);
        }
        let names = |of: &ItemRef| of.plan == *plan && of.item.as_ref() == Some(item);
        let mut effects: Vec<Effect> =
            resolution.affects.iter().filter(|a| a.of.iter().any(names)).map(|a| a.effect).collect();
        if effects.is_empty() {
            return Some(Lack::Unnamed);
        }
        effects.retain(|effect| !matches!(effect, Effect::Noted | Effect::None));
        let bears = |effect: &Effect| match stated {
            Some(status) if status.is_completion() => *effect == Effect::CompletionApproved,
            Some(_) => true,
            None => !matches!(effect, Effect::CompletionDeclined | Effect::Reopened),
        };
        match effects.iter().any(bears) {
            true => None,
            false if effects.is_empty() => Some(Lack::Noted),
            false => Some(Lack::Against),
        }
    }
}

/// Marks the words of a plan whose evidence no source bears out.
pub fn mark(plan: &mut Plan, id: &Id, whole: &Plan, ground: &Ground<'_, impl Fn(&Id) -> bool>) {
    let default = plan.defaults.as_ref().and_then(|d| d.evidence);
    let is_unborne = |item: &ItemId, word: &Word, round: Option<&Round>| {
        stated(word, round, default).is_some_and(Evidence::counts)
            && ground.lack((id, whole), item, (word, round)).is_some()
    };
    let of_work = |item: &ItemId, work: &mut Work| {
        for update in work.updates.iter_mut().flat_map(|u| u.0.iter_mut()) {
            update.part.unborne = is_unborne(item, &update.part, None);
        }
    };
    for recommendation in &mut plan.file.recommendations.0 {
        of_work(&recommendation.own.own.reference, &mut recommendation.part);
        recommendation.own.own.actions.0.iter_mut().for_each(|a| of_work(&a.own.own.id, &mut a.part));
    }
    plan.file.own.actions.0.iter_mut().for_each(|a| of_work(&a.own.own.id, &mut a.part));
    let files = plan.round_files.iter_mut().map(|(_, round)| round);
    for round in plan.file.own.rounds.0.iter_mut().chain(files) {
        let unborne = round.updates.iter().map(|(item, u)| is_unborne(item, &u.part, Some(round)));
        let unborne: Vec<bool> = unborne.collect();
        for ((_, update), unborne) in round.own.updates.0.iter_mut().zip(unborne) {
            update.part.unborne = unborne;
        }
    }
}
