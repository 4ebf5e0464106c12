//! Moments: days, and on a day the meetings held on it, in their order. What a meeting decides belongs to the moment after
//! the plan came before it, though both bear one date.

use chrono::NaiveDate;

use super::known::{ALWAYS, Known, common_since};
use crate::model::birth::{Births, accepted_on, response_date};
use crate::model::commitment::{self, Commitment};
use crate::model::meeting::Meeting;
use crate::model::plan::{Amendment, Recommendation, Response};
use crate::model::record::Common;
use crate::model::register::{Item, Plan, Register};
use crate::model::scalar::{Id, ResolutionRef};
use crate::model::source::Sources;
use crate::model::update::{Round, Word};

/// A moment. What a meeting decided has the meeting's own moment; the plan as it came before that meeting is all that has
/// an earlier one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment {
    /// The day; of a month or span, the last.
    pub day: NaiveDate,
    part: Part,
}

/// Where in a day.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    /// Said on that day by no meeting.
    Day,
    /// Decided by a meeting, by its first day and id.
    Meeting(NaiveDate, Id),
    /// When the day is over.
    End,
}

impl Moment {
    /// What was said on a day, by no meeting.
    pub fn day(day: NaiveDate) -> Self {
        Moment { day, part: Part::Day }
    }

    /// When a day is over.
    pub fn end(day: NaiveDate) -> Self {
        Moment { day, part: Part::End }
    }

    /// The moment of a meeting: what it decided.
    pub fn of(id: &Id, meeting: &Meeting) -> Self {
        Moment { day: meeting.date.last(), part: Part::Meeting(meeting.date.first(), id.clone()) }
    }

    /// The meeting, where it is a meeting's moment.
    pub fn meeting(&self) -> Option<&Id> {
        match &self.part {
            Part::Meeting(_, id) => Some(id),
            Part::Day | Part::End => None,
        }
    }
}

/// What tells the moments of a plan's records.
pub(super) struct Moments<'r> {
    pub(super) register: &'r Register,
    pub(super) known: &'r Known,
    pub(super) plan: &'r Plan,
    pub(super) births: Births<'r>,
    /// Since when the plan itself may be shown.
    since: NaiveDate,
}

impl<'r> Moments<'r> {
    pub(super) fn new(register: &'r Register, known: &'r Known, plan: &'r Plan) -> Self {
        let since = common_since(plan.file.common());
        Moments { register, known, plan, births: Births::new(register, plan), since }
    }

    /// Since when one of its sources is known.
    pub(super) fn sources(&self, sources: &Sources) -> NaiveDate {
        self.known.sources(self.register, Some(self.plan), sources)
    }

    fn decided(&self, at: &ResolutionRef) -> Option<Moment> {
        let meeting = self.register.meetings.get(&at.meeting)?;
        let known = Moment::day(self.known.resolution(self.register, at));
        Some(Moment::of(&at.meeting, meeting).max(known))
    }

    /// The first meeting whose resolutions a record cites.
    fn cited(&self, sources: &Sources) -> Option<Moment> {
        sources.iter().filter_map(|s| self.decided(s.resolution.as_ref()?)).min()
    }

    /// When a recommendation or action comes to be known.
    pub(super) fn item(&self, item: Item<'_>) -> Moment {
        // Nothing is known of an action before the recommendation that it answers.
        let above = item.recommendation.filter(|_| item.action.is_some());
        let above = above.map(|r| self.alone(Item { recommendation: Some(r), action: None }));
        self.under(item, above.as_ref())
    }

    /// Each recommendation and action with the moment at which it comes to be known, in the order of the plan.
    pub(super) fn items(&self) -> Vec<(Item<'r>, Moment)> {
        let mut all: Vec<(Item<'r>, Moment)> = Vec::new();
        let mut above: Option<usize> = None;
        for item in self.plan.items() {
            match (item.recommendation, item.action) {
                (Some(_), None) => above = Some(all.len()),
                (None, _) => above = None,
                _ => {}
            }
            let of = above.filter(|_| item.action.is_some()).and_then(|at| all.get(at));
            let moment = self.under(item, of.map(|(_, moment)| moment));
            all.push((item, moment));
        }
        all
    }

    /// The same of an item whose recommendation's moment is known.
    fn under(&self, item: Item<'_>, above: Option<&Moment>) -> Moment {
        let alone = self.alone(item);
        match above {
            Some(above) if *above > alone => above.clone(),
            _ => alone,
        }
    }

    fn alone(&self, item: Item<'_>) -> Moment {
        let common = |c: Option<&Common>| c.map_or(ALWAYS, common_since);
        let own = item.work().and_then(|w| self.plan.sources_of(w));
        let birth = self.births.of(item);
        let known = own.map_or(ALWAYS, |s| self.sources(s));
        let born = birth.map_or(ALWAYS, |b| b.last());
        let day = born.max(known).max(common(item.common())).max(self.since);
        let brought = own.filter(|s| s.iter().all(|s| s.resolution.is_some())).and_then(|s| self.cited(s));
        let moment = brought.unwrap_or(Moment::day(day)).max(Moment::day(day));
        match self.accepted(item) {
            Some(accepted) => accepted.max(moment),
            None => moment,
        }
    }

    /// The moment at which an action that begins with its recommendation's acceptance was accepted.
    fn accepted(&self, item: Item<'_>) -> Option<Moment> {
        let (action, recommendation) = (item.action?, item.recommendation?);
        if action.part.made.is_some() {
            return None;
        }
        let date = accepted_on(self.register, self.plan, recommendation)?;
        let accepting = recommendation
            .responses
            .iter()
            .filter(|r| response_date(self.register, self.plan, r).is_some_and(|d| d.last() == date.last()));
        accepting.map(|r| self.response(recommendation, r)).min()
    }

    /// When a response comes to be known.
    pub(super) fn response(&self, recommendation: &Recommendation, response: &Response) -> Moment {
        let date = response_date(self.register, self.plan, response).map_or(ALWAYS, |d| d.last());
        let day = date.max(self.sources(&response.source)).max(common_since(recommendation.common()));
        let moment = Moment::day(day.max(self.since));
        let cited = response.at.as_ref().and_then(|at| self.decided(at));
        cited.or_else(|| self.cited(&response.source)).map_or(moment.clone(), |at| at.max(moment))
    }

    /// How an item is counted by the responses of the moments that are chosen, all of them up to a day.
    pub(super) fn commitment(
        &self,
        item: Item<'_>,
        chosen: impl Fn(&Moment) -> bool,
        day: NaiveDate,
    ) -> Commitment {
        let Some(recommendation) = item.recommendation else { return Commitment::Made(None) };
        let is_known = |r: &Response| chosen(&self.response(recommendation, r));
        commitment::by_responses(self.plan, recommendation, is_known, day)
    }

    /// When a dated word comes to be known.
    pub(super) fn word(
        &self,
        date: NaiveDate,
        common: &Common,
        word: &Word,
        round: Option<&Round>,
    ) -> Moment {
        let own = word.source.as_ref().map_or(ALWAYS, |s| self.sources(s));
        let of_round = round.map_or(ALWAYS, |r| self.round(r));
        let day = date.max(own).max(common_since(common)).max(of_round).max(self.since);
        let cited = word.source.as_ref().and_then(|s| self.cited(s));
        cited.map_or(Moment::day(day), |at| at.max(Moment::day(day)))
    }

    /// Since when a round is known.
    pub(super) fn round(&self, round: &Round) -> NaiveDate {
        round.date.last().max(self.sources(&round.source)).max(common_since(round.common()))
    }

    /// When a change of words comes to be known.
    pub(super) fn amendment(&self, amendment: &Amendment) -> Moment {
        let moment = Moment::day(amendment.date.last().max(self.since));
        let agreed = amendment.agreed_at.as_ref().and_then(|at| self.decided(at));
        agreed.map_or(moment.clone(), |at| at.max(moment))
    }
}
