//! What follows from the dated words about one item, in their order: the status, what stands behind it, the due date, the
//! done date and the ratings. The rules of a register and the views of a site read the same history by it.

use std::collections::BTreeMap;

use super::borne;
use super::date::Date;
use super::register::Register;
use super::scalar::{Id, ItemId};
use super::source::Source;
use super::update::{Evidence, Round, Status, Word};

/// A dated word, wherever it is written.
pub trait Spoken {
    /// The day it was published; in a round, the round's date.
    fn date(&self) -> Date;

    /// What it says.
    fn word(&self) -> &Word;

    /// The round that it is part of.
    fn round(&self) -> Option<&Round>;
}

impl Status {
    /// Whether an item with this status is neither complete nor closed.
    pub fn is_open(self) -> bool {
        use Status::{Complete, NotAchieved, NotPursued, SignedOff, Superseded};
        !matches!(self, Complete | SignedOff | NotAchieved | NotPursued | Superseded)
    }

    /// Whether it says that the work is done.
    pub fn is_completion(self) -> bool {
        matches!(self, Status::Complete | Status::SignedOff)
    }
}

impl Evidence {
    /// Whether it counts as evidence: more than the owner's own word, and not against it.
    pub fn counts(self) -> bool {
        matches!(self, Evidence::Data | Evidence::Minute | Evidence::Inspection)
    }
}

/// Whether a word cites a resolution: on its day it stands above those that cite none.
pub fn cites_resolution(word: &Word) -> bool {
    word.source.iter().flat_map(|s| s.iter()).any(|s| s.resolution.is_some())
}

/// Puts words in the order in which they are read: by last day; on one day the word that cites a resolution comes last,
/// else the one with the weakest evidence.
pub fn sort<W: Spoken>(words: &mut [W]) {
    let behind = |w: &W| borne::stated(w.word(), w.round(), None);
    words.sort_by_key(|w| (w.date().last(), cites_resolution(w.word()), doubt(behind(w))));
}

/// How little an evidence grade shows; a word without one decides nothing.
fn doubt(evidence: Option<Evidence>) -> u8 {
    match evidence {
        None | Some(Evidence::Inspection) => 0,
        Some(Evidence::Minute) => 1,
        Some(Evidence::Data) => 2,
        Some(Evidence::Unsourced) => 3,
        Some(Evidence::SelfReported) => 4,
        Some(Evidence::None) => 5,
        Some(Evidence::Contradicted) => 6,
    }
}

/// The status stated last, and the word that states it.
pub fn status<W: Spoken>(words: &[W]) -> Option<(Status, &W)> {
    words.iter().rev().find_map(|w| Some((w.word().status?, w)))
}

/// The evidence stated last since the current status was first stated without a break; evidence for an earlier status
/// says nothing about this one. Reported complete and signed off are one completion. A word that states a status and no
/// evidence takes the plan's default, also where an earlier word of the same status had more behind it. Evidence that no
/// source bears out counts as none, and hides nothing that stood behind the status before. To say a thing again does not
/// answer a source that contradicts it: that stands until evidence that counts follows.
pub fn evidence<W: Spoken>(words: &[W], default: Option<Evidence>) -> Evidence {
    evidence_by(words, |w| grade(w.word(), w.round(), default))
}

/// The same, by what stands behind each word.
pub fn evidence_by<W: Spoken>(words: &[W], grade: impl Fn(&W) -> Option<Evidence>) -> Evidence {
    let mut last = None;
    let mut is_word_alone = false;
    for behind in current(words).rev().filter_map(grade) {
        match behind {
            Evidence::Contradicted => return behind,
            Evidence::Data | Evidence::Minute | Evidence::Inspection => {
                return if is_word_alone { last.unwrap_or(behind) } else { behind };
            }
            Evidence::None | Evidence::SelfReported => is_word_alone = true,
            Evidence::Unsourced => {}
        }
        last = last.or(Some(behind));
    }
    last.unwrap_or(Evidence::None)
}

/// What stands behind a word: what it states, else its round, else, where it states a status, the plan's default. What
/// would count as evidence does so only where a source bears it out ([`super::borne`]).
pub fn grade(word: &Word, round: Option<&Round>, default: Option<Evidence>) -> Option<Evidence> {
    let stated = borne::stated(word, round, default)?;
    let of_round = round.into_iter().flat_map(|r| r.source.iter());
    let sourced = word.source.iter().flat_map(|s| s.iter()).chain(of_round).any(Source::names_something);
    Some(if stated.counts() && (word.unborne || !sourced) { Evidence::Unsourced } else { stated })
}

/// The words since the current status was first stated without a break.
fn current<W: Spoken>(words: &[W]) -> std::iter::Skip<std::slice::Iter<'_, W>> {
    let class = |s: Status| if s == Status::SignedOff { Status::Complete } else { s };
    let current = words.iter().rev().find_map(|w| w.word().status).map(class);
    let broken = words.iter().rposition(|w| w.word().status.map(class).is_some_and(|s| Some(s) != current));
    let run = words.get(broken.map_or(0, |at| at + 1)..).unwrap_or_default();
    // Words between the last other status and the first of this one belong to the other.
    let first = run.iter().position(|w| w.word().status.is_some()).unwrap_or(0);
    run.iter().skip(first)
}

/// A due date that a word moved.
#[derive(Debug)]
pub struct Moved<'w, W> {
    /// The date before.
    pub from: Date,
    /// The date after.
    pub to: Date,
    /// Days from one to the other, by their last days; negative where it was brought forward.
    pub days: i64,
    /// The word that moved it.
    pub by: &'w W,
}

/// The due date now, the one first given, and each time it moved.
pub fn due_dates<W: Spoken>(
    written: Option<Date>,
    words: &[W],
) -> (Option<Date>, Option<Date>, Vec<Moved<'_, W>>) {
    let mut due = written;
    let mut original = written;
    let mut moved = Vec::new();
    for by in words {
        let Some(to) = by.word().due else { continue };
        if let Some(from) = due.filter(|from| *from != to) {
            let days = (to.last() - from.last()).num_days();
            moved.push(Moved { from, to, days, by });
        }
        original = original.or(Some(to));
        due = Some(to);
    }
    (due, original, moved)
}

/// When the current run of such statuses began; none where the latest status is another.
pub fn first_of_current<W: Spoken>(words: &[W], such: impl Fn(Status) -> bool) -> Option<Date> {
    let last_not = words.iter().rposition(|w| w.word().status.is_some_and(|s| !such(s)));
    let since = last_not.map_or(0, |at| at + 1);
    words.iter().skip(since).find(|w| w.word().status.is_some()).map(W::date)
}

/// The done date stated with the current completion.
pub fn done<W: Spoken>(words: &[W]) -> Option<Date> {
    status(words).filter(|(status, _)| status.is_completion())?;
    let last_not = words.iter().rposition(|w| w.word().status.is_some_and(|s| !s.is_completion()));
    let since = last_not.map_or(0, |at| at + 1);
    words.iter().skip(since).rev().find_map(|w| w.word().done)
}

/// The latest step of each rating scheme, and the word that gives it.
pub fn ratings<'w, W: Spoken>(register: &Register, words: &'w [W]) -> BTreeMap<Id, (ItemId, &'w W)> {
    let only = match register.site.ratings.as_slice() {
        [(id, _)] => Some(id),
        _ => None,
    };
    let mut latest = BTreeMap::new();
    for by in words {
        for (scheme, step) in by.word().rating.iter().flat_map(|r| &r.0) {
            if let Some(scheme) = scheme.as_ref().or(only) {
                latest.insert(scheme.clone(), (step.clone(), by));
            }
        }
    }
    latest
}
