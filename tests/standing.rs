//! Where an item stands: official word, evidence and schedule, by table and by property.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test that cannot go on has failed, and tests look at the disk"
)]

mod support;

use proptest::prelude::*;
use scrutineer::Request;
use scrutineer::derive::ItemKey;
use scrutineer::derive::schedule::Schedule;
use scrutineer::derive::standing::Standing;
use scrutineer::model::scalar::{Id, ItemId};
use scrutineer::model::update::{Evidence, Status};
use support::{day, site};

const BASE: &str = "\
-- content/bodies.yaml --
bodies:
  - {id: board, name: Board, kind: scrutiny_board}
-- content/papers/report.md --
---
title: Report
kind: report
date: 2024-01-10
form: full
---
1. First.
-- content/papers/log.md --
---
title: Log
kind: background
date: 2024-01-20
form: full
withdrawn: {date: 2024-05-01, reason: Some visits were counted twice.}
---
1. Forty visits.
-- content/meetings/2024-03-05.yaml --
body: board
date: 2024-03-05
status: held
resolutions:
  - ref: b
    verbs: [approved]
    affects: [{of: plan/A1, effect: completion_approved}]
";

/// A site with one action, written as the keys below its title; rounds may follow after a line `rounds:`.
fn with_action(keys: &str) -> String {
    let (keys, rounds) = keys.split_once("rounds:\n").map_or((keys, None), |(k, r)| (k, Some(r)));
    let keys: String = keys.lines().map(|l| format!("    {l}\n")).collect();
    let rounds = rounds.map(|r| format!("rounds:\n{r}")).unwrap_or_default();
    format!(
        "{BASE}-- content/plans/plan.yaml --\ntitle: Plan\nsummary: Plan.\nset_out_in: report\nactions:\n  - id: A1\n    \
         title: Do it\n    source: p1\n{keys}{rounds}"
    )
}

fn standing(keys: &str, as_at: &str) -> Standing {
    let files = site(&with_action(keys));
    let built = scrutineer::build(
        &files,
        Request { as_at: Some(day(as_at)), today: day("2026-01-01"), drafts: false },
    );
    let faults: Vec<_> = built.diagnostics.iter().map(|d| d.message.clone()).collect();
    let pages = built.pages.unwrap_or_else(|| panic!("{keys}\n{faults:#?}"));
    let key = ItemKey { plan: Id("plan".to_owned()), item: ItemId("A1".to_owned()) };
    pages.views().standings.get(&key).expect("it is there").clone()
}

fn update(date: &str, rest: &str) -> String {
    format!("  - {{date: {date}, {rest}}}\n")
}

/// A date as the schedule holds it.
fn at(text: &str) -> scrutineer::model::date::Date {
    use scrutineer::model::scalar::Written;
    scrutineer::model::date::Date::read(text).unwrap()
}

#[test]
fn the_schedule_is_computed_from_dates() {
    use Schedule::*;
    let complete = |more: &str| {
        format!("due: 2024-02-10\nupdates:\n{}", update("2024-02-20", &format!("status: complete{more}")))
    };
    let said = |keys: &str, status: &str| {
        format!("{keys}\nupdates:\n{}", update("2024-01-20", &format!("status: {status}")))
    };
    for (keys, as_at, schedule) in [
        ("", "2024-06-30", NoDate),
        ("due_text: in due course", "2024-06-30", NoDate),
        ("start: 2024-07", "2024-06-30", StartAhead(at("2024-07"))),
        ("start: 2024-02", "2024-06-30", StartNotConfirmed(at("2024-02"))),
        ("start: 2024-06", "2024-06-30", StartAhead(at("2024-06"))),
        (&said("start: 2024-02", "planned"), "2024-06-30", StartNotConfirmed(at("2024-02"))),
        (&said("start: 2024-02", "in_progress"), "2024-06-30", StartedNoDueDate),
        ("due: 2024-12", "2024-06-30", NotDue(at("2024-12"))),
        ("due: 2024-07-30", "2024-06-30", DueSoon(at("2024-07-30"), 30)),
        ("due: 2024-07-31", "2024-06-30", NotDue(at("2024-07-31"))),
        ("due: 2024-06", "2024-06-30", DueSoon(at("2024-06"), 0)),
        ("due: 2024-06-29", "2024-06-30", Overdue(at("2024-06-29"), 1)),
        ("due: 2024-05", "2024-06-30", Overdue(at("2024-05"), 30)),
        (&said("due: 2024-05", "in_progress"), "2024-06-30", Overdue(at("2024-05"), 30)),
        (&said("due: 2024-05", "paused"), "2024-06-30", OverduePaused(at("2024-05"), 30, at("2024-01-20"))),
        (&said("due: 2024-05", "superseded"), "2024-06-30", Closed),
        (&said("due: 2024-05", "not_achieved"), "2024-06-30", Closed),
        (&said("due: 2024-05", "not_pursued"), "2024-06-30", Closed),
        (&complete(", done: 2024-02-10"), "2024-06-30", DoneOnTime),
        (&complete(", done: 2024-02-12"), "2024-06-30", DoneLate(2)),
        (&complete(""), "2024-06-30", ReportedDoneDateNotStated(at("2024-02-20"))),
        (&complete(""), "2024-02-19", Overdue(at("2024-02-10"), 9)),
        (&said("due: 2024-02-10", "complete"), "2024-06-30", ReportedByDueDate(at("2024-01-20"))),
        (&said("", "complete"), "2024-06-30", NoDate),
        ("frequency: weekly", "2024-06-30", Recurring(scrutineer::model::work::Frequency::Weekly)),
        (
            &said("frequency: weekly", "complete"),
            "2024-06-30",
            Recurring(scrutineer::model::work::Frequency::Weekly),
        ),
    ] {
        assert_eq!(standing(keys, as_at).schedule, schedule, "{keys} as at {as_at}");
    }
}

#[test]
fn the_status_is_the_latest_word_that_states_one() {
    let updates = format!(
        "updates:\n{}{}{}",
        update("2024-03-01", "status: in_progress"),
        update("2024-02-01", "status: planned"),
        update("2024-04-01", "note: Still going.")
    );
    let status = |as_at: &str| standing(&updates, as_at).status.map(|(status, _)| status);
    assert_eq!(status("2024-01-31"), None);
    assert_eq!(status("2024-02-01"), Some(Status::Planned));
    assert_eq!(status("2024-06-30"), Some(Status::InProgress));
    assert_eq!(standing(&updates, "2024-06-30").history.len(), 3);
}

#[test]
fn a_word_that_cites_a_resolution_stands_on_its_day() {
    let updates = format!(
        "updates:\n{}{}",
        update("2024-03-05", "status: signed_off, source: {resolution: 2024-03-05/b}"),
        update("2024-03-05", "status: complete")
    );
    assert_eq!(standing(&updates, "2024-06-30").status.unwrap().0, Status::SignedOff);
}

#[test]
fn evidence_for_an_earlier_status_says_nothing_about_this_one() {
    let updates = format!(
        "updates:\n{}{}",
        update("2024-02-01", "status: in_progress, evidence: data, source: p1"),
        update("2024-03-01", "status: complete")
    );
    assert_eq!(standing(&updates, "2024-02-28").evidence, Evidence::Data);
    assert_eq!(standing(&updates, "2024-06-30").evidence, Evidence::None);
    let later =
        format!("{updates}{}", update("2024-04-01", "note: An inspection looked., evidence: contradicted"));
    assert_eq!(standing(&later, "2024-06-30").evidence, Evidence::Contradicted);
}

#[test]
fn evidence_that_names_no_source_counts_as_none_and_hides_none() {
    let complete = |lines: &[&str]| {
        let lines: String = lines.iter().map(|line| format!("  - {{{line}}}\n")).collect();
        standing(&format!("updates:\n{lines}"), "2024-06-30").evidence
    };
    let bare = "date: 2024-02-02, evidence: inspection";
    for (lines, evidence) in [
        (&["date: 2024-02-01, status: complete, evidence: data"][..], Evidence::Unsourced),
        (&["date: 2024-02-01, status: complete, evidence: data, source: p1"], Evidence::Data),
        (&["date: 2024-02-01, status: complete, evidence: data, source: {title: Log}"], Evidence::Data),
        // What was shown before stays shown; what was only said, or denied, is not lost either.
        (&["date: 2024-02-01, status: complete, evidence: minute, source: p1", bare], Evidence::Minute),
        (&["date: 2024-02-01, status: complete, evidence: contradicted", bare], Evidence::Contradicted),
        (&["date: 2024-02-01, status: complete, evidence: self_reported", bare], Evidence::Unsourced),
        (&["date: 2024-02-01, status: complete", bare], Evidence::Unsourced),
    ] {
        assert_eq!(complete(lines), evidence, "{lines:?}");
        assert_eq!(evidence.counts(), matches!(evidence, Evidence::Data | Evidence::Minute));
    }
    let round = |source: &str| {
        let round =
            format!("date: 2024-03-31, evidence: data, {source}updates: {{A1: {{status: complete}}}}");
        standing(&format!("rounds:\n  - {{id: q1, {round}}}\n"), "2024-06-30").evidence
    };
    assert_eq!((round(""), round("source: p1, ")), (Evidence::Unsourced, Evidence::Data));
}

#[test]
fn a_resolution_bears_out_only_what_it_decides_of_the_very_item() {
    let meeting = |verbs: &str, affects: &str| {
        format!(
            "-- content/meetings/m.yaml --\nbody: board\ndate: 2024-03-01\nstatus: held\nresolutions:\n  - {{ref: a, verbs: \
             [{verbs}], affects: [{affects}]}}\n"
        )
    };
    let by = |word: &str, verbs: &str, affects: &str| {
        let word = format!("{word}, source: {{resolution: m/a}}");
        let keys = format!("updates:\n{}", update("2024-03-01", &word));
        let round = "rounds:\n  - {id: q, date: 2024-01-15, summary: Nothing yet.}\n";
        standing(&format!("{keys}{round}{}", meeting(verbs, affects)), "2024-06-30").evidence
    };
    let complete = "status: complete, evidence: minute";
    for (word, verbs, affects, evidence) in [
        (complete, "approved", "{of: plan/A1, effect: completion_approved}", Evidence::Minute),
        (complete, "approved", "{of: plan, effect: completion_approved}", Evidence::Unsourced),
        (complete, "declined", "{of: plan/A1, effect: completion_declined}", Evidence::Unsourced),
        (complete, "agreed", "{of: plan/A1, effect: date_agreed}", Evidence::Unsourced),
        (complete, "noted", "", Evidence::Unsourced),
        // What is not recorded may well speak of it.
        (complete, "requested", "", Evidence::Minute),
        ("status: complete, evidence: data", "noted", "{of: plan/A1, effect: noted}", Evidence::Unsourced),
        ("status: complete, evidence: inspection", "noted", "", Evidence::Unsourced),
        ("status: paused, evidence: minute", "agreed", "{of: plan/A1, effect: paused}", Evidence::Minute),
        ("status: complete, evidence: contradicted", "noted", "", Evidence::Contradicted),
    ] {
        assert_eq!(by(word, verbs, affects), evidence, "{word}, {verbs}, {affects}");
    }
}

#[test]
fn to_say_a_thing_again_does_not_answer_who_contradicts_it() {
    let evidence = |lines: &[&str]| {
        let lines: String = lines.iter().map(|line| format!("  - {{{line}}}\n")).collect();
        standing(&format!("updates:\n{lines}"), "2024-06-30").evidence
    };
    let claimed = "date: 2024-02-01, status: complete, evidence: self_reported";
    let denied = "date: 2024-03-01, evidence: contradicted, source: p1";
    let again = "date: 2024-04-01, status: complete, evidence: self_reported";
    let bare = "date: 2024-04-02, evidence: data";
    let shown = "date: 2024-05-01, evidence: data, source: p1";
    assert_eq!(evidence(&[claimed, denied, again]), Evidence::Contradicted);
    assert_eq!(evidence(&[claimed, denied, again, bare]), Evidence::Contradicted);
    assert_eq!(evidence(&[claimed, denied, again, shown]), Evidence::Data);
    let once_more = "date: 2024-06-01, status: complete, evidence: self_reported";
    assert_eq!(evidence(&[claimed, denied, shown, once_more]), Evidence::SelfReported);
    // On one day too, wherever the contradiction is written.
    let round =
        "rounds:\n  - {id: q, date: 2024-02-01, evidence: contradicted, updates: {A1: {note: Not so.}}}\n";
    let own = format!("updates:\n{}{round}", update("2024-02-01", "status: complete"));
    assert_eq!(standing(&own, "2024-06-30").evidence, Evidence::Contradicted);
}

#[test]
fn of_two_responses_of_one_day_the_promise_stands_in_any_order() {
    for responses in ["accepted noted", "noted accepted", "rejected partially_accepted", "deferred accepted"]
    {
        let list = responses.split(' ').map(|value| format!("{{value: {value}, date: 2024-02-12}}"));
        let list = list.collect::<Vec<_>>().join(", ");
        let plan = format!(
            "{BASE}-- content/plans/plan.yaml --\ntitle: Plan\nsummary: Plan.\nset_out_in: report\nrecommendations:\n  - ref: R\n    \
             title: Do it\n    source: p1\n    responses: [{list}]\n    actions: [{{id: A1, title: Do it, due: 2024-03-31}}]\n"
        );
        let request = Request { as_at: Some(day("2024-06-30")), today: day("2026-01-01"), drafts: false };
        let pages = scrutineer::build(&site(&plan), request).pages.unwrap();
        let key = ItemKey { plan: Id("plan".to_owned()), item: ItemId("A1".to_owned()) };
        let schedule = pages.views().standings.get(&key).unwrap().schedule;
        assert!(matches!(schedule, Schedule::Overdue(..)), "{responses}: {schedule:?}");
    }
}

#[test]
fn a_start_that_passed_is_told_whatever_the_schedule_says_first() {
    let passed =
        |keys: &str| standing(&format!("start: 2024-02-01\n{keys}"), "2024-06-30").start_passed.is_some();
    for due in ["due: 2024-12-31", "due: 2024-07-10", "due: 2024-06-10", "frequency: monthly", ""] {
        assert!(passed(due), "{due}");
        let word =
            |status: &str| format!("{due}\nupdates:\n{}", update("2024-03-01", &format!("status: {status}")));
        assert!(passed(&word("planned")) && passed(&word("not_started")), "{due}");
        for status in ["in_progress", "paused", "complete", "not_pursued"] {
            assert!(!passed(&word(status)), "{due} {status}");
        }
    }
    assert!(standing("start: 2024-06-30", "2024-06-30").start_passed.is_none());
}

#[test]
fn a_date_moved_with_or_after_the_completion_makes_nothing_right() {
    let schedule = |due: &str, lines: &[&str]| {
        let lines: String = lines.iter().map(|line| format!("  - {{{line}}}\n")).collect();
        standing(&format!("due: {due}\nupdates:\n{lines}"), "2024-12-31").schedule
    };
    let with = "date: 2024-06-10, status: complete, due: 2024-06-30, reason: Late.";
    assert_eq!(schedule("2024-05-31", &[with]), Schedule::ReportedDoneDateNotStated(at("2024-06-10")));
    let done = format!("{with}, done: 2024-06-10");
    assert_eq!(schedule("2024-05-31", &[&done]), Schedule::DoneLate(10));
    let before = ["date: 2024-05-20, due: 2024-06-30, reason: Late.", "date: 2024-06-10, status: complete"];
    assert_eq!(schedule("2024-05-31", &before), Schedule::ReportedByDueDate(at("2024-06-10")));
}

#[test]
fn a_paper_that_was_withdrawn_is_no_evidence_from_that_day() {
    let by = |source: &str, day: &str| {
        let word = format!("status: complete, evidence: data, source: {source}");
        standing(&format!("updates:\n{}", update("2024-02-01", &word)), day).evidence
    };
    assert_eq!(by("log#p1", "2024-04-30"), Evidence::Data);
    assert_eq!(by("log#p1", "2024-05-01"), Evidence::Unsourced);
    assert_eq!(by("{paper: log, at: [p1], note: Seen.}", "2024-05-01"), Evidence::Unsourced);
    // What else bears it out still does.
    assert_eq!(by("[log#p1, p1]", "2024-05-01"), Evidence::Data);
    assert_eq!(by("{paper: log, url: https://example.org/log}", "2024-05-01"), Evidence::Data);
    let before = "date: 2024-02-01, status: complete, evidence: minute, source: p1";
    let later = "date: 2024-02-02, evidence: data, source: log#p1";
    let both = format!("updates:\n  - {{{before}}}\n  - {{{later}}}\n");
    assert_eq!(standing(&both, "2024-06-30").evidence, Evidence::Minute);
}

#[test]
fn a_round_speaks_under_its_own_date_and_evidence() {
    let keys = "due: 2024-02-10\nrounds:\n  - id: q1\n    date: 2024-03-31\n    evidence: self_reported\n    updates:\n      A1: {status: complete, done: 2024-02-15}\n";
    let standing = standing(keys, "2024-06-30");
    assert_eq!(standing.status.unwrap().0, Status::Complete);
    assert_eq!((standing.evidence, standing.schedule), (Evidence::SelfReported, Schedule::DoneLate(5)));
}

#[test]
fn a_later_due_date_is_slippage_and_the_first_stays_visible() {
    let updates = format!(
        "due: 2024-02-10\nupdates:\n{}{}",
        update("2024-02-01", "due: 2024-03, reason: Staff left."),
        update("2024-03-20", "due: 2024-05-01, reason: Nobody applied.")
    );
    let standing = standing(&updates, "2024-06-30");
    assert_eq!((standing.original_due, standing.due), (Some(at("2024-02-10")), Some(at("2024-05-01"))));
    assert_eq!(standing.slippage.iter().map(|s| s.days).collect::<Vec<_>>(), [50, 31]);
    assert_eq!(standing.schedule, Schedule::Overdue(at("2024-05-01"), 60));
}

/// What is open is judged by the date it has now, whatever day somebody gave as the day it was done.
#[test]
fn open_work_is_judged_by_its_date_now() {
    let updates = format!(
        "due: 2024-02-10\nupdates:\n{}",
        update("2024-02-01", "due: 2024-05-01, reason: Staff left., done: 2024-01-20")
    );
    assert_eq!(standing(&updates, "2024-06-30").schedule, Schedule::Overdue(at("2024-05-01"), 60));
}

#[test]
fn reopened_work_is_not_done_any_more() {
    let updates = format!(
        "due: 2024-02-10\nupdates:\n{}{}",
        update("2024-02-05", "status: complete, done: 2024-02-05, evidence: minute"),
        update("2024-04-01", "status: in_progress")
    );
    let standing = standing(&updates, "2024-06-30");
    assert_eq!((standing.done, standing.evidence), (None, Evidence::None));
    assert!(standing.is_overdue());
}

const STATUSES: [&str; 8] = [
    "planned",
    "not_started",
    "in_progress",
    "paused",
    "complete",
    "not_achieved",
    "not_pursued",
    "superseded",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever is said in whatever order, later words change no earlier view, and the order in the file changes none.
    #[test]
    fn a_view_depends_only_on_what_was_said_by_its_date(
        said in proptest::collection::btree_map(0u32..150, 0usize..STATUSES.len(), 0..6),
        due in proptest::option::of(0u32..200),
        view in 0u32..200,
        shuffle in any::<bool>(),
    ) {
        let date = |offset: u32| (day("2024-01-11") + chrono::Duration::days(i64::from(offset))).to_string();
        let due_line = due.map(|d| format!("due: {}\n", date(d))).unwrap_or_default();
        let lines = |said: &mut dyn Iterator<Item = (&u32, &usize)>| -> Vec<String> {
            said.map(|(d, s)| update(&date(*d), &format!("status: {}", STATUSES[*s]))).collect()
        };
        let mut all = lines(&mut said.iter());
        if shuffle {
            all.reverse();
        }
        let known = lines(&mut said.iter().filter(|(d, _)| **d <= view));
        let keys = |lines: &[String]| {
            let updates = if lines.is_empty() { String::new() } else { format!("updates:\n{}", lines.concat()) };
            format!("{due_line}{updates}")
        };
        let (full, partial) = (standing(&keys(&all), &date(view)), standing(&keys(&known), &date(view)));
        prop_assert_eq!(full.status.map(|(s, w)| (s, w.date)), partial.status.map(|(s, w)| (s, w.date)));
        prop_assert_eq!(full.schedule, partial.schedule);
        prop_assert_eq!(full.history.len(), known.len());
        // An item is overdue exactly where it is open and its due date lies before the view.
        let open = full.is_open();
        prop_assert_eq!(full.is_overdue(), open && due.is_some_and(|d| d < view));
    }
}
