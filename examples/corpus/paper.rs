//! One paper of some 1,350 words. Each plan has five: the report that sets it out, the inspection that it answers, a motion, a progress
//! report, and a newspaper's story.

use chrono::NaiveDate;

use crate::File;
use crate::people::board_id;
use crate::random::Random;
use crate::site::THREADS;
use crate::words::{action_title, paragraph, sentence, subject};
use crate::world::{ACTIONS, World, earlier, later, paper_id};

/// Numbered paragraphs of a paper, and those of a report under which its actions stand.
const PARAGRAPHS: u32 = 20;
const FIRST: u32 = 3;
const GROUPS: u32 = 10;
const HEADINGS: [(u32, &str); 5] =
    [(1, "Background"), (3, "What is to change"), (13, "Costs"), (15, "Risks"), (18, "Next steps")];

/// The file of a paper.
pub(crate) fn file(world: &World, paper: u32) -> File {
    let (plan, nth) = World::place(paper);
    let mut random = world.random(4, paper);
    let (kind, born) = (["report", "inspection", "motion", "report", "press"], world.born(plan));
    let date = match nth {
        1 => earlier(born, 60),
        2 => earlier(born, 30),
        3 => later(born, 28).min(world.as_at),
        4 => later(born, 5),
        _ => born,
    };
    let what = ["Report", "Inspection", "Motion", "Progress report", "News story"];
    let index = nth as usize;
    let mut text = format!(
        "---\ntitle: \"{} {}: {}\"\nkind: {}\ndate: {date}\nform: {}\nsummary: \"{}\"\n",
        what.get(index).unwrap_or(&"Report"),
        paper + 1,
        subject(2000 + paper),
        kind.get(index).unwrap_or(&"report"),
        if nth == 1 || nth == 4 { "summary" } else { "full" },
        format_args!("{} This is paper {}.", sentence(&mut random), paper + 1),
    );
    if nth == 2 && plan % 10 == 1 {
        text += &format!(
            "withdrawn:\n  date: {}\n  reason: The mover asked for it to be taken back.\n",
            later(date, 20)
        );
    }
    text += &header(world, plan, nth, date, &mut random);
    text += "---\n";
    for number in 1..=PARAGRAPHS {
        if let Some((_, heading)) = HEADINGS.iter().find(|(at, _)| *at == number) {
            text += &format!("\n## {heading}\n");
        }
        text += &numbered(plan, nth, number, &mut random);
    }
    if nth == 3 {
        text += "\n## Figures\n\n| Quarter | Cases | Decided in time |\n| --- | ---: | ---: |\n| First | 412 | 251 |\n| Second | 398 | 270 |\n| Third | 431 | 333 |\n\n\
                 The [cases by ward and quarter](https://www.marling.example/data/cases.csv) are in the file \
                 cases-decided-in-time-by-quarter-and-ward-with-the-reasons-for-every-delay-2025-2026.csv.\n";
    }
    (format!("content/papers/{}.md", paper_id(plan, nth)), text)
}

/// A numbered paragraph, with lettered actions where the paper sets out the plan.
fn numbered(plan: u32, nth: u32, number: u32, random: &mut Random) -> String {
    let sets_out = nth == 0 && (FIRST..FIRST + GROUPS).contains(&number);
    if !sets_out {
        return format!("\n{number}. {}\n", paragraph(random, 3));
    }
    let mut text = format!("\n{number}. {} We will:\n\n", paragraph(random, 1));
    for (at, letter) in (0..).zip(['A', 'B', 'C', 'D', 'E']) {
        let title = action_title(plan * ACTIONS + (number - FIRST) * 5 + at);
        text += &format!("    - {letter}. {};\n", title.to_lowercase());
    }
    text
}

/// The keys that each kind of paper has of its own.
fn header(world: &World, plan: u32, nth: u32, date: NaiveDate, random: &mut Random) -> String {
    let board = board_id(world.board_of(plan));
    match nth {
        1 => inspection(plan, date, random),
        2 => format!(
            "body: council\nmotion:\n  reference: M{}\n  submitted_by: The leader of the opposition and eleven others\n  received: {}\n  mover: The member for Mill Ward\n  \
             seconder: The member for Old Town\n  board: {board}\n  result: {}\n",
            plan + 1,
            earlier(date, 12),
            random.pick(&["carried", "carried_as_amended", "referred", "lost"]),
        ),
        4 => format!(
            "claims:\n  - text: \"{}\"\n    against: {}#p3\n    verdict: differs\n    note: The report speaks of cases, the newspaper of people.\n",
            sentence(random),
            paper_id(plan, 0),
        ),
        _ => format!(
            "body: {board}\nfrom: cabinet-member\nto: [{board}, cabinet]\ncall_in: no\ncontains_exempt: not_stated\nwards: All\nconsulted: yes\n\
             licence: Open Government Licence v3.0\nsource_url: https://www.marling.example/papers/{}\nbackground_papers:\n  - Service review of the year before\n\
             asks:\n  - text: Note the report.\n",
            paper_id(plan, nth),
        ),
    }
}

fn inspection(plan: u32, date: NaiveDate, random: &mut Random) -> String {
    let mut text = format!(
        "from: inspectorate\ninspection:\n  inspectorate: inspectorate\n  framework: Framework for local services\n  type: standard\n  fieldwork: {}/{}\n  published: {date}\n  judgements:\n",
        earlier(date, 34),
        earlier(date, 30),
    );
    for area in ["Leadership", "Help and protection", "Overall effectiveness"] {
        text += &format!("    {area}: {}\n", random.pick(&["inadequate", "requires improvement", "good"]));
    }
    text += "  findings:\n";
    for finding in 1..=5 {
        let kind = if finding < 5 { "area_for_improvement" } else { "strength" };
        text += &format!(
            "    - ref: F{finding}\n      kind: {kind}\n      label: Area {finding}\n      text: \"{}\"\n      threads: [thread-{}]\n      source: {}#p{finding}\n",
            sentence(random),
            random.within(1, THREADS),
            paper_id(plan, 1),
        );
    }
    text
}
