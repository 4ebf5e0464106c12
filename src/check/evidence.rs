//! Evidence that is stated and that no source stands behind: data, a minute or an inspection without any source, and a
//! minute that only notes a report. Where no source can be read, pages do not count it either (`model/history.rs`).

use std::collections::HashSet;

use super::known::Known;
use super::walk::{Entry, Origin, Said, Walk};
use crate::diagnostic::{Code, Diagnostic, Place, Slip};
use crate::model::meeting::{Effect, Verb};
use crate::model::scalar::{ItemId, ResolutionRef};
use crate::model::source::Source;
use crate::model::update::{Evidence, Round};

/// Why evidence of a kind that counts does not.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Lack {
    /// Neither the word nor its round names a source.
    Source,
    /// The papers that they name were withdrawn.
    Withdrawn,
    /// The resolutions cited only note what was before the meeting, or do nothing to the item.
    Decision,
}

pub(super) fn of_plan(known: &Known<'_>, walk: &Walk<'_>, faults: &mut Vec<Diagnostic>) {
    let default = walk.plan.defaults.as_ref().and_then(|d| d.evidence);
    // What a round or the plan states for all its words is told once, where it is stated.
    let mut told = HashSet::new();
    for entry in &walk.entries {
        for said in &entry.words {
            let of_round = said.round().and_then(|round| round.evidence);
            let of_plan = default.filter(|_| said.word.status.is_some());
            let Some(evidence) = said.word.evidence.or(of_round).or(of_plan) else { continue };
            let Some(lack) = lack(known, walk, entry, said, evidence) else { continue };
            let place = match (said.word.evidence, of_round) {
                (Some(_), _) => walk.place(entry, said),
                (None, Some(_)) => round_place(walk, said.origin),
                (None, None) => top(walk).at("defaults"),
            };
            if told.insert(place.clone()) {
                faults.push(slip(evidence, lack).at(place.at("evidence")));
            }
        }
    }
}

fn top(walk: &Walk<'_>) -> Place {
    Place::top(format!("content/plans/{}.yaml", walk.id))
}

fn round_place(walk: &Walk<'_>, origin: Origin<'_>) -> Place {
    match origin {
        Origin::Round(position, _) => top(walk).at("rounds").at(position),
        Origin::File(id, _) => Place::top(format!("content/plans/{}/{id}.yaml", walk.id)),
        Origin::Own(_) => top(walk),
    }
}

/// The rounds of a plan with their places.
pub(super) fn rounds<'r>(walk: &Walk<'r>) -> Vec<(Place, &'r Round)> {
    let own = walk.plan.rounds.iter().enumerate().map(|(i, round)| (Origin::Round(i, round), round));
    let files = walk.plan.round_files.iter().map(|(id, round)| (Origin::File(id, round), round));
    own.chain(files).map(|(origin, round)| (round_place(walk, origin), round)).collect()
}

/// What is missing behind evidence that a word or its round states.
pub(super) fn lack(
    known: &Known<'_>,
    walk: &Walk<'_>,
    entry: &Entry<'_>,
    said: &Said<'_>,
    evidence: Evidence,
) -> Option<Lack> {
    if !evidence.counts() {
        return None;
    }
    let own: Vec<&Source> = said.word.source.iter().flat_map(|s| s.iter()).collect();
    let of_round = || said.round().into_iter().flat_map(|r| r.source.iter()).collect();
    let sources = if own.is_empty() { of_round() } else { own };
    if sources.is_empty() {
        return Some(Lack::Source);
    }
    let published = &known.published;
    if sources.iter().all(|source| published.source_is_withdrawn(source, Some(walk.plan))) {
        return Some(Lack::Withdrawn);
    }
    let notes = |source: &&Source| {
        let elsewhere = source.paper.is_some() || !source.at.is_empty() || source.url.is_some();
        let cited = source.resolution.as_ref().filter(|_| !elsewhere && source.title.is_none());
        cited.is_some_and(|cited| only_notes(known, walk, entry, cited))
    };
    (evidence == Evidence::Minute && sources.iter().all(notes)).then_some(Lack::Decision)
}

/// Whether a resolution does no more to an item, its recommendation or its plan than to note it. One that cannot be
/// read may do more.
fn only_notes(known: &Known<'_>, walk: &Walk<'_>, entry: &Entry<'_>, cited: &ResolutionRef) -> bool {
    let Some((_, resolution)) = known.register.resolution(cited) else { return false };
    let recommendation = entry.item.recommendation.map(|r| &r.reference);
    let concerns = |item: Option<&ItemId>| match item {
        None => true,
        item => item == Some(entry.item.id()) || item == recommendation,
    };
    let mut effects = resolution
        .affects
        .iter()
        .filter(|a| a.of.iter().any(|of| of.plan == *walk.id && concerns(of.item.as_ref())))
        .map(|a| a.effect)
        .peekable();
    match effects.peek() {
        // To note decides nothing; what else was resolved may well speak of the item.
        None => resolution.verbs.iter().all(|verb| *verb == Verb::Noted),
        Some(_) => effects.all(|effect| matches!(effect, Effect::Noted | Effect::None)),
    }
}

fn slip(evidence: Evidence, lack: Lack) -> Slip {
    let word = match evidence {
        Evidence::Data => "data",
        Evidence::Inspection => "inspection",
        _ => "minute",
    };
    match lack {
        Lack::Source => {
            let message = format!("evidence: {word} is stated, and no source is named");
            let help = "add the source in which it can be read, to the update or to its round; where nothing is \
                        published, write evidence: self_reported or none";
            Slip::new(Code::EvidenceWithoutSource, message, help)
        }
        Lack::Withdrawn => {
            let message = format!("evidence: {word} is stated, and the paper that it names was withdrawn");
            let help =
                "add the source that bears it out now; where there is none, leave it: pages do not count it";
            Slip::new(Code::EvidenceWithoutSource, message, help)
        }
        Lack::Decision => {
            let help = "a minute that notes a report is no evidence of delivery: name the paragraph of the minutes that \
                        speaks of it, or write evidence: self_reported";
            let message = "the resolution cited as evidence only notes what was before the meeting";
            Slip::new(Code::EvidenceWithoutSource, message, help)
        }
    }
}
