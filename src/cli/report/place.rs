//! Lines and columns. A file that has faults is indexed once; a place then costs no search through the file, whether it
//! has a hundred thousand faults or one line of ten megabytes.

use std::borrow::Cow;
use std::ops::Range;

use crate::files::SiteFiles;

/// Letters are counted ahead for blocks of this many bytes.
const BLOCK: usize = 1024;

/// A line and a column, both counted from 1, the column in letters (Unicode code points).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Position {
    pub(super) line: usize,
    pub(super) column: usize,
}

/// A file's text, with where its lines begin and how many letters lie before each block.
pub(super) struct Indexed<'f> {
    bytes: Cow<'f, [u8]>,
    lines: Vec<usize>,
    letters: Vec<usize>,
}

/// Whether a byte continues a letter of several bytes.
fn continues(byte: u8) -> bool {
    byte & 0b1100_0000 == 0b1000_0000
}

fn count(bytes: &[u8]) -> usize {
    bytes.iter().filter(|b| !continues(**b)).count()
}

impl<'f> Indexed<'f> {
    /// Indexes a file of the site, without its byte order mark; none where the site has no such file.
    pub(super) fn of(files: &'f SiteFiles, file: &str) -> Option<Self> {
        let bytes = files.get(file)?;
        // Only the first letter that is not UTF-8 is ever told of: up to it, both texts have the same bytes.
        let text = files.text(file).map_or_else(|| String::from_utf8_lossy(bytes), Cow::Borrowed);
        Some(Indexed::new(text))
    }

    /// Indexes a text.
    pub(super) fn new(text: impl Into<Cow<'f, str>>) -> Self {
        let bytes = match text.into() {
            Cow::Borrowed(text) => Cow::Borrowed(text.as_bytes()),
            Cow::Owned(text) => Cow::Owned(text.into_bytes()),
        };
        let ends = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'\n');
        let lines = std::iter::once(0).chain(ends.map(|(at, _)| at + 1)).collect();
        let mut letters = vec![0];
        for block in bytes.chunks(BLOCK) {
            letters.push(letters.last().copied().unwrap_or_default() + count(block));
        }
        Indexed { bytes, lines, letters }
    }

    /// Letters that begin before a byte.
    fn letters_before(&self, byte: usize) -> usize {
        let block = byte / BLOCK;
        let counted = self.letters.get(block).copied().unwrap_or_default();
        counted + self.bytes.get(block * BLOCK..byte).map_or(0, count)
    }

    /// The line and column of a byte; inside a letter, that letter's.
    pub(super) fn position(&self, byte: usize) -> Position {
        let byte = self.letter(byte);
        let line = self.lines.partition_point(|start| *start <= byte);
        let start = self.lines.get(line.saturating_sub(1)).copied().unwrap_or_default();
        Position { line, column: self.letters_before(byte) - self.letters_before(start) + 1 }
    }

    /// The first byte of the letter that a byte belongs to.
    fn letter(&self, byte: usize) -> usize {
        let byte = byte.min(self.bytes.len());
        let within =
            (0..4).take_while(|back| self.bytes.get(byte - back.min(&byte)).is_some_and(|b| continues(*b)));
        byte.saturating_sub(within.count())
    }

    /// The bytes of a line, without its end, and where they begin; none behind the last line end.
    pub(super) fn line(&self, number: usize) -> Option<(&[u8], usize)> {
        let start = *self.lines.get(number.checked_sub(1)?)?;
        let end = self.lines.get(number).map_or(self.bytes.len(), |next| next - 1);
        let line = self.bytes.get(start..end).filter(|_| start < self.bytes.len())?;
        Some((line.strip_suffix(b"\r").unwrap_or(line), start))
    }

    /// The text of some bytes, whole letters only.
    pub(super) fn text(&self, range: Range<usize>) -> Cow<'_, str> {
        let range = self.letter(range.start)..self.letter(range.end);
        String::from_utf8_lossy(self.bytes.get(range).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The same by counting from the start of the file.
    fn counted(text: &str, byte: usize) -> Position {
        let end = (0..=byte).rev().find(|i| text.is_char_boundary(*i)).unwrap_or(0);
        let before = text.get(..end).unwrap_or(text);
        let column = before.chars().rev().take_while(|c| *c != '\n').count() + 1;
        Position { line: before.matches('\n').count() + 1, column }
    }

    #[test]
    fn every_byte_has_the_line_and_column_that_counting_gives() {
        for text in [
            "",
            "a",
            "\n",
            "one\ntwo\r\n\nthree",
            "é東\u{1f600}\nx é\n",
            &"é\u{1f600}abc\n".repeat(700),
            &"é".repeat(BLOCK),
        ] {
            let indexed = Indexed::new(text);
            for byte in 0..=text.len() {
                assert_eq!(indexed.position(byte), counted(text, byte), "{byte} of {text:?}");
            }
            assert_eq!(indexed.position(text.len() + 9), counted(text, text.len()));
        }
    }

    #[test]
    fn lines_come_without_their_ends() {
        let indexed = Indexed::new("one\r\ntwo\n");
        assert_eq!(indexed.line(1), Some((&b"one"[..], 0)));
        assert_eq!(indexed.line(2), Some((&b"two"[..], 5)));
        assert_eq!((indexed.line(3), indexed.line(0)), (None, None));
    }

    #[test]
    fn a_letter_that_is_not_utf_8_is_found() {
        let mut files = SiteFiles::default();
        files.files.insert("a".to_owned(), b"x\ncaf\xe9 \x96 b".to_vec());
        let indexed = Indexed::of(&files, "a").map(|i| (i.position(5), i.text(2..9).into_owned()));
        assert_eq!(indexed, Some((Position { line: 2, column: 4 }, "caf\u{fffd} ".to_owned())));
    }
}
