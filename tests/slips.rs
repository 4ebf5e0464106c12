//! The slips officers make in YAML and TOML: each is told at its place by its cause, and the text that the fault carries,
//! put in the marked place, gives exactly what was meant.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    clippy::too_many_lines,
    reason = "a test that cannot go on has failed, and tests look at the disk"
)]

mod support;

use scrutineer::Request;
use scrutineer::diagnostic::Diagnostic;
use scrutineer::files::SiteFiles;
use scrutineer::load::locate::Locator;
use support::{SITE_TOML, day};

const PLAN: &str = "content/plans/plan.yaml";

/// A plan that is right; slips are written below it, from line 8 on.
const BASE: &str = "\
title: Gritting
summary: What is planned.
refs_by: site
actions:
  - id: A1
    title: Grit the roads
    made: 2024-01-10
";

/// One slip: what is written, where the fault stands, its code, words of its message, and what was meant.
type Slip = (&'static str, &'static str, &'static str, &'static str, Option<&'static str>);

fn faults(files: &SiteFiles) -> Vec<Diagnostic> {
    let request = Request { as_at: None, today: day("2026-11-22"), drafts: false };
    let errors = |d: &Diagnostic| d.severity() == scrutineer::diagnostic::Severity::Error;
    scrutineer::build(files, request).diagnostics.into_iter().filter(errors).collect()
}

fn site(file: &str, text: &str) -> SiteFiles {
    let mut files = SiteFiles::default();
    files.files.insert("site.toml".to_owned(), SITE_TOML.into());
    files.files.insert(PLAN.to_owned(), BASE.into());
    files.files.insert(file.to_owned(), text.into());
    files
}

/// Checks each slip of a file whose first lines are right.
fn check(file: &str, base: &str, slips: &[Slip]) {
    for (written, place, code, words, meant) in slips {
        let text = format!("{base}{written}\n");
        let files = site(file, &text);
        let found = faults(&files);
        let [fault] = found.as_slice() else { panic!("{written:?}: {found:#?}") };
        let range = Locator::new(&files).locate(&fault.place).unwrap();
        let line = text[..range.start].matches('\n').count() + 1;
        let column = text[..range.start].rsplit('\n').next().unwrap().chars().count() + 1;
        let (known, message) = (fault.code.word(), &fault.message);
        assert_eq!((format!("{line}:{column}").as_str(), known), (*place, *code), "{written:?}: {message}");
        assert!(message.contains(words), "{written:?}: {message}");
        assert!(!fault.help.is_empty(), "{written:?}");
        let mended = fault.replacement.as_ref().map(|new| {
            let mut text = text.clone();
            text.replace_range(range, new);
            text
        });
        let expected = meant.map(|meant| format!("{base}{meant}\n"));
        assert_eq!(mended, expected, "{written:?}");
        if let Some(text) = mended {
            let left = faults(&site(file, &text));
            assert!(left.is_empty(), "{text}: {left:#?}");
        }
    }
}

#[test]
fn tabs_spaces_and_indentation() {
    check(
        PLAN,
        BASE,
        &[
            ("\tdue: 2024-05-01", "8:1", "yaml-syntax", "a tab", Some("    due: 2024-05-01")),
            (
                "\u{a0}\u{a0}\u{a0}\u{a0}due: 2024-05-01",
                "8:1",
                "unknown-key",
                "no-break space",
                Some("    due: 2024-05-01"),
            ),
            (
                "    due\u{a0}: 2024-05-01",
                "8:5",
                "unknown-key",
                "no-break space",
                Some("    due: 2024-05-01"),
            ),
            (
                "    due: \u{200b}2024-05-01",
                "8:10",
                "bad-date",
                "invisible sign",
                Some("    due: 2024-05-01"),
            ),
            (
                "      due: 2024-05-01",
                "8:1",
                "yaml-syntax",
                "indented by 6 spaces",
                Some("    due: 2024-05-01"),
            ),
            (
                "     due: 2024-05-01",
                "8:1",
                "yaml-syntax",
                "indented by 5 spaces",
                Some("    due: 2024-05-01"),
            ),
            ("   due: 2024-05-01", "8:1", "yaml-syntax", "indented by 3 spaces", Some("    due: 2024-05-01")),
            ("  due: 2024-05-01", "8:1", "yaml-syntax", "indented by 2 spaces", Some("    due: 2024-05-01")),
            ("due: 2024-05-01", "8:1", "unknown-key", "outside the entry above", Some("    due: 2024-05-01")),
            (
                "    done_when:\n      - one\n     - two",
                "10:1",
                "yaml-syntax",
                "indented by 5 spaces",
                Some("    done_when:\n      - one\n      - two"),
            ),
        ],
    );
}

#[test]
fn colons_hyphens_and_equals_signs() {
    check(
        PLAN,
        BASE,
        &[
            ("    text: Grit: all", "8:11", "yaml-syntax", "second colon", Some("    text: \"Grit: all\"")),
            ("    text: Grit all:", "8:11", "yaml-syntax", "second colon", Some("    text: \"Grit all:\"")),
            (
                "    text: It said: \"all\"",
                "8:11",
                "yaml-syntax",
                "second colon",
                Some("    text: 'It said: \"all\"'"),
            ),
            ("    due:2024-05-01", "8:8", "yaml-syntax", "after the colon", Some("    due: 2024-05-01")),
            ("    due 2024-05-01", "8:8", "yaml-syntax", "colon is missing", Some("    due: 2024-05-01")),
            (
                "    due = 2024-05-01",
                "8:8",
                "yaml-syntax",
                "separated by a colon",
                Some("    due: 2024-05-01"),
            ),
            ("    due\u{ff1a}2024-05-01", "8:8", "yaml-syntax", "not the colon", Some("    due: 2024-05-01")),
            (
                "  -id: A2\n    title: B\n    made: 2024",
                "8:3",
                "yaml-syntax",
                "after the hyphen",
                Some("  - id: A2\n    title: B\n    made: 2024"),
            ),
            (
                "  \u{2022} id: A2\n    title: B\n    made: 2024",
                "8:3",
                "yaml-syntax",
                "does not begin an entry",
                Some("  - id: A2\n    title: B\n    made: 2024"),
            ),
            (
                "    done_when:\n      - Roads: all gritted",
                "9:9",
                "wrong-type",
                "a colon with a space",
                Some("    done_when:\n      - \"Roads: all gritted\""),
            ),
            (
                "    done_when: - one",
                "8:16",
                "yaml-syntax",
                "a list cannot begin",
                Some("    done_when: \n      - one"),
            ),
        ],
    );
}

#[test]
#[allow(clippy::too_many_lines, reason = "a table of slips")]
fn quotation_marks_brackets_and_signs() {
    check(
        PLAN,
        BASE,
        &[
            (
                "    text: \u{201c}Grit: all\u{201d}",
                "8:11",
                "yaml-syntax",
                "curly",
                Some("    text: \"Grit: all\""),
            ),
            (
                "    priority: \u{201c}yes\u{201d}",
                "8:15",
                "bad-word",
                "quotation marks",
                Some("    priority: yes"),
            ),
            (
                "    due: \u{201c}2024-05-01\u{201d}",
                "8:10",
                "bad-date",
                "quotation marks",
                Some("    due: 2024-05-01"),
            ),
            (
                "    text: \"Grit all\n    due: 2024-05-01",
                "8:11",
                "yaml-syntax",
                "never closed",
                Some("    text: \"Grit all\"\n    due: 2024-05-01"),
            ),
            ("    text: 'Grit all", "8:11", "yaml-syntax", "never closed", Some("    text: 'Grit all'")),
            ("    text: 'it's done'", "8:11", "yaml-syntax", "apostrophe", Some("    text: \"it's done\"")),
            ("    text: \"a \"b\" c\"", "8:11", "yaml-syntax", "double quote", Some("    text: 'a \"b\" c'")),
            (
                "    text: \"a\" and b",
                "8:11",
                "yaml-syntax",
                "goes on after",
                Some("    text: '\"a\" and b'"),
            ),
            ("    text: \"C:\\Users\"", "8:11", "yaml-syntax", "backslash", Some("    text: 'C:\\Users'")),
            ("    text: @council", "8:11", "yaml-syntax", "begin with `@`", Some("    text: \"@council\"")),
            ("    text: %50 of it", "8:11", "yaml-syntax", "begin with `%`", Some("    text: \"%50 of it\"")),
            ("    text: !now", "8:11", "yaml-feature", "a tag", Some("    text: \"!now\"")),
            (
                "    text: [Draft] roads",
                "8:11",
                "yaml-syntax",
                "bracket",
                Some("    text: \"[Draft] roads\""),
            ),
            ("    done_when: [a, b", "8:16", "yaml-syntax", "never closed", Some("    done_when: [a, b]")),
            ("    done_when: [a, b]]", "8:16", "yaml-syntax", "never opened", Some("    done_when: [a, b]")),
            (
                "    source: {title: T date: 2024}",
                "8:13",
                "yaml-syntax",
                "a comma is missing",
                Some("    source: {title: T, date: 2024}"),
            ),
            (
                "    text: | all roads",
                "8:11",
                "yaml-syntax",
                "line of its | or >",
                Some("    text: >-\n      all roads"),
            ),
            ("    text: Grant #4", "8:11", "cut-by-hash", "only `Grant`", Some("    text: \"Grant #4\"")),
            ("    text: #1 first", "8:11", "empty-value", "is a comment", Some("    text: \"#1 first\"")),
            ("    text: a\u{7}b", "8:12", "control-character", "U+0007", Some("    text: ab")),
        ],
    );
}

#[test]
fn dates_words_and_ids() {
    check(
        PLAN,
        BASE,
        &[
            ("    due: 31/10/2024", "8:10", "bad-date", "is not a date", Some("    due: 2024-10-31")),
            ("    due: 2024/10/31", "8:10", "bad-date", "is not a date", Some("    due: 2024-10-31")),
            ("    due: 2024-9-3", "8:10", "bad-date", "is not a date", Some("    due: 2024-09-03")),
            ("    due: 3rd Sept 2024", "8:10", "bad-date", "is not a date", Some("    due: 2024-09-03")),
            (
                "    due: 2024\u{2013}10\u{2013}31",
                "8:10",
                "bad-date",
                "is not a date",
                Some("    due: 2024-10-31"),
            ),
            ("    due: October 2024", "8:10", "bad-date", "is not a date", Some("    due: 2024-10")),
            ("    due: 2024-09-31", "8:10", "bad-date", "there is no 31 September", None),
            ("    due: soon", "8:10", "bad-date", "is not a date", None),
            (
                "    frequency: Each meeting",
                "8:16",
                "bad-word",
                "words used here",
                Some("    frequency: each_meeting"),
            ),
            ("    frequency: montly", "8:16", "bad-word", "words used here", Some("    frequency: monthly")),
            // A word is never turned into its opposite.
            (
                "    updates: [{date: 2024-02-01, status: incomplete}]",
                "8:42",
                "bad-word",
                "words used here",
                None,
            ),
            (
                "    due: 2024-05-31 #was June",
                "8:10",
                "cut-by-hash",
                "only `2024-05-31`",
                Some("    due: 2024-05-31 # was June"),
            ),
            (
                "    text: Routes # 4 and 5",
                "8:11",
                "cut-by-hash",
                "only `Routes`",
                Some("    text: \"Routes # 4 and 5\""),
            ),
            (
                "    text: The roads are gritted\n    and the paths.",
                "9:1",
                "yaml-syntax",
                "goes on with the text above",
                Some("    text: The roads are gritted\n      and the paths."),
            ),
            ("    status: complete", "8:5", "unknown-key", "belongs in an entry of `updates`", None),
            ("    id: A2\n    title: B\n    made: 2024", "8:5", "duplicate-key", "without its hyphen", None),
            ("    owner: highways, parks", "8:12", "bad-id", "is not an id", None),
            ("    owner: Head of Roads", "8:12", "bad-id", "is not an id", None),
            ("    duw: 2024-05-01", "8:5", "unknown-key", "no key `duw`", Some("    due: 2024-05-01")),
            ("    tittle: Again", "8:5", "unknown-key", "no key `tittle`", None),
            ("    due:", "8:8", "empty-value", "nothing is written for `due`", None),
        ],
    );
}

#[test]
fn settings() {
    let head = "council = \"C\"\ndescription = \"D\"\n";
    check(
        "site.toml",
        head,
        &[
            (
                "title = Leeds papers",
                "3:9",
                "toml-syntax",
                "straight quotes",
                Some("title = \"Leeds papers\""),
            ),
            ("title = \u{201c}Leeds\u{201d}", "3:9", "toml-syntax", "curly", Some("title = \"Leeds\"")),
            ("title: Leeds", "3:6", "toml-syntax", "equals sign", Some("title = \"Leeds\"")),
            ("title = \"Leeds", "3:9", "toml-syntax", "do not match", Some("title = \"Leeds\"")),
            (
                "title = \"The \"main\" site\"",
                "3:9",
                "toml-syntax",
                "do not match",
                Some("title = 'The \"main\" site'"),
            ),
            (
                "title = \"a\"\nas_at = 31/07/2022",
                "4:9",
                "toml-syntax",
                "year first",
                Some("title = \"a\"\nas_at = 2022-07-31"),
            ),
            (
                "title = \"a\"\n[review\ndue_soon_days = 30",
                "4:1",
                "toml-syntax",
                "not closed",
                Some("title = \"a\"\n[review]\ndue_soon_days = 30"),
            ),
            ("title = \"a\"\ntitle = \"b\"", "4:1", "duplicate-key", "given twice", None),
            ("title = \"a\"\n[review]\nas_at = 2022-07-31", "5:1", "unknown-key", "in a section", None),
            ("title = \"a\"\nlanguage = \"English\"", "4:12", "bad-value", "not the short name", None),
            (
                "title = \"a\"\nlangauge = \"cy\"",
                "4:1",
                "unknown-key",
                "no key `langauge`",
                Some("title = \"a\"\nlanguage = \"cy\""),
            ),
        ],
    );
}

/// A byte order mark and the line ends of Windows are no faults, and places count without them.
#[test]
fn a_byte_order_mark_and_windows_line_ends_simply_work() {
    let text = format!("\u{feff}{BASE}    due: 31/10/2024\n").replace('\n', "\r\n");
    let files = site(PLAN, &text);
    let found = faults(&files);
    let [fault] = found.as_slice() else { panic!("{found:#?}") };
    let range = Locator::new(&files).locate(&fault.place).unwrap();
    assert_eq!(&text.trim_start_matches('\u{feff}')[range], "31/10/2024");
    assert!(faults(&site(PLAN, &format!("\u{feff}{BASE}").replace('\n', "\r\n"))).is_empty());
}

/// After the place where YAML breaks off nothing can be known; what stands above is told all the same.
#[test]
fn faults_above_unreadable_yaml_are_told_with_it() {
    let text =
        format!("{BASE}    due: 31/10/2024\n    onwer: clerk\n    text: \"a\" b\n    start: 1/2/2024\n");
    let found = faults(&site(PLAN, &text));
    let codes: Vec<_> = found.iter().map(|d| d.code.word()).collect();
    assert_eq!(codes, ["bad-date", "unknown-key", "yaml-syntax"]);
}

/// What is said of a round, each fault by code, message and help.
fn of_round(text: &str) -> Vec<(&'static str, String)> {
    let told = faults(&site("content/plans/plan/q1.yaml", text));
    told.into_iter().map(|d| (d.code.word(), format!("{}; {}", d.message, d.help))).collect()
}

#[test]
fn advice_about_a_round_can_be_followed() {
    for (updates, code, words) in [
        (
            "  A1: {date: 2024-03-01, status: paused}",
            "unknown-key",
            "has the date of the round; take `date` out",
        ),
        ("  A1: {status: paused}\n  A1: {status: complete}", "duplicate-key", "keep one of the two lines"),
        ("  A1: {note: Done, but late}", "unknown-key", "a comma ends a text in curly brackets"),
        ("  A1: {title: Roads}", "unknown-key", "keys allowed here"),
    ] {
        let told = of_round(&format!("date: 2024-03-01\nupdates:\n{updates}\n"));
        let [(found, said)] = told.as_slice() else { panic!("{updates}: {told:#?}") };
        assert!(*found == code && said.contains(words), "{updates}: {told:#?}");
    }
    let empty = of_round("");
    assert!(
        matches!(empty.as_slice(), [("empty-value", said)] if said.contains("the file is empty")),
        "{empty:?}"
    );
}
