//! The parser's events with the marks our papers add: paragraph numbers as written, their anchors, and `{#name}` blocks.

use std::ops::Range;

use pulldown_cmark::utils::TextMergeWithOffset;
use pulldown_cmark::{CowStr, Event, Options, Parser, Tag, TagEnd};

/// What our papers add to a block's start.
#[derive(Clone, Debug, Default)]
pub(super) struct Mark {
    /// Anchors of the block.
    pub(super) ids: Vec<String>,
    /// The number of a numbered paragraph, as written.
    pub(super) number: Option<String>,
    /// Whether it is an item that opens with its own letter.
    pub(super) lettered: bool,
}

/// An event, the bytes it stands at, and its mark.
pub(super) struct Marked<'t> {
    pub(super) event: Event<'t>,
    pub(super) range: Range<usize>,
    pub(super) mark: Mark,
}

/// Deeper nesting than this is shown as it was written: no paper needs it.
const DEEPEST: usize = 40;

/// What a text is, which decides what is read in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// A paper's narrative: its paragraphs are numbered, its blocks can be named, and views can be embedded.
    Paper,
    /// A standing page: as a paper, without numbered paragraphs.
    Page,
    /// A text of a record: shown on many pages, so it has no anchors, and no views.
    Text,
}

/// Parses a text and marks its blocks.
pub(super) fn events(text: &str, style: Style) -> Vec<Marked<'_>> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_HEADING_ATTRIBUTES;
    let parser = Parser::new_ext(text, options).into_offset_iter();
    let mut events: Vec<Marked<'_>> = TextMergeWithOffset::new(parser)
        .map(|(event, range)| Marked { event, range, mark: Mark::default() })
        .collect();
    if style != Style::Text {
        Marker { text, style, number: None, open: Vec::new(), slugs: Vec::new() }.mark(&mut events);
    }
    events
}

struct Marker<'t> {
    text: &'t str,
    style: Style,
    /// The numbered paragraph that lettered items belong to.
    number: Option<String>,
    /// Positions of the starts that are open.
    open: Vec<usize>,
    slugs: Vec<String>,
}

impl Marker<'_> {
    fn mark(&mut self, events: &mut [Marked<'_>]) {
        for at in 0..events.len() {
            match &events[at].event {
                Event::Start(_) => {
                    events[at].mark = self.start(events, at);
                    self.open.push(at);
                    self.strip_number(events, at);
                }
                Event::End(_) => drop(self.open.pop()),
                Event::Text(_) => self.block_anchor(events, at),
                _ => {}
            }
        }
    }

    /// The mark of a block that begins.
    fn start(&mut self, events: &[Marked<'_>], at: usize) -> Mark {
        let source = &self.text[events[at].range.clone()];
        match &events[at].event {
            Event::Start(Tag::Heading { id, .. }) => {
                self.number = None;
                let id = id.as_ref().map(|i| i.to_string()).filter(|i| is_name(i));
                Mark { ids: vec![id.unwrap_or_else(|| self.slug(source))], ..Mark::default() }
            }
            Event::Start(Tag::Paragraph) if self.open.is_empty() && self.style == Style::Paper => {
                match decimal_number(source) {
                    Some(number) => self.numbered(number.to_owned()),
                    None => Mark::default(),
                }
            }
            Event::Start(Tag::Item) if self.style == Style::Paper => self.item(events, source),
            _ => Mark::default(),
        }
    }

    fn numbered(&mut self, number: String) -> Mark {
        self.number = Some(number.clone());
        Mark { ids: vec![format!("p{number}")], number: Some(number), lettered: false }
    }

    fn item(&mut self, events: &[Marked<'_>], source: &str) -> Mark {
        let is_list = |at: &usize| matches!(events[*at].event, Event::Start(Tag::List(_)));
        let lists = self.open.iter().filter(|at| is_list(at)).count();
        let ordered =
            self.open.last().is_some_and(|at| matches!(events[*at].event, Event::Start(Tag::List(Some(_)))));
        if ordered && self.open.len() == 1 {
            let digits: String = source.trim_start().chars().take_while(char::is_ascii_digit).collect();
            return self.numbered(digits);
        }
        let inner = source.trim_start().trim_start_matches(['-', '*', '+']).trim_start();
        match (&self.number, label(inner)) {
            (Some(number), Some(label)) if lists <= 2 => {
                Mark { ids: vec![format!("p{number}{label}")], number: None, lettered: true }
            }
            _ => Mark::default(),
        }
    }

    /// The heading's own words as an anchor; the prefix keeps it apart from anchors authors choose.
    fn slug(&mut self, source: &str) -> String {
        let words: String =
            source.chars().map(|c| if c.is_alphanumeric() { c.to_ascii_lowercase() } else { ' ' }).collect();
        let base = format!("h-{}", words.split_whitespace().take(12).collect::<Vec<_>>().join("-"));
        let same = self.slugs.iter().filter(|s| **s == base).count();
        self.slugs.push(base.clone());
        if same == 0 { base } else { format!("{base}-{}", same + 1) }
    }

    /// Takes the number `1.1` out of the text it opens, since it is shown apart.
    fn strip_number(&self, events: &mut [Marked<'_>], at: usize) {
        let is_paragraph = matches!(events[at].event, Event::Start(Tag::Paragraph));
        let Some(number) = events[at].mark.number.clone().filter(|_| is_paragraph) else { return };
        if let Some(Marked { event: Event::Text(text), .. }) = events.get_mut(at + 1)
            && let Some(rest) = text.trim_start().strip_prefix(&number)
        {
            *text = CowStr::from(rest.trim_start_matches('.').trim_start().to_owned());
        }
    }

    /// Takes `{#name}` from the end of a block and makes it the block's anchor.
    fn block_anchor(&self, events: &mut [Marked<'_>], at: usize) {
        let ends_block = matches!(
            events.get(at + 1).map(|e| &e.event),
            Some(Event::End(TagEnd::Paragraph | TagEnd::Item) | Event::Start(Tag::List(_)))
        );
        let Event::Text(text) = &events[at].event else { return };
        let Some((before, name)) = text.trim_end().strip_suffix('}').and_then(|t| t.rsplit_once("{#")) else {
            return;
        };
        if !ends_block || !is_name(name) {
            return;
        }
        let (before, name) = (before.trim_end().to_owned(), name.to_owned());
        let block = self
            .open
            .iter()
            .rev()
            .find(|at| matches!(events[**at].event, Event::Start(Tag::Paragraph | Tag::Item)));
        if let Some(block) = block.copied() {
            events[block].mark.ids.push(name);
            events[at].event = Event::Text(before.into());
        }
    }
}

/// Whether an author's anchor can be part of an address.
fn is_name(name: &str) -> bool {
    let mut letters = name.chars();
    letters.next().is_some_and(|c| c.is_ascii_alphanumeric())
        && letters.all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '.')
}

/// The number of a paragraph that opens with `1.1` or `2.3.4`.
fn decimal_number(source: &str) -> Option<&str> {
    let word = source.split_whitespace().next()?.trim_end_matches('.');
    let parts: Vec<&str> = word.split('.').collect();
    let digits =
        |part: &&str| !part.is_empty() && part.len() <= 4 && part.bytes().all(|b| b.is_ascii_digit());
    (parts.len() >= 2 && parts.iter().all(digits)).then_some(word)
}

/// The label of an item that opens with `A.`, `a)`, `(b)` or `iv.`.
fn label(source: &str) -> Option<&str> {
    let source = source.strip_prefix('(').unwrap_or(source);
    let (label, rest) = source.split_at(source.find(['.', ')'])?);
    let roman = |c: char| matches!(c, 'i' | 'v' | 'x');
    let good = label.len() == 1 && label.chars().all(|c| c.is_ascii_alphabetic())
        || !label.is_empty() && label.len() <= 5 && label.chars().all(roman);
    (good && rest[1..].starts_with([' ', '\u{a0}'])).then_some(label)
}

/// How deep the blocks around an event are nested.
pub(super) fn too_deep(depth: usize) -> bool {
    depth > DEEPEST
}
