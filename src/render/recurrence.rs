//! What is said of a finding beside its words: whether an earlier inspection found the same concern, and what answers it.

use serde::Serialize;

use super::address::{Link, Linker};
use super::cite::{Cites, cites};
use super::labels;
use super::progress::MOST_ROWS;
use super::words::{self, Tag, tag};
use crate::derive::ItemKey;
use crate::derive::backlinks::FindingKey;
use crate::derive::recurrence::{self, Answer, Found, Story, is_to_improve};
use crate::model::paper::FindingKind;

/// What an inspection found.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct FoundWords {
    /// The finding, as a link to it, read as its reference.
    pub(crate) link: Link,
    /// "Strength", "Area for improvement" and so on.
    pub(crate) kind: &'static str,
    /// The reference as the inspectorate prints it.
    pub(crate) cited_as: Option<String>,
    /// The inspectorate's own label for it.
    pub(crate) label: Option<String>,
    /// What was found, as HTML.
    pub(crate) text: Option<String>,
    /// Where it is told.
    pub(crate) sources: Cites,
    /// What earlier inspections said of the same concern.
    pub(crate) before: Vec<Before>,
    /// What answers it; nothing where no answer is to be expected.
    pub(crate) answer: Option<AnswerWords>,
}

/// What an earlier inspection said of the same concern.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Before {
    /// In short: "found again".
    tag: Tag,
    /// In a sentence that ends with the earlier inspection.
    words: &'static str,
    /// The earlier finding, read as its paper and reference.
    link: Link,
}

/// What answers a finding.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct AnswerWords {
    /// "no action", where nothing answers it.
    pub(crate) tag: Option<Tag>,
    /// In words; what follows are the records.
    words: String,
    /// The records, as links.
    links: Vec<Link>,
    /// What else must be said.
    rest: Option<String>,
}

/// A finding that nothing answers, with its inspection.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Unanswered {
    /// The inspection.
    paper: Link,
    /// When.
    date: Option<words::DateWords>,
    /// The finding.
    finding: FoundWords,
}

/// A list of findings that nothing answers.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct UnansweredList {
    /// How many there are.
    total: usize,
    /// The findings, as many as the page has room for.
    list: Vec<Unanswered>,
    /// How many more there are.
    more: usize,
}

/// A finding in words.
pub(crate) fn found(linker: &Linker<'_>, key: &FindingKey, before: Vec<Before>) -> Option<FoundWords> {
    let (_, finding) = recurrence::finding(&linker.views.edition.register, key)?;
    let link = linker.paper(&key.paper, Some(&key.finding.0));
    Some(FoundWords {
        link: Link { text: key.finding.0.clone(), ..link },
        kind: labels::finding_kind(finding.kind),
        cited_as: finding.common().cited_as.as_ref().map(|c| c.0.clone()),
        label: finding.label.as_ref().map(|l| l.0.clone()),
        text: linker.maybe(finding.text.as_ref()),
        sources: cites(linker, &finding.source, None),
        before,
        answer: recurrence::answer(linker.views, key).map(|a| answer_words(linker, &a)),
    })
}

/// What earlier inspections said of a finding's concern.
pub(crate) fn before(linker: &Linker<'_>, found: &Found) -> Vec<Before> {
    let improve = found.to_improve_before.as_ref().map(|key| {
        let (tag, words) = match found.kind {
            kind if is_to_improve(kind) => (
                tag("found again", "bad"),
                "Under this concern an earlier inspection, too, found something to improve:",
            ),
            FindingKind::Strength => (
                tag("to improve before", "none"),
                "A strength now; under this concern an earlier inspection found something to improve:",
            ),
            _ => (
                tag("spoken of again", "watch"),
                "Under this concern an earlier inspection had found something to improve:",
            ),
        };
        Before { tag, words, link: finding_link(linker, key) }
    });
    let strength = found.strength_before.as_ref().filter(|_| found.kind != FindingKind::Strength);
    let strength = strength.map(|key| {
        let words = "Under this concern an earlier inspection named a strength:";
        Before { tag: tag("a strength before", "watch"), words, link: finding_link(linker, key) }
    });
    improve.into_iter().chain(strength).collect()
}

/// A finding as a link, read as its paper and reference.
fn finding_link(linker: &Linker<'_>, key: &FindingKey) -> Link {
    let link = linker.paper(&key.paper, Some(&key.finding.0));
    match link.href {
        Some(_) => Link { text: format!("{}, {}", link.text, key.finding), ..link },
        None => link,
    }
}

fn answer_words(linker: &Linker<'_>, answer: &Answer) -> AnswerWords {
    let link = |key: &ItemKey| {
        let link = linker.item(key);
        Link { text: format!("{} of {}", link.text, linker.plan(&key.plan).text), ..link }
    };
    let links = |keys: &[ItemKey]| keys.iter().map(link).collect::<Vec<_>>();
    let later = |count: usize| {
        let one =
            "1 action on the same concern came after it, and is not recorded as answering it.".to_owned();
        match count {
            0 => None,
            1 => Some(one),
            many => Some(format!(
                "{many} actions on the same concern came after it, and none is recorded as answering it."
            )),
        }
    };
    let bare = answer.is_none().then(|| tag("no action", "bad"));
    match (answer.by.as_slice(), answer.recorded.as_slice()) {
        ([], []) => AnswerWords {
            tag: bare,
            words: match later(answer.in_thread) {
                Some(words) => words,
                None => "No recommendation or action published here is recorded as answering it.".to_owned(),
            },
            links: Vec::new(),
            rest: None,
        },
        ([], recorded) => AnswerWords {
            tag: bare,
            words: "Recorded, without any action published here, as".to_owned(),
            links: links(recorded),
            rest: later(answer.in_thread),
        },
        (by, _) => AnswerWords { tag: None, words: "Taken up in".to_owned(), links: links(by), rest: None },
    }
}

/// What answers a finding, for the page of its paper.
pub(crate) fn answer(linker: &Linker<'_>, key: &FindingKey) -> Option<AnswerWords> {
    recurrence::answer(linker.views, key).map(|a| answer_words(linker, &a))
}

/// Every finding that nothing answers, in order of the inspections.
pub(crate) fn unanswered(linker: &Linker<'_>) -> UnansweredList {
    let all = &linker.views.recurrence.unanswered;
    let one = |key: &FindingKey| {
        let paper = linker.views.edition.register.papers.get(&key.paper)?;
        Some(Unanswered {
            paper: linker.paper(&key.paper, None),
            date: words::maybe_date(paper.header.date, paper.header.note("date")),
            finding: found(linker, key, Vec::new())?,
        })
    };
    UnansweredList {
        total: all.len(),
        list: all.iter().take(MOST_ROWS).filter_map(one).collect(),
        more: all.len().saturating_sub(MOST_ROWS),
    }
}

/// A thread in figures: "3 inspections speak of it; found again once; 1 finding without an action".
pub(crate) fn in_short(linker: &Linker<'_>, story: &Story) -> String {
    let dated = story.chapters.iter().filter_map(|c| c.inspection.as_ref());
    let inspections: Vec<_> = dated.chain(&story.undated).collect();
    let found = || inspections.iter().flat_map(|i| &i.findings);
    let again = found().filter(|f| is_to_improve(f.kind) && f.to_improve_before.is_some()).count();
    let spoken =
        found().filter(|f| f.kind == FindingKind::Observation && f.to_improve_before.is_some()).count();
    let strength = found().filter(|f| f.kind != FindingKind::Strength && f.strength_before.is_some()).count();
    let bare = |f: &&Found| recurrence::answer(linker.views, &f.key).is_some_and(|a| a.is_none());
    let bare = found().filter(bare).count();
    let promised: usize = story.chapters.iter().map(|c| c.promised.len()).sum();
    let mut parts = vec![match inspections.len() {
        0 => "no inspection published here speaks of it".to_owned(),
        1 => "1 inspection speaks of it".to_owned(),
        many => format!("{many} inspections speak of it"),
    }];
    parts.push(match promised {
        0 => "nothing is recorded as promised".to_owned(),
        some => words::plural(some as i64, "recommendation or action", "recommendations and actions"),
    });
    for (count, one, many) in [
        (again, "1 finding made again", "findings made again"),
        (
            spoken,
            "1 observation on what an earlier inspection had asked to improve",
            "observations on what an earlier inspection had asked to improve",
        ),
        (strength, "1 finding on what was a strength before", "findings on what was a strength before"),
        (bare, "1 finding without an action", "findings without an action"),
    ] {
        match count {
            0 => {}
            1 => parts.push(one.to_owned()),
            count => parts.push(format!("{count} {many}")),
        }
    }
    parts.join("; ")
}
