//! What changed since the last meeting recorded here, plan by plan, and of what nothing was heard.

use serde::Serialize;

use super::address::{Link, Linker, course_path};
use super::before::{Since, as_told, evidence_of};
use super::changes::silent::{Silent, silent};
use super::changes::{groups, kind, sentences};
use super::progress::MOST_ROWS;
use super::stood::{StoodBefore, meetings};
use crate::derive::changes::{Change, between};
use crate::derive::heard::Heard;
use crate::derive::moment::Moment;
use crate::derive::then;
use crate::model::extra::Extra;
use crate::model::meeting::{Meeting, MeetingStatus};
use crate::model::scalar::Id;

/// So many plans are told of on one page.
const MOST_PLANS: usize = 200;

/// What changed in a plan since it came before a meeting for the last time.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct PlanNews {
    /// The id of its heading.
    anchor: String,
    /// The plan.
    plan: Link,
    /// What changed since then; none where no meeting is recorded.
    pub(crate) since: Option<Since>,
    /// Whether the meeting named is the last that the plan came before; else it is the last recorded here.
    own_meeting: bool,
    /// How many changes there are.
    pub(crate) number: usize,
    /// How the plan stood before each of its meetings.
    meetings: Vec<StoodBefore>,
    /// Whether the page has no room for the changes, so that they are told in short only.
    in_short: bool,
    /// The page that lists the changes, where this one has no room for them and the site has that page.
    elsewhere: Option<String>,
}

/// The latest meeting recorded here.
pub(crate) fn latest_meeting<'v>(linker: &Linker<'v>) -> Option<(&'v Id, &'v Meeting)> {
    let as_at = linker.views.edition.as_at;
    let past = linker.views.edition.register.meetings.iter();
    let past = past.filter(|(_, m)| m.date.last() <= as_at && took_place(m));
    past.max_by_key(|(id, meeting)| Moment::of(id, meeting)).map(|(id, meeting)| (id, &**meeting))
}

fn took_place(meeting: &Meeting) -> bool {
    matches!(meeting.status, MeetingStatus::Held | MeetingStatus::NotConfirmed)
}

/// The last meeting that a plan came before, else the last recorded here; and whether it is the plan's own.
fn last_meeting<'v>(linker: &Linker<'v>, id: &Id) -> Option<(&'v Id, &'v Meeting, bool)> {
    let views = linker.views;
    let past = |id: &'v Id| {
        let meeting = views.edition.register.meetings.get(id)?.as_ref();
        (meeting.date.last() <= views.edition.as_at && took_place(meeting)).then_some((id, meeting, true))
    };
    let own = views.meetings_of(id).filter_map(past).last();
    own.or_else(|| latest_meeting(linker).map(|(id, meeting)| (id, meeting, false)))
}

/// The changes of a plan since then: what that meeting decided, and everything after it.
pub(crate) fn changes_since<'v>(linker: &Linker<'v>, id: &Id) -> &'v [Change] {
    let all = linker.views.changes_of(id);
    let Some((meeting_id, meeting, _)) = last_meeting(linker, id) else { return &[] };
    between(all, &Moment::of(meeting_id, meeting), &Moment::end(linker.views.edition.as_at))
}

/// What changed in a plan since the last meeting.
pub(crate) fn plan_news(linker: &Linker<'_>, id: &Id, room: &mut usize) -> Option<PlanNews> {
    let views = linker.views;
    let plan = views.edition.register.plans.get(id)?;
    let changes = changes_since(linker, id);
    let number = changes.iter().filter(|c| kind(c).is_some()).count();
    let fits = number <= *room;
    *room -= if fits { number } else { 0 };
    let last = last_meeting(linker, id);
    let end = Moment::end(views.edition.as_at);
    let since = last.and_then(|(meeting_id, meeting, _)| {
        let heard = Heard::new(views, id)?;
        let now = then::at(views, &heard, id, &end, None)?;
        let from = Moment::of(meeting_id, meeting);
        // On the meeting's own day nobody has had time to say anything.
        let silent = match meeting.date.last() < views.edition.as_at {
            true => silent(linker, id, &heard, (&from, &end), now.figures()),
            false => Silent::default(),
        };
        let changes = as_told(changes, &now.standings);
        let mut said = sentences(linker, plan, changes.iter().copied(), evidence_of(&now.standings));
        if number == 0 {
            said.push("Nothing published here says that anything changed.".to_owned());
        }
        said.extend(silent.sentence.clone());
        let groups = if fits { groups(linker, id, plan, changes) } else { Vec::new() };
        Some(Since { meeting: linker.meeting(meeting_id), sentences: said, groups, silent })
    });
    Some(PlanNews {
        anchor: format!("plan-{id}"),
        plan: linker.plan(id),
        since,
        own_meeting: last.is_some_and(|(_, _, own)| own),
        number,
        meetings: meetings(linker, id, None),
        in_short: !fits,
        elsewhere: (!fits && linker.has(Extra::OverTime))
            .then(|| linker.href(&course_path(id), Some("page-since"))),
    })
}

/// What the page of all changes says.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Page {
    /// Each plan with its changes, those with news first.
    plans: Vec<PlanNews>,
    /// How many plans are not told of here.
    more: usize,
    /// Whether each plan has its changes on a page of its own, too.
    over_time: bool,
}

/// What the page of all changes says.
pub(crate) fn page(linker: &Linker<'_>) -> Page {
    let ids: Vec<&Id> = linker.views.edition.register.plans.keys().collect();
    let (news, quiet): (Vec<&Id>, Vec<&Id>) =
        ids.iter().partition(|id| changes_since(linker, id).iter().any(|c| kind(c).is_some()));
    let all = news.into_iter().chain(quiet);
    let mut room = MOST_ROWS;
    let plans: Vec<_> = all.take(MOST_PLANS).filter_map(|id| plan_news(linker, id, &mut room)).collect();
    Page { more: ids.len() - plans.len(), plans, over_time: linker.has(Extra::OverTime) }
}
