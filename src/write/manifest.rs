//! The list of files that a build wrote, kept in the output. It marks the folder as ours, and says what a later build
//! may remove: nothing else.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::WriteError;
use crate::output::OutPath;

/// The manifest's name in the output.
pub(super) const NAME: &str = ".scrutineer-manifest";

const HEAD: &str = "scrutineer wrote these files; a build removes those of them that are no more\n";

/// The files of a build.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Manifest(pub(super) BTreeSet<String>);

impl Manifest {
    pub(super) fn of(paths: &[OutPath]) -> Self {
        Manifest(paths.iter().map(|p| p.as_str().to_owned()).collect())
    }

    pub(super) fn text(&self) -> String {
        let lines: String = self.0.iter().flat_map(|path| [path.as_str(), "\n"]).collect();
        format!("{HEAD}{lines}")
    }

    /// Files listed here and not there.
    pub(super) fn missing_from<'m>(&'m self, other: &'m Manifest) -> Vec<&'m str> {
        self.0.difference(&other.0).map(String::as_str).collect()
    }

    pub(super) fn holds(&self, path: &str) -> bool {
        self.0.contains(path)
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
            Ok(Manifest(text.lines().skip(1).filter(inside).map(str::to_owned).collect()))
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Manifest::default()),
        Err(error) => Err(WriteError::Disk(path, error)),
    }
}
