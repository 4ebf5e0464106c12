//! The timeline in words: everything dated, grouped by year, each entry with its link.

use chrono::Datelike;
use serde::Serialize;

use super::address::{Link, Linker};
use super::cite::{Cite, cites};
use super::words::{self, DateWords};
use crate::derive::amended::titled;
use crate::derive::timeline::{Entry, What};
use crate::derive::{ItemKey, Views};
use crate::model::scalar::Id;

/// A year of the timeline.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Year {
    /// The year.
    pub(crate) year: i32,
    /// Its entries, oldest first.
    pub(crate) entries: Vec<EntryWords>,
}

/// An entry in words.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct EntryWords {
    /// When.
    pub(crate) date: DateWords,
    /// What sort of thing: "Meeting", "Due".
    pub(crate) mark: &'static str,
    /// Its shape, a class name of the theme.
    pub(crate) shape: &'static str,
    /// What.
    pub(crate) link: Link,
    /// More about it, as HTML.
    pub(crate) text: Option<String>,
    /// Where it is told.
    pub(crate) sources: Vec<Cite>,
    /// Whether it lies after the date of the view.
    pub(crate) ahead: bool,
}

/// The entries of a whole site, or of one plan, by year.
pub(crate) fn years(linker: &Linker<'_>, plan: Option<&Id>) -> Vec<Year> {
    let mut years: Vec<Year> = Vec::new();
    for entry in linker.views.timeline.iter().filter(|e| plan.is_none_or(|p| is_of(linker.views, e, p))) {
        let Some(words) = words_of(linker, entry) else { continue };
        let year = entry.date.first().year();
        match years.iter_mut().find(|y| y.year == year) {
            Some(found) => found.entries.push(words),
            None => years.push(Year { year, entries: vec![words] }),
        }
    }
    years.sort_by_key(|y| y.year);
    years
}

/// Whether an entry belongs to a plan: its records, its papers, and the meetings it came before.
fn is_of(views: &Views, entry: &Entry, plan: &Id) -> bool {
    let paper = |id: &Id| {
        let found = views.edition.register.plans.get(plan);
        found.is_some_and(|p| p.set_out_in.as_ref() == Some(id) || p.responds_to.as_ref() == Some(id))
    };
    match &entry.what {
        What::Start(key) | What::Due(key) => key.plan == *plan,
        What::Updates(id, _) => id == plan,
        What::Meeting(id) => views.backlinks.came_before.get(id).is_some_and(|plans| plans.contains(plan)),
        What::Paper(id) | What::Motion(id) | What::Fieldwork(id) | What::InspectionPublished(id) => paper(id),
        What::Event(_) => false,
    }
}

/// An entry in words.
pub(crate) fn words_of(linker: &Linker<'_>, entry: &Entry) -> Option<EntryWords> {
    let register = &linker.views.edition.register;
    let mut text = None;
    let mut sources = Vec::new();
    let (mark, shape, link) = match &entry.what {
        What::Fieldwork(id) => ("Inspection", "inspection", inspectors(linker, id)),
        What::InspectionPublished(id) => {
            let link = linker.paper(id, None);
            ("Inspection", "inspection", Link { text: format!("Published: {}", link.text), ..link })
        }
        What::Paper(id) => {
            let inspection = register.papers.get(id).is_some_and(|p| p.header.inspection.is_some());
            let (mark, shape) = if inspection { ("Inspection", "inspection") } else { ("Paper", "paper") };
            (mark, shape, linker.paper(id, None))
        }
        What::Motion(id) => ("Motion", "motion", linker.paper(id, None)),
        What::Meeting(id) => {
            let meeting = register.meetings.get(id)?;
            text = Some(meeting_text(linker, id, meeting));
            ("Meeting", "meeting", linker.meeting(id))
        }
        What::Event(position) => {
            let event = register.events.get(*position)?;
            text = linker.maybe(event.text.as_ref());
            sources = cites(linker, &event.source, None);
            let href = sources.first().and_then(|c| c.lead.href.clone());
            ("Event", "event", Link { href, text: event.title.0.clone() })
        }
        What::Start(key) => ("To start", "deadline", item(linker, key)?),
        What::Due(key) => ("Due", "deadline", item(linker, key)?),
        What::Updates(id, items) => {
            let link = linker.plan(id);
            let count = words::plural(items.len() as i64, "item", "items");
            ("Update", "update", Link { text: format!("Words on {count} of {}", link.text), ..link })
        }
    };
    let ahead = entry.date.last() > linker.views.edition.as_at;
    Some(EntryWords {
        date: words::date(&entry.date, entry.note.as_ref()),
        mark,
        shape,
        link,
        text,
        sources,
        ahead,
    })
}

fn inspectors(linker: &Linker<'_>, id: &Id) -> Link {
    let link = linker.paper(id, None);
    Link { text: format!("Inspectors visit: {}", link.text), ..link }
}

fn item(linker: &Linker<'_>, key: &ItemKey) -> Option<Link> {
    let plan = linker.views.edition.register.plans.get(&key.plan)?;
    let title = titled(plan, plan.item(&key.item)?);
    let link = linker.item(key);
    Some(Link { text: format!("{} {title}", link.text), ..link })
}

fn meeting_text(linker: &Linker<'_>, id: &Id, meeting: &crate::model::meeting::Meeting) -> String {
    use crate::model::meeting::MeetingStatus::{Cancelled, Held, NotConfirmed, Postponed, Scheduled};
    let resolved = meeting.resolutions.len() as i64;
    let status = match meeting.status {
        Held if resolved > 0 => {
            format!("Held; {} minuted.", words::plural(resolved, "resolution", "resolutions"))
        }
        Held => "Held.".to_owned(),
        Scheduled => "Scheduled.".to_owned(),
        NotConfirmed => "Announced; no paper here confirms that it took place.".to_owned(),
        Cancelled => "Cancelled.".to_owned(),
        Postponed => "Postponed.".to_owned(),
    };
    let plans = linker.views.backlinks.came_before.get(id).map_or(0, Vec::len) as i64;
    match plans {
        0 => status,
        count if meeting.status == Held => {
            format!("{status} {} before it.", words::plural(count, "plan", "plans"))
        }
        count => format!("{status} {} for it.", words::plural(count, "plan", "plans")),
    }
}
