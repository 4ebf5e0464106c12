//! Lists and values that note what they are asked for (`asked.rs`).

use std::borrow::Cow;
use std::collections::btree_map::{self, BTreeMap, Entry};
use std::hash::Hash;
use std::ops::{Deref, DerefMut};

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Deserializer};

use super::asked::{Name, Of, note};

/// A list by name that notes what it is asked for.
#[derive(Clone, Debug)]
pub struct Tracked<K, V> {
    pub(super) name: Name,
    pub(super) map: BTreeMap<K, V>,
}

impl<K, V> Default for Tracked<K, V> {
    fn default() -> Self {
        Tracked { name: Name::default(), map: BTreeMap::new() }
    }
}

impl<K: Ord + Hash, V> Tracked<K, V> {
    /// A list with what it holds.
    pub fn new(name: Name, map: BTreeMap<K, V>) -> Self {
        Tracked { name, map }
    }

    /// The same, as it is published.
    pub fn publish(&mut self) {
        self.name.published = true;
    }

    /// A record.
    pub fn get(&self, key: &K) -> Option<&V> {
        note(self.name, &Of::Record(key));
        self.map.get(key)
    }

    /// A record, with its key as the list has it.
    pub fn get_key_value(&self, key: &K) -> Option<(&K, &V)> {
        note(self.name, &Of::Record(key));
        self.map.get_key_value(key)
    }

    /// Whether there is a record of this key.
    pub fn contains_key(&self, key: &K) -> bool {
        note(self.name, &Of::Is(key));
        self.map.contains_key(key)
    }

    /// Every record by its key.
    pub fn iter(&self) -> btree_map::Iter<'_, K, V> {
        note::<K>(self.name, &Of::All);
        self.map.iter()
    }

    /// Every record.
    pub fn values(&self) -> btree_map::Values<'_, K, V> {
        note::<K>(self.name, &Of::All);
        self.map.values()
    }

    /// Every key.
    pub fn keys(&self) -> btree_map::Keys<'_, K, V> {
        note::<K>(self.name, &Of::Names);
        self.map.keys()
    }

    /// How many records there are.
    pub fn len(&self) -> usize {
        note::<K>(self.name, &Of::Names);
        self.map.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        note::<K>(self.name, &Of::Any);
        self.map.is_empty()
    }

    /// Adds a record.
    pub fn insert(&mut self, key: K, value: V) -> Option<V> {
        self.map.insert(key, value)
    }

    /// The place of a record, to fill it.
    pub fn entry(&mut self, key: K) -> Entry<'_, K, V> {
        self.map.entry(key)
    }

    /// A record, to change it.
    pub fn get_mut(&mut self, key: &K) -> Option<&mut V> {
        self.map.get_mut(key)
    }

    /// Every record, to change it.
    pub fn values_mut(&mut self) -> btree_map::ValuesMut<'_, K, V> {
        self.map.values_mut()
    }

    /// Keeps some records.
    pub fn retain(&mut self, keep: impl FnMut(&K, &mut V) -> bool) {
        self.map.retain(keep);
    }
}

impl<'t, K, V> IntoIterator for &'t mut Tracked<K, V> {
    type Item = (&'t K, &'t mut V);
    type IntoIter = btree_map::IterMut<'t, K, V>;

    fn into_iter(self) -> Self::IntoIter {
        self.map.iter_mut()
    }
}

impl<'t, K: Ord + Hash, V> IntoIterator for &'t Tracked<K, V> {
    type Item = (&'t K, &'t V);
    type IntoIter = btree_map::Iter<'t, K, V>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// A value that notes whenever it is looked at.
#[derive(Debug, Default)]
pub struct Watched<T> {
    pub(super) name: Name,
    pub(super) value: T,
}

impl<T> Watched<T> {
    /// A value to be watched.
    pub fn new(name: Name, value: T) -> Self {
        Watched { name, value }
    }

    /// The same, as it is published.
    pub fn publish(&mut self) {
        self.name.published = true;
    }

    /// The value of which one part alone is looked at: `key` names that part, and whoever asks looks at nothing else.
    pub fn part(&self, key: &(impl Hash + ?Sized)) -> &T {
        note(self.name, &Of::Record(key));
        &self.value
    }

    /// The value, where what is looked at in it was noted already.
    pub(super) fn quietly(&self) -> &T {
        &self.value
    }
}

impl<T> From<T> for Watched<T> {
    fn from(value: T) -> Self {
        Watched { name: Name::default(), value }
    }
}

impl<T> Deref for Watched<T> {
    type Target = T;

    fn deref(&self) -> &T {
        note::<()>(self.name, &Of::All);
        &self.value
    }
}

impl<T> DerefMut for Watched<T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.value
    }
}

impl<T: Clone> Clone for Watched<T> {
    fn clone(&self) -> Self {
        Watched { name: self.name, value: T::clone(self) }
    }
}

impl<T: PartialEq> PartialEq for Watched<T> {
    fn eq(&self, other: &Self) -> bool {
        T::eq(self, other)
    }
}

impl<'w, T> IntoIterator for &'w Watched<T>
where
    &'w T: IntoIterator,
{
    type Item = <&'w T as IntoIterator>::Item;
    type IntoIter = <&'w T as IntoIterator>::IntoIter;

    fn into_iter(self) -> Self::IntoIter {
        Deref::deref(self).into_iter()
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Watched<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::deserialize(deserializer).map(Watched::from)
    }
}

impl<T: JsonSchema> JsonSchema for Watched<T> {
    fn inline_schema() -> bool {
        T::inline_schema()
    }

    fn schema_name() -> Cow<'static, str> {
        T::schema_name()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        T::json_schema(generator)
    }
}
