//! No cell runs as a formula, and what was written can be had again.

use scrutineer::Request;
use serde_json::Value;

use super::support::{day, site};
use super::{raw_rows, rendered, text};

const FORMULAS: [&str; 8] = [
    "=1+1",
    "+44 20 cases",
    "-cut",
    "@SUM(A1)",
    "'quoted",
    "=HYPERLINK(\"x\";\"y\")",
    "＝1",
    "plain - and = inside",
];

#[test]
fn no_cell_runs_as_a_formula_and_the_words_can_be_had_again() {
    let mut source = "-- content/papers/report.md --\n---\ntitle: Report\nkind: report\ndate: 2024-01-10\nform: full\n---\n1. First.\n\
        -- content/plans/plan.yaml --\ntitle: \"=Plan\"\nsummary: A plan.\nset_out_in: report\ndefaults: {source: p1}\nmeasures:\n  \
        - {id: M1, title: \"-M\", definition: \"=D\", readings: [{period: 2024-01, value: -3.50, published: 2024-02-01}]}\nactions:\n"
        .to_owned();
    for (at, words) in FORMULAS.iter().enumerate() {
        let words = words.replace('\'', "''");
        source.push_str(&format!(
            "  - {{id: A{at}, title: '{words}', due: 2024-03-31, updates: [{{date: 2024-02-01, note: '{words}', due: 2024-03-01, reason: Sooner.}}]}}\n"
        ));
    }
    let request = Request { as_at: None, today: day("2026-11-22"), drafts: false };
    let built = scrutineer::build(&site(&source), request);
    let files = rendered(&built.pages.unwrap_or_else(|| panic!("{:#?}", built.diagnostics)));
    let plans: Value = serde_json::from_str(&text(&files, "data/plans.json")).unwrap();
    for (row, words) in raw_rows(&files, "actions").iter().zip(FORMULAS) {
        let cell = &row["title"];
        assert!(!cell.starts_with(['=', '+', '-', '@', '＝']), "{cell}");
        assert_eq!(cell.strip_prefix('\'').unwrap_or(cell), words);
        assert_eq!(row["slippage_days"], "-30", "a number stays a number");
        assert!(row["plan_title"].starts_with("'="));
    }
    for (action, words) in plans["plans"][0]["actions"].as_array().unwrap().iter().zip(FORMULAS) {
        assert_eq!(action["title"], words, "JSON has the words themselves");
    }
    let measure = &raw_rows(&files, "measures")[0];
    assert_eq!((measure["value"].as_str(), measure["definition"].as_str()), ("-3.50", "'=D"));
    // Words that a page reads as a figure begin with its sign, too.
    assert_eq!(measure["figure"], "'-3.50");
    let bytes = &files["data/actions.csv"];
    assert!(bytes.starts_with(b"plan,") && bytes.ends_with(b"\r\n"));
    let ends = bytes.iter().filter(|b| **b == b'\n').count();
    assert_eq!(ends, FORMULAS.len() + 1, "a row is a line");
    assert_eq!(ends, bytes.windows(2).filter(|w| w == b"\r\n").count());
}
