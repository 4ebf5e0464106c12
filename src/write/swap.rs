//! Puts a finished folder in the output's place: in one step where the system can exchange two folders, else file by
//! file, new ones first, so that no reader meets a page that is not there.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::manifest::{self, Manifest};
use super::{WriteError, put, remove_folder};

/// Publishes what was staged.
pub(super) fn publish(
    output: &Path,
    staged: &Path,
    old: &Manifest,
    new: &Manifest,
) -> Result<(), WriteError> {
    if fs::symlink_metadata(output).is_err() {
        if let Some(parent) = output.parent().filter(|p| !p.as_os_str().is_empty()) {
            fs::create_dir_all(parent).map_err(|e| WriteError::Disk(parent.to_owned(), e))?;
        }
        return fs::rename(staged, output).map_err(|e| WriteError::Disk(output.to_owned(), e));
    }
    // The folder keeps the access rights it was given.
    if let Ok(found) = fs::metadata(output) {
        let _ = fs::set_permissions(staged, found.permissions());
    }
    if complete(output, staged, old, new).is_ok() && exchange(staged, output).is_ok() {
        // What was published before now lies in the staging folder.
        return remove_folder(staged);
    }
    one_by_one(output, staged, old, new)
}

/// Links every file that stays into the staged folder: unchanged pages, and files that are not ours.
fn complete(output: &Path, staged: &Path, old: &Manifest, new: &Manifest) -> io::Result<()> {
    for entry in WalkDir::new(output).min_depth(1) {
        let entry = entry.map_err(io::Error::from)?;
        let relative = relative(output, entry.path());
        let target = staged.join(entry.path().strip_prefix(output).unwrap_or(entry.path()));
        if entry.file_type().is_dir() {
            // A folder that held only pages of ours that are no more is not made again.
            let prefix = format!("{relative}/");
            let ours = old.files.range(prefix.clone()..).next().is_some_and(|p| p.starts_with(&prefix));
            if !ours {
                fs::create_dir_all(&target)?;
            }
            continue;
        }
        let gone = old.holds(&relative) && !new.holds(&relative);
        if !gone && relative != manifest::NAME && fs::symlink_metadata(&target).is_err() {
            if let Some(parent) = target.parent() {
                fs::create_dir_all(parent)?;
            }
            fs::hard_link(entry.path(), &target)?;
        }
    }
    Ok(())
}

#[cfg(any(target_os = "linux", target_os = "macos"))]
fn exchange(a: &Path, b: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE).map_err(io::Error::from)
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::Error::from(io::ErrorKind::Unsupported))
}

/// New files, then changed pages, then removals. The manifest holds old and new files until the end, so that a build
/// that dies half way leaves no orphan.
fn one_by_one(output: &Path, staged: &Path, old: &Manifest, new: &Manifest) -> Result<(), WriteError> {
    let both = new.with(old);
    put(&output.join(manifest::NAME), both.text().as_bytes())?;
    let (mut changed, mut fresh): (Vec<&str>, Vec<&str>) = (Vec::new(), Vec::new());
    for path in new.files.iter().filter(|p| staged.join(p).is_file()) {
        if output.join(path).is_file() { changed.push(path) } else { fresh.push(path) }
    }
    for path in fresh.into_iter().chain(changed) {
        replace(&staged.join(path), &output.join(path))?;
    }
    for path in old.missing_from(new) {
        let gone = output.join(path);
        match fs::remove_file(&gone) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(WriteError::Disk(gone, error));
            }
            _ => remove_empty_folders(output, &gone),
        }
    }
    replace(&staged.join(manifest::NAME), &output.join(manifest::NAME))?;
    remove_folder(staged)
}

fn replace(from: &Path, to: &Path) -> Result<(), WriteError> {
    let fault = |error| WriteError::Disk(to.to_owned(), error);
    if let Some(parent) = to.parent() {
        fs::create_dir_all(parent).map_err(fault)?;
    }
    match fs::rename(from, to) {
        // The output lies on another disk: copy to it first, then rename there, so that no reader meets half a page.
        Err(error) if error.kind() == io::ErrorKind::CrossesDevices => {
            let near = to.with_extension("scrutineer-new");
            fs::copy(from, &near).and_then(|_| fs::rename(&near, to)).map_err(fault)
        }
        result => result.map_err(fault),
    }
}

/// Removes folders that became empty, up to the output itself.
fn remove_empty_folders(output: &Path, removed: &Path) {
    let mut folder: Option<PathBuf> = removed.parent().map(Path::to_owned);
    while let Some(current) = folder.filter(|f| f != output) {
        if fs::remove_dir(&current).is_err() {
            return;
        }
        folder = current.parent().map(Path::to_owned);
    }
}

fn relative(top: &Path, path: &Path) -> String {
    let path = path.strip_prefix(top).unwrap_or(path);
    path.components().map(|c| c.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}
