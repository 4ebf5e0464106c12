//! `allow: [{code, reason}]` silences one warning or note for one record, everything inside it included.

use std::collections::{BTreeMap, BTreeSet};

use super::known::Known;
use crate::diagnostic::{Code, Diagnostic, Place, Severity, Spot, Step, nearest};
use crate::model::record::{Allow, Common};
use crate::model::register::{Item, Plan, Register};
use crate::model::scalar::{Id, ItemId};
use crate::model::update::Round;
use crate::model::work::Work;

/// One silenced code: where the record begins, and where the entry stands.
pub(super) struct Silence<'r> {
    record: Place,
    entry: Place,
    code: &'r str,
}

/// Drops what is silenced; complains about what silences nothing.
pub(super) fn silence(
    known: &Known<'_>,
    silences: &[Silence<'_>],
    faults: Vec<Diagnostic>,
) -> Vec<Diagnostic> {
    let mut used = vec![false; silences.len()];
    let mut by_record: BTreeMap<(&str, &[Step]), Vec<usize>> = BTreeMap::new();
    for (position, silence) in silences.iter().enumerate() {
        by_record.entry(inside(&silence.record)).or_default().push(position);
    }
    let codes: BTreeSet<&str> = silences.iter().map(|silence| silence.code).collect();
    let mut kept: Vec<Diagnostic> = Vec::new();
    for fault in faults {
        if !codes.contains(fault.code.word()) {
            kept.push(fault);
            continue;
        }
        let of_item = item_of(known, &fault.place);
        let places = std::iter::once(&fault.place).chain(of_item.as_ref());
        let records = places.map(inside).flat_map(|(file, steps)| {
            (0..=steps.len()).filter_map(move |end| Some((file, steps.get(..end)?)))
        });
        let around = records.filter_map(|record| by_record.get(&record)).flatten();
        let mut silenced = false;
        if fault.severity() != Severity::Error {
            for position in around {
                let such = silences.get(*position).is_some_and(|s| s.code == fault.code.word());
                if let Some(used) = used.get_mut(*position).filter(|_| such) {
                    *used = true;
                    silenced = true;
                }
            }
        }
        if !silenced {
            kept.push(fault);
        }
    }
    kept.extend(silences.iter().zip(used).filter_map(|(silence, used)| needless(silence, used)));
    kept
}

/// An entry that silences nothing: no such code, an error, or a code that does not occur here.
fn needless(silence: &Silence<'_>, used: bool) -> Option<Diagnostic> {
    let code = silence.code;
    let place = silence.entry.at("code");
    let fault = |code, message: String, help: &str| Diagnostic::new(code, place.clone(), message, help);
    match Code::all().find(|c| c.word() == code) {
        None => {
            let near = nearest(code, Code::all().map(Code::word));
            let help = near.map(|near| format!("did you mean `{near}`?"));
            let help = help.as_deref().unwrap_or("the codes are listed in docs/faults.md");
            let mut fault = fault(Code::BadWord, format!("there is no fault called `{code}`"), help);
            fault.replacement = near.map(str::to_owned);
            Some(fault)
        }
        Some(known) if known.severity() == Severity::Error => {
            let message = format!("`{code}` is an error and cannot be silenced");
            Some(fault(Code::BadWord, message, "put the fault right and take this entry out"))
        }
        Some(_) if !used => {
            Some(fault(Code::UnusedAllow, format!("`{code}` does not occur here"), "take this entry out"))
        }
        Some(_) => None,
    }
}

/// A place as the way to it. An attachment has no record of its own: what is told of it is allowed in site.toml. Bytes of a narrative belong to the record whose header covers the whole file.
fn inside(place: &Place) -> (&str, &[Step]) {
    match &place.spot {
        Spot::Value(steps) | Spot::Key(steps) | Spot::Words(steps, ..) => (&place.file, steps),
        Spot::File if place.file.starts_with("content/files/") => ("site.toml", &[]),
        Spot::Bytes(_) | Spot::File => (&place.file, &[]),
    }
}

/// The record of the item that an update in a round speaks of: what is right there is right in every round.
fn item_of(known: &Known<'_>, place: &Place) -> Option<Place> {
    let (file, steps) = inside(place);
    let path = file.strip_prefix("content/plans/")?.strip_suffix(".yaml")?;
    let (plan, item) = match (path.split_once('/'), steps) {
        (None, [Step::Key(rounds), Step::Index(_), Step::Key(updates), Step::Key(item), ..])
            if rounds == "rounds" && updates == "updates" =>
        {
            (path, item)
        }
        (Some((plan, _)), [Step::Key(updates), Step::Key(item), ..]) if updates == "updates" => (plan, item),
        _ => return None,
    };
    let walk = known.plan(&Id(plan.to_owned()))?;
    walk.entry(&ItemId(item.clone())).map(|entry| entry.place.clone())
}

/// Every entry of `allow`.
pub(super) fn silences(register: &Register) -> Vec<Silence<'_>> {
    let mut list = Vec::new();
    for (position, allow) in register.site.allow.iter().enumerate() {
        let top = Place::top("site.toml");
        list.push(Silence { entry: top.at("allow").at(position), record: top, code: &allow.code.0 });
    }
    list.extend(records(register).into_iter().flat_map(|(record, common)| {
        let entries: &[Allow] = common.allow.as_ref().map_or(&[], |a| a.as_slice());
        entries.iter().enumerate().map(move |(position, allow)| Silence {
            entry: record.at("allow").at(position),
            record: record.clone(),
            code: &allow.code.0,
        })
    }));
    list
}

/// Records with their places.
type Placed<'r> = Vec<(Place, &'r Common)>;

/// Every record that carries `allow`, with its place.
fn records(register: &Register) -> Placed<'_> {
    let mut list = Vec::new();
    lists(register, &mut list);
    for (id, paper) in &register.papers {
        let top = Place::top(format!("content/papers/{id}.md"));
        let findings = paper.header.inspection.iter().flat_map(|i| i.findings.iter()).enumerate();
        list.extend(findings.map(|(i, f)| (top.at("inspection").at("findings").at(i), f.common())));
        list.push((top, paper.header.common()));
    }
    for (id, page) in &register.pages {
        list.push((Place::top(format!("content/pages/{id}.md")), page.header.common()));
    }
    for (id, meeting) in &register.meetings {
        let top = Place::top(format!("content/meetings/{id}.yaml"));
        list.extend(
            meeting.resolutions.iter().enumerate().map(|(i, r)| (top.at("resolutions").at(i), r.common())),
        );
        list.push((top, meeting.common()));
    }
    for (id, entry) in register.plans.iter().filter(|(_, plan)| is_allowing(plan)) {
        plan(Place::top(format!("content/plans/{id}.yaml")), entry, &mut list);
        for (round_id, entry) in &entry.round_files {
            round(Place::top(format!("content/plans/{id}/{round_id}.yaml")), entry, &mut list);
        }
    }
    list.retain(|(_, common)| common.allow.is_some());
    list
}

/// Whether anything in a plan carries `allow`: few do, and places are costly to make.
fn is_allowing(plan: &Plan) -> bool {
    let allows = |common: &Common| common.allow.is_some();
    let in_item = |item: Item<'_>| {
        let mut updates = item.work().into_iter().flat_map(Work::updates);
        item.common().is_some_and(allows) || updates.any(|u| allows(u.common()))
    };
    let in_round = |r: &Round| allows(r.common()) || r.updates.iter().any(|(_, u)| allows(u.common()));
    allows(plan.file.common())
        || plan.items().any(in_item)
        || plan.measures.iter().any(|m| allows(m.common()))
        || plan.rounds().any(in_round)
}

fn plan<'r>(top: Place, plan: &'r Plan, list: &mut Placed<'r>) {
    for (position, recommendation) in plan.recommendations.iter().enumerate() {
        let at = top.at("recommendations").at(position);
        for (position, action) in recommendation.actions.iter().enumerate() {
            item(at.at("actions").at(position), action.common(), &action.part, list);
        }
        item(at, recommendation.common(), &recommendation.part, list);
    }
    for (position, action) in plan.actions.iter().enumerate() {
        item(top.at("actions").at(position), action.common(), &action.part, list);
    }
    for (position, entry) in plan.rounds.iter().enumerate() {
        round(top.at("rounds").at(position), entry, list);
    }
    list.extend(plan.measures.iter().enumerate().map(|(i, m)| (top.at("measures").at(i), m.common())));
    list.push((top, plan.file.common()));
}

/// A recommendation or action with its updates.
fn item<'r>(at: Place, common: &'r Common, work: &'r Work, list: &mut Placed<'r>) {
    list.extend(work.updates().iter().enumerate().map(|(i, u)| (at.at("updates").at(i), u.common())));
    list.push((at, common));
}

fn round<'r>(at: Place, round: &'r Round, list: &mut Placed<'r>) {
    list.extend(round.updates.iter().map(|(item, u)| (at.at("updates").at(item.0.as_str()), u.common())));
    list.push((at, round.common()));
}

/// The records of files that hold a list.
fn lists<'r>(register: &'r Register, list: &mut Placed<'r>) {
    let mut add = |file: &str, key: &str, position: usize, common: &'r Common| {
        list.push((Place::top(file).at(key).at(position), common));
    };
    for (position, record) in register.bodies.iter().enumerate() {
        add("content/bodies.yaml", "bodies", position, record.common());
    }
    for (position, record) in register.owners.iter().enumerate() {
        add("content/owners.yaml", "owners", position, record.common());
    }
    for (position, record) in register.threads.iter().enumerate() {
        add("content/threads.yaml", "threads", position, record.common());
    }
    for (position, record) in register.events.iter().enumerate() {
        add("content/events.yaml", "events", position, record.common());
    }
    for (position, record) in register.disagreements.iter().enumerate() {
        add("content/disagreements.yaml", "disagreements", position, record.common());
    }
}
