//! What every page shares: title, notice, navigation, the date it is read at, and the footer.

use std::collections::BTreeMap;

use serde::Serialize;

use super::address::{DATA, Link, Linker, page_path};
use super::assets::Assets;
use super::data;
use super::plain::plain;
use super::words;
use crate::model::extra::Extra;
use crate::model::scalar::Text;
use crate::model::site::SiteKeys;
use crate::output::OutPath;

/// What every page shares.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Frame {
    /// The language of the texts.
    pub(crate) language: String,
    /// What is the page's own.
    #[serde(flatten)]
    pub(crate) own: Own,
    /// The header, made of `header.html`; already safe.
    pub(crate) header: String,
    /// The footer, made of `footer.html`; already safe.
    pub(crate) footer: String,
    /// The site's title.
    pub(crate) site_title: String,
    /// The council it is about.
    pub(crate) council: String,
    /// Who publishes it, where that is not the council.
    pub(crate) publisher: Option<String>,
    /// A sentence shown on every page, as HTML.
    pub(crate) notice: Option<String>,
    /// The date every view is read at.
    pub(crate) as_at: words::DateWords,
    /// The same as plain words.
    pub(crate) dated: String,
    /// The home page.
    pub(crate) home: String,
    /// The main parts of the site.
    pub(crate) navigation: Vec<Entry>,
    /// The accessibility statement, where there is one.
    pub(crate) accessibility: Option<String>,
    /// Standing pages.
    pub(crate) pages: Vec<Entry>,
    /// The addresses of the style sheets: `site` for every page, and one for each folder of `assets/styles`, by its name.
    pub(crate) styles: BTreeMap<String, String>,
    /// The addresses of the scripts: one for each folder of `assets/scripts`, by its name, and `site` for those beside the
    /// folders.
    pub(crate) scripts: BTreeMap<String, String>,
    /// The page to search from; also the list of every record, A to Z. None on that page, nor where the site does without.
    pub(crate) search: Option<String>,
    /// The address of the theme's `assets/icon.svg`, which browsers show beside the title.
    pub(crate) icon: Option<String>,
    /// The council's logo.
    pub(crate) logo: Option<Logo>,
    /// Whom to write to.
    pub(crate) contact: Option<ContactWords>,
    /// The page that lists the files of data, where the site has them.
    pub(crate) data: Option<String>,
    /// The feed, on a site with files of data that states its address; not of a preview.
    pub(crate) feed: Option<String>,
    /// Whether this is a preview with unpublished records.
    pub(crate) preview: bool,
}

/// What a page's frame says of that page alone.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct Own {
    /// The page's title; the same in the heading and the window.
    pub(crate) title: String,
    /// What the page is about, for search engines.
    pub(crate) description: String,
    /// The way from the home page to this one.
    pub(crate) trail: Vec<Link>,
    /// The one address of this page, on a site that states its own; not of a preview, nor of the page for addresses that do
    /// not exist.
    pub(crate) canonical: Option<String>,
}

/// An entry of the navigation.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Entry {
    /// The address.
    pub(crate) href: String,
    /// What is read.
    pub(crate) text: String,
    /// Whether it is the page being read.
    pub(crate) current: bool,
}

/// The council's logo, with its size so that nothing jumps when it arrives.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Logo {
    /// The address of the picture.
    pub(crate) href: String,
    /// In CSS pixels, as shown.
    pub(crate) width: u32,
    /// In CSS pixels, as shown.
    pub(crate) height: u32,
}

/// How wide and how high a logo is shown at most, in CSS pixels.
const LOGO: (f64, f64) = (288.0, 48.0);

/// Whom to write to.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct ContactWords {
    /// Who.
    pub(crate) name: String,
    /// The address of electronic mail.
    pub(crate) email: Option<String>,
    /// The telephone number.
    pub(crate) phone: Option<String>,
    /// The postal address.
    pub(crate) address: Option<String>,
}

/// What a page says of itself.
pub(crate) struct About<'a> {
    /// Its title.
    pub(crate) title: String,
    /// What it is about, in plain words.
    pub(crate) description: String,
    /// The way from the home page to this one, the page itself left out.
    pub(crate) trail: Vec<Link>,
    /// Where the page is published.
    pub(crate) path: &'a OutPath,
}

/// What the frame of a page says of that page alone.
pub(crate) fn own(linker: &Linker<'_>, about: About<'_>, preview: bool) -> Own {
    let mut trail = about.trail;
    if about.path.as_str() != "index.html" {
        trail.insert(0, linker.to(&OutPath::new("index.html"), None, "Home"));
    }
    // A page that stands at any address has none of its own.
    let stated = data::stated(linker.views, preview).filter(|_| about.path.as_str() != "404.html");
    Own {
        title: about.title,
        description: described(&linker.text(&Text(about.description))),
        trail,
        canonical: stated.map(|base| format!("{base}{}", OutPath::new("").link_to(about.path, None))),
    }
}

/// The part of the frame that all pages of a folder share, but for lists of the top folder, which mark themselves.
pub(crate) fn frame(linker: &Linker<'_>, assets: &Assets, preview: bool) -> Frame {
    let register = &linker.views.edition.register;
    let site: &SiteKeys = &register.site;
    let path = linker.from;
    let to = |path: &str| linker.href(&OutPath::new(path), None);
    let accessibility = site.accessibility.as_ref();
    Frame {
        language: site.language.as_ref().map_or("en-GB", |l| l.0.as_str()).to_owned(),
        own: Own::default(),
        header: String::new(),
        footer: String::new(),
        site_title: site.title.0.clone(),
        council: site.council.0.clone(),
        publisher: site.publisher.as_ref().map(|p| p.0.clone()),
        notice: linker.maybe(site.notice.as_ref()),
        as_at: words::date(&crate::model::date::Date::day(linker.views.edition.as_at), None),
        dated: words::day_words(linker.views.edition.as_at),
        home: to("index.html"),
        accessibility: accessibility.map(|_| to("accessibility.html")),
        navigation: navigation(linker, path),
        pages: pages(linker, path),
        styles: assets.styles.iter().map(|(name, path)| (name.clone(), to(path))).collect(),
        scripts: assets.scripts.iter().map(|(name, path)| (name.clone(), to(path))).collect(),
        search: (site.has(Extra::Search) && path.as_str() != "search.html").then(|| to("search.html")),
        icon: assets.icon.as_deref().map(to),
        logo: logo(linker),
        contact: site.contact.as_ref().map(|c| ContactWords {
            name: c.name.0.clone(),
            email: c.email.as_ref().map(|t| t.0.clone()),
            phone: c.phone.as_ref().map(|t| t.0.clone()),
            address: c.address.as_ref().map(|t| t.0.clone()),
        }),
        data: site.has(Extra::Data).then(|| to(DATA)),
        feed: data::has_feed(linker.views, preview).then(|| to("feed.xml")),
        preview,
    }
}

/// How many folders deep a page lies, where its frame is that of every other page so deep: not at the top, where lists mark
/// themselves in the navigation, nor in a folder that the frame itself links into.
pub(crate) fn depth(path: &OutPath) -> Option<usize> {
    let steps = path.folder().matches('/').count();
    let linked = ["assets/", "data/", "files/"].iter().any(|folder| path.folder().starts_with(folder));
    (steps > 0 && !linked).then_some(steps)
}

/// A path so many folders deep in none of the folders that pages lie in: what is linked to from there, such as a paper that
/// the notice names, is linked to right from every page so deep.
pub(crate) fn anywhere(depth: usize) -> OutPath {
    OutPath::new("-/".repeat(depth) + "page.html")
}

fn logo(linker: &Linker<'_>) -> Option<Logo> {
    let register = &linker.views.edition.register;
    let path = register.site.logo.as_ref()?;
    let (width, height) = (*register.logo_size)?;
    let scale = (LOGO.0 / width).min(LOGO.1 / height);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 1 to 288")]
    let pixels = |length: f64| (length * scale).round().max(1.0) as u32;
    let href = linker.href(&super::address::file_path(&path.0), None);
    Some(Logo { href, width: pixels(width), height: pixels(height) })
}

/// The first sentence or so of a text as pages show it, without its tags.
fn described(html: &str) -> String {
    let words = plain(html);
    match words.char_indices().nth(200) {
        Some((end, _)) => format!("{}…", words[..end].trim_end()),
        None => words,
    }
}

fn navigation(linker: &Linker<'_>, path: &OutPath) -> Vec<Entry> {
    let register = &linker.views.edition.register;
    let mut list =
        vec![("plans.html", "Plans", true), ("papers.html", "Papers", !register.papers.is_empty())];
    list.push(("meetings.html", "Meetings", !register.meetings.is_empty()));
    let changes = linker.has(Extra::Changes) && !register.meetings.is_empty();
    list.push(("changes.html", "Changes", changes));
    list.push(("timeline.html", "Timeline", true));
    list.push(("threads.html", "Threads", linker.views.has_threads()));
    list.push(("owners.html", "Owners", !register.owners.is_empty() || !register.bodies.is_empty()));
    list.push(("measures.html", "Measures", *linker.views.has_measures));
    let entry = |(address, text, _): (&str, &str, bool)| {
        let to = OutPath::new(address);
        Entry { href: linker.href(&to, None), text: text.to_owned(), current: *path == to }
    };
    list.into_iter().filter(|(_, _, there)| *there).map(entry).collect()
}

fn pages(linker: &Linker<'_>, path: &OutPath) -> Vec<Entry> {
    let pages = linker.views.edition.register.pages.iter().filter(|(id, _)| id.0 != "index");
    let entry = |(id, page): (&crate::model::scalar::Id, &crate::model::register::Page)| {
        let to = page_path(id);
        Entry { href: linker.href(&to, None), text: page.header.title.0.clone(), current: *path == to }
    };
    pages.map(entry).collect()
}
