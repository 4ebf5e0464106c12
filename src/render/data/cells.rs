//! A table as CSV (RFC 4180): the names of its columns in the first row, CRLF, UTF-8 without a byte order mark.
//!
//! A spreadsheet runs a cell that begins like a formula. Such a cell of words gets an apostrophe before it, and so does one
//! that begins with an apostrophe itself: whoever takes one leading apostrophe away has the words again. Numbers and days
//! stay as they are.

use std::io;

use super::PIECE;
use super::table::{Kind, Table};
use crate::files::Bytes;

/// Signs with which a spreadsheet begins a formula, the wide ones of East Asian keyboards among them.
const FORMULA: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// Writes the rows of a table, piece by piece.
pub(crate) fn csv<R>(
    table: &Table<R>,
    rows: impl Iterator<Item = R>,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let mut piece = String::with_capacity(2 * PIECE);
    let columns = &table.description.columns;
    put_line(&mut piece, columns, |column, piece| piece.push_str(&column.name));
    for row in rows {
        put_line(&mut piece, table.cells(), |(kind, cell), piece| {
            let start = piece.len();
            cell(&row, piece);
            if !matches!(kind, Kind::Day | Kind::Whole | Kind::Decimal | Kind::YesNo) {
                no_formula(piece, start);
            }
        });
        if piece.len() >= PIECE {
            out.write_all(piece.as_bytes())?;
            piece.clear();
        }
    }
    out.write_all(piece.as_bytes())
}

/// A line of words alone, for lists that are printed and not published.
pub(crate) fn line<'c>(cells: impl IntoIterator<Item = &'c str>) -> Bytes {
    let mut line = String::new();
    put_line(&mut line, cells, |cell, line| {
        let start = line.len();
        line.push_str(cell);
        no_formula(line, start);
    });
    line.into_bytes()
}

/// Writes each cell behind the one before, and then sees whether it has to stand between quotes.
fn put_line<C>(line: &mut String, cells: impl IntoIterator<Item = C>, put: impl Fn(C, &mut String)) {
    let mut first = true;
    for cell in cells {
        if !std::mem::take(&mut first) {
            line.push(',');
        }
        let start = line.len();
        put(cell, line);
        quote(line, start);
    }
    line.push_str("\r\n");
}

/// Puts the cell that begins here between quotes, where a sign in it would end it.
fn quote(line: &mut String, start: usize) {
    let cell = line.as_bytes().get(start..).unwrap_or_default();
    // Looked at as a whole rather than up to the first such sign: the compiler takes many bytes at a time.
    if cell.iter().fold(false, |found, b| found | matches!(b, b',' | b'"' | b'\r' | b'\n')) {
        let cell = line.split_off(start).replace('"', "\"\"");
        line.push('"');
        line.push_str(&cell);
        line.push('"');
    }
}

/// Puts an apostrophe before the cell that begins here, where a spreadsheet would take it for a formula.
fn no_formula(line: &mut String, start: usize) {
    let first = line.get(start..).and_then(|cell| cell.chars().next());
    if first.is_some_and(|first| FORMULA.contains(&first) || first == '\'') {
        line.insert(start, '\'');
    }
}
