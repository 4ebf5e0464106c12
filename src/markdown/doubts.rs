//! What an author evidently meant, and markdown shows as it was written: links with a blank in the address, brackets the
//! wrong way round, and views in the middle of a sentence.

use std::ops::Range;

/// What was meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meant {
    /// A link: how to write it.
    Link(String),
    /// A live view.
    View,
}

impl Meant {
    /// How the link is to be written, where one was meant.
    pub fn link(&self) -> Option<&str> {
        match self {
            Meant::Link(right) => Some(right),
            Meant::View => None,
        }
    }
}

/// Something shown as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubt {
    /// What was meant.
    pub meant: Meant,
    /// Where it stands.
    pub range: Range<usize>,
}

/// How links to records and to the web begin.
const SCHEMES: [&str; 13] = [
    "action:", "plan:", "paper:", "meeting:", "thread:", "body:", "owner:", "measure:", "file:", "https://",
    "http://", "mailto:", "tel:",
];

/// The names of views.
const VIEWS: [&str; 5] = ["progress", "timeline", "measure", "resolutions", "changes"];

/// No address is longer; what looks like one and goes on beyond is a sentence.
const LONGEST: usize = 300;

/// Looks at a stretch of source that is shown as text.
pub(super) fn find(text: &str, range: Range<usize>, doubts: &mut Vec<Doubt>) {
    let Some(source) = text.get(range.clone()) else { return };
    if !source.contains(['[', '{']) {
        return;
    }
    let mut square = None;
    let mut round = None;
    let mut at = 0;
    while let Some(byte) = source.as_bytes().get(at) {
        let found = match byte {
            b'\\' => {
                at += 2;
                continue;
            }
            b']' => square.take().and_then(|start| link(source, start, at)),
            b')' => round.take().and_then(|start| swapped(source, start, at)),
            b'{' => view(source, at),
            _ => None,
        };
        match byte {
            b'[' => square = Some(at),
            b'(' => round = Some(at),
            _ => {}
        }
        at += 1;
        if let Some((start, end, meant)) = found {
            doubts.push(Doubt { meant, range: range.start + start..range.start + end });
            at = end;
        }
    }
}

/// Where it stands in the stretch, and what was meant.
type Found = (usize, usize, Meant);

/// `[words](an address)`, `[words] (address)` or `[words](address`: the words' brackets stand at `start` and `end`.
fn link(source: &str, start: usize, end: usize) -> Option<Found> {
    let after = source.get(end + 1..)?;
    let window = window(after.strip_prefix(" (").or(after.strip_prefix('('))?);
    let opened = end + 1 + (after.len() - after.trim_start().len()) + 1;
    let words = source.get(start + 1..end)?;
    match window.find(')') {
        Some(close) => {
            let right = written(words, window.get(..close)?)?;
            Some((start, opened + close + 1, Meant::Link(right)))
        }
        None => {
            let address = window.split_whitespace().next()?;
            let right = written(words, address)?;
            Some((start, opened + address.len(), Meant::Link(right)))
        }
    }
}

/// `(words)[address]`: the words' brackets stand at `start` and `end`.
fn swapped(source: &str, start: usize, end: usize) -> Option<Found> {
    let window = window(source.get(end + 1..)?.strip_prefix('[')?);
    let close = window.find(']')?;
    let right = written(source.get(start + 1..end)?, window.get(..close)?)?;
    Some((start, end + 2 + close + 1, Meant::Link(right)))
}

/// A link as markdown reads it; none where the address is no address.
fn written(words: &str, address: &str) -> Option<String> {
    let address = address.trim().trim_matches(['<', '>']);
    let address = match address.get(..4) {
        Some(start) if start.eq_ignore_ascii_case("www.") => format!("https://{address}"),
        _ if SCHEMES.iter().any(|s| starts_with(address, s)) => address.to_owned(),
        _ if address.strip_prefix('#').is_some_and(|name| !name.is_empty() && !name.contains(' ')) => {
            address.to_owned()
        }
        _ if is_file_name(address) => format!("file:{address}"),
        _ => return None,
    };
    let address = if address.contains([' ', '\t']) { format!("<{address}>") } else { address };
    Some(format!("[{words}]({address})"))
}

fn starts_with(address: &str, scheme: &str) -> bool {
    address.len() > scheme.len()
        && address.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
}

/// Whether it reads like a file's name: an ending of two to five letters.
fn is_file_name(address: &str) -> bool {
    let ending = address.rsplit_once('.').map_or("", |(_, ending)| ending);
    (2..=5).contains(&ending.len()) && ending.chars().all(|c| c.is_ascii_alphanumeric())
}

/// `{{ … }}`, also with a bracket missing, `{% … %}`, and a view in single brackets.
fn view(source: &str, at: usize) -> Option<Found> {
    let rest = window(source.get(at..)?);
    let inner = rest.strip_prefix('{')?.trim_start();
    let named = VIEWS.iter().any(|v| inner.strip_prefix(v).is_some_and(|r| r.trim_start().starts_with('(')));
    if !(rest.starts_with("{{") || rest.starts_with("{%") || named) {
        return None;
    }
    let close = rest.find('}').map_or(rest.len(), |close| close + 1);
    let double = usize::from(rest.get(close..).is_some_and(|r| r.starts_with('}')));
    Some((at, at + close + double, Meant::View))
}

/// The beginning of a text, as far as an address or a view may reach.
fn window(text: &str) -> &str {
    let mut end = text.len().min(LONGEST);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn doubts(text: &str) -> Vec<(String, Meant)> {
        let mut found = Vec::new();
        find(text, 0..text.len(), &mut found);
        found.into_iter().map(|d| (text.get(d.range).unwrap_or_default().to_owned(), d.meant)).collect()
    }

    #[test]
    fn links_that_did_not_come_off_are_shown_right() {
        for (text, part, right) in [
            ("a [map](file:grit map.csv) b", "[map](file:grit map.csv)", "[map](<file:grit map.csv>)"),
            ("[our map] (file:map.csv).", "[our map] (file:map.csv)", "[our map](file:map.csv)"),
            ("(map)[https://a.example]", "(map)[https://a.example]", "[map](https://a.example)"),
            ("see [map](paper:x#p1 and", "[map](paper:x#p1", "[map](paper:x#p1)"),
            ("[x](www.a.example", "[x](www.a.example", "[x](https://www.a.example)"),
            ("[x](grit map.csv)", "[x](grit map.csv)", "[x](<file:grit map.csv>)"),
        ] {
            assert_eq!(doubts(text), [(part.to_owned(), Meant::Link(right.to_owned()))], "{text}");
        }
    }

    #[test]
    fn brackets_that_mean_no_link_are_left_alone() {
        for text in [
            "the [sic](see above) words",
            "[1] (the board), (a)[1]",
            r"\[map](file:grit map.csv)",
            "a {b} {#name}",
            "[a] b (https://a.example)",
        ] {
            assert_eq!(doubts(text), [], "{text}");
        }
    }

    #[test]
    fn views_in_a_sentence_are_found() {
        for (text, part) in [
            ("so {{ timeline() }} it is", "{{ timeline() }}"),
            ("{{ timeline() }", "{{ timeline() }"),
            ("{% timeline %}", "{% timeline %}"),
            ("{ progress(plan=\"p\") }", "{ progress(plan=\"p\") }"),
            ("{{ timeline()", "{{ timeline()"),
        ] {
            assert_eq!(doubts(text), [(part.to_owned(), Meant::View)], "{text}");
        }
    }
}
