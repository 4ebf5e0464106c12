//! Where a page is published: a path inside the output, and the relative link from one page to another.

use std::fmt;

/// Pages that the program makes itself, at the top of the output, whatever the content.
pub const FIXED_PAGES: &[&str] = &[
    "404.html",
    "accessibility.html",
    "changes.html",
    "disagreements.html",
    "index.html",
    "measures.html",
    "meetings.html",
    "no-owner.html",
    "owners.html",
    "papers.html",
    "plans.html",
    "ratings.html",
    "responses.html",
    "search.html",
    "threads.html",
    "timeline.html",
    "without-evidence.html",
];

/// A path inside the output folder, written with `/`, such as `plans/focused-visit-2021.html`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OutPath(String);

impl OutPath {
    /// A path from its text; made only from ids and fixed names.
    pub fn new(path: impl Into<String>) -> Self {
        OutPath(path.into())
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The folder it lies in, with its last `/`; nothing at the top of the output.
    pub(crate) fn folder(&self) -> &str {
        self.0.rfind('/').and_then(|at| self.0.get(..=at)).unwrap_or_default()
    }

    /// The link from this page to another, ending in a file name and, where given, an anchor.
    pub fn link_to(&self, to: &OutPath, anchor: Option<&str>) -> String {
        let anchor_length = anchor.map_or(0, |a| a.len() + 1);
        let mut link = String::with_capacity(to.0.len() + anchor_length + 12);
        if anchor.is_none() || self != to {
            let shared = self.shared_folders(to);
            let from = self.0.get(shared..).unwrap_or_default();
            from.bytes().filter(|b| *b == b'/').for_each(|_| link.push_str("../"));
            encode(to.0.get(shared..).unwrap_or_default(), &mut link);
        }
        if let Some(anchor) = anchor {
            link.push('#');
            link.push_str(anchor);
        }
        link
    }

    /// How many bytes of both paths name folders that both lie in.
    fn shared_folders(&self, other: &OutPath) -> usize {
        let same = self.0.bytes().zip(other.0.bytes()).take_while(|(a, b)| a == b).count();
        self.0.bytes().take(same).rposition(|b| b == b'/').map_or(0, |slash| slash + 1)
    }
}

/// A path as a link holds it: an attachment's name may have spaces and other signs (RFC 3986).
fn encode(path: &str, link: &mut String) {
    let is_plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b'_' | b'~' | b'/');
    if path.bytes().all(is_plain) {
        return link.push_str(path);
    }
    for byte in path.bytes() {
        match is_plain(byte) {
            true => link.push(char::from(byte)),
            false => link.push_str(&format!("%{byte:02X}")),
        }
    }
}

impl fmt::Display for OutPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_relative_and_end_in_a_file_name() {
        for (from, to, anchor, link) in [
            ("index.html", "plans/p.html", None, "plans/p.html"),
            ("plans/p.html", "index.html", None, "../index.html"),
            ("plans/p/actions/A1.html", "papers/r.html", Some("p9"), "../../../papers/r.html#p9"),
            ("plans/p/actions/A1.html", "plans/p/actions/A2.html", None, "A2.html"),
            ("plans/p.html", "plans/p/actions/A2.html", None, "p/actions/A2.html"),
            ("papers/r.html", "papers/r.html", Some("p9"), "#p9"),
            ("papers/r.html", "papers/r.html", None, "r.html"),
        ] {
            assert_eq!(OutPath::new(from).link_to(&OutPath::new(to), anchor), link);
        }
    }
}
