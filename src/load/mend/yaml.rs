//! What officers slip on in YAML: tabs, odd spaces and signs from a word processor, colons, quotes, indentation.

use std::ops::Range;

use super::{Line, Try, is_odd_space, value};

/// How many lines above are looked at for an indentation that fits.
const FAR: usize = 400;

/// Changes worth trying where a text broke off at a byte, the likeliest first.
pub(in crate::load) fn tries(text: &str, broke: usize) -> Vec<Try> {
    let mut line = Line::holding(text, broke);
    if line.is_empty() {
        line = line.above(text).unwrap_or(line);
    }
    let above = line.above(text);
    let lines = || std::iter::once(line).chain(above);
    // A tab at the beginning of a line is noticed at the end of the one before.
    let mut tries: Vec<Try> = lines().chain(line.below(text)).flat_map(|l| signs(&l)).collect();
    tries.extend(lines().filter_map(|l| continued(text, &l)));
    // A line that broke off at its own key stands wrongly; one that broke off in its value has a wrong value.
    let key_ends = line.start + line.text.find(':').unwrap_or(line.text.len());
    let moved = lines().flat_map(|l| indentation(text, &l));
    let valued = lines().flat_map(|l| value::tries(&l));
    if broke <= key_ends + 1 {
        tries.extend(lines().flat_map(|l| spacing(&l)));
        tries.extend(moved);
        tries.extend(valued);
    } else {
        tries.extend(valued);
        tries.extend(lines().flat_map(|l| spacing(&l)));
        tries.extend(moved);
    }
    tries.extend(open_quotes(text, &line));
    tries
}

/// Signs that look like others: tabs, odd spaces, typographic hyphens and colons.
fn signs(line: &Line<'_>) -> Vec<Try> {
    let mut tries = Vec::new();
    let indent = &line.text[..line.indent()];
    let range = line.bytes(0..indent.len());
    if indent.contains('\t') {
        let message = "a tab stands where spaces belong";
        let help = "indent with spaces only, two for each level";
        for width in [2, 4, 8, 1] {
            let text = indent.replace('\t', &" ".repeat(width));
            tries.push(Try::new(range.clone(), text, message, help));
        }
    }
    if indent.contains(is_odd_space) {
        let message = "a no-break space, or one like it, stands where ordinary spaces belong";
        let text: String = indent.chars().map(|c| if is_odd_space(c) { ' ' } else { c }).collect();
        tries.push(Try::new(range, text, message, "delete the spaces before this line and type them anew"));
    }
    let body = line.body();
    let bullets = ["\u{2022}", "\u{2013}", "\u{2014}", "\u{2011}", "\u{b7}", "\u{25cf}", "*"];
    if let Some(bullet) = bullets.iter().find(|b| body.starts_with(**b)) {
        let at = line.indent();
        let found = line.bytes(at..at + bullet.len());
        let message = format!("`{bullet}` does not begin an entry of a list");
        tries.push(Try::new(found, "-", message, "write a hyphen and a space"));
    }
    for (at, found) in line.text.match_indices(['\u{ff1a}', '\u{2236}']) {
        let range = line.bytes(at..at + found.len());
        let message = format!("`{found}` is not the colon of the keyboard");
        tries.push(Try::new(range, ": ", message, "write a colon and a space"));
    }
    if let Some(at) = body.find('\t') {
        let at = line.indent() + at;
        let range = line.bytes(at..at + 1);
        tries.push(Try::new(range, " ", "a tab stands where a space belongs", "write a space"));
    }
    tries
}

/// A text that goes on in the next line without being indented further than its key.
fn continued(text: &str, line: &Line<'_>) -> Option<Try> {
    let above = line.above(text)?;
    let found = value::of(&above).filter(|found| !found.text.starts_with(['"', '\'', '[', '{', '|']))?;
    let first = line.body().split([' ', ':']).next().unwrap_or("");
    if line.indent() > found.column || line.body().starts_with("- ") || KEYS.contains(&first) {
        return None;
    }
    let message = "this line goes on with the text above, and is not indented further than its key";
    let help = format!("begin it with {} spaces, or write the text on one line", found.column + 2);
    Some(Try::new(line.bytes(0..line.indent()), " ".repeat(found.column + 2), message, help))
}

/// The keys that officers write most: a line that begins with one of them begins a key, though its colon be missing.
const KEYS: &[&str] = &[
    "actions",
    "affects",
    "as_at",
    "at",
    "baseline",
    "bodies",
    "body",
    "by",
    "came_before",
    "date",
    "definition",
    "done",
    "due",
    "effect",
    "events",
    "evidence",
    "findings",
    "form",
    "frequency",
    "from",
    "id",
    "kind",
    "made",
    "measures",
    "meeting",
    "name",
    "note",
    "of",
    "owner",
    "owners",
    "paper",
    "papers",
    "priority",
    "rating",
    "reason",
    "recommendations",
    "ref",
    "resolution",
    "resolutions",
    "responses",
    "rounds",
    "set_out_in",
    "source",
    "start",
    "status",
    "summary",
    "text",
    "threads",
    "title",
    "to",
    "unit",
    "updates",
    "value",
    "verbs",
    "wording",
];

/// A missing space or colon, or an equals sign in its place.
fn spacing(line: &Line<'_>) -> Vec<Try> {
    let mut tries = Vec::new();
    let mut at = line.indent();
    if line.text[at..].starts_with('-') && !line.text[at..].starts_with("- ") {
        let range = line.bytes(at..at + 1);
        tries.push(Try::new(range, "- ", "a space is missing after the hyphen", "write a space after it"));
    }
    while line.text[at..].starts_with("- ") {
        at += 2;
    }
    let body = &line.text[at..];
    let key = body.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(body.len());
    let rest = &body[key..];
    let place = |length: usize| line.bytes(at + key..at + key + length);
    if key == 0 {
        return tries;
    }
    if rest.starts_with(':') && !rest[1..].starts_with([' ', '\t']) && rest.len() > 1 {
        let message = "a space is missing after the colon";
        tries.push(Try::new(place(1), ": ", message, "write a space after it"));
    } else if let Some(equals) = rest.find('=').filter(|e| rest[..*e].trim().is_empty()) {
        let message = "keys and values are separated by a colon here";
        let spaces = rest[equals + 1..].len() - rest[equals + 1..].trim_start().len();
        tries.push(Try::new(place(equals + 1 + spaces), ": ", message, "write a colon and a space"));
    } else if rest.starts_with(' ') || rest.is_empty() {
        let text = if rest.is_empty() { ":" } else { ": " };
        let message = "a colon is missing after the key";
        tries.push(Try::new(place(rest.len().min(1)), text, message, "write a colon and a space after it"));
    }
    tries
}

/// The indentations of the lines above, the nearest first.
fn indentation(text: &str, line: &Line<'_>) -> Vec<Try> {
    let mut widths: Vec<usize> = Vec::new();
    let mut next = line.above(text);
    for _ in 0..FAR {
        let Some(above) = next else { break };
        let mut at = above.indent();
        let mut found = vec![at];
        while above.text[at..].starts_with("- ") {
            at += 2;
            found.push(at);
        }
        // Inside an entry its keys are nearer than its hyphen; to another entry its hyphen is.
        if !line.body().starts_with("- ") {
            found.reverse();
        }
        for width in found {
            if !widths.contains(&width) {
                widths.push(width);
            }
        }
        if widths.len() > 12 || above.indent() == 0 {
            break;
        }
        next = above.above(text);
    }
    let range: Range<usize> = line.bytes(0..line.indent());
    let spaces = |count: usize| match count {
        1 => "1 space".to_owned(),
        _ => format!("{count} spaces"),
    };
    let found = spaces(line.indent());
    widths
        .into_iter()
        .filter(|width| *width != line.indent())
        .map(|width| {
            let message = format!(
                "this line is indented by {found}, which fits neither the list nor the keys around it"
            );
            let help = format!("begin it with {}, like its neighbours above", spaces(width));
            Try::new(range.clone(), " ".repeat(width), message, help)
        })
        .collect()
}

/// A quotation mark opened further above and closed by one that was meant to open, or never.
fn open_quotes(text: &str, line: &Line<'_>) -> Vec<Try> {
    let mut tries = Vec::new();
    let mut next = Some(*line);
    for _ in 0..FAR {
        let Some(current) = next else { break };
        if let Some(found) = value::of(&current) {
            let mark = found.text.chars().next().filter(|c| matches!(c, '"' | '\''));
            let open = mark.is_some_and(|m| found.text.matches(m).count() == 1);
            if open {
                tries.extend(value::tries(&current));
            }
        }
        next = current.above(text);
    }
    tries
}
