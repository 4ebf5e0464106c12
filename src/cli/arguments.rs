//! What may be typed. Door: clap.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::model::date::Date;
use crate::model::scalar::Written;

/// Turns a folder of action plans and papers into a static site.
#[derive(Debug, Parser)]
#[command(
    name = "scrutineer",
    version,
    about,
    after_help = "Start with `scrutineer check`: it lists every fault \
    with its place and what to write instead. Then `scrutineer build`, and open public/index.html."
)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Build the site; with a fault in it, nothing is written and the published site stays as it is
    Build(BuildArguments),
    /// List every fault, warning and note, and write nothing
    Check(CheckArguments),
    /// List what to ask after, by owner: open commitments due by a date, overdue, begun without a word, undated or silent
    Due(DueArguments),
}

#[derive(Debug, Args)]
pub(super) struct BuildArguments {
    /// The site's folder, the one with site.toml
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub(super) site: PathBuf,
    /// Where the site is written [default: public in the site's folder; with --drafts, preview]
    #[arg(long, value_name = "DIR")]
    pub(super) output: Option<PathBuf>,
    /// The date everything is shown at, such as 2022-07-31; a month or year means its last day
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(super) as_at: Option<Date>,
    /// Warnings stop the build, too
    #[arg(long)]
    pub(super) strict: bool,
    /// Show unpublished records as well, for a preview that nobody else sees
    #[arg(long)]
    pub(super) drafts: bool,
    /// How faults and the summary are printed
    #[arg(long, value_enum, default_value_t = BuildFormat::Human)]
    pub(super) format: BuildFormat,
}

#[derive(Debug, Args)]
pub(super) struct CheckArguments {
    /// The site's folder, the one with site.toml
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub(super) site: PathBuf,
    /// The date everything is shown at, such as 2022-07-31; a month or year means its last day
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(super) as_at: Option<Date>,
    /// Warnings count as errors
    #[arg(long)]
    pub(super) strict: bool,
    /// How faults are printed
    #[arg(long, value_enum, default_value_t = CheckFormat::Human)]
    pub(super) format: CheckFormat,
}

#[derive(Debug, Args)]
pub(super) struct DueArguments {
    /// The last day of what is listed as due, such as 2022-10-31; a month or year means its last day
    #[arg(long, value_name = "DATE", value_parser = before)]
    pub(super) before: Date,
    /// The site's folder, the one with site.toml
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub(super) site: PathBuf,
    /// The date the list is made for, such as 2022-07-31; a month or year means its last day
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(super) as_at: Option<Date>,
    /// Only what this owner or body owns, by its id
    #[arg(long, value_name = "ID")]
    pub(super) owner: Option<String>,
    /// How the list is printed
    #[arg(long, value_enum, default_value_t = DueFormat::Text)]
    pub(super) format: DueFormat,
}

/// How a list of what is due is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum DueFormat {
    /// For people, owner by owner.
    Text,
    /// For spreadsheets: a line for each commitment, names of the columns first.
    Csv,
}

/// How a build is told of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum BuildFormat {
    /// For people.
    Human,
    /// For programs: all faults and the summary.
    Json,
}

/// How the faults of a check are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum CheckFormat {
    /// For people.
    Human,
    /// For programs: all faults and the summary.
    Json,
    /// For code hosts and editors: SARIF 2.1.0.
    Sarif,
    /// For a workflow on GitHub: each fault beside its line.
    Github,
}

/// The help of a date in a file may speak of keys, and there are none here.
fn date(text: &str) -> Result<Date, String> {
    dated("--as-at", text)
}

fn before(text: &str) -> Result<Date, String> {
    dated("--before", text)
}

fn dated(option: &str, text: &str) -> Result<Date, String> {
    Date::read(text).map_err(|slip| match slip.replacement {
        Some(right) => format!("{}; write {option} {right}", slip.message),
        None => format!("{}; write {option} 2022-07-31, {option} 2022-07 or {option} 2022", slip.message),
    })
}
