//! Progress tables: what a plan adds up to in words and as a picture, by what a script may sort and filter, and that no
//! page lists more rows than it has room for.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test that cannot go on has failed, and tests look at the disk"
)]

mod support;

use scrutineer::Request;
use scrutineer::output::OutPath;
use scrutineer::render::Pages;
use support::{day, pages, repository, site};

/// The page at a path, with lines joined.
fn page(pages: &Pages, path: &str) -> String {
    let bytes = pages.page(&OutPath::new(path)).expect("a page");
    support::unwrapped(&String::from_utf8(bytes).expect("UTF-8"))
}

/// The pages of a site written as one text.
fn built(text: &str) -> Pages {
    let built =
        scrutineer::build(&site(text), Request { as_at: None, today: day("2026-11-22"), drafts: false });
    let faults: Vec<_> = built.diagnostics.iter().map(|d| format!("{:?} {}", d.place, d.message)).collect();
    built.pages.unwrap_or_else(|| panic!("{faults:#?}"))
}

#[test]
fn totals_say_no_more_than_the_papers() {
    let leeds = page(&pages(&repository(), None), "plans/focused-visit-2021.html");
    assert!(leeds.contains(
        "<p><b>27 actions</b>: 3 reported complete (none with evidence of its own), 1 overdue of 1 with a due date, \
         2 with a start date that passed and no word of a start, 14 open without any date or frequency.</p>"
    ));
    let quarterly =
        page(&pages(&repository().join("tests/sites/quarterly"), None), "plans/improvement-plan.html");
    for words in [
        "<b>15 actions</b>: 3 reported complete (none with evidence of its own), 1 signed off, 1 superseded, 3 overdue of ",
        "<b>4 actions</b>: none reported complete, none overdue of 2 with a due date, 1 open without any date or frequency.",
    ] {
        assert!(quarterly.contains(words), "{words}");
    }
    let interim = page(&pages(&repository().join("tests/sites/quarterly"), None), "plans/interim-plan.html");
    assert!(interim.contains("<b>2 actions</b>: 1 reported complete (with evidence of its own), 1 overdue"));
}

/// The figures stand beside the picture, and only what was signed off is drawn full.
#[test]
fn the_picture_has_a_cell_for_each_action() {
    let leeds = page(&pages(&repository(), None), "plans/focused-visit-2021.html");
    let bar =
        leeds.split("<svg class=\"squares\"").nth(1).and_then(|b| b.split("</svg>").next()).expect("a bar");
    assert!(bar.contains("aria-hidden=\"true\""));
    assert_eq!(bar.split(" d=").nth(1).map(|frame| frame.matches('z').count()), Some(1), "no update");
    assert_eq!(
        bar.matches('z').count(),
        27 + 12 + 3,
        "a frame each, and a filling for started and reported ones"
    );
    assert!(!bar.contains("tag-signed"));
}

#[test]
fn schedules_sort_by_what_needs_attention_first() {
    let leeds = page(&pages(&repository(), None), "plans/focused-visit-2021.html");
    let keys: Vec<&str> =
        leeds.split("class=\"word-schedule\"").skip(1).filter_map(|c| c.split('>').next()).collect();
    assert_eq!(keys.len(), 27);
    let first = keys.iter().min_by_key(|k| k.split("data-sort").nth(1)).expect("a key");
    assert!(first.contains("data-sort=\"10 overdue\""), "{first}");
}

/// A plan of three recommendations with so many actions each, all of one owner.
fn long_plan(each: usize) -> String {
    let mut text = String::from(
        "-- content/owners.yaml --\nowners:\n  - {id: head, name: The Head, kind: role}\n\
         -- content/papers/report.md --\n---\ntitle: Report\nkind: report\nform: full\ndate: 2024-01-10\n---\n1. All of it.\n\
         -- content/plans/long.yaml --\ntitle: Long plan\nsummary: A plan.\nset_out_in: report\n\
         defaults: {source: p1}\nrecommendations:\n",
    );
    for recommendation in ["R1", "R2", "R3"] {
        text += &format!("  - ref: {recommendation}\n    title: Title {recommendation}\n    text: Do it.\n");
        text += "    made: 2024-01-10\n    responses: [{value: accepted, date: 2024-01-10}]\n    actions:\n";
        for number in 1..=each {
            let id = format!("{recommendation}.{number}");
            text += &format!(
                "      - {{id: {id}, title: Step {id}, owner: head, due: 2024-03-01, source: p1}}\n"
            );
        }
    }
    text
}

#[test]
fn no_page_lists_more_rows_than_it_has_room_for() {
    let rows = |page: &str| page.matches("<th scope=\"row\">").count();
    let long = built(&long_plan(300));
    let plan = page(&long, "plans/long.html");
    assert_eq!(rows(&plan), 300, "the first recommendation; the others on pages of their own");
    for reference in ["R2", "R3"] {
        let link = format!(
            "Actions under {reference}: Title {reference}: 300 of them, listed with \
             <a href=\"long/actions/{reference}.html\">"
        );
        assert!(plan.contains(&link), "{reference}");
        assert_eq!(rows(&page(&long, &format!("plans/long/actions/{reference}.html"))), 300);
    }
    assert!(plan.contains("<b>900 actions</b>"), "the totals stay");
    let owner = page(&long, "owners/head.html");
    assert_eq!(rows(&owner), 500);
    assert!(owner.contains("And 400 more, listed with"));
    // The home page shows no more than the most pressing ones.
    let home = page(&long, "index.html");
    assert_eq!(rows(&home), 20);
    assert!(home.contains("there are 880 more") && home.contains(">Long plan</a>: 900 ("));
}

/// A page that has few rows has no filter and asks for no script.
#[test]
fn a_filter_stands_only_where_there_is_enough_to_filter() {
    let (short, long) = (built(&long_plan(1)), built(&long_plan(2)));
    for (pages, there) in [(short, false), (long, true)] {
        let page = page(&pages, "plans/long.html");
        assert_eq!(page.contains("data-filter"), there);
        assert_eq!(page.contains("<script src="), there);
    }
}
