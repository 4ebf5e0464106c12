//! From a `Place` to bytes of its file. Looked up only for faults that are printed: values carry no place.

use std::ops::Range;

use super::yaml::tree::Node;
use super::{narrative, settings, yaml};
use crate::diagnostic::{Place, Spot};
use crate::files::SiteFiles;

/// Finds places in the files of a site. Who asks for one file's places after the other's has each file read into its marked
/// tree once, and one tree at a time in memory.
pub struct Locator<'f> {
    files: &'f SiteFiles,
    /// The file asked for last, and its tree with where it begins.
    last: (String, Option<(Node, usize)>),
}

impl<'f> Locator<'f> {
    /// A locator for the files of a site.
    pub fn new(files: &'f SiteFiles) -> Self {
        Locator { files, last: (String::new(), None) }
    }

    /// The bytes of a place in its file's text (byte order mark left out), or none where the whole file is meant.
    pub fn locate(&mut self, place: &Place) -> Option<Range<usize>> {
        let (steps, is_key) = match &place.spot {
            Spot::File => return None,
            Spot::Bytes(range) => return Some(range.clone()),
            Spot::Value(steps) | Spot::Words(steps, ..) => (steps, false),
            Spot::Key(steps) => (steps, true),
        };
        let files = self.files;
        if self.last.0 != place.file {
            self.last = (place.file.clone(), tree(files, &place.file));
        }
        let (root, offset) = self.last.1.as_ref()?;
        let key = if is_key { root.find_key(steps).map(|k| k.range.clone()) } else { None };
        let range = key.unwrap_or_else(|| root.find(steps).mark());
        let range = range.start + offset..range.end + offset;
        let words = match &place.spot {
            Spot::Words(_, at) => {
                let (words, before) = at.as_ref();
                let value =
                    files.text(&place.file).and_then(|text| text.get(range.clone())).unwrap_or_default();
                value
                    .match_indices(words.as_str())
                    .nth(*before)
                    .map(|(at, _)| range.start + at..range.start + at + words.len())
            }
            _ => None,
        };
        Some(words.unwrap_or(range))
    }
}

fn tree(files: &SiteFiles, file: &str) -> Option<(Node, usize)> {
    let text = files.text(file)?;
    if file.ends_with(".toml") {
        return settings::parse(file, text).ok().map(|tree| (tree.root, 0));
    }
    if file.ends_with(".md") {
        let split = narrative::split(text).ok()?;
        let tree = yaml::tree::parse(&text[split.header.clone()]).ok()?;
        return Some((tree.root, split.header.start));
    }
    yaml::tree::parse(text).ok().map(|tree| (tree.root, 0))
}
