//! What a narrative holds, without turning it into HTML: for loading and for checking.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use super::embed::{self, Embed};
use super::events::{Marked, Style, events};

/// A place in a text that can be linked to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnchorAt {
    /// The anchor.
    pub name: String,
    /// Where it stands.
    pub range: Range<usize>,
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
    /// 2 to 6.
    pub level: u8,
    /// Its words.
    pub text: String,
    /// Its anchor.
    pub anchor: String,
}

/// What a text holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outline {
    /// Places that can be linked to.
    pub anchors: Vec<AnchorAt>,
    /// Links and images.
    pub links: Vec<LinkAt>,
    /// Embedded views.
    pub embeds: Vec<EmbedAt>,
    /// Raw HTML, which is shown as text.
    pub raw_html: Vec<Range<usize>>,
    /// Headings.
    pub headings: Vec<Heading>,
}

impl Outline {
    /// Whether there is an anchor of this name.
    pub fn has_anchor(&self, name: &str) -> bool {
        self.anchors.iter().any(|a| a.name == name)
    }
}

/// What a text holds.
pub fn outline(text: &str, style: Style) -> Outline {
    let mut outline = Outline::default();
    let mut heading: Option<Heading> = None;
    let mut depth = 0usize;
    for marked in &events(text, style) {
        add_anchors(&mut outline, marked);
        let top = depth == 0;
        match &marked.event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        let range = marked.range.clone();
        match &marked.event {
            Event::Start(Tag::Link { dest_url, link_type, .. }) => {
                let mail = if *link_type == LinkType::Email { "mailto:" } else { "" };
                outline.links.push(LinkAt { target: format!("{mail}{dest_url}"), range, image: false });
            }
            Event::Start(Tag::Image { dest_url, .. }) => {
                outline.links.push(LinkAt { target: dest_url.to_string(), range, image: true });
            }
            Event::Start(Tag::Paragraph) if top && style != Style::Text => {
                if let Some(inner) = embed::inside(&text[range.clone()]) {
                    outline.embeds.push(EmbedAt { call: embed::parse(inner), range });
                }
            }
            Event::Start(Tag::Heading { level, .. }) => {
                let anchor = marked.mark.ids.first().cloned().unwrap_or_default();
                heading = Some(Heading { level: (*level as u8).max(2), text: String::new(), anchor });
            }
            Event::End(TagEnd::Heading(_)) => outline.headings.extend(heading.take()),
            Event::Html(_) | Event::InlineHtml(_) => outline.raw_html.push(range),
            Event::Text(words) | Event::Code(words) => {
                if let Some(heading) = &mut heading {
                    heading.text.push_str(words);
                }
            }
            _ => {}
        }
    }
    outline
}

fn add_anchors(outline: &mut Outline, marked: &Marked<'_>) {
    for name in &marked.mark.ids {
        outline.anchors.push(AnchorAt {
            name: name.clone(),
            range: marked.range.clone(),
            given: !name.starts_with("h-"),
            number: marked.mark.number.clone(),
        });
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
        let text = "## Caseloads {#caseloads}\n\nWords here. {#here}\n\n- item {#there}\n\n1. One {#also}\n";
        assert_eq!(anchors(text), ["caseloads", "here", "there", "p1", "also"]);
    }

    #[test]
    fn links_embeds_and_raw_html_are_found() {
        let found =
            outline("See [a](paper:x#p1).\n\n{{ progress(plan=\"p\") }}\n\n<b>bold</b>\n", Style::Paper);
        assert_eq!(found.links[0].target, "paper:x#p1");
        assert_eq!(found.embeds[0].call.as_ref().map(|c| c.name.as_str()), Ok("progress"));
        assert!(!found.raw_html.is_empty());
    }
}
