//! Whole sites: each folder of tests/sites builds to its `expected/`, byte for byte. `BLESS=1 cargo test` writes the
//! expected files anew; the difference is then read in the commit.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test that cannot go on has failed, and tests look at the disk"
)]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use support::{blessing, pages, rendered, repository, tree};

fn check(name: &str) {
    let site = repository().join("tests/sites").join(name);
    let expected = site.join("expected");
    let built = calm(rendered(&pages(&site, None)));
    if blessing() {
        let _ = std::fs::remove_dir_all(&expected);
        for (path, bytes) in &built {
            let target = expected.join(path);
            std::fs::create_dir_all(target.parent().unwrap()).unwrap();
            std::fs::write(target, bytes).unwrap();
        }
        return;
    }
    let expected = tree(&expected);
    let paths: BTreeSet<_> = built.keys().chain(expected.keys()).collect();
    for path in paths {
        match (built.get(path), expected.get(path)) {
            (Some(built), Some(expected)) if built == expected => {}
            (Some(built), Some(expected)) => panic!("{name}/{path}: {}", first_difference(expected, built)),
            (Some(_), None) => panic!("{name}/{path} is new; BLESS=1 cargo test accepts it"),
            _ => panic!("{name}/{path} is no more; BLESS=1 cargo test accepts that"),
        }
    }
}

/// The pages without the theme's assets, the search index and their hashes: a change of style is not a change of every
/// page, and what the index holds is looked at in `search.rs`. What columns mean is the same for all sites, and stands in
/// docs/data.md.
fn calm(mut files: BTreeMap<String, Vec<u8>>) -> BTreeMap<String, Vec<u8>> {
    let assets: Vec<String> =
        files.keys().filter(|p| p.starts_with("assets/") || p.starts_with("data/search/")).cloned().collect();
    files.retain(|path, _| {
        let is_meaning =
            path.ends_with("metadata.json") || path.ends_with("schema.json") || path == "data/index.html";
        !is_meaning
    });
    for asset in &assets {
        files.remove(asset);
    }
    for page in files.values_mut() {
        let mut text = String::from_utf8_lossy(page).into_owned();
        for asset in &assets {
            let name: Vec<&str> = asset.split('.').collect();
            text = text.replace(asset.as_str(), &format!("{}.HASH.{}", name[0], name[2]));
        }
        *page = text.into_bytes();
    }
    files
}

fn first_difference(expected: &[u8], built: &[u8]) -> String {
    let (expected, built) = (String::from_utf8_lossy(expected), String::from_utf8_lossy(built));
    let lines = expected.lines().zip(built.lines()).enumerate();
    match lines.into_iter().find(|(_, (a, b))| a != b) {
        Some((number, (a, b))) => format!("line {}\n  expected: {a}\n  built:    {b}", number + 1),
        None => "one ends before the other".to_owned(),
    }
}

#[test]
fn a_quarterly_improvement_plan_in_rounds() {
    check("quarterly");
}

#[test]
fn a_tracker_of_recommendations_without_actions() {
    check("recommendations");
}

#[test]
fn a_site_with_a_theme_of_its_own() {
    check("plain");
}

/// Words that stand only in what is draft, withheld or embargoed.
#[test]
fn nothing_unpublished_is_in_any_page_or_name() {
    let site = repository().join("tests/sites/quarterly");
    for (path, bytes) in rendered(&pages(&site, None)) {
        let text = format!("{path}\n{}", String::from_utf8_lossy(&bytes)).to_lowercase();
        for secret in ["lighthouse", "harvest", "willow", "orchard"] {
            assert!(!text.contains(secret), "{path} holds `{secret}`");
        }
    }
    let files = scrutineer::read::read(Path::new(&site)).unwrap();
    let all: String = files.files.values().map(|b| String::from_utf8_lossy(b).to_lowercase()).collect();
    for secret in ["lighthouse", "harvest", "willow", "orchard"] {
        assert!(all.contains(secret), "the site no longer plants `{secret}`");
    }
}
