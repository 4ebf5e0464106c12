//! Kinds of pages that a site can do without.

use schemars::JsonSchema;
use serde::Deserialize;

/// A kind of pages that `leave_out` in `site.toml` names. Each is written as the last part of its pages' addresses is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
pub enum Extra {
    /// The chair's briefing before each meeting.
    Briefings,
    /// What changed since the last meeting, plan by plan.
    Changes,
    /// The files of data, the page that lists them, the feed, the calendar and the sitemap.
    Data,
    /// How each plan changed over time.
    OverTime,
    /// Each plan as it stood before each of its meetings.
    PlansBeforeMeetings,
    /// Each plan as a whole, for print.
    Print,
    /// The search and the list of every record from A to Z.
    Search,
}
