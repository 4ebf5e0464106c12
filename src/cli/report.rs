//! Faults and summaries as people and programs read them: sorted by place, with the line concerned and what to write.

use std::collections::BTreeMap;
use std::io::{IsTerminal, Write};
use std::ops::Range;
use std::path::PathBuf;

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::arguments::Format;
use crate::diagnostic::{Diagnostic, Severity};
use crate::files::SiteFiles;
use crate::load::locate::Locator;
use crate::model::register::Register;
use crate::write::Written;

/// `check` shows this many of a code, then "and N more".
const MOST_OF_A_CODE: usize = 20;

/// What a build did.
pub(super) struct Summary {
    pub(super) pages: usize,
    pub(super) records: usize,
    pub(super) as_at: Option<NaiveDate>,
    pub(super) later: Vec<String>,
    pub(super) unpublished: Vec<String>,
    pub(super) words: usize,
    pub(super) unlinked: Vec<String>,
    pub(super) written: Option<Written>,
    pub(super) output: Option<PathBuf>,
    pub(super) seconds: f64,
}

/// How many records a register holds.
pub(super) fn records(register: &Register) -> usize {
    let items: usize = register.plans.values().map(|p| p.items().count() + p.measures.len()).sum();
    items
        + register.plans.len()
        + register.papers.len()
        + register.meetings.len()
        + register.bodies.len()
        + register.owners.len()
        + register.threads.len()
        + register.events.len()
}

/// A diagnostic with its line and column, both counted from 1.
struct Located<'d> {
    diagnostic: &'d Diagnostic,
    position: Option<(usize, usize)>,
    range: Option<Range<usize>>,
}

/// Faults to be printed.
pub(super) struct Report<'f> {
    files: &'f SiteFiles,
    faults: Vec<Located<'f>>,
    format: Format,
}

impl<'f> Report<'f> {
    pub(super) fn new(files: &'f SiteFiles, diagnostics: &'f [Diagnostic], format: Format) -> Self {
        let mut locator = Locator::new(files);
        let mut faults: Vec<Located<'f>> = diagnostics
            .iter()
            .map(|diagnostic| {
                let range = locator.locate(&diagnostic.place);
                let known = files.get(&diagnostic.place.file).is_some();
                let found = range.as_ref().filter(|_| known);
                let position = found.map(|r| position(&text(files, &diagnostic.place.file), r.start));
                Located { diagnostic, position, range }
            })
            .collect();
        faults.sort_by(|a, b| {
            let key = |l: &Located<'f>| (l.diagnostic.place.file.clone(), l.position, l.diagnostic.code);
            key(a).cmp(&key(b))
        });
        Report { files, faults, format }
    }

    fn count(&self, severity: Severity) -> usize {
        self.faults.iter().filter(|l| l.diagnostic.severity() == severity).count()
    }

    /// Errors and warnings, and what was written.
    pub(super) fn build(&self, summary: &Summary) {
        match self.format {
            Format::Json => self.json(summary),
            Format::Human => {
                self.faults
                    .iter()
                    .filter(|l| l.diagnostic.severity() != Severity::Note)
                    .for_each(|l| self.human(l));
                self.tell(summary);
            }
        }
    }

    /// Every fault, and a line that counts them.
    pub(super) fn check(&self, summary: &Summary) {
        if self.format == Format::Json {
            return self.json(summary);
        }
        let mut shown: BTreeMap<&str, usize> = BTreeMap::new();
        for located in &self.faults {
            let count = shown.entry(located.diagnostic.code.word()).or_default();
            *count += 1;
            if *count <= MOST_OF_A_CODE {
                self.human(located);
            }
        }
        for (code, count) in shown.iter().filter(|(_, count)| **count > MOST_OF_A_CODE) {
            say_err(&format!("{code}: and {} more", count - MOST_OF_A_CODE));
        }
        self.left_out();
        say(&self.counts());
        if self.faults.is_empty() {
            say(&format!("{} pages would be written.", summary.pages));
        }
    }

    fn counts(&self) -> String {
        let of = |severity, one: &str, many: &str| match self.count(severity) {
            1 => format!("1 {one}"),
            count => format!("{count} {many}"),
        };
        format!(
            "{}, {}, {}.",
            of(Severity::Error, "error", "errors"),
            of(Severity::Warning, "warning", "warnings"),
            of(Severity::Note, "note", "notes")
        )
    }

    fn human(&self, located: &Located<'_>) {
        let diagnostic = located.diagnostic;
        let place = match located.position {
            Some((line, column)) => format!("{}:{line}:{column}", diagnostic.place.file),
            None => diagnostic.place.file.clone(),
        };
        let severity = diagnostic.severity();
        let (on, off) = colour(severity);
        let head = format!("{}: {on}{}[{}]{off}: ", visible(&place), severity.word(), diagnostic.code.word());
        say_err(&format!("{head}{}", visible(&diagnostic.message)));
        if let (Some(range), Some((line, column))) = (&located.range, located.position) {
            self.excerpt(diagnostic, range, line, column);
        }
        if !diagnostic.help.is_empty() {
            say_err(&format!("   help: {}", visible(&diagnostic.help)));
        }
        say_err("");
    }

    /// The line concerned, cut to what a terminal shows.
    fn excerpt(&self, diagnostic: &Diagnostic, range: &Range<usize>, line: usize, column: usize) {
        const WIDTH: usize = 96;
        let text = text(self.files, &diagnostic.place.file);
        let Some(written) = text.lines().nth(line - 1) else { return };
        let from = column.saturating_sub(WIDTH * 3 / 4).min(column - 1);
        let shown: String = written.chars().skip(from).take(WIDTH).map(plain).collect();
        let length = text.get(range.clone()).map_or(1, |t| t.lines().next().unwrap_or("").chars().count());
        let room = shown.chars().count().saturating_sub(column - 1 - from).max(1);
        let marks = "^".repeat(length.clamp(1, room));
        let number = line.to_string();
        let gap = " ".repeat(number.len());
        say_err(&format!("   {number} | {shown}"));
        say_err(&format!("   {gap} | {}{marks}", " ".repeat(column - 1 - from)));
    }

    fn left_out(&self) {
        for (path, reason) in &self.files.left_out {
            say_err(&format!("left out: {} ({reason})", visible(path)));
        }
    }

    fn tell(&self, summary: &Summary) {
        self.left_out();
        let Some((written, output)) = summary.written.as_ref().zip(summary.output.as_ref()) else {
            say_err(&format!("{} Nothing was written; what is published stays as it was.", self.counts()));
            return;
        };
        let as_at = summary.as_at.map(|d| format!(" as at {}", d.format("%-d %B %Y"))).unwrap_or_default();
        say(&format!(
            "{} pages from {} records{as_at} in {}",
            summary.pages,
            summary.records,
            output.display()
        ));
        say(&format!(
            "  {} new or changed, {} unchanged, {} removed",
            written.changed, written.unchanged, written.removed
        ));
        for (list, why) in [
            (&summary.later, "left out as later"),
            (&summary.unpublished, "left out as not published"),
            (&summary.unlinked, "attachments left out, since no page links to them"),
        ] {
            if !list.is_empty() {
                say(&format!("  {} {why}: {}", list.len(), short_list(list)));
            }
        }
        if summary.words > 0 {
            let what = "updates, readings, responses and resolutions left out as later or not published";
            say(&format!("  {} {what}", summary.words));
        }
        say(&format!("  {}", self.counts()));
        say(&format!("  {:.2} seconds. Open {}", summary.seconds, output.join("index.html").display()));
    }

    fn json(&self, summary: &Summary) {
        let fault = |l: &Located<'_>| {
            json!({
                "code": l.diagnostic.code.word(),
                "severity": l.diagnostic.severity().word(),
                "file": l.diagnostic.place.file,
                "line": l.position.map(|p| p.0),
                "column": l.position.map(|p| p.1),
                "message": l.diagnostic.message,
                "help": l.diagnostic.help,
            })
        };
        let faults: Vec<Value> = self.faults.iter().map(fault).collect();
        let written = summary
            .written
            .as_ref()
            .map(|w| json!({"changed": w.changed, "unchanged": w.unchanged, "removed": w.removed}));
        let report = json!({
            "diagnostics": faults,
            "summary": {
                "errors": self.count(Severity::Error),
                "warnings": self.count(Severity::Warning),
                "notes": self.count(Severity::Note),
                "pages": summary.pages,
                "records": summary.records,
                "as_at": summary.as_at.map(|d| d.to_string()),
                "left_out_as_later": summary.later,
                "left_out_as_not_published": summary.unpublished,
                "words_left_out": summary.words,
                "attachments_left_out": summary.unlinked,
                "written": written,
                "seconds": summary.seconds,
            }
        });
        say(&serde_json::to_string_pretty(&report).unwrap_or_default());
    }
}

fn short_list(list: &[String]) -> String {
    match list {
        [first, second, third, _, ..] => format!("{first}, {second}, {third} and {} more", list.len() - 3),
        _ => list.join(", "),
    }
}

/// A file's text as shown; letters that are not UTF-8 are replaced. Templates of the built-in theme are not files of
/// the site and have none.
fn text(files: &SiteFiles, file: &str) -> String {
    let bytes = files.get(file).unwrap_or_default();
    match files.text(file) {
        Some(text) => text.to_owned(),
        None => String::from_utf8_lossy(bytes).into_owned(),
    }
}

/// Line and column of a byte, both counted from 1, columns in letters.
fn position(text: &str, byte: usize) -> (usize, usize) {
    let end = (0..=byte.min(text.len())).rev().find(|i| text.is_char_boundary(*i)).unwrap_or(0);
    let before = &text[..end];
    let line_start = before.rfind('\n').map_or(0, |i| i + 1);
    (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
}

/// A letter as a terminal may be given it: control signs lose their power.
fn plain(letter: char) -> char {
    match letter {
        '\t' => ' ',
        c if c.is_control() => '\u{fffd}',
        c => c,
    }
}

/// A text as a terminal may be given it.
fn visible(text: &str) -> String {
    text.chars().map(plain).collect()
}

/// Colour only on a terminal, and not where NO_COLOR asks for none.
#[allow(clippy::disallowed_methods, reason = "the command line honours NO_COLOR")]
fn colour(severity: Severity) -> (&'static str, &'static str) {
    let wanted = std::io::stderr().is_terminal() && std::env::var("NO_COLOR").map_or(true, |v| v.is_empty());
    match (wanted, severity) {
        (false, _) => ("", ""),
        (true, Severity::Error) => ("\u{1b}[1;31m", "\u{1b}[0m"),
        (true, Severity::Warning) => ("\u{1b}[1;33m", "\u{1b}[0m"),
        (true, Severity::Note) => ("\u{1b}[1;36m", "\u{1b}[0m"),
    }
}

fn say(line: &str) {
    let _ = writeln!(std::io::stdout(), "{line}");
}

fn say_err(line: &str) {
    let _ = writeln!(std::io::stderr(), "{line}");
}

/// Says why the program could not run.
pub(super) fn complain(line: &str) {
    say_err(&format!("error: {}", visible(line)));
}

/// Says what to do about it.
pub(super) fn advise(line: &str) {
    say_err(&format!("   help: {line}"));
}
