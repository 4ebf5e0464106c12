//! Addresses: no two records may be written to one, also where a disk does not tell capitals from small letters.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

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
    attachments(register, faults);
}

/// Attachments whose names are one on some disk or server, and files that are a folder there.
fn attachments(register: &Register, faults: &mut Vec<Diagnostic>) {
    let folders = register.attachments.iter().flat_map(|path| {
        path.match_indices('/')
            .filter_map(move |(end, _)| path.get(..end))
            .map(|folder| (form(folder), folder))
    });
    let folders: BTreeMap<String, &str> = folders.collect();
    let mut seen: BTreeMap<String, &str> = BTreeMap::new();
    for path in &register.attachments {
        let place = || Place::file(format!("content/files/{path}"));
        let form = form(path);
        if let Some(folder) = folders.get(&form) {
            let message = format!("`{path}` is a file, and `{folder}` a folder of the same name");
            let help = "rename one of the two";
            faults.push(Diagnostic::new(Code::SameOutputPath, place(), message, help));
        }
        if let Some(other) = seen.insert(form, path) {
            let how = match path.to_lowercase() == other.to_lowercase() {
                true => "in capitals",
                false => "in how their letters are stored",
            };
            let message = format!("`{path}` and `{other}` differ only {how}");
            let help = "rename one of the two files";
            faults.push(Diagnostic::new(Code::SameOutputPath, place(), message, help));
        }
    }
}

/// A path as disks and servers may see it: without capitals, an accent joined to its letter, `%20` read as a space.
fn form(path: &str) -> String {
    let decoded = String::from_utf8(decoded(path)).unwrap_or_else(|_| path.to_owned());
    decoded.nfc().collect::<String>().to_lowercase()
}

/// A path with its percent signs read (RFC 3986, section 2.1).
fn decoded(path: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path;
    while let Some((before, after)) = rest.split_once('%') {
        bytes.extend(before.as_bytes());
        let byte = after.get(..2).and_then(|digits| u8::from_str_radix(digits, 16).ok());
        bytes.push(byte.unwrap_or(b'%'));
        rest = after.get(if byte.is_some() { 2 } else { 0 }..).unwrap_or_default();
    }
    bytes.extend(rest.as_bytes());
    bytes
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
