//! Every record from A to Z, under the words that officers use: the way to each page without a script. On one page while
//! it can be, else a page for each letter.

use serde::Serialize;

use super::address::{Link, Linker, item_path, measures_path, page_path, plan_path, record_path};
use super::{action, labels, letters, timeline, words};
use crate::derive::amended::titled;
use crate::derive::{ItemKey, Views};
use crate::output::OutPath;

/// One page lists no more rows than this.
const MOST_ROWS: usize = 500;

/// Every record; none on a site without the search.
#[derive(Default)]
pub(crate) struct AToZ {
    letters: Vec<Letter>,
    /// Pages of their own; none while one page lists all.
    pub(crate) parts: Vec<Part>,
}

/// The records whose first letter this is.
struct Letter {
    name: letters::Letter,
    rows: Vec<Row>,
}

/// A record in a line.
struct Row {
    title: String,
    what: String,
    path: OutPath,
    anchor: Option<String>,
}

/// A page with a letter, or part of one.
pub(crate) struct Part {
    /// Its address.
    pub(crate) path: OutPath,
    /// What it lists: "A", "A, part 2 of 3".
    pub(crate) words: String,
    letter: usize,
    first: usize,
}

/// What the page of the search says.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Page {
    /// The address of the search index, for the script: it stands in `data-search`.
    index: String,
    /// How many records there are, in words: "212 records".
    total: String,
    /// The letters, each with its records where one page lists all.
    letters: Vec<LetterWords>,
    /// Whether each letter has a page of its own.
    split: bool,
}

/// What the page of a letter says.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct LetterPage {
    /// Every letter, with its page.
    letters: Vec<LetterWords>,
    /// The records of this page.
    rows: Vec<RowWords>,
    /// The page before.
    before: Option<Link>,
    /// The page after.
    after: Option<Link>,
}

/// A letter.
#[derive(Clone, Debug, Serialize)]
struct LetterWords {
    /// "A", "0–9" or "Other".
    name: String,
    /// The id of its heading.
    anchor: String,
    /// Its page, or its heading on this one.
    href: String,
    /// How many records it has.
    count: usize,
    /// Whether it is the letter of the page being read.
    current: bool,
    /// Its records; empty where it has a page of its own.
    rows: Vec<RowWords>,
}

/// A record in a line.
#[derive(Clone, Debug, Serialize)]
struct RowWords {
    /// The record, read as its title.
    link: Link,
    /// What it is: "Action C2 of Improvement plan".
    what: String,
}

/// Lists every record.
pub(crate) fn a_to_z(views: &Views) -> AToZ {
    let mut rows: Vec<_> = rows(views).into_iter().map(|row| (letters::key(&row.title), row)).collect();
    rows.sort_by(|(a, row), (b, other)| (a, &row.what, &row.path).cmp(&(b, &other.what, &other.path)));
    let total = rows.len();
    let mut letters: Vec<Letter> = Vec::new();
    for ((name, _), row) in rows {
        match letters.last_mut().filter(|l| l.name == name) {
            Some(letter) => letter.rows.push(row),
            None => letters.push(Letter { name, rows: vec![row] }),
        }
    }
    let parts = if total > MOST_ROWS { parts(&letters) } else { Vec::new() };
    AToZ { letters, parts }
}

fn parts(all: &[Letter]) -> Vec<Part> {
    let mut parts = Vec::new();
    for (position, letter) in all.iter().enumerate() {
        let pages = letter.rows.len().div_ceil(MOST_ROWS);
        for page in 0..pages {
            let words = letters::part_label(&letter.name.label(), page + 1, pages);
            let slug = letters::part_slug(&letter.name.slug(), page + 1);
            let path = OutPath::new(format!("a-to-z/{slug}.html"));
            parts.push(Part { path, words, letter: position, first: page * MOST_ROWS });
        }
    }
    parts
}

fn rows(views: &Views) -> Vec<Row> {
    let register = &views.edition.register;
    let mut rows = Vec::new();
    let mut add = |title: &str, what: String, path: OutPath, anchor: Option<String>| {
        rows.push(Row { title: title.to_owned(), what, path, anchor });
    };
    for (id, plan) in &register.plans {
        add(&plan.title.0, "Plan".to_owned(), plan_path(id), None);
        for item in plan.items() {
            let key = ItemKey { plan: id.clone(), item: item.id().clone() };
            if views.standings.contains_key(&key) {
                let what = format!("{} {} of {}", action::what(plan, item), key.item, plan.title);
                add(&titled(plan, item), what, item_path(&key), None);
            }
        }
        for measure in &plan.measures {
            let what = format!("Measure {} of {}", measure.id, plan.title);
            let anchor = format!("{id}-{}", measure.id);
            add(&measure.title.0, what, measures_path(views, id), Some(anchor));
        }
    }
    for (id, paper) in &register.papers {
        let date = paper.header.date.map(|d| format!(", {}", words::date_text(&d))).unwrap_or_default();
        let what = format!("{}{date}", labels::paper_kind(paper.header.kind));
        add(&paper.header.title.0, what, record_path("papers", id), None);
    }
    let from = OutPath::new("search.html");
    let linker = Linker { views, from: &from, root: None };
    for (id, meeting) in &register.meetings {
        let what = format!("Meeting, {}", words::date_text(&meeting.date));
        add(&linker.meeting_title(id), what, record_path("meetings", id), None);
    }
    let places = timeline::places(views);
    for event in &register.events {
        let (path, year) = places.of(&event.date);
        add(&event.title.0, format!("Event, {}", words::date_text(&event.date)), path, Some(year));
    }
    for thread in register.threads.iter().filter(|t| views.has_thread(&t.id)) {
        add(&thread.title.0, "Thread".to_owned(), record_path("threads", &thread.id), None);
    }
    for owner in &register.owners {
        let what = labels::owner_kind(owner.kind).to_owned();
        add(&owner.name.0, what, record_path("owners", &owner.id), None);
    }
    for body in &register.bodies {
        add(&body.name.0, labels::body_kind(body.kind).to_owned(), record_path("bodies", &body.id), None);
    }
    for (id, page) in register.pages.iter().filter(|(id, _)| id.0 != "index") {
        add(&page.header.title.0, "Page".to_owned(), page_path(id), None);
    }
    rows
}

fn row(linker: &Linker<'_>, row: &Row) -> RowWords {
    let link = linker.to(&row.path, row.anchor.as_deref(), row.title.as_str());
    RowWords { link, what: row.what.clone() }
}

impl AToZ {
    /// Each letter with its address, and its records where one page lists all.
    fn letters(&self, linker: &Linker<'_>, current: Option<usize>) -> Vec<LetterWords> {
        let one = |(position, letter): (usize, &Letter)| {
            let anchor = format!("letter-{}", letter.name.slug());
            let page = self.parts.iter().find(|p| p.letter == position);
            LetterWords {
                href: page.map_or_else(|| format!("#{anchor}"), |p| linker.from.link_to(&p.path, None)),
                name: letter.name.label(),
                anchor,
                count: letter.rows.len(),
                current: current == Some(position),
                rows: match page {
                    None => letter.rows.iter().map(|r| row(linker, r)).collect(),
                    Some(_) => Vec::new(),
                },
            }
        };
        self.letters.iter().enumerate().map(one).collect()
    }
}

/// What the page of the search says.
pub(crate) fn page(linker: &Linker<'_>, all: &AToZ, index: &OutPath) -> Page {
    let total: usize = all.letters.iter().map(|l| l.rows.len()).sum();
    Page {
        index: linker.from.link_to(index, None),
        total: words::plural(total as i64, "record", "records"),
        letters: all.letters(linker, None),
        split: !all.parts.is_empty(),
    }
}

/// What the page of a letter says.
pub(crate) fn letter(linker: &Linker<'_>, all: &AToZ, part: &Part) -> LetterPage {
    let rows = all.letters.get(part.letter).map_or(&[][..], |l| l.rows.as_slice());
    let at = all.parts.iter().position(|p| p.path == part.path);
    let to = |at: Option<usize>| {
        let part = all.parts.get(at?)?;
        Some(linker.to(&part.path, None, part.words.as_str()))
    };
    LetterPage {
        letters: all.letters(linker, Some(part.letter)),
        rows: rows.iter().skip(part.first).take(MOST_ROWS).map(|r| row(linker, r)).collect(),
        before: to(at.and_then(|at| at.checked_sub(1))),
        after: to(at.map(|at| at + 1)),
    }
}
