//! Decisions on completion that no update follows: a resolution changes no status by itself, so an item that the board would
//! not call complete goes on reading "reported complete".

use super::known::Known;
use super::meetings::against;
use crate::diagnostic::{Code, Diagnostic, Slip};
use crate::model::history::{self, Spoken};
use crate::model::meeting::{Effect, Meeting, MeetingStatus, Resolution};
use crate::model::scalar::{Id, ItemRef, ResolutionRef};
use crate::model::trail::Trail;

pub(super) fn of_meeting(known: &Known<'_>, id: &Id, meeting: &Meeting, faults: &mut Vec<Diagnostic>) {
    if meeting.status == MeetingStatus::Held && meeting.date.last() <= known.dates.as_at {
        let file = format!("content/meetings/{id}.yaml");
        let top = Trail::top(&file);
        let list = top.key("resolutions");
        for (position, resolution) in meeting.resolutions.iter().enumerate() {
            let at = list.index(position);
            let list = at.key("affects");
            for (position, affects) in resolution.affects.iter().enumerate() {
                let slips = affects
                    .of
                    .iter()
                    .filter_map(|of| not_followed(known, (id, meeting), resolution, affects.effect, of));
                faults.extend(slips.map(|slip| list.index(position).key("of").fault(slip)));
            }
        }
    }
}

/// An item whose status says the contrary of what was resolved on its completion, by a word not later than the meeting.
fn not_followed(
    known: &Known<'_>,
    (id, meeting): (&Id, &Meeting),
    resolution: &Resolution,
    effect: Effect,
    of: &ItemRef,
) -> Option<Slip> {
    // Nobody can tell what was meant.
    if against(resolution, effect).is_some() {
        return None;
    }
    let walk = known.plan(&of.plan)?;
    let item = of.item.as_ref()?;
    let entry = walk.entry(item)?;
    let at = ResolutionRef { meeting: id.clone(), resolution: resolution.reference.clone() };
    let counted = known.shows_entry(walk.plan, entry) && known.is_commitment(walk.plan, entry.item);
    if !counted || !known.published.shows_resolution(&at) {
        return None;
    }
    let words = known.shown_words(walk.plan, entry);
    let status = history::status(&words);
    if status.is_some_and(|(_, said)| said.date().last() > meeting.date.last()) {
        return None;
    }
    let is_complete = status.is_some_and(|(status, _)| status.is_completion());
    let cites = words.iter().any(|said| {
        let sources = said.word().source.iter().flat_map(|s| s.iter());
        sources.filter_map(|s| s.resolution.as_ref()).any(|cited| *cited == at)
    });
    let is_ended = status.is_some_and(|(status, _)| !status.is_open());
    let now = "add an update to it that cites the resolution, with the status it has now: source: {resolution: MEETING/REF}";
    let (message, help) = match effect {
        // Who cites it and goes on calling the item complete has not followed it.
        Effect::CompletionDeclined if is_complete => (
            format!(
                "resolution `{}` does not approve completion of `{item}`, which goes on reading complete",
                at.resolution
            ),
            now,
        ),
        Effect::Reopened if is_ended => {
            let goes_on = if is_complete { "complete" } else { "closed" };
            (format!("resolution `{}` reopens `{item}`, which goes on reading {goes_on}", at.resolution), now)
        }
        Effect::CompletionApproved if !is_complete && !cites => (
            format!(
                "resolution `{}` approves completion of `{item}`, and no update calls it complete",
                at.resolution
            ),
            "add an update with status: signed_off that cites the resolution: source: {resolution: MEETING/REF}",
        ),
        _ => return None,
    };
    Some(Slip::new(Code::ResolutionNotFollowed, message, help))
}
