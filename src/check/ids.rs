//! One id for one record: owners and bodies share a namespace, so do a plan's recommendations, actions and measures.

use std::collections::BTreeMap;

use super::walk::Walk;
use crate::diagnostic::{Code, Diagnostic, Place, Slip};
use crate::model::meeting::Meeting;
use crate::model::register::{Paper, Plan, Register};
use crate::model::scalar::Id;
use crate::model::trail::Trail;

pub(super) fn check(register: &Register, faults: &mut Vec<Diagnostic>) {
    people(register, faults);
}

/// The ids within a plan.
pub(super) fn of_plan(walk: &Walk<'_>, faults: &mut Vec<Diagnostic>) {
    let file = format!("content/plans/{}.yaml", walk.id);
    plan_ids(&Trail::top(&file), walk.plan, faults);
    rounds(walk.id.0.as_str(), &file, walk.plan, faults);
}

/// The references within a meeting.
pub(super) fn of_meeting(id: &Id, meeting: &Meeting, faults: &mut Vec<Diagnostic>) {
    let file = format!("content/meetings/{id}.yaml");
    let top = Trail::top(&file);
    let mut seen = Seen::new("this meeting", faults);
    for (position, resolution) in meeting.resolutions.iter().enumerate() {
        seen.add(&resolution.reference.0, &top.key("resolutions").index(position).key("ref"));
    }
}

/// The places within a paper.
pub(super) fn of_paper(id: &Id, paper: &Paper, faults: &mut Vec<Diagnostic>) {
    anchors(&format!("content/papers/{id}.md"), paper, faults);
}

/// The ids met so far in one namespace.
struct Seen<'f, 'i> {
    space: &'static str,
    ids: BTreeMap<&'i str, ()>,
    faults: &'f mut Vec<Diagnostic>,
}

impl<'f, 'i> Seen<'f, 'i> {
    fn new(space: &'static str, faults: &'f mut Vec<Diagnostic>) -> Self {
        Seen { space, ids: BTreeMap::new(), faults }
    }

    fn add(&mut self, id: &'i str, trail: &Trail<'_>) {
        if self.ids.insert(id, ()).is_some() {
            let message = format!("`{id}` is used twice in {}", self.space);
            self.faults.push(trail.fault(Slip::new(Code::DuplicateId, message, "give this one another id")));
        }
    }
}

fn people(register: &Register, faults: &mut Vec<Diagnostic>) {
    let mut seen = Seen::new("owners.yaml and bodies.yaml, which share their ids", faults);
    for (position, body) in register.bodies.iter().enumerate() {
        seen.add(&body.id.0, &Trail::top("content/bodies.yaml").key("bodies").index(position).key("id"));
    }
    for (position, owner) in register.owners.iter().enumerate() {
        seen.add(&owner.id.0, &Trail::top("content/owners.yaml").key("owners").index(position).key("id"));
    }
    let mut seen = Seen::new("threads.yaml", faults);
    for (position, thread) in register.threads.iter().enumerate() {
        seen.add(&thread.id.0, &Trail::top("content/threads.yaml").key("threads").index(position).key("id"));
    }
    let mut seen = Seen::new("disagreements.yaml", faults);
    for (position, entry) in register.disagreements.iter().enumerate() {
        let top = Trail::top("content/disagreements.yaml");
        seen.add(&entry.id.0, &top.key("disagreements").index(position).key("id"));
    }
    let top = Trail::top("site.toml");
    for (id, scheme) in register.site.ratings.iter() {
        let mut seen = Seen::new("this rating scheme", faults);
        for (position, step) in scheme.steps.iter().enumerate() {
            seen.add(&step.id.0, &top.key("ratings").key(&id.0).key("steps").index(position).key("id"));
        }
    }
}

fn plan_ids(top: &Trail<'_>, plan: &Plan, faults: &mut Vec<Diagnostic>) {
    let mut seen =
        Seen::new("this plan, whose recommendations, actions and measures share their ids", faults);
    let list = top.key("recommendations");
    for (position, recommendation) in plan.recommendations.iter().enumerate() {
        let at = list.index(position);
        seen.add(&recommendation.reference.0, &at.key("ref"));
        for (position, action) in recommendation.actions.iter().enumerate() {
            seen.add(&action.id.0, &at.key("actions").index(position).key("id"));
        }
    }
    for (position, action) in plan.actions.iter().enumerate() {
        seen.add(&action.id.0, &top.key("actions").index(position).key("id"));
    }
    for (position, measure) in plan.measures.iter().enumerate() {
        seen.add(&measure.id.0, &top.key("measures").index(position).key("id"));
    }
}

/// A round inside the plan's file needs an id of its own; one in a file of its own has the file's name.
fn rounds(plan_id: &str, file: &str, plan: &Plan, faults: &mut Vec<Diagnostic>) {
    let mut ids: BTreeMap<&str, ()> = BTreeMap::new();
    for (position, round) in plan.rounds.iter().enumerate() {
        let top = Trail::top(file);
        let list = top.key("rounds");
        let at = list.index(position);
        match &round.id {
            None => {
                let help = "add a line `id: …` to the round, such as id: 2024-q3";
                faults.push(at.fault(Slip::new(Code::MissingKey, "`id` is missing", help)));
            }
            Some(id) if ids.insert(&id.0, ()).is_some() => {
                let message = format!("two rounds of this plan are called `{id}`");
                faults.push(at.key("id").fault(Slip::new(
                    Code::DuplicateId,
                    message,
                    "give this one another id",
                )));
            }
            Some(_) => {}
        }
    }
    for (id, round) in &plan.round_files {
        let path = format!("content/plans/{plan_id}/{id}.yaml");
        if let Some(written) = round.id.as_ref().filter(|w| *w != id) {
            let message = format!("the file is called `{id}` and the round `{written}`");
            let help = format!("take the line out; the file's name is the id. Or write id: {id}");
            let slip = Slip::new(Code::BadId, message, help).replaced_by(id.0.as_str());
            faults.push(Trail::top(&path).key("id").fault(slip));
        }
        if ids.insert(&id.0, ()).is_some() {
            let message = format!("two rounds of this plan are called `{id}`");
            faults.push(Diagnostic::new(Code::DuplicateId, Place::file(path), message, "rename the file"));
        }
    }
}

/// Anchors of a paper: paragraphs, blocks and findings.
fn anchors(file: &str, paper: &Paper, faults: &mut Vec<Diagnostic>) {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    let line_ends: Vec<usize> = paper.text.match_indices('\n').map(|(at, _)| at).collect();
    // The items of a paragraph that is numbered twice have their names twice; to say so again would help nobody.
    let mut doubled: Option<&str> = None;
    for anchor in paper.outline.anchors.iter().filter(|a| a.given) {
        if anchor.number.is_some() {
            doubled = seen.contains_key(anchor.name.as_str()).then_some(&anchor.name);
        } else if doubled.is_some_and(|number| anchor.name.starts_with(number)) {
            continue;
        }
        let first = *seen.entry(&anchor.name).or_insert(anchor.spot.start);
        if first == anchor.spot.start {
            continue;
        }
        let line = paper.outline.lines_above + line_ends.partition_point(|end| *end < first) + 1;
        let (message, help) = match &anchor.number {
            Some(number) if anchor.name.strip_prefix('p') == Some(number) => (
                format!("paragraph {number} is numbered twice, first in line {line}"),
                "number each paragraph once",
            ),
            _ => (
                format!("`{}` marks two places, first in line {line}", anchor.name),
                "give this place another name",
            ),
        };
        let place = Place::bytes(file, anchor.spot.start + paper.offset..anchor.spot.end + paper.offset);
        faults.push(Diagnostic::new(Code::DuplicateAnchor, place, message, help));
    }
    let Some(inspection) = &paper.header.inspection else { return };
    let top = Trail::top(file);
    for (position, finding) in inspection.findings.iter().enumerate() {
        if seen.insert(&finding.reference.0, 0).is_some() {
            let at = top.key("inspection");
            let message =
                format!("`{}` is a finding, paragraph or block of this paper already", finding.reference);
            let slip = Slip::new(Code::DuplicateAnchor, message, "give this finding another ref");
            faults.push(at.key("findings").index(position).key("ref").fault(slip));
        }
    }
}
