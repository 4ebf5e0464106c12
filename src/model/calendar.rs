//! Working days in England: Monday to Friday without bank holidays. The rules for bank holidays come from outside the
//! site's papers: the Banking and Financial Dealings Act 1971, section 1 and schedule 1, and the royal proclamations under
//! it; Good Friday and Christmas Day by custom. They hold from 1978.

use std::collections::BTreeSet;

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

use super::site::SiteKeys;

/// Days on which a council works.
#[derive(Clone, Debug, Default)]
pub struct WorkingDays {
    /// Bank holidays beside those built in.
    added: BTreeSet<NaiveDate>,
}

impl WorkingDays {
    /// The working days of a site: `[calendar] bank_holidays` of site.toml adds to the built-in table.
    pub fn new(site: &SiteKeys) -> Self {
        let written = site.calendar.iter().flat_map(|c| c.bank_holidays.iter());
        let days = written.flat_map(|date| {
            date.first().iter_days().take(366).take_while(|day| *day <= date.last()).collect::<Vec<_>>()
        });
        WorkingDays { added: days.collect() }
    }

    /// Whether a day is neither a Saturday or Sunday nor a bank holiday.
    pub fn is_working(&self, day: NaiveDate) -> bool {
        !is_weekend(day) && !self.added.contains(&day) && !bank_holidays(day.year()).contains(&day)
    }

    /// Working days between two days, neither of which counts; counting stops at a limit.
    pub fn clear_between(&self, from: NaiveDate, to: NaiveDate, limit: usize) -> usize {
        let between = from.iter_days().skip(1).take_while(|day| *day < to);
        between.filter(|day| self.is_working(*day)).take(limit).count()
    }

    /// The working day that many after a day, counted from the day after it; none where the calendar ends.
    pub fn after(&self, day: NaiveDate, count: usize) -> Option<NaiveDate> {
        match count.checked_sub(1) {
            None => Some(day),
            Some(before) => day.iter_days().skip(1).filter(|day| self.is_working(*day)).nth(before),
        }
    }
}

/// The day that many months after a day; where that month has no such day, its last: two months after 30 December is the
/// last day of February. None where the calendar ends.
pub fn months_after(day: NaiveDate, months: u32) -> Option<NaiveDate> {
    day.checked_add_months(Months::new(months))
}

fn is_weekend(day: NaiveDate) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

/// Easter Sunday of the Gregorian calendar, by the rule of Meeus, Jones and Butcher.
pub fn easter(year: i32) -> Option<NaiveDate> {
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - b / 4 - g + 15) % 30;
    let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let days = h + l - 7 * m + 114;
    NaiveDate::from_ymd_opt(year, u32::try_from(days / 31).ok()?, u32::try_from(days % 31 + 1).ok()?)
}

/// The bank holidays of a year in England and Wales, substitute days included; in no order.
pub fn bank_holidays(year: i32) -> Vec<NaiveDate> {
    let day = |month: u32, day: u32| NaiveDate::from_ymd_opt(year, month, day);
    let first_monday = NaiveDate::from_weekday_of_month_opt(year, 5, Weekday::Mon, 1);
    let last_monday = |month: u32, last: u32| {
        day(month, last)
            .and_then(|d| d.checked_sub_days(Days::new(d.weekday().num_days_from_monday().into())))
    };
    let (boxing, christmas) = (day(12, 26), day(12, 25));
    let mut days = vec![
        day(1, 1).and_then(next_working),
        easter(year).and_then(|d| d.checked_sub_days(Days::new(2))),
        easter(year).and_then(|d| d.checked_add_days(Days::new(1))),
        // Moved to the anniversary of the end of the war in Europe.
        if matches!(year, 1995 | 2020) { day(5, 8) } else { first_monday },
        // Moved beside the day of a jubilee.
        match year {
            2002 | 2012 => day(6, 4),
            2022 => day(6, 2),
            _ => last_monday(5, 31),
        },
        last_monday(8, 31),
    ];
    days.extend(match christmas.map(|d| d.weekday()) {
        Some(Weekday::Fri) => [christmas, day(12, 28)],
        Some(Weekday::Sat) => [day(12, 27), day(12, 28)],
        Some(Weekday::Sun) => [boxing, day(12, 27)],
        _ => [christmas, boxing],
    });
    // Days that were proclaimed once: weddings, jubilees, the millennium, a funeral, a coronation.
    days.push(match year {
        1981 => day(7, 29),
        1999 => day(12, 31),
        2002 => day(6, 3),
        2011 => day(4, 29),
        2012 => day(6, 5),
        2022 => day(6, 3),
        2023 => day(5, 8),
        _ => None,
    });
    days.push(if year == 2022 { day(9, 19) } else { None });
    days.into_iter().flatten().collect()
}

/// The day itself, or the Monday after it where it falls on a Saturday or Sunday.
fn next_working(day: NaiveDate) -> Option<NaiveDate> {
    day.iter_days().find(|d| !is_weekend(*d))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap_or(NaiveDate::MIN)
    }

    #[test]
    fn easter_falls_where_almanacs_have_it() {
        for date in [
            "1961-04-02",
            "1981-04-19",
            "2000-04-23",
            "2008-03-23",
            "2011-04-24",
            "2019-04-21",
            "2024-03-31",
            "2025-04-20",
            "2026-04-05",
            "2038-04-25",
        ] {
            let date = day(date);
            assert_eq!(easter(date.year()), Some(date));
        }
    }

    #[test]
    fn bank_holidays_are_those_that_were_published() {
        for (year, dates) in [
            (2020, "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28"),
            (2021, "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28"),
            (2022, "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27"),
            (2023, "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26"),
            (2012, "01-02 04-06 04-09 05-07 06-04 06-05 08-27 12-25 12-26"),
            (2011, "01-03 04-22 04-25 04-29 05-02 05-30 08-29 12-26 12-27"),
            (2002, "01-01 03-29 04-01 05-06 06-03 06-04 08-26 12-25 12-26"),
            (2026, "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28"),
        ] {
            let mut found = bank_holidays(year);
            found.sort_unstable();
            let found: Vec<String> = found.iter().map(|d| d.format("%m-%d").to_string()).collect();
            assert_eq!(found.join(" "), dates, "{year}");
        }
    }

    #[test]
    fn clear_days_leave_out_both_ends_weekends_and_holidays() {
        let days = WorkingDays::default();
        for (from, to, clear) in [
            ("2025-03-04", "2025-03-12", 5),
            ("2025-03-05", "2025-03-12", 4),
            ("2025-03-12", "2025-03-12", 0),
            ("2025-03-13", "2025-03-12", 0),
            // Christmas and Boxing Day and New Year's Day: 23, 24, 29, 30 and 31 December.
            ("2025-12-22", "2026-01-02", 5),
            ("2025-12-23", "2026-01-02", 4),
            // Good Friday and Easter Monday.
            ("2025-04-14", "2025-04-24", 5),
        ] {
            assert_eq!(days.clear_between(day(from), day(to), 5), clear, "{from} to {to}");
        }
        let added = WorkingDays { added: BTreeSet::from([day("2025-03-06")]) };
        assert_eq!(added.clear_between(day("2025-03-04"), day("2025-03-12"), 5), 4);
    }

    /// A published vector: an inspection report of 9 May 2023, the plan due within 70 working days by 16 August 2023.
    #[test]
    fn seventy_working_days_end_where_a_council_counted_them() {
        let days = WorkingDays::default();
        assert_eq!(days.after(day("2023-05-09"), 70), Some(day("2023-08-16")));
        assert_eq!(days.after(day("2022-05-09"), 70), Some(day("2022-08-17")));
        assert_eq!(days.after(day("2023-05-09"), 0), Some(day("2023-05-09")));
    }
}
