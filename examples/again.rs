//! What one edit costs in a process that built the site before, as a preview does: loads, checks and derives the site again,
//! and makes every page that may have changed. All of it in memory; to read the files is not counted.
//!
//! `cargo run --release --example again -- SITE` prints a line for each kind of edit: how many were tried, milliseconds until
//! any page can be asked for, milliseconds until all are made (medians, and the longest), and how many pages those are.
#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::expect_used,
    reason = "an example is no stage of the program: it reads, looks at the clock and says so"
)]

use std::path::PathBuf;
use std::time::Instant;

use clap::Parser;
use rayon::prelude::*;
use scrutineer::files::SiteFiles;
use scrutineer::{Request, Workshop};

/// Memory as the program itself takes it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// What the command line asks for.
#[derive(Parser)]
struct Arguments {
    /// A site folder; it is not written to.
    site: PathBuf,
    /// How many edits of each kind.
    #[arg(long, default_value_t = 9)]
    edits: usize,
}

/// One edit: what it is called, the folder of the file, and words that are put in place of others.
type Edit = (&'static str, &'static str, &'static str, &'static str);

const EDITS: [Edit; 3] = [
    ("a word in a plan", "content/plans/", "      note: ", "      note: Edited. "),
    ("a status in a plan", "content/plans/", "status: in_progress", "status: paused"),
    ("a word in a paper", "content/papers/", ".\n\n", ". Edited.\n\n"),
];

/// What one edit took: milliseconds until any page can be asked for, and until all are made, and how many.
#[derive(Clone, Copy)]
struct Took {
    listed: f64,
    made: f64,
    pages: usize,
}

fn main() {
    let arguments = Arguments::parse();
    let mut site = scrutineer::read::read(&arguments.site).expect("a site that can be read");
    let today = chrono::Local::now().date_naive();
    let mut workshop = Workshop::new(Request { as_at: None, today, drafts: false });
    tell("everything, the first time", &[build(&mut workshop, site.clone())]);
    for (name, folder, from, to) in EDITS {
        let holds = |path: &&str| site.text(path).is_some_and(|text| text.contains(from));
        let paths: Vec<String> = site.under(folder).filter(holds).map(str::to_owned).collect();
        let every = (paths.len() / arguments.edits.max(1)).max(1);
        let mut took = Vec::new();
        for path in paths.iter().step_by(every).take(arguments.edits) {
            let text = site.text(path).expect("a text").replacen(from, to, 1);
            site.files.insert(path.clone(), text.into_bytes());
            took.push(build(&mut workshop, site.clone()));
        }
        tell(name, &took);
    }
}

fn build(workshop: &mut Workshop, files: SiteFiles) -> Took {
    let begun = Instant::now();
    let rebuilt = workshop.build(files);
    let difference = rebuilt.difference.expect("a site without errors");
    let listed = begun.elapsed().as_secs_f64() * 1e3;
    let pages = workshop.pages().expect("pages");
    difference.stale.par_iter().for_each(|path| drop(pages.page(path).expect("a page")));
    Took { listed, made: begun.elapsed().as_secs_f64() * 1e3, pages: difference.stale.len() }
}

fn tell(name: &str, took: &[Took]) {
    let sorted = |of: fn(&Took) -> f64| {
        let mut sorted: Vec<f64> = took.iter().map(of).collect();
        sorted.sort_by(f64::total_cmp);
        sorted
    };
    let (listed, made, pages) = (sorted(|t| t.listed), sorted(|t| t.made), sorted(|t| t.pages as f64));
    let middle = |of: &[f64]| of.get(of.len() / 2).copied().unwrap_or_default();
    println!(
        "| {name} | {} | {:.0} | {:.0} | {:.0} | {:.0} |",
        took.len(),
        middle(&listed),
        middle(&made),
        made.last().copied().unwrap_or_default(),
        middle(&pages)
    );
}
