//! Nothing unpublished is in any file of data, the feed, calendar and sitemap among them, which need a site that states its
//! address (`tests/edition.rs` searches every output byte of a site without one).

use scrutineer::Request;

use super::rendered;
use super::support::{day, site};

/// A site with secrets: each begins with `zq` and stands only where it must not be published as at 30 June 2024.
const SECRETS: &str = "\
-- site.toml --
title = \"Test\"
council = \"Test Council\"
description = \"A test.\"
as_at = 2024-06-30
base_url = \"https://www.ashmere.example/\"
[[allow]]
code = \"no-accessibility-statement\"
reason = \"A test.\"
-- content/bodies.yaml --
bodies:
  - {id: board, name: Board, kind: scrutiny_board}
-- content/owners.yaml --
owners:
  - {id: clerk, name: Clerk, kind: role}
  - {id: zqowner, name: zqownername, kind: role, withheld: {why: exempt}}
-- content/papers/report.md --
---
title: Report
kind: report
date: 2024-01-10
form: full
summary: See [zqsummarylink](paper:zqdraft).
---
1. First.
-- content/papers/zqdraft.md --
---
title: zqdrafttitle
kind: report
date: 2024-01-10
form: full
draft: yes
---
1. zqdrafttext
-- content/papers/zqlater.md --
---
title: zqlatertitle
kind: report
date: 2024-07-10
form: full
---
1. zqlatertext
-- content/meetings/one.yaml --
body: board
date: 2024-03-10
status: held
papers: [report, zqdraft]
resolutions:
  - {ref: a, verbs: [noted], text: \"Noted [zqresolutionlink](paper:zqdraft).\", source: report#p1, affects: [{of: plan/A1, effect: noted}, {of: plan/zqA2, effect: noted}]}
  - {ref: zqb, verbs: [noted], text: zqresolution, draft: yes}
-- content/meetings/zqtwo.yaml --
body: board
date: 2024-09-10
status: scheduled
title: zqmeeting
draft: yes
-- content/plans/plan.yaml --
title: Plan
summary: A plan, see [zqplanlink](paper:zqdraft).
set_out_in: report
replaces: [zqplan]
defaults: {source: p1, evidence: self_reported}
amendments:
  - {date: 2024-07-01, of: A1, field: title, from: Title, to: zqamended, reason: zqamendreason}
recommendations:
  - ref: R1
    title: Asked
    made_by: zqowner
    answers: [zqdraft#p1]
    responses: [{value: accepted, by: board, date: 2024-02-01}, {value: rejected, date: 2024-07-02, text: zqresponse}]
    actions:
      - id: A1
        title: Title
        owner: [clerk, zqowner]
        due: 2024-05
        updates:
          - {date: 2024-02-01, status: in_progress, by: zqowner, note: \"Said [zqnotelink](owner:zqowner).\", source: zqdraft#p1}
          - {date: 2024-02-02, status: in_progress, by: zqowner, note: \"Said, see [zqnotelinktwo](owner:zqowner).\"}
          - {date: 2024-07-05, status: complete, note: zqlaternote}
      - {id: zqA2, title: zqaction, due: 2024-08-01, draft: yes}
measures:
  - {id: M1, title: Count, definition: \"Of [zqmeasurelink](paper:zqdraft)\", readings: [{period: 2024-01, value: 3, published: 2024-02-01}, {period: 2024-06, text: zqreading, published: 2024-07-20}]}
-- content/plans/zqplan.yaml --
title: zqplantitle
summary: zqplansummary
set_out_in: zqdraft
draft: yes
-- content/events.yaml --
events:
  - {date: 2024-07-02, title: zqlaterevent}
  - {date: 2024-02-01, title: zqsecretevent, source: zqdraft#p1}
  - {date: 2024-02-03, title: Known, text: \"See [zqeventlink](paper:zqdraft).\"}
";

#[test]
fn nothing_unpublished_is_in_the_data() {
    let request = Request { as_at: None, today: day("2026-11-22"), drafts: false };
    let built = scrutineer::build(&site(SECRETS), request);
    let files = rendered(&built.pages.unwrap_or_else(|| panic!("{:#?}", built.diagnostics)));
    for name in
        ["feed.xml", "calendar.ics", "sitemap.xml", "data/plans.json", "data/actions.csv", "data/updates.csv"]
    {
        assert!(files.contains_key(name), "{name} is not there");
    }
    for (path, bytes) in &files {
        let text = String::from_utf8_lossy(bytes);
        // A folded line of the calendar may cut a word in two.
        let text = text.replace("\r\n ", "");
        let found = text.find("zq").map(|at| text[at..].chars().take(30).collect::<String>());
        assert!(found.is_none() && !path.contains("zq"), "{path}: {found:?}");
    }
    // The same search finds what a preview shows to nobody else.
    let built = scrutineer::build(&site(SECRETS), Request { drafts: true, ..request });
    let files = rendered(&built.pages.unwrap());
    for name in ["data/plans.json", "data/actions.csv", "data/recommendations.csv", "calendar.ics"] {
        assert!(String::from_utf8_lossy(&files[name]).contains("zq"), "{name}: nothing was planted");
    }
}
