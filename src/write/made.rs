//! Whether what is published is what a build would write: made from the same files by the same program, and not touched
//! since. Such a build has nothing to render.

use std::collections::BTreeMap;
use std::time::SystemTime;

use rayon::prelude::*;

use super::{Output, WriteError, manifest, seal};
use crate::files::SiteFiles;

/// How large each file is, in bytes.
pub(super) type Sizes = BTreeMap<String, u64>;

/// The digest of a site's files, and of what else its pages follow from.
pub fn digest(files: &SiteFiles, others: &[&str]) -> String {
    let left_out = files.left_out.iter().flat_map(|(path, why)| [path.as_bytes(), why.as_bytes()]);
    let too_large = files.too_large.iter().map(|(path, _)| path.as_bytes());
    let read = files.files.iter().flat_map(|(path, bytes)| [path.as_bytes(), bytes.as_slice()]);
    let others = others.iter().map(|other| other.as_bytes());
    seal::of_pieces(others.chain(read).chain(left_out).chain(too_large))
}

/// The digest of how large files are.
pub(super) fn digest_of(sizes: &Sizes) -> String {
    let lines: Vec<String> = sizes.iter().map(|(path, size)| format!("{size} {path}")).collect();
    seal::of_pieces(lines.iter().map(String::as_bytes))
}

/// How many files are published, where they are those that a build from this would write: the list of them says that they
/// were made from it, they are as large as they were, and none was written after the list.
///
/// # Errors
/// A list that cannot be read.
pub fn published(output: &Output<'_>, from: &str) -> Result<Option<usize>, WriteError> {
    let list = manifest::read(&output.disk, &output.path)?;
    let is_of_other_kind = list.is_of_other_kind(output.folders.preview);
    let Some(made) = list.made.as_ref().filter(|made| made.from == from && !is_of_other_kind) else {
        return Ok(None);
    };
    let Some((_, written)) = stand(output, manifest::NAME) else { return Ok(None) };
    let sizes = list.files.par_iter().map(|path| {
        let (size, changed) = stand(output, path)?;
        (changed <= written).then(|| (path.clone(), size))
    });
    let sizes: Option<Sizes> = sizes.collect();
    Ok(sizes.filter(|sizes| digest_of(sizes) == made.sizes).map(|sizes| sizes.len()))
}

/// How large a published file is, and when it was written; nothing where it is no plain file.
fn stand(output: &Output<'_>, path: &str) -> Option<(u64, SystemTime)> {
    let found = output.path.join(path).symlink_metadata().ok().filter(std::fs::Metadata::is_file)?;
    Some((found.len(), found.modified().ok()?))
}
