//! Makes a site with something planted in it: the base site with each kind of record added in the ways asked for.

use std::collections::BTreeMap;

use scrutineer::files::SiteFiles;

use crate::kinds::{KINDS, Kind, PUBLIC, WAYS, Way};
use crate::support;

/// What each planted word begins with; no other word does, whatever it is encoded as.
pub(crate) const MARK: &str = "zqsecret";

/// Everything that is published, with places for more of each kind, and three papers and a resolution that are not.
const BASE: &str = include_str!("base.txt");

/// A site as a value, and the words planted in it with the place of each.
pub(crate) struct Planted {
    pub(crate) files: BTreeMap<String, String>,
    /// By word, the kind, the way and the key.
    pub(crate) words: BTreeMap<String, String>,
}

impl Planted {
    pub(crate) fn site(&self) -> SiteFiles {
        let mut files = SiteFiles::default();
        files.files.extend(self.files.iter().map(|(path, text)| (path.clone(), text.clone().into_bytes())));
        files
    }
}

/// The base site with these ways of every kind that knows them planted in it.
pub(crate) fn plant(ways: &[&Way]) -> Planted {
    let mut base = BASE.to_owned();
    let mut planted = Planted { files: BTreeMap::new(), words: BTreeMap::new() };
    let items = |text: &str| -> String {
        let names = WAYS.iter().chain([&PUBLIC]).map(|way| text.replace("WAY", way.name));
        names.map(|line| line + "\n").collect()
    };
    base = base.replace("#*items\n", &items("  - {id: WWAY, title: Work WAY, made: 2024-01-10, source: report#p1, owner: clerk, due: 2024-12}"));
    for kind in &KINDS {
        let mut entries = String::new();
        for way in ways.iter().filter(|way| kind.knows(way)) {
            let text = planted.write(kind, way, kind.text);
            if kind.place.starts_with("#+") {
                entries += &entry(kind, &text);
            } else {
                let path = planted.write(kind, way, kind.place);
                planted.files.insert(path, text);
                planted.attach(kind, way);
            }
        }
        if kind.place.starts_with("#+") {
            let line = base.lines().find(|l| l.trim() == kind.place).expect("a marker of the base site");
            let indent = &line[..line.len() - kind.place.len()];
            let added: String = entries.lines().map(|l| format!("{indent}{l}\n")).collect();
            base = base.replace(&format!("{line}\n"), &format!("{added}{line}\n"));
        }
    }
    planted.files.extend(support::parts(&base));
    planted.files.entry("site.toml".to_owned()).or_insert_with(|| support::SITE_TOML.to_owned());
    planted
}

/// An entry of a list, or, where it begins with a key of its own, of a table.
fn entry(kind: &Kind, text: &str) -> String {
    if kind.text.starts_with('{') { format!("- {text}\n") } else { format!("{text}\n") }
}

impl Planted {
    /// A text with its words, keys, date and source put in. In a file the keys stand on lines of their own.
    fn write(&mut self, kind: &Kind, way: &Way, text: &str) -> String {
        let keys = match kind.text.starts_with('{') || kind.text.starts_with('W') {
            true => way.keys.to_owned(),
            false => way.keys.replace("}, draft", "}\ndraft"),
        };
        let text = text.replace(", KEYS", &if keys.is_empty() { String::new() } else { format!(", {keys}") });
        let text = text.replace("KEYS", &keys).replace("DATE", way.date).replace("SOURCE", way.source);
        let text = text
            .replace("Wway", &format!("W{}", way.name))
            .replace("Work way", &format!("Work {}", way.name));
        let mut parts = text.split('%');
        let mut written = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let end = part.find(|c: char| !c.is_ascii_lowercase()).unwrap_or(part.len());
            let word = format!("{MARK}{}{}{}", kind.name, way.name, &part[..end]);
            written += &word;
            written += &part[end..];
            self.words.insert(word, format!("{} {}, {}", way.name, kind.name, &part[..end]));
        }
        written
    }

    /// The attachments that a record's own text links to.
    fn attach(&mut self, kind: &Kind, way: &Way) {
        for (key, end) in [("linked", "csv"), ("picture", "png")] {
            let word = format!("{MARK}{}{}{key}", kind.name, way.name);
            if self.words.contains_key(&word) {
                let content = format!("{MARK}{}{}{key}content", kind.name, way.name);
                self.files.insert(format!("content/files/{word}.{end}"), content.clone());
                self.words.insert(content, format!("{} {}, content of its {key} file", way.name, kind.name));
            }
        }
    }
}
