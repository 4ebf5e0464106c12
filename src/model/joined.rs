//! Shared keys beside a record's own, and `…_text` and `…_basis` beside any date key, without flattening, which would
//! lose the source text of numbers.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, Error, IntoDeserializer, MapAccess, Visitor};
use serde::forward_to_deserialize_any;

use super::basis::{Basis, DateNote};
use super::scalar::Text;

/// Keys shared by several kinds of record, all optional.
pub trait Part: Default + JsonSchema {
    /// Those of its keys that are dates.
    const DATES: &'static [&'static str];

    /// Takes the value of a key of its own from the map; false, and nothing taken, where the key is not its own.
    ///
    /// # Errors
    /// A value that cannot be read, or a key given twice.
    fn take<'de, A: MapAccess<'de>>(&mut self, key: &str, map: &mut A) -> Result<bool, A::Error>;
}

/// Reads one optional key of a part.
pub(crate) fn set<'de, T: Deserialize<'de>, A: MapAccess<'de>>(
    slot: &mut Option<T>,
    key: &'static str,
    map: &mut A,
) -> Result<(), A::Error> {
    if slot.is_some() {
        return Err(A::Error::duplicate_field(key));
    }
    *slot = Some(map.next_value()?);
    Ok(())
}

/// A record's own keys `T` together with the shared keys `P`.
#[derive(Clone, Debug, PartialEq)]
pub struct Joined<P, T> {
    /// The shared keys.
    pub part: P,
    /// The record's own keys.
    pub own: T,
    notes: BTreeMap<String, DateNote>,
}

impl<P, T> Joined<P, T> {
    /// The same record with other keys; what stands beside its dates stays.
    pub(crate) fn with(&self, part: P, own: T) -> Self {
        Joined { part, own, notes: self.notes.clone() }
    }

    /// Whether another record holds the same, as far as the caller compares their own keys.
    pub(super) fn same(&self, other: &Self, own: impl Fn(&T, &T) -> bool) -> bool
    where
        P: PartialEq,
    {
        self.part == other.part && self.notes == other.notes && own(&self.own, &other.own)
    }

    /// What stands beside one of this layer's date keys.
    pub fn note(&self, date_key: &str) -> Option<&DateNote> {
        self.notes.get(date_key)
    }
}

impl<P, T> std::ops::Deref for Joined<P, T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.own
    }
}

impl<P, T> std::ops::DerefMut for Joined<P, T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.own
    }
}

/// Every key of a record's own that is a date. A key of this name in a record's own keys may have `…_text` and
/// `…_basis` beside it.
const DATE_KEYS: &[&str] = &[
    "date",
    "made",
    "requested",
    "fieldwork",
    "published",
    "received",
    "forwarded",
    "period",
    "notice_published",
];

/// Splits `due_text` into `due` and whether the basis is meant.
fn note_key(key: &str) -> Option<(&str, bool)> {
    key.strip_suffix("_text")
        .map(|stem| (stem, false))
        .or(key.strip_suffix("_basis").map(|stem| (stem, true)))
}

struct JoinedVisitor<P, T>(PhantomData<(P, T)>);

impl<'de, P: Part, T: Deserialize<'de>> Visitor<'de> for JoinedVisitor<P, T> {
    type Value = Joined<P, T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a record with keys")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Joined<P, T>, A::Error> {
        let mut part = P::default();
        let mut notes = BTreeMap::new();
        let own = T::deserialize(Rest { map, part: &mut part, notes: &mut notes })?;
        Ok(Joined { part, own, notes })
    }
}

impl<'de, P: Part, T: Deserialize<'de>> Deserialize<'de> for Joined<P, T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(JoinedVisitor(PhantomData))
    }
}

/// Hands the keys on that are not the part's.
struct Rest<'p, A, P> {
    map: A,
    part: &'p mut P,
    notes: &'p mut BTreeMap<String, DateNote>,
}

impl<'de, A: MapAccess<'de>, P: Part> Deserializer<'de> for Rest<'_, A, P> {
    type Error = A::Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, A::Error> {
        visitor.visit_map(Splitter { rest: self, fields: &[] })
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, A::Error> {
        visitor.visit_map(Splitter { rest: self, fields })
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit
        unit_struct newtype_struct seq tuple tuple_struct map enum identifier ignored_any
    }
}

struct Splitter<'p, A, P> {
    rest: Rest<'p, A, P>,
    fields: &'static [&'static str],
}

impl<'de, A: MapAccess<'de>, P: Part> Splitter<'_, A, P> {
    /// Takes `due_text` and `due_basis` where this layer has a date key `due`.
    fn take_note(&mut self, key: &str) -> Result<bool, A::Error> {
        let Some((stem, is_basis)) = note_key(key) else { return Ok(false) };
        let own = self.fields.contains(&stem) && DATE_KEYS.contains(&stem);
        if !own && !P::DATES.contains(&stem) {
            return Ok(false);
        }
        let note = self.rest.notes.entry(stem.to_owned()).or_default();
        if is_basis {
            set(&mut note.basis, "basis", &mut self.rest.map)?
        } else {
            set(&mut note.text, "text", &mut self.rest.map)?
        }
        Ok(true)
    }
}

impl<'de, A: MapAccess<'de>, P: Part> MapAccess<'de> for Splitter<'_, A, P> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, A::Error> {
        while let Some(key) = self.rest.map.next_key::<String>()? {
            let taken = self.rest.part.take(&key, &mut self.rest.map)? || self.take_note(&key)?;
            if !taken {
                return seed.deserialize(key.into_deserializer()).map(Some);
            }
        }
        Ok(None)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, A::Error> {
        self.rest.map.next_value_seed(seed)
    }
}

impl<P: Part, T: JsonSchema> JsonSchema for Joined<P, T> {
    fn schema_name() -> Cow<'static, str> {
        let part = P::schema_name();
        if part == "Nothing" {
            T::schema_name() + "Dated"
        } else {
            format!("{}With{part}", T::schema_name()).into()
        }
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let mut schema = T::json_schema(generator);
        let shared = P::json_schema(generator);
        let text = Text::json_schema(generator).to_value();
        let basis = Basis::json_schema(generator).to_value();
        let shared = shared.get("properties").and_then(|p| p.as_object()).cloned().unwrap_or_default();
        let properties = schema.ensure_object().entry("properties").or_insert_with(|| serde_json::json!({}));
        let Some(properties) = properties.as_object_mut() else { return schema };
        let own: Vec<String> =
            properties.keys().filter(|k| DATE_KEYS.contains(&k.as_str())).cloned().collect();
        let dates = own.iter().map(String::as_str).chain(P::DATES.iter().copied());
        let notes: Vec<_> = dates
            .filter(|stem| is_date(properties.get(*stem).or(shared.get(*stem))))
            .flat_map(|stem| {
                [(format!("{stem}_text"), text.clone()), (format!("{stem}_basis"), basis.clone())]
            })
            .collect();
        properties.extend(shared);
        properties.extend(notes);
        schema
    }
}

/// Whether a key's schema is that of a date.
fn is_date(schema: Option<&serde_json::Value>) -> bool {
    schema.and_then(|s| s.get("format")).is_some_and(|f| f == "date")
}
