//! Notes what is asked of a site's records while something is made of them, so that what was made can be kept until one of
//! the answers changes. Nobody keeps a list of what depends on what: the lists that hold the records take the notes
//! themselves (`tracked.rs`), and there is no other way to a record.
//!
//! Notes are taken on the thread that makes something. What is made on several threads at once is not noted, and must not
//! be kept.

use std::cell::{Cell, RefCell};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Arc, OnceLock};

/// A question as a number: two may share one, and then more is made anew than need be.
pub(super) type Question = u64;

/// A question that never has the answer it had before.
pub(super) const NEVER_THE_SAME: Question = 0;

/// Which list a question is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Name {
    /// What it holds, such as `plans`.
    list: &'static str,
    /// Whether it is as published, or else as loaded.
    pub(super) published: bool,
    /// Which of several lists of this name: a hash of the record that holds it.
    of: u64,
}

impl Name {
    /// Of a list of what was loaded.
    pub fn loaded(list: &'static str) -> Self {
        Name { list, ..Name::default() }
    }

    /// Of a list that is derived from what is published.
    pub fn view(list: &'static str) -> Self {
        Name { list, published: true, of: 0 }
    }

    /// Of a list that belongs to a record, the same whether as loaded or as published.
    pub fn within(list: &'static str, record: &impl Hash) -> Self {
        let mut hasher = DefaultHasher::new();
        record.hash(&mut hasher);
        Name { list, published: false, of: hasher.finish() }
    }
}

/// What a question is about.
#[derive(Hash)]
pub(super) enum Of<'k, K: ?Sized> {
    /// What a record holds.
    Record(&'k K),
    /// Whether there is a record.
    Is(&'k K),
    /// Which records there are.
    Names,
    /// Whether there is any.
    Any,
    /// What all records hold.
    All,
}

pub(super) fn question<K: Hash + ?Sized>(name: Name, of: &Of<'_, K>) -> Question {
    let mut hasher = DefaultHasher::new();
    (name, of).hash(&mut hasher);
    hasher.finish()
}

thread_local! {
    static NOTES: RefCell<Option<Vec<Question>>> = const { RefCell::new(None) };
    /// Whether notes are taken: most programs take none, and every record that is looked at asks.
    static TAKEN: Cell<bool> = const { Cell::new(false) };
}

fn with_notes(add: impl FnOnce(&mut Vec<Question>)) {
    if TAKEN.get() {
        NOTES.with_borrow_mut(|notes| notes.as_mut().map(add));
    }
}

pub(super) fn note<K: Hash + ?Sized>(name: Name, of: &Of<'_, K>) {
    with_notes(|notes| notes.push(question(name, of)));
}

/// What is being made follows from more than the records, and must not be kept.
pub fn never_kept() {
    with_notes(|notes| notes.push(NEVER_THE_SAME));
}

/// The questions that were asked while something was made, each once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked(Arc<[Question]>);

impl Asked {
    pub(super) fn questions(&self) -> &[Question] {
        &self.0
    }

    /// Notes these questions as asked once more, by what makes use of what was kept.
    pub fn again(&self) {
        with_notes(|notes| notes.extend_from_slice(&self.0));
    }
}

/// Makes something, and says what was asked meanwhile. What is noted within is noted for what is being made around it too.
pub fn noting<T>(make: impl FnOnce() -> T) -> (T, Asked) {
    let outer = NOTES.replace(Some(Vec::new()));
    let taken = TAKEN.replace(true);
    let made = make();
    TAKEN.set(taken);
    let mut asked = NOTES.replace(outer).unwrap_or_default();
    asked.sort_unstable();
    asked.dedup();
    let asked = Asked(asked.into());
    asked.again();
    (made, asked)
}

/// A value made when it is first asked for, by whatever asks first: what was asked to make it counts as asked by all who use
/// it.
#[derive(Debug)]
pub struct Noted<T>(OnceLock<(Asked, T)>);

impl<T> Default for Noted<T> {
    fn default() -> Self {
        Noted(OnceLock::new())
    }
}

impl<T> Noted<T> {
    /// The value.
    pub fn get(&self, make: impl FnOnce() -> T) -> &T {
        let (asked, value) = self.0.get_or_init(|| {
            let (value, asked) = noting(make);
            (asked, value)
        });
        asked.again();
        value
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ask(list: &'static str) {
        note::<()>(Name::loaded(list), &Of::All);
    }

    #[test]
    fn what_is_asked_within_is_asked_around_it_too() {
        let ((inner, _), outer) = noting(|| {
            ask("plans");
            let (_, inner) = noting(|| ask("papers"));
            (inner, ask("plans"))
        });
        assert_eq!((inner.questions().len(), outer.questions().len()), (1, 2));
        assert!(outer.questions().contains(&inner.questions()[0]));
        ask("plans");
        assert_eq!(noting(|| ()).1, Asked::default());
    }

    #[test]
    fn whoever_uses_a_shared_value_asked_what_it_was_made_of() {
        let shared = Noted::default();
        let (_, first) = noting(|| *shared.get(|| ask("papers")));
        let (_, second) = noting(|| *shared.get(|| ask("meetings")));
        assert_eq!(first, second);
        assert_eq!(first.questions().len(), 1);
    }
}
