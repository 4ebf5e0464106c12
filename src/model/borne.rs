//! Whether a source bears evidence out. Figures, a minute or an inspection count only where readers can look at something that
//! speaks of the item: not a paper that was withdrawn, and not a resolution on the plan or recommendation above it.

use chrono::NaiveDate;

use super::date::Date;
use super::meeting::{Effect, Verb};
use super::record::Common;
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
    /// What they name was published after the word, which cannot have rested on it.
    Later,
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

/// A word that states evidence, and since when it may be shown by its own dates.
#[derive(Clone, Copy)]
pub struct Stating<'w> {
    word: &'w Word,
    round: Option<&'w Round>,
    since: NaiveDate,
}

impl<'w> Stating<'w> {
    /// A word, with the round that it is part of.
    pub fn new(date: Date, common: &Common, word: &'w Word, round: Option<&'w Round>) -> Self {
        let embargo = round.map(Round::common).into_iter().chain([common]).filter_map(|c| c.publish_on);
        let since = embargo.map(|d| d.last()).fold(date.last(), NaiveDate::max);
        Stating { word, round, since }
    }

    fn own(&self) -> impl Iterator<Item = &'w Source> {
        self.word.source.iter().flat_map(|s| s.iter())
    }

    fn of_round(&self) -> impl Iterator<Item = &'w Source> {
        self.round.into_iter().flat_map(|r| r.source.iter())
    }
}

impl<F: Fn(&Id) -> bool> Ground<'_, F> {
    /// What is missing behind a word on an item of a plan: nothing where one of its sources, or of its round's, bears it out.
    /// It is the same on every later day: what is published after the word adds nothing to it, and is told by a word of its own.
    pub fn lack(&self, (id, plan): (&Id, &Plan), item: &ItemId, said: Stating<'_>) -> Option<Lack> {
        let known = |source: &&Source| source.names_something();
        let first = |day: Option<NaiveDate>| day.unwrap_or(NaiveDate::MIN);
        let own = said.own().filter(known).map(|s| self.known_since(s, plan)).min();
        let of_round = said.of_round().filter(known).map(|s| self.known_since(s, plan)).min();
        let since = said.since.max(first(own)).max(first(of_round));
        let mut nearest = Lack::Source;
        for source in said.own().chain(said.of_round()) {
            let lack = match source {
                source if !source.names_something() => Lack::Source,
                source if self.known_since(source, plan) > since => Lack::Later,
                source if self.took_back(source, plan) => Lack::Withdrawn,
                source => self.of_resolution(source, (id, item), said.word.status)?,
            };
            nearest = nearest.max(lack);
        }
        Some(nearest)
    }

    /// Since when a source is published, by its own dates.
    fn known_since(&self, source: &Source, plan: &Plan) -> NaiveDate {
        let meeting = source.resolution.as_ref().and_then(|r| self.register.meetings.get(&r.meeting));
        let named = source.paper.is_some() || !source.at.is_empty();
        let paper = source.paper.as_ref().or(plan.set_out_in.as_ref()).filter(|_| named);
        let of_paper = |id| {
            let header = &self.register.papers.get(id)?.header;
            header.common().publish_on.or(header.date)
        };
        let place = if named { paper.and_then(of_paper) } else { source.date };
        let days = place.into_iter().chain(meeting.map(|m| m.date)).map(|date| date.last());
        days.max().unwrap_or(NaiveDate::MIN)
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
    let is_unborne = |item: &ItemId, said: Stating<'_>| {
        stated(said.word, said.round, default).is_some_and(Evidence::counts)
            && ground.lack((id, whole), item, said).is_some()
    };
    let of_work = |item: &ItemId, work: &mut Work| {
        for update in work.updates.iter_mut().flat_map(|u| u.0.iter_mut()) {
            let said = Stating::new(update.date, update.common(), &update.part, None);
            update.part.unborne = is_unborne(item, said);
        }
    };
    for recommendation in &mut plan.file.recommendations.0 {
        of_work(&recommendation.own.own.reference, &mut recommendation.part);
        recommendation.own.own.actions.0.iter_mut().for_each(|a| of_work(&a.own.own.id, &mut a.part));
    }
    plan.file.own.actions.0.iter_mut().for_each(|a| of_work(&a.own.own.id, &mut a.part));
    let files = plan.round_files.iter_mut().map(|(_, round)| round);
    for round in plan.file.own.rounds.0.iter_mut().chain(files) {
        let unborne = round
            .updates
            .iter()
            .map(|(item, u)| is_unborne(item, Stating::new(round.date, u.common(), &u.part, Some(round))));
        let unborne: Vec<bool> = unborne.collect();
        for ((_, update), unborne) in round.own.updates.0.iter_mut().zip(unborne) {
            update.part.unborne = unborne;
        }
    }
}
