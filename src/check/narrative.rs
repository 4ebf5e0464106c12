//! Narrative texts: where links lead, which views are embedded, and raw HTML, which is shown as text.

use std::collections::BTreeMap;

use super::attached::missing_file;
use super::known::Known;
use super::pages;
use super::resolve::{Resolver, SWALLOWED};
use crate::diagnostic::{Code, Diagnostic, Place, Slip, nearest};
use crate::markdown::{DEEPEST, Embed, LARGEST_TEXT, LinkAt, Outline, Style, outline};
use crate::model::link::{self, Link, RecordLink};
use crate::model::register::{Paper, Plan};
use crate::model::scalar::{Id, ItemId, Written};
use crate::model::texts;
use crate::model::trail::Trail;

pub(super) fn check(known: &Known<'_>, faults: &mut Vec<Diagnostic>) {
    for (id, page) in &known.register.pages {
        let file = format!("content/pages/{id}.md");
        let found = pages::narrative(&page.text, &page.outline, None);
        narrative(known, &file, &page.outline, page.offset, found, faults);
    }
    texts::of_lists(known.register, &mut |trail, text| of_text(known, trail, text, faults));
}

/// The narrative of a paper.
pub(super) fn of_paper(known: &Known<'_>, id: &Id, paper: &Paper, faults: &mut Vec<Diagnostic>) {
    let file = format!("content/papers/{id}.md");
    let found = pages::narrative(&paper.text, &paper.outline, Some(paper.header.form));
    narrative(known, &file, &paper.outline, paper.offset, found, faults);
    pages::findings(&Trail::top(&file), &paper.header, faults);
}

/// A text inside a YAML file.
pub(super) fn of_text(known: &Known<'_>, trail: &Trail<'_>, text: &str, faults: &mut Vec<Diagnostic>) {
    if may_hold_slips(text) {
        value(known, trail, text, &outline(text, Style::Text), faults);
    }
}

/// Without a bracket there is no link, no HTML and no view; without a long run of signs, nothing is nested deeply.
fn may_hold_slips(text: &str) -> bool {
    let signs = |line: &str| line.bytes().take_while(|b| b" >-*+.)0123456789\t".contains(b)).count();
    text.len() > LARGEST_TEXT
        || text.contains(['[', '<', '{', '•', '▪', '●'])
        || text.contains("##")
        || text.lines().any(|line| signs(line) > DEEPEST)
}

/// A narrative of its own: each fault has its bytes.
fn narrative(
    known: &Known<'_>,
    file: &str,
    outline: &Outline,
    offset: usize,
    found: Vec<pages::Placed>,
    faults: &mut Vec<Diagnostic>,
) {
    let mut put = |slip: Slip, range: &std::ops::Range<usize>| {
        faults.push(slip.at(Place::bytes(file, range.start + offset..range.end + offset)));
    };
    for (slip, range) in found {
        put(slip, &range);
    }
    // One wrong address may stand in a text a thousand times.
    let mut told: BTreeMap<(&str, bool), Vec<Slip>> = BTreeMap::new();
    for at in &outline.links {
        let slips = told.entry((&at.target, at.image)).or_insert_with(|| link_faults(known, at, outline));
        slips.iter().for_each(|slip| put(slip.clone(), &at.range));
    }
    for at in &outline.embeds {
        let slips = match &at.call {
            Ok(call) => embed_faults(known, call),
            Err(message) => vec![Slip::new(Code::BadEmbed, message.clone(), EMBED_HELP)],
        };
        slips.into_iter().for_each(|slip| put(slip, &at.range));
    }
    for range in &outline.raw_html {
        put(raw_html(), range);
    }
}

/// A text inside a YAML file: the place is the words in it, as far as they can be found there.
fn value(known: &Known<'_>, trail: &Trail<'_>, text: &str, outline: &Outline, faults: &mut Vec<Diagnostic>) {
    let mut put = |slip: Slip, range: &std::ops::Range<usize>| {
        // The place may be the whole text, and a part of it must not be put there.
        faults.push(Slip { replacement: None, ..slip }.at(trail.place().words(text, range)));
    };
    for (slip, range) in pages::any_text(outline) {
        put(slip, &range);
    }
    for at in &outline.links {
        link_faults(known, at, outline).into_iter().for_each(|slip| put(slip, &at.range));
    }
    if let Some(range) = outline.raw_html.first() {
        put(raw_html(), range);
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
        Err(slip) => {
            let help = relinked(known, &at.target).map(|right| format!("did you mean {right}?"));
            return vec![Slip { help: help.unwrap_or_else(|| slip.help.clone()), ..slip }];
        }
        Ok(Link::Web) if at.image => {
            let help = "put the picture under content/files/ and write ![what it shows](file:NAME)";
            return vec![Slip::new(Code::UnknownLink, "a picture from another site is not loaded", help)];
        }
        Ok(Link::Web) => return Vec::new(),
        Ok(Link::Anchor(anchor)) if outline.has_anchor(&anchor) => return Vec::new(),
        Ok(Link::Anchor(anchor)) => {
            let known = outline.anchors.iter().take(1000).map(|a| a.name.as_str());
            let help = match nearest(&anchor, known) {
                _ if outline.is_swallowed(&anchor) => SWALLOWED.to_owned(),
                Some(near) => format!("did you mean `#{near}`?"),
                None => "mark a block with {#name}".to_owned(),
            };
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
                let help = missing_file(path, &known.register.attachments);
                let slip = Slip::new(Code::UnknownFile, format!("there is no attachment `{path}`"), help);
                resolver.faults.push(trail.fault(slip));
            }
        }
    })
}

/// A link to a record with the wrong sign between its parts, or an action without its plan, as it is to be written.
fn relinked(known: &Known<'_>, target: &str) -> Option<String> {
    let register = known.register;
    let (scheme, rest) = target.split_once(':')?;
    match scheme {
        "paper" => {
            let (paper, anchor) = rest.split_once('/')?;
            let found = register.papers.get(&Id::read(paper).ok()?)?;
            found.has_anchor(anchor).then(|| format!("paper:{paper}#{anchor}"))
        }
        "meeting" => {
            let (meeting, resolution) = rest.split_once('#')?;
            let found = register.meetings.get(&Id::read(meeting).ok()?)?;
            let is_there = found.resolutions.iter().any(|r| r.reference.0 == resolution);
            is_there.then(|| format!("meeting:{meeting}/{resolution}"))
        }
        "action" | "measure" if !rest.contains('/') => {
            let item = ItemId::read(rest).ok()?;
            let has = |plan: &Plan| match scheme {
                "action" => plan.item(&item).is_some(),
                _ => plan.measure(&item).is_some(),
            };
            let mut plans = register.plans.iter().filter(|(_, plan)| has(plan)).map(|(id, _)| id);
            let plan = plans.next()?;
            plans.next().is_none().then(|| format!("{scheme}:{plan}/{rest}"))
        }
        _ => None,
    }
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
