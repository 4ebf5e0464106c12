//! `site.toml` to the same marked tree as YAML, so that its faults are listed the same way. Door: toml.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::yaml::tree::{Key, Node, Tree, Value};
use crate::diagnostic::{Code, Diagnostic, Place};

/// Reads a TOML text into its marked tree.
///
/// # Errors
/// Every syntax fault the parser finds.
pub(crate) fn parse(file: &str, text: &str) -> Result<Tree, Vec<Diagnostic>> {
    let (table, errors) = DeTable::parse_recoverable(text);
    if errors.is_empty() {
        let range = table.span();
        return Ok(Tree { root: Node { value: map(table.into_inner()), range }, features: Vec::new() });
    }
    let place = |error: &toml::de::Error| match error.span() {
        Some(span) => Place::bytes(file, span),
        None => Place::file(file),
    };
    let help = "write key = \"value\", texts and dates as in docs/content.md, a section as [name]";
    Err(errors
        .iter()
        .map(|e| Diagnostic::new(Code::TomlSyntax, place(e), e.message().trim(), help))
        .collect())
}

fn map(table: DeTable<'_>) -> Value {
    let entries = table.into_iter().map(|(key, value)| {
        let range = key.span();
        (Key { text: key.into_inner().into_owned(), range }, node(value))
    });
    let mut entries: Vec<(Key, Node)> = entries.collect();
    entries.sort_by_key(|(key, _)| key.range.start);
    Value::Map(entries)
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
