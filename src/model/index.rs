//! Finds an entry of a list by its id in a time that does not grow with the list. The index is made when it is first asked
//! and forgotten by a copy, since copies are what editions are pruned from.

use std::collections::HashMap;
use std::sync::OnceLock;

/// What is found in a record when it is first asked for, and forgotten by a copy.
#[derive(Debug)]
pub struct Kept<T>(OnceLock<T>);

impl<T> Default for Kept<T> {
    fn default() -> Self {
        Kept(OnceLock::new())
    }
}

impl<T> Clone for Kept<T> {
    fn clone(&self) -> Self {
        Kept::default()
    }
}

impl<T> Kept<T> {
    /// What was found, or is now.
    pub(super) fn get(&self, find: impl FnOnce() -> T) -> &T {
        self.0.get_or_init(find)
    }
}

/// The positions of a list's entries in the order of their keys, so that a list of thousands is not looked through for each.
#[derive(Clone, Debug, Default)]
pub struct Sorted(Kept<Box<[usize]>>);

impl Sorted {
    /// Shorter lists are looked through.
    const FEW: usize = 8;

    /// All entries with a key, in the order of the list. A list that was cut short after it was first asked is looked through.
    pub(super) fn all<'l, T, K: Ord + ?Sized>(
        &self,
        list: &'l [T],
        key: impl Fn(&T) -> &K + Copy,
        of: &K,
    ) -> impl Iterator<Item = &'l T> {
        let mut whole = list;
        let mut found = &[][..];
        let sorted = (list.len() > Self::FEW).then(|| {
            self.0.get(|| {
                let mut positions: Box<[usize]> = (0..list.len()).collect();
                positions.sort_by(|a, b| list.get(*a).map(key).cmp(&list.get(*b).map(key)));
                positions
            })
        });
        if let Some(sorted) = sorted.filter(|sorted| sorted.len() == list.len()) {
            let before = |position: &usize| list.get(*position).is_some_and(|entry| key(entry) < of);
            found = sorted.get(sorted.partition_point(before)..).unwrap_or_default();
            whole = &[];
        }
        let is_of = move |entry: &&T| key(entry) == of;
        let of_sorted = found.iter().filter_map(|position| list.get(*position)).take_while(is_of);
        of_sorted.chain(whole.iter().filter(is_of))
    }
}

/// Where the entries of a list stand, by id; the first of two with one id counts.
#[derive(Debug)]
pub struct Index<P>(OnceLock<HashMap<String, P>>);

impl<P> Default for Index<P> {
    fn default() -> Self {
        Index(OnceLock::new())
    }
}

impl<P> Clone for Index<P> {
    fn clone(&self) -> Self {
        Index::default()
    }
}

impl<P: Copy> Index<P> {
    /// Where an entry stood when the index was made; `entries` gives all ids with their positions.
    pub(super) fn find<'e, E>(&self, id: &str, entries: impl FnOnce() -> E) -> Option<P>
    where
        E: Iterator<Item = (&'e str, P)>,
    {
        let made = || {
            let mut positions = HashMap::new();
            for (id, position) in entries() {
                positions.entry(id.to_owned()).or_insert(position);
            }
            positions
        };
        self.0.get_or_init(made).get(id).copied()
    }
}
