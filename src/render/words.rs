//! What a reader reads for a status, an evidence grade, a schedule, a date or a number. Nothing is ever a dash: what is
//! not known is said.

use std::borrow::Cow;
use std::fmt::Write;

use chrono::{Datelike, NaiveDate};

use super::look::LOOKS;
use crate::derive::schedule::Schedule;
use crate::model::basis::{Basis, DateNote};
use crate::model::date::{Date, Moment, month_name};
use crate::model::update::{Evidence, Status};
use crate::model::work::Frequency;

/// A word with the shape it is shown in.
#[derive(Clone, Debug)]
pub(crate) struct Tag {
    /// What is read.
    pub(crate) word: Cow<'static, str>,
    /// The shape, a class name of the theme.
    pub(crate) shape: &'static str,
}

/// A word in a shape.
pub(super) fn tag(word: impl Into<Cow<'static, str>>, shape: &'static str) -> Tag {
    Tag { word: word.into(), shape }
}

/// A date as read, and as a machine reads it.
#[derive(Clone, Debug)]
pub(crate) struct DateWords {
    /// The date's first part: a whole date, or the start of a span; none where only words stand for it.
    pub(crate) from: Option<TimeWords>,
    /// The end of a span.
    pub(crate) to: Option<TimeWords>,
    /// How it came to be known, where that must be said, and the paper's own words.
    pub(crate) note: Option<String>,
}

/// A `<time>`: it is put into words where they are written, since a page holds dozens.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TimeWords {
    /// The day, month or year.
    pub(crate) moment: Moment,
    /// Whether only the number of its day is read, since month and year stand behind the other day of its span.
    short: bool,
}

impl TimeWords {
    /// As read, such as "October 2021".
    pub(crate) fn put(&self, out: &mut String) {
        // Writing into a text cannot fail.
        let _ = match self.moment {
            Moment::Day(day) if self.short => write!(out, "{}", day.day()),
            Moment::Day(day) => write!(out, "{} {} {}", day.day(), month_name(day.month()), day.year()),
            Moment::Month(year, month) => write!(out, "{} {year}", month_name(month)),
            Moment::Year(year) => write!(out, "{year}"),
        };
    }
}

fn moment(moment: Moment) -> TimeWords {
    TimeWords { moment, short: false }
}

/// A day as read: "13 October 2021".
pub(crate) fn day_words(day: NaiveDate) -> String {
    let mut words = String::with_capacity(20);
    moment(Moment::Day(day)).put(&mut words);
    words
}

/// A date as read, with what stands beside it.
pub(crate) fn date(date: &Date, note: Option<&DateNote>) -> DateWords {
    let mut from = moment(date.from);
    let to = date.to.map(moment);
    // "20 to 21 July 2021", not "20 July 2021 to 21 July 2021".
    if let (Moment::Day(a), Some(Moment::Day(b))) = (date.from, date.to) {
        from.short = (a.year(), a.month()) == (b.year(), b.month());
    }
    DateWords { from: Some(from), to, note: note.and_then(note_words) }
}

/// A date that may be missing: the paper's own words may stand for it.
pub(crate) fn maybe_date(written: Option<Date>, note: Option<&DateNote>) -> Option<DateWords> {
    match written {
        Some(written) => Some(date(&written, note)),
        None => note.and_then(note_words).map(|words| DateWords { from: None, to: None, note: Some(words) }),
    }
}

/// A date as plain words.
pub(crate) fn date_text(written: &Date) -> String {
    let mut words = String::with_capacity(20);
    put_date(&date(written, None), &mut words);
    words
}

/// A date as plain words, without what stands beside it.
pub(crate) fn put_date(date: &DateWords, out: &mut String) {
    if let Some(from) = &date.from {
        from.put(out);
    }
    if let Some(to) = &date.to {
        out.push_str(" to ");
        to.put(out);
    }
}

/// What stands beside a date, in words.
pub(crate) fn note_words(note: &DateNote) -> Option<String> {
    let text = note.text.as_ref().map(|t| format!("“{t}”"));
    let basis = note.basis.and_then(basis);
    match (text, basis) {
        (Some(text), Some(basis)) => Some(format!("{text}; {basis}")),
        (Some(text), None) => Some(text),
        (None, basis) => basis.map(str::to_owned),
    }
}

/// How something came to be known, where that must be said.
pub(crate) fn basis(basis: Basis) -> Option<&'static str> {
    match basis {
        Basis::Stated => None,
        Basis::Inferred => Some("inferred"),
        Basis::Outside => Some("from outside the papers published here"),
    }
}

/// The official word.
pub(crate) fn status(status: Option<Status>) -> Tag {
    match LOOKS.iter().find(|look| look.status == status) {
        Some(look) => tag(look.word, look.shape),
        None => tag("no update", "none"),
    }
}

/// What stands behind it.
pub(crate) fn evidence(evidence: Evidence) -> Tag {
    match evidence {
        Evidence::None => tag("none published", "none"),
        Evidence::SelfReported => tag("own word only", "none"),
        Evidence::Unsourced => tag("stated, but no source bears it out", "none"),
        Evidence::Data => tag("published figures", "evidence"),
        Evidence::Minute => tag("minuted", "evidence"),
        Evidence::Inspection => tag("inspection", "evidence"),
        Evidence::Contradicted => tag("contradicted", "bad"),
    }
}

/// "1 day", "12 days".
pub(crate) fn days(count: i64) -> String {
    plural(count, "day", "days")
}

/// A number with its noun.
pub(crate) fn plural(count: i64, one: &str, many: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {many}") }
}

/// The computed schedule.
pub(crate) fn schedule(schedule: Schedule) -> Tag {
    match schedule {
        Schedule::NoDate => tag("no date stated", "none"),
        Schedule::StartAhead(start) => tag(format!("to start {}", date_text(&start)), "ahead"),
        Schedule::StartNotConfirmed(start) => {
            tag(format!("start date passed ({}), start not confirmed", date_text(&start)), "watch")
        }
        Schedule::NotDue(due) => tag(format!("not due until {}", date_text(&due)), "ahead"),
        Schedule::DueSoon(due, count) => {
            tag(format!("due soon: {} ({} left)", date_text(&due), days(count)), "watch")
        }
        Schedule::Overdue(_, count) => tag(format!("overdue by {}", days(count)), "bad"),
        Schedule::OverduePaused(_, count, since) => {
            tag(format!("overdue by {}, paused since {}", days(count), date_text(&since)), "bad")
        }
        Schedule::StartedNoDueDate => tag("started, no due date stated", "none"),
        Schedule::DoneOnTime => tag("done on time, by the day stated", "done"),
        Schedule::ReportedByDueDate(reported) => {
            tag(format!("reported complete on {}, by its due date", date_text(&reported)), "reported")
        }
        Schedule::DoneLate(count) => tag(format!("done {} late", days(count)), "late"),
        Schedule::ReportedDoneDateNotStated(reported) => {
            tag(format!("reported complete on {}, date done not stated", date_text(&reported)), "watch")
        }
        Schedule::Recurring(often) => tag(format!("recurring, {}", frequency(often)), "recurring"),
        Schedule::Closed => tag("closed", "closed"),
        Schedule::NotCounted => tag("not a commitment", "none"),
    }
}

/// How often.
pub(crate) fn frequency(frequency: Frequency) -> &'static str {
    match frequency {
        Frequency::Continuous => "all the time",
        Frequency::Daily => "daily",
        Frequency::Weekly => "weekly",
        Frequency::TwoWeekly => "every two weeks",
        Frequency::Monthly => "monthly",
        Frequency::Quarterly => "quarterly",
        Frequency::SixMonthly => "every six months",
        Frequency::Yearly => "yearly",
        Frequency::EachMeeting => "at each meeting",
        Frequency::Rolling => "rolling, no interval stated",
    }
}

/// An anchor as read: "paragraph 11", "paragraph 3A".
pub(crate) fn anchor(anchor: &str) -> String {
    match anchor.strip_prefix('p') {
        Some(number) if number.starts_with(|c: char| c.is_ascii_digit()) => format!("paragraph {number}"),
        _ => format!("“{}”", anchor.replace('-', " ")),
    }
}
