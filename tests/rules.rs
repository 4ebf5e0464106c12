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

/// A draft paper, a withheld one with a note, and one that is published in August.
const UNPUBLISHED: &str = "\
-- content/papers/draft.md --
---
title: Draft
kind: report
form: full
draft: yes
---
1. See [August](paper:august).
-- content/papers/withheld.md --
---
title: Withheld
kind: report
form: full
withheld: {why: exempt, schedule_12a: [3], note: A tender was considered in private.}
---
Text.
-- content/papers/august.md --
---
title: August
kind: report
form: full
date: 2024-06-01
publish_on: 2024-08-01
---
1. Text.
-- content/papers/hearsay.md --
---
title: Hearsay
kind: background
form: summary
known_from: draft#p1
---
Text.
-- content/meetings/m.yaml --
body: board
date: 2024-03-01
status: held
papers: [report, withheld]
";

#[test]
fn what_a_reader_never_meets_may_name_what_is_not_published() {
    for text in [
        // Its only source is a draft, so it is not published either.
        action("  - id: A2\n    title: More\n    source: draft#p1\n    owner: board\n    due: 2024-12\n"), // A draft, and what stands in it.
        action(
            "    draft: yes\n    updates:\n      - {date: 2024-03-01, note: \"See [it](paper:august).\"}\n",
        ),
        // An update that is published after the paper that it cites.
        updates(&["date: 2024-07-01, status: planned, source: [august#p1, report#p1]"]),
        // A response that is given later.
        format!(
            "{PLAN}recommendations:\n  - ref: R\n    title: Do it\n    owner: board\n    due: 2024-12\n    source: p1\n    \
             responses: [{{value: accepted, date: 2024-07-01, source: august#p1}}]\n"
        ),
        format!("{}draft: yes\nresponds_to: draft\n", action("")),
    ] {
        assert_eq!(found(&format!("{UNPUBLISHED}{text}")), Vec::<&str>::new(), "{text}");
    }
}

#[test]
fn what_a_reader_meets_should_name_what_is_published() {
    for text in [
        action("    text: \"See [it](paper:draft).\"\n"),
        action("    measures: [M]\nmeasures: [{id: M, title: M, definition: M, draft: yes}]\n"),
        updates(&["date: 2024-03-01, status: planned, source: [august#p1, report#p1]"]),
        format!("{}responds_to: hearsay\n", action("")),
        format!("{}responds_to: draft\n", action("")),
        format!(
            "{}-- content/meetings/n.yaml --\nbody: board\ndate: 2024-03-01\nstatus: held\npapers: [draft]\n",
            action("")
        ),
        format!("{}-- content/pages/about.md --\n---\ntitle: About\n---\n[It](paper:draft#p1)\n", action("")),
        action(
            "  - id: A2\n    title: More\n    continues: plan/A3\n    owner: board\n    due: 2024-12\n    source: p1\n  - id: A3\n    title: More\n    source: draft#p1\n",
        ),
    ] {
        assert_eq!(found(&format!("{UNPUBLISHED}{text}")), ["cites-unpublished"], "{text}");
    }
}

#[test]
fn a_warning_about_what_is_not_published_can_be_allowed() {
    let plan = action(
        "    text: \"See [it](paper:draft).\"\n    allow: [{code: cites-unpublished, reason: Meant.}]\n",
    );
    assert_eq!(found(&format!("{UNPUBLISHED}{plan}")), Vec::<&str>::new());
}

fn meeting(status: &str, rest: &str) -> String {
    format!("-- content/meetings/m.yaml --\nbody: board\ndate: 2024-03-05\nstatus: {status}\n{rest}")
}

#[test]
fn a_decision_should_say_what_it_affects() {
    let held = |resolution: &str| meeting("held", &format!("resolutions:\n  - {{ref: a, {resolution}}}\n"));
    let nothing = ["resolution-affects-nothing"];
    for (text, codes) in [
        (format!("{}{}", action(""), held("verbs: [noted]")), &[][..]),
        (
            format!("{}{}", action(""), held("verbs: [noted, agreed], affects: [{of: plan, effect: none}]")),
            &[],
        ),
        // A site that follows no plan.
        (held("verbs: [agreed]"), &[]),
        (format!("{}{}", action(""), held("verbs: [noted, agreed]")), &nothing),
        (
            format!(
                "{}{}",
                action(""),
                held(
                    "verbs: [agreed], allow: [{code: resolution-affects-nothing, reason: About the budget.}]"
                )
            ),
            &[],
        ),
    ] {
        assert_eq!(found(&text), codes, "{text}");
    }
}

#[test]
fn only_a_meeting_that_took_place_resolves() {
    let resolutions = "resolutions:\n  - {ref: a, verbs: [noted]}\n";
    let cites = updates(&["date: 2024-03-05, status: paused, source: {resolution: m/a}"]);
    for (status, codes) in [
        ("held", &[][..]),
        ("not_confirmed", &[]),
        ("scheduled", &["resolution-not-held"]),
        ("cancelled", &["resolution-not-held"]),
        ("postponed", &["resolution-not-held"]),
    ] {
        assert_eq!(found(&format!("{cites}{}", meeting(status, resolutions))), codes, "{status}");
        assert_eq!(found(&meeting(status, "")), Vec::<&str>::new(), "{status}");
    }
    assert_eq!(found(&format!("{cites}{}", meeting("cancelled", ""))), ["unknown-resolution"]);
}

#[test]
fn each_circle_is_told_once_and_no_branch_is_one() {
    let plan = |id: &str, replaces: &str| {
        format!("-- content/plans/{id}.yaml --\ntitle: P\nsummary: P.\nreplaces: [{replaces}]\n")
    };
    let branches = [plan("a", "b, c"), plan("b", "d"), plan("c", "d"), plan("d", "")].concat();
    assert_eq!(found(&branches), Vec::<&str>::new());
    let circle = [plan("a", "b"), plan("b", "c"), plan("c", "d"), plan("d", "b")].concat();
    assert_eq!(found(&circle), ["circular-reference"]);
    assert_eq!(found(&plan("a", "a")), ["circular-reference"]);
    // A1 went into A2, was taken up again, and took A2 in.
    let two = "actions:\n  - {id: A1, title: One, owner: board, due: 2024-12, source: p1}\n  - {id: A2, title: Two, owner: \
               board, due: 2024-12, source: p1}\nrounds:\n  - {id: q1, date: 2024-02-01, updates: {A1: {status: superseded, \
               into: A2}}}\n  - {id: q2, date: 2024-03-01, updates: {A1: {status: in_progress}}}\n  - {id: q3, date: \
               2024-04-01, updates: {A2: {status: superseded, into: A1}}}\n";
    assert_eq!(found(&format!("{PLAN}{two}")), Vec::<&str>::new());
}

#[test]
fn an_amendment_may_break_its_lines_elsewhere() {
    let text = action("    text: >-\n      All of it\n      and more.\n")
        + "amendments:\n  - {date: 2024-03-01, of: A1, field: text, from: \"All of  it and more.\", to: Half., reason: Money.}\n"
        + "  - {date: 2024-05-01, of: A1, field: text, from: Half., to: None., reason: Money.}\n"
        + "  - {date: 2024-05-01, of: A1, field: owner, from: board, to: \"board, team\", reason: Money.}\n"
        + "  - {date: 2024-06-01, of: A1, field: owner, from: \"board,team\", to: team, reason: Money.}\n"
        + "-- content/owners.yaml --\nowners:\n  - {id: team, name: Team, kind: team}\n";
    assert_eq!(found(&text), Vec::<&str>::new());
    // In the file's order or not: the day decides which comes first.
    let swapped = action("    text: One.\n")
        + "amendments:\n  - {date: 2024-05-01, of: A1, field: text, from: Two., to: Three., reason: Money.}\n"
        + "  - {date: 2024-03-01, of: A1, field: text, from: One., to: Two., reason: Money.}\n";
    assert_eq!(found(&swapped), Vec::<&str>::new());
}

#[test]
fn a_word_is_not_older_than_its_item_nor_newer_than_today() {
    let made = |made: &str, date: &str| {
        action(&format!("    made: {made}\n    updates:\n      - {{date: {date}, status: planned}}\n"))
    };
    let (older, newer) = (["update-before-birth"], ["future-update"]);
    for (text, codes) in [
        (made("2024-02-01", "2024-02-01"), &[][..]),
        (made("2024-02-02", "2024-02-01"), &older),
        (made("2024-02", "2024-02-28"), &older),
        (made("2024-02", "2024-02"), &[]),
        (made("2023", "2024-01-01"), &[]),
        (made("2024-02", "2024-07-01"), &[]),
        (made("2024-02", "2024-07-02"), &newer),
        (made("2024-02", "2024-07"), &newer),
        // Told once, at the round's date.
        (
            action(
                "rounds:\n  - {id: q, date: 2024-07-02, updates: {A1: {status: planned}}, readings: {M: {period: 2024, value: 1, published: 2024-08-01}}}\nmeasures: [{id: M, title: M, definition: M, readings: [{period: 2023, value: 2}]}]\n",
            ),
            &newer,
        ),
        // A figure for a time that is still to come, published in time.
        (
            action(
                "measures: [{id: M, title: M, definition: M, readings: [{period: 2025, value: 1, published: 2024-06-01}]}]\n",
            ),
            &[],
        ),
        // An action is known from the response that accepts its recommendation.
        (
            format!(
                "{PLAN}recommendations:\n  - ref: R\n    title: R\n    source: p1\n    responses: [{{value: accepted, date: 2024-03-01}}]\n    actions:\n      - {{id: A1, title: A, owner: board, due: 2024-12, updates: [{{date: 2024-02-01, status: planned}}]}}\n"
            ),
            &older,
        ),
    ] {
        assert_eq!(found(&text), codes, "{text}");
    }
}

#[test]
fn a_meeting_that_lies_ahead_is_not_held() {
    let on = |date: &str, status: &str| found(&meeting(status, "").replace("2024-03-05", date));
    assert_eq!(on("2024-07-02", "held"), ["future-meeting"]);
    for status in ["scheduled", "not_confirmed", "cancelled"] {
        assert_eq!(on("2024-07-02", status), Vec::<&str>::new());
    }
    assert_eq!(on("2024-07-01", "held"), Vec::<&str>::new());
}

#[test]
fn what_may_be_true_of_a_month_is_no_fault() {
    for (lines, codes) in [
        (&["date: 2024-05-20, status: complete, done: 2024-05, evidence: data"][..], &[][..]),
        (&["date: 2024-05-20, status: complete, done: 2024-05-20, evidence: data"], &[]),
        (&["date: 2024-05, status: complete, done: 2024-05-31, evidence: data"], &[]),
        (&["date: 2024-05-20, status: complete, done: 2024-06, evidence: data"], &["done-after-update"]),
    ] {
        assert_eq!(found(&updates(lines)), codes, "{lines:?}");
    }
    let start = |start: &str| found(&action(&format!("    start: {start}\n")));
    assert_eq!(start("2024-12"), Vec::<&str>::new());
    assert_eq!(start("2024-12-31"), Vec::<&str>::new());
    assert_eq!(start("2025"), ["due-before-start"]);
}

#[test]
fn a_date_put_off_needs_a_reason_and_one_brought_forward_does_not() {
    for (lines, codes) in [
        (&["date: 2024-05-20, due: 2024-11"][..], &[][..]),
        (&["date: 2024-05-20, due: 2024-12-31"], &[]),
        (&["date: 2024-05-20, due: 2025-01, reason: Staff left."], &[]),
        (&["date: 2024-05-20, due: 2025-01"], &["slippage-without-reason"]),
        (&["date: 2024-05-20, due: 2024-11", "date: 2024-06-20, due: 2024-12"], &["slippage-without-reason"]),
    ] {
        assert_eq!(found(&updates(lines)), codes, "{lines:?}");
    }
    let first = updates(&["date: 2024-05-20, due: 2025-01"]).replace("    due: 2024-12\n", "");
    assert_eq!(found(&first), Vec::<&str>::new());
}

#[test]
fn notice_counts_clear_working_days_of_bodies_that_the_law_binds() {
    let notice = |date: &str, notice: &str, more: &str| {
        let text = meeting("held", "").replace("2024-03-05", date);
        found(&format!("{text}notice_published: {notice}\n{more}"))
    };
    let short = ["short-notice"];
    for (date, published, codes) in [
        ("2024-03-13", "2024-03-05", &[][..]),
        ("2024-03-13", "2024-03-06", &short),
        // Good Friday and Easter Monday lie between.
        ("2024-04-03", "2024-03-25", &short),
        ("2024-04-05", "2024-03-25", &[]),
        ("2024-03-13", "2024-03-14", &short),
        // Whatever day of the month it was: it may have been in time.
        ("2024-03", "2024-03-20", &[]),
        ("2024-03-13", "2024-03", &[]),
    ] {
        assert_eq!(notice(date, published, ""), codes, "{date} {published}");
    }
    let toml = |more: &str| format!("-- site.toml --\n{}{more}", support::SITE_TOML);
    let holiday = toml("[calendar]\nbank_holidays = [2024-03-08]\n");
    assert_eq!(notice("2024-03-13", "2024-03-05", &holiday), short);
    let wales = toml(
        "[accessibility]\ncompliance = \"full\"\nprepared = 2024-01-01\nreviewed = 2024-01-01\nmethod = \"By hand.\"\nenforcement \
         = \"wales\"\n",
    );
    assert_eq!(notice("2024-03-13", "2024-03-08", &wales), Vec::<&str>::new());
    let partner = "-- content/bodies.yaml --\nbodies:\n  - {id: board, name: Board, kind: partnership}\n";
    assert_eq!(notice("2024-03-13", "2024-03-08", partner), Vec::<&str>::new());
    let allowed = "allow: [{code: short-notice, reason: Called at shorter notice.}]\n";
    assert_eq!(notice("2024-03-13", &format!("2024-03-08\n{allowed}"), ""), Vec::<&str>::new());
}
