//! Each stage alone, the pages of each kind, and the whole build, on invented sites of 100 and 1,000 actions.
//!
//! `cargo bench` takes a few minutes. `ACTIONS=100000 cargo bench` goes on to 10,000 and 100,000 actions, and `cargo bench -- load`
//! keeps to what is named so. The site of a size is made once, in memory where the system has a place for that, and removed at the end.
#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "a measurement that cannot go on has failed, and it writes sites"
)]

#[path = "../examples/corpus/action.rs"]
mod action;
#[path = "../examples/corpus/meeting.rs"]
mod meeting;
#[path = "../examples/corpus/paper.rs"]
mod paper;
#[path = "../examples/corpus/people.rs"]
mod people;
#[path = "../examples/corpus/plan.rs"]
mod plan;
#[path = "../examples/corpus/random.rs"]
mod random;
#[path = "../examples/corpus/site.rs"]
mod site;
#[path = "../examples/corpus/whole.rs"]
mod whole;
#[path = "../examples/corpus/words.rs"]
mod words;
#[path = "../examples/corpus/world.rs"]
mod world;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use chrono::NaiveDate;
use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};
use scrutineer::derive::Views;
use scrutineer::files::{Bytes, SiteFiles};
use scrutineer::model::register::Register;
use scrutineer::output::OutPath;
use scrutineer::render::{Pages, Templates};
use scrutineer::write::{Folders, Written};
use scrutineer::{Request, check, derive, load, read, render, write};

/// As in the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// A file below the site's folder, and its text: the corpus' own word.
type File = (String, String);

/// Kinds of page, told by their paths.
const KINDS: [&str; 12] = [
    "action",
    "plan",
    "before",
    "over time",
    "print",
    "paper",
    "meeting",
    "briefing",
    "owner",
    "timeline",
    "data",
    "other",
];

/// The kind of page at a path.
fn kind(path: &str) -> &'static str {
    let parts: Vec<&str> = path.split('/').collect();
    match parts.as_slice() {
        ["plans", _, "actions", _] => "action",
        ["plans", _] => "plan",
        ["plans", _, "over-time.html"] => "over time",
        ["plans", _, "print.html"] => "print",
        ["plans", _, name] if name.starts_with("at-") => "before",
        ["papers", ..] => "paper",
        ["meetings", _] => "meeting",
        ["meetings", ..] => "briefing",
        ["owners" | "bodies", ..] => "owner",
        ["timeline", ..] | ["timeline.html"] => "timeline",
        ["data", ..] => "data",
        _ => "other",
    }
}

/// An invented site on disk, and its files read.
struct Site {
    folder: PathBuf,
    files: SiteFiles,
}

/// Sites by their number of actions, made when first asked for.
static SITES: Mutex<BTreeMap<u32, &'static Site>> = Mutex::new(BTreeMap::new());

fn sites() -> MutexGuard<'static, BTreeMap<u32, &'static Site>> {
    SITES.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Where sites are made: in memory where there is such a place.
fn place() -> PathBuf {
    let memory = Path::new("/dev/shm");
    let parent = if memory.is_dir() { memory.to_owned() } else { std::env::temp_dir() };
    parent.join(format!("scrutineer-stages-{}", std::process::id()))
}

fn made(actions: u32) -> &'static Site {
    sites().entry(actions).or_insert_with(|| {
        let folder = place().join(actions.to_string());
        whole::each(&world::World::new(actions, 7), |(name, text)| {
            let path = folder.join(name);
            path.parent().map_or(Ok(()), std::fs::create_dir_all)?;
            std::fs::write(path, text)
        })
        .unwrap();
        let files = read::read(&folder).unwrap();
        Box::leak(Box::new(Site { folder, files }))
    })
}

impl Site {
    fn register(&self) -> Register {
        load::load(&self.files).0.unwrap()
    }

    fn theme(&self, register: &Register) -> Templates {
        render::theme(&self.files, &register.site).ok().unwrap()
    }

    fn views(&self) -> Views {
        derive::derive(&self.register(), as_at(), false)
    }

    fn pages(&self) -> Pages {
        scrutineer::build(&self.files, request()).pages.unwrap()
    }

    /// Bytes of content.
    fn bytes(&self) -> usize {
        self.files.files.values().map(|bytes| bytes.len()).sum()
    }
}

/// The corpus' own date.
fn as_at() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 6, 30).unwrap()
}

fn request() -> Request {
    Request { as_at: None, today: as_at(), drafts: false }
}

/// Sizes to measure: larger ones only when asked for.
fn sizes() -> impl Iterator<Item = u32> {
    let most = std::env::var("ACTIONS").ok().and_then(|most| most.parse().ok()).unwrap_or(1_000);
    [100, 1_000, 10_000, 100_000].into_iter().filter(move |size| *size <= most)
}

/// The output written anew, into a folder that is not there yet or as `folder` holds it.
fn publish(site: &Site, output: &Path, pages: &BTreeMap<OutPath, Bytes>) -> Written {
    let folders = Folders { site: &site.folder, output, home: None, preview: false };
    let target = write::open(folders, &|_| ()).unwrap();
    let paths: Vec<OutPath> = pages.keys().cloned().collect();
    write::write(&paths, &|path| Ok(pages[path].clone().into()), &target, &|_| ()).unwrap()
}

/// Every page's bytes.
fn rendered(pages: &Pages) -> BTreeMap<OutPath, Bytes> {
    pages.paths().map(|path| (path.clone(), pages.page(path).ok().unwrap())).collect()
}

#[divan::bench(name = "1 read", args = sizes(), sample_count = 10, sample_size = 1)]
fn reading(bencher: Bencher, actions: u32) {
    let site = made(actions);
    bencher.counter(BytesCount::new(site.bytes())).bench(|| read::read(&site.folder).unwrap());
}

#[divan::bench(name = "2 load", args = sizes(), sample_count = 10, sample_size = 1)]
fn loading(bencher: Bencher, actions: u32) {
    let site = made(actions);
    bencher.counter(BytesCount::new(site.bytes())).bench(|| load::load(&site.files));
}

#[divan::bench(name = "3 check", args = sizes(), sample_count = 10, sample_size = 1)]
fn checking(bencher: Bencher, actions: u32) {
    let register = made(actions).register();
    let dates = check::Dates { as_at: as_at(), today: as_at() };
    bencher.counter(ItemsCount::new(actions)).bench(|| check::check(&register, dates));
}

#[divan::bench(name = "4 derive", args = sizes(), sample_count = 10, sample_size = 1)]
fn deriving(bencher: Bencher, actions: u32) {
    let register = made(actions).register();
    bencher.counter(ItemsCount::new(actions)).bench(|| derive::derive(&register, as_at(), false));
}

/// The list of pages, with the templates parsed and the search index made.
#[divan::bench(name = "5 list of pages", args = sizes(), sample_count = 10, sample_size = 1)]
fn listing(bencher: Bencher, actions: u32) {
    let site = made(actions);
    let register = site.register();
    bencher
        .with_inputs(|| (site.theme(&register), site.views()))
        .bench_values(|(theme, views)| render::render(views, theme, &site.files, false));
}

/// The pages of one kind, on one thread.
#[divan::bench_group(name = "9 pages, on one thread")]
mod kinds_of_page {
    use super::{Bencher, BytesCount, ItemsCount, KINDS, OutPath, kind, made, sizes};

    /// A kind of page at a size.
    fn kinds() -> impl Iterator<Item = String> {
        sizes().flat_map(|size| KINDS.map(move |kind| format!("{size} {kind}")))
    }

    #[divan::bench(name = "by size and kind", args = kinds(), sample_count = 5, sample_size = 1)]
    fn of(bencher: Bencher, wanted: &str) {
        let (size, wanted) = wanted.split_once(' ').unwrap();
        let pages = made(size.parse().unwrap()).pages();
        let paths: Vec<OutPath> =
            pages.paths().filter(|path| kind(path.as_str()) == wanted).cloned().collect();
        let once = || paths.iter().map(|path| pages.page(path).ok().unwrap().len()).sum::<usize>();
        let bytes = once();
        bencher.counter(ItemsCount::new(paths.len())).counter(BytesCount::new(bytes)).bench(once);
    }
}

/// All pages into a folder that is not there yet.
#[divan::bench(name = "6 write", args = sizes(), sample_count = 5, sample_size = 1)]
fn writing(bencher: Bencher, actions: u32) {
    let site = made(actions);
    let (pages, output) = (rendered(&site.pages()), place().join("write"));
    let bytes: usize = pages.values().map(|bytes| bytes.len()).sum();
    let clear = || drop(std::fs::remove_dir_all(&output));
    bencher
        .counter(BytesCount::new(bytes))
        .with_inputs(clear)
        .bench_values(|()| publish(site, &output, &pages));
    clear();
}

/// All pages into a folder that holds them already.
#[divan::bench(name = "7 write, nothing changed", args = sizes(), sample_count = 5, sample_size = 1)]
fn writing_unchanged(bencher: Bencher, actions: u32) {
    let site = made(actions);
    let (pages, output) = (rendered(&site.pages()), place().join("unchanged"));
    publish(site, &output, &pages);
    bencher.bench(|| assert_eq!(publish(site, &output, &pages).changed, 0));
    drop(std::fs::remove_dir_all(&output));
}

/// From the folder of the site to the folder of its pages.
#[divan::bench(name = "8 whole build", args = sizes(), sample_count = 5, sample_size = 1)]
fn whole_build(bencher: Bencher, actions: u32) {
    let site = made(actions);
    let output = place().join("whole");
    let clear = || drop(std::fs::remove_dir_all(&output));
    bencher.counter(ItemsCount::new(actions)).with_inputs(clear).bench_values(|()| {
        let files = read::read(&site.folder).unwrap();
        let pages = scrutineer::build(&files, request()).pages.unwrap();
        let folders = Folders { site: &site.folder, output: &output, home: None, preview: false };
        let target = write::open(folders, &|_| ()).unwrap();
        let paths: Vec<OutPath> = pages.paths().cloned().collect();
        write::write(&paths, &|path| pages.content(path), &target, &|_| ()).unwrap()
    });
    clear();
}

fn main() {
    divan::main();
    drop(std::fs::remove_dir_all(place()));
}
