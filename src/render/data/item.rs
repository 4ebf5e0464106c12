//! A recommendation or action as data: what the files say of it, each fact from where its page takes it.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::Serialize;

use super::people::People;
use super::said::plain_words;
use crate::derive::ItemKey;
use crate::derive::amended::{owners_now, title_now, worded};
use crate::derive::schedule::Schedule;
use crate::derive::standing::{Origin, Said, Standing};
use crate::model::basis::DateNote;
use crate::model::date::Date;
use crate::model::history;
use crate::model::record::Wording;
use crate::model::register::{Item, Plan};
use crate::model::scalar::{Id, ItemId, Text};
use crate::model::source::Sources;
use crate::model::update::{Evidence, Round, RoundUpdate, Word};
use crate::render::address::{Linker, item_path};
use crate::render::cite::{Cites, cites};
use crate::render::plan::is_summary;

/// Where an item stands against its dates: computed from them, never written by an author.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub(super) enum ScheduleWord {
    /// Neither start nor due date is stated.
    NoDate,
    /// Its start lies ahead.
    StartAhead,
    /// Its start date passed and no word says that it started.
    StartNotConfirmed,
    /// It started, and no due date is stated.
    StartedNoDueDate,
    /// Due later.
    NotDue,
    /// Due within the days the site calls soon.
    DueSoon,
    /// The due date passed.
    Overdue,
    /// The due date passed, and it is paused.
    OverduePaused,
    /// Done by its due date.
    DoneOnTime,
    /// Reported complete by its due date; when it was done is not stated.
    ReportedByDueDate,
    /// Done after its due date.
    DoneLate,
    /// Reported complete after its due date; when it was done is not stated, so it is not counted as late.
    ReportedDoneDateNotStated,
    /// Recurring, without an end.
    Recurring,
    /// Not achieved, not pursued or superseded.
    Closed,
    /// Open, and no commitment: proposed, rejected or not answered.
    NotCounted,
}

impl From<Schedule> for ScheduleWord {
    fn from(schedule: Schedule) -> Self {
        match schedule {
            Schedule::NoDate => ScheduleWord::NoDate,
            Schedule::StartAhead(_) => ScheduleWord::StartAhead,
            Schedule::StartNotConfirmed(_) => ScheduleWord::StartNotConfirmed,
            Schedule::StartedNoDueDate => ScheduleWord::StartedNoDueDate,
            Schedule::NotDue(_) => ScheduleWord::NotDue,
            Schedule::DueSoon(..) => ScheduleWord::DueSoon,
            Schedule::Overdue(..) => ScheduleWord::Overdue,
            Schedule::OverduePaused(..) => ScheduleWord::OverduePaused,
            Schedule::DoneOnTime => ScheduleWord::DoneOnTime,
            Schedule::ReportedByDueDate(_) => ScheduleWord::ReportedByDueDate,
            Schedule::DoneLate(_) => ScheduleWord::DoneLate,
            Schedule::ReportedDoneDateNotStated(_) => ScheduleWord::ReportedDoneDateNotStated,
            Schedule::Recurring(_) => ScheduleWord::Recurring,
            Schedule::Closed => ScheduleWord::Closed,
            Schedule::NotCounted => ScheduleWord::NotCounted,
        }
    }
}

/// A recommendation or action with where it stands.
#[derive(Clone, Copy)]
pub(super) struct Row<'v> {
    pub(super) linker: Linker<'v>,
    pub(super) plan_id: &'v Id,
    pub(super) plan: &'v Plan,
    pub(super) item: Item<'v>,
    pub(super) standing: &'v Standing,
}

/// Every recommendation and action of every plan.
pub(super) fn items<'v>(linker: Linker<'v>) -> impl Iterator<Item = Row<'v>> {
    let plans = linker.views.edition.register.plans.iter();
    plans.flat_map(move |(plan_id, plan)| {
        plan.items().filter_map(move |item| Row::new(linker, plan_id, plan, item))
    })
}

impl<'v> Row<'v> {
    pub(super) fn new(linker: Linker<'v>, plan_id: &'v Id, plan: &'v Plan, item: Item<'v>) -> Option<Self> {
        let standing =
            linker.views.standings.get(&ItemKey { plan: plan_id.clone(), item: item.id().clone() })?;
        Some(Row { linker, plan_id, plan, item, standing })
    }

    /// Whether it is tracked itself: an action, or a recommendation without actions.
    pub(super) fn is_tracked(&self) -> bool {
        self.item.action.is_some() || self.item.recommendation.is_some_and(|r| self.plan.is_tracked(r))
    }

    /// The recommendation that an action stands under.
    pub(super) fn parent(&self) -> Option<&'v ItemId> {
        self.item.action.and(self.item.recommendation).map(|r| &r.reference)
    }

    pub(super) fn page(&self) -> String {
        self.linker.href(&item_path(&self.key()), None)
    }

    pub(super) fn key(&self) -> ItemKey {
        ItemKey { plan: self.plan_id.clone(), item: self.item.id().clone() }
    }

    pub(super) fn title(&self) -> Cow<'v, str> {
        plain_words(title_now(self.plan, self.item))
    }

    pub(super) fn text(&self) -> Cow<'v, str> {
        self.words(worded(self.plan, self.item))
    }

    pub(super) fn wording(&self) -> Wording {
        match is_summary(Some(self.plan), self.item.common()) {
            true => Wording::Summary,
            false => Wording::Verbatim,
        }
    }

    pub(super) fn cited_as(&self) -> Cow<'v, str> {
        self.item.common().and_then(|c| c.cited_as.as_ref()).map(|c| plain_words(&c.0)).unwrap_or_default()
    }

    pub(super) fn owner(&self) -> People<'v> {
        People::of(self.linker, owners_now(self.plan, self.item))
    }

    /// Who answers for it, for a cell.
    pub(super) fn answering(&self) -> People<'v> {
        People::new(self.linker, self.answerable())
    }

    pub(super) fn answerable(&self) -> &'v [Id] {
        self.item.work().and_then(|w| w.answerable.as_ref()).map_or(&[], |o| o.0.as_slice())
    }

    /// What stands beside the due date, where the date is the one first written.
    pub(super) fn due_note(&self) -> Option<&'v DateNote> {
        let written = self.item.work().and_then(|w| w.due);
        self.item.note("due").filter(|_| self.standing.due == written)
    }

    /// Days from the first due date to the one of now.
    pub(super) fn slippage_days(&self) -> Option<i64> {
        Some((self.standing.due?.last() - self.standing.original_due?.last()).num_days())
    }

    /// Days from the first due date to the day it was done.
    pub(super) fn days_after_original_due(&self) -> Option<i64> {
        Some((self.standing.done?.last() - self.standing.original_due?.last()).num_days())
    }

    /// Where it is set out.
    pub(super) fn sources(&self) -> Cites {
        let sources = self.item.work().and_then(|w| self.plan.sources_of(w));
        sources.map_or_else(Cites::default, |s| cites(&self.linker, s, Some(self.plan)))
    }

    /// A text of it in plain words.
    pub(super) fn words<'t>(&self, text: Option<&'t Text>) -> Cow<'t, str> {
        super::said::said(&self.linker, text)
    }

    /// Every word about it, oldest first.
    pub(super) fn updates(self) -> impl Iterator<Item = Update<'v>> {
        let said = self.standing.history.iter().enumerate();
        said.filter_map(move |(at, said)| Update::new(self, at, *said))
    }

    pub(super) fn update(self, said: Said) -> Option<Update<'v>> {
        let at = self.standing.history.iter().position(|s| *s == said)?;
        Update::new(self, at, said)
    }
}

/// One dated word about an item.
#[derive(Clone, Copy)]
pub(super) struct Update<'v> {
    pub(super) row: Row<'v>,
    /// Its number among the words about the item, from 1, oldest first.
    pub(super) number: usize,
    pub(super) said: Said,
    pub(super) word: &'v Word,
    pub(super) round: Option<&'v Round>,
}

impl<'v> Update<'v> {
    fn new(row: Row<'v>, at: usize, said: Said) -> Option<Self> {
        let (word, round) = match said.origin {
            Origin::Own(position) => (&row.item.work()?.updates().get(position)?.part, None),
            Origin::Round(position) => {
                let round = row.plan.rounds().nth(position)?;
                (&round.updates.get(row.item.id())?.part, Some(round))
            }
        };
        Some(Update { row, number: at + 1, said, word, round })
    }

    /// What stands behind it, where it, its round or its plan says.
    pub(super) fn evidence(&self) -> Option<Evidence> {
        let default = self.row.plan.defaults.as_ref().and_then(|d| d.evidence);
        history::grade(self.word, self.round, default.filter(|_| self.word.status.is_some()))
    }

    /// Where it is told: by its own source, else by its round's.
    pub(super) fn sources(&self) -> Cites {
        let own: Option<&Sources> = self.word.source.as_ref();
        let told = own.or(self.round.map(|r| &r.source));
        told.map_or_else(Cites::default, |s| cites(&self.row.linker, s, Some(self.row.plan)))
    }

    /// What stands beside its date.
    pub(super) fn date_note(&self) -> Option<&'v DateNote> {
        match self.own() {
            Some(update) => update.own.note("date"),
            None => self.round?.note("date"),
        }
    }

    /// What stands beside another of its dates.
    pub(super) fn note(&self, key: &str) -> Option<&'v DateNote> {
        match self.own() {
            Some(update) => update.note(key),
            None => self.in_round()?.note(key),
        }
    }

    /// Whose words its texts are: what it says itself, as on its page.
    pub(super) fn wording(&self) -> Wording {
        let common = self.own().map(|u| u.common()).or(self.in_round().map(|u| u.common()));
        common.and_then(|c| c.wording).unwrap_or(Wording::Summary)
    }

    fn own(&self) -> Option<&'v crate::model::update::Update> {
        match self.said.origin {
            Origin::Own(position) => self.row.item.work()?.updates().get(position),
            Origin::Round(_) => None,
        }
    }

    fn in_round(&self) -> Option<&'v RoundUpdate> {
        self.round?.updates.get(self.row.item.id())
    }

    /// The meeting whose round of updates it belongs to, where that is published.
    pub(super) fn meeting(&self) -> Option<&'v Id> {
        let known = &self.row.linker.views.edition.register.meetings;
        self.round?.meeting.as_ref().filter(|m| known.contains_key(*m))
    }

    /// Who said it.
    pub(super) fn by(&self) -> &'v [Id] {
        self.word.by.as_ref().map_or(&[], |by| by.0.as_slice())
    }

    /// The same for a cell.
    pub(super) fn by_whom(&self) -> People<'v> {
        People::new(self.row.linker, self.by())
    }

    /// The days by which it moved the due date, and the date before.
    pub(super) fn moved(&self) -> Option<(Date, i64)> {
        let moved = self.row.standing.slippage.iter().find(|s| s.said == self.said)?;
        Some((moved.from, moved.days))
    }
}
