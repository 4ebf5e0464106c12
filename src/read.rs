//! Reads a site folder into `SiteFiles`: the only place that reads the site. Only `site.toml`, `content/` and
//! `themes/` are looked at; links are not followed, and hidden files and editors' leavings stay out.

#![allow(clippy::disallowed_methods, reason = "this is the one reader of the site")]

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use crate::files::SiteFiles;

/// Why a site could not be read.
#[derive(Debug)]
pub struct ReadError {
    /// The file or folder.
    pub path: PathBuf,
    /// What the system said.
    pub error: io::Error,
}

/// Reads a site folder.
///
/// # Errors
/// The first file that the system would not give.
pub fn read(site: &Path) -> Result<SiteFiles, ReadError> {
    let mut files = SiteFiles::default();
    let toml = site.join("site.toml");
    let bytes = fs::read(&toml).map_err(|error| ReadError { path: toml, error })?;
    files.files.insert("site.toml".to_owned(), bytes);
    for top in ["content", "themes"] {
        let folder = site.join(top);
        if folder.is_symlink() {
            files.left_out.push((top.to_owned(), "it is a link, and links are not followed"));
        } else if folder.is_dir() {
            read_folder(site, &folder, &mut files)?;
        }
    }
    Ok(files)
}

fn read_folder(site: &Path, folder: &Path, files: &mut SiteFiles) -> Result<(), ReadError> {
    let mut walk = WalkDir::new(folder).sort_by_file_name().into_iter();
    while let Some(entry) = walk.next() {
        let entry = entry.map_err(|e| {
            let path = e.path().unwrap_or(folder).to_owned();
            ReadError { path, error: e.into() }
        })?;
        let relative = relative(site, entry.path());
        match reason_to_leave_out(&entry) {
            Some(reason) => {
                files.left_out.push((relative, reason));
                if entry.file_type().is_dir() {
                    walk.skip_current_dir();
                }
            }
            None if entry.file_type().is_file() => {
                let bytes = fs::read(entry.path())
                    .map_err(|error| ReadError { path: entry.path().to_owned(), error })?;
                files.files.insert(relative, bytes);
            }
            None => {}
        }
    }
    Ok(())
}

fn relative(site: &Path, path: &Path) -> String {
    let path = path.strip_prefix(site).unwrap_or(path);
    let steps: Vec<_> = path.components().map(|c| c.as_os_str().to_string_lossy()).collect();
    steps.join("/")
}

/// Why a file or folder is not part of the site.
fn reason_to_leave_out(entry: &DirEntry) -> Option<&'static str> {
    let Some(name) = entry.file_name().to_str() else { return Some("its name is not UTF-8") };
    let lower = name.to_ascii_lowercase();
    let litter = ["~", ".bak", ".orig", ".swp", ".swo", ".tmp", ".lock", "#"];
    if entry.file_type().is_symlink() {
        Some("it is a link, and links are not followed")
    } else if !entry.file_type().is_file() && !entry.file_type().is_dir() {
        Some("it is not a regular file")
    } else if name.starts_with('.') {
        Some("its name begins with a full stop")
    } else if litter.iter().any(|end| lower.ends_with(end))
        || lower.starts_with("~$")
        || lower.starts_with('#')
    {
        Some("an editor or office program left it behind")
    } else if lower == "thumbs.db" || lower == "desktop.ini" {
        Some("the system left it behind")
    } else {
        None
    }
}
