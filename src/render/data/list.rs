//! The page that lists every file of data and says what each column means.

use serde::Serialize;

use super::table::{Description, Kind};
use super::{Sheet, calendar, describe, feed};
use crate::output::OutPath;
use crate::render::address::{Link, Linker};

/// What the page says.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Page {
    /// The tables.
    tables: Vec<TableWords>,
    /// What the columns of all tables mean, for machines.
    metadata: String,
    /// Every plan as JSON.
    plans: String,
    /// The schema of that file.
    schema: String,
    /// What was published last; only of a site that states its address.
    feed: Option<String>,
    /// Meetings and due dates; none where no date is known.
    calendar: Option<String>,
    /// The list of all pages; only of a site that states its address.
    sitemap: Option<String>,
}

/// A table.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct TableWords {
    /// The id of its place on the page.
    anchor: &'static str,
    /// Its title.
    title: &'static str,
    /// What a row is.
    about: &'static str,
    /// The file.
    file: Link,
    /// What its columns mean, for machines.
    metadata: Link,
    /// Its columns.
    columns: Vec<ColumnWords>,
}

/// A column.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct ColumnWords {
    /// Its name in the first row.
    name: String,
    /// What it means.
    about: String,
    /// What its cells hold: "text", "day".
    kind: &'static str,
    /// The words it may hold, each with its meaning, where they are few.
    words: Vec<(String, String)>,
}

/// What the page says.
pub(crate) fn page(linker: &Linker<'_>, preview: bool) -> Page {
    let to = |path: &str| linker.href(&OutPath::new(path), None);
    let stated = linker.views.edition.register.site.base_url.is_some() && !preview;
    Page {
        tables: super::SHEETS.map(|sheet| table(linker, sheet)).into(),
        metadata: to("data/csv-metadata.json"),
        plans: to("data/plans.json"),
        schema: to("data/plans.schema.json"),
        feed: stated.then(|| linker.href(&feed::path(), None)),
        calendar: calendar::has_entries(linker.views).then(|| to("calendar.ics")),
        sitemap: stated.then(|| to("sitemap.xml")),
    }
}

fn table(linker: &Linker<'_>, sheet: Sheet) -> TableWords {
    let Description { name, title, about, columns, .. } = describe(sheet);
    let file = |name: String| linker.to(&OutPath::new(format!("data/{name}")), None, name);
    let column = |c: super::table::Column| ColumnWords {
        name: c.name,
        about: c.about,
        kind: kind(&c.kind),
        words: match c.kind {
            Kind::Word(words) => words.into_iter().map(|w| (w.word, w.meaning)).collect(),
            _ => Vec::new(),
        },
    };
    TableWords {
        anchor: name,
        title,
        about,
        file: file(format!("{name}.csv")),
        metadata: file(format!("{name}.csv-metadata.json")),
        columns: columns.into_iter().map(column).collect(),
    }
}

/// What cells hold, in a word or two.
fn kind(kind: &Kind) -> &'static str {
    match kind {
        Kind::Text => "text",
        Kind::Word(_) => "one of the words below",
        Kind::Ids => "ids, a space between two",
        Kind::Pages => "addresses, a space between two",
        Kind::Page => "address",
        Kind::Day => "day",
        Kind::Whole => "whole number",
        Kind::Decimal => "number",
        Kind::YesNo => "true or false",
    }
}
