//! Reads a site folder into `SiteFiles`: the only place that reads the site. Only `site.toml`, `content/` and
//! `themes/` are looked at; links are not followed, and hidden files and editors' leavings stay out. Nothing that may
//! wait for ever (a pipe, a device) is opened, and no file is read beyond a stated size.

#![allow(clippy::disallowed_methods, reason = "this is the one reader of the site")]

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use crate::files::{Bytes, SiteFiles};

/// The most bytes of a file that is read as text: YAML, TOML, markdown, templates and the theme's other files.
pub const LARGEST_TEXT: u64 = 10_000_000;

/// So many bytes of one YAML file are read: two megabytes are some 40,000 of the shortest records, and each costs many times its
/// bytes in memory.
pub const LARGEST_YAML: u64 = 2_000_000;
/// The most bytes of an attachment under `content/files/`.
pub const LARGEST_ATTACHMENT: u64 = 100_000_000;

/// Why a site could not be read.
#[derive(Debug)]
pub enum ReadError {
    /// The folder has no `site.toml`; what stands there instead, as words to go on with.
    NoSite(&'static str),
    /// Files and folders that the system would not give: all of them, each with what it said.
    Unreadable(Vec<(PathBuf, io::Error)>),
}

/// A site as far as it was read.
struct Reading<'s> {
    site: &'s Path,
    files: SiteFiles,
    unreadable: Vec<(PathBuf, io::Error)>,
}

/// Reads a site folder.
///
/// # Errors
/// No `site.toml`, or files that the system would not give: all of them.
pub fn read(site: &Path) -> Result<SiteFiles, ReadError> {
    let mut reading = Reading { site, files: SiteFiles::default(), unreadable: Vec::new() };
    let toml = site.join("site.toml");
    match fs::symlink_metadata(&toml).map(|found| found.file_type()) {
        Ok(kind) if kind.is_file() => reading.read(vec![("site.toml".to_owned(), toml)]),
        Ok(kind) if kind.is_dir() => return Err(ReadError::NoSite(": it is a folder, not a file")),
        Ok(kind) if kind.is_symlink() => {
            return Err(ReadError::NoSite(
                ": it is a link, and links are not followed; put the file itself there",
            ));
        }
        Ok(_) => return Err(ReadError::NoSite(": what has this name is not a regular file")),
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {
            reading.unreadable.push((toml, error))
        }
        Err(_) => return Err(ReadError::NoSite("")),
    }
    for top in ["content", "themes"] {
        let folder = site.join(top);
        match fs::symlink_metadata(&folder).map(|found| found.file_type()) {
            Ok(kind) if kind.is_dir() => reading.folder(&folder),
            Ok(kind) => {
                let why = if kind.is_symlink() { LINK } else { "it is not a folder" };
                reading.files.left_out.push((top.to_owned(), why));
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => reading.unreadable.push((folder, error)),
        }
    }
    if reading.unreadable.is_empty() {
        Ok(reading.files)
    } else {
        // Folders are known at once, files only when all were walked through.
        reading.unreadable.sort_by(|(a, _), (b, _)| a.cmp(b));
        Err(ReadError::Unreadable(reading.unreadable))
    }
}

/// A file that is there in place of `site.toml`: one that an editor gave another ending, or with capitals in its name.
pub fn misnamed(site: &Path) -> Option<String> {
    let files = fs::read_dir(site).ok()?.flatten().filter(|e| e.file_type().is_ok_and(|kind| kind.is_file()));
    let names = files.map(|entry| entry.file_name().to_string_lossy().into_owned());
    let mut found: Vec<String> = names
        .filter(|name| {
            ["site.toml", "site.toml.txt", "site.txt", "site"].contains(&name.to_lowercase().as_str())
        })
        .collect();
    found.sort_by_key(|name| !name.to_lowercase().starts_with("site.toml"));
    found.into_iter().next()
}

impl Reading<'_> {
    fn folder(&mut self, folder: &Path) {
        let mut found = Vec::new();
        let mut walk = WalkDir::new(folder).sort_by_file_name().into_iter();
        while let Some(entry) = walk.next() {
            let entry = match entry {
                Ok(entry) => entry,
                Err(fault) => {
                    let path = fault.path().unwrap_or(folder).to_owned();
                    self.unreadable.push((path, fault.into()));
                    continue;
                }
            };
            let shown = relative(self.site, entry.path());
            if let Some(reason) = reason_to_leave_out(&entry, &shown) {
                self.files.left_out.push((shown, reason));
                if entry.file_type().is_dir() {
                    walk.skip_current_dir();
                }
            } else if entry.file_type().is_file() {
                found.push((shown, entry.into_path()));
            }
        }
        self.read(found);
    }

    /// Reads files, by name and path, side by side.
    fn read(&mut self, found: Vec<(String, PathBuf)>) {
        let read: Vec<_> = found.par_iter().map(|(name, path)| file(name, path)).collect();
        for ((name, path), read) in found.into_iter().zip(read) {
            match read {
                Ok(Some(bytes)) => _ = self.files.files.insert(name, bytes),
                Ok(None) => {
                    let most = largest(&name);
                    self.files.too_large.push((name, most));
                }
                Err(error) => self.unreadable.push((path, error)),
            }
        }
    }
}

/// How many bytes a file of its kind may have.
fn largest(name: &str) -> u64 {
    if name.starts_with("content/files/") {
        LARGEST_ATTACHMENT
    } else if name.ends_with(".yaml") {
        LARGEST_YAML
    } else {
        LARGEST_TEXT
    }
}

/// Reads a file, unless it is larger than a file of its kind may be.
fn file(name: &str, path: &Path) -> io::Result<Option<Bytes>> {
    let mut read = bytes(path, largest(name))?;
    if !name.starts_with("content/files/") {
        read.iter_mut().for_each(|bytes| line_ends(bytes));
    }
    Ok(read)
}

/// Some editors end lines with a carriage return alone; nobody else counts lines by it.
fn line_ends(bytes: &mut [u8]) {
    if bytes.contains(&b'\r') && !bytes.contains(&b'\n') {
        bytes.iter_mut().filter(|byte| **byte == b'\r').for_each(|byte| *byte = b'\n');
    }
}

/// A file's bytes; none where there are more than `most`, also where they came while it was read.
fn bytes(path: &Path, most: u64) -> io::Result<Option<Bytes>> {
    let file = File::open(path)?;
    let size = file.metadata()?.len();
    if size > most {
        return Ok(None);
    }
    let mut bytes = Bytes::with_capacity(usize::try_from(size).unwrap_or(0));
    file.take(most + 1).read_to_end(&mut bytes)?;
    Ok(Some(bytes).filter(|bytes| bytes.len() as u64 <= most))
}

/// A path as it is shown and used: with `/`, and with `\xE9` for a byte that is no letter.
fn relative(site: &Path, path: &Path) -> String {
    let path = path.strip_prefix(site).unwrap_or(path);
    let steps: Vec<String> =
        path.components().map(|part| shown(part.as_os_str().as_encoded_bytes())).collect();
    steps.join("/")
}

fn shown(name: &[u8]) -> String {
    let mut text = String::new();
    for chunk in name.utf8_chunks() {
        text.push_str(chunk.valid());
        chunk.invalid().iter().for_each(|byte| text.push_str(&format!("\\x{byte:02X}")));
    }
    text
}

const LINK: &str = "it is a link, and links are not followed";

/// Why a file or folder is not part of the site.
fn reason_to_leave_out(entry: &DirEntry, shown: &str) -> Option<&'static str> {
    let Some(name) = entry.file_name().to_str() else { return Some("its name is not UTF-8") };
    let lower = name.to_ascii_lowercase();
    let litter = ["~", ".bak", ".orig", ".swp", ".swo", ".tmp", ".lock", "#"];
    if entry.file_type().is_symlink() {
        Some(LINK)
    } else if !entry.file_type().is_file() && !entry.file_type().is_dir() {
        Some("it is not a regular file")
    } else if shown.starts_with("content/files/") && name.chars().any(char::is_control) {
        // Elsewhere a name gives an id, and rules about ids tell of it.
        Some("its name holds a line break or another control sign")
    } else if name.starts_with('.') {
        Some("its name begins with a full stop")
    } else if litter.iter().any(|end| lower.ends_with(end))
        || lower.starts_with("~$")
        || lower.starts_with('#')
    {
        Some("an editor or office program left it behind")
    } else if lower == "thumbs.db" || lower == "desktop.ini" {
        Some("the system left it behind")
    } else if is_empty_with_the_name_of_a_file(entry, &lower) {
        Some("it is an empty folder with the name of a file")
    } else {
        None
    }
}

/// A folder `report.md` is most likely a slip. With files in it each of them is told of as a fault; without, this is.
fn is_empty_with_the_name_of_a_file(entry: &DirEntry, name: &str) -> bool {
    entry.file_type().is_dir()
        && [".md", ".yaml", ".yml", ".toml"].iter().any(|end| name.ends_with(end))
        && fs::read_dir(entry.path()).is_ok_and(|mut inside| inside.next().is_none())
}
