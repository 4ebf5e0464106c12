//! What a cell may say, written behind what stands in the line already: no text is made for a cell alone, since a table has
//! hundreds of thousands of them.

use std::borrow::Cow;
use std::rc::Rc;

use chrono::NaiveDate;
use serde::Serialize;

use crate::model::date::Date;
use crate::model::digits::{Digits, digits};
use crate::model::scalar::{Id, ItemId};

/// What a cell may say.
pub(crate) trait Put {
    /// Writes it; nothing where there is nothing to say.
    fn put(&self, out: &mut String);
}

impl Put for str {
    fn put(&self, out: &mut String) {
        out.push_str(self);
    }
}

impl Put for String {
    fn put(&self, out: &mut String) {
        out.push_str(self);
    }
}

impl Put for Rc<str> {
    fn put(&self, out: &mut String) {
        out.push_str(self);
    }
}

impl Put for Cow<'_, str> {
    fn put(&self, out: &mut String) {
        out.push_str(self);
    }
}

impl Put for Id {
    fn put(&self, out: &mut String) {
        out.push_str(&self.0);
    }
}

impl Put for ItemId {
    fn put(&self, out: &mut String) {
        out.push_str(&self.0);
    }
}

impl Put for Digits {
    fn put(&self, out: &mut String) {
        out.push_str(self.as_str());
    }
}

impl Put for NaiveDate {
    fn put(&self, out: &mut String) {
        digits(*self).put(out);
    }
}

impl Put for Date {
    fn put(&self, out: &mut String) {
        self.from.digits().put(out);
        if let Some(to) = self.to {
            out.push('/');
            to.digits().put(out);
        }
    }
}

impl Put for i64 {
    fn put(&self, out: &mut String) {
        out.push_str(&self.to_string());
    }
}

impl<T: Put + ?Sized> Put for &T {
    fn put(&self, out: &mut String) {
        (**self).put(out);
    }
}

impl<T: Put> Put for Option<T> {
    fn put(&self, out: &mut String) {
        if let Some(value) = self {
            value.put(out);
        }
    }
}

/// Ids or addresses, one space between two.
impl<T: Put> Put for Vec<T> {
    fn put(&self, out: &mut String) {
        separated(self, " ", out);
    }
}

impl<T: Put> Put for [T] {
    fn put(&self, out: &mut String) {
        separated(self, " ", out);
    }
}

/// Writes one after the other, with this between two.
pub(super) fn separated<T: Put>(all: impl IntoIterator<Item = T>, between: &str, out: &mut String) {
    let mut first = true;
    for one in all {
        if !std::mem::take(&mut first) {
            out.push_str(between);
        }
        one.put(out);
    }
}

/// A word of a type, as an author writes it in a content file.
pub(super) struct Word<T>(pub(super) T);

impl<T: Serialize> Put for Word<T> {
    fn put(&self, out: &mut String) {
        // Between quotes; none is as long as that.
        let mut room = [0_u8; 64];
        let mut rest = room.as_mut_slice();
        if serde_json::to_writer(&mut rest, &self.0).is_ok() {
            let length = 64 - rest.len();
            let word = room.get(..length).and_then(|w| w.strip_prefix(b"\"")?.strip_suffix(b"\""));
            out.push_str(word.and_then(|w| std::str::from_utf8(w).ok()).unwrap_or_default());
        }
    }
}
