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
