//! The way to publish where folders cannot be exchanged: what is to be moved and removed is written down first, then
//! done file by file. A build that is cut short in between is completed by the next one, from the journal.

use std::collections::BTreeSet;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::disk::{self, Disk};
use super::manifest::{self, Manifest};
use super::swap::Change;
use super::work::Work;
use super::{WriteError, at, refuse, seal};

/// The journal's name in the working folder.
pub(super) const NAME: &str = "journal";
/// The manifest of old and new files together, which holds while the journal is carried out.
pub(super) const BOTH: &str = "manifest-of-both";
/// A file on its way from another disk, beside the place it is for.
pub(super) const MOVING: &str = ".scrutineer-moving";

const HEAD: &str = "scrutineer publishes these files one by one";

/// One step; carried out twice it does what it does once.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Move {
    In(String),
    Out(String),
}

/// What is to be done, in this order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Journal {
    moves: Vec<Move>,
}

impl Journal {
    /// New files, then changed ones, then removals: no page ever links to one that is not there. An old file in the
    /// place of a folder, or a folder in the place of a file, has to go first.
    pub(super) fn of(output: &Path, change: &Change<'_>) -> Self {
        let staged: BTreeSet<&str> = change.staged.iter().copied().collect();
        let in_the_way = |old: &str| {
            let folder = format!("{old}/");
            let below = staged.range(folder.as_str()..).next().is_some_and(|p| p.starts_with(&folder));
            below || old.match_indices('/').any(|(end, _)| staged.contains(&old[..end]))
        };
        let (first, last): (Vec<&str>, Vec<&str>) = change.removed.iter().partition(|old| in_the_way(old));
        let (changed, new): (Vec<&str>, Vec<&str>) =
            change.staged.iter().partition(|path| disk::is_file(&output.join(path)));
        // Style and pictures come before the new pages that show them.
        let (pages, parts): (Vec<&str>, Vec<&str>) = new.into_iter().partition(|p| p.ends_with(".html"));
        let out = |paths: Vec<&str>| paths.into_iter().map(|p| Move::Out(p.to_owned())).collect::<Vec<_>>();
        let moved = [parts, pages, changed].concat().into_iter().map(|p| Move::In(p.to_owned())).collect();
        Journal { moves: [out(first), moved, out(last)].concat() }
    }

    fn text(&self) -> String {
        let line = |step: &Move| match step {
            Move::In(path) => format!("in {path}\n"),
            Move::Out(path) => format!("out {path}\n"),
        };
        let lines: String = self.moves.iter().map(line).collect();
        seal::seal(&format!("{HEAD}\n{lines}"))
    }

    /// The journal as written; none where it is not whole, since then nothing of it was carried out.
    pub(super) fn read(disk: &Disk, path: &Path) -> Result<Option<Journal>, WriteError> {
        let bytes = disk.read(path).map_err(at(path))?;
        Ok(std::str::from_utf8(&bytes).ok().and_then(Journal::parse))
    }

    fn parse(text: &str) -> Option<Journal> {
        let lines = seal::open(text)?;
        let (head, moves) = lines.split_first()?;
        let step = |line: &&str| {
            let (word, path) = line.split_once(' ')?;
            let path = Some(path).filter(|p| manifest::is_inside(p))?.to_owned();
            match word {
                "in" => Some(Move::In(path)),
                "out" => Some(Move::Out(path)),
                _ => None,
            }
        };
        let moves = moves.iter().map(step).collect::<Option<Vec<_>>>()?;
        (*head == HEAD).then_some(Journal { moves })
    }

    /// Writes the journal down for good; nothing is published yet.
    pub(super) fn begin(&self, disk: &Disk, work: &Work<'_>, both: &Manifest) -> Result<(), WriteError> {
        let (path, both_path) = (work.own(NAME), work.own(BOTH));
        disk.write(&both_path, both.text().as_bytes()).map_err(at(&both_path))?;
        // What the journal speaks of must outlast a power cut before the journal does.
        let folder = work.folder();
        disk.settle(folder).map_err(at(folder))?;
        disk.write(&path, self.text().as_bytes()).map_err(at(&path))?;
        disk.settle(folder).map_err(at(folder))
    }

    /// Carries the journal out, from wherever an earlier build stopped.
    pub(super) fn carry_out(&self, disk: &Disk, work: &Work<'_>, output: &Path) -> Result<(), WriteError> {
        let (staged, list) = (work.new_site(), work.new_site().join(manifest::NAME));
        if !disk::is_file(&list) {
            // The list comes last: all of this was done, and what stands in the output now is nobody else's business.
            return Ok(());
        }
        // A file in the place of a folder may be an old one that goes, or a new one that has come already.
        let ours = self.paths();
        refuse::folders_of(output, ours.files.iter().map(String::as_str), &ours)?;
        disk.make_folder(output).map_err(at(output))?;
        put(disk, &work.own(BOTH), &output.join(manifest::NAME))?;
        for step in &self.moves {
            match step {
                Move::In(path) => put(disk, &staged.join(path), &output.join(path))?,
                Move::Out(path) => take_out(disk, output, &output.join(path))?,
            }
        }
        disk.settle(output).map_err(at(output))?;
        put(disk, &list, &output.join(manifest::NAME))?;
        disk.settle_names(output).map_err(at(output))
    }

    /// All files that come or go.
    fn paths(&self) -> Manifest {
        let mut paths = Manifest::default();
        for Move::In(path) | Move::Out(path) in &self.moves {
            paths.files.insert(path.clone());
        }
        paths
    }
}

/// Moves a file to its place, over what stands there; one that was moved before is left alone.
fn put(disk: &Disk, from: &Path, to: &Path) -> Result<(), WriteError> {
    if !disk::is_file(from) {
        return Ok(());
    }
    let folder = to.parent().unwrap_or(Path::new("."));
    disk.make_folder(folder).map_err(at(folder))?;
    match rename(disk, from, to) {
        // The output lies on another disk: copy to it first, then rename there, so that no reader meets half a page.
        Err(error) if error.kind() == ErrorKind::CrossesDevices => {
            let near = folder.join(MOVING);
            disk.remove_file(&near).map_err(at(&near))?;
            let done = disk.copy(from, &near).and_then(|()| rename(disk, &near, to));
            if done.is_err() {
                let _ = disk.remove_file(&near);
            }
            done.map_err(at(to))?;
            disk.remove_file(from).map_err(at(from))
        }
        result => result.map_err(at(to)),
    }
}

/// Windows refuses for a moment what a virus scanner or a preview pane has open.
fn rename(disk: &Disk, from: &Path, to: &Path) -> std::io::Result<()> {
    let tries = if cfg!(windows) { 20 } else { 0 };
    for _ in 0..tries {
        match disk.rename(from, to) {
            Err(error) if error.kind() == ErrorKind::PermissionDenied => {
                std::thread::sleep(std::time::Duration::from_millis(50));
            }
            result => return result,
        }
    }
    disk.rename(from, to)
}

/// Removes a file of ours, and the folders that it leaves empty, also where a power cut came between the two.
fn take_out(disk: &Disk, output: &Path, path: &Path) -> Result<(), WriteError> {
    if disk::is_file(path) {
        disk.remove_file(path).map_err(at(path))?;
    }
    let mut folder: Option<PathBuf> = path.parent().map(Path::to_owned);
    while let Some(current) = folder.filter(|f| f != output) {
        // One that is not empty stays; one that is empty and will not go does no harm.
        if disk.remove_folder(&current).is_err() {
            break;
        }
        folder = current.parent().map(Path::to_owned);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_journal_is_read_as_it_was_written_or_not_at_all() {
        let moves = vec![Move::In("a b.html".to_owned()), Move::Out("plans/old.html".to_owned())];
        let journal = Journal { moves };
        let text = journal.text();
        assert_eq!(Journal::parse(&text), Some(journal));
        for end in 0..text.len() - 1 {
            assert_eq!(Journal::parse(&text[..end]), None, "{end}");
        }
        let outside = Journal { moves: vec![Move::Out("../../etc/passwd".to_owned())] };
        assert_eq!(Journal::parse(&outside.text()), None);
    }
}
