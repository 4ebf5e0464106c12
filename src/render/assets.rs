//! What a theme publishes beside the pages: a style sheet for every page and further ones for some, scripts, each joined
//! from the theme's files, and every other asset as it is. Names carry a hash of the bytes, so that no browser keeps an
//! old one. Door: sha2.

use std::collections::BTreeMap;
use std::ops::Range;

use sha2::{Digest, Sha256};

use super::squeeze;
use crate::files::Bytes;
use crate::model::site::{Brand, SiteKeys};

/// The assets of a theme by their path in the output.
#[derive(Default)]
pub(crate) struct Assets {
    /// Every asset.
    pub(crate) files: BTreeMap<String, Bytes>,
    /// Style sheets by name: `site` for every page, and one for each folder of `assets/styles/`.
    pub(crate) styles: BTreeMap<String, String>,
    /// Scripts by name: one for each folder of `assets/scripts/`, and `site` for those beside the folders.
    pub(crate) scripts: BTreeMap<String, String>,
    /// The picture that browsers show beside the title, where the theme has one.
    pub(crate) icon: Option<String>,
    /// What style sheets name and the theme does not have.
    pub(crate) missing: Vec<Missing>,
}

/// A file that a style sheet names and the theme does not have.
pub(crate) struct Missing {
    /// The style sheet's path under `assets/`.
    pub(crate) sheet: String,
    /// Where it names the file.
    pub(crate) at: Range<usize>,
    /// The name as written.
    pub(crate) name: String,
}

/// The picture that browsers show beside the title, under `assets/`.
const ICON: &str = "icon.svg";

/// Joins and names a theme's assets, given by their path under `assets/`.
pub(crate) fn join(sources: &BTreeMap<&str, &[u8]>, site: &SiteKeys) -> Assets {
    let mut assets = Assets::default();
    let brand = site.brand.as_ref().map(tokens).unwrap_or_default();
    let (mut styles, mut scripts) = (BTreeMap::new(), BTreeMap::<&str, Bytes>::new());
    let ending = |name: &str| name.rsplit_once('.').map_or(String::new(), |(_, ending)| ending.to_owned());
    let mut published = BTreeMap::new();
    for (name, bytes) in sources {
        match ending(name).as_str() {
            "css" => {}
            "js" => add(scripts.entry(part(name, "scripts/")).or_default(), &squeeze::script(bytes)),
            _ => {
                let bytes = if *name == ICON { branded(bytes, &brand) } else { bytes.to_vec() };
                published.insert(*name, assets.publish(name, bytes));
            }
        }
    }
    assets.icon = published.get(ICON).cloned();
    styles.insert("site", Bytes::new());
    for (name, bytes) in sources.iter().filter(|(name, _)| ending(name) == "css") {
        let sheet = assets.resolved(name, bytes, &published);
        add(styles.entry(part(name, "styles/")).or_default(), squeeze::style(&sheet).as_bytes());
    }
    // The brand's colours come last: they override the theme's own.
    add(styles.entry("site").or_default(), brand.as_bytes());
    for (name, bytes) in styles {
        let path = assets.publish(&format!("{name}.css"), bytes);
        assets.styles.insert(name.to_owned(), path);
    }
    for (name, bytes) in scripts {
        let path = assets.publish(&format!("{name}.js"), bytes);
        assets.scripts.insert(name.to_owned(), path);
    }
    assets
}

/// The sheet or script that a file is part of: `charts` for `styles/charts/10-lines.css`, else `site`.
fn part<'n>(name: &'n str, folder: &str) -> &'n str {
    let inside = name.strip_prefix(folder).and_then(|rest| rest.split_once('/'));
    inside.map_or("site", |(folder, _)| folder)
}

/// The brand as a style sheet; a colour is letters, digits and `#`, whatever was written.
fn tokens(brand: &Brand) -> String {
    let colour =
        |text: &str| text.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '#').collect::<String>();
    format!(":root{{--brand:{};--accent:{}}}", colour(&brand.primary.0), colour(&brand.accent.0))
}

/// A drawing with the brand's colours at the end of its own style sheet, as in those of pages.
fn branded(drawing: &[u8], brand: &str) -> Bytes {
    String::from_utf8_lossy(drawing).replacen("</style>", &format!("{brand}</style>"), 1).into_bytes()
}

/// Adds a file to those joined, on a line of its own.
fn add(joined: &mut Bytes, bytes: &[u8]) {
    joined.extend_from_slice(bytes);
    if joined.last().is_some_and(|last| *last != b'\n') {
        joined.push(b'\n');
    }
}

/// The relative addresses that a style sheet names, with their places; comments are left out.
fn addresses(sheet: &str) -> Vec<(Range<usize>, &str)> {
    let (mut found, mut at) = (Vec::new(), 0);
    while let Some(rest) = sheet.get(at..).filter(|rest| !rest.is_empty()) {
        if rest.starts_with("/*") {
            at += rest.find("*/").map_or(rest.len(), |end| end + 2);
        } else if rest.starts_with("url(") {
            let inside = rest.get(4..).and_then(|rest| rest.split(')').next()).unwrap_or_default();
            let name = inside.trim().trim_matches(['"', '\'']);
            let elsewhere = name.is_empty() || name.starts_with(['/', '#']) || name.contains(':');
            if let Some(start) = inside.find(name).filter(|_| !elsewhere) {
                found.push((at + 4 + start..at + 4 + start + name.len(), name));
            }
            at += 4 + inside.len();
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    found
}

/// The path that a name in a style sheet means, from the style sheet's own folder.
fn path_from(sheet: &str, name: &str) -> String {
    let mut steps: Vec<&str> = sheet.split('/').collect();
    steps.pop();
    for step in name.split('/') {
        match step {
            "." => {}
            ".." => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    steps.join("/")
}

impl Assets {
    /// A style sheet with the published names of the files it names: relative to itself, or else to `assets/`.
    fn resolved(&mut self, sheet: &str, bytes: &[u8], published: &BTreeMap<&str, String>) -> String {
        let text = String::from_utf8_lossy(bytes);
        let (mut out, mut done) = (String::with_capacity(text.len()), 0);
        for (at, written) in addresses(&text) {
            let (name, anchor) = written.split_at(written.find(['#', '?']).unwrap_or(written.len()));
            let path = published.get(path_from(sheet, name).as_str()).or_else(|| published.get(name));
            match path.and_then(|path| path.strip_prefix("assets/")) {
                Some(path) => {
                    out.push_str(text.get(done..at.start).unwrap_or_default());
                    out.push_str(path);
                    out.push_str(anchor);
                    done = at.end;
                }
                None => self.missing.push(Missing { sheet: sheet.to_owned(), at, name: written.to_owned() }),
            }
        }
        out.push_str(text.get(done..).unwrap_or_default());
        out
    }

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
