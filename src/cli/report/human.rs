//! Faults and summaries for people: the place, the reason, the line with marks under it, and what to write instead.

use std::collections::BTreeMap;
use std::io::{self, IsTerminal, Write};

use super::letters::{WIDTH, readable, visible, wrapped, wrapped_at_spaces};
use super::{Located, Report, Span, Summary, excerpt};
use crate::diagnostic::Severity;

/// `check` shows this many of a code, then "and N more".
const MOST_OF_A_CODE: usize = 20;
/// Lists of what was left out name this many.
const MOST_NAMES: usize = 20;

/// Warnings, then errors, then what was written.
pub(super) fn build(
    report: &Report<'_>,
    summary: &Summary,
    results: &mut impl Write,
    told: &mut impl Write,
) -> io::Result<()> {
    let colour = wants_colour();
    for severity in [Severity::Warning, Severity::Error] {
        for located in report.faults.iter().filter(|l| l.diagnostic.severity() == severity) {
            fault(report, located, colour, told)?;
        }
    }
    left_out(report, told)?;
    told.flush()?;
    let Some((written, output)) = summary.written.as_ref().zip(summary.output.as_ref()) else {
        let line = format!("{} Nothing was written; what is published stays as it was.", counts(report));
        return lines(told, &wrapped("", &line, 0));
    };
    let as_at = summary.as_at.map(|d| format!(" as at {}", d.format("%-d %B %Y"))).unwrap_or_default();
    let (pages, records) = (summary.pages, summary.records);
    // A path stays in one piece, so that it can be copied.
    let (pages, records) = (counted(pages, "file", "files"), counted(records, "record", "records"));
    writeln!(results, "{pages} from {records}{as_at} in {}", path(output))?;
    writeln!(
        results,
        "  {} new or changed, {} unchanged, {} removed",
        written.changed, written.unchanged, written.removed
    )?;
    not_published(summary, results)?;
    writeln!(results, "  {}", counts(report))?;
    writeln!(results, "  {:.2} seconds. Open {}", summary.seconds, path(&output.join("index.html")))
}

/// What a build left out, by name.
fn not_published(summary: &Summary, results: &mut impl Write) -> io::Result<()> {
    let unlinked = "attachment left out, since no page links to it";
    let unlinked_many = "attachments left out, since no page links to them";
    for (list, one, many) in [
        (&summary.later, "left out as later", "left out as later"),
        (&summary.unpublished, "left out as not published", "left out as not published"),
        (&summary.unlinked, unlinked, unlinked_many),
    ] {
        if !list.is_empty() {
            let what = counted(list.len(), one, many);
            lines(results, &wrapped(&format!("  {what}: "), &names(list), 4))?;
        }
    }
    if summary.words > 0 {
        let one = "update, reading, response or resolution left out as later or not published";
        let many = "updates, readings, responses and resolutions left out as later or not published";
        lines(results, &wrapped("  ", &counted(summary.words, one, many), 4))?;
    }
    Ok(())
}

/// Every fault, at most twenty of a code, then how many there are. What matters most comes last, where a window that was
/// rolled through by notes still shows it.
pub(super) fn check(
    report: &Report<'_>,
    summary: &Summary,
    results: &mut impl Write,
    told: &mut impl Write,
) -> io::Result<()> {
    for severity in [Severity::Note, Severity::Warning, Severity::Error] {
        some_of_each(report, severity, told)?;
    }
    left_out(report, told)?;
    told.flush()?;
    writeln!(results, "{}", counts(report))?;
    if summary.stands {
        writeln!(results, "{} would be written.", counted(summary.pages, "file", "files"))?;
    }
    Ok(())
}

/// The errors, at most twenty of a code, then that they stand in the way.
pub(super) fn errors(report: &Report<'_>, told: &mut impl Write) -> io::Result<()> {
    some_of_each(report, Severity::Error, told)?;
    let errors = counted(report.count(Severity::Error), "error", "errors");
    let line = format!("{errors}. No list was made: put this right first, and see scrutineer check.");
    lines(told, &wrapped("", &line, 0))
}

/// Faults of a severity, at most twenty of a code.
fn some_of_each(report: &Report<'_>, severity: Severity, told: &mut impl Write) -> io::Result<()> {
    let colour = wants_colour();
    let mut shown: BTreeMap<&str, usize> = BTreeMap::new();
    for located in report.faults.iter().filter(|l| l.diagnostic.severity() == severity) {
        let count = shown.entry(located.diagnostic.code.word()).or_default();
        *count += 1;
        if *count <= MOST_OF_A_CODE {
            fault(report, located, colour, told)?;
        }
    }
    for (code, count) in shown.iter().filter(|(_, count)| **count > MOST_OF_A_CODE) {
        writeln!(told, "{code}: and {} more", count - MOST_OF_A_CODE)?;
    }
    Ok(())
}

fn counts(report: &Report<'_>) -> String {
    let of = |severity, one, many| counted(report.count(severity), one, many);
    format!(
        "{}, {}, {}.",
        of(Severity::Error, "error", "errors"),
        of(Severity::Warning, "warning", "warnings"),
        of(Severity::Note, "note", "notes")
    )
}

/// How many there are, with the word for one or for many.
fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// One fault. Its first line begins with file, line, column, severity and code, whatever their length.
fn fault(report: &Report<'_>, located: &Located<'_>, colour: bool, told: &mut impl Write) -> io::Result<()> {
    let diagnostic = located.diagnostic;
    let place = match located.start() {
        Some(at) => format!("{}:{}:{}: ", visible(located.file()), at.line, at.column),
        None => format!("{}: ", visible(located.file())),
    };
    let severity = diagnostic.severity();
    let kind = format!("{}[{}]", severity.word(), diagnostic.code.word());
    let mut head = wrapped(&format!("{place}{kind}: "), &readable(&diagnostic.message), 3);
    if let Some(first) = head.first_mut().filter(|_| colour) {
        *first = first.replacen(&kind, &format!("{}{kind}\u{1b}[0m", paint(severity)), 1);
    }
    lines(told, &head)?;
    if let Some(span) = &located.span {
        source_line(report, located, span, told)?;
    }
    if !diagnostic.help.is_empty() {
        lines(told, &wrapped("   help: ", &readable(&diagnostic.help), 9))?;
    }
    writeln!(told)
}

/// The line concerned with marks under the place.
fn source_line(
    report: &Report<'_>,
    located: &Located<'_>,
    span: &Span,
    told: &mut impl Write,
) -> io::Result<()> {
    let number = span.start.line.to_string();
    let room = WIDTH.saturating_sub("    | ".len() + number.len());
    let text = report.texts.get(located.file());
    let Some(found) = text.and_then(|t| excerpt::excerpt(t, span.start.line, &span.bytes, room)) else {
        return Ok(());
    };
    let gap = " ".repeat(number.len());
    writeln!(told, "   {number} | {}", found.shown)?;
    writeln!(told, "   {gap} | {}{}", " ".repeat(found.before), "^".repeat(found.marks))
}

/// What the site's folder holds and the site does not.
fn left_out(report: &Report<'_>, told: &mut impl Write) -> io::Result<()> {
    let all = &report.files.left_out;
    for (path, reason) in all.iter().take(MOST_NAMES) {
        lines(told, &wrapped("left out: ", &format!("{} ({reason})", visible(path)), 3))?;
    }
    match all.len().checked_sub(MOST_NAMES) {
        Some(more @ 1..) => writeln!(told, "left out: and {more} more (all in --format json)"),
        _ => Ok(()),
    }
}

/// Names, the first twenty of many.
fn names(list: &[String]) -> String {
    let named: Vec<String> = list.iter().take(MOST_NAMES).map(|name| visible(name)).collect();
    match list.len().checked_sub(MOST_NAMES) {
        Some(more @ 1..) => format!("{} and {more} more (all in --format json)", named.join(", ")),
        _ => named.join(", "),
    }
}

fn path(path: &std::path::Path) -> String {
    visible(&path.to_string_lossy())
}

/// Colour only on a terminal, and not where NO_COLOR asks for none.
#[allow(clippy::disallowed_methods, reason = "the command line honours NO_COLOR")]
fn wants_colour() -> bool {
    io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}

fn paint(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "\u{1b}[1;31m",
        Severity::Warning => "\u{1b}[1;33m",
        Severity::Note => "\u{1b}[1;36m",
    }
}

fn lines(out: &mut impl Write, lines: &[String]) -> io::Result<()> {
    lines.iter().try_for_each(|line| writeln!(out, "{line}"))
}

/// Says why the program could not run.
pub(in crate::cli) fn complain(line: &str) {
    let _ = lines(&mut io::stderr(), &wrapped_at_spaces("error: ", &visible(line), 3));
}

/// Says something by the way, which is neither a result nor a fault.
pub(in crate::cli) fn mention(line: &str) {
    let _ = lines(&mut io::stderr(), &wrapped_at_spaces("", &visible(line), 3));
}

/// Says what to do about it.
pub(in crate::cli) fn advise(line: &str) {
    let _ = lines(&mut io::stderr(), &wrapped_at_spaces("   help: ", &visible(line), 9));
}
