//! The history of inspectors' judgements: grades by area, inspection by inspection.

use super::edition::Edition;
use super::recurrence::date_of;
use crate::model::date::Date;
use crate::model::scalar::Id;

/// The grades of one area.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Area {
    /// The area, in the inspectorate's words.
    pub name: String,
    /// A grade for each inspection of `History`, where that inspection judged the area.
    pub grades: Vec<Option<String>>,
}

/// Grades by area and inspection.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    /// Inspections that gave judgements, oldest first.
    pub inspections: Vec<Id>,
    /// Areas, in the order first met.
    pub areas: Vec<Area>,
    /// Inspections of which no judgement is recorded, oldest first.
    pub ungraded: Vec<Id>,
}

/// Collects the judgements of all inspection papers.
pub fn history(edition: &Edition) -> History {
    let papers = edition.register.papers.iter().filter(|(_, p)| p.header.inspection.is_some());
    let mut all: Vec<(Option<Date>, &Id, bool)> = papers
        .map(|(id, p)| {
            let graded = p.header.inspection.as_ref().is_some_and(|i| !i.judgements.is_empty());
            (date_of(p), id, graded)
        })
        .collect();
    // Those without a date come last: where they belong is not known.
    all.sort_by_key(|(date, id, _)| (date.is_none(), date.map(|d| (d.last(), d.first())), *id));
    let (inspections, ungraded): (Vec<_>, Vec<_>) = all.into_iter().partition(|(_, _, graded)| *graded);
    let ids = |list: &[(Option<Date>, &Id, bool)]| list.iter().map(|(_, id, _)| (*id).clone()).collect();
    let mut history = History { inspections: ids(&inspections), areas: Vec::new(), ungraded: ids(&ungraded) };
    let count = history.inspections.len();
    for (position, (_, id, _)) in inspections.iter().enumerate() {
        let judgements =
            edition.register.papers.get(id).and_then(|p| p.header.inspection.as_ref()).map(|i| &i.judgements);
        for (area, grade) in judgements.into_iter().flat_map(|j| j.iter()) {
            let at = history.areas.iter().position(|a| a.name == area.0).unwrap_or_else(|| {
                history.areas.push(Area { name: area.0.clone(), grades: vec![None; count] });
                history.areas.len() - 1
            });
            if let Some(slot) = history.areas[at].grades.get_mut(position) {
                *slot = Some(grade.0.clone());
            }
        }
    }
    history
}
