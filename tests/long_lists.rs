//! No list page grows without end: long lists are split by year or letter, and nothing is lost between the pages.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test that cannot go on has failed, and tests look at the disk"
)]

mod support;

use std::collections::BTreeMap;
use std::fmt::Write;

use scrutineer::Request;
use support::{day, rendered, site};

/// 560 papers of 2021, 60 of 2022 and 5 undated ones; 501 owners; one plan with 40 overdue actions.
fn long_site() -> BTreeMap<String, String> {
    let mut text = String::new();
    for number in 0..625 {
        let date = match number {
            0..560 => format!("date: 2021-{:02}-{:02}\n", number % 12 + 1, number % 28 + 1),
            560..620 => format!("date: 2022-03-{:02}\n", number % 28 + 1),
            _ => String::new(),
        };
        write!(text, "-- content/papers/paper-{number}.md --\n---\ntitle: Paper number {number}\nkind: background\nform: full\n{date}---\nWords.\n").unwrap();
    }
    text.push_str("-- content/owners.yaml --\nowners:\n");
    for number in 0..501 {
        let letter = char::from(b'A' + (number % 25) as u8);
        writeln!(text, "  - {{id: owner-{number}, name: {letter} team {number}, kind: team}}").unwrap();
    }
    text.push_str(
        "  - {id: zoe, name: Éclair team, kind: team}\n  - {id: digits, name: 24-hour team, kind: team}\n",
    );
    text.push_str("-- content/plans/plan.yaml --\ntitle: The plan\nsummary: A plan.\nactions:\n");
    for number in 0..40 {
        writeln!(
            text,
            "  - {{id: A{number}, title: Action {number}, made: 2023-01-01, due: 2024-0{}-0{}}}",
            number / 10 + 1,
            number % 9 + 1
        )
        .unwrap();
    }
    let request = Request { as_at: Some(day("2024-06-30")), today: day("2024-06-30"), drafts: false };
    let built = scrutineer::build(&site(&text), request);
    let faults: Vec<_> = built.diagnostics.iter().map(|d| format!("{:?} {}", d.place, d.message)).collect();
    let pages = built.pages.unwrap_or_else(|| panic!("{faults:#?}"));
    rendered(&pages)
        .into_iter()
        .map(|(path, bytes)| (path, String::from_utf8_lossy(&bytes).into_owned()))
        .collect()
}

/// How often these words stand in a page.
fn count(page: &str, words: &str) -> usize {
    page.matches(words).count()
}

#[test]
fn long_lists_are_split_and_every_record_is_listed_once() {
    let pages = long_site();
    let first = &pages["papers.html"];
    assert!(first.contains("625 in all"));
    assert_eq!(count(first, "list-head"), 0);
    for (path, papers) in [
        ("lists/papers-2022.html", 60),
        ("lists/papers-2021.html", 500),
        ("lists/papers-2021-2.html", 60),
        ("lists/papers-undated.html", 5),
    ] {
        assert_eq!(count(&pages[path], "list-head"), papers, "{path}");
        assert!(first.contains(&format!("href=\"{path}\"")), "{path}");
    }
    assert!(pages["lists/papers-2021-2.html"].contains("<h1>Papers: 2021, part 2 of 2</h1>"));
    let lists: String =
        pages.iter().filter(|(p, _)| p.starts_with("lists/owners-")).map(|(_, t)| t.as_str()).collect();
    for number in 0..501 {
        assert_eq!(count(&lists, &format!("owners/owner-{number}.html")), 1, "owner {number}");
    }
    assert!(pages["lists/owners-numbers.html"].contains("24-hour team"));
    // An accent does not make another letter, and no address that moves with what else the list holds.
    assert!(pages["lists/owners-e.html"].contains("Éclair team"));
    assert!(pages["plans.html"].contains("The plan"), "a short list stays on one page");
}

/// How names begin: the file each stands in if it is of a list that is split.
const BEGINNINGS: [(&str, &str); 14] = [
    ("“Early Help”", "e"),
    ("eagle", "e"),
    ("École", "e"),
    ("E\u{301}clair", "e"),
    ("‘Zebra’", "z"),
    ("(Zoo)", "z"),
    ("Audit", "a"),
    ("🙂 Audit", "a"),
    ("24-hour", "numbers"),
    ("٣", "numbers"),
    ("Ωmega", "other"),
    ("فريق", "other"),
    ("ßharp", "other"),
    ("🙂", "other"),
];

/// The texts between two words.
fn between<'t>(text: &'t str, before: &str, after: &str) -> Vec<&'t str> {
    text.split(before).skip(1).filter_map(|rest| rest.split(after).next()).collect()
}

#[test]
fn whatever_names_begin_with_every_record_stands_on_one_list_page() {
    const COUNT: usize = 518;
    let beginning = |number: usize| BEGINNINGS[number % BEGINNINGS.len()];
    // The last has no letter at all: its number would be one.
    let name = |number: usize| match beginning(number) {
        ("🙂", _) => "🙂".repeat(number + 1),
        (first, _) => format!("{first} {number}"),
    };
    let mut text = "-- content/owners.yaml --\nowners:\n".to_owned();
    for number in 0..COUNT {
        writeln!(text, "  - {{id: of-{number}-x, name: \"{}\", kind: team}}", name(number)).unwrap();
    }
    for number in 0..COUNT {
        let name = name(number);
        write!(text, "-- content/plans/of-{number}-x.yaml --\ntitle: \"{name}\"\nsummary: A plan.\nactions:\n  - {{id: A1, title: Act, made: 2023-01-01}}\n").unwrap();
    }
    let request = Request { as_at: None, today: day("2024-06-30"), drafts: false };
    let built = scrutineer::build(&site(&text), request);
    let faults: Vec<_> = built.diagnostics.iter().map(|d| format!("{:?} {}", d.place, d.message)).collect();
    let pages = built.pages.unwrap_or_else(|| panic!("{faults:#?}"));
    let page = |path: &str| {
        let path =
            pages.paths().find(|p| p.as_str() == path).unwrap_or_else(|| panic!("{path} is not there"));
        String::from_utf8(pages.page(path).unwrap()).unwrap()
    };
    for list in ["owners", "plans"] {
        let first = page(&format!("{list}.html"));
        let parts = between(&first, &format!("href=\"lists/{list}-"), ".html\"");
        assert_eq!(parts, ["numbers", "a", "e", "z", "other"], "{list}");
        let mut listed = vec![0; COUNT];
        for part in parts {
            for found in
                between(&page(&format!("lists/{list}-{part}.html")), &format!("/{list}/of-"), "-x.html\"")
            {
                let number: usize = found.parse().unwrap();
                listed[number] += 1;
                assert_eq!(beginning(number).1, part, "{list}: {}", name(number));
            }
        }
        assert!(listed.iter().all(|times| *times == 1), "{list}: {listed:?}");
    }
}

#[test]
fn the_home_page_shows_those_longest_overdue_and_counts_the_rest() {
    let home = &long_site()["index.html"];
    assert!(home.contains("<b>40</b> overdue"), "all are counted");
    let (_, overdue) = home.split_once("id=\"page-overdue\"").unwrap();
    let (overdue, _) = overdue.split_once("</section>").unwrap();
    assert_eq!(count(overdue, "<th scope=\"row\""), 20);
    assert!(overdue.contains("there are 20 more"), "{overdue}");
    // The first ten are due in January, the next in February: the last twenty are not among those shown.
    let (table, _) = overdue.split_once("</table>").unwrap();
    assert!(table.contains("Action 19") && !table.contains("Action 20"), "{table}");
}

#[test]
fn what_somebody_owns_and_answers_for_share_the_room_of_one_page() {
    // Of each owner: how many actions they own and answer for, how many rows are shown of each, and what is said of others.
    for (owns, answers, shown, said) in [
        (400, 60, (400, 60), None),
        (400, 220, (400, 100), Some("And 120 more, listed with")),
        (520, 30, (500, 0), Some("The plan: 30 of them, listed with")),
    ] {
        let mut text = "-- content/owners.yaml --\nowners:\n  - {id: hub, name: Hub, kind: team}\n  - {id: other, name: Other, kind: team}\n-- content/plans/plan.yaml --\ntitle: The plan\nsummary: A plan.\nactions:\n".to_owned();
        for number in 0..owns + answers {
            let owned = if number < owns { "owner: hub" } else { "owner: other, answerable: hub" };
            writeln!(text, "  - {{id: A{number}, title: Act {number}, made: 2023-01-01, {owned}}}").unwrap();
        }
        let request = Request { as_at: None, today: day("2024-06-30"), drafts: false };
        let built = scrutineer::build(&site(&text), request);
        let faults: Vec<_> =
            built.diagnostics.iter().map(|d| format!("{:?} {}", d.place, d.message)).collect();
        let pages = built.pages.unwrap_or_else(|| panic!("{faults:#?}"));
        let path = pages.paths().find(|p| p.as_str() == "owners/hub.html").unwrap();
        let page = String::from_utf8(pages.page(path).unwrap()).unwrap();
        let (owned, answerable) = page.split_once("id=\"page-answerable\"").unwrap();
        let rows = |text: &str| count(text, "<th scope=\"row\"");
        assert_eq!((rows(owned), rows(answerable)), shown, "{owns} and {answers}");
        match said {
            Some(words) => assert!(answerable.contains(words), "{owns} and {answers}"),
            None => assert!(!page.contains("listed with"), "{owns} and {answers}"),
        }
    }
}
