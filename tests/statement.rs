//! The accessibility statement against what the government's auditors tick (the checks of GDS's accessibility monitoring
//! platform), and the words that the model statement lays down.
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
use support::{day, site, unwrapped};

const HEAD: &str = "\
-- content/papers/report.md --
---
title: Report
kind: report
date: 2024-01-10
form: full
---
1. First.
-- site.toml --
title = \"Follow-up\"
council = \"Ashmere Borough Council\"
description = \"A test.\"
as_at = 2024-06-30
";

const STATEMENT: &str = "\
base_url = \"https://www.ashmere.example/scrutiny/\"
[contact]
name = \"Scrutiny team\"
email = \"scrutiny@ashmere.example\"
[accessibility]
prepared = 2024-05-01
reviewed = 2024-06-02
method = \"Tried by hand; see [the report](paper:report).\"
";

const PROBLEM: &str = "\
[[accessibility.problems]]
text = \"Wide tables scroll sideways.\"
criterion = \"1.4.10\"
fix_by = \"2024-12\"
alternative = \"Ask us for the table in print.\"
";

/// The pages of a site with this site.toml.
fn page(settings: &str, path: &str) -> String {
    let request = Request { as_at: None, today: day("2024-07-01"), drafts: false };
    let built = scrutineer::build(&site(&format!("{HEAD}{settings}")), request);
    let faults: Vec<_> = built.diagnostics.iter().map(|d| d.message.clone()).collect();
    let pages = built.pages.unwrap_or_else(|| panic!("{faults:#?}"));
    String::from_utf8(pages.page(&OutPath::new(path)).unwrap()).unwrap()
}

/// The words of a page, without tags.
fn words(page: &str) -> String {
    let text: String =
        page.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text)).collect();
    unwrapped(&text)
}

fn statement(keys: &str, sections: &str) -> String {
    page(&format!("{STATEMENT}{keys}{sections}"), "accessibility.html")
}

/// The headings of a page in order, as `2 Compliance status`.
fn headings(page: &str) -> Vec<String> {
    let parts = page.split("<h").skip(1).filter(|part| part.starts_with(['1', '2', '3']));
    let heading = |part: &str| {
        let (level, rest) = part.split_at(1);
        let text = rest.split_once('>').and_then(|(_, text)| text.split('<').next()).unwrap_or_default();
        format!("{level} {text}")
    };
    parts.map(heading).collect()
}

#[test]
fn the_statement_has_what_auditors_tick() {
    let keys = "compliance = \"partial\"\nenforcement = \"england\"\nburden = \"Maps.\"\noutside_scope = \"Old PDFs.\"\n";
    let page = statement(keys, PROBLEM);
    assert_eq!(
        headings(&page),
        [
            "1 Accessibility statement",
            "2 Compliance status",
            "2 Non-accessible content",
            "3 Non-compliance with the accessibility regulations",
            "3 Disproportionate burden",
            "3 Content that’s not within the scope of the accessibility regulations",
            "2 Preparation of this accessibility statement",
            "2 Feedback and contact information",
            "2 Enforcement procedure",
        ]
    );
    assert!(page.contains("<title>Accessibility statement – Follow-up</title>"), "{page}");
    let text = words(&page);
    for said in [
        "Ashmere Borough Council is committed to making its website accessible, in accordance with the Public Sector Bodies \
         (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018.",
        "This accessibility statement applies to the website “Follow-up”, https://www.ashmere.example/scrutiny/.",
        "This website is partially compliant with the Web Content Accessibility Guidelines version 2.2 AA standard, due to \
         the non-compliances and exemptions listed below.",
        "The content listed below is non-accessible for the following reasons.",
        "Wide tables scroll sideways. This fails WCAG 2.2 success criterion 1.4.10 Reflow (level AA). We plan to put it \
         right by December 2024.",
        "Ask us for the table in print.",
        "This statement was prepared on 1 May 2024. It was last reviewed on 2 June 2024.",
        "The Equality and Human Rights Commission (EHRC) is responsible for enforcing the Public Sector Bodies (Websites and \
         Mobile Applications) (No. 2) Accessibility Regulations 2018 (the ‘accessibility regulations’). If you’re not happy \
         with how we respond to your complaint, contact the Equality Advisory and Support Service (EASS).",
    ] {
        assert!(text.contains(&unwrapped(said)), "{said}\n{text}");
    }
    assert!(page.contains("<a href=\"https://www.equalityadvisoryservice.com/\">"), "{page}");
    assert!(page.contains("<a href=\"mailto:scrutiny@ashmere.example\">"), "{page}");
    assert!(page.contains("<a href=\"papers/report.html\">the report</a>"), "{page}");
    assert!(!text.contains("ECNI") && !text.contains("nothing later is shown"), "{text}");
}

#[test]
fn each_status_has_its_sentence() {
    for (keys, sections, sentence) in [
        (
            "compliance = \"full\"\n",
            "",
            "is fully compliant with the Web Content Accessibility Guidelines version 2.2 AA standard.",
        ),
        ("compliance = \"partial\"\n", PROBLEM, "AA standard, due to the non-compliances listed below."),
        (
            "compliance = \"partial\"\nburden = \"Maps.\"\n",
            "",
            "AA standard, due to the exemptions listed below.",
        ),
        (
            "compliance = \"none\"\n",
            PROBLEM,
            "is not compliant with the Web Content Accessibility Guidelines version 2.2 AA standard. The non-compliances are listed below.",
        ),
    ] {
        let page = statement(&format!("{keys}enforcement = \"wales\"\n"), sections);
        assert!(words(&page).contains(sentence), "{keys}: {page}");
        // Nothing is listed where everything works, and no heading stands over nothing.
        let lists = page.contains("Non-accessible content");
        assert_eq!(lists, !keys.contains("full"), "{keys}: {page}");
        assert_eq!(page.contains("Disproportionate burden"), keys.contains("burden"), "{keys}: {page}");
        assert!(!page.contains("not within the scope"), "{page}");
        assert!(words(&page).contains("EASS"), "{page}");
    }
}

#[test]
fn northern_ireland_has_its_own_commission() {
    let page = statement("compliance = \"full\"\nenforcement = \"northern_ireland\"\n", "");
    assert!(page.contains("<a href=\"https://www.equalityni.org/\">"), "{page}");
    assert!(!page.contains("EHRC") && !page.contains("EASS"), "{page}");
}

/// Who is not bound by the regulations must not say that they are.
#[test]
fn a_site_of_no_public_body_claims_no_duty() {
    let page = statement("compliance = \"full\"\nenforcement = \"england\"\npublic_body = false\n", "");
    let text = words(&page);
    assert!(text.contains("Regulations 2018 do not bind it"), "{text}");
    for claim in ["is committed to", "in accordance with", "responsible for enforcing"] {
        assert!(!text.contains(claim), "{claim}: {text}");
    }
    assert_eq!(headings(&page).len(), 5, "{page}");
}

#[test]
fn every_page_links_to_the_statement() {
    let settings = format!("{STATEMENT}compliance = \"full\"\nenforcement = \"england\"\n");
    for (path, link) in [
        ("index.html", "accessibility.html"),
        ("papers/report.html", "../accessibility.html"),
        ("404.html", "/scrutiny/accessibility.html"),
    ] {
        let page = page(&settings, path);
        assert!(page.contains(&format!("<a href=\"{link}\">Accessibility statement</a>")), "{path}: {page}");
    }
}

/// A server shows this page at any address: nothing in it may be relative, or name the server.
#[test]
fn the_lost_page_links_by_path_or_not_at_all() {
    for (address, root) in [
        ("base_url = \"https://www.ashmere.example/a/b\"\n", Some("/a/b/")),
        ("base_url = \"https://www.ashmere.example\"\n", Some("/")),
        ("", None),
    ] {
        let notice = "notice = \"See [the report](paper:report).\"\n";
        let page = page(&format!("{notice}{address}"), "404.html");
        let links: Vec<&str> = [" href=\"", " src=\""]
            .iter()
            .flat_map(|name| page.split(name).skip(1))
            .filter_map(|rest| rest.split('"').next())
            .collect();
        match root {
            Some(root) => {
                assert!(
                    links.iter().all(|link| link.starts_with(root) || link.starts_with('#')),
                    "{links:?}"
                );
                assert!(links.contains(&format!("{root}papers/report.html").as_str()), "{links:?}");
                assert!(
                    links.iter().any(|link| link.starts_with(&format!("{root}assets/site."))),
                    "{links:?}"
                );
            }
            None => assert!(links.is_empty(), "{links:?}"),
        }
        assert!(page.contains("There is no page at this address"), "{page}");
        assert!(!page.contains("ashmere.example"), "{page}");
    }
}
