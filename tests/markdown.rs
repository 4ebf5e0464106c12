//! Markdown as input: what the rules about pages must and must not say, texts that would overwhelm a parser, and texts
//! that try to put something live into a page.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test that cannot go on has failed"
)]

mod support;

use std::collections::BTreeSet;

use scrutineer::Request;
use scrutineer::diagnostic::Severity;
use scrutineer::files::SiteFiles;
use support::{day, site};

const HEADER: &str = "---\ntitle: Report\nkind: report\ndate: 2024-01-10\nform: full\n---\n";

/// The codes told of a site.
fn told(files: &SiteFiles) -> Vec<&'static str> {
    let request = Request { as_at: None, today: day("2024-06-30"), drafts: false };
    scrutineer::build(files, request).diagnostics.iter().map(|d| d.code.word()).collect()
}

/// The codes told of a paper with this text, in a site with two attachments.
fn of_paper(text: &str) -> Vec<&'static str> {
    of_form("full", text)
}

fn of_form(form: &str, text: &str) -> Vec<&'static str> {
    let header = HEADER.replace("full", form);
    let files = "-- content/files/map.png --\nx\n-- content/files/grit map.csv --\na,b\n";
    let links = "-- content/pages/files.md --\n---\ntitle: Files\n---\n[Map](file:map.png), [table](<file:grit map.csv>)\n";
    told(&site(&format!("-- content/papers/report.md --\n{header}{text}\n{files}{links}")))
}

#[test]
fn good_texts_are_left_alone() {
    for text in [
        // Headings: whichever sign the highest has, nothing is skipped.
        "# A\n\n## B\n\n# C",
        "## A\n\n### B\n\n#### C\n\n## D",
        "### A\n\n### B",
        "A\n===\n\nB\n---\n\n### C",
        "No heading at all",
        // Links and pictures that say something.
        "[The minutes of March](https://a.example), [Here, in Ashmere](https://a.example), [Read more about grit](paper:report)",
        "![Map](file:map.png) [![Map](file:map.png)](file:map.png) [`A1`](paper:report) <clerk@a.example>",
        "A [map][m].\n\n[m]: <file:grit map.csv>",
        // Words in brackets that are no links.
        "the [sic](see above) board, \\[map](file:grit map.csv), `[map](file:grit map.csv)`",
        // Views, and curly brackets that are none.
        "{{ timeline() }}\n\nA {b} c. {#named}\n\n`{{ timeline() }}`\n\n    {{ timeline() }}\n\n```\n{% raw %}\n```",
        // Numbers that count as one counts.
        "1. a\n2. b\n\n## H\n\n3. c\n\n4. d",
        "1.1 a\n\n1.2 b\n\n2.1 c\n\n2.2 d\n\n3.0 e\n\n3.1 f",
        "1 a is no number\n\n1.1 b\n\n1.1.1 c\n\n1.1.2 d\n\n1.2 e\n\n2 f\n\n2.1 g",
        "16. a\n\n17. b",
        "1. a\n\n   - (a) x\n   - (b) y\n\n2. b",
        // Lines that begin with a figure and belong to the sentence.
        "1. a\n\nCosts rose in May\n2024. They fell later.",
        "Costs rose to\n1.5 million pounds, then to\n2.3 million.",
        "It met in room\n12. The board agreed.",
        "1.1 Of these\n1.2 million were spent",
        // Figures that are no numbers of paragraphs.
        "3. a\n\n9.30am was the hour.\n\n4. b",
        "£5 was paid\n\n2024. It ended.\n\n31/5/2024 was late (5) or so",
        "4. a\n\n(2) is no number here\n\n1.5M people",
        "`{#two words}` \\{#two words} issue (#12)\n\n#1 of all\n\na • b",
        // Rules, and headings made by a line below.
        "a\n\n---\n\nb: c\n---\n\nd",
    ] {
        assert_eq!(of_paper(text), [""; 0], "{text}");
    }
}

#[test]
fn slips_are_told_once_and_by_their_cause() {
    for (text, codes) in [
        ("### A\n\n## B", &["skipped-heading"][..]),
        ("## A\n\n#### B\n\n#### C", &["skipped-heading"]),
        ("![](file:map.png)", &["image-without-text"]),
        ("[![](file:map.png)](file:map.png)", &["image-without-text"]),
        ("[Click here!](https://a.example)", &["vague-link"]),
        ("[**HERE**](https://a.example)", &["vague-link"]),
        ("[…](https://a.example)", &["vague-link"]),
        ("[https://a.example](https://a.example)", &["vague-link"]),
        ("[](paper:report)", &["vague-link"]),
        ("1. a\n\n3. b\n\n4. c", &["number-out-of-order"]),
        ("1. a\n\n2. b\n\n7. c\n\n3. d\n\n4. e", &["number-out-of-order"]),
        ("5. a\n\n3. b\n\n6. c", &["number-out-of-order"]),
        ("1. a\n\n2. b\n\n2. c\n\n3. d", &["duplicate-anchor"]),
        ("2. a\n\n   - A. x\n\n2. b\n\n   - A. y", &["duplicate-anchor"]),
        ("1. a\n\nb:\n2. c\n3. d\n\n4. e", &["swallowed-number", "swallowed-number"]),
        ("2.1 A\n2.2 B\n\n2.3 C", &["swallowed-number"]),
        ("The board agreed\n2. a\n3. b", &["swallowed-number", "swallowed-number"]),
        ("We heard this.\n2.1 The board agreed.\n\n2.2 C", &["swallowed-number"]),
        ("- {{ timeline() }}", &["stray-embed"]),
        ("> {{ timeline() }}", &["stray-embed"]),
        ("| a |\n|---|\n| {{ timeline() }} |", &["stray-embed"]),
        ("{{ timeline() }}\n{{ timeline() }}", &["stray-embed", "stray-embed"]),
        ("{ timeline() }", &["stray-embed"]),
        ("{% timeline() %}", &["stray-embed"]),
        ("{{ time-line() }}", &["bad-embed"]),
        ("[map](file:grit map.csv)", &["misspelt-link"]),
        ("[map] (paper:report)", &["misspelt-link"]),
        ("(map)[https://a.example]", &["misspelt-link"]),
        ("[map](https://a.example and so on", &["misspelt-link"]),
        ("[x](#p99)", &["unknown-anchor"]),
        ("a {#h-x}", &["reserved-anchor"]),
        ("3. a\n\n4.Officers went.", &["swallowed-number"]),
        ("3. a\n\n4.Officers went.\n\n    - A. x\n\n5. b", &["swallowed-number"]),
        ("3. a\n\n4.\u{a0}Officers went.\n\n5. b", &["swallowed-number"]),
        ("4. a\n\n(5) Also.\n\n6. b", &["swallowed-number"]),
        ("3. a\n\n**4.** Text\n\n5. b", &["swallowed-number"]),
        ("3. a\n\n**4. Text**\n\n5. b", &["swallowed-number"]),
        ("3. a\n4.Officers went.\n\n5. b", &["swallowed-number"]),
        ("2.1 a\n\n2.2Officers went.\n\n2.3 b", &["swallowed-number"]),
        ("Words {#grit routes}", &["misspelt-sign"]),
        ("## H {#grit routes}", &["misspelt-sign"]),
        ("## H {#bad_name}", &["misspelt-sign"]),
        ("Words {# routes}", &["misspelt-sign"]),
        ("Words (#routes)", &["misspelt-sign"]),
        ("A {#routes} b", &["misspelt-sign"]),
        ("# A\n\n##Costs\n\n### B", &["misspelt-sign"]),
        ("a:\n• one\n• two", &["misspelt-sign", "misspelt-sign"]),
        ("<b>a</b> and <i>b</i>\n<u>c</u>", &["raw-html", "raw-html"]),
        ("<div>\n<p>a</p>\n</div>", &["raw-html"]),
    ] {
        assert_eq!(of_paper(text), codes, "{text}");
    }
    // A part of a paper may leave numbers out; it may not turn them round.
    assert_eq!(of_form("extract", "4. a\n\n9. b\n\n11.3 c"), [""; 0]);
    assert_eq!(of_form("summary", "4. a\n\n3. b"), ["number-out-of-order"]);
}

/// The suggested text, put in the marked place, makes the fault go away.
#[test]
fn what_the_help_offers_puts_the_text_right() {
    for text in [
        "## A\n\n#### B\n",
        "1. a\n\nb:\n2. c\n",
        "See [map](file:grit map.csv) there\n",
        "(map)[https://a.example]\n",
        "3. a\n\n4.Officers went.\n\n5. b\n",
        "3. a\n4.Officers went.\n\n5. b\n",
        "3. a\n\n**4. Text**\n",
        "4. a\n\n(5) Text\n",
        "3. a\n\n4.\u{a0}Text\n",
        "2.1 a\n\n2.2Text\n",
        "## H {#two words}\n",
        "Words (#routes)\n",
        "##Costs\n",
        "a:\n• one\n",
        "[map](https://a.example\n",
    ] {
        let source = format!("{HEADER}{text}");
        let files =
            site(&format!("-- content/papers/report.md --\n{source}-- content/files/grit map.csv --\na\n"));
        let request = Request { as_at: None, today: day("2024-06-30"), drafts: false };
        let found = scrutineer::build(&files, request).diagnostics;
        let fault =
            found.iter().find(|d| d.replacement.is_some()).unwrap_or_else(|| panic!("{text}: {found:?}"));
        let scrutineer::diagnostic::Spot::Bytes(range) = &fault.place.spot else {
            panic!("{text}: no bytes")
        };
        let mut right = source.clone();
        right.replace_range(range.clone(), fault.replacement.as_deref().unwrap());
        let again =
            site(&format!("-- content/papers/report.md --\n{right}-- content/files/grit map.csv --\na\n"));
        let left = told(&again);
        assert!(!left.contains(&fault.code.word()), "{right}: {left:?}");
        assert!(left.iter().all(|code| *code == "unlinked-file"), "{right}: {left:?}");
    }
}

/// A name given twice is told at the second place, at its own bytes, and names the line of the first.
#[test]
fn an_anchor_given_twice_is_told_where_it_is_written() {
    for (text, spot) in [
        ("Words {#grit}\n\nMore words\nand more {#grit}", "{#grit}"),
        ("## A {#grit}\n\n## B {#grit}", "{#grit}"),
        ("1. a {#grit}\n\n2. b\n   c {#grit}", "{#grit}"),
        ("3. a\n\n    - A. x\n    - A. y", "A"),
        ("3. a\n\n    - (A) x\n    - (A) y", "A"),
        ("3.1 a\n\n3.1 b", "3.1"),
    ] {
        let source = format!("{HEADER}{text}");
        let files = site(&format!("-- content/papers/report.md --\n{source}\n"));
        let request = Request { as_at: None, today: day("2024-06-30"), drafts: false };
        let found = scrutineer::build(&files, request).diagnostics;
        let [fault] = found.as_slice() else { panic!("{text}: {found:?}") };
        let scrutineer::diagnostic::Spot::Bytes(range) = &fault.place.spot else { panic!("{text}") };
        let first = source.find(spot).unwrap();
        assert_eq!((&source[range.clone()], range.start), (spot, source.rfind(spot).unwrap()), "{text}");
        let line = source[..first].lines().count() + usize::from(source[..first].ends_with('\n'));
        assert!(fault.message.ends_with(&format!("first in line {line}")), "{text}: {}", fault.message);
    }
}

/// A fault in a long text of a YAML file is marked at its own words.
#[test]
fn faults_of_yaml_texts_stand_at_their_line() {
    let text = "title: P\nsummary: |\n  One [a](paper:no).\n\n  Two [a](paper:no) <b>\nactions:\n  - id: A1\n    title: T\n    \
                made: 2024-01-01\n    text: >-\n      Folded\n      and {{ timeline() }}\n";
    let files = site(&format!("-- content/plans/p.yaml --\n{text}"));
    let request = Request { as_at: None, today: day("2024-06-30"), drafts: false };
    let mut locator = scrutineer::load::locate::Locator::new(&files);
    let found = scrutineer::build(&files, request).diagnostics;
    let of_words = found.iter().filter(|d| d.severity() != Severity::Note);
    let places = of_words.map(|d| (d.code.word(), locator.locate(&d.place).unwrap()));
    let lines: BTreeSet<_> =
        places.map(|(code, range)| (code, text[..range.start].lines().count(), &text[range])).collect();
    let expected = [
        ("raw-html", 5, "<b>"),
        ("stray-embed", 12, "{{ timeline() }}"),
        ("unknown-paper", 3, "[a](paper:no)"),
        ("unknown-paper", 5, "[a](paper:no)"),
    ];
    assert_eq!(lines, BTreeSet::from(expected));
}

/// However often a view of resolutions stands on a page, no id stands there twice.
#[test]
fn no_id_stands_twice_on_a_page() {
    let text = "-- content/bodies.yaml --\nbodies:\n  - {id: board, name: Board, kind: scrutiny_board}\n\
                -- content/meetings/m.yaml --\nbody: board\ndate: 2024-02-01\nstatus: held\nresolutions: [{ref: a, verbs: [noted], text: T}]\n\
                -- content/pages/about.md --\n---\ntitle: About\n---\n# A\n\n# A\n\n# A 2\n\n{{ resolutions(meeting=\"m\") }}\n\n\
                {{ resolutions(meeting=\"m\") }}\n\n{{ timeline() }}\n\n{{ timeline() }}\n";
    let request = Request { as_at: None, today: day("2024-06-30"), drafts: false };
    let pages = scrutineer::build(&site(text), request).pages.unwrap();
    for path in pages.paths() {
        let page = String::from_utf8(pages.page(path).unwrap()).unwrap();
        let ids: Vec<&str> = page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        let unique: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(unique.len(), ids.len(), "{path}: {ids:?}");
    }
}

/// Texts that repeat one sign too often are read in time, or refused with one word about it.
#[test]
fn no_text_overwhelms_the_program() {
    let many = |piece: &str| piece.repeat(20_000);
    for (text, code) in [
        (many("1. "), Some("too-deep")),
        (many("> "), Some("too-deep")),
        (many("> - "), Some("too-deep")),
        (many("*a **a "), None),
        (many("["), None),
        (many("![a]("), None),
        (many("`"), None),
        (many("x\n=\n"), None),
        (many("[x]: y\n"), None),
        (many("- [^\n"), None),
        ((0..2000).map(|i| format!("{}- x\n", "  ".repeat(i))).collect(), Some("too-deep")),
        ("a\n".repeat(3 << 20), Some("page-too-large")),
        (format!("{}\n{}\n{}", "|a".repeat(5000), "|-".repeat(5000), "|b\n".repeat(1000)), None),
    ] {
        let start: String = text.chars().take(20).collect();
        assert_eq!(of_paper(&text), Vec::from_iter(code), "{start}");
    }
    // The same holds for a text in a YAML file.
    let deep = format!(
        "-- content/plans/p.yaml --\ntitle: P\nsummary: \"{}x\"\nactions:\n  - {{id: A1, title: T, made: 2024-01-01}}\n",
        "> ".repeat(60)
    );
    let told = told(&site(&deep));
    assert_eq!(
        told.iter().filter(|code| !code.starts_with("action-without")).collect::<Vec<_>>(),
        [&"too-deep"]
    );
}

/// Pieces of markup, and of markdown that would break out of an attribute.
const MARKUP: [&str; 58] = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<a href='javascript:x'>a</a>",
    "<iframe srcdoc='<b>'></iframe>",
    "<!-- --><b>",
    "<![CDATA[<b>]]>",
    "<?php x ?>",
    "</p></div><script>",
    "<b\nonclick=x>",
    "a <b onmouseover=\"x\">b</b> c",
    "&lt;script&gt; &#60;script&#62; &#x3c;b&#x3e;",
    "\"><script>x</script>",
    "' onclick='x",
    "\" onclick=\"x",
    "`<b>` ``\"><b>``",
    "```\"><script>\nx\n```",
    "```a\" onclick=\"x\n<b>\n```",
    "~~~<b>\n\n~~~",
    "# H {#h1 onclick=x .c}",
    "## \" onclick=\"x {#x\"onclick=\"}",
    "# <b> {#a-b style=x}",
    "<h1 id=page-main>",
    "![\"><script>](file:map.png \"\\\" onerror=\\\"x\")",
    "![x](file:map.png '\"><b>')",
    "![<b>*\"*](file:map.png)",
    "[a](https://a.example/\"onclick=\"x)",
    "[a](<https://a.example/\"><script>>)",
    "[a](https://a.example 'x\" onclick=\"y')",
    "[a](https://a.example/?a=b&c=<d>)",
    "<https://a.example/\"onclick=x>",
    "<mailto:a@b.example\"x>",
    "[a](//a.example)",
    "[a](/x)",
    "[a](\\\\a.example)",
    "[a](?x)",
    "[a](file:../../x.html)",
    "[a](file:map.png#\"x)",
    "[a](paper:report#\"><b>)",
    "[a](#\"><b>)",
    "[a](#x\"onclick=\"y)",
    "[a][b]\n\n[b]: javascript:alert(1) \"x\"",
    "[a]: <javascript:x>\n\n[a]",
    "| a \"> | <b> |\n|:--:|--:|\n| <script> | \" onclick=\"x |",
    "1. a {#\"><b>}",
    "- x {#a\"b}",
    "\u{200f}<b>\u{2066}",
    "\0<b>\0",
    "{{ timeline(plan=\"<script>\") }}",
    "{{ \"><script> }}",
    "~~<b>~~",
    "&NewLine;javascript&colon;x",
    "\\<script\\>",
    "<style>*{}</style>",
    "<base href=x>",
    "<meta http-equiv=refresh>",
    "<math><mi//xlink:href=\"data:x\">",
    "<x:script/>",
];

/// Addresses that would run a program, in every disguise known.
const SCHEMES: [&str; 24] = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " javascript:alert(1)",
    "java\tscript:alert(1)",
    "java\nscript:alert(1)",
    "&#106;avascript:alert(1)",
    "&#x6A;avascript&colon;alert(1)",
    "javascript&#58;alert(1)",
    "java%73cript:alert(1)",
    "\u{1}javascript:alert(1)",
    "\u{ad}javascript:alert(1)",
    "data:text/html,<script>",
    "DATA:text/html;base64,PA",
    "vbscript:x",
    "view-source:javascript:x",
    "blob:x",
    "feed:javascript:x",
    "javascript://%0aalert(1)",
    "file:///etc/passwd",
    "jar:x",
    "javascript\\:x",
    "https:javascript:x",
    "tel:\"onclick=x",
    "mailto:\"><b>",
];

/// Every letter of markdown, YAML and HTML that could put a tag, an attribute or a program into a page.
fn injections() -> Vec<String> {
    let mut list: Vec<String> = MARKUP.map(str::to_owned).to_vec();
    for scheme in SCHEMES {
        list.push(format!("[a]({scheme})"));
        list.push(format!("[a](<{scheme}>)"));
        list.push(format!("![a]({scheme})"));
        list.push(format!("<{scheme}>"));
        list.push(format!("[a]\n\n[a]: {scheme}"));
    }
    list
}

/// A site that holds one text wherever an author may write.
fn hostile(text: &str) -> SiteFiles {
    // Control characters are refused with the file they stand in.
    let text: String = text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
    let quoted = serde_json::to_string(&text).unwrap();
    let yaml = format!(
        "-- content/bodies.yaml --\nbodies:\n  - {{id: board, name: {quoted}, kind: scrutiny_board, about: {quoted}}}\n\
         -- content/owners.yaml --\nowners:\n  - {{id: clerk, name: {quoted}, kind: role, about: {quoted}}}\n\
         -- content/threads.yaml --\nthreads:\n  - {{id: t, title: {quoted}, summary: {quoted}}}\n\
         -- content/events.yaml --\nevents:\n  - {{date: 2024-01-05, date_text: {quoted}, title: {quoted}, text: {quoted}}}\n\
         -- content/disagreements.yaml --\ndisagreements:\n  - {{id: d, kind: disagree, between: [report#p1, report#p1], note: {quoted}}}\n\
         -- content/meetings/m.yaml --\nbody: board\ndate: 2024-02-01\nstatus: held\ntitle: {quoted}\n\
         attendance: [{{role: {quoted}, name: {quoted}}}]\npapers: [report]\n\
         resolutions: [{{ref: a, verbs: [noted], text: {quoted}, affects: [{{of: plan/A1, effect: noted}}]}}]\n\
         -- content/plans/plan.yaml --\ntitle: {quoted}\nsummary: {quoted}\nset_out_in: report\ncame_before: [m]\n\
         measures: [{{id: M1, title: {quoted}, definition: {quoted}, unit: {quoted}, readings: [{{period: 2024-01, text: {quoted}, note: {quoted}}}, {{period: 2024-02, value: 1}}, {{period: 2024-03, value: 2}}], comparators: [{{name: {quoted}, readings: [{{period: 2024-01, value: 3}}]}}]}}]\n\
         recommendations:\n  - ref: R1\n    title: {quoted}\n    text: {quoted}\n    source: {{paper: report, at: [p1], note: {quoted}}}\n    threads: [t]\n    \
         responses: [{{value: accepted, date: 2024-02-02, text: {quoted}, reason: {quoted}}}]\n    actions:\n      - id: A1\n        title: {quoted}\n        \
         text: {quoted}\n        owner: clerk\n        limit: {quoted}\n        done_when: [{quoted}]\n        due: 2024-05-01\n        due_text: {quoted}\n        \
         updates: [{{date: 2024-03-01, status: in_progress, note: {quoted}, next: {quoted}}}]\n\
         -- content/files/map.png --\nx\n"
    );
    let mut files = site(&yaml);
    let toml = format!(
        "title = {quoted}\ncouncil = {quoted}\ndescription = {quoted}\npublisher = {quoted}\nnotice = {quoted}\nas_at = 2024-06-30\n\
         [contact]\nname = {quoted}\nemail = \"a@b.example\"\nphone = {quoted}\naddress = {quoted}\n\
         [accessibility]\ncompliance = \"partial\"\nprepared = 2026-06-01\nreviewed = 2026-06-01\nmethod = {quoted}\nburden = {quoted}\n\
         outside_scope = {quoted}\nenforcement = \"england\"\n[[accessibility.problems]]\ntext = {quoted}\ncriterion = \"1.4.10\"\nalternative = {quoted}\n"
    );
    files.files.insert("site.toml".to_owned(), toml.into_bytes());
    let keys = format!(
        "summary: {quoted}\nasks: [{{text: {quoted}}}]\nlicence: {quoted}\nsource_url: https://a.example/\nbackground_papers: [{quoted}]\n"
    );
    let paper = format!(
        "---\ntitle: {quoted}\nkind: press\ndate: 2024-01-10\nform: full\n{keys}claims: [{{text: {quoted}, verdict: matches, note: {quoted}}}]\n---\n1. x\n\n{text}\n\n> {text}\n\n- {text}\n\nx {text} y\n"
    );
    files.files.insert("content/papers/report.md".to_owned(), paper.into_bytes());
    let page = format!("---\ntitle: {quoted}\n---\n{text}\n\n## {text}\n\n| {text} |\n|---|\n| {text} |\n");
    files.files.insert("content/pages/about.md".to_owned(), page.into_bytes());
    let words = format!(
        "---\ntitle: {quoted}\n---\n## {text}\n\n## x ({text}, y)\n\n## script\n\n## alert (href, b)\n"
    );
    files.files.insert("content/pages/glossary.md".to_owned(), words.into_bytes());
    files
}

const TAGS: &str = " html head meta title link body a header div p nav ul li ol main h1 h2 h3 h4 h5 h6 footer span time dl dt dd section svg form label input button \
                    table caption thead tbody tr th td b article em strong del code pre blockquote hr br img ";
const ATTRIBUTES: &str = " lang charset http-equiv name content rel href id class aria-label aria-labelledby aria-current tabindex role scope data-label \
                          datetime src alt title start colspan data-site data-dated data-title width height \
                          action method for type autocomplete spellcheck aria-describedby data-search data-part data-name data-sort ";

/// Attributes that have no value.
const MARKS: [&str; 4] = ["data-filter", "data-script", "data-sort", "hidden"];

/// A page without the one script that it may ask for, one of the theme's, at the end of its head.
fn without_script(page: &str) -> String {
    let Some((before, rest)) = page.split_once("<script src=\"") else { return page.to_owned() };
    let Some((address, after)) = rest.split_once("\" defer></script>\n</head>") else {
        return page.to_owned();
    };
    let own = ["assets/search.", "assets/tables."];
    let name = own.iter().find_map(|own| address.trim_start_matches("../").strip_prefix(own));
    let hash = name.and_then(|name| name.strip_suffix(".js"));
    match hash.is_some_and(|hash| hash.chars().all(|c| c.is_ascii_hexdigit())) {
        true => format!("{before}</head>{after}"),
        false => page.to_owned(),
    }
}

/// Every tag of a page, with its attributes; anything that is not plainly one of ours fails.
fn scan(path: &str, page: &str, text: &str) {
    let page = without_script(page);
    let mut rest = page
        .strip_prefix("<!DOCTYPE html>")
        .unwrap_or_else(|| panic!("{path}: {text:?} stands before the page"));
    while let Some(at) = rest.find('<') {
        let words = &rest[..at];
        assert!(!words.contains('\0'), "{path}: {text:?} left a NUL byte");
        let tag = &rest[at + 1..];
        let tag = tag.strip_prefix('/').unwrap_or(tag);
        let name: String = tag.chars().take_while(|c| c.is_ascii_alphanumeric()).collect();
        let around: String = rest[at..].chars().take(80).collect();
        assert!(
            [TAGS, DRAWN].iter().any(|t| t.contains(&format!(" {name} "))),
            "{path}: {text:?} made {around:?}"
        );
        let mut inner = &tag[name.len()..];
        loop {
            inner = inner.trim_start_matches([' ', '\n']);
            if let Some(after) = inner.strip_prefix("/>").or(inner.strip_prefix('>')) {
                rest = after;
                break;
            }
            let ends = |rest: &&str| rest.starts_with([' ', '>']);
            if let Some(after) = MARKS.iter().find_map(|mark| inner.strip_prefix(mark).filter(ends)) {
                inner = after;
                continue;
            }
            let (key, after) =
                inner.split_once("=\"").unwrap_or_else(|| panic!("{path}: {text:?} made {around:?}"));
            let (value, after) = after.split_once('"').unwrap();
            let known = [ATTRIBUTES, DRAWN_ATTRIBUTES].iter().any(|a| a.contains(&format!(" {key} ")));
            assert!(known, "{path}: {text:?} made {around:?}");
            assert!(after.starts_with([' ', '\n', '>', '/']), "{path}: {text:?} broke out of {around:?}");
            if matches!(key, "href" | "src" | "action" | "data-search") {
                address(path, value, text);
            }
            inner = after;
        }
    }
}

/// What drawings are made of.
const DRAWN: &str = " figure figcaption svg desc defs g path rect line circle use text tspan pattern ";
const DRAWN_ATTRIBUTES: &str = " x y x1 x2 y1 y2 cx cy r rx d dx dy fill patternUnits aria-hidden viewBox preserveAspectRatio focusable vector-effect ";

/// An address that leads to the site itself, or says in plain letters that it leads to the web, to mail or a telephone.
fn address(path: &str, value: &str, text: &str) {
    let scheme = value.split(['/', '#', '?']).next().unwrap_or("");
    let known = ["https:", "http:", "mailto:", "tel:"].iter().any(|s| scheme.to_lowercase().starts_with(s));
    let plain = !value.contains(['<', '\\', '\n', '\t', ' ']) && !value.starts_with('/');
    let decoded = value.replace("&amp;", "&");
    let inside =
        !scheme.contains([':', '&']) && !decoded.contains("&#") && !decoded.to_lowercase().contains("&colon");
    assert!(plain && (known || inside), "{path}: {text:?} leads to {value:?}");
}

#[test]
fn nothing_live_reaches_a_page() {
    let injections = injections();
    let mut scanned = 0;
    for text in &injections {
        let (register, faults) = scrutineer::load::load(&hostile(text));
        let register = register.unwrap_or_else(|| panic!("{text:?}: {faults:?}"));
        assert!(register.plans.len() == 1 && register.papers.len() == 1, "{text:?}: {faults:?}");
        // The rules are passed over: what they refuse must be harmless too.
        let views = scrutineer::derive::derive(&register, day("2024-06-30"), false);
        let files = hostile(text);
        let theme = scrutineer::render::theme(&files, &register.site).unwrap_or_else(|f| panic!("{f:?}"));
        let pages = scrutineer::render::render(views, theme, &files, false);
        for path in pages.paths().filter(|p| p.as_str().ends_with(".html")) {
            let page = pages.page(path).unwrap_or_else(|fault| panic!("{text:?}: {fault:?}"));
            scan(path.as_str(), std::str::from_utf8(&page).unwrap(), text);
            scanned += 1;
        }
    }
    assert!(injections.len() > 150 && scanned > 3000, "{} texts, {scanned} pages", injections.len());
    assert_eq!(injections.iter().collect::<BTreeSet<_>>().len(), injections.len());
}

/// A site with a plan, a paper, a meeting and attachments, in which one thing is named wrongly.
fn helped(text: &str, more: &str) -> Vec<(String, String)> {
    let rest = "-- content/bodies.yaml --\nbodies: [{id: board, name: Board, kind: scrutiny_board}]\n\
                -- content/meetings/scrutiny-2025-09.yaml --\nbody: board\ndate: 2024-03-01\nstatus: held\n\
                resolutions: [{ref: b, verbs: [noted], text: T}]\n\
                -- content/plans/plan.yaml --\ntitle: P\nsummary: S\nactions: [{id: A1, title: T, made: 2024-01-01}]\n\
                -- content/files/maps/Grit-Map.csv --\na\n-- content/files/two words.csv --\na\n";
    let files = site(&format!("-- content/papers/report.md --\n{HEADER}{text}\n{rest}{more}"));
    let request = Request { as_at: None, today: day("2024-06-30"), drafts: false };
    let found = scrutineer::build(&files, request).diagnostics;
    let told = found.into_iter().filter(|d| d.severity() != Severity::Note);
    told.map(|d| (d.code.word().to_owned(), d.help)).collect()
}

#[test]
fn help_names_what_was_probably_meant() {
    let text = "2. a\n\n3. b\n\n    - A. x\n    - B. y\n";
    for (target, code, help) in [
        ("file:maps/grit-map.csv", "unknown-file", "did you mean file:maps/Grit-Map.csv?"),
        ("file:Grit-Map.csv", "unknown-file", "did you mean file:maps/Grit-Map.csv?"),
        ("file:two-words.csv", "unknown-file", "did you mean <file:two words.csv>?"),
        ("file:two%20words.csv", "unknown-file", "did you mean <file:two words.csv>?"),
        (
            "file:content/files/maps/Grit-Map.csv",
            "unknown-file",
            "a path begins below content/files; did you mean file:maps/Grit-Map.csv?",
        ),
        ("file:maps\\Grit-Map.csv", "unknown-file", "did you mean file:maps/Grit-Map.csv?"),
        (
            "file:///C:/Users/x/costs.csv",
            "unknown-file",
            "that is a place on your own computer; put the file at content/files/costs.csv and write file:costs.csv",
        ),
        ("file:nothing.pdf", "unknown-file", "put the file at content/files/nothing.pdf"),
        ("meeting:scrutiny-2025-9", "unknown-meeting", "did you mean `scrutiny-2025-09`?"),
        ("paper:report/p2", "bad-id", "did you mean paper:report#p2?"),
        ("meeting:scrutiny-2025-09#b", "bad-id", "did you mean meeting:scrutiny-2025-09/b?"),
        ("action:A1", "unknown-link", "did you mean action:plan/A1?"),
        ("paper:report#p2A", "unknown-anchor", "the paper has: p2, p3, p3A, p3B"),
        ("paper:report#p3C", "unknown-anchor", "did you mean `p3A`? the paper has: p2, p3, p3A, p3B"),
    ] {
        let found = helped(&format!("{text}\nSee [the thing]({target})."), "");
        let [(told, said)] = found.as_slice() else { panic!("{target}: {found:?}") };
        assert_eq!(told, code, "{target}");
        assert!(said.ends_with(help), "{target}: {said}");
    }
    let plan = "-- content/plans/other.yaml --\ntitle: O\nsummary: S\nrecommendations: [{ref: R, title: T, made: 2024-01-01, answers: [report/p2]}]\n";
    let found = helped(text, plan);
    assert_eq!(found, [("unknown-plan".to_owned(), "did you mean `report#p2`?".to_owned())]);
}

/// What Windows or Office runs when it is opened is refused, and nothing else is said of it.
#[test]
fn attachments_that_are_run_are_refused() {
    for ending in "docm dotm xlsm xlsb xltm xlam pptm potm ppsm lnk url website iso img vhd one chm hta exe scr bat cmd ps1 vbs js \
                   jar msi reg com pif wsf hlp xll"
        .split_whitespace()
    {
        let found = told(&site(&format!(
            "-- content/papers/report.md --\n{HEADER}1. a\n-- content/files/x.{} --\nx\n",
            ending.to_uppercase()
        )));
        assert_eq!(found, ["unsafe-attachment"], "{ending}");
    }
    for ending in ["docx", "xlsx", "pptx", "csv", "pdf", "ods", "odt", "txt", "png"] {
        let text = format!(
            "-- content/papers/report.md --\n{HEADER}1. [Costs](file:x.{ending})\n-- content/files/x.{ending} --\nx\n"
        );
        assert_eq!(told(&site(&text)), [""; 0], "{ending}");
    }
}
