//! Narrative to HTML: what the tags are, where links lead, and where something is put in.

use scrutineer::markdown::{Chunk, Options, Style, Target, html};

fn show(text: &str) -> String {
    let target = |dest: &str| match dest {
        "paper:known" => Target::Href("known.html".to_owned()),
        "paper:hidden" => Target::Hidden("a paper that is not published"),
        _ => Target::Unknown,
    };
    let chunks = html(
        text,
        Options {
            target: &target,
            style: Style::Paper,
            noted: &|id| id == "p6" || id == "p6A",
            glossary: None,
        },
    );
    chunks
        .into_iter()
        .map(|c| match c {
            Chunk::Html(html) => html,
            Chunk::Embed(embed) => format!("[{}]", embed.name),
            Chunk::Beside(anchors) => format!("({})", anchors.join(", ")),
        })
        .collect()
}

#[test]
fn links_lead_only_where_the_caller_says() {
    assert_eq!(show("[a](paper:known)"), "<p><a href=\"known.html\">a</a></p>\n");
    assert_eq!(show("the [secret *title*](paper:hidden)!"), "<p>the a paper that is not published!</p>\n");
    assert_eq!(show("[x](javascript:alert(1))"), "<p>x</p>\n");
    assert_eq!(show("![x](data:image/svg+xml,alert)"), "<p></p>\n");
}

#[test]
fn raw_html_is_shown_as_text() {
    assert_eq!(show("a <b onclick=x>b</b>"), "<p>a &lt;b onclick=x&gt;b&lt;/b&gt;</p>\n");
    assert!(show("<script>alert(1)</script>\n").contains("&lt;script&gt;"));
    assert_eq!(show("a\0 `\0` ![\0](paper:known)").matches(['\0', '\u{fffd}']).count(), 3);
    assert!(!show("a\0 `\0` ![\0](paper:known) <b\0>").contains('\0'));
    assert_eq!(show("## H {#h onclick=x .c}"), "<h2 id=\"h\">H</h2>\n");
}

#[test]
fn tables_have_scopes_and_no_inline_style() {
    let table = show("| a | b |\n|---|--:|\n| 1 | 2 |\n");
    assert!(table.contains("<th scope=\"col\">a</th><th scope=\"col\" class=\"right\">b</th>"), "{table}");
    assert!(table.contains("<td>1</td><td class=\"right\">2</td>"), "{table}");
    assert!(table.contains(">Table 1</caption>"), "{table}");
    let tables = show("## What *it* costs\n\n| a |\n|---|\n\nmore\n\n| b |\n|---|\n");
    assert!(tables.contains("aria-label=\"What it costs\""), "{tables}");
    assert!(tables.contains(">What it costs, table 2</caption>"), "{tables}");
}

#[test]
fn numbered_paragraphs_show_their_own_number() {
    let shown = show("4. Four\n6. Six\n\n1.10 Decimal\n");
    for part in ["id=\"p4\"", ">4</a>", "id=\"p6\"", "id=\"p1.10\"", "<p>Decimal</p>"] {
        assert!(shown.contains(part), "{part}: {shown}");
    }
}

#[test]
fn what_is_said_beside_a_block_stands_behind_it_and_inside_a_list() {
    let shown = show("6. Six\n   - A) Letter\n\n7. Seven\n");
    assert!(shown.starts_with("<div class=\"cited\">\n<div class=\"paragraph\" id=\"p6\">"), "{shown}");
    assert!(shown.contains("Letter(p6A)</li>"), "{shown}");
    assert!(shown.contains("</div></div>\n(p6)</div>\n<div class=\"paragraph\" id=\"p7\">"), "{shown}");
}

#[test]
fn views_are_cut_out_where_they_stand() {
    assert_eq!(show("a\n\n{{ timeline() }}\n\nb"), "<p>a</p>\n[timeline]<p>b</p>\n");
}
