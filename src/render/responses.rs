//! Answers to recommendations: on a recommendation's own page every answer with the time that was given for it; over all
//! plans, and for one, which were answered, how and when, and which were not.

use std::borrow::Cow;

use serde::Serialize;

use super::address::{Link, Linker, Links, course_path};
use super::cite::{Cites, cites};
use super::clocks::{ClockWords, reply};
use super::labels;
use super::progress::MOST_ROWS;
use super::words::{self, DateWords, Tag};
use crate::derive::ItemKey;
use crate::derive::amended::titled;
use crate::derive::clocks::is_asked;
use crate::model::commitment::latest_response;
use crate::model::extra::Extra;
use crate::model::plan::{Recommendation, RecommendationKind, Response, ResponseValue};
use crate::model::register::{Item, Plan};
use crate::model::scalar::{Id, ItemId};
use crate::output::OutPath;

/// The page of all answers.
fn responses_path() -> OutPath {
    OutPath::new("responses.html")
}

/// A link to the page of all answers.
pub(crate) fn all_responses(linker: &Linker<'_>) -> Link {
    linker.to(&responses_path(), None, "All answers to recommendations")
}

/// What was answered to a recommendation.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct ResponseWords {
    /// What was answered: "accepted".
    value: Tag,
    /// Whether it is the one that stands, where there are several.
    stands: bool,
    /// The body that answered.
    by: Option<Link>,
    /// The resolution that answered.
    at: Option<Link>,
    /// When.
    date: Option<DateWords>,
    /// The answer's words, as HTML.
    text: Option<String>,
    /// The reason given, as HTML.
    reason: Option<String>,
    /// Whether a reason is called for and none is stated: it was rejected or put off.
    reasonless: bool,
    /// Where it is told.
    sources: Cites,
}

/// Every answer to a recommendation, oldest first; those without a date come first.
pub(crate) fn ladder(
    linker: &Linker<'_>,
    plan: &Plan,
    recommendation: &Recommendation,
) -> Vec<ResponseWords> {
    let stands = latest_response(recommendation);
    let mut responses: Vec<&Response> = recommendation.responses.iter().collect();
    responses.sort_by_key(|r| r.date.map(|date| date.last()));
    let one = |response: &&Response| ResponseWords {
        value: labels::response(Some(response.value)),
        stands: responses.len() > 1 && stands.is_some_and(|s| std::ptr::eq(s, *response)),
        by: response.by.as_ref().map(|b| linker.owner(b)),
        at: response.at.as_ref().map(|at| linker.resolution(&at.meeting, &at.resolution)),
        date: words::maybe_date(response.date, response.note("date")),
        text: linker.maybe(response.text.as_ref()),
        reason: linker.maybe(response.reason.as_ref()),
        reasonless: response.reason.is_none()
            && response.text.is_none()
            && matches!(response.value, ResponseValue::Rejected | ResponseValue::Deferred),
        sources: cites(linker, &response.source, Some(plan)),
    };
    responses.iter().map(one).collect()
}

/// Recommendations that had the same answer.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Answered {
    /// The answer that stands: "no response", "accepted".
    value: Tag,
    /// The same as plain words.
    word: Cow<'static, str>,
    /// The id of its heading.
    anchor: String,
    /// What such an answer is, where that must be said.
    about: Option<&'static str>,
    /// How many had it.
    count: usize,
    /// Which, as many as a page has room for.
    rows: Vec<Row>,
    /// Each plan with the number of those that are left out.
    more: Vec<(Link, usize)>,
}

/// A recommendation with its answer.
#[derive(Clone, Debug, Serialize)]
struct Row {
    /// The recommendation, read as its reference.
    link: Link,
    /// Its title.
    title: String,
    /// Its plan; none on the page of one plan.
    plan: Option<Link>,
    /// Who made it.
    made_by: Links,
    /// Whom it was made to.
    to: Links,
    /// When an answer was asked for.
    asked: Option<DateWords>,
    /// The answer that stands; none where there is none.
    response: Option<ResponseWords>,
    /// The time that was given for it.
    clock: Option<ClockWords>,
}

/// The page of all answers.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Page {
    /// Recommendations by the answer that stands, those without one first.
    answers: Vec<Answered>,
    /// Each plan with the number of recommendations of which no paper says that an answer was asked for or given.
    not_asked: Vec<(Link, usize)>,
    /// Each plan with its proposals and suggestions, which are not commitments; the first of many, and how many there are.
    listed: Vec<(Link, Vec<Link>, usize)>,
}

/// In which order answers are listed.
const ORDER: [Option<ResponseValue>; 8] = [
    None,
    Some(ResponseValue::Deferred),
    Some(ResponseValue::Rejected),
    Some(ResponseValue::AcceptedInPrinciple),
    Some(ResponseValue::PartiallyAccepted),
    Some(ResponseValue::Accepted),
    Some(ResponseValue::Noted),
    Some(ResponseValue::NotRequired),
];
/// So many proposals of a plan are named, and the rest counted.
const MOST_NAMED: usize = 50;

/// What the page of all answers says.
pub(crate) fn page(linker: &Linker<'_>) -> Page {
    let views = linker.views;
    let plans = || views.edition.register.plans.iter();
    let not_asked = plans().map(|(id, plan)| {
        let such = plan.recommendations.iter().filter(|r| {
            let asks =
                matches!(plan.kind_of(r), RecommendationKind::Recommendation | RecommendationKind::Request);
            asks && !is_asked(r)
        });
        (rest(linker, id), such.count())
    });
    let listed = plans().filter_map(|(id, _)| {
        let listed = &views.progress.get(id)?.listed;
        let named = listed.iter().take(MOST_NAMED).map(|item| linker.item_of(id, item)).collect();
        (!listed.is_empty()).then(|| (linker.plan(id), named, listed.len()))
    });
    Page {
        answers: answered(linker, plans().map(|(id, plan)| (id, plan.as_ref()))),
        not_asked: not_asked.filter(|(_, count)| *count > 0).collect(),
        listed: listed.collect(),
    }
}

/// The answers of one plan, for its page over time.
pub(crate) fn of_plan(linker: &Linker<'_>, id: &Id, plan: &Plan) -> Vec<Answered> {
    let mut answers = answered(linker, std::iter::once((id, plan)));
    for row in answers.iter_mut().flat_map(|group| group.rows.iter_mut()) {
        row.plan = None;
    }
    answers
}

fn answered<'v>(
    linker: &Linker<'_>,
    plans: impl Iterator<Item = (&'v Id, &'v Plan)> + Clone,
) -> Vec<Answered> {
    let mut room = MOST_ROWS;
    let mut groups = Vec::new();
    for value in ORDER {
        let mut group = Answered {
            value: labels::response(value),
            word: labels::response(value).word,
            anchor: labels::response(value).word.replace(' ', "-"),
            about: about(value),
            count: 0,
            rows: Vec::new(),
            more: Vec::new(),
        };
        for (id, plan) in plans.clone() {
            let items = linker.views.progress.get(id).and_then(|p| p.responses.get(&value));
            let items = items.map_or(&[][..], Vec::as_slice);
            let shown = items.len().min(room);
            room -= shown;
            group.count += items.len();
            group.rows.extend(items.iter().take(shown).filter_map(|item| row(linker, id, plan, item)));
            if items.len() > shown {
                group.more.push((rest(linker, id), items.len() - shown));
            }
        }
        if group.count > 0 {
            groups.push(group);
        }
    }
    groups
}

/// Where the answers of a plan are listed that a page has no room for: on its page over time, else with the plan itself.
fn rest(linker: &Linker<'_>, plan: &Id) -> Link {
    let course = course_path(plan);
    match *linker.from == course || !linker.has(Extra::OverTime) {
        true => linker.plan(plan),
        false => Link { href: Some(linker.href(&course, None)), ..linker.plan(plan) },
    }
}

fn about(value: Option<ResponseValue>) -> Option<&'static str> {
    match value {
        None => Some("An answer is expected, and none is published here."),
        Some(ResponseValue::AcceptedInPrinciple) => Some(
            "Kept apart from what was accepted: in principle says neither what will be done nor by when.",
        ),
        Some(ResponseValue::Deferred) => Some("Put off: not answered yet."),
        Some(ResponseValue::Noted) => Some("Noted only: neither accepted nor rejected."),
        _ => None,
    }
}

fn row(linker: &Linker<'_>, id: &Id, plan: &Plan, item: &ItemId) -> Option<Row> {
    let found = plan.item(item)?;
    let recommendation = found.recommendation?;
    let key = ItemKey { plan: id.clone(), item: item.clone() };
    let stands = latest_response(recommendation);
    let mut ladder = ladder(linker, plan, recommendation);
    let at = ladder.iter().position(|r| r.stands).unwrap_or(0);
    let response = (stands.is_some() && at < ladder.len()).then(|| ladder.swap_remove(at));
    Some(Row {
        link: linker.item(&key),
        title: titled(plan, Item { recommendation: Some(recommendation), action: None }),
        plan: Some(linker.plan(id)),
        made_by: linker.owners(&recommendation.made_by),
        to: linker.owners(&recommendation.to),
        asked: words::maybe_date(recommendation.requested, recommendation.own.note("requested")),
        response,
        clock: reply(linker, plan, recommendation),
    })
}
