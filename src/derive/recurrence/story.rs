//! A thread's story: its inspections in order of time, and between them what was promised and what was resolved.

use std::collections::{BTreeMap, BTreeSet};

use super::{birth, date_of, finding, is_to_improve, item, order};
use crate::derive::backlinks::{Affected, FindingKey};
use crate::derive::{ItemKey, Views};
use crate::model::date::Date;
use crate::model::paper::FindingKind;
use crate::model::scalar::{AnswerRef, Id};

/// A concern as it was told, in order of time.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Story {
    /// What was promised before any inspection spoke of it, then each inspection with what came after.
    pub chapters: Vec<Chapter>,
    /// Inspections without a date: where they belong is not known.
    pub undated: Vec<Inspected>,
}

/// An inspection and what came after it, before the next.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Chapter {
    /// The inspection; none for what came before any.
    pub inspection: Option<Inspected>,
    /// Recommendations and actions, in order of their birth.
    pub promised: Vec<ItemKey>,
    /// Resolutions on them, in order of their meetings.
    pub resolved: Vec<Resolved>,
    /// Inspections of this time that say nothing of the concern, as far as is recorded.
    pub silent: Vec<Id>,
    /// Those of both whose dates do not tell whether they came before or after this inspection, or the next.
    pub unsure: Vec<Entry>,
}

/// Something whose place in the order is not certain.
#[derive(Clone, Debug, PartialEq)]
pub enum Entry {
    /// A recommendation or action.
    Item(ItemKey),
    /// A resolution.
    Resolution(Affected),
}

/// What an inspection said of a concern.
#[derive(Clone, Debug, PartialEq)]
pub struct Inspected {
    /// Its paper.
    pub paper: Id,
    /// Its date: that of its report, else of the inspectors' visit.
    pub date: Option<Date>,
    /// Whether the dates do not tell that it came after the one before it.
    pub unsure: bool,
    /// What it found.
    pub findings: Vec<Found>,
}

/// A finding, and what an earlier inspection said of the same concern.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// The finding.
    pub key: FindingKey,
    /// What it is.
    pub kind: FindingKind,
    /// What the latest earlier inspection that did found to improve.
    pub to_improve_before: Option<FindingKey>,
    /// What the latest earlier inspection that did counted among the strengths.
    pub strength_before: Option<FindingKey>,
}

/// A resolution on what was promised.
#[derive(Clone, Debug, PartialEq)]
pub struct Resolved {
    /// The resolution.
    pub by: Affected,
    /// Which of these recommendations and actions it names; none where it names only plans or recommendations above them.
    pub names: Vec<ItemKey>,
}

/// Whether dates tell that one came before the other. On one and the same day, the order of the story is as good as any.
fn is_before(one: Date, other: Date) -> bool {
    one.last() < other.first() || one.first() == one.last() && one == other
}

/// The story of a thread.
pub fn story(views: &Views, thread: &Id) -> Story {
    let (dated, undated) = inspections(views, thread);
    let mut story = Story { chapters: vec![Chapter::default()], undated };
    let chapter = |inspected: Inspected| Chapter { inspection: Some(inspected), ..Chapter::default() };
    story.chapters.extend(dated.into_iter().map(chapter));
    let mut items: Vec<&ItemKey> = views.backlinks.threads.get(thread).into_iter().flatten().collect();
    items.sort_by_key(|key| order(birth(views, key)));
    for key in &items {
        let (at, sure) = place(&story.chapters, birth(views, key), |paper| answers(views, key, paper));
        let Some(chapter) = story.chapters.get_mut(at) else { continue };
        chapter.promised.push((*key).clone());
        if !sure {
            chapter.unsure.push(Entry::Item((*key).clone()));
        }
    }
    for resolved in resolutions(views, &items) {
        let date = views.edition.register.meetings.get(&resolved.by.meeting).map(|m| m.date);
        let (at, sure) = place(&story.chapters, date, |_| false);
        let Some(chapter) = story.chapters.get_mut(at) else { continue };
        if !sure {
            chapter.unsure.push(Entry::Resolution(resolved.by.clone()));
        }
        chapter.resolved.push(resolved);
    }
    let speaking: BTreeSet<Id> =
        story.chapters.iter().filter_map(|c| Some(c.inspection.as_ref()?.paper.clone())).collect();
    for (id, date) in views.recurrence.inspections.iter().filter(|(id, _)| !speaking.contains(id)) {
        let (at, _) = place(&story.chapters, Some(*date), |_| false);
        // What came before anybody found anything is not told.
        if let Some(chapter) = story.chapters.get_mut(at).filter(|c| c.inspection.is_some()) {
            chapter.silent.push(id.clone());
        }
    }
    story.chapters.retain(|c| c.inspection.is_some() || !c.promised.is_empty() || !c.resolved.is_empty());
    story
}

/// The chapter in which something of a date stands, and whether its date tells that it belongs there. `follows` says that
/// it came after an inspection whatever the dates: it answers it.
fn place(chapters: &[Chapter], date: Option<Date>, follows: impl Fn(&Id) -> bool) -> (usize, bool) {
    let inspected = |at: usize| chapters.get(at).and_then(|c| c.inspection.as_ref());
    let of = |at: usize| inspected(at).and_then(|i| i.date);
    let Some(date) = date else { return (chapters.len().saturating_sub(1), false) };
    let came = chapters.partition_point(|chapter| {
        let last = chapter.inspection.as_ref().and_then(|i| i.date).map(|d| d.last());
        last.is_none_or(|last| last <= date.last())
    });
    let at = came.saturating_sub(1);
    let after = of(at).is_none_or(|before| is_before(before, date))
        || inspected(at).is_some_and(|i| follows(&i.paper));
    let before = of(at + 1).is_none_or(|next| is_before(date, next));
    (at, after && before)
}

/// Whether a record is recorded as answering a finding of an inspection.
fn answers(views: &Views, key: &ItemKey, paper: &Id) -> bool {
    let recommendation = item(views, key).and_then(|(_, item)| item.recommendation);
    let mut answers = recommendation.into_iter().flat_map(|r| r.answers.iter());
    answers.any(|answer| matches!(answer, AnswerRef::Finding(of, _) if of == paper))
}

/// The inspections that speak of a thread, in order of time, and those without a date.
fn inspections(views: &Views, thread: &Id) -> (Vec<Inspected>, Vec<Inspected>) {
    let register = &views.edition.register;
    let mut by_paper: BTreeMap<&Id, Vec<Found>> = BTreeMap::new();
    for key in views.backlinks.findings.get(thread).into_iter().flatten() {
        let Some((_, finding)) = finding(register, key) else { continue };
        let found =
            Found { key: key.clone(), kind: finding.kind, to_improve_before: None, strength_before: None };
        by_paper.entry(&key.paper).or_default().push(found);
    }
    let inspected = |(paper, findings): (&Id, Vec<Found>)| Inspected {
        paper: paper.clone(),
        date: register.papers.get(paper).and_then(|paper| date_of(paper)),
        unsure: false,
        findings,
    };
    let mut all: Vec<Inspected> = by_paper.into_iter().map(inspected).collect();
    all.sort_by_key(|i| (order(i.date), i.paper.clone()));
    let undated = all.split_off(all.partition_point(|i| i.date.is_some()));
    for at in 1..all.len() {
        let (earlier, later) = all.split_at_mut(at);
        if let Some(this) = later.first_mut() {
            compare(earlier, this);
        }
    }
    (all, undated)
}

/// Sets an inspection beside those that were certainly before it.
fn compare(earlier: &[Inspected], this: &mut Inspected) {
    let Some(date) = this.date else { return };
    let before = |i: &&Inspected| i.date.is_some_and(|other| other.last() < date.first());
    let latest = |such: fn(FindingKind) -> bool| -> Option<FindingKey> {
        let mut sure = earlier.iter().rev().filter(before).flat_map(|i| &i.findings);
        sure.find(|found| such(found.kind)).map(|found| found.key.clone())
    };
    let to_improve = latest(is_to_improve);
    let strength = latest(|kind| kind == FindingKind::Strength);
    for found in &mut this.findings {
        found.to_improve_before.clone_from(&to_improve);
        found.strength_before.clone_from(&strength);
    }
    this.unsure = earlier.last().is_some_and(|i| i.date.is_some_and(|other| other.last() >= date.first()));
}

/// The resolutions on some records, on the recommendations above them and on their plans, in order of their meetings.
fn resolutions(views: &Views, items: &[&ItemKey]) -> Vec<Resolved> {
    let mut found: BTreeMap<(&Id, &str), Resolved> = BTreeMap::new();
    let mut plans = BTreeSet::new();
    let mut parents = BTreeSet::new();
    for key in items {
        for by in views.backlinks.items.get(key).into_iter().flatten() {
            let one = found.entry((&by.meeting, &by.resolution.0));
            let one = one.or_insert_with(|| Resolved { by: by.clone(), names: Vec::new() });
            one.names.push((*key).clone());
        }
        plans.insert(&key.plan);
        let parent = item(views, key).filter(|(_, item)| item.action.is_some());
        parents.extend(parent.and_then(|(_, item)| Some((&key.plan, &item.recommendation?.reference))));
    }
    let above = parents.into_iter().map(|(plan, item)| ItemKey { plan: plan.clone(), item: item.clone() });
    let above = above.filter_map(|key| views.backlinks.items.get(&key)).flatten();
    let whole = plans.into_iter().filter_map(|plan| views.backlinks.plans.get(plan)).flatten();
    for by in above.chain(whole) {
        let one = found.entry((&by.meeting, &by.resolution.0));
        one.or_insert_with(|| Resolved { by: by.clone(), names: Vec::new() });
    }
    let mut found: Vec<Resolved> = found.into_values().collect();
    let day = |id: &Id| views.edition.register.meetings.get(id).map(|m| (m.date.last(), m.date.first()));
    found.sort_by_key(|resolved| day(&resolved.by.meeting));
    found
}
