//! The date that was meant by a text which is none: the British way, with dots or words, in two digits.

use chrono::NaiveDate;

use super::{Moment, month_name};
use crate::diagnostic::{Code, Slip};

/// What is said of a text that is no date, with the date that was meant where only one can be.
pub(super) fn not_a_date(text: &str) -> Slip {
    let message = format!("`{text}` is not a date");
    match meant(text) {
        Some(date) => {
            Slip::new(Code::BadDate, message, format!("write dates year first: {date}")).replaced_by(date)
        }
        None => {
            let help = "write dates year first: 2021-10-31, or 2021-10 for a month, 2021 for a year, \
                        2021-07-20/2021-07-21 for a span; words go to the key that ends in _text";
            Slip::new(Code::BadDate, message, help)
        }
    }
}

/// The date meant by `31/10/2021`, `31.10.21`, `2021/10/31`, `2021-9-3`, `Sunday 31st October 2021` or `October 2021`, as
/// it is to be written; none where it could mean another: `2010/11` may be a school year, `1-2/2021` two months.
fn meant(text: &str) -> Option<String> {
    let text: String = text.chars().map(|c| if is_dash(c) { '-' } else { c }).collect();
    let (year, month, day) =
        if text.chars().any(char::is_alphabetic) { in_words(&text)? } else { in_digits(&text)? };
    let signed = i32::try_from(year).ok().filter(|y| (1800..=2999).contains(y))?;
    match day {
        Some(day) => NaiveDate::from_ymd_opt(signed, month, day).map(|d| d.format("%Y-%m-%d").to_string()),
        None => Some(Moment::Month(signed, month).to_string()),
    }
}

/// A year, a month, and a day where there is one.
type Parts = (u32, u32, Option<u32>);

fn is_dash(letter: char) -> bool {
    matches!(letter, '\u{2010}'..='\u{2015}' | '\u{2212}')
}

fn in_words(text: &str) -> Option<Parts> {
    let words: Vec<&str> =
        text.split([' ', '-', '.', ',', '/', '\u{a0}']).filter(|w| !w.is_empty() && *w != "of").collect();
    let words = match words.as_slice() {
        [weekday, rest @ ..] if weekday.to_lowercase().ends_with("day") => rest,
        all => all,
    };
    match words {
        [d, m, y] if day_number(d).is_some() => Some((full_year(y)?, month_number(m)?, day_number(d))),
        [m, d, y] => Some((full_year(y)?, month_number(m)?, Some(day_number(d)?))),
        [m, y] => Some((full_year(y)?, month_number(m)?, None)),
        _ => None,
    }
}

fn in_digits(text: &str) -> Option<Parts> {
    let sign = text.chars().find(|c| !c.is_ascii_digit())?;
    let fields: Vec<&str> = text.split(sign).collect();
    let number = |field: &str| field.parse::<u32>().ok().filter(|_| field.len() <= 2);
    match fields.as_slice() {
        [y, m, d] if y.len() == 4 => Some((full_year(y)?, month(number(m)?)?, Some(number(d)?))),
        [d, m, y] => Some((full_year(y)?, month(number(m)?)?, Some(number(d)?))),
        [m, y] if y.len() == 4 => Some((full_year(y)?, month(number(m)?)?, None)),
        [y, m] if m.len() == 1 && sign != '/' => Some((full_year(y)?, month(number(m)?)?, None)),
        _ => None,
    }
}

fn month(number: u32) -> Option<u32> {
    (1..=12).contains(&number).then_some(number)
}

/// A day of a month, `3` or `3rd`.
fn day_number(word: &str) -> Option<u32> {
    let digits = ["st", "nd", "rd", "th"].iter().find_map(|end| word.strip_suffix(end)).unwrap_or(word);
    digits.parse().ok().filter(|day| (1..=31).contains(day))
}

/// A year in four digits, or in two where the century can only be this one.
fn full_year(word: &str) -> Option<u32> {
    let year: u32 = word.parse().ok()?;
    match word.len() {
        4 => Some(year),
        2 if year < 50 => Some(2000 + year),
        _ => None,
    }
}

/// The month a word names: `October`, `Oct` or `Sept`.
fn month_number(word: &str) -> Option<u32> {
    let word = word.to_lowercase();
    (1..=12).find(|m| word.len() >= 3 && month_name(*m).to_lowercase().starts_with(&word))
}
