//! Values made of a site's records, kept from one build to the next for as long as every question that was asked while they
//! were made has the same answer.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::asked::{Asked, noting};
use super::changed::Changed;

/// Values by what they are made for. One that keeps nothing makes all of them anew, and takes no notes.
#[derive(Clone, Debug)]
pub struct Memo<K, V> {
    keeps: bool,
    made: BTreeMap<K, (Asked, V)>,
}

impl<K, V> Memo<K, V> {
    /// A memo that keeps what it makes, or one that does not.
    pub fn new(keeps: bool) -> Self {
        Memo { keeps, made: BTreeMap::new() }
    }
}

impl<K: Ord + Clone + Send + Sync, V: Clone + Send + Sync> Memo<K, V> {
    /// The values of these keys, in their order: those kept whose questions have the same answers, and the others made, on
    /// several threads. What is made for another key is not kept any longer.
    pub fn all(&mut self, keys: Vec<K>, changed: &Changed, make: impl Fn(&K) -> V + Sync) -> Vec<(K, V)> {
        let made = keys.par_iter().map(|key| self.one(key, changed, &make)).collect();
        self.keep(keys, made)
    }

    /// The same, made one after the other on this thread.
    pub fn in_turn(&mut self, keys: Vec<K>, changed: &Changed, make: impl Fn(&K) -> V) -> Vec<(K, V)> {
        let made = keys.iter().map(|key| self.one(key, changed, &make)).collect();
        self.keep(keys, made)
    }

    fn one(&self, key: &K, changed: &Changed, make: impl Fn(&K) -> V) -> (Asked, V) {
        if !self.keeps {
            return (Asked::default(), make(key));
        }
        match self.made.get(key).filter(|(asked, _)| changed.spares(asked)) {
            Some((asked, value)) => (asked.clone(), value.clone()),
            None => {
                let (value, asked) = noting(|| make(key));
                (asked, value)
            }
        }
    }

    fn keep(&mut self, keys: Vec<K>, made: Vec<(Asked, V)>) -> Vec<(K, V)> {
        if !self.keeps {
            return keys.into_iter().zip(made.into_iter().map(|(_, value)| value)).collect();
        }
        let values = keys.iter().cloned().zip(made.iter().map(|(_, value)| value.clone())).collect();
        self.made = keys.into_iter().zip(made).collect();
        values
    }
}
