//! Where the items of a plan stood at a moment, and what was counted. It is what [`super::stood`] says of them, but for their
//! births, without a copy of the plan: a meeting that twenty plans came before asks it of all of them.

use chrono::NaiveDate;

use super::amended::owners_at;
use super::heard::{Heard, Told};
use super::moment::Moment;
use super::progress::Counts;
use super::standing::{OfPlan, Placed, standing};
use super::stood::{Cut, Monitors, Stood};
use super::{Views, standing::Standing};
use crate::model::history;
use crate::model::scalar::Id;

/// Where the items of a plan stood at a moment.
#[derive(Debug)]
pub struct Then {
    /// The day by which dates are judged: that of the moment, or of the site where it lies ahead.
    pub as_at: NaiveDate,
    /// Where the items that were known stood, without their births; words are counted in the plan of today or in a copy, and
    /// must not be looked up.
    pub standings: OfPlan,
    /// What was counted.
    pub counts: Counts,
}

/// What is told of a plan at a moment, whoever holds it.
#[derive(Clone, Copy)]
pub struct Figures<'t> {
    /// Where the items that were known stood.
    pub standings: &'t OfPlan,
    /// What was counted.
    pub counts: &'t Counts,
}

impl Then {
    /// Its figures.
    pub fn figures(&self) -> Figures<'_> {
        Figures { standings: &self.standings, counts: &self.counts }
    }
}

impl Stood {
    /// Its figures.
    pub fn figures(&self) -> Figures<'_> {
        Figures { standings: &self.standings, counts: &self.progress.counts }
    }
}

impl From<Stood> for Then {
    fn from(stood: Stood) -> Self {
        let mut standings = stood.standings;
        standings.values_mut().for_each(|standing| standing.birth = None);
        Then { as_at: stood.as_at, standings, counts: stood.progress.counts }
    }
}

/// As the plan came before a meeting: to its body, of what that monitors.
pub fn before(views: &Views, heard: &Heard<'_>, plan: &Id, meeting: &Id) -> Option<Then> {
    let found = views.edition.register.meetings.get(meeting)?;
    at(views, heard, plan, &Moment::of(meeting, found), Some(&found.body))
}

/// At a moment: by all that has an earlier one. With a body, what that body monitors.
pub fn at(views: &Views, heard: &Heard<'_>, plan: &Id, cut: &Moment, body: Option<&Id>) -> Option<Then> {
    // Such a word is another one before its source is known: only a copy of the plan can hold that.
    if heard.has_later_sources() {
        return Cut::at(views, plan, cut, body).map(|cut| cut.counted().into());
    }
    let as_at = cut.day.min(views.edition.as_at);
    let mut then = Then { as_at, standings: OfPlan::new(), counts: Counts::default() };
    let teller = Teller { heard, cut, as_at };
    let is_known = |told: &&Told<'_>| told.birth < *cut;
    let known = || heard.items.iter().filter(is_known);
    let whole = heard.moments.plan;
    let monitors = body.map(|body| Monitors::new(whole, known().filter_map(Told::as_recommendation), body));
    for told in known() {
        if monitors.as_ref().is_some_and(|m| !m.shows(told.item.recommendation)) {
            continue;
        }
        let (standing, is_made) = teller.standing(told);
        if is_made && teller.is_tracked(told) {
            let is_agreed = |a: &_| heard.moments.amendment(a) < *cut;
            let owners = owners_at(whole, told.item, is_agreed);
            then.counts.add(heard.moments.register, &owners, told.item, &standing);
        }
        then.standings.insert(told.item.id().clone(), standing);
    }
    Some(then)
}

/// Tells of items at a moment.
struct Teller<'h, 'v> {
    heard: &'h Heard<'v>,
    cut: &'h Moment,
    as_at: NaiveDate,
}

impl Teller<'_, '_> {
    /// Where an item stood, and whether it was a commitment.
    fn standing(&self, told: &Told<'_>) -> (Standing, bool) {
        let moments = &self.heard.moments;
        let known = told.words.iter().filter(|(at, _)| at < self.cut);
        let mut words: Vec<Placed<'_>> = known.map(|(_, placed)| *placed).collect();
        words.sort_by_key(|(said, ..)| said.origin);
        history::sort(&mut words);
        let default = moments.plan.defaults.as_ref().and_then(|d| d.evidence);
        let mut standing = standing(moments.register, told.item, &words, default, self.as_at);
        let is_made = moments.commitment(told.item, |at| at < self.cut, self.cut.day).is_made();
        standing.count(is_made);
        (standing, is_made)
    }

    /// Whether an item was tracked itself.
    fn is_tracked(&self, told: &Told<'_>) -> bool {
        let plan = self.heard.moments.plan;
        told.as_recommendation().is_none_or(|r| plan.is_tracked_on(r, self.cut.day))
    }
}
