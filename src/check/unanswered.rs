//! What was found or recommended and nothing answers, and what is to be measured and has no figure.

use std::collections::{BTreeSet, HashSet};

use super::known::Known;
use super::walk::{Entry, Position, Walk, placed};
use crate::diagnostic::{Code, Diagnostic, Place, Slip};
use crate::model::birth::{Births, plan_birth};
use crate::model::commitment::{Commitment, recommendation_at};
use crate::model::measure::{Measure, ReadingOrValue};
use crate::model::paper::FindingKind;
use crate::model::plan::{Recommendation, RecommendationKind};
use crate::model::published::Standing;
use crate::model::register::{Item, Plan, Register};
use crate::model::scalar::{Anchor, AnswerRef, Id, ItemId, ItemRef};

pub(super) fn check(known: &Known<'_>, faults: &mut Vec<Diagnostic>) {
    // What seems to be missing may stand in a file that cannot be read.
    if known.register.plans.is_empty() || !known.register.broken.is_empty() {
        return;
    }
    let answers = Answers::new(known);
    for (id, paper) in &known.register.papers {
        let published = &known.published;
        let shown = published.paper(id) == Standing::Public && !published.is_withdrawn(paper.header.common());
        let findings = paper.header.inspection.iter().flat_map(|i| i.findings.iter()).enumerate();
        for (position, finding) in findings.filter(|_| shown) {
            let asks = match finding.kind {
                FindingKind::AreaForImprovement => "an area for improvement",
                FindingKind::AreaForPriorityAction => "an area for priority action",
                FindingKind::Strength | FindingKind::Observation => continue,
            };
            let public = published.sources(&finding.source, None) == Standing::Public;
            let told = finding.source.iter().filter_map(|s| Some((s.paper.as_ref()?, s)));
            let mut places = told.flat_map(|(paper, s)| s.at.iter().map(move |at| (paper, at.0.as_str())));
            let answered =
                answers.has_place(id, &finding.reference.0) || places.any(|(p, at)| answers.has_place(p, at));
            if published.shows(finding.common()) && public && !answered {
                let message = format!("nothing in the plans answers `{}`, {asks}", finding.reference);
                let help = format!(
                    "let a recommendation have answers: [\"{id}#{}\"], or an action cite it as its source; where the council \
                     answered nothing, leave it",
                    finding.reference
                );
                let top = Place::top(format!("content/papers/{id}.md"));
                let place = top.at("inspection").at("findings").at(position).at("ref");
                faults.push(Diagnostic::new(Code::FindingWithoutAction, place, message, help));
            }
        }
    }
    for (id, plan) in &known.register.plans {
        let bare = placed(plan).filter(|(item, _)| {
            let of = item.recommendation.filter(|_| item.action.is_none());
            of.is_some_and(|recommendation| is_bare(plan, recommendation))
        });
        if known.shows_plan(plan) {
            faults.extend(bare.filter_map(|found| without_action(known, &answers, (id, plan), found)));
        }
    }
}

/// Whether nothing stands under a recommendation, and it is not tracked itself.
fn is_bare(plan: &Plan, recommendation: &Recommendation) -> bool {
    recommendation.actions.is_empty() && !plan.is_tracked(recommendation)
}

/// What recommendations answer, what actions continue, and which places of papers either cites.
struct Answers<'r> {
    places: HashSet<(&'r Id, &'r str)>,
    items: HashSet<(&'r Id, &'r ItemId)>,
}

impl<'r> Answers<'r> {
    fn new(known: &Known<'r>) -> Self {
        let mut answers = Answers { places: HashSet::new(), items: HashSet::new() };
        let register: &'r Register = known.register;
        for plan in register.plans.values() {
            plan.items().for_each(|item| answers.add(plan, item));
        }
        answers
    }

    fn add(&mut self, plan: &'r Plan, item: Item<'r>) {
        let Some(work) = item.work() else { return };
        for source in plan.sources_of(work).into_iter().flat_map(|s| s.iter()) {
            let Some(paper) = source.paper.as_ref().or(plan.set_out_in.as_ref()) else { continue };
            self.places.extend(source.at.iter().map(|Anchor(at)| (paper, at.as_str())));
        }
        self.item(work.continues.as_ref());
        let recommendation = item.recommendation.filter(|_| item.action.is_none());
        for answer in recommendation.iter().flat_map(|r| r.answers.iter()) {
            match answer {
                AnswerRef::Finding(paper, Anchor(at)) => _ = self.places.insert((paper, at)),
                AnswerRef::Recommendation(reference) => self.item(Some(reference)),
            }
        }
    }

    fn item(&mut self, reference: Option<&'r ItemRef>) {
        if let Some(ItemRef { plan, item: Some(item) }) = reference {
            self.items.insert((plan, item));
        }
    }

    fn has_place(&self, paper: &Id, at: &str) -> bool {
        self.places.contains(&(paper, at))
    }
}

/// A recommendation, finding or request that no action answers, here or in another plan, and that is not tracked itself.
fn without_action(
    known: &Known<'_>,
    answers: &Answers<'_>,
    (id, plan): (&Id, &Plan),
    (item, position): (Item<'_>, Position),
) -> Option<Diagnostic> {
    let recommendation: &Recommendation = item.recommendation?;
    let counted = recommendation_at(&known.published, plan, recommendation, known.dates.as_at);
    let reference = &recommendation.reference;
    if answers.items.contains(&(id, reference)) || !matches!(counted, Commitment::Made(_)) {
        return None;
    }
    let birth = Births::new(known.register, plan).recommendation(recommendation);
    let (work, common, place) = (&recommendation.part, recommendation.common(), position.place(id));
    let entry = Entry { item, work, common, place, birth, above: None, words: Vec::new() };
    if !known.shows_entry(plan, &entry) {
        return None;
    }
    let kind = match plan.kind_of(recommendation) {
        RecommendationKind::Finding => "finding",
        RecommendationKind::Request => "request",
        _ => "recommendation",
    };
    let message = format!("no action answers the {kind} `{reference}`, and no response is told");
    let help = "add its actions, or what was answered in `responses`; if it is to be followed itself, give it an owner or a \
                date; where no paper tells of either, leave it";
    Some(Slip::new(Code::RecommendationWithoutAction, message, help).at(entry.id_place()))
}

/// Measures without a figure.
pub(super) fn of_plan(known: &Known<'_>, walk: &Walk<'_>, faults: &mut Vec<Diagnostic>) {
    let plan = walk.plan;
    // What seems to be missing may stand in a file that cannot be read.
    if !known.register.broken.is_empty() || !known.shows_plan(plan) {
        return;
    }
    if known.published.is_later(plan_birth(known.register, plan)) {
        return;
    }
    let rounds = plan.rounds().filter(|round| known.shows_round(plan, round));
    let readings = rounds.flat_map(|round| round.readings.iter());
    let in_rounds = readings.filter(|(_, reading)| match reading {
        ReadingOrValue::Value(_) => true,
        ReadingOrValue::Reading(reading) => !known.published.is_later(reading.published),
    });
    let in_rounds: BTreeSet<&ItemId> = in_rounds.map(|(measure, _)| measure).collect();
    let list = Place::top(format!("content/plans/{}.yaml", walk.id)).at("measures");
    for (position, measure) in plan.measures.iter().enumerate() {
        let measure: &Measure = measure;
        let mut own = measure.readings.iter().chain(measure.baseline.iter());
        let has_figure =
            in_rounds.contains(&measure.id) || own.any(|r| known.published.shows_reading(r, plan));
        if known.published.shows(measure.common()) && !has_figure {
            let message = format!("no figure is published for `{}`", measure.id);
            let help = "add `readings` or a `baseline` where a paper gives one; until then the page says \"no figure published\"";
            let slip = Slip::new(Code::MeasureWithoutFigure, message, help);
            faults.push(slip.at(list.at(position).at("id")));
        }
    }
}
