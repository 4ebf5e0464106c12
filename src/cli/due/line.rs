//! What is said of one commitment to ask after, in text and in a spreadsheet alike.

use crate::derive::Views;
use crate::derive::due::{Group, Row, Why};
use crate::model::date::Date;
use crate::model::scalar::Id;
use crate::render::{address_of, days, plural, status_words};

/// A commitment in words; what is not known is empty in a spreadsheet, and said in text.
#[derive(Clone, Debug, Default)]
pub(super) struct Line {
    pub(super) plan: String,
    pub(super) item: String,
    pub(super) title: String,
    /// Whom to ask: the owner that it stands under.
    owner: String,
    /// The other owners.
    pub(super) others: String,
    /// The official word.
    pub(super) status: String,
    /// The due date as it is written.
    due: String,
    /// The paper's own words where it gives no due date.
    due_words: String,
    /// The due date first given, where it moved.
    first_due: String,
    days_overdue: String,
    /// Days without a word, where they are too many.
    days_silent: String,
    /// Why it is on the list.
    pub(super) why: Vec<String>,
    /// The same as one cell.
    reasons: String,
    /// When the last word was said.
    pub(super) last_date: String,
    pub(super) last_word: String,
    /// Its page: with `base_url` its address, else its path in the site.
    pub(super) page: String,
}

impl Line {
    /// The names of the columns.
    pub(super) const NAMES: [&str; 15] = [
        "plan",
        "item",
        "title",
        "owner",
        "other_owners",
        "status",
        "due",
        "due_words",
        "first_due",
        "days_overdue",
        "days_without_word",
        "reasons",
        "last_word_date",
        "last_word",
        "page",
    ];

    /// The cells of its row.
    pub(super) fn cells(&self) -> [&str; 15] {
        [
            &self.plan,
            &self.item,
            &self.title,
            &self.owner,
            &self.others,
            &self.status,
            &self.due,
            &self.due_words,
            &self.first_due,
            &self.days_overdue,
            &self.days_silent,
            &self.reasons,
            &self.last_date,
            &self.last_word,
            &self.page,
        ]
    }
}

/// What is said of a commitment.
pub(super) fn line(views: &Views, group: &Group<'_>, row: &Row<'_>) -> Line {
    let register = &views.edition.register;
    let name = |id: &Id| register.name_of(id).unwrap_or(&id.0).to_owned();
    let written = |date: Option<Date>| date.map(|d| d.to_string()).unwrap_or_default();
    let others = row.owners.iter().filter(|o| Some(*o) != group.owner.as_ref());
    let path = address_of(&row.key);
    let why: Vec<String> = row.why.iter().map(|why| reason(row, *why)).collect();
    let standing = row.standing;
    Line {
        plan: row.key.plan.0.clone(),
        item: row.key.item.0.clone(),
        title: folded(&row.title),
        owner: group.owner.as_ref().map(name).unwrap_or_default(),
        others: others.map(name).collect::<Vec<_>>().join("; "),
        // A word that states no status is an update all the same.
        status: match standing.status {
            None if row.latest.is_some() => "no status stated".to_owned(),
            status => status_words(status.map(|(status, _)| status)).word.into_owned(),
        },
        due: written(standing.due),
        due_words: row.due_words.map(folded).unwrap_or_default(),
        first_due: written(standing.original_due.filter(|first| Some(*first) != standing.due)),
        days_overdue: row.time.overdue.map(|days| days.to_string()).unwrap_or_default(),
        days_silent: match row.time.quiet.filter(|_| row.time.silent) {
            Some(quiet) => quiet.days.to_string(),
            None => String::new(),
        },
        reasons: why.join("; "),
        why,
        last_date: row.latest.map(|(_, said)| said.date.to_string()).unwrap_or_default(),
        last_word: row
            .latest
            .and_then(|(word, _)| word.note.as_ref())
            .map(|note| folded(&note.0))
            .unwrap_or_default(),
        page: match &register.site.base_url {
            Some(base) => {
                let base = base.0.split(['?', '#']).next().unwrap_or_default();
                format!("{}/{}", base.trim_end_matches('/'), path.as_str())
            }
            None => path.as_str().to_owned(),
        },
    }
}

/// Why a commitment is on the list, in words.
fn reason(row: &Row<'_>, why: Why) -> String {
    let standing = row.standing;
    let due = standing.due.map(|due| due.to_string()).unwrap_or_default();
    let first = standing.original_due.filter(|first| Some(*first) != standing.due);
    let first = first.map(|first| format!(", first {first}")).unwrap_or_default();
    match why {
        Why::Overdue(count) => format!("overdue by {} (due {due}{first})", days(count)),
        Why::Due(count) => format!("due {due}{first} ({} left)", days(count)),
        Why::NotConfirmed(start) => format!("to start {start}, and no word that it started"),
        Why::Undated => match row.due_words {
            Some(words) => format!("no date stated but “{}”", folded(words)),
            None => "no date stated".to_owned(),
        },
        Why::Silent(count) => match row.time.quiet {
            Some(quiet) if !quiet.word => {
                format!("no word at all in {} since {}", days(count), quiet.since)
            }
            _ => format!("no word for {}", plural(count, "day", "days")),
        },
    }
}

/// A text on one line.
fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
