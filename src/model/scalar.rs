//! The single values an author writes: texts, ids, references, numbers and yes-or-no answers. Each is read from
//! the source text itself, so that `1.10` stays `1.10` and `No` stays `No`, by one function that both
//! the loader and the explainer of faults use.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, Visitor};

use crate::diagnostic::{Code, Slip};

/// A value written as one scalar.
pub trait Written: Sized {
    /// The name of this form of writing in the schema of the keys.
    const FORM: &'static str;

    /// The value, or what is wrong with the text.
    ///
    /// # Errors
    /// The slip names the fault and shows what to write.
    fn read(text: &str) -> Result<Self, Slip>;
}

struct ScalarVisitor<T>(std::marker::PhantomData<T>);

impl<T: Written> Visitor<'_> for ScalarVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(T::FORM)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        T::read(text).map_err(E::custom)
    }
}

/// Reads a scalar from its source text.
pub(crate) fn written<'de, T: Written, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_str(ScalarVisitor(std::marker::PhantomData))
}

/// Gives types that are written as one scalar their loading and their schema.
macro_rules! written_scalars {
    ($($name:ident),+ $(,)?) => { $(
        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::model::scalar::written(deserializer)
            }
        }

        impl schemars::JsonSchema for $name {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({
                    "type": "string",
                    "format": <$name as $crate::model::scalar::Written>::FORM
                })
            }
        }
    )+ };
}
pub(crate) use written_scalars;

/// Reads an optional key that, once written, must have a value: `due:` with nothing behind it is a fault.
pub(crate) fn given<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<T>, D::Error> {
    T::deserialize(deserializer).map(Some)
}

/// Words that are not empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Text(pub String);

/// The id of a record: its file's stem, or the `id` in a list. It becomes part of an address.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(pub String);

/// The reference of a recommendation, resolution or finding, or the id of an action or measure.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ItemId(pub String);

/// A place in a paper: a numbered paragraph (`p11`, `p1.1`), its item (`p3A`), a block marked `{#name}` or a finding.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Anchor(pub String);

/// A plan, or an action, recommendation or measure of a plan: `PLAN` or `PLAN/ID`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ItemRef {
    /// The plan.
    pub plan: Id,
    /// The record in it; none means the plan as a whole.
    pub item: Option<ItemId>,
}

/// A resolution of a meeting: `MEETING/REF`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ResolutionRef {
    /// The meeting.
    pub meeting: Id,
    /// The resolution's reference.
    pub resolution: ItemId,
}

/// What a recommendation answers: a finding `PAPER#REF`, or a recommendation `PLAN/REF`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AnswerRef {
    /// A finding or paragraph of a paper.
    Finding(Id, Anchor),
    /// A recommendation of a plan.
    Recommendation(ItemRef),
}

/// A number with the digits its author wrote.
#[derive(Clone, Debug, PartialEq)]
pub struct Number {
    /// As written, such as `15.50`.
    pub text: String,
    /// Its value.
    pub value: f64,
}

/// `yes` or `no` (`true` and `false` mean the same).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct YesNo(pub bool);

/// An answer in a paper's header box.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Yes.
    Yes,
    /// No.
    No,
    /// The paper does not say; never shown as "no".
    NotStated,
    /// In words, such as the names of wards.
    Words(String),
}

written_scalars!(Text, Id, ItemId, Anchor, ItemRef, ResolutionRef, AnswerRef, Number, YesNo, Answer);

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for ItemId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn not_empty(text: &str) -> Result<&str, Slip> {
    match text.trim() {
        "" | "~" | "null" => Err(Slip::new(
            Code::EmptyValue,
            "nothing is written here",
            "write the value after the colon, or take the whole line out",
        )),
        trimmed => Ok(trimmed),
    }
}

fn well_formed(
    text: &str,
    what: &str,
    first: fn(char) -> bool,
    rest: fn(char) -> bool,
    help: &str,
) -> Result<(), Slip> {
    let mut letters = text.chars();
    let good = letters.next().is_some_and(first) && letters.all(rest);
    if good && text.len() <= 100 {
        Ok(())
    } else {
        Err(Slip::new(Code::BadId, format!("`{text}` is not {what}"), help))
    }
}

/// The longest text of one value, in bytes: what is longer is a paper of its own.
const LONGEST_TEXT: usize = 100_000;

impl Written for Text {
    const FORM: &'static str = "text";

    fn read(text: &str) -> Result<Self, Slip> {
        let text = not_empty(text)?;
        if text.len() > LONGEST_TEXT {
            let message =
                format!("this text is {} KB long, and one value holds at most 100 KB", text.len() / 1000);
            return Err(Slip::new(
                Code::BadValue,
                message,
                "put a long text in a paper, content/papers/ID.md",
            ));
        }
        Ok(Text(text.to_owned()))
    }
}

const ID_HELP: &str = "use small letters a to z, digits and hyphens, such as focused-visit-2021";

impl Written for Id {
    const FORM: &'static str = "id";

    fn read(text: &str) -> Result<Self, Slip> {
        let text = not_empty(text)?;
        let first = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
        let rest = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        well_formed(text, "an id", first, rest, ID_HELP)?;
        Ok(Id(text.to_owned()))
    }
}

impl Written for ItemId {
    const FORM: &'static str = "reference";

    fn read(text: &str) -> Result<Self, Slip> {
        let text = not_empty(text)?;
        let rest = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '.';
        let help = "use letters, digits, full stops and hyphens, such as A1 or 2.3; \
                    a reference with other signs goes to `cited_as`";
        well_formed(text, "a reference", |c| c.is_ascii_alphanumeric(), rest, help)?;
        if text.ends_with('.') {
            return Err(Slip::new(Code::BadId, format!("`{text}` ends with a full stop"), help));
        }
        Ok(ItemId(text.to_owned()))
    }
}

impl Written for Anchor {
    const FORM: &'static str = "anchor";

    fn read(text: &str) -> Result<Self, Slip> {
        let text = not_empty(text)?;
        let rest = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '.';
        let help = "write p and the paragraph's number, such as p11, p1.1 or p3A, or the name of a block marked {#name}";
        well_formed(text, "an anchor", |c| c.is_ascii_alphanumeric(), rest, help)?;
        Ok(Anchor(text.to_owned()))
    }
}

impl Written for ItemRef {
    const FORM: &'static str = "item-reference";

    fn read(text: &str) -> Result<Self, Slip> {
        let text = not_empty(text)?;
        match text.split_once('/') {
            None => {
                let of_action = |mut slip: Slip| {
                    if ItemId::read(text).is_ok() {
                        slip.help = format!("write the plan's id, a slash and the action's: PLAN/{text}");
                    }
                    slip
                };
                Ok(ItemRef { plan: Id::read(text).map_err(of_action)?, item: None })
            }
            Some((plan, item)) => Ok(ItemRef { plan: Id::read(plan)?, item: Some(ItemId::read(item)?) }),
        }
    }
}

impl Written for ResolutionRef {
    const FORM: &'static str = "resolution-reference";

    fn read(text: &str) -> Result<Self, Slip> {
        let text = not_empty(text)?;
        let Some((meeting, resolution)) = text.split_once('/') else {
            return Err(Slip::new(
                Code::BadId,
                format!("`{text}` does not name a resolution"),
                "write the meeting's id, a slash and the resolution's reference, such as 2022-07/b",
            ));
        };
        Ok(ResolutionRef { meeting: Id::read(meeting)?, resolution: ItemId::read(resolution)? })
    }
}

impl Written for AnswerRef {
    const FORM: &'static str = "answer-reference";

    fn read(text: &str) -> Result<Self, Slip> {
        let text = not_empty(text)?;
        match text.split_once('#') {
            Some((paper, anchor)) => Ok(AnswerRef::Finding(Id::read(paper)?, Anchor::read(anchor)?)),
            None => Ok(AnswerRef::Recommendation(ItemRef::read(text)?)),
        }
    }
}

impl Written for Number {
    const FORM: &'static str = "number";

    fn read(text: &str) -> Result<Self, Slip> {
        let text = not_empty(text)?;
        let plain = text.chars().all(|c| c.is_ascii_digit() || c == '.' || c == '-');
        match text.parse::<f64>() {
            Ok(value) if plain => Ok(Number { text: text.to_owned(), value }),
            _ => Err(Slip::new(
                Code::BadNumber,
                format!("`{text}` is not a number"),
                "write digits with a full stop for decimals and no thousands comma, such as 1250 or 15.50; \
                 words go to `text`, the unit to the measure's `unit`",
            )),
        }
    }
}

impl Written for YesNo {
    const FORM: &'static str = "yes-or-no";

    fn read(text: &str) -> Result<Self, Slip> {
        match not_empty(text)?.to_ascii_lowercase().as_str() {
            "yes" | "true" => Ok(YesNo(true)),
            "no" | "false" => Ok(YesNo(false)),
            _ => Err(Slip::new(Code::BadWord, format!("`{text}` is neither yes nor no"), "write yes or no")),
        }
    }
}

impl Written for Answer {
    const FORM: &'static str = "answer";

    fn read(text: &str) -> Result<Self, Slip> {
        let text = not_empty(text)?;
        Ok(match text.to_ascii_lowercase().as_str() {
            "yes" | "true" => Answer::Yes,
            "no" | "false" => Answer::No,
            "not_stated" | "not stated" => Answer::NotStated,
            _ => Answer::Words(text.to_owned()),
        })
    }
}
