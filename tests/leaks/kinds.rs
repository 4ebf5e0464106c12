//! What is planted: one full record of each kind, a word of its own in every key that takes words, and the ways in which
//! a record is not published. Everything else follows from these two tables, so a forgotten place stands out.

/// A kind of record. In its text `%x` becomes a word of its own, `KEYS` the keys of a way, `DATE` a date and `SOURCE` a
/// source.
pub(crate) struct Kind {
    pub(crate) name: &'static str,
    /// A file of its own, or the marker of the list in the base site that it is added to.
    pub(crate) place: &'static str,
    pub(crate) text: &'static str,
    /// The ways it can be unpublished in.
    pub(crate) ways: Ways,
}

/// Which ways a kind knows.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ways {
    /// All of them.
    All,
    /// It has the keys any record may have, but no date and no source of its own.
    Keys,
    /// It has the keys and a date of its own, but no source.
    KeysAndDate,
    /// It has the keys and a source of its own, but no date.
    KeysAndSource,
    /// It has a date and a source only.
    DateAndSource,
    /// It has a date only.
    Date,
    /// It has a source only.
    Source,
}

/// A way of not being published as at 30 June 2024.
pub(crate) struct Way {
    pub(crate) name: &'static str,
    pub(crate) keys: &'static str,
    pub(crate) date: &'static str,
    pub(crate) source: &'static str,
    pub(crate) by: By,
}

/// What makes a way.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum By {
    Keys,
    Date,
    Source,
    /// Nothing does: the record is published.
    Nothing,
}

const EARLY: &str = "2024-02-10";
const OPEN: &str = "report#p1";

const fn by_keys(name: &'static str, keys: &'static str) -> Way {
    Way { name, keys, date: EARLY, source: OPEN, by: By::Keys }
}

const fn by_source(name: &'static str, source: &'static str) -> Way {
    Way { name, keys: "", date: EARLY, source, by: By::Source }
}

/// Every way. `%way` in the keys becomes a word too.
pub(crate) const WAYS: [Way; 13] = [
    by_keys("draft", "draft: yes"),
    by_keys("exempt", "withheld: {why: exempt, schedule_12a: [3], note: %waynote}"),
    by_keys("confidential", "withheld: {why: confidential, note: %waynote}"),
    by_keys("copyright", "withheld: {why: copyright, note: %waynote}"),
    by_keys("other", "withheld: {why: other, note: %waynote}"),
    by_keys("embargoed", "publish_on: 2025-01-01"),
    by_keys("both", "withheld: {why: exempt, note: %waynote}, draft: yes"),
    // Its reason is shown by design, where it has a page; its own words are not.
    by_keys("withdrawn", "withdrawn: {date: 2024-03-01, reason: It was wrong.}"),
    Way { name: "later", keys: "", date: "2024-07-10", source: OPEN, by: By::Date },
    by_source("hiddensource", "zqsecrethidden#p1"),
    by_source("withheldsource", "zqsecretkept#p1"),
    by_source("latersource", "zqsecretahead#p1"),
    by_source("resolution", "{resolution: 2024-02-01/zqsecretres}"),
];

/// The record as it is where it is published.
pub(crate) const PUBLIC: Way = Way { name: "public", keys: "", date: EARLY, source: OPEN, by: By::Nothing };

impl Kind {
    /// Whether the kind can be unpublished in this way.
    pub(crate) fn knows(&self, way: &Way) -> bool {
        match way.by {
            By::Nothing => true,
            By::Keys => {
                matches!(self.ways, Ways::All | Ways::Keys | Ways::KeysAndDate | Ways::KeysAndSource)
            }
            By::Date => {
                matches!(self.ways, Ways::All | Ways::KeysAndDate | Ways::DateAndSource | Ways::Date)
            }
            By::Source => {
                matches!(self.ways, Ways::All | Ways::KeysAndSource | Ways::DateAndSource | Ways::Source)
            }
        }
    }
}

/// Every kind of record.
pub(crate) const KINDS: [Kind; 29] = [
    Kind {
        name: "report",
        place: "content/papers/%id.md",
        ways: Ways::All,
        text: "---
title: %title
kind: report
date: DATE
date_text: %datetext
form: full
wording: verbatim
cited_as: %cited
summary: %summary
body: board
from: clerk
to: [board]
call_in: %callin
contains_exempt: %exempt
wards: %wards
consulted: %consulted
licence: %licence
source_url: https://test.example/%url
background_papers: [%background]
asks:
  - {text: %ask, decision: 2024-02-01/a}
known_from: SOURCE
KEYS
# %comment
---
1. %paragraph [%linktext](file:%linked.csv) ![%alternative](file:%picture.png \"%hover\")

## %heading

{{ progress(plan=\"plan\") }} {#%anchor}
",
    },
    Kind {
        name: "motion",
        place: "content/papers/%id.md",
        ways: Ways::All,
        text: "---
title: %title
kind: motion
date: DATE
form: extract
known_from: SOURCE
motion: {reference: %reference, submitted_by: %submitted, received: DATE, forwarded: DATE, mover: %mover, seconder: %seconder, board: board, executive_member: clerk, director: clerk, result: not_known}
KEYS
---
%paragraph
",
    },
    Kind {
        name: "inspection",
        place: "content/papers/%id.md",
        ways: Ways::All,
        text: "---
title: %title
kind: inspection
date: DATE
form: summary
known_from: SOURCE
inspection:
  inspectorate: board
  framework: %framework
  type: short
  fieldwork: 2024-01-08
  fieldwork_text: %fieldwork
  published: DATE
  judgements: {%area: %grade}
  findings:
    - {ref: %ref, kind: strength, label: %label, text: %text, threads: [open-thread]}
KEYS
---
%paragraph
",
    },
    Kind {
        name: "press",
        place: "content/papers/%id.md",
        ways: Ways::All,
        text: "---
title: %title
kind: press
date: DATE
form: summary
known_from: SOURCE
claims:
  - {text: %claim, verdict: unclear, note: %note, against: report#p1}
KEYS
---
%paragraph
",
    },
    Kind {
        name: "page",
        place: "content/pages/%id.md",
        ways: Ways::Keys,
        text: "---
title: %title
summary: %summary
cited_as: %cited
KEYS
---
%paragraph [%linktext](file:%linked.csv)
",
    },
    Kind {
        name: "meeting",
        place: "content/meetings/%id.yaml",
        ways: Ways::KeysAndDate,
        text: "body: board
date: DATE
title: %title
status: held
minutes: confirmed
cited_as: %cited
source: {title: %source, url: \"https://test.example/%url\", note: %note}
attendance: [{role: %role, name: %name}]
papers: [report]
resolutions:
  - {ref: %ref, verbs: [noted], text: %text, cited_as: %citedas, source: {title: %told}, affects: [{of: plan/A1, effect: noted}]}
KEYS
",
    },
    Kind {
        name: "plan",
        place: "content/plans/%id.yaml",
        ways: Ways::KeysAndDate,
        text: "# %comment
title: %title
summary: %summary
cited_as: %cited
body: board
responds_to: report
owner: clerk
answerable: clerk
refs_by: site
came_before: [2024-02-01]
replaces: [old]
KEYS
recommendations:
  - ref: %ref
    title: %asked
    text: %text
    made: DATE
    source: {title: %source, note: %sourcenote}
    made_by: board
    to: clerk
    monitored_by: board
    requested: DATE
    requested_text: %requested
    threads: [open-thread]
    responses: [{value: accepted, date: DATE, text: %response, reason: %reason, by: board}]
    actions:
      - id: %action
        title: %work
        text: %worktext
        made: DATE
        start_text: %start
        due_text: %due
        limit: %limit
        done_when: [%donewhen]
        priority: yes
        continues: old/O1
        measures: [%measure]
        updates: [{date: DATE, note: %note, next: %next, status: in_progress, by: clerk}]
actions:
  - {id: %other, title: %othertitle, made: DATE, owner: clerk, frequency: weekly}
measures:
  - {id: %measure, title: %measuretitle, definition: %definition, unit: %unit, direction: up, cumulative: school_year, baseline: {period: 2023-12, text: %baseline}, targets: [{by_text: %by, text: %target}], comparators: [{name: %comparator, readings: [{period: 2024-01, text: %compared}]}], readings: [{period: 2024-01, text: %reading, note: %readingnote, milestone: 4, published: DATE, status: final}]}
rounds:
  - {id: %round, date: DATE, summary: %roundsummary, meeting: 2024-02-01, updates: {%action: {note: %roundnote}}, readings: {%measure: {period: 2024-02, text: %roundreading, published: DATE}}}
amendments:
  - {date: DATE, of: %other, field: title, from: %othertitle, to: %to, reason: %why}
",
    },
    Kind {
        name: "setout",
        place: "content/plans/%id.yaml",
        ways: Ways::Source,
        text: "title: %title
summary: %summary
defaults: {source: SOURCE}
actions:
  - {id: %action, title: %work, owner: clerk, due: 2024-12}
measures:
  - {id: %measure, title: %measuretitle, definition: %definition}
rounds:
  - {id: %round, date: 2024-03-01, summary: %roundsummary}
",
    },
    Kind {
        name: "roundfile",
        place: "content/plans/plan/%id.yaml",
        ways: Ways::All,
        text: "date: DATE
summary: %summary
cited_as: %cited
source: SOURCE
updates:
  A1: {note: %note, next: %next, by: clerk}
readings:
  M1: {period: 2024-01, text: %reading, note: %readingnote}
KEYS
",
    },
    Kind {
        name: "body",
        place: "#+bodies",
        ways: Ways::Keys,
        text: "{id: %id, name: %name, kind: other, about: %about, cited_as: %cited, KEYS}",
    },
    Kind {
        name: "owner",
        place: "#+owners",
        ways: Ways::Keys,
        text: "{id: %id, name: %name, kind: role, body: board, about: %about, cited_as: %cited, KEYS}",
    },
    Kind {
        name: "thread",
        place: "#+threads",
        ways: Ways::Keys,
        text: "{id: %id, title: %title, summary: %summary, cited_as: %cited, KEYS}",
    },
    Kind {
        name: "event",
        place: "#+events",
        ways: Ways::All,
        text: "{date: DATE, date_text: %when, title: %title, text: %text, cited_as: %cited, source: SOURCE, KEYS}",
    },
    Kind {
        name: "disagreement",
        place: "#+disagreements",
        ways: Ways::KeysAndSource,
        text: "{id: %id, kind: unclear, between: [report#p2, SOURCE], note: %note, cited_as: %cited, KEYS}",
    },
    Kind {
        name: "resolution",
        place: "#+resolutions",
        ways: Ways::KeysAndSource,
        text: "{ref: %ref, verbs: [noted], text: %text, cited_as: %cited, source: SOURCE, affects: [{of: [plan/A1, plan], effect: noted}], KEYS}",
    },
    Kind {
        name: "finding",
        place: "#+findings",
        ways: Ways::KeysAndSource,
        text: "{ref: %ref, kind: area_for_improvement, label: %label, text: %text, cited_as: %cited, threads: [open-thread], source: SOURCE, KEYS}",
    },
    Kind {
        name: "claim",
        place: "#+claims",
        ways: Ways::Source,
        text: "{text: %text, verdict: differs, note: %note, against: SOURCE}",
    },
    Kind {
        name: "recommendation",
        place: "#+recommendations",
        ways: Ways::All,
        text: "{ref: %ref, title: %title, text: %text, cited_as: %cited, made: DATE, made_text: %made, source: SOURCE, made_by: board, to: clerk, answers: [inspected#F1], threads: [open-thread], monitored_by: board, responses: [{value: accepted, text: %response, date: DATE, date_text: %answered}], actions: [{id: %action, title: %work, due_text: %due, owner: clerk, updates: [{date: DATE, note: %note}]}], KEYS}",
    },
    Kind {
        name: "tracked",
        place: "#+recommendations",
        ways: Ways::All,
        text: "{ref: %ref, title: %title, made: DATE, source: SOURCE, due_text: %due, owner: clerk, answerable: board, start_text: %start, done_when: [%done], updates: [{date: DATE, status: complete, done: DATE, done_text: %donetext, note: %note}], KEYS}",
    },
    Kind {
        name: "action",
        place: "#+actions",
        ways: Ways::All,
        text: "{id: %id, title: %title, text: %text, cited_as: %cited, made: DATE, source: SOURCE, owner: clerk, answerable: board, start: DATE, due_text: %due, limit: %limit, done_when: [%when], measures: [M1], threads: [open-thread], continues: old/O1, updates: [{date: DATE, note: %note, status: in_progress, rating: green, reason: %reason, due: 2024-12, next: %next, by: clerk}], KEYS}",
    },
    Kind {
        name: "update",
        place: "#+updates",
        ways: Ways::All,
        text: "{date: DATE, note: %note, next: %next, by: clerk, cited_as: %cited, done_text: %done, due_text: %due, source: SOURCE, KEYS}",
    },
    Kind {
        name: "comparator",
        place: "#+comparators",
        ways: Ways::DateAndSource,
        text: "{name: %name, readings: [{period: 2024-01, text: %text, note: %note, published: DATE, source: SOURCE}]}",
    },
    Kind {
        name: "response",
        place: "#+responses",
        ways: Ways::DateAndSource,
        text: "{value: noted, date: DATE, text: %text, reason: %reason, by: board, source: SOURCE}",
    },
    Kind {
        name: "round",
        place: "#+rounds",
        ways: Ways::All,
        text: "{id: %id, date: DATE, summary: %summary, source: SOURCE, evidence: self_reported, cited_as: %cited, updates: {A1: {note: %note}}, readings: {M1: {period: 2024-01, text: %reading}}, KEYS}",
    },
    Kind {
        name: "inround",
        place: "#+inround",
        ways: Ways::KeysAndSource,
        text: "Wway: {note: %note, next: %next, cited_as: %cited, source: SOURCE, KEYS}",
    },
    Kind {
        name: "measure",
        place: "#+measures",
        ways: Ways::Keys,
        text: "{id: %id, title: %title, definition: %definition, cited_as: %cited, unit: %unit, readings: [{period: 2024-01, text: %reading, note: %note}], KEYS}",
    },
    Kind {
        name: "reading",
        place: "#+readings",
        ways: Ways::DateAndSource,
        text: "{period: 2024-01, period_text: %period, text: %text, note: %note, published: DATE, source: SOURCE}",
    },
    Kind { name: "target", place: "#+targets", ways: Ways::Source, text: "{by_text: %by, text: %text, source: SOURCE}" },
    Kind {
        name: "amendment",
        place: "#+amendments",
        ways: Ways::Date,
        text: "{date: DATE, date_text: %datetext, of: Wway, field: title, from: Work way, to: %to, reason: %reason}",
    },
];
