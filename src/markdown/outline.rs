//! What a narrative holds, without turning it into HTML: for loading and for checking.

use std::collections::BTreeSet;
use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use super::doubts::{self, Doubt};
use super::embed::{self, Embed};
use super::events::{LARGEST_TEXT, MOST_PLACES, Style, events};
use super::marks::{Marker, Marks};
use super::numbers::Number;
use super::signs::{self, Sign, Stray};

/// A place in a text that can be linked to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnchorAt {
    /// The anchor.
    pub name: String,
    /// Where its block stands.
    pub range: Range<usize>,
    /// Where it is written: the number, the letter or the `{#name}`.
    pub spot: Range<usize>,
    /// Whether the author wrote or numbered it; a heading's own anchor is ours.
    pub given: bool,
    /// The number of a numbered paragraph.
    pub number: Option<String>,
}

/// A link or image.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkAt {
    /// Where it leads.
    pub target: String,
    /// Where it stands.
    pub range: Range<usize>,
    /// Whether it is an image.
    pub image: bool,
    /// The words of the link, or those that stand for the image; the beginning of very long ones.
    pub words: String,
    /// Whether the link holds an image, whose words are its own.
    pub holds_image: bool,
}

/// An embedded view.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EmbedAt {
    /// The call, or why it cannot be read.
    pub call: Result<Embed, String>,
    /// Where it stands.
    pub range: Range<usize>,
}

/// A heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// 2 to 6, as shown: the author's highest stands right below the page's title.
    pub level: u8,
    /// Its words.
    pub text: String,
    /// Its anchor.
    pub anchor: String,
    /// Where it stands.
    pub range: Range<usize>,
}

/// What a text holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outline {
    /// Places that can be linked to.
    pub anchors: Vec<AnchorAt>,
    /// Their names.
    names: BTreeSet<String>,
    /// Numbers that the text above swallowed.
    swallowed: BTreeSet<String>,
    /// Numbers of paragraphs in the order written, those that the text above swallowed included.
    pub numbers: Vec<Number>,
    /// Links and images.
    pub links: Vec<LinkAt>,
    /// Embedded views.
    pub embeds: Vec<EmbedAt>,
    /// Raw HTML, which is shown as text; the first of each line.
    pub raw_html: Vec<Range<usize>>,
    /// Headings.
    pub headings: Vec<Heading>,
    /// What was meant as a link or view and is shown as it was written.
    pub doubts: Vec<Doubt>,
    /// Signs of markdown that are shown as they were written.
    pub strays: Vec<Stray>,
    /// Where the text is nested too deeply; nothing is read from there on.
    pub too_deep: Option<Range<usize>>,
    /// How many lines of its file stand above the text.
    pub lines_above: usize,
    /// Whether the text is too large, and nothing of it is read.
    pub too_large: bool,
}

impl Outline {
    /// Whether there is an anchor of this name.
    pub fn has_anchor(&self, name: &str) -> bool {
        self.names.contains(name)
    }

    /// The names of all anchors, sorted.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }

    /// Whether a paragraph has this name on paper, and markdown reads its number as part of the text above.
    pub fn is_swallowed(&self, name: &str) -> bool {
        let number =
            |name: &str| name.strip_prefix('p').is_some_and(|number| self.swallowed.contains(number));
        // Its lettered items have no place either.
        number(name) || number(name.trim_end_matches(|c: char| c.is_ascii_alphabetic()))
    }
}

/// The beginning of a link's words is enough to judge them by.
const WORDS: usize = 200;

/// What a text holds.
pub fn outline(text: &str, style: Style) -> Outline {
    if text.len() > LARGEST_TEXT {
        return Outline { too_large: true, ..Outline::default() };
    }
    let mut marker = Marker::new(text, style);
    let mut builder = Builder { text, style, ..Builder::default() };
    let mut events = events(text);
    for (at, (event, range)) in (&mut events).enumerate() {
        marker.see(&event, &range);
        builder.see(at, &event, range);
        if marker.places() > MOST_PLACES {
            return Outline { too_large: true, ..Outline::default() };
        }
    }
    builder.outline.too_deep = events.too_deep;
    builder.finish(marker.finish())
}

/// Gathers an outline, event by event.
#[derive(Default)]
struct Builder<'t> {
    text: &'t str,
    style: Style,
    depth: usize,
    /// Until this depth is reached again, everything belongs to a view or to code, and is not looked at.
    skipping: Option<usize>,
    /// Positions of the headings' events.
    headings: Vec<usize>,
    /// Whether a heading is open.
    in_heading: bool,
    /// Where the last raw HTML ended.
    html_end: usize,
    /// The links and images that are open, as positions in the outline.
    open: Vec<usize>,
    outline: Outline,
}

impl Builder<'_> {
    fn see(&mut self, at: usize, event: &Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => {
                self.depth += 1;
                if self.skipping.is_none() {
                    self.start(at, tag, range);
                }
            }
            Event::End(tag) => {
                self.depth = self.depth.saturating_sub(1);
                if self.skipping.is_some_and(|depth| self.depth < depth) {
                    self.skipping = None;
                }
                match tag {
                    TagEnd::Heading(_) => self.in_heading = false,
                    TagEnd::Link | TagEnd::Image => drop(self.open.pop()),
                    _ => {}
                }
            }
            _ if self.skipping.is_some() => {}
            Event::Html(_) | Event::InlineHtml(_) => self.html(range),
            Event::Text(words) => {
                let names = self.style != Style::Text && !self.in_heading;
                signs::find(self.text, &range, names, &mut self.outline.strays);
                doubts::find(self.text, range, &mut self.outline.doubts);
                self.words(words);
            }
            Event::Code(words) => self.words(words),
            Event::SoftBreak | Event::HardBreak => self.words(" "),
            _ => {}
        }
    }

    fn start(&mut self, at: usize, tag: &Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Link { dest_url, link_type, .. } => {
                let mail = if *link_type == LinkType::Email { "mailto:" } else { "" };
                self.link(format!("{mail}{dest_url}"), range, false);
            }
            Tag::Image { dest_url, .. } => {
                for open in &self.open {
                    if let Some(link) = self.outline.links.get_mut(*open) {
                        link.holds_image = true;
                    }
                }
                self.link(dest_url.to_string(), range, true);
            }
            Tag::Paragraph if self.depth == 1 && self.style != Style::Text => {
                if let Some(inner) = self.text.get(range.clone()).and_then(embed::inside) {
                    self.skipping = Some(self.depth);
                    self.outline.embeds.push(EmbedAt { call: embed::parse(inner), range });
                }
            }
            Tag::CodeBlock(_) => self.skipping = Some(self.depth),
            Tag::Heading { level, .. } => {
                self.headings.push(at);
                if self.style != Style::Text {
                    let source = self.text.get(range.clone()).unwrap_or_default();
                    self.outline.strays.extend(signs::heading(source, range.start));
                }
                self.in_heading = true;
                let level = *level as u8;
                let heading = Heading { level, text: String::new(), anchor: String::new(), range };
                self.outline.headings.push(heading);
            }
            _ => {}
        }
    }

    fn link(&mut self, target: String, range: Range<usize>, image: bool) {
        self.open.push(self.outline.links.len());
        let words = String::new();
        self.outline.links.push(LinkAt { target, range, image, words, holds_image: false });
    }

    /// Words of a heading, and of the links around them.
    fn words(&mut self, words: &str) {
        if self.in_heading
            && let Some(heading) = self.outline.headings.last_mut()
        {
            heading.text.push_str(words);
        }
        for open in &self.open {
            if let Some(link) = self.outline.links.get_mut(*open)
                && link.words.len() < WORDS
            {
                link.words.extend(words.chars().take(WORDS));
            }
        }
    }

    /// Raw HTML is told of once a line, and once a block: `<b>` and its `</b>` are one slip.
    fn html(&mut self, range: Range<usize>) {
        let goes_on = self.text.get(self.html_end..range.start).is_some_and(|gap| !gap.contains('\n'));
        if self.outline.raw_html.is_empty() || !goes_on {
            self.outline.raw_html.push(range.clone());
        }
        self.html_end = range.end;
    }

    /// Adds what is known only at the end of a text.
    fn finish(mut self, marks: Marks) -> Outline {
        for (heading, at) in self.outline.headings.iter_mut().zip(&self.headings) {
            heading.level = marks.level(heading.level);
            let own = marks.blocks.get(at).and_then(|mark| mark.ids.first());
            heading.anchor = own.cloned().unwrap_or_default();
        }
        for mark in marks.blocks.into_values() {
            for (name, spot) in mark.ids.into_iter().zip(mark.spots) {
                self.outline.names.insert(name.clone());
                let given = !mark.own;
                let (range, number) = (mark.range.clone(), mark.number.clone());
                self.outline.anchors.push(AnchorAt { name, range, spot, given, number });
            }
        }
        // What looks like a stray `{#name}` is none where it is read as the name of its block.
        let spots: BTreeSet<usize> = self.outline.anchors.iter().map(|a| a.spot.start).collect();
        self.outline.strays.retain(|stray| !spots.contains(&stray.range.start) || stray.sign != Sign::Place);
        let swallowed = marks.numbers.iter().filter(|n| n.swallowed);
        self.outline.swallowed = swallowed.map(|n| n.text.clone()).collect();
        self.outline.numbers = marks.numbers;
        self.outline
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn anchors(text: &str) -> Vec<String> {
        outline(text, Style::Paper).anchors.into_iter().filter(|a| a.given).map(|a| a.name).collect()
    }

    #[test]
    fn paragraph_numbers_are_kept_as_written() {
        let text = "1. One\n2. Two\n\n## Why\n\n16. **Heading only**\n\n17. Seventeen\n19. Nineteen\n";
        assert_eq!(anchors(text), ["p1", "p2", "p16", "p17", "p19"]);
    }

    #[test]
    fn lettered_items_belong_to_their_paragraph() {
        assert_eq!(anchors("3. Three\n\n    - A. First\n    - B. Second\n"), ["p3", "p3A", "p3B"]);
        assert_eq!(
            anchors("3.2 Words\n\n- i. one\n- (b) two\n\n## H\n\n- (a) free\n"),
            ["p3.2", "p3.2i", "p3.2b"]
        );
    }

    #[test]
    fn blocks_can_be_named() {
        let text = "## Caseloads {#caseloads}\n\nWords here. {#here}\n\n- item {#there}\n\n1. One {#also}\n\nNot \\{#this}\n";
        assert_eq!(anchors(text), ["caseloads", "here", "there", "p1", "also"]);
    }

    #[test]
    fn headings_stand_below_the_title_whatever_their_signs() {
        let levels = |text: &str| {
            outline(text, Style::Paper).headings.into_iter().map(|h| (h.level, h.anchor)).collect::<Vec<_>>()
        };
        let names = ["h-aims", "h-aims-2", "h-aims-2-2"];
        for text in [
            "# Aims\n## Aims\n# Aims 2\n",
            "## Aims\n### Aims\n## Aims 2\n",
            "Aims\n==\nAims\n--\n# Aims 2\n",
        ] {
            assert_eq!(
                levels(text),
                [(2, names[0].into()), (3, names[1].into()), (2, names[2].into())],
                "{text}"
            );
        }
    }

    #[test]
    fn links_embeds_and_raw_html_are_found() {
        let found = outline(
            "See [a *b*](paper:x#p1).\n\n{{ progress(plan=\"p\") }}\n\n<b>bold</b>\n\n`{{ a }}`\n",
            Style::Paper,
        );
        assert_eq!((found.links[0].target.as_str(), found.links[0].words.as_str()), ("paper:x#p1", "a b"));
        assert_eq!(found.embeds[0].call.as_ref().map(|c| c.name.as_str()), Ok("progress"));
        assert_eq!(found.raw_html.len(), 1);
        assert_eq!(found.doubts, []);
    }
}
