//! Narrative to HTML. Links are resolved by the caller; what it does not know is not live.

use pulldown_cmark::html::push_html;
use pulldown_cmark::{Alignment, CowStr, Event, LinkType, Tag};

use super::embed::{self, Embed};
use super::events::{Mark, Marked, Style, events, too_deep};

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
        chunks: Vec::new(),
        out: Vec::new(),
        closers: Vec::new(),
        skipping: 0,
        table: None,
        tables: 0,
    };
    for marked in events(text, options.style) {
        writer.event(marked);
    }
    writer.flush();
    writer.chunks
}

/// A short text as HTML: one paragraph goes without its `<p>`.
pub fn inline(text: &str, target: &dyn Fn(&str) -> Target) -> String {
    let chunks = html(text, Options { target, style: Style::Text });
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
    chunks: Vec<Chunk>,
    out: Vec<Event<'t>>,
    /// What closes each open tag; none where the parser's own end does.
    closers: Vec<Option<&'static str>>,
    /// How many tags are open inside one that is not shown.
    skipping: usize,
    table: Option<Table>,
    /// How many tables there were, so that each has a name of its own.
    tables: usize,
}

struct Table {
    alignments: Vec<Alignment>,
    column: usize,
    head: bool,
}

impl<'t> Writer<'t, '_> {
    fn raw(&mut self, html: impl Into<CowStr<'t>>) {
        self.out.push(Event::Html(html.into()));
    }

    fn open(&mut self, html: impl Into<CowStr<'t>>, closer: &'static str) {
        self.raw(html);
        self.closers.push(Some(closer));
    }

    fn flush(&mut self) {
        let mut html = String::new();
        push_html(&mut html, self.out.drain(..));
        if !html.is_empty() {
            self.chunks.push(Chunk::Html(html));
        }
    }

    fn event(&mut self, marked: Marked<'t>) {
        let Marked { event, range, mark } = marked;
        if self.skipping > 0 {
            match event {
                Event::Start(_) => self.skipping += 1,
                Event::End(_) => self.skipping -= 1,
                _ => {}
            }
            return;
        }
        match event {
            Event::Start(_) if too_deep(self.closers.len()) => self.skip(self.text[range].into()),
            Event::Start(tag) => self.start(tag, &self.text[range], mark),
            Event::End(tag) => match self.closers.pop().flatten() {
                Some(closer) => self.raw(closer),
                None => self.out.push(Event::End(tag)),
            },
            Event::Html(html) | Event::InlineHtml(html) => self.out.push(Event::Text(html)),
            Event::Text(text) if text.contains('\0') => {
                self.out.push(Event::Text(text.replace('\0', "\u{fffd}").into()));
            }
            other => self.out.push(other),
        }
    }

    /// Shows these words in place of a tag and everything inside it.
    fn skip(&mut self, words: CowStr<'t>) {
        self.out.push(Event::Text(words));
        self.skipping = 1;
    }

    fn start(&mut self, tag: Tag<'t>, source: &'t str, mark: Mark) {
        let top = self.closers.is_empty();
        let paper = self.options.style == Style::Paper;
        let numbered = mark.number.as_ref();
        match (tag, numbered) {
            (Tag::Paragraph, _)
                if top && self.options.style != Style::Text && embed::inside(source).is_some() =>
            {
                self.embed(source);
            }
            (Tag::Paragraph, Some(number)) => {
                self.open(numbered_open(number, &mark.ids) + "<p>", "</p></div></div>\n")
            }
            (Tag::Paragraph, None) => self.open(with_ids("<p", &mark.ids), "</p>\n"),
            (Tag::Heading { level, .. }, _) => {
                let level = (level as usize).clamp(2, 6);
                let closers = ["</h2>\n", "</h3>\n", "</h4>\n", "</h5>\n", "</h6>\n"];
                self.open(with_ids(&format!("<h{level}"), &mark.ids), closers[level - 2]);
            }
            (Tag::List(Some(_)), _) if top && paper => self.open("", ""),
            (Tag::Item, Some(number)) => self.open(numbered_open(number, &mark.ids), "</div></div>\n"),
            (Tag::Item, None) => {
                let class = if mark.lettered { " class=\"lettered\"" } else { "" };
                self.open(with_ids(&format!("<li{class}"), &mark.ids), "</li>\n");
            }
            (Tag::HtmlBlock, _) => self.open("<p>", "</p>\n"),
            (Tag::Link { dest_url, link_type: LinkType::Email, .. }, _) => {
                self.open(format!("<a href=\"mailto:{}\">", escape(&dest_url)), "</a>");
            }
            (Tag::Link { dest_url, .. }, _) => match (self.options.target)(&dest_url) {
                Target::Href(href) => self.open(format!("<a href=\"{}\">", escape(&href)), "</a>"),
                Target::Hidden(words) => self.skip(words.into()),
                Target::Unknown => self.open("", ""),
            },
            (Tag::Image { dest_url, title, id, link_type }, _) => match (self.options.target)(&dest_url) {
                Target::Href(href) => {
                    self.out.push(Event::Start(Tag::Image { dest_url: href.into(), title, id, link_type }));
                    self.closers.push(None);
                }
                Target::Hidden(_) | Target::Unknown => self.skip("".into()),
            },
            (Tag::Table(alignments), _) => {
                self.table = Some(Table { alignments, column: 0, head: false });
                self.tables += 1;
                let open = format!(
                    "<div class=\"scroller\" role=\"group\" aria-label=\"Table {} of the text\" tabindex=\"0\"><table>\n",
                    self.tables
                );
                self.open(open, "</tbody></table></div>\n");
            }
            (Tag::TableHead, _) => self.row(true),
            (Tag::TableRow, _) => self.row(false),
            (Tag::TableCell, _) => self.cell(),
            (other, _) => {
                self.out.push(Event::Start(other));
                self.closers.push(None);
            }
        }
    }

    fn embed(&mut self, source: &str) {
        self.flush();
        let call = embed::inside(source).map(embed::parse);
        self.chunks.extend(call.and_then(Result::ok).map(Chunk::Embed));
        self.skipping = 1;
    }

    fn row(&mut self, head: bool) {
        if let Some(table) = &mut self.table {
            table.column = 0;
            table.head = head;
        }
        if head {
            self.open("<thead><tr>", "</tr></thead>\n<tbody>\n");
        } else {
            self.open("<tr>", "</tr>\n");
        }
    }

    fn cell(&mut self) {
        let Some(table) = &mut self.table else { return self.open("", "") };
        let class = match table.alignments.get(table.column) {
            Some(Alignment::Right) => " class=\"right\"",
            Some(Alignment::Center) => " class=\"centre\"",
            _ => "",
        };
        table.column += 1;
        if table.head {
            self.open(format!("<th scope=\"col\"{class}>"), "</th>");
        } else {
            self.open(format!("<td{class}>"), "</td>");
        }
    }
}

/// The start of a numbered paragraph: its number is the link to itself.
fn numbered_open(number: &str, ids: &[String]) -> String {
    let own = format!("p{number}");
    let others: String =
        ids.iter().filter(|id| **id != own).map(|id| format!("<span id=\"{id}\"></span>")).collect();
    format!(
        "<div class=\"paragraph\" id=\"{own}\">{others}<a class=\"paragraph-number\" href=\"#{own}\">\
         <span class=\"visually-hidden\">Paragraph </span>{number}</a><div class=\"paragraph-text\">"
    )
}

/// A tag with its first anchor as its id; further ones stand inside it.
fn with_ids(tag: &str, ids: &[String]) -> String {
    match ids {
        [] => format!("{tag}>"),
        [first, others @ ..] => {
            let others: String = others.iter().map(|id| format!("<span id=\"{id}\"></span>")).collect();
            format!("{tag} id=\"{first}\">{others}")
        }
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;").replace('>', "&gt;")
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
        let chunks = html(text, Options { target: &target, style: Style::Paper });
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
