//! Looks for planted words in what was built: in every path and every byte, as they are and however they may be encoded.

use std::collections::{BTreeMap, BTreeSet};

use crate::plant::MARK;

/// Where words that begin with the mark stand in an output: by file, the words, or the way one is hidden.
pub(crate) fn found(files: &BTreeMap<String, Vec<u8>>) -> BTreeMap<String, BTreeSet<String>> {
    let mut all: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (path, bytes) in files {
        let mut words = words(path);
        words.extend(in_bytes(bytes));
        if !words.is_empty() {
            all.insert(path.clone(), words);
        }
    }
    all
}

/// The words in some bytes.
pub(crate) fn in_bytes(bytes: &[u8]) -> BTreeSet<String> {
    let text = String::from_utf8_lossy(bytes);
    let mut found = words(&text);
    // One form may lie in another, so each is undone in what the one before gave.
    let forms = [unfolded, percent, entities, escapes, invisible];
    let mut open = text.into_owned();
    for undo in forms {
        open = undo(&open);
        found.extend(words(&open));
    }
    found.extend(in_base64(bytes));
    found
}

/// The words that begin with the mark, in any case of letters.
fn words(text: &str) -> BTreeSet<String> {
    let text = text.to_lowercase();
    let word = |at: usize| {
        let end = text[at..].find(|c: char| !c.is_ascii_alphanumeric()).map_or(text.len(), |e| at + e);
        text[at..end].to_owned()
    };
    text.match_indices(MARK).map(|(at, _)| word(at)).collect()
}

/// Lines of calendars are folded: a break and a blank stand anywhere.
fn unfolded(text: &str) -> String {
    text.replace("\r\n ", "").replace("\n ", "")
}

/// `%7A` and the like.
fn percent(text: &str) -> String {
    replaced(text, "%", |rest| Some((3, u32::from_str_radix(rest.get(1..3)?, 16).ok()?)))
}

/// `&#122;` and `&#x7a;`.
fn entities(text: &str) -> String {
    replaced(text, "&#", |rest| {
        let end = rest.find(';').filter(|end| *end < 10)?;
        let number = rest.get(2..end)?;
        let read = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16),
            None => number.parse(),
        };
        Some((end + 1, read.ok()?))
    })
}

/// `\u007a`, as JSON and scripts write letters, and `\x7a`.
fn escapes(text: &str) -> String {
    let long = replaced(text, "\\u", |rest| Some((6, u32::from_str_radix(rest.get(2..6)?, 16).ok()?)));
    replaced(&long, "\\x", |rest| Some((4, u32::from_str_radix(rest.get(2..4)?, 16).ok()?)))
}

/// Letters that nobody sees: soft hyphens, joiners, spaces without width.
fn invisible(text: &str) -> String {
    text.chars()
        .filter(|c| !matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}'))
        .collect()
}

fn replaced(text: &str, sign: &str, read: impl Fn(&str) -> Option<(usize, u32)>) -> String {
    let mut written = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(sign) {
        written.push_str(&rest[..at]);
        rest = &rest[at..];
        let (length, letter) =
            match read(rest).and_then(|(length, code)| Some((length, char::from_u32(code)?))) {
                Some((length, letter)) => (length, letter.to_string()),
                None => (sign.len(), sign.to_owned()),
            };
        written.push_str(&letter);
        rest = &rest[length..];
    }
    written.push_str(rest);
    written
}

/// The mark within base64: at each of the three places that a byte can have in a group, without the signs that depend on
/// what stands before and after.
fn in_base64(bytes: &[u8]) -> BTreeSet<String> {
    let marks =
        (0..3).map(|skipped| base64(&MARK.as_bytes()[skipped..skipped + (MARK.len() - skipped) / 3 * 3]));
    let text = String::from_utf8_lossy(bytes);
    marks
        .filter(|mark| text.contains(mark.as_str()))
        .map(|mark| format!("{MARK} in base64, as {mark}"))
        .collect()
}

/// Whole groups of three bytes as base64.
pub(crate) fn base64(bytes: &[u8]) -> String {
    const SIGNS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let groups =
        bytes.chunks_exact(3).map(|g| u32::from(g[0]) << 16 | u32::from(g[1]) << 8 | u32::from(g[2]));
    let signs = groups.flat_map(|g| [18, 12, 6, 0].map(|shift| SIGNS[(g >> shift & 63) as usize] as char));
    signs.collect()
}
