//! One meeting: its papers, and what it resolved about each plan that came before it.

use crate::File;
use crate::action::Approval;
use crate::people::board_id;
use crate::words::sentence;
use crate::world::{ACTIONS, World, later, meeting_id, paper_id, plan_id};

/// The file of a meeting.
pub(crate) fn file(world: &World, meeting: u32, approvals: &[Vec<Approval>]) -> File {
    let (day, held) = (world.meets(meeting), world.held(meeting));
    let before = world.plans_of(meeting);
    let mut text = format!(
        "body: {}\ndate: {day}\nstatus: {}\n",
        board_id(meeting % world.boards),
        if held { "held" } else { "scheduled" }
    );
    if world.notice(meeting) <= world.as_at {
        text += &format!("notice_published: {}\n", world.notice(meeting));
    }
    let papers: Vec<String> = before
        .iter()
        .filter(|p| world.meetings_of(**p).first() == Some(&meeting))
        .map(|p| paper_id(*p, 0))
        .collect();
    if !papers.is_empty() && held {
        text += &format!("papers: [{}]\n", papers.join(", "));
    }
    if held {
        let minutes = later(day, 9);
        text += &format!(
            "minutes: confirmed\nsource: {{title: \"Minutes of {}\", date: {minutes}}}\n",
            day.format("%-d %B %Y")
        );
        text += "attendance:\n  - role: Chair\n  - role: Cabinet Member for Services\n";
        text += &resolutions(world, meeting, &before, approvals);
    }
    (format!("content/meetings/{}.yaml", meeting_id(meeting)), text)
}

fn resolutions(world: &World, meeting: u32, before: &[u32], approvals: &[Vec<Approval>]) -> String {
    let mut random = world.random(5, meeting);
    let mut text = String::from("resolutions:\n");
    for plan in before {
        text += &format!(
            "  - ref: n{}\n    verbs: [noted]\n    text: \"That the plan be noted. {}\"\n    affects:\n      - {{of: {}, effect: noted}}\n",
            plan + 1,
            sentence(&mut random),
            plan_id(*plan),
        );
        let first = world.meetings_of(*plan).into_iter().find(|m| world.held(*m)) == Some(meeting);
        if first {
            text += &format!(
                "  - ref: a{}\n    verbs: [agreed]\n    text: That the first action be widened.\n    affects:\n      - {{of: {}/A1, effect: information_requested}}\n",
                plan + 1,
                plan_id(*plan),
            );
        }
        for approval in approvals.get(*plan as usize).into_iter().flatten().filter(|a| a.meeting == meeting) {
            text += &format!(
                "  - ref: s{}\n    verbs: [signed_off]\n    text: That the completion of action A{} be approved.\n    affects:\n      - {{of: {}/A{}, effect: completion_approved}}\n",
                plan * ACTIONS + approval.action + 1,
                approval.action + 1,
                plan_id(*plan),
                approval.action + 1,
            );
        }
    }
    text
}
