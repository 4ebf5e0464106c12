//! Meetings: only one that took place can have resolved anything, what it decided should say about what, and its papers
//! should have been published in time.

use super::known::Known;
use crate::diagnostic::{Code, Diagnostic, Slip};
use crate::model::calendar::WorkingDays;
use crate::model::meeting::{Effect, Meeting, MeetingStatus, Resolution, Verb};
use crate::model::notice::{CLEAR_DAYS, bound, clear_days};
use crate::model::trail::Trail;

pub(super) fn check(known: &Known<'_>, faults: &mut Vec<Diagnostic>) {
    let days = WorkingDays::new(&known.register.site);
    for (id, meeting) in &known.register.meetings {
        let file = format!("content/meetings/{id}.yaml");
        let top = Trail::top(&file);
        let list = top.key("resolutions");
        faults.extend(not_held(meeting).map(|slip| list.at_key().fault(slip)));
        faults.extend(ahead(known, meeting).map(|slip| top.key("status").fault(slip)));
        faults.extend(short_notice(known, &days, meeting).map(|s| top.key("notice_published").fault(s)));
        for (position, resolution) in meeting.resolutions.iter().enumerate() {
            contradicted(&list.index(position), resolution, faults);
        }
        // Without a plan there is nothing that a resolution could affect.
        if known.register.plans.is_empty() {
            continue;
        }
        for (position, resolution) in meeting.resolutions.iter().enumerate() {
            let slip = affects_nothing(resolution);
            faults.extend(slip.map(|slip| list.index(position).key("ref").fault(slip)));
        }
    }
}

/// What is resolved at a meeting that did not take place; told here once, not at those who cite it.
fn not_held(meeting: &Meeting) -> Option<Slip> {
    let status = match meeting.status {
        MeetingStatus::Held => return None,
        MeetingStatus::NotConfirmed => "a meeting that nobody confirms",
        MeetingStatus::Scheduled => "a meeting that is scheduled",
        MeetingStatus::Cancelled => "a meeting that is cancelled",
        MeetingStatus::Postponed => "a meeting that is postponed",
    };
    (!meeting.resolutions.is_empty()).then(|| {
        let message = format!("{status} has resolutions");
        let help = "if it took place, write status: held; else take the resolutions out, or move them to the meeting that \
                    passed them";
        Slip::new(Code::ResolutionNotHeld, message, help)
    })
}

/// A decision that says nothing of what it is about. To note something decides nothing.
fn affects_nothing(resolution: &Resolution) -> Option<Slip> {
    let decides = resolution.verbs.iter().any(|verb| *verb != Verb::Noted);
    (decides && resolution.affects.is_empty()).then(|| {
        let message = format!("resolution `{}` decides something, and affects nothing", resolution.reference);
        let help = "say what it is about: affects: [{of: PLAN/ID, effect: …}]; the effect none says that it does nothing \
                    to what it names";
        Slip::new(Code::ResolutionAffectsNothing, message, help)
    })
}

/// What an effect does that is the contrary of what was resolved: declined and yet approved, approved and yet declined.
pub(super) fn against(resolution: &Resolution, effect: Effect) -> Option<&'static str> {
    let only = |verbs: &[Verb]| {
        !resolution.verbs.is_empty() && resolution.verbs.iter().all(|verb| verbs.contains(verb))
    };
    let refuses = only(&[Verb::Declined, Verb::Deferred]);
    let grants = only(&[Verb::Approved, Verb::Agreed, Verb::Endorsed, Verb::SignedOff]);
    Some(match effect {
        Effect::CompletionApproved if refuses => {
            "only declines or defers, and its effect approves a completion"
        }
        Effect::DateAgreed if refuses => "only declines or defers, and its effect agrees a date",
        Effect::Closed if refuses => "only declines or defers, and its effect closes something",
        Effect::Merged if refuses => "only declines or defers, and its effect merges something",
        Effect::CompletionDeclined if grants => {
            "only approves or agrees, and its effect declines a completion"
        }
        _ => return None,
    })
}

fn contradicted(at: &Trail<'_>, resolution: &Resolution, faults: &mut Vec<Diagnostic>) {
    for (position, affects) in resolution.affects.iter().enumerate() {
        let Some(against) = against(resolution, affects.effect) else { continue };
        let message = format!("resolution `{}` {against}", resolution.reference);
        let help = "read the minute again: correct the effect, or give the verb that it goes with";
        let list = at.key("affects");
        let entry = list.index(position);
        faults.push(entry.key("effect").fault(Slip::new(Code::EffectContradictsVerb, message, help)));
    }
}

/// Held on a day that is still to come.
fn ahead(known: &Known<'_>, meeting: &Meeting) -> Option<Slip> {
    let held = meeting.status == MeetingStatus::Held && meeting.date.last() > known.dates.today;
    held.then(|| {
        let message = format!("a meeting of {} cannot have been held yet", meeting.date);
        let slip = Slip::new(
            Code::FutureMeeting,
            message,
            "write status: scheduled, or correct the date of the meeting",
        );
        // A meeting that is still to come has resolved nothing: with resolutions, its date is the slip.
        if meeting.resolutions.is_empty() { slip.replaced_by("scheduled") } else { slip }
    })
}

/// Notice shorter than five clear working days, of a body that the law binds. A month or year is read as the day that
/// leaves most time: only what cannot be in time is told.
fn short_notice(known: &Known<'_>, days: &WorkingDays, meeting: &Meeting) -> Option<Slip> {
    bound(known.register, meeting)?;
    let (_, clear) = clear_days(days, meeting.notice_published?, meeting.date, CLEAR_DAYS);
    (clear < CLEAR_DAYS).then(|| {
        let count = match clear {
            0 => "no clear working day".to_owned(),
            1 => "1 clear working day".to_owned(),
            _ => format!("{clear} clear working days"),
        };
        let message = format!("{count} between this notice and the meeting of {}, where the law asks for five", meeting.date);
        let help = "counted are Mondays to Fridays between the two days, both left out, without bank holidays in England; \
                    check the dates with your monitoring officer, and allow it where a shorter notice was lawful";
        Slip::new(Code::ShortNotice, message, help)
    })
}
