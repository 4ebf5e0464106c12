//! Days that cannot follow each other: words before their item or after today, work done after it was told, due before it
//! begins, put off without a reason, or told before the resolution that it cites.

use super::known::Known;
use super::walk::{Entry, Origin, Walk};
use crate::diagnostic::{Code, Diagnostic, Place, Slip};
use crate::model::date::Date;
use crate::model::history;
use crate::model::measure::{Reading, ReadingOrValue};
use crate::model::meeting::MeetingStatus;
use crate::model::update::Status;

pub(super) fn of_plan(known: &Known<'_>, walk: &Walk<'_>, faults: &mut Vec<Diagnostic>) {
    for entry in &walk.entries {
        before_birth(known, walk, entry, faults);
        words(known, walk, entry, faults);
        faults.extend(done_but_open(known, walk, entry));
        before_resolution(known, walk, entry, faults);
        dates(walk, entry, faults);
    }
    rounds(known, walk, faults);
    measures(known, walk, faults);
}

/// An update from before its item is known. Where nothing dates the item, or what dates it cannot be read, that is told.
fn before_birth(known: &Known<'_>, walk: &Walk<'_>, entry: &Entry<'_>, faults: &mut Vec<Diagnostic>) {
    let Some(birth) = entry.birth.filter(|_| known.is_dated(walk, entry)) else { return };
    if known.is_born_of_future_paper(walk, entry) {
        return;
    }
    let item = entry.item.id();
    for said in &entry.words {
        // A month or year may mean the day of the birth or after: only what cannot be is told.
        let Some(done) = said.word.done.filter(|done| done.last() < birth.first()) else { continue };
        // Where the word itself is too old, that is told.
        if said.date.last() >= birth.last() {
            let message = format!("`{item}` was done on {done}, before it is first known ({birth})");
            let help = "correct `done`, or give the item `made`, the day it was promised or recommended; where it was \
                        done before anybody promised it, allow this";
            faults.push(walk.fault(entry, said, "done", Slip::new(Code::UpdateBeforeBirth, message, help)));
        }
    }
    for said in entry.words.iter().filter(|said| said.date.last() < birth.last()) {
        let message = format!("this update of {} is older than `{item}`, first known on {birth}", said.date);
        let help =
            "correct the date of the update, or give the item `made`, the day it was promised or recommended";
        faults.push(walk.fault_at_date(entry, said, Slip::new(Code::UpdateBeforeBirth, message, help)));
    }
}

/// A word that cites a resolution passed after it. Whatever day a month or year may mean: only what cannot be is told.
fn before_resolution(known: &Known<'_>, walk: &Walk<'_>, entry: &Entry<'_>, faults: &mut Vec<Diagnostic>) {
    for said in &entry.words {
        let sources = said.word.source.iter().flat_map(|s| s.iter());
        for cited in sources.filter_map(|s| s.resolution.as_ref()) {
            let Some((meeting, _)) = known.register.resolution(cited) else { continue };
            // A meeting that was not held, or not yet, is told at the meeting.
            let passed = meeting.status == MeetingStatus::Held && meeting.date.last() <= known.dates.today;
            if passed && meeting.date.first() > said.date.last() {
                let message =
                    format!("this update of {} cites a resolution of {}, after it", said.date, meeting.date);
                let help = "correct the date of the update, or of the meeting; or cite the resolution in an update of the \
                            day it was passed";
                let slip = Slip::new(Code::UpdateBeforeResolution, message, help);
                faults.push(walk.fault(entry, said, "source", slip));
                break;
            }
        }
    }
}

fn words(known: &Known<'_>, walk: &Walk<'_>, entry: &Entry<'_>, faults: &mut Vec<Diagnostic>) {
    for said in &entry.words {
        // A round that is dated ahead is told once, at its date.
        if matches!(said.origin, Origin::Own(_)) {
            let slip = ahead(known, said.date, "this update");
            faults.extend(slip.map(|slip| walk.fault_at_date(entry, said, slip)));
        }
        // Whatever day a month or year may mean: only what cannot be is told.
        if let Some(done) = said.word.done.filter(|done| done.first() > said.date.last()) {
            let message = format!("done on {done}, and told on {}, before it was done", said.date);
            let help = "`date` is the day the word was published, `done` the day the work was done: correct one of them";
            let slip = Slip::new(Code::DoneAfterUpdate, message, help);
            faults.push(walk.fault(entry, said, "done", slip));
        }
    }
    for moved in history::due_dates(entry.work.due, &entry.words).2 {
        if moved.days > 0 && moved.by.word.reason.is_none() {
            let message = format!("due on {} instead of {}, and no reason is given", moved.to, moved.from);
            let help =
                "add `reason` with the words of the paper; where it gives none, reason: No reason was given.";
            let slip = Slip::new(Code::SlippageWithoutReason, message, help);
            faults.push(walk.fault(entry, moved.by, "due", slip));
        }
    }
}

/// `done` in the latest word on an item that is open: the status was forgotten, or the day does not belong here. What recurs is
/// done again and again.
fn done_but_open(known: &Known<'_>, walk: &Walk<'_>, entry: &Entry<'_>) -> Option<Diagnostic> {
    let words = known.shown_words(walk.plan, entry);
    let last = words.iter().rposition(|said| said.word.done.is_some() || said.word.status.is_some())?;
    let said = words.get(last).filter(|said| said.word.done.is_some())?;
    let status = history::status(&words).map(|(status, _)| status);
    let is_open = status.is_none_or(Status::is_open) && entry.work.frequency.is_none();
    (is_open && known.is_commitment(walk.plan, entry.item)).then(|| {
        let message =
            format!("a day is given on which `{}` was done, and nothing calls it complete", entry.item.id());
        let help = "add status: complete to this update; or, where the work goes on, take `done` out";
        walk.fault(entry, said, "done", Slip::new(Code::DoneButOpen, message, help))
    })
}

/// `2024/2025` ends with December, where a council most likely means March or the summer: nine months in which nothing is late.
fn two_years(due: Date) -> Option<Slip> {
    let year = due.year_of_two()?;
    let next = year + 1;
    let message = format!("due on {due}, which is to the end of December {next}");
    let help = format!(
        "the financial year is {year}-04/{next}-03, the school year {year}-09/{next}-08; where two whole years are meant, \
         write {year}-01/{next}-12"
    );
    Some(Slip::new(Code::DueInTwoYears, message, help))
}

/// Due before it begins, or in two years, as first published or as an update has it.
fn dates(walk: &Walk<'_>, entry: &Entry<'_>, faults: &mut Vec<Diagnostic>) {
    faults.extend(entry.work.due.and_then(two_years).map(|slip| slip.at(entry.place.at("due"))));
    for said in &entry.words {
        faults.extend(said.word.due.and_then(two_years).map(|slip| walk.fault(entry, said, "due", slip)));
    }
    let Some(start) = entry.work.start else { return };
    let slip = |due: Date| {
        let message = format!("due on {due}, before it is to begin ({start})");
        Slip::new(Code::DueBeforeStart, message, "correct `start` or `due`")
    };
    let early = |due: Option<Date>| due.filter(|due| due.last() < start.first());
    faults.extend(early(entry.work.due).map(|due| slip(due).at(entry.place.at("due"))));
    for said in &entry.words {
        faults.extend(early(said.word.due).map(|due| walk.fault(entry, said, "due", slip(due))));
    }
}

/// Something that is told as past and lies ahead. Today is not named: the words would change every day.
fn ahead(known: &Known<'_>, date: Date, what: &str) -> Option<Slip> {
    (date.last() > known.dates.today).then(|| {
        let message = format!("{what} is dated {date}, which is still to come");
        let help = "correct the date if it is a slip; until that day is over, the site leaves this out (a month or year \
                    counts by its last day)";
        Slip::new(Code::FutureUpdate, message, help)
    })
}

fn rounds(known: &Known<'_>, walk: &Walk<'_>, faults: &mut Vec<Diagnostic>) {
    let top = Place::top(format!("content/plans/{}.yaml", walk.id));
    let own = walk.plan.rounds.iter().enumerate().map(|(i, round)| (top.at("rounds").at(i), round));
    let files = walk.plan.round_files.iter();
    let files = files.map(|(id, round)| (Place::top(format!("content/plans/{}/{id}.yaml", walk.id)), round));
    for (place, round) in own.chain(files) {
        let slip = ahead(known, round.date, "this round");
        let told = slip.is_some();
        faults.extend(slip.map(|slip| slip.at(place.at("date"))));
        for (measure, reading) in round.readings.iter().filter(|_| !told) {
            if let ReadingOrValue::Reading(reading) = reading {
                let place = place.at("readings").at(measure.0.as_str());
                faults.extend(reading_ahead(known, reading, &place));
            }
        }
    }
}

fn measures(known: &Known<'_>, walk: &Walk<'_>, faults: &mut Vec<Diagnostic>) {
    let list = Place::top(format!("content/plans/{}.yaml", walk.id)).at("measures");
    for (position, measure) in walk.plan.measures.iter().enumerate() {
        let at = list.at(position);
        let baseline = measure.baseline.iter();
        faults.extend(baseline.filter_map(|r| reading_ahead(known, r, &at.at("baseline"))));
        let readings = measure.readings.iter().enumerate();
        faults.extend(readings.filter_map(|(i, r)| reading_ahead(known, r, &at.at("readings").at(i))));
        for (i, comparator) in measure.comparators.iter().enumerate() {
            let at = at.at("comparators").at(i);
            let readings = comparator.readings.iter().enumerate();
            faults.extend(readings.filter_map(|(i, r)| reading_ahead(known, r, &at.at("readings").at(i))));
        }
    }
}

fn reading_ahead(known: &Known<'_>, reading: &Reading, at: &Place) -> Option<Diagnostic> {
    let slip = ahead(known, reading.published?, "this figure")?;
    Some(slip.at(at.at("published")))
}
