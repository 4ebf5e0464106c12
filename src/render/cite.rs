//! Citations: paper and paragraph, resolution, or an address outside, with how the record follows from it.

use std::ops::Deref;

use super::address::{HIDDEN_PAPER, Link, Linker, escaped};
use super::words;
use crate::model::register::Plan;
use crate::model::source::{Source, Sources};

/// A citation.
#[derive(Clone, Debug)]
pub(crate) struct Cite {
    /// The paper, resolution or outside source.
    pub(crate) lead: Link,
    /// Places in the paper.
    pub(crate) places: Vec<Link>,
    /// Its date, where it is not a paper of the site.
    pub(crate) date: Option<words::DateWords>,
    /// How the record follows from it, where that must be said.
    pub(crate) basis: Option<&'static str>,
    /// What should be known about it: plain words, as HTML.
    pub(crate) note: Option<String>,
}

/// Citations, which templates are given as HTML.
#[derive(Clone, Debug, Default)]
pub(crate) struct Cites(pub(crate) Vec<Cite>);

impl Deref for Cites {
    type Target = [Cite];

    fn deref(&self) -> &[Cite] {
        &self.0
    }
}

impl FromIterator<Cite> for Cites {
    fn from_iter<I: IntoIterator<Item = Cite>>(cites: I) -> Self {
        Cites(cites.into_iter().collect())
    }
}

/// The citations of a record; a short source means the plan's `set_out_in` paper.
pub(crate) fn cites(linker: &Linker<'_>, sources: &Sources, plan: Option<&Plan>) -> Cites {
    Cites(sources.iter().map(|source| cite(linker, source, plan)).collect())
}

/// As `cites`, for a cell of the plan's own table: places in the paper that sets the plan out go without its title.
pub(crate) fn cell_cites(linker: &Linker<'_>, sources: &Sources, plan: &Plan) -> Cites {
    let short = |source: &Source| {
        let mut cite = cite(linker, source, Some(plan));
        let own = source.paper.is_none() || source.paper == plan.set_out_in;
        if own && !cite.places.is_empty() {
            cite.lead = cite.places.remove(0);
        }
        cite
    };
    Cites(sources.iter().map(short).collect())
}

fn cite(linker: &Linker<'_>, source: &Source, plan: Option<&Plan>) -> Cite {
    let lead = match source.names_something() || *source == Source::default() {
        true => HIDDEN_PAPER,
        false => "a source that is not named",
    };
    let mut cite = Cite {
        lead: Link { href: None, text: lead.to_owned() },
        places: Vec::new(),
        date: words::maybe_date(source.date, source.date_note.as_ref()),
        basis: source.basis.and_then(words::basis),
        note: source.note.as_ref().map(|n| escaped(&n.0)),
    };
    if let Some(resolution) = &source.resolution {
        cite.lead = linker.resolution(&resolution.meeting, &resolution.resolution);
        return cite;
    }
    let named = source.paper.is_some() || !source.at.is_empty();
    let paper = source.paper.as_ref().or(plan.and_then(|p| p.set_out_in.as_ref()).filter(|_| named));
    if let Some(paper) = paper {
        cite.lead = linker.paper(paper, source.at.first().map(|a| a.0.as_str()));
        if linker.views.edition.register.papers.contains_key(paper) && cite.lead.href.is_some() {
            let place = |(at, a): (usize, &crate::model::scalar::Anchor)| {
                // The first place is where the citation leads.
                let href =
                    if at == 0 { cite.lead.href.clone() } else { linker.paper(paper, Some(&a.0)).href };
                Link { href, text: linker.place(paper, &a.0) }
            };
            cite.places = source.at.iter().enumerate().map(place).collect();
        }
    } else if source.title.is_some() || source.url.is_some() {
        let title = source.title.as_ref().map(|t| t.0.as_str());
        let title = title.or(source.url.as_ref().map(|u| u.0.as_str())).unwrap_or("");
        let live = source.url.as_ref().filter(|u| u.0.starts_with("https://") || u.0.starts_with("http://"));
        cite.lead = Link { href: live.map(|u| u.0.clone()), text: title.to_owned() };
    }
    cite
}
