//! Addresses: no two records may be written to one, also where a disk does not tell capitals from small letters.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, Place, Slip};
use crate::model::register::Register;
use crate::model::trail::Trail;
use crate::output::FIXED_PAGES;

pub(super) fn check(register: &Register, faults: &mut Vec<Diagnostic>) {
    faults.extend(empty(register));
    for id in register.pages.keys() {
        let address = format!("{id}.html");
        // `index` is the home page's introduction and has no address of its own.
        if id.0 != "index" && FIXED_PAGES.contains(&address.as_str()) {
            let message = format!("the address {address} belongs to a page the program makes");
            let help = format!("rename the file, for instance to {id}-notes.md");
            let place = Place::file(format!("content/pages/{id}.md"));
            faults.push(Diagnostic::new(Code::SameOutputPath, place, message, help));
        }
    }
    for (id, plan) in &register.plans {
        let file = format!("content/plans/{id}.yaml");
        let top = Trail::top(&file);
        let mut seen: BTreeMap<String, &str> = BTreeMap::new();
        let mut add = |id, trail: Trail<'_>| faults.extend(clash(&mut seen, id, &trail));
        for (position, recommendation) in plan.recommendations.iter().enumerate() {
            let list = top.key("recommendations");
            let at = list.index(position);
            add(&recommendation.reference.0, at.key("ref"));
            for (position, action) in recommendation.actions.iter().enumerate() {
                add(&action.id.0, at.key("actions").index(position).key("id"));
            }
        }
        for (position, action) in plan.actions.iter().enumerate() {
            add(&action.id.0, top.key("actions").index(position).key("id"));
        }
    }
    let mut seen: BTreeMap<String, &str> = BTreeMap::new();
    for path in &register.attachments {
        if let Some(other) = seen.insert(path.to_lowercase(), path) {
            let place = Place::file(format!("content/files/{path}"));
            let message = format!("`{path}` and `{other}` differ only in capitals");
            faults.push(Diagnostic::new(Code::SameOutputPath, place, message, "rename one of the two files"));
        }
    }
}

/// A folder moved or misspelt must not empty what is published.
fn empty(register: &Register) -> Option<Diagnostic> {
    let lists = [register.bodies.len(), register.owners.len(), register.events.len(), register.threads.len()];
    let records =
        [register.plans.len(), register.papers.len(), register.meetings.len(), register.pages.len()];
    let none = register.broken.is_empty() && lists.iter().chain(&records).all(|count| *count == 0);
    none.then(|| {
        let message = "the site holds no plan, paper, meeting, page or list";
        let help = "put them into the folder content (in small letters) beside site.toml";
        Diagnostic::new(Code::EmptySite, Place::file("site.toml"), message, help)
    })
}

/// Ids that differ only in capitals have one address on many disks.
fn clash<'r>(seen: &mut BTreeMap<String, &'r str>, id: &'r str, trail: &Trail<'_>) -> Option<Diagnostic> {
    let other = seen.insert(id.to_lowercase(), id)?;
    // The same id twice is told by the rule about ids.
    (other != id).then(|| {
        let message =
            format!("`{id}` and `{other}` would be written to one address on disks that ignore capitals");
        trail.fault(Slip::new(
            Code::SameOutputPath,
            message,
            "give one of the two an id that differs in more than capitals",
        ))
    })
}
