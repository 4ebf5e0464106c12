//! `plans.json` and its schema: every plan with its recommendations, actions, measures and what was resolved of them.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{self, BufWriter, Write};

use serde_json::{Value, json};

use super::item::Row;
use super::json::item::{
    Dates, EvidenceGrade, Item as ItemData, Moved, OfficialStatus, Rating, Resolution, Schedule, Update,
};
use super::json::{
    Amendment, Each, Plan as PlanData, Plans, Recommendation as RecommendationData, Response, Site, VERSION,
};
use super::measures::figures_json;
use super::people::name;
use super::said::{date_text, plain_words, said};
use super::values::{date, maybe, page, people, person, references, sources};
use super::{PIECE, base, recommendations};
use crate::derive::ItemKey;
use crate::derive::backlinks::Affected;
use crate::derive::schedule::Schedule as Computed;
use crate::files::Bytes;
use crate::model::commitment;
use crate::model::date::Date;
use crate::model::plan::{AmendedField, Recommendation};
use crate::model::register::{Item, Plan};
use crate::model::scalar::{Id, ItemId, Text};
use crate::render::address::{Linker, plan_path};
use crate::render::cite::cites;
use crate::render::{action, words};

/// The schema of `plans.json`, JSON Schema draft 2020-12.
pub(super) fn schema() -> Bytes {
    let mut schema = super::table::schema::<Plans<'_>>();
    if let Some(top) = schema.as_object_mut() {
        top.insert("title".to_owned(), json!("plans.json"));
        top.insert("$comment".to_owned(), json!(format!("Version {VERSION}.")));
        // The file says which version it is of; a reader of this schema expects that one.
        if let Some(version) =
            top.get_mut("properties").and_then(|p| p.get_mut("version")).and_then(Value::as_object_mut)
        {
            version.insert("const".to_owned(), json!(VERSION));
        }
    }
    let mut bytes = serde_json::to_vec_pretty(&schema).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

/// Writes every plan, piece by piece.
pub(super) fn plans(linker: Linker<'_>, out: &mut dyn Write) -> io::Result<()> {
    let register = &linker.views.edition.register;
    let site = &register.site;
    let mut came_before: BTreeMap<&Id, Vec<&Id>> = BTreeMap::new();
    for (meeting, plans) in &linker.views.backlinks.came_before {
        plans.iter().for_each(|plan| came_before.entry(plan).or_default().push(meeting));
    }
    let plans = Plans {
        schema: "plans.schema.json".into(),
        version: VERSION.into(),
        site: Site {
            title: plain_words(&site.title.0),
            council: plain_words(&site.council.0),
            publisher: site.publisher.as_ref().map(|p| plain_words(&p.0)),
            language: site.language.as_ref().map_or("en-GB", |l| l.0.as_str()).into(),
            base_url: base(linker.views).map(Cow::Owned),
            notice: maybe(said(&linker, site.notice.as_ref())),
            as_at: linker.views.edition.as_at.to_string().into(),
        },
        plans: Each::of(|| register.plans.iter().map(|(id, found)| plan(linker, id, found, &came_before))),
    };
    let mut out = BufWriter::with_capacity(PIECE, out);
    serde_json::to_writer(&mut out, &plans)?;
    out.write_all(b"\n")?;
    out.flush()
}

fn plan<'v>(
    linker: Linker<'v>,
    id: &'v Id,
    plan: &'v Plan,
    came_before: &BTreeMap<&Id, Vec<&'v Id>>,
) -> PlanData<'v> {
    let views = linker.views;
    let row = move |item| Row::new(linker, id, plan, item);
    let of = move |r| row(Item { recommendation: Some(r), action: None }).map(|row| recommendation(row, r));
    let own = move || plan.actions.iter().map(|a| Item { recommendation: None, action: Some(a) });
    let named = views.backlinks.plans.get(id).map_or(&[][..], Vec::as_slice);
    PlanData {
        id: id.0.as_str().into(),
        title: plain_words(&plan.title.0),
        summary: said(&linker, Some(&plan.summary)),
        page: linker.href(&plan_path(id), None).into(),
        cited_as: plan.file.common().cited_as.as_ref().map(|c| plain_words(&c.0)),
        body: plan.body.as_ref().map(|b| person(&linker, b)),
        owner: people(&linker, &plan.owner),
        answerable: people(&linker, &plan.answerable),
        responds_to: plan.responds_to.as_ref().map(|p| page(linker.paper(p, None))),
        set_out_in: plan.set_out_in.as_ref().map(|p| page(linker.paper(p, None))),
        came_before: came_before.get(id).into_iter().flatten().map(|id| id.0.as_str().into()).collect(),
        replaces: plan
            .replaces
            .iter()
            .filter(|p| views.edition.register.plans.contains_key(*p))
            .map(|p| p.0.as_str().into())
            .collect(),
        recommendations: Each::of(move || plan.recommendations.iter().filter_map(of)),
        actions: Each::of(move || own().filter_map(row).map(item)),
        measures: plan.measures.iter().map(|m| figures_json(linker, id, plan, m)).collect(),
        amendments: amendments(&linker, plan),
        resolutions: resolutions(&linker, named).collect(),
    }
}

fn recommendation<'v>(row: Row<'v>, found: &'v Recommendation) -> RecommendationData<'v> {
    let linker = row.linker;
    let under = move || found.actions.iter().map(|a| Item { recommendation: Some(found), action: Some(a) });
    let of = move |action| Row::new(linker, row.plan_id, row.plan, action);
    RecommendationData {
        item: item(row),
        made_by: people(&linker, &found.made_by),
        to: people(&linker, &found.to),
        answers: recommendations::answers(&row).into_iter().map(Cow::Owned).collect(),
        monitored_by: found.monitored_by.as_ref().map(|b| person(&linker, b)),
        requested: found.requested.map(|d| date(d, found.own.note("requested"))),
        responses: found.responses.iter().map(|r| response(&row, r)).collect(),
        actions: Each::of(move || under().filter_map(of).map(item)),
    }
}

fn response<'v>(row: &Row<'v>, response: &'v crate::model::plan::Response) -> Response<'v> {
    let linker = &row.linker;
    Response {
        value: response.value,
        by: response.by.as_ref().map(|b| person(linker, b)),
        at: response.at.as_ref().map(|at| page(linker.resolution(&at.meeting, &at.resolution))),
        date: response.date.map(|d| date(d, response.note("date"))),
        text: maybe(row.words(response.text.as_ref())),
        reason: maybe(row.words(response.reason.as_ref())),
        source: sources(cites(linker, &response.source, Some(row.plan))),
    }
}

fn item(row: Row<'_>) -> ItemData<'_> {
    let (linker, plan) = (&row.linker, row.plan);
    let work = row.item.work();
    let done_when = work.iter().flat_map(|w| w.done_when.iter()).flat_map(|d| d.iter());
    let measures = work.iter().flat_map(|w| w.measures.iter()).flat_map(|m| m.iter());
    let threads = work.iter().flat_map(|w| w.threads.iter()).flat_map(|t| t.iter());
    let continues = work.and_then(|w| w.continues.as_ref()).and_then(|c| match &c.item {
        None => linker.plan(&c.plan).href.map(|_| c.plan.0.as_str().into()),
        Some(item) => linker.item_of(&c.plan, item).href.map(|_| format!("{}/{item}", c.plan).into()),
    });
    ItemData {
        id: row.item.id().0.as_str().into(),
        cited_as: maybe(row.cited_as()),
        kind: action::what(plan, row.item).to_lowercase().into(),
        title: row.title(),
        text: maybe(row.text()),
        wording: row.wording(),
        page: row.page().into(),
        source: sources(row.sources()),
        tracked: row.is_tracked(),
        commitment: commitment::of_item(plan, row.item).is_made(),
        priority: work.and_then(|w| w.priority).map(|p| p.0),
        owner: people(linker, &crate::derive::amended::owners_now(plan, row.item)),
        answerable: people(linker, row.answerable()),
        dates: dates(row),
        official_status: official(row),
        evidence: EvidenceGrade {
            grade: row.standing.evidence,
            words: words::evidence(row.standing.evidence).word,
        },
        schedule: schedule(row),
        ratings: ratings(&row),
        done_when: done_when.map(|t| said(linker, Some(t))).collect(),
        measures: references(measures.filter(|m| plan.measure(m).is_some())),
        threads: threads.filter(|t| linker.thread(t).href.is_some()).map(|t| t.0.as_str().into()).collect(),
        continues,
        updates: Each::of(move || row.updates().map(update)),
        resolutions: of_item(&row),
    }
}

fn dates(row: Row<'_>) -> Dates<'_> {
    let (standing, work) = (row.standing, row.item.work());
    let bare = |d: Date| date(d, None);
    let text = |key: &str, written: Option<Date>| {
        let note = row.item.note(key).filter(|_| written.is_none());
        maybe(note.map(date_text).unwrap_or_default())
    };
    let moved = standing.slippage.iter().filter_map(|slip| {
        let by = row.update(slip.said)?;
        let reason = maybe(row.words(by.word.reason.as_ref()));
        Some(Moved { from: bare(slip.from), to: bare(slip.to), days: slip.days, reason, update: by.number })
    });
    Dates {
        made: standing.birth.map(bare),
        start: work.and_then(|w| w.start).map(|d| date(d, row.item.note("start"))),
        start_text: text("start", work.and_then(|w| w.start)),
        due: standing.due.map(|d| date(d, row.due_note())),
        due_text: text("due", standing.due),
        original_due: standing.original_due.map(bare),
        moved: moved.collect(),
        slippage_days: row.slippage_days(),
        frequency: work.and_then(|w| w.frequency),
        limit: work.and_then(|w| w.limit.as_ref()).map(|l| plain_words(&l.0)),
        done: standing.done.map(bare),
    }
}

fn official(row: Row<'_>) -> OfficialStatus<'_> {
    let stated = row.standing.status;
    let said = stated.and_then(|(_, said)| row.update(said));
    OfficialStatus {
        status: stated.map(|(status, _)| status),
        words: words::status(stated.map(|(status, _)| status)).word,
        date: said.map(|u| date(u.said.date, u.date_note())),
        by: said.map_or_else(Vec::new, |u| people(&row.linker, u.by())),
        source: said.map_or_else(Vec::new, |u| sources(u.sources())),
    }
}

fn schedule(row: Row<'_>) -> Schedule<'_> {
    let computed = row.standing.schedule;
    let (overdue, late) = match computed {
        Computed::Overdue(_, days) | Computed::OverduePaused(_, days, _) => (Some(days), None),
        Computed::DoneLate(days) => (None, Some(days)),
        _ => (None, None),
    };
    Schedule {
        schedule: computed.into(),
        words: words::schedule(computed).word,
        days_overdue: overdue,
        days_late: late,
        days_after_original_due: row.days_after_original_due(),
    }
}

fn ratings<'v>(row: &Row<'v>) -> Vec<Rating<'v>> {
    let one = |(scheme, (step, day)): (&'v Id, &'v (ItemId, Date))| {
        let label = &row.linker.views.edition.register.site.ratings.get(scheme)?.label.0;
        let (tag, _) = crate::render::ratings::rating_words(&row.linker, scheme, row.standing)?;
        Some(Rating {
            scheme: scheme.0.as_str().into(),
            step: step.0.as_str().into(),
            words: format!("{label}: {}", tag.word).into(),
            date: date(*day, None),
        })
    };
    row.standing.ratings.iter().filter_map(one).collect()
}

fn update(update: super::item::Update<'_>) -> Update<'_> {
    let (row, word) = (&update.row, update.word);
    let into = word.into.iter().flat_map(|i| i.iter()).filter(|id| row.plan.item(id).is_some());
    Update {
        number: update.number,
        date: date(update.said.date, update.date_note()),
        note: maybe(row.words(word.note.as_ref())),
        wording: update.wording(),
        by: people(&row.linker, update.by()),
        status: word.status,
        evidence: update.evidence(),
        done: word.done.map(|d| date(d, update.note("done"))),
        due: word.due.map(|d| date(d, update.note("due"))),
        reason: maybe(row.words(word.reason.as_ref())),
        next: maybe(row.words(word.next.as_ref())),
        into: references(into),
        meeting: update.meeting().map(|m| m.0.as_str().into()),
        source: sources(update.sources()),
    }
}

/// The resolutions that name an item.
fn of_item<'v>(row: &Row<'v>) -> Vec<Resolution<'v>> {
    let key = ItemKey { plan: row.plan_id.clone(), item: row.item.id().clone() };
    let named = row.linker.views.backlinks.items.get(&key).map_or(&[][..], Vec::as_slice);
    resolutions(&row.linker, named).collect()
}

fn resolutions<'a, 'v: 'a>(
    linker: &'a Linker<'v>,
    affected: &'v [Affected],
) -> impl Iterator<Item = Resolution<'v>> + 'a {
    affected.iter().map(move |a| Resolution {
        meeting: a.meeting.0.as_str().into(),
        reference: a.resolution.0.as_str().into(),
        effect: a.effect,
        page: linker.resolution(&a.meeting, &a.resolution).href.map(Cow::Owned),
    })
}

fn amendments<'v>(linker: &Linker<'v>, plan: &'v Plan) -> Vec<Amendment<'v>> {
    let text = |field: AmendedField, text: &'v Text| match field {
        AmendedField::Owner => {
            let ids = text.0.split(',').map(|id| Id(id.trim().to_owned()));
            ids.map(|id| name(linker, &id)).collect::<Vec<_>>().join("; ").into()
        }
        AmendedField::Text => said(linker, Some(text)),
        AmendedField::Title | AmendedField::Target => plain_words(&text.0),
    };
    let is_there = |of: &ItemId| plan.item(of).is_some() || plan.measure(of).is_some();
    let mut list: Vec<_> = plan.amendments.iter().filter(|a| is_there(&a.of)).collect();
    list.sort_by_key(|a| a.date.last());
    let one = |a: &'v crate::model::plan::Amendment| Amendment {
        date: date(a.date, a.note("date")),
        of: a.of.0.as_str().into(),
        field: a.field,
        from: text(a.field, &a.from),
        to: text(a.field, &a.to),
        reason: said(linker, Some(&a.reason)),
        agreed_at: a.agreed_at.as_ref().map(|r| page(linker.resolution(&r.meeting, &r.resolution))),
    };
    list.into_iter().map(one).collect()
}
