//! Small invented registers: a plan of a few actions, with words, rounds, answers, resolutions and amendments on any day,
//! written out as an author would write them, in any order.

use std::collections::BTreeMap;

use proptest::collection::{btree_map, vec};
use proptest::option::of;
use proptest::prelude::*;
use scrutineer::model::register::Register;

use crate::support::day;

/// The days of the board's meetings, counted from the first day.
pub(crate) const MEETINGS: [u32; 4] = [40, 80, 120, 160];

/// How many days there are.
pub(crate) const DAYS: u32 = 200;

const STATUSES: [&str; 9] = [
    "planned",
    "not_started",
    "in_progress",
    "paused",
    "complete",
    "signed_off",
    "not_achieved",
    "not_pursued",
    "superseded",
];
const EVIDENCE: [&str; 6] = ["none", "self_reported", "data", "minute", "inspection", "contradicted"];
const RATINGS: [&str; 3] = ["green", "amber", "red"];
const RESPONSES: [&str; 5] = ["accepted", "partially_accepted", "rejected", "noted", "deferred"];
/// The last has nothing that bears evidence out until the later paper is known.
const SOURCES: [Option<&str>; 5] =
    [None, Some("p1"), Some("later#p1"), Some("[later#p1, p1]"), Some("[{resolution: m0/a}, later#p1]")];
const OWNERS: [&str; 3] = ["clerk", "crew", "board"];

/// A word about an item.
#[derive(Clone, Debug)]
pub(crate) struct Word {
    status: Option<usize>,
    evidence: Option<usize>,
    rating: Option<usize>,
    due: Option<u32>,
    done: Option<u32>,
    /// None, a paper of the first day, or one of a later day.
    source: usize,
    /// Not shown before this day.
    embargo: Option<u32>,
}

/// An item: an action, or a recommendation that is tracked itself.
#[derive(Clone, Debug)]
pub(crate) struct Action {
    /// Under the recommendation.
    under: bool,
    made: Option<u32>,
    due: Option<u32>,
    start: Option<u32>,
    owner: Option<usize>,
    /// The meeting that brought it into being.
    brought: Option<usize>,
    /// Its own words, by day.
    said: BTreeMap<u32, Word>,
    /// What meetings decided of it.
    decided: BTreeMap<usize, Word>,
    /// Its title after a day, and after a meeting agreed so.
    renamed: BTreeMap<u32, u32>,
    renamed_at: BTreeMap<usize, u32>,
}

/// A register.
#[derive(Clone, Debug)]
pub(crate) struct Spec {
    actions: Vec<Action>,
    /// The recommendation's answers by day, and those told to a meeting.
    responses: BTreeMap<u32, usize>,
    told: BTreeMap<usize, usize>,
    requested: bool,
    /// A second recommendation is tracked itself, and answered.
    alone: Option<(Action, BTreeMap<usize, usize>)>,
    /// Rounds by day: what is said of which actions, with the round's own evidence.
    rounds: BTreeMap<u32, (Option<usize>, BTreeMap<usize, Word>)>,
    evidence: Option<usize>,
}

fn word() -> impl Strategy<Value = Word> {
    (
        of(0..STATUSES.len()),
        of(0..EVIDENCE.len()),
        of(0..RATINGS.len()),
        of(0..260u32),
        of(0..DAYS),
        (0..SOURCES.len(), of(0..400u32)),
    )
        .prop_map(|(status, evidence, rating, due, done, (source, embargo))| Word {
            status,
            evidence,
            rating,
            // Dates move now and then only.
            due: due.filter(|d| d % 3 == 0),
            done,
            source,
            embargo: embargo.filter(|e| *e < DAYS),
        })
}

fn action() -> impl Strategy<Value = Action> {
    let dates = (of(0..DAYS), of(0..260u32), of(0..DAYS));
    let words = (btree_map(own_day(), word(), 0..4), btree_map(0..MEETINGS.len(), word(), 0..3));
    let names = (btree_map(own_day(), 0..9u32, 0..2), btree_map(0..MEETINGS.len(), 0..9u32, 0..2));
    (any::<bool>(), dates, of(0..OWNERS.len()), of(0..MEETINGS.len()), words, names).prop_map(
        |(under, (made, due, start), owner, brought, (said, decided), (renamed, renamed_at))| Action {
            under,
            made,
            due,
            start,
            owner,
            brought: brought.filter(|b| *b == 1),
            said,
            decided,
            // On a meeting's own day the amendment that it agreed would stand against this one.
            renamed: renamed.into_iter().filter(|(day, _)| !MEETINGS.contains(day)).collect(),
            renamed_at,
        },
    )
}

/// Days of words of their own: never those of rounds, so that no two words without a resolution share a day.
fn own_day() -> impl Strategy<Value = u32> {
    (0..DAYS / 5).prop_flat_map(|fifth| prop_oneof![Just(fifth * 5), Just(fifth * 5 + 2)])
}

fn round_day() -> impl Strategy<Value = u32> {
    (0..DAYS / 5).prop_map(|fifth| fifth * 5 + 3)
}

pub(crate) fn spec() -> impl Strategy<Value = Spec> {
    let rounds = btree_map(round_day(), (of(0..EVIDENCE.len()), btree_map(0..4usize, word(), 0..4)), 0..4);
    let answers = btree_map(own_day(), 0..RESPONSES.len(), 0..2);
    let told = || btree_map(0..MEETINGS.len(), 0..RESPONSES.len(), 0..2);
    let alone = of((action(), told()));
    (vec(action(), 1..5), answers, told(), any::<bool>(), alone, rounds, of(0..EVIDENCE.len())).prop_map(
        |(actions, responses, told, requested, alone, rounds, evidence)| Spec {
            actions,
            responses: responses.into_iter().filter(|(day, _)| !MEETINGS.contains(day)).collect(),
            told,
            requested,
            alone,
            rounds,
            evidence,
        },
    )
}

/// A day, counted from the first.
pub(crate) fn date(offset: u32) -> chrono::NaiveDate {
    day("2024-01-10") + chrono::Duration::days(i64::from(offset))
}

/// Sorts a list by keys that are any numbers: an order like any other.
struct Order<'k> {
    keys: &'k [u64],
    next: usize,
}

impl Order<'_> {
    fn put(&mut self, mut list: Vec<String>) -> String {
        if !self.keys.is_empty() {
            let mut keyed: Vec<(u64, String)> = Vec::new();
            for text in list {
                keyed.push((
                    self.keys[self.next % self.keys.len()].rotate_left((self.next / self.keys.len()) as u32),
                    text,
                ));
                self.next += 1;
            }
            keyed.sort_by_key(|(key, _)| *key);
            list = keyed.into_iter().map(|(_, text)| text).collect();
        }
        list.concat()
    }
}

impl Word {
    fn keys(&self, said_on: u32, resolution: Option<usize>) -> Vec<String> {
        let mut keys = Vec::new();
        keys.extend(self.status.map(|s| format!("status: {}", STATUSES[s])));
        keys.extend(self.evidence.map(|e| format!("evidence: {}", EVIDENCE[e])));
        keys.extend(self.rating.map(|r| format!("rating: {}", RATINGS[r])));
        keys.extend(self.due.map(|d| format!("due: {}, reason: So.", date(d))));
        keys.extend(self.done.map(|d| format!("done: {}", date(d.min(said_on)))));
        match resolution {
            Some(meeting) => keys.push(format!("source: {{resolution: m{meeting}/a}}")),
            None => {
                let source = SOURCES[self.source];
                // Of two words of one day that both cite a resolution, neither stands above the other.
                let clashes = MEETINGS.contains(&said_on) && source.is_some_and(|s| s.contains("resolution"));
                keys.extend(source.filter(|_| !clashes).map(|source| format!("source: {source}")));
            }
        }
        keys.extend(self.embargo.map(|e| format!("publish_on: {}", date(e))));
        keys
    }
}

impl Action {
    fn keys(&self, order: &mut Order<'_>) -> String {
        let mut text = String::new();
        let mut line = |key: &str, value: Option<String>| {
            text += &value.map_or(String::new(), |value| format!("        {key}: {value}\n"));
        };
        line("made", self.made.map(|d| date(d).to_string()));
        line("due", self.due.map(|d| date(d).to_string()));
        line("start", self.start.map(|d| date(d).to_string()));
        line("owner", self.owner.map(|o| OWNERS[o].to_owned()));
        let source = self.brought.map_or("p1".to_owned(), |m| format!("{{resolution: m{m}/a}}"));
        line("source", Some(source));
        let own = self.said.iter().map(|(day, word)| (*day, word.keys(*day, None)));
        let decided = self.decided.iter().map(|(m, word)| (MEETINGS[*m], word.keys(MEETINGS[*m], Some(*m))));
        let updates: Vec<String> = own
            .chain(decided)
            .map(|(day, keys)| {
                format!("          - {{date: {}, note: Said., {}}}\n", date(day), keys.join(", "))
            })
            .map(|line| line.replace(", }", "}"))
            .collect();
        if !updates.is_empty() {
            text += &format!("        updates:\n{}", order.put(updates));
        }
        text
    }

    fn amendments(&self, id: &str) -> Vec<String> {
        let line = |day: u32, to: &u32, at: String| {
            format!(
                "  - {{date: {}, of: {id}, field: title, from: Title, to: Title {to} of {day}, reason: So.{at}}}\n",
                date(day)
            )
        };
        let own = self.renamed.iter().map(|(day, to)| line(*day, to, String::new()));
        let agreed =
            self.renamed_at.iter().map(|(m, to)| line(MEETINGS[*m], to, format!(", agreed_at: m{m}/a")));
        own.chain(agreed).collect()
    }
}

fn responses(by_day: &BTreeMap<u32, usize>, told: &BTreeMap<usize, usize>, order: &mut Order<'_>) -> String {
    let own = by_day
        .iter()
        .map(|(day, value)| format!("      - {{value: {}, date: {}}}\n", RESPONSES[*value], date(*day)));
    let told = told.iter().map(|(m, value)| {
        format!("      - {{value: {}, date: {}, at: m{m}/a}}\n", RESPONSES[*value], date(MEETINGS[*m]))
    });
    let all: Vec<String> = own.chain(told).collect();
    if all.is_empty() { String::new() } else { format!("    responses:\n{}", order.put(all)) }
}

impl Spec {
    /// The plan's file, its lists in an order.
    fn plan(&self, order: &mut Order<'_>) -> String {
        let list = |under: bool, order: &mut Order<'_>| {
            let ids = self.actions.iter().enumerate().filter(|(_, a)| a.under == under);
            let each: Vec<String> = ids
                .map(|(at, action)| {
                    format!("      - id: A{at}\n        title: Title\n{}", action.keys(order))
                })
                .collect();
            if each.is_empty() { String::new() } else { format!("    actions:\n{}", order.put(each)) }
        };
        let mut recommendations = vec![format!(
            "  - ref: R1\n    title: First\n    source: p1\n{}{}{}",
            if self.requested { "    requested: 2024-01-11\n" } else { "" },
            responses(&self.responses, &self.told, order),
            list(true, order),
        )];
        if let Some((action, told)) = &self.alone {
            let keys = action.keys(order).replace("\n        ", "\n    ");
            let answers = responses(&BTreeMap::new(), told, order);
            recommendations.push(format!("  - ref: R2\n    title: Title\n    {}\n{answers}", keys.trim()));
        }
        let alone = list(false, order).replace("\n    ", "\n").trim_start().to_owned();
        let rounds: Vec<String> =
            self.rounds.iter().map(|(day, round)| self.round(*day, round, order)).collect();
        let mut amendments: Vec<String> =
            self.actions.iter().enumerate().flat_map(|(at, a)| a.amendments(&format!("A{at}"))).collect();
        amendments.extend(self.alone.iter().flat_map(|(a, _)| a.amendments("R2")));
        let mut text = String::from("title: Plan\nsummary: Plan.\nset_out_in: report\n");
        text += "came_before: [m0, m1, m2, m3]\n";
        text +=
            &self.evidence.map_or(String::new(), |e| format!("defaults: {{evidence: {}}}\n", EVIDENCE[e]));
        text += &format!("recommendations:\n{}{alone}", order.put(recommendations));
        for (key, entries) in [("rounds", rounds), ("amendments", amendments)] {
            if !entries.is_empty() {
                text += &format!("{key}:\n{}", order.put(entries));
            }
        }
        text
    }

    fn round(
        &self,
        day: u32,
        round: &(Option<usize>, BTreeMap<usize, Word>),
        order: &mut Order<'_>,
    ) -> String {
        let mut text = format!("  - id: r{day}\n    date: {}\n", date(day));
        text += &round.0.map_or(String::new(), |e| format!("    evidence: {}\n", EVIDENCE[e]));
        let words = round.1.iter().filter(|(at, _)| **at < self.actions.len());
        let lines: Vec<String> = words
            .map(|(at, word)| format!("      A{at}: {{note: Said., {}}}\n", word.keys(day, None).join(", ")))
            .map(|line| line.replace(", }", "}"))
            .collect();
        if !lines.is_empty() {
            text += &format!("    updates:\n{}", order.put(lines));
        }
        text
    }

    /// The register, its lists in the order that the keys give; without keys, as they come.
    pub(crate) fn register(&self, keys: &[u64]) -> Register {
        let mut text = BASE.to_owned();
        for (at, day) in MEETINGS.iter().enumerate() {
            text += &format!(
                "-- content/meetings/m{at}.yaml --\nbody: board\ndate: {}\nstatus: held\nresolutions:\n  - {{ref: a, verbs: [agreed], affects: [{{of: plan, effect: noted}}]}}\n",
                date(*day)
            );
        }
        let plan = self.plan(&mut Order { keys, next: 0 });
        text += &format!("-- content/plans/plan.yaml --\n{plan}");
        let (register, faults) = scrutineer::load::load(&crate::support::site(&text));
        register.unwrap_or_else(|| panic!("{faults:#?}\n{plan}"))
    }
}

const BASE: &str = "\
-- site.toml --
title = \"Test\"
council = \"Test Council\"
description = \"A test.\"
[ratings.delivery]
label = \"Delivery\"
steps = [
  { id = \"green\", label = \"Green\", definition = \"Good.\", means = \"good\" },
  { id = \"amber\", label = \"Amber\", definition = \"Doubtful.\", means = \"watch\" },
  { id = \"red\", label = \"Red\", definition = \"Bad.\", means = \"bad\" },
]
-- content/bodies.yaml --
bodies:
  - {id: board, name: Board, kind: scrutiny_board}
-- content/owners.yaml --
owners:
  - {id: clerk, name: Clerk, kind: role}
  - {id: crew, name: Crew, kind: team}
-- content/papers/report.md --
---
title: Report
kind: report
date: 2024-01-10
form: full
---
1. First.
-- content/papers/later.md --
---
title: Later
kind: report
date: 2024-04-19
form: full
---
1. Later.
";
