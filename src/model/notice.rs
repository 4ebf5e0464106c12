//! Notice of a meeting: whom the rule of five clear days binds, and how the days are counted. The rule: Local Government Act
//! 1972, section 100B, as amended by SI 2002/715 (England). The Act does not say that only working days count; we do.

use chrono::{Datelike, NaiveDate};

use super::calendar::WorkingDays;
use super::date::{Date, Moment};
use super::meeting::Meeting;
use super::people::BodyKind;
use super::register::Register;

/// Clear days that the law asks for.
pub const CLEAR_DAYS: usize = 5;
/// The year from which five were asked for in every month; before, three were.
const FIVE_SINCE: i32 = 2003;

/// The kind of the body that meets, where the law of England asks for notice of the meeting: it is a council, an executive
/// or a scrutiny board, and the meeting was neither cancelled nor put off, nor held when fewer days were asked for.
pub fn bound(register: &Register, meeting: &Meeting) -> Option<BodyKind> {
    let kind = register.body(&meeting.body)?.kind;
    let takes_place = !meeting.status.is_called_off();
    let bound = matches!(kind, BodyKind::Council | BodyKind::Executive | BodyKind::ScrutinyBoard);
    let five = meeting.date.last().year() >= FIVE_SINCE;
    (bound && takes_place && five && register.site.is_of_england()).then_some(kind)
}

/// The fewest and the most clear working days between a notice and a meeting, by every day that the two dates may mean;
/// neither day counts, and counting stops at a limit.
pub fn clear_days(days: &WorkingDays, notice: Date, meeting: Date, limit: usize) -> (usize, usize) {
    let begins = match meeting.from {
        Moment::Day(day) => day,
        Moment::Month(..) | Moment::Year(_) => meeting.last(),
    };
    let least = days.clear_between(notice.last(), meeting.first(), limit);
    (least, days.clear_between(notice.first(), begins, limit))
}

/// The latest day on which notice leaves the clear working days that the law asks for before a meeting; none where the
/// day of the meeting is not known.
pub fn latest_day(days: &WorkingDays, meeting: Date) -> Option<NaiveDate> {
    let Moment::Day(begins) = meeting.from else { return None };
    let mut before = std::iter::successors(begins.pred_opt(), NaiveDate::pred_opt);
    before.by_ref().filter(|day| days.is_working(*day)).nth(CLEAR_DAYS - 1)?.pred_opt()
}
