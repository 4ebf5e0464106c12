//! The page of a whole plan, for print: nothing that the pages of its records say of them is missing there.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test that cannot go on has failed, and tests look at the disk"
)]

mod support;

use std::collections::BTreeSet;

use scrutineer::Request;
use support::{day, pages, rendered, repository, site};

/// The pieces of a page's text between its tags, inside `main`.
fn pieces(html: &[u8]) -> Vec<String> {
    let html = String::from_utf8_lossy(html).into_owned();
    let main = html.split("<main").nth(1).and_then(|rest| rest.split("</main>").next()).unwrap();
    let texts = main.split('<').filter_map(|piece| piece.split_once('>').map(|(_, text)| text.trim()));
    texts.filter(|text| !text.is_empty()).map(str::to_owned).collect()
}

/// The pieces before what was resolved on the plan as a whole, or on the recommendation above: that stands there and is
/// not said again.
fn without_resolutions_on_others(pieces: Vec<String>) -> Vec<String> {
    let end = pieces.iter().position(|p| p.contains("does not name it")).unwrap_or(pieces.len());
    pieces.into_iter().take(end).collect()
}

fn every_word_stands_in_print(folder: &str) {
    let site = rendered(&pages(&repository().join(folder), None));
    let mut compared = 0;
    for (path, page) in &site {
        let Some((plan, _)) = path.strip_prefix("plans/").and_then(|p| p.split_once("/actions/")) else {
            continue;
        };
        let print: BTreeSet<String> =
            pieces(&site[&format!("plans/{plan}/print.html")]).into_iter().collect();
        for piece in without_resolutions_on_others(pieces(page)) {
            // The title stands there without the reference before it, the kicker without the plan.
            let title = piece.split_once(' ').map(|(_, title)| title);
            let kicker = piece.strip_suffix(" of");
            let found = print.contains(&piece)
                || title.is_some_and(|title| print.contains(title))
                || kicker.is_some_and(|kicker| print.contains(kicker) || kicker.starts_with("Action"))
                || [", under", "Actions", "All answers to recommendations"].contains(&piece.as_str())
                || piece.starts_with("Actions under");
            assert!(found, "plans/{plan}/print.html does not say `{piece}` of {path}");
            compared += 1;
        }
    }
    assert!(compared > 100, "only {compared} pieces of text were compared");
}

#[test]
fn all_that_is_said_of_each_action_is_printed_with_the_plan() {
    for folder in [".", "tests/sites/quarterly", "tests/sites/recommendations"] {
        every_word_stands_in_print(folder);
    }
}

#[test]
fn the_plan_itself_its_measures_and_rounds_are_printed_too() {
    let site = rendered(&pages(&repository().join("tests/sites/quarterly"), None));
    let print: BTreeSet<String> = pieces(&site["plans/improvement-plan/print.html"]).into_iter().collect();
    // Links to other pages of the plan, and to its data.
    let own = [
        "The whole plan on one page, for printing",
        "How it changed over time",
        "; ",
        "As data:",
        "actions and where they stand",
        "every dated word",
    ];
    let data =
        ["As data:", "actions and where they stand", ",", "every dated word", "measures and their figures"];
    // Drawings of dates that stand with each item are not printed again; what comes below them is.
    let over_time = pieces(&site["plans/improvement-plan/over-time.html"]).into_iter();
    let over_time = over_time.skip_while(|piece| piece != "Rounds of updates");
    for piece in pieces(&site["plans/improvement-plan.html"]).into_iter().chain(over_time) {
        let of_links = piece.starts_with("own page of")
            || own.iter().any(|o| piece == o.trim())
            || data.contains(&piece.as_str());
        // The last change of an item's words is told with the item.
        assert!(
            of_links || print.contains(&piece) || said_otherwise(&piece),
            "print.html does not say `{piece}`"
        );
    }
    for piece in pieces(&site["measures.html"]).iter().filter(|p| p.contains("figures") || p.contains('%')) {
        let of_this =
            print.contains(piece) || data.contains(&piece.as_str()) || piece.contains("What is measured");
        assert!(of_this, "print.html does not say `{piece}` of a measure");
    }
}

/// What the page of the whole plan says in the words of the items' own pages.
fn said_otherwise(piece: &str) -> bool {
    ["In our words.", "Response:", "Amendments"].contains(&piece)
        || piece.contains(" made by")
        || ["; source:", "to"].contains(&piece)
}

#[test]
fn its_links_to_its_own_records_stay_on_the_page() {
    let site = rendered(&pages(&repository(), None));
    let print = String::from_utf8_lossy(&site["plans/focused-visit-2021/print.html"]).into_owned();
    assert!(print.contains("href=\"#action-A1\"") && print.contains("id=\"action-A1\""));
    assert!(print.contains("href=\"#recommendation-A\"") && print.contains("href=\"#measure-M1\""));
    assert!(!print.contains("href=\"actions/"));
}

#[test]
fn headings_skip_no_level_and_ids_are_unique() {
    for folder in [".", "tests/sites/quarterly", "tests/sites/recommendations"] {
        let site = rendered(&pages(&repository().join(folder), None));
        for (path, page) in site.iter().filter(|(path, _)| path.ends_with("/print.html")) {
            let html = String::from_utf8_lossy(page);
            let mut level = 0;
            for heading in html.split("<h").skip(1) {
                let Some(next) = heading.chars().next().and_then(|c| c.to_digit(10)) else { continue };
                assert!(next <= level + 1, "{path}: a heading of level {next} after one of {level}");
                level = next;
            }
            let mut ids = BTreeSet::new();
            for id in html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
                assert!(ids.insert(id.to_owned()), "{path}: the id {id} stands twice");
            }
        }
    }
}

#[test]
fn a_plan_too_long_for_one_page_says_so_instead() {
    let actions: String =
        (1..=10_001).map(|n| format!("  - {{id: A{n}, title: Action {n}, made: 2024-01-01}}\n")).collect();
    let files =
        site(&format!("-- content/plans/plan.yaml --\ntitle: Plan\nsummary: Long.\nactions:\n{actions}"));
    let built = scrutineer::build(&files, Request { as_at: None, today: day("2024-06-30"), drafts: false });
    let pages = built.pages.unwrap_or_else(|| panic!("{:?}", built.diagnostics.first()));
    let path = pages.paths().find(|p| p.as_str() == "plans/plan/print.html").unwrap();
    let page = String::from_utf8(pages.page(path).unwrap()).unwrap();
    assert!(page.contains("too many records and dated words for one page"), "{page}");
    assert!(!page.contains("action-A1"));
}

/// A plan whose own page hands tables to the pages of its recommendations has them all on paper.
#[test]
fn a_plan_of_over_500_actions_is_printed_whole() {
    let mut text =
        "-- content/plans/long.yaml --\ntitle: Long\nsummary: A long plan.\nrecommendations:\n".to_owned();
    for group in 0..3 {
        text.push_str(&format!("  - ref: R{group}\n    title: Recommendation {group}\n    text: Words.\n    made: 2023-01-01\n    actions:\n"));
        for action in 0..200 {
            text.push_str(&format!(
                "      - {{id: A{group}.{action}, title: Action number {action}, made: 2023-01-01}}\n"
            ));
        }
    }
    let request = scrutineer::Request { as_at: None, today: support::day("2024-07-01"), drafts: false };
    let built = scrutineer::build(&support::site(&text), request);
    let pages = rendered(&built.pages.expect("no fault"));
    let print = String::from_utf8_lossy(&pages["plans/long/print.html"]).into_owned();
    assert!(!print.contains("No action is recorded here"));
    assert_eq!(print.matches("<th scope=\"row\"").count(), 600);
    let plan = String::from_utf8_lossy(&pages["plans/long.html"]).into_owned();
    assert_eq!(plan.matches("<th scope=\"row\"").count(), 400);
}
