//! One thing to tell the author of a site: a fault's code, its place, the reason and what to write
//! instead. Every stage collects these; none stops at the first. Printing them is the command line's work.

mod code;

pub use code::{Code, Severity};

use std::ops::Range;

/// One step of the way from the top of a YAML or TOML file to a value.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// The value under this key.
    Key(String),
    /// The value at this position of a list, counted from 0.
    Index(usize),
}

impl From<&str> for Step {
    fn from(key: &str) -> Self {
        Step::Key(key.to_owned())
    }
}

impl From<usize> for Step {
    fn from(index: usize) -> Self {
        Step::Index(index)
    }
}

/// Where in a file a fault lies.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Spot {
    /// The file as a whole.
    File,
    /// A value reached by keys and indexes; its line is looked up only when the fault is printed.
    Value(Vec<Step>),
    /// As `Value`, but the key itself is meant, not what stands under it.
    Key(Vec<Step>),
    /// Words of a value, and how often the same words stand before them in it. Where the file writes them otherwise
    /// (folded over two lines, with `\\"`), the value as a whole is meant.
    Words(Vec<Step>, Box<(String, usize)>),
    /// Bytes of the file.
    Bytes(Range<usize>),
}

/// A file of the site, relative to the site folder, and a spot in it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Place {
    /// Path with `/`, relative to the site folder.
    pub file: String,
    /// Where in it.
    pub spot: Spot,
}

impl Place {
    /// The whole of a file.
    pub fn file(file: impl Into<String>) -> Self {
        Place { file: file.into(), spot: Spot::File }
    }

    /// Bytes of a file.
    pub fn bytes(file: impl Into<String>, range: Range<usize>) -> Self {
        Place { file: file.into(), spot: Spot::Bytes(range) }
    }

    /// The top of a structured file, to be followed by `at`.
    pub fn top(file: impl Into<String>) -> Self {
        Place { file: file.into(), spot: Spot::Value(Vec::new()) }
    }

    /// The value one step further down.
    #[must_use]
    pub fn at(&self, step: impl Into<Step>) -> Self {
        let mut steps = match &self.spot {
            Spot::Value(steps) | Spot::Key(steps) | Spot::Words(steps, ..) => steps.clone(),
            Spot::File | Spot::Bytes(_) => Vec::new(),
        };
        steps.push(step.into());
        Place { file: self.file.clone(), spot: Spot::Value(steps) }
    }

    /// These bytes of a value's text, given the text; long texts are meant as a whole, since they are searched.
    #[must_use]
    pub fn words(self, text: &str, range: &Range<usize>) -> Self {
        const LONGEST: usize = 20_000;
        let line = text.get(range.clone()).and_then(|words| words.lines().next()).unwrap_or("").trim_end();
        match self.spot {
            Spot::Value(steps) if !line.is_empty() && text.len() <= LONGEST => {
                let before = text.get(..range.start).map_or(0, |before| before.matches(line).count());
                Place { file: self.file, spot: Spot::Words(steps, Box::new((line.to_owned(), before))) }
            }
            spot => Place { file: self.file, spot },
        }
    }

    /// The same place, meaning the key and not its value.
    #[must_use]
    pub fn key(&self) -> Self {
        match &self.spot {
            Spot::Value(steps) => Place { file: self.file.clone(), spot: Spot::Key(steps.clone()) },
            _ => self.clone(),
        }
    }
}

/// One fault, warning or note about a file of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Which fault; its severity is a property of the code.
    pub code: Code,
    /// Where.
    pub place: Place,
    /// What is there, in the author's own words where possible; no full stop.
    pub message: String,
    /// What to write instead.
    pub help: String,
    /// Where the help shows it exactly: the text that, put in the marked place, makes this fault go away.
    pub replacement: Option<String>,
}

impl Diagnostic {
    /// A diagnostic with its place, reason and help.
    pub fn new(code: Code, place: Place, message: impl Into<String>, help: impl Into<String>) -> Self {
        Diagnostic { code, place, message: message.into(), help: help.into(), replacement: None }
    }

    /// The same, with the text to put in the marked place.
    #[must_use]
    pub fn replaced_by(mut self, text: impl Into<String>) -> Self {
        self.replacement = Some(text.into());
        self
    }

    /// The diagnostic's severity.
    pub fn severity(&self) -> Severity {
        self.code.severity()
    }
}

/// What is wrong with one written value, before anybody knows where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slip {
    /// Which fault.
    pub code: Code,
    /// What is there.
    pub message: String,
    /// What to write instead.
    pub help: String,
    /// The text that, put in the marked place, makes this fault go away.
    pub replacement: Option<String>,
}

impl Slip {
    /// A slip with its reason and help.
    pub fn new(code: Code, message: impl Into<String>, help: impl Into<String>) -> Self {
        Slip { code, message: message.into(), help: help.into(), replacement: None }
    }

    /// The same, with the text to put in the marked place.
    #[must_use]
    pub fn replaced_by(mut self, text: impl Into<String>) -> Self {
        self.replacement = Some(text.into());
        self
    }

    /// The slip, placed.
    pub fn at(self, place: Place) -> Diagnostic {
        let Slip { code, message, help, replacement } = self;
        Diagnostic { code, place, message, help, replacement }
    }
}

impl std::fmt::Display for Slip {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message)
    }
}

/// Whether any of these is an error.
pub fn has_error(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|d| d.severity() == Severity::Error)
}

/// The candidate nearest to what was written, if near enough to be meant: at most one slip for
/// every three letters, and no digit changed.
pub fn nearest<'a>(written: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let limit = (written.chars().count() / 3).clamp(1, 3);
    // Another number is another record, not a slip: to guess it would send the reader to the wrong evidence.
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let number = digits(written);
    let (lower, length) = (written.to_lowercase(), written.chars().count());
    candidates
        .into_iter()
        // Most candidates are told apart by their length or first letters, which costs nothing.
        .filter(|c| c.len().abs_diff(length) <= limit * 4 && c.chars().count().abs_diff(length) <= limit)
        .filter(|c| digits(c) == number)
        .map(|c| (distance(&lower, &c.to_lowercase()), c))
        .filter(|(d, _)| *d <= limit)
        .min_by_key(|(d, _)| *d)
        .map(|(_, c)| c)
}

/// Letters to insert, delete, change or swap with a neighbour to get from one word to the other.
fn distance(a: &str, b: &str) -> usize {
    let a: Vec<char> = a.chars().take(80).collect();
    let b: Vec<char> = b.chars().take(80).collect();
    let mut above: Vec<usize> = (0..=b.len()).collect();
    let (mut before, mut row) = (above.clone(), above.clone());
    for (i, ca) in a.iter().enumerate() {
        row[0] = i + 1;
        for (j, cb) in b.iter().enumerate() {
            let mut best = (above[j] + usize::from(ca != cb)).min(above[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *ca == b[j - 1] && a[i - 1] == *cb {
                best = best.min(before[j - 1] + 1);
            }
            row[j + 1] = best;
        }
        std::mem::swap(&mut before, &mut above);
        std::mem::swap(&mut above, &mut row);
    }
    above[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_finger_finds_its_word() {
        assert_eq!(nearest("onwer", ["owner", "due"]), Some("owner"));
        assert_eq!(nearest("recomendations", ["actions", "recommendations"]), Some("recommendations"));
        assert_eq!(nearest("colour", ["owner", "due"]), None);
        assert_eq!(nearest("p9", ["p1", "p2"]), None);
    }
}
