//! Bytes to text: files that are not UTF-8, and signs that no text of a site holds.

use super::signs;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::files::SiteFiles;

const SAVE: &str = "save the file again with the encoding UTF-8 (in Notepad: Save as, Encoding: UTF-8)";

/// So many such signs of one file are told of; who has more has pasted something that is no text.
const SHOWN: usize = 20;

/// The text of a file without its byte order mark.
///
/// # Errors
/// A file that is not UTF-8 is told at its first wrong byte, control characters and the like each at its own place.
pub(super) fn text_of<'f>(files: &'f SiteFiles, path: &str) -> Result<&'f str, Vec<Diagnostic>> {
    let Some(text) = files.text(path) else {
        return Err(vec![not_utf8(path, files.get(path).unwrap_or_default())]);
    };
    let nul = text.bytes().filter(|b| *b == 0).count();
    if nul > 4 && nul * 3 > text.len() {
        let at = text.find('\0').unwrap_or_default();
        return Err(vec![fault(path, at..at + 1, "the file is saved as UTF-16", SAVE)]);
    }
    let slip = |(range, sign): (std::ops::Range<usize>, char)| {
        signs::slip(sign, text.get(range.clone()).unwrap_or_default()).at(Place::bytes(path, range))
    };
    let faults: Vec<_> = signs::in_text(text).take(SHOWN).map(slip).collect();
    if faults.is_empty() { Ok(text) } else { Err(faults) }
}

fn fault(path: &str, range: std::ops::Range<usize>, message: &str, help: &str) -> Diagnostic {
    Diagnostic::new(Code::NotUtf8, Place::bytes(path, range), message, help)
}

fn not_utf8(path: &str, bytes: &[u8]) -> Diagnostic {
    let at = std::str::from_utf8(bytes).err().map_or(0, |e| e.valid_up_to());
    if let [0xff, 0xfe, ..] | [0xfe, 0xff, ..] = bytes {
        return fault(path, 0..1, "the file is saved as UTF-16", SAVE);
    }
    let letter = bytes.get(at).and_then(|byte| windows_1252(*byte));
    let likely = letter.map(|l| format!(", where it means {l}")).unwrap_or_default();
    let message = format!("this letter is not UTF-8; the file was probably saved as Windows-1252{likely}");
    fault(path, at..at + 1, &message, SAVE)
}

/// The letter a byte above 127 means in Windows-1252.
fn windows_1252(byte: u8) -> Option<char> {
    const FROM_128: [char; 32] = [
        '€', '?', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '?', 'Ž', '?', '?', '‘', '’', '“',
        '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '?', 'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9f => FROM_128.get(usize::from(byte) - 0x80).copied().filter(|c| *c != '?'),
        0xa0..=0xff => Some(char::from(byte)),
        _ => None,
    }
}
