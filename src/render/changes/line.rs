//! One change in words: of which record, what was before and what is now, who said it, when and where.

use serde::Serialize;

use crate::derive::amended::title_now;
use crate::derive::changes::{Change, What};
use crate::derive::standing::word_of;
use crate::model::date::Date;
use crate::model::measure::Measure;
use crate::model::plan::{AmendedField, Amendment, Response};
use crate::model::register::{Item, Plan};
use crate::model::scalar::{Id, ItemId, ResolutionRef, Text, Written};
use crate::model::update::{Evidence, Word};
use crate::render::address::{Link, Linker, Links};
use crate::render::cite::{Cite, Cites, cites};
use crate::render::labels;
use crate::render::plain::plain;
use crate::render::progress;
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

/// What a change says, where no page is made of it: texts as they are written.
pub(crate) struct Told<'v> {
    /// The title of the record.
    pub(crate) title: &'v str,
    /// What changed.
    pub(crate) words: String,
    /// Why, where a reason is given.
    pub(crate) reason: Option<&'v Text>,
    /// Where it is told.
    pub(crate) sources: Cites,
}

/// What a change says.
pub(crate) fn told<'v>(linker: &Linker<'v>, plan: &'v Plan, change: &'v Change) -> Told<'v> {
    told_of(linker, plan, change, Of::new(plan, change))
}

fn told_of<'v>(linker: &Linker<'v>, plan: &'v Plan, change: &'v Change, of: Of<'v>) -> Told<'v> {
    let moved = matches!(change.what, What::DueMoved(..) | What::DueGiven(_));
    let (reason, sources) = other(linker, plan, change, of).unwrap_or_else(|| {
        let reason = of.spoken.filter(|_| moved).and_then(|w| w.reason.as_ref());
        let sources = of.item.zip(change.said).and_then(|(item, said)| progress::told(plan, item, said));
        (reason, sources.map_or_else(Cites::default, |s| cites(linker, s, Some(plan))))
    });
    Told { title: of.title(plan), words: in_words(linker, plan, change, of), reason, sources }
}

/// What a change is of, looked up once.
#[derive(Clone, Copy)]
struct Of<'v> {
    item: Option<Item<'v>>,
    measure: Option<&'v Measure>,
    /// The word that says it.
    spoken: Option<&'v Word>,
}

impl<'v> Of<'v> {
    fn new(plan: &'v Plan, change: &Change) -> Self {
        let id = change.item.as_ref();
        let item = id.and_then(|id| plan.item(id));
        let measure = id.filter(|_| item.is_none()).and_then(|id| plan.measure(id));
        let spoken = item.zip(change.said).and_then(|(item, said)| word_of(plan, item, said.origin));
        Of { item, measure, spoken }
    }

    fn title(&self, plan: &'v Plan) -> &'v str {
        match (self.item, self.measure) {
            (Some(item), _) => title_now(plan, item),
            (None, Some(measure)) => &measure.title.0,
            (None, None) => "",
        }
    }
}

/// A change in words.
pub(crate) fn line(linker: &Linker<'_>, id: &Id, plan: &Plan, change: &Change) -> ChangeWords {
    let of = Of::new(plan, change);
    let told_here =
        matches!(change.what, What::Status(..) | What::Said | What::Evidence(_, Evidence::Contradicted));
    let told = told_of(linker, plan, change, of);
    let item = change.item.as_ref();
    ChangeWords {
        item: item.map(|i| if of.measure.is_some() { linker.measure(id, i) } else { linker.item_of(id, i) }),
        title: told.title.to_owned(),
        words: told.words,
        date: date(linker, change),
        by: of.spoken.and_then(|w| w.by.as_ref()).map_or_else(Links::default, |by| linker.owners(by)),
        note: linker.maybe(of.spoken.filter(|_| told_here).and_then(|w| w.note.as_ref())),
        reason: linker.maybe(told.reason),
        sources: told.sources,
    }
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

fn amendment<'p>(plan: &'p Plan, change: &Change) -> Option<&'p Amendment> {
    match change.what {
        What::Amended(position) => plan.amendments.get(position),
        _ => None,
    }
}

fn response<'p>(change: &Change, of: Of<'p>) -> Option<&'p Response> {
    match change.what {
        What::Answered(position) => of.item?.recommendation?.responses.get(position),
        _ => None,
    }
}

/// Why, and where told, of a change that no dated word says.
fn other<'v>(
    linker: &Linker<'v>,
    plan: &'v Plan,
    change: &Change,
    of: Of<'v>,
) -> Option<(Option<&'v Text>, Cites)> {
    let cite = |lead: Link| Cite { lead, places: Vec::new(), date: None, basis: None, note: None };
    let named = |at: &ResolutionRef| cite(linker.resolution(&at.meeting, &at.resolution));
    if let Some(amendment) = amendment(plan, change) {
        let at = amendment.agreed_at.as_ref().map(named);
        return Some((Some(&amendment.reason), at.into_iter().collect()));
    }
    if let Some(response) = response(change, of) {
        let mut sources = cites(linker, &response.source, Some(plan));
        sources.0.extend(response.at.as_ref().map(named));
        return Some((response.reason.as_ref(), sources));
    }
    match &change.what {
        What::Resolved(by, _) => Some((None, Cites(vec![named(by)]))),
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
fn in_words(linker: &Linker<'_>, plan: &Plan, change: &Change, of: Of<'_>) -> String {
    let date = words::date_text;
    match &change.what {
        What::New | What::Said => String::new(),
        What::Status(from, to) => {
            let done = of.spoken.and_then(|w| w.done).filter(|_| to.is_completion());
            let done = done.map(|done| format!(", done {}", date(&done))).unwrap_or_default();
            format!("{}{done} (before: {})", words::status(Some(*to)).word, words::status(*from).word)
        }
        What::Evidence(from, to) => {
            let behind = of.spoken.and_then(|w| w.status).map(|s| words::status(Some(s)).word);
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
        What::Answered(_) => labels::response(response(change, of).map(|r| r.value)).word.into_owned(),
        What::Resolved(_, effect) => labels::effect(*effect).to_owned(),
    }
}

fn amended(linker: &Linker<'_>, amendment: &Amendment) -> String {
    let names = |text: &str| {
        let owners = text.split(',').filter_map(|id| Id::read(id.trim()).ok());
        owners.map(|id| linker.owner(&id).text).collect::<Vec<_>>().join(", ")
    };
    let text = |text: &Text| plain(&linker.text(text));
    let (field, from, to) = match amendment.field {
        AmendedField::Owner => ("owner", names(&amendment.from.0), names(&amendment.to.0)),
        AmendedField::Title => ("title", amendment.from.0.clone(), amendment.to.0.clone()),
        AmendedField::Text => ("text", text(&amendment.from), text(&amendment.to)),
        AmendedField::Target => ("target", amendment.from.0.clone(), amendment.to.0.clone()),
    };
    format!("{field}: “{to}” (before: “{from}”)")
}
