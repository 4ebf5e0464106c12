//! A narrative's passages: the words of a page, cut where they can be linked to. They are read from the very HTML that the
//! page shows, so that a word that is not on the page cannot be found.

use crate::render::plain::{Piece, name, pieces, spaced, squeezed};

/// A part of a narrative with an address of its own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Passage {
    /// Its anchor; none for the top of the page.
    pub(super) anchor: Option<String>,
    /// The number of a numbered paragraph.
    pub(super) number: Option<String>,
    /// The heading it stands under.
    pub(super) heading: Option<String>,
    /// Whether it is the first below its heading.
    pub(super) first: bool,
    /// Its words.
    pub(super) text: String,
}

/// Blocks without an anchor are joined to what stands above them up to this many letters.
const LONG_ENOUGH: usize = 1200;

/// The passages of a narrative, from its HTML.
pub(super) fn passages(html: &str) -> Vec<Passage> {
    let mut reader = Reader::default();
    pieces(html, |piece| reader.take(piece));
    reader.end_heading();
    reader.passages
}

fn attribute<'t>(tag: &'t str, key: &str) -> Option<&'t str> {
    let (_, value) = tag.split_once(&format!(" {key}=\""))?;
    value.split('"').next()
}

/// Reads blocks at the top of a narrative.
#[derive(Default)]
struct Reader {
    depth: usize,
    block: Block,
    heading: Option<(String, String)>,
    /// Whether nothing stands below the heading yet.
    bare: bool,
    passages: Vec<Passage>,
}

/// The block being read.
#[derive(Default)]
struct Block {
    heading: bool,
    anchor: Option<String>,
    number: Option<String>,
    /// Inside the number of a numbered paragraph, which is told apart.
    in_number: bool,
    /// Inside the name of a table, which nobody sees: it says again what stands above.
    in_caption: bool,
    text: String,
}

impl Reader {
    fn take(&mut self, piece: Piece<'_>) {
        match piece {
            Piece::Text(_) if self.block.in_caption => {}
            Piece::Text(words) => match &mut self.block.number {
                Some(number) if self.block.in_number => number.push_str(&words),
                _ => self.block.text.push_str(&words),
            },
            Piece::Tag(tag) => self.tag(tag),
        }
    }

    fn tag(&mut self, tag: &str) {
        let name = name(tag);
        spaced(name, &mut self.block.text);
        if matches!(name, "br" | "hr" | "img") {
            return;
        }
        if let Some(closed) = name.strip_prefix('/') {
            self.depth = self.depth.saturating_sub(1);
            self.block.in_number &= closed != "a";
            self.block.in_caption &= closed != "caption";
            if self.depth == 0 {
                self.end_block();
            }
            return;
        }
        if self.depth == 0 {
            let anchor = attribute(tag, "id").map(str::to_owned);
            let heading = matches!(name, "h2" | "h3" | "h4" | "h5" | "h6");
            self.block = Block { heading, anchor, ..Block::default() };
        }
        if attribute(tag, "class") == Some("paragraph-number") {
            self.block.in_number = true;
            self.block.number = Some(String::new());
        }
        self.block.in_caption |= name == "caption";
        self.depth += 1;
    }

    fn end_block(&mut self) {
        let block = std::mem::take(&mut self.block);
        let text = squeezed(&block.text);
        if block.heading {
            self.end_heading();
            self.heading = Some((block.anchor.unwrap_or_default(), text));
            self.bare = true;
            return;
        }
        if text.is_empty() {
            return;
        }
        let joined = self.passages.last_mut().filter(|_| block.anchor.is_none() && !self.bare);
        if let Some(above) = joined.filter(|p| p.text.len() < LONG_ENOUGH) {
            above.text = format!("{} {text}", above.text);
            return;
        }
        let number = block.number.and_then(|n| n.rsplit(' ').next().map(str::to_owned));
        self.add(block.anchor, number, text);
    }

    fn add(&mut self, anchor: Option<String>, number: Option<String>, text: String) {
        let first = std::mem::take(&mut self.bare);
        let heading = self.heading.clone().filter(|(_, words)| !words.is_empty());
        let above = || match first {
            true => heading.as_ref().map(|(anchor, _)| anchor.clone()).filter(|a| !a.is_empty()),
            false => self.passages.last().and_then(|p| p.anchor.clone()),
        };
        let anchor = anchor.or_else(above);
        let heading = heading.map(|(_, words)| words);
        self.passages.push(Passage { anchor, number, heading, first, text });
    }

    /// A heading with nothing below it is a passage of its own.
    fn end_heading(&mut self) {
        if self.bare {
            self.add(None, None, String::new());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::{Chunk, Options, Style, Target, html};

    fn read(text: &str) -> Vec<(String, String, String, String)> {
        let target = |_: &str| Target::Hidden("a paper that is not published");
        let chunks =
            html(text, Options { target: &target, style: Style::Paper, noted: &|_| false, glossary: None });
        let html: String =
            chunks.into_iter().filter_map(|c| if let Chunk::Html(h) = c { Some(h) } else { None }).collect();
        let words = |p: Passage| {
            (
                p.anchor.unwrap_or_default(),
                p.number.unwrap_or_default(),
                p.heading.unwrap_or_default(),
                p.text,
            )
        };
        passages(&html).into_iter().map(words).collect()
    }

    fn line(anchor: &str, number: &str, heading: &str, text: &str) -> (String, String, String, String) {
        (anchor.to_owned(), number.to_owned(), heading.to_owned(), text.to_owned())
    }

    #[test]
    fn numbered_paragraphs_are_passages_with_their_items() {
        assert_eq!(
            read("4. Four *and* more:\n\n    - A. one\n    - B. two\n\n6. Six\n\n1.1 Decimal\n"),
            [
                line("p4", "4", "", "Four and more: A. one B. two"),
                line("p6", "6", "", "Six"),
                line("p1.1", "1.1", "", "Decimal"),
            ]
        );
    }

    #[test]
    fn blocks_go_with_what_stands_above_them() {
        assert_eq!(
            read(
                "Top & <b>\n\n## Aims\n\nOne.\n\nTwo. {#two}\n\n- three\n- four\n\n## Empty\n\n## Last\n\n| a | b |\n|---|---|\n| c | d |\n"
            ),
            [
                line("", "", "", "Top & <b>"),
                line("h-aims", "", "Aims", "One."),
                line("two", "", "Aims", "Two. three four"),
                line("h-empty", "", "Empty", ""),
                line("h-last", "", "Last", "a b c d"),
            ]
        );
    }

    #[test]
    fn words_of_hidden_links_are_not_there() {
        assert_eq!(read("1. See [secret](paper:x)!\n")[0].3, "See a paper that is not published!");
    }
}
