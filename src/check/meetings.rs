//! Meetings: only one that took place can have resolved anything, and what it decided should say about what.

use super::known::Known;
use crate::diagnostic::{Code, Diagnostic, Slip};
use crate::model::meeting::{Meeting, MeetingStatus, Resolution, Verb};
use crate::model::trail::Trail;

pub(super) fn check(known: &Known<'_>, faults: &mut Vec<Diagnostic>) {
    for (id, meeting) in &known.register.meetings {
        let file = format!("content/meetings/{id}.yaml");
        let top = Trail::top(&file);
        let list = top.key("resolutions");
        faults.extend(not_held(meeting).map(|slip| list.at_key().fault(slip)));
        // Without a plan there is nothing that a resolution could affect.
        if known.register.plans.is_empty() {
            continue;
        }
        for (position, resolution) in meeting.resolutions.iter().enumerate() {
            let slip = affects_nothing(resolution);
            faults.extend(slip.map(|slip| list.index(position).key("ref").fault(slip)));
        }
    }
}

/// What is resolved at a meeting that did not take place; told here once, not at those who cite it.
fn not_held(meeting: &Meeting) -> Option<Slip> {
    let status = match meeting.status {
        MeetingStatus::Held | MeetingStatus::NotConfirmed => return None,
        MeetingStatus::Scheduled => "scheduled",
        MeetingStatus::Cancelled => "cancelled",
        MeetingStatus::Postponed => "postponed",
    };
    (!meeting.resolutions.is_empty()).then(|| {
        let message = format!("a meeting that is {status} has resolutions");
        let help = "if it took place, write status: held; else take the resolutions out, or move them to the meeting that \
                    passed them";
        Slip::new(Code::ResolutionNotHeld, message, help)
    })
}

/// A decision that says nothing of what it is about. To note something decides nothing.
fn affects_nothing(resolution: &Resolution) -> Option<Slip> {
    let decides = resolution.verbs.iter().any(|verb| *verb != Verb::Noted);
    (decides && resolution.affects.is_empty()).then(|| {
        let message = format!("resolution `{}` decides something, and affects nothing", resolution.reference);
        let help = "say what it is about: affects: [{of: PLAN/ID, effect: …}]; the effect none says that it does nothing \
                    to what it names";
        Slip::new(Code::ResolutionAffectsNothing, message, help)
    })
}
