//! Nothing unpublished leaks: a word of its own is planted in every key of every kind of record, in every way of not
//! being published, in every link and reference to such a record, and in whatever an author writes for himself alone;
//! then every path and every byte of the whole site is searched for it, as it is and encoded.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test that cannot go on has failed, and tests look at the disk"
)]

#[path = "../support/mod.rs"]
mod support;

mod complete;
mod kinds;
mod links;
mod plant;
mod search;

use std::collections::{BTreeMap, BTreeSet};

use kinds::{KINDS, PUBLIC, WAYS, Way};
use plant::{MARK, Planted, plant};
use scrutineer::Request;
use scrutineer::diagnostic::Severity;
use support::{day, rendered};

type Files = BTreeMap<String, Vec<u8>>;

fn build(planted: &Planted, as_at: Option<&str>, today: &str) -> Files {
    let request = Request { as_at: as_at.map(day), today: day(today), drafts: false };
    let built = scrutineer::build(&planted.site(), request);
    let errors = built.diagnostics.iter().filter(|d| d.code.severity() == Severity::Error);
    let faults: Vec<_> = errors.map(|d| format!("{:?} {}", d.place, d.message)).collect();
    rendered(&built.pages.unwrap_or_else(|| panic!("{faults:#?}")))
}

/// All hidden ways with links and references to what they hide. What was withdrawn keeps a page, so a link to it stays.
fn hidden(without: &[&str]) -> Planted {
    let ways: Vec<&Way> =
        WAYS.iter().filter(|w| w.name != "withdrawn" && !without.contains(&w.name)).collect();
    let mut planted = plant(&ways);
    links::refer(&mut planted, &ways);
    planted
}

/// What an output shows of what was planted, without what it shows by design.
fn leaks(planted: &Planted, files: &Files) -> Vec<String> {
    let mut all = Vec::new();
    for (path, words) in search::found(files) {
        for word in words.iter().filter(|word| !by_design(&path, word)) {
            let place = planted.words.get(word).map_or("", String::as_str);
            all.push(format!("{path}: {word} ({place})"));
        }
    }
    all
}

/// The one thing that is said of what is unpublished: the `note` of a withheld paper, at the meeting it was tabled at.
/// It is said only where nothing else hides the paper, such as being a draft as well.
fn by_design(path: &str, word: &str) -> bool {
    let tabled = path.strip_prefix("meetings/2024-04-").and_then(|p| p.strip_suffix(".html"));
    let said = ["exempt", "confidential", "copyright", "other"];
    tabled.is_some_and(|way| {
        let papers = ["report", "motion", "inspection"].map(|kind| format!("{MARK}{kind}{way}waynote"));
        said.contains(&way) && papers.iter().any(|note| note == word)
    })
}

#[test]
fn nothing_unpublished_is_in_any_byte_or_name() {
    let planted = hidden(&[]);
    // The date is the site's; the build comes later, when more would be published.
    let files = build(&planted, None, "2024-08-01");
    let found = leaks(&planted, &files);
    assert!(found.is_empty(), "{found:#?}");
    assert!(planted.words.len() > 2500 && files.len() > 200, "{} {}", planted.words.len(), files.len());
}

/// Without any date the site is read on the day of the build; what is later cannot be there at all.
#[test]
fn nothing_unpublished_is_shown_on_the_day_of_the_build() {
    let mut planted = hidden(&["later", "latersource"]);
    for (path, text) in [("site.toml", "as_at = 2024-06-30\n"), ("content/papers/zqsecretahead.md", "")] {
        let settings = planted.files[path].replace(text, "");
        planted.files.insert(path.to_owned(), settings);
    }
    planted.files.remove("content/papers/zqsecretahead.md");
    planted.files.remove("content/meetings/2024-07-05.yaml");
    let found = leaks(&planted, &build(&planted, None, "2024-06-30"));
    assert!(found.is_empty(), "{found:#?}");
    assert!(build(&planted, None, "2025-06-30").keys().any(|path| path.contains("embargoed")));
}

/// Nothing refers to the hidden records here, so that the site must be the very same without them: no count, no order,
/// no space tells of them. Only what was taken back has left a page, which says when and why.
#[test]
fn a_site_is_byte_for_byte_the_same_without_what_is_unpublished() {
    let all: Vec<&Way> = WAYS.iter().collect();
    let bare = build(&plant(&[]), Some("2024-06-30"), "2024-08-01");
    let full = build(&plant(&all), Some("2024-06-30"), "2024-08-01");
    let mut taken_back = 0;
    for (path, bytes) in &full {
        match bare.get(path) {
            Some(same) => assert!(same == bytes, "{path} differs"),
            None => {
                let page = String::from_utf8_lossy(bytes);
                assert!(page.contains("was withdrawn on") && page.contains("It was wrong."), "{path}");
                // Nothing but its address tells what it was.
                let address: BTreeSet<&str> = path.split(['/', '.']).collect();
                let words = search::in_bytes(bytes);
                assert!(
                    words.iter().all(|w| w.contains("withdrawn") && address.contains(w.as_str())),
                    "{words:?}"
                );
                taken_back += 1;
            }
        }
    }
    assert_eq!(bare.len() + taken_back, full.len());
    assert_eq!(taken_back, 16, "papers, page, meeting, plan, its items, items, body, owner, thread");
}

/// What is deliberately shown, lest the tests above hold because nothing is.
#[test]
fn what_may_be_said_of_a_withheld_paper_is_said() {
    let mut planted = hidden(&[]);
    // The date that is asked for stands above the site's.
    let settings = planted.files["site.toml"].replace("as_at = 2024-06-30", "as_at = 2024-07-31");
    planted.files.insert("site.toml".to_owned(), settings);
    let files = build(&planted, Some("2024-06-30"), "2024-08-01");
    let found = leaks(&planted, &files);
    assert!(found.is_empty(), "{found:#?}");
    for (way, said) in
        [("exempt", "(Schedule 12A, paragraph 3)"), ("confidential", ""), ("copyright", ""), ("other", "")]
    {
        let page = String::from_utf8_lossy(&files[&format!("meetings/2024-04-{way}.html")]).into_owned();
        let note = format!("{MARK}report{way}waynote {said}");
        assert!(page.contains(note.trim()), "{note}");
    }
    let page = String::from_utf8_lossy(&files["papers/linking-draft.html"]).into_owned();
    assert!(
        page.contains("a paper that is not published") && page.contains("a record that is not published")
    );
}

/// Words that stand on no page even where their record is published.
const NEVER_SHOWN: &[&str] = &[
    // A later word gives this action a date.
    "action due",
    // Records without a page of their own show no reference of the council's.
    "body cited",
    "disagreement cited",
    "event cited",
    "inround cited",
    "owner cited",
    "page cited",
    "roundfile cited",
    "round cited",
    "thread cited",
    "update cited",
    // Names that only other files use.
    "disagreement id",
    "roundfile id",
    "link disagreement",
    // A measure without figures in numbers needs no unit.
    "measure unit",
    // Remarks, and labels and titles of link definitions.
    "plan comment",
    "report comment",
    "link hovered",
    "link definition",
    "link label",
    "link unused",
    "link unusedlabel",
];

/// The same site, everything made public, shows every word that it can show: the search above can fail.
#[test]
fn every_word_is_found_where_it_is_published() {
    let mut planted = plant(&[&PUBLIC]);
    links::refer(&mut planted, &[&PUBLIC]);
    let files = build(&planted, Some("2024-06-30"), "2024-08-01");
    let places = search::found(&files);
    let shown: BTreeSet<&String> = places.values().flatten().collect();
    let never: BTreeSet<String> =
        NEVER_SHOWN.iter().map(|n| format!("{MARK}{}", n.replace(' ', "public"))).collect();
    let missing: Vec<&String> =
        planted.words.keys().filter(|word| !shown.contains(word) && !never.contains(*word)).collect();
    assert!(missing.is_empty(), "planted, but not found where it is published: {missing:#?}");
    let unknown: Vec<&String> = never.iter().filter(|word| !planted.words.contains_key(*word)).collect();
    assert!(unknown.is_empty(), "not planted: {unknown:?}");

    // In every kind of file that holds what authors write; what describes the data holds none.
    let describes =
        |path: &str| path.contains("metadata") || path.contains("schema") || path.ends_with(".txt");
    let written = files.keys().filter(|p| !p.starts_with("assets/") && !describes(p));
    let end = |path: &str| path.rsplit('.').next().unwrap_or_default().to_owned();
    let ends: BTreeSet<String> = written.clone().map(|path| end(path)).collect();
    assert!(["html", "csv", "js", "json", "ics", "xml"].iter().all(|kind| ends.contains(*kind)), "{ends:?}");
    for kind in &ends {
        assert!(places.keys().any(|path| end(path) == *kind), "no word was found in any .{kind} file");
    }
    for path in written.filter(|p| p.starts_with("data/") && !p.starts_with("data/search/")) {
        assert!(places.contains_key(path), "no word was found in {path}");
    }
}

/// The same, for each way by itself and each kind of record: a leak of any of them would be found.
#[test]
fn a_planted_leak_is_found_whichever_way_it_was_hidden() {
    let open: Vec<Way> = WAYS.iter().map(|way| Way { name: way.name, ..PUBLIC }).collect();
    let planted = plant(&open.iter().collect::<Vec<_>>());
    let found = leaks(&planted, &build(&planted, Some("2024-06-30"), "2024-08-01")).join("\n");
    for (way, kind) in WAYS.iter().flat_map(|way| KINDS.iter().map(move |kind| (way, kind))) {
        // A thread to which nothing belongs has no page.
        if kind.knows(way) && kind.name != "thread" {
            assert!(
                found.contains(&format!("{MARK}{}{}", kind.name, way.name)),
                "{} {}",
                way.name,
                kind.name
            );
        }
    }
}

/// What an author writes beside the records.
#[test]
fn remarks_unlinked_files_and_themes_stay_at_home() {
    let mut planted = plant(&[]);
    for (path, text) in [
        ("content/files/zqsecretunlinked.csv", "zqsecretcontent"),
        ("content/files/zqsecretfolder/zqsecretdeep.csv", "zqsecretcontent"),
        (
            "content/files/zqsecretpicture.svg",
            "<svg xmlns=\"http://www.w3.org/2000/svg\"><!-- zqsecretsvg --></svg>",
        ),
        ("themes/zqsecretothertheme/templates/plans.html", "zqsecretotherpage"),
    ] {
        planted.files.insert(path.to_owned(), text.to_owned());
    }
    let pages =
        std::fs::read_to_string(support::repository().join("themes/default/templates/plans.html")).unwrap();
    let pages = format!("{{# zqsecretpageremark #}}\n{pages}{{# zqsecretlastremark #}}");
    planted.files.insert("themes/default/templates/plans.html".to_owned(), pages);
    let glossary = "---\ntitle: zqsecretglossary\ndraft: yes\n---\n\n## Board\n\nzqsecretmeaning\n";
    planted.files.insert("content/pages/glossary.md".to_owned(), glossary.to_owned());
    let found = leaks(&planted, &build(&planted, Some("2024-06-30"), "2024-08-01"));
    assert!(found.is_empty(), "{found:#?}");
}

/// What hides from plain eyes: the search undoes it.
#[test]
fn words_are_found_however_they_are_encoded() {
    let word = format!("{MARK}paper");
    let each = |write: &dyn Fn(char) -> String| -> String { word.chars().map(write).collect() };
    for hidden in [
        word.to_uppercase(),
        each(&|c| format!("%{:02X}", c as u32)),
        each(&|c| format!("&#{};", c as u32)),
        each(&|c| format!("&#x{:x};", c as u32)),
        each(&|c| format!("\\u{:04x}", c as u32)),
        each(&|c| format!("\\x{:02x}", c as u32)),
        each(&|c| format!("{c}\u{ad}")),
        each(&|c| format!("{c}\r\n ")),
        each(&|c| format!("%26%23{};", c as u32)),
        search::base64(format!("{word}__").as_bytes()),
        search::base64(format!("a{word}_").as_bytes()),
        search::base64(format!("ab{word}___").as_bytes()),
    ] {
        assert!(!search::in_bytes(format!("before {hidden} after").as_bytes()).is_empty(), "{hidden}");
    }
    assert!(search::in_bytes(b"nothing here").is_empty());
}
