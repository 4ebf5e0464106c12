//! The list of files that a build wrote, kept in the output. It marks the folder as ours, and says what a later build
//! may remove: nothing else.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path};

use super::disk::{self, Disk, Kind};
use super::{WriteError, at, seal};
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
    /// What they were made from, and what came of it.
    pub(super) made: Option<Made>,
}

/// What tells whether a build would write the same again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Made {
    /// The digest of all that the files follow from.
    pub(super) from: String,
    /// The digest of what each of them holds.
    pub(super) holding: String,
}

const MADE: &str = "made from ";

impl Manifest {
    pub(super) fn of(paths: &[OutPath], preview: bool) -> Self {
        Manifest { files: paths.iter().map(|p| p.as_str().to_owned()).collect(), preview, made: None }
    }

    /// With what the files were made from.
    pub(super) fn of_making(self, made: Option<Made>) -> Self {
        Manifest { made, ..self }
    }

    /// Whether another lists the same files of the same kind of site.
    pub(super) fn is_like(&self, other: &Manifest) -> bool {
        self.files == other.files && self.preview == other.preview
    }

    /// The files of this one and of another.
    pub(super) fn with(&self, other: &Manifest) -> Self {
        let files = self.files.union(&other.files).cloned().collect();
        Manifest { files, preview: self.preview, made: None }
    }

    /// Whether it lists a preview where a published site is to be written, or the reverse.
    pub(super) fn is_of_other_kind(&self, preview: bool) -> bool {
        !self.files.is_empty() && self.preview != preview
    }

    pub(super) fn text(&self) -> String {
        let head = if self.preview { PREVIEW } else { PUBLISHED };
        let lines: String = self.files.iter().flat_map(|path| [path.as_str(), "\n"]).collect();
        let made = self.made.as_ref().map(|made| format!("{MADE}{} {}\n", made.from, made.holding));
        seal::seal(&format!("{head}\n{}{lines}", made.unwrap_or_default()))
    }

    /// Files listed here and not there.
    pub(super) fn missing_from<'m>(&'m self, other: &'m Manifest) -> Vec<&'m str> {
        self.files.difference(&other.files).map(String::as_str).collect()
    }

    pub(super) fn holds(&self, path: &str) -> bool {
        self.files.contains(path)
    }

    /// Whether it lists a file of this folder.
    pub(super) fn holds_folder(&self, folder: &str) -> bool {
        let prefix = format!("{folder}/");
        self.files.range(prefix.clone()..).next().is_some_and(|p| p.starts_with(&prefix))
    }

    /// Its files by their names in small letters, for disks that do not tell capitals from small letters.
    pub(super) fn folded(&self) -> BTreeMap<String, &str> {
        self.files.iter().map(|path| (path.to_lowercase(), path.as_str())).collect()
    }
}

/// Whether a path stays inside the output on this system, one name after the other.
pub(super) fn is_inside(path: &str) -> bool {
    let names: Option<Vec<&str>> = Path::new(path)
        .components()
        .map(|part| match part {
            Component::Normal(name) => name.to_str(),
            _ => None,
        })
        .collect();
    names.is_some_and(|names| !names.is_empty() && names.join("/") == path)
        && !path.chars().any(char::is_control)
        && path != NAME
}

/// A path found in the output, as the manifest writes it. A name that is not UTF-8 is none of ours, whatever it looks
/// like.
pub(super) fn name_of(path: &Path) -> String {
    let names: Vec<_> = path.components().map(|c| c.as_os_str().to_string_lossy()).collect();
    names.join("/")
}

/// The manifest of a folder; empty where there is none.
pub(super) fn read(disk: &Disk, output: &Path) -> Result<Manifest, WriteError> {
    let path = output.join(NAME);
    if disk::kind(&path).map_err(at(&path))? != Some(Kind::File) {
        return Ok(Manifest::default());
    }
    let bytes = disk.read(&path).map_err(at(&path))?;
    let lines = std::str::from_utf8(&bytes).ok().and_then(seal::open);
    let (head, made, files) = match lines.as_deref() {
        Some([head, first, files @ ..]) if made_of(first).is_some() && files.iter().all(|f| is_inside(f)) => {
            (*head, made_of(first), files)
        }
        Some([head, files @ ..]) if files.iter().all(|f| is_inside(f)) => (*head, None, files),
        _ => {
            return Err(WriteError::Refused(format!(
                "{} is not as scrutineer wrote it, so nobody knows which files here are scrutineer's; move the folder \
                 away and build again: the whole site is then made anew",
                path.display()
            )));
        }
    };
    Ok(Manifest { files: files.iter().map(|f| (*f).to_owned()).collect(), preview: head == PREVIEW, made })
}

fn made_of(line: &str) -> Option<Made> {
    let (from, holding) = line.strip_prefix(MADE)?.split_once(' ')?;
    Some(Made { from: from.to_owned(), holding: holding.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_that_leaves_the_output_is_known() {
        for path in ["index.html", "plans/p/actions/A1.html", "files/a b.csv", "files/..a"] {
            assert!(is_inside(path), "{path}");
        }
        for path in ["", "/etc/passwd", "..", "../a", "a/../../b", "./a", "a//b", "a/", "a\nb", NAME] {
            assert!(!is_inside(path), "{path}");
        }
    }
}
