//! From a `Place` to bytes of its file. Looked up only for faults that are printed: values carry no place.

use std::ops::Range;

use super::{narrative, toml, yaml};
use crate::diagnostic::{Place, Spot};
use crate::files::SiteFiles;

/// The bytes of a place in its file's text (byte order mark left out), or none where the whole file is meant.
pub(crate) fn locate(files: &SiteFiles, place: &Place) -> Option<Range<usize>> {
    let (steps, is_key) = match &place.spot {
        Spot::File => return None,
        Spot::Bytes(range) => return Some(range.clone()),
        Spot::Value(steps) => (steps, false),
        Spot::Key(steps) => (steps, true),
    };
    let text = files.text(&place.file)?;
    let (tree, offset) = if place.file.ends_with(".toml") {
        (toml::parse(&place.file, text).ok()?, 0)
    } else if place.file.ends_with(".md") {
        let split = narrative::split(text).ok()?;
        (yaml::tree::parse(&text[split.header.clone()]).ok()?, split.header.start)
    } else {
        (yaml::tree::parse(text).ok()?, 0)
    };
    let key = if is_key { tree.root.find_key(steps).map(|k| k.range.clone()) } else { None };
    let range = key.unwrap_or_else(|| tree.root.find(steps).mark());
    Some(range.start + offset..range.end + offset)
}
