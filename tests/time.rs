//! Time: slippage, lateness and silence of commitments, by hand-computed vectors, by property and on the pages.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test that cannot go on has failed, and tests look at the disk"
)]

mod support;

use std::collections::BTreeMap;

use proptest::prelude::*;
use scrutineer::Request;
use scrutineer::derive::ItemKey;
use scrutineer::derive::due::{Why, due};
use scrutineer::derive::time::{Clock, Sums, Time, is_counted, longest, sums, time};
use scrutineer::model::scalar::{Id, ItemId};
use scrutineer::render::Pages;
use support::{day, site};

const SITE: &str = "\
-- content/bodies.yaml --
bodies:
  - {id: board, name: Board, kind: scrutiny_board}
-- content/owners.yaml --
owners:
  - {id: director, name: Director, kind: role}
  - {id: team, name: Team, kind: team}
-- content/papers/report.md --
---
title: Report
kind: report
date: 2024-01-10
form: full
---
1. First.
2. Second.
-- content/meetings/2024-03-05.yaml --
body: board
date: 2024-03-05
status: held
resolutions:
  - ref: b
    verbs: [approved]
    affects: [{of: plan/LATE, effect: completion_approved}]
-- content/plans/plan.yaml --
title: Plan
summary: Plan.
set_out_in: report
defaults: {source: p1}
recommendations:
  - ref: R1
    title: First
    text: First.
    actions:
      - id: SLIPPED
        title: Put off twice
        owner: director
        due: 2024-02-10
        updates:
          - {date: 2024-02-01, due: 2024-03, reason: Staff left., by: director, source: p2}
          - {date: 2024-03-20, due: 2024-05-01, reason: Nobody applied.}
      - id: LATE
        title: Done late
        owner: director
        due: 2024-02-10
        updates:
          - {date: 2024-02-20, status: complete, done: 2024-02-12}
          - {date: 2024-03-05, status: signed_off, source: {resolution: 2024-03-05/b}}
      - id: TOLD-LATE
        title: Done in time and told of late
        owner: director
        due: 2024-02-10
        updates: [{date: 2024-02-20, status: complete, done: 2024-02-09}]
      - id: NOT-SAID
        title: Told of late, and nobody says when it was done
        owner: director
        due: 2024-02-10
        updates: [{date: 2024-02-20, status: complete}]
  - ref: R2
    title: Second
    text: Second.
    actions:
      - id: EXCUSED
        title: Done late, and the date moved afterwards
        owner: [team, director]
        due: 2024-02-10
        updates:
          - {date: 2024-02-20, status: complete, done: 2024-02-15}
          - {date: 2024-03-01, due: 2024-03-31, reason: The date was put right.}
      - {id: BARE, title: Nothing is said of it, due_text: in due course}
      - id: PAUSED
        title: Paused past its date
        owner: team
        due: 2024-05-31
        updates: [{date: 2024-05-01, status: paused}]
      - id: GONE
        title: Replaced
        owner: team
        due: 2024-02-10
        updates: [{date: 2024-02-20, status: superseded, into: [PAUSED]}]
      - id: HANDED
        title: Handed over
        owner: director
        due: 2024-12-31
      - id: FORWARD
        title: Brought forward and put off
        owner: team
        due: 2024-09-30
        updates:
          - {date: 2024-03-01, due: 2024-08-31, reason: Sooner.}
          - {date: 2024-04-01, due: 2024-10-31, reason: Later.}
  - ref: R3
    title: Third
    text: Third.
    made: 2024-01-10
    responses: [{value: rejected, date: 2024-02-01, reason: No money.}]
    actions: [{id: REJECTED, title: Not accepted, owner: director, due: 2024-02-10}]
  - {ref: R4, title: Fourth, text: Fourth., kind: proposal, owner: director, due: 2024-02-10}
amendments:
  - {date: 2024-04-15, of: HANDED, field: owner, from: director, to: team, reason: The work moved.}
rounds:
  - id: q1
    date: 2024-03-31
    source: p2
    updates: {HANDED: {status: in_progress}}
";

fn built(text: &str, as_at: &str) -> Pages {
    let request = Request { as_at: Some(day(as_at)), today: day("2026-01-01"), drafts: false };
    let built = scrutineer::build(&site(text), request);
    let faults: Vec<_> =
        built.diagnostics.iter().map(|d| format!("{} {}", d.code.word(), d.message)).collect();
    built.pages.unwrap_or_else(|| panic!("{faults:#?}"))
}

fn key(item: &str) -> ItemKey {
    ItemKey { plan: Id("plan".to_owned()), item: ItemId(item.to_owned()) }
}

/// The times of all commitments of the plan.
fn times(pages: &Pages) -> BTreeMap<String, Time> {
    let views = pages.views();
    let plan = views.edition.register.plans.get(&Id("plan".to_owned())).expect("it is there");
    let clock = Clock::of(&views.edition);
    let counted = plan.items().filter(|item| is_counted(plan, *item));
    counted
        .map(|item| {
            (
                item.id().0.clone(),
                time(item, views.standings.get(&key(&item.id().0)).expect("it is there"), clock),
            )
        })
        .collect()
}

fn all(pages: &Pages) -> Sums {
    let times = times(pages);
    let keys: Vec<(ItemKey, Time)> = times.iter().map(|(id, time)| (key(id), time.clone())).collect();
    sums(keys.iter().map(|(key, time)| (key, time.clone())))
}

/// A page's words without its tags.
fn words(pages: &Pages, path: &str) -> String {
    let bytes = pages.page(&scrutineer::output::OutPath::new(path)).unwrap();
    let html = String::from_utf8(bytes).unwrap();
    let main = html.split("<main").nth(1).unwrap_or(&html);
    let mut text = String::new();
    let mut inside = false;
    for letter in main.chars() {
        match letter {
            '<' => inside = true,
            '>' => (inside, text) = (false, text + " "),
            _ if !inside => text.push(letter),
            _ => {}
        }
    }
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    text.replace(" ,", ",").replace(" )", ")").replace("( ", "(").replace(" .", ".").replace(" ;", ";")
}

/// Items with why they are on a list.
type Asked = Vec<(String, Vec<Why>)>;

/// Days counted on a calendar by hand.
#[test]
fn times_are_as_counted_by_hand() {
    let times = times(&built(SITE, "2024-06-30"));
    // Times put off, days put off, days brought forward, days overdue, days done late, days without a word.
    let expected = [
        // 10 February to 31 March is 19 + 31 = 50 days, to 1 May 31 more; 1 May to 30 June is 30 + 30 = 60 days.
        ("SLIPPED", (2, 81, 0, Some(60), None, 102)),
        ("LATE", (0, 0, 0, None, Some(2), 117)),
        ("TOLD-LATE", (0, 0, 0, None, None, 131)),
        ("NOT-SAID", (0, 0, 0, None, None, 131)),
        // Moving the date after the work was done makes nothing right: 10 to 15 February is 5 days.
        ("EXCUSED", (1, 50, 0, None, Some(5), 121)),
        // Known since 10 January: 21 + 29 + 31 + 30 + 31 + 30 days.
        ("BARE", (0, 0, 0, None, None, 172)),
        ("PAUSED", (0, 0, 0, Some(30), None, 60)),
        ("GONE", (0, 0, 0, None, None, 131)),
        ("HANDED", (0, 0, 0, None, None, 91)),
        // 30 days earlier, then 61 later: brought forward takes nothing off.
        ("FORWARD", (1, 61, 30, None, None, 90)),
    ];
    assert_eq!(times.len(), expected.len(), "{:?}", times.keys());
    for (id, expected) in expected {
        let t = &times[id];
        let got = (t.times, t.slipped, t.forward, t.overdue, t.late, t.quiet.unwrap().days);
        assert_eq!(got, expected, "{id}");
    }
    let who = |holds: fn(&Time) -> bool| {
        times.iter().filter(|(_, t)| holds(t)).map(|(id, _)| id.as_str()).collect::<Vec<_>>()
    };
    assert_eq!(who(|t| t.silent), ["BARE"]);
    assert_eq!(who(|t| t.undated), ["BARE"]);
    assert_eq!(who(|t| !t.quiet.unwrap().word), ["BARE"]);
}

#[test]
fn silence_begins_after_the_days_that_the_site_says() {
    let silent = |as_at: &str, text: &str| {
        let times = times(&built(text, as_at));
        times.iter().filter(|(_, t)| t.silent).map(|(id, _)| id.clone()).collect::<Vec<_>>()
    };
    // 20 March to 18 July are 120 days, which is not over 120.
    assert_eq!(silent("2024-07-18", SITE), ["BARE"]);
    assert_eq!(silent("2024-07-19", SITE), ["BARE", "SLIPPED"]);
    let ninety = format!("{SITE}-- site.toml --\n{}[review]\nstale_after_days = 89\n", support::SITE_TOML);
    assert_eq!(silent("2024-06-30", &ninety), ["BARE", "FORWARD", "HANDED", "SLIPPED"]);
}

#[test]
fn done_late_is_shown_at_every_later_date() {
    for as_at in ["2024-02-20", "2024-03-04", "2024-03-05", "2024-12-31", "2030-01-01"] {
        let times = times(&built(SITE, as_at));
        assert_eq!((times["LATE"].late, times["EXCUSED"].late), (Some(2), Some(5)), "{as_at}");
    }
    // Before it was reported, it was overdue.
    assert_eq!(times(&built(SITE, "2024-02-19"))["LATE"].overdue, Some(9));
}

#[test]
fn sums_count_commitments_alone() {
    let sums = all(&built(SITE, "2024-06-30"));
    assert_eq!((sums.items, sums.due, sums.times, sums.days_slipped()), (10, 9, 4, 192));
    let days = |list: &[(ItemKey, i64)]| -> Vec<(String, i64)> {
        list.iter().map(|(key, days)| (key.item.0.clone(), *days)).collect()
    };
    let named = |list: &[(&str, i64)]| -> Vec<(String, i64)> {
        list.iter().map(|(id, days)| ((*id).to_owned(), *days)).collect()
    };
    assert_eq!(days(&sums.slipped), named(&[("SLIPPED", 81), ("FORWARD", 61), ("EXCUSED", 50)]));
    assert_eq!(days(&sums.overdue), named(&[("SLIPPED", 60), ("PAUSED", 30)]));
    assert_eq!(days(&sums.late), named(&[("EXCUSED", 5), ("LATE", 2)]));
    assert_eq!(longest(&sums.slipped), Some(81));
}

#[test]
fn pages_of_actions_tell_each_date_with_who_said_it_and_why() {
    let pages = built(SITE, "2024-06-30");
    let action = |id: &str| words(&pages, &format!("plans/plan/actions/{id}.html"));
    let slipped = action("SLIPPED");
    for said in [
        "10 February 2024 first date 10 January 2024 as first set out Report, paragraph 1",
        "March 2024 50 days later 1 February 2024 by Director Staff left. Report, paragraph 2",
        "1 May 2024 31 days later 20 March 2024 by whom is not stated Nobody applied. no source stated",
        "The date was put off 2 times, by 81 days in all.",
        "Overdue by 60 days at 30 June 2024: it was due 1 May 2024.",
        "The last word about it is of 20 March 2024, 102 days before 30 June 2024.",
        "No update given in this round: 31 March 2024.",
    ] {
        assert!(slipped.contains(said), "`{said}` is not in: {slipped}");
    }
    for (id, said) in [
        (
            "LATE",
            "Reported as done 12 February 2024, 2 days late: the date that stood then was 10 February 2024.",
        ),
        ("TOLD-LATE", "Reported as done 9 February 2024, by the date that stood then, 10 February 2024."),
        ("NOT-SAID", "On which day it was done is not stated, so it is not counted as done late."),
        (
            "EXCUSED",
            "Reported as done 15 February 2024, 5 days late: the date that stood then was 10 February 2024.",
        ),
        ("BARE", "No due date is stated."),
        ("BARE", "No word about it is published here. It is known since 10 January 2024, 172 days before"),
        ("FORWARD", "The date was put off once, by 61 days, and brought forward by 30 days."),
    ] {
        assert!(action(id).contains(said), "{id}: `{said}` is not in: {}", action(id));
    }
    for id in ["REJECTED", "R4", "R1"] {
        assert!(!action(id).contains("The last word about it"), "{id} is no commitment");
    }
    assert!(!action("NOT-SAID").contains("days late"));
}

#[test]
fn a_plan_tells_what_slipped_by_recommendation() {
    let course = words(&built(SITE, "2024-06-30"), "plans/plan/over-time.html");
    for said in [
        "R1 First 4 1, 2 times in all 81 days 1, by 60 days none none 1, by 2 days",
        "R2 Second 6 2 111 days, the longest 61 days 1, by 30 days 1 1, for 172 days 1, by 5 days",
        "Whole plan 10 3, 4 times in all 192 days, the longest 81 days 2, the longest by 60 days 1 1, for 172 days 2, the \
         longest by 5 days",
        "SLIPPED Put off twice 10 February 2024 1 May 2024 2 times, 81 days in all Nobody applied.",
        "No update given in this round on 4 open commitments (SLIPPED, BARE, PAUSED, FORWARD).",
    ] {
        assert!(course.contains(said), "`{said}` is not in: {course}");
    }
}

#[test]
fn pages_of_owners_open_with_what_is_late_and_silent() {
    let pages = built(SITE, "2024-06-30");
    let director = words(&pages, "owners/director.html");
    for said in [
        "5 commitments that it owns: 1 overdue of 5 with a due date, by 60 days (SLIPPED)",
        "none open without any date or frequency none open without a word for over 120 days",
        "2 put off, 3 times and 131 days in all, the longest by 81 days (SLIPPED, EXCUSED)",
        "2 done late, the longest by 5 days (EXCUSED, LATE)",
        "what was not accepted also name it: REJECTED, R4.",
        "Was owner of HANDED Handed over (Plan) until 15 April 2024; owner now: Team",
    ] {
        assert!(director.contains(said), "`{said}` is not in: {director}");
    }
    let team = words(&pages, "owners/team.html");
    assert!(team.contains("5 commitments that it owns: 1 overdue of 5"), "{team}");
    assert!(team.contains("HANDED") && !team.contains("Was owner of"), "{team}");
    // Before the amendment, it was the director's.
    let before = built(SITE, "2024-04-14");
    assert!(!words(&before, "owners/director.html").contains("Was owner of"));
    assert!(words(&before, "owners/director.html").contains("6 commitments that it owns"));
}

#[test]
fn commitments_without_an_owner_have_a_page() {
    let pages = built(SITE, "2024-06-30");
    let page = words(&pages, "no-owner.html");
    assert!(
        page.contains("1 commitment without an owner: none with a due date 1 open without any"),
        "{page}"
    );
    assert!(page.contains("Nothing is said of it") && !page.contains("Put off twice"), "{page}");
    let list = words(&pages, "owners.html");
    assert!(list.contains("Commitments without an owner: 1"), "{list}");
    assert!(list.contains("Director Role 5 1, by 60 days none none 0"), "{list}");
    let taken = format!("{SITE}-- content/pages/no-owner.md --\n---\ntitle: Mine\n---\nText.\n");
    let request = Request { as_at: None, today: day("2026-01-01"), drafts: false };
    let faults = scrutineer::build(&site(&taken), request).diagnostics;
    assert!(faults.iter().any(|d| d.code.word() == "same-output-path"), "{faults:#?}");
}

#[test]
fn an_owner_who_comes_back_was_never_former() {
    let text = SITE.replace(
        "rounds:\n",
        "  - {date: 2024-05-15, of: HANDED, field: owner, from: team, to: director, reason: Back.}\nrounds:\n",
    );
    let pages = built(&text, "2024-06-30");
    assert!(!words(&pages, "owners/director.html").contains("Was owner of"));
    assert!(words(&pages, "owners/team.html").contains("until 15 May 2024; owner now: Director"));
    // And leaves again: the last day counts.
    let text = text.replace(
        "rounds:\n",
        "  - {date: 2024-06-01, of: HANDED, field: owner, from: director, to: team, reason: Gone.}\nrounds:\n",
    );
    let director = words(&built(&text, "2024-06-30"), "owners/director.html");
    assert!(director.contains("until 1 June 2024; owner now: Team"), "{director}");
}

#[test]
fn what_is_due_is_asked_after_by_owner() {
    let pages = built(SITE, "2024-06-30");
    let list = |before: &str, owner: Option<&str>| -> Vec<(String, Asked)> {
        let owner = owner.map(|id| Id(id.to_owned()));
        let groups = due(pages.views(), day(before), owner.as_ref());
        let name = |id: &Option<Id>| id.as_ref().map_or("none".to_owned(), |id| id.0.clone());
        groups
            .iter()
            .map(|g| (name(&g.owner), g.rows.iter().map(|r| (r.key.item.0.clone(), r.why.clone())).collect()))
            .collect()
    };
    let row = |id: &str, why: &[Why]| (id.to_owned(), why.to_vec());
    let bare = || ("none".to_owned(), vec![row("BARE", &[Why::Undated, Why::Silent(172)])]);
    let slipped = || ("director".to_owned(), vec![row("SLIPPED", &[Why::Overdue(60)])]);
    let paused = || row("PAUSED", &[Why::Overdue(30)]);
    assert_eq!(list("2024-07-31", None), [slipped(), ("team".to_owned(), vec![paused()]), bare()]);
    assert_eq!(
        list("2024-12-31", None),
        [
            slipped(),
            (
                "team".to_owned(),
                vec![paused(), row("FORWARD", &[Why::Due(123)]), row("HANDED", &[Why::Due(184)])]
            ),
            bare()
        ]
    );
    assert_eq!(list("2024-07-31", Some("team")), [("team".to_owned(), vec![paused()])]);
    // Due by a day that lies before every due date: only what needs asking anyway.
    assert_eq!(list("2024-04-30", None), [bare()]);
}

/// What an invented action has: a due date, then words that move it, complete it or say nothing, by days after the start.
type Invented = (Option<u32>, BTreeMap<u32, (u8, u32)>);

fn date(offset: u32) -> String {
    (day("2024-01-11") + chrono::Duration::days(i64::from(offset))).to_string()
}

/// A plan of invented actions, two under each recommendation.
fn invented(actions: &[Invented], turned: bool) -> String {
    let head = SITE.split("-- content/meetings/").next().unwrap();
    let mut text = format!(
        "{head}-- content/plans/plan.yaml --\ntitle: Plan\nsummary: Plan.\nset_out_in: report\ndefaults: {{source: p1}}\n\
         recommendations:\n"
    );
    for (number, (due, said)) in actions.iter().enumerate() {
        if number % 2 == 0 {
            text += &format!("  - ref: R{number}\n    title: R\n    text: R.\n    actions:\n");
        }
        text += &format!("      - id: A{number}\n        title: A\n");
        text += &due.map(|due| format!("        due: {}\n", date(due))).unwrap_or_default();
        let mut words: Vec<String> = said
            .iter()
            .map(|(at, (what, number))| {
                let what = match what {
                    0 => format!("due: {}, reason: R.", date(*number)),
                    1 => format!("status: complete, done: {}", date((*number).min(*at))),
                    2 => "status: complete".to_owned(),
                    _ => "status: in_progress".to_owned(),
                };
                format!("          - {{date: {}, {what}}}\n", date(*at))
            })
            .collect();
        if turned {
            words.reverse();
        }
        if !words.is_empty() {
            text += &format!("        updates:\n{}", words.concat());
        }
    }
    text
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// At every date the sums of the recommendations add up to those of the plan and to what its progress counts; the order
    /// of words in the file changes nothing, and what slipped by a day is what was told by then.
    #[test]
    fn sums_add_up_at_every_date(
        actions in proptest::collection::vec(
            (
                proptest::option::of(0u32..200),
                proptest::collection::btree_map(0u32..150, (0u8..4, 0u32..200), 0..5),
            ),
            1..6,
        ),
        view in 0u32..300,
    ) {
        let pages = built(&invented(&actions, false), &date(view));
        let whole = all(&pages);
        let times = times(&pages);
        let progress = pages.views().progress.get(&Id("plan".to_owned())).expect("it is there");
        let of = |items: &[ItemId]| {
            let keys: Vec<(ItemKey, Time)> =
                items.iter().map(|item| (key(&item.0), times[&item.0].clone())).collect();
            sums(keys.iter().map(|(key, time)| (key, time.clone())))
        };
        let parts: Vec<Sums> = progress.groups.iter().map(|g| of(&g.counts.items)).collect();
        let total = |figure: fn(&Sums) -> i64| parts.iter().map(figure).sum::<i64>();
        prop_assert_eq!(total(|s| s.items as i64), whole.items as i64);
        prop_assert_eq!(total(|s| s.times as i64), whole.times as i64);
        prop_assert_eq!(total(Sums::days_slipped), whole.days_slipped());
        prop_assert_eq!(total(|s| s.silent.len() as i64), whole.silent.len() as i64);
        prop_assert_eq!(total(|s| s.late.len() as i64), whole.late.len() as i64);
        prop_assert_eq!(whole.overdue.len(), progress.counts.overdue.len());
        prop_assert_eq!(whole.undated.len(), progress.counts.undated.len());
        prop_assert_eq!(&all(&built(&invented(&actions, true), &date(view))), &whole);
        for (number, (due, said)) in actions.iter().enumerate() {
            let (mut now, mut slipped) = (*due, 0);
            for (_, (_, to)) in said.iter().filter(|(at, (what, _))| **at <= view && *what == 0) {
                slipped += now.map_or(0, |from| i64::from(to.saturating_sub(from)));
                now = Some(*to);
            }
            prop_assert_eq!(times[&format!("A{number}")].slipped, slipped);
        }
    }
}
