//! Where papers do not fit together: the sides with their words; ratings, withdrawals and judgements in words.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test that cannot go on has failed, and tests look at the disk"
)]

mod support;

use std::collections::BTreeMap;

use scrutineer::Request;
use support::{day, rendered, site};

const BASE: &str = "\
-- content/bodies.yaml --
bodies:
  - {id: board, name: Board, kind: scrutiny_board}
-- content/papers/report.md --
---
title: Report
kind: report
date: 2024-01-10
form: full
---
1. Every *pavement* was gritted, see [the note](paper:hidden).

2. By November.
-- content/papers/hidden.md --
---
title: Hidden
kind: letter
date: 2024-01-12
form: full
withheld: {why: exempt}
---
Secret.
-- content/papers/letter.md --
---
title: Letter
kind: letter
form: summary
---
No pavement was gritted. {#none}
";

/// The pages of a site and the words of its faults.
fn built(text: &str) -> (BTreeMap<String, String>, Vec<String>) {
    let request = Request { as_at: Some(day("2024-06-30")), today: day("2026-01-01"), drafts: false };
    let built = scrutineer::build(&site(&format!("{BASE}{text}")), request);
    let faults = built.diagnostics.iter().map(|d| format!("{}: {}", d.code.word(), d.message)).collect();
    let pages = built.pages.map(|pages| rendered(&pages)).unwrap_or_default();
    (
        pages.into_iter().map(|(path, bytes)| (path, String::from_utf8_lossy(&bytes).into_owned())).collect(),
        faults,
    )
}

#[test]
fn both_sides_of_a_disagreement_stand_with_their_words_place_and_date() {
    let (pages, _) = built(
        "-- content/disagreements.yaml --\ndisagreements:\n  - {id: d, kind: disagree, between: [report#p1, letter#none], note: One \
         says all.}\n",
    );
    for path in ["disagreements.html", "papers/report.html", "papers/letter.html"] {
        let page = &pages[path];
        for words in [
            "they disagree",
            "<p>Every pavement was gritted, see a paper that is not published.</p>",
            "<p>No pavement was gritted.</p>",
            "10 January 2024</time>. In its own words.",
            "date not stated. In our summary.",
        ] {
            assert!(page.contains(words), "{path} {words}\n{page}");
        }
    }
    assert!(
        pages["threads.html"]
            .contains("<a href=\"disagreements.html\">1 place where papers do not fit together</a>")
    );
    assert!(!pages.contains_key("ratings.html") && !pages.contains_key("without-evidence.html"));
}

#[test]
fn a_claim_stands_beside_what_it_was_checked_against_on_both_papers() {
    let (pages, _) = built(
        "-- content/papers/story.md --\n---\ntitle: Story\nkind: press\ndate: 2024-02\nform: summary\nclaims:\n  - {text: Half was \
         gritted., against: report#p1, verdict: differs, note: The report says every.}\n---\nText.\n",
    );
    for path in ["disagreements.html", "papers/report.html", "papers/story.html"] {
        let page = &pages[path];
        for words in [
            "differs",
            "The papers say otherwise.",
            "Half was gritted.",
            "Every pavement was gritted",
            "February 2024",
        ] {
            assert!(page.contains(words), "{path} {words}\n{page}");
        }
    }
    assert!(!pages["papers/letter.html"].contains("Half was gritted"));
}

#[test]
fn the_source_of_a_rating_scheme_is_checked_and_a_good_step_on_overdue_work_says_so() {
    let rated = |source: &str| {
        format!(
            "-- site.toml --\ntitle = \"T\"\ncouncil = \"C\"\ndescription = \"D\"\n[[allow]]\ncode = \"no-accessibility-statement\"\n\
             reason = \"A test.\"\n[ratings.rag]\nlabel = \"RAG\"\nsource = {source}\nsteps = [{{id = \"green\", label = \"Green\", \
             definition = \"On course.\", means = \"good\"}}, {{id = \"red\", label = \"Red\", definition = \"Late.\", means = \
             \"bad\"}}]\n-- content/plans/plan.yaml --\ntitle: Plan\nsummary: Plan.\nset_out_in: report\nactions:\n  - {{id: A1, title: \
             Do, due: 2024-03-31, source: p1, updates: [{{date: 2024-03-01, rating: green}}]}}\n  - {{id: A2, title: Also, due: \
             2024-03-31, source: p1, updates: [{{date: 2024-03-01, rating: red}}]}}\n"
        )
    };
    let (pages, _) = built(&rated("\"report#p2\""));
    assert!(pages["ratings.html"].contains("<a href=\"papers/report.html#p2\">Report, paragraph 2</a>"));
    for path in ["plans/plan.html", "plans/plan/actions/A1.html"] {
        let page = &pages[path];
        assert!(page.contains("so rated on 1 March 2024, yet overdue by 91 days"), "{path}: {page}");
        assert!(page.contains("ratings.html#scheme-rag"), "{path}: {page}");
    }
    assert!(!pages["plans/plan/actions/A2.html"].contains("so rated on"));
    let (pages, faults) = built(&rated("\"hidden#p1\""));
    assert!(pages.is_empty() && faults.iter().any(|f| f.starts_with("unknown-anchor")), "{faults:?}");
    let (pages, faults) = built(&rated("{paper = \"hidden\"}"));
    assert!(pages["ratings.html"].contains("a paper that is not published"), "{faults:?}");
    assert!(faults.iter().any(|f| f.starts_with("cites-unpublished")), "{faults:?}");
    let (_, faults) = built(&rated("\"nowhere#p1\""));
    assert!(faults.iter().any(|f| f.starts_with("unknown-paper")), "{faults:?}");
}

#[test]
fn the_reason_of_a_withdrawal_links_to_nothing_hidden() {
    let (pages, _) = built(
        "-- content/papers/taken.md --\n---\ntitle: Taken\nkind: letter\ndate: 2024-01-12\nform: full\nwithdrawn: {date: 2024-03-01, \
         reason: \"Replaced by [the report](paper:report); see [zqtext](paper:hidden) and [zqfile](file:zq.pdf).\"}\n---\nText.\n\
         -- content/files/zq.pdf --\nNo.\n",
    );
    let page = &pages["papers/taken.html"];
    assert!(page.contains("Reason: Replaced by <a href=\"report.html\">the report</a>"), "{page}");
    assert!(
        page.contains("a paper that is not published") && page.contains("a record that is not published"),
        "{page}"
    );
    assert!(!pages.values().any(|page| page.contains("zqtext") || page.contains("zq.pdf")));
}

#[test]
fn what_is_not_judged_is_said_and_an_undated_inspection_is_not_the_first() {
    let inspection = |id: &str, date: &str, judgements: &str| {
        format!(
            "-- content/papers/{id}.md --\n---\ntitle: Inspection {id}\nkind: inspection\n{date}form: summary\ninspection:\n  \
             inspectorate: board\n  type: standard\n{judgements}---\nText.\n"
        )
    };
    let (pages, _) = built(
        &[
            inspection("a", "", "  judgements: {Overall: Good}\n"),
            inspection("b", "date: 2020-05\n", "  judgements: {Overall: Inadequate, Leaders: Good}\n"),
            inspection(
                "c",
                "date: 2022-05\n",
                "  findings: [{ref: F1, kind: area_for_improvement, text: F., threads: [t]}]\n",
            ),
            "-- content/threads.yaml --\nthreads:\n  - {id: t, title: T, summary: S.}\n".to_owned(),
        ]
        .concat(),
    );
    let page = &pages["threads.html"];
    let (b, a) = (page.find("Inspection b").unwrap(), page.find("Inspection a").unwrap());
    assert!(b < a && page.contains("date not stated"), "{page}");
    assert!(page.contains("no grade recorded here"), "{page}");
    assert!(
        page.contains("No grade is recorded here of: <a href=\"papers/c.html\">Inspection c</a>"),
        "{page}"
    );
}
