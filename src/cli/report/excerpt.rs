//! The line a fault is about, cut to what a terminal shows, and where the marks go. Looks at no more of a line than fits.

use std::ops::Range;

use super::letters::{self, Piece, WIDTH};
use super::place::Indexed;

/// More bytes than this on either side of the marked place do not fit a terminal.
const REACH: usize = 4 * WIDTH;

/// A line as it is shown, and the columns to mark.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Excerpt {
    pub(super) shown: String,
    /// Columns before the marks.
    pub(super) before: usize,
    /// Marks, one at least.
    pub(super) marks: usize,
}

/// The part of a line of the file around the marked bytes that fits `room` columns, `…` where it is cut; none where the
/// file has no such line. What is marked on later lines is left out.
pub(super) fn excerpt(
    file: &Indexed<'_>,
    line: usize,
    marked: &Range<usize>,
    room: usize,
) -> Option<Excerpt> {
    let (bytes, start) = file.line(line)?;
    let line = start..start + bytes.len();
    let from = marked.start.clamp(line.start, line.end);
    let to = marked.end.clamp(from, line.end);
    let first = line.start.max(from.saturating_sub(REACH));
    let middle = to.min(from + REACH);
    let last = line.end.min(middle + REACH);
    let mut before = reach(file.text(first..from).chars().rev());
    before.reverse();
    let before = Run { pieces: before, more: first > line.start };
    let mark = reach(file.text(from..middle).chars());
    let after = Run { pieces: reach(file.text(middle..last).chars()), more: last < line.end };
    Some(fit(&before, mark, after, room))
}

/// The first letters, up to more than any room.
fn reach(letters: impl Iterator<Item = char>) -> Vec<Piece> {
    let mut used = 0;
    let pieces = letters.map(Piece::new).take_while(|piece| {
        let fits = used <= WIDTH;
        used += piece.room;
        fits
    });
    pieces.collect()
}

/// Letters on one side, and whether the line goes on there.
struct Run {
    pieces: Vec<Piece>,
    more: bool,
}

fn room_of(pieces: &[Piece]) -> usize {
    pieces.iter().map(|p| p.room).sum()
}

fn fit(before: &Run, mut mark: Vec<Piece>, after: Run, room: usize) -> Excerpt {
    // The marked place comes first, then a little of what follows it, then what stands before.
    let need = room_of(&mark).clamp(1, room * 2 / 3);
    let following = room_of(&after.pieces).min(room / 4);
    let mut shown = tail(before, room.saturating_sub(need + following));
    let marked = mark.len();
    mark.extend(after.pieces);
    let left = room.saturating_sub(letters::width(&shown));
    let column = letters::width(&shown);
    let (rest, marks) = head(&Run { pieces: mark, more: after.more }, left, marked);
    shown.push_str(&rest);
    Excerpt { shown, before: column, marks: marks.max(1) }
}

/// The end of a run, as far as it fits.
fn tail(run: &Run, room: usize) -> String {
    let all = room_of(&run.pieces);
    let cut = run.more || all > room;
    let room = if cut { room.saturating_sub(1) } else { room };
    let mut over = all;
    let dropped = run.pieces.iter().take_while(|piece| {
        let drop = over > room;
        over -= piece.room;
        drop
    });
    let kept = letters::shown(run.pieces.get(dropped.count()..).unwrap_or_default());
    if cut { format!("…{kept}") } else { kept }
}

/// The beginning of a run, as far as it fits, and how many columns its first `marked` letters take.
fn head(run: &Run, room: usize, marked: usize) -> (String, usize) {
    let cut = run.more || room_of(&run.pieces) > room;
    let room = if cut { room.saturating_sub(1) } else { room };
    let mut used = 0;
    let fits = run.pieces.iter().take_while(|piece| {
        used += piece.room;
        used <= room
    });
    let (mark, after) = run.pieces.split_at(marked.min(run.pieces.len()));
    let count = fits.count();
    let mark = letters::shown(mark.get(..count).unwrap_or(mark));
    let after = letters::shown(after.get(..count.saturating_sub(marked)).unwrap_or_default());
    let marks = letters::width(&mark);
    let end = if cut { "…" } else { "" };
    (format!("{mark}{after}{end}"), marks)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROOM: usize = 70;

    /// The excerpt of the marked words, and what stands over the marks.
    fn seen(line: &str, marked: &str) -> (String, String) {
        let start = line.find(marked).unwrap_or(0);
        let found = excerpt(&Indexed::new(line), 1, &(start..start + marked.len()), ROOM);
        let found = found.unwrap_or(Excerpt { shown: String::new(), before: 0, marks: 0 });
        let mut column = 0;
        let over = found.shown.chars().filter(|letter| {
            let at = column;
            column += letters::width(&letter.to_string());
            (found.before..found.before + found.marks).contains(&at)
        });
        let over = over.collect();
        assert!(letters::width(&found.shown) <= ROOM, "{}", found.shown);
        (found.shown, over)
    }

    #[test]
    fn a_line_that_fits_is_shown_whole() {
        let line = format!("  - {{id: {}, due: 31/10/2021}}", "a".repeat(40));
        assert_eq!(seen(&line, "31/10/2021"), (line.clone(), "31/10/2021".to_owned()));
    }

    #[test]
    fn a_long_line_is_cut_around_the_marks() {
        let (left, right) = ("b".repeat(500), "c".repeat(500));
        for line in [format!("{left} HERE {right}"), format!("HERE {right}"), format!("{left} HERE")] {
            let (shown, over) = seen(&line, "HERE");
            assert_eq!(over, "HERE", "{shown}");
            assert_eq!(shown.starts_with('…'), line.starts_with('b'), "{shown}");
            assert_eq!(shown.ends_with('…'), line.ends_with('c'), "{shown}");
            assert!(letters::width(&shown) > ROOM - 3, "{shown}");
        }
    }

    #[test]
    fn a_mark_wider_than_the_room_is_cut_itself() {
        let (shown, over) = seen(&format!("title: {}", "x".repeat(900)), &"x".repeat(900));
        assert!(shown.starts_with("title: xxx") && shown.ends_with("x…"), "{shown}");
        assert_eq!(over.len(), ROOM - 8);
    }

    #[test]
    fn wide_combining_and_hidden_letters_keep_the_marks_in_place() {
        assert_eq!(seen("東京都: {due: HERE, x: 1}", "HERE").1, "HERE");
        assert_eq!(seen("Cafe\u{301} owner: 東京 x", "東京").1, "東京");
        assert_eq!(seen("a\u{202e}b\u{1b}[31m: HERE", "HERE").1, "HERE");
        assert_eq!(
            seen("a: x\u{202e}y", "x\u{202e}y"),
            ("a: x\\u{202e}y".to_owned(), "x\\u{202e}y".to_owned())
        );
        let (shown, over) = seen(&format!("{} HERE {}", "東".repeat(200), "京".repeat(200)), "HERE");
        assert_eq!(over, "HERE", "{shown}");
    }
}
