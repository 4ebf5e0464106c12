//! The views of a site, in their order, with what was kept of earlier ones: each is told what has another answer than then,
//! and tells in turn what it answers otherwise itself.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::NaiveDate;

use super::backlinks::{self, Backlinks};
use super::came_before::Meetings;
use super::edition::{self, Edition};
use super::former::{self, Former};
use super::motion::{self, Answering};
use super::progress::{self, Progress};
use super::recurrence::{self, Recurrence, Story};
use super::resolved::{self, ByResolution};
use super::standing::{self, Standings};
use super::time::{self, Sums};
use super::timeline::{self, Timeline};
use super::unsupported::{self, Unsupported};
use super::{Views, changes, known};
use crate::markdown::Terms;
use crate::model::asked::Name;
use crate::model::changed::{Changed, same};
use crate::model::memo::Memo;
use crate::model::register::Register;
use crate::model::scalar::Id;
use crate::model::tracked::{Tracked, Watched};

/// What is kept of the views of one build for the next: what is worked out for one record each.
#[derive(Debug)]
pub struct Kept {
    editions: edition::Kept,
    standings: Memo<Id, Arc<standing::OfPlan>>,
    progress: Memo<Id, Arc<Progress>>,
    changes: changes::Kept,
    dated: Memo<Id, timeline::OfPlan>,
    meetings: Option<Meetings>,
    backlinks: Memo<Id, Arc<backlinks::OfPlan>>,
    births: Memo<Id, Vec<NaiveDate>>,
    unsupported: Memo<Id, Arc<Unsupported>>,
    owned: Memo<Id, Arc<Sums>>,
    stories: Memo<Id, Arc<Story>>,
}

impl Kept {
    /// Nothing yet, and room for what is to come where anything is to be kept at all.
    pub fn new(keeps: bool) -> Self {
        Kept {
            editions: edition::Kept::new(keeps),
            standings: Memo::new(keeps),
            progress: Memo::new(keeps),
            changes: changes::Kept::new(keeps),
            dated: Memo::new(keeps),
            meetings: None,
            backlinks: Memo::new(keeps),
            births: Memo::new(keeps),
            unsupported: Memo::new(keeps),
            owned: Memo::new(keeps),
            stories: Memo::new(keeps),
        }
    }
}

/// As [`super::derive`], of a day and with drafts or without, with what was kept of earlier views of that day: `changed` is
/// what the register answers otherwise than then, and is given what the new views answer otherwise.
pub fn derive_again(
    register: &Register,
    (as_at, drafts): (NaiveDate, bool),
    before: Option<&Views>,
    kept: &mut Kept,
    changed: &mut Changed,
) -> Views {
    let edition = edition::edition(register, as_at, drafts, &mut kept.editions, changed);
    let known = known::known(&edition);
    if let Some(before) = before {
        edition.changed(&before.edition, changed);
        known.changed(&before.known, changed);
    }
    let standings = standing::standings(&edition, &mut kept.standings, changed);
    if let Some(before) = before {
        standings.changed(&before.standings, changed);
    }
    let progress = progress::progress(&edition, &standings, &mut kept.progress, changed);
    let changes = changes::changes(&edition, &known, &mut kept.changes, changed);
    let Gathered { backlinks, timeline, former, resolved, answering } =
        gathered(&edition, &standings, before, kept, changed);
    let measures: usize = edition.register.plans.values().map(|plan| plan.measures.len()).sum();
    let mut views = Views {
        progress,
        timeline,
        backlinks,
        changes,
        known,
        former,
        resolved,
        answering,
        recurrence: Recurrence::default(),
        unsupported: Tracked::default(),
        owned: Tracked::default(),
        stories: Tracked::default(),
        has_measures: Watched::new(Name::view("has_measures"), measures > 0),
        measures_apart: Watched::new(Name::view("measures_apart"), measures > MOST_MEASURES),
        glossary: Watched::new(Name::view("glossary"), glossary(&edition.register)),
        standings,
        edition,
    };
    views.recurrence = recurrence::recurrence(&views, &mut kept.births, changed);
    // A thread without anything to show has no page: its words, and what they link to, are not published either.
    let shown: Vec<Id> = views.edition.register.threads.iter().map(|t| t.id.clone()).collect();
    let shown: BTreeSet<Id> = shown.into_iter().filter(|id| views.has_thread(id)).collect();
    views.edition.register.threads.retain(|t| shown.contains(&t.id));
    if let Some(before) = before {
        views.changed(before, changed);
    }
    look_around(&mut views, before, kept, changed);
    views
}

/// What is gathered from all plans.
struct Gathered {
    backlinks: Backlinks,
    timeline: Timeline,
    former: Tracked<Id, Vec<Former>>,
    resolved: ByResolution,
    answering: Answering,
}

fn gathered(
    edition: &Edition,
    standings: &Standings,
    before: Option<&Views>,
    kept: &mut Kept,
    changed: &mut Changed,
) -> Gathered {
    let meetings = Meetings::new(&edition.register);
    if let Some(before) = &kept.meetings {
        meetings.changed(before, changed);
    }
    let Kept { backlinks, dated, .. } = kept;
    let (backlinks, (dated, former, resolved, answering)) = rayon::join(
        || backlinks::backlinks(edition, &meetings, backlinks, changed),
        || {
            let dated = timeline::dated(edition, standings, dated, changed);
            (dated, former::former(edition), resolved::resolved(edition), motion::answering(edition))
        },
    );
    let (timeline, others) = rayon::join(
        || timeline::timeline(dated, &backlinks, edition.as_at),
        || {
            let mut others = Changed::default();
            if let Some(before) = before {
                backlinks.changed(&before.backlinks, &mut others);
            }
            others
        },
    );
    changed.extend(others);
    kept.meetings = Some(meetings);
    Gathered { backlinks, timeline, former, resolved, answering }
}

/// Works out what looks at all other views.
fn look_around(views: &mut Views, before: Option<&Views>, kept: &mut Kept, changed: &mut Changed) {
    let plans = views.edition.register.plans.keys().cloned().collect();
    let unsupported =
        kept.unsupported.all(plans, changed, |id| Arc::new(unsupported::unsupported(views, id)));
    let owners = views.backlinks.owned.keys().cloned().collect();
    let owned = kept.owned.all(owners, changed, |id| {
        let items = views.backlinks.owned.get(id).into_iter().flatten();
        Arc::new(time::of_items(views, items))
    });
    let threads = views.edition.register.threads.iter().map(|thread| thread.id.clone()).collect();
    let stories = kept.stories.all(threads, changed, |id| Arc::new(recurrence::story(views, id)));
    views.unsupported = Tracked::new(Name::view("unsupported"), unsupported.into_iter().collect());
    views.owned = Tracked::new(Name::view("sums"), owned.into_iter().collect());
    views.stories = Tracked::new(Name::view("stories"), stories.into_iter().collect());
    if let Some(before) = before {
        changed.list(&before.unsupported, &views.unsupported, same);
        changed.list(&before.owned, &views.owned, same);
        changed.list(&before.stories, &views.stories, same);
    }
}

impl Views {
    /// Adds what these answer otherwise than earlier ones; of the edition, only what is settled last.
    fn changed(&self, before: &Views, changed: &mut Changed) {
        changed.value(&before.edition.register.threads, &self.edition.register.threads);
        changed.list(&before.progress, &self.progress, same);
        self.timeline.changed(&before.timeline, changed);
        changed.list(&before.changes, &self.changes, same);
        changed.list(&before.former, &self.former, PartialEq::eq);
        changed.list(&before.resolved, &self.resolved, PartialEq::eq);
        changed.list(&before.answering, &self.answering, PartialEq::eq);
        self.recurrence.changed(&before.recurrence, changed);
        changed.value(&before.has_measures, &self.has_measures);
        changed.value(&before.measures_apart, &self.measures_apart);
        changed.value(&before.glossary, &self.glossary);
    }
}

/// The most measures that stand on one page.
const MOST_MEASURES: usize = 500;

/// The standing page whose headings are words to be explained.
const GLOSSARY: &str = "glossary";

fn glossary(register: &Register) -> Option<(Id, Terms)> {
    let (id, page) = register.pages.get_key_value(&Id(GLOSSARY.to_owned()))?;
    let headings = page.outline.headings.iter();
    Some((id.clone(), Terms::new(headings.map(|h| (h.text.clone(), h.anchor.clone())))))
}
