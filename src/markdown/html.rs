//! Narrative to HTML. Links are resolved by the caller; what it does not know is not live.

use std::collections::BTreeSet;
use std::ops::Range;

use pulldown_cmark::{CowStr, Event, LinkType, Tag};

use super::embed::{self, Embed};
use super::events::{Style, events};
use super::marks::{Cut, Mark, Marker, Marks};
use super::tags::{self, Table};
use super::terms::Terms;

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
    /// Words whose first use leads to their explanation.
    pub terms: Option<&'r Terms>,
}

/// A piece of a narrative.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Chunk {
    /// HTML.
    Html(String),
    /// A live view, to be put here by the caller.
    Embed(Embed),
}

/// A narrative as HTML, cut where live views stand.
pub fn html(text: &str, options: Options<'_>) -> Vec<Chunk> {
    let mut writer = Writer {
        text,
        options,
        marks: marks(text, options.style),
        chunks: Vec::new(),
        out: String::new(),
        closers: Vec::new(),
        skipping: 0,
        alt: None,
        alt_hidden: None,
        table: None,
        tables: 0,
        used: BTreeSet::new(),
    };
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
pub fn inline(text: &str, target: &dyn Fn(&str) -> Target, terms: Option<&Terms>) -> String {
    let chunks = html(text, Options { target, style: Style::Text, terms });
    let html: String =
        chunks.into_iter().filter_map(|c| if let Chunk::Html(h) = c { Some(h) } else { None }).collect();
    let trimmed = html.trim();
    match trimmed.strip_prefix("<p>").and_then(|h| h.strip_suffix("</p>")) {
        Some(inner) if !inner.contains("<p>") => inner.to_owned(),
        _ => trimmed.to_owned(),
    }
}

struct Writer<'t, 'r> {
    text: &'t str,
    options: Options<'r>,
    marks: Marks,
    chunks: Vec<Chunk>,
    out: String,
    /// What closes each open tag.
    closers: Vec<&'static str>,
    /// How many tags are open inside one that is not shown.
    skipping: usize,
    /// Inside an image only words are written: how many tags are open in it, and its title.
    alt: Option<(usize, CowStr<'t>)>,
    /// How deep in these words a link to what is not published stands.
    alt_hidden: Option<usize>,
    table: Option<Table>,
    /// How many tables there were, so that each has a name of its own.
    tables: usize,
    /// Which explained words have their link.
    used: BTreeSet<usize>,
}

impl<'t> Writer<'t, '_> {
    fn open(&mut self, html: &str, closer: &'static str) {
        self.out.push_str(html);
        self.closers.push(closer);
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
        if self.alt.is_some() {
            return self.alternative(&event);
        }
        match event {
            Event::Start(tag) => {
                let mark = self.marks.blocks.remove(&at).unwrap_or_default();
                self.start(tag, range, &mark);
            }
            Event::End(_) => {
                let closer = self.closers.pop().unwrap_or_default();
                self.out.push_str(closer);
            }
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
        let terms = self
            .options
            .terms
            .filter(|_| !self.closers.iter().any(|closer| kept.iter().any(|kept| closer.contains(kept))));
        let uses = terms.map(|terms| terms.uses(text, &mut self.used)).unwrap_or_default();
        let mut last = 0;
        for (range, address) in uses {
            tags::words(text.get(last..range.start).unwrap_or_default(), &mut self.out);
            self.out.push_str("<a class=\"term\" href=\"");
            tags::address(address, &mut self.out);
            self.out.push_str("\">");
            tags::words(text.get(range.clone()).unwrap_or_default(), &mut self.out);
            self.out.push_str("</a>");
            last = range.end;
        }
        tags::words(text.get(last..).unwrap_or_default(), &mut self.out);
    }

    /// The words that stand for an image, without any tag.
    fn alternative(&mut self, event: &Event<'t>) {
        let Some((depth, title)) = &mut self.alt else { return };
        match event {
            Event::Start(tag) => {
                *depth += 1;
                // The words of a link to what is not published are no more shown here than anywhere else.
                if let (None, Tag::Link { dest_url, .. }) = (self.alt_hidden, tag)
                    && let Target::Hidden(words) = (self.options.target)(dest_url)
                {
                    tags::escaped(words, &mut self.out);
                    self.alt_hidden = Some(*depth);
                }
            }
            Event::End(_) if *depth > 0 => {
                if self.alt_hidden == Some(*depth) {
                    self.alt_hidden = None;
                }
                *depth -= 1;
            }
            _ if self.alt_hidden.is_some() => {}
            Event::End(_) => {
                self.out.push('"');
                if !title.is_empty() {
                    self.out.push_str(" title=\"");
                    tags::escaped(title, &mut self.out);
                    self.out.push('"');
                }
                self.out.push_str(" />");
                self.alt = None;
            }
            Event::Text(words) | Event::Code(words) | Event::InlineHtml(words) => {
                tags::escaped(words, &mut self.out);
            }
            _ => self.out.push(' '),
        }
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
                    self.alt = Some((0, title));
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
                self.tables += 1;
                let open = format!(
                    "<div class=\"scroller\" role=\"group\" aria-label=\"Table {} of the text\" tabindex=\"0\"><table>\n",
                    self.tables
                );
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
    use super::*;

    fn show(text: &str) -> String {
        let target = |dest: &str| match dest {
            "paper:known" => Target::Href("known.html".to_owned()),
            "paper:hidden" => Target::Hidden("a paper that is not published"),
            _ => Target::Unknown,
        };
        let chunks = html(text, Options { target: &target, style: Style::Paper, terms: None });
        chunks
            .into_iter()
            .map(|c| match c {
                Chunk::Html(html) => html,
                Chunk::Embed(embed) => format!("[{}]", embed.name),
            })
            .collect()
    }

    #[test]
    fn links_lead_only_where_the_caller_says() {
        assert_eq!(show("[a](paper:known)"), "<p><a href=\"known.html\">a</a></p>\n");
        assert_eq!(
            show("the [secret *title*](paper:hidden)!"),
            "<p>the a paper that is not published!</p>\n"
        );
        assert_eq!(show("[x](javascript:alert(1))"), "<p>x</p>\n");
        assert_eq!(show("![x](data:image/svg+xml,alert)"), "<p></p>\n");
    }

    #[test]
    fn raw_html_is_shown_as_text() {
        assert_eq!(show("a <b onclick=x>b</b>"), "<p>a &lt;b onclick=x&gt;b&lt;/b&gt;</p>\n");
        assert!(show("<script>alert(1)</script>\n").contains("&lt;script&gt;"));
        assert_eq!(show("a\0 `\0` ![\0](paper:known)").matches(['\0', '\u{fffd}']).count(), 3);
        assert!(!show("a\0 `\0` ![\0](paper:known) <b\0>").contains('\0'));
        assert_eq!(show("## H {#h onclick=x .c}"), "<h2 id=\"h\">H</h2>\n");
    }

    #[test]
    fn tables_have_scopes_and_no_inline_style() {
        let table = show("| a | b |\n|---|--:|\n| 1 | 2 |\n");
        assert!(
            table.contains("<th scope=\"col\">a</th><th scope=\"col\" class=\"right\">b</th>"),
            "{table}"
        );
        assert!(table.contains("<td>1</td><td class=\"right\">2</td>"), "{table}");
    }

    #[test]
    fn numbered_paragraphs_show_their_own_number() {
        let shown = show("4. Four\n6. Six\n\n1.10 Decimal\n");
        for part in ["id=\"p4\"", ">4</a>", "id=\"p6\"", "id=\"p1.10\"", "<p>Decimal</p>"] {
            assert!(shown.contains(part), "{part}: {shown}");
        }
    }

    #[test]
    fn views_are_cut_out_where_they_stand() {
        assert_eq!(show("a\n\n{{ timeline() }}\n\nb"), "<p>a</p>\n[timeline]<p>b</p>\n");
    }
}
