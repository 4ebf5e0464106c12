//! Who meets when, and which plan comes before whom: pure arithmetic from the number of actions.

use chrono::{Days, NaiveDate};

use crate::random::Random;

/// Actions of one plan, papers of one plan, meetings that one plan adds.
pub(crate) const ACTIONS: u32 = 50;
const PAPERS: u32 = 5;
const MEETINGS: u32 = 2;
/// Meetings that a plan comes before, at most.
const BEFORE: u32 = 6;
/// Days between two meetings of one board, and between papers and their meeting.
const CYCLE: u32 = 42;
const NOTICE: u32 = 14;

/// The size of the site and its calendar.
pub(crate) struct World {
    pub(crate) seed: u64,
    pub(crate) actions: u32,
    pub(crate) plans: u32,
    pub(crate) papers: u32,
    pub(crate) meetings: u32,
    pub(crate) boards: u32,
    /// The date that every page is read at.
    pub(crate) as_at: NaiveDate,
}

impl World {
    pub(crate) fn new(actions: u32, seed: u64) -> Self {
        let plans = actions.div_ceil(ACTIONS);
        Self {
            seed,
            actions,
            plans,
            papers: plans * PAPERS,
            meetings: plans * MEETINGS,
            boards: (plans / 4).clamp(1, 8),
            as_at: NaiveDate::from_ymd_opt(2026, 6, 30).unwrap_or_default(),
        }
    }

    pub(crate) fn random(&self, kind: u64, number: u32) -> Random {
        Random::new(self.seed, kind, number)
    }

    /// How many actions plan `plan` has.
    pub(crate) fn actions_of(&self, plan: u32) -> u32 {
        self.actions.saturating_sub(plan * ACTIONS).min(ACTIONS)
    }

    /// The board that monitors a plan.
    pub(crate) fn board_of(&self, plan: u32) -> u32 {
        plan % self.boards
    }

    /// The last meeting of all lies ahead of the site's date, the one before it 20 days behind.
    pub(crate) fn meets(&self, meeting: u32) -> NaiveDate {
        let (board, round) = (meeting % self.boards, meeting / self.boards);
        let last = (self.meetings - 1) / self.boards;
        let shift = board % 4;
        if round < last {
            earlier(self.as_at, 20 + (last - 1 - round) * CYCLE - shift)
        } else {
            later(self.as_at, CYCLE - 20 + shift)
        }
    }

    /// Whether a meeting has taken place by the site's date.
    pub(crate) fn held(&self, meeting: u32) -> bool {
        self.meets(meeting) <= self.as_at
    }

    /// The day on which a meeting's agenda and papers were published.
    pub(crate) fn notice(&self, meeting: u32) -> NaiveDate {
        earlier(self.meets(meeting), NOTICE)
    }

    /// The first of its board's meetings that a plan comes before, counted from 0.
    ///
    /// A council of one board is young: its last plans have come before few meetings. With more boards the last plans share the
    /// last six meetings held, so that each plan has come before six of them however large the site is.
    fn first_of(&self, plan: u32) -> u32 {
        let first = plan / self.boards * MEETINGS;
        let last = (self.meetings - 1) / self.boards;
        if self.boards > 1 { first.min(last.saturating_sub(BEFORE)) } else { first }
    }

    /// The meetings that a plan comes before, in order of time.
    pub(crate) fn meetings_of(&self, plan: u32) -> Vec<u32> {
        let (board, first) = (self.board_of(plan), self.first_of(plan));
        (first..first + BEFORE)
            .map(|round| round * self.boards + board)
            .filter(|m| *m < self.meetings)
            .collect()
    }

    /// The plans that come before a meeting.
    pub(crate) fn plans_of(&self, meeting: u32) -> Vec<u32> {
        let last = meeting / self.boards / MEETINGS;
        let plans =
            (last.saturating_sub(BEFORE)..=last + BEFORE).map(|n| n * self.boards + meeting % self.boards);
        plans.filter(|p| *p < self.plans && self.meetings_of(*p).contains(&meeting)).collect()
    }

    /// When a plan was published: with the papers of the first meeting that it came before.
    pub(crate) fn born(&self, plan: u32) -> NaiveDate {
        let first = self.meetings_of(plan).first().copied().unwrap_or(0);
        self.notice(first).min(earlier(self.as_at, 34))
    }

    /// The plan that a paper belongs to, and which of its papers it is.
    pub(crate) fn place(paper: u32) -> (u32, u32) {
        (paper / PAPERS, paper % PAPERS)
    }
}

pub(crate) fn later(date: NaiveDate, days: u32) -> NaiveDate {
    date.checked_add_days(Days::new(u64::from(days))).unwrap_or(date)
}

pub(crate) fn earlier(date: NaiveDate, days: u32) -> NaiveDate {
    date.checked_sub_days(Days::new(u64::from(days))).unwrap_or(date)
}

/// Days from one date to another, 0 if it is not later.
pub(crate) fn days(from: NaiveDate, to: NaiveDate) -> u32 {
    u32::try_from((to - from).num_days()).unwrap_or(0)
}

/// The id of a plan.
pub(crate) fn plan_id(plan: u32) -> String {
    format!("plan-{:03}", plan + 1)
}

/// The id of a meeting.
pub(crate) fn meeting_id(meeting: u32) -> String {
    format!("meeting-{:03}", meeting + 1)
}

/// The id of a plan's paper `nth`.
pub(crate) fn paper_id(plan: u32, nth: u32) -> String {
    format!("paper-{:04}", plan * PAPERS + nth + 1)
}
