//! `feed.xml`: what was published last, for whoever follows the site (Atom, RFC 4287). It asks no clock: an entry is as old
//! as what it tells of, and the feed as old as its latest entry.

use std::borrow::Cow;
use std::fmt::Write as _;

use crate::derive::amended::titled;
use crate::derive::standing::{Said, word};
use crate::derive::timeline::{Entry, What};
use crate::derive::{ItemKey, Views};
use crate::files::Bytes;
use crate::model::date::Date;
use crate::model::extra::Extra;
use crate::model::scalar::{Id, ItemId};
use crate::output::OutPath;
use crate::render::address::{Linker, course_path, item_path, plan_path, record_path};
use crate::render::labels;
use crate::render::words;

use super::said::{plain_words, said};
use super::xml::escaped;

/// So many entries a feed holds.
const ENTRIES: usize = 50;
/// So many items one entry names.
const ITEMS: usize = 20;

/// An entry.
struct Told {
    /// Its address, stable for ever.
    id: String,
    /// The page that tells of it.
    page: String,
    title: String,
    date: Date,
    /// What it says, as HTML.
    content: String,
}

/// The feed of a site at an address that ends in `/`.
pub(super) fn feed(linker: &Linker<'_>, base: &str) -> Bytes {
    let views = linker.views;
    let site = &views.edition.register.site;
    let mut dated: Vec<&Entry> =
        views.timeline.iter().filter(|e| e.date.last() <= views.edition.as_at && is_told(views, e)).collect();
    dated.sort_by(|a, b| {
        (b.date.last(), b.date.first(), &a.what).cmp(&(a.date.last(), a.date.first(), &b.what))
    });
    let entries: Vec<Told> = dated.into_iter().filter_map(|e| told(linker, base, e)).take(ENTRIES).collect();
    let updated = entries.first().map_or(views.edition.as_at, |e| e.date.last());
    let author = site.publisher.as_ref().unwrap_or(&site.council);
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n\
         <id>{base}feed.xml</id>\n<title>{}</title>\n<subtitle>{}</subtitle>\n<updated>{updated}T00:00:00Z</updated>\n\
         <author><name>{}</name></author>\n<link rel=\"self\" type=\"application/atom+xml\" href=\"{base}feed.xml\"/>\n\
         <link rel=\"alternate\" type=\"text/html\" href=\"{base}index.html\"/>\n",
        site.language.as_ref().map_or("en-GB", |l| l.0.as_str()),
        escaped(&plain_words(&site.title.0)),
        escaped(&said(linker, Some(&site.description))),
        escaped(&plain_words(&author.0)),
        base = escaped(base),
    );
    for entry in &entries {
        // Writing into a text cannot fail.
        let _ = write!(
            xml,
            "<entry>\n<id>{}</id>\n<title>{}</title>\n<updated>{}T00:00:00Z</updated>\n\
             <link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>\n<content type=\"html\">{}</content>\n</entry>\n",
            escaped(&entry.id),
            escaped(&entry.title),
            entry.date.last(),
            escaped(&entry.page),
            escaped(&entry.content),
        );
    }
    xml.push_str("</feed>\n");
    xml.into_bytes()
}

/// Whether the feed tells of it: papers, meetings that resolved something, and updates.
fn is_told(views: &Views, entry: &Entry) -> bool {
    match &entry.what {
        What::Paper(_) | What::Motion(_) | What::InspectionPublished(_) | What::Updates(..) => true,
        What::Meeting(id) => {
            views.edition.register.meetings.get(id).is_some_and(|m| !m.resolutions.is_empty())
        }
        // An inspection whose report is published is told once, by that report.
        What::Fieldwork(id) => {
            let inspection = views.edition.register.papers.get(id).and_then(|p| p.header.inspection.as_ref());
            let as_at = views.edition.as_at;
            inspection.is_some_and(|i| i.published.is_none_or(|date| date.last() > as_at))
        }
        What::Event(_) | What::Start(_) | What::Due(_) => false,
    }
}

fn told(linker: &Linker<'_>, base: &str, entry: &Entry) -> Option<Told> {
    let (path, title, content, mark) = match &entry.what {
        What::Paper(id) | What::Motion(id) | What::InspectionPublished(id) | What::Fieldwork(id) => {
            let header = &linker.views.edition.register.papers.get(id)?.header;
            let visit = matches!(entry.what, What::Fieldwork(_));
            let mark = if visit { "Inspectors visit" } else { labels::paper_kind(header.kind) };
            let title = format!("{mark}: {}", plain_words(&header.title.0));
            let summary = said(linker, header.summary.as_ref());
            (record_path("papers", id), title, paragraph(&summary), String::new())
        }
        What::Meeting(id) => {
            let title = format!("Resolved: {}", plain_words(&linker.meeting_title(id)));
            (record_path("meetings", id), title, resolved(linker, id)?, String::new())
        }
        What::Updates(plan, items) => {
            let name = plain_words(&linker.views.edition.register.plans.get(plan)?.title.0);
            let count = words::plural(i64::try_from(items.len()).ok()?, "item", "items");
            let content = updated(linker, base, plan, items, entry.date)?;
            let path = if linker.has(Extra::OverTime) { course_path(plan) } else { plan_path(plan) };
            (path, format!("Words on {count} of {name}"), content, format!("#words-{}", entry.date))
        }
        What::Event(_) | What::Start(_) | What::Due(_) => return None,
    };
    let page = format!("{base}{}", linker.href(&path, None));
    let content = format!("{}{content}", paragraph(&words::date_text(&entry.date)));
    // A span has a slash, which a fragment may hold.
    Some(Told { id: format!("{page}{mark}"), page, title, date: entry.date, content })
}

fn paragraph(words: &str) -> String {
    if words.is_empty() { String::new() } else { format!("<p>{}</p>", escaped(words)) }
}

fn resolved(linker: &Linker<'_>, id: &Id) -> Option<String> {
    let meeting = linker.views.edition.register.meetings.get(id)?;
    let one = |resolution: &crate::model::meeting::Resolution| {
        let verbs: Vec<_> = resolution.verbs.iter().map(|v| labels::verb(*v)).collect();
        let words = said(linker, resolution.text.as_ref());
        let words = if words.is_empty() { String::new() } else { format!(": {words}") };
        escaped(&format!("({}) {}{words}", resolution.reference, verbs.join(", ")))
    };
    Some(list(meeting.resolutions.iter().map(one)))
}

/// What was said of items of a plan on a day: the official word never without what stands behind it.
fn updated(linker: &Linker<'_>, base: &str, plan_id: &Id, items: &[ItemId], date: Date) -> Option<String> {
    let plan = linker.views.edition.register.plans.get(plan_id)?;
    let one = |id: &ItemId| {
        let key = ItemKey { plan: plan_id.clone(), item: id.clone() };
        let (item, standing) = (plan.item(id)?, linker.views.standings.get(&key)?);
        let of_day: Vec<Said> = standing.history.iter().filter(|s| s.date == date).copied().collect();
        let row = super::item::Row::new(*linker, plan_id, plan, item)?;
        let words = of_day.into_iter().filter_map(|said| {
            let update = row.update(said)?;
            let status = word(plan, id, said.origin)?.status.map(|s| {
                let evidence = update.evidence().unwrap_or(crate::model::update::Evidence::None);
                format!("{} (evidence: {})", words::status(Some(s)).word, words::evidence(evidence).word)
            });
            let note = Some(row.words(update.word.note.as_ref())).filter(|n| !n.is_empty());
            Some(status.map(Cow::Owned).into_iter().chain(note).collect::<Vec<_>>().join(". "))
        });
        let words = words.filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ");
        let address = escaped(&format!("{base}{}", linker.href(&item_path(&key), None)));
        let title = escaped(&plain_words(&titled(plan, item)));
        let words = if words.is_empty() { String::new() } else { format!(": {}", escaped(&words)) };
        Some(format!("<a href=\"{address}\">{id}</a> {title}{words}"))
    };
    let mut seen: Vec<&ItemId> = items.iter().collect();
    seen.dedup();
    let more = seen.len().saturating_sub(ITEMS);
    let rest = (more > 0).then(|| format!("and {more} more"));
    Some(list(seen.into_iter().take(ITEMS).filter_map(one).chain(rest)))
}

fn list(entries: impl Iterator<Item = String>) -> String {
    format!("<ul>{}</ul>", entries.map(|e| format!("<li>{e}</li>")).collect::<String>())
}

/// Where the feed is.
pub(super) fn path() -> OutPath {
    OutPath::new("feed.xml")
}
