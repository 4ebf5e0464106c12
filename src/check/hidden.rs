//! Drops warnings about what is named in a record that the site does not show: where no reader meets the record, no reader
//! misses what it names.

use std::collections::BTreeSet;

use super::known::Known;
use super::walk::Walk;
use crate::diagnostic::{Code, Diagnostic, Place, Spot, Step};
use crate::model::birth::plan_birth;
use crate::model::measure::Measure;
use crate::model::meeting::Meeting;
use crate::model::published::Standing;
use crate::model::record::Common;
use crate::model::register::{Paper, Plan};
use crate::model::source::Sources;
use crate::model::trail::Trail;

/// Keeps the faults that concern what is shown; those of other codes stay whatever they concern.
pub(super) fn drop_hidden(known: &Known<'_>, faults: Vec<Diagnostic>) -> Vec<Diagnostic> {
    if !faults.iter().any(|f| f.code == Code::CitesUnpublished) {
        return faults;
    }
    let hidden = Hidden::new(known);
    faults.into_iter().filter(|f| f.code != Code::CitesUnpublished || !hidden.holds(&f.place)).collect()
}

/// The places of records that are not shown.
struct Hidden<'k, 'r> {
    known: &'k Known<'r>,
    places: BTreeSet<(String, Vec<Step>)>,
}

impl<'k, 'r> Hidden<'k, 'r> {
    fn new(known: &'k Known<'r>) -> Self {
        let mut hidden = Hidden { known, places: BTreeSet::new() };
        let register = known.register;
        for (id, paper) in &register.papers {
            let shown = known.published.paper(id) == Standing::Public
                && !known.published.is_withdrawn(paper.header.common());
            hidden.paper(Place::top(format!("content/papers/{id}.md")), paper, shown);
        }
        for (id, page) in &register.pages {
            hidden.record(Place::top(format!("content/pages/{id}.md")), page.header.common());
        }
        for (id, meeting) in &register.meetings {
            hidden.meeting(Place::top(format!("content/meetings/{id}.yaml")), meeting);
        }
        hidden.lists();
        for walk in register.plans.keys().filter_map(|id| known.plan(id)) {
            hidden.plan(walk);
        }
        hidden
    }

    /// Whether a place lies in a hidden record.
    fn holds(&self, place: &Place) -> bool {
        let steps: &[Step] = match &place.spot {
            Spot::Value(steps) | Spot::Key(steps) | Spot::Words(steps, ..) => steps,
            Spot::Bytes(_) | Spot::File => &[],
        };
        let mut prefixes = (0..=steps.len()).filter_map(|end| steps.get(..end));
        prefixes.any(|prefix| self.places.contains(&(place.file.clone(), prefix.to_vec())))
    }

    fn add(&mut self, place: Place, shown: bool) {
        if let Spot::Value(steps) = place.spot
            && !shown
        {
            self.places.insert((place.file, steps));
        }
    }

    fn record(&mut self, place: Place, common: &Common) {
        self.add(place, self.known.published.shows(common));
    }

    fn is_public(&self, sources: &Sources, plan: Option<&Plan>) -> bool {
        self.known.published.sources(sources, plan) == Standing::Public
    }

    fn paper(&mut self, top: Place, paper: &Paper, shown: bool) {
        for (position, finding) in paper.header.inspection.iter().flat_map(|i| i.findings.iter()).enumerate()
        {
            let shown = self.known.published.shows(finding.common()) && self.is_public(&finding.source, None);
            self.add(top.at("inspection").at("findings").at(position), shown);
        }
        for (position, claim) in paper.header.claims.iter().enumerate() {
            self.add(top.at("claims").at(position), self.is_public(&claim.against, None));
        }
        self.add(top, shown);
    }

    fn meeting(&mut self, top: Place, meeting: &Meeting) {
        let published = &self.known.published;
        let (ahead, later) = (published.lies_ahead(meeting), published.is_later(Some(meeting.date)));
        for (position, resolution) in meeting.resolutions.iter().enumerate() {
            let public = self.known.published.shows(resolution.common());
            let shown = !later && public && self.is_public(&resolution.source, None);
            self.add(top.at("resolutions").at(position), shown);
        }
        let shown = self.known.published.shows(meeting.common()) && (ahead || !later);
        self.add(top, shown);
    }

    fn lists(&mut self) {
        let register = self.known.register;
        let place =
            |file: &str, key: &str, position: usize| Trail::top(file).key(key).index(position).place();
        for (position, record) in register.bodies.iter().enumerate() {
            self.record(place("content/bodies.yaml", "bodies", position), record.common());
        }
        for (position, record) in register.owners.iter().enumerate() {
            self.record(place("content/owners.yaml", "owners", position), record.common());
        }
        for (position, record) in register.threads.iter().enumerate() {
            self.record(place("content/threads.yaml", "threads", position), record.common());
        }
        for (position, event) in register.events.iter().enumerate() {
            let published = &self.known.published;
            let shown = published.shows(event.common())
                && !published.is_later(Some(event.date))
                && self.is_public(&event.source, None);
            self.add(place("content/events.yaml", "events", position), shown);
        }
        for (position, entry) in register.disagreements.iter().enumerate() {
            let published = &self.known.published;
            let all = entry.between.iter().all(|s| published.source_is_public(s, None));
            let shown = all && published.shows(entry.common());
            self.add(place("content/disagreements.yaml", "disagreements", position), shown);
        }
    }

    fn plan(&mut self, walk: &Walk<'_>) {
        let (id, plan, known) = (walk.id, walk.plan, self.known);
        let top = Place::top(format!("content/plans/{id}.yaml"));
        let unborn = known.published.is_later(plan_birth(known.register, plan));
        let mut any = false;
        for entry in &walk.entries {
            let shown = known.shows_entry(plan, entry);
            any |= shown;
            self.add(entry.place.clone(), shown);
            for said in &entry.words {
                self.add(walk.place(entry, said), shown && known.shows_word(plan, said));
            }
            let recommendation = entry.item.recommendation.filter(|_| entry.item.action.is_none());
            for (position, response) in recommendation.iter().flat_map(|r| r.responses.iter()).enumerate() {
                let shown = known.published.shows_response(response, plan);
                self.add(entry.place.at("responses").at(position), shown);
            }
        }
        let shown = known.shows_plan(plan) && (any || !unborn);
        for (position, amendment) in plan.amendments.iter().enumerate() {
            let later = known.published.is_later(Some(amendment.date));
            self.add(top.at("amendments").at(position), !later);
        }
        for (position, measure) in plan.measures.iter().enumerate() {
            self.measure(top.at("measures").at(position), plan, measure, unborn);
        }
        for (position, round) in plan.rounds.iter().enumerate() {
            self.add(top.at("rounds").at(position), known.shows_round(plan, round));
        }
        for (round_id, round) in &plan.round_files {
            let place = Place::top(format!("content/plans/{id}/{round_id}.yaml"));
            self.add(place, shown && known.shows_round(plan, round));
        }
        self.add(top, shown);
    }

    fn measure(&mut self, at: Place, plan: &Plan, measure: &Measure, unborn: bool) {
        for (position, reading) in measure.readings.iter().enumerate() {
            self.add(at.at("readings").at(position), self.known.published.shows_reading(reading, plan));
        }
        for (at, comparator) in
            measure.comparators.iter().enumerate().map(|(position, c)| (at.at("comparators").at(position), c))
        {
            for (position, reading) in comparator.readings.iter().enumerate() {
                self.add(at.at("readings").at(position), self.known.published.shows_reading(reading, plan));
            }
        }
        if let Some(baseline) = &measure.baseline {
            self.add(at.at("baseline"), self.known.published.shows_reading(baseline, plan));
        }
        for (position, target) in measure.targets.iter().enumerate() {
            self.add(at.at("targets").at(position), self.is_public(&target.source, Some(plan)));
        }
        self.add(at, !unborn && self.known.published.shows(measure.common()));
    }
}
