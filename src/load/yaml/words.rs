//! The parsers' words for broken YAML, put plainly, with what to write instead.

use crate::diagnostic::{Code, Slip};

/// Words for a syntax fault at a byte of the text.
pub(crate) fn syntax(info: &str, text: &str, at: usize) -> Slip {
    let line_start = text[..floor(text, at)].rfind('\n').map_or(0, |i| i + 1);
    let line = text[line_start..].lines().next().unwrap_or("");
    let (message, help) = if line.starts_with('\t') || info.contains("tab") {
        ("a tab stands where spaces belong", "indent with spaces only, two for each level".to_owned())
    } else if info.contains("mapping values are not allowed") || info.contains("illegal placement") {
        ("a second colon makes this line unreadable", quote_help(line))
    } else if info.contains("unexpected end") && info.contains("quot")
        || info.contains("while scanning a quoted scalar")
    {
        (
            "a quotation mark is opened and never closed",
            "close the text with the same mark, or take the mark out".to_owned(),
        )
    } else if info.contains("did not find expected key") || info.contains("simple key") {
        (
            "this line fits neither the list nor the keys around it",
            "every key needs a colon and a space after it, and the same indentation as the keys beside it"
                .to_owned(),
        )
    } else if info.contains("did not find expected") {
        (
            "the list or the keys around this place are not finished",
            "check that every [ has its ], every { its }, and that the indentation matches the lines above"
                .to_owned(),
        )
    } else if info.contains("found character that cannot start any token")
        || info.contains("unexpected character")
    {
        ("a text cannot begin with this sign", quote_help(line))
    } else {
        return Slip::new(
            Code::YamlSyntax,
            format!("this cannot be read as YAML ({info})"),
            "check the colon, the quotation marks and the indentation of this line and the one above",
        );
    };
    Slip::new(Code::YamlSyntax, message, help)
}

fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|i| text.is_char_boundary(*i)).unwrap_or(0)
}

/// Shows the line with its value in quotation marks.
fn quote_help(line: &str) -> String {
    match line.split_once(": ") {
        Some((key, value)) if !value.is_empty() => {
            format!(
                "put the whole value in straight quotes: {}: \"{}\"",
                key.trim(),
                value.trim().replace('"', "'")
            )
        }
        _ => "put the whole value in straight quotes".to_owned(),
    }
}

/// A file with a second `---`.
pub(crate) fn second_document() -> Slip {
    Slip::new(
        Code::YamlSyntax,
        "a second `---` begins another document",
        "take the line `---` out; one file is one document",
    )
}
