//! A thread's page: one concern across inspections, what each found, what was promised, and the judgement history beside.

use serde::Serialize;

use super::address::{Link, Linker};
use super::cite::{Cite, cites};
use super::labels;
use super::people::tables;
use super::progress::{Table, to_filter};
use super::words::{self, DateWords};
use crate::derive::ItemKey;
use crate::derive::amended::titled;
use crate::derive::judgements::history;
use crate::model::date::Date;
use crate::model::scalar::Id;

/// What the page says.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Page {
    /// What the concern is, as HTML.
    summary: String,
    /// What inspections found, oldest first.
    findings: Vec<Found>,
    /// What was recommended, undertaken or proposed, oldest first.
    recommendations: Vec<Asked>,
    /// Tables of the actions, one for each plan.
    actions: Vec<Table>,
    /// Whether there is enough to filter.
    filter: bool,
}

/// What an inspection found.
#[derive(Clone, Debug, Serialize)]
struct Found {
    /// When.
    date: Option<DateWords>,
    /// The inspection's paper.
    paper: Link,
    /// "Strength", "Area for improvement" and so on.
    kind: &'static str,
    /// What was found, as HTML.
    text: Option<String>,
    /// Where it is told.
    sources: Vec<Cite>,
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

/// The history of judgements as a table.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Judgements {
    /// The columns: each inspection with its date.
    inspections: Vec<(Link, Option<DateWords>)>,
    /// The rows: an area, and its grade in each inspection.
    areas: Vec<(String, Vec<Grade>)>,
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
    let items = linker.views.backlinks.threads.get(id).map_or(&[][..], Vec::as_slice);
    let is_action = |key: &ItemKey| {
        register.plans.get(&key.plan).and_then(|p| p.item(&key.item)).is_some_and(|i| i.action.is_some())
    };
    let (actions, recommendations): (Vec<ItemKey>, Vec<ItemKey>) = items.iter().cloned().partition(is_action);
    let actions = tables(linker, &actions);
    Page {
        summary: register.thread(id).map_or(String::new(), |t| linker.explained(&t.summary)),
        findings: findings(linker, id),
        recommendations: asked(linker, &recommendations),
        filter: to_filter(&actions),
        actions,
    }
}

fn findings(linker: &Linker<'_>, id: &Id) -> Vec<Found> {
    let mut list: Vec<(Option<Date>, Found)> = Vec::new();
    for (paper_id, paper) in &linker.views.edition.register.papers {
        let found =
            paper.header.inspection.iter().flat_map(|i| i.findings.iter()).filter(|f| f.threads.contains(id));
        for finding in found {
            let date = paper.header.date;
            let words = Found {
                date: date.map(|d| words::date(&d, paper.header.note("date"))),
                paper: linker.paper(paper_id, Some(&finding.reference.0)),
                kind: labels::finding_kind(finding.kind),
                text: linker.maybe(finding.text.as_ref()),
                sources: cites(linker, &finding.source, None),
            };
            list.push((date, words));
        }
    }
    list.sort_by_key(|(date, _)| date.map(|d| d.last()));
    list.into_iter().map(|(_, found)| found).collect()
}

fn asked(linker: &Linker<'_>, keys: &[ItemKey]) -> Vec<Asked> {
    let register = &linker.views.edition.register;
    let mut list: Vec<(Option<Date>, Asked)> = Vec::new();
    for key in keys {
        let Some(plan) = register.plans.get(&key.plan) else { continue };
        let Some(item) = plan.item(&key.item) else { continue };
        let birth = linker.views.standings.get(key).and_then(|s| s.birth);
        let words = Asked {
            date: birth.map(|b| words::date(&b, item.work().and_then(|w| w.made).and(item.note("made")))),
            kind: super::action::what(plan, item),
            link: linker.item(key),
            title: titled(plan, item),
            plan: linker.plan(&key.plan),
        };
        list.push((birth, words));
    }
    list.sort_by_key(|(date, _)| date.map(|d| d.last()));
    list.into_iter().map(|(_, asked)| asked).collect()
}

/// The history of judgements; none where no inspection gave any.
pub(crate) fn judgements(linker: &Linker<'_>) -> Option<Judgements> {
    let history = history(&linker.views.edition);
    let date = |id: &Id| {
        let paper = linker.views.edition.register.papers.get(id)?;
        Some(words::date(&paper.header.date?, paper.header.note("date")))
    };
    let given = || history.areas.iter().flat_map(|a| a.grades.iter().flatten());
    let ordered = given().all(|grade| step(grade).is_some());
    let grade = |grade: &Option<String>| Grade {
        word: grade.clone().unwrap_or_else(|| "not stated here".to_owned()),
        step: grade.as_deref().filter(|_| ordered).and_then(step),
    };
    (!history.inspections.is_empty()).then(|| Judgements {
        inspections: history.inspections.iter().map(|id| (linker.paper(id, None), date(id))).collect(),
        areas: history.areas.iter().map(|a| (a.name.clone(), a.grades.iter().map(grade).collect())).collect(),
    })
}
