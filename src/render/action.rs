//! The page of a recommendation or action: the words, who made and who owns it, its dates, the three words about where it
//! stands, every dated word, and what was resolved.

use std::collections::BTreeMap;

use serde::Serialize;

use super::address::{Link, Linker, Links};
use super::cite::{Cites, cites};
use super::clocks::{ClockWords, reply};
use super::item::{History, history};
use super::labels;
use super::plan::{Effect, effects, is_summary};
use super::progress::{Due, Table, due, rows};
use super::ratings::{self, Rating, rating, rating_words};
use super::ready::Ready;
use super::responses::{ResponseWords, all_responses, ladder};
use super::rounds::{AmendmentWords, amendments};
use super::time::{DueDates, dates};
use super::words::{self, DateWords, Tag};
use crate::derive::ItemKey;
use crate::derive::amended::{owners_now, text_now, titled};
use crate::derive::backlinks::Affected;
use crate::derive::clocks::is_asked;
use crate::derive::standing::Standing;
use crate::model::asked::Noted;
use crate::model::commitment::{Commitment, of_item};
use crate::model::plan::{Recommendation, RefsBy};
use crate::model::register::{Item, Plan};
use crate::model::scalar::{AnswerRef, Id, Text};

/// What the page says.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Page {
    /// Its reference within the plan.
    id: String,
    /// Its title in the words last agreed.
    title: String,
    /// What sort of record: "Action", "Recommendation", "Undertaking".
    what: &'static str,
    /// The reference as the council prints it.
    cited_as: Option<String>,
    /// Whether the makers of the site gave the reference.
    ids_are_ours: bool,
    /// Its plan.
    plan: Link,
    /// The recommendation that it stands under.
    recommendation: Option<Link>,
    /// The title of that recommendation.
    recommendation_title: Option<String>,
    /// Its words as last agreed, as HTML.
    text: Option<String>,
    /// Whether its words are a summary by the makers of the site.
    summary: bool,
    /// Where it is set out.
    sources: Cites,
    /// When it began to exist, as far as is known.
    made: Option<DateWords>,
    /// Who made the recommendation.
    made_by: Links,
    /// Whom it was made to.
    to: Links,
    /// The body that watches over it.
    monitored_by: Option<Link>,
    /// Findings and recommendations elsewhere that it answers.
    answers: Vec<Link>,
    /// Who is to do it, by when, and what shows it.
    details: Details,
    /// The three words, and what is beside them.
    standing: StandingWords,
    /// The due dates that it was given, and what follows from them; none for what is not counted as a commitment.
    dates: Option<DueDates>,
    /// Every dated word about it, oldest first.
    history: Vec<History>,
    /// Every answer to the recommendation, oldest first.
    responses: Vec<ResponseWords>,
    /// The time that was given for an answer.
    reply: Option<ClockWords>,
    /// The page of all answers.
    all_responses: Link,
    /// When an answer was asked for.
    asked: Option<DateWords>,
    /// Whether an answer was asked for and none is published.
    no_response: bool,
    /// The table of the actions under it; none on the page of the whole plan.
    pub(crate) actions: Option<Table>,
    /// Resolutions that name it.
    resolutions: Vec<Effect>,
    /// Resolutions on its recommendation that do not name it.
    pub(crate) covered: Vec<Effect>,
    /// Resolutions on the plan as a whole that name neither.
    on_plan: Ready<Vec<Effect>>,
    /// Changes to its first published words.
    amendments: Vec<AmendmentWords>,
}

/// Who is to do it, by when, and what shows it.
#[derive(Clone, Debug, Serialize)]
struct Details {
    /// Its owners, the first leading.
    owners: Links,
    /// Who answers for it.
    answerable: Links,
    /// Whether the paper calls it a priority; nothing where it does not say.
    priority: Option<bool>,
    /// Its dates.
    due: Due,
    /// What shows that it is done, each as HTML.
    done_when: Vec<String>,
    /// Measures that show it.
    measures: Vec<Link>,
    /// Concerns that it belongs to.
    threads: Vec<Link>,
    /// What it carries on from an earlier plan.
    continues: Option<Link>,
}

/// The three words about where it stands, and what is beside them.
#[derive(Clone, Debug, Serialize)]
struct StandingWords {
    /// Whether it is tracked itself: an action, or a recommendation without actions.
    tracked: bool,
    /// Whether it counts as a commitment.
    counted: bool,
    /// The official status.
    status: Tag,
    /// When that was said.
    status_date: Option<DateWords>,
    /// Who said it.
    status_by: Links,
    /// Where it was said.
    status_sources: Cites,
    /// What stands behind the official status.
    evidence: Tag,
    /// The schedule, computed from the dates.
    schedule: Tag,
    /// When it was done.
    done: Option<DateWords>,
    /// The latest rating by each scheme.
    ratings: Vec<RatingWords>,
}

/// A rating in words.
#[derive(Clone, Debug, Serialize)]
struct RatingWords {
    /// The scheme, as a link to what its steps mean.
    scheme: Link,
    /// Its step.
    step: Rating,
    /// When it was given.
    date: DateWords,
}

/// What an item is called.
pub(crate) fn what(plan: &Plan, item: Item<'_>) -> &'static str {
    match (item.action, item.recommendation) {
        (Some(_), _) => "Action",
        (None, Some(recommendation)) => labels::kind(plan.kind_of(recommendation)),
        (None, None) => "Record",
    }
}

/// Resolutions on plans as a whole, by plan, as the pages of their items tell of them: made once for all of these.
pub(crate) struct OnPlans(BTreeMap<Id, Noted<Ready<Vec<Effect>>>>);

impl OnPlans {
    /// None made yet.
    pub(crate) fn new(plans: impl Iterator<Item = Id>) -> Self {
        OnPlans(plans.map(|id| (id, Noted::default())).collect())
    }

    /// Those that are not told nearer to the item. Pages of all items of a plan lie in one folder, and link alike.
    fn beside(&self, linker: &Linker<'_>, plan: &Id, nearer: &[&Affected]) -> Ready<Vec<Effect>> {
        let whole = linker.views.backlinks.plans.get(plan).map_or(&[][..], Vec::as_slice);
        let is_nearer =
            |w: &&Affected| nearer.iter().any(|n| (&n.meeting, &n.resolution) == (&w.meeting, &w.resolution));
        match self.0.get(plan).filter(|_| !whole.iter().any(|w| is_nearer(&w))) {
            Some(made) => made.get(|| Ready::new(&effects(linker, whole))).clone(),
            None => Ready::new(&effects(linker, whole.iter().filter(|w| !is_nearer(w)))),
        }
    }
}

/// What the page of an item says; nothing of resolutions on the plan as a whole without their list.
pub(crate) fn page(
    linker: &Linker<'_>,
    on_plans: Option<&OnPlans>,
    key: &ItemKey,
    (plan, item): (&Plan, Item<'_>),
    standing: &Standing,
) -> Page {
    let work = item.work();
    let (own, parent) = match item.action {
        None => (item.recommendation, None),
        Some(_) => (None, item.recommendation),
    };
    let default = plan.defaults.as_ref().map(|d| &d.source);
    let sources = work.and_then(|w| w.source.as_ref()).or(default);
    let all = history(linker, &key.plan, plan, item, &standing.history);
    let named = linker.views.backlinks.items.get(key).map_or(&[][..], Vec::as_slice);
    // A resolution that names the record, or the recommendation it stands under, is told there.
    let nearer: Vec<_> = named.iter().chain(on_parent(linker, key, parent)).collect();
    let ours = is_summary(Some(plan), item.common());
    Page {
        id: key.item.0.clone(),
        title: titled(plan, item),
        what: what(plan, item),
        cited_as: item.common().and_then(|c| c.cited_as.as_ref()).map(|c| c.0.clone()),
        ids_are_ours: item.action.is_some() && plan.refs_by == Some(RefsBy::Site),
        plan: linker.plan(&key.plan),
        recommendation: parent.map(|r| linker.item_of(&key.plan, &r.reference)),
        recommendation_title: parent.map(|r| titled(plan, Item { recommendation: Some(r), action: None })),
        text: text_now(plan, item)
            .map(Text)
            .map(|t| if ours { linker.explained(&t) } else { linker.text(&t) }),
        summary: ours,
        sources: sources.map_or_else(Cites::default, |s| cites(linker, s, Some(plan))),
        made: standing.birth.map(|b| words::date(&b, work.and_then(|w| w.made).and(item.note("made")))),
        made_by: own.map_or_else(Links::default, |r| linker.owners(&r.made_by)),
        to: own.map_or_else(Links::default, |r| linker.owners(&r.to)),
        monitored_by: own.or(parent).and_then(|r| r.monitored_by.as_ref()).map(|b| linker.owner(b)),
        answers: own.map_or_else(Vec::new, |r| answers(linker, r)),
        details: details(linker, key, plan, item, standing),
        standing: standing_words(linker, plan, item, standing, &all),
        dates: dates(linker, key, plan, item, standing, &all),
        history: all,
        responses: own.map_or_else(Vec::new, |r| ladder(linker, plan, r)),
        reply: own.and_then(|r| reply(linker, plan, r)),
        all_responses: all_responses(linker),
        asked: own.and_then(|r| words::maybe_date(r.requested, r.own.note("requested"))),
        no_response: own.is_some_and(|r| is_asked(r) && r.responses.is_empty()),
        actions: own.filter(|r| !r.actions.is_empty()).map(|r| {
            let ids: Vec<_> = r.actions.iter().map(|a| a.id.clone()).collect();
            rows(linker, &key.plan, plan, format!("Actions under {}", key.item), &ids)
        }),
        resolutions: effects(linker, named),
        covered: effects(linker, on_parent(linker, key, parent)),
        on_plan: on_plans
            .map_or_else(|| Ready::new(&Vec::new()), |all| all.beside(linker, &key.plan, &nearer)),
        amendments: amendments(linker, &key.plan, plan, |amendment| amendment.of == key.item),
    }
}

fn details(linker: &Linker<'_>, key: &ItemKey, plan: &Plan, item: Item<'_>, standing: &Standing) -> Details {
    let work = item.work();
    let done_when = work.iter().flat_map(|w| w.done_when.iter()).flat_map(|d| d.iter());
    let measures = work.iter().flat_map(|w| w.measures.iter()).flat_map(|m| m.iter());
    let threads = work.iter().flat_map(|w| w.threads.iter()).flat_map(|t| t.iter());
    Details {
        owners: linker.owners(&owners_now(plan, item)),
        answerable: work
            .and_then(|w| w.answerable.as_ref())
            .map_or_else(Links::default, |o| linker.owners(o)),
        priority: work.and_then(|w| w.priority).map(|p| p.0),
        due: due(item, standing),
        done_when: done_when.map(|t| linker.text(t)).collect(),
        measures: measures.map(|m| linker.measure(&key.plan, m)).collect(),
        threads: threads.map(|t| linker.thread(t)).collect(),
        continues: work.and_then(|w| w.continues.as_ref()).map(|c| continues(linker, c)),
    }
}

fn standing_words(
    linker: &Linker<'_>,
    plan: &Plan,
    item: Item<'_>,
    standing: &Standing,
    all: &[History],
) -> StandingWords {
    let latest = standing.status.map(|(_, said)| said);
    let at = standing.history.iter().position(|s| Some(*s) == latest);
    let stated = at.and_then(|at| all.get(at));
    let own = item.recommendation.filter(|_| item.action.is_none());
    StandingWords {
        tracked: own.is_none_or(|r| plan.is_tracked(r)),
        counted: of_item(plan, item) != Commitment::Listed,
        status: words::status(standing.status.map(|(s, _)| s)),
        status_date: latest.map(|said| words::date(&said.date, None)),
        status_by: stated.map_or_else(Links::default, |h| h.by.clone()),
        status_sources: stated.map_or_else(Cites::default, |h| h.sources.clone()),
        evidence: words::evidence(standing.evidence),
        schedule: words::schedule(standing.schedule),
        done: standing.done.map(|d| words::date(&d, None)),
        ratings: ratings(linker, standing),
    }
}

/// Resolutions on the recommendation, which do not name this action of it.
fn on_parent<'v>(linker: &Linker<'v>, key: &ItemKey, parent: Option<&Recommendation>) -> &'v [Affected] {
    let of = parent.map(|r| ItemKey { plan: key.plan.clone(), item: r.reference.clone() });
    let views = linker.views;
    of.and_then(|of| views.backlinks.items.get(&of)).map_or(&[][..], Vec::as_slice)
}

fn continues(linker: &Linker<'_>, earlier: &crate::model::scalar::ItemRef) -> Link {
    let plan = linker.plan(&earlier.plan);
    match &earlier.item {
        None => plan,
        Some(item) => {
            let link = linker.item_of(&earlier.plan, item);
            Link { text: format!("{} of {}", link.text, plan.text), ..link }
        }
    }
}

fn answers(linker: &Linker<'_>, recommendation: &Recommendation) -> Vec<Link> {
    let one = |answer: &AnswerRef| match answer {
        AnswerRef::Finding(paper, anchor) => {
            let link = linker.paper(paper, Some(&anchor.0));
            match link.href {
                Some(_) => Link { text: format!("{}, {}", link.text, words::anchor(&anchor.0)), ..link },
                None => link,
            }
        }
        AnswerRef::Recommendation(reference) => match &reference.item {
            Some(item) => {
                let link = linker.item_of(&reference.plan, item);
                Link { text: format!("{} of {}", link.text, linker.plan(&reference.plan).text), ..link }
            }
            None => linker.plan(&reference.plan),
        },
    };
    recommendation.answers.iter().map(one).collect()
}

fn ratings(linker: &Linker<'_>, standing: &Standing) -> Vec<RatingWords> {
    let one = |scheme: &crate::model::scalar::Id| {
        let (_, date) = rating_words(linker, scheme, standing)?;
        let step = rating(linker, scheme, standing)?;
        Some(RatingWords { scheme: ratings::link(linker, scheme), step, date })
    };
    standing.ratings.keys().filter_map(one).collect()
}
