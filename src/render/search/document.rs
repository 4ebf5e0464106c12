//! What is found by a search: a passage of a paper or page, or a record, with its address and its words as pages show them.

use super::passages::Passage;
use super::terms;
use crate::output::OutPath;

/// The parts of a document longer than this are documents of their own, at the same address.
const LONGEST: usize = 600;

/// The rank of what is neither preferred nor put back, in sixteenths.
pub(super) const PLAIN: u32 = 16;

/// Something that can be found.
#[derive(Clone, Debug, Default)]
pub(super) struct Document {
    /// The page it is on.
    pub(super) path: String,
    /// Its place on the page; empty for the top.
    pub(super) anchor: String,
    /// What it is: "Report", "Action".
    pub(super) kind: String,
    /// The title it is listed under.
    pub(super) title: String,
    /// What tells it from others of that title: "paragraph 11".
    pub(super) label: String,
    /// Where it belongs: a plan, a date, a heading.
    pub(super) place: String,
    /// The words that count as its own title: the title, or the heading that it opens.
    pub(super) words: String,
    /// Its text.
    pub(super) text: String,
    /// References it is cited by.
    pub(super) references: Vec<String>,
    /// How much it is preferred, in sixteenths, other things being equal.
    pub(super) rank: u32,
}

impl Document {
    /// A record with a title.
    pub(super) fn new(path: &OutPath, kind: &str, title: &str) -> Self {
        let (title, words) = (title.to_owned(), title.to_owned());
        Document {
            path: path.as_str().to_owned(),
            kind: kind.to_owned(),
            title,
            words,
            rank: PLAIN,
            ..Self::default()
        }
    }

    /// Whose title is what it is called: whoever types it is looking for this.
    pub(super) fn called(mut self) -> Self {
        self.references.push(self.title.clone());
        self
    }

    /// A passage of this document's page.
    pub(super) fn passage(&self, passage: Passage, rank: u32) -> Self {
        let heading = passage.heading.unwrap_or_default();
        let label = match passage.number {
            Some(number) => format!("paragraph {number}"),
            None if heading.is_empty() => String::new(),
            None => format!("“{heading}”"),
        };
        let shown = passage.first || passage.text.is_empty();
        Document {
            anchor: passage.anchor.unwrap_or_default(),
            label,
            words: if shown { heading.clone() } else { String::new() },
            text: passage.text,
            references: Vec::new(),
            rank,
            ..self.clone()
        }
    }

    /// At a place of its page.
    pub(super) fn at(self, anchor: impl Into<String>) -> Self {
        Document { anchor: anchor.into(), ..self }
    }

    /// With where it belongs.
    pub(super) fn of(self, place: impl Into<String>) -> Self {
        Document { place: place.into(), ..self }
    }

    /// With its text; parts that are not there are left out.
    pub(super) fn saying(self, parts: impl IntoIterator<Item = String>) -> Self {
        let parts = parts.into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>();
        Document { text: parts.join(" · "), ..self }
    }

    /// With the reference that it is cited by, where it has one.
    pub(super) fn cited_as(mut self, reference: Option<&str>) -> Self {
        self.references.extend(reference.map(str::to_owned));
        self
    }

    /// The document, or its parts where it is long.
    pub(super) fn parts(self) -> Vec<Self> {
        if terms::count(&self.text) <= LONGEST {
            return vec![self];
        }
        let words: Vec<&str> = self.text.split(' ').collect();
        let part = |(number, words): (usize, &[&str])| {
            let first = number == 0;
            Document {
                text: words.join(" "),
                words: if first { self.words.clone() } else { String::new() },
                references: if first { self.references.clone() } else { Vec::new() },
                ..self.clone()
            }
        };
        words.chunks(LONGEST).enumerate().map(part).collect()
    }

    /// Its rank with its length taken into account, 1 to 63: of two texts that hold a word once, the shorter one is more
    /// about it. Whole numbers only, so that every machine comes to the same.
    pub(super) fn weight(&self) -> u32 {
        let words = u32::try_from(terms::count(&self.text)).unwrap_or(u32::MAX).min(3000);
        (self.rank * 80 / (60 + words / 3)).clamp(1, 63)
    }
}
