//! The shapes in which values may be written besides a single scalar: lists, one-or-many, a short form beside a
//! long one, and tables whose keys the author chooses. Each refuses what serde would let pass silently.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt;
use std::marker::PhantomData;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::value::{MapAccessDeserializer, StrDeserializer};
use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::index::Sorted;
use super::scalar::Written;
use crate::diagnostic::Slip;

/// What a loader that has only a number says where the digits as written matter; the file is then
/// loaded from its marked tree, which keeps every scalar's own text.
pub(crate) const NEEDS_ITS_TEXT: &str = "a number whose own digits are needed";

/// A list; written with nothing behind it, it is a fault and not an empty list.
#[derive(Clone, Debug, PartialEq)]
pub struct List<T>(pub Vec<T>);

impl<T> Default for List<T> {
    fn default() -> Self {
        List(Vec::new())
    }
}

impl<T> std::ops::Deref for List<T> {
    type Target = Vec<T>;

    fn deref(&self) -> &Vec<T> {
        &self.0
    }
}

impl<'a, T> IntoIterator for &'a List<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

struct ListVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for ListVisitor<T> {
    type Value = List<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<List<T>, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        // Room is made for several entries at once, and most lists have one: a site has hundreds of thousands of them.
        list.shrink_to_fit();
        Ok(List(list))
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for List<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ListVisitor(PhantomData))
    }
}

impl<T: JsonSchema> JsonSchema for List<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("ListOf{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        Vec::<T>::json_schema(generator)
    }
}

/// One value, or a list of them.
#[derive(Clone, Debug, PartialEq)]
pub struct Many<T>(pub Vec<T>);

impl<T> std::ops::Deref for Many<T> {
    type Target = Vec<T>;

    fn deref(&self) -> &Vec<T> {
        &self.0
    }
}

impl<T> Default for Many<T> {
    fn default() -> Self {
        Many(Vec::new())
    }
}

struct ManyVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for ManyVisitor<T> {
    type Value = Many<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("one value or a list")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Many<T>, E> {
        T::deserialize(StrDeserializer::new(text)).map(|one| Many(vec![one]))
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<Many<T>, E> {
        Err(E::custom(NEEDS_ITS_TEXT))
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<Many<T>, E> {
        Err(E::custom(NEEDS_ITS_TEXT))
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<Many<T>, E> {
        Err(E::custom(NEEDS_ITS_TEXT))
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<Many<T>, E> {
        Err(E::custom(NEEDS_ITS_TEXT))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Many<T>, A::Error> {
        T::deserialize(MapAccessDeserializer::new(map)).map(|one| Many(vec![one]))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, items: A) -> Result<Many<T>, A::Error> {
        ListVisitor(PhantomData).visit_seq(items).map(|list| Many(list.0))
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Many<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ManyVisitor(PhantomData))
    }
}

impl<T: JsonSchema> JsonSchema for Many<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("OneOrMany{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let one = generator.subschema_for::<T>();
        json_schema!({"anyOf": [one, {"type": "array", "items": one}]})
    }
}

/// A value with a short form, written as one scalar, and a long form with keys of its own.
pub trait ShortOrLong: Sized {
    /// The long form.
    type Long: for<'de> Deserialize<'de> + JsonSchema + Into<Self>;
    /// What reads the short form; also names it in the schema.
    type Short: Written + JsonSchema + Into<Self>;
}

struct ShortOrLongVisitor<T>(PhantomData<T>);

impl<'de, T: ShortOrLong> Visitor<'de> for ShortOrLongVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a short form or keys")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        T::Short::read(text).map(Into::into).map_err(E::custom)
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<T, E> {
        Err(E::custom(NEEDS_ITS_TEXT))
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<T, E> {
        Err(E::custom(NEEDS_ITS_TEXT))
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<T, E> {
        Err(E::custom(NEEDS_ITS_TEXT))
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<T, E> {
        Err(E::custom(NEEDS_ITS_TEXT))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        T::Long::deserialize(MapAccessDeserializer::new(map)).map(Into::into)
    }
}

/// Loads a value in its short or long form.
pub(crate) fn short_or_long<'de, T: ShortOrLong, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    deserializer.deserialize_any(ShortOrLongVisitor(PhantomData))
}

/// The schema of a value with a short and a long form.
pub(crate) fn short_or_long_schema<T: ShortOrLong>(generator: &mut SchemaGenerator) -> Schema {
    let short = generator.subschema_for::<T::Short>();
    let long = generator.subschema_for::<T::Long>();
    json_schema!({"anyOf": [short, long]})
}

/// Values under keys the author chooses, in the order written; a key given twice is a fault.
#[derive(Clone, Debug)]
pub struct Table<K, V>(pub Vec<(K, V)>, Sorted);

impl<K: PartialEq, V: PartialEq> PartialEq for Table<K, V> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}

impl<K, V> Default for Table<K, V> {
    fn default() -> Self {
        Table::from(Vec::new())
    }
}

impl<K, V> From<Vec<(K, V)>> for Table<K, V> {
    fn from(entries: Vec<(K, V)>) -> Self {
        Table(entries, Sorted::default())
    }
}

impl<K, V> std::ops::Deref for Table<K, V> {
    type Target = Vec<(K, V)>;

    fn deref(&self) -> &Vec<(K, V)> {
        &self.0
    }
}

impl<K: Ord, V> Table<K, V> {
    /// The value under a key.
    pub fn get(&self, key: &K) -> Option<&V> {
        self.1.all(&self.0, |(k, _)| k, key).next().map(|(_, v)| v)
    }
}

struct TableVisitor<K, V>(PhantomData<(K, V)>);

impl<'de, K: Written + Clone + Ord, V: Deserialize<'de>> Visitor<'de> for TableVisitor<K, V> {
    type Value = Table<K, V>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("keys with values")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Table<K, V>, A::Error> {
        let mut table = Table::default();
        let mut seen = BTreeSet::new();
        while let Some(key) = map.next_key::<String>()? {
            let key = K::read(&key).map_err(|slip: Slip| A::Error::custom(slip))?;
            if !seen.insert(key.clone()) {
                return Err(A::Error::custom("a key given twice"));
            }
            table.0.push((key, map.next_value()?));
        }
        table.0.shrink_to_fit();
        Ok(table)
    }
}

impl<'de, K: Written + Clone + Ord, V: Deserialize<'de>> Deserialize<'de> for Table<K, V> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(TableVisitor(PhantomData))
    }
}

impl<K: Written, V: JsonSchema> JsonSchema for Table<K, V> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("TableOf{}", V::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let value = generator.subschema_for::<V>();
        json_schema!({"type": "object", "propertyNames": {"format": K::FORM}, "additionalProperties": value})
    }
}
