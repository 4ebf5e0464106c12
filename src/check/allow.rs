//! `allow: [{code, reason}]` silences one warning or note for one record, everything inside it included.

use std::collections::{BTreeMap, BTreeSet};

use super::known::Known;
use super::walk::placed;
use crate::diagnostic::{Code, Diagnostic, Place, Severity, Spot, Step, nearest};
use crate::model::record::{Allow, Common};
use crate::model::register::{Plan, Register};
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

/// Records that carry `allow`, with their places.
#[derive(Default)]
struct Allowing<'r>(Vec<(Place, &'r Common)>);

impl<'r> Allowing<'r> {
    /// Adds a record if it carries `allow`: few do, and a place is costly to make.
    fn add(&mut self, common: &'r Common, place: impl FnOnce() -> Place) {
        if common.allow.is_some() {
            self.0.push((place(), common));
        }
    }

    fn plan(&mut self, id: &Id, plan: &'r Plan) {
        let top = || Place::top(format!("content/plans/{id}.yaml"));
        for (item, position) in placed(plan) {
            for (at, update) in item.work().into_iter().flat_map(Work::updates).enumerate() {
                self.add(update.common(), || position.place(id).at("updates").at(at));
            }
            item.common().into_iter().for_each(|common| self.add(common, || position.place(id)));
        }
        for (at, entry) in plan.rounds.iter().enumerate() {
            self.round(entry, || top().at("rounds").at(at));
        }
        for (round_id, entry) in &plan.round_files {
            self.round(entry, || Place::top(format!("content/plans/{id}/{round_id}.yaml")));
        }
        for (at, measure) in plan.measures.iter().enumerate() {
            self.add(measure.common(), || top().at("measures").at(at));
        }
        self.add(plan.file.common(), top);
    }

    fn round(&mut self, round: &'r Round, place: impl Fn() -> Place) {
        for (item, update) in round.updates.iter() {
            self.add(update.common(), || place().at("updates").at(item.0.as_str()));
        }
        self.add(round.common(), place);
    }

    /// The records of files that hold a list.
    fn lists(&mut self, register: &'r Register) {
        let mut add = |key: &str, position: usize, common: &'r Common| {
            self.add(common, || Place::top(format!("content/{key}.yaml")).at(key).at(position));
        };
        register.bodies.iter().enumerate().for_each(|(at, record)| add("bodies", at, record.common()));
        register.owners.iter().enumerate().for_each(|(at, record)| add("owners", at, record.common()));
        register.threads.iter().enumerate().for_each(|(at, record)| add("threads", at, record.common()));
        register.events.iter().enumerate().for_each(|(at, record)| add("events", at, record.common()));
        let apart = register.disagreements.iter().enumerate();
        apart.for_each(|(at, record)| add("disagreements", at, record.common()));
    }
}

/// Every record that carries `allow`, with its place.
fn records(register: &Register) -> Vec<(Place, &Common)> {
    let mut list = Allowing::default();
    list.lists(register);
    for (id, paper) in &register.papers {
        let top = || Place::top(format!("content/papers/{id}.md"));
        let findings = paper.header.inspection.iter().flat_map(|i| i.findings.iter()).enumerate();
        for (at, finding) in findings {
            list.add(finding.common(), || top().at("inspection").at("findings").at(at));
        }
        list.add(paper.header.common(), top);
    }
    for (id, page) in &register.pages {
        list.add(page.header.common(), || Place::top(format!("content/pages/{id}.md")));
    }
    for (id, meeting) in &register.meetings {
        let top = || Place::top(format!("content/meetings/{id}.yaml"));
        for (at, resolution) in meeting.resolutions.iter().enumerate() {
            list.add(resolution.common(), || top().at("resolutions").at(at));
        }
        list.add(meeting.common(), top);
    }
    register.plans.iter().for_each(|(id, plan)| list.plan(id, plan));
    list.0
}
