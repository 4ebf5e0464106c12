//! Where papers do not fit together, and what the press claims: the sides next to each other, each with its words, paper,
//! place and date, and the verdict in words.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::address::{Link, Linker};
use super::cite::{Cite, cites};
use super::excerpt::Narrative;
use super::labels;
use super::progress::MOST_ROWS;
use super::words::{self, DateWords, Tag};
use crate::derive::Views;
use crate::model::asked::Noted;
use crate::model::paper::{Claim, Form, Verdict};
use crate::model::people::Disagreement;
use crate::model::scalar::{Anchor, Id, Text};
use crate::model::source::{Source, Sources};
use crate::output::OutPath;

/// A source shows its first places.
const MOST_PLACES: usize = 3;

/// What the page says.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Page {
    /// Where papers do not fit together.
    disagreements: Vec<DisagreementWords>,
    /// What the press claims.
    claims: Vec<ClaimWords>,
    /// How many of both the page has no room for; they are told with their papers.
    more: usize,
}

/// Two or more places that do not fit together.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct DisagreementWords {
    /// How they stand to each other.
    pub(crate) kind: Tag,
    /// The places, with what each says.
    pub(crate) sides: Vec<Side>,
    /// What does not fit, as HTML.
    pub(crate) note: String,
}

/// What the press claims, with our verdict.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct ClaimWords {
    /// The claim, as HTML.
    text: String,
    /// The paper that makes it.
    paper: Link,
    /// When.
    date: Option<DateWords>,
    /// How it compares with the papers.
    verdict: Tag,
    /// The same as a sentence.
    sentence: &'static str,
    /// Why, as HTML.
    note: String,
    /// What it was compared with, with what each place says.
    against: Vec<Side>,
}

/// What one place says.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Side {
    /// The place.
    source: Cite,
    /// The paper's date; none where it states none.
    date: Option<DateWords>,
    /// Whether the place itself has no date either.
    undated: bool,
    /// Its words, plain; none where the place is a whole paper, or is not held here.
    words: Option<String>,
    /// Whether these are a summary by the makers of the site.
    summary: bool,
}

/// Where the page is.
pub(crate) fn path() -> OutPath {
    OutPath::new("disagreements.html")
}

/// The words at the places of papers that disputes speak of, by paper and anchor. A paper is read once for all pages that show
/// them: these words hold no links, and are the same wherever they stand.
pub(crate) struct Excerpts(BTreeMap<Id, Noted<BTreeMap<Anchor, String>>>);

impl Excerpts {
    /// None read yet.
    pub(crate) fn new(views: &Views) -> Self {
        let papers = views.backlinks.claims.keys().chain(views.backlinks.disagreements.keys());
        Excerpts(papers.map(|id| (id.clone(), Noted::default())).collect())
    }

    fn words(&self, linker: &Linker<'_>, paper: &Id, anchor: &Anchor) -> Option<String> {
        self.0.get(paper)?.get(|| excerpts(linker, paper)).get(anchor).cloned()
    }
}

/// The words at the places of a paper that disputes speak of.
fn excerpts(linker: &Linker<'_>, id: &Id) -> BTreeMap<Anchor, String> {
    let (register, backlinks) = (&linker.views.edition.register, &linker.views.backlinks);
    let claims = backlinks.claims.get(id).into_iter().flatten();
    let claims = claims.filter_map(|(by, at)| register.papers.get(by)?.header.claims.get(*at));
    let apart = backlinks.disagreements.get(id).into_iter().flatten();
    let apart = apart.filter_map(|at| register.disagreements.get(*at));
    let sides = claims.flat_map(|c| c.against.iter()).chain(apart.flat_map(|d| d.between.iter()));
    let places = sides.filter(|side| side.paper.as_ref() == Some(id));
    let anchors: BTreeSet<&Anchor> = places.flat_map(|side| side.at.iter().take(MOST_PLACES)).collect();
    let Some(narrative) = Narrative::of(linker, id).filter(|_| !anchors.is_empty()) else {
        return BTreeMap::new();
    };
    anchors.into_iter().filter_map(|at| Some((at.clone(), narrative.words(&at.0)?))).collect()
}

/// Reads the sides of disputes.
pub(crate) struct Reader<'l, 'v> {
    linker: &'l Linker<'v>,
    excerpts: &'l Excerpts,
}

impl<'l, 'v> Reader<'l, 'v> {
    pub(crate) fn new(linker: &'l Linker<'v>, excerpts: &'l Excerpts) -> Self {
        Reader { linker, excerpts }
    }

    /// Where a paper does not fit together with others, or with itself.
    pub(crate) fn disagreements_of(&self, paper: &Id) -> Vec<DisagreementWords> {
        let views = self.linker.views;
        let found = views.backlinks.disagreements.get(paper).into_iter().flatten();
        let found = found.filter_map(|at| views.edition.register.disagreements.get(*at));
        found.map(|d| self.disagreement(d)).collect()
    }

    /// What other papers claim that was compared with this one.
    pub(crate) fn claims_on(&self, paper: &Id) -> Vec<ClaimWords> {
        let views = self.linker.views;
        let found = views.backlinks.claims.get(paper).into_iter().flatten();
        let found = found.filter(|(by, _)| by != paper).filter_map(|(by, at)| {
            Some((by, views.edition.register.papers.get(by)?.header.claims.get(*at)?))
        });
        found.map(|(by, claim)| self.claim(by, claim)).collect()
    }

    /// What a paper claims.
    pub(crate) fn claims_of(&self, paper: &Id) -> Vec<ClaimWords> {
        let found = self.linker.views.edition.register.papers.get(paper);
        let claims = found.into_iter().flat_map(|p| p.header.claims.iter());
        claims.map(|claim| self.claim(paper, claim)).collect()
    }

    fn disagreement(&self, disagreement: &Disagreement) -> DisagreementWords {
        DisagreementWords {
            kind: labels::disagreement(disagreement.kind),
            sides: self.sides(&disagreement.between),
            note: self.linker.text(&disagreement.note),
        }
    }

    fn claim(&self, by: &Id, claim: &Claim) -> ClaimWords {
        ClaimWords {
            text: self.linker.text(&claim.text),
            paper: self.linker.paper(by, None),
            date: self.date(by),
            verdict: labels::verdict(claim.verdict),
            sentence: match claim.verdict {
                Verdict::Matches => "The papers say the same.",
                Verdict::Differs => "The papers say otherwise.",
                Verdict::Merges => "It runs together what the papers keep apart.",
                Verdict::Unclear => "Whether it fits cannot be told from the papers.",
            },
            note: self.linker.text(&claim.note),
            against: self.sides(&claim.against),
        }
    }

    fn date(&self, paper: &Id) -> Option<DateWords> {
        let paper = self.linker.views.edition.register.papers.get(paper)?;
        words::maybe_date(paper.header.date, paper.header.note("date"))
    }

    fn sides(&self, sources: &Sources) -> Vec<Side> {
        let cited = cites(self.linker, sources, None);
        sources.iter().zip(cited.0).map(|(source, cite)| self.side(source, cite)).collect()
    }

    fn side(&self, source: &Source, cite: Cite) -> Side {
        let register = &self.linker.views.edition.register;
        let undated = cite.date.is_none();
        if let Some(named) = &source.resolution {
            let found = register.resolution(named);
            let date = found.map(|(meeting, _)| words::date(&meeting.date, meeting.note("date")));
            let text = found.and_then(|(_, resolution)| resolution.text.clone());
            let summary = found.is_some_and(|(_, r)| super::plan::is_summary(None, Some(r.common())));
            return Side { source: cite, date, undated, words: text.map(|t| self.plain(&t)), summary };
        }
        let Some(id) = source.paper.as_ref() else {
            return Side { source: cite, date: None, undated, words: None, summary: false };
        };
        let places = source.at.iter().take(MOST_PLACES).filter_map(|at| self.place(id, at));
        let words = places.collect::<Vec<_>>().join(" ");
        let form = register.papers.get(id).map(|p| p.header.form);
        Side {
            date: self.date(id),
            undated,
            source: cite,
            words: (!words.is_empty()).then_some(words),
            summary: form == Some(Form::Summary),
        }
    }

    /// The words at a place of a paper: of its narrative, or of a finding.
    fn place(&self, id: &Id, anchor: &Anchor) -> Option<String> {
        let linker = self.linker;
        let paper = linker.views.edition.register.papers.get(id)?;
        let mut findings = paper.header.inspection.iter().flat_map(|i| i.findings.iter());
        if let Some(finding) = findings.find(|f| f.reference.0 == anchor.0) {
            return finding.text.as_ref().map(|text| self.plain(text));
        }
        self.excerpts.words(linker, id, anchor)
    }

    fn plain(&self, text: &Text) -> String {
        super::excerpt::words(&self.linker.text(text))
    }
}

/// What the page of all disputes says.
pub(crate) fn page(linker: &Linker<'_>, excerpts: &Excerpts) -> Page {
    let register = &linker.views.edition.register;
    let reader = Reader::new(linker, excerpts);
    let all = &register.disagreements;
    let disagreements: Vec<_> = all.iter().take(MOST_ROWS).map(|d| reader.disagreement(d)).collect();
    let claiming = linker.views.backlinks.claiming.iter();
    let papers = claiming.clone().filter_map(|(id, _)| Some((id, register.papers.get(id)?)));
    let claims = papers.flat_map(|(id, p)| p.header.claims.iter().map(move |c| (id, c)));
    let room = MOST_ROWS.saturating_sub(disagreements.len());
    let shown: Vec<_> = claims.take(room).map(|(id, claim)| reader.claim(id, claim)).collect();
    let more =
        all.len() + claiming.map(|(_, claims)| claims).sum::<usize>() - disagreements.len() - shown.len();
    Page { disagreements, claims: shown, more }
}

/// A link to the page of all disputes: "14 places where papers do not fit together, 9 claims checked"; none without any.
pub(crate) fn line(linker: &Linker<'_>) -> Option<Link> {
    let register = &linker.views.edition.register;
    let places = register.disagreements.len() as i64;
    let claims = linker.views.backlinks.claiming.iter().map(|(_, claims)| claims).sum::<usize>() as i64;
    let apart = words::plural(
        places,
        "place where papers do not fit together",
        "places where papers do not fit together",
    );
    let checked = words::plural(claims, "claim checked against them", "claims checked against them");
    let text = match (places, claims) {
        (0, 0) => return None,
        (_, 0) => apart,
        (0, _) => checked,
        _ => format!("{apart}, and {checked}"),
    };
    Some(linker.to(&path(), None, text))
}
