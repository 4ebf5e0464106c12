//! A thread's page: one concern told in order of time, what each inspection found, what was promised and resolved before
//! the next, and the judgement history beside.

use serde::Serialize;

use super::address::{Link, Linker};
use super::labels;
use super::people::tables_within;
use super::plan::{Effect, effects};
use super::progress::{MOST_ROWS, Table, to_filter};
use super::recurrence::{FoundWords, before, found, in_short};
use super::words::{self, DateWords};
use crate::derive::ItemKey;
use crate::derive::amended::titled;
use crate::derive::judgements::history;
use crate::derive::recurrence::{Chapter, Entry, Inspected, Resolved, Story, date_of, tracked};
use crate::model::scalar::Id;

/// Inspections without a finding that a chapter names, at most.
const MOST_SILENT: usize = 10;

/// What the page says.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Page {
    /// What the concern is, as HTML.
    summary: String,
    /// The story in figures.
    in_short: String,
    /// The story, oldest first.
    chapters: Vec<ChapterWords>,
    /// Inspections without a date, whose place in the story is not known.
    undated: Vec<InspectedWords>,
    /// Whether there is enough to filter.
    filter: bool,
}

/// An inspection and what came after it, before the next.
#[derive(Clone, Debug, Serialize)]
struct ChapterWords {
    /// The inspection; none for what came before any.
    inspection: Option<InspectedWords>,
    /// The heading of what came after it: "Between this inspection and the next".
    heading: &'static str,
    /// Recommendations that are not tracked themselves, oldest first.
    recommendations: Vec<Asked>,
    /// Tables of what is tracked, one for each plan.
    actions: Vec<Table>,
    /// What was resolved.
    resolved: Vec<ResolvedWords>,
    /// Inspections of this time without a finding on the concern, with their dates, as many as there is room for.
    silent: Vec<(Link, Option<DateWords>)>,
    /// How many more of these there are.
    more_silent: usize,
    /// What may have come before this inspection or after the next, since its date does not tell.
    unsure: Vec<Link>,
}

/// What an inspection said of the concern.
#[derive(Clone, Debug, Serialize)]
struct InspectedWords {
    /// Its paper.
    paper: Link,
    /// "focused visit" and so on.
    kind: &'static str,
    /// When.
    date: Option<DateWords>,
    /// Whether the dates do not tell that it came after the one before it.
    unsure: bool,
    /// What it found.
    findings: Vec<FoundWords>,
}

/// What was recommended, undertaken or proposed.
#[derive(Clone, Debug, Serialize)]
struct Asked {
    /// When.
    date: Option<DateWords>,
    /// "Recommendation", "Undertaking" and so on.
    kind: &'static str,
    /// Its page, read as its reference.
    link: Link,
    /// Its title.
    title: String,
    /// Its plan.
    plan: Link,
}

/// A resolution on what was promised.
#[derive(Clone, Debug, Serialize)]
struct ResolvedWords {
    /// The resolution, with its words.
    by: Effect,
    /// When.
    date: Option<DateWords>,
    /// Which of these recommendations and actions it names.
    names: Vec<Link>,
}

/// The history of judgements as a table.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Judgements {
    /// The columns: each inspection with its date.
    inspections: Vec<(Link, Option<DateWords>)>,
    /// The rows: an area, and its grade in each inspection.
    areas: Vec<(String, Vec<Grade>)>,
    /// Inspections of which no grade is recorded, with their dates, as many as there is room for.
    ungraded: Vec<(Link, Option<DateWords>)>,
    /// How many more of these there are.
    more_ungraded: usize,
}

/// A grade in the inspectorate's words.
#[derive(Clone, Debug, Serialize)]
struct Grade {
    /// The grade.
    word: String,
    /// Its step from the lowest, from 1, where all grades are of the one scale whose order is known.
    step: Option<usize>,
}

/// The grades of Ofsted's inspections of children's services, lowest first ("Inspecting local authority children's
/// services", ILACS framework; the second is often shortened). Other frameworks have other words, and no order of
/// theirs is known here.
const STEPS: [&[&str]; 4] = [
    &["inadequate"],
    &["requires improvement to be good", "requires improvement"],
    &["good"],
    &["outstanding"],
];

fn step(grade: &str) -> Option<usize> {
    let grade = grade.trim().to_lowercase();
    STEPS.iter().position(|words| words.contains(&grade.as_str())).map(|at| at + 1)
}

/// What a thread's page says.
pub(crate) fn page(linker: &Linker<'_>, id: &Id) -> Page {
    let register = &linker.views.edition.register;
    let none = Story::default();
    let story = linker.views.stories.get(id).map_or(&none, AsRef::as_ref);
    let mut room = MOST_ROWS;
    let last = story.chapters.len().saturating_sub(1);
    let chapters: Vec<ChapterWords> = story
        .chapters
        .iter()
        .enumerate()
        .map(|(at, chapter)| self::chapter(linker, chapter, at == last, &mut room))
        .collect();
    Page {
        summary: register.thread(id).map_or(String::new(), |t| linker.explained(&t.summary)),
        in_short: in_short(linker, story),
        filter: to_filter(chapters.iter().flat_map(|c| &c.actions)),
        chapters,
        undated: story.undated.iter().map(|i| inspected(linker, i)).collect(),
    }
}

fn chapter(linker: &Linker<'_>, chapter: &Chapter, last: bool, room: &mut usize) -> ChapterWords {
    let (actions, recommendations): (Vec<ItemKey>, Vec<ItemKey>) =
        chapter.promised.iter().cloned().partition(|key| tracked(linker.views, key));
    let unsure = |entry: &Entry| match entry {
        Entry::Item(key) => {
            Link { text: format!("{} of {}", key.item, linker.plan(&key.plan).text), ..linker.item(key) }
        }
        Entry::Resolution(by) => linker.resolution(&by.meeting, &by.resolution),
    };
    ChapterWords {
        inspection: chapter.inspection.as_ref().map(|i| inspected(linker, i)),
        heading: match (&chapter.inspection, last) {
            (None, true) => "What was promised and resolved",
            (None, false) => "Before the first of these inspections",
            (Some(_), true) => "Since then",
            (Some(_), false) => "Before the next inspection",
        },
        recommendations: recommendations.iter().filter_map(|key| asked(linker, key)).collect(),
        actions: tables_within(linker, &actions, room),
        resolved: chapter.resolved.iter().filter_map(|r| resolved(linker, r)).collect(),
        silent: chapter.silent.iter().take(MOST_SILENT).map(|id| dated(linker, id)).collect(),
        more_silent: chapter.silent.len().saturating_sub(MOST_SILENT),
        unsure: chapter.unsure.iter().map(unsure).collect(),
    }
}

/// An inspection with its date.
fn dated(linker: &Linker<'_>, id: &Id) -> (Link, Option<DateWords>) {
    let paper = linker.views.edition.register.papers.get(id);
    let date = paper
        .and_then(|p| date_of(p))
        .map(|date| words::date(&date, paper.and_then(|p| p.header.note("date"))));
    (linker.paper(id, None), date)
}

fn inspected(linker: &Linker<'_>, inspected: &Inspected) -> InspectedWords {
    let paper = linker.views.edition.register.papers.get(&inspected.paper);
    let inspection = paper.and_then(|p| p.header.inspection.as_ref());
    let note = paper.and_then(|p| match (p.header.date, inspection) {
        (Some(_), _) | (None, None) => p.header.note("date"),
        (None, Some(i)) => i.published.and(i.note("published")).or_else(|| i.note("fieldwork")),
    });
    InspectedWords {
        paper: linker.paper(&inspected.paper, None),
        kind: inspection.map_or("inspection", |i| labels::inspection_type(i.kind)),
        date: words::maybe_date(inspected.date, note),
        unsure: inspected.unsure,
        findings: inspected
            .findings
            .iter()
            .filter_map(|f| found(linker, &f.key, before(linker, f)))
            .collect(),
    }
}

fn asked(linker: &Linker<'_>, key: &ItemKey) -> Option<Asked> {
    let plan = linker.views.edition.register.plans.get(&key.plan)?;
    let item = plan.item(&key.item)?;
    let birth = linker.views.standings.get(key).and_then(|s| s.birth);
    Some(Asked {
        date: birth.map(|b| words::date(&b, item.work().and_then(|w| w.made).and(item.note("made")))),
        kind: super::action::what(plan, item),
        link: linker.item(key),
        title: titled(plan, item),
        plan: linker.plan(&key.plan),
    })
}

fn resolved(linker: &Linker<'_>, resolved: &Resolved) -> Option<ResolvedWords> {
    let meeting = linker.views.edition.register.meetings.get(&resolved.by.meeting)?;
    Some(ResolvedWords {
        by: effects(linker, std::slice::from_ref(&resolved.by)).pop()?,
        date: Some(words::date(&meeting.date, meeting.note("date"))),
        names: resolved.names.iter().map(|key| linker.item(key)).collect(),
    })
}

/// The history of judgements; none where no inspection gave any.
pub(crate) fn judgements(linker: &Linker<'_>) -> Option<Judgements> {
    let history = history(&linker.views.edition);
    let given = || history.areas.iter().flat_map(|a| a.grades.iter().flatten());
    let ordered = given().all(|grade| step(grade).is_some());
    let grade = |grade: &Option<String>| Grade {
        word: grade.clone().unwrap_or_else(|| "no grade recorded here".to_owned()),
        step: grade.as_deref().filter(|_| ordered).and_then(step),
    };
    (!history.inspections.is_empty()).then(|| Judgements {
        inspections: history.inspections.iter().map(|id| dated(linker, id)).collect(),
        ungraded: history.ungraded.iter().take(MOST_SILENT).map(|id| dated(linker, id)).collect(),
        more_ungraded: history.ungraded.len().saturating_sub(MOST_SILENT),
        areas: history.areas.iter().map(|a| (a.name.clone(), a.grades.iter().map(grade).collect())).collect(),
    })
}
