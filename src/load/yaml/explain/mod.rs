//! Walks a marked tree against the schema of the keys and lists every structural fault at its exact bytes. The schema
//! is made from the same types that load the file, so keys are defined once.

mod keys;
mod scalar;
mod unknown;

use std::collections::BTreeMap;
use std::ops::Range;

use serde_json::Value as Json;

use super::super::{mend, signs};
use super::tree::{Node, Tree, Value, feature_slip};
use crate::diagnostic::{Code, Slip};
use scalar::words_of;

/// A fault and the bytes it stands at.
pub(crate) type Placed = (Slip, Range<usize>);

/// Every structural fault of a tree.
pub(crate) fn explain(tree: &Tree, text: &str, schema: &Json, toml: bool) -> Vec<Placed> {
    let mut walk = Walk { root: schema, text, toml, features: BTreeMap::new(), faults: Vec::new() };
    for (range, what) in &tree.features {
        walk.feature(range, what);
    }
    walk.node(&tree.root, schema, "the file");
    walk.faults.sort_by_key(|(_, range)| (range.start, range.end));
    walk.faults
}

struct Walk<'s> {
    root: &'s Json,
    /// The file's own text.
    text: &'s str,
    /// Whether the file is TOML, so that help shows its way of writing.
    toml: bool,
    /// Where tags, anchors and the like begin and end.
    features: BTreeMap<usize, usize>,
    faults: Vec<Placed>,
}

/// The three forms a value can have.
#[derive(Clone, Copy, PartialEq)]
enum Form {
    Scalar,
    List,
    Map,
}

impl Form {
    fn words(self) -> &'static str {
        match self {
            Form::Scalar => "a single value",
            Form::List => "a list",
            Form::Map => "keys with values",
        }
    }
}

impl<'s> Walk<'s> {
    fn fault(&mut self, code: Code, range: Range<usize>, message: String, help: String) {
        self.faults.push((Slip::new(code, message, help), range));
    }

    /// The alternatives a schema allows, references followed.
    fn choices<'c>(&self, schema: &'c Json) -> Vec<&'c Json>
    where
        's: 'c,
    {
        let schema = self.follow(schema);
        match schema.get("anyOf").and_then(Json::as_array) {
            Some(options) => options.iter().flat_map(|option| self.choices(option)).collect(),
            None => vec![schema],
        }
    }

    fn follow<'c>(&self, schema: &'c Json) -> &'c Json
    where
        's: 'c,
    {
        let pointer = schema.get("$ref").and_then(Json::as_str).and_then(|r| r.strip_prefix('#'));
        match pointer.and_then(|p| self.root.pointer(p)) {
            Some(target) => self.follow(target),
            None => schema,
        }
    }

    /// Tells of signs that no text holds, written as escapes in a key or value, and whether there are any.
    fn escapes(&mut self, range: &Range<usize>) -> bool {
        let written = self.text.get(range.clone()).unwrap_or("");
        let found = signs::in_escapes(written);
        for (at, sign) in &found {
            let slip = signs::slip(*sign, written.get(at.clone()).unwrap_or(""));
            self.faults.push((slip, range.start + at.start..range.start + at.end));
        }
        !found.is_empty()
    }

    fn node(&mut self, node: &Node, schema: &'s Json, name: &str) {
        let choices = self.choices(schema);
        let form = match &node.value {
            Value::Nothing => return self.nothing(node, name),
            Value::Scalar(_) => Form::Scalar,
            Value::List(_) => Form::List,
            Value::Map(_) => Form::Map,
        };
        let Some(schema) = choices.iter().find(|choice| form_of(choice) == Some(form)) else {
            return self.wrong_form(node, &choices, name, form);
        };
        match &node.value {
            Value::Scalar(text) => self.scalar(text, node, schema),
            Value::List(items) => {
                let item = schema.get("items").unwrap_or(&Json::Null);
                for node in items {
                    self.node(node, item, &format!("an entry of {name}"));
                }
            }
            Value::Map(entries) => self.map(entries, node, schema),
            Value::Nothing => {}
        }
    }

    /// Something YAML allows and these files do not; most often a text that begins with one of its signs.
    fn feature(&mut self, range: &Range<usize>, what: &str) {
        let line = mend::Line::holding(self.text, range.start);
        let value =
            mend::value_of(&line).filter(|(_, text)| text.starts_with('!') && !text.contains(['{', '[']));
        let (place, text) = value.unwrap_or((range.clone(), ""));
        self.features.insert(place.start, place.end);
        if text.is_empty() {
            return self.faults.push((feature_slip(what), place));
        }
        let quoted = mend::quoted(text);
        let mut slip = feature_slip(what).replaced_by(quoted.clone());
        slip.help = format!("if the sign belongs to the text, put the value in straight quotes: {quoted}");
        self.faults.push((slip, place));
    }

    /// A key or entry with nothing behind it, or nothing but what reads as a comment.
    fn nothing(&mut self, node: &Node, name: &str) {
        // A tag with nothing behind it is told of as such.
        let tagged = self.features.range(..=node.range.start).next_back();
        if tagged.is_some_and(|(_, end)| node.range.end <= *end) {
            return;
        }
        if self.text.trim().is_empty() {
            let help = "bring back an earlier version of it, or delete it".to_owned();
            return self.fault(Code::EmptyValue, 0..0, format!("{name} is empty"), help);
        }
        let line = mend::Line::holding(self.text, node.range.start);
        let behind = self.text.get(node.range.start..line.range().end).unwrap_or("");
        let comment = behind.trim_start_matches([':', '-', ' ']);
        let is_value = comment.starts_with('#') && !comment.starts_with("# ") && comment.len() > 1;
        if !is_value {
            let help = "write the value after the colon, or take the whole line out".to_owned();
            let message = format!("nothing is written for {name}");
            return self.fault(Code::EmptyValue, node.range.clone(), message, help);
        }
        let written = comment.trim_end();
        let start = line.range().end - comment.len();
        let quoted = mend::quoted(written);
        let message = format!("nothing is written for {name}: from `#` on, the line is a comment");
        let slip =
            Slip::new(Code::EmptyValue, message, format!("put the value in straight quotes: {quoted}"));
        self.faults.push((slip.replaced_by(quoted), start..start + written.len()));
    }

    fn wrong_form(&mut self, node: &Node, choices: &[&Json], name: &str, found: Form) {
        let wanted: Vec<_> = choices.iter().filter_map(|choice| form_of(choice)).map(Form::words).collect();
        let help = match choices.iter().find_map(|choice| form_of(choice)) {
            Some(Form::List) => {
                "write a list: each entry on a line of its own after a hyphen and a space, or [a, b]"
            }
            Some(Form::Map) => {
                "write keys with values, each on a line of its own and indented under this one"
            }
            _ => "write one value; a text with a colon or a comma in it goes in straight quotes",
        };
        let message = format!("{name} is {} here, and should be {}", found.words(), wanted.join(" or "));
        // `- Children: safe` reads as a key with a value where a text was meant.
        let written = self.text.get(node.range.clone()).unwrap_or("").trim_end();
        if found == Form::Map && wanted.contains(&Form::Scalar.words()) && !written.contains(['\n', '{']) {
            let quoted = mend::quoted(written);
            let help = format!("put the whole value in straight quotes: {quoted}");
            let range = node.range.start..node.range.start + written.len();
            let message = "a colon with a space makes this a key with a value";
            return self.faults.push((Slip::new(Code::WrongType, message, help).replaced_by(quoted), range));
        }
        self.fault(Code::WrongType, node.mark(), message, help.to_owned());
    }
}

fn form_of(schema: &Json) -> Option<Form> {
    let kinds = match schema.get("type") {
        Some(Json::String(kind)) => vec![kind.as_str()],
        Some(Json::Array(kinds)) => kinds.iter().filter_map(Json::as_str).collect(),
        _ => vec![],
    };
    match kinds.iter().find(|kind| **kind != "null") {
        Some(&"object") => Some(Form::Map),
        Some(&"array") => Some(Form::List),
        Some(_) => Some(Form::Scalar),
        None => words_of(schema).map(|_| Form::Scalar),
    }
}
