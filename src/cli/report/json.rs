//! The report for programs: every fault and the summary as one JSON object, told of in docs/faults.md.

use std::io::{self, Write};

use serde::Serialize;

use super::letters::is_hidden;
use super::{Located, Report, Summary};
use crate::diagnostic::Severity;

#[derive(Serialize)]
struct Whole<'r> {
    diagnostics: Vec<Fault<'r>>,
    summary: Tally<'r>,
}

#[derive(Serialize)]
struct Fault<'r> {
    code: &'static str,
    severity: &'static str,
    file: &'r str,
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
    message: &'r str,
    help: &'r str,
    replacement: Option<&'r str>,
}

#[derive(Serialize)]
struct Tally<'r> {
    errors: usize,
    warnings: usize,
    notes: usize,
    pages: usize,
    records: usize,
    as_at: Option<String>,
    left_out: Vec<LeftOut<'r>>,
    left_out_as_later: &'r [String],
    left_out_as_not_published: &'r [String],
    words_left_out: usize,
    attachments_left_out: &'r [String],
    written: Option<Change>,
    seconds: f64,
}

#[derive(Serialize)]
struct LeftOut<'r> {
    file: &'r str,
    reason: &'static str,
}

#[derive(Serialize)]
struct Change {
    changed: usize,
    unchanged: usize,
    removed: usize,
}

/// Writes the report.
pub(super) fn report(report: &Report<'_>, summary: &Summary, out: &mut impl Write) -> io::Result<()> {
    let left_out = report.files.left_out.iter();
    let written = summary.written.as_ref();
    let whole = Whole {
        diagnostics: report.faults.iter().map(fault).collect(),
        summary: Tally {
            errors: report.count(Severity::Error),
            warnings: report.count(Severity::Warning),
            notes: report.count(Severity::Note),
            pages: summary.pages,
            records: summary.records,
            as_at: summary.as_at.map(|day| day.to_string()),
            left_out: left_out.map(|(file, reason)| LeftOut { file, reason }).collect(),
            left_out_as_later: &summary.later,
            left_out_as_not_published: &summary.unpublished,
            words_left_out: summary.words,
            attachments_left_out: &summary.unlinked,
            written: written.map(|w| Change {
                changed: w.changed,
                unchanged: w.unchanged,
                removed: w.removed,
            }),
            seconds: summary.seconds,
        },
    };
    write(&whole, out)
}

fn fault<'r>(located: &Located<'r>) -> Fault<'r> {
    let (diagnostic, span) = (located.diagnostic, located.span.as_ref());
    Fault {
        code: diagnostic.code.word(),
        severity: diagnostic.severity().word(),
        file: &diagnostic.place.file,
        line: span.map(|s| s.start.line),
        column: span.map(|s| s.start.column),
        end_line: span.map(|s| s.end.line),
        end_column: span.map(|s| s.end.column),
        message: &diagnostic.message,
        help: &diagnostic.help,
        replacement: diagnostic.replacement.as_deref(),
    }
}

/// Writes a value as JSON. Hidden letters are escaped, so that the text is safe to look at on a terminal, too: outside
/// of strings JSON has none but line ends, and inside of strings every letter may be escaped.
pub(super) fn write(value: &impl Serialize, out: &mut impl Write) -> io::Result<()> {
    let text = serde_json::to_string_pretty(value)?;
    let mut rest = text.as_str();
    while let Some(at) = rest.find(|letter| letter != '\n' && is_hidden(letter)) {
        let (plain, from) = rest.split_at(at);
        out.write_all(plain.as_bytes())?;
        let mut letters = from.chars();
        for unit in letters.next().iter().flat_map(|letter| letter.encode_utf16(&mut [0; 2]).to_vec()) {
            write!(out, "\\u{unit:04x}")?;
        }
        rest = letters.as_str();
    }
    writeln!(out, "{rest}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_letters_are_escaped_and_read_back_the_same() {
        let text = "a\u{202e}\u{7f}\u{9b}\u{200b}\u{e0041}\n\t\"\\\u{1b}é東\u{1f600}";
        let mut out = Vec::new();
        assert!(write(&[text], &mut out).is_ok());
        let written = String::from_utf8_lossy(&out);
        assert!(!written.chars().any(|c| c != '\n' && is_hidden(c)), "{written}");
        assert_eq!(serde_json::from_str::<Vec<String>>(&written).ok(), Some(vec![text.to_owned()]));
    }
}
