//! Narrative texts: where links lead, which views are embedded, and raw HTML, which is shown as text.

use super::known::Known;
use super::resolve::Resolver;
use crate::diagnostic::{Code, Diagnostic, Place, Slip, nearest};
use crate::markdown::{Embed, LinkAt, Outline, Style, outline};
use crate::model::link::{self, Link, RecordLink};
use crate::model::scalar::{Id, ItemId, Written};
use crate::model::texts;
use crate::model::trail::Trail;

pub(super) fn check(known: &Known<'_>, faults: &mut Vec<Diagnostic>) {
    let register = known.register;
    let papers =
        register.papers.iter().map(|(id, p)| (format!("content/papers/{id}.md"), &p.outline, p.offset));
    let pages = register.pages.iter().map(|(id, p)| (format!("content/pages/{id}.md"), &p.outline, p.offset));
    for (file, outline, offset) in papers.chain(pages) {
        text(known, &file, outline, offset, faults);
    }
    texts::each(register, &mut |trail, text| {
        // Without a bracket or an angle bracket there is neither link nor HTML.
        if text.contains(['[', '<']) {
            value(known, trail, &outline(text, Style::Text), faults);
        }
    });
}

/// A narrative of its own: each fault has its bytes.
fn text(known: &Known<'_>, file: &str, outline: &Outline, offset: usize, faults: &mut Vec<Diagnostic>) {
    let place = |range: &std::ops::Range<usize>| Place::bytes(file, range.start + offset..range.end + offset);
    let mut put =
        |slips: Vec<Slip>, range| faults.extend(slips.into_iter().map(|slip| slip.at(place(range))));
    for at in &outline.links {
        put(link_faults(known, at, outline), &at.range);
    }
    for at in &outline.embeds {
        let slips = match &at.call {
            Ok(call) => embed_faults(known, call),
            Err(message) => vec![Slip::new(Code::BadEmbed, message.clone(), EMBED_HELP)],
        };
        put(slips, &at.range);
    }
    for range in &outline.raw_html {
        put(vec![raw_html()], range);
    }
}

/// A text inside a YAML file: the place is the key.
fn value(known: &Known<'_>, trail: &Trail<'_>, outline: &Outline, faults: &mut Vec<Diagnostic>) {
    for at in &outline.links {
        faults.extend(link_faults(known, at, outline).into_iter().map(|slip| trail.fault(slip)));
    }
    if !outline.raw_html.is_empty() {
        faults.push(trail.fault(raw_html()));
    }
}

fn raw_html() -> Slip {
    Slip::new(
        Code::RawHtml,
        "HTML is shown as text, not as HTML",
        "write markdown: **bold**, *italic*, [words](https://…)",
    )
}

fn link_faults(known: &Known<'_>, at: &LinkAt, outline: &Outline) -> Vec<Slip> {
    let record = match link::read(&at.target) {
        Err(slip) => return vec![slip],
        Ok(Link::Web) if at.image => {
            let help = "put the picture under content/files/ and write ![what it shows](file:NAME)";
            return vec![Slip::new(Code::UnknownLink, "a picture from another site is not loaded", help)];
        }
        Ok(Link::Web) => return Vec::new(),
        Ok(Link::Anchor(anchor)) if outline.has_anchor(&anchor) => return Vec::new(),
        Ok(Link::Anchor(anchor)) => {
            let known = outline.anchors.iter().map(|a| a.name.as_str());
            let help = nearest(&anchor, known)
                .map_or("mark a block with {#name}".to_owned(), |n| format!("did you mean `#{n}`?"));
            return vec![Slip::new(Code::UnknownAnchor, format!("this text has no place `{anchor}`"), help)];
        }
        Ok(Link::Record(record)) => record,
    };
    resolve(known, |resolver, trail| match &record {
        RecordLink::Action(plan, item) => {
            if let Some(found) = resolver.plan(trail, plan) {
                resolver.item_of(trail, plan, found, item);
            }
        }
        RecordLink::Measure(plan, measure) => {
            if let Some(found) = resolver.plan(trail, plan) {
                resolver.measure_of(trail, plan, found, measure);
            }
        }
        RecordLink::Plan(plan) => drop(resolver.plan(trail, plan)),
        RecordLink::Paper(paper, anchor) => {
            if let (Some(found), Some(anchor)) = (resolver.paper(trail, paper), anchor) {
                resolver.anchor(trail, paper, found, anchor);
            }
        }
        RecordLink::Meeting(meeting, None) => resolver.meeting(trail, meeting),
        RecordLink::Meeting(meeting, Some(resolution)) => {
            let reference = crate::model::scalar::ResolutionRef {
                meeting: meeting.clone(),
                resolution: resolution.clone(),
            };
            resolver.resolution(trail, &reference);
        }
        RecordLink::Thread(thread) => resolver.thread(trail, thread),
        RecordLink::Body(body) => resolver.body(trail, body),
        RecordLink::Owner(owner) => resolver.owner(trail, owner),
        RecordLink::File(path) => {
            if !known.register.attachments.contains(path) {
                let help = format!("put the file at content/files/{path}");
                let slip = Slip::new(Code::UnknownFile, format!("there is no attachment `{path}`"), help);
                resolver.faults.push(trail.fault(slip));
            }
        }
    })
}

/// Runs a resolution and gives its faults without their place.
fn resolve(known: &Known<'_>, run: impl FnOnce(&mut Resolver<'_, '_>, &Trail<'_>)) -> Vec<Slip> {
    let mut faults = Vec::new();
    run(&mut Resolver::new(known, &mut faults), &Trail::top(""));
    faults.into_iter().map(|f| Slip::new(f.code, f.message, f.help)).collect()
}

const EMBED_HELP: &str = "write a line of its own such as {{ progress(plan=\"ID\", recommendation=\"A\") }}; views are \
                          progress(plan, recommendation), timeline(plan), measure(plan, id), resolutions(meeting), \
                          changes(plan, since)";

fn embed_faults(known: &Known<'_>, call: &Embed) -> Vec<Slip> {
    let wrong = |message: String| vec![Slip::new(Code::BadEmbed, message, EMBED_HELP)];
    let (required, optional): (&[&str], &[&str]) = match call.name.as_str() {
        "progress" => (&["plan"], &["recommendation"]),
        "timeline" => (&[], &["plan"]),
        "measure" => (&["plan", "id"], &[]),
        "resolutions" => (&["meeting"], &[]),
        "changes" => (&["plan", "since"], &[]),
        _ => return wrong(format!("there is no view `{}`", call.name)),
    };
    if let Some(missing) = required.iter().find(|name| call.argument(name).is_none()) {
        return wrong(format!("`{}` needs `{missing}`", call.name));
    }
    if let Some((extra, _)) = call
        .arguments
        .iter()
        .find(|(n, _)| !required.contains(&n.as_str()) && !optional.contains(&n.as_str()))
    {
        return wrong(format!("`{}` has no argument `{extra}`", call.name));
    }
    let id = |name: &str| call.argument(name).map(Id::read).transpose();
    let item = |name: &str| call.argument(name).map(ItemId::read).transpose();
    let (plan, meeting, recommendation, measure) =
        match (id("plan"), id("meeting"), item("recommendation"), item("id")) {
            (Ok(plan), Ok(meeting), Ok(recommendation), Ok(measure)) => {
                (plan, meeting, recommendation, measure)
            }
            _ => return wrong("an argument is not an id".to_owned()),
        };
    if let Some(Err(slip)) = call.argument("since").map(crate::model::date::Date::read) {
        return vec![slip];
    }
    resolve(known, |resolver, trail| {
        if let Some(meeting) = &meeting {
            resolver.meeting(trail, meeting);
        }
        let Some(id) = &plan else { return };
        let Some(plan) = resolver.plan(trail, id) else { return };
        if let Some(recommendation) = &recommendation {
            resolver.item_of(trail, id, plan, recommendation);
            if plan.item(recommendation).is_some_and(|item| item.action.is_some()) {
                let message =
                    format!("`{recommendation}` is an action, and `recommendation` takes a recommendation");
                resolver.faults.push(trail.fault(Slip::new(Code::BadEmbed, message, EMBED_HELP)));
            }
        }
        if let Some(measure) = &measure {
            resolver.measure_of(trail, id, plan, measure);
        }
    })
}
