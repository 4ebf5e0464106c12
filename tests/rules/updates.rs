//! Words of one day.

use crate::{found, meeting, support, updates};

#[test]
fn updates_of_one_day_must_agree_in_every_key() {
    for (lines, codes) in [
        (
            &["date: 2024-02-01, status: paused", "date: 2024-02-01, status: paused, note: Again."][..],
            &[][..],
        ),
        (&["date: 2024-02-01, status: paused", "date: 2024-02-02, status: in_progress"], &[]),
        (&["date: 2024-02-01, evidence: data, source: p1", "date: 2024-02-01, note: The same."], &[]),
        (
            &[
                "date: 2024-02-01, evidence: data, source: p1",
                "date: 2024-02-01, evidence: minute, source: p1",
            ],
            &["contradicting-updates"],
        ),
        (&["date: 2024-02-01, status: paused", "date: 2024-02-01, status: paused"], &["duplicate-update"]),
        (
            &[
                "date: 2024-02-01, due: 2024-11, reason: One.",
                "date: 2024-02-01, due: 2024-10, reason: Two.",
                "date: 2024-02-01, due: 2024-11, reason: Three.",
            ],
            &["contradicting-updates"],
        ),
    ] {
        assert_eq!(found(&updates(lines)), codes, "{lines:?}");
    }
}

#[test]
fn ratings_of_two_schemes_do_not_contradict_each_other() {
    let scheme = |id: &str| {
        format!(
            "[ratings.{id}]\nlabel = \"{id}\"\nsteps = [{{ id = \"red\", label = \"Red\", definition = \"Red.\", means = \
             \"bad\" }}, {{ id = \"amber\", label = \"Amber\", definition = \"Amber.\", means = \"watch\" }}]\n"
        )
    };
    let toml = format!("-- site.toml --\n{}{}{}", support::SITE_TOML, scheme("officers"), scheme("members"));
    let two = |first: &str, second: &str| {
        let first = format!("date: 2024-02-01, rating: {{{first}}}");
        let second = format!("date: 2024-02-01, note: Rated., rating: {{{second}}}");
        found(&format!("{}{toml}", updates(&[&first, &second])))
    };
    assert!(two("officers: red", "members: amber").is_empty());
    assert_eq!(two("officers: red", "members: amber, officers: amber"), ["contradicting-updates"]);
}

#[test]
fn a_word_that_cites_a_resolution_stands_against_those_that_do_not() {
    let meeting = "-- content/meetings/m.yaml --\nbody: board\ndate: 2024-02-01\nstatus: held\nresolutions:\n  - {ref: a, \
                   verbs: [agreed], affects: [{of: plan/A1, effect: date_agreed}]}\n";
    let plan = updates(&[
        "date: 2024-02-01, due: 2025-01, evidence: self_reported, reason: Asked.",
        "date: 2024-02-01, due: 2025-02, evidence: minute, reason: Agreed., source: {resolution: m/a}",
    ]);
    assert!(found(&format!("{plan}{meeting}")).is_empty());
}

#[test]
fn a_key_that_became_part_of_a_text_is_known_by_its_value_and_its_end() {
    let told = ["swallowed-key"];
    for (text, codes) in [
        (r"It began. status: in_progress", &told[..]),
        (r"It began.\nstatus: complete\n", &told),
        (r"It began. evidence: data source: p9", &told),
        (r"It began. due: 2024-12 status: planned", &told),
        (r"It began. kind: finding", &told),
        (r"It began. frequency: weekly", &told),
        (r"It began. done: 2024-02-30", &[]),
        (r"It began. status: unclear", &[]),
        (r"Its status: complete, the report says.", &[]),
        (r"The report gives its status: complete as of March.", &[]),
        (r#"The report says \"status: complete\""#, &[]),
        (r"status: complete", &[]),
        (r"The end date: 2024-03-01 was missed.", &[]),
        (r"Was overdue: 2024-03-01", &[]),
    ] {
        let update = format!("date: 2024-03-01, note: \"{text}\"");
        assert_eq!(found(&updates(&[&update])), codes, "{text}");
    }
}

/// A meeting whose resolution has this effect on A1.
fn decided(verb: &str, effect: &str, more: &str) -> String {
    let affects = format!("affects: [{{of: plan/A1, effect: {effect}}}]");
    meeting("held", &format!("resolutions:\n  - {{ref: a, verbs: [{verb}], {affects}{more}}}\n"))
}

#[test]
fn what_a_board_declines_or_reopens_must_be_followed_also_by_who_cites_it() {
    let told = |line: &str, verb: &str, effect: &str| {
        let text = format!("{}{}", updates(&[line]), decided(verb, effect, ""));
        found(&text).into_iter().filter(|code| *code == "resolution-not-followed").count()
    };
    let complete = "date: 2024-03-01, status: complete, evidence: self_reported";
    let cites = "date: 2024-03-05, status: complete, evidence: self_reported, source: {resolution: m/a}";
    let closed = "date: 2024-03-01, status: not_pursued";
    let open = "date: 2024-03-05, status: in_progress, source: {resolution: m/a}";
    for (line, verb, effect, number) in [
        (complete, "declined", "completion_declined", 1),
        (cites, "declined", "completion_declined", 1),
        (open, "declined", "completion_declined", 0),
        (complete, "agreed", "reopened", 1),
        (closed, "agreed", "reopened", 1),
        (cites, "agreed", "reopened", 1),
        (open, "agreed", "reopened", 0),
    ] {
        assert_eq!(told(line, verb, effect), number, "{line}, {effect}");
    }
}

#[test]
fn signed_off_rests_on_a_resolution_that_readers_can_see() {
    let signed = "date: 2024-03-05, status: signed_off, evidence: minute, source: [{resolution: m/a}, p2]";
    let told = |more: &str| {
        found(&format!("{}{}", updates(&[signed]), decided("signed_off", "completion_approved", more)))
    };
    assert_eq!(told(""), [""; 0]);
    for hidden in [", withdrawn: {date: 2024-03-06, reason: Not validly passed.}", ", draft: yes"] {
        assert!(told(hidden).contains(&"signed-off-without-resolution"), "{hidden}");
    }
    // Where nobody sees the word either, nothing is missing.
    let alone = "date: 2024-03-05, status: signed_off, evidence: minute, source: {resolution: m/a}";
    let text =
        format!("{}{}", updates(&[alone]), decided("signed_off", "completion_approved", ", draft: yes"));
    assert!(!found(&text).contains(&"signed-off-without-resolution"));
}
