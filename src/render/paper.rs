//! A paper's page: its header box, its narrative with numbered paragraphs, the facts of a motion or inspection, checked
//! claims, and the records that cite it.

use std::collections::BTreeMap;

use serde::Serialize;

use super::address::{Link, Linker, Links};
use super::cite::{Cites, cites};
use super::clocks::{self, ClockWords};
use super::disputes::{ClaimWords, DisagreementWords, Excerpts, Reader};
use super::labels;
use super::motion::{Motion, motion};
use super::recurrence::{AnswerWords, answer};
use super::tabled::{self, Tabled, tabled};
use super::words::{self, DateWords};
use crate::derive::ItemKey;
use crate::derive::amended::titled;
use crate::derive::backlinks::FindingKey;
use crate::markdown::Heading;
use crate::model::commitment;
use crate::model::paper::{PaperKeys, PaperKind};
use crate::model::register::{Item, Paper, Plan};
use crate::model::scalar::{Anchor, Answer, Id};

/// What the page says.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Page {
    /// "Report", "Motion" and so on.
    kind: &'static str,
    /// Its date.
    date: Option<DateWords>,
    /// How much of it the site holds: "in full", "a summary", "an extract".
    form: Option<&'static str>,
    /// The reference as the council prints it.
    cited_as: Option<String>,
    /// What it is about, as HTML.
    summary: Option<String>,
    /// Where it is known from, if the site does not hold it.
    known_from: Cites,
    /// The body that it belongs to.
    body: Option<Link>,
    /// Who wrote it.
    from: Links,
    /// Whom it is addressed to.
    to: Links,
    /// The paper's header box: what is asked, and "yes", "no" or "not stated".
    header: Vec<(&'static str, String)>,
    /// Its licence, in words.
    licence: Option<String>,
    /// Where it was published.
    source_url: Option<Link>,
    /// Background papers, in words.
    background: Vec<String>,
    /// What it asks for, each with the resolution that decided it; a motion's calls stand with the motion.
    asks: Vec<(String, Option<Link>)>,
    /// Meetings that it came before, and those that it is to come before.
    meetings: Vec<Tabled>,
    /// Plans that it sets out.
    plans: Vec<Link>,
    /// Its headings.
    contents: Vec<Content>,
    /// The text, as pieces of HTML.
    narrative: Vec<String>,
    /// What is particular to a motion.
    motion: Option<Motion>,
    /// What is particular to an inspection.
    inspection: Option<Inspection>,
    /// What a press report claims, with our verdict.
    claims: Vec<ClaimWords>,
    /// What other papers claim that was compared with this one.
    claims_on: Vec<ClaimWords>,
    /// Places of it that records cite.
    cited: Vec<Cited>,
    /// Where it does not fit together with other papers.
    disagreements: Vec<DisagreementWords>,
}

/// An entry of the contents list.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Content {
    /// How deep the heading stands: 2 or 3.
    pub(crate) level: u8,
    /// The address of the place on the page.
    pub(crate) href: String,
    /// The heading.
    pub(crate) text: String,
}

/// What is particular to an inspection.
#[derive(Clone, Debug, Serialize)]
struct Inspection {
    /// Who inspected.
    inspectorate: Links,
    /// Under which rules.
    framework: Option<String>,
    /// What sort of inspection.
    kind: &'static str,
    /// When the inspectors were there.
    fieldwork: Option<DateWords>,
    /// When it was published.
    published: Option<DateWords>,
    /// The statement that the law asks for after it, where it does.
    clock: Option<ClockWords>,
    /// Each area with its grade, in the inspectorate's words.
    judgements: Vec<(String, String)>,
    /// What was found.
    findings: Vec<FindingWords>,
    /// Findings that nothing answers, as links to them.
    unanswered: Vec<Link>,
}

/// What an inspection found.
#[derive(Clone, Debug, Serialize)]
struct FindingWords {
    /// Its reference, which is also the id of its place.
    id: String,
    /// "Strength", "Area for improvement" and so on.
    kind: &'static str,
    /// The reference as the inspectorate prints it.
    cited_as: Option<String>,
    /// A short name.
    label: Option<String>,
    /// What was found, as HTML.
    text: Option<String>,
    /// Concerns that it belongs to.
    threads: Vec<Link>,
    /// Where it is told.
    sources: Cites,
    /// What answers it; nothing where no answer is to be expected.
    answer: Option<AnswerWords>,
}

/// A place of the paper and the records that are set out there.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Cited {
    /// The place, as a link to it.
    place: Link,
    /// Whether each of them is a commitment of its own.
    commitments: bool,
    /// The records: id and title.
    items: Vec<(Link, String)>,
}

/// What is set out at each place of a paper, by its anchor.
pub(crate) type Made = BTreeMap<String, Cited>;

/// What a paper's page says; its narrative with its live views already in place.
pub(crate) fn page(
    linker: &Linker<'_>,
    (id, paper): (&Id, &Paper),
    narrative: Vec<String>,
    made: Made,
    excerpts: &Excerpts,
) -> Page {
    let header = &paper.header;
    let plans = linker.views.backlinks.set_out.get(id).into_iter().flatten();
    let disputes = Reader::new(linker, excerpts);
    Page {
        kind: labels::paper_kind(header.kind),
        date: words::maybe_date(header.date, header.note("date")),
        form: labels::form(header.form),
        cited_as: header.common().cited_as.as_ref().map(|c| c.0.clone()),
        summary: linker.maybe(header.summary.as_ref()),
        known_from: cites(linker, &header.known_from, None),
        body: header.body.as_ref().map(|b| linker.owner(b)),
        from: linker.owners(&header.from),
        to: linker.owners(&header.to),
        header: header_box(header),
        licence: header.licence.as_ref().map(|t| t.0.clone()),
        source_url: header.source_url.as_ref().map(|t| outside(&t.0)),
        background: header.background_papers.iter().map(|t| t.0.clone()).collect(),
        asks: if header.motion.is_some() { Vec::new() } else { asks(linker, header) },
        meetings: tabled(linker, tabled::paper(linker, id).into_iter()),
        plans: plans.map(|id| linker.plan(id)).collect(),
        contents: contents(&paper.outline.headings),
        narrative,
        motion: header.motion.as_ref().map(|m| motion(linker, id, paper, m)),
        inspection: header.inspection.as_ref().map(|i| inspection(linker, id, i)),
        claims: disputes.claims_of(id),
        claims_on: disputes.claims_on(id),
        cited: elsewhere(paper, made),
        disagreements: disputes.disagreements_of(id),
    }
}

/// An address outside the site; live only where it is one of the web.
fn outside(address: &str) -> Link {
    let live = address.starts_with("https://") || address.starts_with("http://");
    Link { href: live.then(|| address.to_owned()), text: address.to_owned() }
}

/// The contents list of a narrative.
pub(crate) fn contents(headings: &[Heading]) -> Vec<Content> {
    let one = |h: &Heading| Content { level: h.level, href: format!("#{}", h.anchor), text: h.text.clone() };
    headings.iter().map(one).collect()
}

/// The answers of a report's header box; a report says "not stated" where it does not say.
fn header_box(header: &PaperKeys) -> Vec<(&'static str, String)> {
    let lines = [
        ("Open for call-in", &header.call_in),
        ("Contains confidential or exempt information", &header.contains_exempt),
        ("Wards affected", &header.wards),
        ("Ward members consulted", &header.consulted),
    ];
    let shown = header.kind == PaperKind::Report || lines.iter().any(|(_, a)| a.is_some());
    let words = |(label, given): &(&'static str, &Option<Answer>)| (*label, labels::answer(given.as_ref()));
    if shown { lines.iter().map(words).collect() } else { Vec::new() }
}

/// What a paper asks for, each with the resolution that decided it.
fn asks(linker: &Linker<'_>, header: &PaperKeys) -> Vec<(String, Option<Link>)> {
    let decided = |ask: &crate::model::paper::Ask| {
        let reference = ask.decision.as_ref()?;
        Some(linker.resolution(&reference.meeting, &reference.resolution))
    };
    header.asks.iter().map(|ask| (linker.text(&ask.text), decided(ask))).collect()
}

fn inspection(
    linker: &Linker<'_>,
    id: &Id,
    inspection: &crate::model::record::Dated<crate::model::paper::InspectionKeys>,
) -> Inspection {
    let finding = |finding: &crate::model::paper::Finding| FindingWords {
        id: finding.reference.0.clone(),
        kind: labels::finding_kind(finding.kind),
        cited_as: finding.common().cited_as.as_ref().map(|c| c.0.clone()),
        label: finding.label.as_ref().map(|l| l.0.clone()),
        text: linker.maybe(finding.text.as_ref()),
        threads: finding.threads.iter().map(|t| linker.thread(t)).collect(),
        sources: cites(linker, &finding.source, None),
        answer: answer(linker, &FindingKey { paper: id.clone(), finding: finding.reference.clone() }),
    };
    let findings: Vec<FindingWords> = inspection.findings.iter().map(finding).collect();
    let bare = findings.iter().filter(|f| f.answer.as_ref().is_some_and(|a| a.tag.is_some()));
    let bare = bare.map(|f| Link { href: Some(format!("#{}", f.id)), text: f.id.clone() }).collect();
    Inspection {
        inspectorate: linker.owners(&inspection.inspectorate),
        framework: inspection.framework.as_ref().map(|f| f.0.clone()),
        kind: labels::inspection_type(inspection.kind),
        fieldwork: words::maybe_date(inspection.fieldwork, inspection.note("fieldwork")),
        published: words::maybe_date(inspection.published, inspection.note("published")),
        clock: clocks::statement(linker, id, inspection),
        judgements: inspection
            .judgements
            .iter()
            .map(|(area, grade)| (area.0.clone(), grade.0.clone()))
            .collect(),
        findings,
        unanswered: bare,
    }
}

/// What is set out at each place of a paper.
pub(crate) fn made(linker: &Linker<'_>, id: &Id) -> Made {
    let views = linker.views;
    let one = |(anchor, keys): (&Anchor, &Vec<ItemKey>)| {
        let found = keys.iter().filter_map(|key| {
            let plan = views.edition.register.plans.get(&key.plan)?;
            Some((key, plan, plan.item(&key.item)?))
        });
        let found: Vec<_> = found.collect();
        let cited = Cited {
            place: Link { href: Some(format!("#{}", anchor.0)), text: words::anchor(&anchor.0) },
            commitments: found.iter().all(|(_, plan, item)| is_commitment(plan, *item)),
            items: found.iter().map(|(key, plan, item)| (linker.item(key), titled(plan, *item))).collect(),
        };
        (anchor.0.clone(), cited)
    };
    views.backlinks.cited.get(id).into_iter().flatten().map(one).collect()
}

/// Whether an item is a commitment of its own: a recommendation that actions answer is not, nor is a proposal.
fn is_commitment(plan: &Plan, item: Item<'_>) -> bool {
    let tracked = item.action.is_some() || item.recommendation.is_some_and(|r| plan.is_tracked(r));
    tracked && commitment::of_item(plan, item).is_made()
}

/// What is set out at places that the narrative does not show: findings, and papers that are not held.
fn elsewhere(paper: &Paper, made: Made) -> Vec<Cited> {
    let hidden = |anchor: &str| !paper.has_anchor(anchor);
    made.into_iter().filter(|(anchor, _)| hidden(anchor)).map(|(_, cited)| cited).collect()
}
