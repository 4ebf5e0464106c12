//! `actions.csv`: where each tracked item stands.

use super::item::{Row, ScheduleWord};
use super::said::put_cited;
use super::table::Table;
use crate::derive::schedule::Schedule;
use crate::model::commitment;
use crate::model::work::Work;
use crate::render::cite::Cites;
use crate::render::{action, words};

/// Ids as texts.
pub(super) fn texts<T: ToString>(ids: impl IntoIterator<Item = T>) -> Vec<String> {
    ids.into_iter().map(|id| id.to_string()).collect()
}

/// The columns that every record of a plan begins with.
pub(super) fn told<'v>(table: Table<Row<'v>>, id: &'static str) -> Table<Row<'v>> {
    table
        .text("plan", "Plan", "The id of its plan", |r: &Row<'v>| r.plan_id)
        .full()
        .text("plan_title", "Title of the plan", "The title of its plan", |r| {
            super::said::plain_words(&r.plan.title.0)
        })
        .full()
        .text(id, "Reference", "Its reference within the plan", |r| r.item.id())
        .full()
        .text("cited_as", "Cited as", "The reference as the council prints it", Row::cited_as)
        .text(
            "kind",
            "Kind",
            "What it is: action, recommendation, finding, request, undertaking, proposal or suggestion",
            |r| action::what(r.plan, r.item).to_lowercase(),
        )
        .full()
        .text("title", "Title", "Its title, in the words last agreed", Row::title)
        .full()
        .text("text", "Text", "Its words in full, as last agreed", Row::text)
        .word("wording", "Wording", "Whose words the title and the text are", |r| Some(r.wording()))
        .full()
}

/// The table.
pub(super) fn table<'v>() -> Table<Row<'v>> {
    let about = "One row for each tracked item: every action, and every recommendation that has no actions and is tracked \
                 itself.";
    let table = told(Table::new("actions", "Actions and where they stand", about), "id");
    let table = table
        .text("recommendation", "Recommendation", "The recommendation that an action stands under; empty where it stands under none", |r: &Row<'v>| {
            r.parent()
        })
        .yes_no("commitment", "Commitment", "Whether it counts as something the council said it would do: what was rejected, not answered or only proposed does not", |r| {
            Some(commitment::of_item(r.plan, r.item).is_made())
        })
        .full()
        .yes_no("priority", "Priority", "Whether its paper calls it a priority; empty where it does not say", |r| {
            r.item.work().and_then(|w| w.priority).map(|p| p.0)
        });
    let table = dates(owners(table));
    let table = ratings(schedule(status(table)));
    latest(table)
        .cited(
            ("source", "Source", "Where it is set out, in words"),
            ("Pages of the source", "The paragraphs or papers where it is set out"),
            Row::sources,
        )
        .page(Row::page)
        .full()
        .key(&["plan", "id"])
}

fn owners<'v>(table: Table<Row<'v>>) -> Table<Row<'v>> {
    table
        .ids(
            "owner",
            "Owner",
            "Who is to do it: ids of roles, teams or bodies, the first leading; empty where none is stated",
            Row::owner,
        )
        .text("owner_names", "Names of owners", "The same as pages read them", |r| r.owner().names())
        .ids("answerable", "Answerable", "Who answers for it", |r| r.answering())
        .text("answerable_names", "Names of who answers", "The same as pages read them", |r| {
            r.answering().names()
        })
}

fn dates<'v>(table: Table<Row<'v>>) -> Table<Row<'v>> {
    let work = |r: &Row<'v>| r.item.work();
    table
        .date("made", "Made", "Since when it exists, as far as is known", |r: &Row<'v>| r.standing.birth)
        .noted_date(
            "start",
            "Start",
            "When it is to begin",
            |r| r.item.work().and_then(|w| w.start),
            |r| r.item.note("start"),
        )
        .noted_date("due", "Due", "When it is due now; empty where no date is stated", |r| r.standing.due, |r| r.due_note())
        .date("original_due", "First due", "The due date first given, also where it never moved", |r| r.standing.original_due)
        .whole("times_moved", "Times moved", "How often the due date moved", |r| {
            i64::try_from(r.standing.slippage.len()).ok()
        })
        .full()
        .whole("slippage_days", "Days of slippage", "Days from the first due date to the one of now; below 0 where it was brought forward; empty without a due date", |r| {
            Some((r.standing.due?.last() - r.standing.original_due?.last()).num_days())
        })
        .word("frequency", "Frequency", "How often it is to happen, where it recurs", move |r| work(r).and_then(|w| w.frequency))
        .text("limit", "Limit", "A limit that it sets itself, such as 24 hours", move |r| {
            work(r).and_then(|w: &Work| w.limit.as_ref()).map(|l| super::said::plain_words(&l.0))
        })
}

/// The official word: the status, and who said it, when and where.
fn status<'v>(table: Table<Row<'v>>) -> Table<Row<'v>> {
    let stated = |r: &Row<'v>| r.standing.status.and_then(|(_, said)| r.update(said));
    table
        .word(
            "status",
            "Official status",
            "What the council last said of it; empty where it said nothing. No evidence by itself",
            |r: &Row<'v>| r.standing.status.map(|(status, _)| status),
        )
        .text("status_words", "Official status in words", "The same as pages read it", |r| {
            words::status(r.standing.status.map(|(status, _)| status)).word
        })
        .full()
        .date("status_date", "Date of the status", "When that was published", |r| {
            r.standing.status.map(|(_, said)| said.date)
        })
        .ids("status_by", "Who said so", "Who said it, by id; empty where that is not stated", move |r| {
            stated(r).map(|u| u.by_whom())
        })
        .text("status_by_names", "Names of who said so", "The same as pages read them", move |r| {
            stated(r).map(|u| u.by_whom().names())
        })
        .cited(
            ("status_source", "Where that was said", "Paper and paragraph, or resolution"),
            ("Pages where that was said", "Their addresses"),
            move |r| stated(r).map_or_else(Cites::default, |u| u.sources()),
        )
        .word("evidence", "Evidence", "What stands behind the official status", |r| Some(r.standing.evidence))
        .full()
        .text("evidence_words", "Evidence in words", "The same as pages read it", |r| {
            words::evidence(r.standing.evidence).word
        })
        .full()
}

fn schedule<'v>(table: Table<Row<'v>>) -> Table<Row<'v>> {
    table
        .word("schedule", "Schedule", "Where it stands against its dates: computed from them, never what anybody said", |r: &Row<'v>| {
            Some(ScheduleWord::from(r.standing.schedule))
        })
        .full()
        .text("schedule_words", "Schedule in words", "The same as pages read it", |r| words::schedule(r.standing.schedule).word)
        .full()
        .whole("days_overdue", "Days overdue", "Days since the due date of an open item; empty where it is not overdue", |r| {
            match r.standing.schedule {
                Schedule::Overdue(_, days) | Schedule::OverduePaused(_, days, _) => Some(days),
                _ => None,
            }
        })
        .date("done", "Done", "When it was done, where that is stated", |r| r.standing.done)
        .whole("days_late", "Days late", "Days from the due date to the day it was done; empty where it was not done late or that day is not stated", |r| {
            match r.standing.schedule {
                Schedule::DoneLate(days) => Some(days),
                _ => None,
            }
        })
        .whole(
            "days_after_original_due",
            "Days after the first due date",
            "Days from the first due date to the day it was done; below 0 where it was done before; empty where either is not stated. An item may be on time by a date that moved and late by the first one",
            |r| r.days_after_original_due(),
        )
}

fn ratings<'v>(table: Table<Row<'v>>) -> Table<Row<'v>> {
    table
        .ids("rating", "Ratings", "The latest step of each rating scheme, as scheme=step", |r: &Row<'v>| {
            texts(r.standing.ratings.iter().map(|(scheme, (step, _))| format!("{scheme}={step}")))
        })
        .text("rating_words", "Ratings in words", "The same as pages read them", |r| {
            let schemes = &r.linker.views.edition.register.site.ratings;
            let one = |scheme: &crate::model::scalar::Id| {
                let (step, _) = crate::render::ratings::rating_words(&r.linker, scheme, r.standing)?;
                Some(format!("{}: {}", schemes.get(scheme)?.label, step.word))
            };
            r.standing.ratings.keys().filter_map(one).collect::<Vec<_>>().join("; ")
        })
}

fn latest<'v>(table: Table<Row<'v>>) -> Table<Row<'v>> {
    let latest = |r: &Row<'v>| r.standing.latest().and_then(|said| r.update(said));
    table
        .date(
            "latest_date",
            "Date of the latest word",
            "When the latest word about it was published; empty where there is none",
            |r: &Row<'v>| r.standing.latest().map(|said| said.date),
        )
        .text("latest", "Latest word", "What was last said of it", move |r| {
            latest(r).map(|u| r.words(u.word.note.as_ref()))
        })
        .words("latest_source", "Where that was said", "Paper and paragraph, or resolution", move |r, out| {
            put_cited(&latest(r).map_or_else(Cites::default, |u| u.sources()), out);
        })
        .whole("updates", "Updates", "How many dated words about it are published", |r| {
            i64::try_from(r.standing.history.len()).ok()
        })
        .full()
}

/// The rows.
pub(super) fn rows<'v>(linker: crate::render::address::Linker<'v>) -> impl Iterator<Item = Row<'v>> {
    super::item::items(linker).filter(Row::is_tracked)
}
