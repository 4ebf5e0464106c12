//! Folders that are never written to: those with somebody else's files, the site itself and what it lies in.

use std::fs;
use std::path::{Path, PathBuf};

use super::{WriteError, manifest};

/// Refuses an output folder that is not ours to write to.
pub(super) fn check(site: &Path, output: &Path) -> Result<(), WriteError> {
    let refused = |why: &str| {
        let help = "name a folder of its own with --output, or leave --output out";
        Err(WriteError::Refused(format!("{} is not written to: {why}; {help}", output.display())))
    };
    let (Some(output_path), Some(site_path)) = (resolve(output), resolve(site)) else {
        return refused("it cannot be reached");
    };
    if site_path.starts_with(&output_path) {
        return refused("it is the site's own folder, or one that holds it");
    }
    for part in ["content", "themes"] {
        if output_path.starts_with(site_path.join(part)) {
            return refused("it lies among the site's own files");
        }
    }
    if output_path.parent().is_none() {
        return refused("it is the top of the disk");
    }
    match fs::symlink_metadata(output) {
        Err(_) => return Ok(()),
        Ok(kind) if kind.file_type().is_symlink() => return refused("it is a link"),
        Ok(kind) if !kind.is_dir() => return refused("it is a file"),
        Ok(_) => {}
    }
    let mut entries = fs::read_dir(output).map_err(|e| WriteError::Disk(output.to_owned(), e))?;
    let empty = entries.next().is_none();
    if !empty && !output.join(manifest::NAME).is_file() {
        return refused("it holds files that scrutineer did not write");
    }
    Ok(())
}

/// A path without links and dots; a folder that is not there yet is resolved through the one it lies in.
fn resolve(path: &Path) -> Option<PathBuf> {
    if let Ok(found) = fs::canonicalize(path) {
        return Some(found);
    }
    let parent = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let name = path.file_name()?;
    resolve(parent).map(|parent| parent.join(name))
}
