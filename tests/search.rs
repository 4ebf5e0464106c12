//! The search index and the A to Z: what they hold, where they lead, and what changes when one paper does. The ranking is
//! looked at where the script runs: `.ci/search`, and `.ci/browser/checks/search.mjs` in a browser.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test that cannot go on has failed, and tests look at the disk"
)]

mod support;

use std::collections::{BTreeMap, BTreeSet};

use scrutineer::Request;
use support::{day, handed, pages, rendered, repository, site, terms};

fn build(text: &str) -> BTreeMap<String, String> {
    let request = Request { as_at: None, today: day("2024-08-01"), drafts: false };
    let built = scrutineer::build(&site(text), request);
    let faults: Vec<_> = built.diagnostics.iter().map(|d| format!("{:?} {}", d.place, d.message)).collect();
    let pages = built.pages.unwrap_or_else(|| panic!("{faults:#?}"));
    texts(rendered(&pages))
}

fn texts(files: BTreeMap<String, Vec<u8>>) -> BTreeMap<String, String> {
    files.into_iter().map(|(path, bytes)| (path, String::from_utf8_lossy(&bytes).into_owned())).collect()
}

fn under<'f>(files: &'f BTreeMap<String, String>, start: &str) -> Vec<(&'f str, &'f str)> {
    let found = files.iter().filter(|(path, _)| path.starts_with(start));
    found.map(|(path, text)| (path.as_str(), text.as_str())).collect()
}

/// Each text of the index: its address, kind, title and words.
fn found(files: &BTreeMap<String, String>) -> Vec<(String, String, String, String)> {
    let mut all = Vec::new();
    let word = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    for (_, script) in under(files, "data/search/texts-") {
        for group in handed(script).as_array().unwrap() {
            for text in group[1].as_array().unwrap() {
                let anchor = word(&text[0]);
                let anchor = if anchor.is_empty() { anchor } else { format!("#{anchor}") };
                let address = format!("{}{anchor}", word(&group[0][0]));
                all.push((address, word(&group[0][1]), word(&group[0][2]), word(&text[2])));
            }
        }
    }
    all
}

#[test]
fn every_text_has_an_address_that_is_there() {
    for folder in ["", "tests/sites/quarterly", "tests/sites/recommendations"] {
        let files = texts(rendered(&pages(&repository().join(folder), None)));
        let all = found(&files);
        assert!(all.len() > 40, "{folder}: {}", all.len());
        for (address, _, _, _) in all {
            let (path, anchor) =
                address.split_once('#').map_or((address.as_str(), None), |(p, a)| (p, Some(a)));
            let page = files.get(path).unwrap_or_else(|| panic!("{address} is not there"));
            assert!(anchor.is_none_or(|a| page.contains(&format!("id=\"{a}\""))), "{address} is not there");
        }
    }
}

#[test]
fn paragraphs_records_and_pages_are_found() {
    let files = texts(rendered(&pages(&repository(), None)));
    let all = found(&files);
    let words = |address: &str| {
        let of_address: Vec<_> = all.iter().filter(|(a, ..)| a == address).collect();
        assert!(!of_address.is_empty(), "{address} is not found");
        of_address.iter().map(|(_, kind, title, words)| format!("{kind}|{title}|{words}")).collect::<String>()
    };
    for (address, says) in [
        ("papers/improvement-plan-report-2021.html#p11", "\"within 24 hours\""),
        ("papers/improvement-plan-report-2021.html#p3", "C. Audits: better and more independent"),
        (
            "papers/improvement-plan-report-2021.html#about",
            "Report|Ofsted Focused Visit Improvement Plan|The report follows",
        ),
        ("plans/focused-visit-2021/actions/B4.html", "Action|B4 Contacts reviewed"),
        ("plans/focused-visit-2021/actions/B4.html", "Duty and Advice team"),
        ("meetings/2022-07.html#resolution-b", "Resolution|"),
        ("measures.html#focused-visit-2021-M2", "Measure|M2 "),
        ("threads/audits.html", "Thread|Quality and independence of audits"),
        ("owners/duty-and-advice.html", "Merrion House"),
        ("timeline.html#year-2021", "Event|"),
        ("about.html", "Page|"),
    ] {
        assert!(words(address).contains(says), "{address} does not say `{says}`: {}", words(address));
    }
    let terms: BTreeSet<String> =
        under(&files, "data/search/terms-").iter().flat_map(|(_, t)| terms(t)).collect();
    for term in ["audit", "merrion", "=c2", "24"] {
        assert!(terms.contains(term), "{term} is not looked up");
    }
    assert!(!terms.contains("the") && !terms.contains("audits"));
}

/// A site of many papers; `word` stands in one of them.
fn papers(count: usize, word: &str) -> String {
    let mut text = String::new();
    for number in 0..count {
        let own = if number == 7 { word } else { "nothing" };
        text.push_str(&format!(
            "-- content/papers/paper-{number}.md --\n---\ntitle: Paper {number}\nkind: report\ndate: 2024-01-10\nform: full\n---\n"
        ));
        for paragraph in 1..30 {
            let words = (0..40).map(|w| format!("word{}", (w * number + paragraph * w * 31) % 3000));
            text.push_str(&format!("{paragraph}. {own} {}\n", words.collect::<Vec<_>>().join(" ")));
        }
    }
    text
}

#[test]
fn a_change_in_one_paper_leaves_the_texts_of_others() {
    let (before, after) = (build(&papers(60, "before")), build(&papers(60, "after")));
    let texts = |files: &BTreeMap<String, String>| {
        under(files, "data/search/texts-").iter().map(|(path, _)| (*path).to_owned()).collect::<BTreeSet<_>>()
    };
    let (before, after) = (texts(&before), texts(&after));
    assert!(after.len() >= 16, "{}", after.len());
    let changed = after.difference(&before).count();
    // One paper of 29 paragraphs stands in four pieces.
    assert!((1..=5).contains(&changed), "{changed} of {} files changed", after.len());
}

#[test]
fn what_authors_write_is_data_in_the_index() {
    let files = build(
        "-- content/papers/report.md --\n---\ntitle: __proto__ </script> \"quoted\"\nkind: report\ndate: 2024-01-10\nform: full\n---\n1. constructor \u{2028} <img src=x onerror=alert(1)> __proto__\n",
    );
    let all = found(&files);
    assert!(all.iter().any(|(_, _, title, _)| title == "__proto__ </script> \"quoted\""), "{all:#?}");
    assert!(all.iter().any(|(_, _, _, words)| words.contains("<img src=x onerror=alert(1)>")), "{all:#?}");
    for (path, script) in under(&files, "data/search/") {
        assert!(!script.contains('\u{2028}'), "{path}");
    }
}

/// Events of three years, too many for one page, and in 2021 too many for the page of a year.
fn events() -> String {
    let mut text = "-- content/events.yaml --\nevents:\n".to_owned();
    for number in 0..520 {
        let date = match number {
            0..505 => format!("2021-{:02}-{:02}", number % 12 + 1, number % 28 + 1),
            505..510 => "2021".to_owned(),
            510..515 => "2022-05".to_owned(),
            _ => "2023-12-30/2024-01-03".to_owned(),
        };
        text.push_str(&format!("  - {{date: {date}, title: Happening {number}.}}\n"));
    }
    text
}

#[test]
fn an_event_is_found_on_the_page_that_tells_it() {
    let files = build(&events());
    let stands = |address: &str, title: &str| {
        let (path, anchor) = address.split_once('#').unwrap_or_else(|| panic!("{address} has no place"));
        let (_, after) =
            files[path].split_once(&format!("id=\"{anchor}\"")).unwrap_or_else(|| panic!("{address}"));
        assert!(after.contains(title), "{title} does not stand at {address}");
    };
    let found: Vec<_> = found(&files).into_iter().filter(|(_, kind, ..)| kind == "Event").collect();
    assert_eq!(found.len(), 520);
    for (address, _, title, _) in &found {
        stands(address, title);
    }
    let pages: BTreeSet<&str> = found.iter().map(|(address, ..)| address.as_str()).collect();
    for page in
        ["2021-00.html#year-2021", "2021-12.html#year-2021", "2022.html#year-2022", "2023.html#year-2023"]
    {
        assert!(pages.contains(format!("timeline/{page}").as_str()), "{page} is not among {pages:?}");
    }
    // The A to Z lists them all, each at the same address.
    assert!(files["search.html"].contains("520 records"));
    let page = files["a-to-z/h.html"].clone() + &files["a-to-z/h-2.html"];
    let rows: Vec<&str> = page.split("<li><a href=\"../timeline/").skip(1).collect();
    assert_eq!(rows.len(), 520);
    for row in rows {
        let (address, rest) = row.split_once("\">").unwrap();
        let (title, rest) = rest.split_once("</a> <span class=\"quiet\">").unwrap();
        assert!(rest.starts_with("Event, "), "{rest}");
        stands(&format!("timeline/{address}"), title);
    }
}

/// A plan of so many actions.
fn actions(count: usize) -> String {
    let mut text = "-- content/plans/plan.yaml --\ntitle: Plan\nsummary: Plan.\nactions:\n".to_owned();
    for number in 0..count {
        let title = match number % 4 {
            0 => "Écoles",
            1 => "audit",
            2 => "9 lives",
            _ => "“Zebra”",
        };
        text.push_str(&format!("  - {{id: N{number}, title: {title} {number}, made: 2024-01-10}}\n"));
    }
    text
}

#[test]
fn a_short_a_to_z_is_one_page() {
    let files = build(&actions(8));
    let page = &files["search.html"];
    let heads: Vec<&str> =
        page.split("<h3 id=\"letter-").skip(1).filter_map(|rest| rest.split(['>', '<']).nth(1)).collect();
    assert_eq!(heads, ["0–9", "A", "E", "P", "Z"]);
    assert!(page.contains("Action N1 of Plan") && page.contains("9 records"));
    assert!(under(&files, "a-to-z/").is_empty());
}

#[test]
fn a_long_a_to_z_has_a_page_for_each_letter() {
    let files = build(&actions(2400));
    let pages: Vec<&str> = under(&files, "a-to-z/").iter().map(|(path, _)| *path).collect();
    for page in
        ["a-to-z/a.html", "a-to-z/a-2.html", "a-to-z/numbers.html", "a-to-z/p.html", "a-to-z/z-2.html"]
    {
        assert!(pages.contains(&page), "{page} is not among {pages:?}");
    }
    let front = &files["search.html"];
    assert!(
        front.contains("2401 records") && front.contains("href=\"a-to-z/e.html\"") && front.contains("600")
    );
    assert!(!front.contains("Action N1 of Plan"));
    let rows: usize =
        under(&files, "a-to-z/").iter().map(|(_, page)| page.matches(" of Plan<").count()).sum();
    assert_eq!(rows, 2400);
    for (path, page) in under(&files, "a-to-z/") {
        assert!(page.matches(" of Plan<").count() <= 500, "{path}");
    }
}
