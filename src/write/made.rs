//! Whether what is published is what a build would write: made from the same files by the same program, and not touched
//! since. Such a build has nothing to render.

use std::collections::BTreeMap;
use std::hash::Hasher;
use std::io::{BufRead, BufReader};

use rayon::prelude::*;
use twox_hash::XxHash3_64;

use super::{Output, WriteError, disk, manifest, seal};
use crate::files::SiteFiles;

/// So much of a file is read at a time.
const ROOM: usize = 64 << 10;

/// What tells one file's bytes from others: two that differ have the same one only by a chance of one in many billions. It is
/// to see that nobody touched a file, not to withstand somebody who means to deceive.
pub(super) type Print = u64;

/// The print of a file that is in memory.
pub(super) fn print(bytes: &[u8]) -> Print {
    XxHash3_64::oneshot(bytes)
}

/// The print of a file that comes piece by piece.
#[derive(Default)]
pub(super) struct Printing(XxHash3_64);

impl Printing {
    /// Adds a piece.
    pub(super) fn add(&mut self, bytes: &[u8]) {
        self.0.write(bytes);
    }

    /// The print of all that came.
    pub(super) fn end(&self) -> Print {
        self.0.finish()
    }
}

/// Files by path, each with its print.
pub(super) type Prints = BTreeMap<String, Print>;

/// The digest of a site's files, and of what else its pages follow from.
pub fn digest(files: &SiteFiles, others: &[&str]) -> String {
    // Each by itself first, side by side: all of a large site's bytes one after the other take their time.
    let each: Vec<(&String, String)> =
        files.files.par_iter().map(|(path, bytes)| (path, seal::of_pieces([bytes.as_slice()]))).collect();
    let left_out = files.left_out.iter().flat_map(|(path, why)| [path.as_bytes(), why.as_bytes()]);
    let too_large = files.too_large.iter().map(|(path, _)| path.as_bytes());
    let read = each.iter().flat_map(|(path, digest)| [path.as_bytes(), digest.as_bytes()]);
    let others = others.iter().map(|other| other.as_bytes());
    seal::of_pieces(others.chain(read).chain(left_out).chain(too_large))
}

/// The digest of what files hold.
pub(super) fn digest_of(prints: &Prints) -> String {
    let line = |(path, print): (&String, &Print)| format!("{print:016x} {path}");
    let lines: Vec<String> = prints.iter().map(line).collect();
    seal::of_pieces(lines.iter().map(String::as_bytes))
}

/// How many files are published, where they are those that a build from this would write: the list of them says that they
/// were made from it, and they hold what they held. Each is read: when it was written is not to be relied on, since an
/// older copy may have been put in its place.
///
/// # Errors
/// A list that cannot be read.
pub fn published(output: &Output<'_>, from: &str) -> Result<Option<usize>, WriteError> {
    let list = manifest::read(&output.disk, &output.path)?;
    let is_of_other_kind = list.is_of_other_kind(output.folders.preview);
    let Some(made) = list.made.as_ref().filter(|made| made.from == from && !is_of_other_kind) else {
        return Ok(None);
    };
    let prints = list.files.par_iter().map(|path| Some((path.clone(), print_of(output, path)?)));
    let prints: Option<Prints> = prints.collect();
    Ok(prints.filter(|prints| digest_of(prints) == made.holding).map(|prints| prints.len()))
}

/// The print of a published file; nothing where it is no plain file, or cannot be read: it is then looked at again.
fn print_of(output: &Output<'_>, path: &str) -> Option<Print> {
    let place = output.path.join(path);
    if !disk::is_file(&place) {
        return None;
    }
    let mut file = BufReader::with_capacity(ROOM, output.disk.open(&place).ok()?);
    let mut print = Printing::default();
    loop {
        let bytes = file.fill_buf().ok()?;
        if bytes.is_empty() {
            return Some(print.end());
        }
        print.add(bytes);
        let read = bytes.len();
        file.consume(read);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_print_of_a_file_does_not_depend_on_how_it_comes() {
        let bytes: Vec<u8> = (0..3_000_u32).map(|n| (n * n % 251) as u8).collect();
        for size in [1, 7, 64, 240, 241, 1_000] {
            let mut printing = Printing::default();
            bytes.chunks(size).for_each(|piece| printing.add(piece));
            assert_eq!(printing.end(), print(&bytes), "in pieces of {size}");
        }
        assert_ne!(print(&bytes), print(&bytes[1..]));
    }
}
