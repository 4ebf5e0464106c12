//! Writes an invented council's site of any size, to measure and prove with: the same numbers give the same bytes.
//!
//! `cargo run --release --example corpus -- --actions 200 --seed 1 DIR`
//!
//! One plan for 50 actions, each with two to five dated updates; a paper of some 1,350 words for 10 actions; a meeting for 25. Each plan
//! comes before six meetings where there are boards enough (from 400 actions). Everything else that a site may hold occurs too, and `scrutineer check --strict` finds no fault.
#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "an example is no stage of the program: it writes its files and says so"
)]

mod action;
mod meeting;
mod paper;
mod people;
mod plan;
mod random;
mod site;
mod whole;
mod words;
mod world;

use std::path::{Path, PathBuf};

use clap::Parser;

use world::World;

/// What the command line asks for.
#[derive(Parser)]
struct Arguments {
    /// How many actions the plans have together.
    #[arg(long, default_value_t = 200, value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    actions: u32,
    /// Chooses among sites of that size.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// The folder to write into; it must not exist yet.
    folder: PathBuf,
}

/// A file below the site's folder, and its text.
type File = (String, String);

fn write(folder: &Path, (name, text): &File) -> std::io::Result<()> {
    let path = folder.join(name);
    path.parent().map_or(Ok(()), std::fs::create_dir_all)?;
    std::fs::write(path, text)
}

fn main() -> std::io::Result<()> {
    let arguments = Arguments::parse();
    if arguments.folder.exists() {
        return Err(std::io::Error::other(format!("{} exists already", arguments.folder.display())));
    }
    let world = World::new(arguments.actions, arguments.seed);
    let (mut files, mut bytes) = (0, 0);
    whole::each(&world, |file| {
        (files, bytes) = (files + 1, bytes + file.1.len());
        write(&arguments.folder, &file)
    })?;
    println!("{files} files, {} KiB, in {}", bytes / 1024, arguments.folder.display());
    Ok(())
}
