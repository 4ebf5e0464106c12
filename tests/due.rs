//! `scrutineer due`: the officer's list, as text and for spreadsheets; what is refused; and that nothing is written.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test that cannot go on has failed, and tests look at the disk"
)]

mod support;

use std::path::Path;

use support::{SITE_TOML, complaints, run, tree, write_site};

const SITE: &str = "\
-- content/owners.yaml --
owners:
  - {id: director, name: Director, kind: role}
  - {id: team, name: Allotments team, kind: team}
-- content/papers/report.md --
---
title: Report
kind: report
date: 2024-01-10
form: full
---
1. First paragraph.
-- content/plans/plan.yaml --
title: Plan
summary: What is planned.
set_out_in: report
defaults: {source: p1}
actions:
  - id: A1
    title: 'Do it, \"quickly\"'
    owner: [director, team]
    due: 2024-02
    updates:
      - {date: 2024-02-20, due: 2024-03, reason: Staff left.}
      - {date: 2024-03-20, note: =SUM(A1) was promised.}
  - {id: A2, title: Do that, due_text: in due course}
  - {id: A3, title: Do more, owner: team, due: 2024-07-15}
  - {id: A4, title: Begin, owner: team, start: 2024-02, due: 2025-01}
  - {id: A5, title: Done, owner: team, due: 2024-02, updates: [{date: 2024-02-20, status: complete}]}
  - {id: A6, title: A secret, owner: team, due: 2024-02, draft: yes}
  - {id: A7, title: Much later, owner: team, due: 2030, updates: [{date: 2024-06-01, status: in_progress}]}
";

fn path(folder: &Path) -> &str {
    folder.to_str().expect("a path in UTF-8")
}

/// What the command prints for a site.
fn listed(text: &str, more: &[&str]) -> String {
    let site = tempfile::tempdir().unwrap();
    write_site(site.path(), text);
    let before = tree(site.path());
    let done = run(&[&["due", "--site", path(site.path())], more].concat());
    assert_eq!(done.status.code(), Some(0), "{}", complaints(&done));
    assert!(before == tree(site.path()), "something was written");
    String::from_utf8(done.stdout).unwrap()
}

#[test]
fn the_list_is_read_owner_by_owner() {
    let expected = "\
4 commitments to ask after as at 2024-06-30: due by 2024-07, past their start
without a word, undated or silent

Allotments team (team): 2 commitments
  plan/A3 Do more
    due 2024-07-15 (15 days left); no word at all in 172 days since 2024-01-10
    no update is published here
    plans/plan/actions/A3.html
  plan/A4 Begin
    to start 2024-02, and no word that it started; no word at all in 172 days
      since 2024-01-10
    no update is published here
    plans/plan/actions/A4.html

Director (director): 1 commitment
  plan/A1 Do it, \"quickly\"
    overdue by 91 days (due 2024-03, first 2024-02)
    with Allotments team
    no status stated; last word 2024-03-20: =SUM(A1) was promised.
    plans/plan/actions/A1.html

No owner stated: 1 commitment
  plan/A2 Do that
    no date stated but “in due course”; no word at all in 172 days since
      2024-01-10
    no update is published here
    plans/plan/actions/A2.html
";
    assert_eq!(listed(SITE, &["--before", "2024-07"]), expected);
}

#[test]
fn a_spreadsheet_gets_the_same_and_calculates_nothing() {
    let expected = [
        "plan,item,title,owner,other_owners,status,due,due_words,first_due,days_overdue,days_without_word,reasons,\
         last_word_date,last_word,page",
        "plan,A3,Do more,Allotments team,,no update,2024-07-15,,,,172,due 2024-07-15 (15 days left); no word at all in 172 \
         days since 2024-01-10,,,plans/plan/actions/A3.html",
        "plan,A4,Begin,Allotments team,,no update,2025-01,,,,172,\"to start 2024-02, and no word that it started; no word \
         at all in 172 days since 2024-01-10\",,,plans/plan/actions/A4.html",
        "plan,A1,\"Do it, \"\"quickly\"\"\",Director,Allotments team,no status stated,2024-03,,2024-02,91,,\"overdue by 91 \
         days (due 2024-03, first 2024-02)\",2024-03-20,'=SUM(A1) was promised.,plans/plan/actions/A1.html",
        "plan,A2,Do that,,,no update,,in due course,,,172,no date stated but “in due course”; no word at all in 172 days \
         since 2024-01-10,,,plans/plan/actions/A2.html",
        "",
    ];
    assert_eq!(listed(SITE, &["--before", "2024-07", "--format", "csv"]), expected.join("\r\n"));
}

#[test]
fn an_owner_gets_what_they_own_leading_or_not() {
    let team = listed(SITE, &["--before", "2024-07-15", "--owner", "team"]);
    assert!(team.contains("Allotments team (team): 3 commitments"), "{team}");
    assert!(team.contains("with Director") && !team.contains("No owner stated"), "{team}");
    let places: Vec<_> = ["A1", "A3", "A4"].map(|id| team.find(&format!("plan/{id} "))).to_vec();
    assert!(places.is_sorted() && places.iter().all(Option::is_some), "{team}");
    let one_day_less = listed(SITE, &["--before", "2024-07-14", "--owner", "team"]);
    assert!(!one_day_less.contains("due 2024-07-15"), "{one_day_less}");
}

#[test]
fn the_list_follows_its_date_and_the_site_address() {
    let early = listed(SITE, &["--before", "2024-02-01", "--as-at", "2024-01-31"]);
    assert!(early.contains("as at 2024-01-31") && !early.contains("plan/A1"), "{early}");
    let based = format!("{SITE}-- site.toml --\nbase_url = \"https://example.org/x/\"\n{SITE_TOML}");
    let based = listed(&based, &["--before", "2024-07"]);
    assert!(based.contains("    https://example.org/x/plans/plan/actions/A1.html\n"), "{based}");
    let nothing = listed(SITE, &["--before", "2024-07", "--as-at", "2024-01-01"]);
    assert!(nothing.starts_with("Nothing to ask after"), "{nothing}");
}

#[test]
fn drafts_are_on_no_list() {
    for more in [&["--before", "2030"][..], &["--before", "2030", "--format", "csv"]] {
        let list = listed(SITE, more);
        assert!(list.contains("Much later") && !list.contains("secret") && !list.contains("A6"), "{list}");
    }
}

#[test]
fn a_fault_in_the_site_stops_the_list() {
    let site = tempfile::tempdir().unwrap();
    for broken in [
        SITE.replace("due: 2024-07-15", "due: 15/07/2024"),
        format!("{SITE}-- themes/default/templates/action.html --\n{{{{ page.nothing }}}}\n"),
    ] {
        write_site(site.path(), &broken);
        let before = tree(site.path());
        let done = run(&["due", "--before", "2024-07", "--site", path(site.path())]);
        assert_eq!(done.status.code(), Some(1), "{}", complaints(&done));
        assert!(done.stdout.is_empty());
        let said = complaints(&done);
        assert!(said.contains("error[") && said.contains("No list was made"), "{said}");
        assert!(!said.contains("warning[") && !said.contains("note["), "{said}");
        assert!(before == tree(site.path()));
    }
}

#[test]
fn wrong_arguments_are_told() {
    let site = tempfile::tempdir().unwrap();
    write_site(site.path(), SITE);
    let folder = path(site.path());
    for (arguments, said) in [
        (&["due", "--site", folder][..], "--before"),
        (&["due", "--site", folder, "--before", "31/10/2024"], "write --before 2024-10-31"),
        (
            &["due", "--site", folder, "--before", "2024", "--owner", "derector"],
            "did you mean --owner director?",
        ),
        (&["due", "--site", "/nowhere", "--before", "2024"], "there is no site.toml"),
    ] {
        let done = run(arguments);
        assert_eq!(done.status.code(), Some(2), "{arguments:?}: {}", complaints(&done));
        assert!(complaints(&done).contains(said), "{arguments:?}: {}", complaints(&done));
        assert!(done.stdout.is_empty());
    }
}
