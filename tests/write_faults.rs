//! Writing that cannot hurt: the disk fails, fills up, or the power goes, at each single step of publishing, on each of
//! the ways to publish; then the site is looked at.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test that cannot go on has failed, and tests look at the disk"
)]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Error, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use scrutineer::files::Content;
use scrutineer::output::OutPath;
use scrutineer::write::disk::{Disk, Step};
use scrutineer::write::{Folders, WriteError, Written, open_on, write};
use support::{Found, found};

type Site = BTreeMap<String, Vec<u8>>;

/// A site of pages, each with the paths it links to.
fn site(pages: &[(&str, &[&str], &str)]) -> Site {
    let page = |links: &[&str], text: &str| {
        let links: String = links.iter().map(|l| format!("<a href=\"{l}\">x</a>")).collect();
        format!("{links}{}", text.repeat(50)).into_bytes()
    };
    pages.iter().map(|(path, links, text)| ((*path).to_owned(), page(links, text))).collect()
}

fn old_site() -> Site {
    site(&[
        ("index.html", &["assets/site.1.css", "about.html", "plans/p.html", "plans/q.html"], "old"),
        ("assets/site.1.css", &[], "old style"),
        ("about.html", &["index.html"], "always the same"),
        ("plans/p.html", &["plans/q.html", "plans/p/A1.html", "assets/site.1.css"], "old plan"),
        ("plans/p/A1.html", &["plans/p.html"], "old action"),
        ("plans/q.html", &["plans/p.html", "meetings/m.html"], "a plan that goes"),
        ("meetings/m.html", &["index.html"], "a meeting that goes, with its folder"),
        ("data/plans.json", &[], "at first the same, then it is old"),
        ("data/same.csv", &[], "always the same data"),
        ("data/longer.csv", &[], "longer"),
    ])
}

fn new_site() -> Site {
    site(&[
        ("index.html", &["assets/site.2.css", "about.html", "plans/p.html", "plans/r.html"], "new"),
        ("assets/site.2.css", &[], "new style"),
        ("about.html", &["index.html"], "always the same"),
        ("plans/p.html", &["plans/r.html", "plans/p/A2.html", "assets/site.2.css"], "new plan"),
        ("plans/p/A1.html", &["plans/p.html"], "new action"),
        ("plans/p/A2.html", &["plans/p/A1.html"], "another action"),
        ("plans/r.html", &["threads/t.html", "assets/site.2.css"], "another plan"),
        ("threads/t.html", &["plans/r.html"], "a thread, with its folder"),
        ("data/plans.json", &[], "at first the same, then it is new"),
        ("data/same.csv", &[], "always the same data"),
        ("data/longer.csv", &[], "longerlonger"),
        ("data/more.csv", &[], "new data"),
    ])
}

/// A page as a whole; a file of data in pieces, as the program has it.
fn content<'s>(site: &'s Site, path: &OutPath) -> Content<'s> {
    let bytes = &site[path.as_str()];
    match path.as_str().starts_with("data/") {
        true => Content::Pieces(Box::new(move |out| bytes.chunks(20).try_for_each(|p| out.write_all(p)))),
        false => Content::Whole(bytes.clone()),
    }
}

/// Files that scrutineer did not write.
fn strangers(output: &Path) {
    std::fs::write(output.join("CNAME"), "example.org").unwrap();
    std::fs::create_dir_all(output.join("plans/notes/empty")).unwrap();
    std::fs::write(output.join("plans/notes/mine.txt"), "mine").unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink("plans/p.html", output.join("latest.html")).unwrap();
}

/// What an earlier build had begun is completed by the program also where the next build has a fault of its own.
#[test]
fn a_journal_is_completed_by_a_build_that_writes_nothing_itself() {
    let (template, finished) = states(&old_site(), &new_site());
    let after = published(&finished, Route::Journal);
    let half = (0..).map(|number| {
        let place = template.copy();
        let (result, _) = place.build(&new_site(), Route::Journal, number, Fault::Kill);
        (place, result)
    });
    let (place, _) = half.into_iter().find(|(_, r)| matches!(r, Err(WriteError::CutShort(..)))).unwrap();
    assert!(published(&place, Route::Journal) != after);
    let site = place.top.join("site");
    support::write_site(&site, "-- content/papers/report.md --\n---\ntitle: Report\n---\n1. First.\n");
    let output = place.output();
    let done =
        support::run(&["build", "--site", site.to_str().unwrap(), "--output", output.to_str().unwrap()]);
    let said = support::flat(&done);
    assert_eq!(done.status.code(), Some(1), "{said}");
    assert!(said.contains("the build before this one was cut short"), "{said}");
    assert!(published(&place, Route::Journal) == after);
    assert_eq!(place.litter(), Vec::<String>::new());
}

/// A page under another name that differs in capitals only, on a disk to which both names are one: here a file with
/// two names stands for it.
#[cfg(unix)]
#[test]
fn a_page_renamed_in_capitals_only_is_neither_refused_nor_removed() {
    let old = site(&[("index.html", &[], "old"), ("files/Map.pdf", &[], "a map")]);
    for words in ["a map", "another map"] {
        let new = site(&[("index.html", &[], "old"), ("files/map.pdf", &[], words)]);
        for route in ROUTES {
            let place = Place::with(&old);
            let files = place.output().join("files");
            std::fs::hard_link(files.join("Map.pdf"), files.join("map.pdf")).unwrap();
            place.build(&new, route, NEVER, Fault::Kill).0.unwrap();
            assert_eq!(std::fs::read(files.join("map.pdf")).unwrap(), new["files/map.pdf"], "{route:?}");
            // Where the two are one file, to remove the old name would be to remove the new one.
            assert!(route == Route::Exchange || files.join("Map.pdf").exists(), "{route:?}");
        }
    }
    // Where capitals are told apart, the old file goes.
    let new = site(&[("index.html", &[], "old"), ("files/map.pdf", &[], "a map")]);
    for route in ROUTES {
        let place = Place::with(&old);
        place.build(&new, route, NEVER, Fault::Kill).0.unwrap();
        let files: Vec<_> = found(&place.output().join("files")).into_keys().collect();
        assert_eq!(files, ["map.pdf"], "{route:?}");
    }
}

/// How a site is put in its place.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Route {
    Exchange,
    Journal,
    /// By journal, the output being on another disk.
    OtherDisk,
}

const ROUTES: [Route; 3] = [Route::Exchange, Route::Journal, Route::OtherDisk];

/// A file that comes in pieces is compared as it comes, whatever becomes of its length: nothing is written where it is the
/// same, and where it differs the new one is published.
#[test]
fn a_file_in_pieces_is_written_only_where_it_differs() {
    let file = |bytes: &[u8]| Site::from([("data/plans.json".to_owned(), bytes.to_vec())]);
    let long: Vec<u8> = (0..200_000_u32).flat_map(u32::to_be_bytes).collect();
    let mut other = long.clone();
    other[150_001] ^= 1;
    let longer = [&long[..], b"and more"].concat();
    for (before, after) in [
        (&long[..], &long[..]),
        (&long, &other),
        (&other, &long),
        (&long, &longer),
        (&longer, &long),
        (&long, b""),
        (b"", &long),
        (b"", b""),
        (b"a", b"b"),
    ] {
        for route in ROUTES {
            let place = Place::new();
            place.build(&file(before), route, NEVER, Fault::Kill).0.unwrap();
            let written = place.build(&file(after), route, NEVER, Fault::Kill).0.unwrap();
            assert_eq!(written.changed, usize::from(before != after), "{route:?}");
            assert_eq!(std::fs::read(place.output().join("data/plans.json")).unwrap(), after, "{route:?}");
            assert_eq!(place.litter(), Vec::<String>::new());
        }
    }
}

/// What goes wrong.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Fault {
    /// One step fails, the others work.
    Once(ErrorKind),
    /// The process is killed: that step and all later ones do nothing.
    Kill,
    /// The power goes, and what was not yet brought to the disk is lost.
    PowerCut,
    /// The same, and the file written last has reached the disk before the others.
    PowerCutButLast,
}

const FAULTS: [Fault; 4] =
    [Fault::Once(ErrorKind::StorageFull), Fault::Kill, Fault::PowerCut, Fault::PowerCutButLast];

/// What was done to the disk.
#[derive(Default)]
struct Trace {
    steps: Vec<(Step, PathBuf)>,
    /// Written and not yet brought to the disk.
    in_memory: Vec<PathBuf>,
    crossed: BTreeSet<PathBuf>,
    failed: bool,
    /// Published before what is published was on the disk.
    too_early: Vec<String>,
}

/// A disk on which the step of this number fails.
fn failing(route: Route, output: &Path, number: usize, fault: Fault) -> (Disk, Arc<Mutex<Trace>>) {
    let trace = Arc::new(Mutex::new(Trace::default()));
    let (shared, output) = (Arc::clone(&trace), output.to_owned());
    let hook = move |step: Step, path: &Path| {
        let mut trace = shared.lock().unwrap();
        if trace.failed && !matches!(fault, Fault::Once(_)) {
            return Err(Error::other("nothing runs any more"));
        }
        let from_work = matches!(step, Step::Rename) && path.starts_with(&output);
        if route == Route::OtherDisk && from_work && trace.crossed.insert(path.to_owned()) {
            return Err(Error::from(ErrorKind::CrossesDevices));
        }
        if route == Route::OtherDisk && from_work {
            // A second time comes only after a third rename of the same path, which crosses again.
            trace.crossed.remove(path);
        }
        if matches!(step, Step::Exchange | Step::Rename) {
            let lost: Vec<_> = trace.in_memory.iter().filter(|p| !p.ends_with("exchanged")).collect();
            let early = format!("{step:?} {path:?} before {lost:?} is on the disk");
            if !lost.is_empty() {
                trace.too_early.push(early);
            }
        }
        let now = trace.steps.len();
        trace.steps.push((step, path.to_owned()));
        if now != number {
            match step {
                Step::Write => trace.in_memory.push(path.to_owned()),
                Step::Sync => trace.in_memory.retain(|p| !p.starts_with(path)),
                _ => {}
            }
            return Ok(());
        }
        trace.failed = true;
        match fault {
            Fault::Once(kind) => Err(Error::from(kind)),
            Fault::Kill => Err(Error::other("killed")),
            Fault::PowerCut | Fault::PowerCutButLast => {
                let kept = usize::from(fault == Fault::PowerCutButLast);
                for path in trace.in_memory.iter().rev().skip(kept).filter(|p| p.exists()) {
                    std::fs::write(path, "").unwrap();
                }
                Err(Error::other("the power is gone"))
            }
        }
    };
    (Disk::for_tests(Box::new(hook), route == Route::Exchange), trace)
}

const NEVER: usize = usize::MAX;

/// A folder with a site in it, and what is published.
struct Place {
    _temporary: tempfile::TempDir,
    top: PathBuf,
}

impl Place {
    fn new() -> Place {
        // In memory where there is such a folder: a thousand small sites are made here.
        let memory = tempfile::tempdir_in("/dev/shm");

        let temporary = memory.or_else(|_| tempfile::tempdir()).unwrap();
        let top = temporary.path().canonicalize().unwrap();
        std::fs::create_dir(top.join("site")).unwrap();
        Place { _temporary: temporary, top }
    }

    fn output(&self) -> PathBuf {
        self.top.join("public")
    }

    /// A place in which a site is published, with files of somebody else.
    fn with(site: &Site) -> Place {
        let place = Place::new();
        place.build(site, Route::Journal, NEVER, Fault::Kill).0.unwrap();
        strangers(&place.output());
        place
    }

    fn copy(&self) -> Place {
        let place = Place::new();
        copy_tree(&self.output(), &place.output());
        place
    }

    /// Builds; whether the step of this number was reached, too.
    fn build(
        &self,
        site: &Site,
        route: Route,
        number: usize,
        fault: Fault,
    ) -> (Result<Written, WriteError>, bool) {
        let (disk, trace) = failing(route, &self.output(), number, fault);
        let paths: Vec<OutPath> = site.keys().map(OutPath::new).collect();
        let (source, output) = (self.top.join("site"), self.output());
        let folders = Folders { site: &source, output: &output, home: None, preview: false };
        let result = open_on(disk, folders, &|_| {})
            .and_then(|output| write(&paths, &|path| Ok(content(site, path)), &output, &|_| {}));
        let trace = trace.lock().unwrap();
        assert_eq!(trace.too_early, Vec::<String>::new());
        (result, trace.failed)
    }

    /// Opens the output and leaves it, as a build does whose content has a fault.
    fn open_only(&self, route: Route, number: usize, fault: Fault) -> bool {
        let (disk, trace) = failing(route, &self.output(), number, fault);
        let (source, output) = (self.top.join("site"), self.output());
        let folders = Folders { site: &source, output: &output, home: None, preview: false };
        drop(open_on(disk, folders, &|_| {}));
        trace.lock().unwrap().failed
    }

    /// What stands beside site and output.
    fn litter(&self) -> Vec<String> {
        let entries = std::fs::read_dir(&self.top).unwrap();
        let names = entries.map(|e| e.unwrap().file_name().into_string().unwrap());
        names.filter(|n| n != "site" && n != "public").collect()
    }
}

fn copy_tree(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for (path, entry) in found(from) {
        match entry {
            Found::Folder => std::fs::create_dir_all(to.join(path)).unwrap(),
            Found::File(bytes) => {
                std::fs::create_dir_all(to.join(&path).parent().unwrap()).unwrap();
                std::fs::write(to.join(path), bytes).unwrap();
            }
            #[cfg(unix)]
            Found::Link(target) => std::os::unix::fs::symlink(target, to.join(path)).unwrap(),
            _ => {}
        }
    }
}

const MANIFEST: &str = ".scrutineer-manifest";

/// Every file is that of the old site, of the new one, or somebody else's; every link that can be reached from the home
/// page leads to a file.
fn assert_whole(
    now: &BTreeMap<String, Found>,
    old: &BTreeMap<String, Found>,
    new: &BTreeMap<String, Found>,
    what: &str,
) {
    for (path, entry) in now {
        let in_between = path == MANIFEST || path.ends_with(".scrutineer-moving");
        let known = [old, new].iter().any(|site| site.get(path) == Some(entry));
        assert!(in_between || known || *entry == Found::Folder, "{what}: {path} is neither old nor new");
    }
    for path in old.keys().filter(|p| new.get(*p) == old.get(*p)) {
        assert_eq!(now.get(path), old.get(path), "{what}: {path} is in both and has changed");
    }
    let mut to_see = vec!["index.html".to_owned()];
    let mut seen = BTreeSet::new();
    while let Some(path) = to_see.pop() {
        let Some(Found::File(bytes)) = now.get(&path) else {
            panic!("{what}: a link leads to {path}, which is not there")
        };
        if seen.insert(path) {
            let page = String::from_utf8_lossy(bytes).into_owned();
            to_see
                .extend(page.split("href=\"").skip(1).filter_map(|l| l.split('"').next()).map(str::to_owned));
        }
    }
}

/// Both states of a published site, as they are on the disk.
fn states(old: &Site, new: &Site) -> (Place, Place) {
    let before = Place::with(old);
    let after = before.copy();
    after.build(new, Route::Exchange, NEVER, Fault::Kill).0.unwrap();
    (before, after)
}

/// What is published. By journal a folder may stay that has become empty.
fn published(place: &Place, route: Route) -> BTreeMap<String, Found> {
    let mut all = found(&place.output());
    let counts = |path: &str, entry: &Found| path.starts_with("plans/notes") || *entry != Found::Folder;
    all.retain(|path, entry| route == Route::Exchange || counts(path, entry));
    all
}

/// Fails each step of a build in each way, and looks at the site after it, after the next opening, and after a build.
fn fail_everywhere(old: &Site, new: &Site, route: Route, links_hold: bool) -> usize {
    let (template, finished) = states(old, new);
    let (before, after) = (published(&template, route), published(&finished, route));
    let mut steps = 0;
    for fault in FAULTS {
        for number in 0.. {
            let what = format!("{route:?}, {fault:?} at step {number}");
            let place = template.copy();
            let (result, reached) = place.build(new, route, number, fault);
            if !reached {
                assert!(result.is_ok(), "{what}");
                break;
            }
            steps += 1;
            let now = published(&place, route);
            let is_old = now == before;
            if route == Route::Exchange {
                assert!(is_old || now == after, "{what}: neither old nor new");
            } else if links_hold {
                assert_whole(&now, &before, &after, &what);
            }
            match &result {
                Ok(_) => assert!(now == after, "{what}: said to be done"),
                Err(WriteError::CutShort(..)) => {}
                Err(_) => assert!(is_old || !matches!(fault, Fault::Once(_)), "{what}: said to be as it was"),
            }
            let begun = matches!(&result, Ok(_) | Err(WriteError::CutShort(..)));
            if matches!(fault, Fault::Once(_)) && !begun {
                // A working folder may stay only where the step that failed was to remove it.
                assert!(place.litter().len() <= 1, "{what}: {:?}", place.litter());
            }
            place.open_only(route, NEVER, Fault::Kill);
            let now = published(&place, route);
            let paths: Vec<_> = now.keys().collect();
            let ends = now == before || now == after;
            assert!(
                ends,
                "{what}: not completed by the next build: {result:?} {paths:?} {:?}",
                place.litter()
            );
            assert!(is_old || now == after, "{what}: what was begun was taken back");
            assert_eq!(place.litter(), Vec::<String>::new(), "{what}");
            place.build(new, route, NEVER, Fault::Kill).0.unwrap();
            assert!(published(&place, route) == after, "{what}: the next build does not end at the new site");
            assert_eq!(place.litter(), Vec::<String>::new(), "{what}");
        }
    }
    steps
}

#[test]
fn a_fault_at_any_step_leaves_the_old_site_or_the_new_one() {
    let steps = fail_everywhere(&old_site(), &new_site(), Route::Exchange, true);
    assert!(steps > 150, "{steps}");
}

#[test]
fn by_journal_every_file_is_whole_every_link_works_and_the_next_build_completes_it() {
    for route in [Route::Journal, Route::OtherDisk] {
        let steps = fail_everywhere(&old_site(), &new_site(), route, true);
        assert!(steps > 150, "{steps}");
    }
}

/// The next build may be cut short as well, and the one after it.
#[test]
fn completing_may_be_cut_short_again() {
    let (template, finished) = states(&old_site(), &new_site());
    for route in ROUTES {
        let (before, after) = (published(&template, route), published(&finished, route));
        for number in (0..).step_by(4) {
            let first = template.copy();
            if !first.build(&new_site(), route, number, Fault::Kill).1 {
                break;
            }
            for again in (0..).step_by(2) {
                let what = format!("{route:?}, killed at {number}, then at {again}");
                let place = template.copy();
                let _ = place.build(&new_site(), route, number, Fault::Kill);
                let reached = place.open_only(route, again, Fault::PowerCut);
                assert_whole(&published(&place, route), &before, &after, &what);
                place.open_only(route, NEVER, Fault::Kill);
                let now = published(&place, route);
                assert!(now == before || now == after, "{what}");
                assert_eq!(place.litter(), Vec::<String>::new(), "{what}");
                if !reached {
                    break;
                }
            }
        }
    }
}

/// The first build of all, into a folder that is not there.
#[test]
fn a_first_build_that_fails_leaves_nothing() {
    for route in ROUTES {
        for fault in FAULTS {
            for number in 0.. {
                let what = format!("{route:?}, {fault:?} at step {number}");
                let place = Place::new();
                let (result, reached) = place.build(&new_site(), route, number, fault);
                let gone = !place.output().exists();
                assert!(gone || route == Route::OtherDisk || result.is_ok() || fault != FAULTS[0], "{what}");
                place
                    .build(&new_site(), route, NEVER, Fault::Kill)
                    .0
                    .unwrap_or_else(|e| panic!("{what}: {e:?}"));
                let now = found(&place.output());
                for (path, bytes) in new_site() {
                    assert_eq!(now.get(&path), Some(&Found::File(bytes)), "{what}: {path}");
                }
                assert_eq!(place.litter(), Vec::<String>::new(), "{what}");
                if !reached {
                    break;
                }
            }
        }
    }
}

/// An attachment becomes a folder of attachments, and a folder one attachment.
#[test]
fn a_file_may_become_a_folder_and_a_folder_a_file() {
    let old = site(&[
        ("index.html", &[], "old"),
        ("files/map", &[], "a map"),
        ("files/tables/a/b.csv", &[], "a table"),
    ]);
    let new = site(&[
        ("index.html", &[], "new"),
        ("files/map/north.pdf", &[], "a map"),
        ("files/tables", &[], "all tables"),
    ]);
    for route in ROUTES {
        fail_everywhere(&old, &new, route, false);
    }
    let place = Place::with(&old);
    std::fs::write(place.output().join("files/tables/mine.csv"), "mine").unwrap();
    let before = found(&place.output());
    for route in ROUTES {
        let (result, _) = place.build(&new, route, NEVER, Fault::Kill);
        assert!(matches!(result, Err(WriteError::Refused(why)) if why.contains("it is a folder")));
        assert!(found(&place.output()) == before && place.litter().is_empty());
    }
}

/// Nothing is staged, brought to the disk, moved or removed where nothing is new.
#[test]
fn an_unchanged_build_only_looks() {
    let place = Place::with(&new_site());
    for route in ROUTES {
        let (disk, trace) = failing(route, &place.output(), NEVER, Fault::Kill);
        let (source, output) = (place.top.join("site"), place.output());
        let folders = Folders { site: &source, output: &output, home: None, preview: false };
        let paths: Vec<OutPath> = new_site().keys().map(OutPath::new).collect();
        let opened = open_on(disk, folders, &|_| {}).unwrap();
        write(&paths, &|path| Ok(new_site()[path.as_str()].clone().into()), &opened, &|_| {}).unwrap();
        drop(opened);
        let steps = &trace.lock().unwrap().steps;
        let (parent, lock) = (place.top.clone(), place.top.join(".public.scrutineer-lock"));
        for (step, path) in steps {
            let looks =
                matches!(step, Step::Read | Step::List) || (*step == Step::MakeFolder && *path == parent);
            assert!(looks || (*step == Step::RemoveFile && *path == lock), "{step:?} {path:?}");
        }
    }
}

/// A manifest or journal that somebody has made up never reaches outside the output.
#[test]
fn a_manifest_or_journal_from_elsewhere_is_not_obeyed() {
    for lines in ["../victim.txt\n", "/etc/hostname\n", "index.html\nplans/../../victim.txt\n"] {
        let place = Place::with(&old_site());
        std::fs::write(place.top.join("victim.txt"), "keep me").unwrap();
        let forged = place.output().join(MANIFEST);
        let head = std::fs::read_to_string(&forged).unwrap().lines().next().unwrap().to_owned();
        for text in [format!("{head}\n{lines}"), sealed(&format!("{head}\n{lines}"))] {
            std::fs::write(&forged, text).unwrap();
            let before = found(&place.top);
            for route in ROUTES {
                let (result, _) = place.build(&new_site(), route, NEVER, Fault::Kill);
                let why = "not as scrutineer wrote it";
                assert!(matches!(result, Err(WriteError::Refused(said)) if said.contains(why)), "{lines}");
                assert!(before == found(&place.top), "{lines}");
            }
        }
    }
    let place = Place::with(&old_site());
    std::fs::write(place.top.join("victim.txt"), "keep me").unwrap();
    let before = found(&place.top);
    let work = place.top.join(".public.scrutineer-work");
    for step in ["out ../victim.txt", "in ../victim.txt", "out ../public/index.html"] {
        std::fs::create_dir_all(work.join("new")).unwrap();
        std::fs::write(work.join("scrutineer-works-here.txt"), "").unwrap();
        std::fs::write(work.join("new").join(MANIFEST), sealed("x\n")).unwrap();
        let text = format!("scrutineer publishes these files one by one\n{step}\n");
        std::fs::write(work.join("journal"), sealed(&text)).unwrap();
        place.open_only(Route::Journal, NEVER, Fault::Kill);
        assert!(before == found(&place.top), "{step}");
    }
}

/// A text with its seal.
fn sealed(text: &str) -> String {
    use sha2::{Digest, Sha256};
    let hash: String = Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
    format!("{text}sha256 {hash}\n")
}

/// A file that somebody saves into the output at the very moment of the exchange is not lost.
#[test]
fn a_file_added_while_the_site_is_exchanged_is_kept() {
    let place = Place::with(&old_site());
    let output = place.output();
    let (late, source) = (output.join("plans/late.txt"), place.top.join("site"));
    let hook = move |step: Step, _: &Path| {
        if step == Step::Exchange {
            std::fs::write(&late, "late").unwrap();
        }
        Ok(())
    };
    let folders = Folders { site: &source, output: &output, home: None, preview: false };
    let paths: Vec<OutPath> = new_site().keys().map(OutPath::new).collect();
    let opened = open_on(Disk::for_tests(Box::new(hook), true), folders, &|_| {}).unwrap();
    write(&paths, &|path| Ok(new_site()[path.as_str()].clone().into()), &opened, &|_| {}).unwrap();
    drop(opened);
    assert_eq!(std::fs::read(output.join("plans/late.txt")).unwrap(), b"late");
    assert!(place.litter().is_empty());
}
