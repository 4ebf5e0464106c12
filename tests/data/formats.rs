//! Each format as parsers of others read it, and each of these seen to refuse a planted fault.

use std::collections::BTreeSet;
use std::str::FromStr;

use icalendar::{Calendar, CalendarDateTime, Component, DatePerhapsTime};
use scrutineer::Request;
use serde_json::{Value, json};

use super::support::{day, site};
use super::{Files, SITES, built, rendered, text};

/// A site whose feed, calendar and sitemap must be right: long and odd titles, a moved month, a cancelled meeting, a date
/// known to the year.
const ODD: &str = "\
-- site.toml --
title = \"Odd, & <odd>; titles\"
council = \"Test Council\"
description = \"A test.\"
as_at = 2024-06-30
base_url = \"https://www.ashmere.example:8080/a/b\"
[[allow]]
code = \"no-accessibility-statement\"
reason = \"A test.\"
-- content/bodies.yaml --
bodies:
  - {id: board, name: \"Board; “of” ÅÄÖ, \\\\ and éééééééééééééééééééééééééééééééééééééééééééééééééé\", kind: scrutiny_board}
-- content/meetings/one.yaml --
body: board
date: 2024-07-15
status: scheduled
-- content/meetings/two.yaml --
body: board
date: 2024-05-20
status: cancelled
-- content/papers/report.md --
---
title: \"A paper & its <title>\"
kind: report
date: 2024-01-10
form: full
---
1. First.
-- content/plans/plan.yaml --
title: Plan
summary: A plan.
set_out_in: report
defaults: {source: p1, evidence: self_reported}
actions:
  - {id: A1, title: \"Ends; on a month, and 日本語日本語日本語日本語日本語日本語日本語日本語日本語\", owner: board, due: 2024-09}
  - {id: A2, title: Known to the year, owner: board, due: 2025}
  - {id: A3, title: Moved, owner: board, due: 2024-02-28, updates: [{date: 2024-02-20, status: in_progress, due: 2024-04-30, reason: No staff.}]}
";

fn odd() -> Files {
    let request = Request { as_at: None, today: day("2026-11-22"), drafts: false };
    let built = scrutineer::build(&site(ODD), request);
    rendered(&built.pages.unwrap_or_else(|| panic!("{:#?}", built.diagnostics)))
}

fn sites() -> Vec<Files> {
    SITES.iter().map(|(site, as_at)| built(site, *as_at)).chain([odd()]).collect()
}

#[test]
fn plans_json_keeps_to_its_schema() {
    for files in sites() {
        let schema: Value = serde_json::from_str(&text(&files, "data/plans.schema.json")).unwrap();
        assert!(jsonschema::draft202012::meta::is_valid(&schema));
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
        let validator =
            jsonschema::draft202012::options().should_validate_formats(true).build(&schema).unwrap();
        let plans: Value = serde_json::from_str(&text(&files, "data/plans.json")).unwrap();
        let faults: Vec<String> =
            validator.iter_errors(&plans).map(|e| format!("{}: {e}", e.instance_path())).collect();
        assert!(faults.is_empty(), "{faults:#?}");
        assert_eq!(plans["version"], schema["properties"]["version"]["const"]);
    }
}

/// Takes something of a valid file and spoils it: the validator must find it.
#[test]
fn the_schema_finds_planted_faults() {
    let files = odd();
    let schema: Value = serde_json::from_str(&text(&files, "data/plans.schema.json")).unwrap();
    let validator = jsonschema::draft202012::options().should_validate_formats(true).build(&schema).unwrap();
    let plans: Value = serde_json::from_str(&text(&files, "data/plans.json")).unwrap();
    for (at, planted) in [
        ("/plans/0/actions/0/evidence/grade", json!("proved")),
        ("/plans/0/actions/0/official_status/status", json!("done")),
        ("/plans/0/actions/0/dates/due/first", json!("September 2024")),
        ("/plans/0/actions/0/unknown", json!(1)),
        ("/plans/0/actions/0/tracked", json!("yes")),
        ("/plans/0/actions/2/dates/moved/0/days", json!("62")),
        ("/version", json!("0.9")),
        ("/plans/0/extra", json!(null)),
    ] {
        let mut spoilt = plans.clone();
        let (above, key) = at.rsplit_once('/').unwrap();
        spoilt.pointer_mut(above).and_then(Value::as_object_mut).unwrap().insert(key.to_owned(), planted);
        assert!(!validator.is_valid(&spoilt), "{at} was not found");
    }
}

#[test]
fn the_feed_is_read_by_another_parser() {
    let mut feeds = 0;
    for files in sites() {
        let Some(xml) = files.get("feed.xml") else { continue };
        feeds += 1;
        let feed = atom_syndication::Feed::read_from(xml.as_slice()).expect("a feed");
        let base = feed.id().strip_suffix("feed.xml").unwrap().to_owned();
        assert!(!feed.entries().is_empty() && feed.entries().len() <= 50);
        assert_eq!(feed.links().iter().filter(|l| l.rel() == "self" && l.href() == feed.id()).count(), 1);
        assert!(feed.authors().iter().all(|a| !a.name().is_empty()) && feed.authors().len() == 1);
        let ids: BTreeSet<_> = feed.entries().iter().map(|e| e.id().to_owned()).collect();
        assert_eq!(ids.len(), feed.entries().len(), "an id twice");
        let times: Vec<_> = feed.entries().iter().map(|e| *e.updated()).collect();
        assert!(times.is_sorted_by(|a, b| a >= b) && times.first() == Some(feed.updated()));
        for entry in feed.entries() {
            let href = entry.links()[0].href();
            assert!(files.contains_key(href.strip_prefix(&base).unwrap()), "{href}");
            assert!(entry.id().starts_with(&base) && !entry.title().value.is_empty());
            let content = entry.content().and_then(|c| c.value()).unwrap();
            for link in super::html::pieces(content, "href=\"", "\"") {
                assert!(files.contains_key(link.strip_prefix(&base).unwrap()), "{link}");
            }
        }
    }
    assert!(feeds >= 3, "only {feeds} feeds");
    let feed = odd().remove("feed.xml").unwrap();
    let spoilt = String::from_utf8(feed).unwrap().replace("&lt;", "<").replace("&amp;", "&");
    assert!(atom_syndication::Feed::read_from(spoilt.as_bytes()).is_err(), "the parser reads anything");
}

/// A date of the feed is known without a clock: it is the last day that the thing told of may have happened.
#[test]
fn the_feed_tells_what_stands_behind_the_official_word() {
    let xml = text(&odd(), "feed.xml");
    let feed = atom_syndication::Feed::read_from(xml.as_bytes()).unwrap();
    let told = |n: usize| {
        (
            feed.entries()[n].title().value.clone(),
            feed.entries()[n].content().unwrap().value().unwrap().to_owned(),
        )
    };
    let (title, content) = told(0);
    assert_eq!(title, "Words on 1 item of Plan");
    assert!(content.contains("A3</a> Moved: in progress (evidence: own word only)"), "{content}");
    assert_eq!(told(1).0, "Report: A paper & its <title>");
    assert_eq!(feed.title().value, "Odd, & <odd>; titles");
    assert_eq!(feed.updated().to_rfc3339(), "2024-02-20T00:00:00+00:00");
}

/// The addresses of a sitemap, as a parser of XML has them.
fn locations(xml: &str) -> Result<Vec<String>, roxmltree::Error> {
    let document = roxmltree::Document::parse(xml)?;
    let name = (document.root_element().tag_name().namespace(), document.root_element().tag_name().name());
    assert_eq!(name, (Some("http://www.sitemaps.org/schemas/sitemap/0.9"), "urlset"));
    let locations = document.descendants().filter(|n| n.has_tag_name("loc"));
    Ok(locations.map(|n| n.text().unwrap().to_owned()).collect())
}

#[test]
fn the_sitemap_lists_every_page_and_each_page_names_its_one_address() {
    for files in sites() {
        let Some(xml) = files.get("sitemap.xml") else { continue };
        let listed = locations(std::str::from_utf8(xml).unwrap()).expect("XML");
        let pages = files.keys().filter(|p| p.ends_with(".html") && *p != "404.html");
        let robots = text(&files, "robots.txt");
        let base = super::html::piece(&robots, "Sitemap: ", "sitemap.xml\n").unwrap();
        let expected: Vec<String> = pages.clone().map(|p| format!("{base}{p}")).collect();
        assert_eq!(listed, expected);
        for path in pages {
            let canonical = format!("<link rel=\"canonical\" href=\"{base}{path}\">");
            assert!(text(&files, path).contains(&canonical), "{path} has no {canonical}");
        }
        assert!(!text(&files, "404.html").contains("canonical"));
        assert!(locations(&String::from_utf8_lossy(xml).replace("</loc>", "")).is_err());
    }
}

#[test]
fn the_calendar_is_read_by_another_parser() {
    for files in sites() {
        let Some(ics) = files.get("calendar.ics") else { continue };
        let ics = std::str::from_utf8(ics).expect("letters are not cut in two");
        assert!(ics.ends_with("\r\n") && ics.matches('\n').count() == ics.matches("\r\n").count());
        assert!(ics.split("\r\n").all(|line| line.len() <= 75), "a line is too long");
        let unfolded = icalendar::parser::unfold(ics);
        icalendar::parser::read_calendar(&unfolded).expect("a calendar");
        let calendar = Calendar::from_str(ics).expect("a calendar");
        let mut ids = BTreeSet::new();
        for event in calendar.components.iter().filter_map(|c| c.as_event()) {
            assert!(ids.insert(event.get_uid().unwrap().to_owned()), "an id twice");
            let (Some(DatePerhapsTime::Date(from)), Some(DatePerhapsTime::Date(to))) =
                (event.get_start(), event.get_end())
            else {
                panic!("{event:?} is not of whole days")
            };
            assert!(from < to);
            assert!(event.get_timestamp().is_some());
            let _: Option<CalendarDateTime> = None;
        }
        assert!(!ids.is_empty());
    }
    let spoilt = text(&odd(), "calendar.ics").replace("END:VEVENT", "END:VCALENDAR");
    assert!(icalendar::parser::read_calendar(&icalendar::parser::unfold(&spoilt)).is_err());
}

#[test]
fn the_calendar_invents_no_day() {
    let calendar = Calendar::from_str(&text(&odd(), "calendar.ics")).unwrap();
    let mut told: Vec<String> = Vec::new();
    for event in calendar.components.iter().filter_map(|c| c.as_event()) {
        let (Some(DatePerhapsTime::Date(from)), Some(DatePerhapsTime::Date(to))) =
            (event.get_start(), event.get_end())
        else {
            panic!("whole days")
        };
        let state = event.property_value("STATUS").unwrap();
        told.push(format!("{from} {to} {state} {}", event.get_summary().unwrap()));
    }
    let board = "Board; “of” ÅÄÖ, \\ and éééééééééééééééééééééééééééééééééééééééééééééééééé";
    assert_eq!(
        told,
        [
            "2024-04-30 2024-05-01 CONFIRMED Due: A3 Moved".to_owned(),
            format!("2024-05-20 2024-05-21 CANCELLED cancelled: {board}"),
            format!("2024-07-15 2024-07-16 CONFIRMED {board}"),
            "2024-09-01 2024-10-01 CONFIRMED Due: A1 Ends; on a month, and \
             日本語日本語日本語日本語日本語日本語日本語日本語日本語 (in September 2024, day not stated)"
                .to_owned(),
        ]
    );
}

/// What must name absolute addresses is not made up where the site does not know its own, and a preview asks nobody in.
#[test]
fn no_address_is_made_up() {
    let without = ODD.replace("base_url = \"https://www.ashmere.example:8080/a/b\"\n", "");
    let request = Request { as_at: None, today: day("2026-11-22"), drafts: false };
    for (text_of, drafts, robots) in
        [(without.as_str(), false, "User-agent: *\nDisallow:\n"), (ODD, true, "User-agent: *\nDisallow: /\n")]
    {
        let built = scrutineer::build(&site(text_of), Request { drafts, ..request });
        let files = rendered(&built.pages.unwrap());
        assert!(!files.contains_key("feed.xml") && !files.contains_key("sitemap.xml"));
        assert_eq!(text(&files, "robots.txt"), robots);
        for (path, bytes) in files.iter().filter(|(p, _)| p.ends_with(".html")) {
            let html = String::from_utf8_lossy(bytes);
            assert!(!html.contains("rel=\"canonical\"") && !html.contains("feed.xml"), "{path}");
        }
        assert!(files.contains_key("calendar.ics") && files.contains_key("data/actions.csv"));
    }
}
