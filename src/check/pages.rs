//! What readers of a narrative rely on: headings in order, words for pictures and links, numbers in order; and what an
//! author meant that markdown shows as it was written.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic, Slip};
use crate::markdown::{
    DEEPEST, LARGEST_TEXT, LinkAt, MOST_PLACES, Meant, Number, Order, Outline, Sign, Stray, order,
};
use crate::model::paper::{Form, PaperHeader};
use crate::model::trail::Trail;

/// A slip and the bytes of the text it stands at.
pub(super) type Placed = (Slip, Range<usize>);

/// Slips of a paper's or page's narrative; `form` is how much of a paper is there.
pub(super) fn narrative(text: &str, outline: &Outline, form: Option<Form>) -> Vec<Placed> {
    let mut found = any_text(outline);
    headings(text, outline, &mut found);
    numbers(outline, form, &mut found);
    for anchor in outline.anchors.iter().filter(|a| a.given && is_reserved(&a.name)) {
        found.push((reserved(&anchor.name), first_line(text, &anchor.range)));
    }
    found
}

/// Slips of any text shown as markdown, also of one in a YAML file.
pub(super) fn any_text(outline: &Outline) -> Vec<Placed> {
    let mut found: Vec<Placed> = Vec::new();
    if outline.too_large {
        let most = LARGEST_TEXT >> 20;
        let message = format!(
            "this text is not read: it is larger than {most} MiB or has over {MOST_PLACES} headings and numbers"
        );
        found.push((Slip::new(Code::PageTooLarge, message, LARGE), 0..0));
    }
    if let Some(range) = &outline.too_deep {
        let message = format!("lists, quotes and marks are nested more than {DEEPEST} deep here");
        let help = "write the text with fewer levels; perhaps signs such as > or - were repeated by mistake";
        found.push((Slip::new(Code::TooDeep, message, help), range.start..range.start + 1));
    }
    for link in &outline.links {
        let slip = if link.image { unseen(link) } else { vague(link) };
        found.extend(slip.map(|slip| (slip, link.range.clone())));
    }
    for doubt in &outline.doubts {
        let slip = match &doubt.meant {
            Meant::Link(right) => {
                let help = match right.contains("(<") {
                    true => format!("put an address with spaces between < and >: {right}"),
                    false => format!("write square brackets and then round ones, without a gap: {right}"),
                };
                Slip::new(Code::MisspeltLink, "this link is shown as it is written", help)
                    .replaced_by(right.as_str())
            }
            Meant::View => Slip::new(Code::StrayEmbed, "this view is shown as it is written", EMBED),
        };
        found.push((slip, doubt.range.clone()));
    }
    found.extend(outline.strays.iter().map(|stray| (misspelt(stray), stray.range.clone())));
    found
}

/// A sign that is shown as it was written, or not read as it was meant.
fn misspelt(stray: &Stray) -> Slip {
    let (message, help) = match (stray.sign, stray.right.as_deref().unwrap_or_default()) {
        (Sign::Name, right) => (
            "this marks no place, since its name is not read",
            format!("write {right}: letters, digits and hyphens in curly brackets, at the end of the block"),
        ),
        (Sign::Place, _) => (
            "this marks no place here, and is shown as it is written",
            "put it at the very end of its heading, paragraph or list entry, behind the full stop".to_owned(),
        ),
        (Sign::Heading, right) => {
            ("this heading is shown as it is written", format!("put a space behind the signs: {right}Costs"))
        }
        (Sign::Entry, _) => (
            "this is not read as an entry of a list, and runs together with the line above",
            "write a hyphen and a space in place of the sign: - ".to_owned(),
        ),
    };
    let slip = Slip::new(Code::MisspeltSign, message, help.trim_end());
    match &stray.right {
        Some(right) => slip.replaced_by(right.as_str()),
        None => slip,
    }
}

const LARGE: &str = "split it, for instance by chapters, and link one part to the next; long tables go to content/files as CSV";

const EMBED: &str = "write it on a line of its own, with a blank line before and after: {{ timeline(plan=\"ID\") }}; views work in \
                     papers and pages, not in the texts of YAML files";

/// An image that says nothing to those who cannot see it.
fn unseen(image: &LinkAt) -> Option<Slip> {
    if !image.words.trim().is_empty() {
        return None;
    }
    let target =
        if image.target.contains(' ') { format!("<{}>", image.target) } else { image.target.clone() };
    let help = format!("say in the square brackets what it shows: ![Map of the gritting routes]({target})");
    Some(Slip::new(Code::ImageWithoutText, "this picture has no words for those who cannot see it", help))
}

/// Words of links that do not say where they lead, in small letters and without punctuation.
const VAGUE: [&str; 30] = [
    "here",
    "click",
    "click here",
    "see here",
    "look here",
    "go here",
    "available here",
    "read here",
    "this",
    "this link",
    "this page",
    "this document",
    "this file",
    "link",
    "links",
    "page",
    "web page",
    "webpage",
    "website",
    "more",
    "read more",
    "see more",
    "learn more",
    "find out more",
    "more information",
    "more details",
    "details",
    "download",
    "download here",
    "see",
];

/// A link whose words do not say where it leads.
fn vague(link: &LinkAt) -> Option<Slip> {
    if link.holds_image {
        return None;
    }
    let words = link.words.trim();
    let spoken: Vec<String> = words
        .split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’')
        .filter(|w| !w.is_empty())
        .map(str::to_lowercase)
        .collect();
    let lower = words.to_lowercase();
    let message = if words.is_empty() {
        "this link has no words".to_owned()
    } else if ["http://", "https://", "www."].iter().any(|start| lower.starts_with(start)) {
        "the words of this link are an address".to_owned()
    } else if spoken.is_empty() || VAGUE.contains(&spoken.join(" ").as_str()) {
        format!("`{words}` does not say where the link leads")
    } else {
        return None;
    };
    let help = format!("name what readers find there, such as [the minutes of March 2025]({})", link.target);
    Some(Slip::new(Code::VagueLink, message, help))
}

/// Headings more than one level below the one before; the page's title stands above them all.
fn headings(text: &str, outline: &Outline, found: &mut Vec<Placed>) {
    let mut before = 1;
    let mut last = 0;
    let lost: Vec<usize> =
        outline.strays.iter().filter(|s| s.sign == Sign::Heading).map(|s| s.range.start).collect();
    for heading in &outline.headings {
        let most = before + 1;
        // A heading that is not read as one may stand between the two; that is told there.
        let next = lost.partition_point(|at| *at < last);
        let gap = lost.get(next).is_some_and(|at| *at < heading.range.start);
        last = heading.range.start;
        if heading.level > most && !gap {
            let source = text.get(heading.range.clone()).unwrap_or_default();
            let signs = source.chars().take_while(|c| *c == '#').count();
            let right = "#".repeat(signs.saturating_sub(usize::from(heading.level - most)));
            let message = match before {
                1 => "the first heading is deeper than others of this text".to_owned(),
                _ => "this heading leaves out a level below the heading before it".to_owned(),
            };
            let code = Code::SkippedHeading;
            found.push(match (signs, right.is_empty()) {
                (1.., false) => {
                    let help = format!("write {right} in place of {}", "#".repeat(signs));
                    let at = heading.range.start..heading.range.start + signs;
                    (Slip::new(code, message, help).replaced_by(right), at)
                }
                _ => {
                    let help = "begin with the highest level of heading, and go down one level at a time";
                    (Slip::new(code, message, help), first_line(text, &heading.range))
                }
            });
        }
        before = heading.level;
    }
}

/// Numbers that go back, that leave some out of a paper that is here in full, or that the text above swallowed. A number
/// given twice is told by the rule about anchors.
fn numbers(outline: &Outline, form: Option<Form>, found: &mut Vec<Placed>) {
    let mut seen = BTreeSet::new();
    let (mut before, mut good): (Option<&str>, Option<&str>) = (None, None);
    for number in &outline.numbers {
        let after = number.text.as_str();
        if number.swallowed {
            found.push((swallowed(number), number.range.clone()));
        }
        if !seen.insert(after) {
            continue;
        }
        // Where one number is out of order, those after it go on from it, or from the one before it.
        let goes_on = [before, good].into_iter().flatten().any(|b| order(b, after) == Order::Next);
        let slip =
            before.filter(|_| !goes_on && !number.swallowed).and_then(|b| out_of_order(b, after, form));
        if slip.is_none() {
            good = Some(after);
        }
        found.extend(slip.map(|slip| (slip, number.range.clone())));
        before = Some(after);
    }
}

/// A number that is there on paper, and that nothing can cite.
fn swallowed(number: &Number) -> Slip {
    let text = &number.text;
    match &number.right {
        None => {
            let message = format!("the number {text} is read as part of the text above it");
            Slip::new(Code::SwallowedNumber, message, "leave a blank line above it")
                .replaced_by(format!("\n{text}"))
        }
        Some(right) => {
            let message = format!("the number {text} is not read as the number of a paragraph");
            let shown = right.trim_matches([' ', '*', '_', '\n']);
            let help = format!(
                "write the number, one space and the text, with a blank line above: {shown} Officers met."
            );
            Slip::new(Code::SwallowedNumber, message, help).replaced_by(right.as_str())
        }
    }
}

/// A number that does not follow the one before. An extract or summary may leave numbers out.
fn out_of_order(before: &str, after: &str, form: Option<Form>) -> Option<Slip> {
    let (message, help) = match order(before, after) {
        Order::Back => (
            format!("paragraph {after} stands below paragraph {before}"),
            "correct the number; if the paper prints it so, allow number-out-of-order with that reason",
        ),
        Order::Jump if form == Some(Form::Full) => (
            format!("after paragraph {before} comes {after}"),
            "correct the number; if only a part of the paper is here, write form: extract in the header",
        ),
        _ => return None,
    };
    Some(Slip::new(Code::NumberOutOfOrder, message, help))
}

/// How the names begin that the pages themselves give to their parts.
const RESERVED: [&str; 4] = ["page-", "h-", "year-", "resolution-"];

fn is_reserved(name: &str) -> bool {
    RESERVED.iter().any(|prefix| name.starts_with(prefix))
}

fn reserved(name: &str) -> Slip {
    let message = format!("`{name}` begins like the names that every page uses for its own parts");
    let help = format!("choose a name that does not begin with {}", RESERVED.join(", "));
    Slip::new(Code::ReservedAnchor, message, help)
}

/// Findings have anchors too.
pub(super) fn findings(top: &Trail<'_>, header: &PaperHeader, faults: &mut Vec<Diagnostic>) {
    let findings = header.inspection.iter().flat_map(|i| i.findings.iter()).enumerate();
    for (position, finding) in findings.filter(|(_, f)| is_reserved(&f.reference.0)) {
        let inspection = top.key("inspection");
        let list = inspection.key("findings");
        faults.push(list.index(position).key("ref").fault(reserved(&finding.reference.0)));
    }
}

/// The first line of a block.
fn first_line(text: &str, range: &Range<usize>) -> Range<usize> {
    let line = text.get(range.clone()).and_then(|t| t.lines().next()).map_or(0, str::len);
    range.start..range.start + line
}
