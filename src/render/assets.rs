//! What a theme publishes beside the pages: one style sheet and one script, each joined from the theme's files, and every
//! other asset as it is. Names carry a hash of the bytes, so that no browser keeps an old one. Door: sha2.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use crate::files::Bytes;
use crate::model::site::{Brand, SiteKeys};

/// The assets of a theme by their path in the output.
#[derive(Default)]
pub(crate) struct Assets {
    /// Every asset.
    pub(crate) files: BTreeMap<String, Bytes>,
    /// The style sheet of every page.
    pub(crate) style: String,
    /// The script of pages that have something to filter or search, where the theme has one.
    pub(crate) script: Option<String>,
}

/// Joins and names a theme's assets, given by their path under `assets/`.
pub(crate) fn join(sources: &BTreeMap<&str, &[u8]>, site: &SiteKeys) -> Assets {
    let mut assets = Assets::default();
    let (mut style, mut script) = (Bytes::new(), Bytes::new());
    for (name, bytes) in sources {
        match name.rsplit_once('.').map(|(_, ending)| ending) {
            Some("css") => add(&mut style, bytes),
            Some("js") => add(&mut script, bytes),
            _ => {
                assets.publish(name, bytes.to_vec());
            }
        }
    }
    // The brand's colours come last: they override the theme's own.
    add(&mut style, site.brand.as_ref().map(tokens).unwrap_or_default().as_bytes());
    assets.style = assets.publish("site.css", style);
    if !script.is_empty() {
        assets.script = Some(assets.publish("site.js", script));
    }
    assets
}

/// The brand as a style sheet; a colour is letters, digits and `#`, whatever was written.
fn tokens(brand: &Brand) -> String {
    let colour =
        |text: &str| text.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '#').collect::<String>();
    format!(":root{{--brand:{};--accent:{}}}", colour(&brand.primary.0), colour(&brand.accent.0))
}

/// Adds a file to those joined, on a line of its own.
fn add(joined: &mut Bytes, bytes: &[u8]) {
    joined.extend_from_slice(bytes);
    if joined.last().is_some_and(|last| *last != b'\n') {
        joined.push(b'\n');
    }
}

impl Assets {
    fn publish(&mut self, name: &str, bytes: Bytes) -> String {
        let path = format!("assets/{}", with_hash(name, &bytes));
        self.files.insert(path.clone(), bytes);
        path
    }
}

/// `site.css` becomes `site.1a2b3c4d.css`.
pub(crate) fn with_hash(name: &str, bytes: &[u8]) -> String {
    let hash: String = Sha256::digest(bytes).iter().take(4).map(|byte| format!("{byte:02x}")).collect();
    match name.rsplit_once('.') {
        Some((stem, ending)) => format!("{stem}.{hash}.{ending}"),
        None => format!("{name}.{hash}"),
    }
}
