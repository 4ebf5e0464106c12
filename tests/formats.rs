//! What `check` and `build` print for people, for programs, as SARIF and for GitHub: the same faults at the same places,
//! in lines that a terminal shows, and with nothing in them that could harm who reads them.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test that cannot go on has failed, and tests look at the disk"
)]

mod support;

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Output;

use serde_json::Value;
use support::{complaints, program, repository, run, unwrapped, write_site};
use unicode_width::UnicodeWidthStr;

/// Faults of each severity, with and without a place in the file and a replacement, on lines short and long.
const SITE: &str = "\
-- content/bodies.yaml --
\u{feff}bodies:
  - {id: scrutiny-board, name: 東京 Cafe\u{301} é \u{1f600}, kind: scrutiny_board}
-- content/owners.yaml --
owners:
  - {id: clerk, name: 東京 \u{1f600} Straße, kind: role, body: scrutiny-bord}
-- content/pages/timeline.md --
---
title: Notes
---
-- content/pages/My, page: 100%.md --
Text.
-- content/papers/report.md --
---
title: Report
kind: report
date: 2024-01-10
form: full
---
1. First <b>paragraph</b> with words and more words and more words until the line is too long for any terminal.
-- content/plans/plan.yaml --
title: Plan
summary: What is planned.
set_out_in: report
actions:
  - {id: A1, title: Do it, source: p1, due: 2023-12}
  - {id: A2, title: A title long enough to push what follows out of any window, source: p1, owner: [clerk, clerc]}
";

fn site(text: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    write_site(folder.path(), text);
    folder
}

fn check(site: &Path, format: &str) -> Output {
    run(&["check", "--site", site.to_str().unwrap(), "--format", format])
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).expect("JSON")
}

fn list<'v>(value: &'v Value, pointer: &str) -> &'v Vec<Value> {
    value.pointer(pointer).and_then(Value::as_array).unwrap_or_else(|| panic!("{pointer} of {value:#}"))
}

fn text<'v>(value: &'v Value, pointer: &str) -> &'v str {
    value.pointer(pointer).and_then(Value::as_str).unwrap_or_else(|| panic!("{pointer} of {value:#}"))
}

fn number(value: &Value, pointer: &str) -> usize {
    let found = value.pointer(pointer).and_then(Value::as_u64);
    usize::try_from(found.unwrap_or_else(|| panic!("{pointer} of {value:#}"))).unwrap()
}

/// The keys of an object, to say that it has these and no others.
fn keys(value: &Value) -> BTreeSet<&str> {
    value.as_object().unwrap_or_else(|| panic!("{value:#}")).keys().map(String::as_str).collect()
}

/// A file's text between two places, each counted in lines and letters from 1.
fn between(folder: &Path, file: &str, start: (usize, usize), end: (usize, usize)) -> String {
    let content = std::fs::read_to_string(folder.join(file)).unwrap();
    let content = content.strip_prefix('\u{feff}').unwrap_or(&content);
    let mut at = (1, 1);
    let mut found = String::new();
    for letter in content.chars() {
        if at >= start && at < end {
            found.push(letter);
        }
        at = if letter == '\n' { (at.0 + 1, 1) } else { (at.0, at.1 + 1) };
    }
    found
}

#[test]
fn json_tells_all_of_each_fault() {
    let folder = site(SITE);
    let done = check(folder.path(), "json");
    assert_eq!((done.status.code(), complaints(&done).as_str()), (Some(1), ""));
    let report = json(&done);
    assert_eq!(keys(&report), BTreeSet::from(["diagnostics", "summary"]));
    let mut marked = Vec::new();
    for fault in list(&report, "/diagnostics") {
        let known =
            ["code", "severity", "file", "line", "column", "end_line", "end_column", "message", "help"];
        assert_eq!(keys(fault), known.into_iter().chain(["replacement"]).collect());
        if fault["line"].is_null() {
            assert!(
                fault["column"].is_null() && fault["end_line"].is_null() && fault["end_column"].is_null()
            );
            continue;
        }
        let at = |line: &str, column: &str| (number(fault, line), number(fault, column));
        let (start, end) = (at("/line", "/column"), at("/end_line", "/end_column"));
        marked.push((text(fault, "/code"), between(folder.path(), text(fault, "/file"), start, end)));
    }
    for expected in [("unknown-body", "scrutiny-bord"), ("unknown-owner", "clerc"), ("raw-html", "<b>")] {
        assert!(marked.contains(&(expected.0, expected.1.to_owned())), "{expected:?} is not in {marked:?}");
    }
}

/// The shape in docs/faults.md is the shape of what is printed.
#[test]
fn the_json_that_is_documented_is_the_json_that_is_printed() {
    let guide = std::fs::read_to_string(repository().join("docs/faults.md")).unwrap();
    let shown = guide.split("```json\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    let shown: Value = serde_json::from_str(shown).unwrap();
    let folder = site(SITE);
    let printed = json(&check(folder.path(), "json"));
    for part in ["", "/summary", "/diagnostics/0"] {
        assert_eq!(keys(shown.pointer(part).unwrap()), keys(printed.pointer(part).unwrap()), "{part}");
    }
}

#[test]
fn a_build_names_what_it_left_out() {
    let folder = site("-- content/pages/index.md --\n---\ntitle: Home\n---\nText.\n");
    let write = |path: String, text: &str| write_site(folder.path(), &format!("-- {path} --\n{text}"));
    (0..25).for_each(|n| write(format!("content/files/annex-{n:02}.csv"), "a,b\n"));
    (0..25).for_each(|n| write(format!("content/.draft-{n:02}.md"), "a"));
    for n in 0..3 {
        write(format!("content/pages/later-{n}.md"), "---\ntitle: T\npublish_on: 2031-01-01\n---\n");
    }
    let at = folder.path().to_str().unwrap();
    let done = run(&["build", "--site", at]);
    assert_eq!(done.status.code(), Some(0), "{}", complaints(&done));
    let (results, told) = (said(&done), complaints(&done));
    assert!(results.contains("3 left out as") && results.contains("later-2"), "{results}");
    assert!(unwrapped(&results).contains("annex-19.csv and 5 more (all in --format json)"), "{results}");
    assert!(!results.contains("annex-20.csv"), "{results}");
    assert!(told.contains("left out: content/.draft-19.md (its name begins with a full stop)"), "{told}");
    assert!(told.contains("left out: and 5 more (all in --format json)"), "{told}");
    let paths = |line: &&str| !line.contains(at);
    assert!(results.lines().chain(told.lines()).filter(paths).all(|l| l.width() <= 80), "{results}{told}");

    let report = json(&run(&["build", "--site", at, "--format", "json"]));
    assert_eq!(list(&report, "/summary/attachments_left_out").len(), 25);
    assert_eq!(list(&report, "/summary/left_out").len(), 25);
    assert_eq!(text(&report, "/summary/left_out/0/file"), "content/.draft-00.md");
    assert_eq!(text(&report, "/summary/left_out/0/reason"), "its name begins with a full stop");
    assert_eq!(number(&report, "/summary/written/changed"), 0);
}

#[test]
fn sarif_has_the_shape_that_the_standard_asks_for() {
    let folder = site(SITE);
    let done = check(folder.path(), "sarif");
    assert_eq!((done.status.code(), complaints(&done).as_str()), (Some(1), ""));
    assert!(!said(&done).contains(folder.path().to_str().unwrap()), "the log tells where the site is");
    let log = json(&done);
    assert_eq!(keys(&log), BTreeSet::from(["$schema", "version", "runs"]));
    assert_eq!(text(&log, "/version"), "2.1.0");
    assert!(text(&log, "/$schema").ends_with("sarif-schema-2.1.0.json"));
    let [run] = list(&log, "/runs").as_slice() else { panic!("one run") };
    assert_eq!(keys(run), BTreeSet::from(["tool", "originalUriBaseIds", "columnKind", "results"]));
    assert_eq!(text(run, "/columnKind"), "unicodeCodePoints");
    assert_eq!(keys(&run["originalUriBaseIds"]["SITE"]), BTreeSet::from(["description"]));
    let driver = &run["tool"]["driver"];
    assert_eq!(keys(driver), BTreeSet::from(["name", "version", "rules"]));
    assert_eq!((text(driver, "/name"), text(driver, "/version")), ("scrutineer", env!("CARGO_PKG_VERSION")));
    let rules = list(driver, "/rules");
    for rule in rules {
        let parts = ["id", "shortDescription", "fullDescription", "help", "defaultConfiguration"];
        assert_eq!(keys(rule), BTreeSet::from(parts));
        assert!(text(rule, "/shortDescription/text").ends_with('.'), "{rule:#}");
        assert!(text(rule, "/help/text").len() > 40 && text(rule, "/help/markdown").len() > 40, "{rule:#}");
    }
    let mut used = BTreeSet::new();
    for result in list(run, "/results") {
        let rule = &rules[number(result, "/ruleIndex")];
        used.insert(number(result, "/ruleIndex"));
        assert_eq!(text(result, "/ruleId"), text(rule, "/id"));
        assert_eq!(text(result, "/level"), text(rule, "/defaultConfiguration/level"));
        assert!(["error", "warning", "note"].contains(&text(result, "/level")));
        assert!(text(result, "/message/text").contains("\nhelp: "));
        location(folder.path(), &list(result, "/locations")[0]["physicalLocation"]);
    }
    assert_eq!(used.len(), rules.len(), "each rule occurs");
}

/// A location names a file of the site by its address, and bytes that are there.
fn location(folder: &Path, place: &Value) {
    let uri = text(place, "/artifactLocation/uri");
    assert_eq!(text(place, "/artifactLocation/uriBaseId"), "SITE");
    assert!(uri.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._~/%".contains(&b)), "{uri}");
    if let Some(region) = place.get("region") {
        assert_eq!(keys(region), BTreeSet::from(["startLine", "startColumn", "endLine", "endColumn"]));
        let at = |line: &str, column: &str| (number(region, line), number(region, column));
        let (start, end) = (at("/startLine", "/startColumn"), at("/endLine", "/endColumn"));
        assert!(start >= (1, 1) && start <= end, "{region:#}");
        assert!(!between(folder, uri, start, end).is_empty(), "{uri} {region:#}");
    }
}

#[test]
fn a_fix_of_sarif_is_the_replacement() {
    let folder = site(SITE);
    let log = json(&check(folder.path(), "sarif"));
    let report = json(&check(folder.path(), "json"));
    let faults = list(&report, "/diagnostics");
    let mut fixes = 0;
    for (result, fault) in list(&log, "/runs/0/results").iter().zip(faults) {
        assert_eq!(text(result, "/ruleId"), text(fault, "/code"));
        assert_eq!(result.get("fixes").is_some(), !fault["replacement"].is_null(), "{fault:#}");
        let Some(fix) = result.pointer("/fixes/0") else { continue };
        fixes += 1;
        let change = &list(fix, "/artifactChanges")[0];
        assert_eq!(
            change["artifactLocation"],
            result["locations"][0]["physicalLocation"]["artifactLocation"]
        );
        let place = change.pointer("/replacements/0/deletedRegion");
        assert_eq!(place, result.pointer("/locations/0/physicalLocation/region"));
        assert_eq!(change.pointer("/replacements/0/insertedContent/text"), Some(&fault["replacement"]));
    }
    assert_eq!(fixes, 2, "{faults:#?}");
}

/// A workflow command: its kind, its properties and its text, not unescaped.
fn command(line: &str) -> (&str, Vec<(&str, &str)>, &str) {
    let (kind, rest) = line.strip_prefix("::").and_then(|l| l.split_once(' ')).expect("a command");
    let (properties, data) = rest.split_once("::").expect("a command with data");
    (kind, properties.split(',').map(|p| p.split_once('=').expect("a property")).collect(), data)
}

#[test]
fn github_gets_one_command_for_each_fault() {
    let folder = site(SITE);
    let done = check(folder.path(), "github");
    assert_eq!((done.status.code(), complaints(&done).as_str()), (Some(1), ""));
    let faults = json(&check(folder.path(), "json"));
    let faults = list(&faults, "/diagnostics");
    let lines = said(&done);
    assert_eq!(lines.lines().count(), faults.len(), "{lines}");
    for (line, fault) in lines.lines().zip(faults) {
        let (kind, properties, data) = command(line);
        let kinds = [("error", "error"), ("warning", "warning"), ("note", "notice")];
        assert!(kinds.contains(&(text(fault, "/severity"), kind)), "{line}");
        let value = |name| properties.iter().find(|(n, _)| *n == name).map(|(_, value)| (*value).to_owned());
        assert_eq!(value("title").as_deref(), Some(text(fault, "/code")));
        let file = format!("{}/{}", folder.path().display(), text(fault, "/file"));
        let file = file.replace('%', "%25").replace(':', "%3A").replace(',', "%2C");
        assert_eq!(value("file"), Some(file));
        for (name, key) in
            [("line", "line"), ("col", "column"), ("endLine", "end_line"), ("endColumn", "end_column")]
        {
            assert_eq!(value(name), fault[key].as_u64().map(|n| n.to_string()), "{line}");
        }
        let message = text(fault, "/message").replace('%', "%25");
        assert!(data.starts_with(&message) && data.contains("%0Ahelp: "), "{line}");
    }
}

#[test]
fn github_finds_files_from_where_the_program_runs() {
    let folder = tempfile::tempdir().unwrap();
    write_site(&folder.path().join("sites/one"), SITE);
    for (given, from, start) in [
        ("sites/one", "", "::error file=sites/one/content/"),
        ("./sites/one/", "", "::error file=sites/one/content/"),
        (".", "sites/one", "::error file=content/"),
        ("../one", "sites/one", "::error file=../one/content/"),
    ] {
        let mut command = program(&["check", "--format", "github", "--site", given]);
        let done = command.current_dir(folder.path().join(from)).output().unwrap();
        assert!(said(&done).starts_with(start), "{given}: {}", said(&done));
    }
}

#[test]
fn a_site_without_faults_is_told_of_in_every_format() {
    let folder = site("-- content/pages/index.md --\n---\ntitle: Home\n---\nText.\n");
    for (format, start) in [("human", "0 errors"), ("json", "{"), ("sarif", "{"), ("github", "")] {
        let done = check(folder.path(), format);
        assert_eq!((done.status.code(), complaints(&done).as_str()), (Some(0), ""), "{format}");
        assert!(said(&done).starts_with(start), "{}", said(&done));
    }
    let log = json(&check(folder.path(), "sarif"));
    assert!(list(&log, "/runs/0/results").is_empty() && list(&log, "/runs/0/tool/driver/rules").is_empty());
    assert_eq!(said(&check(folder.path(), "github")), "");
}

#[test]
fn a_build_has_no_formats_for_lists_of_faults() {
    let folder = site(SITE);
    for format in ["sarif", "github", "xml"] {
        let done = run(&["build", "--site", folder.path().to_str().unwrap(), "--format", format]);
        assert_eq!(done.status.code(), Some(2), "{format}");
    }
    let done = run(&["build", "--site", folder.path().to_str().unwrap(), "--format", "json"]);
    assert_eq!((done.status.code(), complaints(&done).as_str()), (Some(1), ""));
    assert!(json(&done)["summary"]["written"].is_null());
}

#[test]
fn people_see_lines_of_eighty_columns_with_marks_under_the_place() {
    let folder = site(SITE);
    let done = check(folder.path(), "human");
    assert_eq!(done.status.code(), Some(1));
    let told = complaints(&done);
    assert!(told.lines().all(|line| line.width() <= 80), "{told}");
    assert!(!told.contains('\u{1b}'), "no colour but on a terminal: {told}");
    let lines: Vec<&str> = told.lines().collect();
    for marked in ["scrutiny-bord", "clerc", "<b>", "2023-12"] {
        let under = lines.windows(2).any(|pair| {
            let [line, marks] = pair else { return false };
            let Some(at) = line.find(marked).filter(|_| marks.ends_with('^')) else { return false };
            let width = line[..at].width();
            marks.trim_end_matches('^').width() == width && marks.width() == width + marked.width()
        });
        assert!(under, "`{marked}` is not marked: {told}");
    }
    let cut = lines.iter().find(|l| l.contains("clerc]}")).unwrap();
    assert!(cut.contains("| …"), "{cut}");
    let cut = lines.iter().find(|l| l.contains("First <b>")).unwrap();
    assert!(cut.ends_with('…') && cut.width() > 75, "{cut}");
    // Where a reason goes on, it is indented; the head itself is in one piece.
    let heads = lines.iter().filter(|l| l.contains(": error[") || l.contains(": warning[")).count();
    assert!(heads >= 4 && lines.iter().any(|l| l.starts_with("   ") && !l.contains(['|', ':'])), "{told}");
}

#[test]
fn people_see_twenty_of_a_kind_and_programs_all() {
    let words: String = (0..60).map(|n| format!("<b>{n}</b>\n")).collect();
    let folder = site(&format!("-- content/pages/index.md --\n---\ntitle: Home\n---\n{words}\n"));
    let done = check(folder.path(), "human");
    let told = complaints(&done);
    assert_eq!(told.matches("warning[raw-html]").count(), 20, "{told}");
    assert!(told.contains("raw-html: and 40 more"), "{told}");
    let said_of = said(&done);
    assert!(said_of.starts_with("0 errors, 60 warnings, 0 notes.\n"), "{said_of}");
    assert!(said_of.ends_with(" files would be written.\n"), "{said_of}");
    assert_eq!(list(&json(&check(folder.path(), "json")), "/diagnostics").len(), 60);
    assert_eq!(list(&json(&check(folder.path(), "sarif")), "/runs/0/results").len(), 60);
    assert_eq!(said(&check(folder.path(), "github")).lines().count(), 60);
}

/// Letters that turn a text around, hide in it, or command a terminal.
const HIDDEN: [char; 15] = [
    '\u{1b}', '\u{7}', '\u{7f}', '\u{9b}', '\u{202e}', '\u{202a}', '\u{2066}', '\u{2069}', '\u{200e}',
    '\u{200f}', '\u{61c}', '\u{200b}', '\u{200d}', '\u{2028}', '\u{feff}',
];

#[test]
#[cfg(unix)]
fn hidden_letters_are_shown_and_never_sent() {
    for letter in HIDDEN {
        let folder = site(&format!(
            "-- content/pages/index.md --\n---\ntitle: Home\n---\nA{letter}B <b>{letter}</b> [x](paper:{letter}y) [z](no{letter}where)\n\
             -- content/pages/a{letter}b.md --\n---\ntitle: x\n---\n-- content/.hid{letter}den --\nx\n\
             -- themes/default/templates/home.html --\n{{% {letter} %}}\n",
        ));
        for format in ["human", "json", "sarif", "github"] {
            let done = check(folder.path(), format);
            let all = said(&done) + &complaints(&done);
            let raw = |c: char| c != '\n' && (c.is_control() || HIDDEN.contains(&c));
            assert!(!all.chars().any(raw), "{letter:?} in {format}: {all:?}");
            assert!(all.lines().count() > 3, "{all}");
        }
        let told = complaints(&check(folder.path(), "human"));
        let shown = format!("{}", letter.escape_unicode());
        assert!(told.contains(&format!("A{shown}B <b>")), "{told}");
        assert!(told.contains(&format!("left out: content/.hid{shown}den")), "{told}");
        let report = json(&check(folder.path(), "json"));
        let files: Vec<&str> = list(&report, "/diagnostics").iter().map(|f| text(f, "/file")).collect();
        assert!(files.contains(&format!("content/pages/a{letter}b.md").as_str()), "{files:?}");
    }
}

#[test]
#[cfg(unix)]
fn no_text_of_the_content_becomes_a_command_of_its_own() {
    let folder = site("-- content/pages/index.md --\n---\ntitle: Home\n---\n[x](no%0A::error::y)\n");
    let name = folder.path().join("content/pages/a\n::error file=x::owned.md");
    std::fs::write(name, "x").unwrap();
    let lines = said(&check(folder.path(), "github"));
    assert_eq!(lines.lines().count(), 2, "{lines}");
    assert!(lines.contains("no%250A::error::y"), "{lines}");
}
