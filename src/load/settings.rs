//! `site.toml` to the same marked tree as YAML, so that its faults are listed the same way. Door: toml.

use std::collections::BTreeSet;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::mend;
use super::yaml::tree::{Entries, Key, Node, Tree, Value};
use crate::diagnostic::{Code, Diagnostic, Place};

/// Files above this size, in bytes, are refused unread: the settings of a site are a page or two, and the parser's time
/// grows with the square of the number of keys.
const MOST: usize = 256 * 1024;

/// Reads a TOML text into its marked tree.
///
/// # Errors
/// Every syntax fault the parser finds.
pub(crate) fn parse(file: &str, text: &str) -> Result<Tree, Vec<Diagnostic>> {
    if text.len() > MOST || is_deep(text) {
        let message = "these settings are far longer or deeper than any site needs";
        let help = "keep to the keys in docs/content.md; records belong in files under content/";
        return Err(vec![Diagnostic::new(Code::TomlSyntax, Place::file(file), message, help)]);
    }
    let (table, errors) = DeTable::parse_recoverable(text);
    if errors.is_empty() {
        let range = table.span();
        return Ok(Tree { root: Node { value: map(table.into_inner()), range }, features: Vec::new() });
    }
    let mut lines = BTreeSet::new();
    let first_of_line = errors.iter().filter(|e| {
        let at = e.span().map_or(0, |span| span.start);
        lines.insert(text.get(..at).map_or(0, |before| before.matches('\n').count()))
    });
    Err(first_of_line.map(|error| fault(file, text, error)).collect())
}

/// Whether brackets or the parts of a dotted key lie so deep that the parser must not see them.
fn is_deep(text: &str) -> bool {
    let (mut open, mut dots) = (0_usize, 0_usize);
    text.bytes().any(|byte| {
        match byte {
            b'[' | b'{' => open += 1,
            b']' | b'}' => open = open.saturating_sub(1),
            b'.' => dots += 1,
            b'\n' => dots = 0,
            _ => {}
        }
        open > 100 || dots > 2000
    })
}

/// One syntax fault, told by the change that mends it, or in the parser's own words.
fn fault(file: &str, text: &str, error: &toml::de::Error) -> Diagnostic {
    let Some(span) = error.span() else {
        return Diagnostic::new(Code::TomlSyntax, Place::file(file), error.message().trim(), HELP);
    };
    let line = mend::Line::holding(text, span.start).start;
    let breaks = |text: &str| {
        let (_, errors) = DeTable::parse_recoverable(text);
        let starts = errors.iter().filter_map(toml::de::Error::span).map(|span| span.start);
        // Faults of earlier lines are told of on their own.
        starts.filter(|start| *start >= line).min()
    };
    match mend::first_that_helps(text, span.start, mend::toml::tries(text, span.start), breaks) {
        Some(found) => {
            let (slip, range) = mend::slip(Code::TomlSyntax, found);
            slip.at(Place::bytes(file, range))
        }
        None => {
            let (code, message, help) = plain(error.message().trim());
            Diagnostic::new(code, Place::bytes(file, span), message, help)
        }
    }
}

/// The parser's own words, put plainly, where no change to the line helps.
fn plain(message: &str) -> (Code, String, &'static str) {
    let syntax = |words: &str, help| (Code::TomlSyntax, words.to_owned(), help);
    if message.contains("duplicate key") {
        let help = "keep one of the two lines; the keys of a section stand together under one name in square brackets";
        (Code::DuplicateKey, "this key or section is given twice".to_owned(), help)
    } else if message.contains("key with no value") {
        syntax(
            "nothing is written for this key",
            "write an equals sign and the value, or take the whole line out",
        )
    } else if message.contains("string values must be quoted") {
        syntax(
            "no value can be read here",
            "write the value after the equals sign, a text in straight quotes",
        )
    } else {
        syntax(message, HELP)
    }
}

const HELP: &str = "write key = \"value\", texts and dates as in docs/content.md, a section as [name]";

fn map(table: DeTable<'_>) -> Value {
    let entries = table.into_iter().map(|(key, value)| {
        let range = key.span();
        (Key { text: key.into_inner().into_owned(), range }, node(value))
    });
    let mut entries: Vec<(Key, Node)> = entries.collect();
    entries.sort_by_key(|(key, _)| key.range.start);
    Value::Map(Entries::new(entries))
}

fn node(value: Spanned<DeValue<'_>>) -> Node {
    let range = value.span();
    let value = match value.into_inner() {
        DeValue::String(text) => Value::Scalar(text.into_owned()),
        DeValue::Integer(number) => Value::Scalar(number.as_str().to_owned()),
        DeValue::Float(number) => Value::Scalar(number.as_str().to_owned()),
        DeValue::Boolean(truth) => Value::Scalar(truth.to_string()),
        DeValue::Datetime(date) => Value::Scalar(date.to_string()),
        DeValue::Array(items) => Value::List(items.into_iter().map(node).collect()),
        DeValue::Table(table) => map(table),
    };
    Node { value, range }
}
