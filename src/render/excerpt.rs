//! The words at a place of a paper, read from the very HTML that the paper's page shows: what is not on that page cannot be
//! in them. Links and marks are left out.

use super::address::Linker;
use super::plain::{Piece, name, pieces, spaced};
use crate::markdown::{Chunk, Style};
use crate::model::scalar::Id;

/// An excerpt ends at the word that passes so many letters.
const LONGEST: usize = 600;

/// The narrative of a paper, to read places from.
pub(crate) struct Narrative(String);

impl Narrative {
    /// Of a published paper.
    pub(crate) fn of(linker: &Linker<'_>, id: &Id) -> Option<Narrative> {
        let paper = linker.views.edition.register.papers.get(id)?;
        let chunks = linker.narrative(&paper.text, Style::Paper, &|_| false).into_iter();
        let html = chunks.filter_map(|chunk| match chunk {
            Chunk::Html(html) => Some(html),
            _ => None,
        });
        Some(Narrative(html.collect()))
    }

    /// The words at an anchor: of its block, or, for a heading, of the first block below it.
    pub(crate) fn words(&self, anchor: &str) -> Option<String> {
        let at = self.0.find(&format!(" id=\"{anchor}\""))?;
        let start = self.0.get(..at)?.rfind('<')?;
        let (own, rest) = element(self.0.get(start..)?);
        let is_heading = own.starts_with("<h") && own.as_bytes().get(2).is_some_and(u8::is_ascii_digit);
        let text = if is_heading { words(element(rest.trim_start()).0) } else { words(own) };
        (!text.is_empty()).then_some(text)
    }
}

/// The first element of some HTML, and what follows it. The HTML is our own: every `<` opens a tag, and no attribute holds
/// a `>`.
fn element(html: &str) -> (&str, &str) {
    let mut depth = 0usize;
    let mut at = 0;
    while let Some(open) = html.get(at..).and_then(|rest| rest.find('<')) {
        let tag = html.get(at + open + 1..).unwrap_or_default();
        let end = tag.find('>').map_or(html.len(), |close| at + open + close + 2);
        match tag.strip_prefix('/') {
            Some(_) => depth = depth.saturating_sub(1),
            None if is_void(tag) => {}
            None => depth += 1,
        }
        at = end;
        if depth == 0 {
            break;
        }
    }
    html.split_at_checked(at).unwrap_or((html, ""))
}

fn is_void(tag: &str) -> bool {
    let name = tag.split([' ', '>', '/', '\n']).next().unwrap_or_default();
    matches!(name, "br" | "hr" | "img")
}

/// Some HTML without its tags and without the numbers of paragraphs, cut where it grows too long.
pub(crate) fn words(html: &str) -> String {
    let (mut text, mut in_number) = (String::new(), false);
    pieces(html, |piece| match piece {
        Piece::Text(_) if in_number => {}
        Piece::Text(words) => text.push_str(&words),
        Piece::Tag(tag) => {
            in_number = tag.contains("class=\"paragraph-number\"") || in_number && name(tag) != "/a";
            spaced(name(tag), &mut text);
        }
    });
    short(&text)
}

/// Words up to the longest excerpt; where some are left out, that is marked.
fn short(text: &str) -> String {
    let mut out = String::new();
    let mut letters = 0;
    for word in text.split_whitespace() {
        if letters >= LONGEST {
            out.push_str(" …");
            return out;
        }
        if !out.is_empty() {
            out.push(' ');
        }
        letters += word.chars().count() + 1;
        out.push_str(word);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_gives_the_words_of_its_block() {
        let html = "<p id=\"a\">One &amp; <em>two</em>.</p>\n<div class=\"paragraph\" id=\"p2\"><a class=\"paragraph-number\" \
                    href=\"#p2\"><span>Paragraph </span>2</a><div><p>Three<br />four</p><ul><li id=\"p2A\">A. five</li></ul></div></div>\n\
                    <h2 id=\"h\">Head</h2>\n<p>Below <a href=\"x\">it</a></p><p>More</p><h3 id=\"bare\">Bare</h3>";
        let narrative = Narrative(html.to_owned());
        for (anchor, words) in [
            ("a", Some("One & two.")),
            ("p2", Some("Three four A. five")),
            ("p2A", Some("A. five")),
            ("h", Some("Below it")),
            ("bare", None),
            ("no", None),
        ] {
            assert_eq!(narrative.words(anchor).as_deref(), words, "{anchor}");
        }
    }

    #[test]
    fn a_long_place_is_cut_at_a_word_and_says_so() {
        let narrative = Narrative(format!("<p id=\"a\">{}</p>", "word ".repeat(200)));
        let words = narrative.words("a").unwrap_or_default();
        assert!(words.ends_with("word …") && words.len() < 620, "{words}");
        assert_eq!(element("<p"), ("<p", ""));
    }
}
