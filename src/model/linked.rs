//! Attachments that the texts of a register link to: only these are published.

use std::collections::BTreeSet;

use super::link::{self, Link, RecordLink};
use super::register::Register;
use super::texts;
use crate::markdown::{Style, outline};

/// Attachments that a text links to, and the logo, as paths under `content/files/`.
pub(crate) fn files(register: &Register) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut add = |target: &str| {
        if let Ok(Link::Record(RecordLink::File(path))) = link::read(target) {
            found.insert(path);
        }
    };
    let papers = register.papers.values().map(|p| &p.outline);
    for outline in papers.chain(register.pages.values().map(|p| &p.outline)) {
        outline.links.iter().for_each(|l| add(&l.target));
    }
    texts::each(register, &mut |_, text| {
        if text.contains("file:") {
            outline(text, Style::Text).links.iter().for_each(|l| add(&l.target));
        }
    });
    found.extend(register.site.logo.iter().map(|l| l.0.clone()));
    found
}
