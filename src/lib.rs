//! scrutineer turns a folder of YAML action plans and markdown papers into a static site that anyone can read, check
//! and keep.
//!
//! # Steps
//! - [`read`]: a folder becomes [`files::SiteFiles`]
//! - [`load`]: files become a typed [`model::register::Register`], every fault collected
//! - [`check`]: rules about the register; no rule stops another
//! - [`mod@derive`]: what is published at a date, where items stand, what is counted
//! - [`render`]: the sorted list of pages, each rendered on demand
//! - [`mod@write`]: pages become a folder
//!
//! [`build`] is load to render in one pure function: the same files and dates give the same bytes.

pub mod check;
pub mod cli;
pub mod derive;
pub mod diagnostic;
pub mod files;
pub mod load;
pub mod markdown;
pub mod model;
pub mod output;
pub mod read;
pub mod render;
pub mod write;

use std::collections::BTreeSet;

use chrono::NaiveDate;

use derive::Views;
use diagnostic::{Code, Diagnostic, has_error};
use files::SiteFiles;
use render::{Pages, Templates};

/// What is asked of a build, besides the files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Request {
    /// The date every view is read at; none takes `as_at` of site.toml, else today.
    pub as_at: Option<NaiveDate>,
    /// The day of the build.
    pub today: NaiveDate,
    /// Whether unpublished records are kept, for a preview that nobody else sees.
    pub drafts: bool,
}

/// A site as a value.
pub struct Built {
    /// Its pages; none where an error stands.
    pub pages: Option<Pages>,
    /// Every fault found, errors, warnings and notes.
    pub diagnostics: Vec<Diagnostic>,
}

/// A site as far as its pages: everything derived and the templates, where no error stands.
pub struct Looked {
    /// What pages are made of.
    pub ready: Option<(Views, Templates)>,
    /// Every fault found, errors, warnings and notes.
    pub diagnostics: Vec<Diagnostic>,
}

/// Load, check, derive: all but the pages.
pub fn look(files: &SiteFiles, request: Request) -> Looked {
    let (register, mut diagnostics) = load::load(files);
    let Some(register) = register else { return Looked { ready: None, diagnostics } };
    let as_at = request.as_at.or(register.site.as_at.map(|d| d.last())).unwrap_or(request.today);
    diagnostics.extend(check::check(&register, check::Dates { as_at, today: request.today }));
    forget_unlinked(&mut diagnostics);
    // Templates are parsed in every run, so that their faults are told together with those of the content.
    let theme = render::theme(files, &register.site).map_err(|faults| diagnostics.extend(faults)).ok();
    // All that pages need is in the views: the register goes here, and leaves its room to them.
    let ready = theme
        .filter(|_| !has_error(&diagnostics))
        .map(|theme| (derive::derive(&register, as_at, request.drafts), theme));
    Looked { ready, diagnostics }
}

/// Builds a site: load, check, derive, render. Nothing is read, written, printed, or asked of a clock.
pub fn build(files: &SiteFiles, request: Request) -> Built {
    let Looked { ready, diagnostics } = look(files, request);
    let pages = ready.map(|(views, theme)| render::render(views, theme, files, request.drafts));
    Built { pages, diagnostics }
}

/// An attachment that must not be published need not be linked to.
fn forget_unlinked(diagnostics: &mut Vec<Diagnostic>) {
    let is_unsafe = |d: &&Diagnostic| matches!(d.code, Code::UnsafeAttachment | Code::UnsafeSvg);
    let refused: BTreeSet<String> =
        diagnostics.iter().filter(is_unsafe).map(|d| d.place.file.clone()).collect();
    diagnostics.retain(|d| d.code != Code::UnlinkedFile || !refused.contains(&d.place.file));
}
