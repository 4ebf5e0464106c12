//! `allow: [{code, reason}]` silences one warning or note for one record, everything inside it included.

use crate::diagnostic::{Code, Diagnostic, Place, Severity, Spot, nearest};
use crate::model::record::{Allow, Common};
use crate::model::register::{Plan, Register};
use crate::model::update::Round;
use crate::model::work::Work;

/// One silenced code: where the record begins, and where the entry stands.
struct Silence<'r> {
    record: Place,
    entry: Place,
    code: &'r str,
}

/// Drops what is silenced; complains about what silences nothing.
pub(super) fn silence(register: &Register, faults: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let silences = silences(register);
    let mut used = vec![false; silences.len()];
    let mut kept: Vec<Diagnostic> = faults
        .into_iter()
        .filter(|fault| {
            let mut silenced = false;
            for (silence, used) in silences.iter().zip(&mut used) {
                if fault.severity() != Severity::Error
                    && silence.code == fault.code.word()
                    && covers(&silence.record, &fault.place)
                {
                    *used = true;
                    silenced = true;
                }
            }
            !silenced
        })
        .collect();
    for (silence, used) in silences.iter().zip(used) {
        let code = silence.code;
        let place = silence.entry.at("code");
        match Code::all().find(|c| c.word() == code) {
            None => {
                let near = nearest(code, Code::all().map(Code::word));
                let help = match near {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => "the codes are listed in docs/faults.md".to_owned(),
                };
                let message = format!("there is no fault called `{code}`");
                let mut fault = Diagnostic::new(Code::BadWord, place, message, help);
                fault.replacement = near.map(str::to_owned);
                kept.push(fault);
            }
            Some(known) if known.severity() == Severity::Error => {
                let message = format!("`{code}` is an error and cannot be silenced");
                kept.push(Diagnostic::new(
                    Code::BadWord,
                    place,
                    message,
                    "put the fault right and take this entry out",
                ));
            }
            Some(_) if !used => {
                let message = format!("`{code}` does not occur here");
                kept.push(Diagnostic::new(Code::UnusedAllow, place, message, "take this entry out"));
            }
            Some(_) => {}
        }
    }
    kept
}

/// Whether a place lies inside a record.
fn covers(record: &Place, place: &Place) -> bool {
    let Spot::Value(prefix) = &record.spot else { return false };
    let inside = match &place.spot {
        Spot::Value(steps) | Spot::Key(steps) | Spot::Words(steps, ..) => steps.starts_with(prefix),
        // Bytes of a narrative belong to the record whose header covers the whole file.
        Spot::Bytes(_) | Spot::File => prefix.is_empty(),
    };
    record.file == place.file && inside
}

fn silences(register: &Register) -> Vec<Silence<'_>> {
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
    for (id, entry) in &register.plans {
        plan(Place::top(format!("content/plans/{id}.yaml")), entry, &mut list);
        for (round_id, entry) in &entry.round_files {
            round(Place::top(format!("content/plans/{id}/{round_id}.yaml")), entry, &mut list);
        }
    }
    list.retain(|(_, common)| common.allow.is_some());
    list
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
