//! One page: the data of its template, inside the frame that all pages share.

mod changes;
mod lists;

use serde::Serialize;

use super::address::{HIDDEN_RECORD, Link, Linker};
use super::frame::{About, anywhere, depth, frame, own};
use super::progress::MOST_ROWS;
use super::theme::Shared;
use super::{Pages, What, action, course, embed, home, meeting, paper, people, plan, print, thread};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::files::Bytes;
use crate::markdown::{Style, Target, inline};
use crate::model::asked::Noted;
use crate::model::link;
use crate::model::scalar::Id;
use crate::model::site_address::SiteAddress;
use crate::output::OutPath;

/// Folders so deep that their pages' frames are kept; deeper ones have theirs made for each page.
const DEEPEST: usize = 4;

/// Frames made once for all pages that lie so deep.
#[derive(Default)]
pub(super) struct Frames([Noted<Result<Shared, Diagnostic>>; DEEPEST]);

/// A page being made.
struct Maker<'p> {
    pages: &'p Pages,
    path: &'p OutPath,
    linker: Linker<'p>,
}

/// The bytes of a page.
pub(super) fn page(pages: &Pages, path: &OutPath, what: &What) -> Result<Bytes, Diagnostic> {
    let linker = Linker { views: &pages.views, from: path, root: None };
    let maker = Maker { pages, path, linker };
    let made = match what {
        What::Home => maker.home(),
        What::Plan(id) => maker.plan(id),
        What::Print(id) => maker.print(id),
        What::Course(id) => maker.course(id),
        What::Before(id, meeting) => maker.before(id, meeting),
        What::Changes => maker.changes(),
        What::Briefing(id) => maker.briefing(id),
        What::Item(key) => maker.item(key),
        What::Paper(id) => maker.paper(id),
        What::Meeting(id) => maker.meeting(id),
        What::Thread(id) => maker.thread(id),
        What::Owner(id) => maker.owner(id),
        What::NoOwner => maker.no_owner(),
        What::Standing(id) => maker.standing(id),
        What::Withdrawn(position) => maker.withdrawn(*position),
        What::NotFound => maker.not_found(),
        What::Part(part) => maker.part(part),
        What::Search => maker.search(),
        What::Letter(position) => maker.letter(*position),
        _ => maker.list(what),
    };
    made.map_err(|fault| match (fault.code, source(what)) {
        (Code::PageTooLarge, Some(file)) => Diagnostic { place: Place::file(file), ..fault },
        _ => fault,
    })
}

/// The file that a page is made of; none for a page made of many.
fn source(what: &What) -> Option<String> {
    match what {
        What::Plan(id)
        | What::Measures(Some(id))
        | What::Print(id)
        | What::Course(id)
        | What::Before(id, _) => Some(format!("content/plans/{id}.yaml")),
        What::Item(key) => Some(format!("content/plans/{}.yaml", key.plan)),
        What::Paper(id) => Some(format!("content/papers/{id}.md")),
        What::Meeting(id) | What::Briefing(id) => Some(format!("content/meetings/{id}.yaml")),
        What::Standing(id) => Some(format!("content/pages/{id}.md")),
        What::Home => Some("content/pages/index.md".to_owned()),
        _ => None,
    }
}

impl<'p> Maker<'p> {
    fn show<T: Serialize>(&self, template: &str, about: About<'_>, page: T) -> Result<Bytes, Diagnostic> {
        let (pages, path) = (self.pages, self.path);
        let make =
            |linker: &Linker<'_>| pages.theme.share(&frame(linker, &pages.theme.assets, pages.preview));
        let own = own(&self.linker, about, pages.preview);
        match depth(path).and_then(|depth| Some((depth, pages.frames.0.get(depth)?))) {
            Some((depth, kept)) => {
                let from = &anywhere(depth);
                let shared = kept.get(|| make(&Linker { from, ..self.linker }));
                pages.theme.page(template, shared.as_ref().map_err(Clone::clone)?, &own, &page)
            }
            None => pages.theme.page(template, &make(&self.linker)?, &own, &page),
        }
    }

    fn about(&self, title: impl Into<String>, description: impl Into<String>, trail: Vec<Link>) -> About<'p> {
        About { title: title.into(), description: description.into(), trail, path: self.path }
    }

    fn list_link(&self, address: &str, text: &str) -> Link {
        self.linker.to(&OutPath::new(address), None, text)
    }

    fn home(&self) -> Result<Bytes, Diagnostic> {
        let register = &self.pages.views.edition.register;
        let introduction = match register.pages.get(&Id("index".to_owned())) {
            Some(page) => embed::narrative(
                &self.linker,
                &self.pages.theme,
                &page.text,
                Style::Page,
                &paper::Made::new(),
            )?,
            None => Vec::new(),
        };
        let about =
            self.about(register.site.title.0.as_str(), register.site.description.0.as_str(), Vec::new());
        self.show("home.html", about, home::page(&self.linker, introduction))
    }

    fn plan(&self, id: &Id) -> Result<Bytes, Diagnostic> {
        let Some(found) = self.pages.views.edition.register.plans.get(id) else { return Ok(Bytes::new()) };
        let trail = vec![self.list_link("plans.html", "Plans")];
        let about = self.about(found.title.0.as_str(), found.summary.0.as_str(), trail);
        self.show("plan.html", about, plan::page(&self.linker, id, found, MOST_ROWS))
    }

    /// How a plan went over time.
    fn course(&self, id: &Id) -> Result<Bytes, Diagnostic> {
        let Some(found) = self.pages.views.edition.register.plans.get(id) else { return Ok(Bytes::new()) };
        let trail = vec![self.list_link("plans.html", "Plans"), self.linker.plan(id)];
        let title = format!("Over time: {}", found.title);
        let description =
            format!("How the official word on {} changed, its dates and rounds of updates", found.title);
        let about = self.about(title, description, trail);
        self.show("plan-over-time.html", about, course::page(&self.linker, id, found))
    }

    /// The whole of a plan on one page; where no page can hold it, a page that says so.
    fn print(&self, id: &Id) -> Result<Bytes, Diagnostic> {
        let Some(found) = self.pages.views.edition.register.plans.get(id) else { return Ok(Bytes::new()) };
        let about = || {
            let trail = vec![self.list_link("plans.html", "Plans"), self.linker.plan(id)];
            let description =
                format!("The whole of {} for print: each action with every word about it", found.title);
            self.about(format!("{}: the whole plan", found.title), description, trail)
        };
        let short = || self.show("plan-print.html", about(), print::too_long(&self.linker, id));
        match print::page(&self.linker, id, found) {
            None => short(),
            Some(page) => match self.show("plan-print.html", about(), page) {
                Err(fault) if fault.code == Code::PageTooLarge => short(),
                made => made,
            },
        }
    }

    fn item(&self, key: &crate::derive::ItemKey) -> Result<Bytes, Diagnostic> {
        let views = &self.pages.views;
        let found = views.edition.register.plans.get(&key.plan).and_then(|p| Some((p, p.item(&key.item)?)));
        let (Some((found, item)), Some(standing)) = (found, views.standings.get(key)) else {
            return Ok(Bytes::new());
        };
        let title = crate::derive::amended::titled(found, item);
        let description = format!("{} {} of {}: {title}", action::what(found, item), key.item, found.title);
        let mut trail = vec![self.list_link("plans.html", "Plans"), self.linker.plan(&key.plan)];
        if let (Some(_), Some(parent)) = (item.action, item.recommendation) {
            trail.push(self.linker.item_of(&key.plan, &parent.reference));
        }
        let about = self.about(format!("{} {title}", key.item), description, trail);
        let on_plans = Some(&self.pages.on_plans);
        self.show("action.html", about, action::page(&self.linker, on_plans, key, (found, item), standing))
    }

    fn paper(&self, id: &Id) -> Result<Bytes, Diagnostic> {
        let Some(found) = self.pages.views.edition.register.papers.get(id) else { return Ok(Bytes::new()) };
        let made = paper::made(&self.linker, id);
        let narrative = embed::narrative(&self.linker, &self.pages.theme, &found.text, Style::Paper, &made)?;
        let trail = vec![self.list_link("papers.html", "Papers")];
        let summary = found.header.summary.as_ref().unwrap_or(&found.header.title);
        let about = self.about(found.header.title.0.as_str(), summary.0.as_str(), trail);
        let excerpts = &self.pages.excerpts;
        self.show("paper.html", about, paper::page(&self.linker, (id, found), narrative, made, excerpts))
    }

    fn meeting(&self, id: &Id) -> Result<Bytes, Diagnostic> {
        let Some(found) = self.pages.views.edition.register.meetings.get(id) else { return Ok(Bytes::new()) };
        let title = self.linker.meeting_title(id);
        let trail = vec![self.list_link("meetings.html", "Meetings")];
        let about =
            self.about(title.as_str(), format!("{title}: papers, resolutions and plans before it"), trail);
        self.show("meeting.html", about, meeting::page(&self.linker, id, found))
    }

    fn thread(&self, id: &Id) -> Result<Bytes, Diagnostic> {
        let Some(found) = self.pages.views.edition.register.thread(id) else { return Ok(Bytes::new()) };
        let trail = vec![self.list_link("threads.html", "Threads")];
        let about = self.about(found.title.0.as_str(), found.summary.0.as_str(), trail);
        self.show("thread.html", about, thread::page(&self.linker, id))
    }

    fn owner(&self, id: &Id) -> Result<Bytes, Diagnostic> {
        let name = self.pages.views.edition.register.name_of(id).unwrap_or_default();
        let trail = vec![self.list_link("owners.html", "Owners and bodies")];
        let description =
            format!("{name}: what it owns and answers for, and the papers and meetings it appears in");
        let about = self.about(name, description, trail);
        self.show("owner.html", about, people::page(&self.linker, id))
    }

    fn no_owner(&self) -> Result<Bytes, Diagnostic> {
        let council = self.pages.views.edition.register.site.council.0.as_str();
        let trail = vec![self.list_link("owners.html", "Owners and bodies")];
        let description = format!("{council}: commitments for which no owner is stated");
        let about = self.about("Commitments without an owner", description, trail);
        self.show("no-owner.html", about, people::no_owner(&self.linker))
    }

    fn standing(&self, id: &Id) -> Result<Bytes, Diagnostic> {
        #[derive(Serialize)]
        struct Page {
            /// The text, as pieces of HTML.
            narrative: Vec<String>,
            /// Its headings.
            contents: Vec<paper::Content>,
        }
        let Some(found) = self.pages.views.edition.register.pages.get(id) else { return Ok(Bytes::new()) };
        let narrative =
            embed::narrative(&self.linker, &self.pages.theme, &found.text, Style::Page, &paper::Made::new())?;
        let summary = found.header.summary.as_ref().unwrap_or(&found.header.title);
        let about = self.about(found.header.title.0.as_str(), summary.0.as_str(), Vec::new());
        self.show("page.html", about, Page { narrative, contents: paper::contents(&found.outline.headings) })
    }

    fn withdrawn(&self, position: usize) -> Result<Bytes, Diagnostic> {
        #[derive(Serialize)]
        struct Page {
            /// What sort of record: "paper", "plan".
            what: &'static str,
            /// When it was withdrawn.
            date: super::words::DateWords,
            /// Why, as HTML.
            reason: String,
        }
        let Some(found) = self.pages.views.edition.withdrawn.get(position) else { return Ok(Bytes::new()) };
        let date = super::words::date(&crate::model::date::Date::day(found.date), None);
        let about = self.about("Withdrawn", format!("This {} was withdrawn", found.what), Vec::new());
        // Whatever else a reason names, only what is published is linked to.
        let target = |written: &str| match link::read(written) {
            Ok(link::Link::Record(link::RecordLink::File(path))) if !self.pages.files.contains_key(&path) => {
                Target::Hidden(HIDDEN_RECORD)
            }
            _ => self.linker.target(written),
        };
        let reason = inline(&found.reason, &target, None);
        self.show("withdrawn.html", about, Page { what: found.what, date, reason })
    }

    /// A server shows this page at any depth, so its links begin with the site's own path where the site knows its address;
    /// without one it has neither style nor links.
    fn not_found(&self) -> Result<Bytes, Diagnostic> {
        let site = &self.pages.views.edition.register.site;
        let root = site.base_url.as_ref().map(SiteAddress::folder);
        let linker = Linker { root: root.as_deref(), ..self.linker };
        let about = self.about("Page not found", "There is no page at this address", Vec::new());
        let template = if root.is_some() { "404.html" } else { "404-plain.html" };
        Maker { linker, ..*self }.show(template, about, ())
    }
}
