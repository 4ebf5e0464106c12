#![allow(
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "this is how a build script speaks to cargo"
)]
//! The default theme is built into the program: it is built again when a file of the theme changes. The program also knows
//! which one it is, by its own sources: a site that another one made is made anew.

use std::fs;
use std::io;
use std::path::Path;

fn main() -> io::Result<()> {
    let mut hash = 0xcbf2_9ce4_8422_2325;
    for part in ["src", "themes/default", "Cargo.lock"] {
        println!("cargo:rerun-if-changed={part}");
        add(Path::new(part), &mut hash)?;
    }
    println!("cargo:rustc-env=SCRUTINEER_SOURCES={hash:016x}");
    Ok(())
}

/// Adds a file, or all files of a folder, to a hash (FNV-1a).
fn add(path: &Path, hash: &mut u64) -> io::Result<()> {
    if path.is_dir() {
        let mut entries = fs::read_dir(path)?.map(|e| e.map(|e| e.path())).collect::<io::Result<Vec<_>>>()?;
        entries.sort();
        return entries.iter().try_for_each(|entry| add(entry, hash));
    }
    // A package may come without its lock file.
    let bytes = fs::read(path).unwrap_or_default();
    for byte in path.as_os_str().as_encoded_bytes().iter().chain(&bytes) {
        *hash = (*hash ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3);
    }
    Ok(())
}
