//! Kinds of pages that a site leaves out: none of them is made, nothing leads to them, and every other page is there.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test that cannot go on has failed, and tests look at the disk"
)]

#[path = "support/led.rs"]
mod led;
mod support;

use std::collections::{BTreeMap, BTreeSet};

use scrutineer::Request;
use scrutineer::diagnostic::Code;
use scrutineer::render::Pages;
use support::{day, rendered, repository};

const ALL: [&str; 7] =
    ["briefings", "changes", "data", "over-time", "plans-before-meetings", "print", "search"];

/// The sample site and three that were made for tests.
const SITES: [&str; 4] =
    ["", "tests/sites/quarterly", "tests/sites/recommendations", "tests/sites/six-meetings"];

/// Builds a site without some kinds of pages.
fn built(site: &str, without: &[&str]) -> scrutineer::Built {
    let mut files = scrutineer::read::read(&repository().join(site)).expect("a site");
    let settings = files.files.get_mut("site.toml").expect("settings");
    let list = format!("leave_out = {without:?}\n");
    settings.splice(0..0, list.into_bytes());
    scrutineer::build(&files, Request { as_at: None, today: day("2026-11-22"), drafts: false })
}

fn pages(site: &str, without: &[&str]) -> (Pages, BTreeMap<String, Vec<u8>>) {
    let built = built(site, without);
    let faults: Vec<_> = built.diagnostics.iter().map(|d| d.message.clone()).collect();
    let pages = built.pages.unwrap_or_else(|| panic!("{site} has faults: {faults:#?}"));
    let files = rendered(&pages);
    (pages, files)
}

/// Whether a path is of a kind of pages.
fn is_of(path: &str, kind: &str) -> bool {
    let index = path.starts_with("data/search/");
    match kind {
        "briefings" => path.starts_with("meetings/") && path.ends_with("/briefing.html"),
        "changes" => path == "changes.html",
        "data" => {
            let at_top = ["feed.xml", "calendar.ics"].contains(&path) || path.starts_with("sitemap");
            at_top || path.starts_with("data/") && !index
        }
        "over-time" => path.starts_with("plans/") && path.ends_with("/over-time.html"),
        "plans-before-meetings" => path.starts_with("plans/") && path.contains("/at-"),
        "print" => path.starts_with("plans/") && path.ends_with("/print.html"),
        "search" => path == "search.html" || path.starts_with("a-to-z/") || index,
        other => panic!("{other} is no kind of pages"),
    }
}

/// A file of the site that is one of its pages.
fn text(files: &BTreeMap<String, Vec<u8>>, path: &str) -> String {
    String::from_utf8(files.get(path).unwrap_or_else(|| panic!("{path} is not there")).clone()).unwrap()
}

/// The paths of a site but for those of some kinds, which it has to have where `all` says so.
fn rest(files: &BTreeMap<String, Vec<u8>>, without: &[&str]) -> BTreeSet<String> {
    let left_out = |path: &&String| without.iter().any(|kind| is_of(path, kind));
    for kind in without {
        assert!(files.keys().any(|path| is_of(path, kind)), "the site has no {kind} to begin with");
    }
    files.keys().filter(|path| !left_out(path)).cloned().collect()
}

/// The data files, the feed and the sitemap name only pages that are there.
fn data_leads_somewhere(files: &BTreeMap<String, Vec<u8>>, base: &str) {
    let is_data = |path: &str| {
        path.starts_with("data/") && (path.ends_with(".csv") || path.ends_with("plans.json"))
            || path.ends_with(".xml")
    };
    for (path, bytes) in files.iter().filter(|(path, _)| is_data(path)) {
        let text = String::from_utf8_lossy(bytes);
        let in_address = |c: char| c.is_ascii_alphanumeric() || "/:._-~%".contains(c);
        let named = text.split(|c| !in_address(c)).filter(|word| word.ends_with(".html"));
        for word in named {
            let to = word.strip_prefix(base).unwrap_or(word);
            assert!(files.contains_key(to), "{path} names {to}, which is not there");
        }
    }
}

#[test]
fn all_of_them_can_be_left_out() {
    for site in SITES {
        let (_, whole) = pages(site, &[]);
        let (without, files) = pages(site, &ALL);
        assert_eq!(rest(&whole, &ALL), files.keys().cloned().collect(), "{site}");
        led::check(&without, &files);
        let robots = text(&files, "robots.txt");
        assert!(!robots.contains("Sitemap"), "{robots}");
        for (path, _) in files.iter().filter(|(path, _)| path.ends_with(".html")) {
            let page = text(&files, path);
            let words =
                ["As data", "feed.xml", "data-search", "type=\"search\"", "As it stood", "no-print\"></"];
            for word in words {
                assert!(!page.contains(word), "{path} has {word}");
            }
            for link in page.split("</a>").filter_map(|before| Some(before.rsplit_once('>')?.1)) {
                let dead = ["Data", "Changes", "A to Z", "what changed", "plan by plan"].contains(&link)
                    || link.contains("riefing")
                    || link.contains("changed over time")
                    || link.contains("for printing");
                assert!(!dead, "{path} still has the link {link}");
            }
        }
    }
}

#[test]
fn each_can_be_left_out_alone() {
    for site in ["tests/sites/recommendations", "tests/sites/six-meetings"] {
        let (whole_pages, whole) = pages(site, &[]);
        let base = whole_pages.views().edition.register.site.base_url.as_ref().map(|b| b.base()).unwrap();
        data_leads_somewhere(&whole, &base);
        for kind in ALL {
            let (without, files) = pages(site, &[kind]);
            assert_eq!(rest(&whole, &[kind]), files.keys().cloned().collect(), "{site} without {kind}");
            led::check(&without, &files);
            data_leads_somewhere(&files, &base);
        }
    }
}

/// What is left out takes nothing away from what the other pages say.
#[test]
fn a_plan_is_told_without_them() {
    let (_, whole) = pages("tests/sites/six-meetings", &[]);
    let (_, files) = pages("tests/sites/six-meetings", &ALL);
    let main = |files: &BTreeMap<String, Vec<u8>>, path: &str| {
        let page = text(files, path);
        page.split("<main").nth(1).and_then(|rest| rest.split("</main>").next()).unwrap().to_owned()
    };
    for path in whole.keys().filter(|path| path.contains("/actions/")) {
        assert_eq!(main(&whole, path), main(&files, path), "{path}");
    }
    for path in files.keys().filter(|path| path.starts_with("meetings/")) {
        let counts = |page: &str| page.matches("reported complete").count();
        assert_eq!(counts(&main(&whole, path)), counts(&main(&files, path)), "{path}");
    }
}

#[test]
fn a_word_that_names_no_kind_is_refused() {
    let built = built("tests/sites/six-meetings", &["briefing", "over_time", "plans"]);
    let faults: Vec<_> = built.diagnostics.iter().map(|d| (d.code, d.help.as_str())).collect();
    assert!(faults.iter().all(|(code, _)| *code == Code::BadWord), "{faults:?}");
    assert_eq!(faults.len(), 3, "{faults:?}");
    assert!(faults[0].1.starts_with("did you mean `briefings`?"), "{faults:?}");
    assert!(faults[1].1.starts_with("did you mean `over-time`?"), "{faults:?}");
}

/// A page with no room for a plan's changes says so where no other page has them.
#[test]
fn changes_that_stand_nowhere_are_still_counted() {
    let mut plan = "title: Plan\nsummary: S\nbody: board\nactions:\n".to_owned();
    for number in 1..=501 {
        plan.push_str(&format!(
            "- {{id: A{number}, title: Do {number}, owner: board, made: 2024-01-01, updates: [{{date: 2024-05-01, status: in_progress, \
             source: paper#p1}}]}}\n"
        ));
    }
    let records = "-- content/bodies.yaml --\nbodies: [{id: board, name: Board, kind: scrutiny_board}]\n\
                   -- content/papers/paper.md --\n---\ntitle: Paper\nkind: background\nform: full\n---\n1. Text.\n\
                   -- content/meetings/m.yaml --\nbody: board\ndate: 2024-04-01\nstatus: held\nsource: paper#p1\n\
                   -- content/plans/plan.yaml --\n";
    for (without, words) in
        [("[]", "All 501 changes of this plan"), ("[\"over-time\"]", "There are 501 changes")]
    {
        let mut files = support::site(&format!("{records}{plan}"));
        let settings = files.files.get_mut("site.toml").unwrap();
        settings.splice(0..0, format!("leave_out = {without}\n").into_bytes());
        let built =
            scrutineer::build(&files, Request { as_at: None, today: day("2026-11-22"), drafts: false });
        let faults: Vec<_> = built.diagnostics.iter().map(|d| (d.code, d.message.clone())).collect();
        let pages = built.pages.unwrap_or_else(|| panic!("{faults:?}"));
        let page = text(&rendered(&pages), "changes.html");
        assert!(page.contains(words), "{without}: {page}");
    }
}
