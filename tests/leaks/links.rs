//! Published records that name unpublished ones: by every form of link in every text that may hold links, and in every
//! key that names another record. `@kind.key` is the word planted there, `%x` a word of the link itself, `WAY` the way;
//! a line whose record does not exist in that way is left out.

use std::collections::BTreeMap;

use crate::kinds::Way;
use crate::plant::{MARK, Planted};

/// Links in any text.
const LINKS: &[&str] = &[
    "[%paper](paper:@report.id)",
    "[%place](paper:@report.id#p1)",
    "[%bold **%inner**](paper:@inspection.id)",
    "[%action](action:plan/@action.id)",
    "[%recommendation](action:plan/@recommendation.ref)",
    "[%tracked](action:plan/@tracked.ref)",
    "[%inplan](action:@plan.id/@plan.action)",
    "[%plan](plan:@plan.id)",
    "[%measure](measure:plan/@measure.id)",
    "[%meeting](meeting:@meeting.id)",
    "[%itsresolution](meeting:@meeting.id/@meeting.ref)",
    "[%resolution](meeting:2024-02-01/@resolution.ref)",
    "[%thread](thread:@thread.id)",
    "[%body](body:@body.id)",
    "[%owner](owner:@owner.id)",
    "<paper:@report.id>",
    "[%hover](paper:@report.id '%hovered')",
];

/// Blocks of markdown, for papers and pages.
const BLOCKS: &[&str] = &[
    "## A heading with [%heading](paper:@report.id)",
    "[![%alternative](file:%inside.png)](paper:@report.id)",
    "![See [%picturelink](paper:@report.id)](file:map.png)",
    "[%byreference][%label]",
    "[%label]: <paper:@report.id> '%definition'",
    "[%unusedlabel]: <paper:@report.id> '%unused'",
    "> [%quoted](plan:@plan.id)",
    "| [%cell](thread:@thread.id) |\n| --- |\n| [%other](owner:@owner.id) |",
    "{{ progress(plan=\"@plan.id\") }}",
    "{{ progress(plan=\"plan\", recommendation=\"@recommendation.ref\") }}",
    "{{ timeline(plan=\"@plan.id\") }}",
    "{{ changes(plan=\"@plan.id\", since=\"2024-01-01\") }}",
    "{{ measure(plan=\"plan\", id=\"@measure.id\") }}",
    "{{ resolutions(meeting=\"@meeting.id\") }}",
];

/// Files that are published in each way, naming what is not.
const FILES: &str = r#"
-- content/papers/linking-WAY.md --
---
title: Linking WAY
kind: report
date: 2024-01-20
form: summary
summary: "LINKS"
body: @body.id
from: [clerk, @owner.id]
to: [board, @body.id]
known_from: [report#p1, {paper: @report.id, note: %knownnote}]
asks:
  - {text: "LINKS"}
  - {text: Asked., decision: 2024-02-01/@resolution.ref}
  - {text: Asked too., decision: @meeting.id/@meeting.ref}
---
LINKS

BLOCKS
-- content/pages/linking-page-WAY.md --
---
title: Linking page WAY
summary: A page.
---
LINKS

BLOCKS
-- content/papers/linking-motion-WAY.md --
---
title: Linking motion WAY
kind: motion
date: 2024-01-20
form: summary
motion:
  reference: M
  submitted_by: Members
  result: not_known
  board: @body.id
  executive_member: @owner.id
  director: @owner.id
---
Words.
-- content/papers/linking-inspection-WAY.md --
---
title: Linking inspection WAY
kind: inspection
date: 2024-01-20
form: summary
inspection:
  inspectorate:
    - board
    - @body.id
  type: other
  findings:
    - {ref: G1, kind: strength, text: "LINKS", source: [report#p1, {paper: @report.id, note: %findingnote}]}
    - {ref: G2, kind: strength, text: Seen., threads: [open-thread, @thread.id]}
---
Words.
-- content/papers/linking-story-WAY.md --
---
title: Linking story WAY
kind: press
date: 2024-01-20
form: summary
claims:
  - {text: "LINKS", verdict: unclear, note: "LINKS", against: [report#p1, {paper: @report.id, note: %claimnote}]}
---
Words.
-- content/meetings/2024-04-WAY.yaml --
body: board
date: 2024-04-10
title: Linking WAY
status: held
papers:
  - report
  - @report.id
  - @motion.id
  - @inspection.id
source: [{title: Minutes}, {paper: @report.id, note: %meetingnote}]
resolutions:
  - ref: a
    verbs: [noted]
    text: "LINKS"
    source: [{title: Minutes}, {paper: @report.id, note: %resolutionnote}]
    affects:
      - {of: refs-WAY, effect: noted}
      - {of: @plan.id, effect: noted}
      - {of: plan/@action.id, effect: information_requested}
      - {of: [plan/@recommendation.ref, refs-WAY/A1], effect: information_requested}
-- content/plans/refs-WAY.yaml --
title: Refers WAY
summary: "LINKS"
body: @body.id
responds_to: @report.id
set_out_in: report
owner: [clerk, @owner.id]
answerable: @owner.id
came_before:
  - 2024-02-01
  - @meeting.id
replaces:
  - old
  - @plan.id
recommendations:
  - ref: R1
    title: First
    text: "LINKS"
    source: [p1, {paper: @report.id, note: %recommendationnote}]
    made_by: @body.id
    to: [clerk, @owner.id]
    answers:
      - inspected#F1
      - inspected#@finding.ref
      - plan/@recommendation.ref
    threads:
      - open-thread
      - @thread.id
    monitored_by: @body.id
    responses:
      - {value: accepted, date: 2024-02-02, text: "LINKS", reason: "LINKS"}
      - {value: noted, date: 2024-02-01, by: @body.id}
      - {value: noted, date: 2024-02-01, at: 2024-02-01/@resolution.ref, text: %atresolution, reason: %atreason}
      - {value: noted, date: 2024-02-01, at: @meeting.id/@meeting.ref, text: %atmeeting}
      - {value: noted, date: 2024-02-01, source: @report.id#p1, text: %fromhidden, reason: %fromreason}
    actions:
      - id: A1
        title: Do it
        text: "LINKS"
        source: [p1, {paper: @report.id, note: %actionnote}]
        owner: [clerk, @owner.id]
        answerable: @owner.id
        due: 2024-12
        continues: @plan.id/@plan.action
        updates:
          - {date: 2024-02-03, note: "LINKS", next: "LINKS", reason: "LINKS", due: 2025-01, source: [report#p1, {paper: @report.id, note: %updatenote}]}
          - {date: 2024-02-04, note: By whom., by: [clerk, @owner.id]}
          - {date: 2024-02-05, note: %byresolution, source: {resolution: 2024-02-01/@resolution.ref}}
          - {date: 2024-02-06, note: %bymeeting, source: {resolution: @meeting.id/@meeting.ref}}
      - id: A2
        title: Do more
        source: p2
        owner: @owner.id
        due: 2024-12
        continues: plan/@action.id
        threads:
          - open-thread
          - @thread.id
        measures:
          - N1
        updates:
          - {date: 2024-03-01, status: superseded, into: [A1, zqsecretinto]}
      - id: A3
        title: Do most
        source: p2
        owner: @body.id
        due: 2024-12
      - {id: %setbyresolution, title: %setbytitle, source: {resolution: 2024-02-01/@resolution.ref}}
      - {id: zqsecretinto, title: zqsecretintotitle, source: p2, draft: yes}
measures:
  - id: N1
    title: Number
    definition: "LINKS"
    targets:
      - {by: 2024-12, value: 10, source: [p1, {paper: @report.id, note: %targetnote}]}
    readings:
      - {period: 2024-01, value: 5, published: 2024-02-01, source: [p1, {paper: @report.id, note: %readingnote}]}
rounds:
  - id: q1
    date: 2024-03-20
    meeting: @meeting.id
    summary: "LINKS"
    source: [p1, {paper: @report.id, note: %roundnote}]
    updates:
      A1: {note: "LINKS", by: [clerk, @owner.id]}
      zqsecretinto: {note: zqsecretintonote}
amendments:
  - {date: 2024-04-10, of: A3, field: title, from: Do most, to: %amended, reason: %amendreason, agreed_at: 2024-02-01/@resolution.ref}
  - {date: 2024-04-10, of: zqsecretinto, field: title, from: zqsecretintotitle, to: zqsecretintoto, reason: zqsecretintoreason}
"#;

/// Adds what links and refers to what is planted, in these ways.
pub(crate) fn refer(planted: &mut Planted, ways: &[&Way]) {
    for way in ways {
        let texts: Vec<&str> = LINKS.iter().copied().filter(|l| exists(planted, way, l)).collect();
        let blocks: Vec<&str> = BLOCKS.iter().copied().filter(|l| exists(planted, way, l)).collect();
        let lines = FILES.lines().filter(|l| exists(planted, way, l)).map(|l| format!("{l}\n"));
        let written: String = lines.collect();
        let written = written.replace("LINKS", &texts.join(" ")).replace("BLOCKS", &blocks.join("\n\n"));
        let written = put(planted, way, &written).replace("WAY", way.name);
        planted.files.extend(crate::support::parts(&written));
        planted
            .files
            .insert(format!("content/files/{MARK}link{}inside.png", way.name), format!("{MARK}linkpicture"));
    }
    planted.files.insert("content/files/map.png".to_owned(), "A map.".to_owned());
    let notice =
        ways.iter().map(|way| put(planted, way, "[%notice](paper:@report.id)")).collect::<Vec<_>>().join(" ");
    let settings =
        planted.files["site.toml"].replace("base_url", &format!("notice = \"{notice}\"\nbase_url"));
    planted.files.insert("site.toml".to_owned(), settings);
    tell_lists(planted, ways);
}

/// The texts of lists: bodies, owners, threads, events, disagreements.
fn tell_lists(planted: &mut Planted, ways: &[&Way]) {
    let mut added: BTreeMap<&str, String> = BTreeMap::new();
    for way in ways {
        let texts: Vec<&str> = LINKS.iter().copied().filter(|l| exists(planted, way, l)).collect();
        let links = texts.join(" ");
        for (file, line) in [
            ("content/bodies.yaml", "  - {id: b-WAY, name: Body WAY, kind: other, about: \"LINKS\"}"),
            ("content/owners.yaml", "  - {id: o-WAY, name: Owner WAY, kind: role, about: \"LINKS\"}"),
            ("content/owners.yaml", "  - {id: p-WAY, name: Post WAY, kind: role, body: @body.id}"),
            ("content/threads.yaml", "  - {id: t-WAY, title: Thread WAY, summary: \"LINKS\"}"),
            (
                "content/events.yaml",
                "  - {date: 2024-02-01, title: Event WAY, text: \"LINKS\", source: [report#p1, {paper: @report.id, note: %eventnote}]}",
            ),
            (
                "content/disagreements.yaml",
                "  - {id: d-WAY, kind: unclear, between: [report#p1, report#p2], note: \"LINKS\"}",
            ),
            (
                "content/disagreements.yaml",
                "  - {id: %disagreement, kind: unclear, between: [report#p1, @report.id#p1], note: %between}",
            ),
        ] {
            if exists(planted, way, line) {
                let line = put(planted, way, &line.replace("LINKS", &links)).replace("WAY", way.name);
                *added.entry(file).or_default() += &format!("{line}\n");
            }
        }
    }
    for (file, lines) in added {
        planted.files.get_mut(file).expect("a list of the base site").push_str(&lines);
    }
}

/// The words of a text that name planted records.
fn named(text: &str) -> impl Iterator<Item = (&str, &str)> {
    text.split('@').skip(1).filter_map(|rest| {
        let (kind, rest) = rest.split_once('.')?;
        let end = rest.find(|c: char| !c.is_ascii_lowercase()).unwrap_or(rest.len());
        Some((kind, &rest[..end]))
    })
}

fn exists(planted: &Planted, way: &Way, text: &str) -> bool {
    named(text).all(|(kind, key)| planted.words.contains_key(&format!("{MARK}{kind}{}{key}", way.name)))
}

/// Puts the names and the words of links into a text.
fn put(planted: &mut Planted, way: &Way, text: &str) -> String {
    let mut written = text.to_owned();
    let mut names: Vec<_> = named(text).collect();
    names.sort_by_key(|(kind, key)| std::cmp::Reverse((kind.len(), key.len())));
    for (kind, key) in names {
        written = written.replace(&format!("@{kind}.{key}"), &format!("{MARK}{kind}{}{key}", way.name));
    }
    let mut parts = written.split('%');
    let mut all = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let end = part.find(|c: char| !c.is_ascii_lowercase()).unwrap_or(part.len());
        let word = format!("{MARK}link{}{}", way.name, &part[..end]);
        all += &word;
        all += &part[end..];
        planted.words.insert(word, format!("{}, words of a link or reference: {}", way.name, &part[..end]));
    }
    all
}
