//! What a reader reads for each of the words an author may choose: kinds, verbs, effects, verdicts.

use super::words::{Tag, tag};
use crate::model::meeting::{Effect, MeetingStatus, Minutes, Verb};
use crate::model::paper::{FindingKind, Form, InspectionType, MotionResult, PaperKind, Verdict};
use crate::model::people::{BodyKind, DisagreementKind, OwnerKind};
use crate::model::plan::{RecommendationKind, ResponseValue};
use crate::model::scalar::Answer;

/// What a recommendation is.
pub(crate) fn kind(kind: RecommendationKind) -> &'static str {
    match kind {
        RecommendationKind::Recommendation => "Recommendation",
        RecommendationKind::Finding => "Finding",
        RecommendationKind::Request => "Request",
        RecommendationKind::Undertaking => "Undertaking",
        RecommendationKind::Proposal => "Proposal",
        RecommendationKind::Suggestion => "Suggestion",
    }
}

/// What was said to a recommendation.
pub(crate) fn response(value: Option<ResponseValue>) -> Tag {
    match value {
        None => tag("no response", "bad"),
        Some(ResponseValue::Accepted) => tag("accepted", "done"),
        Some(ResponseValue::PartiallyAccepted) => tag("accepted in part", "progress"),
        Some(ResponseValue::AcceptedInPrinciple) => tag("accepted in principle", "progress"),
        Some(ResponseValue::Deferred) => tag("deferred", "paused"),
        Some(ResponseValue::Rejected) => tag("rejected", "closed"),
        Some(ResponseValue::Noted) => tag("noted", "none"),
        Some(ResponseValue::NotRequired) => tag("no response required", "none"),
    }
}

/// What a paper is.
pub(crate) fn paper_kind(kind: PaperKind) -> &'static str {
    match kind {
        PaperKind::Report => "Report",
        PaperKind::Minutes => "Minutes",
        PaperKind::Motion => "Motion",
        PaperKind::Inspection => "Inspection",
        PaperKind::Letter => "Letter",
        PaperKind::Press => "Press",
        PaperKind::Background => "Background",
    }
}

/// How much of a paper is here, as a sentence; none where all of it is.
pub(crate) fn form(form: Form) -> Option<&'static str> {
    match form {
        Form::Full => None,
        Form::Summary => Some("This is our summary, not the paper’s own words."),
        Form::Extract => Some("This is an extract: part of the paper, in its own words."),
    }
}

/// An answer in a header box.
pub(crate) fn answer(answer: Option<&Answer>) -> String {
    match answer {
        Some(Answer::Yes) => "Yes".to_owned(),
        Some(Answer::No) => "No".to_owned(),
        Some(Answer::Words(words)) => words.clone(),
        Some(Answer::NotStated) | None => "not stated".to_owned(),
    }
}

/// Whether a meeting took place.
pub(crate) fn meeting_status(status: MeetingStatus) -> &'static str {
    match status {
        MeetingStatus::Scheduled => "scheduled",
        MeetingStatus::Held => "held",
        MeetingStatus::NotConfirmed => "announced; no paper here confirms that it took place",
        MeetingStatus::Cancelled => "cancelled",
        MeetingStatus::Postponed => "postponed",
    }
}

/// How far the minutes are.
pub(crate) fn minutes(minutes: Minutes) -> &'static str {
    match minutes {
        Minutes::None => "none",
        Minutes::Draft => "draft, not confirmed yet",
        Minutes::Confirmed => "confirmed",
    }
}

/// A resolution's verb.
pub(crate) fn verb(verb: Verb) -> &'static str {
    match verb {
        Verb::Noted => "noted",
        Verb::Approved => "approved",
        Verb::Endorsed => "endorsed",
        Verb::Recommended => "recommended",
        Verb::Agreed => "agreed",
        Verb::Requested => "requested",
        Verb::Referred => "referred",
        Verb::Deferred => "deferred",
        Verb::Declined => "declined",
        Verb::SignedOff => "signed off",
        Verb::Closed => "closed",
    }
}

/// What a resolution does.
pub(crate) fn effect(effect: Effect) -> &'static str {
    match effect {
        Effect::Noted => "noted",
        Effect::CompletionApproved => "completion approved",
        Effect::CompletionDeclined => "completion not approved",
        Effect::DateAgreed => "date agreed",
        Effect::Paused => "paused",
        Effect::Merged => "merged",
        Effect::Closed => "closed",
        Effect::Reopened => "reopened",
        Effect::Referred => "referred",
        Effect::InformationRequested => "information requested",
        Effect::None => "no effect",
    }
}

/// What became of a motion.
pub(crate) fn motion_result(result: MotionResult) -> &'static str {
    match result {
        MotionResult::Carried => "carried",
        MotionResult::Lost => "lost",
        MotionResult::CarriedAsAmended => "carried as amended",
        MotionResult::Referred => "referred",
        MotionResult::Withdrawn => "withdrawn",
        MotionResult::NotKnown => "not known from the papers published here",
    }
}

/// What sort of inspection it was.
pub(crate) fn inspection_type(kind: InspectionType) -> &'static str {
    match kind {
        InspectionType::Standard => "standard inspection",
        InspectionType::Short => "short inspection",
        InspectionType::FocusedVisit => "focused visit",
        InspectionType::MonitoringVisit => "monitoring visit",
        InspectionType::Revisit => "revisit",
        InspectionType::AreaSend => "area SEND inspection",
        InspectionType::Other => "inspection",
    }
}

/// What a finding is.
pub(crate) fn finding_kind(kind: FindingKind) -> &'static str {
    match kind {
        FindingKind::Strength => "Strength",
        FindingKind::AreaForImprovement => "Area for improvement",
        FindingKind::AreaForPriorityAction => "Area for priority action",
        FindingKind::Observation => "Observation",
    }
}

/// How a claim stands.
pub(crate) fn verdict(verdict: Verdict) -> Tag {
    match verdict {
        Verdict::Matches => tag("matches", "done"),
        Verdict::Differs => tag("differs", "bad"),
        Verdict::Merges => tag("merges two things", "watch"),
        Verdict::Unclear => tag("unclear", "none"),
    }
}

/// How two sources stand to each other.
pub(crate) fn disagreement(kind: DisagreementKind) -> Tag {
    match kind {
        DisagreementKind::Disagree => tag("they disagree", "bad"),
        DisagreementKind::Unclear => tag("unclear", "none"),
        DisagreementKind::Unanswered => tag("unanswered", "watch"),
    }
}

/// What a body is.
pub(crate) fn body_kind(kind: BodyKind) -> &'static str {
    match kind {
        BodyKind::Council => "Council",
        BodyKind::Executive => "Executive",
        BodyKind::ScrutinyBoard => "Scrutiny board",
        BodyKind::TaskGroup => "Task group",
        BodyKind::OfficerBoard => "Board of officers",
        BodyKind::Partnership => "Partnership",
        BodyKind::Partner => "Partner",
        BodyKind::Inspectorate => "Inspectorate",
        BodyKind::Government => "Government",
        BodyKind::Inquiry => "Inquiry",
        BodyKind::Other => "Body",
    }
}

/// What an owner is.
pub(crate) fn owner_kind(kind: OwnerKind) -> &'static str {
    match kind {
        OwnerKind::Role => "Role",
        OwnerKind::Team => "Team or service",
    }
}
