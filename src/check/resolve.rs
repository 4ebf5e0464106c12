//! Whether what one record names exists and is published, and the words where it does not or is not. A record in a file
//! with structural faults counts as existing: no fault shown may be a mere consequence of another.

use super::known::Known;
use crate::diagnostic::{Code, Diagnostic, Slip, nearest};
use crate::model::date::Date;
use crate::model::record::Common;
use crate::model::register::{Paper, Plan, Register};
use crate::model::scalar::{Anchor, Id, ItemId, ItemRef, ResolutionRef, Written};
use crate::model::source::{Owners, Source, Sources};
use crate::model::trail::Trail;

/// Help where a paragraph is there, and markdown reads its number as part of the text above.
pub(super) const SWALLOWED: &str =
    "that paragraph is there, and its number is not read: see the warning at it";

/// Resolves references and keeps the faults.
pub(super) struct Resolver<'k, 'r> {
    pub(super) register: &'r Register,
    known: &'k Known<'r>,
    pub(super) faults: &'k mut Vec<Diagnostic>,
    /// Whether what is named is no reference that a reader meets, so that it need not be published.
    aside: bool,
}

/// What to write instead, and the very text where it is known.
pub(super) struct Help {
    pub(super) words: String,
    text: Option<String>,
}

impl From<String> for Help {
    fn from(words: String) -> Self {
        Help { words, text: None }
    }
}

/// Help that names the nearest record, or says where to add one.
fn help<'a>(written: &str, known: impl IntoIterator<Item = &'a str>, otherwise: &str) -> Help {
    let known: Vec<&str> = known.into_iter().collect();
    let same = || known.iter().copied().find(|name| unpadded(name) == unpadded(written));
    match same().or_else(|| nearest(written, known.iter().copied())) {
        Some(near) => Help { words: format!("did you mean `{near}`?"), text: Some(near.to_owned()) },
        None => Help { words: otherwise.to_owned(), text: None },
    }
}

/// A name whose numbers have no zeros in front: `scrutiny-2025-9` and `scrutiny-2025-09` are one meeting.
fn unpadded(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for letter in name.chars() {
        if out.ends_with('0') && letter.is_ascii_digit() {
            let start = out.len() - 1;
            let before = out.get(..start).unwrap_or_default();
            if !before.ends_with(|c: char| c.is_ascii_digit()) {
                out.truncate(start);
            }
        }
        out.push(letter);
    }
    out
}

impl<'k, 'r> Resolver<'k, 'r> {
    /// Help that names the nearest record, or says where to add one.
    pub(super) fn help<'a>(
        &self,
        written: &str,
        known: impl Iterator<Item = &'a str>,
        otherwise: &str,
    ) -> Help {
        match self.known.may_guess() {
            true => help(written, known, otherwise),
            false => Help { words: otherwise.to_owned(), text: None },
        }
    }

    pub(super) fn new(known: &'k Known<'r>, faults: &'k mut Vec<Diagnostic>) -> Self {
        Resolver { register: known.register, known, faults, aside: false }
    }

    /// Resolves what no reader meets as a reference: it has to exist, and need not be published.
    pub(super) fn aside(&mut self, resolve: impl FnOnce(&mut Self)) {
        let outer = std::mem::replace(&mut self.aside, true);
        resolve(self);
        self.aside = outer;
    }

    /// Whether a date lies after the one that the site is read at.
    pub(super) fn is_later(&self, date: Date) -> bool {
        self.known.published.is_later(Some(date))
    }

    /// Warns of a record that is named where it is read, and is not published itself.
    fn public(&mut self, trail: &Trail<'_>, name: &str, common: &Common) {
        let Some(why) = self.known.why_unpublished(common).filter(|_| !self.aside) else { return };
        self.unpublished(trail, name, &why);
    }

    fn unpublished(&mut self, trail: &Trail<'_>, name: &str, why: &str) {
        let help = "readers meet \"a paper that is not published\" in its place, or nothing; publish it, take this out, or \
                    allow it if that is meant";
        self.fault(
            trail,
            Code::CitesUnpublished,
            format!("`{name}` is not published: {why}"),
            help.to_owned(),
        );
    }

    pub(super) fn fault(&mut self, trail: &Trail<'_>, code: Code, message: String, help: impl Into<Help>) {
        let Help { words, text } = help.into();
        let mut slip = Slip::new(code, message, words);
        slip.replacement = text;
        self.faults.push(trail.fault(slip));
    }

    /// Whether a file, or one whose name begins so (`bodies.yaml.txt`), has structural faults.
    fn is_broken(&self, file: &str) -> bool {
        let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
        let prefix = format!("{stem}.");
        self.register.broken.range(prefix.clone()..).next().is_some_and(|f| f.starts_with(&prefix))
    }

    pub(super) fn paper(&mut self, trail: &Trail<'_>, id: &Id) -> Option<&'r Paper> {
        let found = self.register.papers.get(id).map(AsRef::as_ref);
        let file = format!("content/papers/{id}.md");
        if found.is_none() && !self.is_broken(&file) {
            let known = self.register.papers.keys().map(|k| k.0.as_str());
            let help = self.help(&id.0, known, &format!("write {file}, or name a paper that is there"));
            self.fault(trail, Code::UnknownPaper, format!("there is no paper `{id}`"), help);
        }
        if let Some(why) = found.and_then(|p| self.known.why_paper_unpublished(id, p)).filter(|_| !self.aside)
        {
            self.unpublished(trail, &id.0, &why);
        }
        found
    }

    pub(super) fn plan(&mut self, trail: &Trail<'_>, id: &Id) -> Option<&'r Plan> {
        let found = self.register.plans.get(id).map(AsRef::as_ref);
        let file = format!("content/plans/{id}.yaml");
        if found.is_none() && !self.is_broken(&file) {
            let known = self.register.plans.keys().map(|k| k.0.as_str());
            let help = self.help(&id.0, known, &format!("write {file}, or name a plan that is there"));
            self.fault(trail, Code::UnknownPlan, format!("there is no plan `{id}`"), help);
        }
        if let Some(plan) = found {
            self.public(trail, &id.0, plan.file.common());
        }
        found
    }

    pub(super) fn meeting(&mut self, trail: &Trail<'_>, id: &Id) {
        let file = format!("content/meetings/{id}.yaml");
        let found = self.register.meetings.get(id);
        if let Some(meeting) = found {
            return self.public(trail, &id.0, meeting.common());
        }
        if !self.is_broken(&file) {
            let known = self.register.meetings.keys().map(|k| k.0.as_str());
            let help = self.help(&id.0, known, &format!("write {file}, or name a meeting that is there"));
            self.fault(trail, Code::UnknownMeeting, format!("there is no meeting `{id}`"), help);
        }
    }

    pub(super) fn resolution(&mut self, trail: &Trail<'_>, reference: &ResolutionRef) {
        let Some(meeting) = self.register.meetings.get(&reference.meeting) else {
            let whole = |near| Some(format!("{near}/{}", reference.resolution));
            return self.within(whole, |r| r.meeting(trail, &reference.meeting));
        };
        self.public(trail, &reference.meeting.0, meeting.common());
        let found = meeting.resolutions.iter().find(|r| r.reference == reference.resolution);
        if let Some(resolution) = found.filter(|_| self.known.published.shows(meeting.common())) {
            let name = format!("{}/{}", reference.meeting, reference.resolution);
            self.public(trail, &name, resolution.common());
        }
        let known = || meeting.resolutions.iter().map(|r| r.reference.0.as_str());
        if found.is_none() {
            let (meeting, resolution) = (&reference.meeting, &reference.resolution);
            let list: Vec<&str> = known().collect();
            let otherwise = match list.as_slice() {
                [] => format!("add it to `resolutions` in content/meetings/{meeting}.yaml"),
                _ => format!("the meeting has: {}", list.join(", ")),
            };
            let message = format!("meeting `{meeting}` has no resolution `{resolution}`");
            self.fault(trail, Code::UnknownResolution, message, otherwise);
        }
    }

    pub(super) fn body(&mut self, trail: &Trail<'_>, id: &Id) {
        if let Some(body) = self.register.body(id) {
            return self.public(trail, &id.0, body.common());
        }
        if !self.is_broken("content/bodies.yaml") {
            let known = self.register.bodies.iter().map(|b| b.id.0.as_str());
            let help = self.help(&id.0, known, "add it to content/bodies.yaml");
            self.fault(trail, Code::UnknownBody, format!("there is no body `{id}`"), help);
        }
    }

    pub(super) fn owner(&mut self, trail: &Trail<'_>, id: &Id) {
        let owner = self.register.owner(id).map(|o| o.common());
        if let Some(common) = owner.or(self.register.body(id).map(|b| b.common())) {
            return self.public(trail, &id.0, common);
        }
        let broken = self.is_broken("content/bodies.yaml") || self.is_broken("content/owners.yaml");
        if !broken {
            let owners = self.register.owners.iter().map(|o| o.id.0.as_str());
            let known = owners.chain(self.register.bodies.iter().map(|b| b.id.0.as_str()));
            let help = self.help(
                &id.0,
                known,
                "add it to content/owners.yaml (a role or team) or content/bodies.yaml",
            );
            self.fault(trail, Code::UnknownOwner, format!("there is no owner or body `{id}`"), help);
        }
    }

    pub(super) fn owners(&mut self, trail: &Trail<'_>, owners: &Owners) {
        for (position, id) in owners.iter().enumerate() {
            // One owner may stand without a list; the place is then the value itself.
            self.owner(&trail.index(position), id);
        }
    }

    pub(super) fn thread(&mut self, trail: &Trail<'_>, id: &Id) {
        if let Some(thread) = self.register.thread(id) {
            return self.public(trail, &id.0, thread.common());
        }
        if !self.is_broken("content/threads.yaml") {
            let known = self.register.threads.iter().map(|t| t.id.0.as_str());
            let help = self.help(&id.0, known, "add it to content/threads.yaml");
            self.fault(trail, Code::UnknownThread, format!("there is no thread `{id}`"), help);
        }
    }

    /// What a recommendation answers: `PAPER/F1` is meant as `PAPER#F1`.
    pub(super) fn answer(&mut self, trail: &Trail<'_>, reference: &ItemRef) {
        let ItemRef { plan, item } = reference;
        let item = item.as_ref().filter(|_| !self.register.plans.contains_key(plan));
        let Some(item) = item.filter(|_| self.register.papers.contains_key(plan)) else {
            return self.item(trail, reference);
        };
        let right = format!("{plan}#{item}");
        let message = format!("there is no plan `{plan}`, but a paper of that name");
        let help = Help { words: format!("did you mean `{right}`?"), text: Some(right) };
        self.fault(trail, Code::UnknownPlan, message, help);
    }

    pub(super) fn item(&mut self, trail: &Trail<'_>, reference: &ItemRef) {
        let whole = |near| match &reference.item {
            Some(item) => Some(format!("{near}/{item}")),
            None => Some(near),
        };
        let plan = self.within(whole, |r| r.plan(trail, &reference.plan));
        if let (Some(plan), Some(item)) = (plan, &reference.item) {
            let whole = |near| Some(format!("{}/{near}", reference.plan));
            self.within(whole, |r| r.item_of(trail, &reference.plan, plan, item));
        }
    }

    /// Resolves a name that is a part of the value at its place: `whole` makes the text for the place from the name that
    /// was meant, where it can be known.
    pub(super) fn within<T>(
        &mut self,
        whole: impl Fn(String) -> Option<String>,
        resolve: impl FnOnce(&mut Self) -> T,
    ) -> T {
        let before = self.faults.len();
        let found = resolve(self);
        for fault in self.faults.iter_mut().skip(before) {
            fault.replacement = fault.replacement.take().and_then(&whole);
        }
        found
    }

    pub(super) fn item_of(&mut self, trail: &Trail<'_>, id: &Id, plan: &Plan, item: &ItemId) {
        let entry = self.known.plan(id).and_then(|walk| walk.entry(item));
        if let Some(entry) = entry {
            let why = self.known.why_entry_unpublished(plan, entry).filter(|_| !self.aside);
            if let Some(why) = why {
                self.unpublished(trail, &format!("{id}/{item}"), &why);
            }
        } else {
            let known = plan.items().map(|i| i.id().0.as_str());
            let help = self.help(&item.0, known, &format!("add it to content/plans/{id}.yaml"));
            let message = format!("plan `{id}` has no action or recommendation `{item}`");
            self.fault(trail, Code::UnknownAction, message, help);
        }
    }

    pub(super) fn measure_of(&mut self, trail: &Trail<'_>, id: &Id, plan: &Plan, measure: &ItemId) {
        if let Some(found) = plan.measure(measure) {
            self.public(trail, &format!("{id}/{measure}"), found.common());
        } else {
            let known = plan.measures.iter().map(|m| m.id.0.as_str());
            let help =
                self.help(&measure.0, known, &format!("add it to `measures` in content/plans/{id}.yaml"));
            self.fault(trail, Code::UnknownMeasure, format!("plan `{id}` has no measure `{measure}`"), help);
        }
    }

    pub(super) fn anchor(&mut self, trail: &Trail<'_>, id: &Id, paper: &Paper, anchor: &Anchor) {
        let inspection = paper.header.inspection.as_ref();
        let findings = || inspection.iter().flat_map(|i| i.findings.iter()).map(|f| f.reference.0.as_str());
        if paper.has_anchor(&anchor.0) || findings().any(|f| f == anchor.0) {
            return;
        }
        let given = || paper.outline.anchors.iter().filter(|a| a.given).map(|a| a.name.as_str());
        // A thousand names are enough to guess from; the last is shown with the first.
        let mut known: Vec<&str> = given().chain(findings()).take(1000).collect();
        if known.len() == 1000 {
            known.extend(given().next_back());
        }
        // `p2A` is more exact than `p2`: to cite less, or more, is no slip of the finger.
        let deep = known.iter().copied().filter(|name| depth(name) == depth(&anchor.0));
        let help = match (nearest(&anchor.0, deep), known.as_slice()) {
            _ if paper.outline.is_swallowed(&anchor.0) => SWALLOWED.to_owned(),
            (_, []) => format!("number its paragraphs, or mark a block of it with {{#{}}}", anchor.0),
            (Some(near), _) => format!("did you mean `{near}`? the paper has: {}", short_list(&known)),
            (None, _) => format!("the paper has: {}", short_list(&known)),
        };
        let help = match Id::read(&anchor.0).is_ok_and(|id| self.register.papers.contains_key(&id)) {
            true => format!("to cite a paper as a whole, write source: {{paper: {}}}", anchor.0),
            false => help,
        };
        let message = format!("paper `{id}` has no paragraph, block or finding `{}`", anchor.0);
        self.fault(trail, Code::UnknownAnchor, message, help);
    }

    pub(super) fn sources(&mut self, trail: &Trail<'_>, sources: &Sources, plan: Option<&Plan>) {
        for (position, source) in sources.iter().enumerate() {
            self.source(&trail.index(position), source, plan);
        }
    }

    fn source(&mut self, trail: &Trail<'_>, source: &Source, plan: Option<&Plan>) {
        if let Some(resolution) = &source.resolution {
            self.resolution(&trail.key("resolution"), resolution);
        }
        if source.paper.is_none() && source.at.is_empty() {
            return;
        }
        let Some(id) = source.paper.as_ref().or(plan.and_then(|p| p.set_out_in.as_ref())) else {
            let anchors: Vec<&str> = source.at.iter().map(|a| a.0.as_str()).collect();
            let help =
                "write paper and anchor, such as improvement-plan#p9; or give the plan a `set_out_in` paper";
            let message = format!("`{}` does not say in which paper", anchors.join(", "));
            return self.fault(trail, Code::UnknownPaper, message, help.to_owned());
        };
        let paper = match &source.paper {
            // It may stand alone or as PAPER#p9.
            Some(id) => self.within(|_| None, |r| r.paper(&trail.key("paper"), id)),
            // A `set_out_in` paper that does not exist is told at that key.
            None => self.register.papers.get(id).map(AsRef::as_ref),
        };
        let Some(paper) = paper else { return };
        for (position, anchor) in source.at.iter().enumerate() {
            let at = trail.key("at");
            self.anchor(&at.index(position), id, paper, anchor);
        }
    }
}

/// How deep an anchor reaches into a paper: `p2` a paragraph, `p2.1` one within it, `p2A` an item of it; none for the
/// names that authors choose.
fn depth(anchor: &str) -> Option<(usize, bool)> {
    let number = anchor.strip_prefix('p').filter(|n| n.starts_with(|c: char| c.is_ascii_digit()))?;
    Some((number.matches('.').count(), number.ends_with(|c: char| c.is_ascii_alphabetic())))
}

/// The first and last of a long list.
fn short_list(names: &[&str]) -> String {
    match names {
        [first, .., last] if names.len() > 12 => format!("{first} … {last}"),
        _ => names.join(", "),
    }
}
