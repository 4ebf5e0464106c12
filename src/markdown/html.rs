//! Narrative to HTML. Links are resolved by the caller; what it does not know is not live.

use std::collections::BTreeSet;
use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag};

use super::alternative::Alternative;
use super::embed::{self, Embed};
use super::events::{Style, events};
use super::marks::{Cut, Mark, Marker, Marks};
use super::names::Names;
use super::tags::{self, Table};
use super::terms::Glossary;

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// An address.
    Href(String),
    /// To a record that is not published: these words stand in place of the link and its text.
    Hidden(&'static str),
    /// Nowhere we know; the link's text stays, the link goes.
    Unknown,
}

/// How a text is to be shown.
#[derive(Clone, Copy)]
pub struct Options<'r> {
    /// Where a link leads.
    pub target: &'r dyn Fn(&str) -> Target,
    /// What the text is.
    pub style: Style,
    /// Whether the caller has something to say beside the block with this anchor.
    pub noted: &'r dyn Fn(&str) -> bool,
    /// Words whose first use leads to their explanation.
    pub glossary: Option<Glossary<'r>>,
}

/// A piece of a narrative.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Chunk {
    /// HTML.
    Html(String),
    /// A live view, to be put here by the caller.
    Embed(Embed),
    /// What the caller says beside the block with these anchors, to be put here.
    Beside(Vec<String>),
}

/// What closes an open tag.
struct Closer {
    html: &'static str,
    /// The anchors of a block that something is said beside.
    beside: Vec<String>,
    /// Whether that stands in a column of its own, in a box around the block.
    boxed: bool,
}

/// A narrative as HTML, cut where live views stand.
pub fn html(text: &str, options: Options<'_>) -> Vec<Chunk> {
    let mut writer = Writer::new(text, options, marks(text, options.style));
    for (at, (event, range)) in events(text).enumerate() {
        writer.event(at, event, range);
    }
    writer.flush();
    writer.chunks
}

/// What stands later in a text decides what is written before it, such as the name of a block at its end; so a text is
/// read once for its marks and once for its words.
fn marks(text: &str, style: Style) -> Marks {
    let mut marker = Marker::new(text, style);
    for (event, range) in events(text) {
        marker.see(&event, &range);
    }
    marker.finish()
}

/// A short text as HTML: one paragraph goes without its `<p>`.
pub fn inline(text: &str, target: &dyn Fn(&str) -> Target, glossary: Option<Glossary<'_>>) -> String {
    let options = Options { target, style: Style::Text, noted: &|_| false, glossary };
    if let Some(words) = unmarked(text) {
        let mut writer = Writer::new(words, options, Marks::default());
        writer.words(words);
        return writer.out;
    }
    let chunks = html(text, options);
    let html: String =
        chunks.into_iter().filter_map(|c| if let Chunk::Html(h) = c { Some(h) } else { None }).collect();
    let trimmed = html.trim();
    match trimmed.strip_prefix("<p>").and_then(|h| h.strip_suffix("</p>")) {
        Some(inner) if !inner.contains("<p>") => inner.to_owned(),
        _ => trimmed.to_owned(),
    }
}

/// The words of a text that is one line and holds no sign of markdown, as most texts of records do: the parser would give
/// them back as they are.
pub fn unmarked(text: &str) -> Option<&str> {
    let line = text.len() - usize::from(text.as_bytes().last() == Some(&b'\n'));
    let words = text.get(..line)?.trim_end_matches(' ');
    let is_sign =
        |b: u8| matches!(b, 0..b' ' | b'&' | b'*' | b'<' | b'>' | b'['..=b']' | b'_' | b'`' | b'{'..=0x7f);
    let begins = words.chars().next().is_some_and(char::is_alphabetic);
    // All bytes are looked at: without a way out the processor takes many at once.
    (begins && !words.bytes().fold(false, |any, byte| any | is_sign(byte))).then_some(words)
}

struct Writer<'t, 'r> {
    text: &'t str,
    options: Options<'r>,
    marks: Marks,
    chunks: Vec<Chunk>,
    out: String,
    /// What closes each open tag.
    closers: Vec<Closer>,
    /// How many tags are open inside one that is not shown.
    skipping: usize,
    /// Inside an image only words are written.
    alt: Option<Alternative<'t>>,
    table: Option<Table>,
    names: Names,
    /// Which explained words have their link.
    used: BTreeSet<usize>,
}

impl<'t, 'r> Writer<'t, 'r> {
    fn new(text: &'t str, options: Options<'r>, marks: Marks) -> Self {
        Writer {
            text,
            options,
            marks,
            chunks: Vec::new(),
            out: String::with_capacity(text.len() + text.len() / 4),
            closers: Vec::new(),
            skipping: 0,
            alt: None,
            table: None,
            names: Names::default(),
            used: BTreeSet::new(),
        }
    }

    fn open(&mut self, html: &str, closer: &'static str) {
        self.out.push_str(html);
        self.closers.push(Closer { html: closer, beside: Vec::new(), boxed: false });
    }

    /// Closes the innermost tag; what is said beside a block of a list stands inside it.
    fn close(&mut self) {
        let Some(closer) = self.closers.pop() else { return };
        if closer.html.starts_with("</h") {
            self.names.end(&self.out);
        }
        if closer.beside.is_empty() {
            return self.out.push_str(closer.html);
        }
        if closer.boxed {
            self.out.push_str(closer.html);
        }
        self.flush();
        self.chunks.push(Chunk::Beside(closer.beside));
        self.out.push_str(if closer.boxed { "</div>\n" } else { closer.html });
    }

    /// Starts a block, and remembers to say beside it what the caller has to say.
    fn block(&mut self, tag: Tag<'t>, range: Range<usize>, mark: Mark) {
        let beside: Vec<String> = mark.ids.iter().filter(|id| (self.options.noted)(id)).cloned().collect();
        if beside.is_empty() {
            return self.start(tag, range, &mark);
        }
        let boxed = mark.number.is_some() || self.closers.is_empty();
        if boxed {
            self.new_line();
            self.out.push_str("<div class=\"cited\">\n");
        }
        let depth = self.closers.len();
        self.start(tag, range, &mark);
        if let Some(closer) = self.closers.get_mut(depth) {
            (closer.beside, closer.boxed) = (beside, boxed);
        }
    }

    fn flush(&mut self) {
        if !self.out.is_empty() {
            self.chunks.push(Chunk::Html(std::mem::take(&mut self.out)));
        }
    }

    fn new_line(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with('\n') {
            self.out.push('\n');
        }
    }

    fn event(&mut self, at: usize, event: Event<'t>, range: Range<usize>) {
        if self.skipping > 0 {
            match event {
                Event::Start(_) => self.skipping += 1,
                Event::End(_) => self.skipping -= 1,
                _ => {}
            }
            return;
        }
        if let Some(alt) = &mut self.alt {
            if alt.see(&event, self.options.target, &mut self.out) {
                self.alt = None;
            }
            return;
        }
        match event {
            Event::Start(tag) => {
                let mark = self.marks.blocks.remove(&at).unwrap_or_default();
                self.block(tag, range, mark);
            }
            Event::End(_) => self.close(),
            Event::Text(text) => {
                let cut = self.marks.cuts.remove(&at).unwrap_or(Cut { front: 0, keep: text.len() });
                self.words(text.get(cut.front..cut.keep).unwrap_or_default());
            }
            Event::Html(text) | Event::InlineHtml(text) => tags::words(&text, &mut self.out),
            Event::Code(text) => {
                self.out.push_str("<code>");
                tags::words(&text, &mut self.out);
                self.out.push_str("</code>");
            }
            Event::SoftBreak => self.out.push('\n'),
            Event::HardBreak => self.out.push_str("<br />\n"),
            Event::Rule => {
                self.new_line();
                self.out.push_str("<hr />\n");
            }
            // Of what the parser is not asked to read.
            Event::FootnoteReference(_)
            | Event::TaskListMarker(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_) => {}
        }
    }

    /// Words of the text, the first uses of explained ones as links.
    fn words(&mut self, text: &str) {
        // A link, a heading, the head of a table, a block of code and somebody else's words stay as they are.
        let kept = ["</a>", "</h", "</th", "</pre>", "</code>", "</blockquote>"];
        let glossary = self.options.glossary.filter(|_| {
            !self.closers.iter().any(|closer| kept.iter().any(|kept| closer.html.contains(kept)))
        });
        let mut last = 0;
        if let Some(Glossary { terms, page }) = glossary {
            for (range, anchor) in terms.uses(text, &mut self.used) {
                tags::words(text.get(last..range.start).unwrap_or_default(), &mut self.out);
                self.out.push_str("<a class=\"term\" href=\"");
                tags::address(page, &mut self.out);
                self.out.push('#');
                tags::address(anchor, &mut self.out);
                self.out.push_str("\">");
                tags::words(text.get(range.clone()).unwrap_or_default(), &mut self.out);
                self.out.push_str("</a>");
                last = range.end;
            }
        }
        tags::words(text.get(last..).unwrap_or_default(), &mut self.out);
    }

    /// Shows these words in place of a tag and everything inside it.
    fn skip(&mut self, words: &str) {
        tags::words(words, &mut self.out);
        self.skipping = 1;
    }

    fn start(&mut self, tag: Tag<'t>, range: Range<usize>, mark: &Mark) {
        let top = self.closers.is_empty();
        let paper = self.options.style == Style::Paper;
        match (tag, &mark.number) {
            (Tag::Paragraph, _) if top && self.embed(range) => {}
            (Tag::Paragraph, Some(number)) => {
                self.open(&(tags::numbered(number, &mark.ids) + "<p>"), "</p></div></div>\n");
            }
            (Tag::Paragraph, None) => self.open(&tags::with_ids("<p", &mark.ids), "</p>\n"),
            (Tag::Heading { level, .. }, _) => {
                let (open, close) = tags::heading(self.marks.level(level as u8), &mark.ids);
                self.open(&open, close);
                self.names.heading(self.out.len());
            }
            (Tag::List(Some(_)), _) if top && paper => self.open("", ""),
            (Tag::Item, Some(number)) => self.open(&tags::numbered(number, &mark.ids), "</div></div>\n"),
            (Tag::Item, None) => {
                let class = if mark.lettered { " class=\"lettered\"" } else { "" };
                self.open(&tags::with_ids(&format!("<li{class}"), &mark.ids), "</li>\n");
            }
            (Tag::Link { dest_url, link_type, .. }, _) => self.link(&dest_url, link_type),
            (Tag::Image { dest_url, title, .. }, _) => match (self.options.target)(&dest_url) {
                Target::Href(href) => {
                    self.out.push_str("<img src=\"");
                    tags::address(&href, &mut self.out);
                    self.out.push_str("\" alt=\"");
                    self.alt = Some(Alternative::new(title));
                }
                Target::Hidden(_) | Target::Unknown => self.skip(""),
            },
            (tag @ (Tag::Table(_) | Tag::TableHead | Tag::TableRow | Tag::TableCell), _) => self.table(tag),
            (tag, _) => match tags::plain(&tag) {
                Some((block, open, close)) => {
                    if block {
                        self.new_line();
                    }
                    self.open(&open, close);
                }
                // Of what the parser is not asked to read.
                None => self.open("", ""),
            },
        }
    }

    fn link(&mut self, address: &str, kind: LinkType) {
        let target = match kind {
            LinkType::Email => Target::Href(format!("mailto:{address}")),
            _ => (self.options.target)(address),
        };
        match target {
            Target::Href(href) => {
                self.out.push_str("<a href=\"");
                tags::address(&href, &mut self.out);
                self.open("\">", "</a>");
            }
            Target::Hidden(words) => self.skip(words),
            Target::Unknown => self.open("", ""),
        }
    }

    /// Puts a live view in place of a paragraph that is nothing else.
    fn embed(&mut self, range: Range<usize>) -> bool {
        let source = self.text.get(range).unwrap_or_default();
        let Some(inner) = embed::inside(source).filter(|_| self.options.style != Style::Text) else {
            return false;
        };
        self.flush();
        self.chunks.extend(embed::parse(inner).ok().map(Chunk::Embed));
        self.skipping = 1;
        true
    }

    fn table(&mut self, tag: Tag<'t>) {
        match (tag, &mut self.table) {
            (Tag::Table(alignments), _) => {
                self.table = Some(Table { alignments, column: 0, head: false });
                let open = tags::table(&self.names.next());
                self.open(&open, "</tbody></table></div>\n");
            }
            (Tag::TableCell, Some(table)) => {
                let (open, close) = table.cell();
                self.open(&open, close);
            }
            (row, Some(table)) => {
                table.column = 0;
                table.head = row == Tag::TableHead;
                match table.head {
                    true => self.open("<thead><tr>", "</tr></thead>\n<tbody>\n"),
                    false => self.open("<tr>", "</tr>\n"),
                }
            }
            (_, None) => self.open("", ""),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn parsed(text: &str) -> String {
        let options =
            Options { target: &|_| Target::Unknown, style: Style::Text, noted: &|_| false, glossary: None };
        let chunks = html(text, options).into_iter();
        let html: String =
            chunks.filter_map(|c| if let Chunk::Html(h) = c { Some(h) } else { None }).collect();
        html.trim().trim_start_matches("<p>").trim_end_matches("</p>").to_owned()
    }

    proptest! {
        #[test]
        fn what_holds_no_sign_of_markdown_is_what_the_parser_makes_of_it(
            text in "[A-Za-zé][ -~éß“”–’\u{a0}\u{2003}]{0,40}[ ]{0,3}\n?"
        ) {
            if unmarked(&text).is_some() {
                prop_assert_eq!(inline(&text, &|_| Target::Unknown, None), parsed(&text));
            }
        }
    }
}
