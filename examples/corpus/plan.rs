//! One plan: recommendations with their answers, actions, measures, a round in a file of its own and an amendment.

use crate::File;
use crate::action::{Action, Approval};
use crate::people::{board_id, owner_id};
use crate::random::Random;
use crate::words::{action_title, note, sentence, subject};
use crate::world::{ACTIONS, World, days, earlier, later, meeting_id, paper_id, plan_id};

/// Actions under one recommendation.
const UNDER: u32 = 5;

/// A plan in YAML, and what meetings have to resolve for it.
pub(crate) struct Plan {
    number: u32,
    text: String,
    pub(crate) approvals: Vec<Approval>,
}

impl Plan {
    pub(crate) fn new(world: &World, number: u32) -> Self {
        let mut random = world.random(2, number);
        let mut text = head(world, number, &mut random);
        let mut approvals = Vec::new();
        text += "recommendations:\n";
        for group in 0..world.actions_of(number).div_ceil(UNDER) {
            text += &recommendation(world, number, group, &mut random);
            text += "    actions:\n";
            for nth in group * UNDER..((group + 1) * UNDER).min(world.actions_of(number)) {
                let action = Action::new(world, number, nth);
                text += &action.text;
                approvals.extend(action.approval);
            }
        }
        text += &unworked(world, number, &mut random);
        text += &measures(world, number, &mut random);
        text += &amendment(world, number);
        Self { number, text, approvals }
    }

    /// The plan's own file, and a round beside it where there was time for one.
    pub(crate) fn files(&self, world: &World) -> Vec<File> {
        let name = format!("content/plans/{}", plan_id(self.number));
        let mut files = vec![(format!("{name}.yaml"), self.text.clone())];
        files.extend(round(world, self.number).map(|text| (format!("{name}/round-1.yaml"), text)));
        files
    }
}

fn head(world: &World, plan: u32, random: &mut Random) -> String {
    let meetings: Vec<String> =
        world.meetings_of(plan).into_iter().filter(|m| world.held(*m)).map(meeting_id).collect();
    format!(
        "title: \"Plan {}: {}\"\nsummary: \"{}\"\nbody: {}\nresponds_to: {}\nset_out_in: {}\nowner: {}\nanswerable: cabinet-member\nrefs_by: site\n\
         came_before: [{}]\ndefaults:\n  source: p2\n  wording: summary\n\n",
        plan + 1,
        subject(plan),
        note(random),
        board_id(world.board_of(plan)),
        paper_id(plan, 1),
        paper_id(plan, 0),
        owner_id(plan % 10),
        meetings.join(", ")
    )
}

fn recommendation(world: &World, plan: u32, group: u32, random: &mut Random) -> String {
    let born = world.born(plan);
    let answer =
        random.pick(&["accepted", "accepted", "accepted", "partially_accepted", "accepted_in_principle"]);
    let mut text = format!(
        "  - ref: R{}\n    title: \"{} ({})\"\n    text: \"{}\"\n    made_by: {}\n    to: cabinet\n    made: {born}\n    source: p{}\n    monitored_by: {}\n",
        group + 1,
        subject(1000 + plan * 10 + group),
        group + 1,
        sentence(random),
        board_id(world.board_of(plan)),
        group + 3,
        board_id(world.board_of(plan)),
    );
    if group < 4 {
        text += &format!("    answers: [{}#F{}]\n", paper_id(plan, 1), group + 1);
    }
    text + &format!(
        "    requested: {born}\n    responses:\n      - value: {answer}\n        by: cabinet\n        date: {}\n        text: \"{}\"\n",
        later(born, 1),
        sentence(random)
    )
}

/// Recommendations that nobody works on: one rejected, one suggested, one without an answer, and an undertaking.
fn unworked(world: &World, plan: u32, random: &mut Random) -> String {
    let (born, board) = (world.born(plan), board_id(world.board_of(plan)));
    format!(
        "  - ref: X1\n    title: \"Build a new office, plan {n}\"\n    made_by: {board}\n    made: {born}\n    source: p2\n    requested: {born}\n    responses:\n\
         \x20     - value: rejected\n        by: cabinet\n        date: {}\n        reason: \"{}\"\n\
         \x20 - ref: X2\n    title: \"Ask the parish councils for help, plan {n}\"\n    kind: suggestion\n    made_by: {board}\n    made: {born}\n    source: p2\n\
         \x20 - ref: X3\n    title: \"Publish the costs, plan {n}\"\n    kind: request\n    made_by: {board}\n    to: cabinet\n    made: {born}\n    source: p2\n    requested: {born}\n\
         \x20 - ref: X4\n    title: \"Report to each meeting, plan {n}\"\n    kind: undertaking\n    made_by: cabinet-member\n    to: {board}\n    made: {born}\n\
         \x20   owner: cabinet-member\n    frequency: each_meeting\n    source: p2\n    updates:\n      - date: {}\n        status: in_progress\n        note: \"{}\"\n",
        later(born, 2),
        sentence(random),
        later(born, 3).max(earlier(world.as_at, 30)),
        sentence(random),
        n = plan + 1,
    )
}

fn measures(world: &World, plan: u32, random: &mut Random) -> String {
    let born = world.born(plan);
    let mut text = String::from("\nmeasures:\n");
    for measure in 1..=4 {
        let start = random.within(30, 60);
        text += &format!(
            "  - id: M{measure}\n    title: \"{} decided in time, measure {measure} of plan {}\"\n    definition: Cases decided within ten working days, as a share of all cases.\n    \
             unit: \"%\"\n    direction: up\n    baseline: {{period: {}, value: {start}, published: {born}, source: p2}}\n    targets:\n      \
             - {{by: {}, value: 90, source: p2}}\n    comparators:\n      - name: Three neighbouring councils\n        readings:\n          - {{period: {}, value: {}.5, published: {born}}}\n    readings:\n",
            random.pick(&["Visits", "Repairs", "Reviews", "Letters"]),
            plan + 1,
            earlier(born, 40).format("%Y-%m"),
            later(born, 400).format("%Y-%m"),
            earlier(born, 40).format("%Y-%m"),
            start + 9,
        );
        let step = (days(born, world.as_at) / 5).clamp(5, 92);
        for reading in 1..=4 {
            let day = later(born, reading * step);
            let value = start + reading * random.within(2, 7);
            text += &format!(
                "      - {{period: {}, value: {value}, published: {day}, status: final}}\n",
                earlier(day, 4)
            );
        }
    }
    text
}

/// The words of the first action are changed at a meeting, where one was held after the plan was published.
fn amendment(world: &World, plan: u32) -> String {
    let Some(meeting) = world.meetings_of(plan).into_iter().find(|m| world.held(*m)) else {
        return String::new();
    };
    let title = action_title(plan * ACTIONS);
    format!(
        "\namendments:\n  - date: {}\n    of: A1\n    field: title\n    from: \"{title}\"\n    to: \"{title} and nearby\"\n    reason: Residents of the next street asked for the same.\n    \
         agreed_at: {}/a{}\n",
        world.meets(meeting),
        meeting_id(meeting),
        plan + 1
    )
}

/// A round of words for the second meeting that the plan came before.
fn round(world: &World, plan: u32) -> Option<String> {
    let meeting = world.meetings_of(plan).into_iter().filter(|m| world.held(*m)).nth(1)?;
    let mut random = world.random(3, plan);
    let day = earlier(world.meets(meeting), 11);
    let mut text = format!(
        "date: {day}\nmeeting: {}\nevidence: self_reported\nsummary: \"{}\"\nupdates:\n",
        meeting_id(meeting),
        note(&mut random)
    );
    // The round's words are remarks: they change no status that an action's own updates state.
    for nth in (0..world.actions_of(plan)).filter(|n| n % 3 == 0) {
        text += &format!("  A{}: {{note: \"{}\"}}\n", nth + 1, note(&mut random));
    }
    Some(
        text + &format!(
            "readings:\n  M1: {{period: {}, value: {}, status: provisional}}\n",
            earlier(day, 5),
            random.within(40, 80)
        ),
    )
}
