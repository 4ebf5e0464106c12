//! The output paths of a site, and what is published at each.

use std::collections::BTreeMap;

use super::address::{
    DATA, MEASURES, at_path, briefing_path, course_path, item_path, measures_path, page_path, plan_path,
    print_path, record_path,
};
use super::split::{self, List};
use super::theme::Theme;
use super::{What, disputes, people, ratings, timeline, unsupported};
use crate::derive::Views;
use crate::model::extra::Extra;
use crate::model::scalar::Id;
use crate::output::OutPath;

/// Every path, but for those of attachments, the search, the A to Z and the data, which follow from their own parts.
pub(super) fn paths(views: &Views, theme: &Theme) -> BTreeMap<OutPath, What> {
    let mut paths = fixed(views);
    of_plans(views, &mut paths);
    of_records(views, &mut paths);
    for list in [List::Plans, List::Papers, List::Meetings, List::Owners] {
        paths.extend(split::parts(views, list).into_iter().map(|part| (part.path.clone(), What::Part(part))));
    }
    let withdrawn = views.edition.withdrawn.iter().enumerate();
    paths
        .extend(withdrawn.map(|(position, w)| (OutPath::new(w.address.as_str()), What::Withdrawn(position))));
    paths.extend(
        theme.assets.files.keys().map(|name| (OutPath::new(name.as_str()), What::Asset(name.clone()))),
    );
    // Put in order once; of two at one path, the later counts.
    paths.into_iter().collect()
}

/// Paths in no order.
type Paths = Vec<(OutPath, What)>;

/// Pages at the top of the output that every site has, or every site with something to show there.
fn fixed(views: &Views) -> Paths {
    let register = &views.edition.register;
    let mut paths = Paths::new();
    let fixed = [
        ("index.html", What::Home),
        ("404.html", What::NotFound),
        ("plans.html", What::Plans),
        ("papers.html", What::Papers),
        ("meetings.html", What::Meetings),
        ("timeline.html", What::Timeline(None)),
        ("threads.html", What::Threads),
        ("owners.html", What::Owners),
        (people::NO_OWNER, What::NoOwner),
        (MEASURES, What::Measures(None)),
        ("responses.html", What::Responses),
    ];
    paths.extend(fixed.map(|(path, what)| (OutPath::new(path), what)));
    let extras = [
        (Extra::Changes, "changes.html", What::Changes),
        (Extra::Search, "search.html", What::Search),
        (Extra::Data, DATA, What::DataList),
    ];
    let extras = extras.into_iter().filter(|(extra, ..)| register.site.has(*extra));
    paths.extend(extras.map(|(_, path, what)| (OutPath::new(path), what)));
    if register.site.accessibility.is_some() {
        paths.push((OutPath::new("accessibility.html"), What::Accessibility));
    }
    if !register.plans.is_empty() {
        paths.push((unsupported::path(), What::Unsupported));
    }
    if !register.disagreements.is_empty() || register.papers.values().any(|p| !p.header.claims.is_empty()) {
        paths.push((disputes::path(), What::Disputes));
    }
    if views.standings.values().any(|s| !s.ratings.is_empty()) {
        paths.push((ratings::path(), What::Ratings));
    }
    paths
}

fn of_plans(views: &Views, paths: &mut Paths) {
    let register = &views.edition.register;
    paths.extend(register.plans.keys().map(|id| (plan_path(id), What::Plan(id.clone()))));
    let plans = |extra: Extra| register.plans.keys().filter(move |_| register.site.has(extra));
    paths.extend(plans(Extra::OverTime).map(|id| (course_path(id), What::Course(id.clone()))));
    paths.extend(plans(Extra::Print).map(|id| (print_path(id), What::Print(id.clone()))));
    for id in plans(Extra::PlansBeforeMeetings) {
        let before = |m: &Id| (at_path(id, m), What::Before(id.clone(), m.clone()));
        paths.extend(views.meetings_of(id).map(before));
    }
    if *views.measures_apart {
        let measured = register.plans.iter().filter(|(_, plan)| !plan.measures.is_empty());
        paths.extend(measured.map(|(id, _)| (measures_path(views, id), What::Measures(Some(id.clone())))));
    }
    paths.extend(views.standings.keys().map(|key| (item_path(&key), What::Item(key))));
}

fn of_records(views: &Views, paths: &mut Paths) {
    let register = &views.edition.register;
    paths.extend(register.papers.keys().map(|id| (record_path("papers", id), What::Paper(id.clone()))));
    paths.extend(register.meetings.keys().map(|id| (record_path("meetings", id), What::Meeting(id.clone()))));
    if register.site.has(Extra::Briefings) {
        let briefed = register.meetings.keys().filter(|id| views.plans_before(id).next().is_some());
        paths.extend(briefed.map(|id| (briefing_path(id), What::Briefing(id.clone()))));
    }
    let parts = views.timeline.parts.iter().copied().map(Some);
    paths.extend(parts.map(|part| (timeline::path(part), What::Timeline(part))));
    let threads = register.threads.iter().filter(|t| views.has_thread(&t.id));
    paths.extend(threads.map(|t| (record_path("threads", &t.id), What::Thread(t.id.clone()))));
    paths.extend(register.owners.iter().map(|o| (record_path("owners", &o.id), What::Owner(o.id.clone()))));
    paths.extend(register.bodies.iter().map(|b| (record_path("bodies", &b.id), What::Owner(b.id.clone()))));
    let pages = register.pages.keys().filter(|id| id.0 != "index");
    paths.extend(pages.map(|id| (page_path(id), What::Standing(id.clone()))));
}
