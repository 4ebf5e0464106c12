//! Papers: reports, minutes, motions, inspection reports, letters and press. Markdown narrative under a header of keys.

use schemars::JsonSchema;
use serde::Deserialize;

use super::date::Date;
use super::form::WebAddress;
use super::record::{Dated, Record};
use super::scalar::{Answer, Id, ItemId, ResolutionRef, Text, given};
use super::shape::{List, Many, Table};
use super::source::{Owners, Sources};

/// What a paper is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum PaperKind {
    /// A report to a body.
    Report,
    /// Minutes.
    Minutes,
    /// A motion.
    Motion,
    /// An inspection report or letter.
    Inspection,
    /// A letter.
    Letter,
    /// A press article.
    Press,
    /// Anything else worth knowing.
    Background,
}

/// How much of a paper is here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum Form {
    /// All of it, in its own words.
    Full,
    /// A summary by the author of this site.
    Summary,
    /// Part of it.
    Extract,
}

/// What a paper asks of the body it goes to.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Ask {
    /// What it asks.
    pub text: Text,
    /// The resolution that decided it, `MEETING/REF`.
    #[serde(default, deserialize_with = "given")]
    pub decision: Option<ResolutionRef>,
}

/// What became of a motion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum MotionResult {
    /// Carried.
    Carried,
    /// Lost.
    Lost,
    /// Carried with amendments.
    CarriedAsAmended,
    /// Referred to another body.
    Referred,
    /// Withdrawn.
    Withdrawn,
    /// No paper here says.
    NotKnown,
}

/// The facts of a motion.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MotionKeys {
    /// Its reference, such as WP1.
    pub reference: Text,
    /// Who submitted it.
    pub submitted_by: Text,
    /// When it was received.
    #[serde(default, deserialize_with = "given")]
    pub received: Option<Date>,
    /// When it was forwarded.
    #[serde(default, deserialize_with = "given")]
    pub forwarded: Option<Date>,
    /// Who moved it.
    #[serde(default, deserialize_with = "given")]
    pub mover: Option<Text>,
    /// Who seconded it.
    #[serde(default, deserialize_with = "given")]
    pub seconder: Option<Text>,
    /// The board it concerns.
    #[serde(default)]
    pub board: Owners,
    /// The executive member it concerns.
    #[serde(default)]
    pub executive_member: Owners,
    /// The director it concerns.
    #[serde(default)]
    pub director: Owners,
    /// What became of it.
    pub result: MotionResult,
}

/// What sort of inspection it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum InspectionType {
    /// A standard inspection.
    Standard,
    /// A short inspection.
    Short,
    /// A focused visit.
    FocusedVisit,
    /// A monitoring visit.
    MonitoringVisit,
    /// A revisit.
    Revisit,
    /// An inspection of an area's services for children with special educational needs.
    AreaSend,
    /// Another sort.
    Other,
}

/// What a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum FindingKind {
    /// Something that is good.
    Strength,
    /// Something to improve.
    AreaForImprovement,
    /// Something to improve first; a plan is due by law.
    AreaForPriorityAction,
    /// Something seen.
    Observation,
}

/// What an inspection found.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FindingKeys {
    /// Its reference in the paper.
    #[serde(rename = "ref")]
    pub reference: ItemId,
    /// What it is.
    pub kind: FindingKind,
    /// The inspectorate's own label for it.
    #[serde(default, deserialize_with = "given")]
    pub label: Option<Text>,
    /// What was found.
    #[serde(default, deserialize_with = "given")]
    pub text: Option<Text>,
    /// Threads it belongs to.
    #[serde(default)]
    pub threads: List<Id>,
    /// Where it is told.
    #[serde(default)]
    pub source: Sources,
}

/// A finding.
pub type Finding = Record<FindingKeys>;

/// The facts of an inspection.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct InspectionKeys {
    /// Who inspected: one body or several.
    pub inspectorate: Owners,
    /// Under which framework.
    #[serde(default, deserialize_with = "given")]
    pub framework: Option<Text>,
    /// What sort of inspection it was.
    #[serde(rename = "type")]
    pub kind: InspectionType,
    /// When inspectors were there.
    #[serde(default, deserialize_with = "given")]
    pub fieldwork: Option<Date>,
    /// When the report was published.
    #[serde(default, deserialize_with = "given")]
    pub published: Option<Date>,
    /// Grades by area, both in the inspectorate's words.
    #[serde(default)]
    pub judgements: Table<Text, Text>,
    /// What was found.
    #[serde(default)]
    pub findings: List<Finding>,
}

/// How a claim in the press stands against a paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum Verdict {
    /// The paper says the same.
    Matches,
    /// The paper says otherwise.
    Differs,
    /// It merges things the papers keep apart.
    Merges,
    /// It cannot be told.
    Unclear,
}

/// Something a press article says, checked.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Claim {
    /// What it says.
    pub text: Text,
    /// What it was checked against.
    #[serde(default)]
    pub against: Sources,
    /// How it stands.
    pub verdict: Verdict,
    /// Why.
    pub note: Text,
}

/// The front matter of `content/papers/ID.md`.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PaperKeys {
    /// The paper's title.
    pub title: Text,
    /// What it is.
    pub kind: PaperKind,
    /// Its date.
    #[serde(default, deserialize_with = "given")]
    pub date: Option<Date>,
    /// How much of it is here.
    pub form: Form,
    /// What it is about.
    #[serde(default, deserialize_with = "given")]
    pub summary: Option<Text>,
    /// The body it belongs to.
    #[serde(default, deserialize_with = "given")]
    pub body: Option<Id>,
    /// Who wrote it.
    #[serde(default)]
    pub from: Owners,
    /// Whom it addresses.
    #[serde(default)]
    pub to: Owners,
    /// Whether the decision is open for call-in.
    #[serde(default, deserialize_with = "given")]
    pub call_in: Option<Answer>,
    /// Whether it contains confidential or exempt information.
    #[serde(default, deserialize_with = "given")]
    pub contains_exempt: Option<Answer>,
    /// The wards affected.
    #[serde(default, deserialize_with = "given")]
    pub wards: Option<Answer>,
    /// Whether ward members were consulted.
    #[serde(default, deserialize_with = "given")]
    pub consulted: Option<Answer>,
    /// Its licence.
    #[serde(default, deserialize_with = "given")]
    pub licence: Option<Text>,
    /// Where the paper itself is published.
    #[serde(default, deserialize_with = "given")]
    pub source_url: Option<WebAddress>,
    /// The papers it is known from, where it is not held here.
    #[serde(default)]
    pub known_from: Sources,
    /// Its background papers (Local Government Act 1972 s.100D).
    #[serde(default)]
    pub background_papers: Many<Text>,
    /// What it asks of the body it goes to.
    #[serde(default)]
    pub asks: List<Ask>,
    /// The facts of a motion, with `kind: motion`.
    #[serde(default, deserialize_with = "given")]
    pub motion: Option<Dated<MotionKeys>>,
    /// The facts of an inspection, with `kind: inspection`.
    #[serde(default, deserialize_with = "given")]
    pub inspection: Option<Dated<InspectionKeys>>,
    /// What it says, checked, with `kind: press`.
    #[serde(default)]
    pub claims: List<Claim>,
}

/// A paper's header.
pub type PaperHeader = Record<PaperKeys>;

/// The front matter of `content/pages/ID.md`.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PageKeys {
    /// The page's title.
    pub title: Text,
    /// What it is about.
    #[serde(default, deserialize_with = "given")]
    pub summary: Option<Text>,
}

/// A standing page's header.
pub type PageHeader = Record<PageKeys>;
