//! Updates of one item: two words of one day must agree unless one of them cites a resolution, none is written twice, and
//! "signed off" needs a resolution that approves this item's completion.

use std::collections::{BTreeMap, BTreeSet};

use super::known::Known;
use super::walk::{Entry, Said, Walk};
use crate::diagnostic::{Code, Diagnostic, Slip};
use crate::model::borne;
use crate::model::history::cites_resolution;
use crate::model::meeting::Effect;
use crate::model::register::Register;
use crate::model::scalar::{ItemId, ResolutionRef};
use crate::model::update::Status;

pub(super) fn of_plan(known: &Known<'_>, walk: &Walk<'_>, faults: &mut Vec<Diagnostic>) {
    let register = known.register;
    for entry in &walk.entries {
        for day in entry.words.chunk_by(|a, b| a.date.last() == b.date.last()) {
            if day.len() > 1 {
                of_one_day(register, walk, entry, day, faults);
            }
        }
        for said in &entry.words {
            let slip = unsigned(known, walk, entry.item.id(), said);
            faults.extend(slip.map(|slip| walk.fault(entry, said, "status", slip)));
        }
    }
}

/// What is said of an item on one day: each word once, and no two that state different things.
fn of_one_day(
    register: &Register,
    walk: &Walk<'_>,
    entry: &Entry<'_>,
    day: &[Said<'_>],
    faults: &mut Vec<Diagnostic>,
) {
    let mut day = day.to_vec();
    day.sort_by_key(Said::written);
    let item = entry.item.id();
    let mut words = BTreeSet::new();
    for said in &day {
        if !words.insert(format!("{:?}", said.word)) {
            let message = format!("`{item}` has the same update of {} twice", said.date.last());
            let help = "take this one out; or, if it is another word, correct its date";
            faults.push(walk.fault_at_date(entry, said, Slip::new(Code::DuplicateUpdate, message, help)));
        }
    }
    let mut stated: BTreeMap<(&str, String), Statements> = BTreeMap::new();
    for said in &day {
        for (key, of, value) in statements(register, said) {
            stated.entry((key, of)).or_default().add(value, cites_resolution(said.word));
        }
    }
    for said in &day {
        let against = statements(register, said).into_iter().filter(|(key, of, value)| {
            let all = stated.get(&(*key, of.clone()));
            all.is_some_and(|all| all.contradict(value, cites_resolution(said.word)))
        });
        let keys: BTreeSet<&str> = against.map(|(key, _, _)| key).collect();
        for key in keys {
            let slip = contradiction(item, said, key);
            faults.push(walk.fault(entry, said, key, slip));
        }
    }
}

/// What the words of one day state first for one key: those that cite a resolution, and the others.
#[derive(Default)]
struct Statements {
    deciding: Option<String>,
    plain: Option<String>,
}

impl Statements {
    fn add(&mut self, value: String, cites: bool) {
        let first = if cites { &mut self.deciding } else { &mut self.plain };
        first.get_or_insert(value);
    }

    /// The words that stand must state one value: those that cite a resolution, else all. The first stated is taken as
    /// meant, so the fault stands at the others.
    fn contradict(&self, value: &String, cites: bool) -> bool {
        let first = if cites || self.deciding.is_some() { &self.deciding } else { &self.plain };
        (cites || self.deciding.is_none()) && first.as_ref().is_some_and(|first| first != value)
    }
}

/// What a word states: the key, the rating scheme where it is a rating, and the value.
fn statements(register: &Register, said: &Said<'_>) -> Vec<(&'static str, String, String)> {
    let word = said.word;
    let mut stated = Vec::new();
    let mut add = |key, value: Option<String>| {
        stated.extend(value.map(|value| (key, String::new(), value)));
    };
    add("status", word.status.map(|s| format!("{s:?}")));
    add("done", word.done.map(|d| d.to_string()));
    add("evidence", borne::stated(word, said.round(), None).map(|e| format!("{e:?}")));
    add("due", word.due.map(|d| d.to_string()));
    // Where there are several schemes, a step alone is told elsewhere.
    let only = match register.site.ratings.as_slice() {
        [(id, _)] => Some(id),
        _ => None,
    };
    for (scheme, step) in word.rating.iter().flat_map(|r| &r.0) {
        let scheme = scheme.as_ref().or(only).map_or_else(String::new, |s| s.0.clone());
        stated.push(("rating", scheme, step.0.clone()));
    }
    stated
}

fn contradiction(item: &ItemId, said: &Said<'_>, key: &str) -> Slip {
    let what = match key {
        "status" => "statuses",
        "done" => "days on which it was done",
        "evidence" => "evidence",
        "due" => "due dates",
        _ => "ratings",
    };
    let message = format!("`{item}` has two updates of {} that state different {what}", said.date.last());
    let help = "keep one of them, correct a date, or let one alone cite the resolution that decided: \
                source: {resolution: MEETING/REF}";
    Slip::new(Code::ContradictingUpdates, message, help)
}

/// "Signed off" cites a resolution with the effect `completion_approved` that names the item, and that readers can see.
fn unsigned(known: &Known<'_>, walk: &Walk<'_>, item: &ItemId, said: &Said<'_>) -> Option<Slip> {
    if said.word.status != Some(Status::SignedOff) {
        return None;
    }
    let (register, plan) = (known.register, walk.id);
    let sources = said.word.source.iter().flat_map(|s| s.iter());
    let cited: Vec<&ResolutionRef> = sources.filter_map(|s| s.resolution.as_ref()).collect();
    let names = |reference: &&&ResolutionRef| {
        // A meeting whose file is broken may well hold it.
        let broken = register.broken.contains(&format!("content/meetings/{}.yaml", reference.meeting));
        let affects = register.resolution(reference).into_iter().flat_map(|(_, r)| r.affects.iter());
        let mut approved =
            affects.filter(|a| a.effect == Effect::CompletionApproved).flat_map(|a| a.of.iter());
        broken || approved.any(|of| of.plan == *plan && of.item.as_ref() == Some(item))
    };
    // A resolution that does not exist is told at its own place.
    if cited.iter().any(|r| register.resolution(r).is_none()) {
        return None;
    }
    let approving: Vec<_> = cited.iter().filter(names).collect();
    if approving.is_empty() {
        let message = format!("no resolution that approves the completion of `{item}` is cited");
        let help = format!(
            "cite it with source: {{resolution: MEETING/REF}}, and let that resolution have affects: \
             [{{of: {plan}/{item}, effect: completion_approved}}]; or write status: complete"
        );
        return Some(Slip::new(Code::SignedOffWithoutResolution, message, help));
    }
    let is_hidden = !approving.iter().any(|r| known.published.shows_resolution(r));
    (is_hidden && known.shows_word(walk.plan, said)).then(|| {
        let message = format!(
            "the resolution that approves the completion of `{item}` is not published, or was withdrawn"
        );
        let help = "take this update back with draft: yes until it is; or write status: complete";
        Slip::new(Code::SignedOffWithoutResolution, message, help)
    })
}
