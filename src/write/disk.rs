//! Every touch of the output's disk, one small function each. Before each the hook of a test may refuse it, as a full
//! disk would, or end all that follows, as a power cut would; without a hook nothing is asked.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

/// What is about to be done to the disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// A folder is made, with those it lies in.
    MakeFolder,
    /// A whole file is written.
    Write,
    /// A file is copied to another disk.
    Copy,
    /// A file is read.
    Read,
    /// A folder is walked through.
    List,
    /// A second name is given to a file.
    Link,
    /// A folder gets the access rights of another.
    Rights,
    /// Two folders change places.
    Exchange,
    /// A file or folder gets a new name.
    Rename,
    /// A file is removed.
    RemoveFile,
    /// An empty folder is removed.
    RemoveFolder,
    /// A folder is removed with all that is in it.
    RemoveAll,
    /// What was written must be on the disk itself before the next step.
    Sync,
}

/// Asked before each step; an error is what the disk would have said.
pub type Hook = dyn Fn(Step, &Path) -> io::Result<()> + Send + Sync;

/// The disk, as `write` uses it.
#[derive(Default)]
pub struct Disk {
    hook: Option<Box<Hook>>,
    no_exchange: bool,
}

/// Something found in a folder.
pub(super) struct Entry {
    /// Its path below the folder.
    pub(super) path: PathBuf,
    pub(super) kind: Kind,
}

/// What stands at a path; links are not followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    File,
    Folder,
    Link,
    /// A pipe, a socket or a device: to open one may wait for ever.
    Special,
}

impl From<fs::FileType> for Kind {
    fn from(found: fs::FileType) -> Self {
        match found {
            f if f.is_file() => Kind::File,
            f if f.is_dir() => Kind::Folder,
            f if f.is_symlink() => Kind::Link,
            _ => Kind::Special,
        }
    }
}

/// What stands at a path; none where nothing does.
pub(super) fn kind(path: &Path) -> io::Result<Option<Kind>> {
    match fs::symlink_metadata(path) {
        Ok(found) => Ok(Some(found.file_type().into())),
        Err(e) if matches!(e.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Whether a regular file stands there.
pub(super) fn is_file(path: &Path) -> bool {
    matches!(kind(path), Ok(Some(Kind::File)))
}

/// Whether two paths are names of one regular file.
pub(super) fn same(a: &Path, b: &Path) -> bool {
    is_file(a) && is_file(b) && same_file::is_same_file(a, b).unwrap_or(false)
}

impl Disk {
    /// A disk for tests: the hook is asked before each step, folders are exchanged only where that is wanted, and
    /// nothing waits for the disk itself.
    pub fn for_tests(hook: Box<Hook>, exchange: bool) -> Self {
        Disk { hook: Some(hook), no_exchange: !exchange }
    }

    fn step(&self, step: Step, path: &Path) -> io::Result<()> {
        self.hook.as_ref().map_or(Ok(()), |hook| hook(step, path))
    }

    /// Whether this system can exchange two folders at all.
    pub(super) fn can_exchange(&self) -> bool {
        cfg!(any(target_os = "linux", target_os = "macos")) && !self.no_exchange
    }

    pub(super) fn make_folder(&self, path: &Path) -> io::Result<()> {
        self.step(Step::MakeFolder, path)?;
        fs::create_dir_all(path)
    }

    /// Makes one folder that must not be there yet.
    pub(super) fn make_new_folder(&self, path: &Path) -> io::Result<()> {
        self.step(Step::MakeFolder, path)?;
        fs::create_dir(path)
    }

    /// Writes a file. Where one call cannot bring a whole folder to the disk, each file is brought there on its own.
    pub(super) fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        if let Err(fault) = self.step(Step::Write, path) {
            // As a disk that fills up: half of it was written.
            let _ = fs::write(path, &bytes[..bytes.len() / 2]);
            return Err(fault);
        }
        let mut file = File::create(path)?;
        file.write_all(bytes)?;
        settle_file(&file)
    }

    /// Begins a file that is written piece by piece; [`Disk::ended`] ends it.
    pub(super) fn begin(&self, path: &Path) -> io::Result<File> {
        let fault = self.step(Step::Write, path).err();
        let mut file = File::create(path)?;
        match fault {
            Some(fault) => {
                // As a disk that fills up: the beginning of it was written.
                let _ = file.write_all(b"half");
                Err(fault)
            }
            None => Ok(file),
        }
    }

    /// Ends a file that was written piece by piece, as [`Disk::write`] ends one.
    pub(super) fn ended(&self, file: &File) -> io::Result<()> {
        settle_file(file)
    }

    /// Opens a file that is read piece by piece.
    pub(super) fn open(&self, path: &Path) -> io::Result<File> {
        self.step(Step::Read, path)?;
        File::open(path)
    }

    pub(super) fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        self.step(Step::Read, path)?;
        fs::read(path)
    }

    /// Everything in a folder, folders before what they hold, sorted.
    pub(super) fn list(&self, folder: &Path) -> io::Result<Vec<Entry>> {
        self.step(Step::List, folder)?;
        let walk = WalkDir::new(folder).min_depth(1).sort_by_file_name().into_iter();
        walk.map(|entry| {
            let entry = entry.map_err(io::Error::from)?;
            let path = entry.path().strip_prefix(folder).unwrap_or(entry.path()).to_owned();
            Ok(Entry { path, kind: entry.file_type().into() })
        })
        .collect()
    }

    pub(super) fn hard_link(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step(Step::Link, to)?;
        fs::hard_link(from, to)
    }

    /// Makes a link that points where another does.
    pub(super) fn link_again(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step(Step::Link, to)?;
        symlink(&fs::read_link(from)?, to)
    }

    /// Gives a folder the access rights of another, and its owner and group where the system lets us.
    pub(super) fn same_rights(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step(Step::Rights, to)?;
        let (wanted, found) = (fs::symlink_metadata(from)?, fs::symlink_metadata(to)?);
        same_owner(&wanted, &found, to);
        if wanted.permissions() != found.permissions() {
            fs::set_permissions(to, wanted.permissions())?;
        }
        Ok(())
    }

    pub(super) fn exchange(&self, a: &Path, b: &Path) -> io::Result<()> {
        self.step(Step::Exchange, b)?;
        exchange(a, b)
    }

    pub(super) fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step(Step::Rename, to)?;
        fs::rename(from, to)
    }

    /// Copies a file to a name that is free, and waits until it is on the disk.
    pub(super) fn copy(&self, from: &Path, to: &Path) -> io::Result<()> {
        let fault = self.step(Step::Copy, to).err();
        let mut new = OpenOptions::new().write(true).create_new(true).open(to)?;
        if let Some(fault) = fault {
            let _ = new.write_all(b"half");
            return Err(fault);
        }
        io::copy(&mut File::open(from)?, &mut new)?;
        if self.hook.is_some() { Ok(()) } else { new.sync_all() }
    }

    /// Removes a file, if it is there.
    pub(super) fn remove_file(&self, path: &Path) -> io::Result<()> {
        self.step(Step::RemoveFile, path)?;
        or_gone(fs::remove_file(path))
    }

    pub(super) fn remove_folder(&self, path: &Path) -> io::Result<()> {
        self.step(Step::RemoveFolder, path)?;
        or_gone(fs::remove_dir(path))
    }

    /// Removes a folder with all that is in it, if it is there. Links in it are removed and not followed.
    pub(super) fn remove_all(&self, path: &Path) -> io::Result<()> {
        if let Err(fault) = self.step(Step::RemoveAll, path) {
            // As a power cut would: every second file is gone.
            let files = WalkDir::new(path).into_iter().flatten().filter(|e| e.file_type().is_file());
            files.step_by(2).for_each(|e| drop(fs::remove_file(e.path())));
            return Err(fault);
        }
        or_gone(fs::remove_dir_all(path))
    }

    /// Waits until everything under a folder is on the disk itself.
    pub(super) fn settle(&self, folder: &Path) -> io::Result<()> {
        self.step(Step::Sync, folder)?;
        if self.hook.is_some() { Ok(()) } else { tolerated(settle_tree(folder)) }
    }

    /// Waits until the names in a folder are on the disk itself.
    pub(super) fn settle_names(&self, folder: &Path) -> io::Result<()> {
        self.step(Step::Sync, folder)?;
        if self.hook.is_some() { Ok(()) } else { tolerated(settle_folder(folder)) }
    }
}

fn or_gone(result: io::Result<()>) -> io::Result<()> {
    result.or_else(|error| if error.kind() == ErrorKind::NotFound { Ok(()) } else { Err(error) })
}

/// Some disks (network drives, FUSE) have no such call: then nothing can be promised about a power cut, and the build
/// goes on.
fn tolerated(result: io::Result<()>) -> io::Result<()> {
    result.or_else(|error| match error.kind() {
        ErrorKind::Unsupported | ErrorKind::InvalidInput => Ok(()),
        _ => Err(error),
    })
}

#[cfg(any(target_os = "linux", target_os = "macos"))]
fn exchange(a: &Path, b: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE).map_err(io::Error::from)
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::Error::from(ErrorKind::Unsupported))
}

/// Linux brings a whole file system to the disk in one call, later.
#[cfg(target_os = "linux")]
fn settle_file(_: &File) -> io::Result<()> {
    Ok(())
}

#[cfg(target_os = "linux")]
fn settle_tree(folder: &Path) -> io::Result<()> {
    rustix::fs::syncfs(File::open(folder)?).map_err(io::Error::from)
}

/// Elsewhere the file is handed to the disk now; `settle_tree` then has the disk empty its own memory.
#[cfg(all(unix, not(target_os = "linux")))]
fn settle_file(file: &File) -> io::Result<()> {
    rustix::fs::fsync(file).map_err(io::Error::from)
}

#[cfg(all(unix, not(target_os = "linux")))]
fn settle_tree(folder: &Path) -> io::Result<()> {
    for entry in WalkDir::new(folder).into_iter().flatten().filter(|e| e.file_type().is_dir()) {
        rustix::fs::fsync(File::open(entry.path())?).map_err(io::Error::from)?;
    }
    settle_folder(folder)
}

#[cfg(unix)]
fn settle_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
fn settle_file(file: &File) -> io::Result<()> {
    file.sync_all()
}

/// Windows keeps its own journal of names; a folder cannot be brought to the disk on its own.
#[cfg(not(unix))]
fn settle_tree(_: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(not(unix))]
fn settle_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(unix)]
fn symlink(target: &Path, at: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(target, at)
}

#[cfg(not(unix))]
fn symlink(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::Error::from(ErrorKind::Unsupported))
}

#[cfg(unix)]
fn same_owner(wanted: &fs::Metadata, found: &fs::Metadata, path: &Path) {
    use std::os::unix::fs::{MetadataExt, chown};
    if (wanted.uid(), wanted.gid()) != (found.uid(), found.gid()) {
        // A group of ours may be given to it; another owner only by the administrator.
        let _ = chown(path, None, Some(wanted.gid()));
        let _ = chown(path, Some(wanted.uid()), None);
    }
}

#[cfg(not(unix))]
fn same_owner(_: &fs::Metadata, _: &fs::Metadata, _: &Path) {}
