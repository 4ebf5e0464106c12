//! The tags that a narrative is made of. Every word of an author goes through `escaped`; no other text reaches a page.

use pulldown_cmark::{Alignment, Tag};

/// Text as HTML, inside and outside of attributes. A NUL byte is no letter of a page.
pub(super) fn escaped(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.find(['&', '<', '>', '"', '\0']) {
        let (before, found) = rest.split_at(at);
        out.push_str(before);
        out.push_str(match found.as_bytes().first() {
            Some(b'&') => "&amp;",
            Some(b'<') => "&lt;",
            Some(b'>') => "&gt;",
            Some(b'"') => "&quot;",
            _ => "\u{fffd}",
        });
        rest = found.get(1..).unwrap_or_default();
    }
    out.push_str(rest);
}

/// An address in an attribute: what no address may hold is written in percent signs, as browsers do.
pub(super) fn address(text: &str, out: &mut String) {
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '\0' => out.push_str("%EF%BF%BD"),
            c if c.is_ascii_alphanumeric() || "!#$%'()*+,-./:;=?@_~".contains(c) => out.push(c),
            c => {
                let mut bytes = [0; 4];
                for byte in c.encode_utf8(&mut bytes).bytes() {
                    out.push_str(&format!("%{byte:02X}"));
                }
            }
        }
    }
}

/// Text between tags, where quotation marks stay as they are.
pub(super) fn words(text: &str, out: &mut String) {
    let mut pieces = text.split('"');
    if let Some(first) = pieces.next() {
        escaped(first, out);
    }
    for piece in pieces {
        out.push('"');
        escaped(piece, out);
    }
}

/// The tags around something that needs no more than its kind; a block begins on a line of its own.
pub(super) fn plain(tag: &Tag<'_>) -> Option<(bool, String, &'static str)> {
    let (block, open, close) = match tag {
        Tag::BlockQuote(_) => (true, "<blockquote>\n", "</blockquote>\n"),
        Tag::CodeBlock(_) => (true, "<pre><code>", "</code></pre>\n"),
        Tag::List(None) => (true, "<ul>\n", "</ul>\n"),
        Tag::List(Some(1)) => (true, "<ol>\n", "</ol>\n"),
        Tag::List(Some(start)) => return Some((true, format!("<ol start=\"{start}\">\n"), "</ol>\n")),
        Tag::Emphasis => (false, "<em>", "</em>"),
        Tag::Strong => (false, "<strong>", "</strong>"),
        Tag::Strikethrough => (false, "<del>", "</del>"),
        Tag::HtmlBlock => (false, "<p>", "</p>\n"),
        _ => return None,
    };
    Some((block, open.to_owned(), close))
}

/// The tags around a heading.
pub(super) fn heading(level: u8, ids: &[String]) -> (String, &'static str) {
    let close = match level {
        ..=2 => "</h2>\n",
        3 => "</h3>\n",
        4 => "</h4>\n",
        5 => "</h5>\n",
        _ => "</h6>\n",
    };
    (with_ids(&format!("<h{level}"), ids), close)
}

/// The start of a table, which scrolls by itself where it is too wide; its name is HTML without tags.
pub(super) fn table(name: &str) -> String {
    format!(
        "<div class=\"scroller\" role=\"group\" aria-label=\"{name}\" tabindex=\"0\"><table>\n\
         <caption class=\"visually-hidden\">{name}</caption>\n"
    )
}

/// The start of a numbered paragraph: its number is the link to itself.
pub(super) fn numbered(number: &str, ids: &[String]) -> String {
    let own = format!("p{number}");
    let others: String =
        ids.iter().filter(|id| **id != own).map(|id| format!("<span id=\"{id}\"></span>")).collect();
    format!(
        "<div class=\"paragraph\" id=\"{own}\">{others}<a class=\"paragraph-number\" href=\"#{own}\">\
         <span class=\"visually-hidden\">Paragraph </span>{number}</a><div class=\"paragraph-text\">"
    )
}

/// A tag with its first anchor as its id; further ones stand inside it.
pub(super) fn with_ids(tag: &str, ids: &[String]) -> String {
    match ids {
        [] => format!("{tag}>"),
        [first, others @ ..] => {
            let others: String = others.iter().map(|id| format!("<span id=\"{id}\"></span>")).collect();
            format!("{tag} id=\"{first}\">{others}")
        }
    }
}

/// A table that is being written.
pub(super) struct Table {
    pub(super) alignments: Vec<Alignment>,
    pub(super) column: usize,
    pub(super) head: bool,
}

impl Table {
    /// The tags around the next cell.
    pub(super) fn cell(&mut self) -> (String, &'static str) {
        let class = match self.alignments.get(self.column) {
            Some(Alignment::Right) => " class=\"right\"",
            Some(Alignment::Center) => " class=\"centre\"",
            _ => "",
        };
        self.column += 1;
        if self.head {
            (format!("<th scope=\"col\"{class}>"), "</th>")
        } else {
            (format!("<td{class}>"), "</td>")
        }
    }
}
