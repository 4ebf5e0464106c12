//! Every link of every site leads to a page that is there, and every `#anchor` to an id that is there; ids are unique.
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

use support::{pages, rendered, repository};

fn check(site: &str, as_at: Option<&str>) -> usize {
    let built = pages(&repository().join(site), as_at);
    led::check(&built, &rendered(&built))
}

#[test]
fn every_link_of_the_sample_site_leads_somewhere() {
    assert!(check("", None) > 1000);
    check("", Some("2021-10-13"));
    check("", Some("2021-09-30"));
}

#[test]
fn every_link_of_the_test_sites_leads_somewhere() {
    check("tests/sites/quarterly", None);
    check("tests/sites/quarterly", Some("2024-01-31"));
    check("tests/sites/recommendations", None);
    check("tests/sites/recommendations", Some("2024-06-30"));
}

/// The frame is made once for all pages of a depth, which lie in several folders: a link in the notice is right from each.
#[test]
fn a_link_in_the_notice_is_right_from_every_folder() {
    for record in ["body:leeds-city-council", "paper:ilacs-2022", "plan:board-2022", "meeting:2022-07"] {
        let mut files = scrutineer::read::read(&repository()).unwrap();
        let site = String::from_utf8(files.files["site.toml"].clone()).unwrap();
        let notice = format!("notice = \"Read [this]({record}) first.\"\n");
        let site = notice + &site.lines().filter(|l| !l.starts_with("notice")).collect::<Vec<_>>().join("\n");
        files.files.insert("site.toml".to_owned(), site.into_bytes());
        let request = scrutineer::Request { as_at: None, today: support::day("2026-11-22"), drafts: false };
        let built = scrutineer::build(&files, request);
        let built = built.pages.unwrap_or_else(|| panic!("{:?}", built.diagnostics));
        let pages = rendered(&built);
        assert!(
            String::from_utf8_lossy(&pages["index.html"]).contains("Read <a href="),
            "{record} is no link"
        );
        led::check(&built, &pages);
    }
}

/// The pages that the program makes at the top of a site are those that no author's page may take the place of.
#[test]
fn pages_of_the_program_are_reserved() {
    let site = pages(&repository(), None);
    let standing: Vec<String> =
        site.views().edition.register.pages.keys().map(|id| format!("{id}.html")).collect();
    for path in
        site.paths().map(|p| p.as_str()).filter(|p| !p.contains('/') && !standing.iter().any(|s| s == p))
    {
        if !path.ends_with(".html") {
            continue;
        }
        assert!(scrutineer::output::FIXED_PAGES.contains(&path), "{path} is not reserved");
    }
}
