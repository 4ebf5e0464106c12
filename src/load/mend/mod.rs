//! Finds what an officer most likely meant where a file cannot be read: changes to the line concerned and the one
//! above it are tried in order, and the first that lets the reader get past it is told, with the text to write. So the
//! cause is named and not its consequence, and the help is known to help.

pub(super) mod toml;
mod value;
pub(super) mod yaml;

use std::ops::Range;

pub(in crate::load) use value::quoted;

use crate::diagnostic::{Code, Slip};

/// Texts above this size, in bytes, are told the parser's words alone: each change tried reads the text again.
const MOST: usize = 512 * 1024;

/// Of a line, so many bytes to either side are looked at: a file may be one line of megabytes.
const WINDOW: usize = 4000;

/// A change that may make a text readable.
pub(super) struct Try {
    /// What is replaced, and marked.
    pub(super) range: Range<usize>,
    /// What stands there instead.
    pub(super) text: String,
    /// What is wrong, if this change helps.
    pub(super) message: String,
    /// How to put it right.
    pub(super) help: String,
}

impl Try {
    pub(super) fn new(
        range: Range<usize>,
        text: impl Into<String>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Self {
        Try { range, text: text.into(), message: message.into(), help: help.into() }
    }
}

/// A line of a text, without its ending.
#[derive(Clone, Copy)]
pub(super) struct Line<'t> {
    pub(super) start: usize,
    pub(super) text: &'t str,
}

impl<'t> Line<'t> {
    /// The line that holds a byte; the last one for what lies behind it.
    pub(super) fn holding(text: &'t str, at: usize) -> Self {
        let at = floor(text, at);
        let (from, to) = (floor(text, at.saturating_sub(WINDOW)), floor(text, at + WINDOW));
        let start = text[from..at].rfind(['\n', '\r']).map_or(from, |i| from + i + 1);
        let end = text[at..to].find(['\n', '\r']).map_or(to, |i| at + i);
        Line { start, text: &text[start..end] }
    }

    /// The nearest line below that holds more than a comment.
    pub(super) fn below(&self, text: &'t str) -> Option<Self> {
        let mut line = *self;
        while line.range().end < text.len() {
            line = Line::holding(text, line.range().end + 1);
            if !line.is_empty() {
                return Some(line);
            }
        }
        None
    }

    /// The nearest line above that holds more than a comment.
    pub(super) fn above(&self, text: &'t str) -> Option<Self> {
        let mut line = *self;
        while line.start > 0 {
            line = Line::holding(text, line.start - 1);
            if !line.is_empty() {
                return Some(line);
            }
        }
        None
    }

    /// Whether it holds nothing, or a comment.
    pub(super) fn is_empty(&self) -> bool {
        let body = self.text.trim_start();
        body.is_empty() || body.starts_with('#')
    }

    /// How many bytes of space it begins with, odd spaces and tabs included.
    pub(super) fn indent(&self) -> usize {
        self.text.len() - self.text.trim_start_matches(is_space).len()
    }

    /// The line without its indentation.
    pub(super) fn body(&self) -> &'t str {
        &self.text[self.indent()..]
    }

    /// Bytes of the text that stand at these bytes of the line.
    pub(super) fn bytes(&self, range: Range<usize>) -> Range<usize> {
        self.start + range.start..self.start + range.end
    }

    /// The bytes of the whole line.
    pub(super) fn range(&self) -> Range<usize> {
        self.bytes(0..self.text.len())
    }
}

/// The value of a `key: value` line and its bytes in the text.
pub(super) fn value_of<'t>(line: &Line<'t>) -> Option<(Range<usize>, &'t str)> {
    value::of(line).map(|value| (line.bytes(value.range), value.text))
}

/// Signs that look like a space or like nothing, and are neither to a parser.
pub(super) fn is_odd_space(letter: char) -> bool {
    matches!(
        letter,
        '\u{a0}' | '\u{1680}' | '\u{2000}'
            ..='\u{200d}' | '\u{202f}' | '\u{205f}' | '\u{2060}' | '\u{3000}' | '\u{feff}'
    )
}

fn is_space(letter: char) -> bool {
    letter == ' ' || letter == '\t' || is_odd_space(letter)
}

/// The first change that lets a reader get past the place where it broke off; `breaks` tells where it does.
pub(super) fn first_that_helps(
    text: &str,
    broke: usize,
    tries: impl IntoIterator<Item = Try>,
    breaks: impl Fn(&str) -> Option<usize>,
) -> Option<Try> {
    if text.len() > MOST {
        return None;
    }
    let broken_line = line_number(text, broke);
    let at_end = text[floor(text, broke)..].trim().is_empty();
    tries.into_iter().filter(|t| text.get(t.range.clone()) != Some(t.text.as_str())).find(|t| {
        let mut changed = text.to_owned();
        changed.replace_range(t.range.clone(), &t.text);
        let Some(at) = breaks(&changed) else { return true };
        // Where the reader broke off at the end of the file, any later fault that it can now name is another one.
        let last = line_number(text, t.range.end);
        let still_at_end = changed[floor(&changed, at)..].trim().is_empty();
        let grown = t.text.matches('\n').count().saturating_sub(text[t.range.clone()].matches('\n').count());
        let line = line_number(&changed, at);
        line > last.max(broken_line) + grown || (at_end && !still_at_end && line > last + grown)
    })
}

/// The slip that a change which helps has found, and where.
pub(super) fn slip(code: Code, found: Try) -> (Slip, Range<usize>) {
    (Slip::new(code, found.message, found.help).replaced_by(found.text), found.range)
}

fn line_number(text: &str, at: usize) -> usize {
    text[..floor(text, at)].matches('\n').count()
}

/// The start of the letter that holds a byte.
pub(super) fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|i| text.is_char_boundary(*i)).unwrap_or(0)
}
