//! What the rules say of a site on a day is what its pages show on that day.

use std::collections::BTreeSet;

use scrutineer::Request;
use scrutineer::derive::ItemKey;
use scrutineer::model::scalar::ItemId;
use scrutineer::model::update::Evidence;

use crate::support::{day, repository};

/// Items named first in the faults of a code, with their plans.
fn told(built: &scrutineer::Built, code: &str) -> BTreeSet<(String, String)> {
    let of_code = built.diagnostics.iter().filter(|d| d.code.word() == code);
    let named = of_code.map(|d| {
        let plan = d.place.file.trim_start_matches("content/plans/").trim_end_matches(".yaml");
        let plan = plan.split('/').next().unwrap_or(plan);
        (plan.to_owned(), d.message.split('`').nth(1).unwrap_or("").to_owned())
    });
    named.collect()
}

#[test]
fn the_rules_judge_by_what_the_pages_show() {
    let mut sites = vec![repository()];
    sites.extend(["quarterly", "recommendations"].map(|name| repository().join("tests/sites").join(name)));
    let mut seen = 0;
    for path in sites {
        let files = scrutineer::read::read(&path).unwrap();
        for as_at in day("2021-09-01").iter_days().step_by(61).take_while(|d| *d < day("2026-01-01")) {
            let request = Request { as_at: Some(as_at), today: day("2026-01-01"), drafts: false };
            let built = scrutineer::build(&files, request);
            let views = built.pages.as_ref().unwrap().views();
            let mut shown: [BTreeSet<(String, String)>; 4] = Default::default();
            for (plan, progress) in &views.progress {
                let add = |set: &mut BTreeSet<_>, item: &ItemId| {
                    set.insert((plan.0.clone(), item.0.clone()));
                };
                for item in &progress.counts.items {
                    let standing = views
                        .standings
                        .get(&ItemKey { plan: plan.clone(), item: item.clone() })
                        .expect("standing");
                    let proved =
                        matches!(standing.evidence, Evidence::Data | Evidence::Minute | Evidence::Inspection);
                    if progress.counts.owner_none.contains(item) && standing.is_open() {
                        add(&mut shown[0], item);
                    }
                    if progress.counts.undated.contains(item) {
                        add(&mut shown[1], item);
                    }
                    if progress.counts.complete.contains(item) && !proved {
                        add(&mut shown[2], item);
                    }
                    if standing.is_overdue() {
                        add(&mut shown[3], item);
                    }
                }
            }
            let [bare, undated, unproved, overdue] = shown;
            assert_eq!(told(&built, "action-without-owner"), bare, "{path:?} as at {as_at}");
            assert_eq!(told(&built, "action-without-date"), undated, "{path:?} as at {as_at}");
            assert_eq!(told(&built, "complete-without-evidence"), unproved, "{path:?} as at {as_at}");
            assert!(told(&built, "good-rating-but-overdue").is_subset(&overdue), "{path:?} as at {as_at}");
            seen += bare.len() + undated.len() + unproved.len();
        }
    }
    assert!(seen > 500, "only {seen} were compared");
}
