//! A plan as it came before a meeting: how it stood, what that meeting decided, and what had changed since the time before.

use std::collections::BTreeSet;

use serde::Serialize;

use super::address::{Link, Linker, at_path, briefing_path};
use super::changes::silent::{Silent, silent};
use super::changes::{ChangeGroup, groups, kind, sentences};
use super::labels;
use super::progress::tally::{self, Tally, tally};
use super::progress::{MOST_ROWS, Seen, Stands, Table, seen_within};
use super::resolved::{ResolutionWords, resolutions_on};
use super::rounds::{RoundWords, rounds_for};
use super::stood::{StoodBefore, meetings};
use super::words::{self, DateWords};
use crate::derive::amended::titled;
use crate::derive::changes::{Change, What, between};
use crate::derive::heard::Heard;
use crate::derive::moment::Moment;
use crate::derive::progress::Group;
use crate::derive::schedule::Schedule;
use crate::derive::standing::OfPlan;
use crate::derive::stood::{self, Stood};
use crate::derive::then::{self, Figures};
use crate::model::date::Date;
use crate::model::extra::Extra;
use crate::model::meeting::Meeting;
use crate::model::scalar::{Id, ItemId};
use crate::model::update::Evidence;

/// So many plans before one meeting are told of with what had changed.
const MOST_IN_SHORT: usize = 50;

/// What the page says.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Page {
    /// The plan as it stands today.
    plan: Link,
    /// The meeting.
    meeting: Link,
    /// When it met or is to meet.
    date: DateWords,
    /// The body that meets.
    body: Link,
    /// "held", "scheduled" and so on.
    status: &'static str,
    /// Whether the meeting lies ahead.
    ahead: bool,
    /// The last day of what the page tells.
    as_at: DateWords,
    /// Every meeting the plan came before, as links to pages like this one.
    meetings: Vec<StoodBefore>,
    /// The counts in a picture and words; none where nothing was counted then.
    tally: Option<Tally>,
    /// What the evidence amounted to, in a sentence.
    evidence: Option<String>,
    /// Each recommendation with its table.
    groups: Vec<GroupAt>,
    /// What the meeting decided.
    decided: Decided,
    /// What had changed since the plan came before a meeting for the last time; none at the first time.
    since: Option<Since>,
    /// The rounds of updates made for the meeting: of what they speak, and of what not.
    rounds: Vec<RoundWords>,
    /// The chair's briefing for the meeting, where the site has it.
    briefing: Option<Link>,
}

/// A recommendation with its table, as it stood.
#[derive(Clone, Debug, Serialize)]
struct GroupAt {
    /// The id of its heading.
    anchor: String,
    /// Its title then.
    heading: String,
    /// Its page; none for actions that answer no recommendation.
    link: Option<Link>,
    /// The counts in a picture and words.
    tally: Option<Tally>,
    /// Its progress table.
    table: Table,
}

/// What a meeting decided of a plan.
#[derive(Clone, Debug, Serialize)]
struct Decided {
    /// Its resolutions that name the plan or a record of it.
    resolutions: Vec<ResolutionWords>,
    /// What that changed in the plan, in sentences: that it changed nothing is said.
    sentences: Vec<String>,
    /// The changes that rest on it.
    groups: Vec<ChangeGroup>,
}

/// What had changed since an earlier meeting.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Since {
    /// The earlier meeting.
    pub(crate) meeting: Link,
    /// In short, to be read aloud.
    pub(crate) sentences: Vec<String>,
    /// All of it.
    pub(crate) groups: Vec<ChangeGroup>,
    /// Of what nothing was heard.
    pub(crate) silent: Silent,
}

/// A plan before a meeting, in a few lines.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct InShort {
    /// The plan.
    plan: Link,
    /// The page of how it stood then; none where the meeting was called off, nor where the site has no such pages.
    stood: Option<Link>,
    /// Whether it is told how the plan stood then: not of a meeting that was called off, nor of more plans than there is
    /// room for.
    told: bool,
    /// What was counted then: "27 actions: none reported complete, 1 overdue".
    counts: Option<String>,
    /// The meeting that it came before for the last time before this one.
    since: Option<Link>,
    /// What had changed since then, in sentences.
    sentences: Vec<String>,
}

/// Every plan before a meeting; the first of many with what had changed.
pub(crate) fn in_short(linker: &Linker<'_>, meeting_id: &Id) -> Vec<InShort> {
    let views = linker.views;
    let plans = views.backlinks.came_before.get(meeting_id).map_or(&[][..], Vec::as_slice);
    let told: BTreeSet<&Id> = views.plans_before(meeting_id).take(MOST_IN_SHORT).collect();
    let one = |id: &Id| {
        let plan = linker.plan(id);
        let none =
            InShort { plan, stood: None, told: false, counts: None, since: None, sentences: Vec::new() };
        let plan = views.edition.register.plans.get(id).filter(|_| told.contains(id));
        let Some((plan, heard)) = plan.and_then(|plan| Some((plan, Heard::new(views, id)?))) else {
            return none;
        };
        let Some(then) = then::before(views, &heard, id, meeting_id) else { return none };
        let news = news(linker, id, meeting_id, &heard, then.figures());
        let counts = &then.counts;
        InShort {
            stood: linker.extra(Extra::PlansBeforeMeetings, &at_path(id, meeting_id), "As it stood then"),
            told: true,
            counts: (!counts.items.is_empty())
                .then(|| format!("{}: {}", tally::noun(plan, &counts.items), tally::totals(counts))),
            since: news.as_ref().map(|news| linker.meeting(news.earlier)),
            sentences: news.map_or_else(Vec::new, |news| news.sentences),
            ..none
        }
    };
    plans.iter().map(one).collect()
}

/// What the page says of a plan before a meeting.
pub(crate) fn page(linker: &Linker<'_>, id: &Id, meeting_id: &Id, meeting: &Meeting) -> Option<Page> {
    let views = linker.views;
    let plan = views.edition.register.plans.get(id)?;
    let stood = stood::before(views, id, meeting_id)?;
    let heard = Heard::new(views, id)?;
    let mut room = MOST_ROWS;
    let seen = Seen { id, plan: &stood.plan, standings: Stands::Then(&stood.standings) };
    let group = |g: &Group| group(linker, seen, g, &mut room);
    let groups: Vec<GroupAt> = stood.progress.groups.iter().map(group).collect();
    let counts = &stood.progress.counts;
    Some(Page {
        plan: linker.plan(id),
        meeting: linker.meeting(meeting_id),
        date: words::date(&meeting.date, meeting.note("date")),
        body: linker.owner(&meeting.body),
        status: labels::meeting_status(meeting.status),
        ahead: meeting.date.last() > views.edition.as_at,
        as_at: words::date(&Date::day(stood.as_at), None),
        meetings: meetings(linker, id, Some(meeting_id)),
        tally: tally(&stood.plan, counts),
        evidence: (!counts.items.is_empty()).then(|| tally::evidence_sentence(counts)),
        groups,
        decided: decided(linker, id, (meeting_id, meeting), &heard, &stood),
        since: since(linker, id, meeting_id, &heard, stood.figures()),
        rounds: rounds_for(linker, id, plan, meeting_id),
        briefing: linker.extra(Extra::Briefings, &briefing_path(meeting_id), "The chair’s briefing"),
    })
}

fn group(linker: &Linker<'_>, seen: Seen<'_>, group: &Group, room: &mut usize) -> GroupAt {
    let reference = group.recommendation.as_ref();
    let item = reference.and_then(|r| seen.plan.item(r));
    GroupAt {
        anchor: reference.map_or("other-actions".to_owned(), |r| format!("recommendation-{r}")),
        heading: item.map_or("Actions that answer no recommendation".to_owned(), |i| titled(seen.plan, i)),
        link: reference.map(|r| linker.item_of(seen.id, r)),
        tally: tally(seen.plan, &group.counts),
        table: seen_within(linker, seen, group, room),
    }
}

/// What stood behind the official word on an item then.
pub(crate) fn evidence_of(standings: &OfPlan) -> impl Fn(&ItemId) -> Evidence {
    |item| standings.get(item).map_or(Evidence::None, |s| s.evidence)
}

/// Changes as they are told at the end of their time, of the records that the plan had then. Of a date that passed while a word
/// was still to come, and by which the work turned out to be done, it is not told that it fell overdue: reported late is not
/// done late.
pub(crate) fn as_told<'c>(changes: &'c [Change], standings: &OfPlan) -> Vec<&'c Change> {
    let done_by = |item: &ItemId, due: &Date| {
        standings.get(item).is_some_and(|standing| match standing.schedule {
            Schedule::ReportedByDueDate(reported) => reported.last() <= due.last(),
            _ => standing.done.is_some_and(|done| done.last() <= due.last()),
        })
    };
    let told = |c: &&Change| match (&c.what, &c.item) {
        (What::FellOverdue(due), Some(item)) => !done_by(item, due) && standings.contains_key(item),
        // Targets of measures are monitored with the plan as a whole.
        (What::Amended(_), _) | (_, None) => true,
        (_, Some(item)) => standings.contains_key(item),
    };
    changes.iter().filter(told).collect()
}

/// What a meeting decided of a plan, and what that changed. What each resolution does not say stands with it.
fn decided(
    linker: &Linker<'_>,
    id: &Id,
    (meeting_id, meeting): (&Id, &Meeting),
    heard: &Heard<'_>,
    stood: &Stood,
) -> Decided {
    let views = linker.views;
    let none = Decided { resolutions: Vec::new(), sentences: Vec::new(), groups: Vec::new() };
    let Some(plan) = views.edition.register.plans.get(id) else { return none };
    let moment = Moment::of(meeting_id, meeting);
    let at_it = |c: &&Change| c.moment == moment;
    let changes: Vec<&Change> = views.changes_of(id).iter().filter(at_it).collect();
    let resolutions = resolutions_on(linker, meeting_id, meeting, id);
    let words: Vec<&Change> =
        changes.iter().copied().filter(|c| !matches!(c.what, What::Resolved(..))).collect();
    let mut said = Vec::new();
    if !resolutions.is_empty() {
        let counts = &stood.progress.counts;
        if !counts.items.is_empty() && counts.with_evidence() == 0 {
            said.push(
                "When it was made, nothing in the plan had evidence beyond the council’s own word, and a resolution is none."
                    .to_owned(),
            );
        }
    }
    let end = Moment::end(moment.day.min(views.edition.as_at));
    let after = then::at(views, heard, id, &end, None);
    let evidence = after.as_ref().map(|after| evidence_of(&after.standings));
    let behind = |item: &ItemId| evidence.as_ref().map_or(Evidence::None, |e| e(item));
    said.extend(sentences(linker, plan, words.iter().copied(), behind));
    Decided { resolutions, sentences: said, groups: groups(linker, id, plan, words) }
}

/// What changed since the plan came before a meeting for the last time before this one.
fn since(
    linker: &Linker<'_>,
    id: &Id,
    meeting_id: &Id,
    heard: &Heard<'_>,
    then: Figures<'_>,
) -> Option<Since> {
    let plan = linker.views.edition.register.plans.get(id)?;
    let News { earlier, changes, silent, sentences } = news(linker, id, meeting_id, heard, then)?;
    Some(Since {
        meeting: linker.meeting(earlier),
        sentences,
        groups: groups(linker, id, plan, changes),
        silent,
    })
}

/// What changed since an earlier meeting, before any line of it is made.
pub(super) struct News<'v> {
    /// The earlier meeting.
    pub(super) earlier: &'v Id,
    changes: Vec<&'v Change>,
    silent: Silent,
    /// In short, to be read aloud.
    pub(super) sentences: Vec<String>,
}

/// As [`since`], in short.
pub(super) fn news<'v>(
    linker: &Linker<'v>,
    id: &Id,
    meeting_id: &Id,
    heard: &Heard<'_>,
    then: Figures<'_>,
) -> Option<News<'v>> {
    let views = linker.views;
    let register = &views.edition.register;
    let plan = register.plans.get(id)?;
    let earlier = views.meetings_of(id).take_while(|m| *m != meeting_id).last()?;
    let from = Moment::of(earlier, register.meetings.get(earlier)?);
    let to = Moment::of(meeting_id, register.meetings.get(meeting_id)?);
    let changes = as_told(between(views.changes_of(id), &from, &to), then.standings);
    let silent = silent(linker, id, heard, (&from, &to), then);
    let mut sentences = sentences(linker, plan, changes.iter().copied(), evidence_of(then.standings));
    if !changes.iter().any(|c| kind(c).is_some()) {
        sentences.push("Nothing published here says that anything changed.".to_owned());
    }
    sentences.extend(silent.sentence.clone());
    Some(News { earlier, changes, silent, sentences })
}
