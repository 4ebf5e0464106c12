//! A site that is built again after an edit, in the same process, is the site that a build from nothing makes: after every
//! kind of edit, whatever was edited before, with and without faults in between. And what an edit does not concern is not
//! made again.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test that cannot go on has failed, and tests look at the disk"
)]

mod support;

use std::collections::BTreeMap;

use scrutineer::diagnostic::Severity;
use scrutineer::files::SiteFiles;
use scrutineer::{Request, Workshop};
use support::{day, rendered, repository};

const REQUEST: fn() -> Request = || Request { as_at: None, today: day("2026-11-22"), drafts: false };

/// A workshop beside the site as it is served: every page as it was made last.
struct Beside {
    workshop: Workshop,
    served: BTreeMap<String, Vec<u8>>,
    /// How many pages were made in the last step.
    made: usize,
    /// The errors of the last step.
    errors: Vec<String>,
}

impl Beside {
    fn new(files: &SiteFiles) -> Self {
        let mut beside = Beside {
            workshop: Workshop::new(REQUEST()),
            served: BTreeMap::new(),
            made: 0,
            errors: Vec::new(),
        };
        beside.step("the first build", files);
        beside
    }

    /// Builds again, and compares with a build from nothing. Whether there was a site to compare.
    fn step(&mut self, edit: &str, files: &SiteFiles) -> bool {
        let again = self.workshop.build(files.clone());
        let fresh = scrutineer::build(files, REQUEST());
        let told = |faults: &[scrutineer::diagnostic::Diagnostic]| {
            let mut told: Vec<String> = faults.iter().map(|f| format!("{f:?}")).collect();
            told.sort();
            told
        };
        assert_eq!(told(&again.diagnostics), told(&fresh.diagnostics), "other faults after {edit}");
        let (Some(difference), Some(fresh)) = (again.difference, fresh.pages) else {
            let errors = again.diagnostics.iter().filter(|f| f.severity() == Severity::Error);
            self.errors = errors.map(|f| format!("{:?}: {}", f.place, f.message)).collect();
            return false;
        };
        self.errors.clear();
        let pages = self.workshop.pages().expect("pages");
        for path in &difference.stale {
            self.served.insert(path.as_str().to_owned(), pages.page(path).expect("a page"));
        }
        for path in &difference.gone {
            assert!(
                self.served.remove(path.as_str()).is_some(),
                "{path} is gone after {edit}, and was not there"
            );
        }
        self.made = difference.stale.len();
        let fresh = rendered(&fresh);
        let paths = |pages: &BTreeMap<String, Vec<u8>>| pages.keys().cloned().collect::<Vec<_>>();
        assert_eq!(paths(&self.served), paths(&fresh), "other pages after {edit}");
        let other: Vec<&String> = fresh.keys().filter(|path| self.served[*path] != fresh[*path]).collect();
        assert!(other.is_empty(), "after {edit} these are not as a build from nothing makes them: {other:?}");
        true
    }
}

fn site(folder: &str) -> SiteFiles {
    scrutineer::read::read(&repository().join(folder)).expect("a site")
}

fn text<'f>(files: &'f SiteFiles, path: &str) -> &'f str {
    files.text(path).unwrap_or_else(|| panic!("there is no {path}"))
}

/// The same files with one of them put anew, or taken away.
fn with(files: &SiteFiles, path: &str, text: Option<String>) -> SiteFiles {
    let mut files = files.clone();
    match text {
        Some(text) => files.files.insert(path.to_owned(), text.into_bytes()),
        None => files.files.remove(path),
    };
    files
}

/// What else a line could say: words of keys, dates and titles are put otherwise.
fn otherwise(line: &str) -> Option<String> {
    const WORDS: [(&str, &str); 16] = [
        ("status: complete", "status: in_progress"),
        ("status: in_progress", "status: complete"),
        ("status: planned", "status: paused"),
        ("status: held", "status: cancelled"),
        ("evidence: self_reported", "evidence: none"),
        ("evidence: none", "evidence: self_reported"),
        ("evidence: data", "evidence: contradicted"),
        ("value: accepted", "value: rejected"),
        ("green", "red"),
        ("amber", "green"),
        ("title: ", "title: Revised "),
        ("summary: ", "summary: Revised "),
        ("note: ", "note: Revised "),
        ("text: ", "text: Revised "),
        ("2024-", "2023-"),
        ("2025-", "2024-"),
    ];
    let (from, to) = WORDS.iter().find(|(from, _)| line.contains(from))?;
    Some(line.replacen(from, to, 1))
}

/// Every line of every file put otherwise, or taken out, in steps of so many lines.
fn edits(files: &SiteFiles, every: usize) -> Vec<(String, SiteFiles)> {
    let mut edits = Vec::new();
    let mut counted: usize = 0;
    let paths = files.files.keys().filter(|path| !path.starts_with("content/files/"));
    for (position, path) in paths.filter(|path| files.text(path).is_some()).enumerate() {
        let lines: Vec<&str> = text(files, path).split_inclusive('\n').collect();
        for (at, line) in lines.iter().enumerate() {
            counted += 1;
            if !counted.is_multiple_of(every) {
                continue;
            }
            let changed =
                otherwise(line).filter(|_| !(counted / every).is_multiple_of(4)).unwrap_or_default();
            let mut lines = lines.clone();
            lines[at] = &changed;
            edits.push((
                format!("{path}:{} becomes {changed:?}", at + 1),
                with(files, path, Some(lines.concat())),
            ));
        }
        // Of many files, some.
        if position.is_multiple_of(every / 100 + 1) {
            edits.push((format!("{path} is deleted"), with(files, path, None)));
        }
    }
    edits
}

/// Edits a site here and there, each time from the site as it was, then on top of one another.
fn edited_everywhere(folder: &str, every: usize) {
    let files = site(folder);
    let mut beside = Beside::new(&files);
    let (mut sites, mut made) = (0, 0);
    let edits = edits(&files, every);
    for (at, (edit, edited)) in edits.iter().enumerate() {
        if beside.step(edit, edited) {
            sites += 1;
            made += beside.made;
        }
        // Every third one is followed by the next edit, and not by the site as it was.
        if at % 3 != 0 {
            beside.step(&format!("{edit}, taken back"), &files);
        }
    }
    assert!(beside.step("all is taken back", &files));
    assert!(sites * 4 > edits.len(), "of {} edits of {folder}, only {sites} gave a site", edits.len());
    let whole = beside.served.len() * sites;
    assert!(made * 10 < whole * 9, "of {whole} pages of {folder}, {made} were made again");
}

#[test]
fn any_line_of_a_plan_with_rounds_and_meetings() {
    edited_everywhere("tests/sites/six-meetings", 11);
}

#[test]
fn any_line_of_a_plan_with_recommendations_measures_and_threads() {
    edited_everywhere("tests/sites/recommendations", 19);
}

#[test]
fn any_line_of_the_sample() {
    edited_everywhere("", 401);
}

/// Whether an edit gave a site, as it was to.
fn expect(site: bool, (found, errors): (bool, Vec<String>)) {
    assert_eq!(found, site, "{errors:#?}");
}

/// A plan and a paper of their own, so that a site of the sample's size has something that nothing refers to.
const PLAN: &str = "title: Another plan\nsummary: It stands apart.\nset_out_in: another\nrecommendations:\n  \
    - {ref: Z1, title: One, made: 2023-05-01, actions: [{id: Z1A, title: Do it, due: 2030-01-01}]}\n";
const PAPER: &str = "---\ntitle: Another paper\nkind: report\ndate: 2023-05-01\nform: full\n---\n\nWords.\n";

#[test]
fn whole_records_come_and_go() {
    let mut files = site("");
    let mut beside = Beside::new(&files);
    let mut step = |edit: &str, path: &str, text: Option<&str>| {
        files = with(&files, path, text.map(str::to_owned));
        let is_site = beside.step(edit, &files);
        (is_site, beside.errors.clone())
    };
    expect(true, step("a paper is added", "content/papers/another.md", Some(PAPER)));
    expect(true, step("a plan is added", "content/plans/another.yaml", Some(PLAN)));
    let long = PLAN.replace("Do it", "Do it all");
    expect(true, step("its action has another title", "content/plans/another.yaml", Some(&long)));
    let moved = PLAN.replace("Z1A", "Z1B");
    expect(true, step("its action has another id", "content/plans/another.yaml", Some(&moved)));
    let drafted = format!("draft: true\n{PLAN}");
    expect(true, step("it is a draft", "content/plans/another.yaml", Some(&drafted)));
    let withdrawn = format!("withdrawn: {{date: 2023-06-01, reason: A slip.}}\n{PLAN}");
    expect(true, step("it is withdrawn", "content/plans/another.yaml", Some(&withdrawn)));
    expect(true, step("it is there again", "content/plans/another.yaml", Some(PLAN)));
    expect(false, step("the paper that sets it out is deleted", "content/papers/another.md", None));
    expect(false, step("and the plan cannot be read", "content/plans/another.yaml", Some("title: [")));
    expect(true, step("both are gone", "content/plans/another.yaml", None));
    expect(true, step("both are back", "content/papers/another.md", Some(PAPER)));
}

#[test]
fn the_site_itself_is_edited() {
    let files = site("tests/sites/six-meetings");
    let settings = text(&files, "site.toml").to_owned();
    let mut beside = Beside::new(&files);
    let mut step = |edit: &str, files: &SiteFiles| (beside.step(edit, files), beside.errors.clone());
    let site = |from: &str, to: &str| with(&files, "site.toml", Some(settings.replacen(from, to, 1)));
    expect(true, step("another day", &site("as_at = 2025-08-31", "as_at = 2024-08-31")));
    expect(false, step("a day that is none", &site("as_at = 2025-08-31", "as_at = \"soon\"")));
    expect(true, step("the first day again", &files));
    expect(true, step("another title", &site("title = \"Safe", "title = \"Safer")));
    expect(true, step("fewer kinds of pages", &site("", "leave_out = [\"search\", \"data\"]\n")));
    expect(true, step("all of them", &files));
    let theme = site("", "theme = \"own\"\n");
    let footer = |words: &str| {
        with(&theme, "themes/own/templates/footer.html", Some(format!("<footer>{words}</footer>")))
    };
    expect(true, step("a theme of its own", &footer("One.")));
    expect(true, step("another word in it", &footer("Two.")));
    expect(false, step("a theme that cannot be read, and", &footer("{% if %}")));
    expect(true, step("the word from before", &footer("Two.")));
    let attached = with(&files, "content/files/a.txt", Some("a".to_owned()));
    expect(true, step("an attachment that nothing links to", &attached));
    let paper = format!("{}\n\n[It](file:a.txt)\n", text(&files, "content/papers/safe-return-plan.md"));
    let linked = with(&attached, "content/papers/safe-return-plan.md", Some(paper));
    expect(true, step("one that a paper links to", &linked));
    expect(true, step("another attachment", &with(&linked, "content/files/a.txt", Some("b".to_owned()))));
}

/// The pages made again after an edit of one file.
fn made_again(files: &SiteFiles, path: &str, from: &str, to: &str) -> Vec<String> {
    let mut workshop = Workshop::new(REQUEST());
    let first = workshop.build(files.clone()).difference.expect("a site");
    let pages = workshop.pages().expect("pages");
    first.stale.iter().for_each(|path| drop(pages.page(path).expect("a page")));
    let edited = text(files, path).replacen(from, to, 1);
    assert_ne!(edited, text(files, path), "{from} is not in {path}");
    let again = workshop.build(with(files, path, Some(edited)));
    let faults: Vec<_> = again.diagnostics.iter().map(|d| &d.message).collect();
    let stale = again.difference.unwrap_or_else(|| panic!("{faults:#?}")).stale;
    stale.iter().map(|path| path.as_str().to_owned()).collect()
}

/// Three edits one on top of the other, of which no page is made: the HTML pages named after each. The files of the search are
/// named by what they hold.
fn named(files: [&SiteFiles; 4]) -> [Vec<String>; 3] {
    let [first, edits @ ..] = files;
    let mut beside = Beside::new(first);
    assert!(beside.errors.is_empty(), "{:#?}", beside.errors);
    edits.map(|files| {
        let stale = beside.workshop.build(files.clone()).difference.expect("a site").stale;
        let paths = stale.iter().map(|path| path.as_str().to_owned());
        paths.filter(|path| path.ends_with(".html")).collect()
    })
}

#[test]
fn a_page_is_named_until_it_is_made_again() {
    let (plan, paper) = ("content/plans/safe-return.yaml", "content/papers/inspection-2025.md");
    let withdrawn =
        PAPER.replacen("---", "---\nwithdrawn: {date: 2024-06-01, reason: \"See [it](file:a.txt).\"}", 1);
    let files = with(&site("tests/sites/six-meetings"), "content/files/a.txt", Some("a".to_owned()));
    let files = with(&files, "content/papers/another.md", Some(withdrawn));
    let words = text(&files, paper).to_owned();
    // A word in a plan, an attachment that comes to be published, and something else.
    let one = with(&files, plan, Some(text(&files, plan).replacen("Inspectors read", "Inspectors saw", 1)));
    let two = with(&one, paper, Some(format!("{words}\n\n[It](file:a.txt)\n")));
    let three = with(&two, paper, Some(format!("{words}\n\nWords. [It](file:a.txt)\n")));
    let [first, second, third] = named([&files, &one, &two, &three]);
    assert!(first.iter().any(|path| path.ends_with("/A5.html")), "{first:?}");
    assert!(second.iter().any(|path| path == "papers/another.html"), "{second:?}");
    for (before, then) in [(&first, &second), (&second, &third)] {
        let forgotten: Vec<_> = before.iter().filter(|path| !then.contains(path)).collect();
        assert!(forgotten.is_empty(), "{forgotten:?}");
    }
}

#[test]
fn what_an_edit_does_not_concern_is_not_made_again() {
    let mut files = site("tests/sites/six-meetings");
    let settings = text(&files, "site.toml").to_owned();
    let left_out = "leave_out = [\"data\", \"search\", \"print\", \"briefings\", \"plans-before-meetings\", \"changes\"]\n";
    files = with(&files, "site.toml", Some(format!("{left_out}{settings}")));
    let plan = "content/plans/safe-return.yaml";
    assert_eq!(made_again(&files, plan, "\n\n", "\n# Nothing is said here.\n"), ["robots.txt"]);
    let of_note = made_again(&files, plan, "Inspectors read", "Inspectors saw");
    let other_actions = of_note.iter().filter(|p| p.contains("/actions/A") && !p.ends_with("/A5.html"));
    assert_eq!(other_actions.collect::<Vec<_>>(), [] as [&String; 0], "{of_note:?}");
    assert!(of_note.contains(&"plans/safe-return/actions/A5.html".to_owned()), "{of_note:?}");
    assert!(!of_note.iter().any(|p| p == "papers.html" || p == "papers/inspection-2025.html"), "{of_note:?}");
    let of_words = made_again(&files, "content/papers/inspection-2025.md", "\n\n", "\n\nWords.\n\n");
    assert!(of_words.contains(&"papers/inspection-2025.html".to_owned()), "{of_words:?}");
    assert!(!of_words.iter().any(|p| p.starts_with("plans/") || p.starts_with("owners/")), "{of_words:?}");
}
