//! The program killed at fifty instants of a build, and stopped by the system at every size of file: what is published
//! is the old site or the new one, byte for byte, and the next build ends at the new one.
#![cfg(unix)]
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test that cannot go on has failed, and tests look at the disk"
)]

mod support;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use support::{Found, flat, found, program, write_site};

/// A site of a few hundred pages, in two editions: some actions go, some come, each page changes.
fn site(edition: usize) -> String {
    let mut plans = String::new();
    for plan in 0..6 {
        plans += &format!("-- content/plans/plan-{plan}.yaml --\ntitle: Plan {plan}, edition {edition}\n");
        plans += "summary: What is planned.\nset_out_in: report\nactions:\n";
        for action in (0..32).map(|n| n + 3 * edition) {
            plans += &format!("  - {{id: A{action}, title: Do {action} in edition {edition}, source: p1}}\n");
        }
    }
    let report = "---\ntitle: Report\nkind: report\ndate: 2024-01-10\nform: full\n---\n1. First.\n";
    format!("-- content/papers/report.md --\n{report}{plans}")
}

type State = BTreeMap<String, Found>;

/// A site folder, what each edition publishes, and how long a build takes.
struct Place {
    top: tempfile::TempDir,
    states: [State; 2],
    takes: Duration,
    edition: usize,
}

impl Place {
    /// Both editions built once; the second stands.
    fn new() -> Place {
        let top = tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap();
        let mut place =
            Place { top, states: [State::new(), State::new()], takes: Duration::ZERO, edition: 1 };
        for edition in [0, 1] {
            place.write(edition);
            let started = Instant::now();
            place.build();
            place.takes = started.elapsed();
            place.states[edition] = place.published();
        }
        assert!(place.states[0].len() > 200 && place.states[0] != place.states[1]);
        place
    }

    fn folder(&self) -> &Path {
        self.top.path()
    }

    fn output(&self) -> PathBuf {
        self.folder().join("public")
    }

    fn write(&mut self, edition: usize) {
        let _ = std::fs::remove_dir_all(self.folder().join("content"));
        write_site(self.folder(), &site(edition));
        self.edition = edition;
    }

    fn published(&self) -> State {
        let mut all = found(&self.output());
        all.retain(|_, entry| *entry != Found::Folder);
        all
    }

    fn command(&self) -> Command {
        program(&["build", "--site", self.folder().to_str().unwrap()])
    }

    fn build(&self) {
        let done = self.command().output().unwrap();
        assert!(done.status.success(), "{}", flat(&done));
    }

    /// Starts a build and kills it after a while.
    fn kill_after(&self, pause: Duration) {
        let mut build = self.command().stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(pause);
        // SIGKILL: nothing of the program runs after it.
        build.kill().unwrap();
        build.wait().unwrap();
    }

    /// What stands beside the output and was left there.
    fn litter(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.folder()).unwrap();
        let names = entries.map(|e| e.unwrap().file_name().into_string().unwrap());
        names.filter(|n| n.contains("scrutineer")).collect()
    }

    /// The next build ends at the new site and leaves nothing beside it.
    fn next_build_ends_well(&self, what: &str) {
        self.build();
        assert!(self.published() == self.states[self.edition], "{what}: not the new site");
        assert_eq!(self.litter(), Vec::<String>::new(), "{what}");
    }
}

/// Instants spread over a build and a little beyond it, by the same numbers in each run.
fn instants(count: u32, takes: Duration) -> Vec<Duration> {
    let mut seed: u64 = 20_211_013;
    let mut random = || {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as f64 / f64::from(1u32 << 31)
    };
    (0..count).map(|n| takes.mul_f64(0.15 + 1.1 * (f64::from(n) + random()) / f64::from(count))).collect()
}

#[test]
fn killed_at_any_instant_the_old_site_stands_or_the_new_one() {
    let mut place = Place::new();
    let (mut old, mut new, mut cut) = (0, 0, 0);
    for (number, pause) in instants(50, place.takes).into_iter().enumerate() {
        let before = place.edition;
        place.write(1 - before);
        place.kill_after(pause);
        let what = format!("kill {number} after {pause:?}");
        let now = place.published();
        assert!(
            now == place.states[before] || now == place.states[place.edition],
            "{what}: neither old nor new"
        );
        if now == place.states[before] {
            old += 1
        } else {
            new += 1
        }
        cut += usize::from(place.litter().iter().any(|name| name.ends_with("-work")));
        place.next_build_ends_well(&what);
    }
    println!(
        "build of {:?}: {old} times the old site, {new} times the new one, {cut} times while it was made",
        place.takes
    );
    assert!(old > 0);
}

/// With a pipe in the output folders are not exchanged: the build goes by its journal.
#[test]
fn killed_at_any_instant_by_journal_every_file_is_whole() {
    let mut place = Place::new();
    let pipe = place.output().join("pipe");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    for state in &mut place.states {
        state.insert("pipe".to_owned(), Found::Special);
    }
    for (number, pause) in instants(15, place.takes).into_iter().enumerate() {
        let before = place.edition;
        place.write(1 - before);
        place.kill_after(pause);
        let what = format!("kill {number} after {pause:?}");
        for (path, entry) in place.published() {
            let whole = place.states.iter().any(|state| state.get(&path) == Some(&entry));
            assert!(whole || path == ".scrutineer-manifest", "{what}: {path} is neither old nor new");
        }
        place.next_build_ends_well(&what);
    }
}

/// The system forbids files of more than so many half-kilobytes, in mid-build, with an error and by a signal.
#[test]
fn stopped_at_a_write_the_old_site_stands_or_the_new_one() {
    let mut place = Place::new();
    let mut failed = 0;
    for blocks in [0, 2, 6, 8, 12, 16, 32] {
        for by_signal in [false, true] {
            let before = place.edition;
            place.write(1 - before);
            let trap = if by_signal { "" } else { "trap '' XFSZ; " };
            let script = format!("{trap}ulimit -f {blocks}; exec \"$0\" \"$@\"");
            let done = Command::new("sh")
                .args(["-c", script.as_str(), env!("CARGO_BIN_EXE_scrutineer"), "build", "--site"])
                .arg(place.folder())
                .output()
                .unwrap();
            let what = format!("{blocks} blocks, by signal: {by_signal}: {}", flat(&done));
            let expected = if done.status.success() { place.edition } else { before };
            assert!(place.published() == place.states[expected], "{what}");
            if !done.status.success() {
                failed += 1;
                assert!(by_signal || done.status.code() == Some(2), "{what}");
                assert!(by_signal || flat(&done).contains("stays as it was"), "{what}");
                assert!(by_signal || place.litter().is_empty(), "{what}");
            }
            place.next_build_ends_well(&what);
        }
    }
    assert!(failed >= 4, "{failed}");
}
