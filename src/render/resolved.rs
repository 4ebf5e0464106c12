//! Resolutions in words: what each affects, what rests on it in the papers published here, and what it does not say.

use std::collections::BTreeSet;

use serde::Serialize;

use super::address::{Link, Linker};
use super::cite::{Cites, cites};
use super::labels;
use super::plan::is_summary;
use super::progress::tally::noun;
use super::words::{self, DateWords, days, plural};
use crate::derive::ItemKey;
use crate::derive::amended::titled;
use crate::derive::resolved::{Reach, Resolved, Turn, reaches};
use crate::model::meeting::{Affects, Effect, Meeting, Resolution};
use crate::model::plan::AmendedField;
use crate::model::scalar::{Id, ItemRef};

/// So many records are named where a resolution concerns many; the rest are counted.
const MOST_NAMED: usize = 50;
/// So many of those are named in a sentence.
const MOST_IN_SENTENCE: usize = 10;

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
    sources: Cites,
    /// What it does to plans, recommendations and actions.
    affects: Vec<AffectsWords>,
    /// What rests on it: words, answers and amendments that cite it; the first of many.
    changed: Vec<ChangedWords>,
    /// How many more there are.
    more: usize,
    /// What it does not say, each a sentence.
    limits: Vec<String>,
}

/// What a resolution does to some records.
#[derive(Clone, Debug, Serialize)]
struct AffectsWords {
    /// What it does: "completion approved".
    effect: &'static str,
    /// To which records; the first of many.
    of: Vec<Link>,
    /// How many more there are.
    more: usize,
}

/// What rests on a resolution.
#[derive(Clone, Debug, Serialize)]
struct ChangedWords {
    /// The record.
    link: Link,
    /// Its title, with its plan's.
    title: String,
    /// What changed: "status from in progress to signed off".
    words: String,
    /// When that was published.
    date: Option<DateWords>,
}

/// What a meeting resolved.
pub(crate) fn resolutions(linker: &Linker<'_>, id: &Id, meeting: &Meeting) -> Vec<ResolutionWords> {
    meeting.resolutions.iter().map(|resolution| one(linker, id, resolution)).collect()
}

/// What a meeting resolved of a plan or its records.
pub(crate) fn resolutions_on(
    linker: &Linker<'_>,
    id: &Id,
    meeting: &Meeting,
    plan: &Id,
) -> Vec<ResolutionWords> {
    let names = |r: &&Resolution| r.affects.iter().any(|a| a.of.iter().any(|of| of.plan == *plan));
    meeting.resolutions.iter().filter(names).map(|resolution| one(linker, id, resolution)).collect()
}

fn one(linker: &Linker<'_>, meeting: &Id, resolution: &Resolution) -> ResolutionWords {
    let nothing = Resolved::default();
    let key = (meeting.clone(), resolution.reference.clone());
    let resolved = linker.views.resolved.get(&key).unwrap_or(&nothing);
    let resting =
        resolved.set_out.len() + resolved.turns.len() + resolved.responses.len() + resolved.amendments.len();
    ResolutionWords {
        anchor: format!("resolution-{}", resolution.reference),
        reference: resolution.reference.0.clone(),
        cited_as: resolution.common().cited_as.as_ref().map(|c| c.0.clone()),
        verbs: resolution.verbs.iter().map(|v| labels::verb(*v)).collect::<Vec<_>>().join(", "),
        text: linker.maybe(resolution.text.as_ref()),
        summary: is_summary(None, Some(resolution.common())),
        sources: cites(linker, &resolution.source, None),
        affects: resolution.affects.iter().map(|a| affects(linker, a)).collect(),
        limits: limits(linker, resolution, resolved),
        changed: changed(linker, resolved),
        more: resting.saturating_sub(MOST_NAMED),
    }
}

fn affects(linker: &Linker<'_>, affects: &Affects) -> AffectsWords {
    let of = |reference: &ItemRef| match &reference.item {
        None => linker.plan(&reference.plan),
        Some(item) => {
            let link = linker.item_of(&reference.plan, item);
            Link { text: format!("{} of {}", link.text, linker.plan(&reference.plan).text), ..link }
        }
    };
    AffectsWords {
        effect: labels::effect(affects.effect),
        of: affects.of.iter().take(MOST_NAMED).map(of).collect(),
        more: affects.of.len().saturating_sub(MOST_NAMED),
    }
}

/// The title of a record with that of its plan.
fn title(linker: &Linker<'_>, key: &ItemKey) -> String {
    let plan = linker.views.edition.register.plans.get(&key.plan);
    let item = plan.and_then(|plan| Some(titled(plan, plan.item(&key.item)?)));
    format!("{} (of {})", item.unwrap_or_default(), linker.plan(&key.plan).text)
}

fn changed(linker: &Linker<'_>, resolved: &Resolved) -> Vec<ChangedWords> {
    let plans = &linker.views.edition.register.plans;
    let row = |key: &ItemKey, words: String, date| ChangedWords {
        link: linker.item(key),
        title: title(linker, key),
        words,
        date,
    };
    let set_out = resolved.set_out.iter().map(|key| row(key, "comes from it".to_owned(), None));
    let turns = resolved
        .turns
        .iter()
        .map(|turn| row(&turn.key, turn_words(turn), Some(words::date(&turn.date, None))));
    let responses = resolved.responses.iter().filter_map(|(key, position)| {
        let recommendation = plans.get(&key.plan)?.item(&key.item)?.recommendation?;
        let response = recommendation.responses.get(*position)?;
        let words = format!("answered at it: {}", labels::response(Some(response.value)).word);
        Some(row(key, words, words::maybe_date(response.date, response.note("date"))))
    });
    let amendments = resolved.amendments.iter().filter_map(|(id, position)| {
        let amendment = plans.get(id)?.amendments.get(*position)?;
        let date = Some(words::date(&amendment.date, amendment.note("date")));
        Some(match amendment.field {
            AmendedField::Target => ChangedWords {
                link: linker.measure(id, &amendment.of),
                title: format!("(of {})", linker.plan(id).text),
                words: "a new target agreed at it".to_owned(),
                date,
            },
            field => {
                let what = match field {
                    AmendedField::Title => "a new title",
                    AmendedField::Owner => "a change of owner",
                    _ => "new wording",
                };
                let key = ItemKey { plan: id.clone(), item: amendment.of.clone() };
                row(&key, format!("{what} agreed at it"), date)
            }
        })
    });
    set_out.chain(turns).chain(responses).chain(amendments).take(MOST_NAMED).collect()
}

/// What a word that cites a resolution changed.
fn turn_words(turn: &Turn) -> String {
    let mut parts = Vec::new();
    let word = |status| words::status(status).word;
    match turn.status {
        Some((Some(before), now)) if before == now => parts.push(format!("status stays {}", word(Some(now)))),
        Some((Some(before), now)) => {
            parts.push(format!("status from {} to {}", word(Some(before)), word(Some(now))));
        }
        Some((None, now)) => parts.push(format!("first status {}", word(Some(now)))),
        None => {}
    }
    match turn.due {
        Some((Some(before), now)) => {
            let moved = (now.last() - before.last()).num_days();
            let way = if moved < 0 { "earlier" } else { "later" };
            let (before, now) = (words::date_text(&before), words::date_text(&now));
            parts.push(format!("date moved from {before} to {now}, {} {way}", days(moved.abs())));
        }
        Some((None, now)) => parts.push(format!("first date {}", words::date_text(&now))),
        None => {}
    }
    if parts.is_empty() {
        parts.push("an update rests on it that states neither a status nor a date".to_owned());
    }
    if let Some(evidence) = turn.evidence {
        parts.push(format!("evidence {}", words::evidence(evidence).word));
    }
    parts.join("; ")
}

/// What a resolution does not say, as far as it names records here.
fn limits(linker: &Linker<'_>, resolution: &Resolution, resolved: &Resolved) -> Vec<String> {
    let turned: BTreeSet<&ItemKey> = resolved.turns.iter().map(|turn| &turn.key).collect();
    let mut silent = Vec::new();
    let mut limits = Vec::new();
    for reach in reaches(&linker.views.edition, resolution) {
        match reach {
            Reach::Whole(plan) => {
                let cited = turned.iter().any(|key| key.plan == plan);
                limits.push(whole(linker, &plan, cited));
            }
            Reach::Over { key, actions, named } => {
                limits.extend(over(linker, &key, (actions, named), &turned));
            }
            Reach::Item(key) if !turned.contains(&key) => silent.push(key),
            Reach::Item(_) => {}
        }
    }
    limits.extend(unchanged(&silent));
    limits.extend(completion(linker, resolution));
    limits
}

/// A resolution that names a plan as a whole.
fn whole(linker: &Linker<'_>, id: &Id, cited: bool) -> String {
    let title = linker.plan(id).text;
    let items = linker.views.progress.get(id).map_or(&[][..], |p| p.counts.items.as_slice());
    let plan = linker.views.edition.register.plans.get(id).filter(|_| !items.is_empty());
    match plan.map(|plan| noun(plan, items)) {
        None => format!("It names “{title}” as a whole, and no record of it."),
        Some(noun) if cited => {
            format!("It names none of the {noun} of “{title}”; the words above cite it all the same.")
        }
        Some(noun) => {
            format!("It names none of the {noun} of “{title}”: the status of none of them rests on it.")
        }
    }
}

/// A resolution on a recommendation that has actions.
fn over(
    linker: &Linker<'_>,
    key: &ItemKey,
    (actions, named): (usize, usize),
    turned: &BTreeSet<&ItemKey>,
) -> Option<String> {
    let recommendation =
        linker.views.edition.register.plans.get(&key.plan)?.item(&key.item)?.recommendation?;
    let cited = recommendation
        .actions
        .iter()
        .any(|action| turned.contains(&ItemKey { plan: key.plan.clone(), item: action.id.clone() }));
    let all = plural(actions as i64, "action", "actions");
    let begin = format!("It covers {} of “{}”, which has {all}", key.item, linker.plan(&key.plan).text);
    match (named, cited) {
        (named, _) if named == actions => None,
        (0, false) if actions == 1 => {
            Some(format!("{begin}, which it does not name: that action’s status does not rest on it."))
        }
        (0, false) => {
            Some(format!("{begin}, none of which it names: the status of none of them rests on it."))
        }
        (0, true) => Some(format!("{begin}, none of which it names; the words above cite it all the same.")),
        (named, _) => Some(format!("{begin}, and names {named} of them: it says nothing of the others.")),
    }
}

/// Records that a resolution names and no word about which cites it.
fn unchanged(silent: &[ItemKey]) -> Option<String> {
    let named: Vec<_> = silent.iter().take(MOST_IN_SENTENCE).map(|key| key.item.0.as_str()).collect();
    let more = silent.len().saturating_sub(MOST_IN_SENTENCE);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    match silent.len() {
        0 => None,
        1 => Some(format!(
            "No update of {} published here cites it: no status of it rests on this resolution.",
            named.concat()
        )),
        _ => Some(format!(
            "No update of {}{more} published here cites it: no status of theirs rests on this resolution.",
            named.join(", ")
        )),
    }
}

/// What stands behind the completions that a resolution approves.
fn completion(linker: &Linker<'_>, resolution: &Resolution) -> Option<String> {
    let mut approving =
        resolution.affects.iter().filter(|a| a.effect == Effect::CompletionApproved).peekable();
    approving.peek()?;
    let tracked = |of: &ItemRef| {
        let plan = linker.views.edition.register.plans.get(&of.plan)?;
        let item = plan.item(of.item.as_ref()?)?;
        let itself = item.action.is_some() || item.recommendation.is_some_and(|r| r.actions.is_empty());
        itself.then(|| ItemKey { plan: of.plan.clone(), item: item.id().clone() })
    };
    let named: BTreeSet<ItemKey> = approving.flat_map(|a| a.of.iter()).filter_map(tracked).collect();
    let proved = named
        .iter()
        .filter(|key| linker.views.standings.get(key).is_some_and(|standing| standing.evidence.counts()));
    let proved = proved.count();
    Some(match (named.len(), proved) {
        (0, _) => "It approves completion and names no action as complete, so it gives no evidence that any one is done."
            .to_owned(),
        (1, 0) => "No evidence of its own is published here for what it approves as complete.".to_owned(),
        (all, 0) => format!("No evidence of their own is published here for any of the {all} it approves as complete."),
        (all, some) if some == all => return None,
        (all, some) => format!(
            "Evidence of its own is published here for {some} of the {all} that it approves as complete."
        ),
    })
}
