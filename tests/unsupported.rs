//! What is called complete without evidence of its own, and the page that lists it.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test that cannot go on has failed, and tests look at the disk"
)]

mod support;

use scrutineer::Request;
use scrutineer::derive::unsupported::{Unsupported, unsupported};
use scrutineer::model::scalar::Id;
use scrutineer::model::update::Evidence;
use support::{day, rendered, site};

const BASE: &str = "\
-- content/bodies.yaml --
bodies:
  - {id: board, name: Board, kind: scrutiny_board}
-- content/owners.yaml --
owners:
  - {id: head, name: Head of Service, kind: role}
-- content/papers/report.md --
---
title: Report
kind: report
date: 2024-01-10
form: full
---
1. First.
";

/// A plan with a recommendation R of the actions R1 and R2, and the action A1; meetings as they are written.
fn plan(updates: [&str; 4], meetings: &[(&str, &str)]) -> (Unsupported, String) {
    let [r, r1, r2, a1] =
        updates.map(|u| if u.is_empty() { String::new() } else { format!(", updates: [{u}]") });
    let meetings: String = meetings
        .iter()
        .map(|(date, resolution)| {
            format!(
                "-- content/meetings/m{date}.yaml --\nbody: board\ndate: {date}\nstatus: held\nresolutions:\n  - \
                 {{ref: a, verbs: [approved], {resolution}}}\n"
            )
        })
        .collect();
    let text = format!(
        "{BASE}{meetings}-- content/plans/plan.yaml --\ntitle: Plan\nsummary: Plan.\nset_out_in: report\nactions:\n  - \
         {{id: A1, title: Alone, source: p1{a1}}}\nrecommendations:\n  - {{ref: R, title: Do, text: Do., source: p1{r}, actions: \
         [{{id: R1, title: One, source: p1{r1}}}, {{id: R2, title: Two, source: p1{r2}}}]}}\n"
    );
    let request = Request { as_at: Some(day("2024-06-30")), today: day("2026-01-01"), drafts: false };
    let built = scrutineer::build(&site(&text), request);
    let faults: Vec<_> = built.diagnostics.iter().map(|d| d.message.clone()).collect();
    let pages = built.pages.unwrap_or_else(|| panic!("{text}\n{faults:#?}"));
    let found = unsupported(pages.views(), &Id("plan".to_owned()));
    let page = rendered(&pages)["without-evidence.html"].clone();
    (found, String::from_utf8(page).unwrap())
}

/// Each claim as "id: evidence, named, unnamed"; each approval that names no action by its recommendation.
fn short(found: &Unsupported) -> (Vec<String>, Vec<String>) {
    let claim = |c: &scrutineer::derive::unsupported::Claim| {
        format!("{}: {:?} {} {}", c.key.item, c.evidence, c.named.len(), c.unnamed.len())
    };
    let whole = |w: &scrutineer::derive::unsupported::Whole| {
        format!("{} of {}", w.of.as_ref().map_or("plan", |r| r.0.as_str()), w.counts.items.len())
    };
    (found.claims.iter().map(claim).collect(), found.wholes.iter().map(whole).collect())
}

const COMPLETE: &str = "{date: 2024-02-01, status: complete, by: head}";
const NONE: [String; 0] = [];

#[test]
fn where_nothing_is_called_complete_the_page_says_so() {
    let (found, page) = plan(["", "", "{date: 2024-02-01, status: in_progress}", ""], &[]);
    assert_eq!((found.called, short(&found)), (0, (NONE.to_vec(), NONE.to_vec())));
    assert!(page.contains("No recommendation or action published here is called complete"), "{page}");
    let proved = "{date: 2024-02-01, status: complete, evidence: data, source: p1}";
    let (found, page) = plan(["", "", "", proved], &[]);
    assert_eq!((found.called, found.claims.len()), (1, 0));
    assert!(
        page.contains(
            "1 recommendation or action is called complete or approved by name here, and it stands"
        )
    );
}

#[test]
fn what_is_called_complete_is_listed_with_what_stands_behind_it() {
    let bare = "{date: 2024-02-01, status: complete, evidence: data}";
    let denied = "{date: 2024-02-01, status: complete, evidence: contradicted, source: p1}";
    let (found, page) = plan([COMPLETE, bare, denied, COMPLETE], &[]);
    assert_eq!(short(&found).0, ["R: None 0 0", "R1: Unsourced 0 0", "R2: Contradicted 0 0", "A1: None 0 0"]);
    for words in [
        "4 recommendations and actions are called complete or approved by name here, none of them with evidence of its \
         own.",
        "stated, but no source bears it out",
        "who said so is not stated",
        "Head of Service",
        "no source stated",
        "no resolution published here approves it",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert!(found.claims.iter().all(|c| c.evidence != Evidence::Data));
}

#[test]
fn approvals_that_do_not_name_an_item_are_told_apart() {
    let approve = |of: &str| format!("affects: [{{of: {of}, effect: completion_approved}}]");
    let (on_plan, on_r, on_a1) = (approve("plan"), approve("plan/R"), approve("plan/A1"));
    let (found, page) = plan(
        ["", COMPLETE, "", ""],
        &[("2024-01-31", &on_plan), ("2024-03-05", &on_plan), ("2024-04-05", &on_r), ("2024-05-05", &on_a1)],
    );
    // The first approval came before anybody called R1 complete; R2 is called nothing, and A1 was approved by name.
    let claims = ["R1: None 0 2", "A1: None 1 2"];
    let (listed, wholes) = short(&found);
    assert_eq!(listed, claims);
    assert_eq!(wholes, ["plan of 3", "plan of 3", "R of 2"]);
    assert!(page.contains("which does not name it"), "{page}");
    assert!(page.contains("no update calls it complete"), "{page}");
}

#[test]
fn what_was_taken_back_or_said_later_stands_above_an_approval() {
    let approve = "affects: [{of: plan/A1, effect: completion_approved}]";
    let back = "affects: [{of: plan/A1, effect: reopened}]";
    let (found, _) = plan(["", "", "", ""], &[("2024-03-05", approve), ("2024-04-05", back)]);
    assert_eq!(short(&found).0, NONE);
    let (found, _) = plan(["", "", "", ""], &[("2024-03-05", back), ("2024-04-05", approve)]);
    assert_eq!(short(&found).0, ["A1: None 1 0"]);
    let later = "{date: 2024-04-01, status: in_progress}";
    let (found, _) = plan(["", "", "", later], &[("2024-03-05", approve)]);
    assert_eq!(short(&found).0, NONE);
}
