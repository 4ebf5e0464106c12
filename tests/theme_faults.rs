//! Faults in a site's own theme: each is told at its file, line and column, with the names that exist.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test that cannot go on has failed, and tests look at the disk"
)]

mod support;

use scrutineer::Request;
use scrutineer::diagnostic::{Diagnostic, Severity};
use scrutineer::files::SiteFiles;
use scrutineer::load::locate::Locator;
use support::{day, flat, run, site, write_site};

const SITE: &str = "\
-- site.toml --
title = \"Test\"
council = \"Test Council\"
description = \"A test.\"
as_at = 2024-06-30
theme = \"ours\"
-- content/bodies.yaml --
bodies:
  - {id: board, name: Board, kind: scrutiny_board}
";

fn in_main(words: &str) -> String {
    format!("{{% extends \"base.html\" %}}\n{{% block main %}}\n{words}\n{{% endblock main %}}\n")
}

fn faults(files: &SiteFiles) -> Vec<Diagnostic> {
    let request = Request { as_at: None, today: day("2024-07-01"), drafts: false };
    let built = scrutineer::build(files, request);
    let mut faults = built.diagnostics;
    if let Some(pages) = &built.pages {
        faults.extend(pages.paths().filter_map(|path| pages.page(path).err()));
    }
    faults.retain(|f| f.severity() == Severity::Error);
    faults.dedup();
    faults
}

/// Checks what is said of a file of the theme: where, what, and a part of the help; what is offered must put it right.
fn check(path: &str, text: &str, place: &str, message: &str, help: &str) {
    let site_text = format!("{SITE}-- themes/ours/{path} --\n{text}");
    let folder = tempfile::tempdir().unwrap();
    write_site(folder.path(), &site_text);
    let done = run(&["check", "--site", folder.path().to_str().unwrap()]);
    let said = flat(&done);
    let start = match place {
        "" => format!("themes/ours/{path}: error["),
        place => format!("themes/ours/{path}:{place}: error["),
    };
    assert!(said.contains(&start), "{start} is not in: {said}");
    assert!(said.contains(message), "`{message}` is not in: {said}");
    assert!(said.contains(help), "`{help}` is not in: {said}");
    assert_eq!(said.matches("error[").count(), 1, "{said}");
    assert_eq!(done.status.code(), Some(1));

    let files = site(&site_text);
    let found = faults(&files);
    assert_eq!(found.len(), 1, "{found:?}");
    if let Some(text) = &found[0].replacement {
        let bytes = Locator::new(&files).locate(&found[0].place).unwrap();
        let mut right = files.clone();
        right.files.get_mut(&found[0].place.file).unwrap().splice(bytes, text.bytes());
        assert_eq!(faults(&right), Vec::new(), "`{text}` does not put it right");
    }
}

#[test]
fn a_field_that_does_not_exist_is_answered_with_those_that_do() {
    check(
        "templates/home.html",
        &in_main("<p>{{ page.descripton }}</p>"),
        "3:12",
        "there is no field `descripton`",
        "did you mean `description`? there are: all_plans, changed, changed_count, changes, commitments, description,",
    );
    check(
        "templates/home.html",
        &in_main("{% for e in frame.navigation %}{{ e.address }}{% endfor %}"),
        "3:37",
        "there is no field `address`",
        "there are: current, href, text",
    );
}

#[test]
fn a_field_of_nothing_is_told_as_such() {
    check(
        "templates/home.html",
        &in_main("{{ frame.contact.name }}"),
        "3:18",
        "what stands before `.name` has no fields",
        "where it may be nothing, ask first",
    );
}

#[test]
fn a_value_that_does_not_exist_is_answered_with_those_that_do() {
    let text = in_main("{{ pages.description }}");
    check(
        "templates/home.html",
        &text,
        "3:4",
        "there is no value `pages`",
        "did you mean `page`? there are: frame, page",
    );
}

#[test]
fn components_and_their_arguments() {
    let list = "did you mean `statuses`? there are: amendments,";
    let unknown = in_main("{{ <statuse list={page.undated} /> }}");
    check("templates/home.html", &unknown, "3:5", "there is no component `statuse`", list);
    let argument = in_main("{{ <statuses lst={page.plans} /> }}");
    let help = "did you mean `list`? there are: list";
    check("templates/home.html", &argument, "3:14", "the component takes no `lst`", help);
    let missing = in_main("{{ <statuses /> }}");
    check("templates/home.html", &missing, "3:4", "the component needs `list`", "write list={…}");
}

#[test]
fn filters_and_tests_of_the_engine() {
    let text = in_main("{{ page.description | saf }}");
    check("templates/home.html", &text, "3:23", "there is no filter `saf`", "did you mean `safe`?");
    let text = in_main("é – {{ page.description | saf }}");
    check("templates/home.html", &text, "3:27", "there is no filter `saf`", "did you mean `safe`?");
    let text = in_main("{% if page is definde %}x{% endif %}");
    check("templates/home.html", &text, "3:15", "there is no test `definde`", "did you mean `defined`?");
}

#[test]
fn a_template_that_is_not_there() {
    let help = "did you mean `base.html`? there are: 404-plain.html, 404.html,";
    let text = "{% extends \"bas.html\" %}\n";
    check("templates/home.html", text, "1:13", "there is no template `bas.html`", help);
    let text = in_main("{% include \"bas.html\" %}");
    check("templates/home.html", &text, "3:13", "there is no template `bas.html`", help);
}

#[test]
fn a_block_that_nothing_has() {
    let text = "{% extends \"base.html\" %}\n{% block man %}x{% endblock man %}\n";
    let message = "no template that this one extends has a block `man`";
    check(
        "templates/home.html",
        text,
        "2:10",
        message,
        "did you mean `main`? there are: as_at, facts, first, lead, main, parts",
    );
}

#[test]
fn a_template_that_extends_itself_is_told_the_name_of_the_built_in_one() {
    let text = "{% extends \"base.html\" %}\n";
    check("templates/base.html", text, "1:12", "`base.html` extends itself", "extend \"default/base.html\"");
    let right = "{% extends \"default/base.html\" %}\n{% block lead %}<p>Ours</p>{% endblock lead %}\n";
    assert_eq!(faults(&site(&format!("{SITE}-- themes/ours/templates/base.html --\n{right}"))), Vec::new());
}

#[test]
fn tags_that_are_not_closed_or_not_there() {
    let text = "{% extends \"base.html\" %}\n{% block main %}\n";
    check(
        "templates/home.html",
        text,
        "2:17",
        "the template ends before everything",
        "needs its own {% endif %}",
    );
    let text = in_main("{% if page %}x");
    check(
        "templates/home.html",
        &text,
        "4:4",
        "`endblock` does not belong here",
        "close first what was opened last",
    );
    let text = in_main("{% fro e in page %}x{% endfor %}");
    check("templates/home.html", &text, "3:4", "there is no tag `fro`", "did you mean `for`?");
}

#[test]
fn a_template_that_no_page_of_this_site_needs_is_read_all_the_same() {
    check("templates/thread.html", "{% if %}", "1:7", "Found `%}` but expected", "docs/themes.md");
    let two = format!(
        "{SITE}-- themes/ours/templates/thread.html --\n{{{{ <tga /> }}}}\n-- themes/ours/templates/paper.html --\n{{{{ 1 | saf }}}}\n"
    );
    assert_eq!(faults(&site(&two)).len(), 2, "all faults are told in one run");
}

#[test]
fn files_that_nothing_reads() {
    let message = "nothing reads `own.css` in this place";
    check("own.css", "", "", message, "move it to themes/ours/assets/styles/own.css");
    let message = "there is no folder `asset` in a theme";
    check("asset/styles/own.css", "", "", message, "move it to themes/ours/assets/styles/own.css");
    let message = "`css/own.css` is not among the files";
    check("assets/css/own.css", "", "", message, "move it to themes/ours/assets/styles/own.css");
    check("templates/hom.html", "x", "", "no page is made with `hom.html`", "did you mean `home.html`?");
    check("templates/home.htm", "x", "", "does not end in .html", "rename it to home.html");
}

#[test]
fn a_template_in_another_encoding() {
    let path = "templates/home.html (latin-1)";
    let folder = tempfile::tempdir().unwrap();
    write_site(folder.path(), &format!("{SITE}-- themes/ours/{path} --\n<p>é</p>\n"));
    let said = flat(&run(&["check", "--site", folder.path().to_str().unwrap()]));
    assert!(said.contains("themes/ours/templates/home.html"), "{said}");
    assert!(said.contains("error[not-utf-8]") && said.matches("error[").count() == 1, "{said}");
}

#[test]
fn a_theme_may_have_styles_and_no_template_and_a_note_for_people() {
    let text = format!(
        "{SITE}-- themes/ours/assets/styles/99-own.css --\n:root {{ --line: red }}\n-- themes/ours/README.md --\nOurs.\n"
    );
    assert_eq!(faults(&site(&text)), Vec::new());
}

#[test]
fn a_theme_may_bring_parts_of_its_own() {
    let text = format!(
        "{SITE}-- themes/ours/templates/parts/own.html --\n{{% component crest(name) %}}<b>{{{{ name }}}}</b>{{% endcomponent crest %}}\n-- themes/ours/templates/home.html --\n{}",
        in_main("{{ <crest name={frame.council} /> }}")
    );
    assert_eq!(faults(&site(&text)), Vec::new());
}

#[test]
fn a_file_that_a_style_sheet_names_is_published_under_its_own_name() {
    let sheet = "main { background: url(\"../mark.svg#a\") }\n/* url(nothing.png) */\n.x { background: url(#here), url(data:,x), url(img/dot.png) }\n";
    let theme = format!(
        "{SITE}-- themes/ours/assets/styles/99-own.css --\n{sheet}-- themes/ours/assets/mark.svg --\n<svg/>\n-- themes/ours/assets/img/dot.png --\ndot\n"
    );
    let files = site(&theme);
    let request = Request { as_at: None, today: day("2024-07-01"), drafts: false };
    let pages = scrutineer::build(&files, request).pages.unwrap();
    let named = |start: &str, end: &str| {
        let mut paths = pages.paths().map(|path| path.as_str());
        paths.find(|path| path.starts_with(start) && path.ends_with(end)).unwrap().to_owned()
    };
    let style = pages.paths().find(|path| path.as_str() == named("assets/site.", ".css")).unwrap();
    let style = String::from_utf8(pages.page(style).unwrap()).unwrap();
    for path in [named("assets/mark.", ".svg"), named("assets/img/dot.", ".png")] {
        let from_sheet = path.strip_prefix("assets/").unwrap();
        assert!(
            style.contains(&format!("url({from_sheet}"))
                || style.contains(&format!("url(\"{from_sheet}#a\")")),
            "{path}"
        );
    }
    assert!(!style.contains("nothing.png"), "comments are not published");
    assert!(style.contains("url(#here),url(data:,x)"));
}

#[test]
fn a_file_that_a_style_sheet_names_and_the_theme_has_not() {
    let sheet = "main {\n  background: url(../marks.svg);\n}\n";
    let help = "write the path from the style sheet";
    check("assets/styles/99-own.css", sheet, "2:19", "the theme has no file `../marks.svg`", help);
}

/// The lists that the help gives are those of the engine.
#[test]
fn every_filter_and_test_that_the_help_names_is_one() {
    for (wrong, right) in [("page | nothing", "page | "), ("page is nothing", "page is ")] {
        let files = site(&format!(
            "{SITE}-- themes/ours/templates/home.html --\n{}",
            in_main(&format!("{{{{ {wrong} }}}}"))
        ));
        let found = faults(&files);
        let list = found[0].help.split("there are: ").nth(1).unwrap().to_owned();
        let uses: String =
            list.split(", ").map(|name| format!("{{% if {right}{name} %}}{{% endif %}}\n")).collect();
        let text = in_main(&format!("{{% if not page %}}{uses}{{% endif %}}"));
        let files = site(&format!("{SITE}-- themes/ours/templates/home.html --\n{text}"));
        assert_eq!(faults(&files), Vec::new(), "{list}");
    }
}
