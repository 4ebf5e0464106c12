//! One fixture for each code: a small site that has this fault and no other, and what the program says of it.
//! `BLESS=1 cargo test` writes what it says anew.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test that cannot go on has failed, and tests look at the disk"
)]

mod support;

use std::collections::BTreeSet;

use scrutineer::diagnostic::{Code, Severity};
use support::{blessing, complaints, parts, repository, run, write_site};

const EXPECTED: &str = "-- expected --\n";

/// What `check` says of a fixture.
fn said(text: &str) -> (String, Option<i32>) {
    let folder = tempfile::tempdir().unwrap();
    write_site(folder.path(), text);
    let done = run(&["check", "--site", folder.path().to_str().unwrap()]);
    (complaints(&done), done.status.code())
}

/// The codes in what the program said.
fn codes(said: &str) -> BTreeSet<String> {
    let found = said.lines().filter_map(|line| {
        let (_, rest) =
            line.split_once(": error[").or(line.split_once(": warning[")).or(line.split_once(": note["))?;
        rest.split_once(']').map(|(code, _)| code.to_owned())
    });
    found.collect()
}

#[test]
fn each_code_is_told_at_its_place_with_help_and_without_consequences() {
    for code in Code::all() {
        let path = repository().join("tests/faults").join(format!("{}.txt", code.word()));
        let text =
            std::fs::read_to_string(&path).unwrap_or_else(|_| panic!("{} has no fixture", code.word()));
        let (input, expected) = text.split_once(EXPECTED).unwrap_or((&text, ""));
        let (said, exit) = said(input);
        if blessing() {
            std::fs::write(&path, format!("{input}{EXPECTED}{said}")).unwrap();
            continue;
        }
        assert_eq!(said, expected, "{}", code.word());
        assert_eq!(codes(&said), BTreeSet::from([code.word().to_owned()]), "{said}");
        assert!(said.contains("   help: "), "{said}");
        let stops = code.severity() == Severity::Error;
        assert_eq!(exit, Some(i32::from(stops)), "{}", code.word());
    }
}

#[test]
fn every_fixture_belongs_to_a_code() {
    let known: BTreeSet<String> = Code::all().map(|c| format!("{}.txt", c.word())).collect();
    for entry in std::fs::read_dir(repository().join("tests/faults")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(known.contains(&name), "{name} belongs to no code");
    }
}

/// One site with faults of many kinds in many files: all are told in one run, each at its line and column.
#[test]
fn all_faults_of_all_files_are_told_in_one_run() {
    let site = "\
-- site.toml --
title = \"Test\"
council = \"Test Council\"
description = \"A test.\"
colour = \"red\"
-- content/bodies.yaml --
bodies:
  - id: board
    name: Board: children
    kind: scrutiny_board
-- content/owners.yaml --
owners:
  - {id: clerk, name: Clerk, kind: role}
  - {id: clerk, name: Second clerk, kind: post}
-- content/meetings/2024-02-01.yaml --
body: board
date: 01/02/2024
status: held
papers: reports
-- content/papers/report.md --
---
title: Report
kind: report
form: full
---
1. See [nothing](paper:missing).
-- content/plans/plan.yaml --
title: Plan
summary: What is planned.
set_out_in: report
actions:
  - id: A1
    titel: Do it
    title: Do it
    source: p1
    due: 2024-02-30
";
    let (said, exit) = said(site);
    let heads: Vec<&str> = said.lines().filter(|l| l.contains(": error[")).collect();
    let starts = [
        "content/bodies.yaml:3:11: error[yaml-syntax]",
        "content/meetings/2024-02-01.yaml:2:7: error[bad-date]",
        "content/meetings/2024-02-01.yaml:4:9: error[wrong-type]",
        "content/owners.yaml:3:43: error[bad-word]",
        "content/plans/plan.yaml:6:5: error[unknown-key]",
        "content/plans/plan.yaml:9:10: error[bad-date]",
        "site.toml:4:1: error[unknown-key]",
    ];
    assert_eq!(heads.len(), starts.len(), "{said}");
    for (head, start) in heads.iter().zip(starts) {
        assert!(head.starts_with(start), "{head} is not {start}");
    }
    assert_eq!(said.matches("   help: ").count(), starts.len(), "{said}");
    assert_eq!(exit, Some(1));
}

/// Rules about the register are told together too, once the files themselves can be read.
#[test]
fn all_faults_of_the_register_are_told_in_one_run() {
    let site = "\
-- content/bodies.yaml --
bodies:
  - {id: board, name: Board, kind: scrutiny_board}
-- content/papers/report.md --
---
title: Report
kind: report
date: 2024-01-10
form: full
from: nobody
---
1. See [nothing](paper:missing).

{{ timeline(plan=\"missing\") }}
-- content/plans/plan.yaml --
title: Plan
summary: See [there](plan:elsewhere).
set_out_in: report
recommendations:
  - ref: A
    title: First
    source: p7
    actions:
      - {id: A, title: Same id}
      - {id: a, title: Same address}
-- content/pages/plans.md --
---
title: Plans
---
Text.
-- themes/default/templates/plans.html --
{% block main %}{{ page
";
    let (said, _) = said(site);
    let heads: Vec<&str> = said.lines().filter(|l| l.contains(": error[")).collect();
    let starts = [
        "content/pages/plans.md: error[same-output-path]",
        "content/papers/report.md:6:7: error[unknown-owner]",
        "content/papers/report.md:8:8: error[unknown-paper]",
        "content/papers/report.md:10:1: error[unknown-plan]",
        "content/plans/plan.yaml:2:10: error[unknown-plan]",
        "content/plans/plan.yaml:7:13: error[unknown-anchor]",
        "content/plans/plan.yaml:9:14: error[duplicate-id]",
        "content/plans/plan.yaml:10:14: error[same-output-path]",
        "themes/default/templates/plans.html:",
    ];
    assert_eq!(heads.len(), starts.len(), "{said}");
    for (head, start) in heads.iter().zip(starts) {
        assert!(head.starts_with(start), "{head} is not {start}");
    }
}

#[test]
fn fixtures_are_written_as_one_text() {
    let read = parts("-- a --\none\ntwo\n-- b/c.md --\nthree\n");
    assert_eq!(
        read,
        [("a".to_owned(), "one\ntwo\n".to_owned()), ("b/c.md".to_owned(), "three\n".to_owned())]
    );
}
