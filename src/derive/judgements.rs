//! The history of inspectors' judgements: grades by area, inspection by inspection.

use super::edition::Edition;
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
}

/// Collects the judgements of all inspection papers.
pub fn history(edition: &Edition) -> History {
    let mut inspections: Vec<(Option<Date>, &Id)> = Vec::new();
    for (id, paper) in &edition.register.papers {
        if paper.header.inspection.as_ref().is_some_and(|i| !i.judgements.is_empty()) {
            inspections.push((paper.header.date, id));
        }
    }
    inspections.sort_by_key(|(date, id)| (date.map(|d| d.last()), *id));
    let mut history =
        History { inspections: inspections.iter().map(|(_, id)| (*id).clone()).collect(), areas: Vec::new() };
    let count = history.inspections.len();
    for (position, (_, id)) in inspections.iter().enumerate() {
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
