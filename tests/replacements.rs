//! A replacement keeps its word: put in the marked bytes, it makes the fault go away and brings no other.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test that cannot go on has failed, and tests look at the disk"
)]

mod support;

use std::collections::BTreeMap;
use std::ops::Range;

use scrutineer::Request;
use scrutineer::diagnostic::{Code, Diagnostic, Severity};
use scrutineer::files::SiteFiles;
use scrutineer::load::locate::Locator;
use support::{day, repository, write_site};

/// Replacements in the fixtures of tests/faults; more codes will offer one, and none may stop to.
const LEAST_IN_FIXTURES: usize = 21;
/// Replacements in the site below: one for each line that tells of one.
const LEAST_IN_SITE: usize = 19;

/// A register in which every name that can be mistaken is mistaken once; the text that was meant stands in the remark.
const SITE: &str = "\
-- site.toml --
title = \"Test\"
council = \"Test Council\"
description = \"A test.\"
as_at = 2024-06-30
-- content/bodies.yaml --
bodies:
  - {id: scrutiny-board, name: Board, kind: scrutiny_board}
-- content/owners.yaml --
owners:
  - {id: highways, name: Straßenamt 東京, kind: team, body: scrutiny-bord} # scrutiny-board
-- content/threads.yaml --
threads:
  - {id: winter-service, title: Winter, summary: Roads in winter.}
-- content/meetings/board-2024-02.yaml --
body: scrutiny-board
date: 2024-02-01
status: held
papers: [gritting-reprot] # gritting-report
resolutions:
  - ref: a
    verbs: [noted]
    affects:
      - {of: gritting-pln/A1, effect: noted} # gritting-plan/A1
      - {of: [gritting-plan/Rout], effect: noted} # gritting-plan/Route
-- content/papers/gritting-report.md --
---
title: Report
kind: report
date: 2024-01-10
form: full
from: 'highwais' # highways
---
1. First paragraph.
-- content/papers/inspection.md --
---
title: Inspection
kind: inspection
date: 2023-05-01
form: full
inspection:
  inspectorate: [scrutiny-board, \"hihgways\"] # highways
  type: standard
  findings:
    - {ref: F1, kind: strength, text: Good., threads: [winter-servise]} # winter-service
---
1. First paragraph.
-- content/plans/older-plan.yaml --
title: Older plan
summary: What was planned.
actions:
  - {id: A1, title: Do it, made: 2023-01-01}
-- content/plans/gritting-plan.yaml --
title: Plan
summary: What is planned.
set_out_in: gritting-report
replaces: [oldr-plan] # older-plan
came_before: [board-2024-2b, bord-2024-02] # board-2024-02
measures:
  - {id: Gritted, title: T, definition: D}
recommendations:
  - ref: Route
    title: 東京 é \u{1f600}
    source: p1
    answers: [inspecton#F1] # inspection#F1
    responses:
      - {value: accepted, at: bord-2024-02/a} # board-2024-02/a
    actions:
      - {id: A1, title: é, owner: [highways, highway], measures: [Grited], continues: older-plan/A1} # highways, Gritted
actions:
  - id: A2
    title: Do that
    source: p1
    continues: oldre-plan/A1 # older-plan/A1
    allow: [{code: due-before-brith, reason: The paper says so.}] # due-before-birth
rounds:
  - {id: q1, date: 2024-04, updates: {Aa1: {status: in_progress}}}
amendments:
  - {date: 2024-03-01, of: A1, field: owner, from: \"highways, highways\", to: hihgways, reason: So.} # highways
-- content/plans/gritting-plan/2024-q2.yaml --
id: 2024-q1
date: 2024-05
updates:
  Routes: {status: in_progress} # Route
";

/// A fault with the bytes that it marks.
struct Marked {
    diagnostic: Diagnostic,
    bytes: Option<Range<usize>>,
}

fn faults(files: &SiteFiles) -> Vec<Marked> {
    let request = Request { as_at: None, today: day("2026-11-22"), drafts: false };
    let found = scrutineer::build(files, request).diagnostics;
    let mut locator = Locator::new(files);
    found.into_iter().map(|d| Marked { bytes: locator.locate(&d.place), diagnostic: d }).collect()
}

fn files(site: &str) -> SiteFiles {
    let folder = tempfile::tempdir().unwrap();
    write_site(folder.path(), site);
    scrutineer::read::read(folder.path()).unwrap()
}

/// The files with a text in place of some bytes of one of them; a byte order mark is not counted.
fn replaced(files: &SiteFiles, file: &str, bytes: &Range<usize>, text: &str) -> SiteFiles {
    let mut files = files.clone();
    let content = files.files.get_mut(file).unwrap_or_else(|| panic!("{file} is not there"));
    let mark = if content.starts_with("\u{feff}".as_bytes()) { 3 } else { 0 };
    content.splice(bytes.start + mark..bytes.end + mark, text.bytes());
    files
}

/// How many faults and warnings there are of each code.
fn counted(faults: &[Marked]) -> BTreeMap<Code, usize> {
    let mut counts = BTreeMap::new();
    for fault in faults.iter().filter(|f| f.diagnostic.severity() != Severity::Note) {
        *counts.entry(fault.diagnostic.code).or_default() += 1;
    }
    counts
}

/// The codes of which there are more than before. Where a file could not be read, its own rules had waited: then only
/// what makes it unreadable counts.
fn more(after: &[Marked], before: &[Marked], waited: bool) -> Vec<Code> {
    let known = counted(before);
    let structural = |code: &Code| *code <= Code::BadFileName;
    let grown =
        counted(after).into_iter().filter(|(code, count)| *count > known.get(code).copied().unwrap_or(0));
    grown.map(|(code, _)| code).filter(|code| !waited || structural(code)).collect()
}

/// Tries each replacement of a site alone, then all together, and says how many there were.
fn try_all(name: &str, files: &SiteFiles) -> usize {
    let before = faults(files);
    let mut offered: Vec<(&Diagnostic, &Range<usize>, &str)> = Vec::new();
    for fault in &before {
        let Some(text) = &fault.diagnostic.replacement else { continue };
        let bytes =
            fault.bytes.as_ref().unwrap_or_else(|| panic!("{name}: {:?} marks nothing", fault.diagnostic));
        offered.push((&fault.diagnostic, bytes, text));
    }
    for (fault, bytes, text) in &offered {
        let after = faults(&replaced(files, &fault.place.file, bytes, text));
        let stays = after.iter().any(|a| {
            let same = a.diagnostic.code == fault.code && a.diagnostic.place.file == fault.place.file;
            same && a.bytes.as_ref().is_some_and(|b| b.start == bytes.start)
        });
        assert!(!stays, "{name}: `{text}` does not put right {fault:?}");
        let new = more(&after, &before, fault.code <= Code::BadFileName);
        assert!(new.is_empty(), "{name}: `{text}` for {fault:?} brings {new:?}");
    }
    let mut all = files.clone();
    offered.sort_by_key(|(fault, bytes, _)| (&fault.place.file, std::cmp::Reverse(bytes.start)));
    let mut last: Option<(&str, usize)> = None;
    for (fault, bytes, text) in &offered {
        // Of two faults that mark one place, one is put right.
        let free = last.is_none_or(|(file, start)| file != fault.place.file || bytes.end <= start);
        if free {
            all = replaced(&all, &fault.place.file, bytes, text);
            last = Some((&fault.place.file, bytes.start));
        }
    }
    let after = faults(&all);
    for (fault, _, text) in &offered {
        let stays =
            after.iter().find(|a| (a.diagnostic.code, &a.diagnostic.message) == (fault.code, &fault.message));
        assert!(stays.is_none(), "{name}: with all replaced, `{text}` does not put right {fault:?}");
    }
    let waited = before.iter().any(|f| f.diagnostic.code <= Code::BadFileName);
    assert_eq!(more(&after, &before, waited), [], "{name}");
    offered.len()
}

#[test]
fn replacements_of_the_fixtures_put_them_right() {
    let mut tried = 0;
    for code in Code::all() {
        let path = repository().join("tests/faults").join(format!("{}.txt", code.word()));
        let text = std::fs::read_to_string(&path).unwrap();
        let input = text.split("-- expected --\n").next().unwrap();
        tried += try_all(code.word(), &files(input));
    }
    assert!(tried >= LEAST_IN_FIXTURES, "only {tried} replacements are offered");
}

#[test]
fn replacements_of_many_faults_put_them_right_together() {
    let site = files(SITE);
    let tried = try_all("the site", &site);
    assert!(tried >= LEAST_IN_SITE, "only {tried} replacements are offered");
    // What stands in the remarks is what is offered on that line.
    for fault in faults(&site) {
        let Some((text, bytes)) = fault.diagnostic.replacement.zip(fault.bytes) else { continue };
        let content = site.text(&fault.diagnostic.place.file).unwrap();
        let line = content[bytes.start..].lines().next().unwrap();
        assert!(line.rsplit_once(" # ").is_none_or(|(_, meant)| meant.contains(&text)), "{text}: {line}");
    }
    let with_mark = |bytes: &Vec<u8>| ["\u{feff}".as_bytes(), bytes].concat();
    let windows = |bytes: &Vec<u8>| String::from_utf8_lossy(bytes).replace('\n', "\r\n").into_bytes();
    for change in [&with_mark as &dyn Fn(&Vec<u8>) -> Vec<u8>, &windows] {
        let mut other = site.clone();
        other.files.values_mut().for_each(|bytes| *bytes = change(bytes));
        assert_eq!(try_all("the site in another form", &other), tried);
    }
}
