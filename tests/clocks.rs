//! Clocks of the law: five clear days of notice, seventy working days for a statement, two months for an answer; with the
//! published vector, ends of months, dates without a day, and what is not computed.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test that cannot go on has failed, and tests look at the disk"
)]

mod support;

use std::fmt::Write as _;

use scrutineer::Request;
use scrutineer::derive::Views;
use scrutineer::derive::clocks::{self, Answer, Missing, NotCounted, Reply, Statement};
use scrutineer::model::scalar::Id;
use scrutineer::render::Pages;
use support::{SITE_TOML, day, site, unwrapped};

const BODIES: &str = "\
-- content/bodies.yaml --
bodies:
  - {id: council, name: Council, kind: council}
  - {id: cabinet, name: Cabinet, kind: executive}
  - {id: board, name: Board, kind: scrutiny_board}
  - {id: group, name: Group, kind: task_group}
  - {id: trust, name: Trust, kind: partner}
  - {id: ofsted, name: Ofsted, kind: inspectorate}
  - {id: ministry, name: Ministry, kind: government}
-- content/owners.yaml --
owners:
  - {id: member, name: Executive Member, kind: role, body: cabinet}
  - {id: officer, name: Officer, kind: role}
-- content/papers/report.md --
---
title: Report
kind: report
date: 2020-01-10
form: full
---
1. First.
";

fn built(text: &str, as_at: &str) -> Pages {
    let files = site(&format!("{BODIES}{text}"));
    let request = Request { as_at: Some(day(as_at)), today: day("2026-11-22"), drafts: false };
    let built = scrutineer::build(&files, request);
    let faults: Vec<_> = built.diagnostics.iter().map(|d| format!("{:?} {}", d.place, d.message)).collect();
    built.pages.unwrap_or_else(|| panic!("{text}\n{faults:#?}"))
}

fn page(pages: &Pages, path: &str) -> String {
    let path = pages.paths().find(|p| p.as_str() == path).unwrap_or_else(|| panic!("no {path}"));
    unwrapped(std::str::from_utf8(&pages.page(path).unwrap()).unwrap())
}

/// The fewest and the most clear days, and the last day that leaves five.
type Clear = (Option<(usize, usize)>, Option<String>);

/// The clear days of a meeting.
fn notice(body: &str, date: &str, notice: &str, more: &str) -> Option<Clear> {
    let notice = if notice.is_empty() { String::new() } else { format!("notice_published: {notice}\n") };
    let meeting =
        format!("{more}-- content/meetings/m.yaml --\nbody: {body}\ndate: {date}\nstatus: held\n{notice}");
    let pages = built(&meeting, "2025-12-31");
    let edition = &pages.views().edition;
    let clock =
        clocks::notice(edition, edition.register.meetings.get(&Id("m".to_owned())).expect("it is there"))?;
    assert_eq!(clock.under_the_act, body != "cabinet");
    Some((clock.clear, clock.latest.map(|day| day.to_string())))
}

#[test]
fn clear_days_are_counted_as_the_warning_counts_them() {
    let latest = |day: &str| Some(day.to_owned());
    for (date, published, clear, last) in [
        ("2025-03-12", "2025-03-04", Some((5, 5)), latest("2025-03-04")),
        ("2025-03-12", "2025-03-05", Some((4, 4)), latest("2025-03-04")),
        ("2025-03-12", "2025-03-12", Some((0, 0)), latest("2025-03-04")),
        // The last working day before is a Monday: a notice on the Sunday before it leaves five, too.
        ("2025-03-10", "2025-03-02", Some((5, 5)), latest("2025-03-02")),
        // Good Friday and Easter Monday lie between.
        ("2025-04-24", "2025-04-14", Some((5, 5)), latest("2025-04-14")),
        // A meeting over two days begins on the first.
        ("2025-03-12/2025-03-13", "2025-03-05", Some((4, 4)), latest("2025-03-04")),
        ("2025-03-12", "", None, latest("2025-03-04")),
        // Of a month, every day is counted: it may be in time or not.
        ("2025-03", "2025-02-27", Some((1, 21)), None),
        ("2025-03-12", "2025-03", Some((0, 7)), latest("2025-03-04")),
        ("2025-03-31", "2025-02", Some((20, 31)), latest("2025-03-23")),
    ] {
        for body in ["board", "council"] {
            assert_eq!(notice(body, date, published, ""), Some((clear, last.clone())), "{date}, {published}");
        }
    }
}

#[test]
fn bank_holidays_of_the_site_count_as_such() {
    let calendar = format!("-- site.toml --\n{SITE_TOML}[calendar]\nbank_holidays = [2025-03-07]\n");
    assert_eq!(
        notice("board", "2025-03-12", "2025-03-04", &calendar),
        Some((Some((4, 4)), Some("2025-03-03".to_owned())))
    );
}

#[test]
fn notice_is_asked_of_those_whom_the_act_binds() {
    assert_eq!(notice("group", "2025-03-12", "2025-03-04", ""), None);
    assert_eq!(notice("trust", "2025-03-12", "2025-03-04", ""), None);
    // Before 2003 fewer days were asked for.
    assert_eq!(notice("board", "2001-03-12", "2001-03-04", ""), None);
    let wales = format!(
        "-- site.toml --\n{SITE_TOML}[accessibility]\ncompliance = \"full\"\nprepared = 2026-01-01\nreviewed = 2026-01-01\n\
         method = \"Tried by two people.\"\nenforcement = \"wales\"\n"
    );
    let wales = wales.replace("[[allow]]\ncode = \"no-accessibility-statement\"\nreason = \"A test.\"\n", "");
    let wales = format!("{wales}[contact]\nname = \"The board\"\nemail = \"board@example.org\"\n");
    assert_eq!(notice("board", "2025-03-12", "2025-03-04", &wales), None);
}

#[test]
fn a_meeting_says_what_was_counted_and_what_is_missing() {
    let meeting = |body: &str, id: &str, keys: &str| {
        format!("-- content/meetings/{id}.yaml --\nbody: {body}\n{keys}\n")
    };
    let text = [
        meeting("board", "kept", "date: 2025-03-12\nstatus: held\nnotice_published: 2025-03-04"),
        meeting("board", "short", "date: 2025-03-12\nstatus: held\nnotice_published: 2025-03-07"),
        meeting("board", "unstated", "date: 2025-03-12\nstatus: held"),
        meeting("board", "neither", "date: 2025-03\nstatus: held"),
        meeting("board", "month", "date: 2025-03-12\nstatus: held\nnotice_published: 2025-03"),
        meeting("cabinet", "cabinet", "date: 2025-03-12\nstatus: held\nnotice_published: 2025-03-04"),
        meeting("cabinet", "silent", "date: 2025-03-12\nstatus: held"),
        // A notice that is still to come is not known.
        meeting("board", "ahead", "date: 2026-03-12\nstatus: scheduled\nnotice_published: 2026-03-04"),
    ];
    let pages = built(&text.concat(), "2025-12-31");
    for (id, words) in [
        ("kept", "5 clear working days between the notice and the meeting."),
        ("kept", "Local Government Act 1972, section 100B"),
        ("kept", "check with your monitoring officer"),
        ("short", "fewer than five clear days</span> 2 clear working days between"),
        ("unstated", "not computed</span> The day the notice was published is not stated."),
        ("unstated", "4 March 2025 is the last day that leaves five clear working days before the meeting."),
        ("neither", "Neither the day of the meeting nor that of its notice is stated."),
        ("month", "The dates are not stated to the day"),
        ("cabinet", "Meetings of an executive have rules of their own (SI 2012/2089)"),
        ("ahead", "The day the notice was published is not stated."),
    ] {
        let page = page(&pages, &format!("meetings/{id}.html"));
        assert!(page.contains(words), "{id}: {words}\n{page}");
    }
    assert!(!page(&pages, "meetings/silent.html").contains("monitoring officer"));
    assert!(!page(&pages, "meetings/ahead.html").contains("4 March 2026</time>"));
}

/// The statement after an inspection, from the keys of its `inspection` and the date the site is read at.
fn statement(keys: &str, as_at: &str) -> Option<Statement> {
    let keys: String = keys.lines().fold(String::new(), |mut all, line| {
        let _ = writeln!(all, "  {line}");
        all
    });
    let text = format!(
        "-- content/papers/visit.md --\n---\ntitle: Visit\nkind: inspection\ndate: 2023-01-10\nform: summary\ninspection:\n  \
         inspectorate: ofsted\n{keys}---\nWords.\n-- content/plans/plan.yaml --\ntitle: Plan\nsummary: Plan.\nresponds_to: visit\n\
         set_out_in: report\nactions: [{{id: A1, title: Do it, source: p1}}]\n"
    );
    let pages = built(&text, as_at);
    let edition = &pages.views().edition;
    let id = Id("visit".to_owned());
    clocks::statement(
        edition,
        &id,
        edition.register.papers.get(&id).expect("it is there").header.inspection.as_ref().unwrap(),
    )
}

fn last_day(statement: Option<Statement>) -> String {
    match statement {
        Some(Statement::Due { by, plans, .. }) => {
            assert_eq!(plans.len(), 1);
            by.to_string()
        }
        other => format!("{other:?}"),
    }
}

#[test]
fn a_statement_is_due_seventy_working_days_after_a_report() {
    let standard = |published: &str| format!("type: standard\nframework: ILACS\npublished: {published}\n");
    // A council counted it so: the report of 9 May 2023, the plan due on 16 August 2023.
    assert_eq!(last_day(statement(&standard("2023-05-09"), "2025-01-01")), "2023-08-16");
    assert_eq!(last_day(statement(&standard("2022-05-09"), "2025-01-01")), "2022-08-17");
    // A month is counted from its last day.
    assert_eq!(
        last_day(statement(&standard("2023-05"), "2025-01-01")),
        last_day(statement(&standard("2023-05-31"), "2025-01-01"))
    );
    let priority = "type: focused_visit\npublished: 2023-05-09\nfindings:\n  - {ref: P, kind: area_for_priority_action}\n";
    assert_eq!(last_day(statement(priority, "2025-01-01")), "2023-08-16");
}

#[test]
fn a_statement_is_not_asked_for_where_the_facts_do_not_say_so() {
    let improvement =
        "type: focused_visit\npublished: 2023-05-09\nfindings:\n  - {ref: I, kind: area_for_improvement}\n";
    assert_eq!(statement(improvement, "2025-01-01"), Some(Statement::NotAsked));
    for keys in [
        "type: monitoring_visit\n",
        "type: area_send\n",
        "type: revisit\n",
        "type: standard\nframework: EIF\n",
    ] {
        assert_eq!(statement(&format!("{keys}published: 2023-05-09\n"), "2025-01-01"), None, "{keys}");
    }
    let missing = |keys: &str, as_at: &str| match statement(keys, as_at) {
        Some(Statement::NotKnown { missing, if_due }) => (missing, if_due.map(|(_, by)| by.to_string())),
        other => panic!("{other:?}"),
    };
    let due = Some("2023-08-16".to_owned());
    assert_eq!(
        missing("type: other\nframework: ILACS\npublished: 2023-05-09\n", "2025-01-01"),
        (vec![Missing::Sort], due.clone())
    );
    assert_eq!(
        missing("type: short\npublished: 2023-05-09\n", "2025-01-01"),
        (vec![Missing::Framework], due)
    );
    assert_eq!(missing("type: standard\nframework: ILACS\n", "2025-01-01"), (vec![Missing::Published], None));
    assert_eq!(
        missing("type: other\n", "2025-01-01"),
        (vec![Missing::Sort, Missing::Framework, Missing::Published], None)
    );
    // A report that is published later is not spoken of.
    assert_eq!(
        missing("type: standard\nframework: ILACS\npublished: 2023-05-09\n", "2023-02-01"),
        (vec![Missing::Published], None)
    );
}

/// The clock of a recommendation with these keys, on a site that gives so many months.
fn reply_of(keys: &str, as_at: &str, months: u32) -> Option<Result<Reply, NotCounted>> {
    let keys: String = keys.lines().map(|line| format!("    {line}\n")).collect();
    let text = format!(
        "-- site.toml --\n{SITE_TOML}[review]\nreply_within_months = {months}\n-- content/plans/plan.yaml --\ntitle: Plan\nsummary: \
         Plan.\nset_out_in: report\nrecommendations:\n  - ref: R1\n    title: Do it\n    source: p1\n{keys}"
    );
    let pages = built(&text, as_at);
    let views: &Views = pages.views();
    let plan = views.edition.register.plans.get(&Id("plan".to_owned())).expect("it is there");
    clocks::reply(&views.edition, plan, &plan.recommendations[0])
}

fn reply(keys: &str, as_at: &str) -> Option<Result<Reply, NotCounted>> {
    reply_of(&format!("made_by: board\nto: cabinet\n{keys}"), as_at, 2)
}

fn counted(keys: &str, as_at: &str) -> (String, Answer) {
    let reply = reply(keys, as_at).unwrap().unwrap();
    (reply.by.to_string(), reply.answer)
}

#[test]
fn two_months_end_on_the_same_day_or_the_last_one() {
    for (asked, by) in [
        ("2024-01-20", "2024-03-20"),
        ("2022-12-30", "2023-02-28"),
        ("2023-12-30", "2024-02-29"),
        ("2023-12-31", "2024-02-29"),
        ("2024-07-31", "2024-09-30"),
        ("2024-02-29", "2024-04-29"),
        // A month is counted from its last day, a span too.
        ("2022-12", "2023-02-28"),
        ("2024-01-10/2024-01-12", "2024-03-12"),
    ] {
        assert_eq!(counted(&format!("requested: {asked}\n"), "2025-01-01").0, by, "{asked}");
    }
    let keys = "made_by: board\nto: cabinet\nrequested: 2024-11-30\n";
    let three = reply_of(keys, "2025-06-01", 3).unwrap().unwrap();
    assert_eq!((three.by.to_string().as_str(), three.months), ("2025-02-28", 3));
}

#[test]
fn an_answer_is_in_time_late_or_not_known() {
    let answered =
        |answers: &str| counted(&format!("requested: 2024-01-20\nresponses:\n{answers}"), "2024-12-31").1;
    let one = |date: &str| answered(&format!("  - {{value: accepted, date: {date}}}\n"));
    assert!(matches!(one("2024-03-20"), Answer::InTime(_)));
    assert!(matches!(one("2024-02"), Answer::InTime(_)));
    assert!(matches!(one("2024-03-21"), Answer::Late(_, 1)));
    assert!(matches!(one("2024-04"), Answer::Late(_, 12)));
    // The last day lies in the month: nobody can tell.
    assert!(matches!(one("2024-03"), Answer::CannotBeTold(Some(_))));
    assert!(matches!(answered("  - {value: rejected, reason: No money.}\n"), Answer::CannotBeTold(None)));
    // The first answer counts, and an answer that was put off is none.
    assert!(matches!(
        answered("  - {value: accepted, date: 2024-05-01}\n  - {value: noted, date: 2024-03-01}\n"),
        Answer::InTime(_)
    ));
    let put_off = "requested: 2024-01-20\nresponses:\n  - {value: deferred, date: 2024-03-01}\n";
    assert_eq!(counted(put_off, "2024-03-30").1, Answer::Missing(10));
    assert_eq!(counted("requested: 2024-01-20\n", "2024-03-20").1, Answer::Waiting(0));
    assert_eq!(counted("requested: 2024-01-20\n", "2024-03-21").1, Answer::Missing(1));
    // An answer that was given later is not known yet.
    let later = "requested: 2024-01-20\nresponses:\n  - {value: accepted, date: 2024-03-15}\n";
    assert_eq!(counted(later, "2024-03-10").1, Answer::Waiting(10));
}

#[test]
fn time_runs_only_where_scrutiny_asked_somebody_whom_the_law_speaks_of() {
    let asked = "requested: 2024-01-20\n";
    let of = |keys: &str| reply_of(&format!("{keys}{asked}"), "2024-12-31", 2);
    for to in ["council", "cabinet", "member", "[officer, cabinet]"] {
        assert!(of(&format!("made_by: board\nto: {to}\n")).unwrap().unwrap().to_council, "{to}");
    }
    assert!(!of("made_by: board\nto: trust\n").unwrap().unwrap().to_council);
    for keys in [
        "made_by: board\nto: ministry\n",
        "made_by: board\nto: officer\n",
        "made_by: ofsted\nto: council\n",
        "made_by: council\nto: cabinet\n",
        "made_by: board\nto: cabinet\nkind: proposal\n",
        "made_by: board\nto: cabinet\nkind: undertaking\n",
        "made_by: board\nto: cabinet\nresponses: [{value: not_required}]\n",
    ] {
        assert_eq!(of(keys), None, "{keys}");
    }
    assert_eq!(of("made_by: group\nto: cabinet\n"), Some(Err(NotCounted::TaskGroup)));
    assert_eq!(of("to: cabinet\n"), Some(Err(NotCounted::NoMaker)));
    assert_eq!(of("made_by: board\n"), Some(Err(NotCounted::NoAddressee)));
    // Nobody asked for an answer, and none was given.
    assert_eq!(reply("", "2024-12-31"), None);
    let answer = "responses: [{value: accepted, date: 2024-03-01}]\n";
    assert_eq!(reply(answer, "2024-12-31"), Some(Err(NotCounted::NoDay)));
    let made = reply(&format!("made: 2024-01-31\n{answer}"), "2024-12-31").unwrap().unwrap();
    assert_eq!((made.asked, made.by.to_string().as_str()), (false, "2024-03-31"));
}
