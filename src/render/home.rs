//! The home page: at a glance what is overdue, undated and changed since the latest meeting, and the next one; then
//! where each plan stands, and the latest and next events.

use std::borrow::Cow;
use std::sync::Arc;

use serde::Serialize;

use super::address::{Link, Linker};
use super::changes::kind;
use super::entry::{EntryWords, words_of};
use super::labels;
use super::news::{changes_since, latest_meeting};
use super::people::tables;
use super::progress::Table;
use super::progress::tally::{by_status, evidence_sentence, noun};
use super::split::List;
use super::unsupported;
use super::words::{self, DateWords, Tag};
use crate::derive::ItemKey;
use crate::derive::moment::Moment;
use crate::derive::progress::{Counts, Progress};
use crate::model::extra::Extra;
use crate::model::meeting::MeetingStatus;
use crate::model::scalar::{Id, ItemId};
use crate::output::OutPath;

/// The most plans that the home page shows.
const MOST_PLANS: usize = 12;
/// The most rows of a table that the home page shows; the plans have them all.
const MOST_ROWS: usize = 20;

/// What the page says.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Page {
    /// What the site is about.
    description: String,
    /// The text of `content/pages/index.md`, as pieces of HTML.
    introduction: Vec<String>,
    /// Every plan in a few lines.
    plans: Vec<PlanLine>,
    /// How many plans are not shown here.
    more_plans: usize,
    /// The list of all plans.
    all_plans: Link,
    /// What is overdue.
    overdue: Pressing,
    /// What should have started and was not confirmed.
    not_confirmed: Pressing,
    /// Each plan with its open items without any date.
    undated: Vec<OfPlan>,
    /// How many commitments there are.
    commitments: usize,
    /// How many commitments are overdue.
    overdue_count: usize,
    /// How many are open without any date.
    undated_count: usize,
    /// Each plan with its items of which something changed since the last meeting.
    changed: Vec<OfPlan>,
    /// The page of all changes, where the site has it.
    changes: Option<Link>,
    /// The page of what is called complete without evidence of its own; none where there is no plan.
    unsupported: Option<Link>,
    /// Of how many items that was.
    changed_count: usize,
    /// The latest meeting recorded here.
    latest_meeting: Option<MeetingLine>,
    /// The next one.
    next_meeting: Option<MeetingLine>,
    /// The latest events.
    latest: Vec<EntryWords>,
    /// What lies ahead.
    next: Vec<EntryWords>,
}

/// The most pressing items, those longest past their date.
#[derive(Clone, Debug, Serialize)]
struct Pressing {
    /// A table for each plan, of these items alone.
    tables: Vec<Table>,
    /// How many more there are, which the tables leave out.
    more: usize,
    /// Each plan with all its items of this sort, where the tables leave some out; else empty.
    plans: Vec<OfPlan>,
}

/// The items of one plan that have something in common.
#[derive(Clone, Debug, Serialize)]
struct OfPlan {
    /// The plan.
    plan: Link,
    /// The items, each read as its reference; the first of them where they are many.
    items: Vec<Link>,
    /// How many there are in all.
    count: usize,
}

/// A plan in a line.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct PlanLine {
    /// The plan.
    link: Link,
    /// What it is, as HTML.
    summary: String,
    /// "27 actions".
    total: String,
    /// Each official status with the number of its items.
    statuses: Vec<(Tag, usize)>,
    /// How many are overdue.
    overdue: usize,
    /// How many are open without any date.
    undated: usize,
    /// What the evidence amounts to, in a sentence.
    evidence: Option<String>,
    /// How many proposals and suggestions it lists.
    listed: usize,
    /// Each response with the number of recommendations that had it.
    responses: Vec<(Cow<'static, str>, usize)>,
    /// How many recommendations no action answers.
    without_action: usize,
}

/// A meeting in a line.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct MeetingLine {
    /// The meeting.
    pub(crate) link: Link,
    /// When.
    pub(crate) date: DateWords,
    /// The name of the body that meets.
    pub(crate) body: String,
    /// "held", "scheduled" and so on.
    pub(crate) status: &'static str,
    /// How many resolutions it made.
    pub(crate) resolutions: usize,
}

/// What the home page says.
pub(crate) fn page(linker: &Linker<'_>, introduction: Vec<String>) -> Page {
    let views = linker.views;
    let as_at = views.edition.as_at;
    let (past, ahead): (Vec<_>, Vec<_>) = views.timeline.iter().partition(|e| e.date.last() <= as_at);
    let latest = latest_meeting(linker);
    let plans = List::Plans.ids(views);
    let changed = changed(linker);
    let overdue = pressing(linker, |c| &c.overdue);
    let not_confirmed = pressing(linker, |c| &c.start_not_confirmed);
    Page {
        overdue_count: views.progress.values().map(|p| p.counts.overdue.len()).sum(),
        undated_count: views.progress.values().map(|p| p.counts.undated.len()).sum(),
        changed_count: changed.iter().map(|c| c.count).sum(),
        changed,
        changes: linker.extra(Extra::Changes, &OutPath::new("changes.html"), "What changed"),
        unsupported: (!plans.is_empty()).then(|| unsupported::line(linker, None)),
        description: views.edition.register.site.description.0.clone(),
        introduction,
        plans: plans.iter().take(MOST_PLANS).filter_map(|(id, _)| plan(linker, id)).collect(),
        more_plans: plans.len().saturating_sub(MOST_PLANS),
        all_plans: linker.to(&List::Plans.first(), None, List::Plans.title()),
        overdue,
        not_confirmed,
        undated: by_plan(linker, |c| &c.undated),
        commitments: views.progress.values().map(|p| p.counts.items.len()).sum(),
        latest_meeting: latest.and_then(|(id, _)| meeting(linker, id)),
        next_meeting: next_meeting(linker).and_then(|id| meeting(linker, id)),
        latest: past.into_iter().rev().take(6).filter_map(|e| words_of(linker, e)).collect(),
        next: ahead.into_iter().take(6).filter_map(|e| words_of(linker, e)).collect(),
    }
}

/// The next meeting known to lie ahead.
fn next_meeting<'v>(linker: &Linker<'v>) -> Option<&'v Id> {
    let as_at = linker.views.edition.as_at;
    let ahead = linker.views.edition.register.meetings.iter();
    let ahead = ahead.filter(|(_, m)| m.date.last() > as_at && m.status == MeetingStatus::Scheduled);
    ahead.min_by_key(|(id, meeting)| Moment::of(id, meeting)).map(|(id, _)| id)
}

/// Items of a plan in a line.
fn of_plan(linker: &Linker<'_>, id: &Id, items: &[ItemId]) -> OfPlan {
    let shown = items.iter().take(MOST_ROWS).map(|item| linker.item_of(id, item)).collect();
    OfPlan { plan: linker.plan(id), items: shown, count: items.len() }
}

/// The items that the caller counts, plan by plan.
fn by_plan(linker: &Linker<'_>, pick: fn(&Counts) -> &Vec<ItemId>) -> Vec<OfPlan> {
    let plans = linker.views.progress.iter().filter(|(_, p)| !pick(&p.counts).is_empty());
    plans.map(|(id, p)| of_plan(linker, id, pick(&p.counts))).collect()
}

/// Tables of the items that the caller counts; where they are many, of those longest past their date.
fn pressing(linker: &Linker<'_>, pick: fn(&Counts) -> &Vec<ItemId>) -> Pressing {
    let views = linker.views;
    let of = |(plan, p): (&Id, &Arc<Progress>)| -> Vec<ItemKey> {
        pick(&p.counts).iter().map(|item| ItemKey { plan: plan.clone(), item: item.clone() }).collect()
    };
    let mut keys: Vec<ItemKey> = views.progress.iter().flat_map(of).collect();
    let more = keys.len().saturating_sub(MOST_ROWS);
    if more > 0 {
        let date = |key: &ItemKey| {
            let standing = views.standings.get(key)?;
            let plan = views.edition.register.plans.get(&key.plan)?;
            let start = plan.item(&key.item).and_then(|i| i.work()).and_then(|w| w.start);
            standing.due.or(start).map(|date| date.last())
        };
        keys.sort_by_cached_key(|key| (date(key), key.clone()));
        keys.truncate(MOST_ROWS);
    }
    let plans = if more > 0 { by_plan(linker, pick) } else { Vec::new() };
    Pressing { tables: tables(linker, &keys), more, plans }
}

/// The items of which something changed since the last meeting, plan by plan.
fn changed(linker: &Linker<'_>) -> Vec<OfPlan> {
    let plans = linker.views.edition.register.plans.keys().map(|id| {
        let news = changes_since(linker, id).iter().filter(|c| kind(c).is_some());
        let mut items: Vec<ItemId> = news.filter_map(|c| c.item.clone()).collect();
        items.sort();
        items.dedup();
        of_plan(linker, id, &items)
    });
    plans.filter(|c| c.count > 0).collect()
}

/// A plan in a line.
pub(crate) fn plan(linker: &Linker<'_>, id: &Id) -> Option<PlanLine> {
    let views = linker.views;
    let plan = views.edition.register.plans.get(id)?;
    let none = Progress::default();
    let progress = views.progress.get(id).map_or(&none, AsRef::as_ref);
    let counts = &progress.counts;
    Some(PlanLine {
        link: linker.plan(id),
        summary: linker.text(&plan.summary),
        total: noun(plan, &counts.items),
        statuses: by_status(counts),
        overdue: counts.overdue.len(),
        undated: counts.undated.len(),
        evidence: (!counts.items.is_empty()).then(|| evidence_sentence(counts)),
        listed: progress.listed.len(),
        responses: progress
            .responses
            .iter()
            .map(|(v, items)| (labels::response(*v).word, items.len()))
            .collect(),
        without_action: progress.without_action.len(),
    })
}

/// A meeting in a line.
pub(crate) fn meeting(linker: &Linker<'_>, id: &Id) -> Option<MeetingLine> {
    let meeting = linker.views.edition.register.meetings.get(id)?;
    Some(MeetingLine {
        link: linker.meeting(id),
        date: words::date(&meeting.date, meeting.note("date")),
        body: linker.owner(&meeting.body).text,
        status: labels::meeting_status(meeting.status),
        resolutions: meeting.resolutions.len(),
    })
}
