//! Every warning and note can be allowed by the file that it is told of.

use scrutineer::Request;
use scrutineer::diagnostic::{Code, Severity};

use crate::support::{SITE_TOML, day, parts, repository, site};

/// A file with an `allow` of its own: in its header, or at its end.
fn allowing(path: &str, text: &str, code: &str) -> String {
    let line = format!("allow: [{{code: {code}, reason: It is so.}}]\n");
    match text.strip_prefix("---\n") {
        None if path == "site.toml" => {
            format!("{text}[[allow]]\ncode = \"{code}\"\nreason = \"It is so.\"\n")
        }
        Some(rest) if path.ends_with(".md") => format!("---\n{line}{rest}"),
        None if path == "content/events.yaml" => {
            text.replace("    title: Snow\n", &format!("    title: Snow\n    {line}"))
        }
        _ => format!("{text}{line}"),
    }
}

fn told(text: &str) -> Vec<(Code, String)> {
    let request = Request { as_at: None, today: day("2024-07-01"), drafts: false };
    let built = scrutineer::build(&site(text), request);
    built.diagnostics.into_iter().map(|d| (d.code, d.place.file)).collect()
}

#[test]
fn what_is_no_error_can_be_allowed_where_it_is_told() {
    // Its only cure is to take the entry out.
    for code in Code::all().filter(|c| c.severity() != Severity::Error && *c != Code::UnusedAllow) {
        let path = repository().join("tests/faults").join(format!("{}.txt", code.word()));
        let fixture = std::fs::read_to_string(path).unwrap();
        let input = fixture.split("-- expected --").next().unwrap();
        let files: Vec<String> = told(input).into_iter().map(|(_, file)| file).collect();
        assert!(!files.is_empty(), "{}", code.word());
        let mut allowed = String::new();
        for (path, text) in parts(input) {
            let text = match files.contains(&path) && !path.starts_with("content/files/") {
                true => allowing(&path, &text, code.word()),
                false => text,
            };
            allowed.push_str(&format!("-- {path} --\n{text}"));
        }
        // An attachment has no header; what is told of it is allowed for the site.
        if files.iter().any(|file| file.starts_with("content/files/")) {
            let entry = format!("[[allow]]\ncode = \"{}\"\nreason = \"It is so.\"\n", code.word());
            allowed.push_str(&format!("-- site.toml --\n{SITE_TOML}{entry}"));
        }
        assert_eq!(told(&allowed), [], "{}", code.word());
    }
}
