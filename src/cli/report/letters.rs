//! Letters as a terminal or a log may be given them: what nobody sees, or what has power over the reader's screen, is
//! shown by its number. Widths are columns of a terminal. Door: unicode-width.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Columns that people's output keeps to.
pub(super) const WIDTH: usize = 80;

/// Of one message or help, people are shown this many letters; a text of megabytes helps nobody.
const MOST_LETTERS: usize = 2_000;

/// Makes the letter before it an emoji, which is a column wider.
const EMOJI_SELECTOR: char = '\u{fe0f}';

/// Whether a letter has power over a terminal, turns the text around it, or is not seen at all.
pub(super) fn is_hidden(letter: char) -> bool {
    letter.is_control()
        || matches!(
            letter,
            '\u{ad}'
                | '\u{61c}'
                | '\u{180e}'
                | '\u{200b}'..='\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{feff}'
                | '\u{fff9}'..='\u{fffb}'
                | '\u{e0000}'..='\u{e007f}'
        )
}

/// Adds a letter as it may be shown: a tab as a space, a hidden one as `\u{1b}`.
fn show(shown: &mut String, letter: char) {
    match letter {
        '\t' => shown.push(' '),
        hidden if is_hidden(hidden) => shown.extend(hidden.escape_unicode()),
        plain => shown.push(plain),
    }
}

/// A text as it may be shown.
pub(in crate::cli) fn visible(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    text.chars().for_each(|letter| show(&mut shown, letter));
    shown
}

/// A message or help as people are shown it.
pub(super) fn readable(text: &str) -> String {
    match text.char_indices().nth(MOST_LETTERS) {
        Some((end, _)) => visible(text.get(..end).unwrap_or(text)) + "…",
        None => visible(text),
    }
}

/// Columns that a shown text takes.
pub(super) fn width(shown: &str) -> usize {
    shown.width()
}

/// A letter and the columns to keep free for it.
#[derive(Clone, Copy)]
pub(super) struct Piece {
    letter: char,
    pub(super) room: usize,
}

impl Piece {
    pub(super) fn new(letter: char) -> Self {
        let room = match letter {
            '\t' | EMOJI_SELECTOR => 1,
            hidden if is_hidden(hidden) => hidden.escape_unicode().len(),
            plain => plain.width().unwrap_or_default(),
        };
        Piece { letter, room }
    }
}

/// Pieces as they may be shown.
pub(super) fn shown(pieces: &[Piece]) -> String {
    let mut shown = String::new();
    pieces.iter().for_each(|piece| show(&mut shown, piece.letter));
    shown
}

/// Lines of at most 80 columns: the first begins with `start`, the others with `hang` spaces. A word is cut only where
/// it is wider than a whole line; `start` never is. Both texts are shown as they are.
pub(in crate::cli) fn wrapped(start: &str, text: &str, hang: usize) -> Vec<String> {
    Lines::new(start, hang, true).filled(text)
}

/// The same without cutting any word, for texts with paths of the machine: people copy them.
pub(in crate::cli) fn wrapped_at_spaces(start: &str, text: &str, hang: usize) -> Vec<String> {
    Lines::new(start, hang, false).filled(text)
}

/// Lines being filled.
struct Lines {
    done: Vec<String>,
    line: String,
    used: usize,
    /// Whether the line has no word yet, only its beginning.
    empty: bool,
    hang: usize,
    /// Whether a word wider than a line is cut.
    cuts: bool,
}

impl Lines {
    fn new(start: &str, hang: usize, cuts: bool) -> Self {
        Lines { done: Vec::new(), line: start.to_owned(), used: width(start), empty: true, hang, cuts }
    }

    fn filled(mut self, text: &str) -> Vec<String> {
        text.split(' ').for_each(|word| self.word(word));
        self.turn(0);
        self.done
    }

    fn word(&mut self, word: &str) {
        let (wide, gap) = (width(word), usize::from(!self.empty));
        let fits = self.used + gap + wide <= WIDTH;
        let cut = self.cuts && wide > WIDTH;
        if !fits && !cut {
            // A word that fits a line, only not behind the indent, has a line of its own.
            self.turn(if self.hang + wide <= WIDTH { self.hang } else { 0 });
        } else if gap > 0 {
            self.put(" ", gap);
        }
        match cut {
            true => word.chars().for_each(|letter| self.letter(letter)),
            false => self.put(word, wide),
        }
        self.empty = false;
    }

    fn letter(&mut self, letter: char) {
        let Piece { room, .. } = Piece::new(letter);
        if self.used + room > WIDTH {
            self.turn(self.hang);
        }
        self.line.push(letter);
        self.used += room;
    }

    fn put(&mut self, shown: &str, wide: usize) {
        self.line.push_str(shown);
        self.used += wide;
    }

    /// Ends the line and begins another.
    fn turn(&mut self, indent: usize) {
        let line = std::mem::replace(&mut self.line, " ".repeat(indent));
        self.done.push(line.trim_end_matches(' ').to_owned());
        (self.used, self.empty) = (indent, true);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_letters_are_shown_by_their_number() {
        assert_eq!(visible("a\u{1b}[31mb\u{9b}c"), "a\\u{1b}[31mb\\u{9b}c");
        assert_eq!(
            visible("x\u{202e}y\u{2066}z\u{200b}\u{feff}\u{61c}"),
            "x\\u{202e}y\\u{2066}z\\u{200b}\\u{feff}\\u{61c}"
        );
        assert_eq!(visible("a\tb\r\n"), "a b\\u{d}\\u{a}");
        assert_eq!(visible("Caf\u{e9} 東京 e\u{301}"), "Caf\u{e9} 東京 e\u{301}");
    }

    #[test]
    fn lines_keep_to_eighty_columns_and_words_whole() {
        let text = "word ".repeat(40);
        let lines = wrapped("   help: ", text.trim_end(), 9);
        assert!(lines.len() > 2 && lines.iter().all(|l| width(l) <= WIDTH), "{lines:#?}");
        assert_eq!(lines.join(" ").split_whitespace().filter(|w| *w == "word").count(), 40);
        assert!(lines.iter().skip(1).all(|l| l.starts_with("         word")), "{lines:#?}");
    }

    #[test]
    fn only_a_word_wider_than_a_line_is_cut() {
        let whole = "x".repeat(78);
        assert_eq!(wrapped("   help: ", &whole, 9), ["   help:".to_owned(), whole]);
        let wide = "東".repeat(60);
        let lines = wrapped("a:1:1: error[b]: ", &wide, 3);
        assert!(lines.iter().all(|l| width(l) <= WIDTH), "{lines:#?}");
        assert_eq!(lines.concat().matches('東').count(), 60);
    }

    #[test]
    fn a_path_to_copy_stays_whole() {
        let path = "/home/x".repeat(20);
        let lines = wrapped_at_spaces("error: ", &format!("the file {path} cannot be read"), 3);
        assert_eq!(lines, ["error: the file".to_owned(), path, "   cannot be read".to_owned()]);
    }

    #[test]
    fn spaces_inside_a_text_stay() {
        assert_eq!(wrapped("a: ", "b  c", 3), ["a: b  c"]);
        assert_eq!(wrapped("a: ", "", 3), ["a:"]);
    }
}
