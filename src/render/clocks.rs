//! Clocks of the law in words: what was counted from which dates, by which law, and what came of it. Each page says beside
//! them that the monitoring officer decides, and where a fact is missing, which.

use serde::Serialize;

use super::address::{Link, Linker};
use super::words::{Tag, date_text, day_words, days, plural, tag};
use crate::derive::clocks::{self, Answer, MOST_CLEAR_DAYS, Missing, NotCounted, Notice, Reply, Statement};
use crate::model::date::Date;
use crate::model::meeting::Meeting;
use crate::model::notice::CLEAR_DAYS;
use crate::model::paper::InspectionKeys;
use crate::model::plan::Recommendation;
use crate::model::register::Plan;
use crate::model::scalar::Id;

const NOTICE_LAW: &str = "Local Government Act 1972, section 100B; five days in England since SI 2002/715";
const STATEMENT_LAW: &str = "Education and Inspections Act 2006, section 137; SI 2007/462";
const COUNCIL_LAW: &str =
    "Local Government Act 2000, section 9FE; as SI 2009/1919, regulation 6, has it: two months from receipt";
const PARTNER_LAW: &str = "SI 2009/1919, regulation 6: two months from receipt";

/// A clock of the law in words.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct ClockWords {
    /// What came of it in a word or two: "in time", "no response known here", "not computed".
    tag: Tag,
    /// The result in a sentence.
    result: String,
    /// What was counted, and from which dates; none where nothing was.
    counted: Option<String>,
    /// The law that asks for it.
    law: &'static str,
    /// What it does not decide.
    undecided: &'static str,
    /// Records that bear on it, each with a few words about it.
    records: Vec<(Link, String)>,
    /// The last day, where one was counted.
    pub(crate) by: Option<String>,
}

impl ClockWords {
    fn new(tag: Tag, result: String, law: &'static str) -> Self {
        ClockWords { tag, result, counted: None, law, undecided: "", records: Vec::new(), by: None }
    }

    /// Nothing can be counted.
    fn not_computed(result: impl Into<String>, law: &'static str) -> Self {
        let result = format!("{}.", result.into());
        let first = result.chars().next().map(|letter| letter.to_uppercase().to_string());
        let sentence = first.unwrap_or_default() + result.get(1..).unwrap_or_default();
        Self::new(tag("not computed", "none"), sentence, law)
    }
}

/// A date as words, with the day that is counted where it is no single day.
fn counted_day(date: Date) -> String {
    match clocks::is_day(date) {
        true => date_text(&date),
        false => {
            format!(
                "{}, the last day of “{}” (the day is not stated)",
                day_words(date.last()),
                date_text(&date)
            )
        }
    }
}

/// The notice of a meeting.
pub(crate) fn notice(linker: &Linker<'_>, meeting: &Meeting) -> Option<ClockWords> {
    let notice = clocks::notice(&linker.views.edition, meeting)?;
    // Of an executive's meetings only those are spoken of whose notice could seem to be counted.
    (notice.under_the_act || notice.published.is_some()).then(|| notice_words(&notice))
}

fn notice_words(notice: &Notice) -> ClockWords {
    let law = NOTICE_LAW;
    if !notice.under_the_act {
        let result =
            "meetings of an executive have rules of their own (SI 2012/2089), which are not counted here";
        return ClockWords::not_computed(result, "SI 2012/2089");
    }
    let latest = notice.latest.map(|day| {
        format!("{} is the last day that leaves five clear working days before the meeting", day_words(day))
    });
    let mut clock = match (notice.published, notice.clear) {
        (Some(published), Some((least, most))) => {
            let (shape, result) = match (least >= CLEAR_DAYS, most < CLEAR_DAYS) {
                (true, _) => (
                    tag("five clear days or more", "done"),
                    format!("{} between the notice and the meeting.", clear(least)),
                ),
                (_, true) => (
                    tag("fewer than five clear days", "bad"),
                    format!(
                        "{}{} between the notice and the meeting.",
                        if least == most { "" } else { "At most " },
                        clear(most)
                    ),
                ),
                _ => (
                    tag("not computed", "none"),
                    "The dates are not stated to the day, and five clear days may or may not lie \
                     between them."
                        .to_owned(),
                ),
            };
            let counted = format!(
                "Notice published {}; meeting {}. Counted are Mondays to Fridays between the two, both left out, without \
                 bank holidays in England.",
                date_text(&published),
                date_text(&notice.meeting)
            );
            ClockWords { counted: Some(counted), ..ClockWords::new(shape, result, law) }
        }
        _ if notice.latest.is_none() => {
            ClockWords::not_computed("neither the day of the meeting nor that of its notice is stated", law)
        }
        _ => ClockWords::not_computed("the day the notice was published is not stated", law),
    };
    if notice.published.is_none() {
        clock.counted = latest.map(|words| format!("{words}."));
    }
    ClockWords {
        undecided: match notice.clear {
            Some(_) => {
                "Whether every report was published with the notice, and whether a shorter notice was lawful, is not decided \
                 here."
            }
            None => "",
        },
        by: notice.latest.map(day_words),
        ..clock
    }
}

fn clear(count: usize) -> String {
    match count {
        0 => "No clear working day".to_owned(),
        1 => "1 clear working day".to_owned(),
        MOST_CLEAR_DAYS.. => format!("{MOST_CLEAR_DAYS} clear working days or more"),
        _ => format!("{count} clear working days"),
    }
}

/// The statement after an inspection.
pub(crate) fn statement(linker: &Linker<'_>, paper: &Id, inspection: &InspectionKeys) -> Option<ClockWords> {
    let edition = &linker.views.edition;
    let law = STATEMENT_LAW;
    let seventy = |published: Date| {
        format!(
            "70 working days, Mondays to Fridays without bank holidays in England, from the day after the report was \
             published: {}.",
            counted_day(published)
        )
    };
    let clock = match clocks::statement(edition, paper, inspection)? {
        Statement::NotAsked => ClockWords {
            undecided: "It says nothing of what the council chose to promise.",
            ..ClockWords::new(
                tag("no statutory date", "none"),
                "None of the findings published here is an area for priority action, and a focused visit by itself asks \
                 for no statement by a date."
                    .to_owned(),
                law,
            )
        },
        Statement::NotKnown { missing, if_due } => {
            let result = match missing.as_slice() {
                [Missing::Published] => "the day the report was published is not stated".to_owned(),
                missing => {
                    let facts: Vec<_> = missing.iter().map(|m| fact(*m)).collect();
                    format!("whether one is due cannot be told, for {} not stated", list(&facts))
                }
            };
            let counted = if_due.map(|(published, by)| {
                format!("If one is due, its last day is {}: {}", day_words(by), seventy(published))
            });
            ClockWords { counted, ..ClockWords::not_computed(result, law) }
        }
        Statement::Due { published, by, plans } => {
            let left = (by - edition.as_at).num_days();
            let (shape, words) = match left {
                0.. => (tag(format!("due by {}", day_words(by)), "ahead"), format!("{} left", days(left))),
                _ => (tag(format!("was due by {}", day_words(by)), "watch"), format!("{} ago", days(-left))),
            };
            let result = match plans.is_empty() {
                true => format!("Last day: {} ({words}). No plan recorded here answers the inspection.", day_words(by)),
                false => format!("Last day: {} ({words}). What is recorded here as answering the inspection:", day_words(by)),
            };
            let records = plans.iter().map(|(id, date)| (linker.plan(id), against(*date, by))).collect();
            ClockWords {
                counted: Some(seventy(published)),
                records,
                by: Some(day_words(by)),
                undecided: "Whether a plan is the written statement that the law asks for, and whether and when it was sent, \
                            is not decided here.",
                ..ClockWords::new(shape, result, law)
            }
        }
    };
    Some(clock)
}

fn fact(missing: Missing) -> &'static str {
    match missing {
        Missing::Published => "the day the report was published",
        Missing::Framework => "the framework",
        Missing::Sort => "the sort of inspection",
    }
}

/// "A is", "A and B are".
fn list(facts: &[&str]) -> String {
    match facts {
        [] => String::new(),
        [one] => format!("{one} is"),
        [first @ .., last] => format!("{} and {last} are", first.join(", ")),
    }
}

/// How the date of a plan stands to the last day.
fn against(date: Option<Date>, by: chrono::NaiveDate) -> String {
    match date {
        None => "when it was set out is not stated".to_owned(),
        Some(date) if date.last() <= by => format!("set out {}, by that day", date_text(&date)),
        Some(date) if date.first() > by => {
            format!("set out {}, {} after it", date_text(&date), days((date.first() - by).num_days()))
        }
        Some(date) => format!("set out {}, whether by that day cannot be told", date_text(&date)),
    }
}

/// The time for an answer to a recommendation.
pub(crate) fn reply(linker: &Linker<'_>, plan: &Plan, recommendation: &Recommendation) -> Option<ClockWords> {
    let clock = clocks::reply(&linker.views.edition, plan, recommendation)?;
    Some(match clock {
        Ok(reply) => reply_words(&reply),
        Err(why) => ClockWords::not_computed(
            match why {
                NotCounted::NoDay => "the day an answer was asked for is not stated",
                NotCounted::NoMaker => "who made the recommendation is not stated",
                NotCounted::NoAddressee => "to whom the recommendation was made is not stated",
                NotCounted::TaskGroup => {
                    "a task group made the recommendation, and the day a scrutiny board put it to those who answer is not \
                     stated"
                }
            },
            COUNCIL_LAW,
        ),
    })
}

fn reply_words(reply: &Reply) -> ClockWords {
    let by = day_words(reply.by);
    let put_off = if reply.put_off { " An answer was put off, which is none." } else { "" };
    let (shape, result) = match reply.answer {
        Answer::InTime(date) => (
            tag("answered in time", "done"),
            format!("Answered {}; the answer was due by {by}.", date_text(&date)),
        ),
        Answer::Late(date, late) => (
            tag(format!("answered {} late", days(late)), "late"),
            format!("Answered {}; the answer was due by {by}.", date_text(&date)),
        ),
        Answer::CannotBeTold(Some(date)) => (
            tag("answered, whether in time cannot be told", "watch"),
            format!("Answered {}; the answer was due by {by}.", date_text(&date)),
        ),
        Answer::CannotBeTold(None) => (
            tag("answered, whether in time cannot be told", "watch"),
            format!("The day of the answer is not stated; it was due by {by}."),
        ),
        Answer::Waiting(left) => (
            tag("no response known here", "ahead"),
            format!("An answer is due by {by} ({} left).{put_off}", days(left)),
        ),
        Answer::Missing(over) => (
            tag("no response known here", "bad"),
            format!("An answer was due by {by} ({} ago).{put_off}", days(over)),
        ),
    };
    let what = match reply.asked {
        true => "the day an answer was asked for",
        false => "the day the recommendation was made, since none is stated on which an answer was asked for",
    };
    let months = plural(i64::from(reply.months), "month", "months");
    let own = match reply.months {
        2 => "",
        _ => " This site counts by that number of its own; the law has two.",
    };
    ClockWords {
        counted: Some(format!("{months} from {what}: {}.{own}", counted_day(reply.from))),
        by: Some(by),
        undecided: match reply.to_council {
            true => {
                "When the recommendation was received, and whether the answer says what the law asks, is not decided here."
            }
            false => {
                "Whether the law binds this partner, and when the recommendation was received, is not decided here."
            }
        },
        ..ClockWords::new(shape, result, if reply.to_council { COUNCIL_LAW } else { PARTNER_LAW })
    }
}
