//! Reads `tests/sites/six-meetings/truth.md`: what was worked out by hand.

use std::collections::BTreeMap;

/// Where an item stands, in the words of the table's columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Row {
    pub(crate) status: String,
    pub(crate) evidence: String,
    pub(crate) schedule: String,
    pub(crate) due: String,
    pub(crate) first_due: String,
    pub(crate) slipped: String,
    pub(crate) owner: String,
    pub(crate) title: String,
}

/// The plan as it came before a meeting.
pub(crate) struct Before {
    pub(crate) meeting: String,
    pub(crate) day: String,
    /// By item; the items that count then, and no others.
    pub(crate) rows: BTreeMap<String, Row>,
}

/// What changed from one meeting to the next.
#[derive(Default)]
pub(crate) struct Between {
    pub(crate) from: String,
    pub(crate) to: String,
    /// What the list says of items, one change each.
    pub(crate) changes: Vec<String>,
    /// The items that are overdue now and were not before.
    pub(crate) overdue: Vec<String>,
    /// The open items of which nothing was said.
    pub(crate) silent: Vec<String>,
}

pub(crate) fn read(text: &str) -> (Vec<Before>, Vec<Between>) {
    let (mut before, mut between) = (Vec::<Before>::new(), Vec::<Between>::new());
    let items = |list: &str| list.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    for line in text.lines() {
        if let Some(rest) = line.strip_prefix("## before ") {
            let (meeting, day) = rest.split_once(", ").expect("a meeting and a day");
            before.push(Before { meeting: meeting.to_owned(), day: day.to_owned(), rows: BTreeMap::new() });
        } else if let Some(rest) = line.strip_prefix("## changes from ") {
            let (from, to) = rest.split_once(" to ").expect("two meetings");
            between.push(Between { from: from.to_owned(), to: to.to_owned(), ..Between::default() });
        } else if let Some(rest) = line.strip_prefix("- nothing heard: ") {
            between.last_mut().expect("a heading").silent = items(rest);
        } else if let Some(rest) = line.strip_prefix("- overdue now, not before: ") {
            between.last_mut().expect("a heading").overdue = items(rest);
        } else if let Some(rest) = line.strip_prefix("- ") {
            between.last_mut().expect("a heading").changes.push(rest.to_owned());
        } else if line.starts_with("| ") && !line.starts_with("| item") && !line.starts_with("| ---") {
            let cells: Vec<String> = line.trim_matches('|').split('|').map(|c| c.trim().to_owned()).collect();
            let [item, status, evidence, schedule, due, first_due, slipped, owner, title] =
                <[String; 9]>::try_from(cells).expect("nine columns");
            let row = Row { status, evidence, schedule, due, first_due, slipped, owner, title };
            before.last_mut().expect("a heading").rows.insert(item, row);
        }
    }
    (before, between)
}
