//! What is called complete without evidence of its own: who called it so, when and where, what stands behind it, and which
//! resolutions approved it, with or without naming it.

use std::sync::Arc;

use serde::Serialize;

use super::address::{Link, Linker, Links};
use super::cite::Cites;
use super::item::history;
use super::plan::{Effect, effects};
use super::progress::tally::{self, totals};
use super::progress::{MOST_ROWS, More};
use super::words::{self, DateWords, Tag};
use crate::derive::amended::titled;
use crate::derive::unsupported::{Claim, Unsupported, Whole};
use crate::model::commitment;
use crate::model::register::Plan;
use crate::model::scalar::Id;
use crate::output::OutPath;

/// What the page says.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Page {
    /// What it all adds up to, in a sentence.
    summary: String,
    /// Plan by plan, those that have something to show.
    plans: Vec<PlanWords>,
}

/// What is called complete in one plan.
#[derive(Clone, Debug, Serialize)]
struct PlanWords {
    /// The id of its heading.
    anchor: String,
    /// The plan.
    link: Link,
    /// Item by item.
    claims: Vec<CalledWords>,
    /// Those that the page has no room for.
    more: Option<More>,
    /// Resolutions that approve completion and name no action.
    wholes: Vec<WholeWords>,
}

/// Something that is called complete, or was approved as complete.
#[derive(Clone, Debug, Serialize)]
struct CalledWords {
    /// Its page, read as its id.
    id: Link,
    /// Its title.
    title: String,
    /// "Action", "Recommendation" and so on.
    what: &'static str,
    /// Whether it counts as a commitment.
    counted: bool,
    /// The official word; none where a resolution alone approved it.
    status: Option<Tag>,
    /// When that was said.
    date: Option<DateWords>,
    /// Who said it.
    by: Links,
    /// Where it was said.
    sources: Cites,
    /// What stands behind it.
    evidence: Tag,
    /// Resolutions that approved its completion and name it.
    named: Vec<Effect>,
    /// Resolutions that name it and did not approve its completion.
    declined: Vec<Effect>,
    /// Resolutions that approved completion and do not name it.
    unnamed: Vec<Effect>,
}

/// A resolution that approves completion and names no action.
#[derive(Clone, Debug, Serialize)]
struct WholeWords {
    /// The resolution, with its words.
    by: Effect,
    /// The recommendation; nothing for the plan as a whole.
    of: Option<Link>,
    /// The commitments that it might cover: "27 actions".
    total: String,
    /// Where they stand: "3 reported complete (none with evidence of its own)".
    totals: String,
}

/// Where the page is.
pub(crate) fn path() -> OutPath {
    OutPath::new("without-evidence.html")
}

/// What the page says.
pub(crate) fn page(linker: &Linker<'_>) -> Page {
    let mut room = MOST_ROWS;
    let (mut called, mut bare, mut wholes) = (0, 0, 0);
    let mut plans = Vec::new();
    for (id, found) in &linker.views.unsupported {
        called += found.called;
        bare += found.claims.len();
        wholes += found.wholes.len();
        let plan = linker.views.edition.register.plans.get(id);
        let plan = plan.filter(|_| !found.claims.is_empty() || !found.wholes.is_empty());
        if let Some(plan) = plan {
            plans.push(of_plan(linker, id, plan, found, &mut room));
        }
    }
    Page { summary: summary(called, bare, wholes), plans }
}

/// What all plans add up to. Nothing is called proved that is not, and nothing complete that nobody called so.
fn summary(called: usize, bare: usize, wholes: usize) -> String {
    let things = |count: usize| match count {
        1 => "1 recommendation or action".to_owned(),
        many => format!("{many} recommendations and actions"),
    };
    let is = |count: usize| if count == 1 { "is" } else { "are" };
    let first = match (called, bare) {
        (0, _) => {
            "No recommendation or action published here is called complete, or approved by name.".to_owned()
        }
        (all, 0) => format!(
            "{} {} called complete or approved by name here, {} with evidence of {} own.",
            things(all),
            is(all),
            if all == 1 { "and it stands" } else { "and all stand" },
            if all == 1 { "its" } else { "their" }
        ),
        (all, bare) if all == bare => format!(
            "{} {} called complete or approved by name here, {}.",
            things(all),
            is(all),
            if all == 1 { "without evidence of its own" } else { "none of them with evidence of its own" }
        ),
        (all, bare) => format!(
            "{} {} called complete or approved by name here, {bare} of them without evidence of {} own.",
            things(all),
            is(all),
            if bare == 1 { "its" } else { "their" }
        ),
    };
    match wholes {
        0 => first,
        1 => format!("{first} One resolution approves completion and names no action."),
        many => format!("{first} {many} resolutions approve completion and name no action."),
    }
}

fn of_plan(linker: &Linker<'_>, id: &Id, plan: &Plan, found: &Unsupported, room: &mut usize) -> PlanWords {
    let shown = found.claims.len().min(*room);
    *room -= shown;
    let left = found.claims.len() - shown;
    PlanWords {
        anchor: format!("plan-{id}"),
        link: linker.plan(id),
        claims: found.claims.iter().take(shown).filter_map(|c| claim(linker, plan, c)).collect(),
        more: (left > 0).then(|| More { number: left, link: linker.plan(id) }),
        wholes: found.wholes.iter().filter_map(|w| whole(linker, id, plan, w)).collect(),
    }
}

fn claim(linker: &Linker<'_>, plan: &Plan, claim: &Claim) -> Option<CalledWords> {
    let item = plan.item(&claim.key.item)?;
    let said = claim.said.map(|(_, said)| said);
    let told = said.and_then(|said| history(linker, &claim.key.plan, plan, item, &[said]).pop());
    let (date, by, sources) = match told {
        Some(told) => (Some(told.date), told.by, told.sources),
        None => (None, Links::default(), Cites::default()),
    };
    Some(CalledWords {
        id: linker.item(&claim.key),
        title: titled(plan, item),
        what: tally::kind(plan, item),
        counted: commitment::of_item(plan, item).is_made(),
        status: claim.said.map(|(status, _)| words::status(Some(status))),
        date,
        by,
        sources,
        evidence: words::evidence(claim.evidence),
        named: effects(linker, &claim.named),
        declined: effects(linker, &claim.declined),
        unnamed: effects(linker, &claim.unnamed),
    })
}

fn whole(linker: &Linker<'_>, id: &Id, plan: &Plan, whole: &Whole) -> Option<WholeWords> {
    Some(WholeWords {
        by: effects(linker, std::slice::from_ref(&whole.by)).pop()?,
        of: whole.of.as_ref().map(|of| linker.item_of(id, of)),
        total: tally::noun(plan, &whole.counts.items),
        totals: totals(&whole.counts),
    })
}

/// How many records of a plan, or of all, are called complete without evidence, as a link to the page that lists them: "3
/// called complete without evidence of their own".
pub(crate) fn line(linker: &Linker<'_>, plan: Option<&Id>) -> Link {
    let all = &linker.views.unsupported;
    let count =
        |(bare, wholes), found: &Arc<Unsupported>| (bare + found.claims.len(), wholes + found.wholes.len());
    let (bare, wholes) = match plan {
        Some(plan) => all.get(plan).into_iter().fold((0, 0), count),
        None => all.values().fold((0, 0), count),
    };
    let listed = bare + wholes > 0;
    let anchor = plan.filter(|_| listed).map(|id| format!("plan-{id}"));
    let text = match (bare, wholes) {
        (0, 0) => "none called complete without evidence of its own".to_owned(),
        (0, _) => "completion approved without naming an action".to_owned(),
        (bare, _) => format!("{bare} called complete without evidence of {} own", tally::its(bare)),
    };
    linker.to(&path(), anchor.as_deref(), text)
}
