//! What is read of a site folder, what is left out and said so, and that reading never waits for ever.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test that cannot go on has failed, and tests look at the disk"
)]

mod support;

use std::path::Path;

use scrutineer::read::{LARGEST_ATTACHMENT, LARGEST_TEXT, LARGEST_YAML, read};
use support::{flat, run, write_site};

const SITE: &str = "\
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
-- content/plans/plan.yaml --
title: Plan
summary: What is planned.
set_out_in: report
actions:
  - {id: A1, title: Do it, source: p1}
";

fn site() -> tempfile::TempDir {
    let site = tempfile::tempdir().unwrap();
    write_site(site.path(), SITE);
    site
}

fn check(site: &Path) -> (Option<i32>, String) {
    let done = run(&["check", "--site", site.to_str().unwrap()]);
    (done.status.code(), flat(&done))
}

/// Each is in the folder papers, would be a fault if it were read, and is named with a reason.
#[test]
fn leavings_of_editors_and_systems_are_left_out_by_name() {
    let site = site();
    let editor = "an editor or office program left it behind";
    let hidden = "its name begins with a full stop";
    let system = "the system left it behind";
    let leavings = [
        ("~$report.docx", editor),
        ("report.md~", editor),
        ("report.md.bak", editor),
        ("report.md.orig", editor),
        ("report.md.swp", editor),
        (".report.md.swp", hidden),
        ("report.md.tmp", editor),
        ("report.md.lock", editor),
        ("#report.md#", editor),
        (".#report.md", hidden),
        (".~lock.report.odt#", hidden),
        ("._report.md", hidden),
        (".DS_Store", hidden),
        (".gitkeep", hidden),
        ("Thumbs.db", system),
        ("desktop.ini", system),
    ];
    for (name, _) in leavings {
        std::fs::write(site.path().join("content/papers").join(name), "\0").unwrap();
    }
    std::fs::create_dir(site.path().join("content/.git")).unwrap();
    std::fs::write(site.path().join("content/.git/config"), "\0").unwrap();
    std::fs::create_dir(site.path().join("content/papers/minutes.md")).unwrap();
    let (code, said) = check(site.path());
    assert_eq!(code, Some(0), "{said}");
    for (name, reason) in leavings {
        assert!(said.contains(&format!("left out: content/papers/{name} ({reason})")), "{name}: {said}");
    }
    assert!(said.contains("left out: content/.git (its name begins with a full stop)"), "{said}");
    let empty = "content/papers/minutes.md (it is an empty folder with the name of a file)";
    assert!(said.contains(empty), "{said}");
}

/// A folder `report.md` with something in it: an author's text, which must not be left out in silence.
#[test]
fn a_folder_with_the_name_of_a_file_is_told_of() {
    let site = site();
    for path in ["content/papers/minutes.md/text.md", "content/plans/round.yaml/2024-q1.yaml"] {
        let path = site.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, "x").unwrap();
    }
    let (code, said) = check(site.path());
    assert_eq!(code, Some(1));
    assert!(said.contains("`content/papers/minutes.md` is a folder with the name of a file"), "{said}");
    assert!(said.contains("content/plans/round.yaml/2024-q1.yaml: error[bad-file-name]"), "{said}");
}

#[cfg(unix)]
fn pipe(path: &Path) {
    assert!(std::process::Command::new("mkfifo").arg(path).status().unwrap().success());
}

/// Links, also those that lead in a circle, pipes and sockets: none is followed or opened.
#[cfg(unix)]
#[test]
fn what_is_no_regular_file_is_left_out() {
    use std::os::unix::fs::symlink;
    let site = site();
    let at = |path: &str| site.path().join(path);
    pipe(&at("content/papers/pipe.md"));
    pipe(&at("themes"));
    let _socket = std::os::unix::net::UnixListener::bind(at("content/papers/socket.md")).unwrap();
    symlink("/etc/hostname", at("content/files/host.txt")).unwrap();
    symlink("/dev/zero", at("content/papers/endless.md")).unwrap();
    symlink(".", at("content/plans/circle")).unwrap();
    symlink("b.md", at("content/papers/a.md")).unwrap();
    symlink("a.md", at("content/papers/b.md")).unwrap();
    let (code, said) = check(site.path());
    assert_eq!(code, Some(0), "{said}");
    for name in ["papers/pipe.md", "papers/socket.md"] {
        assert!(said.contains(&format!("left out: content/{name} (it is not a regular file)")), "{said}");
    }
    for name in ["files/host.txt", "papers/endless.md", "plans/circle", "papers/a.md", "papers/b.md"] {
        assert!(said.contains(&format!("left out: content/{name} (it is a link")), "{said}");
    }
    assert!(said.contains("left out: themes (it is not a folder)"), "{said}");
}

#[cfg(target_os = "linux")]
#[test]
fn names_that_no_page_could_have_are_left_out_and_shown() {
    use std::os::unix::ffi::OsStrExt;
    let site = site();
    for name in [&b"papers/caf\xe9.md"[..], b"files/two\nlines.pdf", b"files/bell\x07.pdf"] {
        let path = site.path().join("content").join(std::ffi::OsStr::from_bytes(name));
        std::fs::write(path, "x").unwrap();
    }
    let (code, said) = check(site.path());
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("left out: content/papers/caf\\xE9.md (its name is not UTF-8)"), "{said}");
    assert!(said.contains("lines.pdf (its name holds a line break"), "{said}");
    assert!(!said.contains('\u{7}'), "a terminal must not be rung");
}

/// `site.toml` that is none: plain words, exit code 2, and no waiting.
#[test]
fn a_site_toml_that_is_no_file_is_told_in_plain_words() {
    let site = site();
    let toml = site.path().join("site.toml");
    std::fs::remove_file(&toml).unwrap();
    let says = |words: &str| {
        let (code, said) = check(site.path());
        assert_eq!(code, Some(2), "{said}");
        assert!(said.contains("there is no site.toml in") && said.contains(words), "{said}");
    };
    says("go to the site's folder first");
    std::fs::create_dir(&toml).unwrap();
    says("it is a folder, not a file");
    std::fs::remove_dir(&toml).unwrap();
    #[cfg(unix)]
    {
        pipe(&toml);
        says("not a regular file");
        std::fs::remove_file(&toml).unwrap();
        std::os::unix::fs::symlink("elsewhere.toml", &toml).unwrap();
        says("it is a link");
    }
}

/// All files that cannot be read are named, not the first only.
#[cfg(unix)]
#[test]
fn all_files_that_cannot_be_read_are_named() {
    use std::os::unix::fs::PermissionsExt;
    let site = site();
    let rights = |path: &str, mode| {
        std::fs::set_permissions(site.path().join(path), std::fs::Permissions::from_mode(mode)).unwrap();
    };
    rights("", 0o755);
    std::fs::create_dir(site.path().join("content/meetings")).unwrap();
    // A folder is known to be closed before a file is that stands before it.
    let closed = ["content/files/annex.csv", "content/meetings", "content/papers/report.md", "site.toml"];
    closed.iter().for_each(|path| rights(path, 0));
    let done = support::as_somebody(site.path(), &["check", "--site", site.path().to_str().unwrap()]);
    let said = flat(&done);
    closed.iter().for_each(|path| rights(path, 0o755));
    assert_eq!(done.status.code(), Some(1), "{said}");
    let told: Vec<_> = closed.iter().map(|path| said.find(&format!("{path} cannot be read"))).collect();
    assert!(told.iter().all(Option::is_some) && told.is_sorted(), "{said}");
    assert!(said.contains("help: see that you may read"), "{said}");
}

/// Sizes are asked first: a file of a terabyte is told of at once. The limit itself is allowed.
#[test]
fn files_beyond_the_limit_are_told_of_and_not_read() {
    let site = site();
    let sized = |path: &str, size: u64| {
        let file =
            std::fs::File::options().create(true).truncate(false).write(true).open(site.path().join(path));
        file.unwrap().set_len(size).unwrap();
    };
    sized("content/files/film.mp4", 1_000_000_000_000);
    sized("content/files/large.pdf", LARGEST_ATTACHMENT + 1);
    sized("content/files/map.pdf", LARGEST_TEXT + 1);
    sized("content/papers/report.md", LARGEST_TEXT + 1);
    sized("content/plans/plan.yaml", LARGEST_YAML + 1);
    let files = read(site.path()).unwrap();
    let too_large: Vec<_> = files.too_large.iter().map(|(path, _)| path.as_str()).collect();
    assert_eq!(
        too_large,
        [
            "content/files/film.mp4",
            "content/files/large.pdf",
            "content/papers/report.md",
            "content/plans/plan.yaml"
        ]
    );
    assert_eq!(files.get("content/files/map.pdf").map(<[u8]>::len), Some(10_000_001));
    let (code, said) = check(site.path());
    assert_eq!(code, Some(1));
    assert_eq!(said.matches("error[file-too-large]").count(), 4, "{said}");
    assert_eq!(said.matches("error[").count(), 4, "nothing else is a fault because of it: {said}");
    assert!(
        said.contains("more than 100 MB")
            && said.contains("more than 2 MB")
            && said.contains("more than 10 MB"),
        "{said}"
    );
    sized("site.toml", LARGEST_TEXT + 1);
    let (code, said) = check(site.path());
    assert!(code == Some(1) && said.contains("site.toml: error[file-too-large]"), "{said}");
}

/// Lines that end with a carriage return alone are lines all the same.
#[test]
fn old_line_ends_simply_work() {
    let site = site();
    for file in ["content/papers/report.md", "content/plans/plan.yaml", "site.toml"] {
        let path = site.path().join(file);
        let text = std::fs::read_to_string(&path).unwrap();
        std::fs::write(&path, text.replace('\n', "\r")).unwrap();
    }
    let (exit, said) = check(site.path());
    assert_eq!(exit, Some(0), "{said}");
    let plan = site.path().join("content/plans/plan.yaml");
    std::fs::write(&plan, std::fs::read_to_string(&plan).unwrap().replace("summary", "sumary")).unwrap();
    assert!(check(site.path()).1.contains("plan.yaml:2:1: error[unknown-key]"));
}
