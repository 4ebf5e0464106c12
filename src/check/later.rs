//! What lies ahead of the site: papers dated after today, a site read at a day that is still to come, and what the day it
//! is read at leaves out.

use super::evidence::rounds;
use super::known::Known;
use super::walk::{Origin, Walk};
use crate::diagnostic::{Code, Diagnostic, Place, Slip};
use crate::model::date::Date;
use crate::model::meeting::MeetingStatus;

pub(super) fn check(known: &Known<'_>, faults: &mut Vec<Diagnostic>) {
    for (id, paper) in &known.register.papers {
        if known.is_future_paper(id)
            && let Some(date) = paper.header.date
        {
            let message = format!("this paper is dated {date}, which is still to come");
            let help = "correct the date if it is a slip; if the paper was published before its date, add publish_on: and \
                        the day of publication; else the site leaves it out until that day is over";
            let place = Place::top(format!("content/papers/{id}.md")).at("date");
            faults.push(Slip::new(Code::FuturePaper, message, help).at(place));
        }
    }
    let Some(as_at) = known.register.site.as_at else { return };
    if as_at.last() > known.dates.today {
        let message = format!("the site is read at {as_at}, which is still to come");
        let help = "write the day of the latest papers; with a later one, every page says how things stand on a day that \
                    nobody knows yet (a month or year counts by its last day)";
        let slip = Slip::new(Code::FutureAsAt, message, help);
        faults.push(slip.at(Place::top("site.toml").at("as_at")));
    }
    for (id, meeting) in &known.register.meetings {
        if meeting.status == MeetingStatus::Held && known.published.shows(meeting.common()) {
            let place = Place::top(format!("content/meetings/{id}.yaml")).at("date");
            faults.extend(left_out(known, meeting.date, "this meeting").map(|slip| slip.at(place)));
        }
    }
}

/// What happened after the day that site.toml gives.
fn left_out(known: &Known<'_>, date: Date, what: &str) -> Option<Slip> {
    // Another day, asked for on the command line, leaves out what it is meant to.
    let as_at = known.register.site.as_at.filter(|as_at| as_at.last() == known.dates.as_at)?;
    let later = date.last() > known.dates.as_at && date.last() <= known.dates.today;
    later.then(|| {
        let message = format!("{what} of {date} is later than the site's as_at ({as_at}) and is left out");
        let help = "to show it, set as_at in site.toml to that day or a later one (a month or year counts by its last \
                    day)";
        Slip::new(Code::LaterThanAsAt, message, help)
    })
}

/// The words of a plan that are left out.
pub(super) fn of_plan(known: &Known<'_>, walk: &Walk<'_>, faults: &mut Vec<Diagnostic>) {
    if !known.shows_plan(walk.plan) {
        return;
    }
    for entry in walk.entries.iter().filter(|entry| known.published.shows(entry.common)) {
        for said in entry.words.iter().filter(|said| matches!(said.origin, Origin::Own(_))) {
            let slip = left_out(known, said.date, "this update");
            let slip = slip.filter(|_| known.published.shows(said.common));
            faults.extend(slip.map(|slip| walk.fault_at_date(entry, said, slip)));
        }
    }
    for (place, round) in rounds(walk) {
        let slip = left_out(known, round.date, "this round");
        let slip = slip.filter(|_| known.published.shows(round.common()));
        faults.extend(slip.map(|slip| slip.at(place.at("date"))));
    }
}
