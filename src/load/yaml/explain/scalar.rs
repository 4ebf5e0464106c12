//! Single values: the words allowed, and the functions that the types load with.

use serde_json::Value as Json;

use super::super::super::mend;
use super::super::tree::{Key, Node};
use super::Walk;
use crate::diagnostic::{Code, Slip, nearest};
use crate::model::date::Date;
use crate::model::form::{Colour, Count, EmailAddress, Language, WebAddress};
use crate::model::scalar::{
    Anchor, Answer, AnswerRef, Id, ItemId, ItemRef, Number, ResolutionRef, Text, Written, YesNo,
};
use crate::model::site_address::SiteAddress;
use crate::model::source::ShortSource;
use crate::model::update::Step;

impl Walk<'_> {
    pub(super) fn scalar(&mut self, text: &str, node: &Node, schema: &Json) {
        // What such a value is otherwise told of is a consequence.
        if self.escapes(&node.range) {
            return;
        }
        let Err(slip) = read(text, schema) else { return };
        // A slip that knows what was meant needs no other guess.
        let other = if slip.replacement.is_none() { meant(text, schema) } else { None };
        let mut slip = other.unwrap_or(slip);
        if self.toml {
            slip.replacement = slip.replacement.map(|text| format!("\"{text}\""));
        }
        self.faults.push((slip, node.range.clone()));
    }

    /// Checks a key the author chose, such as a measure's id in a round.
    pub(super) fn free_key(&mut self, key: &Key, schema: &Json) {
        let form = schema.pointer("/propertyNames/format").and_then(Json::as_str).unwrap_or("text");
        if let Err(slip) = read_form(&key.text, form) {
            self.faults.push((slip, key.range.clone()));
        }
    }
}

/// Reads a value by its schema: one of its words, or by the function its type loads with.
fn read(text: &str, schema: &Json) -> Result<(), Slip> {
    match words_of(schema) {
        Some(words) => read_word(text, &words),
        None => read_form(text, schema.get("format").and_then(Json::as_str).unwrap_or("text")),
    }
}

fn read_form(text: &str, form: &str) -> Result<(), Slip> {
    READERS.iter().find(|(name, _)| *name == form).map_or(Ok(()), |(_, read)| read(text))
}

fn read_word(text: &str, words: &[&str]) -> Result<(), Slip> {
    if words.contains(&text) {
        return Ok(());
    }
    let list = words.join(", ");
    if text.trim().is_empty() {
        return Err(Slip::new(Code::EmptyValue, "nothing is written here", format!("write one of: {list}")));
    }
    let message = format!("`{text}` is not one of the words used here");
    // `In progress` and `in-progress` mean the word that is written with an underline.
    let plain = text.trim().to_lowercase().replace([' ', '-'], "_");
    let exact = words.iter().copied().find(|w| **w == plain);
    Err(match exact.or_else(|| nearest(text, words.iter().copied())) {
        Some(word) => {
            let help = format!("did you mean `{word}`? allowed are: {list}");
            let slip = Slip::new(Code::BadWord, message, help);
            if turns_round(&plain, word) { slip } else { slip.replaced_by(word) }
        }
        None => Slip::new(Code::BadWord, message, format!("write one of: {list}")),
    })
}

/// Whether a word says the opposite of the one it is near to: `incomplete`, `unconfirmed`, `disagreed`.
fn turns_round(written: &str, word: &str) -> bool {
    let opposite = |a: &str, b: &str| {
        ["un", "in", "dis", "not", "non", "no"].iter().any(|prefix| {
            a.strip_prefix(prefix).is_some_and(|rest| nearest(rest.trim_start_matches('_'), [b]).is_some())
        })
    };
    opposite(written, word) || opposite(word, written)
}

/// What a value would be without signs that a word processor or a file name put into it.
fn meant(text: &str, schema: &Json) -> Option<Slip> {
    let code = if words_of(schema).is_some() { Code::BadWord } else { read(text, schema).err()?.code };
    let offer = |better: String, message: String| {
        let reads = better != text && read(&better, schema).is_ok();
        reads.then(|| Slip::new(code, message, format!("write {better}")).replaced_by(better))
    };
    let bare = text.trim_matches(|c: char| "\u{201c}\u{201d}\u{201e}\u{2018}\u{2019}\"'`".contains(c));
    if let Some(slip) = offer(bare.to_owned(), format!("quotation marks belong to the value `{text}`")) {
        return Some(slip);
    }
    let seen: String = text.chars().filter(|c| !mend::is_odd_space(*c) && !c.is_control()).collect();
    let message = "an invisible sign, such as a no-break space, stands in this value".to_owned();
    if let Some(slip) = offer(seen.trim().to_owned(), message) {
        return Some(slip);
    }
    let hyphens = text.replace(['\u{2010}', '\u{2011}', '\u{2012}', '\u{2013}', '\u{2014}', '\u{2212}'], "-");
    let message = format!("`{text}` has a sign that looks like the hyphen of the keyboard and is another");
    if let Some(slip) = offer(hyphens, message) {
        return Some(slip);
    }
    if schema.get("format").and_then(Json::as_str) == Some("id") {
        return Some(name_for_id(text));
    }
    let stem = [".md", ".yaml", ".yml", ".html"].iter().find_map(|end| text.strip_suffix(end))?;
    let stem = stem.rsplit('/').next().unwrap_or(stem).to_owned();
    offer(stem, "an id is the file's name without its folder and ending".to_owned())
}

/// A name, a list or a file name where an id belongs.
fn name_for_id(text: &str) -> Slip {
    let message = format!("`{text}` is not an id");
    let slip = |help: String| Slip::new(Code::BadId, message.clone(), help);
    if let Some(stem) = [".md", ".yaml", ".yml", ".html"].iter().find_map(|end| text.strip_suffix(end)) {
        let stem = stem.rsplit('/').next().unwrap_or(stem);
        if Id::read(stem).is_ok() {
            let message = "an id is the file's name without its folder and ending";
            return Slip::new(Code::BadId, message, format!("write {stem}")).replaced_by(stem);
        }
    }
    let parts: Vec<&str> =
        text.split([',', ';', '&']).flat_map(|part| part.split(" and ")).map(str::trim).collect();
    if parts.len() > 1 && parts.iter().all(|part| Id::read(part).is_ok()) {
        let list = format!("[{}]", parts.join(", "));
        return slip(format!("several go in a list: {list}"));
    }
    if ["n/a", "na", "none", "tbc", "tba", "-"].contains(&text.to_lowercase().as_str()) {
        return slip("take the line out; what is not stated is said on the page".to_owned());
    }
    let lower = text.to_lowercase();
    let words: Vec<&str> =
        lower.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
    slip(format!(
        "write its id, not its name: small letters, digits and hyphens, such as {}; ids stand in bodies.yaml, \
         owners.yaml and threads.yaml, and are the names of files elsewhere",
        words.join("-")
    ))
}

type Reader = fn(&str) -> Result<(), Slip>;

/// What reads each form of scalar: the functions the types load with.
const READERS: [(&str, Reader); 19] = [
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
    reader::<WebAddress>(),
    reader::<SiteAddress>(),
    reader::<EmailAddress>(),
    reader::<Colour>(),
    reader::<Language>(),
    reader::<Count>(),
];

const fn reader<T: Written>() -> (&'static str, Reader) {
    (T::FORM, |text| T::read(text).map(|_| ()))
}

/// The words of an enum; documented variants come as one constant each.
pub(super) fn words_of(schema: &Json) -> Option<Vec<&str>> {
    if let Some(words) = schema.get("enum").and_then(Json::as_array) {
        return Some(words.iter().filter_map(Json::as_str).collect());
    }
    let options = schema.get("oneOf").and_then(Json::as_array)?;
    Some(options.iter().filter_map(|o| o.get("const").and_then(Json::as_str)).collect())
}
