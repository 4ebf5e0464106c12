//! What is said of items and what stands behind it: progress on what was rejected, items replaced by nothing, completion
//! without evidence, good ratings on overdue work, silence, and what nobody owns or dates.

use std::collections::BTreeSet;

use super::evidence::lack;
use super::known::Known;
use super::walk::{Entry, Said, Walk};
use crate::diagnostic::{Code, Diagnostic, Slip};
use crate::model::borne::{self, Lack};
use crate::model::commitment::response_at;
use crate::model::date::Date;
use crate::model::history::{self, Spoken};
use crate::model::plan::{AmendedField, ResponseValue};
use crate::model::scalar::ItemId;
use crate::model::site::Means;
use crate::model::update::{Evidence, Status};

pub(super) fn of_plan(known: &Known<'_>, walk: &Walk<'_>, faults: &mut Vec<Diagnostic>) {
    let amended = owners_amended(known, walk);
    let folder = format!("content/plans/{}/", walk.id);
    // What seems to be missing may stand in a round that cannot be read.
    let is_whole = !known.register.broken.iter().any(|f| f.starts_with(&folder));
    for entry in &walk.entries {
        rejected(known, walk, entry, faults);
        superseded(walk, entry, faults);
        let tracked = known.shows_entry(walk.plan, entry) && known.is_commitment(walk.plan, entry.item);
        if tracked && is_whole {
            let words = known.shown_words(walk.plan, entry);
            let at = At { known, walk, entry, words: &words };
            faults.extend(at.unproved());
            faults.extend(at.silent());
            at.good_but_overdue(faults);
            at.bare(amended.contains(entry.item.id()), faults);
        }
    }
}

/// The items whose owner was amended by the date.
fn owners_amended<'r>(known: &Known<'_>, walk: &Walk<'r>) -> BTreeSet<&'r ItemId> {
    let owner = walk.plan.amendments.iter().filter(|a| a.field == AmendedField::Owner);
    owner.filter(|a| a.date.last() <= known.dates.as_at).map(|a| &a.of).collect()
}

/// Progress on a recommendation, or an action under it, that was rejected by then.
fn rejected(known: &Known<'_>, walk: &Walk<'_>, entry: &Entry<'_>, faults: &mut Vec<Diagnostic>) {
    use Status::{Complete, InProgress, Paused, Planned, SignedOff};
    let Some(recommendation) = entry.item.recommendation else { return };
    for said in &entry.words {
        let progress = matches!(said.word.status, Some(Planned | InProgress | Paused | Complete | SignedOff));
        let day = said.date.last();
        let response = || response_at(&known.published, walk.plan, recommendation, day).map(|r| r.value);
        if (!progress && said.word.done.is_none()) || response() != Some(ResponseValue::Rejected) {
            continue;
        }
        let reference = &recommendation.reference;
        let message = format!("progress on {}, when `{reference}` stood rejected", said.date);
        let help = "if it was accepted later, add that response with its date; if it was done all the same, say so in the \
                    note and allow this; else take the update out";
        let key = if progress { "status" } else { "done" };
        faults.push(walk.fault(entry, said, key, Slip::new(Code::UpdateOnRejected, message, help)));
    }
}

/// Superseded, and by what is said neither there nor in a later word that says the same.
fn superseded(walk: &Walk<'_>, entry: &Entry<'_>, faults: &mut Vec<Diagnostic>) {
    let stated: Vec<&Said<'_>> = entry.words.iter().filter(|s| s.word.status.is_some()).collect();
    for run in stated.chunk_by(|a, b| a.word.status == b.word.status) {
        let Some(first) = run.first().filter(|s| s.word.status == Some(Status::Superseded)) else { continue };
        if run.iter().all(|s| s.word.into.is_none()) {
            let message = format!("`{}` is superseded, and what took its place is not said", entry.item.id());
            let help =
                "add into: and the id of what took its place; where nothing did, write status: not_pursued";
            let slip = Slip::new(Code::SupersededIntoNothing, message, help);
            faults.push(walk.fault(entry, first, "status", slip));
        }
    }
}

/// A tracked commitment as the site shows it on the day it is read at.
struct At<'k, 'n, 'r> {
    known: &'k Known<'n>,
    walk: &'k Walk<'r>,
    entry: &'k Entry<'r>,
    words: &'k [Said<'r>],
}

impl At<'_, '_, '_> {
    fn is_open(&self) -> bool {
        history::status(self.words).is_none_or(|(status, _)| status.is_open())
    }

    fn due(&self) -> Option<Date> {
        history::due_dates(self.entry.work.due, self.words).0
    }

    /// Complete by its owner's word alone, or by less.
    fn unproved(&self) -> Option<Diagnostic> {
        let (status, said) = history::status(self.words).filter(|(status, _)| status.is_completion())?;
        let behind = self.behind()?;
        let word = if status == Status::SignedOff { "signed off" } else { "reported complete" };
        let message = format!("`{}` is {word}, and {behind}", self.entry.item.id());
        let help = "when figures, a minute or an inspection speak of it, add an update with evidence: data, minute or \
                    inspection; until then the page says what is missing";
        let slip = Slip::new(Code::CompleteWithoutEvidence, message, help);
        Some(self.walk.fault(self.entry, said, "status", slip))
    }

    /// What stands behind a completion that is not evidence; nothing where evidence does.
    fn behind(&self) -> Option<&'static str> {
        let default = self.walk.plan.defaults.as_ref().and_then(|d| d.evidence);
        let stated = |said: &Said<'_>| borne::stated(said.word, said.round(), default);
        let lack = |said: &Said<'_>| {
            stated(said).filter(|e| e.counts()).and_then(|_| lack(self.known, self.walk, self.entry, said))
        };
        let grade =
            |said: &Said<'_>| if lack(said).is_some() { Some(Evidence::Unsourced) } else { stated(said) };
        match history::evidence_by(self.words, grade) {
            Evidence::Data | Evidence::Minute | Evidence::Inspection => None,
            Evidence::Contradicted => Some("a source says otherwise"),
            Evidence::SelfReported => Some("its evidence is self-reported only"),
            Evidence::None => Some("nothing published stands behind it"),
            // That no resolution approves what is called signed off is told as such.
            Evidence::Unsourced
                if self.words.iter().rev().find_map(lack).is_some_and(Lack::is_of_decision)
                    && history::status(self.words).is_some_and(|(status, _)| status == Status::SignedOff) =>
            {
                None
            }
            Evidence::Unsourced => self.words.iter().rev().find_map(lack).map(|lack| match lack {
                Lack::Source => "its evidence names no source",
                Lack::Later => "its evidence was published later",
                Lack::Withdrawn => "its evidence is a paper that was withdrawn",
                Lack::Noted => "its evidence is a resolution that only notes it",
                Lack::Unnamed => "its evidence is a resolution that does not name it",
                Lack::Against => "its evidence is a resolution that does not approve it",
            }),
        }
    }

    /// A rating that means good on an item whose due date passed.
    fn good_but_overdue(&self, faults: &mut Vec<Diagnostic>) {
        let due = self.due().filter(|due| due.last() < self.known.dates.as_at && self.is_open());
        let Some(due) = due else { return };
        let register = self.known.register;
        for (scheme, (step, said)) in history::ratings(register, self.words) {
            let scheme = register.site.ratings.get(&scheme);
            let step = scheme.and_then(|s| s.steps.iter().find(|known| known.id == step));
            let Some(step) = step.filter(|step| step.means == Means::Good) else { continue };
            let item = self.entry.item.id();
            let message = format!(
                "`{item}` was last rated \"{}\" on {}, and is overdue since {due}",
                step.label,
                said.date()
            );
            let help = "the page shows both; add an update with the rating as it is now, or with status: complete, or with \
                        the later due date and its reason";
            let slip = Slip::new(Code::GoodRatingButOverdue, message, help);
            faults.push(self.walk.fault(self.entry, said, "rating", slip));
        }
    }

    /// Recurring, and not spoken of for longer than the site's reviews allow.
    fn silent(&self) -> Option<Diagnostic> {
        self.entry.work.frequency?;
        let (as_at, start) = (self.known.dates.as_at, self.entry.work.start);
        if self.due().is_some() || !self.is_open() {
            return None;
        }
        let last = self.words.last().map(Spoken::date);
        let began = self.entry.birth.into_iter().chain(start).chain(last).map(|d| d.last()).max()?;
        let stale = self.known.register.site.stale_after_days();
        let days = (as_at - began).num_days();
        (days > stale).then(|| {
            let item = self.entry.item.id();
            let message = match last {
                Some(last) => format!("`{item}` is to recur, and its last update is of {last}"),
                None => format!("`{item}` is to recur, and has no update"),
            };
            let help = format!(
                "ask its owner whether it happens, and add an update; after {stale} days without one, nobody can \
                 tell (stale_after_days in site.toml)"
            );
            let slip = Slip::new(Code::RecurringWithoutUpdate, message, help);
            slip.at(self.entry.place.at("frequency"))
        })
    }

    /// Open, and without an owner or without any date.
    fn bare(&self, owner_amended: bool, faults: &mut Vec<Diagnostic>) {
        let (entry, work) = (self.entry, self.entry.work);
        if !self.is_open() {
            return;
        }
        let item = entry.item.id();
        if work.owner.is_none() && !owner_amended {
            let help = "add `owner` where a paper names one; until then the page says \"no owner stated\"";
            let slip = Slip::new(Code::ActionWithoutOwner, format!("no owner is stated for `{item}`"), help);
            faults.push(slip.at(entry.id_place()));
        }
        if work.start.is_none() && work.frequency.is_none() && self.due().is_none() {
            let message = match entry.item.note("due").and_then(|note| note.text.as_ref()) {
                Some(words) => format!("`{item}` has no date but \"{words}\""),
                None => format!("no date is stated for `{item}`"),
            };
            let help = "add `due`, `start` or `frequency` where a paper gives one; until then nobody can call it late";
            faults.push(Slip::new(Code::ActionWithoutDate, message, help).at(entry.id_place()));
        }
    }
}
