//! Promises of the command line: exit codes, what is refused, and that a fault never touches what is published.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test that cannot go on has failed, and tests look at the disk"
)]

mod support;

use std::path::Path;

use support::{complaints, run, tree, unwrapped, write_site};

const SITE: &str = "\
-- content/bodies.yaml --
bodies:
  - {id: board, name: Board, kind: scrutiny_board}
-- content/papers/report.md --
---
title: Report
kind: report
date: 2024-01-10
form: full
---
1. First paragraph. See [the annex](file:annex.csv).
-- content/files/annex.csv --
a,b
1,2
-- content/files/unlinked.csv --
a secret
-- content/plans/plan.yaml --
title: Plan
summary: What is planned.
set_out_in: report
actions:
  - {id: A1, title: Do it, source: p1, due: 2024-02}
  - {id: A2, title: Do that, source: p1}
";

fn path(folder: &Path) -> &str {
    folder.to_str().expect("a path in UTF-8")
}

fn build(site: &Path) -> std::process::Output {
    run(&["build", "--site", path(site)])
}

#[test]
fn a_build_says_what_it_did() {
    let site = tempfile::tempdir().unwrap();
    write_site(site.path(), SITE);
    let done = build(site.path());
    assert_eq!(done.status.code(), Some(0), "{}", complaints(&done));
    let said = String::from_utf8_lossy(&done.stdout);
    for words in ["files from", "as at 30 June 2024", "unlinked.csv", "0 errors", "seconds", "index.html"] {
        assert!(said.contains(words), "`{words}` is not in: {said}");
    }
    let files = tree(&site.path().join("public"));
    assert!(files.contains_key("files/annex.csv") && !files.contains_key("files/unlinked.csv"));
}

#[test]
fn json_is_for_programs() {
    let site = tempfile::tempdir().unwrap();
    write_site(site.path(), &SITE.replace("due: 2024-02}", "due: 2024-02-30}"));
    let done = run(&["check", "--site", path(site.path()), "--format", "json"]);
    assert_eq!(done.status.code(), Some(1));
    let report: serde_json::Value = serde_json::from_slice(&done.stdout).unwrap();
    let fault = &report["diagnostics"][0];
    assert_eq!(
        (fault["code"].as_str(), fault["line"].as_u64(), fault["column"].as_u64()),
        (Some("bad-date"), Some(5), Some(45))
    );
    assert_eq!(report["summary"]["errors"].as_u64(), Some(1));
}

#[test]
fn a_fault_leaves_the_published_site_as_it_was() {
    let site = tempfile::tempdir().unwrap();
    write_site(site.path(), SITE);
    assert!(build(site.path()).status.success());
    let before = tree(&site.path().join("public"));
    for broken in [
        SITE.replace("due: 2024-02}", "due: 31/10/2021}"),
        format!("{SITE}-- themes/default/templates/home.html --\n{{% if %}}\n"),
        // A fault that is found only when a page is rendered.
        format!("{SITE}-- themes/default/templates/timeline.html --\n{{{{ page.nothing }}}}\n"),
    ] {
        write_site(site.path(), &broken);
        let done = build(site.path());
        assert_eq!(done.status.code(), Some(1), "{}", complaints(&done));
        assert!(before == tree(&site.path().join("public")));
        let _ = std::fs::remove_dir_all(site.path().join("themes"));
        write_site(site.path(), SITE);
    }
    let entries: Vec<_> = std::fs::read_dir(site.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert!(!entries.iter().any(|e| e.to_string_lossy().contains("scrutineer-")), "{entries:?}");
}

/// A template that fails on many pages is one fault.
#[test]
fn a_template_that_fails_on_every_page_is_told_of_once() {
    let site = tempfile::tempdir().unwrap();
    write_site(
        site.path(),
        &format!("{SITE}-- themes/default/templates/action.html --\n{{{{ page.nothing }}}}\n"),
    );
    let done = run(&["check", "--site", path(site.path())]);
    let said = complaints(&done);
    assert_eq!(said.matches("error[template-error]").count(), 1, "{said}");
}

#[test]
fn a_second_build_writes_nothing_and_a_change_writes_what_changed() {
    let site = tempfile::tempdir().unwrap();
    write_site(site.path(), SITE);
    assert!(build(site.path()).status.success());
    let times = |folder: &Path| -> Vec<_> {
        let walk = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().map(|e| e.unwrap());
        let files = walk.filter(|e| e.file_type().is_file());
        files.map(|e| (e.path().to_owned(), e.metadata().unwrap().modified().unwrap())).collect()
    };
    let public = site.path().join("public");
    let first = times(&public);
    let again = build(site.path());
    assert!(String::from_utf8_lossy(&again.stdout).contains("0 new or changed"));
    assert_eq!(first, times(&public));
    write_site(site.path(), &SITE.replace("Do that", "Do the other thing"));
    assert!(build(site.path()).status.success());
    let second = times(&public);
    let kept = second.iter().filter(|entry| first.contains(entry)).count();
    assert!(kept > 0 && kept < second.len(), "{kept} of {} kept", second.len());
}

#[test]
fn a_build_of_what_is_published_as_it_is_tells_the_same_and_sees_what_was_touched() {
    let site = tempfile::tempdir().unwrap();
    write_site(site.path(), SITE);
    let page = site.path().join("public/index.html");
    let counts = |done: &std::process::Output| {
        let said = String::from_utf8_lossy(&done.stdout).into_owned();
        said.lines()
            .filter(|line| !line.contains("new or changed") && !line.contains("seconds"))
            .collect::<String>()
    };
    let first = counts(&build(site.path()));
    let published = std::fs::read_to_string(&page).unwrap();
    let again = build(site.path());
    assert!(String::from_utf8_lossy(&again.stdout).contains("  0 new or changed"), "{again:?}");
    assert_eq!(counts(&again), first);
    // As large as before, and as old as a copy that was put back.
    std::fs::write(&page, published.replace("Plan", "Nalp")).unwrap();
    let long_ago = std::time::SystemTime::now() - std::time::Duration::from_secs(86_400);
    std::fs::File::options().write(true).open(&page).unwrap().set_modified(long_ago).unwrap();
    assert!(build(site.path()).status.success());
    assert_eq!(std::fs::read_to_string(&page).unwrap(), published);
    std::fs::remove_file(&page).unwrap();
    assert!(build(site.path()).status.success());
    assert_eq!(std::fs::read_to_string(&page).unwrap(), published);
    // Another day is another site, and so is another file of it.
    for arguments in [&["--as-at", "2024-01-31"][..], &[]] {
        let done = run(&[&["build", "--site", path(site.path())], arguments].concat());
        assert!(!String::from_utf8_lossy(&done.stdout).contains("  0 new or changed"), "{done:?}");
    }
    assert_eq!(std::fs::read_to_string(&page).unwrap(), published);
}

#[test]
fn pages_of_removed_records_go_and_other_files_stay() {
    let site = tempfile::tempdir().unwrap();
    write_site(site.path(), SITE);
    assert!(build(site.path()).status.success());
    let public = site.path().join("public");
    std::fs::write(public.join("CNAME"), "example.org").unwrap();
    std::fs::create_dir_all(public.join("plans/plan/actions/notes")).unwrap();
    std::fs::write(public.join("plans/plan/actions/notes/mine.txt"), "mine").unwrap();
    write_site(site.path(), &SITE.replace("  - {id: A2, title: Do that, source: p1}\n", ""));
    assert!(build(site.path()).status.success());
    let files = tree(&public);
    assert!(!files.contains_key("plans/plan/actions/A2.html"));
    assert_eq!(files["CNAME"], b"example.org");
    assert_eq!(files["plans/plan/actions/notes/mine.txt"], b"mine");
}

#[test]
fn folders_that_are_not_ours_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let site = folder.path().join("site");
    write_site(&site, SITE);
    let documents = folder.path().join("documents");
    std::fs::create_dir_all(&documents).unwrap();
    std::fs::write(documents.join("letter.txt"), "dear").unwrap();
    let before = tree(folder.path());
    let inside = site.join("content");
    let file = documents.join("letter.txt");
    for output in [documents.as_path(), &site, folder.path(), &inside, &file, Path::new("/")] {
        let done = run(&["build", "--site", path(&site), "--output", path(output)]);
        assert_eq!(done.status.code(), Some(2), "{output:?}: {}", complaints(&done));
        assert!(unwrapped(&complaints(&done)).contains("is not written to"), "{}", complaints(&done));
        assert!(before == tree(folder.path()), "{output:?}");
    }
}

#[test]
fn drafts_are_shown_in_a_preview_only() {
    let site = tempfile::tempdir().unwrap();
    write_site(
        site.path(),
        &SITE.replace("title: Do that, source: p1}", "title: Do that, source: p1, draft: yes}"),
    );
    assert!(build(site.path()).status.success());
    assert!(run(&["build", "--drafts", "--site", path(site.path())]).status.success());
    let (public, preview) = (tree(&site.path().join("public")), tree(&site.path().join("preview")));
    assert!(!public.contains_key("plans/plan/actions/A2.html"));
    let page = String::from_utf8_lossy(&preview["plans/plan/actions/A2.html"]).into_owned();
    assert!(page.contains("noindex") && page.contains("Preview"));
    assert!(!public.values().any(|bytes| String::from_utf8_lossy(bytes).contains("Do that")));
}

#[test]
fn strict_makes_warnings_stop_a_build() {
    let site = tempfile::tempdir().unwrap();
    write_site(site.path(), &SITE.replace("First paragraph.", "First <b>paragraph</b>."));
    assert_eq!(run(&["build", "--strict", "--site", path(site.path())]).status.code(), Some(1));
    assert!(!site.path().join("public").exists());
    assert_eq!(build(site.path()).status.code(), Some(0));
}

#[test]
fn what_cannot_be_run_exits_with_two() {
    let empty = tempfile::tempdir().unwrap();
    let done = run(&["build", "--site", path(empty.path())]);
    assert_eq!(done.status.code(), Some(2));
    assert!(
        unwrapped(&complaints(&done)).contains("there is no site.toml")
            && complaints(&done).contains("help:")
    );
    assert_eq!(run(&["build", "--as-at", "31/07/2022"]).status.code(), Some(2));
    assert_eq!(run(&["publish"]).status.code(), Some(2));
    assert_eq!(run(&["--help"]).status.code(), Some(0));
}

/// A file with structural faults defines ids that nobody can know: nobody is told that they do not exist.
#[test]
fn a_broken_file_does_not_make_others_look_wrong() {
    let site = tempfile::tempdir().unwrap();
    let text = SITE.replace("title: Report\n", "title: Report\ntitel: Report\nfrom: board\n");
    let text = text.replace("  - {id: board,", "  - {id: board, kind: board,");
    write_site(site.path(), &text);
    let done = run(&["check", "--site", path(site.path())]);
    let said = complaints(&done);
    let heads: Vec<&str> = said.lines().filter(|l| l.contains(": error[")).collect();
    assert_eq!(heads.len(), 3, "{said}");
    assert!(heads.iter().all(|h| !h.contains("[unknown-paper]") && !h.contains("[unknown-owner]")), "{said}");
}

/// How many pages there would be is said whenever a build would write them, whatever is noted beside.
#[test]
fn a_check_says_how_many_pages_would_be_written_unless_a_fault_stops_them() {
    let site = tempfile::tempdir().unwrap();
    let said = |text: &str, more: &[&str]| {
        write_site(site.path(), text);
        let done = run(&[&["check", "--site", path(site.path())], more].concat());
        String::from_utf8_lossy(&done.stdout).into_owned()
    };
    let noted = said(SITE, &[]);
    assert!(noted.contains("notes.") && noted.contains(" files would be written."), "{noted}");
    let warned = SITE.replace("First paragraph.", "First <b>paragraph</b>.");
    assert!(said(&warned, &[]).contains("1 warning,") && said(&warned, &[]).contains("would be written"));
    assert!(!said(&warned, &["--strict"]).contains("would be written"));
    assert!(!said(&SITE.replace("2024-02}", "2024-02-30}"), &[]).contains("would be written"));
}

/// One of a thing is told as one.
#[test]
fn a_build_counts_in_plain_english() {
    let site = tempfile::tempdir().unwrap();
    let update = "due: 2024-02, updates: [{date: 2024-09-01, status: in_progress, note: N}]}";
    write_site(site.path(), &SITE.replace("due: 2024-02}", update));
    let done = build(site.path());
    let said = unwrapped(&String::from_utf8_lossy(&done.stdout));
    assert!(said.contains("1 attachment left out, since no page links to it: "), "{said}");
    assert!(said.contains("1 update, reading, response or resolution left out as later"), "{said}");
}

#[test]
fn help_names_what_was_typed_and_what_is_there() {
    let folder = tempfile::tempdir().unwrap();
    let said = |arguments: &[&str]| unwrapped(&complaints(&run(arguments)));
    let none = said(&["check", "--site", path(folder.path())]);
    assert!(none.contains("scrutineer check --site FOLDER"), "{none}");
    std::fs::write(folder.path().join("site.toml.txt"), "title = 'T'").unwrap();
    let misnamed = said(&["build", "--site", path(folder.path())]);
    assert!(misnamed.contains("there is a file site.toml.txt instead: rename it to site.toml"), "{misnamed}");
    let date = said(&["check", "--as-at", "march"]);
    assert!(date.contains("--as-at 2022-07-31") && !date.contains("_text"), "{date}");
}
