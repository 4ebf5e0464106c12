//! One file with ten kinds of structural fault lists them all, and one site with ten kinds of broken rule: for people, as
//! JSON and as SARIF, each at its own line and column with a help.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test that cannot go on has failed, and tests look at the disk"
)]

mod support;

use std::collections::BTreeSet;

use serde_json::Value;
use support::{blessing, complaints, repository, run, write_site};

/// A fault as all formats must tell it: file, line, column, code.
type Told = BTreeSet<(String, u64, u64, String)>;

fn of_people(said: &str) -> Told {
    let head = |line: &str| {
        let (place, rest) =
            [": error[", ": warning[", ": note["].iter().find_map(|severity| line.split_once(severity))?;
        let mut place = place.rsplitn(3, ':');
        let (column, line) = (place.next()?.parse().ok()?, place.next()?.parse().ok()?);
        Some((place.next()?.to_owned(), line, column, rest.split_once(']')?.0.to_owned()))
    };
    said.lines().filter_map(head).collect()
}

fn of_json(report: &Value) -> Told {
    let faults = report["diagnostics"].as_array().unwrap();
    let text = |fault: &Value, key: &str| fault[key].as_str().unwrap().to_owned();
    faults
        .iter()
        .map(|f| {
            assert!(!text(f, "help").is_empty(), "{f}");
            (text(f, "file"), f["line"].as_u64().unwrap(), f["column"].as_u64().unwrap(), text(f, "code"))
        })
        .collect()
}

fn of_sarif(log: &Value) -> Told {
    let results = log["runs"][0]["results"].as_array().unwrap();
    results
        .iter()
        .map(|result| {
            let place = &result["locations"][0]["physicalLocation"];
            let file = place["artifactLocation"]["uri"].as_str().unwrap().to_owned();
            let region = |key: &str| place["region"][key].as_u64().unwrap();
            (file, region("startLine"), region("startColumn"), result["ruleId"].as_str().unwrap().to_owned())
        })
        .collect()
}

fn ten_are_told_alike(name: &str) {
    let path = repository().join("tests/ten").join(name);
    let text = std::fs::read_to_string(&path).unwrap();
    let (input, expected) = text.split_once("-- expected --\n").unwrap_or((&text, ""));
    let folder = tempfile::tempdir().unwrap();
    write_site(folder.path(), input);
    let check = |format| run(&["check", "--site", folder.path().to_str().unwrap(), "--format", format]);
    let human = check("human");
    let said = complaints(&human);
    if blessing() {
        return std::fs::write(&path, format!("{input}-- expected --\n{said}")).unwrap();
    }
    assert_eq!(said, expected);
    assert_eq!(human.status.code(), Some(1));
    let told = of_people(&said);
    let codes: BTreeSet<&str> = told.iter().map(|(.., code)| code.as_str()).collect();
    assert!(codes.len() >= 10, "only {codes:?}");
    assert_eq!(said.matches("   help: ").count(), told.len(), "{said}");
    assert_eq!(told, of_json(&serde_json::from_slice(&check("json").stdout).unwrap()));
    assert_eq!(told, of_sarif(&serde_json::from_slice(&check("sarif").stdout).unwrap()));
}

#[test]
fn ten_structural_faults_of_one_file() {
    ten_are_told_alike("structure.txt");
}

#[test]
fn ten_broken_rules_of_one_site() {
    ten_are_told_alike("rules.txt");
}
