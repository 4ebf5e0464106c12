//! References of everything but plans: owners, meetings, papers, events, disagreements and the site itself.

use super::known::Known;
use super::resolve::Resolver;
use crate::diagnostic::{Code, Diagnostic, Slip};
use crate::model::meeting::Meeting;
use crate::model::register::Paper;
use crate::model::scalar::Id;
use crate::model::trail::Trail;

pub(super) fn check(known: &Known<'_>, faults: &mut Vec<Diagnostic>) {
    let mut resolver = Resolver::new(known, faults);
    site(&mut resolver);
    lists(&mut resolver);
}

/// References of a meeting.
pub(super) fn of_meeting(known: &Known<'_>, id: &Id, entry: &Meeting, faults: &mut Vec<Diagnostic>) {
    let file = format!("content/meetings/{id}.yaml");
    meeting(&mut Resolver::new(known, faults), &Trail::top(&file), entry);
}

/// References of a paper's header.
pub(super) fn of_paper(known: &Known<'_>, id: &Id, entry: &Paper, faults: &mut Vec<Diagnostic>) {
    let file = format!("content/papers/{id}.md");
    paper(&mut Resolver::new(known, faults), &Trail::top(&file), entry);
}

fn site(resolver: &mut Resolver<'_, '_>) {
    let register = resolver.register;
    let top = Trail::top("site.toml");
    if let Some(logo) = register.site.logo.as_ref().filter(|l| !register.attachments.contains(&l.0)) {
        let near = super::attached::nearest_file(&logo.0, &register.attachments);
        let put = || format!("put the file at content/files/{logo}, or take the line out");
        let help = near.map_or_else(put, |near| format!("did you mean \"{near}\"?"));
        let message = format!("there is no attachment `{logo}`");
        let mut slip = Slip::new(Code::UnknownFile, message, help);
        slip.replacement = near.map(|near| format!("\"{near}\""));
        resolver.faults.push(top.key("logo").fault(slip));
    }
    for (id, scheme) in register.site.ratings.iter() {
        let list = top.key("ratings");
        resolver.sources(&list.key(&id.0).key("source"), &scheme.source, None);
    }
}

fn lists(resolver: &mut Resolver<'_, '_>) {
    let register = resolver.register;
    for (position, owner) in register.owners.iter().enumerate() {
        let (top, list) = (Trail::top("content/owners.yaml"), "owners");
        if let Some(body) = &owner.body {
            resolver.body(&top.key(list).index(position).key("body"), body);
        }
    }
    for (position, event) in register.events.iter().enumerate() {
        let top = Trail::top("content/events.yaml");
        resolver.sources(&top.key("events").index(position).key("source"), &event.source, None);
    }
    for (position, disagreement) in register.disagreements.iter().enumerate() {
        let top = Trail::top("content/disagreements.yaml");
        resolver.sources(
            &top.key("disagreements").index(position).key("between"),
            &disagreement.between,
            None,
        );
    }
}

fn meeting(resolver: &mut Resolver<'_, '_>, top: &Trail<'_>, meeting: &Meeting) {
    resolver.body(&top.key("body"), &meeting.body);
    resolver.sources(&top.key("source"), &meeting.source, None);
    let ahead = resolver.is_later(meeting.date);
    for (position, paper) in meeting.papers.iter().enumerate() {
        // The note of a withheld paper is shown here in its place; before a meeting its papers are being made ready.
        let held = resolver.register.papers.get(paper).and_then(|p| p.header.common().withheld.as_ref());
        let list = top.key("papers");
        if ahead || held.is_some_and(|w| w.note.is_some()) {
            resolver.aside(|r| _ = r.paper(&list.index(position), paper));
        } else {
            resolver.paper(&list.index(position), paper);
        }
    }
    for (position, resolution) in meeting.resolutions.iter().enumerate() {
        let list = top.key("resolutions");
        let at = list.index(position);
        resolver.sources(&at.key("source"), &resolution.source, None);
        for (position, affects) in resolution.affects.iter().enumerate() {
            let list = at.key("affects");
            let entry = list.index(position);
            for (position, of) in affects.of.iter().enumerate() {
                resolver.item(&entry.key("of").index(position), of);
            }
        }
    }
}

fn paper(resolver: &mut Resolver<'_, '_>, top: &Trail<'_>, paper: &Paper) {
    let header = &paper.header;
    if let Some(body) = &header.body {
        resolver.body(&top.key("body"), body);
    }
    resolver.owners(&top.key("from"), &header.from);
    resolver.owners(&top.key("to"), &header.to);
    // A paper known only from unpublished ones is not published itself; that is what the key is for.
    resolver.aside(|r| r.sources(&top.key("known_from"), &header.known_from, None));
    for (position, ask) in header.asks.iter().enumerate() {
        if let Some(decision) = &ask.decision {
            resolver.resolution(&top.key("asks").index(position).key("decision"), decision);
        }
    }
    if let Some(motion) = &header.motion {
        let at = top.key("motion");
        resolver.owners(&at.key("board"), &motion.board);
        resolver.owners(&at.key("executive_member"), &motion.executive_member);
        resolver.owners(&at.key("director"), &motion.director);
    }
    if let Some(inspection) = &header.inspection {
        let at = top.key("inspection");
        resolver.owners(&at.key("inspectorate"), &inspection.inspectorate);
        for (position, finding) in inspection.findings.iter().enumerate() {
            let list = at.key("findings");
            let entry = list.index(position);
            for (position, thread) in finding.threads.iter().enumerate() {
                resolver.thread(&entry.key("threads").index(position), thread);
            }
            resolver.sources(&entry.key("source"), &finding.source, None);
        }
    }
    for (position, claim) in header.claims.iter().enumerate() {
        resolver.sources(&top.key("claims").index(position).key("against"), &claim.against, None);
    }
}
