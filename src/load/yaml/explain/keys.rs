//! Keys: unknown, given twice, missing.

use serde_json::{Map, Value as Json};

use super::super::super::mend;
use super::super::tree::{Entries, Key, Node};
use super::Walk;
use super::unknown::Unknown;
use crate::diagnostic::{Code, nearest};

/// A near name is looked for so many times in one map; whoever misspells more has another trouble.
const GUESSES: usize = 100;

impl<'s> Walk<'s> {
    pub(super) fn map(&mut self, entries: &Entries, node: &Node, schema: &'s Json) {
        let known = schema.get("properties").and_then(Json::as_object);
        let free = schema.get("additionalProperties").filter(|s| s.is_object());
        let mut misspelt: Vec<String> = Vec::new();
        let mut is_readable = true;
        self.duplicates(entries, known.is_some() && free.is_none());
        for (position, (key, value)) in entries.iter().enumerate() {
            if entries.position(&key.text) != Some(position) {
                continue;
            }
            if self.escapes(&key.range) {
                is_readable = false;
                continue;
            }
            if let Some(schema) = known.and_then(|k| k.get(&key.text)) {
                self.node(value, schema, &format!("`{}`", key.text));
            } else if let Some(free) = free {
                self.free_key(key, schema);
                self.node(value, free, &format!("`{}`", key.text));
            } else if key.text != "<<" {
                let near = match misspelt.len() < GUESSES {
                    true => nearest(&key.text, known.into_iter().flat_map(Map::keys).map(String::as_str)),
                    false => None,
                };
                // Two misspelt keys cannot both be the same one.
                let near = near.filter(|near| !misspelt.iter().any(|m| m == near));
                misspelt.extend(near.map(str::to_owned));
                let home = entries[..position].last().and_then(|(above, node)| {
                    known
                        .and_then(|k| k.get(&above.text))
                        .and_then(|schema| self.home(node, schema, &key.text))
                });
                self.unknown_key(&Unknown { key, value, near, home, known, entries });
            }
        }
        let required = schema.get("required").and_then(Json::as_array).map_or(&[][..], Vec::as_slice);
        for missing in required.iter().filter_map(Json::as_str) {
            // A key that was only misspelt is told of as such, and so is one that cannot be read.
            if is_readable && entries.position(missing).is_none() && !misspelt.iter().any(|m| m == missing) {
                self.missing_key(missing, known, node);
            }
        }
    }

    /// Keys given twice. A whole run of them is one slip: a second entry without its hyphen, or a text pasted twice.
    /// Where an author chooses the keys, such as the items of a round, none of them begins an entry.
    fn duplicates(&mut self, entries: &Entries, keys_are_ours: bool) {
        let again: Vec<&Key> = entries
            .iter()
            .enumerate()
            .filter(|(position, (key, _))| entries.position(&key.text) != Some(*position))
            .map(|(_, (key, _))| key)
            .collect();
        let Some((first, rest)) = again.split_first() else { return };
        let name = &first.text;
        let begins_anew = entries.first().is_some_and(|(key, _)| key.text == *name);
        let at_margin = mend::Line::holding(self.text, first.range.start).range().start == first.range.start;
        if begins_anew && keys_are_ours && !at_margin && !self.toml {
            let message =
                format!("`{name}` is given twice; a second entry seems to begin here, without its hyphen");
            let help = "begin this line with a hyphen and a space, two places further to the left; or keep one of the two";
            return self.fault(Code::DuplicateKey, first.range.clone(), message, help.to_owned());
        }
        if begins_anew && keys_are_ours && rest.len() > 1 {
            let message = format!("`{name}` and {} more keys are given twice from here on", rest.len());
            let help = "if the text was pasted twice, take one of the two out";
            return self.fault(Code::DuplicateKey, first.range.clone(), message, help.to_owned());
        }
        for key in again {
            let help = "keep one of the two lines; several values go in one list".to_owned();
            self.fault(Code::DuplicateKey, key.range.clone(), format!("`{}` is given twice", key.text), help);
        }
    }

    fn missing_key(&mut self, missing: &str, known: Option<&Map<String, Json>>, node: &Node) {
        let description = known.and_then(|k| k.get(missing)).and_then(|p| p.get("description"));
        let meaning = description.and_then(Json::as_str).map_or(String::new(), |d| format!(" ({d})"));
        let line = if self.toml { format!("{missing} = \"…\"") } else { format!("{missing}: …") };
        let help = format!("add a line `{line}` here{}", meaning.replace(".)", ")"));
        self.fault(Code::MissingKey, node.mark(), format!("`{missing}` is missing"), help);
    }
}
