//! Which pages differ from what is published: these alone are made beside the output, with a list of all.

use std::collections::BTreeMap;
use std::path::Path;

use rayon::prelude::*;

use super::disk::{self, Disk, Kind};
use super::made::{Print, Prints, print};
use super::manifest::{self, Made, Manifest};
use super::refuse::in_the_way;
use super::swap::{self, Change};
use super::work::Work;
use super::{Render, WriteError, Written, at, pieces};
use crate::files::Content;
use crate::output::OutPath;

/// Pages rendered at a time: enough to keep all cores busy, few enough to keep memory small.
const BATCH: usize = 256;

/// Why a file that is not ours is in the way.
const STRANGER: &str = "scrutineer did not write it, and a page of this name is to stand there";

/// A site on its way to an output.
pub(super) struct Stage<'s> {
    disk: &'s Disk,
    work: &'s Work<'s>,
    output: &'s Path,
    old: &'s Manifest,
    new: &'s Manifest,
    old_folded: BTreeMap<String, &'s str>,
}

impl<'s> Stage<'s> {
    pub(super) fn of(
        disk: &'s Disk,
        work: &'s Work<'s>,
        output: &'s Path,
        old: &'s Manifest,
        new: &'s Manifest,
    ) -> Self {
        Stage { disk, work, output, old, new, old_folded: old.folded() }
    }

    /// Renders every page and stages those that differ from what is published: these, and the print of each page.
    pub(super) fn fill(
        &self,
        paths: &[OutPath],
        render: &Render<'_>,
        done: &(dyn Fn(usize) + Sync),
    ) -> Result<(Vec<String>, Prints), WriteError> {
        let (mut changed, mut prints) = (Vec::new(), Prints::new());
        for batch in paths.chunks(BATCH) {
            let found: Result<Vec<(bool, Print)>, WriteError> =
                batch.par_iter().map(|path| self.page(path, render)).collect();
            for (path, (differs, print)) in batch.iter().zip(found?) {
                if differs {
                    changed.push(path.as_str().to_owned());
                }
                prints.insert(path.as_str().to_owned(), print);
            }
            done(batch.len());
        }
        changed.sort();
        Ok((changed, prints))
    }

    /// Renders a page, and stages it if it differs from what is published; whether it does, and its print.
    fn page(&self, path: &OutPath, render: &Render<'_>) -> Result<(bool, Print), WriteError> {
        let content = render(path).map_err(|fault| WriteError::Page(Box::new(fault)))?;
        let path = path.as_str();
        let place = self.output.join(path);
        let published = self.is_published(path, &place)?.then_some(place.as_path());
        // What is not ours is never written over.
        let is_ours = |differs: bool| match published {
            Some(place) if differs && !self.old.holds(path) => Err(in_the_way(place, STRANGER)),
            _ => Ok(differs),
        };
        match &content {
            Content::Pieces(pieces) => {
                let (differs, print) = pieces::stage(self.disk, self.work, path, published, pieces)?;
                Ok((is_ours(differs)?, print))
            }
            Content::Whole(bytes) => {
                let differs = is_ours(!published.map_or(Ok(false), |place| self.holds(place, bytes))?)?;
                if differs {
                    self.work.stage(path, bytes)?;
                }
                Ok((differs, print(bytes)))
            }
        }
    }

    /// Whether a published file holds these bytes.
    fn holds(&self, place: &Path, bytes: &[u8]) -> Result<bool, WriteError> {
        // To compare is worth the reading only where the sizes agree.
        let size = place.symlink_metadata().map_err(at(place))?.len();
        Ok(size == bytes.len() as u64 && self.disk.read(place).map_err(at(place))? == bytes)
    }

    /// Whether a file is published where a page is to stand; not, where nothing stands there, or what goes.
    fn is_published(&self, path: &str, place: &Path) -> Result<bool, WriteError> {
        match disk::kind(place).map_err(at(place))? {
            None => Ok(false),
            Some(Kind::File) => Ok(!self.was_renamed(path)),
            Some(Kind::Folder) if self.goes_whole(path)? => Ok(false),
            Some(Kind::Folder) => {
                Err(in_the_way(place, "it is a folder, and a page of this name is to stand there"))
            }
            Some(Kind::Link | Kind::Special) => Err(in_the_way(place, STRANGER)),
        }
    }

    /// Whether what stands there is an old page of ours under a name that differs in capitals only, on a disk that does
    /// not tell them apart.
    fn was_renamed(&self, path: &str) -> bool {
        let old = self.old_folded.get(&path.to_lowercase()).filter(|_| !self.old.holds(path));
        old.is_some_and(|old| disk::same(&self.output.join(old), &self.output.join(path)))
    }

    /// Whether a folder holds nothing but files of ours that are no more.
    fn goes_whole(&self, folder: &str) -> Result<bool, WriteError> {
        let place = self.output.join(folder);
        let entries = self.disk.list(&place).map_err(at(&place))?;
        let goes = |path: &Path| {
            let path = format!("{folder}/{}", manifest::name_of(path));
            self.old.holds(&path) && !self.new.holds(&path)
        };
        let files = entries.iter().filter(|entry| entry.kind != Kind::Folder);
        Ok(self.old.holds_folder(folder) && files.into_iter().all(|entry| goes(&entry.path)))
    }

    /// Publishes the staged pages and removes those of ours that are no more.
    pub(super) fn publish(&self, changed: &[String], made: Option<Made>) -> Result<Written, WriteError> {
        let removed = self.removed();
        let written = Written {
            changed: changed.len(),
            unchanged: self.new.files.len() - changed.len(),
            removed: removed.len(),
        };
        // What is published stays untouched where only what it was made from is another, such as a draft.
        if changed.is_empty() && removed.is_empty() && self.old.is_like(self.new) {
            return Ok(written);
        }
        let listed = self.new.clone().of_making(made);
        self.work.stage(manifest::NAME, listed.text().as_bytes())?;
        let staged = changed.iter().map(String::as_str).collect();
        let change = Change { old: self.old, new: self.new, staged, removed };
        swap::publish(self.disk, self.work, self.output, &change)?;
        Ok(written)
    }

    /// Old files that go. One whose name differs from a new one in capitals only is, on some disks, that new one.
    fn removed(&self) -> Vec<&'s str> {
        let folded = self.new.folded();
        let stays = |old: &str| {
            let new = folded.get(&old.to_lowercase());
            new.is_some_and(|new| disk::same(&self.output.join(old), &self.output.join(new)))
        };
        let gone = self.old.missing_from(self.new).into_iter();
        gone.filter(|old| disk::is_file(&self.output.join(old)) && !stays(old)).collect()
    }
}
