//! Time: how often and how far the due date of a commitment moved, how long it is overdue, how late it was done, and how
//! long nothing was said of it; and what that adds up to for a recommendation, a plan or an owner.

use chrono::NaiveDate;

use super::edition::Edition;
use super::schedule::Schedule;
use super::standing::Standing;
use super::{ItemKey, Views};
use crate::model::commitment::of_item;
use crate::model::date::Date;
use crate::model::register::{Item, Plan};

/// The day everything is judged at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock {
    /// The date of the view.
    pub as_at: NaiveDate,
    /// Days without a word after which an open item is silent (`stale_after_days`).
    pub stale: i64,
}

impl Clock {
    /// The clock of a view.
    pub fn of(edition: &Edition) -> Clock {
        Clock { as_at: edition.as_at, stale: edition.register.site.stale_after_days() }
    }
}

/// How long nothing was said of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quiet {
    /// The day of the last word or answer; without any, the day the record began to exist.
    pub since: Date,
    /// Whether there is a word or an answer at all.
    pub word: bool,
    /// Days from then to the date of the view, by the last day that `since` may mean.
    pub days: i64,
}

/// How a commitment stands in time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Time {
    /// How often its due date moved to a later day.
    pub times: usize,
    /// Days of all those moves together. A date brought forward takes nothing off: that it had been put off stays true.
    pub slipped: i64,
    /// Days of all moves to an earlier day together.
    pub forward: i64,
    /// Days past its due date, where it is open.
    pub overdue: Option<i64>,
    /// Whether its start date passed and no word says that it started, be it overdue or not.
    pub not_confirmed: bool,
    /// Whether it is open and has neither date nor frequency.
    pub undated: bool,
    /// Whether it has a due date.
    pub due: bool,
    /// Days between the due date that stood on the day it was done and that day; none where it was done in time, is not
    /// done, or nobody says on which day. A later due date and a sign-off change nothing about it.
    pub late: Option<i64>,
    /// How long nothing was said of it; none where it has neither word nor birth.
    pub quiet: Option<Quiet>,
    /// Whether it is open and nothing was said of it for longer than the site's reviews allow.
    pub silent: bool,
}

/// Whether a record is counted: a tracked item that is a commitment.
pub fn is_counted(plan: &Plan, item: Item<'_>) -> bool {
    let tracked = item.action.is_some() || item.recommendation.is_some_and(|r| plan.is_tracked(r));
    tracked && of_item(plan, item).is_made()
}

/// How an item stands in time.
pub fn time(item: Item<'_>, standing: &Standing, clock: Clock) -> Time {
    let work = item.work();
    let start = work.and_then(|w| w.start);
    let (later, earlier): (Vec<i64>, Vec<i64>) =
        standing.slippage.iter().map(|s| s.days).filter(|days| *days != 0).partition(|days| *days > 0);
    let quiet = quiet(item, standing, clock.as_at);
    let dated = start.is_some() || standing.due.is_some() || work.is_some_and(|w| w.frequency.is_some());
    Time {
        times: later.len(),
        slipped: later.iter().sum(),
        forward: -earlier.iter().sum::<i64>(),
        overdue: match standing.schedule {
            Schedule::Overdue(_, days) | Schedule::OverduePaused(_, days, _) => Some(days),
            _ => None,
        },
        not_confirmed: standing.start_passed.is_some(),
        undated: standing.is_open() && !dated,
        due: standing.due.is_some(),
        late: late(standing),
        quiet,
        silent: standing.is_open() && quiet.is_some_and(|q| q.days > clock.stale),
    }
}

/// What the council answered to a recommendation is spoken of it, too.
fn quiet(item: Item<'_>, standing: &Standing, as_at: NaiveDate) -> Option<Quiet> {
    let asked = item.recommendation.filter(|_| item.action.is_none());
    let answers = asked.into_iter().flat_map(|r| r.responses.iter()).filter_map(|r| r.date);
    let last = answers.chain(standing.latest().map(|said| said.date)).max_by_key(Date::last);
    let since = last.or(standing.birth)?;
    Some(Quiet { since, word: last.is_some(), days: (as_at - since.last()).num_days() })
}

/// Days that the work was done after the date that stood when it was done.
fn late(standing: &Standing) -> Option<i64> {
    standing.status.filter(|(status, _)| status.is_completion())?;
    let done = standing.done?.last();
    let days = (done - standing.due_on(done)?.last()).num_days();
    (days > 0).then_some(days)
}

/// Items with a number of days each, the longest first.
pub type Days = Vec<(ItemKey, i64)>;

/// What the times of some commitments add up to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    /// How many commitments there are.
    pub items: usize,
    /// How many of them have a due date.
    pub due: usize,
    /// Those whose due date moved to a later day, with the days of all their moves.
    pub slipped: Days,
    /// How often dates moved to a later day.
    pub times: usize,
    /// Those that are overdue, with the days.
    pub overdue: Days,
    /// Those of which nothing was said for too long, with the days.
    pub silent: Days,
    /// Those done late, with the days.
    pub late: Days,
    /// Those open without any date or frequency.
    pub undated: Vec<ItemKey>,
    /// Those whose start date passed without a word that they started.
    pub not_confirmed: Vec<ItemKey>,
}

impl Sums {
    /// Days that due dates slipped, all together.
    pub fn days_slipped(&self) -> i64 {
        self.slipped.iter().map(|(_, days)| days).sum()
    }

    fn add(&mut self, key: &ItemKey, time: &Time) {
        self.items += 1;
        self.due += usize::from(time.due);
        self.times += time.times;
        let slipped = Some(time.slipped).filter(|days| *days > 0);
        let silent = time.quiet.filter(|_| time.silent).map(|q| q.days);
        for (list, days) in [
            (&mut self.slipped, slipped),
            (&mut self.overdue, time.overdue),
            (&mut self.silent, silent),
            (&mut self.late, time.late),
        ] {
            list.extend(days.map(|days| (key.clone(), days)));
        }
        for (list, holds) in
            [(&mut self.undated, time.undated), (&mut self.not_confirmed, time.not_confirmed)]
        {
            list.extend(holds.then(|| key.clone()));
        }
    }
}

/// What the times of some items of a site add up to; what is no commitment is passed over.
pub fn of_items<'k>(views: &Views, items: impl Iterator<Item = &'k ItemKey>) -> Sums {
    let clock = Clock::of(&views.edition);
    sums(items.filter_map(|key| {
        let plan = views.edition.register.plans.get(&key.plan)?;
        let item = plan.item(&key.item).filter(|item| is_counted(plan, *item))?;
        Some((key, time(item, views.standings.get(key)?, clock)))
    }))
}

/// What the times of some items add up to; those that are no commitments are passed over.
pub fn sums<'t>(times: impl Iterator<Item = (&'t ItemKey, Time)>) -> Sums {
    let mut sums = Sums::default();
    times.for_each(|(key, time)| sums.add(key, &time));
    for list in [&mut sums.slipped, &mut sums.overdue, &mut sums.silent, &mut sums.late] {
        // Stable: of those with as many days, the order of the plan stays.
        list.sort_by_key(|(_, days)| std::cmp::Reverse(*days));
    }
    sums
}

/// The longest of some days.
pub fn longest(days: &Days) -> Option<i64> {
    days.first().map(|(_, days)| *days)
}
