//! Walks a marked tree against the schema of the keys and lists every structural fault at its exact bytes. The schema
//! is made from the same types that load the file, so keys are defined once.

use std::ops::Range;

use serde_json::{Map, Value as Json};

use super::tree::{Key, Node, Tree, Value, feature_slip};
use crate::diagnostic::{Code, Slip, nearest};
use crate::model::date::Date;
use crate::model::scalar::{
    Anchor, Answer, AnswerRef, Id, ItemId, ItemRef, Number, ResolutionRef, Text, Written, YesNo,
};
use crate::model::source::ShortSource;
use crate::model::update::Step;

/// A fault and the bytes it stands at.
pub(crate) type Placed = (Slip, Range<usize>);

/// Every structural fault of a tree.
pub(crate) fn explain(tree: &Tree, schema: &Json, toml: bool) -> Vec<Placed> {
    let mut walk = Walk { root: schema, toml, faults: Vec::new() };
    for (range, what) in &tree.features {
        walk.faults.push((feature_slip(what), range.clone()));
    }
    walk.node(&tree.root, schema, "the file");
    walk.faults.sort_by_key(|(_, range)| (range.start, range.end));
    walk.faults
}

struct Walk<'s> {
    root: &'s Json,
    /// Whether the file is TOML, so that help shows its way of writing.
    toml: bool,
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
    fn choices(&self, schema: &'s Json) -> Vec<&'s Json> {
        let schema = self.follow(schema);
        match schema.get("anyOf").and_then(Json::as_array) {
            Some(options) => options.iter().flat_map(|option| self.choices(option)).collect(),
            None => vec![schema],
        }
    }

    fn follow(&self, schema: &'s Json) -> &'s Json {
        let pointer = schema.get("$ref").and_then(Json::as_str).and_then(|r| r.strip_prefix('#'));
        match pointer.and_then(|p| self.root.pointer(p)) {
            Some(target) => self.follow(target),
            None => schema,
        }
    }

    fn node(&mut self, node: &Node, schema: &'s Json, name: &str) {
        let choices = self.choices(schema);
        let form = match &node.value {
            Value::Nothing => {
                return self.fault(
                    Code::EmptyValue,
                    node.range.clone(),
                    format!("nothing is written for {name}"),
                    "write the value after the colon, or take the whole line out".to_owned(),
                );
            }
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
        self.fault(Code::WrongType, node.mark(), message, help.to_owned());
    }

    fn scalar(&mut self, text: &str, node: &Node, schema: &Json) {
        if let Some(words) = words_of(schema) {
            if text.trim().is_empty() {
                let help = format!("write one of: {}", words.join(", "));
                return self.fault(
                    Code::EmptyValue,
                    node.range.clone(),
                    "nothing is written here".to_owned(),
                    help,
                );
            }
            if !words.contains(&text) {
                let help = match nearest(text, words.iter().copied()) {
                    Some(word) => format!("did you mean `{word}`? allowed are: {}", words.join(", ")),
                    None => format!("write one of: {}", words.join(", ")),
                };
                self.fault(
                    Code::BadWord,
                    node.range.clone(),
                    format!("`{text}` is not one of the words used here"),
                    help,
                );
            }
            return;
        }
        let form = schema.get("format").and_then(Json::as_str).unwrap_or("text");
        if let Some(Err(slip)) = READERS.iter().find(|(name, _)| *name == form).map(|(_, read)| read(text)) {
            self.faults.push((slip, node.range.clone()));
        }
    }

    fn map(&mut self, entries: &[(Key, Node)], node: &Node, schema: &'s Json) {
        let none = Map::new();
        let properties = schema.get("properties").and_then(Json::as_object);
        let free = schema.get("additionalProperties").filter(|s| s.is_object());
        for (position, (key, value)) in entries.iter().enumerate() {
            if entries[..position].iter().any(|(earlier, _)| earlier.text == key.text) {
                let help = "keep one of the two lines; several values go in one list".to_owned();
                self.fault(
                    Code::DuplicateKey,
                    key.range.clone(),
                    format!("`{}` is given twice", key.text),
                    help,
                );
            } else if let Some(known) = properties.and_then(|p| p.get(&key.text)) {
                self.node(value, known, &format!("`{}`", key.text));
            } else if let Some(free) = free {
                self.free_key(key, schema);
                self.node(value, free, &format!("`{}`", key.text));
            } else if key.text != "<<" {
                self.unknown_key(key, properties.map(Map::keys));
            }
        }
        let required = schema.get("required").and_then(Json::as_array).map_or(&[][..], Vec::as_slice);
        for missing in required.iter().filter_map(Json::as_str) {
            let misspelt = |key: &Key| {
                let known = properties.unwrap_or(&none);
                !known.contains_key(&key.text)
                    && nearest(&key.text, known.keys().map(String::as_str)) == Some(missing)
            };
            // A key that was only misspelt is told of as such.
            if !entries.iter().any(|(key, _)| key.text == missing || misspelt(key)) {
                let description = properties.unwrap_or(&none).get(missing).and_then(|p| p.get("description"));
                let meaning = description.and_then(Json::as_str).map_or(String::new(), |d| format!(" ({d})"));
                let line = if self.toml { format!("{missing} = \"…\"") } else { format!("{missing}: …") };
                let help = format!("add a line `{line}` here{}", meaning.replace(".)", ")"));
                self.fault(Code::MissingKey, node.mark(), format!("`{missing}` is missing"), help);
            }
        }
    }

    /// Checks a key the author chose, such as a measure's id in a round.
    fn free_key(&mut self, key: &Key, schema: &Json) {
        let form = schema.pointer("/propertyNames/format").and_then(Json::as_str).unwrap_or("text");
        if let Some(Err(slip)) =
            READERS.iter().find(|(name, _)| *name == form).map(|(_, read)| read(&key.text))
        {
            self.faults.push((slip, key.range.clone()));
        }
    }

    fn unknown_key<'k>(&mut self, key: &Key, known: Option<impl Iterator<Item = &'k String>>) {
        let known: Vec<&str> = known.into_iter().flatten().map(String::as_str).collect();
        let help = match nearest(&key.text, known.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => {
                let plain = known.iter().filter(|k| !k.ends_with("_text") && !k.ends_with("_basis"));
                format!("keys allowed here: {}", plain.copied().collect::<Vec<_>>().join(", "))
            }
        };
        self.fault(Code::UnknownKey, key.range.clone(), format!("there is no key `{}` here", key.text), help);
    }
}

type Reader = fn(&str) -> Result<(), Slip>;

/// What reads each form of scalar: the functions the types load with.
const READERS: [(&str, Reader); 13] = [
    reader::<Text>(),
    reader::<Id>(),
    reader::<ItemId>(),
    reader::<Anchor>(),
    reader::<ItemRef>(),
    reader::<ResolutionRef>(),
    reader::<AnswerRef>(),
    reader::<Number>(),
    reader::<YesNo>(),
    reader::<Answer>(),
    reader::<Date>(),
    reader::<ShortSource>(),
    reader::<Step>(),
];

const fn reader<T: Written>() -> (&'static str, Reader) {
    (T::FORM, |text| T::read(text).map(|_| ()))
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

/// The words of an enum; documented variants come as one constant each.
fn words_of(schema: &Json) -> Option<Vec<&str>> {
    if let Some(words) = schema.get("enum").and_then(Json::as_array) {
        return Some(words.iter().filter_map(Json::as_str).collect());
    }
    let options = schema.get("oneOf").and_then(Json::as_array)?;
    Some(options.iter().filter_map(|o| o.get("const").and_then(Json::as_str)).collect())
}
