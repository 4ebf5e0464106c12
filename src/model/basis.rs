//! How a fact came to be known, and what may stand beside a date.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::scalar::Text;

/// How a date came to be known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum Basis {
    /// The source states it.
    Stated,
    /// It follows from what the source states.
    Inferred,
    /// It comes from outside the papers published here.
    Outside,
}

/// What stands beside a date key: the paper's own words for it, and how it came to be known.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DateNote {
    /// The paper's own words, such as "in due course".
    pub text: Option<Text>,
    /// How the date came to be known.
    pub basis: Option<Basis>,
}
