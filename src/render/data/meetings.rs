//! `meetings.csv` and `resolutions.csv`: when boards met or are to meet, and what they resolved about which records.

use super::actions::texts;
use super::people::People;
use super::put::Put;
use super::said::{plain_words, said};
use super::table::{Reference, Table};
use crate::model::meeting::{Affects, Meeting, Resolution};
use crate::model::scalar::{Id, ItemRef};
use crate::render::address::{Linker, record_path};
use crate::render::cite::cites;
use crate::render::labels;

/// A meeting.
#[derive(Clone, Copy)]
pub(super) struct Row<'v> {
    linker: Linker<'v>,
    id: &'v Id,
    meeting: &'v Meeting,
}

/// The table of meetings.
pub(super) fn table<'v>() -> Table<Row<'v>> {
    let about = "One row for each meeting that papers here show or announce, in the order of their ids.";
    Table::new("meetings", "Meetings", about)
        .text("id", "Id", "The meeting’s id on this site", |r: &Row<'v>| r.id)
        .full()
        .words("title", "Title", "Its title, or its body and date", |r, out| {
            plain_words(&r.linker.meeting_title(r.id)).put(out);
        })
        .full()
        .text("cited_as", "Cited as", "The reference as the council prints it", |r| {
            r.meeting.common().cited_as.as_ref().map(|c| plain_words(&c.0)).unwrap_or_default()
        })
        .text("body", "Body", "The id of the body that meets; empty where that is not published", |r| {
            People::one(r.linker, &r.meeting.body)
        })
        .text("body_name", "Name of the body", "The same as pages read it", |r| {
            People::one(r.linker, &r.meeting.body).names()
        })
        .full()
        .noted_date("date", "Date", "When it meets", |r| Some(r.meeting.date), |r| r.meeting.note("date"))
        .word("status", "Status", "Whether it took place", |r| Some(r.meeting.status))
        .full()
        .text("status_words", "Status in words", "The same as pages read it", |r| {
            labels::meeting_status(r.meeting.status)
        })
        .full()
        .word("minutes", "Minutes", "How far its minutes are; empty where nothing is known of them", |r| {
            r.meeting.minutes
        })
        .date("notice_published", "Notice published", "When its agenda and papers were published", |r| {
            r.meeting.notice_published
        })
        .ids("papers", "Papers", "The papers before it that are published here, by id", |r| {
            texts(r.meeting.papers.iter())
        })
        .ids("plans", "Plans", "The plans that came before it, by id", |r| {
            texts(r.linker.views.backlinks.came_before.get(r.id).into_iter().flatten())
        })
        .whole("resolutions", "Resolutions", "How many resolutions of it are known", |r| {
            i64::try_from(r.meeting.resolutions.len()).ok()
        })
        .full()
        .cited(
            ("source", "Source", "Where it is told, in words"),
            ("Pages of the source", "Where it is told"),
            |r| cites(&r.linker, &r.meeting.source, None),
        )
        .page(|r| r.linker.href(&record_path("meetings", r.id), None))
        .full()
        .key(&["id"])
}

/// The meetings.
pub(super) fn rows<'v>(linker: Linker<'v>) -> impl Iterator<Item = Row<'v>> {
    let meetings = linker.views.edition.register.meetings.iter();
    meetings.map(move |(id, meeting)| Row { linker, id, meeting })
}

/// What a resolution does to one record; where it affects none, the resolution alone.
pub(super) struct Resolved<'v> {
    of: Row<'v>,
    resolution: &'v Resolution,
    number: usize,
    affects: Option<(&'v Affects, &'v ItemRef)>,
}

/// The table of resolutions.
pub(super) fn resolutions<'v>() -> Table<Resolved<'v>> {
    let about = "One row for each record that a resolution affects, so that one which affects three has three rows; one row \
                 where it affects none that is known here. Count resolutions by meeting and ref.";
    let table = Table::new("resolutions", "Resolutions and what they affect", about)
        .text("meeting", "Meeting", "The id of the meeting", |r: &Resolved<'v>| r.of.id)
        .full()
        .text("ref", "Reference", "The resolution’s letter or number in the minutes", |r| {
            &r.resolution.reference
        })
        .full()
        .whole("number", "Number", "The number of the row within its resolution, from 1", |r| {
            i64::try_from(r.number).ok()
        })
        .full()
        .text("cited_as", "Cited as", "The reference as the council prints it", |r| {
            r.resolution.common().cited_as.as_ref().map(|c| plain_words(&c.0)).unwrap_or_default()
        })
        .words(
            "meeting_title",
            "Title of the meeting",
            "The meeting’s title, or its body and date",
            |r, out| {
                plain_words(&r.of.linker.meeting_title(r.of.id)).put(out);
            },
        )
        .full()
        .date("date", "Date", "The date of the meeting", |r| Some(r.of.meeting.date))
        .text("verbs", "Verbs", "What was resolved in a word or two, as the minutes say", |r| {
            r.resolution.verbs.iter().map(|v| labels::verb(*v)).collect::<Vec<_>>().join(", ")
        })
        .text("text", "Text", "The resolution in words", |r| said(&r.of.linker, r.resolution.text.as_ref()));
    affected(table)
        .cited(
            ("source", "Source", "Where it is minuted, in words"),
            ("Pages of the source", "Where it is minuted"),
            |r| cites(&r.of.linker, &r.resolution.source, None),
        )
        .page(|r| {
            let anchor = format!("resolution-{}", r.resolution.reference);
            r.of.linker.href(&record_path("meetings", r.of.id), Some(&anchor))
        })
        .full()
        .key(&["meeting", "ref", "number"])
        .refers(Reference { columns: &["meeting"], table: "meetings", to: &["id"] })
}

fn affected<'v>(table: Table<Resolved<'v>>) -> Table<Resolved<'v>> {
    table
        .text("plan", "Plan", "The plan that it affects, by id", |r: &Resolved<'v>| {
            r.affects.map(|(_, of)| &of.plan).filter(|p| r.of.linker.plan(p).href.is_some())
        })
        .text(
            "item",
            "Item",
            "The recommendation or action of that plan; empty where the plan as a whole is meant",
            |r| {
                let of = r.affects.and_then(|(_, of)| Some((&of.plan, of.item.as_ref()?)));
                let shown = of.filter(|(plan, item)| r.of.linker.item_of(plan, item).href.is_some());
                shown.map(|(_, item)| item)
            },
        )
        .word("effect", "Effect", "What it does to that record; it changes no status by itself", |r| {
            r.affects.map(|(affects, _)| affects.effect)
        })
        .text("effect_words", "Effect in words", "The same as pages read it", |r| {
            r.affects.map(|(affects, _)| labels::effect(affects.effect))
        })
}

/// The resolutions, each with the records that it affects.
pub(super) fn resolved<'v>(linker: Linker<'v>) -> impl Iterator<Item = Resolved<'v>> {
    let of_meeting = |of: Row<'v>| of.meeting.resolutions.iter().map(move |r| (of, r));
    rows(linker).flat_map(of_meeting).flat_map(|(of, resolution)| {
        let affects = resolution.affects.iter().flat_map(|a| a.of.iter().map(move |of| (a, of)));
        // What is affected and not published is not spoken of here.
        let shown = affects.filter(move |(_, to)| match &to.item {
            None => of.linker.plan(&to.plan).href.is_some(),
            Some(item) => of.linker.item_of(&to.plan, item).href.is_some(),
        });
        let mut list: Vec<_> = shown.map(Some).collect();
        if list.is_empty() {
            list.push(None);
        }
        let row = move |(at, affects)| Resolved { of, resolution, number: at + 1, affects };
        list.into_iter().enumerate().map(row)
    })
}
