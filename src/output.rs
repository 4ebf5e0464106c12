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

    /// How deep below the output folder it lies.
    fn folders(&self) -> Vec<&str> {
        let mut steps: Vec<&str> = self.0.split('/').collect();
        steps.pop();
        steps
    }

    /// The link from this page to another, ending in a file name and, where given, an anchor.
    pub fn link_to(&self, to: &OutPath, anchor: Option<&str>) -> String {
        let anchor = anchor.map(|a| format!("#{a}")).unwrap_or_default();
        if self == to && !anchor.is_empty() {
            return anchor;
        }
        let from = self.folders();
        let target = to.folders();
        let shared = from.iter().zip(&target).take_while(|(a, b)| a == b).count();
        let mut steps = vec!["..".to_owned(); from.len() - shared];
        steps.extend(target[shared..].iter().map(|step| encoded(step)));
        steps.push(encoded(to.0.rsplit('/').next().unwrap_or(&to.0)));
        steps.join("/") + &anchor
    }
}

/// One step of a path as a link holds it: an attachment's name may have spaces and other signs (RFC 3986).
fn encoded(step: &str) -> String {
    let mut link = String::with_capacity(step.len());
    for byte in step.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                link.push(char::from(byte))
            }
            _ => link.push_str(&format!("%{byte:02X}")),
        }
    }
    link
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
