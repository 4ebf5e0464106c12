//! Words that the standing page `glossary` explains: linked at their first use in our own texts, and nowhere else.
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
use support::{day, site};

const SITE: &str = "\
-- content/papers/report.md --
---
title: Report
kind: report
date: 2024-01-10
form: full
---
## About the front door

1. The front door is open.
-- content/threads.yaml --
threads:
  - {id: door, title: The front door, summary: Whether the front door is open.}
-- content/plans/plan.yaml --
title: Front door plan
summary: The Front door, and again the front door, [a front door](paper:report) and `front door`.
set_out_in: report
actions:
  - {id: A1, title: Open the front door, text: Open the front door., source: p1, threads: [door]}
  - {id: A2, title: Shut it, text: Shut the front door., source: p1, wording: verbatim}
-- content/pages/index.md --
---
title: Home
---
## A front door

> A front door, they said.

The [front](paper:report) door. *Front doors* close.
-- content/pages/about.md --
---
title: About
---
| Front door | Call-in |
| --- | --- |
| front door | a call-in |
-- content/pages/glossary.md --
---
title: Words
KEYS
---
What a front door is.

## Front door

Where the front door is.

## Call-in (second look)

A second look, at the front door.
";

fn page(keys: &str, path: &str) -> String {
    let request = Request { as_at: None, today: day("2024-07-01"), drafts: false };
    let built = scrutineer::build(&site(&SITE.replace("KEYS", keys)), request);
    let faults: Vec<_> = built.diagnostics.iter().map(|d| d.message.clone()).collect();
    let pages = built.pages.unwrap_or_else(|| panic!("{faults:#?}"));
    String::from_utf8(pages.page(&OutPath::new(path)).unwrap()).unwrap()
}

/// The words of a page that lead to the glossary, with the address.
fn terms(keys: &str, path: &str) -> Vec<String> {
    let page = page(keys, path);
    let links = page.split("<a class=\"term\" href=\"").skip(1);
    links.filter_map(|rest| rest.split("</a>").next()).map(|link| link.replace("\">", " ")).collect()
}

#[test]
fn first_uses_in_our_own_texts_lead_to_the_glossary() {
    let about = "summary: Words.";
    for (path, found) in [
        ("plans/plan.html", &["../glossary.html#h-front-door Front door"][..]),
        ("plans/plan/actions/A1.html", &["../../../glossary.html#h-front-door front door"]),
        ("threads/door.html", &["../glossary.html#h-front-door front door"]),
        ("index.html", &["glossary.html#h-front-door Front doors"]),
        (
            "about.html",
            &["glossary.html#h-front-door front door", "glossary.html#h-call-in-second-look call-in"],
        ),
        // A paper's own words, words told to be verbatim, the glossary itself, lists and descriptions have none.
        ("plans/plan/actions/A2.html", &[]),
        ("papers/report.html", &[]),
        ("glossary.html", &[]),
        ("plans.html", &[]),
    ] {
        assert_eq!(terms(about, path), found, "{path}");
    }
    assert!(!page(about, "plans/plan.html").contains("content=\"<a"), "a description has no link");
}

#[test]
fn a_glossary_that_is_not_published_explains_nothing() {
    for keys in ["draft: yes", "publish_on: 2024-08-01"] {
        assert!(terms(keys, "plans/plan.html").is_empty(), "{keys}");
    }
}
