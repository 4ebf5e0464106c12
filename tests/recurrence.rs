//! One concern across inspections: its story in order of time, what is found again, and which findings nothing answers.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test that cannot go on has failed, and tests look at the disk"
)]

mod support;

use scrutineer::Request;
use scrutineer::derive::recurrence::{Entry, Inspected, Story, answer, story};
use scrutineer::model::scalar::Id;
use scrutineer::render::Pages;
use support::{day, pages, rendered, repository, site};

const BASE: &str = "\
-- content/bodies.yaml --
bodies:
  - {id: inspectors, name: Inspectors, kind: inspectorate}
  - {id: board, name: Board, kind: scrutiny_board}
-- content/threads.yaml --
threads:
  - {id: plans, title: Plans for children, summary: Whether plans are good.}
-- content/papers/report.md --
---
title: Report
kind: report
date: 2021-03-01
form: full
---
1. First.
";

/// An inspection by its id, date and findings.
fn inspection(id: &str, date: &str, findings: &str) -> String {
    let date = if date.is_empty() { String::new() } else { format!("date: {date}\n") };
    format!(
        "-- content/papers/{id}.md --\n---\ntitle: Inspection {id}\nkind: inspection\n{date}form: summary\ninspection:\n  inspectorate: \
         inspectors\n  type: standard\n  findings:\n{findings}---\nText.\n"
    )
}

fn finding(reference: &str, kind: &str) -> String {
    format!("    - {{ref: {reference}, kind: {kind}, text: \"{reference} was seen.\", threads: [plans]}}\n")
}

fn built(text: &str) -> Pages {
    let request = Request { as_at: Some(day("2024-06-30")), today: day("2026-01-01"), drafts: false };
    let built = scrutineer::build(&site(&format!("{BASE}{text}")), request);
    let faults: Vec<_> = built.diagnostics.iter().map(|d| d.message.clone()).collect();
    built.pages.unwrap_or_else(|| panic!("{text}\n{faults:#?}"))
}

fn told(pages: &Pages, thread: &str) -> Story {
    story(pages.views(), &Id(thread.to_owned()))
}

/// A story, a line for each inspection and for what came after it.
fn lines(story: &Story) -> Vec<String> {
    let inspected = |i: &Inspected| {
        let findings = i.findings.iter().map(|f| {
            let key = |k: &Option<scrutineer::derive::backlinks::FindingKey>| {
                k.as_ref().map_or("-".to_owned(), |k| format!("{}#{}", k.paper, k.finding))
            };
            format!(" {}({} {})", f.key.finding, key(&f.to_improve_before), key(&f.strength_before))
        });
        let unsure = if i.unsure { "?" } else { "" };
        format!("{}{unsure}:{}", i.paper, findings.collect::<String>())
    };
    let mut lines = Vec::new();
    for chapter in &story.chapters {
        lines.extend(chapter.inspection.as_ref().map(inspected));
        let mut parts: Vec<String> = chapter.promised.iter().map(|k| k.item.0.clone()).collect();
        parts.extend(chapter.resolved.iter().map(|r| {
            let names: Vec<_> = r.names.iter().map(|k| k.item.0.as_str()).collect();
            format!("{}/{}[{}]", r.by.meeting, r.by.resolution, names.join(" "))
        }));
        parts.extend(chapter.silent.iter().map(|id| format!("silent {id}")));
        parts.extend(chapter.unsure.iter().map(|entry| match entry {
            Entry::Item(key) => format!("{}?", key.item),
            Entry::Resolution(by) => format!("{}?", by.meeting),
        }));
        lines.push(format!("- {}", parts.join(", ")));
    }
    lines.extend(story.undated.iter().map(|i| format!("undated {}", inspected(i))));
    lines
}

#[test]
fn a_concern_is_told_in_order_of_time() {
    let text = [
        inspection("late", "2022-05-09", &finding("L1", "area_for_improvement")),
        inspection("first", "2018-12", &(finding("F1", "area_for_improvement") + &finding("F2", "strength"))),
        inspection("other", "2023-01-10", "    - {ref: X, kind: observation, text: Something else.}\n"),
        inspection("second", "2021-01", &finding("S1", "observation")),
        inspection("undated", "", &finding("U1", "area_for_improvement")),
        "-- content/meetings/m.yaml --\nbody: board\ndate: 2021-04-01\nstatus: held\nresolutions:\n  - {ref: a, verbs: [noted], \
         affects: [{of: plan/A1, effect: noted}]}\n  - {ref: b, verbs: [noted], affects: [{of: plan, effect: noted}]}\n"
            .to_owned(),
        "-- content/plans/plan.yaml --\ntitle: Plan\nsummary: Plan.\nset_out_in: report\nactions:\n  \
         - {id: A1, title: One, source: p1, threads: [plans]}\n  \
         - {id: A0, title: Before all, made: 2017, threads: [plans]}\n  \
         - {id: A2, title: In the month of an inspection, made: 2021-01, threads: [plans]}\n  \
         - {id: A3, title: On the day, made: 2022-05-09, threads: [plans]}\n\
         recommendations:\n  - {ref: R1, title: Answers, text: Do., made: 2018-12, answers: [\"first#F1\"], threads: [plans]}\n"
            .to_owned(),
    ]
    .concat();
    let pages = built(&text);
    assert_eq!(
        lines(&told(&pages, "plans")),
        [
            "- A0",
            "first: F1(- -) F2(- -)",
            // It answers the inspection of the same month, so it came after it.
            "- R1",
            "second: S1(first#F1 first#F2)",
            // Whether A2 was made before or after the inspection of its month is not known.
            "- A2, A1, m/a[A1], m/b[], A2?",
            "late: L1(first#F1 first#F2)",
            "- A3, silent other",
            "undated undated: U1(- -)",
        ]
    );
    let page = String::from_utf8(rendered(&pages)["threads/plans.html"].clone()).unwrap();
    for words in [
        "4 inspections speak of it; 5 recommendations and actions; 1 finding made again; 1 observation on what an \
         earlier inspection had asked to improve; 2 findings on what was a strength before",
        "<span class=\"tag tag-bad\">found again</span>",
        "<span class=\"tag tag-watch\">spoken of again</span>",
        "Their dates do not tell whether these came before or after an inspection beside them: <a \
         href=\"../plans/plan/actions/A2.html\">A2 of Plan</a>",
        "where they belong in the order above is not known",
        "Without a finding on this concern that is recorded here: <a href=\"../papers/other.html\">Inspection other</a>",
        "it names none of these",
        "naming <a href=\"../plans/plan/actions/A1.html\">A1</a>",
    ] {
        assert!(page.contains(words), "{words}\n{page}");
    }
}

#[test]
fn dates_that_overlap_make_nothing_earlier() {
    let text = [
        inspection("visit", "2021-07-20/2021-09-03", &finding("V1", "area_for_improvement")),
        inspection("year", "2021", &finding("Y1", "area_for_improvement")),
    ]
    .concat();
    assert_eq!(lines(&told(&built(&text), "plans")), ["visit: V1(- -)", "- ", "year?: Y1(- -)", "- "]);
}

#[test]
fn a_finding_is_answered_by_what_says_so_else_by_what_follows_its_concern() {
    let findings = [
        finding("F1", "area_for_improvement"),
        finding("F2", "area_for_priority_action"),
        finding("F3", "observation"),
        finding("F4", "strength"),
        "    - {ref: F5, kind: observation, text: Seen by the way.}\n".to_owned(),
        "    - {ref: F6, kind: area_for_improvement, text: Told elsewhere., source: report#p1}\n".to_owned(),
    ]
    .concat();
    let plan = |more: &str| {
        format!(
            "{}-- content/plans/plan.yaml --\ntitle: Plan\nsummary: Plan.\ndefaults: {{kind: finding}}\nrecommendations:\n  \
             - {{ref: R1, title: One, text: One., made: 2021-03-01, answers: [\"i#F1\"]}}\n{more}",
            inspection("i", "2021-01-10", &findings)
        )
    };
    let short = |text: &str| {
        let pages = built(text);
        let views = pages.views();
        let of = |reference: &str| {
            let key = scrutineer::derive::backlinks::FindingKey {
                paper: Id("i".to_owned()),
                finding: scrutineer::model::scalar::ItemId(reference.to_owned()),
            };
            answer(views, &key).map(|a| (a.by.len(), a.recorded.len(), a.in_thread, a.is_none()))
        };
        let listed: Vec<String> = views.recurrence.unanswered.iter().map(|k| k.finding.0.clone()).collect();
        (["F1", "F2", "F3", "F4", "F5", "F6"].map(of), listed.join(" "))
    };
    // A recommendation without any action records a finding and does not answer it.
    let nothing = Some((0, 0, 0, true));
    assert_eq!(
        short(&plan("")),
        ([Some((0, 1, 0, true)), nothing, nothing, None, None, nothing], "F1 F2 F3 F6".to_owned())
    );
    // An action of before the inspection answers nothing that it found; one that cites the place of a finding does.
    let more = "actions:\n  - {id: A1, title: Earlier, made: 2020, threads: [plans]}\n  - {id: A2, title: Cites, source: report#p1}\n";
    assert_eq!(
        short(&plan(more)),
        (
            [Some((0, 1, 0, true)), nothing, nothing, None, None, Some((1, 0, 0, false))],
            "F1 F2 F3".to_owned()
        )
    );
    let more = "actions:\n  - {id: A1, title: Later, made: 2021-06, threads: [plans]}\n";
    let followed = Some((0, 0, 1, false));
    assert_eq!(
        short(&plan(more)),
        ([Some((0, 1, 1, false)), followed, followed, None, None, nothing], "F6".to_owned())
    );
}

#[test]
fn the_leeds_papers_tell_their_story() {
    let pages = pages(&repository(), None);
    let strategy = lines(&told(&pages, "strategy-discussions"));
    assert_eq!(strategy[0], "ilacs-earlier: F1(- -)");
    assert_eq!(strategy[2], "focused-visit-2021: D(ilacs-earlier#F1 -)");
    assert_eq!(strategy[3], "- D, D1, D2, D3, D4, D5, D6, 2022-07/b[], silent ilacs-2022");
    let abuse = lines(&told(&pages, "domestic-abuse"));
    assert_eq!(abuse[2..], ["focused-visit-2021: N3(- ilacs-earlier#S2)", "- silent ilacs-2022"]);
    let unanswered: Vec<String> =
        pages.views().recurrence.unanswered.iter().map(|k| format!("{}#{}", k.paper, k.finding)).collect();
    assert_eq!(unanswered, ["ilacs-earlier#F3", "ilacs-earlier#F4", "focused-visit-2021#N3"]);
}
