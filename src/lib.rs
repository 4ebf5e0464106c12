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
//! [`build`] is load to render in one pure function: the same files and dates give the same bytes. A [`Workshop`] takes the
//! same steps, and keeps what they made for the next time.

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

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use derive::Views;
use diagnostic::{Code, Diagnostic, has_error};
use files::{Bytes, SiteFiles};
use model::changed::Changed;
use model::register::Register;
use model::site::Site;
use render::{Again, Difference, Pages, Templates};

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

/// What is kept of the steps of one build for the next; nothing where there is no next.
struct Kept {
    keeps: bool,
    load: load::Kept,
    check: check::Kept,
    derive: derive::Kept,
    theme: Option<KeptTheme>,
    /// What was loaded and checked last, and the day it was read at.
    register: Option<(Register, NaiveDate)>,
    /// What has another answer than when the pages were listed that there are; none where nothing is known of them.
    changed: Option<Changed>,
}

impl Kept {
    fn new(keeps: bool) -> Self {
        Kept {
            keeps,
            load: load::Kept::new(keeps),
            check: check::Kept::new(keeps),
            derive: derive::Kept::new(keeps),
            theme: None,
            register: None,
            changed: None,
        }
    }

    /// Everything is judged by the day: of another one, only what files hold is the same.
    fn of_another_day(&mut self) {
        let load = std::mem::replace(&mut self.load, load::Kept::new(false));
        *self = Kept { load, theme: self.theme.take(), ..Kept::new(self.keeps) };
    }
}

/// The files and settings that templates were read from, with the templates.
type KeptTheme = (BTreeMap<String, Bytes>, Site, Templates);

/// The site's templates: those read last, where their files and settings are the same.
fn templates(
    files: &SiteFiles,
    site: &Site,
    last: &mut Option<KeptTheme>,
    keeps: bool,
) -> Result<Templates, Vec<Diagnostic>> {
    let own = || files.under("themes/").filter_map(|path| Some((path, files.files.get(path)?)));
    let kept = last.as_ref().filter(|(before, of, _)| {
        of == site && own().eq(before.iter().map(|(path, bytes)| (path.as_str(), bytes)))
    });
    if let Some((.., templates)) = kept {
        return Ok(templates.clone());
    }
    let templates = render::theme(files, site)?;
    if keeps {
        let own = own().map(|(path, bytes)| (path.to_owned(), bytes.clone())).collect();
        *last = Some((own, site.clone(), templates.clone()));
    }
    Ok(templates)
}

/// Load, check, derive, with what was kept of the site as it was before. What has another answer now is left in `kept`.
fn steps(
    files: &SiteFiles,
    request: Request,
    kept: &mut Kept,
    before: &SiteFiles,
    pages: Option<&Pages>,
) -> Looked {
    let (register, mut diagnostics) = load::load_again(files, before, &mut kept.load);
    let Some(register) = register else { return Looked { ready: None, diagnostics } };
    let as_at = request.as_at.or(register.site.as_at.map(|d| d.last())).unwrap_or(request.today);
    if kept.register.as_ref().is_some_and(|(_, day)| *day != as_at) {
        kept.of_another_day();
    }
    let mut changed = Changed::default();
    if let Some((before, _)) = &kept.register {
        register.changed(before, &mut changed);
    }
    let dates = check::Dates { as_at, today: request.today };
    // Templates are parsed in every run, so that their faults are told together with those of the content.
    let Kept { check, theme, keeps, .. } = &mut *kept;
    let (found, templates) = rayon::join(
        || check::check_again(&register, dates, check, &mut changed),
        || templates(files, &register.site, theme, *keeps),
    );
    diagnostics.extend(found);
    forget_unlinked(&mut diagnostics);
    let theme = templates.map_err(|faults| diagnostics.extend(faults)).ok();
    if let Some(earlier) = kept.changed.take() {
        changed.extend(earlier);
        kept.changed = Some(changed);
    }
    let ready = theme.filter(|_| !has_error(&diagnostics)).map(|theme| {
        let views = pages.filter(|_| kept.changed.is_some()).map(Pages::views);
        let mut all_is_new = Changed::default();
        let changed = kept.changed.as_mut().unwrap_or(&mut all_is_new);
        (derive::derive_again(&register, (as_at, request.drafts), views, &mut kept.derive, changed), theme)
    });
    // All that pages need is in the views: where nothing is kept, the register goes here, and leaves its room to them.
    kept.register = Some((register, as_at)).filter(|_| kept.keeps);
    Looked { ready, diagnostics }
}

/// Load, check, derive: all but the pages.
pub fn look(files: &SiteFiles, request: Request) -> Looked {
    steps(files, request, &mut Kept::new(false), &SiteFiles::default(), None)
}

/// Builds a site: load, check, derive, render. Nothing is read, written, printed, or asked of a clock.
pub fn build(files: &SiteFiles, request: Request) -> Built {
    let Looked { ready, diagnostics } = look(files, request);
    let pages = ready.map(|(views, theme)| render::render(views, theme, files, request.drafts));
    Built { pages, diagnostics }
}

/// A site that is built again and again in one process, as a preview needs it: only what depends on what was edited is
/// loaded, checked, derived and made again. The same files and dates give the same bytes as [`build`] does.
pub struct Workshop {
    request: Request,
    files: SiteFiles,
    kept: Kept,
    pages: Option<Pages>,
}

/// What a build in a [`Workshop`] came to.
pub struct Rebuilt {
    /// The pages to be made again and those that are no more, against the last build without an error; none where an error
    /// stands.
    pub difference: Option<Difference>,
    /// Every fault found, errors, warnings and notes.
    pub diagnostics: Vec<Diagnostic>,
}

impl Workshop {
    /// A workshop in which nothing is built yet.
    pub fn new(request: Request) -> Self {
        Workshop { request, files: SiteFiles::default(), kept: Kept::new(true), pages: None }
    }

    /// Builds the site as its files are now. Where an error stands, the pages stay those of the last build without one.
    pub fn build(&mut self, files: SiteFiles) -> Rebuilt {
        let pages = self.pages.as_ref();
        let Looked { ready, diagnostics } = steps(&files, self.request, &mut self.kept, &self.files, pages);
        let difference = ready.map(|(views, templates)| {
            // From now on, what changes is what differs from this.
            let again = match (self.kept.changed.replace(Changed::default()), &mut self.pages) {
                (Some(changed), Some(pages)) => pages.known_after(&changed, &templates),
                _ => Again::first(),
            };
            let pages = render::render_again(views, templates, &files, self.request.drafts, again);
            let difference = pages.difference(self.pages.as_ref());
            let before = self.pages.replace(pages);
            // To let go of a large site takes its time, and nobody waits for it.
            rayon::spawn(move || drop(before));
            difference
        });
        self.files = files;
        Rebuilt { difference, diagnostics }
    }

    /// The pages of the last build without an error.
    pub fn pages(&self) -> Option<&Pages> {
        self.pages.as_ref()
    }
}

/// An attachment that must not be published need not be linked to.
fn forget_unlinked(diagnostics: &mut Vec<Diagnostic>) {
    let is_unsafe = |d: &&Diagnostic| matches!(d.code, Code::UnsafeAttachment | Code::UnsafeSvg);
    let refused: BTreeSet<String> =
        diagnostics.iter().filter(is_unsafe).map(|d| d.place.file.clone()).collect();
    diagnostics.retain(|d| d.code != Code::UnlinkedFile || !refused.contains(&d.place.file));
}
