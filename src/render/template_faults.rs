//! What the template engine says of a template, in words for whoever writes one: what is there, which names exist, and
//! which was probably meant.

use std::ops::Range;

use crate::diagnostic::nearest;

/// Filters of the engine.
pub(crate) const FILTERS: [&str; 37] = [
    "abs",
    "capitalize",
    "default",
    "escape",
    "escape_html",
    "escape_xml",
    "first",
    "float",
    "get",
    "group_by",
    "indent",
    "int",
    "join",
    "keys",
    "last",
    "length",
    "lower",
    "newlines_to_br",
    "nth",
    "pairs",
    "pluralize",
    "replace",
    "reverse",
    "round",
    "safe",
    "sort",
    "split",
    "str",
    "title",
    "trim",
    "trim_end",
    "trim_start",
    "truncate",
    "unique",
    "upper",
    "values",
    "wordcount",
];
/// Tests of the engine, as in `{% if x is defined %}`.
pub(crate) const TESTS: [&str; 17] = [
    "array",
    "bool",
    "containing",
    "defined",
    "divisible_by",
    "ending_with",
    "even",
    "float",
    "integer",
    "iterable",
    "map",
    "none",
    "number",
    "odd",
    "starting_with",
    "string",
    "undefined",
];
/// What may open a tag.
const TAGS: [&str; 12] = [
    "if",
    "elif",
    "else",
    "for",
    "set",
    "include",
    "extends",
    "block",
    "component",
    "filter",
    "raw",
    "set_global",
];

/// Where every template and value is listed.
pub(crate) const GENERAL: &str = "docs/themes.md lists every template with the values that it is given, and the components that all may use";

/// Names that exist in a theme.
#[derive(Default)]
pub(crate) struct Known {
    /// Templates, as they are extended or included.
    pub(crate) templates: Vec<String>,
    /// Blocks, in whichever template.
    pub(crate) blocks: Vec<String>,
    /// Components.
    pub(crate) components: Vec<String>,
}

impl Known {
    /// Adds a template and what it defines.
    pub(crate) fn add(&mut self, template: &str, text: &str) {
        if !self.templates.iter().any(|known| known == template) {
            self.templates.push(template.to_owned());
        }
        for tag in text.split("{%").skip(1) {
            let mut words = tag.trim_start_matches(['-', ' ']).split([' ', '(', '%', '-', '\n']);
            let list = match words.next() {
                Some("block") => &mut self.blocks,
                Some("component") => &mut self.components,
                _ => continue,
            };
            list.extend(words.next().filter(|name| !list.iter().any(|n| n == name)).map(str::to_owned));
        }
    }
}

/// A fault in a template's text.
#[derive(Debug, PartialEq)]
pub(crate) struct Told {
    /// What is there.
    pub(crate) message: String,
    /// What to write instead.
    pub(crate) help: String,
    /// The text to put in the marked place.
    pub(crate) replacement: Option<String>,
    /// The marked place.
    pub(crate) range: Range<usize>,
}

/// What to say of a fault that the engine found at these bytes of a text.
pub(crate) fn explain(said: &str, text: &str, range: Range<usize>, known: &Known) -> Told {
    let marked = text.get(range.clone()).unwrap_or_default();
    let name = quoted(said);
    let listed: Vec<&str> = said.split_once(": ").map_or_else(Vec::new, |(_, list)| names(list));
    let exact = within(text, &range, name).unwrap_or(range.clone());
    let among =
        |what: &str, from: &[&str]| one_of(format!("there is no {what} `{name}`"), name, from, exact.clone());
    fn all(names: &[String]) -> Vec<&str> {
        names.iter().map(String::as_str).collect()
    }
    let plain = |message: String, help: &str| Told {
        message,
        help: help.to_owned(),
        replacement: None,
        range: range.clone(),
    };
    match said {
        _ if said.starts_with("Field `") && !listed.is_empty() => among("field", &listed),
        _ if said.starts_with("Field `") => plain(
            format!(
                "what stands before `.{name}` has no fields: it is nothing here, or a text, number or list"
            ),
            "where it may be nothing, ask first: {% if … %}; docs/themes.md tells which values may be nothing",
        ),
        _ if said.starts_with("Variable `") && !listed.is_empty() => among("value", &listed),
        _ if said.starts_with("Unknown component `") => among("component", &all(&known.components)),
        _ if said.starts_with("Unknown filter `") => among("filter", &FILTERS),
        _ if said.starts_with("Unknown test `") => among("test", &TESTS),
        _ if said.starts_with("Unknown function `") => among("function", &["range", "throw", "super"]),
        _ if said.starts_with("Unknown template `") => among("template", &all(&known.templates)),
        _ if said.starts_with("Block `") => {
            // The block that is too many is among those that templates have.
            let others: Vec<&str> = all(&known.blocks).into_iter().filter(|block| *block != name).collect();
            let message = format!("no template that this one extends has a block `{name}`");
            // The end tag says the name again.
            Told { replacement: None, ..one_of(message, name, &others, range) }
        }
        _ if said.starts_with("Unknown argument") => {
            let list = names(said.rsplit(": ").next().unwrap_or_default());
            let range = within(text, &range, &format!(" {name}=")).unwrap_or(range);
            let range = within(text, &range, name).unwrap_or(range);
            one_of(format!("the component takes no `{name}`"), name, &list, range)
        }
        _ if said.starts_with("Argument `") => plain(
            format!("the component needs `{name}`"),
            &format!("write {name}={{…}} or {name}=\"…\" inside it"),
        ),
        _ if said.starts_with("Unexpected end of input") => plain(
            "the template ends before everything in it is closed".to_owned(),
            "every {% if %}, {% for %}, {% block %} and {% component %} needs its own {% endif %}, {% endfor %} and so on, every {{ its }}",
        ),
        "Unknown tag" if marked.starts_with("end") => plain(
            format!("`{marked}` does not belong here: something else is open"),
            "close first what was opened last: {% if %} by {% endif %}, {% for %} by {% endfor %}",
        ),
        "Unknown tag" => one_of(format!("there is no tag `{marked}`"), marked, &TAGS, range.clone()),
        _ => plain(said.trim().to_owned(), GENERAL),
    }
}

/// The help where a name is none of those that there are.
fn one_of(message: String, name: &str, from: &[&str], range: Range<usize>) -> Told {
    let near = nearest(name, from.iter().copied());
    let mut list = from.to_vec();
    list.sort_unstable();
    let list = format!("there are: {}", list.join(", "));
    let help = near.map_or(list.clone(), |near| format!("did you mean `{near}`? {list}"));
    Told { message, help, replacement: near.map(str::to_owned), range }
}

/// The first words between backticks.
fn quoted(said: &str) -> &str {
    said.split('`').nth(1).unwrap_or_default()
}

/// Names of a list: `a, b` or `` `a`, `b` ``.
fn names(list: &str) -> Vec<&str> {
    let trimmed = list.split(',').map(|name| name.trim().trim_matches(['`', '.']));
    trimmed.filter(|name| !name.is_empty()).collect()
}

/// Where some words stand inside some bytes of a text.
fn within(text: &str, range: &Range<usize>, words: &str) -> Option<Range<usize>> {
    let start = range.start + text.get(range.clone())?.find(words)?;
    Some(start..start + words.len())
}

/// A fault in one of several templates, as the engine reports them in one text.
#[derive(Debug, PartialEq)]
pub(crate) struct Report<'t> {
    /// What is wrong.
    pub(crate) said: &'t str,
    /// The template.
    pub(crate) template: &'t str,
    /// Line and column, counted from 1, and how many letters are meant.
    pub(crate) at: (usize, usize, usize),
}

/// The reports in a text of the engine: `error: …`, below it ` --> name:line:column`, the line, and marks under it.
pub(crate) fn reports(text: &str) -> Vec<Report<'_>> {
    text.split("error: ").skip(1).filter_map(report).collect()
}

fn report(text: &str) -> Option<Report<'_>> {
    let mut lines = text.lines();
    let said = lines.next()?;
    let place = lines.next()?.trim_start().strip_prefix("--> ")?;
    let mut parts = place.rsplitn(3, ':');
    let (column, line) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    let width = lines.nth(2).map_or(1, |marks| marks.matches('^').count());
    Some(Report { said, template: parts.next()?, at: (line, column, width) })
}

/// The bytes of a text that a line, column and width mean.
pub(crate) fn bytes(text: &str, (line, column, width): (usize, usize, usize)) -> Range<usize> {
    let before: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let rest = text.get(before..).unwrap_or_default();
    let letters = |count: usize| rest.char_indices().nth(count).map_or(rest.len(), |(at, _)| at);
    let start = column.saturating_sub(1);
    before + letters(start)..before + letters(start + width)
}
