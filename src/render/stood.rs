//! The meetings a plan came before: a way to the page of how it stood at each.

use serde::Serialize;

use super::address::{Link, Linker, at_path};
use super::words;
use crate::model::extra::Extra;
use crate::model::scalar::Id;

/// A meeting that the plan came before.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct StoodBefore {
    /// The plan as it stood then, read as the meeting's date.
    link: Link,
    /// The meeting's title.
    title: String,
    /// Whether it is the page being read.
    current: bool,
}

/// So many meetings are listed where there are more: those around the page being read, or the latest.
const MOST: usize = 40;

/// The meetings a plan came before, oldest first, as links to how it stood then; none where the site has no such pages.
pub(crate) fn meetings(linker: &Linker<'_>, plan: &Id, current: Option<&Id>) -> Vec<StoodBefore> {
    if !linker.has(Extra::PlansBeforeMeetings) {
        return Vec::new();
    }
    let register = &linker.views.edition.register;
    let all: Vec<&Id> = linker.views.meetings_of(plan).collect();
    let at = current.and_then(|current| all.iter().position(|id| *id == current)).unwrap_or(all.len());
    let first = at.saturating_sub(MOST / 2).min(all.len().saturating_sub(MOST));
    let one = |id: &&Id| {
        let meeting = register.meetings.get(*id)?;
        let text = words::date_text(&meeting.date);
        let link = linker.to(&at_path(plan, id), None, text);
        Some(StoodBefore { link, title: linker.meeting_title(id), current: current == Some(*id) })
    };
    all.iter().skip(first).take(MOST).filter_map(one).collect()
}
