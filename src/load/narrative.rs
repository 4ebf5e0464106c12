//! Papers and pages: a header of keys between two `---` lines, and markdown below it.

use schemars::JsonSchema;
use serde::de::DeserializeOwned;

use super::yaml;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::markdown::{self, Outline, Style};

/// What stands below a header.
pub(super) struct Narrative {
    pub(super) text: String,
    pub(super) outline: Outline,
    pub(super) offset: usize,
}

/// The header's and the narrative's bytes in a file's text.
pub(super) struct Split {
    pub(super) header: std::ops::Range<usize>,
    pub(super) body: usize,
}

/// Loads a paper or page; `text` is without a byte order mark.
pub(super) fn load<T: DeserializeOwned + JsonSchema>(
    path: &str,
    text: &str,
    style: Style,
) -> Result<(T, Narrative), Vec<Diagnostic>> {
    let split = split(text).map_err(|(message, help)| {
        vec![Diagnostic::new(
            Code::FrontMatter,
            Place::bytes(path, 0..text.find('\n').unwrap_or(text.len())),
            message,
            help,
        )]
    })?;
    let piece = yaml::Piece { file: path, text: &text[split.header.clone()], offset: split.header.start };
    let header = yaml::load(piece)?;
    let body = &text[split.body..];
    Ok((
        header,
        Narrative { text: body.to_owned(), outline: markdown::outline(body, style), offset: split.body },
    ))
}

/// Finds the header between its two `---` lines.
pub(super) fn split(text: &str) -> Result<Split, (&'static str, &'static str)> {
    let help = "begin the file with a line `---`, then the keys such as `title: …`, then a second line `---`, \
                then the text";
    let mut at = 0;
    let mut start = None;
    for line in text.split_inclusive('\n') {
        let next = at + line.len();
        match (line.trim_end(), start) {
            ("---", None) => start = Some(next),
            ("---", Some(start)) => return Ok(Split { header: start..at, body: next }),
            (_, None) => return Err(("the file does not begin with a header", help)),
            _ => {}
        }
        at = next;
    }
    match start {
        Some(_) => Err(("the header is not closed", help)),
        None => Err(("the file is empty", help)),
    }
}
