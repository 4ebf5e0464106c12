//! One build at a time: a file beside the output that the system locks for as long as this process lives. A process
//! that dies, however it dies, holds nothing back.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::disk::{self, Disk, Kind};
use super::{Notice, WriteError, at};

/// How often, and after which pause, a lock is asked for: five seconds in all.
const TRIES: usize = 100;
const PAUSE: Duration = Duration::from_millis(50);

/// A lock that is held.
pub(super) struct Lock {
    path: PathBuf,
    // None on a disk that has no locks.
    file: Option<File>,
}

impl Lock {
    /// Takes the lock, waiting for another build to end.
    pub(super) fn take(path: &Path, output: &Path, tell: &dyn Fn(Notice)) -> Result<Lock, WriteError> {
        let mut told = false;
        for _ in 0..TRIES {
            let file = open(path)?;
            match file.try_lock() {
                // Another build may have removed this very file just now, and a third may hold a new one.
                Ok(()) if is_still_there(&file, path) => return Ok(held(file, path)),
                Ok(()) => continue,
                Err(TryLockError::WouldBlock) => {}
                Err(TryLockError::Error(_)) => {
                    tell(Notice::NoLock);
                    return Ok(Lock { path: path.to_owned(), file: None });
                }
            }
            if !told {
                tell(Notice::Waiting(output.to_owned()));
                told = true;
            }
            std::thread::sleep(PAUSE);
        }
        Err(WriteError::Refused(format!(
            "another build{} is writing {}; wait until it has ended, then build again",
            holder(path),
            output.display()
        )))
    }

    /// Removes the file while it is still locked: who gets the lock on it after that sees that it is no more. A file
    /// that stays, since this process was killed, is in nobody's way, and the next build removes it.
    pub(super) fn leave(&mut self, disk: &Disk) {
        let _ = disk.remove_file(&self.path);
        drop(self.file.take());
    }
}

fn open(path: &Path) -> Result<File, WriteError> {
    if !matches!(disk::kind(path).map_err(at(path))?, None | Some(Kind::File)) {
        let shown = path.display();
        return Err(WriteError::Refused(format!(
            "{shown} is in the way: scrutineer keeps a file of this name there while it builds; move it away"
        )));
    }
    let file = OpenOptions::new()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .open(path)
        .map_err(at(path))?;
    if is_ours(&file).map_err(at(path))? {
        return Ok(file);
    }
    Err(WriteError::Refused(format!(
        "{} is in the way: it is not the file that scrutineer keeps there while it builds; move it away",
        path.display()
    )))
}

/// What is written into a lock behind the number of the process.
const WORDS: &str = "scrutineer is building; this file goes when it has ended\n";

/// Whether a file is empty or a lock of ours, half written ones included, and has no other name: it will be written over
/// and removed.
fn is_ours(file: &File) -> io::Result<bool> {
    let mut text = String::new();
    let read = file.try_clone()?.take(200).read_to_string(&mut text);
    file.try_clone()?.rewind()?;
    let (number, rest) = text.split_once('\n').unwrap_or((&text, ""));
    let words = number.bytes().all(|b| b.is_ascii_digit()) && WORDS.starts_with(rest);
    Ok(read.is_ok() && words && names(file)? == 1)
}

#[cfg(unix)]
fn names(file: &File) -> io::Result<u64> {
    use std::os::unix::fs::MetadataExt;
    file.metadata().map(|found| found.nlink())
}

/// How many names a file has is not told everywhere.
#[cfg(not(unix))]
fn names(_: &File) -> io::Result<u64> {
    Ok(1)
}

/// Whether the path still names the file that is open.
fn is_still_there(file: &File, path: &Path) -> bool {
    let open = file.try_clone().and_then(same_file::Handle::from_file);
    let found = if disk::is_file(path) {
        same_file::Handle::from_path(path)
    } else {
        Err(io::Error::from(io::ErrorKind::NotFound))
    };
    matches!((open, found), (Ok(open), Ok(found)) if open == found)
}

/// Writes into the lock who holds it, for the one who waits in vain.
fn held(mut file: File, path: &Path) -> Lock {
    let text = format!("{}\n{WORDS}", std::process::id());
    let _ = file.set_len(0).and_then(|()| file.rewind()).and_then(|()| file.write_all(text.as_bytes()));
    Lock { path: path.to_owned(), file: Some(file) }
}

/// The process that holds the lock, where the system lets us read it.
fn holder(path: &Path) -> String {
    let mut text = String::new();
    let read = File::open(path).and_then(|file| file.take(64).read_to_string(&mut text));
    let number = text.lines().next().and_then(|line| line.parse::<u32>().ok());
    match (read, number) {
        (Ok(_), Some(number)) => format!(" (process {number})"),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Who waits for a lock and gets it on a file that was removed meanwhile must not take it for the lock.
    #[test]
    fn a_lock_on_a_file_that_is_no_more_is_none() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("lock");
        let first = File::create(&path)?;
        assert!(is_still_there(&first, &path));
        std::fs::remove_file(&path)?;
        assert!(!is_still_there(&first, &path));
        let second = File::create(&path)?;
        assert!(!is_still_there(&first, &path) && is_still_there(&second, &path));
        Ok(())
    }
}
