//! Days: before and after, notice and reasons.

use crate::{PLAN, action, found, meeting, support, updates};

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
