//! What our papers add to markdown: paragraph numbers as written, their anchors, `{#name}` blocks, and how far headings
//! are shifted below the page's own title.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::events::Style;
use super::numbers::{self, Number};

/// What our papers add to a block.
#[derive(Clone, Debug, Default)]
pub(super) struct Mark {
    /// Anchors of the block.
    pub(super) ids: Vec<String>,
    /// Where each of them is written: the number, the letter or the `{#name}`.
    pub(super) spots: Vec<Range<usize>>,
    /// The number of a numbered paragraph, as written.
    pub(super) number: Option<String>,
    /// Whether it is an item that opens with its own letter.
    pub(super) lettered: bool,
    /// Whether its anchor is made of a heading's own words.
    pub(super) own: bool,
    /// Where the block stands.
    pub(super) range: Range<usize>,
}

/// How much of a text is taken off because it is shown elsewhere: a number in front, `{#name}` behind.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Cut {
    /// Bytes taken off in front.
    pub(super) front: usize,
    /// Bytes that stay, those in front included.
    pub(super) keep: usize,
}

/// What was found in a text, by the position of its events.
#[derive(Debug, Default)]
pub(super) struct Marks {
    pub(super) blocks: BTreeMap<usize, Mark>,
    pub(super) cuts: BTreeMap<usize, Cut>,
    /// Numbers in the order written, those that the text above swallowed included.
    pub(super) numbers: Vec<Number>,
    /// The highest level of heading that the author uses.
    pub(super) highest: Option<u8>,
}

impl Marks {
    /// The level at which a heading is shown: the author's highest stands right below the page's title.
    pub(super) fn level(&self, written: u8) -> u8 {
        (written + 2 - self.highest.unwrap_or(written).min(written)).min(6)
    }
}

/// Marks the blocks of one text, event by event.
pub(super) struct Marker<'t> {
    text: &'t str,
    style: Style,
    /// The numbered paragraph that lettered items belong to.
    number: Option<String>,
    /// The last number met, whatever stands between.
    last: Option<Vec<u32>>,
    /// The blocks and spans that are open: position, and what kind.
    open: Vec<(usize, Kind)>,
    slugs: Slugs,
    /// A number that the next text begins with.
    opening: Option<String>,
    /// A `{#name}` that counts if its block ends here.
    closing: Option<Closing>,
    at: usize,
    marks: Marks,
}

/// A `{#name}` at the end of a text.
struct Closing {
    /// The text's position.
    at: usize,
    name: String,
    /// Where it stands.
    spot: Range<usize>,
    /// The bytes of the text before it.
    keep: usize,
}

/// What is open, as far as it matters here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Paragraph,
    Item,
    Ordered,
    Unordered,
    /// An emphasis or link: it says nothing about the block around it.
    Span,
    Other,
}

impl<'t> Marker<'t> {
    pub(super) fn new(text: &'t str, style: Style) -> Self {
        Marker {
            text,
            style,
            number: None,
            last: None,
            open: Vec::new(),
            slugs: Slugs::default(),
            opening: None,
            closing: None,
            at: 0,
            marks: Marks::default(),
        }
    }

    /// What was found; to be asked for after the last event.
    pub(super) fn finish(self) -> Marks {
        self.marks
    }

    /// How many places were found so far.
    pub(super) fn places(&self) -> usize {
        self.marks.blocks.len()
    }

    /// Takes the next event.
    pub(super) fn see(&mut self, event: &Event<'_>, range: &Range<usize>) {
        let at = self.at;
        self.at += 1;
        self.name_block(event);
        let opening = self.opening.take();
        match event {
            Event::Start(tag) => {
                if let Some(mark) = self.start(tag, range) {
                    self.opening = mark.number.clone().filter(|_| *tag == Tag::Paragraph);
                    self.marks.blocks.insert(at, mark);
                }
                self.open.push((at, kind(tag)));
            }
            Event::End(_) => drop(self.open.pop()),
            Event::Text(words) if self.style != Style::Text => self.words(at, words, range, opening),
            Event::SoftBreak if self.style == Style::Paper => self.line(range.end),
            _ => {}
        }
    }

    /// The mark of a block that begins.
    fn start(&mut self, tag: &Tag<'_>, range: &Range<usize>) -> Option<Mark> {
        let source = self.text.get(range.clone()).unwrap_or_default();
        match tag {
            Tag::Heading { level, id, .. } => {
                self.number = None;
                let level = *level as u8;
                self.marks.highest = Some(self.marks.highest.map_or(level, |h| h.min(level)));
                if self.style == Style::Text {
                    return None;
                }
                let given = id.as_ref().map(|i| i.to_string()).filter(|i| is_name(i));
                let own = given.is_none();
                let id = given.unwrap_or_else(|| self.slugs.next(source));
                let spots = vec![if own { range.clone() } else { attribute(source, &id, range) }];
                Some(Mark { ids: vec![id], spots, own, range: range.clone(), ..Mark::default() })
            }
            Tag::Paragraph if self.open.is_empty() && self.style == Style::Paper => {
                let number = numbers::decimal(source);
                if number.is_none() {
                    self.lost(range.start, false);
                }
                number.map(|number| self.numbered(number.to_owned(), range))
            }
            Tag::Item if self.style == Style::Paper => self.item(source, range),
            _ => None,
        }
    }

    fn numbered(&mut self, number: String, range: &Range<usize>) -> Mark {
        let source = self.text.get(range.clone()).unwrap_or_default();
        let start = range.start + (source.len() - source.trim_start().len());
        self.last = numbers::parts(&number);
        let at = start..start + number.len();
        self.marks.numbers.push(Number {
            text: number.clone(),
            range: at.clone(),
            swallowed: false,
            right: None,
        });
        self.number = Some(number.clone());
        Mark {
            ids: vec![format!("p{number}")],
            spots: vec![at],
            number: Some(number),
            range: range.clone(),
            ..Mark::default()
        }
    }

    fn item(&mut self, source: &str, range: &Range<usize>) -> Option<Mark> {
        if let [(_, Kind::Ordered)] = self.open.as_slice() {
            let digits = source.trim_start().chars().take_while(char::is_ascii_digit).collect();
            return Some(self.numbered(digits, range));
        }
        let lists = self.open.iter().filter(|(_, k)| matches!(k, Kind::Ordered | Kind::Unordered)).count();
        let inner = source.trim_start().trim_start_matches(['-', '*', '+']).trim_start();
        match (&self.number, numbers::label(inner)) {
            (Some(number), Some(label)) if lists <= 2 => {
                let opened = range.start + source.len() - inner.len() + usize::from(inner.starts_with('('));
                Some(Mark {
                    ids: vec![format!("p{number}{label}")],
                    spots: std::iter::once(opened..opened + label.len()).collect(),
                    lettered: true,
                    range: range.clone(),
                    ..Mark::default()
                })
            }
            _ => None,
        }
    }

    /// Takes the number `1.1` out of the text it opens, since it is shown apart, and looks for `{#name}` at the end.
    fn words(&mut self, at: usize, words: &str, range: &Range<usize>, opening: Option<String>) {
        let rest = opening.and_then(|number| {
            let rest = words.trim_start().strip_prefix(number.as_str())?;
            Some(rest.trim_start_matches('.').trim_start().len())
        });
        let front = rest.map_or(0, |rest| words.len() - rest);
        if front > 0 {
            self.marks.cuts.insert(at, Cut { front, keep: words.len() });
        }
        let named = words.trim_end().strip_suffix('}').and_then(|t| t.rsplit_once("{#"));
        let Some((before, name)) = named.filter(|(_, name)| is_name(name)) else { return };
        // `\{#name}` is what a text about markdown says.
        let written = self.text.get(..range.end).unwrap_or_default().trim_end();
        let start = written.len().saturating_sub(name.len() + "{#}".len());
        if !written.get(..start).is_some_and(|w| w.ends_with('\\')) {
            let keep = before.trim_end().len().max(front);
            self.closing = Some(Closing { at, name: name.to_owned(), spot: start..written.len(), keep });
        }
    }

    /// Makes a `{#name}` the anchor of its block, where the block ends or goes over into a list.
    fn name_block(&mut self, event: &Event<'_>) {
        let Some(Closing { at, name, spot, keep }) = self.closing.take() else { return };
        let ends = matches!(event, Event::End(TagEnd::Paragraph | TagEnd::Item) | Event::Start(Tag::List(_)));
        let block = self.open.iter().rev().find(|(_, k)| matches!(k, Kind::Paragraph | Kind::Item));
        let Some((block, _)) = block.filter(|_| ends) else { return };
        self.marks.cuts.entry(at).or_default().keep = keep;
        let mark = self.marks.blocks.entry(*block).or_default();
        mark.ids.push(name);
        mark.spots.push(spot);
    }

    /// Looks at a line that continues a paragraph: a number in front of it was swallowed by the text above.
    fn line(&mut self, at: usize) {
        let blocks: Vec<Kind> =
            self.open.iter().map(|(_, kind)| *kind).filter(|kind| *kind != Kind::Span).collect();
        let top = match blocks.as_slice() {
            [Kind::Paragraph] => true,
            [Kind::Ordered, Kind::Item, rest @ ..] => matches!(rest, [] | [Kind::Paragraph]),
            _ => false,
        };
        if !top {
            return;
        }
        match numbers::swallowed(self.text, at, self.last.as_deref()) {
            Some(found) => self.count_lost(found),
            None => self.lost(at, true),
        }
    }

    /// Looks for a number that is written a little off, such as `4.Officers`; `below` a line of text it has to go on
    /// from the last number.
    fn lost(&mut self, at: usize, below: bool) {
        if below && self.last.is_none() {
            return;
        }
        if let Some((mut number, parts)) = numbers::misspelt(self.text, at, self.last.as_deref()) {
            let above = if below { "\n" } else { "" };
            number.right = number.right.map(|right| format!("{above}{right}"));
            self.count_lost((number, parts));
        }
    }

    /// A number that is not read counts all the same; the items below it belong to nobody.
    fn count_lost(&mut self, (number, parts): (Number, Vec<u32>)) {
        self.last = Some(parts);
        self.number = None;
        self.marks.numbers.push(number);
    }
}

/// Where the `{#name}` of a heading stands.
fn attribute(source: &str, name: &str, range: &Range<usize>) -> Range<usize> {
    let start = source.rfind(&format!("#{name}")).and_then(|at| source.get(..at)?.rfind('{'));
    let Some(start) = start else { return range.clone() };
    let end = source.get(start..).and_then(|rest| rest.find('}')).map_or(source.len(), |end| start + end + 1);
    range.start + start..range.start + end
}

fn kind(tag: &Tag<'_>) -> Kind {
    match tag {
        Tag::Paragraph => Kind::Paragraph,
        Tag::Item => Kind::Item,
        Tag::List(Some(_)) => Kind::Ordered,
        Tag::List(None) => Kind::Unordered,
        Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } => Kind::Span,
        _ => Kind::Other,
    }
}

/// Headings' own anchors: their words; the prefix keeps them apart from anchors that authors choose.
#[derive(Default)]
struct Slugs {
    used: BTreeSet<String>,
    counts: BTreeMap<String, usize>,
}

impl Slugs {
    fn next(&mut self, source: &str) -> String {
        let source = without_links(source);
        let words = source.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).take(12);
        let words: Vec<String> =
            words.map(|w| w.chars().take(40).map(|c| c.to_ascii_lowercase()).collect()).collect();
        let base = format!("h-{}", words.join("-"));
        let count = self.counts.entry(base.clone()).or_default();
        loop {
            *count += 1;
            let slug = if *count == 1 { base.clone() } else { format!("{base}-{count}") };
            // "Aims", "Aims" and "Aims 2" are three places.
            if self.used.insert(slug.clone()) {
                return slug;
            }
        }
    }
}

/// A heading without its links, their words included: where they lead may not be published, and an address is for good.
fn without_links(source: &str) -> String {
    let (mut shown, mut depth, mut before) = (String::new(), 0_usize, ' ');
    for letter in source.chars() {
        match letter {
            '[' | '<' => depth += 1,
            '(' if depth > 0 || before == ']' => depth += 1,
            ']' | '>' => depth = depth.saturating_sub(1),
            ')' if depth > 0 => depth -= 1,
            _ if depth == 0 => shown.push(letter),
            _ => {}
        }
        before = letter;
    }
    shown
}

/// Whether an author's anchor can be part of an address.
pub(super) fn is_name(name: &str) -> bool {
    let mut letters = name.chars();
    name.len() <= 100
        && letters.next().is_some_and(|c| c.is_ascii_alphanumeric())
        && letters.all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '.')
}
