//! Pages to a folder: the only place that touches the output disk. Nothing published changes until every page has been
//! rendered; then the new folder takes the old one's place in one step where the system can do that, else file by file
//! from a journal that the next build completes.

#![allow(clippy::disallowed_methods, reason = "this is the one writer of the output")]

pub mod disk;
mod journal;
mod lock;
mod made;
mod manifest;
mod pieces;
mod refuse;
mod seal;
mod stage;
mod swap;
mod work;

use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};

use crate::diagnostic::Diagnostic;
use crate::files::Content;
use crate::output::OutPath;
use disk::Disk;
use lock::Lock;
pub use made::{digest, published};
use manifest::Manifest;
use work::Work;

/// What was written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Files new or changed.
    pub changed: usize,
    /// Files left as they were.
    pub unchanged: usize,
    /// Files of earlier builds that are no more.
    pub removed: usize,
}

/// Why nothing was written, or not all.
#[derive(Debug)]
pub enum WriteError {
    /// A page could not be rendered.
    Page(Box<Diagnostic>),
    /// The output folder is not one to write to.
    Refused(String),
    /// The system did not let us; what is published is as it was.
    Disk(PathBuf, io::Error),
    /// The system did not let us go on once publishing had begun: each file is whole, and the next build does the rest.
    CutShort(PathBuf, io::Error),
}

/// A disk's error, with the place.
fn at(path: &Path) -> impl FnOnce(io::Error) -> WriteError {
    let path = path.to_owned();
    move |error| WriteError::Disk(path, error)
}

/// What was begun stays begun: the working folder is kept for the next build.
fn cut_short(fault: WriteError) -> WriteError {
    match fault {
        WriteError::Disk(path, error) => WriteError::CutShort(path, error),
        other => other,
    }
}

/// What the caller may want to tell while it waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// Another build is writing this folder; this one waits for a few seconds.
    Waiting(PathBuf),
    /// The disk has no locks: nothing keeps two builds from writing at once.
    NoLock,
    /// An earlier build was cut short; what it had begun to publish is now published.
    Completed(PathBuf),
}

/// Renders a page.
pub type Render<'r> = dyn Fn(&OutPath) -> Result<Content<'r>, Diagnostic> + Sync + 'r;

/// Where a site is read from and written to.
#[derive(Clone, Copy, Debug)]
pub struct Folders<'f> {
    /// The site's own folder, which is never written to.
    pub site: &'f Path,
    /// The folder to be written.
    pub output: &'f Path,
    /// The user's home folder, where it is known: it is never written to.
    pub home: Option<&'f Path>,
    /// Whether unpublished records are shown: such a site never takes the place of a published one.
    pub preview: bool,
}

/// An output folder that this process alone writes to, until it is dropped.
pub struct Output<'f> {
    folders: Folders<'f>,
    /// Without links and dots.
    path: PathBuf,
    work: PathBuf,
    disk: Disk,
    lock: Lock,
    /// Folders made on the way to it, the innermost first.
    made: Vec<PathBuf>,
    /// The digest of what its pages follow from.
    from: Option<String>,
}

impl Output<'_> {
    /// Tells what the pages to be written follow from, so that the next build can see that there is nothing to do.
    pub fn made_from(&mut self, digest: String) {
        self.from = Some(digest);
    }
}

/// Opens an output folder: refuses one that is not ours, waits for another build to end, and completes or clears away
/// what an earlier build left when it was cut short.
///
/// # Errors
/// A folder that is not ours, another build that goes on, or the disk.
pub fn open<'f>(folders: Folders<'f>, tell: &dyn Fn(Notice)) -> Result<Output<'f>, WriteError> {
    open_on(Disk::default(), folders, tell)
}

/// As [`open`], on a disk that a test may make fail.
///
/// # Errors
/// As [`open`].
#[doc(hidden)]
pub fn open_on<'f>(
    disk: Disk,
    folders: Folders<'f>,
    tell: &dyn Fn(Notice),
) -> Result<Output<'f>, WriteError> {
    let path = refuse::resolved(folders)?;
    let parent = path.parent().unwrap_or(Path::new(".")).to_owned();
    let made: Vec<PathBuf> =
        parent.ancestors().take_while(|f| matches!(disk::kind(f), Ok(None))).map(Path::to_owned).collect();
    disk.make_folder(&parent).map_err(at(&parent))?;
    let lock = Lock::take(&beside(&path, "lock"), folders.output, tell)?;
    let work = beside(&path, "work");
    let output = Output { folders, path, work, disk, lock, made, from: None };
    if Work::at(&output.disk, &output.work).recover(&output.path)? {
        tell(Notice::Completed(folders.output.to_owned()));
    }
    Ok(output)
}

/// Writes pages to a folder; `done` is told how many pages each step took.
///
/// # Errors
/// A page that cannot be rendered, a folder that is not ours, or the disk. The published site is then as it was, unless
/// the error says otherwise.
pub fn write(
    paths: &[OutPath],
    render: &Render<'_>,
    output: &Output<'_>,
    done: &(dyn Fn(usize) + Sync),
) -> Result<Written, WriteError> {
    // It may have become another's since it was opened.
    refuse::resolved(output.folders)?;
    let old = manifest::read(&output.disk, &output.path)?;
    let (path, preview) = (&output.path, output.folders.preview);
    if old.is_of_other_kind(preview) {
        let (is, not) = match preview {
            true => ("the published site", "a preview"),
            false => ("a preview", "the published site"),
        };
        let shown = output.folders.output.display();
        return Err(WriteError::Refused(format!("{shown} holds {is}; {not} goes to a folder of its own")));
    }
    let new = Manifest::of(paths, preview);
    if let Some(bad) = new.files.iter().find(|p| !manifest::is_inside(p)) {
        return Err(WriteError::Refused(format!("`{}` cannot be the name of a page", bad.escape_debug())));
    }
    refuse::folders_of(path, new.files.iter().chain(&old.files).map(String::as_str), &old)?;
    let work = Work::at(&output.disk, &output.work);
    let stage = stage::Stage::of(&output.disk, &work, path, &old, &new);
    let result = stage.fill(paths, render, done).and_then(|(changed, prints)| {
        let made = output.from.clone().map(|from| manifest::Made { from, holding: made::digest_of(&prints) });
        stage.publish(&changed, made)
    });
    // What was begun by journal is completed by the next build, and needs what is staged.
    if !matches!(result, Ok(_) | Err(WriteError::CutShort(..))) {
        // The fault is what the caller must hear of; what cannot be removed now is removed by the next build.
        let _ = work.remove();
    }
    result
}

impl Drop for Output<'_> {
    fn drop(&mut self) {
        self.lock.leave(&self.disk);
        // Folders on the way to an output that was not written; one that holds something stays.
        for folder in &self.made {
            let _ = self.disk.remove_folder(folder);
        }
    }
}

/// A hidden name beside the output, never inside it.
fn beside(output: &Path, what: &str) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(output.file_name().unwrap_or_default());
    name.push(format!(".scrutineer-{what}"));
    output.parent().unwrap_or(Path::new(".")).join(name)
}
