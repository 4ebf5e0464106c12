//! Every text in the register that is shown as markdown, with its place. Titles and names are plain and not among them.

use super::meeting::Meeting;
use super::plan::{AmendedField, Recommendation};
use super::register::{Paper, Plan, Register};
use super::scalar::{Id, Text};
use super::site::Accessibility;
use super::trail::Trail;
use super::update::{RoundKeys, Word};
use super::work::Work;

/// What is done with each text.
pub(crate) type See<'s> = dyn FnMut(&Trail<'_>, &str) + 's;

/// Calls `see` for each text of a meeting.
pub(crate) fn of_meeting(id: &Id, meeting: &Meeting, see: &mut See<'_>) {
    let file = format!("content/meetings/{id}.yaml");
    let top = Trail::top(&file);
    for (position, resolution) in meeting.resolutions.iter().enumerate() {
        text(&top.key("resolutions").index(position), "text", resolution.text.as_ref(), see);
    }
}

/// Calls `see` for each text of a paper's header.
pub(crate) fn of_paper(id: &Id, paper: &Paper, see: &mut See<'_>) {
    let file = format!("content/papers/{id}.md");
    let top = Trail::top(&file);
    text(&top, "summary", paper.header.summary.as_ref(), see);
    for (position, ask) in paper.header.asks.iter().enumerate() {
        text(&top.key("asks").index(position), "text", Some(&ask.text), see);
    }
    for (position, claim) in paper.header.claims.iter().enumerate() {
        let list = top.key("claims");
        let at = list.index(position);
        text(&at, "text", Some(&claim.text), see);
        text(&at, "note", Some(&claim.note), see);
    }
    for (position, finding) in paper.header.inspection.iter().flat_map(|i| i.findings.iter()).enumerate() {
        text(&top.key("inspection").key("findings").index(position), "text", finding.text.as_ref(), see);
    }
}

/// Calls `see` for each text of a plan and of its rounds.
pub(crate) fn of_plan(id: &Id, entry: &Plan, see: &mut See<'_>) {
    let file = format!("content/plans/{id}.yaml");
    plan(&Trail::top(&file), entry, see);
    for (round_id, entry) in &entry.round_files {
        let file = format!("content/plans/{id}/{round_id}.yaml");
        round(&Trail::top(&file), entry, see);
    }
}

fn text(at: &Trail<'_>, key: &str, text: Option<&Text>, see: &mut See<'_>) {
    if let Some(text) = text {
        see(&at.key(key), &text.0);
    }
}

/// Calls `see` for each text of the site and of its lists.
pub(crate) fn of_lists(register: &Register, see: &mut See<'_>) {
    text(&Trail::top("site.toml"), "notice", register.site.notice.as_ref(), see);
    if let Some(accessibility) = &register.site.accessibility {
        statement(accessibility, see);
    }
    for (position, body) in register.bodies.iter().enumerate() {
        text(
            &Trail::top("content/bodies.yaml").key("bodies").index(position),
            "about",
            body.about.as_ref(),
            see,
        );
    }
    for (position, owner) in register.owners.iter().enumerate() {
        text(
            &Trail::top("content/owners.yaml").key("owners").index(position),
            "about",
            owner.about.as_ref(),
            see,
        );
    }
    for (position, thread) in register.threads.iter().enumerate() {
        let top = Trail::top("content/threads.yaml");
        text(&top.key("threads").index(position), "summary", Some(&thread.summary), see);
    }
    for (position, entry) in register.disagreements.iter().enumerate() {
        let top = Trail::top("content/disagreements.yaml");
        text(&top.key("disagreements").index(position), "note", Some(&entry.note), see);
    }
    for (position, event) in register.events.iter().enumerate() {
        text(
            &Trail::top("content/events.yaml").key("events").index(position),
            "text",
            event.text.as_ref(),
            see,
        );
    }
}

fn statement(statement: &Accessibility, see: &mut See<'_>) {
    let site = Trail::top("site.toml");
    let top = site.key("accessibility");
    text(&top, "method", Some(&statement.method), see);
    text(&top, "burden", statement.burden.as_ref(), see);
    text(&top, "outside_scope", statement.outside_scope.as_ref(), see);
    for (position, problem) in statement.problems.iter().enumerate() {
        let list = top.key("problems");
        let at = list.index(position);
        text(&at, "text", Some(&problem.text), see);
        text(&at, "alternative", problem.alternative.as_ref(), see);
    }
}

fn plan(top: &Trail<'_>, plan: &Plan, see: &mut See<'_>) {
    text(top, "summary", Some(&plan.summary), see);
    for (position, entry) in plan.recommendations.iter().enumerate() {
        recommendation(&top.key("recommendations").index(position), entry, see);
    }
    for (position, action) in plan.actions.iter().enumerate() {
        work(&top.key("actions").index(position), &action.part, see);
    }
    for (position, amendment) in plan.amendments.iter().enumerate() {
        let list = top.key("amendments");
        let at = list.index(position);
        if amendment.field == AmendedField::Text {
            text(&at, "from", Some(&amendment.from), see);
            text(&at, "to", Some(&amendment.to), see);
        }
        text(&at, "reason", Some(&amendment.reason), see);
    }
    for (position, measure) in plan.measures.iter().enumerate() {
        text(&top.key("measures").index(position), "definition", Some(&measure.definition), see);
    }
    for (position, entry) in plan.rounds.iter().enumerate() {
        round(&top.key("rounds").index(position), entry, see);
    }
}

fn recommendation(at: &Trail<'_>, recommendation: &Recommendation, see: &mut See<'_>) {
    work(at, &recommendation.part, see);
    for (position, response) in recommendation.responses.iter().enumerate() {
        let list = at.key("responses");
        let entry = list.index(position);
        text(&entry, "text", response.text.as_ref(), see);
        text(&entry, "reason", response.reason.as_ref(), see);
    }
    for (position, action) in recommendation.actions.iter().enumerate() {
        work(&at.key("actions").index(position), &action.part, see);
    }
}

fn work(at: &Trail<'_>, work: &Work, see: &mut See<'_>) {
    text(at, "text", work.text.as_ref(), see);
    for (position, done_when) in work.done_when.iter().flat_map(|d| d.iter()).enumerate() {
        see(&at.key("done_when").index(position), &done_when.0);
    }
    for (position, update) in work.updates().iter().enumerate() {
        word(&at.key("updates").index(position), &update.part, see);
    }
}

fn round(at: &Trail<'_>, round: &RoundKeys, see: &mut See<'_>) {
    text(at, "summary", round.summary.as_ref(), see);
    for (item, update) in round.updates.iter() {
        word(&at.key("updates").key(&item.0), &update.part, see);
    }
}

fn word(at: &Trail<'_>, word: &Word, see: &mut See<'_>) {
    text(at, "note", word.note.as_ref(), see);
    text(at, "next", word.next.as_ref(), see);
    text(at, "reason", word.reason.as_ref(), see);
}
