//! Takes out of papers, meetings and lists what is not published at the date.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;

use super::{Maker, Standing};
use crate::model::changed::Changed;
use crate::model::meeting::{Meeting, MeetingStatus};
use crate::model::memo::Memo;
use crate::model::paper::PaperHeader;
use crate::model::record::{Common, Withheld};
use crate::model::register::{Paper, Register};
use crate::model::scalar::Id;

impl Maker<'_> {
    /// What may be said of withheld papers, by meeting.
    pub(super) fn withheld_notes(&self) -> BTreeMap<Id, Vec<String>> {
        let mut notes: BTreeMap<Id, Vec<String>> = BTreeMap::new();
        for (id, meeting) in &self.all.meetings {
            let papers = meeting.papers.iter().filter_map(|p| self.all.papers.get(p));
            // A paper that is still a draft, or not to be spoken of yet, was not withheld from anybody.
            let announced = papers
                .map(|p| p.header.common())
                .filter(|common| !common.draft.is_some_and(|d| d.0) && !self.is_later(common.publish_on));
            let withheld = announced.filter_map(|common| common.withheld.as_ref());
            let said: Vec<String> = withheld.filter_map(said_of).collect();
            if !said.is_empty() && !self.drafts {
                notes.insert(id.clone(), said);
            }
        }
        notes
    }

    pub(super) fn prune_papers(
        &mut self,
        register: &mut Register,
        kept: &mut Memo<Id, Option<Arc<Paper>>>,
        changed: &Changed,
    ) {
        let gone = register.papers.iter().filter(|(_, p)| self.is_withdrawn(p.header.common()));
        self.gone = gone.map(|(id, p)| (id.clone(), known_since(&p.header))).collect();
        register.papers.retain(|id, paper| {
            let standing = self.paper(id);
            self.keep(standing, || format!("paper {id}"))
                && self.not_withdrawn(paper.header.common(), "paper", || format!("papers/{id}.html"))
        });
        let pruned = |id: &Id| {
            let paper = self.all.papers.get(id)?;
            let mut pruned = Paper::clone(paper);
            self.prune_paper(&mut pruned);
            // Most lose nothing, and are kept once in memory.
            Some(if pruned == **paper { paper.clone() } else { Arc::new(pruned) })
        };
        for (id, paper) in kept.all(register.papers.keys().cloned().collect(), changed, pruned) {
            paper.and_then(|paper| register.papers.insert(id, paper));
        }
        register.pages.retain(|id, page| {
            let standing = self.by_common(page.header.common());
            self.keep(standing, || format!("page {id}"))
                && self.not_withdrawn(page.header.common(), "page", || format!("{id}.html"))
        });
    }

    fn prune_paper(&self, paper: &mut Paper) {
        self.blank(&mut paper.header.known_from, None);
        if let Some(motion) = &mut paper.header.motion {
            motion.own.received.take_if(|d| self.is_later(Some(*d)));
            motion.own.forwarded.take_if(|d| self.is_later(Some(*d)));
        }
        if let Some(inspection) = &mut paper.header.inspection {
            inspection.own.published.take_if(|d| self.is_later(Some(*d)));
            inspection.own.fieldwork.take_if(|d| self.is_later(Some(*d)));
            inspection
                .findings
                .0
                .retain(|f| self.shows(f.common()) && self.sources(&f.source, None) == Standing::Public);
            for finding in &mut inspection.findings.0 {
                self.blank(&mut finding.source, None);
            }
        }
        // A verdict cannot be read beside a paper that cannot be shown.
        paper.header.claims.0.retain(|c| self.sources(&c.against, None) == Standing::Public);
        for claim in &mut paper.header.claims.0 {
            self.blank(&mut claim.against, None);
        }
    }

    pub(super) fn prune_meetings(
        &mut self,
        register: &mut Register,
        kept: &mut Memo<Id, Option<Arc<Meeting>>>,
        changed: &Changed,
    ) {
        register.meetings.retain(|id, meeting| {
            let ahead = self.lies_ahead(meeting);
            let standing = match self.by_common(meeting.common()) {
                Standing::Public if self.is_later(Some(meeting.date)) && !ahead => Standing::Later,
                standing => standing,
            };
            self.keep(standing, || format!("meeting {id}"))
                && self.not_withdrawn(meeting.common(), "meeting", || format!("meetings/{id}.html"))
        });
        let pruned = |id: &Id| {
            let meeting = self.all.meetings.get(id)?;
            let mut pruned = Meeting::clone(meeting);
            self.prune_meeting(&mut pruned);
            Some(if pruned == **meeting { meeting.clone() } else { Arc::new(pruned) })
        };
        for (id, meeting) in kept.all(register.meetings.keys().cloned().collect(), changed, pruned) {
            meeting.and_then(|meeting| register.meetings.insert(id, meeting));
        }
        let is_hidden = |paper: &Id| !register.papers.contains_key(paper);
        for meeting in register.meetings.values_mut().filter(|m| m.papers.iter().any(is_hidden)) {
            Arc::make_mut(meeting).papers.0.retain(|paper| !is_hidden(paper));
        }
    }

    fn prune_meeting(&self, meeting: &mut Meeting) {
        if self.lies_ahead(meeting) {
            as_announced(meeting);
        }
        meeting.own.notice_published.take_if(|d| d.last() > self.as_at);
        let resolutions = &mut meeting.resolutions.0;
        resolutions.retain(|r| self.shows(r.common()) && self.sources(&r.source, None) == Standing::Public);
        self.blank(&mut meeting.source, None);
        for resolution in &mut meeting.resolutions.0 {
            self.blank(&mut resolution.source, None);
        }
    }

    /// An event or disagreement has no page at which its withdrawal could be said: it is left out.
    fn listed(&self, common: &Common) -> Standing {
        if self.shows(common) { Standing::Public } else { Standing::Unpublished }
    }

    /// Whether an owner, body or thread is shown; one that was taken back keeps a short page.
    fn keep_listed(&mut self, common: &Common, what: &'static str, folder: &str, id: &Id) -> bool {
        let standing = self.by_common(common);
        self.keep(standing, || format!("{what} {id}"))
            && self.not_withdrawn(common, what, || format!("{folder}/{id}.html"))
    }

    pub(super) fn prune_lists(&mut self, register: &mut Register) {
        for (_, scheme) in &mut register.site.own.ratings.0 {
            self.blank(&mut scheme.source, None);
        }
        register.bodies.retain(|r| self.keep_listed(r.common(), "body", "bodies", &r.id));
        register.owners.retain(|r| self.keep_listed(r.common(), "owner", "owners", &r.id));
        register.threads.retain(|r| self.keep_listed(r.common(), "thread", "threads", &r.id));
        register.events.retain(|event| {
            let standing = match (self.listed(event.common()), self.sources(&event.source, None)) {
                (Standing::Public, _) if self.is_later(Some(event.date)) => Standing::Later,
                (Standing::Public, sources) => sources,
                (standing, _) => standing,
            };
            self.keep(standing, || format!("event of {}", event.date))
        });
        for event in register.events.iter_mut() {
            self.blank(&mut event.source, None);
        }
        register.disagreements.retain(|entry| {
            let all = entry.between.iter().all(|s| self.source_is_public(s, None));
            let standing = match self.listed(entry.common()) {
                Standing::Public if !all => Standing::Later,
                standing => standing,
            };
            self.keep(standing, || format!("disagreement {}", entry.id))
        });
    }
}

/// The first day on which a site shows a paper, by its own keys.
fn known_since(header: &PaperHeader) -> NaiveDate {
    header.common().publish_on.or(header.date).map_or(NaiveDate::MIN, |d| d.last())
}

/// What is known of a meeting before it takes place.
fn as_announced(meeting: &mut Meeting) {
    meeting.status = match meeting.status {
        MeetingStatus::Cancelled | MeetingStatus::Postponed => meeting.status,
        _ => MeetingStatus::Scheduled,
    };
    meeting.minutes = None;
    meeting.attendance.0.clear();
    meeting.resolutions.0.clear();
}

/// What may be said of a withheld paper: its note, and the paragraphs of Schedule 12A to the Local Government Act 1972
/// relied on. Without a note nothing is said.
fn said_of(withheld: &Withheld) -> Option<String> {
    let note = withheld.note.as_ref()?;
    let paragraphs: Vec<&str> =
        withheld.schedule_12a.iter().flat_map(|l| l.iter()).map(|p| p.0.as_str()).collect();
    Some(match paragraphs.as_slice() {
        [] => note.0.clone(),
        [one] => format!("{} (Schedule 12A, paragraph {one})", note.0),
        many => format!("{} (Schedule 12A, paragraphs {})", note.0, many.join(", ")),
    })
}
