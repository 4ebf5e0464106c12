//! Papers and standing pages as they are found: each numbered paragraph or named block by itself, and the paper as a whole.

use super::document::{Document, PLAIN};
use super::passages::passages;
use crate::derive::Views;
use crate::markdown::{Chunk, Style};
use crate::model::paper::PaperKind;
use crate::model::register::{Page, Paper};
use crate::model::scalar::{Anchor, Id};
use crate::render::address::{Linker, page_path, record_path};
use crate::render::plain::plain;
use crate::render::{labels, words};

/// The council's and the inspectors' own papers come before what records, notes and articles say of them.
const SOURCE: u32 = 32;
/// Articles and background papers.
const BESIDE: u32 = 20;
/// A paragraph that commitments cite is one that the plan rests on: so much more for each, up to four.
const CITED: u32 = 2;

/// A narrative's HTML without its live views: what they show is found where it is told.
fn narrative(linker: &Linker<'_>, text: &str, style: Style) -> String {
    let chunks = linker.narrative(text, style, &|_| false);
    chunks.into_iter().filter_map(|c| if let Chunk::Html(html) = c { Some(html) } else { None }).collect()
}

/// A paper: itself, its findings, its claims and its passages.
pub(super) fn paper(linker: &Linker<'_>, id: &Id, paper: &Paper) -> Vec<Document> {
    let header = &paper.header;
    let maybe = |text| linker.maybe(text).map(|html| plain(&html)).unwrap_or_default();
    let name = |id: &Id| linker.owner(id).text;
    let itself = Document::new(&record_path("papers", id), labels::paper_kind(header.kind), &header.title.0)
        .of(header.date.map(|d| words::date_text(&d)).unwrap_or_default());
    let mut said = vec![maybe(header.summary.as_ref())];
    said.extend(header.common().cited_as.iter().map(|c| c.0.clone()));
    said.extend(header.from.iter().chain(header.to.iter()).map(name));
    said.extend(header.asks.iter().map(|ask| plain(&linker.text(&ask.text))));
    if let Some(motion) = &header.motion {
        said.extend([motion.reference.0.clone(), motion.submitted_by.0.clone()]);
        said.extend(motion.mover.iter().chain(&motion.seconder).map(|t| t.0.clone()));
    }
    if let Some(inspection) = &header.inspection {
        said.extend(inspection.inspectorate.iter().map(name));
        said.extend(inspection.judgements.iter().map(|(area, grade)| format!("{}: {}", area.0, grade.0)));
    }
    let reference = header.common().cited_as.as_ref().map(|c| c.0.as_str());
    let motion = header.motion.as_ref().map(|m| m.reference.0.as_str());
    let mut documents = vec![itself.clone().saying(said).cited_as(reference).cited_as(motion).called()];
    documents.extend(findings(linker, &itself, paper));
    for claim in header.claims.iter() {
        let said = [plain(&linker.text(&claim.text)), plain(&linker.text(&claim.note))];
        documents.push(untitled(&itself, "Claim, checked").at("page-claims").saying(said));
    }
    let rank = match header.kind {
        PaperKind::Press | PaperKind::Background => BESIDE,
        _ => SOURCE,
    };
    for passage in passages(&narrative(linker, &paper.text, Style::Paper)) {
        let cited = passage.anchor.as_ref().map_or(0, |anchor| cited(linker.views, id, anchor));
        documents.push(itself.passage(passage, rank + CITED * cited));
    }
    documents
}

/// Something said on a paper's page that has no title of its own.
fn untitled(paper: &Document, kind: &str) -> Document {
    Document { kind: kind.to_owned(), words: String::new(), ..paper.clone() }
}

fn findings(linker: &Linker<'_>, paper: &Document, of: &Paper) -> Vec<Document> {
    let findings = of.header.inspection.iter().flat_map(|i| i.findings.iter());
    let one = |finding: &crate::model::paper::Finding| {
        let cited = finding.common().cited_as.as_ref().map(|c| c.0.as_str());
        let said = [
            finding.label.as_ref().map(|l| l.0.clone()).unwrap_or_default(),
            linker.maybe(finding.text.as_ref()).map(|html| plain(&html)).unwrap_or_default(),
            cited.unwrap_or_default().to_owned(),
        ];
        let label = finding.reference.0.clone();
        let found = untitled(paper, labels::finding_kind(finding.kind)).at(label.as_str()).saying(said);
        Document { label: label.clone(), ..found }.cited_as(Some(&label)).cited_as(cited)
    };
    findings.map(one).collect()
}

/// How many records cite a place, its items included, up to four.
fn cited(views: &Views, id: &Id, anchor: &str) -> u32 {
    let Some(all) = views.backlinks.cited.get(id) else { return 0 };
    let from = Anchor(anchor.to_owned());
    let begins = all.range(from..).take_while(|(place, _)| place.0.starts_with(anchor));
    // Items of `p3` are `p3A`; `p31` is another paragraph.
    let here = begins.filter(|(place, _)| {
        let rest = place.0.get(anchor.len()..).unwrap_or_default();
        !rest.starts_with(|c: char| c.is_ascii_digit() || c == '.' || c == '-')
    });
    here.map(|(_, items)| items.len() as u32).sum::<u32>().min(4)
}

/// A standing page: its passages.
pub(super) fn page(linker: &Linker<'_>, id: &Id, page: &Page) -> Vec<Document> {
    // The home page bears the site's title, not that of its introduction.
    let site = &linker.views.edition.register.site;
    let title = if id.0 == "index" { &site.title.0 } else { &page.header.title.0 };
    let itself = Document::new(&page_path(id), "Page", title);
    let summary = linker.maybe(page.header.summary.as_ref()).map(|html| plain(&html));
    let mut documents = vec![itself.clone().saying(summary).called()];
    let passages = passages(&narrative(linker, &page.text, Style::Page));
    documents.extend(passages.into_iter().map(|p| itself.passage(p, PLAIN)));
    documents
}
