//! Narrative text. `outline` tells what a text holds (anchors, links, embedded views, raw HTML); `html` turns it into
//! HTML that is safe whatever was written: raw HTML is shown as text and only known links are live. Door: pulldown-cmark.

mod embed;
mod events;
mod html;
mod outline;

pub use embed::Embed;
pub use events::Style;
pub use html::{Chunk, Options, Target, html, inline};
pub use outline::{AnchorAt, EmbedAt, Heading, LinkAt, Outline, outline};
