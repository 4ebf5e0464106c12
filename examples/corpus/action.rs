//! One action: what it says, when it was due, and each dated word about it.

use chrono::NaiveDate;

use crate::people::owner_id;
use crate::random::Random;
use crate::site::THREADS;
use crate::words::{action_title, note};
use crate::world::{ACTIONS, World, days, earlier, later, meeting_id, paper_id};

/// How an action ends in the last word about it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    Complete,
    SignedOff,
    InProgress,
    NotStarted,
    Paused,
    NotAchieved,
    NotPursued,
    Superseded,
    Silent,
}

/// What a meeting has to resolve so that the words about an action are true.
pub(crate) struct Approval {
    pub(crate) meeting: u32,
    pub(crate) action: u32,
}

/// An action in YAML, and the resolution that it needs.
pub(crate) struct Action {
    pub(crate) text: String,
    pub(crate) approval: Option<Approval>,
}

fn end(random: &mut Random, last_of_plan: bool) -> End {
    match random.below(100) {
        0..24 => End::Complete,
        24..40 => End::SignedOff,
        40..68 => End::InProgress,
        68..76 => End::NotStarted,
        76..82 => End::Paused,
        82..86 => End::NotAchieved,
        86..89 => End::NotPursued,
        89..92 if !last_of_plan => End::Superseded,
        _ => End::Silent,
    }
}

/// The days on which something was said: two to five, after the plan's birth and by the site's date.
fn said(world: &World, plan: u32, random: &mut Random) -> Vec<NaiveDate> {
    let (born, count) = (world.born(plan), random.within(2, 5));
    let room = days(born, world.as_at);
    let step = (room / (count + 1)).clamp(1, random.within(30, 70));
    (1..=count).map(|n| later(born, n * step)).collect()
}

/// The first meeting after a day that has taken place and that the plan came before.
fn meeting_after(world: &World, plan: u32, day: NaiveDate) -> Option<u32> {
    world.meetings_of(plan).into_iter().find(|m| world.meets(*m) > day && world.held(*m))
}

fn source(day: NaiveDate) -> String {
    format!("{{title: \"Tracker of {}\", date: {day}}}", day.format("%-d %B %Y"))
}

/// One update, its keys below `indent`.
fn update(day: NaiveDate, keys: &[String], text: &str) -> String {
    let mut lines = format!("          - date: {day}\n");
    for key in keys {
        lines += &format!("            {key}\n");
    }
    lines + &format!("            note: \"{text}\"\n")
}

/// The keys of the last update.
fn last_keys(
    end: End,
    day: NaiveDate,
    due: Option<NaiveDate>,
    open_and_late: bool,
    next: u32,
) -> Vec<String> {
    let rating = if open_and_late { "red" } else { "amber" };
    let keys = |status: &str, rest: &[String]| [&[format!("status: {status}")], rest].concat();
    match end {
        End::Complete | End::SignedOff => {
            let done = due.map_or(earlier(day, 2), |due| earlier(day, 2).min(due.max(earlier(day, 8))));
            keys(
                "complete",
                &[
                    format!("done: {done}"),
                    "evidence: data".to_owned(),
                    format!("source: {}", source(day)),
                    "rating: closed".to_owned(),
                ],
            )
        }
        End::InProgress => {
            keys("in_progress", &["evidence: self_reported".to_owned(), format!("rating: {rating}")])
        }
        End::NotStarted => {
            keys("not_started", &["next: \"A date is to be agreed with the contractor.\"".to_owned()])
        }
        End::Paused => keys("paused", &[format!("rating: {rating}")]),
        End::NotAchieved => keys("not_achieved", &["rating: closed".to_owned()]),
        End::NotPursued => keys("not_pursued", &["rating: closed".to_owned()]),
        End::Superseded => keys("superseded", &[format!("into: [A{next}]")]),
        End::Silent => Vec::new(),
    }
}

/// The updates of an action, its due date among them where it moved.
fn updates(world: &World, plan: u32, nth: u32, due: Option<NaiveDate>, random: &mut Random) -> Action {
    let days_said = said(world, plan, random);
    let end = end(random, nth + 1 == world.actions_of(plan));
    let last = days_said.len() - 1;
    // Half of the actions that are late were given a later date on the way.
    let middle = days_said.get(last - 1).copied().unwrap_or_default();
    let moved =
        due.filter(|due| *due < middle && random.chance(50)).map(|_| later(middle, random.within(20, 200)));
    let stands = moved.or(due);
    let late = stands.is_some_and(|due| due < world.as_at);
    let mut text = String::from("        updates:\n");
    let mut approval = None;
    for (at, day) in days_said.iter().enumerate() {
        let mut keys = match at {
            _ if at == last => last_keys(end, *day, stands, late, nth + 2),
            _ if end == End::Silent || end == End::NotStarted => Vec::new(),
            0 => vec!["status: planned".to_owned()],
            _ => vec!["status: in_progress".to_owned()],
        };
        if let Some(to) = moved.filter(|_| at + 1 == last || (last == 0 && at == 0)) {
            keys.extend([format!("due: {to}"), format!("reason: \"{}\"", note(random))]);
        }
        text += &update(*day, &keys, &note(random));
        let meeting =
            (at == last && end == End::SignedOff).then(|| meeting_after(world, plan, *day)).flatten();
        if let Some(meeting) = meeting {
            let reference = format!("{}/s{}", meeting_id(meeting), plan * ACTIONS + nth + 1);
            let keys = [
                "status: signed_off".to_owned(),
                "evidence: minute".to_owned(),
                format!("source: {{resolution: {reference}}}"),
            ];
            text += &update(world.meets(meeting), &keys, "The board approved the completion.");
            approval = Some(Approval { meeting, action: nth });
        }
    }
    Action { text, approval }
}

impl Action {
    /// Action `nth` of a plan, from 0, at the indent of a recommendation's actions.
    pub(crate) fn new(world: &World, plan: u32, nth: u32) -> Self {
        let mut random = world.random(1, plan * ACTIONS + nth);
        let born = world.born(plan);
        let due = random.chance(85).then(|| later(born, random.within(30, 500)));
        let mut text =
            format!("      - id: A{}\n        title: \"{}\"\n", nth + 1, action_title(plan * ACTIONS + nth));
        text += &format!("        text: \"{}\"\n", note(&mut random));
        let owner = random.below(20);
        match random.below(10) {
            0 => {}
            1 => text += &format!("        owner: [{}, {}]\n", owner_id(owner), owner_id(owner + 7)),
            2 => text += "        owner: health-trust\n",
            _ => text += &format!("        owner: {}\n", owner_id(owner)),
        }
        if let Some(due) = due {
            text += &format!("        due: {due}\n");
        } else if random.chance(40) {
            text += &format!(
                "        frequency: {}\n",
                random.pick(&["monthly", "quarterly", "weekly", "yearly"])
            );
        } else if random.chance(30) {
            text += "        due_text: in due course\n";
        }
        if random.chance(10) {
            text += "        priority: yes\n        limit: 24 hours\n        done_when:\n          - The record is complete.\n          - Each family has been told.\n";
        }
        if random.chance(20) {
            text += &format!("        measures: [M{}]\n", random.within(1, 4));
        }
        if random.chance(20) {
            text += &format!("        threads: [thread-{}]\n", random.within(1, THREADS));
        }
        let letter = char::from(b'A' + u8::try_from(nth % 5).unwrap_or(0));
        text += &format!("        source: {}#p{}{letter}\n", paper_id(plan, 0), nth / 5 + 3);
        let words = updates(world, plan, nth, due, &mut random);
        Self { text: text + &words.text, approval: words.approval }
    }
}
