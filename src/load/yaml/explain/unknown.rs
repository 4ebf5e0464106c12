//! A key nobody knows: misspelt, with signs from a word processor, outside the entry it belongs to, or in the wrong place.

use serde_json::{Map, Value as Json};

use super::super::super::mend;
use super::super::tree::{Entries, Key, Node, Value};
use super::Walk;
use crate::diagnostic::{Code, Slip};

/// A key that its map does not have.
pub(super) struct Unknown<'k> {
    pub(super) key: &'k Key,
    pub(super) value: &'k Node,
    /// The known key that is nearest.
    pub(super) near: Option<&'k str>,
    /// Where the keys begin of the entry above to which it could belong.
    pub(super) home: Option<usize>,
    pub(super) known: Option<&'k Map<String, Json>>,
    pub(super) entries: &'k Entries,
}

impl<'s> Walk<'s> {
    /// Where the keys begin of the entry above to which a key of this name could belong.
    pub(super) fn home(&self, node: &Node, schema: &'s Json, name: &str) -> Option<usize> {
        let Value::List(items) = &node.value else { return None };
        let Value::Map(entries) = &items.last()?.value else { return None };
        let list = self.choices(schema).into_iter().find_map(|choice| choice.get("items"))?;
        let known = self.choices(list).into_iter().find_map(|choice| choice.get("properties"))?;
        let (last, value) = entries.last()?;
        let deeper = known.get(&last.text).and_then(|schema| self.home(value, schema, name));
        let here = || entries.first().map(|(first, _)| first.range.start);
        deeper.or_else(|| known.get(name).filter(|_| entries.position(name).is_none()).and_then(|_| here()))
    }

    pub(super) fn unknown_key(&mut self, found: &Unknown<'_>) {
        let Unknown { key, value, near, home, known, entries } = found;
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
            // What stands below the key would have to be moved with it.
            match self.is_below(key, value) {
                true => slip(message, format!("{help}, and what stands below it by as many more")),
                false => slip(message, help).replaced_by(format!("{more}{shown}")),
            }
        } else if seen != *shown && known.is_some_and(|k| k.contains_key(&seen)) && free(&seen) {
            let message = "an invisible sign, such as a no-break space, stands in this key".to_owned();
            slip(message, format!("write {seen}")).replaced_by(seen)
        } else if let Some(near) = *near {
            let message = format!("there is no key `{shown}` here");
            match free(near) {
                true => slip(message, format!("did you mean `{near}`?")).replaced_by(near),
                false => slip(message, format!("`{near}` is given already: keep one of the two")),
            }
        } else if self.toml && self.is_key_of_the_top(shown) {
            let help = format!("move the line `{shown} = …` up, above the first section in square brackets");
            slip(format!("`{shown}` stands in a section here"), help)
        } else if let Some(list) = self.list_that_has(*known, shown) {
            let help = format!("write it in an entry of `{list}`, below this record");
            slip(format!("`{shown}` belongs in an entry of `{list}`"), help)
        } else if shown == "date" && known.is_some_and(|known| known.contains_key("done")) {
            let message = "an update in a round has the date of the round".to_owned();
            let help =
                "take `date` out; a word of another day goes under `updates` of the action itself".to_owned();
            slip(message, help)
        } else if shown.contains(' ') && self.is_in_one_line(key, value) {
            let message = format!("a comma ends a text in curly brackets, so that `{shown}` reads as a key");
            slip(
                message,
                "put the text before it, commas and all, in straight quotes: note: \"…, …\"".to_owned(),
            )
        } else {
            let plain = known
                .iter()
                .flat_map(|known| known.keys())
                .filter(|k| !k.ends_with("_text") && !k.ends_with("_basis"));
            let list = plain.cloned().collect::<Vec<_>>().join(", ");
            slip(format!("there is no key `{shown}` here"), format!("keys allowed here: {list}"))
        };
        self.faults.push((fault, key.range.clone()));
    }

    fn is_key_of_the_top(&self, name: &str) -> bool {
        self.root.get("properties").and_then(|p| p.get(name)).is_some()
    }

    /// Whether a key has no value, as what stands behind a comma in curly brackets.
    fn is_in_one_line(&self, key: &Key, value: &Node) -> bool {
        let behind = self.text.get(key.range.end..).unwrap_or("").trim_start();
        matches!(value.value, Value::Nothing) && behind.starts_with([',', '}'])
    }

    /// Whether a value goes on in the lines below its key.
    fn is_below(&self, key: &Key, value: &Node) -> bool {
        let end = mend::Line::holding(self.text, key.range.end).range().end;
        !matches!(value.value, Value::Scalar(_)) && value.range.end > end
    }

    /// The list among these keys whose entries have a key of this name.
    fn list_that_has<'k>(&self, known: Option<&'k Map<String, Json>>, name: &str) -> Option<&'k String> {
        // Every key of a source is also one of other records; who writes it here meant this record.
        let lists = known?.iter().filter(|(list, _)| !matches!(list.as_str(), "allow" | "source"));
        let (list, _) = lists.into_iter().find(|(_, schema)| {
            let entries = self.choices(schema).into_iter().filter_map(|choice| choice.get("items"));
            let keys =
                entries.flat_map(|entry| self.choices(entry)).filter_map(|entry| entry.get("properties"));
            keys.into_iter().any(|keys| keys.get(name).is_some())
        })?;
        Some(list)
    }
}
