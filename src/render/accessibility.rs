//! The accessibility statement, from `[accessibility]` of site.toml, in the sections and words of the model statement (SI
//! 2018/952, regulation 8; Commission Implementing Decision (EU) 2018/1523; GOV.UK's sample statement). Words that the model
//! lays down stand in the template; here is what they depend on.

use serde::Serialize;

use super::address::Linker;
use super::words::{self, DateWords};
use crate::model::criterion;
use crate::model::date::{Date, Moment};
use crate::model::site::{Accessibility, Compliance, Enforcement, Problem};

/// What the page says.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Page {
    /// Whether the regulations bind who runs the site.
    public_body: bool,
    /// Who runs the site; a capital letter at its beginning.
    organisation: String,
    /// The address it is published at.
    address: Option<String>,
    /// `full`, `partial` or `none`.
    compliance: &'static str,
    /// What stands in the way: "the non-compliances", "the exemptions", or both.
    due_to: &'static str,
    /// What is not accessible.
    problems: Vec<ProblemWords>,
    /// What would be a disproportionate burden to put right, as HTML.
    burden: Option<String>,
    /// What the regulations do not cover, as HTML.
    outside_scope: Option<String>,
    /// When the statement was prepared.
    prepared: Day,
    /// When it was last reviewed.
    reviewed: Day,
    /// How the site was tested, as HTML.
    method: String,
    /// Whether the Equality Commission for Northern Ireland enforces the regulations here.
    northern_ireland: bool,
}

/// A date with the word before it.
#[derive(Clone, Debug, Serialize)]
struct Day {
    /// "on" a day, "in" a month or year.
    word: &'static str,
    /// The date itself.
    date: DateWords,
}

/// Something that is not accessible.
#[derive(Clone, Debug, Serialize)]
struct ProblemWords {
    /// What it is, as HTML.
    text: String,
    /// Number and name of the success criterion.
    criterion: String,
    /// Its level.
    level: Option<&'static str>,
    /// What can be used instead, as HTML.
    alternative: Option<String>,
    /// When it is to be put right.
    fix_by: Option<DateWords>,
}

/// What the accessibility page says.
pub(crate) fn page(linker: &Linker<'_>, statement: &Accessibility) -> Page {
    let site = &linker.views.edition.register.site;
    Page {
        public_body: statement.is_public_body(),
        organisation: capital(site.publisher.as_ref().map_or(site.council.0.as_str(), |p| p.0.as_str())),
        address: site.base_url.as_ref().map(|address| address.0.clone()),
        compliance: match statement.compliance {
            Compliance::Full => "full",
            Compliance::Partial => "partial",
            Compliance::None => "none",
        },
        due_to: match (statement.problems.is_empty(), statement.claims_exemption()) {
            (true, _) => "exemptions",
            (false, false) => "non-compliances",
            (false, true) => "non-compliances and exemptions",
        },
        problems: statement.problems.iter().map(|p| problem(linker, p)).collect(),
        burden: linker.maybe(statement.burden.as_ref()),
        outside_scope: linker.maybe(statement.outside_scope.as_ref()),
        prepared: day(&statement.prepared),
        reviewed: day(&statement.reviewed),
        method: linker.text(&statement.method),
        northern_ireland: statement.enforcement == Enforcement::NorthernIreland,
    }
}

fn problem(linker: &Linker<'_>, problem: &Problem) -> ProblemWords {
    let criterion = criterion::read(&problem.criterion.0).ok();
    ProblemWords {
        text: linker.text(&problem.text),
        criterion: criterion.map_or_else(|| problem.criterion.0.clone(), criterion::Criterion::title),
        level: criterion.map(|c| c.level),
        alternative: linker.maybe(problem.alternative.as_ref()),
        fix_by: words::maybe_date(problem.fix_by, None),
    }
}

fn day(date: &Date) -> Day {
    let word = if matches!(date.from, Moment::Day(_)) { "on" } else { "in" };
    Day { word, date: words::date(date, None) }
}

/// A name at the beginning of a sentence.
fn capital(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
