//! `recommendations.csv`: what was recommended, found, asked or undertaken, and what was answered.

use super::actions::told;
use super::item::{Row, items};
use super::people::People;
use super::said::{put_cited, said};
use super::table::Table;
use crate::model::commitment::latest_response;
use crate::model::plan::{Recommendation, Response};
use crate::model::scalar::AnswerRef;
use crate::render::address::Linker;
use crate::render::cite::cites;
use crate::render::labels;

fn own<'v>(row: &Row<'v>) -> Option<&'v Recommendation> {
    row.item.recommendation.filter(|_| row.item.action.is_none())
}

/// The response that stands: the latest.
fn response<'v>(row: &Row<'v>) -> Option<&'v Response> {
    own(row).and_then(latest_response)
}

/// The table.
pub(super) fn table<'v>() -> Table<Row<'v>> {
    let about = "One row for each recommendation, finding, request, undertaking, proposal or suggestion of a plan. What \
                 became of it stands with its actions, or, where it has none, in its own row of actions.csv.";
    let table = told(Table::new("recommendations", "Recommendations and responses", about), "ref");
    let table = table
        .ids("made_by", "Made by", "Who made it, by id", |r: &Row<'v>| {
            own(r).map(|o| People::new(r.linker, &o.made_by))
        })
        .text("made_by_names", "Names of who made it", "The same as pages read them", |r| {
            own(r).map(|o| People::new(r.linker, &o.made_by).names())
        })
        .ids("to", "To", "Whom it was made to, by id", |r| own(r).map(|o| People::new(r.linker, &o.to)))
        .text("to_names", "Names of whom it was made to", "The same as pages read them", |r| {
            own(r).map(|o| People::new(r.linker, &o.to).names())
        })
        .date("made", "Made", "Since when it exists, as far as is known", |r| r.standing.birth)
        .ids(
            "answers",
            "Answers",
            "Findings and recommendations elsewhere that it answers: paper#finding or plan/reference",
            answers,
        )
        .text("monitored_by", "Monitored by", "The body that watches over it, by id", |r| {
            let body = own(r).and_then(|o| o.monitored_by.as_ref());
            body.map(|body| People::one(r.linker, body))
        })
        .yes_no(
            "tracked",
            "Tracked itself",
            "Whether it has no actions and is tracked itself: then it has a row in actions.csv too",
            |r| Some(r.is_tracked()),
        )
        .full()
        .whole("actions", "Actions", "How many actions stand under it", |r| {
            own(r).and_then(|o| i64::try_from(o.actions.len()).ok())
        })
        .full();
    responses(table)
        .cited(
            ("source", "Source", "Where it is set out, in words"),
            ("Pages of the source", "The paragraphs or papers where it is set out"),
            Row::sources,
        )
        .page(Row::page)
        .full()
        .key(&["plan", "ref"])
}

fn responses<'v>(table: Table<Row<'v>>) -> Table<Row<'v>> {
    table
        .date("requested", "Response asked for", "When a response was asked for", |r: &Row<'v>| {
            own(r).and_then(|o| o.requested)
        })
        .whole(
            "responses",
            "Responses",
            "How many responses are published; the columns that follow have the latest, plans.json has all",
            |r| own(r).and_then(|o| i64::try_from(o.responses.len()).ok()),
        )
        .full()
        .word("response", "Response", "What was answered; empty where no answer is published", |r| {
            response(r).map(|a| a.value)
        })
        .text(
            "response_words",
            "Response in words",
            "The same as pages read it; empty where nobody asked and nobody answered",
            |r| {
                let asked = own(r).is_some_and(|o| o.requested.is_some() || !o.responses.is_empty());
                asked.then(|| labels::response(response(r).map(|a| a.value)).word)
            },
        )
        .text("response_by", "Who answered", "Who answered, by id", |r| {
            let by = response(r).and_then(|a| a.by.as_ref());
            by.map(|by| People::one(r.linker, by))
        })
        .date("response_date", "Date of the response", "When that was", |r| response(r).and_then(|a| a.date))
        .text("response_text", "Text of the response", "The response in words", |r| {
            said(&r.linker, response(r).and_then(|a| a.text.as_ref()))
        })
        .text("response_reason", "Reason", "The reason given", |r| {
            said(&r.linker, response(r).and_then(|a| a.reason.as_ref()))
        })
        .words("response_source", "Where that was said", "Paper and paragraph, or resolution", |r, out| {
            let sources = response(r).map(|a| cites(&r.linker, &a.source, Some(r.plan)));
            put_cited(&sources.unwrap_or_default(), out);
        })
}

/// What a recommendation answers, as far as that is published.
pub(super) fn answers(row: &Row<'_>) -> Vec<String> {
    let published = |answer: &AnswerRef| match answer {
        AnswerRef::Finding(paper, anchor) => {
            let there = row.linker.paper(paper, Some(&anchor.0)).href.is_some();
            there.then(|| format!("{paper}#{}", anchor.0))
        }
        AnswerRef::Recommendation(to) => match &to.item {
            Some(item) => {
                row.linker.item_of(&to.plan, item).href.is_some().then(|| format!("{}/{item}", to.plan))
            }
            None => row.linker.plan(&to.plan).href.is_some().then(|| to.plan.to_string()),
        },
    };
    own(row).into_iter().flat_map(|r| r.answers.iter()).filter_map(published).collect()
}

/// The rows.
pub(super) fn rows<'v>(linker: Linker<'v>) -> impl Iterator<Item = Row<'v>> {
    items(linker).filter(|row| own(row).is_some())
}
