//! Keys that became words: a line indented as deep as the text above it is part of that text, and what it says is lost.

use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::{Error, StrDeserializer};

use crate::diagnostic::{Code, Diagnostic, Slip};
use crate::model::date::Date;
use crate::model::paper::PaperKind;
use crate::model::people::BodyKind;
use crate::model::plan::RecommendationKind;
use crate::model::scalar::Written;
use crate::model::trail::Trail;
use crate::model::update::{Evidence, Status};
use crate::model::work::Frequency;

const KEYS: [&str; 9] = ["status", "evidence", "frequency", "kind", "due", "start", "done", "date", "made"];

/// A key in one text.
pub(super) fn of_text(trail: &Trail<'_>, text: &str, faults: &mut Vec<Diagnostic>) {
    let Some(range) = swallowed(text) else { return };
    let words = text.get(range.clone()).unwrap_or_default();
    let message = format!("`{words}` is part of this text, not a key");
    let help = "the line is indented as deep as the text above it: begin it with as many spaces as the keys around; \
                where it is meant as words, put them in quotation marks";
    faults.push(Slip::new(Code::SwallowedKey, message, help).at(trail.place().words(text, &range)));
}

/// Where the first swallowed key stands with its value: at the beginning of a line or after a space, and with nothing
/// behind it but the end of the line or a further key.
fn swallowed(text: &str) -> Option<std::ops::Range<usize>> {
    let mut first: Option<std::ops::Range<usize>> = None;
    if !text.contains(": ") {
        return None;
    }
    for key in KEYS {
        for (at, _) in text.match_indices(key) {
            let before = text.get(..at).and_then(|before| before.chars().next_back());
            if at == 0 || !before.is_some_and(|c| matches!(c, ' ' | '\n')) {
                continue;
            }
            let behind = text.get(at + key.len()..).unwrap_or_default();
            let Some(value) = behind.strip_prefix(": ") else { continue };
            let length = value.find([' ', '\n']).unwrap_or(value.len());
            let (value, rest) = value.split_at_checked(length).unwrap_or((value, ""));
            if is_value(key, value) && ends(rest) && first.as_ref().is_none_or(|f| at < f.start) {
                first = Some(at..at + key.len() + 2 + length);
            }
        }
    }
    first
}

/// Whether a line could end before this: nothing follows, a new line, or a word with a colon as a key has it.
fn ends(rest: &str) -> bool {
    let Some(next) = rest.strip_prefix(' ') else { return true };
    let word = next.split([' ', '\n']).next().unwrap_or_default();
    let key = word.strip_suffix(':').unwrap_or_default();
    next.trim().is_empty() || (!key.is_empty() && key.bytes().all(|b| b.is_ascii_lowercase() || b == b'_'))
}

fn is_value(key: &str, value: &str) -> bool {
    match key {
        "status" => is_word::<Status>(value),
        "evidence" => is_word::<Evidence>(value),
        "frequency" => is_word::<Frequency>(value),
        "kind" => {
            is_word::<RecommendationKind>(value) || is_word::<PaperKind>(value) || is_word::<BodyKind>(value)
        }
        _ => Date::read(value).is_ok(),
    }
}

/// Whether this is one of a key's words.
fn is_word<T: for<'de> Deserialize<'de>>(value: &str) -> bool {
    let word: StrDeserializer<'_, Error> = value.into_deserializer();
    T::deserialize(word).is_ok()
}
