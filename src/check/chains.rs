//! Chains that must end: a plan replaces an earlier one, an action continues an earlier one, a superseded item goes into
//! another. A circle says nothing.

use std::collections::BTreeMap;

use super::known::Known;
use super::walk::{Walk, placed};
use crate::diagnostic::{Code, Diagnostic, Place, Slip};
use crate::model::history;
use crate::model::update::Status;

/// Where each record points to, and where that is written.
type Edges = BTreeMap<String, Vec<(String, Place)>>;

pub(super) fn check(known: &Known<'_>, faults: &mut Vec<Diagnostic>) {
    let (mut replaces, mut continues) = (Edges::new(), Edges::new());
    for (id, plan) in &known.register.plans {
        let top = Place::top(format!("content/plans/{id}.yaml"));
        for (position, other) in plan.replaces.iter().enumerate() {
            let edge = (other.0.clone(), top.at("replaces").at(position));
            replaces.entry(id.0.clone()).or_default().push(edge);
        }
        for (item, position) in placed(plan) {
            let Some(earlier) = item.work().and_then(|work| work.continues.as_ref()) else { continue };
            let to = match &earlier.item {
                Some(item) => format!("{}/{item}", earlier.plan),
                None => earlier.plan.0.clone(),
            };
            let from = format!("{id}/{}", item.id());
            continues.entry(from).or_default().push((to, position.place(id).at("continues")));
        }
    }
    circles(&replaces, "replaces", "replaces", faults);
    circles(&continues, "continues", "continues", faults);
}

/// What is superseded within a plan, and goes round in a circle.
pub(super) fn of_plan(walk: &Walk<'_>, faults: &mut Vec<Diagnostic>) {
    circles(&into(walk), "went into", "into", faults);
}

/// What took the place of each item that is superseded in the end.
fn into(walk: &Walk<'_>) -> Edges {
    let mut edges = Edges::new();
    for entry in &walk.entries {
        let Some((Status::Superseded, said)) = history::status(&entry.words) else { continue };
        for (position, item) in said.word.into.iter().flat_map(|i| i.iter()).enumerate() {
            let place = walk.place(entry, said).at("into").at(position);
            edges.entry(entry.item.id().0.clone()).or_default().push((item.0.clone(), place));
        }
    }
    edges
}

/// Tells each circle once, where it closes. Walks without recursion: a chain may be as long as the register.
fn circles(edges: &Edges, does: &str, key: &str, faults: &mut Vec<Diagnostic>) {
    // Records that lead to no circle but those already told.
    let mut done: BTreeMap<&str, bool> = BTreeMap::new();
    for start in edges.keys() {
        if done.contains_key(start.as_str()) {
            continue;
        }
        // The way down, each record with how many of its edges were followed.
        let mut way: Vec<(&str, usize)> = vec![(start, 0)];
        done.insert(start, false);
        while let Some((at, next)) = way.last_mut() {
            let Some((to, place)) = edges.get(*at).and_then(|list| list.get(*next)) else {
                done.insert(at, true);
                way.pop();
                continue;
            };
            *next += 1;
            match done.get(to.as_str()) {
                Some(true) => {}
                Some(false) => {
                    let from = way.iter().position(|(name, _)| name == to).unwrap_or(0);
                    let names: Vec<&str> = way.iter().skip(from).map(|(name, _)| *name).collect();
                    faults.push(slip(&names, does, key).at(place.clone()));
                }
                None => {
                    done.insert(to, false);
                    way.push((to, 0));
                }
            }
        }
    }
}

/// The circle in words, beginning with the record whose key closes it.
fn slip(names: &[&str], does: &str, key: &str) -> Slip {
    let last = names.last().copied().unwrap_or_default();
    let message = match names {
        [one] => format!("`{one}` {does} itself"),
        _ => {
            let shown: Vec<String> = names.iter().take(5).map(|name| format!("{does} `{name}`")).collect();
            let more = names.len().saturating_sub(shown.len());
            let rest = if more > 0 { format!(", and so on over {more} more") } else { String::new() };
            format!("`{last}` {}{rest}", shown.join(", which "))
        }
    };
    Slip::new(Code::CircularReference, message, format!("take `{key}` out of one of them"))
}
