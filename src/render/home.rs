//! The home page: where things stand in counts and words, what is overdue or undated, and the latest and next events.

use serde::Serialize;

use super::address::{Link, Linker};
use super::entry::{EntryWords, words_of};
use super::labels;
use super::people::tables;
use super::progress::{Table, by_status, evidence_sentence, noun};
use super::words::{self, DateWords, Tag};
use crate::derive::ItemKey;
use crate::derive::progress::{Counts, Progress};
use crate::model::meeting::{Meeting, MeetingStatus};
use crate::model::scalar::{Id, ItemId};

/// What the page says.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Page {
    description: String,
    introduction: Vec<String>,
    plans: Vec<PlanLine>,
    overdue: Vec<Table>,
    not_confirmed: Vec<Table>,
    undated: Vec<(Link, Vec<Link>, usize)>,
    commitments: usize,
    latest_meeting: Option<MeetingLine>,
    next_meeting: Option<MeetingLine>,
    latest: Vec<EntryWords>,
    next: Vec<EntryWords>,
}

/// A plan in a line.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct PlanLine {
    link: Link,
    summary: String,
    total: String,
    statuses: Vec<(Tag, usize)>,
    overdue: usize,
    undated: usize,
    evidence: Option<String>,
    listed: usize,
    responses: Vec<(Tag, usize)>,
    without_action: usize,
}

/// A meeting in a line.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct MeetingLine {
    pub(crate) link: Link,
    pub(crate) date: DateWords,
    pub(crate) status: &'static str,
    pub(crate) resolutions: usize,
}

/// What the home page says.
pub(crate) fn page(linker: &Linker<'_>, introduction: Vec<String>) -> Page {
    let views = linker.views;
    let as_at = views.edition.as_at;
    let all = |pick: fn(&Counts) -> &Vec<ItemId>| -> Vec<ItemKey> {
        let plans = views.progress.iter();
        let keys = plans.flat_map(|(plan, p)| pick(&p.counts).iter().map(|i| (plan.clone(), i.clone())));
        keys.map(|(plan, item)| ItemKey { plan, item }).collect()
    };
    let (past, ahead): (Vec<_>, Vec<_>) = views.timeline.iter().partition(|e| e.date.last() <= as_at);
    let undated = views.progress.iter().filter(|(_, p)| !p.counts.undated.is_empty()).map(|(id, p)| {
        let items = p.counts.undated.iter().map(|i| linker.item_of(id, i)).collect::<Vec<_>>();
        (linker.plan(id), items, p.counts.undated.len())
    });
    Page {
        description: views.edition.register.site.description.0.clone(),
        introduction,
        plans: plans(linker),
        overdue: tables(linker, &all(|c| &c.overdue)),
        not_confirmed: tables(linker, &all(|c| &c.start_not_confirmed)),
        undated: undated.collect(),
        commitments: views.progress.values().map(|p| p.counts.items.len()).sum(),
        latest_meeting: meetings(linker, |m| m.date.last() <= as_at && took_place(m)).pop(),
        next_meeting: meetings(linker, |m| m.date.last() > as_at && m.status == MeetingStatus::Scheduled)
            .into_iter()
            .next(),
        latest: past.into_iter().rev().take(6).filter_map(|e| words_of(linker, e)).collect(),
        next: ahead.into_iter().take(6).filter_map(|e| words_of(linker, e)).collect(),
    }
}

fn took_place(meeting: &Meeting) -> bool {
    matches!(meeting.status, MeetingStatus::Held | MeetingStatus::NotConfirmed)
}

/// Every plan in a line, those with the most commitments first.
pub(crate) fn plans(linker: &Linker<'_>) -> Vec<PlanLine> {
    let views = linker.views;
    let none = Progress::default();
    let one = |(id, plan): (&Id, &crate::model::register::Plan)| {
        let progress = views.progress.get(id).unwrap_or(&none);
        let counts = &progress.counts;
        PlanLine {
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
                .map(|(v, items)| (labels::response(*v), items.len()))
                .collect(),
            without_action: progress.without_action.len(),
        }
    };
    let mut plans: Vec<_> = views.edition.register.plans.iter().collect();
    plans
        .sort_by_key(|(id, _)| std::cmp::Reverse(views.progress.get(id).map_or(0, |p| p.counts.items.len())));
    plans.into_iter().map(one).collect()
}

/// Meetings of the caller's choice, oldest first.
pub(crate) fn meetings(linker: &Linker<'_>, chosen: impl Fn(&Meeting) -> bool) -> Vec<MeetingLine> {
    let mut found: Vec<_> =
        linker.views.edition.register.meetings.iter().filter(|(_, m)| chosen(m)).collect();
    found.sort_by(|(_, a), (_, b)| a.date.by_first_day(&b.date));
    let one = |(id, meeting): (&Id, &Meeting)| MeetingLine {
        link: linker.meeting(id),
        date: words::date(&meeting.date, meeting.note("date")),
        status: labels::meeting_status(meeting.status),
        resolutions: meeting.resolutions.len(),
    };
    found.into_iter().map(one).collect()
}
