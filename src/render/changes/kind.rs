//! The sorts of changes, in the order in which a councillor asks for them.

use schemars::JsonSchema;
use serde::Serialize;

use crate::derive::changes::{Change, What};
use crate::model::update::{Evidence, Status};

/// What sort of change it is, the most pressing first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub(crate) enum Kind {
    /// A due date was put back.
    Slipped,
    /// A due date passed while the item was open.
    Overdue,
    /// A start date passed, and no word says that it started.
    NotConfirmed,
    /// What is published speaks against the official word.
    Contradicted,
    /// It was reported complete.
    Complete,
    /// It was signed off.
    SignedOff,
    /// What stands behind the official word became evidence of its own.
    EvidenceGained,
    /// The evidence of an earlier word does not stand behind the new one.
    EvidenceGone,
    /// It was taken up again.
    Reopened,
    /// It was paused.
    Paused,
    /// It was said to be in progress.
    Started,
    /// It was said to be planned, or not to have started.
    Planned,
    /// It was closed without being done.
    Ended,
    /// A due date was brought forward.
    Forward,
    /// A first due date was given.
    DateGiven,
    /// A rating moved.
    Rating,
    /// Words were amended.
    Amended,
    /// A recommendation was answered.
    Answered,
    /// A resolution named it.
    Resolved,
    /// Something was said of it that changed none of these.
    Said,
    /// The record began to exist.
    New,
}

impl Kind {
    /// Its heading.
    pub(super) fn heading(self) -> &'static str {
        match self {
            Kind::Slipped => "Due date put back",
            Kind::Overdue => "Fell overdue",
            Kind::NotConfirmed => "Start date passed, start not confirmed",
            Kind::Contradicted => "Contradicted",
            Kind::Complete => "Reported complete",
            Kind::SignedOff => "Signed off",
            Kind::EvidenceGained => "Evidence gained",
            Kind::EvidenceGone => "Evidence lost: it stood behind an earlier word",
            Kind::Reopened => "Taken up again",
            Kind::Paused => "Paused",
            Kind::Started => "Started",
            Kind::Planned => "Planned, or said not to have started",
            Kind::Ended => "Not achieved, not pursued or superseded",
            Kind::Forward => "Due date brought forward",
            Kind::DateGiven => "First due date given",
            Kind::Rating => "Rating moved",
            Kind::Amended => "Words amended",
            Kind::Answered => "Answered",
            Kind::Resolved => "Named by a resolution",
            Kind::Said => "Spoken of, and nothing else changed",
            Kind::New => "New",
        }
    }

    /// What is said of some items in a sentence: "was reported complete", "were reported complete".
    pub(super) fn said(self, count: usize) -> String {
        let be = if count == 1 { "was" } else { "were" };
        match self {
            Kind::Slipped => format!("{be} put back"),
            Kind::Overdue => "fell overdue".to_owned(),
            Kind::NotConfirmed => {
                format!(
                    "passed the start date without a word that {} started",
                    if count == 1 { "it" } else { "they" }
                )
            }
            Kind::Contradicted => format!("{be} contradicted"),
            Kind::Complete => format!("{be} reported complete"),
            Kind::SignedOff => format!("{be} signed off"),
            Kind::EvidenceGained => "gained evidence".to_owned(),
            Kind::EvidenceGone => format!(
                "lost the evidence that stood behind {} earlier word",
                if count == 1 { "its" } else { "their" }
            ),
            Kind::Reopened => format!("{be} taken up again"),
            Kind::Paused => format!("{be} paused"),
            Kind::Started => format!("{be} said to be in progress"),
            Kind::Planned => format!("{be} said to be planned or not started"),
            Kind::Ended => format!("{be} closed without being done"),
            Kind::Forward => format!("{be} brought forward"),
            Kind::DateGiven => format!("{be} given a due date"),
            Kind::Rating => format!("{be} rated anew"),
            Kind::Amended => format!("had {} words amended", if count == 1 { "its" } else { "their" }),
            Kind::Answered => format!("{be} answered"),
            Kind::Resolved => format!("{be} named by a resolution"),
            Kind::Said => format!("{be} spoken of, and nothing else changed"),
            Kind::New => format!("{be} new"),
        }
    }
}

/// The sort of a change; none where it is no news: an owner's own word is no evidence.
pub(crate) fn kind(change: &Change) -> Option<Kind> {
    use Status::{
        Complete, InProgress, NotAchieved, NotPursued, NotStarted, Paused, Planned, SignedOff, Superseded,
    };
    Some(match &change.what {
        What::New => Kind::New,
        What::Status(from, to) => match (from, to) {
            (_, SignedOff) => Kind::SignedOff,
            (_, Complete) => Kind::Complete,
            (_, NotAchieved | NotPursued | Superseded) => Kind::Ended,
            (Some(from), Planned | NotStarted | InProgress) if !from.is_open() || *from == Paused => {
                Kind::Reopened
            }
            (_, Paused) => Kind::Paused,
            (_, InProgress) => Kind::Started,
            (_, Planned | NotStarted) => Kind::Planned,
        },
        What::Evidence(_, Evidence::Contradicted) => Kind::Contradicted,
        What::Evidence(_, to) if to.counts() => Kind::EvidenceGained,
        What::Evidence(from, _) if from.counts() => Kind::EvidenceGone,
        What::Evidence(..) => return None,
        What::DueGiven(_) => Kind::DateGiven,
        What::DueMoved(_, _, days) if *days < 0 => Kind::Forward,
        What::DueMoved(..) => Kind::Slipped,
        What::FellOverdue(_) => Kind::Overdue,
        What::StartPassed(_) => Kind::NotConfirmed,
        What::Rating(..) => Kind::Rating,
        What::Amended(_) => Kind::Amended,
        What::Answered(_) => Kind::Answered,
        What::Resolved(..) => Kind::Resolved,
        What::Said => Kind::Said,
    })
}
