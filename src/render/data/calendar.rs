//! `calendar.ics`: meetings and due dates (RFC 5545). It never invents a day: what is known to the month is an entry over
//! the whole month that says so, and what is known to the year only is left out, as an entry of a whole year would cover
//! everything else. All entries are of whole days, take no time in anybody's diary, and are stamped with the date at which
//! the site is read, not with a clock.

use std::io;

use chrono::NaiveDate;

use super::PIECE;
use super::said::plain_words;
use crate::derive::ItemKey;
use crate::derive::Views;
use crate::derive::amended::titled;
use crate::derive::timeline::{Entry, What};
use crate::model::date::{Date, Moment};
use crate::model::meeting::MeetingStatus;
use crate::model::site_address::SiteAddress;
use crate::render::address::{Linker, item_path, record_path};
use crate::render::{labels, words};

/// The most bytes of a line, its end left out (RFC 5545, section 3.1).
const LINE: usize = 75;

/// The meetings and due dates that are known to the month.
fn entries(views: &Views) -> impl Iterator<Item = &Entry> {
    let is_known = |e: &&Entry| matches!(e.what, What::Meeting(_) | What::Due(_)) && !is_year(&e.date);
    views.timeline.iter().filter(is_known)
}

/// Whether there is anything for a calendar: it may not be empty.
pub(super) fn has_entries(views: &Views) -> bool {
    entries(views).next().is_some()
}

fn is_year(date: &Date) -> bool {
    matches!(date.from, Moment::Year(_)) || matches!(date.to, Some(Moment::Year(_)))
}

/// The calendar.
pub(super) fn calendar(linker: &Linker<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let site = &linker.views.edition.register.site;
    let mut lines = Lines::default();
    lines.put("BEGIN", "VCALENDAR");
    lines.put("VERSION", "2.0");
    lines.put("PRODID", "-//scrutineer//calendar 1.0//EN");
    lines.put("CALSCALE", "GREGORIAN");
    lines.put("X-WR-CALNAME", &text(&plain_words(&site.title.0)));
    for entry in entries(linker.views) {
        match &entry.what {
            What::Meeting(id) => meeting(linker, &mut lines, entry, id),
            What::Due(key) => due(linker, &mut lines, entry, key),
            _ => None,
        };
        if lines.0.len() >= PIECE {
            out.write_all(lines.0.as_bytes())?;
            lines.0.clear();
        }
    }
    lines.put("END", "VCALENDAR");
    out.write_all(lines.0.as_bytes())
}

fn meeting(
    linker: &Linker<'_>,
    lines: &mut Lines,
    entry: &Entry,
    id: &crate::model::scalar::Id,
) -> Option<()> {
    let meeting = linker.views.edition.register.meetings.get(id)?;
    let name = meeting.title.as_ref().map_or_else(|| linker.owner(&meeting.body).text, |t| t.0.clone());
    let status = match meeting.status {
        MeetingStatus::Scheduled | MeetingStatus::Held => "CONFIRMED",
        MeetingStatus::NotConfirmed => "TENTATIVE",
        MeetingStatus::Cancelled | MeetingStatus::Postponed => "CANCELLED",
    };
    let said = labels::meeting_status(meeting.status);
    let put_off = meeting.status.is_called_off();
    let before = if put_off { format!("{said}: ") } else { String::new() };
    Event {
        id: format!("meeting-{id}"),
        date: entry.date,
        summary: format!("{before}{name}"),
        description: format!("Meeting: {said}."),
        status,
        page: linker.href(&record_path("meetings", id), None),
    }
    .put(linker, lines);
    Some(())
}

fn due(linker: &Linker<'_>, lines: &mut Lines, entry: &Entry, key: &ItemKey) -> Option<()> {
    let plan = linker.views.edition.register.plans.get(&key.plan)?;
    let standing = linker.views.standings.get(key)?;
    let stated = standing.status.map(|(status, _)| status);
    let inferred = entry.note.as_ref().and_then(words::note_words).map(|n| format!(" ({n})"));
    Event {
        id: format!("due-{}-{}", key.plan, key.item),
        date: entry.date,
        summary: format!("Due: {} {}", key.item, plain_words(&titled(plan, plan.item(&key.item)?))),
        description: format!(
            "Due {}{}, in {}. Official status: {}. Evidence: {}. Schedule: {}.",
            words::date_text(&entry.date),
            inferred.unwrap_or_default(),
            plain_words(&plan.title.0),
            words::status(stated).word,
            words::evidence(standing.evidence).word,
            words::schedule(standing.schedule).word,
        ),
        status: "CONFIRMED",
        page: linker.href(&item_path(key), None),
    }
    .put(linker, lines);
    Some(())
}

/// An entry.
struct Event {
    id: String,
    date: Date,
    summary: String,
    description: String,
    status: &'static str,
    page: String,
}

impl Event {
    fn put(self, linker: &Linker<'_>, lines: &mut Lines) {
        let address = linker.views.edition.register.site.base_url.as_ref();
        let (first, last) = (self.date.first(), self.date.last());
        let is_day = |m: Moment| matches!(m, Moment::Day(_));
        let note = match is_day(self.date.from) && self.date.to.is_none_or(is_day) {
            true => String::new(),
            false => format!(" (in {}, day not stated)", words::date_text(&self.date)),
        };
        lines.put("BEGIN", "VEVENT");
        lines.put("UID", &format!("{}@{}", self.id, address.map_or_else(|| of_council(linker), of_address)));
        lines.put("DTSTAMP", &format!("{}T000000Z", day(linker.views.edition.as_at)));
        lines.put("DTSTART;VALUE=DATE", &day(first));
        // The end is the first day that is not part of it.
        lines.put("DTEND;VALUE=DATE", &day(last.succ_opt().unwrap_or(last)));
        lines.put("SUMMARY", &text(&format!("{}{note}", self.summary)));
        lines.put("DESCRIPTION", &text(&self.description));
        lines.put("STATUS", self.status);
        lines.put("TRANSP", "TRANSPARENT");
        if let Some(address) = address {
            lines.put("URL", &format!("{}{}", address.base(), self.page));
        }
        lines.put("END", "VEVENT");
    }
}

/// What makes an entry's id the only one of its kind: the site's address.
fn of_address(address: &SiteAddress) -> String {
    format!("{}{}", address.host(), address.folder().trim_end_matches('/'))
}

/// The same where the site does not know its address: the council's name.
fn of_council(linker: &Linker<'_>) -> String {
    let council = linker.views.edition.register.site.council.0.to_lowercase();
    let words = council.split(|c: char| !c.is_ascii_alphanumeric()).filter(|w| !w.is_empty());
    format!("{}.invalid", words.collect::<Vec<_>>().join("-"))
}

fn day(day: NaiveDate) -> String {
    day.format("%Y%m%d").to_string()
}

/// A value of words (RFC 5545, section 3.3.11).
fn text(words: &str) -> String {
    let words: String = words.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    words.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,").replace(['\n', '\r'], " ")
}

/// Lines of a calendar, each folded and ended with CRLF.
#[derive(Default)]
struct Lines(String);

impl Lines {
    /// A line, folded before a letter that would pass its length: a folded line goes on after a space.
    fn put(&mut self, name: &str, value: &str) {
        let (mut start, mut room) = (self.0.len(), LINE);
        self.0.push_str(name);
        self.0.push(':');
        self.0.push_str(value);
        while self.0.len() - start > room {
            let fold = (start..=start + room).rev().find(|at| self.0.is_char_boundary(*at)).unwrap_or(start);
            self.0.insert_str(fold, "\r\n ");
            (start, room) = (fold + 3, LINE - 1);
        }
        self.0.push_str("\r\n");
    }
}
