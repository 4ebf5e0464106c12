//! What officers slip on in site.toml: texts without quotes, dates the British way, colons in place of equals signs.

use super::{Line, Try};
use crate::model::date::Date;
use crate::model::scalar::Written;

/// Changes worth trying where a text broke off at a byte, the likeliest first.
pub(in crate::load) fn tries(text: &str, broke: usize) -> Vec<Try> {
    let mut line = Line::holding(text, broke);
    if line.is_empty() {
        line = line.above(text).unwrap_or(line);
    }
    let mut tries = on(&line);
    tries.extend(line.above(text).iter().flat_map(on));
    tries
}

fn on(line: &Line<'_>) -> Vec<Try> {
    let mut tries = Vec::new();
    let body = line.body();
    let key = body.find(|c: char| !c.is_ascii_alphanumeric() && !"_-.".contains(c)).unwrap_or(body.len());
    let rest = &body[key..];
    let at = line.indent() + key;
    let sign = rest.len() - rest.trim_start().len();
    let found = rest.trim_start();
    if key > 0 && found.starts_with(':') {
        let after = found[1..].trim();
        let range = line.bytes(at..line.text.len());
        let message = "keys and values are separated by an equals sign here";
        // Bare words are no value; only the parser of a text without other faults would say so.
        let is_value = after.starts_with(['"', '\'', '[', '{', 't', 'f'])
            || after.starts_with(|c: char| c.is_ascii_digit());
        let (bare, in_quotes) = (format!(" = {after}"), format!(" = {}", quoted(after)));
        for text in if is_value { [bare, in_quotes] } else { [in_quotes, bare] } {
            let help = format!("write: {}{text}", &body[..key]);
            tries.push(Try::new(range.clone(), text, message, help));
        }
    } else if key > 0 && found.starts_with('=') {
        let start = at + sign + 1;
        let start = start + line.text[start..].len() - line.text[start..].trim_start().len();
        let text = line.text[start..].trim_end();
        tries.extend(values(line, start, text, &body[..key]));
    } else if body.starts_with('[') && !body.trim_end().ends_with(']') {
        let end = line.indent() + body.trim_end().len();
        let range = line.bytes(line.indent()..end);
        let text = format!("{}]", body.trim_end());
        let help = format!("write: {text}");
        tries.push(Try::new(range, text, "the name of a section is not closed", help));
    }
    tries
}

fn values(line: &Line<'_>, start: usize, text: &str, key: &str) -> Vec<Try> {
    let range = line.bytes(start..start + text.len());
    let bare = text.trim_matches(['"', '\'', '\u{201c}', '\u{201d}', '\u{2018}', '\u{2019}']);
    let make = |new: String, message: &str| {
        let help = format!("write: {key} = {new}");
        Try::new(range.clone(), new, message, help)
    };
    let mut tries = Vec::new();
    if text.starts_with(|c: char| c.is_ascii_digit())
        && let Some(date) = Date::read(text).err().and_then(|slip| slip.replacement)
    {
        tries.push(make(date, "dates are written year first"));
    }
    let message = if text.is_empty() {
        "nothing is written after the equals sign"
    } else if text.contains(['\u{201c}', '\u{201d}', '\u{2018}', '\u{2019}']) {
        "curly quotation marks do not hold a value together"
    } else if text.starts_with(['"', '\'']) && text.contains('\\') {
        "a backslash inside double quotes means something else"
    } else if text.starts_with(['"', '\'']) {
        "the quotation marks of this value do not match"
    } else {
        "a text stands in straight quotes here"
    };
    if !text.is_empty() {
        tries.push(make(quoted(bare), message));
    }
    if text.starts_with('[') {
        tries.push(make(format!("{text}]"), "a bracket is opened here and never closed"));
    }
    tries
}

/// A text as TOML holds it: a backslash or double quote asks for single quotes.
fn quoted(text: &str) -> String {
    if text.contains(['"', '\\']) && !text.contains('\'') {
        format!("'{text}'")
    } else {
        format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
    }
}
