//! The words that stand for an image: what is written inside it, without any tag.

use pulldown_cmark::{CowStr, Event, Tag};

use super::html::Target;
use super::tags;

/// An image whose words are being written.
pub(super) struct Alternative<'t> {
    /// How many tags are open in it.
    depth: usize,
    /// How deep in these words a link to what is not published stands.
    hidden: Option<usize>,
    title: CowStr<'t>,
}

impl<'t> Alternative<'t> {
    /// An image with this title; its tag is written up to the opening quotation mark of its words.
    pub(super) fn new(title: CowStr<'t>) -> Self {
        Alternative { depth: 0, hidden: None, title }
    }

    /// Writes what an event adds to the words; whether the image is closed.
    pub(super) fn see(
        &mut self,
        event: &Event<'t>,
        target: &dyn Fn(&str) -> Target,
        out: &mut String,
    ) -> bool {
        match event {
            Event::Start(tag) => {
                self.depth += 1;
                // The words of a link to what is not published are no more shown here than anywhere else.
                if let (None, Tag::Link { dest_url, .. }) = (self.hidden, tag)
                    && let Target::Hidden(words) = target(dest_url)
                {
                    tags::escaped(words, out);
                    self.hidden = Some(self.depth);
                }
            }
            Event::End(_) if self.depth > 0 => {
                if self.hidden == Some(self.depth) {
                    self.hidden = None;
                }
                self.depth -= 1;
            }
            _ if self.hidden.is_some() => {}
            Event::End(_) => {
                self.close(out);
                return true;
            }
            Event::Text(words) | Event::Code(words) | Event::InlineHtml(words) => tags::escaped(words, out),
            _ => out.push(' '),
        }
        false
    }

    fn close(&self, out: &mut String) {
        out.push('"');
        if !self.title.is_empty() {
            out.push_str(" title=\"");
            tags::escaped(&self.title, out);
            out.push('"');
        }
        out.push_str(" />");
    }
}
