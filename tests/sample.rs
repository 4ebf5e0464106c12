//! The sample site by its key facts: what the five documents hold, and what they do not.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test that cannot go on has failed, and tests look at the disk"
)]

mod support;

use std::collections::BTreeSet;

use scrutineer::derive::progress::Progress;
use scrutineer::model::scalar::{Id, ItemId};
use support::{complaints, pages, program, rendered, repository, run, tree};

fn ids(items: &[ItemId]) -> Vec<&str> {
    items.iter().map(|i| i.0.as_str()).collect()
}

fn plan(name: &str, as_at: Option<&str>) -> Option<Progress> {
    pages(&repository(), as_at).views().progress.get(&Id(name.to_owned())).map(|p| Progress::clone(p))
}

/// A page's text without its tags.
fn text(html: &[u8]) -> String {
    let html = String::from_utf8_lossy(html);
    let mut text = String::new();
    let mut inside = false;
    for letter in html.chars() {
        match letter {
            '<' => {
                inside = true;
                text.push(' ');
            }
            '>' => inside = false,
            letter if !inside => text.push(letter),
            _ => {}
        }
    }
    text.split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .replace(" ,", ",")
        .replace("( ", "(")
        .replace(" )", ")")
}

#[test]
fn the_focused_visit_plan_is_counted_as_the_report_has_it() {
    let counts = plan("focused-visit-2021", None).unwrap().counts;
    assert_eq!(counts.items.len(), 27);
    assert_eq!(ids(&counts.owner_role), ["A3", "B3", "B5", "D6", "G2", "G3"]);
    assert_eq!(ids(&counts.owner_team), ["B4", "D4", "E1", "E2", "E3", "E5", "G1"]);
    assert_eq!(counts.owner_none.len(), 14);
    assert_eq!((ids(&counts.started_by), ids(&counts.due_by)), (vec!["C2", "C3"], vec!["D3"]));
    assert_eq!(ids(&counts.frequency), ["B1", "C4", "D1", "D4", "D6", "G2", "G4"]);
    assert_eq!(counts.with_evidence(), 0);
    assert_eq!(ids(&counts.overdue), ["D3"]);
    assert_eq!(ids(&counts.start_not_confirmed), ["C2", "C3"]);
}

#[test]
fn the_plan_page_says_its_counts_in_words() {
    let site = rendered(&pages(&repository(), None));
    let page = text(&site["plans/focused-visit-2021.html"]);
    for words in [
        "27 actions",
        "6 have a role as owner (A3, B3, B5, D6, G2, G3)",
        "7 have only a team or body as owner (B4, D4, E1, E2, E3, E5, G1)",
        "14 have no owner stated",
        "3 have a date (2 start dates, 1 due date) (C2, C3, D3)",
        "7 have a frequency (B1, C4, D1, D4, D6, G2, G4)",
        "None of them has evidence of its own beyond the council’s word",
    ] {
        assert!(page.contains(words), "`{words}` is not in: {page}");
    }
}

#[test]
fn the_report_has_its_28_paragraphs() {
    let site = pages(&repository(), None);
    let report = &site
        .views()
        .edition
        .register
        .papers
        .get(&Id("improvement-plan-report-2021".to_owned()))
        .expect("it is there");
    let numbered: Vec<&str> = report.outline.anchors.iter().filter_map(|a| a.number.as_deref()).collect();
    let expected: Vec<String> = (1..=28).map(|n| n.to_string()).collect();
    assert_eq!(numbered, expected);
    let page =
        String::from_utf8(rendered(&site)["papers/improvement-plan-report-2021.html"].clone()).unwrap();
    for number in 1..=28 {
        assert!(page.contains(&format!("id=\"p{number}\"")), "p{number}");
    }
    for item in ["p3A", "p3B", "p3C"] {
        assert!(page.contains(&format!("id=\"{item}\"")), "{item}");
    }
    assert!(page.contains("not stated"));
}

#[test]
fn a_paper_shows_beside_each_paragraph_what_it_commits_to() {
    let site = rendered(&pages(&repository(), None));
    let page = text(&site["papers/improvement-plan-report-2021.html"]);
    let (_, from_eleven) = page.split_once("Paragraph 11").unwrap();
    let (eleven, after) = from_eleven.split_once("Paragraph 12").unwrap();
    assert!(eleven.contains("Commitments made here"), "{eleven}");
    assert!(eleven.contains("B4 ") && eleven.contains("B5 "), "{eleven}");
    assert!(!eleven.contains("C1 ") && after.contains("C1 "));
    // A recommendation that actions answer is no commitment of its own.
    let (_, three) = page.split_once("Paragraph 3 ").unwrap();
    assert!(three.split_once("Commitment").unwrap().0.contains("Set out here A "), "{three}");
}

#[test]
fn the_home_page_opens_with_what_a_councillor_looks_for() {
    let site = rendered(&pages(&repository(), None));
    let page = text(&site["index.html"]);
    let at = |words: &str| page.find(words).unwrap_or_else(|| panic!("`{words}` is not in: {page}"));
    assert!(at("1 overdue of 31 commitments") < at("18 open without any date"));
    assert!(at("18 open without any date") < at("1 with news since the last meeting"));
    assert!(at("None known next meeting") < at("What this is about"));
    let october = text(&rendered(&pages(&repository(), Some("2021-10-13")))["index.html"]);
    assert!(october.contains("with news since the last meeting"), "{october}");
}

#[test]
fn nothing_changes_on_a_resolution_that_names_no_action() {
    let before = plan("focused-visit-2021", Some("2021-10-13")).unwrap().counts.statuses;
    let after = plan("focused-visit-2021", None).unwrap().counts.statuses;
    assert_eq!(before, after);
    let site = rendered(&pages(&repository(), None));
    let action = text(&site["plans/focused-visit-2021/actions/A1.html"]);
    assert!(action.contains("does not name it, and changes no status here"), "{action}");
}

#[test]
fn the_july_2022_meeting_is_not_in_the_site_of_october_2021() {
    let site = rendered(&pages(&repository(), Some("2021-10-13")));
    assert!(site.contains_key("plans/focused-visit-2021.html"));
    for path in ["meetings/2022-07.html", "plans/board-2022.html", "papers/ilacs-2022.html"] {
        assert!(!site.contains_key(path), "{path}");
    }
    for (path, bytes) in &site {
        let page = text(bytes);
        assert!(
            !page.contains("completion approved") && !page.contains("July 2022"),
            "{path} tells of July 2022"
        );
    }
}

#[test]
fn there_is_no_improvement_plan_before_the_report() {
    let site = rendered(&pages(&repository(), Some("2021-09-30")));
    let named: BTreeSet<_> = site.keys().filter(|p| p.contains("plans/focused-visit-2021")).collect();
    assert!(named.is_empty(), "{named:?}");
    for (path, bytes) in &site {
        assert!(!text(bytes).contains("27 actions"), "{path}");
    }
}

#[test]
fn the_same_files_and_dates_give_the_same_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let site = repository();
    let build = |name: &str, zone: &str, locale: &str, threads: &str| {
        let output = folder.path().join(name);
        let arguments = ["build", "--site", site.to_str().unwrap(), "--output", output.to_str().unwrap()];
        let mut command = program(&arguments);
        let done = command
            .current_dir(folder.path())
            .env("TZ", zone)
            .env("LC_ALL", locale)
            .env("RAYON_NUM_THREADS", threads)
            .output()
            .unwrap();
        assert!(done.status.success(), "{}", complaints(&done));
        tree(&output)
    };
    let first = build("one", "UTC", "C", "1");
    assert!(first.len() > 90);
    assert!(first == build("two", "Pacific/Kiritimati", "de_DE.UTF-8", "16"));
    assert!(first == build("three", "America/Los_Angeles", "tr_TR.UTF-8", "3"));
}

#[test]
fn a_copy_in_another_folder_gives_the_same_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let copy = folder.path().join("copy of the site");
    for part in ["content", "themes", "site.toml"] {
        for (path, bytes) in tree_of(&repository().join(part)) {
            let target = copy.join(part).join(path);
            let target = if part == "site.toml" { copy.join(part) } else { target };
            std::fs::create_dir_all(target.parent().unwrap()).unwrap();
            std::fs::write(target, bytes).unwrap();
        }
    }
    assert!(rendered(&pages(&copy, None)) == rendered(&pages(&repository(), None)));
}

fn tree_of(path: &std::path::Path) -> Vec<(String, Vec<u8>)> {
    if path.is_file() {
        vec![(String::new(), std::fs::read(path).unwrap())]
    } else {
        tree(path).into_iter().collect()
    }
}

#[test]
fn the_sample_site_has_neither_error_nor_warning() {
    let done = run(&["check", "--strict", "--site", repository().to_str().unwrap()]);
    assert!(done.status.success(), "{}", complaints(&done));
}

/// The board approved, named no action, and had no evidence before it.
#[test]
fn the_plan_before_its_meetings_tells_what_was_decided_and_what_was_not() {
    let site = rendered(&pages(&repository(), None));
    let first = text(&site["plans/focused-visit-2021/at-2021-10-13.html"]);
    assert!(first.contains("It is the first meeting recorded here that the plan came before"), "{first}");
    assert!(first.contains("No resolution of this meeting on the plan is known"), "{first}");
    assert!(first.contains("27 actions : 3 reported complete (none with evidence of its own)"), "{first}");
    let second = text(&site["plans/focused-visit-2021/at-2022-07.html"]);
    let (stood, rest) = second
        .split_once("What the meeting decided The")
        .or(second.split_once("(b) noted, approved"))
        .unwrap();
    let (decided, changed) = rest.split_once("What had changed").unwrap();
    assert!(!stood.contains("completion approved"), "{stood}");
    for words in [
        "It names none of the 27 actions",
        "it gives no evidence that any one is done",
        "nothing in the plan had evidence beyond the council’s own word",
    ] {
        assert!(decided.contains(words), "{words} is not in: {decided}");
    }
    assert!(changed.contains("C2") && changed.contains("no word here says that it did"), "{changed}");
    assert!(changed.contains("Nothing was heard of any of the 24 open commitments"), "{changed}");
    let changes = text(&site["changes.html"]);
    let told = "Resolution (b) of July 2022 is on the plan as a whole, naming none of its actions: completion approved. It \
                changes the official word on none of them.";
    assert!(changes.contains(told), "{changes}");
}
