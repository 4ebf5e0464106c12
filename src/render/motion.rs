//! What is particular to a motion: who put it, when, what it calls for, what each call led to, and what a motion is not.

use serde::Serialize;

use super::address::{Link, Linker, Links};
use super::labels;
use super::tabled::{self, Tabled, tabled};
use super::words::{self, DateWords, Tag};
use crate::derive::ItemKey;
use crate::derive::amended::titled;
use crate::derive::motion::{Asked, calls};
use crate::model::commitment::latest_response;
use crate::model::paper::{MotionKeys, MotionResult};
use crate::model::record::Dated;
use crate::model::register::Paper;
use crate::model::scalar::{Id, Text};

/// So many records that follow from a call are named, and the rest counted.
const MOST_NAMED: usize = 50;

/// What is particular to a motion.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Motion {
    /// Its reference.
    reference: String,
    /// Who submitted it.
    submitted_by: String,
    /// When it was received.
    received: Option<DateWords>,
    /// When it was passed on.
    forwarded: Option<DateWords>,
    /// Meetings that it came before, and those that it is to come before.
    meetings: Vec<Tabled>,
    /// Who moved it.
    mover: Option<String>,
    /// Who seconded it.
    seconder: Option<String>,
    /// The board that it concerns.
    board: Links,
    /// The executive member.
    executive_member: Links,
    /// The director.
    director: Links,
    /// What became of it.
    result: &'static str,
    /// What follows from that result, and what does not.
    meaning: &'static str,
    /// What it calls for.
    calls: Vec<CallWords>,
    /// Other records that cite it: the record and its title; the first of many.
    others: Vec<(Link, String)>,
    /// How many more there are.
    more: usize,
}

/// A call with what it led to.
#[derive(Clone, Debug, Serialize)]
struct CallWords {
    /// The record of it, where it has one.
    link: Option<Link>,
    /// The call, as HTML.
    text: String,
    /// The resolution that decided it.
    decision: Option<Link>,
    /// The answer that stands, where one is published.
    response: Option<Tag>,
    /// What it led to: the record and its title; the first of many.
    led_to: Vec<(Link, String)>,
    /// How many more there are.
    more: usize,
}

/// What is particular to a motion.
pub(crate) fn motion(linker: &Linker<'_>, id: &Id, paper: &Paper, motion: &Dated<MotionKeys>) -> Motion {
    let text = |t: &Option<Text>| t.as_ref().map(|t| t.0.clone());
    let (calls, others) = calls(linker.views, id, paper);
    let (named, more) = records(linker, &others);
    Motion {
        reference: motion.reference.0.clone(),
        submitted_by: motion.submitted_by.0.clone(),
        received: words::maybe_date(motion.received, motion.note("received")),
        forwarded: words::maybe_date(motion.forwarded, motion.note("forwarded")),
        meetings: tabled(linker, tabled::paper(linker, id).into_iter()),
        mover: text(&motion.mover),
        seconder: text(&motion.seconder),
        board: linker.owners(&motion.board),
        executive_member: linker.owners(&motion.executive_member),
        director: linker.owners(&motion.director),
        result: labels::motion_result(motion.result),
        meaning: meaning(motion.result),
        calls: calls.iter().filter_map(|call| call_words(linker, paper, &call.asked, &call.led_to)).collect(),
        others: named,
        more,
    }
}

/// What follows from a result, and what does not.
fn meaning(result: MotionResult) -> &'static str {
    match result {
        MotionResult::NotKnown => {
            "A motion asks. It commits nobody until it is resolved, and no paper published here says that it was: nothing \
             that it calls for is counted as promised."
        }
        MotionResult::Carried => {
            "Carried: the meeting made these words its own. That commits those it calls on to nothing until they accept it; \
             only what is recorded as accepted or undertaken is counted."
        }
        MotionResult::CarriedAsAmended => {
            "Carried as amended: what was resolved may have other words than the notice. It commits those it calls on to \
             nothing until they accept it; only what is recorded as accepted or undertaken is counted."
        }
        MotionResult::Lost => {
            "Lost: nothing that it calls for was resolved, and nothing of it is counted as promised."
        }
        MotionResult::Referred => {
            "Referred: it was sent to another body, which is no decision on what it calls for. Nothing of it is counted as \
             promised until somebody accepts it."
        }
        MotionResult::Withdrawn => {
            "Withdrawn: it was never decided, and nothing of it is counted as promised."
        }
    }
}

fn call_words(linker: &Linker<'_>, paper: &Paper, asked: &Asked, led_to: &[ItemKey]) -> Option<CallWords> {
    let (led_to, more) = records(linker, led_to);
    Some(match asked {
        Asked::Ask(position) => {
            let ask = paper.header.asks.get(*position)?;
            let decision = ask.decision.as_ref();
            CallWords {
                link: None,
                text: linker.text(&ask.text),
                decision: decision.map(|at| linker.resolution(&at.meeting, &at.resolution)),
                response: None,
                led_to,
                more,
            }
        }
        Asked::Item(key) => {
            let plan = linker.views.edition.register.plans.get(&key.plan)?;
            let item = plan.item(&key.item)?;
            let stands = item.recommendation.and_then(latest_response);
            CallWords {
                link: Some(linker.item(key)),
                text: linker.text(&Text(titled(plan, item))),
                decision: None,
                response: stands.map(|response| labels::response(Some(response.value))),
                led_to,
                more,
            }
        }
    })
}

/// Records with their titles, the first of many, and how many more there are.
fn records(linker: &Linker<'_>, keys: &[ItemKey]) -> (Vec<(Link, String)>, usize) {
    let one = |key: &ItemKey| {
        let plan = linker.views.edition.register.plans.get(&key.plan)?;
        Some((linker.item(key), titled(plan, plan.item(&key.item)?)))
    };
    let named = keys.iter().take(MOST_NAMED).filter_map(one).collect();
    (named, keys.len().saturating_sub(MOST_NAMED))
}
