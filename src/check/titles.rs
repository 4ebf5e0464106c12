//! Titles and attachments: readers tell pages apart by their titles (WCAG 2.2, 2.4.2), and an attachment that no text
//! links to is not published.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, Place, Slip};
use crate::model::date::Date;
use crate::model::linked;
use crate::model::register::Register;
use crate::model::scalar::Id;
use crate::model::trail::Trail;

/// Every page of the site names all standing pages.
const MOST_PAGES: usize = 300;

/// More standing pages than a menu can hold.
fn menu(register: &Register, faults: &mut Vec<Diagnostic>) {
    if let Some(id) = register.pages.keys().nth(MOST_PAGES) {
        let message = format!(
            "there are {} standing pages, and every page of the site names them all",
            register.pages.len()
        );
        let help =
            format!("keep to {MOST_PAGES}; texts that are read one by one are papers, content/papers/ID.md");
        let place = Place::file(format!("content/pages/{id}.md"));
        faults.push(Diagnostic::new(Code::PageTooLarge, place, message, help));
    }
}

pub(super) fn check(register: &Register, faults: &mut Vec<Diagnostic>) {
    let file = |folder: &str, id: &Id, ending: &str| format!("content/{folder}/{id}.{ending}");
    let papers = register.papers.iter().map(|(id, p)| (file("papers", id, "md"), p.header.title.0.as_str()));
    unique("papers", papers, faults);
    // The home page's introduction shows no title of its own.
    let pages = register.pages.iter().filter(|(id, _)| id.0 != "index");
    unique("pages", pages.map(|(id, p)| (file("pages", id, "md"), p.header.title.0.as_str())), faults);
    let plans = register.plans.iter().map(|(id, p)| (file("plans", id, "yaml"), p.title.0.as_str()));
    unique("plans", plans, faults);
    let titled = register.meetings.iter().filter_map(|(id, m)| Some((id, m.title.as_ref()?)));
    unique("meetings", titled.map(|(id, t)| (file("meetings", id, "yaml"), t.0.as_str())), faults);
    untitled(register, faults);
    unlinked(register, faults);
    menu(register, faults);
}

/// Tells of each title that an earlier record of the same kind has.
fn unique<'r>(kind: &str, titles: impl Iterator<Item = (String, &'r str)>, faults: &mut Vec<Diagnostic>) {
    let mut seen: BTreeMap<String, String> = BTreeMap::new();
    for (file, title) in titles {
        let words: Vec<&str> = title.split_whitespace().collect();
        let key = words.join(" ").to_lowercase();
        if let Some(first) = seen.get(&key) {
            let message = format!("two {kind} have this title; the other is {first}");
            let help = "say in the title what sets this one apart, such as its date or its board";
            let slip = Slip::new(Code::DuplicateTitle, message, help);
            faults.push(Trail::top(&file).key("title").fault(slip));
        } else {
            seen.insert(key, file);
        }
    }
}

/// A meeting without a title is called by its body and date.
fn untitled(register: &Register, faults: &mut Vec<Diagnostic>) {
    let mut seen: Vec<(&Id, &Date, &Id)> = Vec::new();
    for (id, meeting) in register.meetings.iter().filter(|(_, m)| m.title.is_none()) {
        seen.push((&meeting.body, &meeting.date, id));
    }
    seen.sort_by_key(|(body, date, id)| (*body, date.first(), date.last(), *id));
    for pair in seen.windows(2) {
        if let [(body, date, first), (other, same, id)] = pair
            && body == other
            && date == same
        {
            let message = format!("meeting `{first}` has the same body and date, and neither has a title");
            let help = "give each a title, such as title: \"Scrutiny Board, 12 March 2025, special meeting\"";
            let place = Place::file(format!("content/meetings/{id}.yaml"));
            faults.push(Diagnostic::new(Code::DuplicateTitle, place, message, help));
        }
    }
}

/// Attachments that no text links to; not told while a file cannot be read, since the link may stand there.
fn unlinked(register: &Register, faults: &mut Vec<Diagnostic>) {
    if !register.broken.is_empty() {
        return;
    }
    let linked = linked::files(register);
    let outlines =
        register.papers.values().map(|p| &**p.outline).chain(register.pages.values().map(|p| &p.outline));
    let doubts: Vec<&str> = outlines.flat_map(|o| &o.doubts).filter_map(|d| d.meant.link()).collect();
    // A link that is not read as one is told of there.
    let is_meant = |path: &str| doubts.iter().any(|link| link.contains(path));
    for path in register.attachments.iter().filter(|path| !linked.contains(*path) && !is_meant(path)) {
        let target = if path.contains(char::is_whitespace) {
            format!("<file:{path}>")
        } else {
            format!("file:{path}")
        };
        let help = format!("link to it, such as [words]({target}), or move the file out of content/files");
        let place = Place::file(format!("content/files/{path}"));
        let message = "no text links to this file, so it is not published";
        faults.push(Diagnostic::new(Code::UnlinkedFile, place, message, help));
    }
}
