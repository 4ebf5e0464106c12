//! Plans, meetings, events, threads and everybody who acts, as they are found.

use super::document::Document;
use crate::derive::amended::{owners_now, text_now, titled};
use crate::derive::standing::word_of;
use crate::derive::{ItemKey, Views};
use crate::model::meeting::Meeting;
use crate::model::register::{Item, Plan};
use crate::model::scalar::{Id, Text};
use crate::render::address::{Linker, item_path, measures_path, plan_path, record_path};
use crate::render::plain::plain;
use crate::render::{action, disputes, labels, timeline, words};

/// A text of a record in plain words.
fn said(linker: &Linker<'_>, text: Option<&Text>) -> String {
    text.map(|t| plain(&linker.text(t))).unwrap_or_default()
}

/// A plan, its recommendations and actions, and its measures.
pub(super) fn plan(linker: &Linker<'_>, id: &Id, plan: &Plan) -> Vec<Document> {
    let common = plan.file.common().cited_as.as_ref().map(|c| c.0.as_str());
    let who = plan.body.iter().chain(plan.owner.iter()).map(|id| linker.owner(id).text);
    let itself = Document::new(&plan_path(id), "Plan", &plan.title.0)
        .saying([said(linker, Some(&plan.summary))].into_iter().chain(common.map(str::to_owned)).chain(who))
        .cited_as(common)
        .called();
    let mut documents = vec![itself];
    documents.extend(plan.items().filter_map(|item| one(linker, id, plan, item)));
    for measure in &plan.measures {
        let cited = measure.common().cited_as.as_ref().map(|c| c.0.as_str());
        let title = format!("{} {}", measure.id, measure.title);
        documents.push(
            Document::new(&measures_path(linker.views, id), "Measure", &title)
                .at(format!("{id}-{}", measure.id))
                .of(plan.title.0.as_str())
                .saying([said(linker, Some(&measure.definition)), cited.unwrap_or_default().to_owned()])
                .cited_as(Some(&measure.id.0))
                .cited_as(cited),
        );
    }
    documents
}

/// A recommendation or action: its words, who owns it, and the latest word about it.
fn one(linker: &Linker<'_>, id: &Id, plan: &Plan, item: Item<'_>) -> Option<Document> {
    let key = ItemKey { plan: id.clone(), item: item.id().clone() };
    let standing = linker.views.standings.get(&key)?;
    let work = item.work();
    let cited = item.common().and_then(|c| c.cited_as.as_ref()).map(|c| c.0.as_str());
    let mut says = vec![text_now(plan, item).map(|t| plain(&linker.text(&Text(t)))).unwrap_or_default()];
    says.extend(cited.map(str::to_owned));
    says.extend(owners_now(plan, item).iter().map(|id| linker.owner(id).text));
    let answerable = work.and_then(|w| w.answerable.as_ref());
    says.extend(answerable.iter().flat_map(|o| o.iter()).map(|id| linker.owner(id).text));
    says.extend(work.and_then(|w| w.limit.as_ref()).map(|l| l.0.clone()));
    says.extend(work.iter().flat_map(|w| &w.done_when).flat_map(|d| d.iter()).map(|t| said(linker, Some(t))));
    if let Some(latest) = standing.latest().and_then(|said| word_of(plan, item, said.origin)) {
        says.extend([said(linker, latest.note.as_ref()), said(linker, latest.next.as_ref())]);
    }
    let title = format!("{} {}", key.item, titled(plan, item));
    let found = Document::new(&item_path(&key), action::what(plan, item), &title)
        .of(plan.title.0.as_str())
        .saying(says)
        .cited_as(Some(&key.item.0))
        .cited_as(cited);
    Some(found)
}

/// A meeting and what it resolved.
pub(super) fn meeting(linker: &Linker<'_>, id: &Id, meeting: &Meeting) -> Vec<Document> {
    let title = linker.meeting_title(id);
    let path = record_path("meetings", id);
    let date = words::date_text(&meeting.date);
    let cited = meeting.common().cited_as.as_ref().map(|c| c.0.as_str());
    let mut says = vec![linker.owner(&meeting.body).text, labels::meeting_status(meeting.status).to_owned()];
    says.extend(cited.map(str::to_owned));
    says.extend(meeting.papers.iter().map(|p| linker.paper(p, None).text));
    let itself =
        Document::new(&path, "Meeting", &title).of(date.as_str()).saying(says).cited_as(cited).called();
    let mut documents = vec![itself];
    for resolution in meeting.resolutions.iter() {
        let cited = resolution.common().cited_as.as_ref().map(|c| c.0.as_str());
        let verbs = resolution.verbs.iter().map(|v| labels::verb(*v)).collect::<Vec<_>>().join(", ");
        let says = [verbs, said(linker, resolution.text.as_ref()), cited.unwrap_or_default().to_owned()];
        let found = Document::new(&path, "Resolution", &title)
            .at(format!("resolution-{}", resolution.reference))
            .of(date.as_str())
            .saying(says)
            .cited_as(cited);
        let label = format!("resolution ({})", resolution.reference);
        documents.push(Document { label, words: String::new(), ..found });
    }
    documents
}

/// Events, threads, disagreements, owners and bodies.
pub(super) fn others(linker: &Linker<'_>) -> Vec<Document> {
    let register = &linker.views.edition.register;
    let mut documents = Vec::new();
    let places = timeline::places(linker.views);
    for event in &register.events {
        let (path, year) = places.of(&event.date);
        documents.push(
            Document::new(&path, "Event", &event.title.0)
                .at(year)
                .of(words::date_text(&event.date))
                .saying([said(linker, event.text.as_ref())]),
        );
    }
    for thread in threads(linker.views) {
        let path = record_path("threads", &thread.id);
        let summary = said(linker, Some(&thread.summary));
        documents.push(Document::new(&path, "Thread", &thread.title.0).saying([summary]).called());
    }
    for found in &register.disagreements {
        let title = format!("Papers that do not fit together: {}", labels::disagreement(found.kind).word);
        let itself = Document::new(&disputes::path(), "Disagreement", &title).at("page-papers");
        documents.push(itself.saying([said(linker, Some(&found.note))]));
    }
    for owner in &register.owners {
        let kind = labels::owner_kind(owner.kind);
        let says = [owner.body.as_ref().map(|b| linker.owner(b).text).unwrap_or_default()];
        let says = says.into_iter().chain([said(linker, owner.about.as_ref())]);
        let path = record_path("owners", &owner.id);
        documents.push(Document::new(&path, kind, &owner.name.0).saying(says).called());
    }
    for body in &register.bodies {
        let path = record_path("bodies", &body.id);
        let about = said(linker, body.about.as_ref());
        documents
            .push(Document::new(&path, labels::body_kind(body.kind), &body.name.0).saying([about]).called());
    }
    documents
}

/// Threads that have a page.
fn threads(views: &Views) -> impl Iterator<Item = &crate::model::people::Thread> {
    views.edition.register.threads.iter().filter(|t| views.has_thread(&t.id))
}
