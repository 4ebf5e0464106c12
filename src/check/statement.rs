//! The accessibility statement: every answer that SI 2018/952, regulation 8, and the model statement ask for is there, none
//! contradicts another, and none is older than it may be.

use chrono::Months;

use super::known::Known;
use crate::diagnostic::{Code, Diagnostic, Place, Slip};
use crate::model::criterion::{self, Unread};
use crate::model::date::Date;
use crate::model::site::{Accessibility, Compliance, Problem, SiteKeys};

pub(super) fn check(known: &Known<'_>, faults: &mut Vec<Diagnostic>) {
    let site: &SiteKeys = &known.register.site;
    let Some(statement) = &site.accessibility else {
        let message = "the site has no accessibility statement";
        let help = "where a council or another public sector body runs the site, the law asks for one (SI 2018/952, \
                    regulation 8): add a section [accessibility], as docs/content.md tells; where nobody of the kind does, \
                    allow this";
        let place = Place::file("site.toml");
        return faults.push(Slip::new(Code::NoAccessibilityStatement, message, help).at(place));
    };
    let top = Place::top("site.toml").at("accessibility");
    faults.extend(compliance(statement).map(|slip| slip.at(top.at("compliance"))));
    contact(site, &top, faults);
    dates(known, statement, &top, faults);
    for (position, problem) in statement.problems.iter().enumerate() {
        one(known, problem, &top.at("problems").at(position), faults);
    }
}

/// How far the site is said to meet the standard, against what is listed.
fn compliance(statement: &Accessibility) -> Option<Slip> {
    let (count, exempt) = (statement.problems.as_slice().len(), statement.claims_exemption());
    match statement.compliance {
        Compliance::Full if count > 0 => {
            let listed = match count {
                1 => "a problem is listed".to_owned(),
                _ => format!("{count} problems are listed"),
            };
            let message = format!("the site is said to meet the standard fully, and {listed}");
            let help = "write \"partial\"; or, where all of them are mended, take them out";
            Some(Slip::new(Code::ComplianceContradicted, message, help))
        }
        Compliance::Full if exempt => {
            let message = "the site is said to meet the standard fully, and an exemption is claimed";
            let help = "write \"partial\": content that is exempt and cannot be used by everybody does not meet the \
                        standard; or take `burden` and `outside_scope` out";
            Some(Slip::new(Code::ComplianceContradicted, message, help))
        }
        Compliance::Partial | Compliance::None if count == 0 && !exempt => {
            let message =
                "the site is said not to meet the standard fully, and nothing that does not is listed";
            let help = "list what does not work as [[accessibility.problems]], each with `text` and `criterion`, or say in \
                        `burden` or `outside_scope` what is exempt";
            Some(Slip::new(Code::IncompleteStatement, message, help))
        }
        _ => None,
    }
}

/// A way to tell of a problem (regulation 8(4)(c)).
fn contact(site: &SiteKeys, top: &Place, faults: &mut Vec<Diagnostic>) {
    const WHY: &str = "the statement must say how to tell you of a problem (SI 2018/952, regulation 8(4)(c))";
    let slip =
        |message: &str, write: &str| Slip::new(Code::IncompleteStatement, message, format!("{write}: {WHY}"));
    match &site.contact {
        None => {
            let message = "the statement names nobody to whom a problem can be told";
            faults.push(slip(message, "add a section [contact] with `name` and `email`").at(top.key()));
        }
        Some(to) if to.email.is_none() && to.phone.is_none() && to.address.is_none() => {
            let place = Place::top("site.toml").at("contact").key();
            faults.push(slip("this contact cannot be reached", "give it an `email`").at(place));
        }
        Some(_) => {}
    }
}

fn dates(known: &Known<'_>, statement: &Accessibility, top: &Place, faults: &mut Vec<Diagnostic>) {
    let (today, prepared, reviewed) = (known.dates.today, statement.prepared, statement.reviewed);
    let mut ahead = |date: Date, key: &str, what: &str| {
        let is_ahead = date.first() > today;
        if is_ahead {
            let message = format!("the statement was {what} on {date}, which is still to come");
            let help = "correct the date: it is the day on which that was done";
            faults.push(Slip::new(Code::FutureStatement, message, help).at(top.at(key)));
        }
        is_ahead
    };
    // A day that is still to come is a slip of its own: what follows from it is not told.
    if ahead(prepared, "prepared", "prepared") | ahead(reviewed, "reviewed", "reviewed") {
        return;
    }
    if reviewed.last() < prepared.first() {
        let message = format!("reviewed on {reviewed}, before it was prepared ({prepared})");
        let help = "correct one of the two; a statement that was not reviewed since has one day for both";
        faults.push(Slip::new(Code::ReviewedBeforePrepared, message, help).at(top.at("reviewed")));
    } else if is_over(reviewed, today) {
        let message = format!("the statement was last reviewed on {reviewed}, over a year ago");
        let help = "go through the statement, put right what is no longer true, and write the day; it is to be reviewed \
                    at least once a year";
        faults.push(Slip::new(Code::StatementNotReviewed, message, help).at(top.at("reviewed")));
    }
}

/// Whether a year has gone by since, whatever day is meant.
fn is_over(reviewed: Date, today: chrono::NaiveDate) -> bool {
    reviewed.last().checked_add_months(Months::new(12)).is_some_and(|due| due < today)
}

/// One thing that does not work: the criterion it fails, and the day by which it is to be mended.
fn one(known: &Known<'_>, problem: &Problem, at: &Place, faults: &mut Vec<Diagnostic>) {
    if let Err(unread) = criterion::read(&problem.criterion.0) {
        faults.push(unknown(&problem.criterion.0, &unread).at(at.at("criterion")));
    }
    if let Some(fix_by) = problem.fix_by.filter(|by| by.last() < known.dates.today) {
        let message = format!("this was to be mended by {fix_by}, and that day is over");
        let help = "where it is mended, take the problem out; else write a new day, or take `fix_by` out";
        faults.push(Slip::new(Code::FixDatePassed, message, help).at(at.at("fix_by")));
    }
}

fn unknown(written: &str, unread: &Unread) -> Slip {
    let (message, help, meant) = match unread {
        Unread::Withdrawn => (
            "`4.1.1 Parsing` was taken out of WCAG 2.2".to_owned(),
            "take the problem out; or, where readers still meet it, name the criterion that it fails now, mostly 4.1.2 \
             Name, Role, Value"
                .to_owned(),
            None,
        ),
        Unread::Torn(by_number, by_name) => (
            format!("`{written}` has the number of one criterion and the name of another"),
            format!("write \"{}\" or \"{}\"", by_number.title(), by_name.title()),
            None,
        ),
        Unread::Near(near) => (
            format!("`{written}` is not how WCAG 2.2 names a success criterion"),
            format!("write \"{}\"", near.title()),
            Some(format!("\"{}\"", near.title())),
        ),
        Unread::Unlike => (
            format!("`{written}` is no success criterion of WCAG 2.2"),
            "write its number and name, such as \"1.4.10 Reflow\"; all of them are listed at \
             https://www.w3.org/TR/WCAG22/"
                .to_owned(),
            None,
        ),
    };
    let mut slip = Slip::new(Code::UnknownCriterion, message, help);
    slip.replacement = meant;
    slip
}
