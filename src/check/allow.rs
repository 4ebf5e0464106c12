//! `allow: [{code, reason}]` silences one warning or note for one record, everything inside it included.

use crate::diagnostic::{Code, Diagnostic, Place, Severity, Spot, nearest};
use crate::model::record::{Allow, Common};
use crate::model::register::Register;

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
                if fault.severity() != Severity::Error && silence.code == fault.code.word() && covers(&silence.record, &fault.place) {
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
                let help = match nearest(code, Code::all().map(Code::word)) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => "the codes are listed in docs/faults.md".to_owned(),
                };
                kept.push(Diagnostic::new(Code::BadWord, place, format!("there is no fault called `{code}`"), help));
            }
            Some(known) if known.severity() == Severity::Error => {
                let message = format!("`{code}` is an error and cannot be silenced");
                kept.push(Diagnostic::new(Code::BadWord, place, message, "put the fault right and take this entry out"));
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
        Spot::Value(steps) | Spot::Key(steps) => steps.starts_with(prefix),
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

/// Every record that carries `allow`, with its place.
fn records(register: &Register) -> Vec<(Place, &Common)> {
    let mut list: Vec<(Place, &Common)> = Vec::new();
    let entry = |file: &str, key: &str, position: usize| Place::top(file).at(key).at(position);
    let listed = |file: &'static str, key: &'static str| move |position: usize| entry(file, key, position);
    list.extend(register.bodies.iter().enumerate().map(|(i, r)| (listed("content/bodies.yaml", "bodies")(i), r.common())));
    list.extend(register.owners.iter().enumerate().map(|(i, r)| (listed("content/owners.yaml", "owners")(i), r.common())));
    list.extend(register.threads.iter().enumerate().map(|(i, r)| (listed("content/threads.yaml", "threads")(i), r.common())));
    list.extend(register.events.iter().enumerate().map(|(i, r)| (listed("content/events.yaml", "events")(i), r.common())));
    let disagreements = listed("content/disagreements.yaml", "disagreements");
    list.extend(register.disagreements.iter().enumerate().map(|(i, r)| (disagreements(i), r.common())));
    list.extend(register.papers.iter().map(|(id, p)| (Place::top(format!("content/papers/{id}.md")), p.header.common())));
    list.extend(register.pages.iter().map(|(id, p)| (Place::top(format!("content/pages/{id}.md")), p.header.common())));
    for (id, meeting) in &register.meetings {
        let top = Place::top(format!("content/meetings/{id}.yaml"));
        list.extend(meeting.resolutions.iter().enumerate().map(|(i, r)| (top.at("resolutions").at(i), r.common())));
        list.push((top, meeting.common()));
    }
    for (id, plan) in &register.plans {
        let top = Place::top(format!("content/plans/{id}.yaml"));
        for (position, recommendation) in plan.recommendations.iter().enumerate() {
            let at = top.at("recommendations").at(position);
            let actions = recommendation.actions.iter().enumerate();
            list.extend(actions.map(|(i, a)| (at.at("actions").at(i), a.common())));
            list.push((at, recommendation.common()));
        }
        list.extend(plan.actions.iter().enumerate().map(|(i, a)| (top.at("actions").at(i), a.common())));
        list.extend(plan.measures.iter().enumerate().map(|(i, m)| (top.at("measures").at(i), m.common())));
        list.push((top, plan.file.common()));
    }
    list.retain(|(_, common)| common.allow.is_some());
    list
}
