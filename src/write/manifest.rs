//! The list of files that a build wrote, kept in the output. It marks the folder as ours, and says what a later build
//! may remove: nothing else.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::WriteError;
use crate::output::OutPath;

/// The manifest's name in the output.
pub(super) const NAME: &str = ".scrutineer-manifest";

const PUBLISHED: &str = "scrutineer wrote these files; a build removes those of them that are no more";
const PREVIEW: &str = "scrutineer wrote these files of a preview, which is not for the public";

/// The files of a build.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Manifest {
    /// Their paths.
    pub(super) files: BTreeSet<String>,
    preview: bool,
}

impl Manifest {
    pub(super) fn of(paths: &[OutPath], preview: bool) -> Self {
        Manifest { files: paths.iter().map(|p| p.as_str().to_owned()).collect(), preview }
    }

    /// The files of this one and of another.
    pub(super) fn with(&self, other: &Manifest) -> Self {
        Manifest { files: self.files.union(&other.files).cloned().collect(), preview: self.preview }
    }

    /// Whether it lists a preview where a published site is to be written, or the reverse.
    pub(super) fn is_of_other_kind(&self, preview: bool) -> bool {
        !self.files.is_empty() && self.preview != preview
    }

    pub(super) fn text(&self) -> String {
        let head = if self.preview { PREVIEW } else { PUBLISHED };
        let lines: String = self.files.iter().flat_map(|path| [path.as_str(), "\n"]).collect();
        format!("{head}\n{lines}")
    }

    /// Files listed here and not there.
    pub(super) fn missing_from<'m>(&'m self, other: &'m Manifest) -> Vec<&'m str> {
        self.files.difference(&other.files).map(String::as_str).collect()
    }

    pub(super) fn holds(&self, path: &str) -> bool {
        self.files.contains(path)
    }
}

/// The manifest of a folder; empty where there is none.
pub(super) fn read(output: &Path) -> Result<Manifest, WriteError> {
    let path = output.join(NAME);
    match fs::read_to_string(&path) {
        Ok(text) => {
            // A line that leaves the folder is nobody's of ours.
            let inside = |line: &&str| {
                !line.is_empty() && !line.starts_with('/') && !line.split('/').any(|s| s == "..")
            };
            let files = text.lines().skip(1).filter(inside).map(str::to_owned).collect();
            Ok(Manifest { files, preview: text.starts_with(PREVIEW) })
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Manifest::default()),
        Err(error) => Err(WriteError::Disk(path, error)),
    }
}
