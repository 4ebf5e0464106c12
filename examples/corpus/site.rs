//! `site.toml`, standing pages, threads, events and disagreements.

use crate::File;
use crate::words::{PLACES, note, subject};
use crate::world::{World, earlier, paper_id, plan_id};

/// How many threads run through the plans.
pub(crate) const THREADS: u32 = 12;

fn toml(world: &World) -> String {
    let (as_at, checked) = (world.as_at, earlier(world.as_at, 20));
    format!(
        r##"title = "What Marling promised"
council = "Marling Borough Council"
description = "What the council promised its scrutiny boards, who was to do it, by when, and what was published about it since."
notice = "Marling is an invented council: nothing here is about a real one."
publisher = "Democratic Services, Marling Borough Council"
language = "en-GB"
as_at = {as_at}
base_url = "https://www.marling.example/scrutiny/"

[brand]
primary = "#1d4f5c"
accent = "#b3541e"

[contact]
name = "Democratic Services"
email = "scrutiny@marling.example"
phone = "01632 960 001"
address = "Town Hall, Mill Street, Marling"

[review]
due_soon_days = 30
stale_after_days = 120
reply_within_months = 2

[ratings.delivery]
label = "Officers' delivery rating"
used_by = "officers"
applies_to = "delivery"
source = {{ title = "Scrutiny handbook, page 4" }}
steps = [
  {{ id = "green", label = "Green", definition = "On course for its date.", means = "good" }},
  {{ id = "amber", label = "Amber", definition = "At risk of missing its date.", means = "watch" }},
  {{ id = "red", label = "Red", definition = "Has missed its date.", means = "bad" }},
  {{ id = "closed", label = "Closed", definition = "No longer rated.", means = "closed" }},
]

[accessibility]
compliance = "partial"
prepared = {checked}
reviewed = {checked}
method = "Two officers tried every kind of page with a keyboard and one screen reader."
enforcement = "england"

[[accessibility.problems]]
text = "Wide tables scroll sideways on a small screen."
criterion = "1.4.10 Reflow"
"##
    )
}

fn pages() -> Vec<File> {
    let page = |id: &str, text: String| (format!("content/pages/{id}.md"), text);
    let index = format!(
        "---\ntitle: Home\n---\n\nThis site follows what Marling promised its scrutiny boards, such as [the first plan](plan:{first}). \
         Whatever a paper does not say is shown as not stated.\n\n{{{{ progress(plan=\"{first}\", recommendation=\"R1\") }}}}\n",
        first = plan_id(0)
    );
    let about = "---\ntitle: About this site\nsummary: Where everything here comes from, and who keeps it.\n---\n\n\
                 Everything here comes from papers that the council published.\n\n## How it is kept\n\nOfficers add what is new before each board. \
                 Nothing is taken away.\n\n## What the words mean\n\n| Word | What it means |\n| --- | --- |\n| reported complete | its owner says so |\n\
                 | signed off | the board approved it |\n";
    let glossary = "---\ntitle: Glossary\nsummary: Hard words, and what they mean.\n---\n\n## Call-in\n\nCouncillors may ask that a decision be looked at \
                    again before it is carried out.\n\n## Exempt information\n\nWhat the law allows a council to keep out of its public papers.\n\n\
                    ## Scrutiny board\n\nCouncillors who look at what the council does, and say what should change.\n";
    vec![page("index", index), page("about", about.to_owned()), page("glossary", glossary.to_owned())]
}

fn threads() -> String {
    let mut text = String::from("threads:\n");
    for thread in 0..THREADS {
        text += &format!(
            "  - id: thread-{}\n    title: \"{}\"\n    summary: Whether what was found in {} has been put right, and whether it stayed so.\n",
            thread + 1,
            subject(5000 + thread),
            PLACES.get(thread as usize).unwrap_or(&"the town")
        );
    }
    text
}

fn events(world: &World) -> String {
    let mut text = String::from("events:\n");
    for event in 0..(world.plans * 3).min(120) {
        let mut random = world.random(7, event);
        let first = earlier(world.as_at, random.within(1, 900));
        let date = match event % 3 {
            0 => first.to_string(),
            1 => format!("{}/{first}", earlier(first, 3)),
            _ => first.format("%Y-%m").to_string(),
        };
        let place = random.pick(&PLACES);
        text += &format!(
            "  - date: {date}\n    title: \"A public meeting in {place}, number {}\"\n    text: \"{}\"\n",
            event + 1,
            note(&mut random)
        );
    }
    text
}

fn disagreements(world: &World) -> String {
    let mut text = String::from("disagreements:\n");
    for plan in 0..world.plans.min(20) {
        text += &format!(
            "  - id: report-or-press-{}\n    kind: disagree\n    between: [{}#p3, {}#p2]\n    note: The report speaks of cases, the newspaper of people.\n",
            plan + 1,
            paper_id(plan, 0),
            paper_id(plan, 4)
        );
    }
    text
}

/// All of them.
pub(crate) fn files(world: &World) -> Vec<File> {
    let mut files = vec![
        ("site.toml".to_owned(), toml(world)),
        ("content/threads.yaml".to_owned(), threads()),
        ("content/events.yaml".to_owned(), events(world)),
        ("content/disagreements.yaml".to_owned(), disagreements(world)),
    ];
    files.extend(pages());
    files
}
