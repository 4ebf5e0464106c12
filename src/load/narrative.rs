//! Papers and pages: a header of keys between two `---` lines, and markdown below it.

use std::ops::Range;

use schemars::JsonSchema;
use serde::de::DeserializeOwned;

use super::yaml;
use crate::diagnostic::{Code, Diagnostic, Place, Slip};
use crate::markdown::{self, Outline, Style};

/// What stands below a header.
pub(super) struct Narrative {
    pub(super) text: String,
    pub(super) outline: Outline,
    pub(super) offset: usize,
}

/// The header's and the narrative's bytes in a file's text.
pub(super) struct Split {
    pub(super) header: Range<usize>,
    pub(super) body: usize,
}

/// Loads a paper or page; `text` is without a byte order mark.
pub(super) fn load<T: DeserializeOwned + JsonSchema>(
    path: &str,
    text: &str,
    style: Style,
) -> Result<(T, Narrative), Vec<Diagnostic>> {
    let split = split(text).map_err(|trouble| {
        let Trouble { range, message, help, replacement } = trouble;
        let mut slip = Slip::new(Code::FrontMatter, message, help);
        slip.replacement = replacement.map(str::to_owned);
        vec![slip.at(Place::bytes(path, range))]
    })?;
    let piece = yaml::Piece { file: path, text: &text[split.header.clone()], offset: split.header.start };
    let header = yaml::load(piece)?;
    let body = &text[split.body..];
    let mut outline = markdown::outline(body, style);
    outline.lines_above = text[..split.body].matches('\n').count();
    Ok((header, Narrative { text: body.to_owned(), outline, offset: split.body }))
}

/// What is wrong with a header's lines.
pub(super) struct Trouble {
    range: Range<usize>,
    message: &'static str,
    help: &'static str,
    /// What to put in the marked place.
    replacement: Option<&'static str>,
}

const HELP: &str = "begin the file with a line `---`, then the keys such as `title: …`, then a second line `---`, then the text";

/// Finds the header between its two `---` lines.
pub(super) fn split(text: &str) -> Result<Split, Trouble> {
    let mut at = 0;
    let mut start = None;
    let mut gap = false;
    let mut doubtful = None;
    for line in text.split_inclusive('\n') {
        let next = at + line.len();
        let range = at..at + line.trim_end().len();
        match (line.trim_end(), start) {
            ("---", None) => start = Some(next),
            ("---", Some(start)) => return Ok(Split { header: start..at, body: next }),
            (first, None) => return Err(no_header(text, first, range)),
            // A line that can only be meant to close the header is told of at once: what follows it is no header.
            (line, Some(_)) if is_rule(line) => return Err(not_three(range)),
            (line, Some(_)) if line.trim() == "---" => doubtful = doubtful.or(Some(range)),
            ("", Some(_)) => gap = true,
            // Neither a key nor what stands under one: the text has begun, and a rule in it must not close the header.
            (line, Some(_)) if gap && is_prose(line) => break,
            _ => {}
        }
        at = next;
    }
    let whole = 0..text.lines().next().map_or(0, |line| line.trim_end().len());
    Err(match (start, doubtful) {
        (Some(_), Some(range)) => indented(range),
        (Some(_), None) => Trouble {
            range: whole,
            message: "the header is not closed",
            help: "write a second line --- below the last key, and the text below that",
            replacement: None,
        },
        (None, _) => Trouble { range: 0..0, message: "the file is empty", help: HELP, replacement: None },
    })
}

/// Why the first line begins no header.
fn no_header(text: &str, first: &str, range: Range<usize>) -> Trouble {
    let put = |message, help| Trouble { range: range.clone(), message, help, replacement: None };
    let key = first.split_once(':').is_some_and(|(key, _)| is_key(key));
    match first.trim() {
        "" if text.trim().is_empty() => put("the file is empty", HELP),
        "" => put("an empty line stands above the header", "take it out; the first line of the file is ---"),
        "---" => indented(range),
        _ if is_rule(first) => not_three(range),
        line if line.strip_prefix("---").is_some_and(|rest| rest.starts_with([' ', '\t'])) => put(
            "the line has more than three hyphens in it",
            "write --- on a line of its own, and the first key on the next",
        ),
        _ if key => put("the line --- above the header is missing", HELP),
        _ => put("the file does not begin with a header", HELP),
    }
}

/// A line such as `----`, `—` or `***`, which people and office programs write for three hyphens.
fn is_rule(line: &str) -> bool {
    let dash = |c: char| matches!(c, '-' | '–' | '—' | '―' | '−' | '‐' | '‑' | '­' | '─');
    let mark = |sign: char| line.len() >= 3 && line.chars().all(|c| c == sign);
    let dashes = line.chars().all(dash) && line != "-" && line != "---";
    !line.is_empty() && (dashes || mark('*') || mark('_') || mark('=') || mark('+') || mark('~'))
}

fn not_three(range: Range<usize>) -> Trouble {
    let message = "this line is not made of three hyphens";
    Trouble { range, message, help: "write --- and nothing else on the line", replacement: Some("---") }
}

fn indented(range: Range<usize>) -> Trouble {
    let message = "the line --- is indented";
    Trouble { range, message, help: "begin it at the left margin: ---", replacement: Some("---") }
}

/// Whether it is written like a key.
fn is_key(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|c| c.is_ascii_lowercase() || c == '_')
}

/// Whether a line cannot belong to a header: not indented, no key, no entry of a list, no remark.
fn is_prose(line: &str) -> bool {
    let begins = line.starts_with([' ', '\t', '#', '-', ']', '}', '"', '\'', '?', '%', '&', '*', '!']);
    let key = line
        .split_once(':')
        .is_some_and(|(key, rest)| !key.contains(' ') && (rest.is_empty() || rest.starts_with(' ')));
    !begins && !key
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> (&str, &'static str) {
        match split(text) {
            Ok(split) => (text.get(split.body..).unwrap_or_default(), "read"),
            Err(trouble) => (text.get(trouble.range).unwrap_or_default(), trouble.message),
        }
    }

    #[test]
    fn a_rule_or_heading_of_the_text_is_no_header() {
        for body in ["a\n\n---\n\nb\n", "a: b\n---\ntext\n", "Heading\n---\n", "---\n", "***\n"] {
            let text = format!("---\ntitle: T\n---\n{body}");
            assert_eq!(told(&text), (body, "read"));
        }
        assert_eq!(told("--- \r\ntitle: T\r\n---\t\r\na").1, "read");
        assert_eq!(told("---\ntitle: >-\n  a\n\n  b\n\nkind: report\n- x\n---\na").1, "read");
    }

    #[test]
    fn each_slip_of_a_header_is_told_by_its_cause() {
        let three = "this line is not made of three hyphens";
        for (text, part, message) in [
            ("", "", "the file is empty"),
            ("\n \n", "", "the file is empty"),
            ("\n---\ntitle: T\n---\n", "", "an empty line stands above the header"),
            ("----\ntitle: T\n----\n", "----", three),
            ("—\ntitle: T\n—\n", "—", three),
            ("***\ntitle: T\n***\n", "***", three),
            (" ---\ntitle: T\n---\n", " ---", "the line --- is indented"),
            ("--- title: T\n---\n", "--- title: T", "the line has more than three hyphens in it"),
            ("title: T\nkind: report\n---\ntext", "title: T", "the line --- above the header is missing"),
            ("# Title\n\ntext", "# Title", "the file does not begin with a header"),
            ("---\ntitle: T\n----\ntext\n\n---\n", "----", three),
            ("---\ntitle: T\n–-\ntext\n", "–-", three),
            ("---\ntitle: T\n  ---\ntext\n", "  ---", "the line --- is indented"),
            ("---\ntitle: T\n\n1. text\n", "---", "the header is not closed"),
            ("---\ntitle: T\n\n1. text\n\n---\n\nmore\n", "---", "the header is not closed"),
        ] {
            assert_eq!(told(text), (part, message), "{text:?}");
        }
    }
}
