//! Keys: unknown, given twice, missing.

use serde_json::{Map, Value as Json};

use super::super::super::mend;
use super::super::tree::{Entries, Key, Node, Value};
use super::Walk;
use crate::diagnostic::{Code, Slip, nearest};

/// A near name is looked for so many times in one map; whoever misspells more has another trouble.
const GUESSES: usize = 100;

impl<'s> Walk<'s> {
    pub(super) fn map(&mut self, entries: &Entries, node: &Node, schema: &'s Json) {
        let known = schema.get("properties").and_then(Json::as_object);
        let free = schema.get("additionalProperties").filter(|s| s.is_object());
        let mut misspelt: Vec<String> = Vec::new();
        for (position, (key, value)) in entries.iter().enumerate() {
            if entries.position(&key.text) != Some(position) {
                let help = "keep one of the two lines; several values go in one list".to_owned();
                let message = format!("`{}` is given twice", key.text);
                self.fault(Code::DuplicateKey, key.range.clone(), message, help);
            } else if let Some(schema) = known.and_then(|k| k.get(&key.text)) {
                self.node(value, schema, &format!("`{}`", key.text));
            } else if let Some(free) = free {
                self.free_key(key, schema);
                self.node(value, free, &format!("`{}`", key.text));
            } else if key.text != "<<" {
                let near = match misspelt.len() < GUESSES {
                    true => nearest(&key.text, known.into_iter().flat_map(Map::keys).map(String::as_str)),
                    false => None,
                };
                misspelt.extend(near.map(str::to_owned));
                let home = entries[..position].last().and_then(|(above, node)| {
                    known
                        .and_then(|k| k.get(&above.text))
                        .and_then(|schema| self.home(node, schema, &key.text))
                });
                self.unknown_key(key, near, home, known, entries);
            }
        }
        let required = schema.get("required").and_then(Json::as_array).map_or(&[][..], Vec::as_slice);
        for missing in required.iter().filter_map(Json::as_str) {
            // A key that was only misspelt is told of as such.
            if entries.position(missing).is_none() && !misspelt.iter().any(|m| m == missing) {
                self.missing_key(missing, known, node);
            }
        }
    }

    fn missing_key(&mut self, missing: &str, known: Option<&Map<String, Json>>, node: &Node) {
        let description = known.and_then(|k| k.get(missing)).and_then(|p| p.get("description"));
        let meaning = description.and_then(Json::as_str).map_or(String::new(), |d| format!(" ({d})"));
        let line = if self.toml { format!("{missing} = \"…\"") } else { format!("{missing}: …") };
        let help = format!("add a line `{line}` here{}", meaning.replace(".)", ")"));
        self.fault(Code::MissingKey, node.mark(), format!("`{missing}` is missing"), help);
    }

    /// Where the keys begin of the entry above to which a key of this name could belong.
    fn home(&self, node: &Node, schema: &'s Json, name: &str) -> Option<usize> {
        let Value::List(items) = &node.value else { return None };
        let Value::Map(entries) = &items.last()?.value else { return None };
        let list = self.choices(schema).into_iter().find_map(|choice| choice.get("items"))?;
        let known = self.choices(list).into_iter().find_map(|choice| choice.get("properties"))?;
        let (last, value) = entries.last()?;
        let deeper = known.get(&last.text).and_then(|schema| self.home(value, schema, name));
        let here = || entries.first().map(|(first, _)| first.range.start);
        deeper.or_else(|| known.get(name).filter(|_| entries.position(name).is_none()).and_then(|_| here()))
    }

    fn unknown_key(
        &mut self,
        key: &Key,
        near: Option<&str>,
        home: Option<usize>,
        known: Option<&Map<String, Json>>,
        entries: &Entries,
    ) {
        let shown = &key.text;
        let slip = |message: String, help: String| Slip::new(Code::UnknownKey, message, help);
        let seen: String = shown.chars().filter(|c| !mend::is_odd_space(*c) && !c.is_control()).collect();
        let free = |name: &str| entries.position(name).is_none();
        let column = |at: usize| at - mend::Line::holding(self.text, at).range().start;
        let outside = home.map(&column).filter(|inner| *inner > column(key.range.start));
        let fault = if shown.starts_with(mend::is_odd_space) {
            let better: String = shown.chars().map(|c| if mend::is_odd_space(c) { ' ' } else { c }).collect();
            let message = "a no-break space, or one like it, stands where ordinary spaces belong".to_owned();
            let help = "delete the spaces before this line and type them anew".to_owned();
            slip(message, help).replaced_by(better)
        } else if let Some(inner) = outside {
            let message = format!("`{shown}` stands outside the entry above, to which it seems to belong");
            let help = format!("begin the line with {inner} spaces, like the other keys of that entry");
            let more = " ".repeat(inner - column(key.range.start));
            slip(message, help).replaced_by(format!("{more}{shown}"))
        } else if seen != *shown && known.is_some_and(|k| k.contains_key(&seen)) && free(&seen) {
            let message = "an invisible sign, such as a no-break space, stands in this key".to_owned();
            slip(message, format!("write {seen}")).replaced_by(seen)
        } else if let Some(near) = near {
            let message = format!("there is no key `{shown}` here");
            match free(near) {
                true => slip(message, format!("did you mean `{near}`?")).replaced_by(near),
                false => slip(message, format!("`{near}` is given already: keep one of the two")),
            }
        } else if self.toml && self.is_key_of_the_top(shown) {
            let help = format!("move the line `{shown} = …` up, above the first section in square brackets");
            slip(format!("`{shown}` stands in a section here"), help)
        } else {
            let plain = known
                .into_iter()
                .flat_map(Map::keys)
                .filter(|k| !k.ends_with("_text") && !k.ends_with("_basis"));
            let list = plain.cloned().collect::<Vec<_>>().join(", ");
            slip(format!("there is no key `{shown}` here"), format!("keys allowed here: {list}"))
        };
        self.faults.push((fault, key.range.clone()));
    }

    fn is_key_of_the_top(&self, name: &str) -> bool {
        self.root.get("properties").and_then(|p| p.get(name)).is_some()
    }
}
