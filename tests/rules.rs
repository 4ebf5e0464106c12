//! What the rules say of small sites, and what they must not say: the corner cases of each rule, by the codes found.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test that cannot go on has failed, and tests look at the disk"
)]

mod support;

use scrutineer::Request;
use support::{day, site};

/// A board, a report of 10 January 2024 and an owner.
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

2. Second.
";

/// The head of a plan that the report sets out.
const PLAN: &str = "-- content/plans/plan.yaml --\ntitle: Plan\nsummary: Plan.\nset_out_in: report\n";

/// The codes that a site's check finds, in order, as at 30 June 2024 and built on 1 July 2024.
fn found(text: &str) -> Vec<&'static str> {
    found_at(text, "2024-06-30")
}

fn found_at(text: &str, as_at: &str) -> Vec<&'static str> {
    let request = Request { as_at: Some(day(as_at)), today: day("2024-07-01"), drafts: false };
    let built = scrutineer::build(&site(&format!("{BASE}{text}")), request);
    let mut codes: Vec<_> = built.diagnostics.iter().map(|d| d.code.word()).collect();
    codes.sort_unstable();
    codes
}

/// A plan with one action, owned and dated, with these further keys; what is not indented goes below the plan.
fn action(keys: &str) -> String {
    format!(
        "{PLAN}actions:\n  - id: A1\n    title: Do it\n    owner: board\n    due: 2024-12\n    source: p1\n{keys}"
    )
}

fn updates(lines: &[&str]) -> String {
    let lines: String = lines.iter().map(|l| format!("      - {{{l}}}\n")).collect();
    action(&format!("    updates:\n{lines}"))
}

#[test]
fn updates_of_one_day_must_agree_in_every_key() {
    for (lines, codes) in [
        (
            &["date: 2024-02-01, status: paused", "date: 2024-02-01, status: paused, note: Again."][..],
            &[][..],
        ),
        (&["date: 2024-02-01, status: paused", "date: 2024-02-02, status: in_progress"], &[]),
        (&["date: 2024-02-01, evidence: data", "date: 2024-02-01, note: The same."], &[]),
        (
            &["date: 2024-02-01, evidence: data", "date: 2024-02-01, evidence: minute"],
            &["contradicting-updates"],
        ),
        (&["date: 2024-02-01, status: paused", "date: 2024-02-01, status: paused"], &["duplicate-update"]),
        (
            &[
                "date: 2024-02-01, due: 2024-11, reason: One.",
                "date: 2024-02-01, due: 2024-10, reason: Two.",
                "date: 2024-02-01, due: 2024-11, reason: Three.",
            ],
            &["contradicting-updates"],
        ),
    ] {
        assert_eq!(found(&updates(lines)), codes, "{lines:?}");
    }
}

#[test]
fn ratings_of_two_schemes_do_not_contradict_each_other() {
    let scheme = |id: &str| {
        format!(
            "[ratings.{id}]\nlabel = \"{id}\"\nsteps = [{{ id = \"red\", label = \"Red\", definition = \"Red.\", means = \
             \"bad\" }}, {{ id = \"amber\", label = \"Amber\", definition = \"Amber.\", means = \"watch\" }}]\n"
        )
    };
    let toml = format!("-- site.toml --\n{}{}{}", support::SITE_TOML, scheme("officers"), scheme("members"));
    let two = |first: &str, second: &str| {
        let first = format!("date: 2024-02-01, rating: {{{first}}}");
        let second = format!("date: 2024-02-01, note: Rated., rating: {{{second}}}");
        found(&format!("{}{toml}", updates(&[&first, &second])))
    };
    assert!(two("officers: red", "members: amber").is_empty());
    assert_eq!(two("officers: red", "members: amber, officers: amber"), ["contradicting-updates"]);
}

#[test]
fn a_word_that_cites_a_resolution_stands_against_those_that_do_not() {
    let meeting = "-- content/meetings/m.yaml --\nbody: board\ndate: 2024-02-01\nstatus: held\nresolutions:\n  - {ref: a, \
                   verbs: [agreed], affects: [{of: plan/A1, effect: date_agreed}]}\n";
    let plan = updates(&[
        "date: 2024-02-01, due: 2025-01, evidence: self_reported, reason: Asked.",
        "date: 2024-02-01, due: 2025-02, evidence: minute, reason: Agreed., source: {resolution: m/a}",
    ]);
    assert!(found(&format!("{plan}{meeting}")).is_empty());
}
