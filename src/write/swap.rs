//! Puts a finished site in the output's place: in one step where the system can exchange two folders, else file by file
//! from a journal.

use std::io::{self, ErrorKind};
use std::path::Path;

use super::disk::{self, Disk, Entry, Kind};
use super::journal::Journal;
use super::manifest::{self, Manifest};
use super::work::Work;
use super::{WriteError, at, cut_short};

/// What is new.
pub(super) struct Change<'c> {
    pub(super) old: &'c Manifest,
    pub(super) new: &'c Manifest,
    /// Files that lie in the working folder: new or changed.
    pub(super) staged: Vec<&'c str>,
    /// Files of ours that are no more.
    pub(super) removed: Vec<&'c str>,
}

/// Publishes what was staged.
pub(super) fn publish(
    disk: &Disk,
    work: &Work<'_>,
    output: &Path,
    change: &Change<'_>,
) -> Result<(), WriteError> {
    let staged = work.new_site();
    if disk::kind(output).map_err(at(output))?.is_none() {
        disk.settle(work.folder()).map_err(at(&staged))?;
        return match disk.rename(&staged, output) {
            Ok(()) => {
                done(disk, work, output);
                Ok(())
            }
            Err(error) if is_no_way(&error) => one_by_one(disk, work, output, change),
            Err(error) => Err(at(output)(error)),
        };
    }
    match disk.can_exchange().then(|| in_one_step(disk, work, output, change)) {
        Some(Ok(true)) => {
            // What was published before now lies in the working folder.
            work.rescue(output).map_err(cut_short)?;
            done(disk, work, output);
            Ok(())
        }
        Some(Err(error)) => Err(at(&staged)(error)),
        Some(Ok(false)) | None => one_by_one(disk, work, output, change),
    }
}

/// The site is published, whole, whatever the disk says from here on: a power cut now would show the old site or the
/// new one, and a working folder that stays is removed by the next build.
fn done(disk: &Disk, work: &Work<'_>, output: &Path) {
    let _ = disk.settle_names(output.parent().unwrap_or(Path::new(".")));
    let _ = work.remove();
}

fn one_by_one(disk: &Disk, work: &Work<'_>, output: &Path, change: &Change<'_>) -> Result<(), WriteError> {
    let journal = Journal::of(output, change);
    journal.begin(disk, work, &change.new.with(change.old))?;
    journal.carry_out(disk, work, output).map_err(cut_short)?;
    let _ = work.remove();
    Ok(())
}

/// Whether the two folders were exchanged; not, where this system or this folder does not allow it.
fn in_one_step(disk: &Disk, work: &Work<'_>, output: &Path, change: &Change<'_>) -> io::Result<bool> {
    let staged = work.new_site();
    let entries = disk.list(output)?;
    if entries.iter().any(|entry| entry.kind == Kind::Special) {
        return Ok(false);
    }
    let exchanged = complete(disk, &staged, output, &entries, change)
        .and_then(|()| disk.settle(work.folder()))
        .and_then(|()| disk.exchange(&staged, output));
    match exchanged {
        Ok(()) => Ok(true),
        Err(error) if is_no_way(&error) => Ok(false),
        Err(error) => Err(error),
    }
}

/// Whether an error says that this way of publishing is not to be had here: another disk, a mount point, a file of
/// somebody else, a disk without second names. A full or failing disk is none of these.
fn is_no_way(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        ErrorKind::Unsupported
            | ErrorKind::InvalidInput
            | ErrorKind::CrossesDevices
            | ErrorKind::ResourceBusy
            | ErrorKind::PermissionDenied
            | ErrorKind::TooManyLinks
    )
}

/// Gives every file that stays a second name in the staged folder: unchanged pages, and files that are not ours.
fn complete(
    disk: &Disk,
    staged: &Path,
    output: &Path,
    entries: &[Entry],
    change: &Change<'_>,
) -> io::Result<()> {
    for entry in entries {
        let (from, to) = (output.join(&entry.path), staged.join(&entry.path));
        let name = manifest::name_of(&entry.path);
        if entry.kind == Kind::Folder {
            // A folder that held only pages of ours is made again only if it holds one.
            if !change.old.holds_folder(&name) {
                disk.make_folder(&to)?;
            }
            continue;
        }
        let gone = change.old.holds(&name) && !change.new.holds(&name);
        if gone || name == manifest::NAME || disk::kind(&to)?.is_some() {
            continue;
        }
        if let Some(folder) = to.parent() {
            disk.make_folder(folder)?;
        }
        match entry.kind {
            Kind::Link => disk.link_again(&from, &to)?,
            _ => disk.hard_link(&from, &to)?,
        }
    }
    // Rights come last, the innermost first: they may forbid to write.
    let folders = entries.iter().filter(|entry| entry.kind == Kind::Folder).map(|entry| entry.path.as_path());
    for folder in folders.rev().chain([Path::new("")]) {
        let (from, to) = (output.join(folder), staged.join(folder));
        if disk::kind(&to)? == Some(Kind::Folder) {
            disk.same_rights(&from, &to)?;
        }
    }
    Ok(())
}
