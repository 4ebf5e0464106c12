//! What rests on a resolution, and what it does not say; which meetings a plan or paper came before, and which it is to
//! come before; motions and their calls; recommendations by their answer.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test that cannot go on has failed, and tests look at the disk"
)]

mod support;

use scrutineer::Request;
use scrutineer::derive::ItemKey;
use scrutineer::model::scalar::{Id, ItemId};
use scrutineer::model::update::Status;
use scrutineer::render::Pages;
use support::{day, pages, repository, site, unwrapped};

const PLAN: &str = "\
-- content/bodies.yaml --
bodies:
  - {id: board, name: Board, kind: scrutiny_board}
  - {id: cabinet, name: Cabinet, kind: executive}
-- content/owners.yaml --
owners:
  - {id: team, name: Team, kind: team}
  - {id: other, name: Other, kind: team}
-- content/papers/report.md --
---
title: Report
kind: report
date: 2024-01-10
form: full
---
1. First.
-- content/papers/motion.md --
---
title: Motion
kind: motion
date: 2023-11-01
form: full
motion: {reference: M1, submitted_by: Somebody, result: carried}
asks:
  - {text: Ask the board for a plan., decision: 2024-03-05/c}
---
1. Do more.
2. Do it soon.
-- content/meetings/2023-12-05.yaml --
body: cabinet
date: 2023-12-05
status: not_confirmed
papers: [motion]
-- content/meetings/2024-02-06.yaml --
body: board
date: 2024-02-06
status: cancelled
-- content/meetings/2024-03-05.yaml --
body: board
date: 2024-03-05
status: held
resolutions:
  - ref: a
    verbs: [approved]
    affects: [{of: plan, effect: completion_approved}]
  - ref: b
    verbs: [approved]
    affects: [{of: plan/B, effect: completion_approved}]
  - ref: c
    verbs: [agreed]
    affects:
      - {of: [plan/A1, plan/A2], effect: completion_approved}
      - {of: plan/A3, effect: date_agreed}
      - {of: plan/A4, effect: noted}
  - ref: d
    verbs: [agreed]
    affects: [{of: [plan/B, plan/B1], effect: noted}]
  - ref: e
    verbs: [noted]
-- content/meetings/2024-12-03.yaml --
body: board
date: 2024-12-03
status: scheduled
papers: [report]
-- content/plans/calls.yaml --
title: Calls
summary: Calls.
set_out_in: motion
defaults: {kind: proposal}
recommendations:
  - {ref: \"1\", title: Do more, source: p1}
  - {ref: \"2\", title: Do it soon, source: p2}
-- content/plans/plan.yaml --
title: Plan
summary: Plan.
set_out_in: report
came_before: [2024-02-06]
recommendations:
  - ref: B
    title: Better
    source: p1
    answers: [calls/1]
    responses:
      - {value: deferred, by: cabinet, date: 2024-02-01, reason: Not yet.}
      - {value: accepted_in_principle, by: cabinet, at: 2024-03-05/b, date: 2024-03-05}
    actions:
      - {id: B1, title: First, source: p1}
      - {id: B2, title: Second, source: p1}
  - {ref: R, title: Refused, source: p1, responses: [{value: rejected, date: 2024-02-01}]}
actions:
  - id: A1
    title: One
    owner: team
    source: p1
    updates:
      - {date: 2024-02-01, status: complete, evidence: self_reported}
      - {date: 2024-03-05, status: signed_off, evidence: minute, source: {resolution: 2024-03-05/c}}
  - id: A2
    title: Two
    source: p1
    updates:
      - {date: 2024-02-01, status: complete, evidence: self_reported}
  - id: A3
    title: Three
    due: 2024-04-30
    source: p1
rounds:
  - id: spring
    date: 2024-03-05
    updates:
      A3: {due: 2024-06-10, reason: The board agreed., source: {resolution: 2024-03-05/c}}
amendments:
  - {date: 2024-03-05, of: A1, field: owner, from: team, to: other, reason: Moved., agreed_at: 2024-03-05/c}
";

fn built(text: &str) -> Pages {
    let files = site(text);
    let request = Request { as_at: Some(day("2024-06-30")), today: day("2026-11-22"), drafts: false };
    let built = scrutineer::build(&files, request);
    let faults: Vec<_> = built.diagnostics.iter().map(|d| format!("{:?} {}", d.place, d.message)).collect();
    built.pages.unwrap_or_else(|| panic!("{text}\n{faults:#?}"))
}

/// The plan with a fourth action, which another paper promised.
fn whole() -> Pages {
    built(&PLAN.replace(
        "rounds:\n  - id: spring",
        "  - {id: A4, title: Four, source: motion#p2}\nrounds:\n  - id: spring",
    ))
}

/// A page as words, without its tags.
fn words(pages: &Pages, path: &str) -> String {
    let path = pages.paths().find(|p| p.as_str() == path).unwrap_or_else(|| panic!("no {path}"));
    let html = String::from_utf8(pages.page(path).unwrap().to_vec()).unwrap();
    let (mut text, mut in_tag) = (String::new(), false);
    for letter in html.chars() {
        match letter {
            '<' => (in_tag, _) = (true, text.push(' ')),
            '>' => in_tag = false,
            other if !in_tag => text.push(other),
            _ => {}
        }
    }
    unwrapped(&text)
}

/// What a meeting's page says of one of its resolutions.
fn resolution(pages: &Pages, meeting: &str, reference: &str) -> String {
    let words = words(pages, &format!("meetings/{meeting}.html"));
    let from =
        words.split(&format!("({reference}) ")).nth(1).unwrap_or_else(|| panic!("no {reference} in {words}"));
    let letters = ["(a) ", "(b) ", "(c) ", "(d) ", "(e) ", " Body "];
    let end = letters.iter().filter_map(|next| from.find(next)).min().unwrap_or(from.len());
    from[..end].to_owned()
}

fn says(text: &str, expected: &[&str], never: &[&str]) {
    for words in expected {
        assert!(text.contains(words), "`{words}` is not in\n{text}");
    }
    for words in never {
        assert!(!text.contains(words), "`{words}` is in\n{text}");
    }
}

#[test]
fn the_resolution_of_july_2022_names_no_action_and_gives_no_evidence() {
    let pages = pages(&repository(), Some("2022-07-31"));
    let found = resolution(&pages, "2022-07", "b");
    says(
        &found,
        &[
            "Effect: completion approved on Improvement plan after the focused visit of July 2021",
            "What does not follow from it: It names none of the 27 actions of “Improvement plan after the focused visit of July \
             2021”: the status of none of them rests on it.",
            "It approves completion and names no action as complete, so it gives no evidence that any one is done.",
        ],
        &["What rests on it"],
    );
    says(
        &resolution(&pages, "2022-07", "d"),
        &["What rests on it", "first status planned"],
        &["does not follow"],
    );
}

#[test]
fn what_rests_on_a_resolution_is_told_with_before_and_after() {
    let pages = whole();
    let found = resolution(&pages, "2024-03-05", "c");
    says(
        &found,
        &[
            "A1 One (of Plan): status from reported complete to signed off; evidence minuted ( 5 March 2024 )",
            "A3 Three (of Plan): date moved from 30 April 2024 to 10 June 2024, 41 days later ( 5 March 2024 )",
            "A1 One (of Plan): a change of owner agreed at it",
            "No update of A2, A4 published here cites it: no status of theirs rests on this resolution.",
            "Evidence of its own is published here for 1 of the 2 that it approves as complete.",
        ],
        &["none of the"],
    );
    let key = (Id("2024-03-05".to_owned()), ItemId("c".to_owned()));
    let turns = &pages.views().resolved.get(&key).expect("it is there").turns;
    let a1 = ItemKey { plan: Id("plan".to_owned()), item: ItemId("A1".to_owned()) };
    let signed = turns.iter().find(|turn| turn.key == a1).unwrap();
    assert_eq!(signed.status, Some((Some(Status::Complete), Status::SignedOff)));
    assert_eq!(turns.len(), 2);
}

#[test]
fn what_a_resolution_does_not_say_is_told() {
    let pages = whole();
    says(
        &resolution(&pages, "2024-03-05", "a"),
        &["It names none of the", "the status of none of them rests on it.", "names no action as complete"],
        &["What rests on it"],
    );
    says(
        &resolution(&pages, "2024-03-05", "b"),
        &[
            "It covers B of “Plan”, which has 2 actions, none of which it names: the status of none of them rests on it.",
            "answered at it: accepted in principle",
            "names no action as complete",
        ],
        &[],
    );
    says(
        &resolution(&pages, "2024-03-05", "d"),
        &[
            "It covers B of “Plan”, which has 2 actions, and names 1 of them",
            "No update of B1 published here cites it",
        ],
        &["complete"],
    );
    says(
        &resolution(&pages, "2024-03-05", "e"),
        &["No effect on a plan, recommendation or action is recorded."],
        &["does not follow", "What rests on it"],
    );
}

#[test]
fn a_meeting_that_lies_ahead_is_not_told_as_past() {
    let pages = whole();
    let plan = words(&pages, "plans/plan.html");
    says(
        &plan,
        &[
            "Came before Board, 5 March 2024 Comes before Board, 3 December 2024 Was to come before Board, 6 February 2024 \
             (cancelled)",
        ],
        &[],
    );
    says(&words(&pages, "papers/report.html"), &["Comes before Board, 3 December 2024"], &["Came before"]);
    says(
        &words(&pages, "papers/motion.html"),
        &["Came before Cabinet, 5 December 2023 (announced;"],
        &["Comes before"],
    );
}

#[test]
fn a_motion_tells_its_calls_and_what_they_led_to() {
    let found = words(&whole(), "papers/motion.html");
    says(
        &found,
        &[
            "Carried: the meeting made these words its own. That commits those it calls on to nothing until they accept it",
            "Moved by not stated",
            "Ask the board for a plan. Decided: Board, 5 March 2024, resolution (c)",
            "1 Do more Records that answer it or come from it: B Better",
            "2 Do it soon No action recorded here cites it.",
            "Other records that cite it: A4 Four",
        ],
        &[],
    );
}

#[test]
fn recommendations_stand_by_their_answer() {
    let pages = whole();
    let found = words(&pages, "responses.html");
    says(
        &found,
        &[
            "Accepted in principle: 1 Kept apart from what was accepted",
            "Rejected: 1",
            "no reason stated",
            "Proposals and suggestions They are not commitments, and are counted nowhere. Calls : 2 ( 1 , 2 )",
        ],
        &["Accepted: ", "Deferred: "],
    );
    let found = words(&pages, "plans/plan/actions/B.html");
    // The answers in their order, with the one that stands.
    says(
        &found,
        &[
            "deferred by Cabinet , 1 February 2024",
            "Reason: Not yet.",
            "resolution (b) (the answer that stands)",
        ],
        &[],
    );
    assert!(found.find("deferred by") < found.find("accepted in principle by"));
    says(
        &words(&pages, "plans/plan/over-time.html"),
        &["Answers to its recommendations", "Rejected: 1"],
        &[],
    );
}
