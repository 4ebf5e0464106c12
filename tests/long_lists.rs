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
        ("lists/papers-2021-1.html", 500),
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
    assert!(pages["lists/owners-0-9.html"].contains("24-hour team"));
    // A letter that no address should hold has a number.
    assert!(pages.iter().any(|(p, t)| p.starts_with("lists/owners-letter-") && t.contains("Éclair team")));
    assert!(pages["plans.html"].contains("The plan"), "a short list stays on one page");
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
