//! Days, months and years as they are written in files: year first.

use chrono::{Datelike, NaiveDate};

/// A day as it is written in a file, such as 2021-10-31.
pub fn digits(day: NaiveDate) -> Digits {
    Digits::of(day.year(), day.month(), day.day())
}

/// A year, a month or a day as it is written in a file. Made by hand, since tables of data hold them by the million, and
/// the date library reads its format anew for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Digits {
    bytes: [u8; 16],
    length: usize,
}

impl Digits {
    /// A month or day of 0 is not known.
    pub(super) fn of(year: i32, month: u32, day: u32) -> Self {
        let digit = |number: u32| b'0' + (number % 10) as u8;
        let mut digits = Digits { bytes: [0; 16], length: 0 };
        match u32::try_from(year) {
            Ok(year @ 0..=9999) => {
                digits.put(&[digit(year / 1000), digit(year / 100), digit(year / 10), digit(year)]);
            }
            // No date that is written; the day before all others is one.
            _ => digits.put(year.to_string().as_bytes()),
        }
        if month > 0 {
            digits.put(&[b'-', digit(month / 10), digit(month)]);
        }
        if day > 0 {
            digits.put(&[b'-', digit(day / 10), digit(day)]);
        }
        digits
    }

    fn put(&mut self, bytes: &[u8]) {
        if let Some(room) = self.bytes.get_mut(self.length..self.length + bytes.len()) {
            room.copy_from_slice(bytes);
            self.length += bytes.len();
        }
    }

    /// As text.
    pub fn as_str(&self) -> &str {
        self.bytes.get(..self.length).and_then(|b| std::str::from_utf8(b).ok()).unwrap_or_default()
    }
}
