//! Words for YAML that cannot be read: the cause put plainly, at its place, with what to write instead.

use std::ops::Range;

use super::super::mend::{self, Line};
use super::tree;
use crate::diagnostic::{Code, Slip};

/// The fault at which the parser broke off.
pub(crate) fn syntax(info: &str, text: &str, at: usize) -> (Slip, Range<usize>) {
    let found = mend::first_that_helps(text, at, mend::yaml::tries(text, at), tree::breaks_at);
    if let Some(found) = found {
        return mend::slip(Code::YamlSyntax, found);
    }
    let mut line = Line::holding(text, at);
    let mut start = mend::floor(text, at);
    if line.is_empty() {
        line = line.above(text).unwrap_or(line);
        start = line.start + line.indent();
    }
    let end = (line.start + line.text.trim_end().len()).max(start);
    let (message, help) = plain(info);
    (Slip::new(Code::YamlSyntax, message, help), start..end)
}

/// The parser's own words, put plainly, where no change to the line helps.
fn plain(info: &str) -> (String, &'static str) {
    let known: [(&[&str], &str, &str); 5] = [
        (&["tab"], "a tab stands where spaces belong", "indent with spaces only, two for each level"),
        (
            &["mapping values are not allowed", "illegal placement"],
            "a second colon makes this line unreadable",
            "put the whole value in straight quotes, and indent each key like the keys beside it",
        ),
        (
            &["unexpected end of stream", "quoted scalar"],
            "a quotation mark is opened and never closed",
            "close the text with the same mark, or take the mark out",
        ),
        (
            &["flow", "bracket"],
            "a bracket is opened and never closed, or closed and never opened",
            "check that every [ has its ] and every { its }, with commas between the entries",
        ),
        (
            &["recursion limit"],
            "brackets are opened inside brackets again and again",
            "close each [ and { before the next, or put a text with brackets in straight quotes",
        ),
    ];
    let found = known.iter().find(|(signs, _, _)| signs.iter().any(|sign| info.contains(sign)));
    match found {
        Some((_, message, help)) => ((*message).to_owned(), help),
        None => (
            "this fits neither the list nor the keys around it".to_owned(),
            "every key needs a colon and a space after it, every entry of a list a hyphen and a space, and both the \
             same indentation as their neighbours",
        ),
    }
}

/// A file with a second `---`.
pub(crate) fn second_document() -> Slip {
    let message = "a second `---` begins another document";
    Slip::new(Code::YamlSyntax, message, "take the line `---` out; one file is one document").replaced_by("")
}

/// Lists and keys in one another without end.
pub(crate) fn too_deep(most: usize) -> Slip {
    let message = format!("more than {most} lists and keys lie in one another here");
    Slip::new(
        Code::YamlSyntax,
        message,
        "close the brackets, or compare the indentation with docs/content.md",
    )
}
