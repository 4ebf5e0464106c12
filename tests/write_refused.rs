//! Folders that are not written to, and what stands in the way inside one: refused with exit code 2 and words, and
//! nothing is changed, neither a byte nor a date.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test that cannot go on has failed, and tests look at the disk"
)]

mod support;

use std::collections::BTreeMap;
use std::io::BufRead;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime};

use support::{Found, flat, found, program, write_site};

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
  - {id: A1, title: Do it, source: p1, due: 2024-02}
  - {id: A2, title: Do that, source: p1}
";

/// A folder with a site in it.
struct Place {
    top: tempfile::TempDir,
}

impl Place {
    fn new() -> Place {
        let place = Place { top: tempfile::tempdir().unwrap() };
        write_site(&place.site(), SITE);
        place
    }

    fn built() -> Place {
        let place = Place::new();
        let done = place.build(&[]);
        assert!(done.status.success(), "{}", flat(&done));
        place
    }

    fn at(&self, path: &str) -> PathBuf {
        self.top.path().join(path)
    }

    fn site(&self) -> PathBuf {
        self.at("site")
    }

    fn output(&self) -> PathBuf {
        self.at("site/public")
    }

    fn change(&self) {
        let changed =
            SITE.replace("Do it", "Do it soon").replace("  - {id: A2, title: Do that, source: p1}\n", "");
        write_site(&self.site(), &changed);
    }

    fn build(&self, arguments: &[&str]) -> std::process::Output {
        self.build_in(&self.site(), arguments)
    }

    fn build_in(&self, folder: &Path, arguments: &[&str]) -> std::process::Output {
        let site = self.site();
        let mut command = program(&["build", "--site", site.to_str().unwrap()]);
        command
            .args(arguments)
            .current_dir(folder)
            .env("HOME", self.at("home"))
            .env("USERPROFILE", self.at("home"));
        command.output().unwrap()
    }

    /// Builds, and holds the program to a refusal that changes nothing.
    fn refuses(&self, arguments: &[&str], words: &str) {
        let before = stamps(self.top.path());
        let done = self.build(arguments);
        let said = flat(&done);
        assert_eq!(done.status.code(), Some(2), "{arguments:?}: {said}");
        assert!(said.contains(words), "{arguments:?}: `{words}` is not in: {said}");
        assert!(before == stamps(self.top.path()), "{arguments:?} has changed something");
    }
}

/// Everything under a folder, and when each file and link was last changed.
fn stamps(folder: &Path) -> BTreeMap<String, (Found, Option<SystemTime>)> {
    let time = |path: &str, entry: &Found| {
        // A folder's date changes where a lock is made in it and taken away.
        (*entry != Found::Folder).then(|| folder.join(path).symlink_metadata().unwrap().modified().unwrap())
    };
    found(folder)
        .into_iter()
        .map(|(path, entry)| (path.clone(), (entry.clone(), time(&path, &entry))))
        .collect()
}

#[test]
fn folders_that_hold_something_else_are_refused() {
    let place = Place::new();
    for folder in ["home/mine/letters", "documents", "empty", "outer"] {
        std::fs::create_dir_all(place.at(folder)).unwrap();
    }
    std::fs::write(place.at("documents/letter.txt"), "dear").unwrap();
    assert!(place.build(&["--output", place.at("outer").to_str().unwrap()]).status.success());
    let refuses = |output: &str, words: &str| place.refuses(&["--output", output], words);
    let refuses_at = |path: &str, words: &str| refuses(place.at(path).to_str().unwrap(), words);
    refuses(".", "the site's own folder");
    refuses("..", "one that holds it");
    refuses("./content/..", "the site's own folder");
    refuses("/", "the top of the disk");
    refuses("content", "among the site's own files");
    refuses("themes/mine", "among the site's own files");
    refuses("site.toml", "among the site's own files");
    refuses_at("home", "your home folder");
    refuses_at("documents", "files that scrutineer did not write");
    refuses_at("documents/letter.txt", "it is a file");
    refuses_at("documents/letter.txt/public", "it lies inside a file");
    refuses_at("outer/inner", "holds another site");
    refuses_at("nowhere/../public", "cannot be reached");
    std::fs::remove_dir_all(place.at("home/mine")).unwrap();
    refuses_at("home", "your home folder");
    let done = place.build_in(&place.at("empty"), &["--output", "."]);
    assert_eq!(done.status.code(), Some(2));
    assert!(flat(&done).contains("the folder you are in"), "{}", flat(&done));
}

#[cfg(unix)]
#[test]
fn links_pipes_and_sockets_are_no_output() {
    let place = Place::new();
    std::fs::create_dir(place.at("real")).unwrap();
    std::os::unix::fs::symlink(place.at("real"), place.at("link")).unwrap();
    std::os::unix::fs::symlink(place.at("nowhere"), place.at("dangling")).unwrap();
    pipe(&place.at("pipe"));
    let _socket = std::os::unix::net::UnixListener::bind(place.at("socket")).unwrap();
    for (name, words) in [
        ("link", "it is a link"),
        ("link/", "it is a link"),
        ("dangling", "it is a link"),
        ("pipe", "it is a file"),
        ("socket", "it is a file"),
    ] {
        place.refuses(&["--output", place.at(name).to_str().unwrap()], words);
    }
}

#[cfg(unix)]
fn pipe(path: &Path) {
    assert!(std::process::Command::new("mkfifo").arg(path).status().unwrap().success());
}

/// What stands where a page or a folder of ours is to stand, and is not ours.
#[cfg(unix)]
#[test]
fn what_stands_in_the_way_inside_the_output_is_refused() {
    type Obstacle = fn(&Path, &Path);
    let obstacles: [(&str, Obstacle, &str); 7] = [
        ("plans", |path, away| std::os::unix::fs::symlink(away, path).unwrap(), "writes through no link"),
        (
            "plans/plan",
            |path, away| std::os::unix::fs::symlink(away, path).unwrap(),
            "writes through no link",
        ),
        (
            "index.html",
            |path, away| std::os::unix::fs::symlink(away.join("x"), path).unwrap(),
            "did not write it",
        ),
        ("index.html", |path, _| pipe(path), "did not write it"),
        ("index.html", |path, _| std::fs::create_dir_all(path.join("mine")).unwrap(), "it is a folder"),
        ("plans", |path, _| std::fs::write(path, "mine").unwrap(), "a folder of this name"),
        ("papers", |path, _| pipe(path), "a folder of this name"),
    ];
    for (name, obstruct, words) in obstacles {
        let place = Place::built();
        let away = place.at("away");
        let path = place.output().join(name);
        // What was there lies elsewhere now, as if somebody had moved it.
        std::fs::rename(&path, &away).unwrap();
        obstruct(&path, &away);
        place.change();
        place.refuses(&[], words);
        place.refuses(&[], name);
    }
    // A file of somebody else under the name of a page that is new.
    let place = Place::new();
    std::fs::create_dir_all(place.at("other")).unwrap();
    let other = place.at("other");
    let output = ["--output", other.to_str().unwrap()];
    assert!(place.build(&output).status.success());
    std::fs::write(other.join("papers/minutes.html"), "mine").unwrap();
    write_site(&place.site(), &format!("{SITE}{}", MINUTES));
    place.refuses(&output, "papers/minutes.html is not overwritten: scrutineer did not write it");
}

const MINUTES: &str = "\
-- content/papers/minutes.md --
---
title: Minutes
kind: minutes
date: 2024-01-20
form: full
---
1. The board met.
";

/// What is not ours stays: links as links, empty folders, pipes and sockets, by whichever way the site is published.
#[cfg(unix)]
#[test]
fn what_is_not_ours_stays_on_every_way_of_publishing() {
    use std::os::unix::fs::PermissionsExt;
    for with_pipe in [false, true] {
        let place = Place::built();
        let output = place.output();
        std::fs::write(output.join("CNAME"), "example.org").unwrap();
        std::fs::create_dir_all(output.join("plans/empty/inner")).unwrap();
        std::fs::create_dir_all(output.join(".git/objects")).unwrap();
        std::fs::write(output.join(".git/HEAD"), "ref").unwrap();
        std::fs::set_permissions(output.join(".git"), std::fs::Permissions::from_mode(0o750)).unwrap();
        std::os::unix::fs::symlink("index.html", output.join("latest.html")).unwrap();
        std::os::unix::fs::symlink("/nowhere", output.join("plans/dangling")).unwrap();
        if with_pipe {
            pipe(&output.join("plans/pipe"));
            drop(std::os::unix::net::UnixListener::bind(output.join("socket")).unwrap());
        }
        let before = found(&output);
        place.change();
        let done = place.build(&[]);
        assert!(done.status.success(), "{}", flat(&done));
        let after = found(&output);
        let mine = [
            "CNAME",
            "plans/empty/inner",
            ".git",
            ".git/objects",
            ".git/HEAD",
            "latest.html",
            "plans/dangling",
        ];
        for path in mine {
            assert_eq!(after.get(path), before.get(path), "{path}");
        }
        for path in ["plans/pipe", "socket"] {
            assert_eq!(after.get(path), with_pipe.then_some(&Found::Special), "{path}");
        }
        assert_eq!(output.join(".git").metadata().unwrap().permissions().mode() & 0o777, 0o750);
        assert!(before["plans/plan/actions/A1.html"] != after["plans/plan/actions/A1.html"]);
        assert!(!after.contains_key("plans/plan/actions/A2.html"));
        let hidden: Vec<_> =
            found(&place.site()).into_keys().filter(|p| p.contains("scrutineer-w")).collect();
        assert_eq!(hidden, Vec::<String>::new());
    }
}

#[test]
fn a_manifest_that_was_cut_or_changed_is_refused() {
    let place = Place::built();
    let manifest = place.output().join(".scrutineer-manifest");
    let whole = std::fs::read(&manifest).unwrap();
    let changed = String::from_utf8(whole.clone()).unwrap().replace("index.html", "../site.toml");
    for text in [&whole[..whole.len() / 2], b"", b"\xff\xfe", changed.as_bytes()] {
        std::fs::write(&manifest, text).unwrap();
        place.change();
        place.refuses(&[], "is not as scrutineer wrote it");
    }
    std::fs::write(&manifest, String::from_utf8(whole).unwrap().replace('\n', "\r\n")).unwrap();
    assert!(place.build(&[]).status.success(), "line ends changed by version control are no harm");
}

/// A folder or file that merely has the name of ours is never removed.
#[test]
fn folders_beside_the_output_are_removed_only_if_they_are_ours() {
    let place = Place::built();
    place.change();
    let work = place.site().join(".public.scrutineer-work");
    std::fs::create_dir(&work).unwrap();
    std::fs::write(work.join("letter.txt"), "dear").unwrap();
    place.refuses(&[], "did not make this one");
    std::fs::write(work.join("scrutineer-works-here.txt"), "my own notes").unwrap();
    place.refuses(&[], "did not make this one");
    // Ours, and somebody has put a letter into it.
    std::fs::write(work.join("scrutineer-works-here.txt"), "").unwrap();
    let before = found(&place.output());
    let done = place.build(&[]);
    assert_eq!(done.status.code(), Some(2));
    assert!(flat(&done).contains("did not put there"), "{}", flat(&done));
    assert!(before == found(&place.output()));
    assert_eq!(std::fs::read(work.join("letter.txt")).unwrap(), b"dear");
    std::fs::remove_dir_all(&work).unwrap();
    let lock = place.site().join(".public.scrutineer-lock");
    std::fs::create_dir(&lock).unwrap();
    place.refuses(&[], "is in the way");
    std::fs::remove_dir(&lock).unwrap();
    std::fs::write(&lock, "my own notes").unwrap();
    place.refuses(&[], "is in the way");
    std::fs::remove_file(&lock).unwrap();
    // Another name of a file elsewhere: what is written into one is written into both.
    #[cfg(unix)]
    {
        std::fs::write(place.at("letter.txt"), "").unwrap();
        std::fs::hard_link(place.at("letter.txt"), &lock).unwrap();
        place.refuses(&[], "is in the way");
        std::fs::remove_file(&lock).unwrap();
    }
    for left in
        ["", "123\nscrutineer is buil", "123\nscrutineer is building; this file goes when it has ended\n"]
    {
        std::fs::write(&lock, left).unwrap();
        assert!(place.build(&[]).status.success(), "{left}");
        assert!(!lock.exists());
    }
}

/// A build that writes nothing leaves no folder either.
#[test]
fn folders_on_the_way_to_an_output_go_with_a_build_that_fails() {
    let place = Place::new();
    write_site(&place.site(), &SITE.replace("2024-02}", "2024-02-30}"));
    let before = found(place.top.path());
    let output = place.at("a/b/c");
    let done = place.build(&["--output", output.to_str().unwrap()]);
    assert_eq!(done.status.code(), Some(1));
    assert!(before == found(place.top.path()));
    write_site(&place.site(), SITE);
    assert!(place.build(&["--output", output.to_str().unwrap()]).status.success());
    assert!(output.join("index.html").is_file());
}

/// The second of two builds waits for a few seconds, says so, and then goes on or gives up.
#[test]
fn two_builds_at_once_do_not_meet() {
    let place = Place::built();
    place.change();
    let path = place.site().join(".public.scrutineer-lock");
    let hold = || {
        let file =
            std::fs::File::options().create(true).truncate(false).write(true).read(true).open(&path).unwrap();
        file.try_lock().unwrap();
        file
    };
    let held = hold();
    let site = place.site();
    let mut waits = program(&["build", "--site", site.to_str().unwrap()])
        .stderr(std::process::Stdio::piped())
        .stdout(std::process::Stdio::null())
        .spawn()
        .unwrap();
    let mut said = String::new();
    std::io::BufReader::new(waits.stderr.take().unwrap()).read_line(&mut said).unwrap();
    assert!(said.contains("another build is writing"), "{said}");
    drop(held);
    assert!(waits.wait().unwrap().success());
    assert!(!path.exists());
    write_site(&place.site(), SITE);
    let before = found(&place.output());
    let mut held = hold();
    std::io::Write::write_all(&mut held, b"4711\n").unwrap();
    let started = Instant::now();
    let done = place.build(&[]);
    assert_eq!(done.status.code(), Some(2));
    let said = flat(&done);
    assert!(said.contains("build again") && (cfg!(windows) || said.contains("process 4711")), "{said}");
    assert!(started.elapsed() > Duration::from_secs(4) && before == found(&place.output()));
    assert!(path.exists(), "the lock belongs to the other build");
}

/// Five builds started together: one after the other, or refused; never a mixture.
#[test]
fn many_builds_started_together_end_at_one_site() {
    let place = Place::built();
    place.change();
    let site = place.site();
    let start = || program(&["build", "--site", site.to_str().unwrap()]).output().unwrap();
    let codes: Vec<_> = std::thread::scope(|scope| {
        let builds: Vec<_> = (0..5).map(|_| scope.spawn(start)).collect();
        builds.into_iter().map(|b| b.join().unwrap().status.code()).collect()
    });
    assert!(codes.contains(&Some(0)) && codes.iter().all(|c| [Some(0), Some(2)].contains(c)), "{codes:?}");
    let now = found(&place.output());
    std::fs::remove_dir_all(place.output()).unwrap();
    assert!(place.build(&[]).status.success());
    assert!(now == found(&place.output()));
    assert!(!found(&place.site()).keys().any(|p| p.starts_with(".public")));
}

#[test]
fn a_name_that_is_too_long_is_told() {
    let place = Place::new();
    let output = place.at(&"x".repeat(250));
    place.refuses(&["--output", output.to_str().unwrap()], "too long");
}

/// A folder in which this user may not write, the one it lies in likewise.
#[cfg(unix)]
#[test]
fn a_folder_that_may_not_be_written_is_told() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::built();
    place.change();
    let rights = |mode| {
        for path in [place.site(), place.output(), place.output().join("plans")] {
            std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
        }
    };
    std::fs::set_permissions(place.top.path(), std::fs::Permissions::from_mode(0o755)).unwrap();
    rights(0o555);
    let before = stamps(place.top.path());
    let done = support::as_somebody(place.top.path(), &["build", "--site", place.site().to_str().unwrap()]);
    let said = flat(&done);
    assert_eq!(done.status.code(), Some(2), "{said}");
    assert!(said.contains("ask for the right to write") && said.contains("stays as it was"), "{said}");
    let mut after = stamps(place.top.path());
    after.retain(|path, _| path != "program");
    rights(0o755);
    assert!(before == after);
}
