//! What the columns of a CSV mean, for machines: metadata by the W3C's Recommendation "Metadata Vocabulary for Tabular
//! Data". Each file has its own, where readers look for it; one more describes all files together, with what refers to
//! what, since a table alone can refer to no other.

use serde_json::{Map, Value, json};

use super::table::{Column, Description, Kind};
use crate::files::Bytes;

/// The site that the tables belong to.
pub(crate) struct About<'a> {
    /// Its language.
    pub(crate) language: &'a str,
    /// Its title.
    pub(crate) site: &'a str,
    /// Its address, ending in `/`, where it has one.
    pub(crate) base: Option<String>,
}

/// The metadata of one file.
pub(crate) fn one(about: &About<'_>, table: &Description) -> Bytes {
    let mut metadata = Map::new();
    metadata.insert("@context".to_owned(), context(about));
    metadata.extend(described(about, table, false));
    bytes(&Value::Object(metadata))
}

/// The metadata of all files together, with what refers to what.
pub(crate) fn all(about: &About<'_>, tables: &[Description]) -> Bytes {
    let tables: Vec<Value> = tables.iter().map(|t| Value::Object(described(about, t, true))).collect();
    bytes(&json!({ "@context": context(about), "dc:title": about.site, "tables": tables }))
}

fn context(about: &About<'_>) -> Value {
    json!(["http://www.w3.org/ns/csvw", { "@language": about.language }])
}

fn bytes(value: &Value) -> Bytes {
    let mut bytes = serde_json::to_vec_pretty(value).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

fn described(about: &About<'_>, table: &Description, with_references: bool) -> Map<String, Value> {
    let columns: Vec<Value> = table.columns.iter().map(|c| column(about, c)).collect();
    let mut schema = Map::new();
    schema.insert("columns".to_owned(), Value::Array(columns));
    schema.insert("primaryKey".to_owned(), json!(table.key));
    if with_references && !table.references.is_empty() {
        let reference = |r: &super::table::Reference| {
            let to = json!({ "resource": format!("{}.csv", r.table), "columnReference": r.to });
            json!({ "columnReference": r.columns, "reference": to })
        };
        let list = table.references.iter().map(reference).collect();
        schema.insert("foreignKeys".to_owned(), Value::Array(list));
    }
    let mut described = Map::new();
    described.insert("url".to_owned(), json!(format!("{}.csv", table.name)));
    described.insert("dc:title".to_owned(), json!(format!("{}: {}", about.site, table.title)));
    described.insert("dc:description".to_owned(), json!(format!("{} {GUARD}", table.about)));
    let dialect = json!({
        "encoding": "utf-8", "header": true, "delimiter": ",", "quoteChar": "\"", "doubleQuote": true,
        "lineTerminators": ["\r\n"],
    });
    described.insert("dialect".to_owned(), dialect);
    described.insert("null".to_owned(), json!(""));
    described.insert("tableSchema".to_owned(), Value::Object(schema));
    described
}

/// How to have the words of a cell again that would have run as a formula.
const GUARD: &str = "A cell of words that would begin with = + - @ or an apostrophe has an apostrophe before it, so that no \
                     spreadsheet runs it: take one leading apostrophe away to have the words.";

fn column(about: &About<'_>, column: &Column) -> Value {
    let mut value = Map::new();
    value.insert("name".to_owned(), json!(column.name));
    // The first row has the names, so the name is the first title.
    value.insert("titles".to_owned(), json!([column.name, column.title]));
    value.insert("dc:description".to_owned(), json!(meaning(column)));
    let datatype = match &column.kind {
        Kind::Text | Kind::Ids | Kind::Pages | Kind::Page => json!("string"),
        Kind::Word(words) => {
            let words: Vec<&str> = words.iter().map(|w| w.word.as_str()).collect();
            json!({ "base": "string", "format": words.join("|") })
        }
        Kind::Day => json!({ "base": "date", "format": "yyyy-MM-dd" }),
        Kind::Whole => json!("integer"),
        Kind::Decimal => json!("decimal"),
        Kind::YesNo => json!({ "base": "boolean", "format": "true|false" }),
    };
    value.insert("datatype".to_owned(), datatype);
    if matches!(column.kind, Kind::Ids | Kind::Pages) {
        value.insert("separator".to_owned(), json!(" "));
    }
    if column.full {
        value.insert("required".to_owned(), json!(true));
    }
    if let (Kind::Page, Some(base)) = (&column.kind, &about.base) {
        value.insert("valueUrl".to_owned(), json!(format!("{base}{{+{}}}", column.name)));
    }
    Value::Object(value)
}

/// What a column means, with the words that it may hold.
pub(crate) fn meaning(column: &Column) -> String {
    let Kind::Word(words) = &column.kind else { return column.about.clone() };
    let words = words.iter().map(|w| format!("{}: {}", w.word, w.meaning.trim_end_matches('.')));
    format!("{}. {}", column.about, words.collect::<Vec<_>>().join("; "))
}
