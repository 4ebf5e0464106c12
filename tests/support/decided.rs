//! A register as if a meeting had decided nothing yet, by putting off what it decided to a day far ahead: the plain meaning
//! of "the plan as it came before a meeting", written here once more, apart from the program's own way of getting there.

use scrutineer::model::date::Date;
use scrutineer::model::register::{Plan, Register};
use scrutineer::model::scalar::Id;
use scrutineer::model::source::Sources;
use scrutineer::model::work::Work;

/// Puts off what cites a resolution of a meeting, in all plans, and takes out the resolutions themselves.
pub(crate) fn undecide(register: &mut Register, meeting: &Id) {
    for plan in register.plans.values_mut() {
        undecide_plan(std::sync::Arc::make_mut(plan), meeting);
    }
    if let Some(meeting) = register.meetings.get_mut(meeting) {
        std::sync::Arc::make_mut(meeting).resolutions.0.clear();
    }
}

fn far_ahead() -> Date {
    Date::day("2999-12-31".parse().expect("a day"))
}

fn cites(sources: &Sources, meeting: &Id) -> bool {
    sources.iter().any(|s| s.resolution.as_ref().is_some_and(|r| r.meeting == *meeting))
}

fn undecide_plan(plan: &mut Plan, meeting: &Id) {
    let keys = &mut plan.file.own;
    for recommendation in &mut keys.recommendations.0 {
        undecide_work(&mut recommendation.part, meeting);
        for response in &mut recommendation.own.own.responses.0 {
            let told = response.at.as_ref().is_some_and(|at| at.meeting == *meeting);
            if told || cites(&response.source, meeting) {
                (response.own.at, response.own.source) = (None, Sources::default());
                response.own.date = Some(far_ahead());
            }
        }
        recommendation.own.own.actions.0.iter_mut().for_each(|a| undecide_work(&mut a.part, meeting));
    }
    keys.actions.0.iter_mut().for_each(|a| undecide_work(&mut a.part, meeting));
    for amendment in &mut keys.amendments.0 {
        if amendment.agreed_at.as_ref().is_some_and(|at| at.meeting == *meeting) {
            amendment.own.agreed_at = None;
            amendment.own.date = far_ahead();
        }
    }
    // A word in a round has the round's date; without it the round stands.
    let files = plan.round_files.iter_mut().map(|(_, round)| round);
    for round in keys.rounds.0.iter_mut().chain(files) {
        round.own.updates.0.retain(|(_, u)| u.part.source.as_ref().is_none_or(|s| !cites(s, meeting)));
    }
}

fn undecide_work(work: &mut Work, meeting: &Id) {
    if work.source.as_ref().is_some_and(|s| cites(s, meeting)) {
        work.made = Some(far_ahead());
    }
    for update in work.updates.iter_mut().flat_map(|u| u.0.iter_mut()) {
        if update.part.source.as_ref().is_some_and(|s| cites(s, meeting)) {
            update.part.source = None;
            update.own.own.date = far_ahead();
        }
    }
}
