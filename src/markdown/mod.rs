//! Narrative text. `outline` tells what a text holds (anchors, links, embedded views, raw HTML); `html` turns it into
//! HTML that is safe whatever was written: raw HTML is shown as text and only known links are live. Door: pulldown-cmark.

mod alternative;
mod doubts;
mod embed;
mod events;
mod html;
mod marks;
mod names;
mod numbers;
mod outline;
mod signs;
mod tags;
mod terms;

pub use doubts::{Doubt, Meant};
pub use embed::Embed;
pub use events::{DEEPEST, LARGEST_TEXT, MOST_PLACES, Style};
pub use html::{Chunk, Options, Target, html, inline, unmarked};
pub use numbers::{Number, Order, order};
pub use outline::{AnchorAt, EmbedAt, Heading, LinkAt, Outline, outline};
pub use signs::{Sign, Stray};
pub use terms::{Glossary, Terms};
