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
use crate::model::source::ShortSource;
use crate::model::update::Step;

impl Walk<'_> {
    pub(super) fn scalar(&mut self, text: &str, node: &Node, schema: &Json) {
        let Err(slip) = read(text, schema) else { return };
        let mut slip = meant(text, schema).unwrap_or(slip);
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
    let near = words.iter().copied().find(|w| **w == plain).or_else(|| nearest(text, words.iter().copied()));
    Err(match near {
        Some(word) => {
            let help = format!("did you mean `{word}`? allowed are: {list}");
            Slip::new(Code::BadWord, message, help).replaced_by(word)
        }
        None => Slip::new(Code::BadWord, message, format!("write one of: {list}")),
    })
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
    let stem = [".md", ".yaml", ".yml", ".html"].iter().find_map(|end| text.strip_suffix(end))?;
    let stem = stem.rsplit('/').next().unwrap_or(stem).to_owned();
    offer(stem, "an id is the file's name without its folder and ending".to_owned())
}

type Reader = fn(&str) -> Result<(), Slip>;

/// What reads each form of scalar: the functions the types load with.
const READERS: [(&str, Reader); 18] = [
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
