//! Days: before and after, notice and reasons.

use crate::{PLAN, action, found, found_at, meeting, support, updates};

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
        (made("2024-02", "2024-07-01"), &["later-than-as-at"]),
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
    assert_eq!(on("2024-07-01", "held"), ["later-than-as-at"]);
}

#[test]
fn what_may_be_true_of_a_month_is_no_fault() {
    for (lines, codes) in [
        (&["date: 2024-05-20, status: complete, done: 2024-05, evidence: data, source: p1"][..], &[][..]),
        (&["date: 2024-05-20, status: complete, done: 2024-05-20, evidence: data, source: p1"], &[]),
        (&["date: 2024-05, status: complete, done: 2024-05-31, evidence: data, source: p1"], &[]),
        (
            &["date: 2024-05-20, status: complete, done: 2024-06, evidence: data, source: p1"],
            &["done-after-update"],
        ),
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

/// What allows a site to have no statement; one that has one does not need it.
const NO_STATEMENT: &str = "[[allow]]\ncode = \"no-accessibility-statement\"\nreason = \"A test.\"\n";

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
        "[contact]\nname = \"Team\"\nphone = \"01632 960 001\"\n[accessibility]\ncompliance = \"full\"\nprepared = 2024-01-01\n\
         reviewed = 2024-01-01\nmethod = \"By hand.\"\nenforcement = \"wales\"\n",
    )
    .replace(NO_STATEMENT, "");
    assert_eq!(notice("2024-03-13", "2024-03-08", &wales), Vec::<&str>::new());
    let partner = "-- content/bodies.yaml --\nbodies:\n  - {id: board, name: Board, kind: partnership}\n";
    assert_eq!(notice("2024-03-13", "2024-03-08", partner), Vec::<&str>::new());
    let allowed = "allow: [{code: short-notice, reason: Called at shorter notice.}]\n";
    assert_eq!(notice("2024-03-13", &format!("2024-03-08\n{allowed}"), ""), Vec::<&str>::new());
}

#[test]
fn work_is_not_done_before_its_item_is_known() {
    let before = ["update-before-birth"];
    for (made, line, codes) in [
        ("2024-02-10", "date: 2024-03-01, status: complete, done: 2024-02-09, evidence: none", &before[..]),
        ("2024-02-10", "date: 2024-03-01, done: 2024-01", &before),
        ("2024-02-10", "date: 2024-03-01, done: 2024-02-10", &[]),
        ("2024-02-10", "date: 2024-03-01, done: 2024-02", &[]),
        ("2024-02", "date: 2024-03-01, done: 2024-02-01", &[]),
        ("2024-02", "date: 2024-03-01, done: 2024-01-31", &before),
        // Told once, of the update.
        ("2024-02-10", "date: 2024-02-01, done: 2024-02-01", &before),
    ] {
        let text = action(&format!("    made: {made}\n    updates:\n      - {{{line}}}\n"));
        let mut codes = codes.to_vec();
        if line.contains("complete") {
            codes.insert(0, "complete-without-evidence");
        }
        // That nothing calls it complete is another matter.
        let told: Vec<_> = found(&text).into_iter().filter(|code| *code != "done-but-open").collect();
        assert_eq!(told, codes, "{made} {line}");
    }
}

#[test]
fn a_day_on_which_it_was_done_belongs_to_a_completion() {
    let told = |keys: &str, lines: &str| {
        let text = action(&format!("{keys}    updates:\n{lines}"));
        found(&text).into_iter().filter(|code| *code == "done-but-open").count()
    };
    let done = "      - {date: 2024-03-01, done: 2024-02-28}\n";
    let open = "      - {date: 2024-02-20, status: in_progress}\n";
    assert_eq!((told("", done), told("", &format!("{open}{done}"))), (1, 1));
    assert_eq!(told("    frequency: monthly\n", done), 0);
    for after in ["status: complete", "status: in_progress", "status: complete, done: 2024-02-28"] {
        assert_eq!(told("", &format!("{done}      - {{date: 2024-03-20, {after}}}\n")), 0, "{after}");
    }
}

#[test]
fn a_resolution_is_cited_once_it_was_passed() {
    let resolutions = "resolutions:\n  - {ref: a, verbs: [noted]}\n";
    let cites =
        |date: &str| updates(&[&format!("date: {date}, status: paused, source: {{resolution: m/a}}")]);
    let before = ["update-before-resolution"];
    for (meets, date, codes) in [
        ("2024-03-05", "2024-03-04", &before[..]),
        ("2024-03-05", "2024-03-05", &[]),
        ("2024-03-05", "2024-03", &[]),
        ("2024-03-05", "2024-02", &before),
        // The meeting may have been on the first of the month.
        ("2024-03", "2024-03-01", &[]),
        ("2024-03", "2024-02-29", &before),
        // Told of the meeting.
        ("2024-08-05", "2024-03-04", &["future-meeting"]),
    ] {
        let held = meeting("held", resolutions).replace("2024-03-05", meets);
        assert_eq!(found(&format!("{}{held}", cites(date))), codes, "{meets} {date}");
    }
    let postponed = meeting("postponed", resolutions);
    assert_eq!(found(&format!("{}{postponed}", cites("2024-03-04"))), ["resolution-not-held"]);
}

#[test]
fn a_paper_of_a_day_to_come_is_told_and_what_follows_from_it_is_not() {
    let paper = |date: &str, keys: &str| {
        format!(
            "-- content/papers/report.md --\n---\ntitle: R\nkind: report\ndate: {date}\nform: full\n{keys}---\n1. First.\n"
        )
    };
    let item = updates(&["date: 2024-03-01, status: planned"]);
    for (date, keys, codes) in [
        ("2024-07-02", "", &["future-paper"][..]),
        ("2025-07-02", "", &["future-paper"]),
        ("2024-01-10", "", &[]),
        // Published in time, and dated by its meeting.
        ("2024-07-02", "publish_on: 2024-02-20\n", &["update-before-birth"]),
    ] {
        assert_eq!(found(&format!("{item}{}", paper(date, keys))), codes, "{date} {keys}");
    }
    for keys in
        ["publish_on: 2024-07-02\n", "draft: yes\n", "withheld: {why: exempt}\n", "publish_on: 2024-06-01\n"]
    {
        assert_eq!(found(&paper("2024-07-02", keys)), Vec::<&str>::new(), "{keys}");
    }
    assert_eq!(found(&paper("2024-07-01", "")), Vec::<&str>::new());
}

#[test]
fn the_day_of_the_site_is_not_to_come_and_what_is_later_is_noted() {
    let site = |as_at: &str| format!("-- site.toml --\n{}", support::SITE_TOML.replace("2024-06-30", as_at));
    let item = updates(&["date: 2024-06-10, status: planned"]);
    for (pinned, read_at, codes) in [
        ("2024-07-02", "2024-07-02", &["future-as-at"][..]),
        ("2024-07-02", "2024-06-30", &["future-as-at"]),
        ("2024-07-01", "2024-07-01", &[]),
        ("2024-06-10", "2024-06-10", &[]),
        ("2024-06-09", "2024-06-09", &["later-than-as-at"]),
        ("2024-06-30", "2024-06-09", &[]),
    ] {
        assert_eq!(found_at(&format!("{item}{}", site(pinned)), read_at), codes, "{pinned} {read_at}");
    }
    let draft = updates(&["date: 2024-07-01, status: planned, draft: yes"]);
    assert_eq!(found(&draft), Vec::<&str>::new());
}
