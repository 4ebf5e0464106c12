//! What is published at a date: unique words are planted in every place that must not be published, and every byte and
//! file name of the output is searched for them.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test that cannot go on has failed, and tests look at the disk"
)]

mod support;

use std::collections::BTreeMap;

use scrutineer::Request;
use support::{day, rendered, site};

/// A site with secrets: each begins with `zq` and stands only where it must not be published as at 30 June 2024.
const SECRETS: &str = "\
-- content/bodies.yaml --
bodies:
  - {id: board, name: Board, kind: scrutiny_board}
  - {id: zqbody, name: zqbodyname, kind: other, draft: yes}
-- content/owners.yaml --
owners:
  - {id: clerk, name: Clerk, kind: role}
  - {id: zqowner, name: zqownername, kind: role, withheld: {why: exempt}}
-- content/threads.yaml --
threads:
  - {id: zqthread, title: zqthreadtitle, summary: zqthreadsummary, publish_on: 2024-07-01}
-- content/events.yaml --
events:
  - {date: 2024-07-02, title: zqlaterevent}
  - {date: 2024-02-01, title: zqsecretevent, source: zqdraft#p1}
-- content/disagreements.yaml --
disagreements:
  - {id: zqd, kind: unclear, between: [report#p1, zqdraft#p1], note: zqdisagreement}
-- content/papers/report.md --
---
title: Report
kind: report
date: 2024-01-10
form: full
claims:
  - {text: A claim., verdict: unclear, note: No., against: {paper: zqdraft, note: zqclaimnote}}
inspection:
  inspectorate: board
  type: other
  findings:
    - {ref: F1, kind: observation, text: Seen.}
    - {ref: zqF2, kind: observation, text: zqfinding, draft: yes}
---
1. First, see [zqlinktext](paper:zqdraft#p1), [zqlinktwo](action:plan/zqA2), [zqlinkthree](meeting:2024-02-01/zqr) and
[zqlinkfour](owner:zqowner).

## Head [zqheading](paper:zqdraft)

[![Map](file:zqinside.png)](paper:zqdraft) and ![a [zqaltlink](paper:zqdraft)](file:map.png)
-- content/papers/zqdraft.md --
---
title: zqdrafttitle
kind: report
date: 2024-01-11
form: full
draft: yes
---
1. zqdraftbody with ![zqalt](file:zqsecret.png)
-- content/papers/zqlater.md --
---
title: zqlatertitle
kind: report
date: 2024-07-01
form: full
---
1. zqlaterbody
-- content/papers/zqknown.md --
---
title: zqknowntitle
kind: letter
date: 2024-01-12
form: summary
known_from: zqalsoknown#p1
---
zqknownbody
-- content/papers/zqalsoknown.md --
---
title: zqalsoknowntitle
kind: letter
date: 2024-01-12
form: summary
known_from: zqdraft#p1
---
1. zqalsoknownbody
-- content/papers/taken.md --
---
title: zqtakentitle
kind: letter
date: 2024-01-12
form: full
withdrawn: {date: 2024-03-01, reason: It was wrong.}
---
1. zqtakenbody
-- content/papers/zqboth.md --
---
title: zqbothtitle
kind: report
date: 2024-01-13
form: full
draft: yes
withheld: {why: exempt, note: zqwithheldnote}
---
1. zqbothbody
-- content/files/map.png --
A map.
-- content/files/zqinside.png --
zqinsidepicture
-- content/files/zqsecret.png --
zqpicture
-- content/files/zqunlinked.csv --
zqattachment
-- content/meetings/2024-02-01.yaml --
body: board
date: 2024-02-01
status: held
papers: [report, zqdraft, zqboth]
resolutions:
  - {ref: a, verbs: [noted], affects: [{of: plan/zqA2, effect: noted}]}
  - {ref: zqr, verbs: [noted], text: zqresolution, draft: yes}
  - {ref: zqw, verbs: [noted], text: zqtakenresolution, withdrawn: {date: 2024-03-01, reason: zqno}}
-- content/meetings/2024-07-03.yaml --
body: board
date: 2024-07-03
status: held
notice_published: 2024-06-20
attendance: [{role: zqattendance}]
resolutions:
  - {ref: b, verbs: [noted], text: zqlaterresolution}
-- content/plans/plan.yaml --
# zqcomment
title: Plan
summary: What is planned, see [zqdescription](paper:zqdraft) and <paper:zqdraft>.
set_out_in: report
responds_to: zqdraft
replaces: [zqplan]
recommendations:
  - ref: R1
    title: First
    source: p1
    answers: [report#zqF2]
    responses: [{value: rejected, date: 2024-02-01, text: zqsecretresponse, source: zqdraft#p1}, {value: accepted, date: 2024-07-01, text: zqlaterresponse}, {value: noted, source: {paper: zqlater, note: zqresponsenote}, text: zqsourceresponse}]
    actions:
      - id: A1
        title: Do it
        text: 'See [zqfrom](paper:zqdraft).'
        made: 2024-01-10
        source: [p1, {paper: zqdraft, note: zqsourcenote}]
        continues: zqplan/zqP1
        threads: [zqthread]
        updates:
          - {date: 2024-02-01, status: superseded, into: zqA2, note: Replaced., by: zqowner}
          - {date: 2024-07-01, status: complete, note: zqlaterupdate}
          - {date: 2024-02-02, note: zqdraftupdate, draft: yes}
          - {date: 2024-02-03, note: zqsecretupdate, source: zqdraft#p1}
      - {id: zqA2, title: zqdraftaction, made: 2024-01-10, source: p1, draft: yes}
      - {id: zqA3, title: zqlateraction, made: 2024-07-01}
      - {id: zqA4, title: zqtakenaction, made: 2024-01-10, source: p1, withdrawn: {date: 2024-03-01, reason: It was wrong.}}
measures:
  - id: M1
    title: Measure
    definition: What is measured.
    targets: [{text: zqlatertarget, source: zqlater#p1}]
    comparators: [{name: zqcomparator, readings: [{period: 2024-01, text: zqcompared, source: zqdraft#p1}]}]
    readings: [{period: 2024-03, text: zqlaterreading, published: 2024-07-01}, {period: 2024-03, text: zqsecretreading, source: zqdraft#p1}]
rounds:
  - {id: zqq3, date: 2024-07-01, summary: zqlaterround, updates: {A1: {note: zqroundupdate}}, readings: {M1: {period: 2024-06, text: zqroundreading}}}
  - {id: q2, date: 2024-06-01, updates: {zqA2: {note: zqdraftinround}}, readings: {M1: {period: 2024-04, text: zqroundsecret, note: zqroundnote, source: zqdraft#p1}}}
amendments:
  - {date: 2024-04-01, of: A1, field: text, from: 'See [zqfrom](paper:zqdraft).', to: 'Look at [zqto](paper:zqdraft).', reason: 'As [zqreason](paper:zqdraft) says.'}
  - {date: 2024-03-02, of: A1, field: title, from: Do it, to: zqhiddentitle, reason: zqwhy, agreed_at: 2024-02-01/zqr}
  - {date: 2024-03-03, of: A1, field: title, from: zqhiddentitle, to: zqhiddenagain, reason: zqwhy, agreed_at: 2024-02-01/zqr}
  - {date: 2024-05-01, of: A1, field: title, from: zqhiddenagain, to: Do it now, reason: Soon.}
  - {date: 2024-07-01, of: A1, field: title, from: Do it now, to: zqlatertitleamended, reason: zqwhy}
  - {date: 2024-03-01, of: zqA2, field: title, from: zqdraftaction, to: zqafter, reason: zqwhy}
-- content/plans/gone.yaml --
title: zqgonetitle
summary: zqgonesummary
set_out_in: report
withdrawn: {date: 2024-03-01, reason: Its figures were wrong.}
actions:
  - {id: G1, title: zqgone, source: p1}
  - {id: zqG2, title: zqgonedraft, source: p1, draft: yes}
  - {id: zqG3, title: zqgoneheld, source: p1, withheld: {why: exempt}}
  - {id: zqG4, title: zqgonelater, made: 2024-07-02}
  - {id: zqG5, title: zqgonesoon, source: p1, publish_on: 2024-07-02}
-- content/plans/zqgonedraft.yaml --
title: zqtitle
summary: zqsummary
set_out_in: zqdraft
withdrawn: {date: 2024-03-01, reason: zqwhy}
actions:
  - {id: zqH1, title: zqof, source: p1}
-- content/plans/zqgonelater.yaml --
title: zqtitle
summary: zqsummary
withdrawn: {date: 2024-03-01, reason: zqwhy}
actions:
  - {id: zqL1, title: zqlater, made: 2024-07-02}
-- content/plans/zqplan.yaml --
title: zqplantitle
summary: zqplansummary
draft: yes
actions:
  - {id: zqP1, title: zqpaction, made: 2024-01-01}
-- content/plans/bydefault.yaml --
title: Another plan
summary: Its records come from a draft paper by default.
set_out_in: report
defaults: {source: {paper: zqdraft, note: zqdefaultnote}}
actions:
  - {id: zqD1, title: zqbydefault}
  - {id: D2, title: Seen, source: report#p1}
-- content/pages/zqpage.md --
---
title: zqpagetitle
draft: yes
---
zqpagebody
";

fn build(text: &str, as_at: &str, drafts: bool) -> BTreeMap<String, String> {
    let request = Request { as_at: Some(day(as_at)), today: day("2024-08-01"), drafts };
    let built = scrutineer::build(&site(text), request);
    let faults: Vec<_> = built.diagnostics.iter().map(|d| format!("{:?} {}", d.place, d.message)).collect();
    let pages = built.pages.unwrap_or_else(|| panic!("{faults:#?}"));
    let read = |path| String::from_utf8_lossy(&pages.page(path).unwrap()).into_owned();
    pages.paths().map(|path| (path.as_str().to_owned(), read(path))).collect()
}

/// The places of secrets in an output; the words of a withdrawn record's address are allowed to stay.
fn leaks(files: &BTreeMap<String, String>) -> Vec<String> {
    let mut found = Vec::new();
    for (path, text) in files {
        let address_only = "plans/plan/actions/zqA4.html";
        // Beside each term of the search index stand letters that mean numbers; they may spell anything.
        let text = match path.starts_with("data/search/terms-") {
            true => support::terms(text).join(" "),
            false => text.replace("zqA4", ""),
        };
        if path != address_only && path.contains("zq") {
            found.push(format!("the name {path}"));
        }
        found.extend(text.match_indices("zq").map(|(at, _)| {
            let end = text[at..].find(|c: char| !c.is_alphanumeric()).map_or(text.len(), |e| at + e);
            format!("{path}: {}", &text[at..end])
        }));
    }
    found
}

#[test]
fn nothing_unpublished_is_in_any_byte_or_name() {
    let files = build(SECRETS, "2024-06-30", false);
    let found = leaks(&files);
    assert!(found.is_empty(), "{found:#?}");
    assert!(files.len() > 18);
    let taken = &files["papers/taken.html"];
    assert!(taken.contains("was withdrawn on") && taken.contains("It was wrong."));
    assert!(files["plans/plan/actions/zqA4.html"].contains("was withdrawn on"));
    for short in ["plans/gone.html", "plans/gone/actions/G1.html"] {
        assert!(files[short].contains("Its figures were wrong."), "{short}");
    }
    let amended = &files["plans/plan/actions/A1.html"];
    assert!(amended.contains("Do it now") && amended.contains("Do it<"));
    assert!(
        amended.contains("Look at a paper that is not published") && amended.contains("See a paper that is")
    );
    assert!(files["papers/report.html"].contains("a paper that is not published"));
    assert!(files["plans/plan/actions/A1.html"].contains("a record that is not published"));
}

/// The same site, its secrets made public, shows them: the search above can fail.
#[test]
fn the_search_finds_what_is_published() {
    let public = SECRETS.replace("draft: yes", "draft: no").replace(", withheld: {why: exempt}", "");
    let found = leaks(&build(&public, "2024-12-31", false));
    for (file, word) in
        [("texts", "zqdraftbody"), ("texts", "zqownername"), ("terms", "zqdraftbody"), ("terms", "zqheading")]
    {
        let place = |f: &String| f.starts_with(&format!("data/search/{file}")) && f.ends_with(word);
        assert!(found.iter().any(place), "{word} is not found in the {file} of the search: {found:#?}");
    }
    for word in [
        "zqdrafttitle",
        "zqlatertitle",
        "zqknowntitle",
        "zqlaterevent",
        "zqdisagreement",
        "zqfinding",
        "zqlinktext",
        "zqalt",
        "zqpicture",
        "zqresolution",
        "zqlaterresolution",
        "zqlaterresponse",
        "zqsourcenote",
        "zqlaterupdate",
        "zqafter",
        "zqlateraction",
        "zqlatertarget",
        "zqlaterreading",
        "zqroundreading",
        "zqlatertitleamended",
        "zqplantitle",
        "zqbydefault",
        "zqpagebody",
        "zqownername",
        "zqthreadtitle",
        "zqdefaultnote",
        "zqdescription",
        "zqheading",
        "zqaltlink",
        "zqinsidepicture",
        "zqsecretresponse",
        "zqcomparator",
        "zqroundsecret",
        "zqclaimnote",
    ] {
        assert!(found.iter().any(|f| f.ends_with(word)), "{word} is not found where it is published");
    }
    assert!(!found.iter().any(|f| f.contains("zqcomment") || f.contains("zqunlinked")), "{found:#?}");
}

#[test]
fn a_preview_shows_drafts_and_keeps_the_future_out() {
    let found = leaks(&build(SECRETS, "2024-06-30", true));
    assert!(found.iter().any(|f| f.contains("zqdrafttitle")));
    assert!(!found.iter().any(|f| f.contains("zqlaterupdate")));
}

/// A recommendation whose only response is later reads as unanswered, and is no commitment yet.
#[test]
fn a_later_response_does_not_count_yet() {
    let text = "\
-- content/papers/report.md --
---
title: Report
kind: report
date: 2024-01-10
form: full
---
1. First.
-- content/plans/plan.yaml --
title: Plan
summary: Plan.
set_out_in: report
recommendations:
  - {ref: R1, title: First, source: p1, due: 2024-02, responses: [{value: accepted, date: 2024-05-01}]}
  - ref: R2
    title: Second
    source: p1
    responses: [{value: rejected, date: 2024-02-01, reason: Too dear.}]
    actions: [{id: A1, title: Do it all the same, due: 2024-03}]
";
    let counted = |as_at: &str| {
        let request = Request { as_at: Some(day(as_at)), today: day("2024-08-01"), drafts: false };
        let pages = scrutineer::build(&site(text), request).pages.unwrap();
        let progress = pages.views().progress.values().next().unwrap().clone();
        let ids =
            |list: &[scrutineer::model::scalar::ItemId]| list.iter().map(|i| i.0.clone()).collect::<Vec<_>>();
        (ids(&progress.counts.items), ids(&progress.counts.overdue))
    };
    assert_eq!(counted("2024-04-30"), (vec![], vec![]));
    assert_eq!(counted("2024-06-30"), (vec!["R1".to_owned()], vec!["R1".to_owned()]));
}

/// Responses, an amendment, an update and an action that rest on one resolution.
const RESTS_ON_A_RESOLUTION: &str = "-- content/bodies.yaml --
bodies:
  - {id: board, name: Board, kind: scrutiny_board}
-- content/papers/open.md --
---
title: Open paper
kind: report
form: full
date: 2024-01-10
---
1. Words.
-- content/papers/secret.md --
---
title: zqsecretpaper
kind: report
form: full
date: 2024-01-10
withheld: {why: exempt}
---
1. zqsecretwords.
-- content/meetings/m.yaml --
body: board
date: 2024-02-01
status: held
source: open#p1
resolutions:
  - ref: a
    OWN
    verbs: [approved]
    text: zqresolution
    source: SOURCE
    affects:
      - {of: plan/A1, effect: completion_approved}
-- content/plans/plan.yaml --
title: Plan
summary: A plan.
defaults: {source: open#p1}
recommendations:
  - ref: R1
    title: Asked
    text: Words.
    responses:
      - {value: accepted, at: m/a, text: zqresponse, reason: zqreason}
actions:
  - id: A1
    title: Open action
    updates:
      - {date: 2024-02-01, status: signed_off, note: zqupdate, source: {resolution: m/a}}
  - id: A2
    title: zqaction
    made: 2024-02-01
    source: {resolution: m/a}
amendments:
  - {date: 2024-02-01, of: A1, field: title, from: Open action, to: zqamended, reason: zqwhy, agreed_at: m/a}
";

/// A resolution is hidden by its own key, or by the paper that it is told in; with it goes what rests on it alone.
#[test]
fn what_a_hidden_resolution_carries_is_nowhere() {
    for (own, source) in [("withheld: {why: exempt}", "open#p1"), ("cited_as: One", "secret#p1")] {
        let text = RESTS_ON_A_RESOLUTION.replace("OWN", own).replace("SOURCE", source);
        let request = Request { as_at: None, today: day("2024-07-01"), drafts: false };
        let built = scrutineer::build(&site(&text), request);
        let faults: Vec<_> =
            built.diagnostics.iter().map(|d| format!("{:?} {}", d.place, d.message)).collect();
        let pages = rendered(&built.pages.unwrap_or_else(|| panic!("{faults:#?}")));
        for (path, bytes) in &pages {
            let page = String::from_utf8_lossy(bytes);
            let leak = page.split(|c: char| !c.is_alphanumeric()).find(|word| word.starts_with("zq"));
            assert_eq!(leak, None, "{path} ({own})");
        }
        assert!(String::from_utf8_lossy(&pages["plans/plan/actions/A1.html"]).contains("Open action"));
    }
}
