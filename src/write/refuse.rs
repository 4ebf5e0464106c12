//! What is never written to: folders with somebody else's files, the site itself and what it lies in, and whatever a
//! link inside the output leads to.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::disk::{self, Kind};
use super::manifest::{self, Manifest};
use super::{Folders, WriteError, at, journal};

/// The output without links and dots, or why it is refused.
pub(super) fn resolved(folders: Folders<'_>) -> Result<PathBuf, WriteError> {
    let refused = |why: &str| {
        let help = "name a folder of its own with --output, or leave --output out";
        let shown = folders.output.display();
        Err(WriteError::Refused(format!("{shown} is not written to: {why}; {help}")))
    };
    // A final `/` would have the system look behind a link.
    let output: PathBuf = folders.output.components().collect();
    let (Some(path), Some(site)) = (resolve(&output), resolve(folders.site)) else {
        return refused("it cannot be reached");
    };
    if path.parent().is_none() {
        return refused("it is the top of the disk");
    }
    if site.starts_with(&path) {
        return refused("it is the site's own folder, or one that holds it");
    }
    for part in ["content", "themes", "site.toml"] {
        if path.starts_with(site.join(part)) {
            return refused("it lies among the site's own files");
        }
    }
    if folders.home.and_then(resolve).is_some_and(|home| home.starts_with(&path)) {
        return refused("it is your home folder, or one that holds it");
    }
    if resolve(Path::new(".")).is_some_and(|here| here.starts_with(&path)) {
        return refused("it is the folder you are in, or one that holds it (go to the site's folder first)");
    }
    if let Some(around) = path.ancestors().skip(1).find(|f| disk::is_file(&f.join(manifest::NAME))) {
        return refused(&format!("it lies inside {}, which holds another site", around.display()));
    }
    let nearest = path.ancestors().skip(1).find_map(|folder| fs::metadata(folder).ok());
    if nearest.is_some_and(|found| !found.is_dir()) {
        return refused("it lies inside a file");
    }
    match disk::kind(&output).map_err(at(&output))? {
        None => return Ok(path),
        Some(Kind::Folder) => {}
        Some(Kind::Link) => return refused("it is a link"),
        Some(Kind::File | Kind::Special) => return refused("it is a file"),
    }
    // A first build to another disk that was cut short may have left the beginning of its manifest there.
    let mut names = fs::read_dir(&path).map_err(at(&path))?.map(|entry| entry.map(|e| e.file_name()));
    let empty = names.all(|name| name.is_ok_and(|name| name == journal::MOVING));
    if !empty && !disk::is_file(&path.join(manifest::NAME)) {
        return refused("it holds files that scrutineer did not write");
    }
    Ok(path)
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

/// Refuses paths that lead out of the output through a link, or through a file that is not ours.
pub(super) fn folders_of<'p>(
    output: &Path,
    paths: impl Iterator<Item = &'p str>,
    old: &Manifest,
) -> Result<(), WriteError> {
    let folders: BTreeSet<&str> =
        paths.flat_map(|path| path.match_indices('/').map(|(end, _)| &path[..end])).collect();
    for folder in folders {
        let place = output.join(folder);
        let why = match disk::kind(&place).map_err(at(&place))? {
            Some(Kind::Link) => "it is a link, and scrutineer writes through no link",
            Some(Kind::File | Kind::Special) if !old.holds(folder) => {
                "scrutineer did not write it, and a folder of this name is to stand there"
            }
            _ => continue,
        };
        return Err(in_the_way(&place, why));
    }
    Ok(())
}

/// Something stands where a file of ours is to stand.
pub(super) fn in_the_way(place: &Path, why: &str) -> WriteError {
    WriteError::Refused(format!("{} is not overwritten: {why}; move it away", place.display()))
}
