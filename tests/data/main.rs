//! The files of data: that they say what the pages say, cell by cell; that they keep to their own schemas, as parsers of
//! others read them; and that docs/data.md lists just the columns there are.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test that cannot go on has failed, and tests look at the disk"
)]

#[path = "../support/mod.rs"]
mod support;

mod documented;
mod formats;
mod html;
mod leaks;
mod safe;
mod same;

use std::collections::BTreeMap;

use support::{pages, rendered, repository};

/// The sites that are looked at: the sample site at three dates, and two invented ones.
const SITES: [(&str, Option<&str>); 5] = [
    ("", None),
    ("", Some("2021-10-13")),
    ("", Some("2021-09-30")),
    ("tests/sites/quarterly", None),
    ("tests/sites/recommendations", None),
];

/// Every file of a site, by path.
type Files = BTreeMap<String, Vec<u8>>;

/// A row of a CSV, by the names of its columns.
type Row = BTreeMap<String, String>;

fn built(site: &str, as_at: Option<&str>) -> Files {
    rendered(&pages(&repository().join(site), as_at))
}

fn text(files: &Files, path: &str) -> String {
    let bytes = files.get(path).unwrap_or_else(|| panic!("{path} is not there"));
    String::from_utf8(bytes.clone()).expect("UTF-8")
}

/// The rows of a table, with the words that were written: as docs/data.md says, one leading apostrophe is taken away.
fn rows(files: &Files, name: &str) -> Vec<Row> {
    let words =
        |(column, cell): (String, String)| (column, cell.strip_prefix('\'').unwrap_or(&cell).to_owned());
    raw_rows(files, name).into_iter().map(|row| row.into_iter().map(words).collect()).collect()
}

/// The rows of a table, as a reader that knows CSV and nothing else has them.
fn raw_rows(files: &Files, name: &str) -> Vec<Row> {
    let text = text(files, &format!("data/{name}.csv"));
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let columns: Vec<String> = reader.headers().expect("columns").iter().map(str::to_owned).collect();
    let row =
        |record: csv::StringRecord| columns.iter().cloned().zip(record.iter().map(str::to_owned)).collect();
    reader.records().map(|record| row(record.expect("a row"))).collect()
}
