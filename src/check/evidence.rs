//! Evidence that is stated and that no source bears out (`model/borne.rs`): pages do not count it either.

use std::collections::HashSet;

use super::known::Known;
use super::walk::{Entry, Origin, Said, Walk};
use crate::diagnostic::{Code, Diagnostic, Place, Slip};
use crate::model::borne::{self, Lack, Stating};
use crate::model::scalar::ItemId;
use crate::model::update::{Evidence, Round, Status};

pub(super) fn of_plan(known: &Known<'_>, walk: &Walk<'_>, faults: &mut Vec<Diagnostic>) {
    let default = walk.plan.defaults.as_ref().and_then(|d| d.evidence);
    // What a round or the plan states for all its words is told once, where it is stated.
    let mut told = HashSet::new();
    for entry in &walk.entries {
        for said in &entry.words {
            let of_round = said.round().and_then(|round| round.evidence);
            let stated = borne::stated(said.word, said.round(), default).filter(|e| e.counts());
            let Some(evidence) = stated else { continue };
            let Some(lack) = lack(known, walk, entry, said) else { continue };
            // That no resolution approves what is called signed off is told as such.
            if lack.is_of_decision() && said.word.status == Some(Status::SignedOff) {
                continue;
            }
            let place = match (said.word.evidence, of_round) {
                (Some(_), _) => walk.place(entry, said),
                (None, Some(_)) => round_place(walk, said.origin),
                (None, None) => top(walk).at("defaults"),
            };
            if told.insert(place.clone()) {
                faults.push(slip(entry.item.id(), evidence, lack).at(place.at("evidence")));
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
pub(super) fn lack(known: &Known<'_>, walk: &Walk<'_>, entry: &Entry<'_>, said: &Said<'_>) -> Option<Lack> {
    let stating = Stating::new(said.date, said.common, said.word, said.round());
    known.published.ground().lack((walk.id, walk.plan), entry.item.id(), stating)
}

fn slip(item: &ItemId, evidence: Evidence, lack: Lack) -> Slip {
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
        Lack::Later => {
            let message = format!("evidence: {word} is stated, and its source was published later");
            let help = "an update cannot rest on what was published after it: give the evidence in an update of that day";
            Slip::new(Code::EvidenceWithoutSource, message, help)
        }
        Lack::Withdrawn => {
            let message = format!("evidence: {word} is stated, and the paper that it names was withdrawn");
            let help =
                "add the source that bears it out now; where there is none, leave it: pages do not count it";
            Slip::new(Code::EvidenceWithoutSource, message, help)
        }
        Lack::Noted => {
            let message = "the resolution cited as evidence only notes what was before the meeting";
            Slip::new(Code::EvidenceWithoutSource, message, SPEAKS)
        }
        Lack::Unnamed => {
            let message = format!("the resolution cited as evidence has no effect on `{item}`");
            Slip::new(Code::EvidenceWithoutSource, message, SPEAKS)
        }
        Lack::Against => {
            let message = format!("the resolution cited as evidence decides something else of `{item}`");
            Slip::new(Code::EvidenceWithoutSource, message, SPEAKS)
        }
    }
}

const SPEAKS: &str = "a minute that notes a report, or decides on a whole plan or recommendation, is no evidence that one action \
                      was delivered: name the paragraph of the minutes that speaks of it, or write evidence: self_reported";
