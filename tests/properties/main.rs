//! The arithmetic of a plan over time, held for any register: counts add up on every day, changes follow one another
//! without gap, and nothing depends on the order in which an author wrote things down.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test that cannot go on has failed, and tests look at the disk"
)]

#[path = "../support/decided.rs"]
mod decided;
#[path = "../support/mod.rs"]
mod support;

mod sites;
mod state;

use std::collections::BTreeSet;
use std::sync::Arc;

use proptest::prelude::*;
use scrutineer::derive::changes::{self, What};
use scrutineer::derive::heard::Heard;
use scrutineer::derive::moment::Moment;
use scrutineer::derive::progress::Counts;
use scrutineer::derive::standing::{OfPlan, Origin};
use scrutineer::derive::{Views, derive, stood, then};
use scrutineer::model::scalar::{Id, ItemId, Written};
use scrutineer::model::update::Status;
use sites::{DAYS, MEETINGS, date, spec};
use state::{State, at, of_views, told};

fn plan() -> Id {
    Id::read("plan").unwrap()
}

/// Standings without births, and without the positions of words: a copy counts those that it holds.
fn uncounted(standings: &OfPlan) -> OfPlan {
    let mut all = standings.clone();
    for standing in all.values_mut() {
        standing.birth = None;
        let status = standing.status.iter_mut().map(|(_, said)| said);
        let moved = standing.slippage.iter_mut().map(|moved| &mut moved.said);
        let words = standing.history.iter_mut().chain(status).chain(moved);
        words.for_each(|said| said.origin = Origin::Own(0));
    }
    all
}

fn meeting(position: usize) -> Id {
    Id::read(&format!("m{position}")).unwrap()
}

/// A moment: the end of a day, or a meeting.
fn moment(views: &Views, choice: u32) -> Moment {
    match MEETINGS.iter().position(|day| *day == choice) {
        Some(position) => Moment::of(
            &meeting(position),
            views.edition.register.meetings.get(&meeting(position)).expect("it is there"),
        ),
        None => Moment::end(date(choice)),
    }
}

fn ids<'i>(lists: impl IntoIterator<Item = &'i Vec<ItemId>>) -> BTreeSet<&'i ItemId> {
    lists.into_iter().flatten().collect()
}

/// What must hold of counts: each item stands in exactly one place of each kind.
fn add_up(counts: &Counts) -> Result<(), TestCaseError> {
    let all: BTreeSet<&ItemId> = counts.items.iter().collect();
    prop_assert_eq!(all.len(), counts.items.len(), "an item is counted twice");
    for (kind, lists) in [
        ("status", counts.statuses.values().collect::<Vec<_>>()),
        ("evidence", counts.evidence.values().collect()),
        ("owner", vec![&counts.owner_role, &counts.owner_team, &counts.owner_none]),
    ] {
        let sum: usize = lists.iter().map(|list| list.len()).sum();
        prop_assert_eq!(sum, counts.items.len(), "{}", kind);
        prop_assert_eq!(ids(lists), all.clone(), "{}", kind);
    }
    let open = |status: &Option<Status>| status.is_none_or(Status::is_open);
    let open = ids(counts.statuses.iter().filter(|(status, _)| open(status)).map(|(_, list)| list));
    let complete =
        ids([Status::Complete, Status::SignedOff].iter().filter_map(|s| counts.statuses.get(&Some(*s))));
    prop_assert!(ids([&counts.overdue]).is_subset(&open), "overdue, but not open");
    prop_assert!(ids([&counts.overdue]).is_subset(&ids([&counts.due_by])), "overdue without a date");
    prop_assert!(ids([&counts.undated]).is_subset(&open));
    prop_assert!(ids([&counts.undated]).is_disjoint(&ids([&counts.due_by])));
    prop_assert!(ids([&counts.start_not_confirmed]).is_subset(&open));
    prop_assert_eq!(ids([&counts.complete]), complete);
    prop_assert!(counts.with_evidence() <= counts.items.len());
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn counts_add_up_on_every_day(spec in spec(), on in proptest::collection::vec(0..DAYS + 60, 4)) {
        let register = spec.register(&[]);
        for on in on {
            let views = derive(&register, date(on), false);
            let Some(progress) = views.progress.get(&plan()) else { continue };
            add_up(&progress.counts)?;
            let mut rows: Vec<&ItemId> = Vec::new();
            for group in &progress.groups {
                add_up(&group.counts)?;
                rows.extend(&group.counts.items);
            }
            rows.sort();
            let mut all: Vec<&ItemId> = progress.counts.items.iter().collect();
            all.sort();
            prop_assert_eq!(rows, all, "groups and whole");
        }
    }

    /// From a to c there is what there is from a to b and from b to c; and what there is does not depend on when it is told.
    #[test]
    fn changes_follow_one_another(spec in spec(), mut days in proptest::collection::vec(0..DAYS, 3)) {
        days.sort_unstable();
        let register = spec.register(&[]);
        let views = derive(&register, date(DAYS + 60), false);
        let Some(all) = views.changes.get(&plan()) else { return Ok(()) };
        let [a, b, c] = [0, 1, 2].map(|at| moment(&views, days[at]));
        let mut both = changes::between(all, &a, &b).to_vec();
        both.extend_from_slice(changes::between(all, &b, &c));
        prop_assert_eq!(changes::between(all, &a, &c), both.as_slice());
        for day in days {
            let then = derive(&register, date(day), false);
            let end = Moment::end(date(day));
            let now: Vec<String> = all.iter().filter(|c| c.moment < end).map(|c| told(&views, c)).collect();
            let list = then.changes_of(&plan());
            let before: Vec<String> = list.iter().map(|c| told(&then, c)).collect();
            prop_assert_eq!(before, now, "told on {} and on the last day", date(day));
        }
    }

    /// Where things stood, with what changed since, is where they stand.
    #[test]
    fn changes_lead_from_one_state_to_the_next(spec in spec(), mut days in proptest::collection::vec(0..DAYS, 2)) {
        days.sort_unstable();
        let register = spec.register(&[]);
        let views = derive(&register, date(DAYS + 60), false);
        let Some(all) = views.changes.get(&plan()) else { return Ok(()) };
        let [from, to] = [0, 1].map(|at| moment(&views, days[at]));
        let mut state: State = at(&views, &from);
        let last: State = at(&views, &to);
        for change in changes::between(all, &from, &to) {
            state.apply(&views, change).map_err(TestCaseError::fail)?;
        }
        prop_assert_eq!(state.known(), last.known());
        // Whoever is overdue now and was not was told to have become so.
        let first = at(&views, &from);
        let fell: BTreeSet<&ItemId> = changes::between(all, &from, &to)
            .iter()
            .filter(|c| matches!(c.what, What::FellOverdue(_)))
            .filter_map(|c| c.item.as_ref())
            .collect();
        for item in last.overdue.difference(&first.overdue) {
            prop_assert!(fell.contains(item), "{} is overdue, and nobody was told", item);
        }
    }

    /// The plan before a meeting is the site read on that day, had the meeting decided nothing.
    #[test]
    fn the_plan_before_a_meeting_is_that_day_without_its_decisions(spec in spec(), position in 0..MEETINGS.len()) {
        let register = spec.register(&[]);
        let views = derive(&register, date(DAYS + 60), false);
        let stood = stood::before(&views, &plan(), &meeting(position));
        let mut undecided = register.clone();
        decided::undecide(&mut undecided, &meeting(position));
        let then = derive(&undecided, date(MEETINGS[position]), false);
        let Some(stood) = stood else {
            prop_assert!(!then.progress.contains_key(&plan()));
            return Ok(());
        };
        let (of_stood, of_then) = (state::of_stood(&stood), of_views(&then));
        prop_assert_eq!(of_stood.known(), of_then.known());
        prop_assert_eq!(&of_stood.overdue, &of_then.overdue);
        prop_assert_eq!(&of_stood.schedules, &of_then.schedules);
        prop_assert_eq!(&stood.progress.responses, &then.progress.get(&plan()).expect("it is there").responses);
        prop_assert_eq!(&stood.progress.counts, &then.progress.get(&plan()).expect("it is there").counts);
        add_up(&stood.progress.counts)?;
    }

    /// What is told of a plan at a moment without a copy of it is what a copy would tell.
    #[test]
    fn a_plan_is_read_at_a_moment_as_a_copy_of_it_would_be(
        spec in spec(),
        position in 0..MEETINGS.len(),
        day in 0..DAYS,
        monitor in proptest::option::of(prop_oneof![Just("board"), Just("another")]),
    ) {
        let mut register = spec.register(&[]);
        let found = register.plans.get_mut(&plan()).expect("it is there");
        Arc::make_mut(found).file.own.recommendations.0[0].own.own.monitored_by =
            monitor.map(|id| Id::read(id).unwrap());
        let views = derive(&register, date(DAYS + 60), false);
        let Some(heard) = Heard::new(&views, &plan()) else { return Ok(()) };
        let end = Moment::end(date(day));
        for (then, stood) in [
            (then::before(&views, &heard, &plan(), &meeting(position)), stood::before(&views, &plan(), &meeting(position))),
            (then::at(&views, &heard, &plan(), &end, None), stood::stood(&views, &plan(), &end, None)),
        ] {
            let (then, stood) = (then.expect("it is there"), stood.expect("it is there"));
            prop_assert_eq!(then.as_at, stood.as_at);
            prop_assert_eq!(uncounted(&then.standings), uncounted(&stood.standings));
            prop_assert_eq!(&then.counts, &stood.progress.counts);
        }
    }

    /// Actions, words, rounds, answers and amendments may stand in any order.
    #[test]
    fn nothing_depends_on_the_order_in_the_file(
        spec in spec(),
        keys in proptest::collection::vec(any::<u64>(), 7),
        on in 0..DAYS + 60,
    ) {
        let one = derive(&spec.register(&[]), date(on), false);
        let other = derive(&spec.register(&keys), date(on), false);
        let (first, second) = (of_views(&one), of_views(&other));
        prop_assert_eq!(first.known(), second.known());
        prop_assert_eq!(&first.schedules, &second.schedules);
        prop_assert_eq!(&first.histories, &second.histories);
        let told = |views: &Views| -> Vec<String> {
            let all = views.changes_of(&plan()).iter();
            let mut told: Vec<String> = all.map(|change| told(views, change)).collect();
            told.sort();
            told
        };
        prop_assert_eq!(told(&one), told(&other));
        let entries = |views: &Views| -> Vec<String> {
            let mut all: Vec<String> = views.timeline.iter().map(|e| format!("{:?}", e.date)).collect();
            all.sort();
            all
        };
        prop_assert_eq!(entries(&one), entries(&other));
        for position in 0..MEETINGS.len() {
            let before = |views: &Views| {
                stood::before(views, &plan(), &meeting(position)).map(|s| state::of_stood(&s).known().clone())
            };
            prop_assert_eq!(before(&one), before(&other), "before meeting {}", position);
        }
    }
}
