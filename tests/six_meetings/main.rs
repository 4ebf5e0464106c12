//! A plan before six meetings, with each way in which a promise can go: what the program says of it, against what was
//! worked out by hand in `tests/sites/six-meetings/truth.md`.
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

mod pages;
mod truth;

use std::collections::{BTreeMap, BTreeSet};

use scrutineer::derive::changes::{self, What};
use scrutineer::derive::heard::Heard;
use scrutineer::derive::moment::Moment;
use scrutineer::derive::progress::Progress;
use scrutineer::derive::schedule::Schedule;
use scrutineer::derive::standing::OfPlan;
use scrutineer::derive::{Views, amended, derive, stood};
use scrutineer::model::plan::AmendedField;
use scrutineer::model::register::{Plan, Register};
use scrutineer::model::scalar::{Id, Written};
use scrutineer::model::update::{Evidence, Status};
use support::{day, repository};
use truth::{Before, Between, Row};

fn register() -> Register {
    let files = scrutineer::read::read(&repository().join("tests/sites/six-meetings")).unwrap();
    let (register, faults) = scrutineer::load::load(&files);
    register.unwrap_or_else(|| panic!("{faults:#?}"))
}

fn truth() -> (Vec<Before>, Vec<Between>) {
    truth::read(&std::fs::read_to_string(repository().join("tests/sites/six-meetings/truth.md")).unwrap())
}

fn id(text: &str) -> Id {
    Id::read(text).unwrap()
}

fn status(status: Option<Status>) -> &'static str {
    match status {
        None => "no update",
        Some(Status::Planned) => "planned",
        Some(Status::NotStarted) => "not_started",
        Some(Status::InProgress) => "in_progress",
        Some(Status::Paused) => "paused",
        Some(Status::Complete) => "complete",
        Some(Status::SignedOff) => "signed_off",
        Some(Status::NotAchieved) => "not_achieved",
        Some(Status::NotPursued) => "not_pursued",
        Some(Status::Superseded) => "superseded",
    }
}

fn evidence(evidence: Evidence) -> &'static str {
    match evidence {
        Evidence::None => "none",
        Evidence::SelfReported => "self_reported",
        Evidence::Data => "data",
        Evidence::Minute => "minute",
        Evidence::Inspection => "inspection",
        Evidence::Contradicted => "contradicted",
        Evidence::Unsourced => "unsourced",
    }
}

/// A schedule in the words of the table. Of a month the table wants the month: `written` gives a date as its author did.
fn schedule(schedule: &Schedule) -> String {
    match schedule {
        Schedule::NoDate | Schedule::StartedNoDueDate => "no date".to_owned(),
        Schedule::NotDue(_) => "not due".to_owned(),
        Schedule::DueSoon(_, days) => format!("due soon {days}"),
        Schedule::Overdue(_, days) => format!("overdue {days}"),
        Schedule::OverduePaused(_, days, since) => format!("overdue {days}, paused since {}", since.last()),
        Schedule::DoneOnTime => "done on time".to_owned(),
        Schedule::DoneLate(days) => format!("done late {days}"),
        Schedule::ReportedDoneDateNotStated(on) => format!("reported {}", on.last()),
        Schedule::Closed => "closed".to_owned(),
        other => format!("{other:?}"),
    }
}

fn written(date: Option<scrutineer::model::date::Date>) -> String {
    let Some(date) = date else { return "-".to_owned() };
    match date.first() == date.last() {
        true => date.last().to_string(),
        false => date.last().format("%Y-%m").to_string(),
    }
}

/// The items that are counted, and where they stand.
fn rows(plan: &Plan, progress: &Progress, standings: &OfPlan) -> BTreeMap<String, Row> {
    let of = |item: &scrutineer::model::scalar::ItemId| {
        let standing = &standings[item];
        let found = plan.item(item).unwrap();
        let owners: Vec<String> = amended::owners_now(plan, found).iter().map(ToString::to_string).collect();
        let row = Row {
            status: status(standing.status.map(|(status, _)| status)).to_owned(),
            evidence: evidence(standing.evidence).to_owned(),
            schedule: schedule(&standing.schedule),
            due: written(standing.due),
            first_due: written(standing.original_due),
            slipped: standing.slippage.iter().map(|s| s.days).sum::<i64>().to_string(),
            owner: if owners.is_empty() { "-".to_owned() } else { owners.join(", ") },
            title: amended::titled(plan, found),
        };
        (item.to_string(), row)
    };
    progress.counts.items.iter().map(of).collect()
}

fn compare(meeting: &str, expected: &BTreeMap<String, Row>, found: &BTreeMap<String, Row>) {
    let items: BTreeSet<_> = expected.keys().chain(found.keys()).collect();
    for item in items {
        assert_eq!(found.get(item), expected.get(item), "{item} before {meeting}");
    }
}

/// The site read on the day of each meeting, with what that meeting decided deleted by hand.
#[test]
fn the_plan_on_each_day_without_what_was_decided_on_it_is_the_true_one() {
    for Before { meeting, day: on, rows: expected } in truth().0 {
        let mut register = register();
        decided::undecide(&mut register, &id(&meeting));
        let views = derive(&register, day(&on), false);
        let plan = views.edition.register.plans.get(&id("safe-return")).expect("it is there");
        compare(
            &meeting,
            &expected,
            &rows(
                plan,
                views.progress.get(&id("safe-return")).unwrap(),
                views.standings.of(&id("safe-return")).unwrap(),
            ),
        );
    }
}

/// What one site, read on its own date, says of the plan before each meeting.
#[test]
fn the_plan_before_each_meeting_is_the_true_one() {
    let views = derive(&register(), day("2025-08-31"), false);
    let (before, _) = truth();
    let meetings: Vec<String> = views.meetings_of(&id("safe-return")).map(ToString::to_string).collect();
    assert_eq!(meetings, before.iter().map(|b| b.meeting.clone()).collect::<Vec<_>>());
    for Before { meeting, day: on, rows: expected } in before {
        let stood = stood::before(&views, &id("safe-return"), &id(&meeting)).unwrap();
        assert_eq!(stood.as_at, day(&on), "{meeting}");
        compare(&meeting, &expected, &rows(&stood.plan, &stood.progress, &stood.standings));
    }
}

fn moment(views: &Views, meeting: &str) -> Moment {
    Moment::of(&id(meeting), views.edition.register.meetings.get(&id(meeting)).expect("it is there"))
}

/// A change in the words of the list; none where the list tells it otherwise.
fn told(plan: &Plan, change: &changes::Change) -> Option<String> {
    let item = change.item.as_ref()?;
    let what = match &change.what {
        What::New => "new".to_owned(),
        What::Status(from, to) => format!("status {} -> {}", status(*from), status(Some(*to))),
        What::Evidence(from, to) => format!("evidence {} -> {}", evidence(*from), evidence(*to)),
        What::DueMoved(from, to, days) => {
            format!("due {} -> {}, {days} days", written(Some(*from)), written(Some(*to)))
        }
        What::Rating(scheme, from, to) => {
            format!("{scheme} {} -> {to}", from.as_ref().map_or("none", |f| f.0.as_str()))
        }
        What::Amended(position) => match plan.amendments[*position].field {
            AmendedField::Title => "title amended".to_owned(),
            AmendedField::Owner => "owner amended".to_owned(),
            other => format!("{other:?} amended"),
        },
        What::Answered(position) => {
            let recommendation = plan.item(item)?.recommendation?;
            let value = format!("{:?}", recommendation.responses[*position].value).to_lowercase();
            format!("answered {}", if value == "partiallyaccepted" { "partially_accepted" } else { &value })
        }
        What::Said => "said".to_owned(),
        // The list tells who is overdue at the end; what a resolution does stands with the meeting.
        What::FellOverdue(_) | What::Resolved(..) => return None,
        other => format!("{other:?}"),
    };
    Some(format!("{item}: {what}"))
}

#[test]
fn what_changed_between_the_meetings_is_the_true_story() {
    let views = derive(&register(), day("2025-08-31"), false);
    let plan = views.edition.register.plans.get(&id("safe-return")).expect("it is there");
    let (before, between) = truth();
    let overdue = |meeting: &str| -> BTreeSet<String> {
        let rows = &before.iter().find(|b| b.meeting == meeting).unwrap().rows;
        rows.iter().filter(|(_, r)| r.schedule.starts_with("overdue")).map(|(item, _)| item.clone()).collect()
    };
    for Between { from, to, changes: expected, overdue: fell, silent } in between {
        let (first, last) = (moment(&views, &from), moment(&views, &to));
        let list =
            changes::between(views.changes.get(&id("safe-return")).expect("it is there"), &first, &last);
        let mut found: Vec<String> = list.iter().filter_map(|change| told(plan, change)).collect();
        found.sort();
        let mut expected = expected;
        expected.sort();
        assert_eq!(found, expected, "from {from} to {to}");
        let heard = Heard::new(&views, &id("safe-return")).expect("it is there");
        let mut said: Vec<String> = heard.silent(&first, &last).iter().map(ToString::to_string).collect();
        let mut silent = silent;
        said.sort();
        silent.sort();
        assert_eq!(said, silent, "nothing heard from {from} to {to}");
        // The tables and the list agree, and whoever is overdue now was told to have become so.
        let now: BTreeSet<String> = &overdue(&to) - &overdue(&from);
        assert_eq!(now, fell.into_iter().collect(), "overdue at {to}");
        let told: BTreeSet<String> = list
            .iter()
            .filter(|c| matches!(c.what, What::FellOverdue(_)))
            .filter_map(|c| Some(c.item.as_ref()?.to_string()))
            .collect();
        assert!(now.is_subset(&told), "{now:?} are overdue, {told:?} are told at {to}");
    }
}
