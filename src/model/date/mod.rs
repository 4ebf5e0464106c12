//! Dates as precise as their source: a day, a month, a year, or a span of two of these. Every date is
//! compared by its last day; its first day serves only to sort.

mod meant;

use std::cmp::Ordering;
use std::fmt;

use chrono::NaiveDate;

use super::digits::{Digits, digits};
use super::scalar::{Written, written_scalars};
use crate::diagnostic::{Code, Slip};
use meant::not_a_date;

/// One end of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// A day.
    Day(NaiveDate),
    /// A month, day not known.
    Month(i32, u32),
    /// A year, month not known.
    Year(i32),
}

/// A date with its precision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Date {
    /// The date, or the start of a span.
    pub from: Moment,
    /// The end of a span.
    pub to: Option<Moment>,
}

written_scalars!(Date);

impl Moment {
    /// As it is written in a content file.
    pub fn digits(self) -> Digits {
        match self {
            Moment::Day(day) => digits(day),
            Moment::Month(year, month) => Digits::of(year, month, 0),
            Moment::Year(year) => Digits::of(year, 0, 0),
        }
    }

    fn first(self) -> NaiveDate {
        match self {
            Moment::Day(day) => day,
            Moment::Month(year, month) => day_or_min(year, month, 1),
            Moment::Year(year) => day_or_min(year, 1, 1),
        }
    }

    fn last(self) -> NaiveDate {
        match self {
            Moment::Day(day) => day,
            Moment::Month(year, 12) | Moment::Year(year) => day_or_min(year, 12, 31),
            Moment::Month(year, month) => {
                let next = day_or_min(year, month + 1, 1);
                next.pred_opt().unwrap_or(next)
            }
        }
    }
}

/// A `Moment` is only made of valid years and months, so the fallback is never seen.
fn day_or_min(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap_or(NaiveDate::MIN)
}

impl Date {
    /// A date known to the day.
    pub fn day(day: NaiveDate) -> Self {
        Date { from: Moment::Day(day), to: None }
    }

    /// The first day it may mean; for sorting only.
    pub fn first(&self) -> NaiveDate {
        self.from.first()
    }

    /// The last day it may mean; every comparison uses this one.
    pub fn last(&self) -> NaiveDate {
        self.to.unwrap_or(self.from).last()
    }

    /// The first of two years that follow each other, where it is written as nothing else: `2024/2025`.
    pub fn year_of_two(&self) -> Option<i32> {
        match (self.from, self.to) {
            (Moment::Year(from), Some(Moment::Year(to))) if to == from + 1 => Some(from),
            _ => None,
        }
    }

    /// Order for lists: by first day, then by last.
    pub fn by_first_day(&self, other: &Date) -> Ordering {
        (self.first(), self.last()).cmp(&(other.first(), other.last()))
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.digits().as_str())
    }
}

impl fmt::Display for Date {
    /// As it is written in a content file.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.from)?;
        if let Some(to) = self.to { write!(f, "/{to}") } else { Ok(()) }
    }
}

impl Written for Date {
    const FORM: &'static str = "date";

    fn read(text: &str) -> Result<Self, Slip> {
        let text = text.trim();
        if text.is_empty() || text == "~" {
            return Err(Slip::new(
                Code::EmptyValue,
                "no date is written here",
                "write the date year first, such as 2021-10-31, or take the whole line out",
            ));
        }
        // A span is two dates written year first; `03/09/2021` has slashes too.
        if let Some((from, to)) = text.split_once('/')
            && starts_with_year(from)
            && starts_with_year(to)
        {
            let date = Date {
                from: moment(from.trim()).map_err(of_span)?,
                to: Some(moment(to.trim()).map_err(of_span)?),
            };
            if date.last() < date.first() {
                // Whether the two changed places or one is a slip only the paper can tell, so no replacement is offered.
                let help = format!(
                    "correct one of the two, or put the earlier first: {}/{}",
                    to.trim(),
                    from.trim()
                );
                return Err(Slip::new(Code::BadDate, format!("`{text}` ends before it begins"), help));
            }
            return Ok(date);
        }
        Ok(Date { from: moment(text)?, to: None })
    }
}

/// What is wrong with one date of a span replaces no more than that date.
fn of_span(mut slip: Slip) -> Slip {
    slip.replacement = None;
    slip
}

fn starts_with_year(text: &str) -> bool {
    let text = text.trim();
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    digits == 4 && !text.contains(['.', ' '])
}

fn moment(text: &str) -> Result<Moment, Slip> {
    let fields: Vec<&str> = text.split('-').collect();
    let digits = |field: &str, count: usize| -> Option<u32> {
        (field.len() == count && field.bytes().all(|b| b.is_ascii_digit())).then(|| field.parse().ok())?
    };
    let parsed = match fields.as_slice() {
        [y] => digits(y, 4).map(|y| (y, None, None)),
        [y, m] => digits(y, 4).zip(digits(m, 2)).map(|(y, m)| (y, Some(m), None)),
        [y, m, d] => {
            digits(y, 4).zip(digits(m, 2)).zip(digits(d, 2)).map(|((y, m), d)| (y, Some(m), Some(d)))
        }
        _ => None,
    };
    let Some((year, month, day)) = parsed else { return Err(not_a_date(text)) };
    let Ok(signed) = i32::try_from(year) else { return Err(not_a_date(text)) };
    if !(1800..=2999).contains(&year) {
        return Err(Slip::new(
            Code::BadDate,
            format!("the year of `{text}` is out of range"),
            "years from 1800 to 2999 can be written",
        ));
    }
    match (month, day) {
        (None, _) => Ok(Moment::Year(signed)),
        (Some(m), None) if (1..=12).contains(&m) => Ok(Moment::Month(signed, m)),
        (Some(m), Some(d)) if (1..=12).contains(&m) => {
            NaiveDate::from_ymd_opt(signed, m, d).map(Moment::Day).ok_or_else(|| {
                let message = format!("there is no {d} {} {year}", month_name(m));
                let last = Moment::Month(signed, m).last().format("%Y-%m-%d");
                // Which day was meant only the paper can tell, so none is offered as a replacement.
                Slip::new(Code::BadDate, message, format!("{} {year} ends on {last}", month_name(m)))
            })
        }
        _ => Err(Slip::new(
            Code::BadDate,
            format!("`{text}` has no such month"),
            "write year, month 01 to 12, day: 2021-10-31",
        )),
    }
}

/// The English name of a month, 1 to 12.
pub fn month_name(month: u32) -> &'static str {
    const NAMES: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    NAMES.get(month.saturating_sub(1) as usize).copied().unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn ends(text: &str) -> (String, String) {
        Date::read(text).map_or_else(
            |slip| (slip.message, String::new()),
            |d| (d.first().to_string(), d.last().to_string()),
        )
    }

    #[test]
    fn a_date_is_as_precise_as_it_was_written() {
        for (text, first, last) in [
            ("2021-10-13", "2021-10-13", "2021-10-13"),
            ("2021-02", "2021-02-01", "2021-02-28"),
            ("2024-02", "2024-02-01", "2024-02-29"),
            ("2021-12", "2021-12-01", "2021-12-31"),
            ("2021", "2021-01-01", "2021-12-31"),
            ("2021-07-20/2021-07-21", "2021-07-20", "2021-07-21"),
            ("2022-02/2022-03", "2022-02-01", "2022-03-31"),
        ] {
            assert_eq!(ends(text), (first.to_owned(), last.to_owned()), "{text}");
            assert_eq!(Date::read(text).map(|d| d.to_string()), Ok(text.to_owned()));
        }
    }

    #[test]
    fn no_date_is_offered_where_another_may_be_meant() {
        for text in [
            "2010/11",
            "2011/12",
            "2025/26",
            "31/10/98",
            "02-03/2022",
            "7-8/2021",
            "1-2 2021",
            "4th 2021",
            "31/13/2021",
            "1/2/3",
            "10",
            "March",
            "2024-12-20/2024-01-05",
            "2021-09-31",
            "Monday",
        ] {
            assert_eq!(Date::read(text).err().and_then(|slip| slip.replacement), None, "{text}");
        }
    }

    #[test]
    fn what_is_no_date_is_refused_with_a_way_out() {
        for (text, message, help) in [
            ("31/10/2021", "`31/10/2021` is not a date", "2021-10-31"),
            ("03.09.21", "`03.09.21` is not a date", "2021-09-03"),
            ("3rd September 2021", "`3rd September 2021` is not a date", "2021-09-03"),
            ("2021-09-31", "there is no 31 September 2021", "2021-09-30"),
            ("2021-13", "no such month", "month 01 to 12"),
            ("21-10-2021", "is not a date", "2021-10-21"),
            ("2021-1-2", "is not a date", "2021-01-02"),
            ("2025/05/31", "`2025/05/31` is not a date", "2025-05-31"),
            ("Friday 31st May 2025", "is not a date", "2025-05-31"),
            ("Oct 2021", "is not a date", "2021-10"),
            ("May 5, 2021", "is not a date", "2021-05-05"),
            ("soon", "is not a date", "_text"),
            ("2021-07-21/2021-07-20", "ends before it begins", "2021-07-20/2021-07-21"),
            ("0021-01-01", "out of range", "1800"),
        ] {
            let Err(slip) = Date::read(text) else { unreachable!("{text} was read") };
            assert!(slip.message.contains(message), "{text}: {}", slip.message);
            assert!(slip.help.contains(help), "{text}: {}", slip.help);
        }
    }

    proptest! {
        #[test]
        fn every_day_is_read_as_itself(days in 0i64..438_000) {
            let day = day_or_min(1800, 1, 1) + chrono::Duration::days(days);
            let date = Date::read(&day.to_string());
            prop_assert_eq!(date.clone(), Ok(Date::day(day)));
            prop_assert_eq!(date.map(|d| (d.first(), d.last())), Ok((day, day)));
        }

        #[test]
        fn no_text_makes_it_panic(text in "\\PC{0,30}") {
            let _ = Date::read(&text);
        }
    }
}
