//! The working folder beside the output: what is new is made here and only then put in its place. It lives for one
//! build; what a build that was cut short left in it is completed or removed by the next.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError, RwLock};

use super::disk::{self, Disk, Kind};
use super::journal::{self, Journal};
use super::{WriteError, at, cut_short, manifest};

/// Marks the folder as ours, and tells whoever finds it what it is.
const MARKER: &str = "scrutineer-works-here.txt";
const MARKER_TEXT: &str = "scrutineer makes a site in this folder before it puts it in its place. If no build is \
running, a build was cut short:\nbuild again, and this folder is put to use or removed. Do not take anything out of it.\n";
const NEW: &str = "new";
/// Says that what lies in `new` is the old site.
const EXCHANGED: &str = "exchanged";

/// The working folder of one output.
pub(super) struct Work<'d> {
    disk: &'d Disk,
    folder: PathBuf,
    begun: Mutex<bool>,
    /// Folders of the new site that are there: each is made once, and not for each of its files.
    made: RwLock<BTreeSet<PathBuf>>,
}

impl<'d> Work<'d> {
    /// The folder, which need not be there.
    pub(super) fn at(disk: &'d Disk, folder: &Path) -> Self {
        Work { disk, folder: folder.to_owned(), begun: Mutex::default(), made: RwLock::default() }
    }

    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// The site as it is being made.
    pub(super) fn new_site(&self) -> PathBuf {
        self.folder.join(NEW)
    }

    /// A file of the working folder itself.
    pub(super) fn own(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// Puts a file into the new site; the first one makes the folder.
    pub(super) fn stage(&self, path: &str, bytes: &[u8]) -> Result<(), WriteError> {
        let target = self.place(path)?;
        self.disk.write(&target, bytes).map_err(at(&target))
    }

    /// Begins a file of the new site that is written piece by piece.
    pub(super) fn stage_pieces(&self, path: &str) -> Result<File, WriteError> {
        let target = self.place(path)?;
        self.disk.begin(&target).map_err(at(&target))
    }

    /// Where a file of the new site goes; the folder it lies in is made.
    fn place(&self, path: &str) -> Result<PathBuf, WriteError> {
        self.begin()?;
        let target = self.new_site().join(path);
        if let Some(parent) = target.parent().filter(|parent| !self.is_made(parent)) {
            self.disk.make_folder(parent).map_err(at(parent))?;
            self.made.write().unwrap_or_else(PoisonError::into_inner).insert(parent.to_owned());
        }
        Ok(target)
    }

    fn is_made(&self, folder: &Path) -> bool {
        self.made.read().unwrap_or_else(PoisonError::into_inner).contains(folder)
    }

    fn begin(&self) -> Result<(), WriteError> {
        // A thread that panicked while it held this made no folder that another could not make.
        let mut begun = self.begun.lock().unwrap_or_else(PoisonError::into_inner);
        if !*begun {
            self.disk.make_new_folder(&self.folder).map_err(at(&self.folder))?;
            let marker = self.own(MARKER);
            self.disk.write(&marker, MARKER_TEXT.as_bytes()).map_err(at(&marker))?;
            *begun = true;
        }
        Ok(())
    }

    /// Completes what a build that was cut short had begun to publish, or removes what it had only prepared. Whether
    /// something was completed.
    pub(super) fn recover(&self, output: &Path) -> Result<bool, WriteError> {
        match disk::kind(&self.folder).map_err(at(&self.folder))? {
            None => return Ok(false),
            Some(Kind::Folder) if self.is_ours()? => {}
            Some(_) => {
                return Err(WriteError::Refused(format!(
                    "{} is in the way: scrutineer works in a folder of this name, and did not make this one; move it \
                     away",
                    self.folder.display()
                )));
            }
        }
        let whole = match disk::is_file(&self.own(journal::NAME)) {
            true => Journal::read(self.disk, &self.own(journal::NAME))?,
            // It was cut short before anything was published, or after everything was.
            false => None,
        };
        if let Some(journal) = &whole {
            journal.carry_out(self.disk, self, output).map_err(cut_short)?;
        } else if disk::is_file(&self.own(EXCHANGED)) {
            self.rescue(output).map_err(cut_short)?;
        }
        self.remove()?;
        Ok(whole.is_some())
    }

    /// The new site stands in the output, the old one lies here. What somebody put into the old one while the new one
    /// was completed is not lost: it moves over.
    pub(super) fn rescue(&self, output: &Path) -> Result<(), WriteError> {
        let (old, mark) = (self.new_site(), self.own(EXCHANGED));
        if !disk::is_file(&mark) {
            // On a full disk the rest is done all the same; only a power cut just now would be one too many.
            let _ = self.disk.write(&mark, b"");
        }
        if disk::kind(&old).map_err(at(&old))?.is_none() {
            return Ok(());
        }
        let ours = manifest::read(self.disk, &old)?;
        for entry in self.disk.list(&old).map_err(at(&old))? {
            let name = manifest::name_of(&entry.path);
            let (from, to) = (old.join(&entry.path), output.join(&entry.path));
            if entry.kind == Kind::Folder || ours.holds(&name) || name == manifest::NAME {
                continue;
            }
            if disk::kind(&to).map_err(at(&to))?.is_some() {
                continue;
            }
            if let Some(folder) = to.parent() {
                self.disk.make_folder(folder).map_err(at(folder))?;
            }
            self.disk.rename(&from, &to).map_err(at(&to))?;
        }
        Ok(())
    }

    /// Whether the folder holds our marker, or nothing: then a build was cut short before it wrote one.
    fn is_ours(&self) -> Result<bool, WriteError> {
        let marker = self.own(MARKER);
        if !disk::is_file(&marker) {
            return self.disk.list(&self.folder).map(|entries| entries.is_empty()).map_err(at(&self.folder));
        }
        let text = self.disk.read(&marker).map_err(at(&marker))?;
        // A power cut may have left half of it, or none.
        Ok(MARKER_TEXT.as_bytes().starts_with(&text))
    }

    /// Removes the folder; its marker goes last, so that what a power cut leaves is still known to be ours.
    pub(super) fn remove(&self) -> Result<(), WriteError> {
        // Without its journal nothing is carried out again.
        self.remove_own(journal::NAME)?;
        self.remove_own(journal::BOTH)?;
        // What was to be rescued is: from here on the list of what is ours may be gone before the files are.
        self.remove_own(EXCHANGED)?;
        let new = self.new_site();
        if disk::kind(&new).map_err(at(&new))?.is_some() {
            self.disk.remove_all(&new).map_err(at(&new))?;
        }
        self.remove_own(MARKER)?;
        match self.disk.remove_folder(&self.folder) {
            Err(error) if error.kind() == ErrorKind::DirectoryNotEmpty => Err(WriteError::Refused(format!(
                "{} holds something that scrutineer did not put there; move it away, then build again",
                self.folder.display()
            ))),
            result => result.map_err(at(&self.folder)),
        }
    }

    fn remove_own(&self, name: &str) -> Result<(), WriteError> {
        let path = self.own(name);
        if disk::is_file(&path) {
            self.disk.remove_file(&path).map_err(at(&path))?;
        }
        Ok(())
    }
}
