//! The house: who may import whom, which file names which third-party crate, how long a file may be, and that every
//! module says what it is for.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test that cannot go on has failed, and tests look at the disk"
)]

mod support;

use std::collections::{BTreeMap, BTreeSet};

use support::repository;

/// The floors, lowest first; a module imports from its own floor's earlier entries and from floors below only.
const FLOORS: [&str; 13] = [
    "diagnostic",
    "files",
    "output",
    "markdown",
    "model",
    "read",
    "load",
    "check",
    "derive",
    "render",
    "write",
    "cli",
    "lib",
];

/// Siblings inside these folders import from earlier ones only.
const ORDERS: [(&str, &[&str]); 3] = [
    (
        "check",
        &[
            "walk",
            "attached",
            "known",
            "resolve",
            "ratings",
            "ids",
            "outputs",
            "windows",
            "records",
            "plans",
            "pages",
            "narrative",
            "titles",
            "births",
            "updates",
            "evidence",
            "later",
            "swallowed",
            "time",
            "truth",
            "unanswered",
            "meetings",
            "followed",
            "chains",
            "amendments",
            "statement",
            "brand",
            "hidden",
            "allow",
            "mod",
        ],
    ),
    (
        "derive",
        &[
            "edition",
            "amended",
            "known",
            "moment",
            "former",
            "schedule",
            "standing",
            "time",
            "progress",
            "heard",
            "stood",
            "then",
            "came_before",
            "backlinks",
            "timeline",
            "recurrence",
            "judgements",
            "clocks",
            "resolved",
            "motion",
            "over_time",
            "changes",
            "unsupported",
            "questions",
            "due",
            "again",
            "mod",
        ],
    ),
    (
        "render",
        &[
            "plain",
            "look",
            "ready",
            "words",
            "labels",
            "letters",
            "squeeze",
            "assets",
            "address",
            "accessibility",
            "cite",
            "ratings",
            "clocks",
            "item",
            "scale",
            "entry",
            "picture",
            "timeline",
            "over_time",
            "series",
            "progress",
            "time",
            "rounds",
            "changes",
            "stood",
            "tabled",
            "responses",
            "plan",
            "unsupported",
            "recurrence",
            "action",
            "excerpt",
            "disputes",
            "motion",
            "paper",
            "resolved",
            "before",
            "meeting",
            "briefing",
            "news",
            "people",
            "thread",
            "measure",
            "split",
            "course",
            "print",
            "home",
            "lists",
            "search",
            "az",
            "data",
            "frame",
            "template_faults",
            "theme_files",
            "theme",
            "atoms",
            "embed",
            "paths",
            "page",
            "again",
            "mod",
        ],
    ),
];

/// Values of a folder's root that its files may use: they are not stages.
const ROOT_VALUES: [(&str, &[&str]); 3] =
    [("check", &["Dates"]), ("derive", &["ItemKey", "Views"]), ("render", &["Pages", "Templates", "What"])];

/// Third-party crates and the only files or folders that may name them.
const DOORS: [(&str, &[&str]); 15] = [
    ("serde_yaml", &["load/yaml/mod.rs"]),
    ("saphyr_parser", &["load/yaml/tree.rs"]),
    ("toml", &["load/settings.rs"]),
    ("pulldown_cmark", &["markdown/"]),
    ("tera", &["render/ready.rs", "render/theme.rs"]),
    ("include_dir", &["render/theme.rs"]),
    ("sha2", &["render/assets.rs", "write/seal.rs"]),
    ("twox_hash", &["write/made.rs"]),
    ("clap", &["cli/"]),
    ("unicode_width", &["cli/report/letters.rs"]),
    ("walkdir", &["read.rs", "write/disk.rs"]),
    ("rustix", &["write/disk.rs"]),
    ("same_file", &["write/disk.rs", "write/lock.rs"]),
    ("schemars", &["model/", "load/", "render/data/", "render/changes/kind.rs"]),
    ("unicode_normalization", &["check/outputs.rs", "render/letters.rs"]),
];

const CEILING: usize = 400;

/// Source files by path under src.
fn sources() -> BTreeMap<String, String> {
    let src = repository().join("src");
    let mut files = BTreeMap::new();
    for entry in walkdir::WalkDir::new(&src) {
        let entry = entry.unwrap();
        if entry.path().extension().is_some_and(|e| e == "rs") {
            let path = entry.path().strip_prefix(&src).unwrap().to_string_lossy().replace('\\', "/");
            let text = std::fs::read_to_string(entry.path()).unwrap();
            files.insert(path, text);
        }
    }
    files
}

/// The module a file belongs to: its first folder, or its own name.
fn module(path: &str) -> &str {
    path.split('/').next().unwrap_or(path).trim_end_matches(".rs")
}

/// A file's code without comments.
fn code(text: &str) -> String {
    text.lines().map(|l| l.split("//").next().unwrap_or("")).collect::<Vec<_>>().join("\n")
}

/// The first words after `crate::`, wherever it stands.
fn crate_imports(text: &str) -> BTreeSet<String> {
    let word = |rest: &str| rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let code = code(text);
    let named = |rest: &str| imported(rest).iter().map(|w| word(w)).collect::<Vec<_>>();
    code.split("crate::").skip(1).flat_map(named).filter(|w| !w.is_empty()).collect()
}

#[test]
fn stages_import_downwards_only() {
    let floor = |name: &str| FLOORS.iter().position(|f| *f == name);
    let mut faults = Vec::new();
    for (path, text) in sources() {
        let from = module(&path);
        if from == "main" {
            continue;
        }
        let Some(own) = floor(from) else { panic!("{path} stands on no floor") };
        for import in crate_imports(&text) {
            // `Built`, `Request` and `build` are the library's own face, for the command line.
            let to = floor(&import).unwrap_or(FLOORS.len());
            let face =
                from == "cli" && ["Built", "Looked", "Request", "build", "look"].contains(&import.as_str());
            if to > own && !face && from != "lib" {
                faults.push(format!("src/{path} imports {import}, which stands above it"));
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn siblings_import_from_earlier_ones_only() {
    let mut faults = Vec::new();
    for (folder, order) in ORDERS {
        let values = ROOT_VALUES.iter().find(|(f, _)| *f == folder).map_or(&[][..], |(_, values)| values);
        for (path, text) in sources().iter().filter(|(p, _)| module(p) == folder) {
            let name = path.split('/').nth(1).unwrap_or("").trim_end_matches(".rs");
            let Some(own) = order.iter().position(|n| *n == name) else {
                panic!("{path} stands in no order")
            };
            // In unit tests `super` is the file itself.
            let text = code(text.split("#[cfg(test)]").next().unwrap_or(""));
            // In a folder of its own, `super` is that folder's root.
            let from_root = if path.matches('/').count() > 1 { "" } else { "super::" };
            for prefix in [from_root.to_owned(), format!("crate::{folder}::")] {
                if prefix.is_empty() || name == "mod" {
                    continue;
                }
                for rest in text.split(prefix.as_str()).skip(1) {
                    for word in imported(rest) {
                        let later =
                            order.iter().position(|n| *n == word).is_some_and(|at| at >= own && word != name);
                        let unknown = !order.contains(&word.as_str()) && !values.contains(&word.as_str());
                        if later || unknown {
                            faults.push(format!("src/{path} imports `{word}` of its own folder"));
                        }
                    }
                }
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

/// The first names after a path: one, or those in braces.
fn imported(rest: &str) -> Vec<String> {
    let word =
        |t: &str| t.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    match rest.strip_prefix('{') {
        Some(list) => {
            list.split('}').next().unwrap_or("").split(',').map(word).filter(|w| !w.is_empty()).collect()
        }
        None => vec![word(rest)],
    }
}

#[test]
fn each_third_party_crate_has_one_door() {
    let mut faults = Vec::new();
    for (path, text) in sources() {
        let text = code(&text);
        for (name, doors) in DOORS {
            let named = text.match_indices(&format!("{name}::")).any(|(at, _)| {
                let before = text[..at].chars().next_back();
                !before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':')
            });
            if named && !doors.iter().any(|door| path.starts_with(door)) {
                faults.push(format!("src/{path} names {name}"));
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn every_module_says_what_it_is_for_and_stays_small() {
    for (path, text) in sources() {
        assert!(text.starts_with("//! "), "src/{path} does not open with what it is for");
        let lines = text.split("#[cfg(test)]").next().unwrap_or("").lines().count();
        assert!(lines <= CEILING, "src/{path} has {lines} lines");
    }
}

#[test]
fn nothing_in_src_can_panic_on_purpose() {
    for (path, text) in sources() {
        // In unit tests too: they state what must hold by assertions.
        let text = code(&text);
        for word in [".unwrap()", ".expect(", "panic!(", "todo!(", "unimplemented!("] {
            assert!(!text.contains(word), "src/{path} holds {word}");
        }
    }
}

#[test]
fn the_top_level_is_as_it_was_fixed() {
    for name in
        ["Cargo.toml", "src", "content", "themes", "tests", "site.toml", "README.md", "ARCHITECTURE.md"]
    {
        assert!(repository().join(name).exists(), "{name} is missing");
    }
}

/// Every file that ARCHITECTURE.md names is there.
#[test]
fn the_map_is_true() {
    let map = std::fs::read_to_string(repository().join("ARCHITECTURE.md")).unwrap();
    let named = map.split('`').skip(1).step_by(2);
    let paths = named.filter(|n| n.contains('/') && !n.contains([' ', '*', '{', '(']) && !n.contains("NAME"));
    let paths = paths.filter(|n| {
        n.starts_with("src/") || n.starts_with("tests/") || n.starts_with("themes/") || n.starts_with("docs/")
    });
    let mut count = 0;
    for path in paths {
        count += 1;
        assert!(repository().join(path).exists(), "ARCHITECTURE.md names {path}, which is not there");
    }
    assert!(count > 20, "the map names only {count} files");
}
