//! The documentation is held to the code: every key, every code, every command.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test that cannot go on has failed, and tests look at the disk"
)]

mod support;

use std::collections::BTreeSet;

use schemars::JsonSchema;
use scrutineer::diagnostic::Code;
use scrutineer::model::meeting::Meeting;
use scrutineer::model::paper::{PageHeader, PaperHeader};
use scrutineer::model::people::{BodiesFile, DisagreementsFile, EventsFile, OwnersFile, ThreadsFile};
use scrutineer::model::plan::PlanFile;
use scrutineer::model::site::Site;
use scrutineer::model::update::Round;
use support::{repository, run};

fn read(path: &str) -> String {
    std::fs::read_to_string(repository().join(path)).unwrap_or_else(|_| panic!("{path} is missing"))
}

/// Every key and every word an author may write, from the schema that loads the files.
fn words<T: JsonSchema>(found: &mut BTreeSet<String>) {
    collect(&schemars::schema_for!(T).to_value(), found);
}

fn collect(schema: &serde_json::Value, found: &mut BTreeSet<String>) {
    if let Some(properties) = schema.get("properties").and_then(|p| p.as_object()) {
        found.extend(properties.keys().filter(|k| !k.ends_with("_text") && !k.ends_with("_basis")).cloned());
    }
    found.extend(schema.get("const").and_then(|c| c.as_str()).map(str::to_owned));
    match schema {
        serde_json::Value::Object(map) => map.values().for_each(|v| collect(v, found)),
        serde_json::Value::Array(list) => list.iter().for_each(|v| collect(v, found)),
        _ => {}
    }
}

#[test]
fn every_key_and_word_is_in_the_content_guide() {
    let mut known = BTreeSet::new();
    words::<Site>(&mut known);
    words::<BodiesFile>(&mut known);
    words::<OwnersFile>(&mut known);
    words::<ThreadsFile>(&mut known);
    words::<DisagreementsFile>(&mut known);
    words::<EventsFile>(&mut known);
    words::<Meeting>(&mut known);
    words::<PlanFile>(&mut known);
    words::<Round>(&mut known);
    words::<PaperHeader>(&mut known);
    words::<PageHeader>(&mut known);
    assert!(known.len() > 200, "only {} words were found in the schema", known.len());
    let guide = read("docs/content.md");
    // Words count where they stand in code, in a line or in a block of its own: a word of the prose tells of no key.
    let code: BTreeSet<&str> = guide
        .split('`')
        .skip(1)
        .step_by(2)
        .chain(guide.split("```").skip(1).step_by(2))
        .flat_map(|code| {
            let in_word = |c: char| c.is_alphanumeric() || c == '_';
            // A few words are written with hyphens, as the addresses of their pages are.
            code.split(move |c| !in_word(c)).chain(code.split(move |c| !in_word(c) && c != '-'))
        })
        .collect();
    let missing: Vec<_> = known.iter().filter(|w| !code.contains(w.as_str())).collect();
    assert!(missing.is_empty(), "docs/content.md does not tell of {missing:?}");
}

#[test]
fn every_code_has_a_heading_in_the_list_of_faults() {
    let list = read("docs/faults.md");
    let headings: BTreeSet<&str> =
        list.lines().filter_map(|l| l.strip_prefix("## ")).map(str::trim).collect();
    let codes: BTreeSet<&str> = Code::all().map(Code::word).collect();
    assert_eq!(headings, codes);
}

#[test]
fn the_readme_names_every_command() {
    let readme = read("README.md");
    let help = String::from_utf8(run(&["--help"]).stdout).unwrap();
    let commands = help.split("Commands:").nth(1).and_then(|h| h.split("Options:").next()).unwrap();
    let entries = commands.lines().filter(|l| l.starts_with("  ") && !l.starts_with("   "));
    let names = entries.filter_map(|l| l.split_whitespace().next());
    for name in names.filter(|n| *n != "help") {
        assert!(readme.contains(&format!("scrutineer {name}")), "README.md does not tell of `{name}`");
    }
}

/// The first plan of the README, made as it tells, has no fault and reads as it says.
#[test]
fn the_first_plan_of_the_readme_works() {
    let readme = read("README.md");
    let folder = tempfile::tempdir().unwrap();
    for (path, language) in [
        ("site.toml", "toml"),
        ("content/papers/gritting-report.md", "markdown"),
        ("content/plans/gritting.yaml", "yaml"),
    ] {
        let fence = format!("```{language}\n");
        let block = readme.split(fence.as_str()).nth(1).and_then(|rest| rest.split("```").next()).unwrap();
        let target = folder.path().join(path);
        std::fs::create_dir_all(target.parent().unwrap()).unwrap();
        std::fs::write(target, block).unwrap();
    }
    let site = folder.path().to_str().unwrap();
    let done = run(&["check", "--strict", "--site", site]);
    assert!(done.status.success(), "{}", support::complaints(&done));
    assert!(run(&["build", "--site", site]).status.success());
    let page = std::fs::read_to_string(folder.path().join("public/plans/gritting.html")).unwrap();
    for words in ["in progress", "own word only", "overdue by 30 days", "no owner stated"] {
        assert!(page.contains(words), "{words}");
    }
}

#[test]
fn the_first_plan_in_the_guide_is_told_what_the_guide_says() {
    let guide = read("docs/content.md");
    let folder = tempfile::tempdir().unwrap();
    let mut written = 0;
    for part in guide.split("Save as `").skip(1) {
        let (path, rest) = part.split_once("`:\n\n```").expect("a file follows");
        let (text, _) = rest.split_once('\n').and_then(|(_, text)| text.split_once("```")).expect("it ends");
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
        written += 1;
    }
    assert_eq!(written, 5);
    let done = run(&["check", "--site", folder.path().to_str().unwrap()]);
    let told = [done.stderr, done.stdout].map(|bytes| String::from_utf8(bytes).unwrap()).concat();
    assert!(guide.contains(&format!("```text\n{told}```")), "the guide must say:\n{told}");
}
