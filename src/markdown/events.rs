//! The parser's events, read as often as needed and never kept: a paper of several megabytes costs little memory. A text
//! nested deeper than any paper is cut off there.

use std::ops::Range;

use pulldown_cmark::utils::TextMergeWithOffset;
use pulldown_cmark::{Event, OffsetIter, Options, Parser};

/// Quotes, lists and marks inside each other: no paper needs more, and browsers stop at a few hundred.
pub const DEEPEST: usize = 50;

/// The largest text that is read, in bytes. The longest packs of council papers have a third of it; the parser takes some
/// sixty times a text's size in memory where every line has a word or two.
pub const LARGEST_TEXT: usize = 4 << 20;

/// Headings, numbered paragraphs and named blocks of one text: each is known by name to the whole site.
pub const MOST_PLACES: usize = 200_000;

/// What a text is, which decides what is read in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Style {
    /// A paper's narrative: its paragraphs are numbered, its blocks can be named, and views can be embedded.
    Paper,
    /// A standing page: as a paper, without numbered paragraphs.
    Page,
    /// A text of a record: shown on many pages, so it has no anchors, and no views.
    #[default]
    Text,
}

/// The events of a text with the bytes they stand at.
pub(super) struct Events<'t> {
    inner: TextMergeWithOffset<'t, OffsetIter<'t>>,
    depth: usize,
    /// Where the text is nested too deeply; nothing is read from there on.
    pub(super) too_deep: Option<Range<usize>>,
}

/// Parses a text.
pub(super) fn events(text: &str) -> Events<'_> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_HEADING_ATTRIBUTES;
    let inner = TextMergeWithOffset::new(Parser::new_ext(text, options).into_offset_iter());
    Events { inner, depth: 0, too_deep: None }
}

impl<'t> Iterator for Events<'t> {
    type Item = (Event<'t>, Range<usize>);

    fn next(&mut self) -> Option<Self::Item> {
        if self.too_deep.is_some() {
            return None;
        }
        let (event, range) = self.inner.next()?;
        match event {
            Event::Start(_) => self.depth += 1,
            Event::End(_) => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
        if self.depth > DEEPEST {
            self.too_deep = Some(range);
            return None;
        }
        Some((event, range))
    }
}
