//! What the rules say of small sites, and what they must not say: the corner cases of each rule, by the codes found.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test that cannot go on has failed, and tests look at the disk"
)]

#[path = "../support/mod.rs"]
mod support;

mod agree;
mod allowed;
mod outputs;
mod references;
mod statement;
mod time;
mod truth;
mod updates;

use scrutineer::Request;
use support::{day, site};

/// A board, a report of 10 January 2024 and an owner.
const BASE: &str = "\
-- content/bodies.yaml --
bodies:
  - {id: board, name: Board, kind: scrutiny_board}
-- content/papers/report.md --
---
title: Report
kind: report
date: 2024-01-10
form: full
---
1. First.

2. Second.
";

/// The head of a plan that the report sets out.
pub(crate) const PLAN: &str =
    "-- content/plans/plan.yaml --\ntitle: Plan\nsummary: Plan.\nset_out_in: report\n";

/// The codes that a site's check finds, in order, as at 30 June 2024 and built on 1 July 2024.
pub(crate) fn found(text: &str) -> Vec<&'static str> {
    found_at(text, "2024-06-30")
}

pub(crate) fn found_at(text: &str, as_at: &str) -> Vec<&'static str> {
    let request = Request { as_at: Some(day(as_at)), today: day("2024-07-01"), drafts: false };
    let built = scrutineer::build(&site(&format!("{BASE}{text}")), request);
    // These sites are short: one title serves many records, and no page links the attachments.
    let of_pages = ["duplicate-title", "unlinked-file"];
    let codes = built.diagnostics.iter().map(|d| d.code.word());
    let mut codes: Vec<_> = codes.filter(|code| !of_pages.contains(code)).collect();
    codes.sort_unstable();
    codes
}

/// A plan with one action, owned and dated, with these further keys; what is not indented goes below the plan.
pub(crate) fn action(keys: &str) -> String {
    format!(
        "{PLAN}actions:\n  - id: A1\n    title: Do it\n    owner: board\n    due: 2024-12\n    source: p1\n{keys}"
    )
}

pub(crate) fn updates(lines: &[&str]) -> String {
    let lines: String = lines.iter().map(|l| format!("      - {{{l}}}\n")).collect();
    action(&format!("    updates:\n{lines}"))
}

/// A meeting of 5 March 2024, with further keys.
pub(crate) fn meeting(status: &str, rest: &str) -> String {
    format!("-- content/meetings/m.yaml --\nbody: board\ndate: 2024-03-05\nstatus: {status}\n{rest}")
}
