//! Where each record is published, and links from one page to the records it names. A record that is not published
//! has no address: words stand in place of the link and its text.

use std::ops::Deref;

use crate::derive::{ItemKey, Views};
use crate::markdown::{self, Chunk, Glossary, Options, Style, Target};
use crate::model::extra::Extra;
use crate::model::link::{self, Link as Written, RecordLink};
use crate::model::scalar::{Id, ItemId, Text};
use crate::output::OutPath;

/// Words in place of a link to a paper that is not published.
pub(crate) const HIDDEN_PAPER: &str = "a paper that is not published";
/// Words in place of a link to a paper that was taken back; its short page stays.
const WITHDRAWN_PAPER: &str = "a paper that was withdrawn";
/// Words in place of a link to any other record that is not published.
pub(crate) const HIDDEN_RECORD: &str = "a record that is not published";

/// The page of all measures, or of the plans that have some.
pub(crate) const MEASURES: &str = "measures.html";

/// The page that lists every file of data.
pub(crate) const DATA: &str = "data/index.html";

/// A link; without an address, plain words.
#[derive(Clone, Debug)]
pub(crate) struct Link {
    /// The address.
    pub(crate) href: Option<String>,
    /// What is read.
    pub(crate) text: String,
}

/// Links one after the other, which templates are given as HTML.
#[derive(Clone, Debug, Default)]
pub(crate) struct Links(pub(crate) Vec<Link>);

impl Deref for Links {
    type Target = [Link];

    fn deref(&self) -> &[Link] {
        &self.0
    }
}

pub(crate) fn plan_path(id: &Id) -> OutPath {
    OutPath::new(format!("plans/{id}.html"))
}

/// The page that tells how a plan went over time.
pub(crate) fn course_path(plan: &Id) -> OutPath {
    OutPath::new(format!("plans/{plan}/over-time.html"))
}

/// The page of a plan as it came before a meeting.
pub(crate) fn at_path(plan: &Id, meeting: &Id) -> OutPath {
    OutPath::new(format!("plans/{plan}/at-{meeting}.html"))
}

/// The chair's briefing before a meeting.
pub(crate) fn briefing_path(meeting: &Id) -> OutPath {
    OutPath::new(format!("meetings/{meeting}/briefing.html"))
}

/// The page that has the whole of a plan, for print.
pub(crate) fn print_path(plan: &Id) -> OutPath {
    OutPath::new(format!("plans/{plan}/print.html"))
}

/// The page that tells of a plan's measures: that of all measures, or one of the plan's own where there are many.
pub(crate) fn measures_path(views: &Views, plan: &Id) -> OutPath {
    match *views.measures_apart {
        true => OutPath::new(format!("plans/{plan}/measures.html")),
        false => OutPath::new(MEASURES),
    }
}

pub(crate) fn item_path(key: &ItemKey) -> OutPath {
    OutPath::new(format!("plans/{}/actions/{}.html", key.plan, key.item))
}

pub(crate) fn record_path(folder: &str, id: &Id) -> OutPath {
    OutPath::new(format!("{folder}/{id}.html"))
}

pub(crate) fn page_path(id: &Id) -> OutPath {
    OutPath::new(format!("{id}.html"))
}

pub(crate) fn file_path(path: &str) -> OutPath {
    OutPath::new(format!("files/{path}"))
}

/// Plain words as HTML: no markdown is read in them.
pub(crate) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// Makes links from one page.
#[derive(Clone, Copy)]
pub(crate) struct Linker<'v> {
    pub(crate) views: &'v Views,
    pub(crate) from: &'v OutPath,
    /// The site's own path on its server, for the page that a server shows at any address; other pages know no such path.
    pub(crate) root: Option<&'v str>,
}

impl<'v> Linker<'v> {
    /// The address of a path of the output, as this page links to it.
    pub(crate) fn href(&self, path: &OutPath, anchor: Option<&str>) -> String {
        let relative = self.from.link_to(path, anchor);
        // The page with a root lies at the top of the output: what is relative to it is relative to the root.
        self.root.map_or_else(|| relative.clone(), |root| format!("{root}{relative}"))
    }

    /// A link to a path of the output.
    pub(crate) fn to(&self, path: &OutPath, anchor: Option<&str>, text: impl Into<String>) -> Link {
        Link { href: Some(self.href(path, anchor)), text: text.into() }
    }

    /// Whether the site has a kind of pages that it could do without.
    pub(crate) fn has(&self, extra: Extra) -> bool {
        self.views.edition.register.site.has(extra)
    }

    /// A link to a page of a kind that the site may do without; none where it does.
    pub(crate) fn extra(&self, extra: Extra, path: &OutPath, text: impl Into<String>) -> Option<Link> {
        self.has(extra).then(|| self.to(path, None, text))
    }

    fn hidden(words: &str) -> Link {
        Link { href: None, text: words.to_owned() }
    }

    pub(crate) fn plan(&self, id: &Id) -> Link {
        match self.views.edition.register.plans.get(id) {
            Some(plan) => self.to(&plan_path(id), None, plan.title.0.as_str()),
            None => Self::hidden(HIDDEN_RECORD),
        }
    }

    /// A link to a recommendation or action, read as its id.
    pub(crate) fn item(&self, key: &ItemKey) -> Link {
        let text = key.item.0.as_str();
        match self.views.standings.contains_key(key) {
            true if self.is_print_of(&key.plan) => self.to(self.from, Some(&self.print_anchor(key)), text),
            true => self.to(&item_path(key), None, text),
            false => Self::hidden(HIDDEN_RECORD),
        }
    }

    /// Whether links are made from the page that has the whole of a plan: there its own records are told.
    fn is_print_of(&self, plan: &Id) -> bool {
        let of = self.from.as_str().strip_suffix("/print.html").and_then(|path| path.strip_prefix("plans/"));
        of == Some(plan.0.as_str())
    }

    /// Where a recommendation or action stands on the page that has the whole of its plan.
    pub(crate) fn print_anchor(&self, key: &ItemKey) -> String {
        let item = self.views.edition.register.plans.get(&key.plan).and_then(|plan| plan.item(&key.item));
        match item.is_some_and(|item| item.action.is_some()) {
            true => format!("action-{}", key.item),
            false => format!("recommendation-{}", key.item),
        }
    }

    /// A link to an item of a plan, read as its id.
    pub(crate) fn item_of(&self, plan: &Id, item: &ItemId) -> Link {
        self.item(&ItemKey { plan: plan.clone(), item: item.clone() })
    }

    pub(crate) fn paper(&self, id: &Id, anchor: Option<&str>) -> Link {
        let edition = &self.views.edition;
        let path = record_path("papers", id);
        let Some(paper) = edition.register.papers.get(id) else {
            let withdrawn = edition.withdrawn.iter().any(|w| w.address == path.as_str());
            return if withdrawn {
                self.to(&path, None, WITHDRAWN_PAPER)
            } else {
                Self::hidden(HIDDEN_PAPER)
            };
        };
        let mut findings = paper.header.inspection.iter().flat_map(|i| i.findings.iter());
        match anchor {
            Some(anchor) if !paper.has_anchor(anchor) && !findings.any(|f| f.reference.0 == anchor) => {
                Self::hidden(HIDDEN_RECORD)
            }
            _ => self.to(&path, anchor, paper.header.title.0.as_str()),
        }
    }

    /// A link to a resolution, read as its meeting and reference.
    pub(crate) fn resolution(&self, meeting: &Id, reference: &ItemId) -> Link {
        match self.views.backlinks.resolutions.get(meeting).is_some_and(|all| all.contains(reference)) {
            true => {
                let text = format!("{}, resolution ({reference})", self.meeting_title(meeting));
                self.to(&record_path("meetings", meeting), Some(&format!("resolution-{reference}")), text)
            }
            false => Self::hidden(HIDDEN_RECORD),
        }
    }

    /// A place in a paper as read: its paragraph's number, or its heading's own words.
    pub(crate) fn place(&self, id: &Id, anchor: &str) -> String {
        let paper = self.views.edition.register.papers.get(id);
        let heading = paper.and_then(|p| p.heading(anchor));
        heading.map_or_else(|| super::words::anchor(anchor), |words| format!("“{words}”"))
    }

    pub(crate) fn meeting(&self, id: &Id) -> Link {
        match self.views.edition.register.meetings.get(id) {
            Some(_) => self.to(&record_path("meetings", id), None, self.meeting_title(id)),
            None => Self::hidden(HIDDEN_RECORD),
        }
    }

    /// A meeting's title: its own, or its body and date.
    pub(crate) fn meeting_title(&self, id: &Id) -> String {
        let register = &self.views.edition.register;
        let Some(meeting) = register.meetings.get(id) else { return HIDDEN_RECORD.to_owned() };
        match &meeting.title {
            Some(title) => title.0.clone(),
            None => {
                let body = register.name_of(&meeting.body).unwrap_or("Meeting");
                format!("{body}, {}", super::words::date_text(&meeting.date))
            }
        }
    }

    pub(crate) fn thread(&self, id: &Id) -> Link {
        match self.views.edition.register.thread(id).filter(|_| self.views.has_thread(id)) {
            Some(thread) => self.to(&record_path("threads", id), None, thread.title.0.as_str()),
            None => Self::hidden(HIDDEN_RECORD),
        }
    }

    /// A link to an owner or body.
    pub(crate) fn owner(&self, id: &Id) -> Link {
        let register = &self.views.edition.register;
        let (folder, name) = match (register.owner(id), register.body(id)) {
            (Some(owner), _) => ("owners", &owner.name),
            (None, Some(body)) => ("bodies", &body.name),
            (None, None) => return Self::hidden(HIDDEN_RECORD),
        };
        self.to(&record_path(folder, id), None, name.0.as_str())
    }

    pub(crate) fn owners(&self, ids: &[Id]) -> Links {
        Links(ids.iter().map(|id| self.owner(id)).collect())
    }

    pub(crate) fn measure(&self, plan: &Id, measure: &ItemId) -> Link {
        let found = self.views.edition.register.plans.get(plan).and_then(|p| p.measure(measure));
        match found {
            Some(found) => {
                let (page, anchor) = match self.is_print_of(plan) {
                    true => (self.from.clone(), format!("measure-{measure}")),
                    false => (measures_path(self.views, plan), format!("{plan}-{measure}")),
                };
                self.to(&page, Some(&anchor), found.title.0.as_str())
            }
            None => Self::hidden(HIDDEN_RECORD),
        }
    }

    /// Where a link in a narrative leads.
    pub(crate) fn target(&self, written: &str) -> Target {
        let link = match link::read(written) {
            Ok(Written::Web) => return Target::Href(written.to_owned()),
            Ok(Written::Anchor(anchor)) => return Target::Href(format!("#{anchor}")),
            Ok(Written::Record(record)) => self.record(&record),
            Err(_) => return Target::Unknown,
        };
        match (link.href, link.text.as_str()) {
            (Some(href), _) => Target::Href(href),
            (None, HIDDEN_PAPER) => Target::Hidden(HIDDEN_PAPER),
            (None, _) => Target::Hidden(HIDDEN_RECORD),
        }
    }

    fn record(&self, record: &RecordLink) -> Link {
        match record {
            RecordLink::Action(plan, item) => self.item_of(plan, item),
            RecordLink::Plan(plan) => self.plan(plan),
            RecordLink::Paper(paper, anchor) => self.paper(paper, anchor.as_ref().map(|a| a.0.as_str())),
            RecordLink::Meeting(meeting, None) => self.meeting(meeting),
            RecordLink::Meeting(meeting, Some(resolution)) => self.resolution(meeting, resolution),
            RecordLink::Thread(thread) => self.thread(thread),
            RecordLink::Body(id) | RecordLink::Owner(id) => self.owner(id),
            RecordLink::Measure(plan, measure) => self.measure(plan, measure),
            RecordLink::File(path) => self.to(&file_path(path), None, path.as_str()),
        }
    }

    /// A text of a record as HTML; one paragraph goes without its `<p>`.
    pub(crate) fn text(&self, text: &Text) -> String {
        markdown::inline(&text.0, &|target| self.target(target), None)
    }

    /// A text of ours as HTML, its first uses of words that the glossary explains linked there.
    pub(crate) fn explained(&self, text: &Text) -> String {
        let page = self.glossary_page();
        markdown::inline(&text.0, &|target| self.target(target), self.glossary(page.as_deref()))
    }

    /// The address of the page that explains words; that page itself links to none.
    fn glossary_page(&self) -> Option<String> {
        let path = page_path(self.views.glossary.as_ref().map(|(id, _)| id)?);
        (*self.from != path).then(|| self.href(&path, None))
    }

    fn glossary<'g>(&self, page: Option<&'g str>) -> Option<Glossary<'g>>
    where
        'v: 'g,
    {
        let (_, terms) = self.views.glossary.as_ref()?;
        page.map(|page| Glossary { terms, page })
    }

    /// An optional text of a record as HTML.
    pub(crate) fn maybe(&self, text: Option<&Text>) -> Option<String> {
        text.map(|t| self.text(t))
    }

    /// A narrative as HTML, cut where live views stand and where something is said beside a block. A paper's own words
    /// get no links that it has not.
    pub(crate) fn narrative(&self, text: &str, style: Style, noted: &dyn Fn(&str) -> bool) -> Vec<Chunk> {
        let page = self.glossary_page().filter(|_| style == Style::Page);
        let target = |target: &str| self.target(target);
        let glossary = self.glossary(page.as_deref());
        markdown::html(text, Options { target: &target, style, noted, glossary })
    }
}
