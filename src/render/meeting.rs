//! A meeting's page: when and where it stands, its papers, who attended, what it resolved and what that affects, and the
//! plans that came before it.

use serde::Serialize;

use super::address::{Link, Linker, briefing_path};
use super::before::{InShort, in_short};
use super::cite::{Cites, cites};
use super::clocks::{self, ClockWords};
use super::labels;
use super::resolved::{ResolutionWords, resolutions};
use super::words::{self, DateWords};
use crate::model::extra::Extra;
use crate::model::meeting::Meeting;
use crate::model::scalar::Id;

/// What the page says.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Page {
    /// The reference as the council prints it.
    cited_as: Option<String>,
    /// The body that met.
    body: Link,
    /// When.
    date: DateWords,
    /// "held", "scheduled", "cancelled" and so on.
    status: &'static str,
    /// How far its minutes are: "none", "draft, not confirmed yet" or "confirmed".
    minutes: Option<&'static str>,
    /// When notice of it was published.
    notice: Option<DateWords>,
    /// The days that the law asks for between its notice and itself.
    notice_clock: Option<ClockWords>,
    /// Where it is told.
    sources: Cites,
    /// Papers that it had before it.
    papers: Vec<Link>,
    /// A sentence for each paper that is not published.
    withheld: Vec<String>,
    /// Who was there: the role, and the name where it is stated.
    attendance: Vec<(String, Option<String>)>,
    /// What it resolved.
    pub(crate) resolutions: Vec<ResolutionWords>,
    /// Plans that came before it.
    plans: Vec<InShort>,
    /// The chair's briefing; none where no plan came before it, nor where the site does without.
    briefing: Option<Link>,
    /// Whether it lies after the date of the view.
    ahead: bool,
}

/// What a meeting's page says.
pub(crate) fn page(linker: &Linker<'_>, id: &Id, meeting: &Meeting) -> Page {
    let views = linker.views;
    // A notice that was published later is not known yet.
    let later = meeting.notice_published.is_some_and(|date| date.last() > views.edition.as_at);
    let notice = || words::maybe_date(meeting.notice_published, meeting.note("notice_published"));
    let briefed = views.plans_before(id).next();
    Page {
        cited_as: meeting.common().cited_as.as_ref().map(|c| c.0.clone()),
        body: linker.owner(&meeting.body),
        date: words::date(&meeting.date, meeting.note("date")),
        status: labels::meeting_status(meeting.status),
        minutes: meeting.minutes.map(labels::minutes),
        notice: if later { None } else { notice() },
        notice_clock: clocks::notice(linker, meeting),
        sources: cites(linker, &meeting.source, None),
        papers: meeting.papers.iter().map(|p| linker.paper(p, None)).collect(),
        withheld: views.edition.withheld_notes.get(id).cloned().unwrap_or_default(),
        attendance: meeting
            .attendance
            .iter()
            .map(|a| (a.role.0.clone(), a.name.as_ref().map(|n| n.0.clone())))
            .collect(),
        resolutions: resolutions(linker, id, meeting),
        plans: in_short(linker, id),
        briefing: briefed.and_then(|_| {
            linker.extra(Extra::Briefings, &briefing_path(id), "The chair’s briefing, for print")
        }),
        ahead: meeting.date.last() > views.edition.as_at,
    }
}
