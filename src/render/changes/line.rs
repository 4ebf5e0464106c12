//! One change in words: of which record, what was before and what is now, who said it, when and where.

use serde::Serialize;

use crate::derive::amended::titled;
use crate::derive::changes::{Change, What};
use crate::derive::standing::word;
use crate::model::date::Date;
use crate::model::plan::{AmendedField, Amendment, Response};
use crate::model::register::Plan;
use crate::model::scalar::{Id, ItemId, Written};
use crate::model::update::{Evidence, Word};
use crate::render::address::{Link, Linker, Links, plain};
use crate::render::cite::{Cite, Cites, cites};
use crate::render::labels;
use crate::render::progress::told;
use crate::render::words::{self, DateWords};

/// A change in words.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct ChangeWords {
    /// The record, read as its reference; none for the plan as a whole.
    pub(crate) item: Option<Link>,
    /// Its title.
    pub(crate) title: String,
    /// What changed: "due 31 March 2024, was 31 January 2024: 60 days later".
    pub(crate) words: String,
    /// When.
    pub(crate) date: DateWords,
    /// Who said it.
    pub(crate) by: Links,
    /// Why, where a reason is given, as HTML.
    pub(crate) reason: Option<String>,
    /// What was said, as HTML, where the change is of the official word.
    pub(crate) note: Option<String>,
    /// Where it is told.
    pub(crate) sources: Cites,
}

/// A change in words.
pub(crate) fn line(linker: &Linker<'_>, id: &Id, plan: &Plan, change: &Change) -> ChangeWords {
    let item = change.item.as_ref();
    let found = item.and_then(|i| plan.item(i));
    let said = change.said;
    let spoken = spoken(plan, change);
    let told_here =
        matches!(change.what, What::Status(..) | What::Said | What::Evidence(_, Evidence::Contradicted));
    let moved = matches!(change.what, What::DueMoved(..) | What::DueGiven(_));
    let title = match (found, item.and_then(|i| plan.measure(i))) {
        (Some(found), _) => titled(plan, found),
        (None, Some(measure)) => measure.title.0.clone(),
        (None, None) => String::new(),
    };
    let other = other(linker, plan, change);
    ChangeWords {
        item: item
            .map(|i| if plan.measure(i).is_some() { linker.measure(id, i) } else { linker.item_of(id, i) }),
        title,
        words: in_words(linker, plan, change),
        date: date(linker, change),
        by: spoken.and_then(|w| w.by.as_ref()).map_or_else(Links::default, |by| linker.owners(by)),
        note: linker.maybe(spoken.filter(|_| told_here).and_then(|w| w.note.as_ref())),
        reason: match &other {
            Some(other) => other.reason.clone(),
            None => linker.maybe(spoken.filter(|_| moved).and_then(|w| w.reason.as_ref())),
        },
        sources: match other {
            Some(other) => other.sources,
            None => found
                .zip(said)
                .and_then(|(i, s)| told(plan, i, s))
                .map_or_else(Cites::default, |s| cites(linker, s, Some(plan))),
        },
    }
}

/// The word that says it.
fn spoken<'p>(plan: &'p Plan, change: &Change) -> Option<&'p Word> {
    word(plan, change.item.as_ref()?, change.said?.origin)
}

/// When: as the word or the meeting is dated, else the day on which a date passed.
fn date(linker: &Linker<'_>, change: &Change) -> DateWords {
    let meetings = &linker.views.edition.register.meetings;
    let meeting = change.moment.meeting().and_then(|id| meetings.get(id));
    match (change.said, meeting) {
        (Some(said), _) => words::date(&said.date, None),
        (None, Some(meeting)) => words::date(&meeting.date, meeting.note("date")),
        (None, None) => words::date(&Date::day(change.moment.day), None),
    }
}

/// Why, and where told, of a change that no dated word says.
struct Other {
    reason: Option<String>,
    sources: Cites,
}

fn amendment<'p>(plan: &'p Plan, change: &Change) -> Option<&'p Amendment> {
    match change.what {
        What::Amended(position) => plan.amendments.get(position),
        _ => None,
    }
}

fn response<'p>(plan: &'p Plan, change: &Change) -> Option<&'p Response> {
    match change.what {
        What::Answered(position) => plan.item(change.item.as_ref()?)?.recommendation?.responses.get(position),
        _ => None,
    }
}

fn other(linker: &Linker<'_>, plan: &Plan, change: &Change) -> Option<Other> {
    let cite = |lead: Link| Cite { lead, places: Vec::new(), date: None, basis: None, note: None };
    if let Some(amendment) = amendment(plan, change) {
        let at = amendment.agreed_at.as_ref().map(|r| cite(linker.resolution(&r.meeting, &r.resolution)));
        let reason = Some(plain(&amendment.reason.0));
        return Some(Other { reason, sources: at.into_iter().collect() });
    }
    if let Some(response) = response(plan, change) {
        let mut sources = cites(linker, &response.source, Some(plan));
        sources.0.extend(response.at.as_ref().map(|r| cite(linker.resolution(&r.meeting, &r.resolution))));
        return Some(Other { reason: linker.maybe(response.reason.as_ref()), sources });
    }
    match &change.what {
        What::Resolved(by, _) => {
            let sources = Cites(vec![cite(linker.resolution(&by.meeting, &by.resolution))]);
            Some(Other { reason: None, sources })
        }
        _ => None,
    }
}

/// A step of a rating scheme as it is read.
pub(super) fn step(linker: &Linker<'_>, scheme: &Id, step: &ItemId) -> String {
    let scheme = linker.views.edition.register.site.ratings.get(scheme);
    let found = scheme.and_then(|s| s.steps.iter().find(|known| known.id == *step));
    found.map_or_else(|| step.to_string(), |s| s.label.0.clone())
}

/// What changed.
fn in_words(linker: &Linker<'_>, plan: &Plan, change: &Change) -> String {
    let date = words::date_text;
    match &change.what {
        What::New | What::Said => String::new(),
        What::Status(from, to) => {
            let done = spoken(plan, change).and_then(|w| w.done).filter(|_| to.is_completion());
            let done = done.map(|done| format!(", done {}", date(&done))).unwrap_or_default();
            format!("{}{done} (before: {})", words::status(Some(*to)).word, words::status(*from).word)
        }
        What::Evidence(from, to) => {
            let behind = spoken(plan, change).and_then(|w| w.status).map(|s| words::status(Some(s)).word);
            let behind = behind.map(|status| format!(" behind “{status}”")).unwrap_or_default();
            format!("{}{behind} (before: {})", words::evidence(*to).word, words::evidence(*from).word)
        }
        What::DueGiven(to) => format!("due {}; no due date was stated before", date(to)),
        What::DueMoved(from, to, days) => {
            let way = if *days < 0 { "earlier" } else { "later" };
            format!("due {}, before: {}; {} {way}", date(to), date(from), words::days(days.abs()))
        }
        What::FellOverdue(due) => format!("was due {}", date(due)),
        What::StartPassed(start) => format!("was to start {}; no word here says that it did", date(start)),
        What::Rating(scheme, from, to) => {
            let known = linker.views.edition.register.site.ratings.get(scheme);
            let name = known.map_or("rating", |s| s.label.0.as_str());
            let from = from.as_ref().map_or("not rated".to_owned(), |from| step(linker, scheme, from));
            format!("{name}: {} (before: {from})", step(linker, scheme, to))
        }
        What::Amended(_) => amendment(plan, change).map(|a| amended(linker, a)).unwrap_or_default(),
        What::Answered(_) => labels::response(response(plan, change).map(|r| r.value)).word,
        What::Resolved(_, effect) => labels::effect(*effect).to_owned(),
    }
}

fn amended(linker: &Linker<'_>, amendment: &Amendment) -> String {
    let names = |text: &str| {
        let owners = text.split(',').filter_map(|id| Id::read(id.trim()).ok());
        owners.map(|id| linker.owner(&id).text).collect::<Vec<_>>().join(", ")
    };
    let (field, from, to) = match amendment.field {
        AmendedField::Owner => ("owner", names(&amendment.from.0), names(&amendment.to.0)),
        AmendedField::Title => ("title", amendment.from.0.clone(), amendment.to.0.clone()),
        AmendedField::Text => ("text", amendment.from.0.clone(), amendment.to.0.clone()),
        AmendedField::Target => ("target", amendment.from.0.clone(), amendment.to.0.clone()),
    };
    format!("{field}: “{to}” (before: “{from}”)")
}
