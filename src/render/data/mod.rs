//! The same data as the pages, for programs and spreadsheets: CSV files, each with metadata that says what its columns
//! mean, and every plan as JSON. Each file's bytes are made when they are asked for.

mod actions;
mod csv;
mod csvw;
mod events;
mod item;
mod measures;
mod meetings;
mod recommendations;
mod said;
mod table;
mod updates;

use super::address::Linker;
use crate::derive::Views;
use crate::files::Bytes;
use crate::output::OutPath;
use table::Description;

/// The tables, each a CSV and its metadata.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sheet {
    Actions,
    Updates,
    Recommendations,
    Meetings,
    Resolutions,
    Measures,
    Events,
}

const SHEETS: [Sheet; 7] = [
    Sheet::Actions,
    Sheet::Updates,
    Sheet::Recommendations,
    Sheet::Meetings,
    Sheet::Resolutions,
    Sheet::Measures,
    Sheet::Events,
];

/// A file of data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum File {
    /// A table.
    Csv(Sheet),
    /// What its columns mean.
    Metadata(Sheet),
    /// What the columns of all tables mean, and what refers to what.
    AllMetadata,
}

/// The files of data that a site has, with their paths.
pub(crate) fn files() -> Vec<(OutPath, File)> {
    let mut files = vec![(OutPath::new("data/csv-metadata.json"), File::AllMetadata)];
    for sheet in SHEETS {
        let name = describe(sheet).name;
        files.push((OutPath::new(format!("data/{name}.csv")), File::Csv(sheet)));
        files.push((OutPath::new(format!("data/{name}.csv-metadata.json")), File::Metadata(sheet)));
    }
    files
}

/// The bytes of a file of data.
pub(crate) fn bytes(views: &Views, file: File) -> Bytes {
    // Addresses in data begin at the site's top folder, whichever file they stand in.
    let top = OutPath::new("data");
    let linker = Linker { views, from: &top, root: None };
    match file {
        File::Csv(sheet) => rows(linker, sheet),
        File::Metadata(sheet) => csvw::one(&about(views), &describe(sheet)),
        File::AllMetadata => csvw::all(&about(views), &SHEETS.map(describe)),
    }
}

fn about(views: &Views) -> csvw::About<'_> {
    let site = &views.edition.register.site;
    csvw::About {
        language: site.language.as_ref().map_or("en-GB", |l| l.0.as_str()),
        site: &site.title.0,
        base: site.base_url.as_ref().map(|address| format!("{}/", address.0.trim_end_matches('/'))),
    }
}

fn rows(linker: Linker<'_>, sheet: Sheet) -> Bytes {
    match sheet {
        Sheet::Actions => csv::csv(&actions::table(), actions::rows(linker)),
        Sheet::Updates => csv::csv(&updates::table(), updates::rows(linker)),
        Sheet::Recommendations => csv::csv(&recommendations::table(), recommendations::rows(linker)),
        Sheet::Meetings => csv::csv(&meetings::table(), meetings::rows(linker)),
        Sheet::Resolutions => csv::csv(&meetings::resolutions(), meetings::resolved(linker)),
        Sheet::Measures => csv::csv(&measures::table(), measures::rows(linker)),
        Sheet::Events => csv::csv(&events::table(), events::rows(linker)),
    }
}

fn describe(sheet: Sheet) -> Description {
    match sheet {
        Sheet::Actions => actions::table().description,
        Sheet::Updates => updates::table().description,
        Sheet::Recommendations => recommendations::table().description,
        Sheet::Meetings => meetings::table().description,
        Sheet::Resolutions => meetings::resolutions().description,
        Sheet::Measures => measures::table().description,
        Sheet::Events => events::table().description,
    }
}
