//! A register without what a meeting decided, by deleting it: the plain meaning of "the plan as it came before a meeting",
//! written here once more, apart from the program's own way of getting there.

use scrutineer::model::register::{Plan, Register};
use scrutineer::model::scalar::Id;
use scrutineer::model::source::Sources;

/// Takes out of all plans what cites a resolution of a meeting, and the resolutions themselves.
pub(crate) fn undecide(register: &mut Register, meeting: &Id) {
    for plan in register.plans.values_mut() {
        undecide_plan(plan, meeting);
    }
    if let Some(meeting) = register.meetings.get_mut(meeting) {
        meeting.resolutions.0.clear();
    }
}

fn undecide_plan(plan: &mut Plan, meeting: &Id) {
    let cites = |sources: &Sources| {
        sources.iter().any(|s| s.resolution.as_ref().is_some_and(|r| r.meeting == *meeting))
    };
    let cites_some = |sources: &Option<Sources>| sources.as_ref().is_some_and(cites);
    let keys = &mut plan.file.own;
    keys.recommendations.0.retain(|r| !cites_some(&r.part.source));
    for recommendation in &mut keys.recommendations.0 {
        if let Some(updates) = &mut recommendation.part.updates {
            updates.0.retain(|u| !cites_some(&u.part.source));
        }
        let own = &mut recommendation.own.own;
        own.responses
            .0
            .retain(|r| r.at.as_ref().is_none_or(|at| at.meeting != *meeting) && !cites(&r.source));
        own.actions.0.retain(|a| !cites_some(&a.part.source));
    }
    let nested = keys.recommendations.0.iter_mut().flat_map(|r| r.own.own.actions.0.iter_mut());
    keys.actions.0.retain(|a| !cites_some(&a.part.source));
    for action in nested.chain(keys.actions.0.iter_mut()) {
        if let Some(updates) = &mut action.part.updates {
            updates.0.retain(|u| !cites_some(&u.part.source));
        }
    }
    keys.amendments.0.retain(|a| a.agreed_at.as_ref().is_none_or(|at| at.meeting != *meeting));
    let files = plan.round_files.iter_mut().map(|(_, round)| round);
    for round in keys.rounds.0.iter_mut().chain(files) {
        round.own.updates.0.retain(|(_, u)| !cites_some(&u.part.source));
    }
}
