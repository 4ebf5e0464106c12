//! Every record begins some day: without a date it could be in no view, or wrongly in all.

use crate::diagnostic::{Code, Diagnostic, Slip};
use crate::model::birth::{action_birth, recommendation_birth};
use crate::model::date::Date;
use crate::model::register::Register;
use crate::model::trail::Trail;
use crate::model::work::Work;

pub(super) fn check(register: &Register, faults: &mut Vec<Diagnostic>) {
    for (id, plan) in &register.plans {
        // A source in a broken paper may date a record; nobody can tell yet.
        if register
            .broken
            .iter()
            .any(|file| file.starts_with("content/papers/") || file.starts_with("content/meetings/"))
        {
            return;
        }
        // Nor where the plan names a paper that does not exist, which is told at its own place.
        if plan.set_out_in.as_ref().is_some_and(|p| !register.papers.contains_key(p)) {
            continue;
        }
        let file = format!("content/plans/{id}.yaml");
        let top = Trail::top(&file);
        for (position, recommendation) in plan.recommendations.iter().enumerate() {
            let list = top.key("recommendations");
            let at = list.index(position);
            born(
                register,
                &at,
                "ref",
                recommendation_birth(register, plan, recommendation),
                &recommendation.part,
                faults,
            );
            for (position, action) in recommendation.actions.iter().enumerate() {
                let birth = action_birth(register, plan, Some(recommendation), action);
                born(register, &at.key("actions").index(position), "id", birth, &action.part, faults);
            }
        }
        for (position, action) in plan.actions.iter().enumerate() {
            let birth = action_birth(register, plan, None, action);
            born(register, &top.key("actions").index(position), "id", birth, &action.part, faults);
        }
    }
}

fn born(
    register: &Register,
    at: &Trail<'_>,
    id_key: &str,
    birth: Option<Date>,
    work: &Work,
    faults: &mut Vec<Diagnostic>,
) {
    let Some(birth) = birth else {
        let mut sources = work.source.iter().flat_map(|s| s.iter());
        if sources.any(|s| s.paper.as_ref().is_some_and(|p| !register.papers.contains_key(p))) {
            return;
        }
        let message = "nothing dates this record";
        let help = "add `made: 2021-10-13`, or a `source` whose paper has a date";
        return faults.push(at.key(id_key).fault(Slip::new(Code::NoBirthDate, message, help)));
    };
    if let Some(due) = work.due.filter(|due| due.last() < birth.last()) {
        let message = format!("it was due on {due}, before it is first known ({birth})");
        let help = "nothing to do if that is what the papers say; else give `made`, or correct `due`";
        faults.push(at.key("due").fault(Slip::new(Code::DueBeforeBirth, message, help)));
    }
}
