//! What an officer has to ask after: open commitments due by a day, begun without a word, undated or silent, by owner.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::amended::{owners_now, titled};
use super::standing::{Said, Standing, word_of};
use super::time::{Clock, Time, is_counted, time};
use super::{ItemKey, Views};
use crate::model::date::Date;
use crate::model::register::Plan;
use crate::model::scalar::Id;
use crate::model::update::Word;

/// Why a commitment is on the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// Its due date passed this many days ago.
    Overdue(i64),
    /// It is due by the day asked for: so many days from the date of the view.
    Due(i64),
    /// Its start date passed, and no word says that it started.
    NotConfirmed(Date),
    /// It has neither date nor frequency.
    Undated,
    /// Nothing was said of it for so many days, which is longer than the site's reviews allow.
    Silent(i64),
}

/// A commitment to ask after.
#[derive(Clone, Debug, PartialEq)]
pub struct Row<'v> {
    /// Which.
    pub key: ItemKey,
    /// Its title as it stands at the date.
    pub title: String,
    /// Its owners, the first leading.
    pub owners: Vec<Id>,
    /// Where it stands.
    pub standing: &'v Standing,
    /// How it stands in time.
    pub time: Time,
    /// The paper's own words where it gives no due date.
    pub due_words: Option<&'v str>,
    /// The latest word, and when it was said.
    pub latest: Option<(&'v Word, Said)>,
    /// Why it is on the list; the first is what it is sorted by.
    pub why: Vec<Why>,
}

/// The commitments of one owner.
#[derive(Clone, Debug, PartialEq)]
pub struct Group<'v> {
    /// The owner who leads on them, or the one that was asked for; none where no owner is stated.
    pub owner: Option<Id>,
    /// What to ask after: overdue first, longest first, then what is due, soonest first, then the rest.
    pub rows: Vec<Row<'v>>,
}

/// What has to be asked after by a day, by owner: in the order of their names, what has no owner last. With an owner, what
/// they own alone, leading or not.
pub fn due<'v>(views: &'v Views, before: NaiveDate, owner: Option<&Id>) -> Vec<Group<'v>> {
    let clock = Clock::of(&views.edition);
    let mut groups: BTreeMap<(bool, String, Option<Id>), Vec<Row<'v>>> = BTreeMap::new();
    let name = |id: &Id| views.edition.register.name_of(id).unwrap_or(&id.0).to_owned();
    for (id, plan) in &views.edition.register.plans {
        for row in of_plan(views, id, plan, clock, before) {
            let lead = match owner {
                Some(asked) => row.owners.iter().find(|o| *o == asked).cloned(),
                None => row.owners.first().cloned(),
            };
            if lead.is_some() || owner.is_none() {
                let key = (lead.is_none(), lead.as_ref().map(name).unwrap_or_default(), lead);
                groups.entry(key).or_default().push(row);
            }
        }
    }
    let sorted = |((_, _, owner), mut rows): (_, Vec<Row<'v>>)| {
        rows.sort_by_cached_key(|row| (order(row), row.key.clone()));
        Group { owner, rows }
    };
    groups.into_iter().map(sorted).collect()
}

/// By what rows are sorted: the first reason, then the longest overdue, the soonest due, the longest silent.
fn order(row: &Row<'_>) -> (u8, i64) {
    match row.why.first() {
        Some(Why::Overdue(days)) => (0, -days),
        Some(Why::Due(days)) => (1, *days),
        Some(Why::NotConfirmed(start)) => (2, i64::from(chrono::Datelike::num_days_from_ce(&start.last()))),
        Some(Why::Undated) => (3, -row.time.quiet.map_or(0, |q| q.days)),
        Some(Why::Silent(days)) => (4, -days),
        None => (5, 0),
    }
}

fn of_plan<'v>(
    views: &'v Views,
    id: &Id,
    plan: &'v Plan,
    clock: Clock,
    before: NaiveDate,
) -> impl Iterator<Item = Row<'v>> {
    plan.tracked().filter(|item| is_counted(plan, *item)).filter_map(move |item| {
        let key = ItemKey { plan: id.clone(), item: item.id().clone() };
        let standing = views.standings.get(&key).filter(|s| s.is_open())?;
        let time = time(item, standing, clock);
        let start = standing.start_passed;
        let why = why(standing, &time, start, clock.as_at, before);
        if why.is_empty() {
            return None;
        }
        let note = item.note("due").and_then(|note| note.text.as_ref()).map(|text| text.0.as_str());
        let latest = standing.latest().and_then(|said| Some((word_of(plan, item, said.origin)?, said)));
        Some(Row {
            key,
            title: titled(plan, item),
            owners: owners_now(plan, item).into_owned(),
            standing,
            time,
            due_words: note.filter(|_| standing.due.is_none()),
            latest,
            why,
        })
    })
}

fn why(
    standing: &Standing,
    time: &Time,
    start: Option<Date>,
    as_at: NaiveDate,
    before: NaiveDate,
) -> Vec<Why> {
    let due = standing.due.map(|d| d.last()).filter(|due| *due <= before);
    let mut why = Vec::new();
    why.extend(due.map(|due| match time.overdue {
        Some(days) => Why::Overdue(days),
        None => Why::Due((due - as_at).num_days()),
    }));
    why.extend(start.map(Why::NotConfirmed));
    if time.undated {
        why.push(Why::Undated);
    }
    why.extend(time.quiet.filter(|_| time.silent).map(|quiet| Why::Silent(quiet.days)));
    why
}
