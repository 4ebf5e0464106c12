//! Attachments that the texts of a register link to: only these are published.

use std::collections::BTreeSet;

use super::link::{self, Link, RecordLink};
use super::register::Register;
use super::texts;
use crate::markdown::{Outline, Style, outline};

/// Attachments that no published page links to.
pub(crate) fn not_linked(register: &Register) -> Vec<String> {
    let linked = files(register);
    register.attachments.difference(&linked).cloned().collect()
}

/// Attachments that a text links to, and the logo, as paths under `content/files/`.
pub(crate) fn files(register: &Register) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let papers = register.papers.values().map(|p| &**p.outline);
    for outline in papers.chain(register.pages.values().map(|p| &p.outline)) {
        of_text(register, outline, &mut found);
    }
    let mut see = |text: &str| {
        if let Some(outline) = linking(text) {
            of_text(register, &outline, &mut found);
        }
    };
    texts::of_lists(register, &mut |_, text| see(text));
    register.meetings.iter().for_each(|(id, m)| texts::of_meeting(id, m, &mut |_, text| see(text)));
    register.papers.iter().for_each(|(id, p)| texts::of_paper(id, p, &mut |_, text| see(text)));
    for (id, plan) in &register.plans {
        let in_plan = || {
            let mut outlines = Vec::new();
            texts::of_plan(id, plan, &mut |_, text| outlines.extend(linking(text)));
            outlines
        };
        plan.linking(in_plan).iter().for_each(|outline| of_text(register, outline, &mut found));
    }
    found.extend(register.site.logo.iter().map(|l| l.0.clone()));
    found
}

/// What a text holds that may link to attachments.
fn linking(text: &str) -> Option<Outline> {
    text.contains("file:").then(|| outline(text, Style::Text))
}

/// The attachments that a text shows or links to. What stands inside a link to a record that is not there is not shown.
fn of_text(register: &Register, outline: &Outline, found: &mut BTreeSet<String>) {
    let links = outline.links.iter().filter_map(|at| Some((at, link::read(&at.target).ok()?)));
    let (files, others): (Vec<_>, Vec<_>) =
        links.partition(|(_, link)| matches!(link, Link::Record(RecordLink::File(_))));
    let hidden: Vec<_> = others
        .iter()
        .filter(|(_, link)| matches!(link, Link::Record(record) if !is_there(register, record)))
        .map(|(at, _)| at.range.clone())
        .collect();
    for (at, link) in files {
        let inside = hidden.iter().any(|range| range.start <= at.range.start && at.range.end <= range.end);
        if let (false, Link::Record(RecordLink::File(path))) = (inside, link) {
            found.insert(path);
        }
    }
}

/// Whether a register has the record that a link leads to.
fn is_there(register: &Register, record: &RecordLink) -> bool {
    match record {
        RecordLink::Action(plan, item) => register.plans.get(plan).is_some_and(|p| p.item(item).is_some()),
        RecordLink::Plan(plan) => register.plans.contains_key(plan),
        RecordLink::Paper(paper, _) => register.papers.contains_key(paper),
        RecordLink::Meeting(meeting, resolution) => register.meetings.get(meeting).is_some_and(|m| {
            resolution.as_ref().is_none_or(|r| m.resolutions.iter().any(|found| found.reference == *r))
        }),
        RecordLink::Thread(thread) => register.thread(thread).is_some(),
        RecordLink::Body(id) | RecordLink::Owner(id) => register.name_of(id).is_some(),
        RecordLink::Measure(plan, measure) => {
            register.plans.get(plan).is_some_and(|p| p.measure(measure).is_some())
        }
        RecordLink::File(_) => true,
    }
}
