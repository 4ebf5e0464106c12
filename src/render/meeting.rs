//! A meeting's page: when and where it stands, its papers, who attended, what it resolved and what that affects, and the
//! plans that came before it.

use serde::Serialize;

use super::address::{Link, Linker};
use super::cite::{Cite, cites};
use super::labels;
use super::plan::is_summary;
use super::words::{self, DateWords};
use crate::model::meeting::{Meeting, Resolution};
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
    /// Where it is told.
    sources: Vec<Cite>,
    /// Papers that it had before it.
    papers: Vec<Link>,
    /// A sentence for each paper that is not published.
    withheld: Vec<String>,
    /// Who was there: the role, and the name where it is stated.
    attendance: Vec<(String, Option<String>)>,
    /// What it resolved.
    pub(crate) resolutions: Vec<ResolutionWords>,
    /// Plans that came before it.
    plans: Vec<Link>,
    /// Whether it lies after the date of the view.
    ahead: bool,
}

/// A resolution.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct ResolutionWords {
    /// The id of its place on the page.
    anchor: String,
    /// Its letter or number.
    reference: String,
    /// The reference as the council prints it.
    cited_as: Option<String>,
    /// What was resolved in a word or two: "noted, approved".
    verbs: String,
    /// Its words, as HTML.
    text: Option<String>,
    /// Whether they are a summary by the makers of the site.
    summary: bool,
    /// Where it is told.
    sources: Vec<Cite>,
    /// What it does to plans, recommendations and actions.
    affects: Vec<AffectsWords>,
}

/// What a resolution does to some records.
#[derive(Clone, Debug, Serialize)]
struct AffectsWords {
    /// What it does: "completion approved".
    effect: &'static str,
    /// To which records.
    of: Vec<Link>,
    /// Whether it names a plan as a whole and none of its records.
    whole: bool,
}

/// What a meeting's page says.
pub(crate) fn page(linker: &Linker<'_>, id: &Id, meeting: &Meeting) -> Page {
    let views = linker.views;
    let plans = views.backlinks.came_before.get(id).map_or(&[][..], Vec::as_slice);
    Page {
        cited_as: meeting.common().cited_as.as_ref().map(|c| c.0.clone()),
        body: linker.owner(&meeting.body),
        date: words::date(&meeting.date, meeting.note("date")),
        status: labels::meeting_status(meeting.status),
        minutes: meeting.minutes.map(labels::minutes),
        notice: words::maybe_date(meeting.notice_published, meeting.note("notice_published")),
        sources: cites(linker, &meeting.source, None),
        papers: meeting.papers.iter().map(|p| linker.paper(p, None)).collect(),
        withheld: views.edition.withheld_notes.get(id).cloned().unwrap_or_default(),
        attendance: meeting
            .attendance
            .iter()
            .map(|a| (a.role.0.clone(), a.name.as_ref().map(|n| n.0.clone())))
            .collect(),
        resolutions: resolutions(linker, meeting),
        plans: plans.iter().map(|p| linker.plan(p)).collect(),
        ahead: meeting.date.last() > views.edition.as_at,
    }
}

/// What a meeting resolved.
pub(crate) fn resolutions(linker: &Linker<'_>, meeting: &Meeting) -> Vec<ResolutionWords> {
    meeting.resolutions.iter().map(|r| in_words(linker, r)).collect()
}

/// What a meeting resolved of a plan or its records.
pub(crate) fn resolutions_on(linker: &Linker<'_>, meeting: &Meeting, plan: &Id) -> Vec<ResolutionWords> {
    let names = |r: &&Resolution| r.affects.iter().any(|a| a.of.iter().any(|of| of.plan == *plan));
    meeting.resolutions.iter().filter(names).map(|r| in_words(linker, r)).collect()
}

fn in_words(linker: &Linker<'_>, resolution: &Resolution) -> ResolutionWords {
    ResolutionWords {
        anchor: format!("resolution-{}", resolution.reference),
        reference: resolution.reference.0.clone(),
        cited_as: resolution.common().cited_as.as_ref().map(|c| c.0.clone()),
        verbs: resolution.verbs.iter().map(|v| labels::verb(*v)).collect::<Vec<_>>().join(", "),
        text: linker.maybe(resolution.text.as_ref()),
        summary: is_summary(None, Some(resolution.common())),
        sources: cites(linker, &resolution.source, None),
        affects: resolution.affects.iter().map(|a| affects(linker, a)).collect(),
    }
}

fn affects(linker: &Linker<'_>, affects: &crate::model::meeting::Affects) -> AffectsWords {
    let of = |reference: &crate::model::scalar::ItemRef| match &reference.item {
        None => linker.plan(&reference.plan),
        Some(item) => {
            let link = linker.item_of(&reference.plan, item);
            Link { text: format!("{} of {}", link.text, linker.plan(&reference.plan).text), ..link }
        }
    };
    AffectsWords {
        effect: labels::effect(affects.effect),
        of: affects.of.iter().map(of).collect(),
        whole: affects.of.iter().all(|o| o.item.is_none()),
    }
}
