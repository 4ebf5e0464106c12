//! The smallest things on a page, as HTML: a date, a link, an official word. There are dozens on each page, and a template
//! puts them in as they are: made here they cost a tenth of what a component would.

use serde::ser::{Serialize, Serializer};

use super::address;
use super::theme::safe;
use super::words::{DateWords, Tag, TimeWords};

/// A link as templates are given it.
#[derive(serde::Serialize)]
struct Link<'l> {
    /// The address; nothing where the record is not published.
    href: Option<&'l str>,
    /// What is read.
    text: &'l str,
    /// Both as HTML, safe already.
    html: Html,
}

/// HTML that templates put in as it is.
struct Html(String);

impl Serialize for Html {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        safe(&self.0).serialize(serializer)
    }
}

impl Serialize for address::Link {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let href = self.href.as_deref();
        let mut html = String::with_capacity(self.text.len() + href.map_or(0, str::len) + 32);
        match href.filter(|href| !href.is_empty()) {
            Some(href) => {
                html.push_str("<a href=\"");
                escape(href, &mut html);
                html.push_str("\">");
                escape(&self.text, &mut html);
                html.push_str("</a>");
            }
            None => {
                html.push_str("<span class=\"unlinked");
                close(&self.text, &mut html);
            }
        }
        Link { href, text: &self.text, html: Html(html) }.serialize(serializer)
    }
}

impl Serialize for Tag {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut html = String::with_capacity(self.word.len() + 48);
        html.push_str("<span class=\"tag tag-");
        html.push_str(self.shape);
        close(&self.word, &mut html);
        Html(html).serialize(serializer)
    }
}

impl Serialize for DateWords {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut html = String::with_capacity(64);
        if let Some(from) = &self.from {
            time(from, &mut html);
        }
        if let Some(to) = &self.to {
            html.push_str(" to ");
            time(to, &mut html);
        }
        if let Some(note) = &self.note {
            html.push_str(" <span class=\"note\">(");
            escape(note, &mut html);
            html.push_str(")</span>");
        }
        Html(html).serialize(serializer)
    }
}

fn time(time: &TimeWords, html: &mut String) {
    html.push_str("<time datetime=\"");
    escape(&time.iso, html);
    html.push_str("\">");
    escape(&time.words, html);
    html.push_str("</time>");
}

/// The rest of a `<span>` whose class is written.
fn close(text: &str, html: &mut String) {
    html.push_str("\">");
    escape(text, html);
    html.push_str("</span>");
}

/// Text as HTML, inside and outside of attributes, as the template engine makes it.
fn escape(text: &str, html: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.find(['&', '<', '>', '"', '\'']) {
        let (before, found) = rest.split_at(at);
        html.push_str(before);
        html.push_str(match found.as_bytes().first() {
            Some(b'&') => "&amp;",
            Some(b'<') => "&lt;",
            Some(b'>') => "&gt;",
            Some(b'"') => "&quot;",
            _ => "&#39;",
        });
        rest = found.get(1..).unwrap_or_default();
    }
    html.push_str(rest);
}
