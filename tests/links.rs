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
