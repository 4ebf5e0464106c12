//! Whatever the bytes of a content file, the program gives a site or diagnostics, never a panic; and every fault it names
//! can be shown at its place.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test that cannot go on has failed, and tests look at the disk"
)]

mod support;

use std::sync::OnceLock;

use proptest::prelude::*;
use scrutineer::Request;
use scrutineer::files::SiteFiles;
use scrutineer::load::locate::Locator;
use support::{day, repository};

/// A site with every kind of record.
fn site() -> &'static SiteFiles {
    static SITE: OnceLock<SiteFiles> = OnceLock::new();
    SITE.get_or_init(|| scrutineer::read::read(&repository().join("tests/sites/quarterly")).unwrap())
}

/// Builds and renders everything, and looks up every fault; true where the site stands.
fn survives(files: &SiteFiles) -> bool {
    let request = Request { as_at: None, today: day("2026-11-22"), drafts: true };
    let built = scrutineer::build(files, request);
    let mut locator = Locator::new(files);
    for fault in &built.diagnostics {
        let range = locator.locate(&fault.place);
        let size = files.get(&fault.place.file).map_or(0, <[u8]>::len);
        assert!(range.is_none_or(|r| r.start <= r.end && r.start <= size), "{fault:?}");
        assert!(!fault.message.is_empty() && !fault.help.is_empty(), "{fault:?}");
    }
    if let Some(pages) = &built.pages {
        for path in pages.paths() {
            assert!(pages.page(path).is_ok(), "{path}");
        }
    }
    built.pages.is_some()
}

/// One change to the bytes of a file.
#[derive(Clone, Debug)]
enum Change {
    /// Everything is replaced.
    All(Vec<u8>),
    /// Bytes at a place are replaced by others.
    Splice(prop::sample::Index, usize, Vec<u8>),
    /// A part is written twice, somewhere else.
    Copy(prop::sample::Index, usize, prop::sample::Index),
    /// The file ends here.
    Cut(prop::sample::Index),
}

/// Bytes with a liking for what means something in these files.
fn bytes() -> impl Strategy<Value = Vec<u8>> {
    let signs = prop::sample::select(vec![
        "\n",
        "\r\n",
        "\r",
        "\t",
        " ",
        "  ",
        ": ",
        "- ",
        "#",
        "---\n",
        "\"",
        "'",
        "[",
        "]",
        "{",
        "}",
        "{{ ",
        " }}",
        "|\n",
        ">-\n",
        "!",
        "&a",
        "*a",
        "<<",
        "~",
        "null",
        "\0",
        "\u{feff}",
        "\u{a0}",
        "\u{201c}",
        "\u{202e}",
        "<b>",
        "](",
        "![",
        "`",
        "```\n",
        "1. ",
        "> ",
        "    ",
        "{#a}",
        "[^1]",
        "|a|\n|-|\n",
        "2021-10-13",
        "31/12/2021",
        "p1",
        "\\",
        "=",
        "[[",
        "\u{1f600}",
        "\u{fffd}",
    ]);
    let piece = prop_oneof![
        4 => signs.prop_map(|s| s.as_bytes().to_vec()),
        1 => any::<u8>().prop_map(|b| vec![b]),
        1 => "\\PC{0,8}".prop_map(String::into_bytes),
    ];
    prop::collection::vec(piece, 0..30).prop_map(|pieces| pieces.concat())
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        1 => bytes().prop_map(Change::All),
        4 => (any::<prop::sample::Index>(), 0..40usize, bytes()).prop_map(|(at, len, b)| Change::Splice(at, len, b)),
        1 => (any::<prop::sample::Index>(), 0..400usize, any::<prop::sample::Index>())
            .prop_map(|(from, len, to)| Change::Copy(from, len, to)),
        1 => any::<prop::sample::Index>().prop_map(Change::Cut),
    ]
}

fn changed(mut bytes: Vec<u8>, change: &Change) -> Vec<u8> {
    let size = bytes.len();
    match change {
        Change::All(new) => return new.clone(),
        Change::Splice(at, len, new) => {
            let at = at.index(size + 1);
            bytes.splice(at..(at + len).min(size), new.iter().copied());
        }
        Change::Copy(from, len, to) => {
            let from = from.index(size + 1);
            let part = bytes[from..(from + len).min(size)].to_vec();
            let to = to.index(size + 1);
            bytes.splice(to..to, part);
        }
        Change::Cut(at) => bytes.truncate(at.index(size + 1)),
    }
    bytes
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_give_a_site_or_diagnostics(
        file in any::<prop::sample::Index>(),
        changes in prop::collection::vec(change(), 1..4),
    ) {
        let mut files = site().clone();
        let paths: Vec<String> = files.files.keys().cloned().collect();
        let path = &paths[file.index(paths.len())];
        let mut bytes = files.get(path).unwrap().to_vec();
        for change in &changes {
            bytes = changed(bytes, change);
        }
        files.files.insert(path.clone(), bytes);
        survives(&files);
    }
}

/// The test above would prove nothing if the site it starts from did not stand.
#[test]
fn the_unchanged_site_stands() {
    assert!(survives(site()));
}
