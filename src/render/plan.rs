//! A plan's page: what it is, what is counted, and a progress table for each recommendation.

use std::borrow::Cow;

use serde::Serialize;

use super::address::{Link, Linker, Links, course_path, print_path};
use super::cite::{Cites, cites};
use super::labels;
use super::progress::tally::{self, Count, Tally, tally};
use super::progress::{self, Table};
use super::ratings::{Scheme, scheme};
use super::responses::all_responses;
use super::stood::{StoodBefore, meetings};
use super::tabled::{Tabled, tabled};
use super::words::Tag;
use crate::derive::amended::{text_now, titled};
use crate::derive::backlinks::Affected;
use crate::derive::progress::Group;
use crate::model::commitment::latest_response;
use crate::model::extra::Extra;
use crate::model::plan::{Recommendation, RefsBy};
use crate::model::record::{Common, Wording};
use crate::model::register::Plan;
use crate::model::scalar::{Id, ItemId};

/// So many resolutions on one record are told on a page.
const MOST_EFFECTS: usize = 50;

/// What a plan's page says.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Page {
    /// The plan's id, for the names of its records.
    id: String,
    /// The address of the page with the whole of it, for print, where the site has it.
    print: Option<String>,
    /// The address of the page of how it went over time, where the site has it.
    course: Option<String>,
    /// The page of all answers to recommendations; nothing where the page over time leads there.
    all_responses: Option<Link>,
    /// What the plan is, as HTML.
    summary: String,
    /// The reference as the council prints it.
    cited_as: Option<String>,
    /// Whether the makers of the site gave its references.
    refs_are_ours: bool,
    /// The body that watches over it.
    body: Option<Link>,
    /// The paper that it answers.
    responds_to: Option<Link>,
    /// The paper that sets it out.
    set_out_in: Option<Link>,
    /// Who owns the plan as a whole.
    owners: Links,
    /// Who answers for it.
    answerable: Links,
    /// Earlier plans that it replaces.
    replaces: Vec<Link>,
    /// Meetings that it came before, and those that it is to come before.
    meetings: Vec<Tabled>,
    /// How it stood before each of them.
    stood: Vec<StoodBefore>,
    /// The counts in a picture and words.
    tally: Option<Tally>,
    /// What the evidence amounts to, in a sentence.
    evidence: Option<String>,
    /// What else is counted, each with the items.
    counts: Vec<Count>,
    /// Each response with the recommendations that had it.
    responses: Vec<(Cow<'static, str>, Vec<Link>)>,
    /// Recommendations that no action answers.
    without_action: Vec<Link>,
    /// Proposals and suggestions, which are not counted.
    listed: Vec<Link>,
    /// Each recommendation with its table; the print page tells more of each.
    pub(crate) groups: Vec<GroupWords>,
    /// Whether there is enough to filter.
    filter: bool,
    /// Resolutions on the plan as a whole.
    resolutions: Vec<Effect>,
    /// Its measures.
    pub(crate) measures: Vec<Link>,
    /// Rating schemes that its items are rated by.
    schemes: Vec<Scheme>,
}

/// A recommendation with its table.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct GroupWords {
    /// The id of its heading.
    anchor: String,
    /// Its title.
    heading: String,
    /// Its own page, read as its reference; nothing for actions that answer no recommendation.
    link: Option<Link>,
    /// What sort of recommendation: "Recommendation", "Finding".
    kind: Option<&'static str>,
    /// Its words, as HTML.
    text: Option<String>,
    /// Whether they are a summary by the makers of the site.
    summary: bool,
    /// Who made it.
    made_by: Links,
    /// Whom it was made to.
    to: Links,
    /// The latest response.
    response: Option<Tag>,
    /// Where it is set out.
    sources: Cites,
    /// The counts in a picture and words.
    tally: Option<Tally>,
    /// The progress table of its actions, or of itself.
    table: Table,
    /// Whether it has no actions and is tracked itself.
    tracked_itself: bool,
    /// Resolutions that name it.
    resolutions: Vec<Effect>,
}

/// What a resolution does to a record.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Effect {
    /// The resolution.
    pub(crate) link: Link,
    /// What it does.
    pub(crate) effect: &'static str,
    /// The resolution in words, as HTML.
    pub(crate) text: Option<String>,
}

/// Whether a record's texts are a summary by the author of the site.
pub(crate) fn is_summary(plan: Option<&Plan>, common: Option<&Common>) -> bool {
    let default = plan.and_then(|p| p.defaults.as_ref()).and_then(|d| d.wording);
    common.and_then(|c| c.wording).or(default).unwrap_or(Wording::Summary) == Wording::Summary
}

/// The resolutions of a record, oldest first.
pub(crate) fn effects<'a>(
    linker: &Linker<'_>,
    affected: impl IntoIterator<Item = &'a Affected, IntoIter: DoubleEndedIterator>,
) -> Vec<Effect> {
    let one = |affected: &Affected| {
        let meeting = linker.views.edition.register.meetings.get(&affected.meeting)?;
        let resolution = meeting.resolutions.iter().find(|r| r.reference == affected.resolution)?;
        let link = linker.resolution(&affected.meeting, &affected.resolution);
        Some(Effect {
            link,
            effect: labels::effect(affected.effect),
            text: linker.maybe(resolution.text.as_ref()),
        })
    };
    // The latest of many: the meetings' pages have them all.
    let mut latest: Vec<Effect> = affected.into_iter().rev().take(MOST_EFFECTS).filter_map(one).collect();
    latest.reverse();
    latest
}

/// What a plan's page says, with room for so many rows of its tables.
pub(crate) fn page(linker: &Linker<'_>, id: &Id, plan: &Plan, mut room: usize) -> Page {
    let views = linker.views;
    let none = crate::derive::progress::Progress::default();
    let progress = views.progress.get(id).map_or(&none, AsRef::as_ref);
    let links = |items: &[ItemId]| items.iter().map(|i| linker.item_of(id, i)).collect::<Vec<_>>();
    let affected = views.backlinks.plans.get(id).map_or(&[][..], Vec::as_slice);
    let groups: Vec<GroupWords> =
        progress.groups.iter().map(|g| group(linker, id, plan, g, &mut room)).collect();
    let course = linker.has(Extra::OverTime);
    Page {
        id: id.0.clone(),
        print: linker.has(Extra::Print).then(|| linker.from.link_to(&print_path(id), None)),
        course: course.then(|| linker.from.link_to(&course_path(id), None)),
        all_responses: (!course).then(|| all_responses(linker)),
        summary: match is_summary(Some(plan), Some(plan.file.common())) {
            true => linker.explained(&plan.summary),
            false => linker.text(&plan.summary),
        },
        cited_as: plan.file.common().cited_as.as_ref().map(|c| c.0.clone()),
        refs_are_ours: plan.refs_by == Some(RefsBy::Site),
        body: plan.body.as_ref().map(|b| linker.owner(b)),
        responds_to: plan.responds_to.as_ref().map(|p| linker.paper(p, None)),
        set_out_in: plan.set_out_in.as_ref().map(|p| linker.paper(p, None)),
        owners: linker.owners(&plan.owner),
        answerable: linker.owners(&plan.answerable),
        replaces: plan.replaces.iter().map(|p| linker.plan(p)).collect(),
        meetings: tabled(linker, views.backlinks.meetings.get(id).into_iter().flatten()),
        stood: meetings(linker, id, None),
        tally: tally(plan, &progress.counts),
        evidence: (!progress.counts.items.is_empty()).then(|| tally::evidence_sentence(&progress.counts)),
        counts: if progress.counts.items.is_empty() {
            Vec::new()
        } else {
            tally::counts(linker, id, &progress.counts)
        },
        responses: progress
            .responses
            .iter()
            .map(|(v, items)| (labels::response(*v).word, links(items)))
            .collect(),
        without_action: links(&progress.without_action),
        listed: links(&progress.listed),
        filter: progress::to_filter(groups.iter().map(|g| &g.table)),
        groups,
        resolutions: effects(linker, affected),
        measures: plan.measures.iter().map(|m| linker.measure(id, &m.id)).collect(),
        schemes: schemes(linker, id, plan),
    }
}

fn group(linker: &Linker<'_>, id: &Id, plan: &Plan, group: &Group, room: &mut usize) -> GroupWords {
    let table = progress::table_within(linker, id, plan, group, room);
    let item = group.recommendation.as_ref().and_then(|r| plan.item(r));
    let recommendation: Option<&Recommendation> = item.and_then(|i| i.recommendation);
    let reference = group.recommendation.as_ref();
    let key = reference.map(|r| crate::derive::ItemKey { plan: id.clone(), item: r.clone() });
    let affected =
        key.as_ref().and_then(|k| linker.views.backlinks.items.get(k)).map_or(&[][..], Vec::as_slice);
    let answered = recommendation.filter(|r| !r.responses.is_empty() || r.requested.is_some());
    GroupWords {
        anchor: reference.map_or("other-actions".to_owned(), |r| format!("recommendation-{r}")),
        heading: item.map_or("Actions that answer no recommendation".to_owned(), |i| titled(plan, i)),
        link: reference.map(|r| linker.item_of(id, r)),
        kind: recommendation.map(|r| labels::kind(plan.kind_of(r))),
        text: item.and_then(|i| text_now(plan, i)).map(|t| linker.text(&crate::model::scalar::Text(t))),
        summary: is_summary(Some(plan), item.and_then(|i| i.common())),
        made_by: recommendation.map_or_else(Links::default, |r| linker.owners(&r.made_by)),
        to: recommendation.map_or_else(Links::default, |r| linker.owners(&r.to)),
        response: answered.map(|r| labels::response(latest_response(r).map(|r| r.value))),
        sources: recommendation
            .and_then(|r| r.part.source.as_ref())
            .map_or_else(Cites::default, |s| cites(linker, s, Some(plan))),
        tally: tally(plan, &group.counts),
        tracked_itself: group.rows.first() == reference,
        table,
        resolutions: effects(linker, affected),
    }
}

/// The rating schemes that the plan's items are rated by, with the council's own definitions.
fn schemes(linker: &Linker<'_>, id: &Id, plan: &Plan) -> Vec<Scheme> {
    let rated = |scheme: &Id| {
        plan.tracked().any(|item| {
            let key = crate::derive::ItemKey { plan: id.clone(), item: item.id().clone() };
            linker.views.standings.get(&key).is_some_and(|s| s.ratings.contains_key(scheme))
        })
    };
    let used = linker.views.edition.register.site.ratings.iter().filter(|(id, _)| rated(id));
    used.map(|(id, found)| scheme(linker, id, found)).collect()
}
