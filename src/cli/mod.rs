//! The command line: the only place that prints, asks the clock, and calls `write`.

#![allow(clippy::disallowed_methods, reason = "the command line asks the clock and the environment, once")]

mod arguments;
mod due;
mod progress;
mod publishing;
mod report;

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use chrono::Local;
use clap::Parser;
use rayon::prelude::*;

use crate::derive::Views;
use crate::diagnostic::{Diagnostic, Severity};
use crate::files::SiteFiles;
use crate::model::linked;
use crate::read::ReadError;
use crate::render::Pages;
use crate::write::{Folders, Output, WriteError, Written};
use crate::{Built, Looked, Request};
use arguments::{Arguments, BuildArguments, BuildFormat, CheckArguments, Command};
use report::{Report, Summary};

/// Something in the site folder is wrong, and nothing was written.
const WRONG_SITE: u8 = 1;
/// Arguments, no site.toml, output refused, or the disk.
const CANNOT: u8 = 2;

/// Which program this is: what another one made is made anew.
const PROGRAM: &str = concat!(env!("CARGO_PKG_VERSION"), " ", env!("SCRUTINEER_SOURCES"));

/// Runs the program with the arguments it was given.
pub fn run() -> ExitCode {
    let code = match Arguments::parse().command {
        Command::Build(arguments) => build(&arguments),
        Command::Check(arguments) => check(&arguments),
        Command::Due(arguments) => due::due(&arguments),
    };
    ExitCode::from(code)
}

fn request(as_at: Option<crate::model::date::Date>, drafts: bool) -> Request {
    Request { as_at: as_at.map(|d| d.last()), today: Local::now().date_naive(), drafts }
}

fn read(site: &Path, command: &str) -> Result<SiteFiles, u8> {
    crate::read::read(site).map_err(|fault| match fault {
        ReadError::NoSite(why) => {
            report::complain(&format!("there is no site.toml in {}{why}", site.display()));
            match crate::read::misnamed(site) {
                Some(name) => report::advise(&format!(
                    "there is a file {name} instead: rename it to site.toml (in Explorer first turn on View, Show, \
                     File name extensions)"
                )),
                None => report::advise(&format!(
                    "go to the site's folder first, or name it: scrutineer {command} --site FOLDER"
                )),
            }
            CANNOT
        }
        ReadError::Unreadable(files) => {
            for (path, error) in &files {
                report::complain(&format!("{} cannot be read: {error}", path.display()));
            }
            report::advise(
                "see that you may read these files and that no other program holds them, then try again",
            );
            WRONG_SITE
        }
    })
}

fn build(arguments: &BuildArguments) -> u8 {
    let started = Instant::now();
    let (output, home) = (output_folder(arguments), home());
    let folders =
        Folders { site: &arguments.site, output: &output, home: home.as_deref(), preview: arguments.drafts };
    // First of all: an earlier build that was cut short is completed, and nobody else writes meanwhile.
    let opened = crate::write::open(folders, &publishing::notice);
    let mut files = match read(&arguments.site, "build") {
        Ok(files) => files,
        Err(code) => return code,
    };
    let mut target = match opened {
        Ok(target) => target,
        Err(fault) => return refuse(&fault),
    };
    let Looked { ready, mut diagnostics } = crate::look(&files, request(arguments.as_at, arguments.drafts));
    let stands = exit_code(&diagnostics, arguments.strict) == 0;
    let (views, theme) = match ready {
        Some(ready) if stands => ready,
        ready => {
            let views = ready.as_ref().map(|(views, _)| views);
            return report(arguments, &files, &diagnostics, views, Done { pages: 0, written: None, started });
        }
    };
    let as_at = views.edition.as_at.to_string();
    let from = crate::write::digest(&files, &[PROGRAM, &as_at, if arguments.drafts { "drafts" } else { "" }]);
    match crate::write::published(&target, &from) {
        Ok(None) => target.made_from(from),
        Ok(Some(unchanged)) => {
            let written = Written { unchanged, ..Written::default() };
            let done = Done { pages: unchanged, written: Some((written, output.clone())), started };
            return report(arguments, &files, &diagnostics, Some(&views), done);
        }
        Err(fault) => return refuse(&fault),
    }
    forget_read(&mut files, &diagnostics, least(arguments.format));
    let pages = crate::render::render(views, theme, &files, arguments.drafts);
    let written = match publish(&pages, &target) {
        Ok(done) => Some((done, output.clone())),
        Err(WriteError::Page(fault)) => {
            diagnostics.push(*fault);
            None
        }
        Err(fault) => return refuse(&fault),
    };
    let done = Done { pages: pages.paths().count(), written, started };
    let code = report(arguments, &files, &diagnostics, Some(pages.views()), done);
    // The program ends here, and the system takes back at once what would be let go of record by record.
    std::mem::forget((pages, files));
    code
}

/// The least severity that a build prints; what is less is counted.
fn least(format: BuildFormat) -> Severity {
    match format {
        BuildFormat::Human => Severity::Warning,
        BuildFormat::Json => Severity::Note,
    }
}

/// Lets go of what is in the views by now, but for files of which something is to be printed: of a large site it is a tenth
/// of the memory.
fn forget_read(files: &mut SiteFiles, diagnostics: &[Diagnostic], least: Severity) {
    let printed = diagnostics.iter().filter(|fault| fault.severity() <= least);
    let told: HashSet<&str> = printed.map(|fault| fault.place.file.as_str()).collect();
    files.files.retain(|path, _| {
        let is_loaded = path.starts_with("content/") && !path.starts_with("content/files/");
        !is_loaded || told.contains(path.as_str())
    });
}

/// Prints what a build found and did; its exit code.
fn report(
    arguments: &BuildArguments,
    files: &SiteFiles,
    diagnostics: &[Diagnostic],
    views: Option<&Views>,
    done: Done,
) -> u8 {
    let code = exit_code(diagnostics, arguments.strict);
    Report::printing(files, diagnostics, least(arguments.format))
        .build(arguments.format, &summary(views, code, done));
    code
}

fn refuse(fault: &WriteError) -> u8 {
    publishing::explain(fault);
    CANNOT
}

/// The user's home folder, which is never written to.
fn home() -> Option<PathBuf> {
    let name = if cfg!(windows) { "USERPROFILE" } else { "HOME" };
    std::env::var_os(name).filter(|home| !home.is_empty()).map(PathBuf::from)
}

fn exit_code(diagnostics: &[Diagnostic], strict: bool) -> u8 {
    let worst = diagnostics.iter().map(Diagnostic::severity).min();
    match worst {
        Some(Severity::Error) => WRONG_SITE,
        Some(Severity::Warning) if strict => WRONG_SITE,
        _ => 0,
    }
}

fn output_folder(arguments: &BuildArguments) -> PathBuf {
    let default = if arguments.drafts { "preview" } else { "public" };
    arguments.output.clone().unwrap_or_else(|| arguments.site.join(default))
}

fn publish(pages: &Pages, target: &Output<'_>) -> Result<Written, WriteError> {
    let paths: Vec<_> = pages.paths().cloned().collect();
    let progress = progress::Progress::new(paths.len());
    let written =
        crate::write::write(&paths, &|path| pages.content(path), target, &|count| progress.done(count));
    progress.clear();
    written
}

fn check(arguments: &CheckArguments) -> u8 {
    let started = Instant::now();
    let files = match read(&arguments.site, "check") {
        Ok(files) => files,
        Err(code) => return code,
    };
    let built = checked(&files, arguments.as_at);
    let code = exit_code(&built.diagnostics, arguments.strict);
    let pages = built.pages.as_ref().map_or(0, |p| p.paths().count());
    let views = built.pages.as_ref().map(Pages::views);
    let summary = summary(views, code, Done { pages, written: None, started });
    Report::new(&files, &built.diagnostics).check(arguments.format, &arguments.site, &summary);
    code
}

/// The site with every fault, those that only rendering finds among them; no page is written.
fn checked(files: &SiteFiles, as_at: Option<crate::model::date::Date>) -> Built {
    let mut built = crate::build(files, request(as_at, false));
    if let Some(pages) = &built.pages {
        let paths: Vec<_> = pages.paths().collect();
        let faults: Vec<_> = paths.par_iter().filter_map(|path| pages.content(path).err()).collect();
        built.diagnostics.extend(first_of_each_place(faults));
    }
    built
}

/// A template that fails on a hundred pages is one fault.
fn first_of_each_place(faults: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut seen = HashSet::new();
    faults.into_iter().filter(|fault| seen.insert(fault.place.clone())).collect()
}

/// What a command did.
struct Done {
    /// How many pages there are.
    pages: usize,
    /// What was written, and where.
    written: Option<(Written, PathBuf)>,
    started: Instant,
}

fn summary(views: Option<&Views>, code: u8, done: Done) -> Summary {
    let (written, output) = done.written.unzip();
    let left_out = views.map(|v| v.edition.left_out.clone()).unwrap_or_default();
    Summary {
        pages: done.pages,
        stands: code == 0,
        records: views.map_or(0, |v| report::records(&v.edition.register)),
        as_at: views.map(|v| v.edition.as_at),
        later: left_out.later,
        unpublished: left_out.unpublished,
        words: left_out.words,
        unlinked: views.map_or_else(Vec::new, |v| linked::not_linked(&v.edition.register)),
        written,
        output,
        seconds: done.started.elapsed().as_secs_f64(),
    }
}
