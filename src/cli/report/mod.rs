//! Faults and summaries as people and programs read them: sorted by place, in the format that was asked for.

mod excerpt;
mod github;
mod human;
mod json;
mod letters;
mod place;
mod rules;
mod sarif;

use std::collections::BTreeMap;
use std::io::{self, BufWriter, Write};
use std::ops::Range;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use super::arguments::{BuildFormat, CheckFormat};
use crate::diagnostic::{Diagnostic, Severity};
use crate::files::SiteFiles;
use crate::load::locate::Locator;
use crate::model::register::Register;
use crate::write::Written;
pub(super) use human::{advise, complain, mention};
pub(super) use letters::{visible, wrapped, wrapped_at_spaces};
use place::{Indexed, Position};

/// What a build did.
pub(super) struct Summary {
    pub(super) pages: usize,
    /// Whether no fault stands in the way of writing them.
    pub(super) stands: bool,
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

/// The bytes of a place, with the positions of the first and of the one behind the last.
struct Span {
    bytes: Range<usize>,
    start: Position,
    end: Position,
}

/// A diagnostic with its place in the file; without one, the whole file is meant.
struct Located<'d> {
    diagnostic: &'d Diagnostic,
    span: Option<Span>,
}

impl Located<'_> {
    fn file(&self) -> &str {
        &self.diagnostic.place.file
    }

    fn start(&self) -> Option<Position> {
        self.span.as_ref().map(|s| s.start)
    }
}

/// Faults to be printed.
pub(super) struct Report<'f> {
    files: &'f SiteFiles,
    /// The files with faults.
    texts: BTreeMap<&'f str, Indexed<'f>>,
    faults: Vec<Located<'f>>,
}

impl<'f> Report<'f> {
    /// Faults of any severity, each at its place.
    pub(super) fn new(files: &'f SiteFiles, diagnostics: &'f [Diagnostic]) -> Self {
        Report::printing(files, diagnostics, Severity::Note)
    }

    /// Faults of which those less than `least` are counted only: to look their places up would cost more than the build.
    pub(super) fn printing(files: &'f SiteFiles, diagnostics: &'f [Diagnostic], least: Severity) -> Self {
        let is_printed = |diagnostic: &&Diagnostic| diagnostic.severity() <= least;
        let mut texts = BTreeMap::new();
        for diagnostic in diagnostics.iter().filter(is_printed) {
            let file = diagnostic.place.file.as_str();
            if !texts.contains_key(file) {
                // Templates of the built-in theme are not files of the site.
                texts.extend(Indexed::of(files, file).map(|text| (file, text)));
            }
        }
        let mut locator = Locator::new(files);
        let mut locate = |diagnostic: &Diagnostic| {
            if !is_printed(&diagnostic) {
                return None;
            }
            let bytes = locator.locate(&diagnostic.place)?;
            let text = texts.get(diagnostic.place.file.as_str())?;
            let (start, end) = (text.position(bytes.start), text.position(bytes.end.max(bytes.start)));
            Some(Span { bytes, start, end })
        };
        let mut sorted: Vec<&Diagnostic> = diagnostics.iter().collect();
        sorted.sort_by_key(|diagnostic| diagnostic.place.file.as_str());
        let mut faults: Vec<Located<'f>> =
            sorted.into_iter().map(|diagnostic| Located { diagnostic, span: locate(diagnostic) }).collect();
        faults.sort_by(|a, b| {
            (a.file(), a.start(), a.diagnostic.code).cmp(&(b.file(), b.start(), b.diagnostic.code))
        });
        Report { files, texts, faults }
    }

    fn count(&self, severity: Severity) -> usize {
        self.faults.iter().filter(|l| l.diagnostic.severity() == severity).count()
    }

    /// Errors and warnings, and what was written.
    pub(super) fn build(&self, format: BuildFormat, summary: &Summary) {
        let (mut results, mut told) = streams();
        // A reader who went away is no fault.
        let _ = match format {
            BuildFormat::Human => human::build(self, summary, &mut results, &mut told),
            BuildFormat::Json => json::report(self, summary, &mut results),
        };
        let _ = told.flush().and_then(|()| results.flush());
    }

    /// Errors alone, for a command that only needs the site to be right.
    pub(super) fn errors(&self) {
        let (_, mut told) = streams();
        let _ = human::errors(self, &mut told).and_then(|()| told.flush());
    }

    /// Every fault, and how many there are. `site` is the site's folder as it was given.
    pub(super) fn check(&self, format: CheckFormat, site: &Path, summary: &Summary) {
        let (mut results, mut told) = streams();
        let _ = match format {
            CheckFormat::Human => human::check(self, summary, &mut results, &mut told),
            CheckFormat::Json => json::report(self, summary, &mut results),
            CheckFormat::Sarif => sarif::log(&self.faults, &mut results),
            CheckFormat::Github => github::commands(&self.faults, site, &mut results),
        };
        let _ = told.flush().and_then(|()| results.flush());
    }
}

/// Standard output, for results, and standard error, for what people are told.
fn streams() -> (impl Write, impl Write) {
    (BufWriter::new(io::stdout().lock()), BufWriter::new(io::stderr().lock()))
}

#[cfg(test)]
#[allow(clippy::disallowed_methods, reason = "a test that takes time")]
mod tests {
    use std::time::{Duration, Instant};

    use super::*;
    use crate::diagnostic::{Code, Place};

    /// Every fault is printed in every format, wherever it stands in a file of ten megabytes.
    fn time(text: String, count: usize) -> Duration {
        let mut files = SiteFiles::default();
        let step = text.len() / count;
        files.files.insert("content/plans/plan.yaml".to_owned(), text.into_bytes());
        let fault = |n: usize| {
            let place = Place::bytes("content/plans/plan.yaml", n * step..n * step + 9);
            Diagnostic::new(Code::UnknownKey, place, "there is no key here", "did you mean `owner`?")
        };
        // From the last to the first, so that there is something to sort.
        let faults: Vec<Diagnostic> = (0..count).rev().map(fault).collect();
        let started = Instant::now();
        let report = Report::new(&files, &faults);
        let summary = Summary {
            pages: 0,
            stands: false,
            records: 0,
            as_at: None,
            later: Vec::new(),
            unpublished: Vec::new(),
            words: 0,
            unlinked: Vec::new(),
            written: None,
            output: None,
            seconds: 0.0,
        };
        let out = &mut io::sink();
        assert!(human::build(&report, &summary, out, &mut io::sink()).is_ok());
        assert!(json::report(&report, &summary, out).is_ok());
        assert!(sarif::log(&report.faults, out).is_ok());
        assert!(github::commands(&report.faults, Path::new("."), out).is_ok());
        started.elapsed()
    }

    /// Where each fault costs a look through its file or line, this takes hours.
    #[test]
    fn many_faults_in_one_file_or_line_cost_no_more_than_themselves() {
        const COUNT: usize = 10_000;
        for end in ["\n", "  "] {
            let text = format!("  - {{id: A1, tïtle: 東京, onwer: clerk}}{end}").repeat(250_000);
            let took = time(text, COUNT);
            assert!(took < Duration::from_secs(60), "{took:?}");
        }
    }
}
