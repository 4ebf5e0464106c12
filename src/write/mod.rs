//! Pages to a folder: the only place that touches the output disk. Nothing published changes until every page has been
//! rendered; then the new folder takes the old one's place in one step where the system can do that.

#![allow(clippy::disallowed_methods, reason = "this is the one writer of the output")]

mod manifest;
mod refuse;
mod swap;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::diagnostic::Diagnostic;
use crate::files::Bytes;
use crate::output::OutPath;
use manifest::Manifest;

/// Pages rendered at a time: enough to keep all cores busy, few enough to keep memory small.
const BATCH: usize = 256;

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

/// Why nothing was written.
#[derive(Debug)]
pub enum WriteError {
    /// A page could not be rendered.
    Page(Box<Diagnostic>),
    /// The output folder is not one to write to.
    Refused(String),
    /// The system did not let us.
    Disk(PathBuf, io::Error),
}

/// Renders a page.
pub type Render<'r> = dyn Fn(&OutPath) -> Result<Bytes, Diagnostic> + Sync + 'r;

/// A folder being made beside the output.
struct Stage<'o> {
    output: &'o Path,
    folder: PathBuf,
    old: Manifest,
    preview: bool,
}

/// Where a site is read from and written to.
#[derive(Clone, Copy, Debug)]
pub struct Folders<'f> {
    /// The site's own folder, which is never written to.
    pub site: &'f Path,
    /// The folder to be written.
    pub output: &'f Path,
    /// Whether unpublished records are shown: such a site never takes the place of a published one.
    pub preview: bool,
}

/// Writes pages to a folder; `done` is told how many pages each step took.
///
/// # Errors
/// A page that cannot be rendered, a folder that is not ours, or the disk. The published site is then as it was.
pub fn write(
    paths: &[OutPath],
    render: &Render<'_>,
    folders: Folders<'_>,
    done: &(dyn Fn(usize) + Sync),
) -> Result<Written, WriteError> {
    let output = folders.output;
    refuse::check(folders.site, output)?;
    let old = manifest::read(output)?;
    if old.is_of_other_kind(folders.preview) {
        let (is, not) = if folders.preview {
            ("the published site", "a preview")
        } else {
            ("a preview", "the published site")
        };
        return Err(WriteError::Refused(format!(
            "{} holds {is}; {not} goes to a folder of its own",
            output.display()
        )));
    }
    let stage = Stage { output, folder: beside(output), old, preview: folders.preview };
    remove_folder(&stage.folder)?;
    let result = stage.fill(paths, render, done).and_then(|changed| stage.finish(paths, &changed));
    if result.is_err() {
        // The fault is what the caller must hear of; a folder left beside the output is removed by the next build.
        let _ = remove_folder(&stage.folder);
    }
    result
}

impl Stage<'_> {
    /// Renders every page and stages those that differ from what is published.
    fn fill(
        &self,
        paths: &[OutPath],
        render: &Render<'_>,
        done: &(dyn Fn(usize) + Sync),
    ) -> Result<Vec<bool>, WriteError> {
        let mut changed = Vec::with_capacity(paths.len());
        for batch in paths.chunks(BATCH) {
            let staged: Result<Vec<bool>, WriteError> =
                batch.par_iter().map(|path| self.page(path, render)).collect();
            changed.extend(staged?);
            done(batch.len());
        }
        Ok(changed)
    }

    fn page(&self, path: &OutPath, render: &Render<'_>) -> Result<bool, WriteError> {
        let bytes = render(path).map_err(|fault| WriteError::Page(Box::new(fault)))?;
        let published = self.output.join(path.as_str());
        match fs::read(&published) {
            Ok(old) if old == bytes => return Ok(false),
            Ok(_) if !self.old.holds(path.as_str()) => {
                let why =
                    "scrutineer did not write it, and a page of this name is to stand there; move it away";
                return Err(WriteError::Refused(format!(
                    "{} is not overwritten: {why}",
                    published.display()
                )));
            }
            _ => {}
        }
        put(&self.folder.join(path.as_str()), &bytes)?;
        Ok(true)
    }

    fn finish(&self, paths: &[OutPath], changed: &[bool]) -> Result<Written, WriteError> {
        let new = Manifest::of(paths, self.preview);
        let removed: Vec<&str> = self.old.missing_from(&new);
        let removed: Vec<&str> = removed.into_iter().filter(|p| self.output.join(p).is_file()).collect();
        let count = changed.iter().filter(|c| **c).count();
        let written = Written { changed: count, unchanged: paths.len() - count, removed: removed.len() };
        if count == 0 && removed.is_empty() && self.old == new {
            return Ok(written);
        }
        put(&self.folder.join(manifest::NAME), new.text().as_bytes())?;
        swap::publish(self.output, &self.folder, &self.old, &new)?;
        Ok(written)
    }
}

/// The folder in which a new site is made: beside the output, never inside it.
fn beside(output: &Path) -> PathBuf {
    let name = output.file_name().map_or_else(|| "site".to_owned(), |n| n.to_string_lossy().into_owned());
    let parent = output.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    parent.join(format!(".{name}.scrutineer-new"))
}

fn put(path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    let fault = |error| WriteError::Disk(path.to_owned(), error);
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent).map_err(fault)?;
    }
    fs::write(path, bytes).map_err(fault)
}

fn remove_folder(folder: &Path) -> Result<(), WriteError> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(WriteError::Disk(folder.to_owned(), error))
        }
        _ => Ok(()),
    }
}
