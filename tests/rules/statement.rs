//! The accessibility statement and the council's colours: what is told of them, and what must not be.

use crate::{found, support::SITE_TOML};

/// A site.toml with a statement: these keys in `[accessibility]`, these sections behind it.
fn statement(keys: &str, sections: &str) -> Vec<&'static str> {
    let head = SITE_TOML.split("allow").next().unwrap_or_default();
    let contact = "[contact]\nname = \"Team\"\nemail = \"team@example.org\"\n";
    found(&format!(
        "-- site.toml --\n{head}{contact}[accessibility]\nmethod = \"By keyboard.\"\nenforcement = \"england\"\n{keys}{sections}"
    ))
}

/// Keys of a statement prepared and reviewed on these days.
fn dated(prepared: &str, reviewed: &str) -> String {
    format!(
        "compliance = \"partial\"\noutside_scope = \"Old PDFs.\"\nprepared = {prepared}\nreviewed = {reviewed}\n"
    )
}

/// A statement of this compliance, with these further keys and sections, reviewed in time.
fn says(compliance: &str, keys: &str, sections: &str) -> Vec<&'static str> {
    let dates = "prepared = 2024-06-01\nreviewed = 2024-06-01\n";
    statement(&format!("compliance = \"{compliance}\"\n{dates}{keys}"), sections)
}

fn problem(keys: &str) -> String {
    format!("[[accessibility.problems]]\ntext = \"It scrolls.\"\n{keys}\n")
}

#[test]
fn a_year_is_a_year_and_today_is_not_to_come() {
    // Today is 1 July 2024.
    for (prepared, reviewed, codes) in [
        ("2024-07-01", "2024-07-01", &[][..]),
        ("2023-07-01", "2023-07-01", &[]),
        ("2023-06-30", "2023-06-30", &["statement-not-reviewed"]),
        ("2019-09-23", "\"2023-07\"", &[]),
        ("2019-09-23", "\"2023-06\"", &["statement-not-reviewed"]),
        // A month or year may mean a day that is over.
        ("2024-01-01", "\"2024-07\"", &[]),
        ("2024-07-02", "2024-07-02", &["future-statement", "future-statement"]),
        ("2024-01-01", "2024-07-02", &["future-statement"]),
        // What follows from a day to come is not told.
        ("2025-01-01", "2024-01-01", &["future-statement"]),
        ("2024-02-01", "2024-01-31", &["reviewed-before-prepared"]),
        ("2022-02-01", "2021-01-31", &["reviewed-before-prepared"]),
        ("2024-02-10", "\"2024-02\"", &[]),
    ] {
        assert_eq!(statement(&dated(prepared, reviewed), ""), codes, "{prepared} {reviewed}");
    }
}

#[test]
fn compliance_goes_with_what_is_listed() {
    let scrolls = problem("criterion = \"1.4.10 Reflow\"");
    for (compliance, keys, sections, codes) in [
        ("full", "", "", &[][..]),
        ("full", "burden = \"None claimed.\"\noutside_scope = \"None\"\n", "", &[]),
        ("full", "outside_scope = \"PDFs from before 2018.\"\n", "", &["compliance-contradicted"]),
        ("full", "burden = \"Maps.\"\n", &scrolls, &["compliance-contradicted"]),
        ("partial", "", &scrolls, &[]),
        ("partial", "burden = \"Maps.\"\n", "", &[]),
        ("partial", "burden = \"None claimed.\"\n", "", &["incomplete-statement"]),
        ("none", "", "", &["incomplete-statement"]),
        ("none", "", &scrolls, &[]),
    ] {
        assert_eq!(says(compliance, keys, sections), codes, "{compliance} {keys}{sections}");
    }
}

#[test]
fn a_day_to_mend_by_may_be_today_or_this_month() {
    for (by, codes) in [
        ("2024-07-01", &[][..]),
        ("\"2024-07\"", &[]),
        ("\"2024\"", &[]),
        ("2024-06-30", &["fix-date-passed"]),
        ("\"2024-06\"", &["fix-date-passed"]),
    ] {
        let problem = problem(&format!("criterion = \"1.4.10\"\nfix_by = {by}"));
        assert_eq!(says("partial", "", &problem), codes, "{by}");
    }
}

#[test]
fn a_criterion_may_be_written_shortly() {
    for written in
        ["1.4.10", "1.4.1 Use of colour", "1.1.1 Non-text content (Level A)", "2.4.13 Focus Appearance"]
    {
        let problem = problem(&format!("criterion = \"{written}\""));
        assert_eq!(says("partial", "", &problem), [""; 0], "{written}");
    }
    for written in ["1.1 Text Alternatives", "Reflow", "4.1.1 Parsing", "1.4.10 Parsing"] {
        let problem = problem(&format!("criterion = \"{written}\""));
        assert_eq!(says("partial", "", &problem), ["unknown-criterion"], "{written}");
    }
}

#[test]
fn any_way_to_be_reached_will_do() {
    let head = SITE_TOML.split("allow").next().unwrap_or_default();
    let statement = format!(
        "[accessibility]\nmethod = \"By keyboard.\"\nenforcement = \"england\"\n{}",
        dated("2024-06-01", "2024-06-01")
    );
    for (contact, codes) in [
        ("", &["incomplete-statement"][..]),
        ("[contact]\nname = \"Team\"\n", &["incomplete-statement"]),
        ("[contact]\nname = \"Team\"\nphone = \"01632 960 001\"\n", &[]),
        ("[contact]\nname = \"Team\"\naddress = \"Town Hall\"\n", &[]),
    ] {
        assert_eq!(found(&format!("-- site.toml --\n{head}{contact}{statement}")), codes, "{contact}");
    }
    // A site without a statement owes nobody a way to reach it.
    assert_eq!(found(&format!("-- site.toml --\n{head}")), ["no-accessibility-statement"]);
}

#[test]
fn links_in_a_statement_are_links_of_the_site() {
    assert_eq!(says("partial", "burden = \"See [the report](paper:report).\"\n", ""), [""; 0]);
    assert_eq!(says("partial", "burden = \"See [the report](paper:nothing).\"\n", ""), ["unknown-paper"]);
}

#[test]
fn only_colours_too_light_to_read_are_told_of() {
    for (primary, accent, codes) in [
        ("#1d4f76", "#b3541e", &[][..]),
        ("#000000", "#000000", &[]),
        // Text needs 4.5:1, lines and marks 3:1, on a page that is not quite white.
        ("#727272", "#919191", &[]),
        ("#767676", "#919191", &["low-contrast"]),
        ("#727272", "#949494", &["low-contrast"]),
        ("#ffee00", "#ffffff", &["low-contrast", "low-contrast"]),
    ] {
        let brand = format!("[brand]\nprimary = \"{primary}\"\naccent = \"{accent}\"\n");
        assert_eq!(found(&format!("-- site.toml --\n{SITE_TOML}{brand}")), codes, "{primary} {accent}");
    }
}
