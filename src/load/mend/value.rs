//! A value that cannot be read as it stands, put into quotation marks or finished.

use std::ops::Range;

use super::{Line, Try, is_odd_space};

/// A `key: value` or `- value` line taken apart.
pub(super) struct Value<'t> {
    /// What stands before the value, such as `title: `, with its indentation.
    pub(super) lead: &'t str,
    /// The value, without spaces around it.
    pub(super) text: &'t str,
    /// Its bytes in the line.
    pub(super) range: Range<usize>,
    /// The column of its key, behind any hyphens.
    pub(super) column: usize,
}

/// The value of a line: what stands after its first colon with a space, or after its hyphens.
pub(super) fn of<'t>(line: &Line<'t>) -> Option<Value<'t>> {
    let mut at = line.indent();
    while line.text[at..].starts_with("- ") {
        at += 2;
    }
    let column = at;
    let is_key =
        |key: &str| !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || "_-. ".contains(c));
    if let Some(colon) = line.text[at..].find(": ").filter(|colon| is_key(&line.text[at..at + colon])) {
        at += colon + 2;
    } else if line.text[at..].strip_suffix(':').is_some_and(is_key) {
        return None;
    }
    let rest = &line.text[at..];
    let text = rest.trim_start_matches(|c: char| c == ' ' || is_odd_space(c)).trim_end();
    let start = line.text.len() - rest.trim_start_matches(|c: char| c == ' ' || is_odd_space(c)).len();
    (!text.is_empty()).then(|| Value {
        lead: &line.text[..start],
        text,
        range: start..start + text.len(),
        column,
    })
}

/// A text in the straight quotation marks that need least change in it.
pub(in crate::load) fn quoted(text: &str) -> String {
    if text.contains(['"', '\\']) { format!("'{}'", text.replace('\'', "''")) } else { format!("\"{text}\"") }
}

const CURLY: [char; 4] = ['\u{201c}', '\u{201d}', '\u{201e}', '\u{201f}'];

/// Ways to finish or quote a line's value.
pub(super) fn tries(line: &Line<'_>) -> Vec<Try> {
    let Some(value) = of(line) else { return Vec::new() };
    let range = line.bytes(value.range.clone());
    let lead = value.lead.trim_start();
    let make = |text: String, message: &str, help: &str| {
        let help = format!("{help}: {lead}{text}");
        Try::new(range.clone(), text, message, help)
    };
    let inner = |marks: &[char]| value.text.trim_matches(marks).to_owned();
    let whole = "put the whole value in straight quotes";
    let mut tries = Vec::new();
    match value.text.chars().next() {
        Some(mark) if CURLY.contains(&mark) || value.text.ends_with(CURLY) => {
            tries.push(make(
                quoted(&inner(&CURLY)),
                "curly quotation marks do not hold a value together",
                "write straight ones",
            ));
        }
        Some(mark @ ('"' | '\'')) => tries.extend(quote_tries(value.text, mark, &make)),
        Some('[' | '{') => {
            tries.push(make(
                format!("{}{}", value.text, closers(value.text)),
                "a bracket is opened here and never closed",
                "close it",
            ));
            let comma = "a comma is missing between two entries";
            tries.extend(missing_comma(value.text).map(|better| make(better, comma, "write it")));
            if let Some(better) = value.text.strip_suffix([']', '}']) {
                let message = "a bracket is closed here that was never opened";
                tries.push(make(better.to_owned(), message, "take it out"));
            }
            tries.push(make(quoted(value.text), "a text cannot begin with a bracket", whole));
        }
        Some('|' | '>') => {
            let rest = value.text[1..].trim_start_matches(['-', '+']).trim();
            let indent = " ".repeat(value.column + 2);
            let text = format!(">-\n{indent}{rest}");
            let help = "begin the text on the next line, indented further than the key".to_owned();
            tries.push(Try::new(range.clone(), text, "a text cannot begin on the line of its | or >", help));
            tries.push(make(quoted(value.text), "a text cannot begin with this sign", whole));
        }
        Some('-') if value.text.starts_with("- ") => {
            let text = format!("\n{}{}", " ".repeat(value.column + 2), value.text);
            let help = "begin the list on the next line, each entry with its hyphen on a line of its own";
            tries.push(Try::new(range.clone(), text, "a list cannot begin on the line of its key", help));
        }
        Some(sign) if "@`%&*!#?-,]}".contains(sign) => {
            tries.push(make(quoted(value.text), &format!("a text cannot begin with `{sign}`"), whole));
        }
        _ => {}
    }
    if value.text.contains(": ") || value.text.ends_with(':') || value.text.contains(":\t") {
        tries.push(make(quoted(value.text), "a second colon makes this line unreadable", whole));
    }
    tries
}

/// Ways to mend a value that begins with a quotation mark.
fn quote_tries(text: &str, mark: char, make: &dyn Fn(String, &str, &str) -> Try) -> Vec<Try> {
    let inner = text.strip_prefix(mark).unwrap_or(text);
    let closed = inner.strip_suffix(mark);
    let mut tries = Vec::new();
    if closed.is_none() && inner.contains(mark) {
        let message = "a text goes on after its closing quotation mark";
        tries.push(make(quoted(text), message, "put the whole value in quotes"));
    }
    if let Some(inner) = closed {
        if mark == '"' && inner.contains('\\') {
            let message = "a backslash inside double quotes means something else";
            tries.push(make(quoted(inner), message, "write single quotes"));
        }
        let message = match mark {
            '"' => "a double quote inside a text in double quotes ends it",
            _ => "an apostrophe inside a text in single quotes ends it",
        };
        tries.push(make(quoted(inner), message, "put the value in the other kind of quotes"));
    } else {
        let open = "a quotation mark is opened here and never closed";
        tries.push(make(format!("{text}{mark}"), open, "close it"));
        tries.push(make(quoted(inner), open, "close it"));
    }
    tries
}

/// `{paper: x at: p1}` with the comma that its second key needs.
fn missing_comma(text: &str) -> Option<String> {
    let colons: Vec<usize> = text.match_indices(": ").map(|(at, _)| at).collect();
    colons.iter().skip(1).rev().find_map(|colon| {
        let space = text[..*colon].rfind(' ')?;
        let missing = !text[..space].trim_end().ends_with([',', '{', ':']);
        missing.then(|| format!("{},{}", text[..space].trim_end(), &text[space..]))
    })
}

/// The brackets that close what a text leaves open, quoted parts left out.
fn closers(text: &str) -> String {
    let mut open = Vec::new();
    let mut quote = None;
    for letter in text.chars() {
        match (letter, quote) {
            (mark, Some(begun)) if mark == begun => quote = None,
            (_, Some(_)) => {}
            ('"', None) => quote = Some('"'),
            ('[', None) => open.push(']'),
            ('{', None) => open.push('}'),
            (']' | '}', None) => drop(open.pop()),
            _ => {}
        }
    }
    open.into_iter().rev().collect()
}
