//! What the rules know: the register, its plans read once, the days to judge by, and which records the site shows on the
//! day it is read at.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::Dates;
use super::walk::{Entry, Said, Walk, walk};
use crate::model::asked::{Noted, never_kept};
use crate::model::commitment::{Commitment, recommendation_at};
use crate::model::published::{Published, Standing};
use crate::model::record::Common;
use crate::model::register::{Item, Paper, Plan, Register};
use crate::model::scalar::Id;
use crate::model::source::Sources;
use crate::model::update::Round;
use crate::model::work::Work;

/// What the rules know.
pub(super) struct Known<'r> {
    pub(super) register: &'r Register,
    /// Each plan, read when it is first asked for.
    plans: BTreeMap<&'r Id, Noted<Walk<'r>>>,
    pub(super) published: Published<'r>,
    pub(super) dates: Dates,
    /// How often a near name was looked for: who misspells hundreds has another trouble, and each search reads all names.
    guesses: AtomicUsize,
}

/// Near names are looked for so many times.
const GUESSES: usize = 300;

impl<'r> Known<'r> {
    pub(super) fn new(register: &'r Register, dates: Dates) -> Self {
        let plans = register.plans.keys().map(|id| (id, Noted::default())).collect();
        Known {
            register,
            plans,
            published: Published::new(register, dates.as_at, false),
            dates,
            guesses: AtomicUsize::new(0),
        }
    }

    /// A plan with its words.
    pub(super) fn plan(&self, id: &Id) -> Option<&Walk<'r>> {
        let plan = self.register.plans.get(id)?;
        let (id, walked) = self.plans.get_key_value(id)?;
        Some(walked.get(|| walk(self.register, id, plan)))
    }

    /// Whether one more near name is looked for: what follows from it is not kept, since it follows from all before it.
    pub(super) fn may_guess(&self) -> bool {
        never_kept();
        self.guesses.fetch_add(1, Ordering::Relaxed) < GUESSES
    }

    /// Whether a paper or meeting cannot be read: it may date or hold what seems to be missing.
    pub(super) fn is_paper_broken(&self) -> bool {
        let mut broken = self.register.broken.iter();
        broken.any(|f| f.starts_with("content/papers/") || f.starts_with("content/meetings/"))
    }

    /// Whether what dates an item can be read: no paper or meeting is broken, and each paper named exists.
    pub(super) fn is_dated(&self, walk: &Walk<'_>, entry: &Entry<'_>) -> bool {
        let is_there = |id: &Id| self.register.papers.contains_key(id);
        let sources = walk.plan.sources_of(entry.work).into_iter().flat_map(|s| s.iter());
        let mut papers = sources.filter_map(|s| s.paper.as_ref()).chain(walk.plan.set_out_in.as_ref());
        !self.is_paper_broken() && papers.all(is_there)
    }

    /// Whether a paper is dated after today, without a day of publication of its own, and meant to be published.
    pub(super) fn is_future_paper(&self, id: &Id) -> bool {
        self.register.papers.get(id).is_some_and(|paper| {
            let common = paper.header.common();
            let hidden = common.draft.is_some_and(|d| d.0) || common.withheld.is_some();
            let ahead = paper.header.date.is_some_and(|date| date.last() > self.dates.today);
            ahead && !hidden && common.publish_on.is_none()
        })
    }

    /// Whether an item is dated by a paper of a day that is still to come, which is told at the paper.
    pub(super) fn is_born_of_future_paper(&self, walk: &Walk<'_>, entry: &Entry<'_>) -> bool {
        let sources = walk.plan.sources_of(entry.work).into_iter().flat_map(|s| s.iter());
        let set_out = walk.plan.set_out_in.as_ref();
        let mut papers = sources.filter_map(|s| s.paper.as_ref()).chain(set_out);
        entry.work.made.is_none()
            && papers.any(|id| self.is_future_paper(id) && self.register.paper_date(id) == entry.birth)
    }

    fn is_sourced(&self, sources: Option<&Sources>, plan: &Plan) -> bool {
        sources.is_none_or(|s| self.published.sources(s, Some(plan)) == Standing::Public)
    }

    /// Whether a plan is shown.
    pub(super) fn shows_plan(&self, plan: &Plan) -> bool {
        self.published.shows(plan.file.common())
    }

    /// Whether a recommendation or action is shown: born, published, not taken back, and so is what it belongs to.
    pub(super) fn shows_entry(&self, plan: &Plan, entry: &Entry<'_>) -> bool {
        let parent = entry.item.recommendation.filter(|_| entry.item.action.is_some());
        self.shows_plan(plan)
            && parent.is_none_or(|r| {
                self.published.shows(r.common()) && self.is_sourced(plan.sources_of(&r.part), plan)
            })
            && self.published.shows(entry.common)
            && self.is_sourced(plan.sources_of(entry.work), plan)
            && entry.birth.is_some_and(|b| b.last() <= self.dates.as_at)
            && entry.above.is_none_or(|b| b.last() <= self.dates.as_at)
    }

    /// Whether a round is shown.
    pub(super) fn shows_round(&self, plan: &Plan, round: &Round) -> bool {
        round.date.last() <= self.dates.as_at
            && self.published.shows(round.common())
            && self.is_sourced(Some(&round.source), plan)
    }

    /// Whether a word about a shown item is shown.
    pub(super) fn shows_word(&self, plan: &Plan, said: &Said<'_>) -> bool {
        said.date.last() <= self.dates.as_at
            && self.published.shows(said.common)
            && self.is_sourced(said.word.source.as_ref(), plan)
            && said.round().is_none_or(|round| self.shows_round(plan, round))
    }

    /// The words about an item that are shown, in their order.
    pub(super) fn shown_words<'e>(&self, plan: &Plan, entry: &Entry<'e>) -> Vec<Said<'e>> {
        entry.words.iter().filter(|said| self.shows_word(plan, said)).copied().collect()
    }

    /// Whether an item is tracked, and something the council said it would do.
    pub(super) fn is_commitment(&self, plan: &Plan, item: Item<'_>) -> bool {
        let Some(recommendation) = item.recommendation else { return true };
        let tracked = item.action.is_some() || plan.is_tracked(recommendation);
        let counted = recommendation_at(&self.published, plan, recommendation, self.dates.as_at);
        tracked && matches!(counted, Commitment::Made(_))
    }

    /// Why a record is not published at the date, by its own keys.
    pub(super) fn why_unpublished(&self, common: &Common) -> Option<String> {
        match self.published.by_common(common) {
            Standing::Public | Standing::Later => None,
            Standing::Unpublished if common.withheld.is_some() => Some("it is withheld".to_owned()),
            Standing::Unpublished if common.draft.is_some_and(|d| d.0) => Some("it is a draft".to_owned()),
            Standing::Unpublished => {
                let day = common.publish_on.map(|d| d.to_string()).unwrap_or_default();
                Some(format!("it has `publish_on: {day}`"))
            }
        }
    }

    /// Why a paper is not published; one that is only later is.
    pub(super) fn why_paper_unpublished(&self, id: &Id, paper: &Paper) -> Option<String> {
        let known_from = || "nothing that it is known from is".to_owned();
        let hidden = self.published.paper(id) == Standing::Unpublished;
        self.why_unpublished(paper.header.common()).or_else(|| hidden.then(known_from))
    }

    /// Why a recommendation or action of a published plan is not published; where its plan is not, that is told.
    pub(super) fn why_entry_unpublished(&self, plan: &Plan, entry: &Entry<'_>) -> Option<String> {
        let why = |common: &Common, work: &Work| {
            let hidden = plan
                .sources_of(work)
                .is_some_and(|s| self.published.sources(s, Some(plan)) == Standing::Unpublished);
            self.why_unpublished(common).or_else(|| hidden.then(|| "none of its sources is".to_owned()))
        };
        let parent = entry.item.recommendation.filter(|_| entry.item.action.is_some());
        why(entry.common, entry.work).or_else(|| {
            let of = parent.and_then(|r| Some((r, why(r.common(), &r.part)?)));
            of.map(|(r, why)| format!("nor is `{}`, to which it belongs: {why}", r.reference))
        })
    }
}
