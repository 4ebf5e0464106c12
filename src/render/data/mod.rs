//! The same data as the pages, for programs and spreadsheets: CSV files, each with metadata that says what its columns
//! mean, and every plan as JSON. Each file's bytes are made when they are asked for.

mod actions;
mod before;
mod calendar;
pub(crate) mod cells;
mod changes;
mod csvw;
mod events;
mod feed;
mod item;
mod json;
pub(crate) mod list;
mod measures;
mod meetings;
mod people;
mod plans;
mod put;
mod recommendations;
mod said;
mod sitemap;
mod table;
mod updates;
mod values;
mod xml;

use std::collections::BTreeSet;
use std::io;
use std::sync::LazyLock;

use super::address::Linker;
use crate::derive::Views;
use crate::files::Content;
use crate::model::extra::Extra;
use crate::model::site_address::SiteAddress;
use crate::output::OutPath;
use table::Description;

/// Addresses in data begin at the site's top folder, whichever file they stand in.
static TOP: LazyLock<OutPath> = LazyLock::new(|| OutPath::new("data"));

/// So many bytes of a large file are made before they are handed on.
const PIECE: usize = 64 << 10;

/// The tables, each a CSV and its metadata.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sheet {
    Actions,
    Updates,
    Recommendations,
    Meetings,
    Resolutions,
    Measures,
    Events,
    Changes,
    Before,
}

const SHEETS: [Sheet; 9] = [
    Sheet::Actions,
    Sheet::Updates,
    Sheet::Recommendations,
    Sheet::Meetings,
    Sheet::Resolutions,
    Sheet::Measures,
    Sheet::Events,
    Sheet::Changes,
    Sheet::Before,
];

/// A file of data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum File {
    /// A table.
    Csv(Sheet),
    /// What its columns mean.
    Metadata(Sheet),
    /// What the columns of all tables mean, and what refers to what.
    AllMetadata,
    /// Every plan.
    Plans,
    /// The schema of that file.
    PlansSchema,
    /// What was published last.
    Feed,
    /// Meetings and due dates.
    Calendar,
    /// Every page, or the parts of that list.
    Sitemap,
    /// A part of that list, counted from 1.
    SitemapPart(usize),
    /// What search engines may look at.
    Robots,
}

/// The files of data that a site has, with their paths. What must name absolute addresses is there only for a site that
/// states its own, and never of a preview. A site that does without data tells search engines all the same what they may
/// look at.
pub(crate) fn files(views: &Views, pages: impl FnOnce() -> usize, preview: bool) -> Vec<(OutPath, File)> {
    let robots = (OutPath::new("robots.txt"), File::Robots);
    if !views.edition.register.site.has(Extra::Data) {
        return vec![robots];
    }
    let mut files = vec![
        (OutPath::new("data/csv-metadata.json"), File::AllMetadata),
        (OutPath::new("data/plans.json"), File::Plans),
        (OutPath::new("data/plans.schema.json"), File::PlansSchema),
        robots,
    ];
    for sheet in SHEETS {
        let name = describe(sheet).name;
        files.push((OutPath::new(format!("data/{name}.csv")), File::Csv(sheet)));
        files.push((OutPath::new(format!("data/{name}.csv-metadata.json")), File::Metadata(sheet)));
    }
    if calendar::has_entries(views) {
        files.push((OutPath::new("calendar.ics"), File::Calendar));
    }
    if stated(views, preview).is_some() {
        files.push((feed::path(), File::Feed));
        files.push((OutPath::new("sitemap.xml"), File::Sitemap));
        let parts = 1..=sitemap::parts(pages());
        files.extend(parts.map(|part| (sitemap::part_path(part), File::SitemapPart(part))));
    }
    files
}

/// The site's address where absolute addresses may be named: a preview has none that anybody else could open.
pub(crate) fn stated(views: &Views, preview: bool) -> Option<String> {
    base(views).filter(|_| !preview)
}

/// Whether there is a feed.
pub(crate) fn has_feed(views: &Views, preview: bool) -> bool {
    views.edition.register.site.has(Extra::Data) && stated(views, preview).is_some()
}

/// The pages that search engines may list.
pub(crate) fn listed<'p>(
    views: &Views,
    paths: impl Iterator<Item = &'p OutPath>,
) -> impl Iterator<Item = &'p OutPath> {
    let withdrawn: BTreeSet<&str> = views.edition.withdrawn.iter().map(|w| w.address.as_str()).collect();
    paths.filter(move |path| {
        let path = path.as_str();
        path.ends_with(".html") && path != "404.html" && !withdrawn.contains(path)
    })
}

/// What a file of data holds; `pages` are those that search engines may list. What grows with every action is written in
/// pieces.
pub(crate) fn content<'v>(
    views: &'v Views,
    file: File,
    pages: impl Iterator<Item = &'v OutPath>,
    preview: bool,
) -> Content<'v> {
    let linker = Linker { views, from: &TOP, root: None };
    let address = stated(views, preview).unwrap_or_default();
    let listed = || pages.map(|path| TOP.link_to(path, None)).collect::<Vec<_>>();
    let bytes = match file {
        File::Csv(sheet) => return Content::Pieces(Box::new(move |out| rows(linker, sheet, out))),
        File::Plans => return Content::Pieces(Box::new(move |out| plans::plans(linker, out))),
        File::Calendar => return Content::Pieces(Box::new(move |out| calendar::calendar(&linker, out))),
        File::Metadata(sheet) => csvw::one(&about(views), &describe(sheet)),
        File::AllMetadata => csvw::all(&about(views), &SHEETS.map(describe)),
        File::PlansSchema => plans::schema(),
        File::Feed => feed::feed(&linker, &address),
        File::Sitemap => sitemap::sitemap(&address, &listed()),
        File::SitemapPart(part) => sitemap::part(&address, &listed(), part),
        File::Robots => {
            let listed = base(views).filter(|_| views.edition.register.site.has(Extra::Data));
            sitemap::robots(listed.as_deref(), preview)
        }
    };
    Content::Whole(bytes)
}

fn about(views: &Views) -> csvw::About<'_> {
    let site = &views.edition.register.site;
    csvw::About {
        language: site.language.as_ref().map_or("en-GB", |l| l.0.as_str()),
        site: &site.title.0,
        base: base(views),
    }
}

/// The site's address, ending in `/`, where it states one.
fn base(views: &Views) -> Option<String> {
    views.edition.register.site.base_url.as_ref().map(SiteAddress::base)
}

fn rows(linker: Linker<'_>, sheet: Sheet, out: &mut dyn io::Write) -> io::Result<()> {
    match sheet {
        Sheet::Actions => cells::csv(&actions::table(), actions::rows(linker), out),
        Sheet::Updates => cells::csv(&updates::table(), updates::rows(linker), out),
        Sheet::Recommendations => cells::csv(&recommendations::table(), recommendations::rows(linker), out),
        Sheet::Meetings => cells::csv(&meetings::table(), meetings::rows(linker), out),
        Sheet::Resolutions => cells::csv(&meetings::resolutions(), meetings::resolved(linker), out),
        Sheet::Measures => cells::csv(&measures::table(), measures::rows(linker), out),
        Sheet::Events => cells::csv(&events::table(), events::rows(linker), out),
        Sheet::Changes => cells::csv(&changes::table(), changes::rows(linker), out),
        Sheet::Before => cells::csv(&before::table(), before::rows(linker), out),
    }
}

fn describe(sheet: Sheet) -> Description {
    match sheet {
        Sheet::Actions => actions::table().description,
        Sheet::Updates => updates::table().description,
        Sheet::Recommendations => recommendations::table().description,
        Sheet::Meetings => meetings::table().description,
        Sheet::Resolutions => meetings::resolutions().description,
        Sheet::Measures => measures::table().description,
        Sheet::Events => events::table().description,
        Sheet::Changes => changes::table().description,
        Sheet::Before => before::table().description,
    }
}
