//! `site.toml`: the site as a whole.

use schemars::JsonSchema;
use serde::Deserialize;

use super::date::Date;
use super::extra::Extra;
use super::form::{Colour, Count, EmailAddress, Language};
use super::record::Dated;
use super::scalar::{Id, ItemId, Text, YesNo, given};
use super::shape::{List, Table};
use super::site_address::SiteAddress;
use super::source::Sources;

/// Two colours of the council.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Brand {
    /// The main colour, such as `#1d4f76`.
    pub primary: Colour,
    /// The second colour.
    pub accent: Colour,
}

/// Whom to write to about the site.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// Name of the team.
    pub name: Text,
    /// E-mail address.
    #[serde(default, deserialize_with = "given")]
    pub email: Option<EmailAddress>,
    /// Telephone number.
    #[serde(default, deserialize_with = "given")]
    pub phone: Option<Text>,
    /// Postal address.
    #[serde(default, deserialize_with = "given")]
    pub address: Option<Text>,
}

/// Spans of time by which the site judges.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Review {
    /// Days before its due date from which an item is due soon; 30 where nothing is written.
    #[serde(default, deserialize_with = "given")]
    pub due_soon_days: Option<Count>,
    /// Days without a word after which an item is stale; 120 where nothing is written.
    #[serde(default, deserialize_with = "given")]
    pub stale_after_days: Option<Count>,
    /// Months within which a response is expected; 2 where nothing is written.
    #[serde(default, deserialize_with = "given")]
    pub reply_within_months: Option<Count>,
}

/// What a rating step means for the reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum Means {
    /// As it should be.
    Good,
    /// To be watched.
    Watch,
    /// Not as it should be.
    Bad,
    /// No longer rated.
    Closed,
}

/// One step of a rating scheme.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RatingStep {
    /// Its id in the scheme.
    pub id: ItemId,
    /// What it is called.
    pub label: Text,
    /// How the council defines it.
    pub definition: Text,
    /// What it means for the reader.
    pub means: Means,
}

/// Who rates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum UsedBy {
    /// Officers.
    Officers,
    /// Members.
    Members,
}

/// What is rated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum AppliesTo {
    /// Whether it is done.
    Delivery,
    /// Whether it helps.
    Impact,
    /// A figure.
    Measure,
}

/// A rating scheme with the council's own definitions.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RatingScheme {
    /// What it is called.
    pub label: Text,
    /// Who rates.
    #[serde(default, deserialize_with = "given")]
    pub used_by: Option<UsedBy>,
    /// What is rated.
    #[serde(default, deserialize_with = "given")]
    pub applies_to: Option<AppliesTo>,
    /// Where the council defines it.
    #[serde(default)]
    pub source: Sources,
    /// Its steps.
    pub steps: List<RatingStep>,
}

/// How far the site meets the accessibility standard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum Compliance {
    /// Fully.
    Full,
    /// In part.
    Partial,
    /// Not.
    None,
}

/// The part of the United Kingdom whose enforcement body is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum Enforcement {
    /// England.
    England,
    /// Scotland.
    Scotland,
    /// Wales.
    Wales,
    /// Northern Ireland.
    NorthernIreland,
}

/// A part of the site that is not accessible.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Problem {
    /// What does not work.
    pub text: Text,
    /// The criterion of WCAG 2.2 it fails.
    pub criterion: Text,
    /// What can be used instead (regulation 8(4)(b)).
    #[serde(default, deserialize_with = "given")]
    pub alternative: Option<Text>,
    /// When it is to be mended.
    #[serde(default, deserialize_with = "given")]
    pub fix_by: Option<Date>,
}

/// What the accessibility statement says (SI 2018/952, regulation 8).
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Accessibility {
    /// How far the site meets the standard.
    pub compliance: Compliance,
    /// When the statement was prepared.
    pub prepared: Date,
    /// When it was last reviewed.
    pub reviewed: Date,
    /// How the site was tested.
    pub method: Text,
    /// What does not work.
    #[serde(default)]
    pub problems: List<Problem>,
    /// What would be a disproportionate burden.
    #[serde(default, deserialize_with = "given")]
    pub burden: Option<Text>,
    /// What is outside the scope of the regulations.
    #[serde(default, deserialize_with = "given")]
    pub outside_scope: Option<Text>,
    /// Whose enforcement body is named.
    pub enforcement: Enforcement,
    /// Whether a public sector body runs the site; yes where nothing is written. The regulations bind no one else, so
    /// nobody else may say that they are kept by law.
    #[serde(default, deserialize_with = "given")]
    pub public_body: Option<YesNo>,
}

impl Accessibility {
    /// Whether the regulations bind who runs the site.
    pub fn is_public_body(&self) -> bool {
        self.public_body.is_none_or(|answer| answer.0)
    }

    /// Whether an exemption is claimed: a disproportionate burden, or content outside the scope of the regulations.
    /// Statements often say "None." there, which claims nothing.
    pub fn claims_exemption(&self) -> bool {
        [&self.burden, &self.outside_scope].into_iter().flatten().any(|text| claims(&text.0))
    }
}

/// Whether a text says more than that there is nothing.
fn claims(text: &str) -> bool {
    let plain = text.trim().trim_end_matches('.').to_lowercase();
    !["", "no", "none", "none claimed", "none is claimed", "nothing", "n/a", "not applicable", "not claimed"]
        .contains(&plain.as_str())
}

/// Days on which no council works.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Calendar {
    /// Bank holidays added to the built-in table for England.
    #[serde(default)]
    pub bank_holidays: List<Date>,
}

/// The keys of `site.toml`.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SiteKeys {
    /// The site's title.
    pub title: Text,
    /// The council it is about.
    pub council: Text,
    /// What it is about, in a sentence.
    pub description: Text,
    /// The language of its texts; `en-GB` where nothing is written.
    #[serde(default, deserialize_with = "given")]
    pub language: Option<Language>,
    /// Who publishes it, where that is not the council.
    #[serde(default, deserialize_with = "given")]
    pub publisher: Option<Text>,
    /// A sentence shown on every page.
    #[serde(default, deserialize_with = "given")]
    pub notice: Option<Text>,
    /// The date every view is read at; `--as-at` wins; without either, today.
    #[serde(default, deserialize_with = "given")]
    pub as_at: Option<Date>,
    /// The address the site is published at, for what must be absolute.
    #[serde(default, deserialize_with = "given")]
    pub base_url: Option<SiteAddress>,
    /// The theme; `default` where nothing is written.
    #[serde(default, deserialize_with = "given")]
    pub theme: Option<Id>,
    /// A logo, a file under `content/files/`.
    #[serde(default, deserialize_with = "given")]
    pub logo: Option<Text>,
    /// Two colours of the council.
    #[serde(default, deserialize_with = "given")]
    pub brand: Option<Brand>,
    /// Whom to write to.
    #[serde(default, deserialize_with = "given")]
    pub contact: Option<Contact>,
    /// Spans of time by which the site judges.
    #[serde(default, deserialize_with = "given")]
    pub review: Option<Review>,
    /// Rating schemes with the council's own definitions.
    #[serde(default)]
    pub ratings: Table<Id, RatingScheme>,
    /// What the accessibility statement says.
    #[serde(default, deserialize_with = "given")]
    pub accessibility: Option<Accessibility>,
    /// Days on which no council works.
    #[serde(default, deserialize_with = "given")]
    pub calendar: Option<Calendar>,
    /// Kinds of pages that the site does without; none where nothing is written.
    #[serde(default)]
    pub leave_out: List<Extra>,
    /// Silenced warnings about the site as a whole.
    #[serde(default)]
    pub allow: List<super::record::Allow>,
}

/// `site.toml`.
pub type Site = Dated<SiteKeys>;

impl SiteKeys {
    /// Whether the site has a kind of pages that it could do without.
    pub fn has(&self, extra: Extra) -> bool {
        !self.leave_out.contains(&extra)
    }

    /// Days before its due date from which an item is due soon.
    pub fn due_soon_days(&self) -> i64 {
        self.review.as_ref().and_then(|r| r.due_soon_days).map_or(30, |days| i64::from(days.0))
    }

    /// Days without a word after which an item is stale.
    pub fn stale_after_days(&self) -> i64 {
        self.review.as_ref().and_then(|r| r.stale_after_days).map_or(120, |days| i64::from(days.0))
    }

    /// Months within which a recommendation of scrutiny is to be answered; two where nothing is written.
    pub fn reply_within_months(&self) -> u32 {
        self.review.as_ref().and_then(|r| r.reply_within_months.as_ref()).map_or(2, |months| months.0)
    }

    /// Whether the law of England is counted by: the accessibility statement names no other country.
    pub fn is_of_england(&self) -> bool {
        self.accessibility.as_ref().is_none_or(|a| a.enforcement == Enforcement::England)
    }
}
