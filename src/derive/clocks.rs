//! Clocks of the law, counted where the recorded dates allow: notice of a meeting, a statement after an inspection, and an
//! answer to a recommendation of scrutiny. Where a fact is missing, which one. Nothing here decides whether a law was kept.

use chrono::NaiveDate;

use super::edition::Edition;
use crate::model::calendar::{WorkingDays, months_after};
use crate::model::date::{Date, Moment};
use crate::model::meeting::Meeting;
use crate::model::notice::{bound, clear_days, latest_day};
use crate::model::paper::{FindingKind, InspectionKeys, InspectionType};
use crate::model::people::BodyKind;
use crate::model::plan::{Recommendation, RecommendationKind, ResponseValue};
use crate::model::register::{Plan, Register};
use crate::model::scalar::Id;

/// Counting of clear days stops here: nobody needs to know how many more there were.
pub const MOST_CLEAR_DAYS: usize = 31;
/// Working days within which the statement after an inspection is due (SI 2007/462).
const STATEMENT_DAYS: usize = 70;

/// Notice of a meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Whether section 100B is the rule; meetings of an executive have their own (SI 2012/2089).
    pub under_the_act: bool,
    /// When it was published, where that was by the date of the view.
    pub published: Option<Date>,
    /// When the meeting is.
    pub meeting: Date,
    /// The fewest and the most clear working days that lie between, by every day that the two dates may mean.
    pub clear: Option<(usize, usize)>,
    /// The latest day on which notice leaves five; none where the day of the meeting is not known.
    pub latest: Option<NaiveDate>,
}

/// The clock of a meeting's notice; none where no law that we count by asks for it.
pub fn notice(edition: &Edition, meeting: &Meeting) -> Option<Notice> {
    let register = &edition.register;
    let kind = bound(register, meeting)?;
    let days = WorkingDays::new(&register.site);
    let published = meeting.notice_published.filter(|date| date.last() <= edition.as_at);
    Some(Notice {
        under_the_act: kind != BodyKind::Executive,
        published,
        meeting: meeting.date,
        clear: published.map(|notice| clear_days(&days, notice, meeting.date, MOST_CLEAR_DAYS)),
        latest: latest_day(&days, meeting.date),
    })
}

/// A fact that a clock needs and no record states.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// The day on which the report was published.
    Published,
    /// The framework of the inspection.
    Framework,
    /// The sort of inspection.
    Sort,
}

/// The statement that a council owes after an inspection of its children's services (Education and Inspections Act 2006,
/// section 137; SI 2007/462).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Statement {
    /// One is due.
    Due {
        /// When the report was published.
        published: Date,
        /// The last day.
        by: NaiveDate,
        /// Plans that answer the inspection, each with the date of the paper that sets it out.
        plans: Vec<(Id, Option<Date>)>,
    },
    /// A focused visit of which no area for priority action is recorded: by itself it asks for none.
    NotAsked,
    /// Whether one is due, or by when, cannot be told.
    NotKnown {
        /// What is missing.
        missing: Vec<Missing>,
        /// When the report was published, and the last day if a statement is due.
        if_due: Option<(Date, NaiveDate)>,
    },
}

/// The clock of the statement after an inspection; none where the rule is not about such an inspection.
pub fn statement(edition: &Edition, paper: &Id, inspection: &InspectionKeys) -> Option<Statement> {
    let register = &edition.register;
    if !register.site.is_of_england() {
        return None;
    }
    let framework = inspection.framework.as_ref().map(|text| text.0.contains("ILACS"));
    let mut missing = match (inspection.kind, framework) {
        (InspectionType::FocusedVisit, None | Some(true)) => {
            let priority = |kind: FindingKind| kind == FindingKind::AreaForPriorityAction;
            if !inspection.findings.iter().any(|finding| priority(finding.kind)) {
                return Some(Statement::NotAsked);
            }
            Vec::new()
        }
        (InspectionType::Standard | InspectionType::Short, Some(true)) => Vec::new(),
        (InspectionType::Standard | InspectionType::Short, None) => vec![Missing::Framework],
        (InspectionType::Other, Some(true)) => vec![Missing::Sort],
        (InspectionType::Other, None) => vec![Missing::Sort, Missing::Framework],
        _ => return None,
    };
    let published = inspection.published.filter(|date| date.last() <= edition.as_at);
    let days = WorkingDays::new(&register.site);
    let by = published.and_then(|date| Some((date, days.after(date.last(), STATEMENT_DAYS)?)));
    if by.is_none() {
        missing.push(Missing::Published);
    }
    match by {
        Some((published, by)) if missing.is_empty() => {
            let plans = register.plans.iter().filter(|(_, plan)| plan.responds_to.as_ref() == Some(paper));
            let dated =
                |plan: &Plan| plan.set_out_in.as_ref().and_then(|set_out| register.paper_date(set_out));
            let plans = plans.map(|(id, plan)| (id.clone(), dated(plan))).collect();
            Some(Statement::Due { published, by, plans })
        }
        if_due => Some(Statement::NotKnown { missing, if_due }),
    }
}

/// Why the time for an answer is not counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotCounted {
    /// The day on which an answer was asked for is not stated, nor the day on which the recommendation was made.
    NoDay,
    /// Who made the recommendation is not stated.
    NoMaker,
    /// To whom it was made is not stated.
    NoAddressee,
    /// A task group made it; when a board put it to those who answer is not stated.
    TaskGroup,
}

/// What came of a clock for an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Answered on a day that is not after the last one.
    InTime(Date),
    /// Answered so many days after the last one.
    Late(Date, i64),
    /// Answered; whether in time cannot be told from the date, if there is one.
    CannotBeTold(Option<Date>),
    /// No answer is known, and so many days are left.
    Waiting(i64),
    /// No answer is known, and so many days have passed since the last one.
    Missing(i64),
}

/// The time for an answer to a recommendation of scrutiny.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reply {
    /// The date that is counted from, by its last day.
    pub from: Date,
    /// Whether that is the day on which an answer was asked for; else the day on which the recommendation was made.
    pub asked: bool,
    /// How many months are given.
    pub months: u32,
    /// Whether it was made to a council or its executive; else to a partner only.
    pub to_council: bool,
    /// The last day.
    pub by: NaiveDate,
    /// What came of it.
    pub answer: Answer,
    /// Whether the answer was put off.
    pub put_off: bool,
}

/// Whether an answer was asked for or given, as far as the records show.
pub fn is_asked(recommendation: &Recommendation) -> bool {
    recommendation.requested.is_some()
        || recommendation.awaits_response
        || !recommendation.responses.is_empty()
}

/// The clock of an answer; none where none was asked for or needed, where an answer within a time is not what the law gives
/// a scrutiny board, or where somebody else was asked than a council, its executive or a partner.
pub fn reply(
    edition: &Edition,
    plan: &Plan,
    recommendation: &Recommendation,
) -> Option<Result<Reply, NotCounted>> {
    use RecommendationKind::{Recommendation as Recommended, Request};
    let register = &edition.register;
    let needless = recommendation.responses.iter().any(|r| r.value == ResponseValue::NotRequired);
    let of_the_kind = matches!(plan.kind_of(recommendation), Recommended | Request);
    if !of_the_kind || !is_asked(recommendation) || needless || !register.site.is_of_england() {
        return None;
    }
    let makers: Vec<BodyKind> =
        recommendation.made_by.iter().filter_map(|id| Some(register.body(id)?.kind)).collect();
    if !makers.contains(&BodyKind::ScrutinyBoard) {
        return match recommendation.made_by.is_empty() {
            true => Some(Err(NotCounted::NoMaker)),
            false => makers.contains(&BodyKind::TaskGroup).then_some(Err(NotCounted::TaskGroup)),
        };
    }
    if recommendation.to.is_empty() {
        return Some(Err(NotCounted::NoAddressee));
    }
    let asked: Vec<BodyKind> = recommendation.to.iter().filter_map(|id| kind_behind(register, id)).collect();
    let to_council = asked.iter().any(|kind| matches!(kind, BodyKind::Council | BodyKind::Executive));
    if !to_council && !asked.contains(&BodyKind::Partner) {
        return None;
    }
    let from = recommendation.requested.or(recommendation.part.made);
    let months = register.site.reply_within_months();
    let Some((from, by)) = from.and_then(|date| Some((date, months_after(date.last(), months)?))) else {
        return Some(Err(NotCounted::NoDay));
    };
    Some(Ok(Reply {
        from,
        asked: recommendation.requested.is_some(),
        months,
        to_council,
        by,
        answer: answer(recommendation, by, edition.as_at),
        put_off: recommendation.responses.iter().any(|r| r.value == ResponseValue::Deferred),
    }))
}

/// The kind of a body, or of the body that an owner belongs to.
fn kind_behind(register: &Register, id: &Id) -> Option<BodyKind> {
    let body = register.owner(id).map_or(Some(id), |owner| owner.body.as_ref())?;
    Some(register.body(body)?.kind)
}

/// Whether a date is known to the day.
pub fn is_day(date: Date) -> bool {
    matches!((date.from, date.to), (Moment::Day(_), None))
}

/// What came of a clock. An answer that is put off is none; of several, the first counts.
fn answer(recommendation: &Recommendation, by: NaiveDate, as_at: NaiveDate) -> Answer {
    let given = recommendation.responses.iter().filter(|r| r.value != ResponseValue::Deferred);
    let dates: Vec<Option<Date>> = given.map(|r| r.date).collect();
    let first = dates.iter().flatten().min_by_key(|date| (date.last(), date.first())).copied();
    match first {
        Some(date) if date.last() <= by => Answer::InTime(date),
        // An answer without a date may have come before.
        Some(date) if date.first() > by && !dates.contains(&None) => {
            Answer::Late(date, (date.first() - by).num_days())
        }
        first if !dates.is_empty() => Answer::CannotBeTold(first),
        _ if as_at <= by => Answer::Waiting((by - as_at).num_days()),
        _ => Answer::Missing((as_at - by).num_days()),
    }
}
