//! What changed in a plan, each change with its moment: so that what changed from one meeting to a third is what changed up
//! to the second followed by what changed from there, whatever meetings are chosen.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDate;

use super::edition::Edition;
use super::heard::{Heard, Told};
use super::known::{Known, common_since};
use super::moment::{Moment, Moments};
use super::standing::{self, Placed, Said, Standing};
use crate::model::asked::Name;
use crate::model::changed::Changed;
use crate::model::date::Date;
use crate::model::history;
use crate::model::meeting::Effect;
use crate::model::memo::Memo;
use crate::model::register::{Item, Plan, Register};
use crate::model::scalar::{Id, ItemId, ResolutionRef};
use crate::model::tracked::Tracked;
use crate::model::update::{Evidence, Status, Word};

/// What happened.
#[derive(Clone, Debug, PartialEq)]
pub enum What {
    /// The record came to be known.
    New,
    /// The official word changed.
    Status(Option<Status>, Status),
    /// What stands behind the official word changed.
    Evidence(Evidence, Evidence),
    /// A first due date was given.
    DueGiven(Date),
    /// The due date moved by so many days; fewer than none where it was brought forward.
    DueMoved(Date, Date, i64),
    /// Its due date passed while it was open.
    FellOverdue(Date),
    /// Its start date passed and no word says that it started.
    StartPassed(Date),
    /// A rating by a scheme changed.
    Rating(Id, Option<ItemId>, ItemId),
    /// Words were amended: the amendment, by its position.
    Amended(usize),
    /// It was answered: the response, by its position.
    Answered(usize),
    /// Something was said of it that changed none of these.
    Said,
    /// A resolution names it.
    Resolved(ResolutionRef, Effect),
}

/// A change.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// When.
    pub moment: Moment,
    /// Of which record of the plan; none for the plan as a whole.
    pub item: Option<ItemId>,
    /// What.
    pub what: What,
    /// The word that says it, where one does.
    pub said: Option<Said>,
}

/// What is kept of the changes of one build for the next.
#[derive(Debug)]
pub struct Kept {
    plans: Memo<Id, Arc<Vec<Change>>>,
    named: Option<Tracked<Id, Vec<Named>>>,
}

impl Kept {
    /// Nothing yet.
    pub fn new(keeps: bool) -> Self {
        Kept { plans: Memo::new(keeps), named: None }
    }
}

/// What changed in every plan.
pub fn changes(
    edition: &Edition,
    known: &Known,
    kept: &mut Kept,
    changed: &mut Changed,
) -> Tracked<Id, Arc<Vec<Change>>> {
    let register = &edition.register;
    let named = named(register, known);
    if let Some(before) = &kept.named {
        changed.list(before, &named, PartialEq::eq);
    }
    let of = |id: &Id| {
        let Some(plan) = register.plans.get(id) else { return Arc::default() };
        let mut changes = of_plan(register, known, plan, edition.as_at);
        resolved(plan, named.get(id).map_or(&[], Vec::as_slice), &mut changes);
        // Stable: what happened at one moment stays in the order of the plan.
        changes.sort_by(|a, b| a.moment.cmp(&b.moment));
        changes.shrink_to_fit();
        Arc::new(changes)
    };
    let all = kept.plans.all(register.plans.keys().cloned().collect(), changed, of);
    kept.named = Some(named);
    Tracked::new(Name::view("changes"), all.into_iter().collect())
}

/// The changes from one moment to another, which is left out.
pub fn between<'c>(changes: &'c [Change], from: &Moment, to: &Moment) -> &'c [Change] {
    let first = changes.partition_point(|c| c.moment < *from);
    let last = changes.partition_point(|c| c.moment < *to);
    changes.get(first..last).unwrap_or_default()
}

fn of_plan(register: &Register, known: &Known, plan: &Plan, as_at: NaiveDate) -> Vec<Change> {
    let heard = Heard::of(Moments::new(register, known, plan));
    let default = plan.defaults.as_ref().and_then(|d| d.evidence);
    let mut changes = Vec::new();
    for told in &heard.items {
        let mut follower =
            Follower { moments: &heard.moments, item: told.item, default, changes: Vec::new() };
        follower.follow(told, &Moment::end(as_at));
        changes.append(&mut follower.changes);
    }
    changes.extend(amended(&heard));
    changes
}

/// Each change of words, by its own date; what was amended before a record was known is known with it.
fn amended(heard: &Heard<'_>) -> Vec<Change> {
    let plan = heard.moments.plan;
    if plan.amendments.is_empty() {
        return Vec::new();
    }
    let items = heard.items.iter().map(|told| (told.item.id(), told.birth.clone()));
    let measures = plan.measures.iter().map(|m| (&m.id, Moment::day(common_since(m.common()))));
    let births: BTreeMap<&ItemId, Moment> = items.chain(measures).collect();
    let amendments = plan.amendments.iter().enumerate();
    let mut dated: Vec<_> = amendments.map(|(at, a)| (heard.moments.amendment(a), at, &a.of)).collect();
    dated.sort();
    let change = |(moment, position, of): (Moment, usize, &ItemId)| Change {
        moment: births.get(of).map_or(moment.clone(), |birth| birth.max(&moment).clone()),
        item: Some(of.clone()),
        what: What::Amended(position),
        said: None,
    };
    dated.into_iter().map(change).collect()
}

/// A resolution that names a plan or a record of it, with the moment at which it does.
#[derive(Clone, Debug, PartialEq)]
struct Named {
    by: ResolutionRef,
    item: Option<ItemId>,
    effect: Effect,
    moment: Moment,
}

/// The resolutions that name each plan, in their order.
fn named(register: &Register, known: &Known) -> Tracked<Id, Vec<Named>> {
    let mut named: BTreeMap<Id, Vec<Named>> = BTreeMap::new();
    for (id, meeting) in &register.meetings {
        for resolution in meeting.resolutions.iter() {
            let by = ResolutionRef { meeting: id.clone(), resolution: resolution.reference.clone() };
            let moment =
                Moment::of(id, meeting).max(Moment::day(known.of_resolution(meeting, resolution, register)));
            for affects in resolution.affects.iter() {
                for of in affects.of.iter() {
                    let (by, moment, item) = (by.clone(), moment.clone(), of.item.clone());
                    let entry = Named { by, item, effect: affects.effect, moment };
                    named.entry(of.plan.clone()).or_default().push(entry);
                }
            }
        }
    }
    Tracked::new(Name::view("named"), named)
}

/// Adds the resolutions that name a plan or a record of it: told when they, and what they name, are known.
fn resolved(plan: &Plan, named: &[Named], changes: &mut Vec<Change>) {
    let since = Moment::day(common_since(plan.file.common()));
    let news = changes.iter().filter(|c| c.what == What::New);
    let births: BTreeMap<ItemId, Moment> =
        news.filter_map(|c| Some((c.item.clone()?, c.moment.clone()))).collect();
    for Named { by, item, effect, moment } in named {
        // A record that is not published is not named either.
        let birth = match item {
            None => &since,
            Some(item) => match births.get(item) {
                Some(birth) => birth,
                None => continue,
            },
        };
        let moment = moment.clone().max(birth.clone());
        let what = What::Resolved(by.clone(), *effect);
        changes.push(Change { moment, item: item.clone(), what, said: None });
    }
}

/// How an item stands late.
#[derive(Clone, Copy, Debug, Default)]
struct Late {
    overdue: bool,
    unconfirmed: bool,
}

/// Follows one record through time.
struct Follower<'m, 'r> {
    moments: &'m Moments<'r>,
    item: Item<'r>,
    /// What stands behind the plan's words where they do not say.
    default: Option<Evidence>,
    changes: Vec<Change>,
}

impl<'r> Follower<'_, 'r> {
    fn change(&mut self, moment: &Moment, what: What, said: Option<Said>) {
        let item = Some(self.item.id().clone());
        self.changes.push(Change { moment: moment.clone(), item, what, said });
    }

    fn follow(&mut self, Told { birth, words, .. }: &Told<'r>, end: &Moment) {
        self.change(birth, What::New, None);
        let mut points: BTreeSet<Moment> = words.iter().map(|(at, _)| at.clone()).collect();
        points.extend(self.responses(birth));
        // From the day an answer is asked for, a recommendation is no commitment until there is one.
        let asked = self.item.recommendation.and_then(|r| r.requested);
        points.extend(asked.map(|date| Moment::day(date.last()).max(birth.clone())));
        points.insert(birth.clone());
        let points: Vec<Moment> = points.into_iter().collect();
        let mut known: Vec<Placed<'r>> = Vec::new();
        let mut ahead = words.iter().peekable();
        let mut before: Option<Standing> = None;
        let mut late = Late::default();
        for (position, point) in points.iter().enumerate() {
            while let Some((_, placed)) = ahead.next_if(|(at, _)| at <= point) {
                known.push(*placed);
            }
            history::sort(&mut known);
            let now = self.standing(&known, point.day);
            let earlier = before.take().unwrap_or_else(|| self.standing(&[], point.day));
            let (listed, spoken) = (self.changes.len(), earlier.history.len() < now.history.len());
            self.compare(point, &earlier, &now, &known);
            if spoken && self.changes.len() == listed {
                self.change(point, What::Said, known.last().map(|(said, ..)| *said));
            }
            let is_made = self.moments.commitment(self.item, |at| at <= point, point.day).is_made();
            self.fall(point, &mut late, &now, is_made);
            if is_made {
                self.pass(&known, &now, point, points.get(position + 1).unwrap_or(end), &mut late);
            }
            before = Some(now);
        }
    }

    /// Tells whether the item has become late. What is not tracked itself is not counted as late.
    fn fall(&mut self, at: &Moment, late: &mut Late, now: &Standing, is_made: bool) {
        let of = self.item.recommendation.filter(|_| self.item.action.is_none());
        let is_made = is_made && of.is_none_or(|r| self.moments.plan.is_tracked(r));
        let overdue = is_made && now.is_overdue();
        let passed = now.start_passed.filter(|_| is_made);
        if let (true, false, Some(due)) = (overdue, late.overdue, now.due) {
            self.change(at, What::FellOverdue(due), None);
        }
        if let (Some(start), false) = (passed, late.unconfirmed) {
            self.change(at, What::StartPassed(start), None);
        }
        *late = Late { overdue, unconfirmed: passed.is_some() };
    }

    /// Looks at the days on which a date passes while nothing is said.
    fn pass(&mut self, known: &[Placed<'r>], now: &Standing, point: &Moment, next: &Moment, late: &mut Late) {
        let start = self.item.work().and_then(|w| w.start);
        let mut days: Vec<NaiveDate> =
            [now.due, start].iter().flatten().filter_map(|d| d.last().succ_opt()).collect();
        days.sort_unstable();
        for day in days.into_iter().filter(|day| *day > point.day && Moment::day(*day) < *next) {
            let then = self.standing(known, day);
            self.fall(&Moment::day(day), late, &then, true);
        }
    }

    /// What one moment's words changed.
    fn compare(&mut self, at: &Moment, before: &Standing, now: &Standing, known: &[Placed<'r>]) {
        let latest = known.last().map(|(said, ..)| *said);
        let by = |says: &dyn Fn(&Word) -> bool| {
            let word = known.iter().rev().find(|(_, word, _)| says(word));
            word.map(|(said, ..)| *said).or(latest)
        };
        let status = |s: &Standing| s.status.map(|(status, _)| status);
        if let Some((to, said)) = now.status.filter(|(to, _)| status(before) != Some(*to)) {
            self.change(at, What::Status(status(before), to), Some(said));
        }
        if before.evidence != now.evidence {
            let said = by(&|word| word.evidence.is_some() || word.status.is_some());
            self.change(at, What::Evidence(before.evidence, now.evidence), said);
        }
        match (before.due, now.due) {
            (None, Some(to)) => self.change(at, What::DueGiven(to), by(&|word| word.due.is_some())),
            (Some(from), Some(to)) if from != to => {
                let days = (to.last() - from.last()).num_days();
                self.change(
                    at,
                    What::DueMoved(from, to, days),
                    now.slippage.last().map(|s| s.said).or(latest),
                );
            }
            _ => {}
        }
        for (scheme, (to, _)) in &now.ratings {
            let from = before.ratings.get(scheme).map(|(step, _)| step.clone());
            if from.as_ref() != Some(to) {
                let said = by(&|word| word.rating.is_some());
                self.change(at, What::Rating(scheme.clone(), from, to.clone()), said);
            }
        }
    }

    /// Notes the responses to a recommendation, and returns their moments: with them it becomes a commitment or ceases to be.
    fn responses(&mut self, birth: &Moment) -> Vec<Moment> {
        let Some(recommendation) = self.item.recommendation else { return Vec::new() };
        let responses = recommendation.responses.iter();
        let moments: Vec<Moment> =
            responses.map(|r| self.moments.response(recommendation, r).max(birth.clone())).collect();
        if self.item.action.is_none() {
            for (position, moment) in moments.iter().enumerate() {
                self.change(moment, What::Answered(position), None);
            }
        }
        moments
    }

    fn standing(&self, known: &[Placed<'r>], day: NaiveDate) -> Standing {
        standing::standing(self.moments.register, self.item, known, self.default, day)
    }
}
