//! A table of data: its columns, each with a name, a title, what it means and how its cell follows from a row. The CSV, its
//! metadata, the page that lists the files and docs/data.md are all written from this one description.

use std::cell::RefCell;
use std::rc::Rc;

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde::Serialize;
use serde_json::Value;

use super::put::{Put, Word};
use super::said::{date_text, put_cited, put_cited_pages};
use crate::model::basis::DateNote;
use crate::model::date::Date;
use crate::render::cite::Cites;

/// What the cells of a column hold.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Kind {
    /// Words.
    Text,
    /// One of these words.
    Word(Vec<Choice>),
    /// Ids, one space between two.
    Ids,
    /// Addresses inside the site, from its top folder, or whole ones outside it; one space between two.
    Pages,
    /// The address of a page of the site, from its top folder.
    Page,
    /// A day.
    Day,
    /// A whole number.
    Whole,
    /// A number in the digits that were published.
    Decimal,
    /// `true` or `false`.
    YesNo,
}

/// A word that a column may hold, and what it means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Choice {
    /// The word.
    pub(crate) word: String,
    /// What it means.
    pub(crate) meaning: String,
}

/// A column, without its cells.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Column {
    /// Its name in the first row.
    pub(crate) name: String,
    /// Its title for people.
    pub(crate) title: String,
    /// What it means.
    pub(crate) about: String,
    /// What its cells hold.
    pub(crate) kind: Kind,
    /// Whether no cell of it is empty.
    pub(crate) full: bool,
}

/// Columns whose values stand in another table too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Reference {
    /// The columns here.
    pub(crate) columns: &'static [&'static str],
    /// The name of the other table.
    pub(crate) table: &'static str,
    /// The columns there.
    pub(crate) to: &'static [&'static str],
}

/// A table, without its rows.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Description {
    /// Its name: that of its file without `.csv`.
    pub(crate) name: &'static str,
    /// Its title for people.
    pub(crate) title: &'static str,
    /// What a row is.
    pub(crate) about: &'static str,
    /// Its columns, in order.
    pub(crate) columns: Vec<Column>,
    /// The columns that tell its rows apart.
    pub(crate) key: &'static [&'static str],
    /// Where else its values stand.
    pub(crate) references: Vec<Reference>,
}

/// What a cell of a row says, written behind what stands before it.
type Cell<R> = Box<dyn Fn(&R, &mut String)>;

/// A table with how its cells follow from a row.
pub(crate) struct Table<R> {
    pub(crate) description: Description,
    cells: Vec<Cell<R>>,
}

impl<R> Table<R> {
    /// A table without columns.
    pub(crate) fn new(name: &'static str, title: &'static str, about: &'static str) -> Self {
        let description =
            Description { name, title, about, columns: Vec::new(), key: &[], references: Vec::new() };
        Table { description, cells: Vec::new() }
    }

    /// Names the columns that tell rows apart.
    pub(crate) fn key(mut self, key: &'static [&'static str]) -> Self {
        self.description.key = key;
        self
    }

    /// Says that values of these columns stand in another table.
    pub(crate) fn refers(mut self, reference: Reference) -> Self {
        self.description.references.push(reference);
        self
    }

    /// How the cells of a row follow from it, in the order of the columns, each with what it holds.
    pub(crate) fn cells(&self) -> impl Iterator<Item = (&Kind, &Cell<R>)> {
        self.description.columns.iter().zip(&self.cells).map(|(column, cell)| (&column.kind, cell))
    }

    fn column(
        mut self,
        kind: Kind,
        (name, title, about): (&str, &str, &str),
        cell: impl Fn(&R, &mut String) + 'static,
    ) -> Self {
        let (name, title, about) = (name.to_owned(), title.to_owned(), about.to_owned());
        self.description.columns.push(Column { name, title, about, kind, full: false });
        self.cells.push(Box::new(cell));
        self
    }

    /// Says that no cell of the last column is empty.
    pub(crate) fn full(mut self) -> Self {
        if let Some(last) = self.description.columns.last_mut() {
            last.full = true;
        }
        self
    }

    /// Words.
    pub(crate) fn text<T: Put>(
        self,
        name: &str,
        title: &str,
        about: &str,
        cell: impl Fn(&R) -> T + 'static,
    ) -> Self {
        self.column(Kind::Text, (name, title, about), move |row, out| cell(row).put(out))
    }

    /// Words that the row itself holds, or that are made for this cell.
    pub(crate) fn words(
        self,
        name: &str,
        title: &str,
        about: &str,
        cell: impl Fn(&R, &mut String) + 'static,
    ) -> Self {
        self.column(Kind::Text, (name, title, about), cell)
    }

    /// One of the words of a type, such as those an author may write.
    pub(crate) fn word<T: Serialize + JsonSchema>(
        self,
        name: &str,
        title: &str,
        about: &str,
        cell: impl Fn(&R) -> Option<T> + 'static,
    ) -> Self {
        let word = move |row: &R, out: &mut String| cell(row).map(Word).put(out);
        self.column(Kind::Word(choices::<T>()), (name, title, about), word)
    }

    /// Ids.
    pub(crate) fn ids<T: Put>(
        self,
        name: &str,
        title: &str,
        about: &str,
        cell: impl Fn(&R) -> T + 'static,
    ) -> Self {
        self.column(Kind::Ids, (name, title, about), move |row, out| cell(row).put(out))
    }

    /// Addresses.
    pub(crate) fn pages(
        self,
        name: &str,
        title: &str,
        about: &str,
        cell: impl Fn(&R, &mut String) + 'static,
    ) -> Self {
        self.column(Kind::Pages, (name, title, about), cell)
    }

    /// Where something is told, in two columns: in words, and by addresses.
    pub(crate) fn cited(
        self,
        (name, title, about): (&str, &str, &str),
        (pages_title, pages_about): (&str, &str),
        cites: impl Fn(&R) -> Cites + 'static,
    ) -> Self {
        // Cells are written in the order of their columns: what the first one looks up serves the second.
        let found: Rc<RefCell<Cites>> = Rc::default();
        let same = Rc::clone(&found);
        let words = move |row: &R, out: &mut String| {
            let cites = cites(row);
            put_cited(&cites, out);
            found.replace(cites);
        };
        self.words(name, title, about, words).pages(
            &format!("{name}_pages"),
            pages_title,
            pages_about,
            move |_, out| put_cited_pages(&same.take(), out),
        )
    }

    /// The page that tells of the row.
    pub(crate) fn page<T: Put>(self, cell: impl Fn(&R) -> T + 'static) -> Self {
        let about = "The page of this site that tells of it, from the site’s top folder";
        self.column(Kind::Page, ("page", "Page", about), move |row, out| cell(row).put(out))
    }

    /// A date, in three columns: as it is written, and the first and the last day that it may mean.
    pub(crate) fn date(
        self,
        name: &str,
        title: &str,
        about: &str,
        cell: impl Fn(&R) -> Option<Date> + Copy + 'static,
    ) -> Self {
        let written = move |row: &R, out: &mut String| cell(row).put(out);
        let first = move |row: &R, out: &mut String| cell(row).map(|d| d.first()).put(out);
        let last = move |row: &R, out: &mut String| cell(row).map(|d| d.last()).put(out);
        let precise = format!(
            "{about}. As precise as it is known: 2021-10-31, 2021-10, 2021, or two of these with / between"
        );
        let title_of = |end: &str| format!("{title}, {end} day");
        let about_of = |end: &str| format!("The {end} day that `{name}` may mean");
        self.column(Kind::Text, (name, title, &precise), written)
            .column(Kind::Day, (&format!("{name}_first"), &title_of("first"), &about_of("first")), first)
            .column(Kind::Day, (&format!("{name}_last"), &title_of("last"), &about_of("last")), last)
    }

    /// A date with what stands beside it: as `date`, and the paper's own words for it and how it came to be known.
    pub(crate) fn noted_date(
        self,
        name: &str,
        title: &str,
        about: &str,
        cell: impl Fn(&R) -> Option<Date> + Copy + 'static,
        note: impl for<'r> Fn(&'r R) -> Option<&'r DateNote> + Copy + 'static,
    ) -> Self {
        self.date(name, title, about, cell)
            .words(
                &format!("{name}_text"),
                &format!("{title}, in the paper’s words"),
                "The paper’s own words for that date, also where they stand for a date that is not known",
                move |row, out| note(row).map(date_text).put(out),
            )
            .word(
                &format!("{name}_basis"),
                &format!("{title}, how known"),
                "How that date came to be known, where that is said",
                move |row| note(row).and_then(|n| n.basis),
            )
    }

    /// A whole number.
    pub(crate) fn whole(
        self,
        name: &str,
        title: &str,
        about: &str,
        cell: impl Fn(&R) -> Option<i64> + 'static,
    ) -> Self {
        self.column(Kind::Whole, (name, title, about), move |row, out| cell(row).put(out))
    }

    /// A number in the digits that were published.
    pub(crate) fn decimal<T: Put>(
        self,
        name: &str,
        title: &str,
        about: &str,
        cell: impl Fn(&R) -> T + 'static,
    ) -> Self {
        self.column(Kind::Decimal, (name, title, about), move |row, out| cell(row).put(out))
    }

    /// Yes or no; empty where neither is stated.
    pub(crate) fn yes_no(
        self,
        name: &str,
        title: &str,
        about: &str,
        cell: impl Fn(&R) -> Option<bool> + 'static,
    ) -> Self {
        let written = move |row: &R, out: &mut String| {
            cell(row).map(|yes| if yes { "true" } else { "false" }).put(out);
        };
        self.column(Kind::YesNo, (name, title, about), written)
    }
}

/// The schema of what is written: with the words that no author may write, but the program works out.
pub(crate) fn schema<T: JsonSchema>() -> Value {
    let generator = SchemaSettings::draft2020_12().for_serialize().into_generator();
    generator.into_root_schema_for::<T>().to_value()
}

/// The words of a type, each with its meaning.
fn choices<T: JsonSchema>() -> Vec<Choice> {
    let schema = schema::<T>();
    let text = |value: &Value, key: &str| value.get(key).and_then(Value::as_str).map(str::to_owned);
    let listed = schema.get("oneOf").and_then(Value::as_array).into_iter().flatten();
    let choice = |one: &Value| {
        let meaning = text(one, "description").unwrap_or_default();
        Some(Choice { word: text(one, "const")?, meaning })
    };
    listed.filter_map(choice).collect()
}
