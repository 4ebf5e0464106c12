//! Markdown is CommonMark 0.31.2, apart from what docs/markdown.md lists. Two tests hold it:
//!
//! - Some thirty cases written here, one or more for each chapter of the standard; `cargo test` always runs them.
//! - All examples of the standard, which are not ours to keep here (CC BY-SA 4.0): `.ci/commonmark` fetches the package
//!   `commonmark-spec` and gives the path of its `spec.txt` in `COMMONMARK_SPEC`. The examples that come out otherwise
//!   must be exactly those in the table of docs/markdown.md. Without the variable this test has nothing to compare and
//!   says so; it is not counted on there.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::disallowed_methods,
    reason = "a test that cannot go on has failed, and tests look at the disk and the environment"
)]

mod support;

use std::collections::{BTreeMap, BTreeSet};

use scrutineer::markdown::{Chunk, Options, Style, Target, html};
use support::repository;

/// A text as HTML, every link live: where links may lead is another matter than what markdown is.
fn show(text: &str) -> String {
    let target = |address: &str| Target::Href(address.to_owned());
    let chunks =
        html(text, Options { target: &target, style: Style::Text, noted: &|_| false, glossary: None });
    chunks.into_iter().map(|c| if let Chunk::Html(html) = c { html } else { String::new() }).collect()
}

/// What no reader can tell apart: lines between blocks, and the two spellings of an empty tag and of a quotation mark.
fn normal(html: &str) -> String {
    let text =
        html.replace("<br />", "<br>").replace("<hr />", "<hr>").replace(" />", ">").replace("&quot;", "\"");
    let lines: Vec<&str> = text.split('\n').map(str::trim_end).filter(|l| !l.is_empty()).collect();
    let text = lines.join("\n");
    let text = text.replace("\n</code></pre>", "</code></pre>");
    let blocks = ["li", "blockquote", "ul", "ol", "p"];
    blocks.iter().fold(text, |text, tag| {
        text.replace(&format!("<{tag}>\n"), &format!("<{tag}>"))
            .replace(&format!("\n</{tag}>"), &format!("</{tag}>"))
    })
}

#[test]
fn markdown_is_common_mark() {
    for (text, expected) in [
        // Blocks.
        ("a\n\nb", "<p>a</p>\n<p>b</p>"),
        ("a\nb", "<p>a\nb</p>"),
        ("a  \nb", "<p>a<br>\nb</p>"),
        ("a\\\nb", "<p>a<br>\nb</p>"),
        ("***", "<hr>"),
        ("    code *a*", "<pre><code>code *a*</code></pre>"),
        ("```\na < b\n```", "<pre><code>a &lt; b</code></pre>"),
        ("~~~\n```\n~~~", "<pre><code>```</code></pre>"),
        ("> a\nb", "<blockquote><p>a\nb</p></blockquote>"),
        ("> > a", "<blockquote><blockquote><p>a</p></blockquote></blockquote>"),
        ("- a\n- b", "<ul><li>a</li>\n<li>b</li></ul>"),
        ("- a\n\n- b", "<ul><li><p>a</p></li>\n<li><p>b</p></li></ul>"),
        ("3. a\n4. b", "<ol start=\"3\">\n<li>a</li>\n<li>b</li></ol>"),
        ("1) a", "<ol><li>a</li></ol>"),
        ("- a\n  - b", "<ul><li>a\n<ul><li>b</li></ul></li></ul>"),
        ("a\n2. b", "<p>a\n2. b</p>"),
        ("## a ##", "<h2>a</h2>"),
        ("####### a", "<p>####### a</p>"),
        ("a\n---", "<h2>a</h2>"),
        // Words.
        ("*a* **b** ***c***", "<p><em>a</em> <strong>b</strong> <em><strong>c</strong></em></p>"),
        ("a_b_c", "<p>a_b_c</p>"),
        ("`a`` b`", "<p><code>a`` b</code></p>"),
        ("\\*a\\*", "<p>*a*</p>"),
        ("&copy; &#35; &nothing;", "<p>© # &amp;nothing;</p>"),
        ("[a](<b c> \"t\")", "<p><a href=\"b%20c\">a</a></p>"),
        ("[a][b]\n\n[b]: c", "<p><a href=\"c\">a</a></p>"),
        ("[a]", "<p>[a]</p>"),
        ("![a *b*](c)", "<p><img src=\"c\" alt=\"a b\"></p>"),
        ("<https://a.example>", "<p><a href=\"https://a.example\">https://a.example</a></p>"),
        ("<a@b.example>", "<p><a href=\"mailto:a@b.example\">a@b.example</a></p>"),
        ("[[a](b)](c)", "<p>[<a href=\"b\">a</a>](c)</p>"),
        // Ours: tables and struck words are read, HTML is not.
        ("~~a~~", "<p><del>a</del></p>"),
        ("<b>a</b>", "<p>&lt;b&gt;a&lt;/b&gt;</p>"),
    ] {
        assert_eq!(normal(&show(text)), expected, "{text}");
    }
}

/// An example of the standard.
struct Example {
    number: usize,
    section: String,
    text: String,
    expected: String,
}

fn examples(spec: &str) -> Vec<Example> {
    let fence = "`".repeat(32);
    let mut section = String::new();
    let mut found: Vec<Example> = Vec::new();
    let mut lines = spec.lines();
    while let Some(line) = lines.next() {
        if let Some(title) = line.strip_prefix('#') {
            section = title.trim_start_matches('#').trim().to_owned();
        }
        if line != format!("{fence} example") {
            continue;
        }
        let block = |end: &str, lines: &mut std::str::Lines<'_>| {
            let lines: Vec<&str> = lines.by_ref().take_while(|l| *l != end).collect();
            lines.iter().map(|l| format!("{}\n", l.replace('→', "\t"))).collect::<String>()
        };
        let text = block(".", &mut lines);
        let expected = block(&fence, &mut lines);
        found.push(Example { number: found.len() + 1, section: section.clone(), text, expected });
    }
    found
}

/// The examples that docs/markdown.md says come out otherwise: rows of a table, `| section | reason | 1, 2, 5–9 |`.
fn listed() -> BTreeMap<usize, String> {
    let page = std::fs::read_to_string(repository().join("docs/markdown.md")).expect("docs/markdown.md");
    let mut listed = BTreeMap::new();
    for row in page.lines().filter_map(|l| l.strip_prefix("| ")) {
        let cells: Vec<&str> = row.trim_end_matches('|').split('|').map(str::trim).collect();
        let [section, _, numbers] = cells.as_slice() else { continue };
        for piece in numbers.split(", ") {
            let (first, last) = piece.split_once('–').unwrap_or((piece, piece));
            let (Ok(first), Ok(last)) = (first.parse::<usize>(), last.parse::<usize>()) else { continue };
            listed.extend((first..=last).map(|number| (number, (*section).to_owned())));
        }
    }
    listed
}

#[test]
fn every_example_of_the_standard_comes_out_as_it_says_or_is_listed() {
    let listed = listed();
    assert!(listed.len() > 50, "the table of docs/markdown.md was not read");
    let Some(path) = std::env::var_os("COMMONMARK_SPEC") else {
        eprintln!("COMMONMARK_SPEC is not set: the examples of the standard are compared by .ci/commonmark");
        return;
    };
    let spec = std::fs::read_to_string(path).expect("spec.txt");
    let examples = examples(&spec);
    assert_eq!(examples.len(), 652, "CommonMark 0.31.2 has 652 examples");
    let mut other = BTreeMap::new();
    for example in &examples {
        let shown = normal(&show(&example.text));
        if shown != normal(&example.expected) {
            if std::env::var_os("COMMONMARK_SHOW").is_some() {
                eprintln!(
                    "{} {}\n{:?}\n{:?}\n{:?}\n",
                    example.number,
                    example.section,
                    example.text,
                    normal(&example.expected),
                    shown
                );
            }
            other.insert(example.number, example.section.clone());
        }
    }
    let numbers: BTreeSet<usize> = other.keys().copied().collect();
    let known: BTreeSet<usize> = listed.keys().copied().collect();
    let new: Vec<_> = numbers.difference(&known).collect();
    let gone: Vec<_> = known.difference(&numbers).collect();
    assert!(new.is_empty() && gone.is_empty(), "not listed: {new:?}; listed and come out right: {gone:?}");
    assert_eq!(other, listed, "the sections of docs/markdown.md are those of the standard");
}
