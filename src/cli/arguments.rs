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
    Date::read(text).map_err(|slip| match slip.replacement {
        Some(right) => format!("{}; write --as-at {right}", slip.message),
        None => format!("{}; write --as-at 2022-07-31, --as-at 2022-07 or --as-at 2022", slip.message),
    })
}
