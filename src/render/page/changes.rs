//! Pages of what changed: a plan as it came before a meeting, and everything since the last one.

use super::Maker;
use crate::diagnostic::Diagnostic;
use crate::files::Bytes;
use crate::model::scalar::Id;
use crate::render::{before, briefing, news};

impl Maker<'_> {
    /// A plan as it came before a meeting.
    pub(super) fn before(&self, id: &Id, meeting_id: &Id) -> Result<Bytes, Diagnostic> {
        let register = &self.pages.views.edition.register;
        let (Some(plan), Some(meeting)) = (register.plans.get(id), register.meetings.get(meeting_id)) else {
            return Ok(Bytes::new());
        };
        let title = self.linker.meeting_title(meeting_id);
        let trail = vec![self.list_link("plans.html", "Plans"), self.linker.plan(id)];
        let description =
            format!("{} as it stood before {title}, what was decided and what had changed", plan.title);
        let about = self.about(format!("{} – before {title}", plan.title), description, trail);
        match before::page(&self.linker, id, meeting_id, meeting) {
            Some(page) => self.show("plan-before.html", about, page),
            None => Ok(Bytes::new()),
        }
    }

    /// The chair's briefing.
    pub(super) fn briefing(&self, id: &Id) -> Result<Bytes, Diagnostic> {
        let Some(found) = self.pages.views.edition.register.meetings.get(id) else { return Ok(Bytes::new()) };
        let title = self.linker.meeting_title(id);
        let trail = vec![self.list_link("meetings.html", "Meetings"), self.linker.meeting(id)];
        let description = format!("Questions for the chair on each plan before {title}");
        let about = self.about(format!("Briefing for {title}"), description, trail);
        self.show("briefing.html", about, briefing::page(&self.linker, id, found))
    }

    /// What changed since the last meeting.
    pub(super) fn changes(&self) -> Result<Bytes, Diagnostic> {
        let about = self.of_council("Changes", "what changed since the last meeting");
        self.show("changes.html", about, news::page(&self.linker))
    }
}
