//! What is named: unpublished records, resolutions, circles, amended words.

use crate::{PLAN, action, found, meeting, updates};

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
        updates(&[
            "date: 2024-07-01, status: planned, source: [august#p1, report#p1], allow: [{code: later-than-as-at, reason: R.}]",
        ]),
        // A meeting whose papers are being made ready.
        format!(
            "{}-- content/meetings/n.yaml --\nbody: board\ndate: 2024-09-01\nstatus: scheduled\npapers: [draft, august]\n",
            action("")
        ),
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
        ("not_confirmed", &["resolution-not-held"]),
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

/// What does not exist, or cannot be read, is told as that and hides nobody.
#[test]
fn what_does_not_exist_is_not_called_unpublished() {
    let unknown = action("  - {id: A2, title: B, owner: board, due: 2024-12, source: nosuch#p1}\n").replace(
        "    source: p1\n",
        "    source: p1\n    continues: plan/A2\n    text: \"See [it](action:plan/A2).\"\n",
    );
    assert_eq!(found(&unknown), ["unknown-paper"]);
    let broken = format!("{}-- content/papers/nosuch.md --\n---\ntitle: [\n---\n", unknown);
    assert!(!found(&broken).contains(&"cites-unpublished"), "{:?}", found(&broken));
    let hearsay = "-- content/papers/hearsay.md --\n---\ntitle: H\nkind: background\nform: summary\nknown_from: nosuch#p1\n---\nText.\n";
    assert_eq!(found(&format!("{}responds_to: hearsay\n{hearsay}", action(""))), ["unknown-paper"]);
}

#[test]
fn an_effect_goes_with_its_verbs() {
    let against = ["effect-contradicts-verb"];
    for (verbs, effect, codes) in [
        ("declined", "completion_approved", &against[..]),
        ("declined, deferred", "date_agreed", &against),
        ("deferred", "closed", &against),
        ("deferred", "merged", &against),
        ("approved", "completion_declined", &against),
        ("signed_off, agreed", "completion_declined", &against),
        ("declined", "completion_declined", &[][..]),
        // No update calls it complete, which is another matter.
        ("declined, approved", "completion_approved", &["resolution-not-followed"][..]),
        ("noted, deferred", "date_agreed", &[]),
        ("deferred", "paused", &[]),
        ("agreed, deferred", "completion_declined", &[]),
        ("recommended", "completion_declined", &[]),
    ] {
        let resolution = format!(
            "resolutions:\n  - {{ref: a, verbs: [{verbs}], affects: [{{of: plan/A1, effect: {effect}}}]}}\n"
        );
        assert_eq!(
            found(&format!("{}{}", action(""), meeting("held", &resolution))),
            codes,
            "{verbs} {effect}"
        );
    }
}
