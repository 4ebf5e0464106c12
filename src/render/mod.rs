//! Views to pages: the sorted list of output paths, each rendered on demand by a pure function.

mod accessibility;
mod action;
mod address;
mod again;
mod assets;
mod atoms;
mod az;
mod before;
mod briefing;
mod changes;
mod cite;
mod clocks;
mod course;
pub(crate) mod data;
mod disputes;
mod embed;
mod entry;
mod excerpt;
mod frame;
mod home;
mod item;
mod labels;
mod letters;
mod lists;
mod look;
mod measure;
mod meeting;
mod motion;
mod news;
mod over_time;
mod page;
mod paper;
mod paths;
mod people;
mod picture;
mod plain;
mod plan;
mod print;
mod progress;
mod ratings;
mod ready;
mod recurrence;
mod resolved;
mod responses;
mod rounds;
mod scale;
mod search;
mod series;
mod split;
mod squeeze;
mod stood;
mod tabled;
mod template_faults;
mod theme;
mod theme_files;
mod thread;
mod time;
mod timeline;
mod unsupported;
mod words;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::derive::{ItemKey, Views};
use crate::diagnostic::Diagnostic;
use crate::files::{Bytes, Content, SiteFiles};
use crate::model::extra::Extra;
use crate::model::linked;
use crate::model::scalar::Id;
use crate::model::site::SiteKeys;
use crate::output::OutPath;
use address::{file_path, item_path};
pub use again::{Again, Difference};
use az::AToZ;
use search::Search;
use theme::Theme;
use timeline::Part;
pub(crate) use words::{days, plural, status as status_words};

/// What is published at a path.
#[derive(Clone, Debug, PartialEq, Eq)]
enum What {
    Home,
    Plans,
    Plan(Id),
    Print(Id),
    Course(Id),
    /// A plan as it came before a meeting.
    Before(Id, Id),
    Changes,
    /// The chair's briefing before a meeting.
    Briefing(Id),
    Item(ItemKey),
    Papers,
    Paper(Id),
    Meetings,
    Meeting(Id),
    Timeline(Option<Part>),
    Unsupported,
    Disputes,
    Threads,
    Thread(Id),
    Owners,
    Owner(Id),
    NoOwner,
    /// Of all plans, or of one.
    Measures(Option<Id>),
    Ratings,
    Responses,
    Standing(Id),
    Accessibility,
    Search,
    Letter(usize),
    Found(String),
    NotFound,
    Withdrawn(usize),
    Part(split::Part),
    Asset(String),
    File(String),
    DataList,
    Data(data::File),
}

/// The pages of a site: sorted paths, each rendered when asked for.
pub struct Pages {
    views: Views,
    theme: Arc<Theme>,
    files: BTreeMap<String, Bytes>,
    search: Search,
    az: AToZ,
    paths: BTreeMap<OutPath, What>,
    preview: bool,
    frames: page::Frames,
    on_plans: action::OnPlans,
    excerpts: disputes::Excerpts,
    again: Again,
}

/// Templates, read and parsed, with the assets beside them.
#[derive(Clone)]
pub struct Templates(Arc<Theme>);

/// Reads a site's templates.
///
/// # Errors
/// Every template that cannot be parsed.
pub fn theme(files: &SiteFiles, site: &SiteKeys) -> Result<Templates, Vec<Diagnostic>> {
    theme::load(files, site).map(|theme| Templates(Arc::new(theme)))
}

/// Where the page of a recommendation or action is published.
pub fn address_of(key: &ItemKey) -> OutPath {
    item_path(key)
}

/// Lists the pages of a site.
pub fn render(views: Views, templates: Templates, files: &SiteFiles, preview: bool) -> Pages {
    render_again(views, templates, files, preview, Again::default())
}

/// As [`render`], with what is known of the pages as they were made before.
pub fn render_again(
    views: Views,
    Templates(theme): Templates,
    files: &SiteFiles,
    preview: bool,
    again: Again,
) -> Pages {
    let (linked, mut paths) =
        rayon::join(|| linked::files(&views.edition.register), || paths::paths(&views, &theme));
    let mut attachments = BTreeMap::new();
    for path in linked {
        if let Some(bytes) = files.get(&format!("content/files/{path}")) {
            attachments.insert(path, bytes.to_vec());
        }
    }
    paths.extend(attachments.keys().map(|name| (file_path(name), What::File(name.clone()))));
    let (search, az) = match views.edition.register.site.has(Extra::Search) {
        true => rayon::join(|| search::search(&views), || az::a_to_z(&views)),
        false => (Search::default(), AToZ::default()),
    };
    paths.extend(az.parts.iter().enumerate().map(|(at, part)| (part.path.clone(), What::Letter(at))));
    paths.extend(search.files.keys().map(|name| (OutPath::new(name.as_str()), What::Found(name.clone()))));
    let pages = || data::listed(&views, paths.keys()).count();
    let files = data::files(&views, pages, preview);
    paths.extend(files.into_iter().map(|(path, file)| (path, What::Data(file))));
    let frames = page::Frames::default();
    let on_plans = action::OnPlans::new(views.edition.register.plans.keys().cloned());
    let excerpts = disputes::Excerpts::new(&views);
    Pages { views, theme, files: attachments, search, az, paths, preview, frames, on_plans, excerpts, again }
}

impl Pages {
    /// Every path, sorted.
    pub fn paths(&self) -> impl Iterator<Item = &OutPath> {
        self.paths.keys()
    }

    /// What was derived.
    pub fn views(&self) -> &Views {
        &self.views
    }

    /// The bytes of a page.
    ///
    /// # Errors
    /// A template that fails, at file and line.
    pub fn page(&self, path: &OutPath) -> Result<Bytes, Diagnostic> {
        self.content(path).map(Content::whole)
    }

    /// The bytes of a page, or what writes those of a large file of data.
    ///
    /// # Errors
    /// A template that fails, at file and line.
    pub fn content(&self, path: &OutPath) -> Result<Content<'_>, Diagnostic> {
        match self.paths.get(path) {
            Some(What::Data(file)) => {
                let pages = data::listed(&self.views, self.paths.keys());
                Ok(data::content(&self.views, *file, pages, self.preview))
            }
            what => self.made(path, what).map(Content::Whole),
        }
    }

    fn made(&self, path: &OutPath, what: Option<&What>) -> Result<Bytes, Diagnostic> {
        match what {
            None => Ok(Bytes::new()),
            Some(What::Asset(name)) => Ok(self.theme.assets.files.get(name).cloned().unwrap_or_default()),
            Some(What::Found(name)) => Ok(self.search.files.get(name).cloned().unwrap_or_default()),
            Some(What::File(name)) => Ok(self.files.get(name).cloned().unwrap_or_default()),
            Some(what) => self.again.noted(path, || page::page(self, path, what)),
        }
    }
}
