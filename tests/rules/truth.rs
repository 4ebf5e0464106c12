//! What is said of items, and what stands behind it.

use crate::{PLAN, action, found, found_at, meeting, support, updates};

const NONE: [&str; 0] = [];

/// One recommendation with these keys.
fn recommendation(keys: &str) -> String {
    format!(
        "{PLAN}recommendations:\n  - ref: R1\n    title: Do it\n    made_by: board\n    source: p1\n{keys}"
    )
}

#[test]
fn progress_is_judged_by_the_response_of_its_day() {
    let with = |responses: &str, update: &str| {
        found(&recommendation(&format!(
            "    owner: board\n    due: 2024-12\n    responses: [{responses}]\n    updates: [{{date: 2024-03-01, {update}}}]\n"
        )))
    };
    let rejected = ["update-on-rejected"];
    for (responses, update, codes) in [
        ("{value: rejected, date: 2024-02-01}", "status: in_progress", &rejected[..]),
        ("{value: rejected, date: 2024-02-01}", "done: 2024-02-27", &rejected),
        ("{value: rejected}", "status: complete, evidence: data, source: p1", &rejected),
        ("{value: rejected, date: 2024-02-01}", "note: Asked again.", &[]),
        ("{value: rejected, date: 2024-02-01}", "status: not_pursued", &[]),
        ("{value: rejected, date: 2024-04-01}", "status: in_progress", &[]),
        (
            "{value: rejected, date: 2024-02-01}, {value: accepted, date: 2024-02-20}",
            "status: in_progress",
            &[],
        ),
        (
            "{value: accepted, date: 2024-01-20}, {value: rejected, date: 2024-02-20}",
            "status: in_progress",
            &rejected,
        ),
        ("{value: deferred, date: 2024-02-01}", "status: in_progress", &[]),
    ] {
        assert_eq!(with(responses, update), codes, "{responses} {update}");
    }
    let action = recommendation(
        "    responses: [{value: rejected, date: 2024-02-01}]\n    actions:\n      - {id: A1, title: A, updates: [{date: \
         2024-03-01, status: complete}]}\n",
    );
    assert_eq!(found(&action), rejected, "and nothing of it is asked for: no owner, no date, no evidence");
}

#[test]
fn superseded_says_once_by_what() {
    let second = "  - {id: A2, title: More, owner: board, due: 2024-12, source: p1}\n";
    for (lines, codes) in [
        (&["date: 2024-03-01, status: superseded, into: A2"][..], &[][..]),
        (&["date: 2024-03-01, status: superseded, into: A2", "date: 2024-04-01, status: superseded"], &[]),
        (&["date: 2024-03-01, status: superseded", "date: 2024-04-01, status: superseded, into: A2"], &[]),
        (
            &["date: 2024-03-01, status: superseded", "date: 2024-04-01, status: superseded"],
            &["superseded-into-nothing"],
        ),
        (
            &[
                "date: 2024-03-01, status: superseded, into: A2",
                "date: 2024-04-01, status: paused",
                "date: 2024-05-01, status: superseded",
            ],
            &["superseded-into-nothing"],
        ),
    ] {
        assert_eq!(found(&format!("{}{second}", updates(lines))), codes, "{lines:?}");
    }
}

#[test]
fn evidence_behind_a_completion_is_what_the_page_shows() {
    let without = ["complete-without-evidence"];
    for (lines, codes) in [
        (&["date: 2024-03-01, status: complete, evidence: data, source: p1"][..], &[][..]),
        (&["date: 2024-03-01, status: complete", "date: 2024-04-01, evidence: inspection, source: p1"], &[]),
        (&["date: 2024-03-01, status: complete, evidence: contradicted"], &without),
        (
            &[
                "date: 2024-03-01, status: in_progress, evidence: data, source: p1",
                "date: 2024-04-01, status: complete",
            ],
            &without,
        ),
        (&["date: 2024-03-01, status: complete", "date: 2024-04-01, status: in_progress"], &[]),
        // Published after the date of the site.
        (&["date: 2024-07-01, status: complete"], &["later-than-as-at"]),
        (&["date: 2024-03-01, status: complete, draft: yes"], &[]),
    ] {
        assert_eq!(found(&updates(lines)), codes, "{lines:?}");
    }
    let of_round = action(
        "rounds:\n  - {id: q, date: 2024-03-01, evidence: minute, source: p1, updates: {A1: {status: complete}}}\n",
    );
    assert_eq!(found(&of_round), NONE);
    let complete = updates(&["date: 2024-03-01, status: complete"]);
    let sourced = updates(&["date: 2024-03-01, status: complete, source: p1"]);
    assert_eq!(found(&format!("{sourced}defaults: {{evidence: data}}\n")), NONE);
    assert_eq!(
        found(&format!("{complete}defaults: {{evidence: data}}\n")),
        ["complete-without-evidence", "evidence-without-source"]
    );
    assert_eq!(found(&format!("{complete}defaults: {{evidence: self_reported}}\n")), without);
}

/// A site with one rating scheme.
fn rated(keys: &str) -> String {
    let toml = "[ratings.delivery]\nlabel = \"Delivery\"\nsteps = [{ id = \"green\", label = \"Green\", definition = \"Good.\", \
                means = \"good\" }, { id = \"red\", label = \"Red\", definition = \"Bad.\", means = \"bad\" }]\n";
    format!(
        "{}-- site.toml --\n{}{toml}",
        action(keys).replace("due: 2024-12", "due: 2024-05"),
        support::SITE_TOML
    )
}

#[test]
fn a_good_rating_is_told_only_while_the_item_is_overdue() {
    let with = |lines: &str, as_at: &str| found_at(&rated(&format!("    updates:\n{lines}")), as_at);
    let green = "      - {date: 2024-04-10, status: in_progress, rating: green}\n";
    let overdue = ["good-rating-but-overdue"];
    assert_eq!(with(green, "2024-06-01"), overdue);
    assert_eq!(with(green, "2024-05-31"), NONE);
    for later in [
        "rating: red",
        "status: complete, evidence: data, source: p1",
        "status: not_pursued",
        "due: 2025-01, reason: Staff left.",
    ] {
        let lines = format!("{green}      - {{date: 2024-06-10, {later}}}\n");
        assert_eq!(with(&lines, "2024-06-30"), NONE, "{later}");
        assert_eq!(with(&lines, "2024-06-09"), overdue, "{later}");
    }
}

#[test]
fn what_recurs_is_stale_after_the_days_of_the_site() {
    let with = |keys: &str, as_at: &str| {
        let plan = action(keys).replace("due: 2024-12", "frequency: monthly");
        found_at(&plan, as_at)
    };
    let stale = ["recurring-without-update"];
    // The report is of 10 January 2024: 120 days end on 9 May.
    assert_eq!(with("", "2024-05-09"), NONE);
    assert_eq!(with("", "2024-05-10"), stale);
    assert_eq!(with("    start: 2024-04\n", "2024-06-30"), NONE);
    assert_eq!(with("    updates: [{date: 2024-04-01, note: It happens.}]\n", "2024-06-30"), NONE);
    assert_eq!(with("    updates: [{date: 2024-02-01, status: not_pursued}]\n", "2024-06-30"), NONE);
    assert_eq!(with("    updates: [{date: 2024-02-01, due: 2025-01}]\n", "2024-06-30"), NONE);
    assert_eq!(
        with("rounds: [{id: q, date: 2024-05-01, updates: {A1: {note: Yes.}}}]\n", "2024-06-30"),
        NONE
    );
    let patient = format!("-- site.toml --\n{}[review]\nstale_after_days = 200\n", support::SITE_TOML);
    assert_eq!(with(&patient, "2024-06-30"), NONE);
}

#[test]
fn only_open_commitments_are_asked_for_owner_and_date() {
    let bare = ["action-without-date", "action-without-owner"];
    for (keys, codes) in [
        ("    kind: undertaking\n", &bare[..]),
        ("    kind: proposal\n    priority: yes\n", &[]),
        ("    responses: [{value: accepted, date: 2024-02-01}]\n", &bare),
        ("    responses: [{value: rejected, date: 2024-02-01}]\n", &[]),
        ("    responses: [{value: noted, date: 2024-02-01}]\n", &[]),
        ("    requested: 2024-02-01\n", &[]),
        // Asked for later than the view, and answered later: not a commitment yet.
        ("    responses: [{value: accepted, date: 2024-07-01}]\n", &[]),
        ("    actions: [{id: A1, title: A}]\n", &bare),
        ("    actions: [{id: A1, title: A, draft: yes}]\n", &[]),
        ("    actions: [{id: A1, title: A, made: 2024-07-01}]\n", &[]),
        ("    actions: [{id: A1, title: A, updates: [{date: 2024-03-01, status: not_pursued}]}]\n", &[]),
        (
            "    actions: [{id: A1, title: A, updates: [{date: 2024-03-01, due: 2024-12}]}]\n",
            &["action-without-owner"],
        ),
        ("    actions: [{id: A1, title: A, frequency: weekly, start: 2024-06}]\n", &["action-without-owner"]),
        (
            "    actions: [{id: A1, title: A, allow: [{code: action-without-owner, reason: R.}, {code: action-without-date, reason: R.}]}]\n",
            &[],
        ),
    ] {
        assert_eq!(found(&recommendation(keys)), codes, "{keys}");
    }
}

#[test]
fn a_recommendation_is_answered_in_its_plan_or_in_another() {
    let bare = recommendation("");
    let nothing = ["recommendation-without-action"];
    assert_eq!(found(&bare), nothing);
    assert_eq!(found_at(&bare, "2024-01-09"), NONE, "before it is known");
    let other = "-- content/plans/other.yaml --\ntitle: Other\nsummary: Other.\nset_out_in: report\n";
    let answers = format!(
        "{other}recommendations:\n  - {{ref: X, title: X, source: p2, owner: board, due: 2024-12, answers: [plan/R1]}}\n"
    );
    let continues = format!(
        "{other}actions:\n  - {{id: X, title: X, source: p2, owner: board, due: 2024-12, continues: plan/R1}}\n"
    );
    assert_eq!(found(&format!("{bare}{answers}")), NONE);
    assert_eq!(found(&format!("{bare}{continues}")), NONE);
    assert_eq!(found(&recommendation("    kind: suggestion\n")), NONE);
    assert_eq!(found(&recommendation("    draft: yes\n")), NONE);
    // A file that cannot be read may hold the answer.
    assert!(!found(&format!("{bare}-- content/plans/other.yaml --\ntitle: [\n")).contains(&nothing[0]));
}

#[test]
fn a_finding_is_answered_by_name_or_by_its_paragraph() {
    let inspection = |finding: &str| {
        format!(
            "-- content/papers/inspection.md --\n---\ntitle: I\nkind: inspection\ndate: 2024-01-05\nform: summary\ninspection:\n  \
             inspectorate: board\n  type: standard\n  findings:\n    - {{ref: F1, {finding}}}\n---\n1. One.\n"
        )
    };
    let area = inspection("kind: area_for_improvement");
    let nothing = ["finding-without-action"];
    let named = recommendation("    owner: board\n    due: 2024-12\n    answers: [\"inspection#F1\"]\n");
    let cited = action("").replace("source: p1", "source: inspection#F1");
    let paragraph = action("");
    for (text, codes) in [
        (format!("{area}{}", action("")), &nothing[..]),
        (format!("{area}{named}"), &[]),
        (format!("{area}{cited}"), &[]),
        (format!("{}{paragraph}", inspection("kind: area_for_priority_action, source: report#p1")), &[]),
        (format!("{}{paragraph}", inspection("kind: area_for_priority_action, source: report#p2")), &nothing),
        (format!("{}{}", inspection("kind: strength"), action("")), &[]),
        (format!("{}{}", inspection("kind: area_for_improvement, draft: yes"), action("")), &[]),
        // A site that follows no plan.
        (area.clone(), &[]),
    ] {
        assert_eq!(found(&text), codes, "{text}");
    }
}

#[test]
fn a_measure_has_a_figure_wherever_one_is_published() {
    let with =
        |keys: &str| found(&action(&format!("measures:\n  - {{id: M, title: M, definition: M{keys}}}\n")));
    let without = ["measure-without-figure"];
    for (keys, codes) in [
        ("", &without[..]),
        (", targets: [{value: 3}]", &without),
        (", readings: [{period: 2025, value: 3}]", &without),
        (", readings: [{period: 2024-03, value: 3, published: 2024-07-01}]", &without),
        (", readings: [{period: 2024-03, text: fewer than half}]", &[]),
        (", baseline: {period: 2023, value: 3}", &[]),
        (", draft: yes", &[]),
        (", allow: [{code: measure-without-figure, reason: R.}]", &[]),
    ] {
        assert_eq!(with(keys), codes, "{keys}");
    }
    let round = |date: &str| {
        found(&action(&format!(
            "measures: [{{id: M, title: M, definition: M}}]\nrounds: [{{id: q, date: {date}, readings: {{M: 3}}}}]\n"
        )))
    };
    assert_eq!(round("2024-03-01"), NONE);
    assert_eq!(round("2024-07-01"), ["later-than-as-at", "measure-without-figure"]);
}

/// What is right of an item in one round is right in all: its own `allow` covers what rounds say of it.
#[test]
fn an_item_allows_for_its_words_in_rounds() {
    let allow = "    allow: [{code: complete-without-evidence, reason: Seen by the board.}]\n";
    let file = "-- content/plans/plan/q2.yaml --\ndate: 2024-05-01\nupdates:\n  A1: {status: complete}\n";
    assert_eq!(found(&format!("{}{file}", action(""))), ["complete-without-evidence"]);
    assert_eq!(found(&format!("{}{file}", action(allow))), NONE);
    let inside = "rounds:\n  - {id: q, date: 2024-03-01, updates: {A1: {status: complete}}}\n";
    assert_eq!(found(&action(&format!("{allow}{inside}"))), NONE);
    let other = "  - {id: A2, title: B, owner: board, due: 2024-12, source: p1}\n";
    let elsewhere = action(&format!("{allow}{other}{}", inside.replace("A1:", "A2:")));
    assert_eq!(found(&elsewhere), ["complete-without-evidence", "unused-allow"]);
}

#[test]
fn a_signed_off_item_may_still_lack_evidence() {
    let held = meeting(
        "held",
        "resolutions:\n  - {ref: a, verbs: [signed_off], affects: [{of: plan/A1, effect: completion_approved}]}\n",
    );
    let signed = |evidence: &str| {
        let line = format!("date: 2024-03-05, status: signed_off{evidence}, source: {{resolution: m/a}}");
        found(&format!("{}{held}", updates(&[&line])))
    };
    assert_eq!(signed(""), ["complete-without-evidence"]);
    assert_eq!(signed(", evidence: minute"), NONE);
}

#[test]
fn evidence_names_its_source_and_noting_a_report_is_none() {
    let bare = ["evidence-without-source"];
    let both = ["complete-without-evidence", "evidence-without-source"];
    let minutes = |affects: &str| {
        meeting(
            "held",
            &format!("resolutions:\n  - {{ref: a, verbs: [noted, agreed], affects: [{affects}]}}\n"),
        )
    };
    let cites = "date: 2024-03-05, status: complete, evidence: minute, source: {resolution: m/a}";
    let elsewhere = "  - {id: A2, title: More, owner: board, due: 2024-12, source: p1}\n";
    for (line, affects, codes) in [
        ("date: 2024-03-05, status: in_progress, evidence: data", "", &bare[..]),
        ("date: 2024-03-05, status: complete, evidence: inspection", "", &both),
        ("date: 2024-03-05, status: in_progress, evidence: self_reported", "", &[]),
        ("date: 2024-03-05, status: in_progress, evidence: contradicted", "", &[]),
        ("date: 2024-03-05, status: complete, evidence: data, source: p2", "", &[]),
        (
            "date: 2024-03-05, status: complete, evidence: data, source: {title: Log, date: 2024-03-01}",
            "",
            &[],
        ),
        (cites, "{of: plan/A1, effect: noted}", &both),
        (cites, "{of: plan, effect: none}", &both),
        (cites, "{of: plan/A1, effect: completion_approved}", &[]),
        // It decides on a date, on the plan as a whole, on another action, or against it: nothing of that says it was done.
        (cites, "{of: plan, effect: noted}, {of: plan/A1, effect: date_agreed}", &both),
        (cites, "{of: plan, effect: completion_approved}", &both),
        (cites, "{of: plan/A2, effect: date_agreed}", &both),
        (
            "date: 2024-03-05, status: in_progress, evidence: minute, source: {resolution: m/a}",
            "{of: plan/A1, effect: date_agreed}",
            &[],
        ),
        // A paragraph of the minutes that may well speak of the item.
        (
            "date: 2024-03-05, status: complete, evidence: minute, source: [p1, {resolution: m/a}]",
            "{of: plan/A1, effect: noted}",
            &[],
        ),
        (
            "date: 2024-03-05, status: complete, evidence: data, source: {resolution: m/a}",
            "{of: plan/A1, effect: noted}",
            &both,
        ),
    ] {
        let affects = if affects.is_empty() { "{of: plan, effect: none}" } else { affects };
        let text = format!("{}{elsewhere}{}", updates(&[line]), minutes(affects));
        assert_eq!(found(&text), codes, "{line} {affects}");
    }
}

#[test]
fn a_round_may_name_the_source_for_all_its_updates() {
    let bare = ["evidence-without-source"];
    let round = |source: &str, update: &str| {
        found(&action(&format!(
            "rounds:\n  - {{id: q, date: 2024-03-01, evidence: data, {source}updates: {{A1: {{status: in_progress{update}}}}}}}\n"
        )))
    };
    assert_eq!(round("", ""), bare, "once, at the round");
    assert_eq!(round("source: p1, ", ""), NONE);
    assert_eq!(round("", ", source: p1"), NONE);
    assert_eq!(round("", ", evidence: self_reported"), NONE);
    // What stood behind the completion before still does.
    let lines = [
        "date: 2024-03-01, status: complete, evidence: data, source: p1",
        "date: 2024-04-01, evidence: data",
    ];
    assert_eq!(found(&updates(&lines)), bare);
}
