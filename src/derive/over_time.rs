//! How the official word on a plan's items changed: how many of them stood where on each day on which one was set out
//! or spoken of.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::edition::Edition;
use super::standing::{Origin, Said, Standing, Standings};
use crate::model::commitment;
use crate::model::date::Date;
use crate::model::register::{Item, Plan};
use crate::model::scalar::{Id, ItemId};
use crate::model::update::Status;

/// A day on which items were set out or spoken of, and how all of them stood at its end.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// The date as the papers give it; the day itself where they give several that end on it.
    pub date: Date,
    /// How many items began to exist then.
    pub born: usize,
    /// How many items something was said of then.
    pub said: usize,
    /// Items that exist by then, by the status stated last; none for no update.
    pub counts: BTreeMap<Option<Status>, usize>,
}

impl Point {
    /// How many items exist by then.
    pub fn total(&self) -> usize {
        self.counts.values().sum()
    }
}

/// What happened on one day.
#[derive(Default)]
struct Day {
    date: Option<Date>,
    born: usize,
    said: usize,
    /// How many items more, or fewer, have a status.
    moved: BTreeMap<Option<Status>, i64>,
}

impl Day {
    fn name(&mut self, date: Date) {
        let same = self.date.is_none_or(|known| known == date);
        self.date = Some(if same { date } else { Date::day(date.last()) });
    }
}

/// The points of a plan, oldest first, over the items that its progress counts: a date counts by its last day, like
/// everywhere, and a word about an item that does not exist yet counts from its birth.
pub fn over_time(edition: &Edition, standings: &Standings, id: &Id) -> Vec<Point> {
    let (Some(plan), Some(standings)) = (edition.register.plans.get(id), standings.of(id)) else {
        return Vec::new();
    };
    let rounds = of_rounds(plan);
    let mut days: BTreeMap<NaiveDate, Day> = BTreeMap::new();
    for item in plan.tracked().filter(|item| commitment::of_item(plan, *item).is_made()) {
        let Some((standing, birth)) = standings.get(item.id()).and_then(|s| Some((s, s.birth?))) else {
            continue;
        };
        follow(item, standing, birth, &rounds, &mut days);
    }
    let mut points = Vec::new();
    let mut running: BTreeMap<Option<Status>, i64> = BTreeMap::new();
    for (day, what) in days {
        for (status, by) in what.moved {
            *running.entry(status).or_default() += by;
        }
        let counts = running.iter().filter_map(|(s, n)| Some((*s, usize::try_from(*n).ok()?)));
        points.push(Point {
            date: what.date.unwrap_or(Date::day(day)),
            born: what.born,
            said: what.said,
            counts: counts.filter(|(_, n)| *n > 0).collect(),
        });
    }
    points
}

/// The status that each word of a round states, by round and item, so that a plan with many rounds is read once.
type RoundStatuses<'p> = BTreeMap<(usize, &'p ItemId), Option<Status>>;

fn of_rounds(plan: &Plan) -> RoundStatuses<'_> {
    let rounds = plan.rounds().enumerate();
    rounds.flat_map(|(at, r)| r.updates.iter().map(move |(i, u)| ((at, i), u.part.status))).collect()
}

/// Puts an item's birth and each word about it on its day.
fn follow(
    item: Item<'_>,
    standing: &Standing,
    birth: Date,
    rounds: &RoundStatuses<'_>,
    days: &mut BTreeMap<NaiveDate, Day>,
) {
    let day = days.entry(birth.last()).or_default();
    day.name(birth);
    day.born += 1;
    *day.moved.entry(None).or_default() += 1;
    let stated = |said: &Said| match said.origin {
        Origin::Own(at) => item.work().and_then(|w| w.updates().get(at)).and_then(|u| u.part.status),
        Origin::Round(at) => rounds.get(&(at, item.id())).copied().flatten(),
    };
    let (mut now, mut spoken) = (None, None);
    for said in &standing.history {
        let on = said.date.last().max(birth.last());
        let day = days.entry(on).or_default();
        day.name(if on == said.date.last() { said.date } else { birth });
        if spoken.replace(on) != Some(on) {
            day.said += 1;
        }
        if let Some(next) = stated(said) {
            *day.moved.entry(now).or_default() -= 1;
            *day.moved.entry(Some(next)).or_default() += 1;
            now = Some(next);
        }
    }
}
