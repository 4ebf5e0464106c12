//! An entry of the timeline in words: when, what sort of thing, what, and more about it.

use serde::Serialize;

use super::address::{Link, Linker};
use super::cite::{Cites, cites};
use super::scale::{Extent, extent};
use super::words::{self, DateWords};
use crate::derive::amended::titled;
use crate::derive::timeline::{Entry, What};
use crate::derive::{ItemKey, Views};
use crate::model::scalar::Id;

/// An entry in words.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct EntryWords {
    /// When.
    pub(crate) date: DateWords,
    /// Whether that is a day, a span, or a month or year of which no day is known.
    pub(crate) extent: Extent,
    /// What sort of thing: "Meeting", "Due".
    pub(crate) mark: &'static str,
    /// Its shape, a class name of the theme.
    pub(crate) shape: &'static str,
    /// What.
    pub(crate) link: Link,
    /// More about it, as HTML.
    pub(crate) text: Option<String>,
    /// Where it is told.
    pub(crate) sources: Cites,
    /// Whether it lies after the date of the view.
    pub(crate) ahead: bool,
    /// The date of the view, where it lies between the entry before and this one.
    pub(crate) now: Option<DateWords>,
}

/// What sort of thing an entry is, in a word, and its shape.
pub(super) fn sort_of(views: &Views, what: &What) -> (&'static str, &'static str) {
    match what {
        What::Fieldwork(_) | What::InspectionPublished(_) => ("Inspection", "inspection"),
        What::Paper(id) => {
            let paper = views.edition.register.papers.get(id);
            match paper.is_some_and(|p| p.header.inspection.is_some()) {
                true => ("Inspection", "inspection"),
                false => ("Paper", "paper"),
            }
        }
        What::Motion(_) => ("Motion", "motion"),
        What::Meeting(_) => ("Meeting", "meeting"),
        What::Event(_) => ("Event", "event"),
        What::Start(_) => ("To start", "deadline"),
        What::Due(_) => ("Due", "deadline"),
        What::Updates(..) => ("Update", "update"),
    }
}

/// An entry in words.
pub(crate) fn words_of(linker: &Linker<'_>, entry: &Entry) -> Option<EntryWords> {
    let register = &linker.views.edition.register;
    let mut text = None;
    let mut sources = Cites::default();
    let (mark, shape) = sort_of(linker.views, &entry.what);
    let titled = |link: Link, before: &str| Link { text: format!("{before}: {}", link.text), ..link };
    let link = match &entry.what {
        What::Fieldwork(id) => titled(linker.paper(id, None), "Inspectors visit"),
        What::InspectionPublished(id) => titled(linker.paper(id, None), "Published"),
        What::Paper(id) | What::Motion(id) => linker.paper(id, None),
        What::Meeting(id) => {
            text = Some(meeting_text(linker, id, register.meetings.get(id)?));
            linker.meeting(id)
        }
        What::Event(position) => {
            let event = register.events.get(*position)?;
            text = linker.maybe(event.text.as_ref());
            sources = cites(linker, &event.source, None);
            let href = sources.first().and_then(|c| c.lead.href.clone());
            Link { href, text: event.title.0.clone() }
        }
        What::Start(key) | What::Due(key) => item(linker, key)?,
        What::Updates(id, items) => {
            let link = linker.plan(id);
            let count = words::plural(items.len() as i64, "item", "items");
            Link { text: format!("Words on {count} of {}", link.text), ..link }
        }
    };
    Some(EntryWords {
        date: words::date(&entry.date, entry.note.as_ref()),
        extent: extent(&entry.date),
        mark,
        shape,
        link,
        text,
        sources,
        ahead: entry.date.last() > linker.views.edition.as_at,
        now: None,
    })
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
