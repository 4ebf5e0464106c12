//! Faults as SARIF 2.1.0 (OASIS Standard, errata 01), the form in which code hosts and editors take such lists.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::io::{self, Write};

use serde::Serialize;
use serde_json::{Value, json};

use super::rules::rule;
use super::{Located, Span, json};
use crate::diagnostic::Code;

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// What addresses of files start from. Where that is on the machine, is nobody's business.
const BASE: &str = "SITE";

#[derive(Serialize)]
struct Log<'r> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run<'r>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'r> {
    tool: Value,
    original_uri_base_ids: Value,
    column_kind: &'static str,
    results: Vec<Finding<'r>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Finding<'r> {
    rule_id: &'static str,
    rule_index: usize,
    level: &'static str,
    message: Text<'r>,
    locations: [Location; 1],
    #[serde(skip_serializing_if = "Option::is_none")]
    fixes: Option<[Fix<'r>; 1]>,
}

#[derive(Serialize)]
struct Text<'r> {
    text: Cow<'r, str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    physical_location: PhysicalLocation,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: Artifact,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<Region>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Artifact {
    uri: String,
    uri_base_id: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Fix<'r> {
    description: Text<'r>,
    artifact_changes: [Change<'r>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Change<'r> {
    artifact_location: Artifact,
    replacements: [Replacement<'r>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Replacement<'r> {
    deleted_region: Region,
    inserted_content: Text<'r>,
}

/// Writes all faults as one log.
pub(super) fn log(faults: &[Located<'_>], out: &mut impl Write) -> io::Result<()> {
    let codes: BTreeSet<Code> = faults.iter().map(|l| l.diagnostic.code).collect();
    let codes: Vec<Code> = codes.into_iter().collect();
    let results = faults.iter().map(|located| finding(located, &codes)).collect();
    let run = Run {
        tool: json!({"driver": {
            "name": "scrutineer",
            "version": env!("CARGO_PKG_VERSION"),
            "rules": codes.iter().map(|code| descriptor(*code)).collect::<Vec<Value>>(),
        }}),
        original_uri_base_ids: json!({BASE: {
            "description": {"text": "The site's folder, the one with site.toml."},
        }}),
        column_kind: "unicodeCodePoints",
        results,
    };
    json::write(&Log { schema: SCHEMA, version: "2.1.0", runs: [run] }, out)
}

/// A code that occurs.
fn descriptor(code: Code) -> Value {
    let rule = rule(code);
    json!({
        "id": code.word(),
        "shortDescription": {"text": rule.short},
        "fullDescription": {"text": rule.full},
        "help": {"text": rule.help, "markdown": rule.help},
        "defaultConfiguration": {"level": code.severity().word()},
    })
}

fn finding<'r>(located: &Located<'r>, codes: &[Code]) -> Finding<'r> {
    let diagnostic = located.diagnostic;
    let text = match diagnostic.help.as_str() {
        "" => Cow::Borrowed(diagnostic.message.as_str()),
        help => Cow::Owned(format!("{}\nhelp: {help}", diagnostic.message)),
    };
    let artifact = || Artifact { uri: uri(located.file()), uri_base_id: BASE };
    let fix = |(replacement, span): (&'r String, &Span)| {
        let text = Cow::Borrowed(replacement.as_str());
        let replacements = [Replacement { deleted_region: region(span), inserted_content: Text { text } }];
        let description = Text { text: Cow::Borrowed(diagnostic.help.as_str()) };
        [Fix { description, artifact_changes: [Change { artifact_location: artifact(), replacements }] }]
    };
    let physical_location =
        PhysicalLocation { artifact_location: artifact(), region: located.span.as_ref().map(region) };
    Finding {
        rule_id: diagnostic.code.word(),
        rule_index: codes.binary_search(&diagnostic.code).unwrap_or_default(),
        level: diagnostic.severity().word(),
        message: Text { text },
        locations: [Location { physical_location }],
        fixes: diagnostic.replacement.as_ref().zip(located.span.as_ref()).map(fix),
    }
}

fn region(span: &Span) -> Region {
    Region {
        start_line: span.start.line,
        start_column: span.start.column,
        end_line: span.end.line,
        end_column: span.end.column,
    }
}

/// A relative path as an address (RFC 3986): what is neither unreserved nor a slash is percent-encoded.
fn uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(byte.into())
            }
            other => uri.push_str(&format!("%{other:02X}")),
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_addresses() {
        assert_eq!(uri("content/plans/My Plan: é.yaml"), "content/plans/My%20Plan%3A%20%C3%A9.yaml");
    }
}
