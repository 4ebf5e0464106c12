//! A table as CSV (RFC 4180): the names of its columns in the first row, CRLF, UTF-8 without a byte order mark. Door: csv.
//!
//! A spreadsheet runs a cell that begins like a formula. Such a cell of words gets an apostrophe before it, and so does one
//! that begins with an apostrophe itself: whoever takes one leading apostrophe away has the words again. Numbers and days
//! stay as they are.

use ::csv::{QuoteStyle, Terminator, WriterBuilder};

use super::table::{Kind, Table};
use crate::files::Bytes;

/// Signs with which a spreadsheet begins a formula, the wide ones of East Asian keyboards among them.
const FORMULA: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// The rows of a table, as a file.
pub(crate) fn csv<R>(table: &Table<R>, rows: impl Iterator<Item = R>) -> Bytes {
    let mut writer = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .quote_style(QuoteStyle::Necessary)
        .from_writer(Bytes::new());
    // Writing into memory cannot fail.
    let _ = writer.write_record(table.description.columns.iter().map(|column| &column.name));
    for row in rows {
        let _ = writer.write_record(table.cells(&row).map(|(kind, text)| safe(kind, text)));
    }
    writer.into_inner().unwrap_or_default()
}

/// A line of words alone, for lists that are printed and not published.
pub(crate) fn line<'c>(cells: impl IntoIterator<Item = &'c str>) -> Bytes {
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Bytes::new());
    let _ = writer.write_record(cells.into_iter().map(|cell| no_formula(cell.to_owned())));
    writer.into_inner().unwrap_or_default()
}

/// A cell that no spreadsheet takes for a formula.
fn safe(kind: &Kind, text: String) -> String {
    match kind {
        Kind::Day | Kind::Whole | Kind::Decimal | Kind::YesNo => text,
        _ => no_formula(text),
    }
}

fn no_formula(text: String) -> String {
    match text.starts_with(|first| FORMULA.contains(&first) || first == '\'') {
        true => format!("'{text}"),
        false => text,
    }
}
