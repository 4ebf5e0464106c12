//! The smallest things on a page, as HTML: a date, a link, an official word. There are dozens on each page, and a template
//! puts them in as they are: made here they cost a tenth of what a component would.

use serde::ser::{Serialize, Serializer};

use super::address::{self, Links};
use super::cite::{Cite, Cites};
use super::ready::safe;
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
        link(href, &[&self.text], &mut html);
        Link { href, text: &self.text, html: Html(html) }.serialize(serializer)
    }
}

impl Serialize for Links {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut html = String::new();
        for one in self.iter() {
            if !html.is_empty() {
                html.push_str(", ");
            }
            link(one.href.as_deref(), &[&one.text], &mut html);
        }
        Html(html).serialize(serializer)
    }
}

/// A link of some pieces of text; without an address, plain words.
fn link(href: Option<&str>, text: &[&str], html: &mut String) {
    let href = href.filter(|href| !href.is_empty());
    html.push_str(if href.is_some() { "<a href=\"" } else { "<span class=\"unlinked" });
    escape(href.unwrap_or_default(), html);
    html.push_str("\">");
    text.iter().for_each(|text| escape(text, html));
    html.push_str(if href.is_some() { "</a>" } else { "</span>" });
}

impl Serialize for Cites {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut html = String::new();
        for one in self.iter() {
            if !html.is_empty() {
                html.push_str("; ");
            }
            cite(one, &mut html);
        }
        Html(html).serialize(serializer)
    }
}

impl Serialize for Cite {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut html = String::new();
        cite(self, &mut html);
        Html(html).serialize(serializer)
    }
}

fn cite(cite: &Cite, html: &mut String) {
    html.push_str("<span class=\"cite\">");
    let lead = cite.lead.href.as_deref().filter(|href| !href.is_empty());
    let mut places = cite.places.iter();
    // The paper and the first place in it are one link when they lead to one address.
    match cite.places.first().filter(|first| lead.is_some() && first.href.as_deref() == lead) {
        Some(first) => {
            link(lead, &[&cite.lead.text, ", ", &first.text], html);
            places.next();
        }
        None => link(lead, &[&cite.lead.text], html),
    }
    for place in places {
        html.push_str(", ");
        link(place.href.as_deref(), &[&place.text], html);
    }
    if let Some(written) = &cite.date {
        html.push_str(", ");
        date(written, html);
    }
    for (note, is_html) in [(cite.basis, false), (cite.note.as_deref(), true)] {
        let Some(note) = note.filter(|note| !note.is_empty()) else { continue };
        html.push_str(" <span class=\"note\">");
        match is_html {
            true => html.push_str(note),
            false => {
                html.push('(');
                escape(note, html);
                html.push(')');
            }
        }
        html.push_str("</span>");
    }
    html.push_str("</span>");
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
        date(self, &mut html);
        Html(html).serialize(serializer)
    }
}

fn date(date: &DateWords, html: &mut String) {
    if let Some(from) = &date.from {
        time(from, html);
    }
    if let Some(to) = &date.to {
        html.push_str(" to ");
        time(to, html);
    }
    if let Some(note) = &date.note {
        html.push_str(" <span class=\"note\">(");
        escape(note, html);
        html.push_str(")</span>");
    }
}

fn time(time: &TimeWords, html: &mut String) {
    // Neither digits nor the names of months hold what must be escaped.
    html.push_str("<time datetime=\"");
    html.push_str(time.moment.digits().as_str());
    html.push_str("\">");
    time.put(html);
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
    let mut from = 0;
    for (at, byte) in text.bytes().enumerate() {
        let sign = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            b'\'' => "&#39;",
            _ => continue,
        };
        html.push_str(text.get(from..at).unwrap_or_default());
        html.push_str(sign);
        from = at + 1;
    }
    html.push_str(text.get(from..).unwrap_or_default());
}
