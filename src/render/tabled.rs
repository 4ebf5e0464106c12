//! Which meetings a plan or paper came before, and which it is to come before: a meeting that lies ahead, or that was called
//! off, is not told as one that had it before it.

use serde::Serialize;

use super::address::{Link, Linker};
use super::labels;
use crate::model::meeting::MeetingStatus;
use crate::model::scalar::Id;

/// Meetings that a plan or paper comes before, under the words that are true of them.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Tabled {
    /// "Came before", "Comes before" or "Was to come before".
    words: &'static str,
    /// The meetings, oldest first, each with its status where it is not one that was held.
    meetings: Vec<Link>,
}

/// Meetings in the order given, by whether they are past, lie ahead or were called off.
pub(crate) fn tabled<'a>(linker: &Linker<'_>, meetings: impl Iterator<Item = &'a Id>) -> Vec<Tabled> {
    let mut groups = ["Came before", "Comes before", "Was to come before"]
        .map(|words| Tabled { words, meetings: Vec::new() });
    for id in meetings {
        let Some(meeting) = linker.views.edition.register.meetings.get(id) else { continue };
        let ahead = meeting.date.last() > linker.views.edition.as_at;
        let at = match meeting.status {
            MeetingStatus::Cancelled | MeetingStatus::Postponed => 2,
            _ if ahead => 1,
            // It is written as to come, and nobody said that it took place.
            MeetingStatus::Scheduled => 2,
            MeetingStatus::Held | MeetingStatus::NotConfirmed => 0,
        };
        let link = linker.meeting(id);
        let told = match meeting.status {
            MeetingStatus::Held => link,
            MeetingStatus::Scheduled if ahead => link,
            status => Link { text: format!("{} ({})", link.text, labels::meeting_status(status)), ..link },
        };
        if let Some(group) = groups.get_mut(at) {
            group.meetings.push(told);
        }
    }
    groups.into_iter().filter(|group| !group.meetings.is_empty()).collect()
}

/// A paper as it was tabled: at which meetings it was, the oldest first.
pub(crate) fn paper<'v>(linker: &Linker<'v>, id: &Id) -> Vec<&'v Id> {
    let views = linker.views;
    let dated = |id: &'v Id| Some((id, &views.edition.register.meetings.get(id)?.date));
    let mut at: Vec<_> = views.backlinks.tabled.get(id).into_iter().flatten().filter_map(dated).collect();
    at.sort_by(|(_, a), (_, b)| a.by_first_day(b));
    at.into_iter().map(|(id, _)| id).collect()
}
