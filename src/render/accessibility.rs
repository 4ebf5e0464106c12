//! What `[accessibility]` of site.toml says, on a page of its own (SI 2018/952, regulation 8). The sections of the model
//! statement are not all here yet.

use serde::Serialize;

use super::words::{self, DateWords};
use crate::model::site::{Accessibility, Compliance, Enforcement, Problem};

/// What the page says.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Page {
    compliance: &'static str,
    prepared: DateWords,
    reviewed: DateWords,
    method: String,
    problems: Vec<ProblemWords>,
    burden: Option<String>,
    outside_scope: Option<String>,
    enforcement: &'static str,
}

#[derive(Clone, Debug, Serialize)]
struct ProblemWords {
    text: String,
    criterion: String,
    fix_by: Option<DateWords>,
}

/// What the accessibility page says.
pub(crate) fn page(statement: &Accessibility) -> Page {
    let problem = |problem: &Problem| ProblemWords {
        text: problem.text.0.clone(),
        criterion: problem.criterion.0.clone(),
        fix_by: words::maybe_date(problem.fix_by, None),
    };
    Page {
        compliance: match statement.compliance {
            Compliance::Full => "fully",
            Compliance::Partial => "in part",
            Compliance::None => "it does not",
        },
        prepared: words::date(&statement.prepared, None),
        reviewed: words::date(&statement.reviewed, None),
        method: statement.method.0.clone(),
        problems: statement.problems.iter().map(problem).collect(),
        burden: statement.burden.as_ref().map(|t| t.0.clone()),
        outside_scope: statement.outside_scope.as_ref().map(|t| t.0.clone()),
        enforcement: match statement.enforcement {
            Enforcement::England => "England",
            Enforcement::Scotland => "Scotland",
            Enforcement::Wales => "Wales",
            Enforcement::NorthernIreland => "Northern Ireland",
        },
    }
}
