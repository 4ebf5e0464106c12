//! What the disk alone costs: writes the files of a folder anew from memory, by a bare loop on each thread, and says how long it took.
//!
//! `cargo run --release --example floor -- --threads 2 FROM TO` prints wall seconds, CPU seconds, files and bytes.
#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "an example is no stage of the program: it reads, writes and says so"
)]

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Instant;

use clap::Parser;

/// What the command line asks for.
#[derive(Parser)]
struct Arguments {
    /// Threads that write.
    #[arg(long, default_value_t = 2, value_parser = clap::value_parser!(u16).range(1..=64))]
    threads: u16,
    /// The folder whose files are written again.
    from: PathBuf,
    /// The folder to write into; it must not exist yet.
    to: PathBuf,
}

/// CPU seconds of this process so far, user and system.
#[cfg(unix)]
fn cpu() -> f64 {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
    std::time::Duration::try_from(time).map_or(0.0, |time| time.as_secs_f64())
}

#[cfg(not(unix))]
fn cpu() -> f64 {
    0.0
}

/// All files below a folder, by the path they are written to.
fn files(from: &Path, to: &Path) -> io::Result<Vec<(PathBuf, Vec<u8>)>> {
    let mut files = Vec::new();
    for entry in walkdir::WalkDir::new(from) {
        let entry = entry?;
        if entry.file_type().is_file() {
            let path = entry.path().strip_prefix(from).map_err(io::Error::other)?;
            files.push((to.join(path), fs::read(entry.path())?));
        }
    }
    Ok(files)
}

/// Makes the folders, then writes the files, each thread its share.
fn write(files: &[(PathBuf, Vec<u8>)], threads: usize) -> io::Result<()> {
    let folders: BTreeSet<&Path> = files.iter().filter_map(|(path, _)| path.parent()).collect();
    folders.into_iter().try_for_each(fs::create_dir_all)?;
    let share = files.len().div_ceil(threads).max(1);
    std::thread::scope(|scope| {
        let write =
            |part: &[(PathBuf, Vec<u8>)]| part.iter().try_for_each(|(path, bytes)| fs::write(path, bytes));
        let threads: Vec<_> = files.chunks(share).map(|part| scope.spawn(move || write(part))).collect();
        let failed = || io::Error::other("a thread that wrote has failed");
        threads.into_iter().try_for_each(|thread| thread.join().map_err(|_| failed())?)
    })
}

fn main() -> io::Result<()> {
    let arguments = Arguments::parse();
    if arguments.to.exists() {
        return Err(io::Error::other(format!("{} exists already", arguments.to.display())));
    }
    let files = files(&arguments.from, &arguments.to)?;
    let (wall, before) = (Instant::now(), cpu());
    write(&files, usize::from(arguments.threads))?;
    let (wall, cpu) = (wall.elapsed().as_secs_f64(), cpu() - before);
    let bytes: usize = files.iter().map(|(_, bytes)| bytes.len()).sum();
    println!("{wall:.4} {cpu:.4} {} {bytes}", files.len());
    Ok(())
}
