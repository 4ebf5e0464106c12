//! The timeline, the drawings and what they count: a long timeline is cut into years and months that lose nothing, the
//! date of the view stands between what is past and what lies ahead, and every drawing stays inside itself.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test that cannot go on has failed, and tests look at the disk"
)]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use scrutineer::Request;
use scrutineer::derive::ItemKey;
use scrutineer::derive::over_time::{Point, over_time};
use scrutineer::model::scalar::Id;
use scrutineer::model::update::Status;
use scrutineer::render::Pages;
use support::{day, pages, rendered, repository, site};

/// The pages of a site written as one text, read at a date.
fn built(text: &str, as_at: &str) -> Pages {
    let request = Request { as_at: Some(day(as_at)), today: day("2030-01-01"), drafts: false };
    let built = scrutineer::build(&site(text), request);
    let faults: Vec<_> = built.diagnostics.iter().map(|d| format!("{:?} {}", d.place, d.message)).collect();
    built.pages.unwrap_or_else(|| panic!("faults: {faults:#?}"))
}

/// The pages of the timeline, by path.
fn timeline(pages: &Pages) -> BTreeMap<String, String> {
    let paths = pages.paths().filter(|path| path.as_str().starts_with("timeline"));
    let text = |path| String::from_utf8(pages.page(path).unwrap()).unwrap();
    paths.map(|path| (path.as_str().to_owned(), text(path))).collect()
}

/// Events, one for each date.
fn events(dates: impl Iterator<Item = String>) -> String {
    let mut text = "-- content/events.yaml --\nevents:\n".to_owned();
    for (at, date) in dates.enumerate() {
        writeln!(text, "  - {{date: {date}, title: Event number {at}.}}").unwrap();
    }
    text
}

/// Actions, one due at each date: what is due may lie ahead.
fn due(dates: impl Iterator<Item = String>) -> String {
    let mut text = "-- content/plans/plan.yaml --\ntitle: Plan\nsummary: Plan.\nactions:\n".to_owned();
    for (at, date) in dates.enumerate() {
        writeln!(text, "  - {{id: A{at}, title: Event number {at}., made: 2018-01-01, due: {date}}}")
            .unwrap();
    }
    text
}

/// Days of a year, so many of each, written year first.
fn days(year: i32, count: usize, of_each: usize) -> impl Iterator<Item = String> {
    let first = chrono::NaiveDate::from_ymd_opt(year, 1, 1).unwrap();
    (0..count * of_each).map(move |n| (first + chrono::Days::new((n / of_each) as u64)).to_string())
}

/// What stands between two texts, each time.
fn between<'t>(text: &'t str, before: &str, after: &str) -> Vec<&'t str> {
    text.split(before).skip(1).filter_map(|rest| rest.split(after).next()).collect()
}

#[test]
fn a_timeline_of_up_to_500_entries_is_one_page() {
    let pages = timeline(&built(&due(days(2021, 250, 2)), "2021-06-30"));
    assert_eq!(pages.keys().collect::<Vec<_>>(), ["timeline.html"]);
    let page = &pages["timeline.html"];
    assert_eq!(page.matches("<li class=\"entry ").count(), 500);
    // A long year has a heading for each month.
    assert!(page.contains("<h3 id=\"month-2021-03\">March 2021</h3>"));
}

#[test]
fn a_long_timeline_has_a_page_for_each_year_and_a_long_year_one_for_each_month() {
    let mut dates: Vec<String> = days(2019, 200, 1).chain(days(2020, 300, 2)).collect();
    dates.extend(["2020".to_owned(), "2021-02".to_owned(), "2022-05-01/2022-06-30".to_owned()]);
    let pages = timeline(&built(&due(dates.iter().cloned()), "2020-06-30"));
    let mut expected: Vec<String> = (0..=10).map(|month| format!("timeline/2020-{month:02}.html")).collect();
    expected.extend(["timeline.html".to_owned()]);
    expected.extend([2019, 2020, 2021, 2022].map(|year| format!("timeline/{year}.html")));
    expected.sort();
    assert_eq!(pages.keys().cloned().collect::<Vec<_>>(), expected);

    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for event in pages.values().flat_map(|page| between(page, "Event number ", ".")) {
        *seen.entry(event).or_default() += 1;
    }
    assert_eq!(seen.len(), dates.len());
    assert!(seen.values().all(|times| *times == 1), "{seen:?}");

    // Pages that only lead further say how much there is, and every page has a title and a description of its own.
    assert!(pages["timeline.html"].contains("803 entries, too many for one page"));
    assert!(pages["timeline/2020.html"].contains("601 entries, too many for one page"));
    assert!(pages["timeline/2020-00.html"].contains("<title>Timeline: 2020, month not stated"));
    assert!(pages["timeline/2020-03.html"].contains("<a href=\"2020.html\">2020</a>"));
    assert!(pages["timeline/2020-03.html"].contains("After: <a href=\"2020-04.html\">April 2020</a>"));
    for (before, after) in [("<title>", "</title>"), ("<meta name=\"description\" content=\"", "\"")] {
        let all: Vec<&str> = pages.values().flat_map(|page| between(page, before, after)).collect();
        assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), pages.len(), "{all:?}");
    }
    for (path, page) in &pages {
        let folder = if path.contains('/') { "timeline/" } else { "" };
        for link in between(page, " href=\"", "\"").into_iter().filter(|l| !l.starts_with(['.', '#'])) {
            let inside = pages.contains_key(&format!("{folder}{link}"));
            assert!(folder.is_empty() || inside, "{path}: {link}");
        }
    }
    // The date of the view stands on one page alone, before the first entry that lies wholly ahead.
    let with_line: Vec<&String> =
        pages.iter().filter(|(_, p)| p.contains("<li class=\"now\">")).map(|(path, _)| path).collect();
    assert_eq!(with_line, ["timeline/2020-07.html"]);
}

#[test]
fn the_date_of_the_view_stands_between_what_is_past_and_what_lies_ahead() {
    let of = |as_at: &str| {
        let dates = ["2020-03/2021-09", "2021", "2021-10-13", "2021-12", "2022-02-01"];
        let pages = timeline(&built(&due(dates.map(str::to_owned).into_iter()), as_at));
        let page = &pages["timeline.html"];
        let (before, after) = page.split_once("<li class=\"now\">").unwrap();
        assert!(!after.contains("<li class=\"now\">"));
        let count = |text: &str| text.matches("<li class=\"entry ").count();
        let ahead = page.matches(", ahead</span>").count();
        (count(before), count(after), ahead, after.contains("No later date is recorded here"))
    };
    assert_eq!(of("2020-01-01"), (0, 5, 5, false));
    assert_eq!(of("2020-06-30"), (1, 4, 5, false));
    // The year 2021 has begun, and no day of it is known: it is not past, and does not lie wholly ahead.
    assert_eq!(of("2021-10-31"), (3, 2, 3, false));
    assert_eq!(of("2022-01-31"), (4, 1, 1, false));
    assert_eq!(of("2022-02-01"), (5, 0, 0, true));
}

#[test]
fn a_span_and_a_month_are_shown_as_such() {
    let dates = ["2021-10-13", "2021-10", "2021-07-20/2021-07-21"].map(str::to_owned);
    let pages = timeline(&built(&events(dates.into_iter()), "2021-12-31"));
    let page = &pages["timeline.html"];
    for (class, count) in [
        ("entry-event entry-day", 1),
        ("entry-event entry-vague", 1),
        ("entry-event entry-span", 1),
        ("<rect class=\"bar bar-vague\"", 1),
        ("<rect class=\"bar bar-span\"", 1),
        ("<use class=\"mark\"", 1),
    ] {
        assert_eq!(page.matches(class).count(), count, "{class}");
    }
}

/// The sites at hand, as their pages.
fn sites() -> Vec<(&'static str, Pages)> {
    let sites = [".", "tests/sites/quarterly", "tests/sites/recommendations"];
    sites.map(|name| (name, pages(&repository().join(name), None))).into()
}

#[test]
fn the_last_point_of_every_plan_says_what_its_progress_counts() {
    let mut points = 0;
    for (name, pages) in sites() {
        let views = pages.views();
        for (id, progress) in &views.progress {
            let all: Vec<Point> = over_time(&views.edition, &views.standings, id);
            for point in &all {
                points += 1;
                let born = progress.counts.items.iter().filter(|item| {
                    let key = ItemKey { plan: id.clone(), item: (*item).clone() };
                    let birth = views.standings.get(&key).expect("it is there").birth;
                    birth.is_some_and(|b| b.last() <= point.date.last())
                });
                assert_eq!(point.total(), born.count(), "{name} {id} {}", point.date);
            }
            assert!(all.windows(2).all(|w| w[0].date.last() < w[1].date.last()), "{name} {id}");
            let last: BTreeMap<Option<Status>, usize> =
                all.last().map(|p| p.counts.clone()).unwrap_or_default();
            let counted: BTreeMap<_, _> =
                progress.counts.statuses.iter().map(|(status, items)| (*status, items.len())).collect();
            assert_eq!(last, counted, "{name} {id}");
        }
    }
    assert!(points > 20, "only {points} points");
}

/// A plan whose items are set out and spoken of on several days, one of them with two words of one day.
const SPOKEN: &str = "\
-- content/papers/report.md --
---
title: Report
kind: report
date: 2024-01-10
form: full
---
1. First.
-- content/plans/plan.yaml --
title: Plan
summary: Plan.
set_out_in: report
defaults: {source: p1}
recommendations:
  - {ref: P, title: Proposed, kind: proposal, actions: [{id: P1, title: No commitment, updates: [{date: 2024-02-01, status: complete}]}]}
actions:
  - {id: A1, title: One, updates: [{date: 2024-02-01, status: in_progress}, {date: 2024-05-31, status: complete}]}
  - {id: A2, title: Two, made: 2024-03-15, updates: [{date: 2024-04, note: Nothing to tell.}]}
rounds:
  - {id: q1, date: 2024-02-01, updates: {A1: {note: And more.}}}
  - {id: q2, date: 2024-05-31, updates: {A2: {status: not_started}}}
";

/// A point: its date, how many items were set out and spoken of then, and how all stood.
type Told = (String, usize, usize, Vec<(Option<Status>, usize)>);

#[test]
fn what_was_said_is_counted_day_by_day_and_later_words_are_not() {
    let of = |as_at: &str| -> Vec<Told> {
        let pages = built(SPOKEN, as_at);
        let views = pages.views();
        let points = over_time(&views.edition, &views.standings, &Id("plan".to_owned()));
        let one = |p: Point| (p.date.to_string(), p.born, p.said, p.counts.into_iter().collect());
        points.into_iter().map(one).collect()
    };
    let point = |date: &str, born, said, counts: &[(Option<Status>, usize)]| {
        (date.to_owned(), born, said, counts.to_vec())
    };
    use Status::{Complete, InProgress, NotStarted};
    let all = [
        point("2024-01-10", 1, 0, &[(None, 1)]),
        point("2024-02-01", 0, 1, &[(Some(InProgress), 1)]),
        point("2024-03-15", 1, 0, &[(None, 1), (Some(InProgress), 1)]),
        point("2024-04", 0, 1, &[(None, 1), (Some(InProgress), 1)]),
        point("2024-05-31", 0, 2, &[(Some(NotStarted), 1), (Some(Complete), 1)]),
    ];
    assert_eq!(of("2024-05-31"), all);
    assert_eq!(of("2024-05-30"), all[..4]);
    assert_eq!(of("2024-03-14"), all[..2]);
    assert!(of("2024-01-09").is_empty());
}

#[test]
fn the_official_word_is_drawn_only_where_it_was_given_on_two_days() {
    for (as_at, drawn) in [("2024-01-31", false), ("2024-03-31", false), ("2024-04-30", true)] {
        let page = rendered(&built(SPOKEN, as_at)).remove("plans/plan/over-time.html").unwrap();
        let page = String::from_utf8(page).unwrap();
        assert_eq!(page.contains("How the official word changed"), drawn, "{as_at}");
        assert_eq!(page.contains("What the council said, not what was shown to be done."), drawn, "{as_at}");
    }
}

/// A measure with figures of all kinds, and words that would be markup if they were not escaped.
const MEASURED: &str = "\
-- content/papers/report.md --
---
title: Report
kind: report
date: 2023-01-10
form: full
---
1. First.
-- content/plans/plan.yaml --
title: Plan <b>&\"
summary: Plan.
set_out_in: report
defaults: {source: p1}
measures:
  - id: M1
    title: 'Share </title><script>\" &amp;'
    definition: A share.
    unit: 'cases <i>'
    baseline: {period: 2023, value: -12.5}
    targets: [{by: 2024-12, value: 90}, {value: 95}]
    comparators: [{name: 'Others <u>', readings: [{period: 2023, value: 84.5}]}]
    readings:
      - {period: 2023-04/2023-06, value: 74, milestone: 70, published: 2023-07-01}
      - {period: 2023-07/2023-09, value: 82.10, status: provisional, published: 2023-10-01}
      - {period: 2023-10/2023-12, text: not counted, published: 2024-01-01}
  - id: M2
    title: One figure
    definition: A count.
    readings: [{period: 2023-04/2023-06, value: 74, published: 2023-07-01}]
amendments:
  - {date: 2024-01-01, of: M1, field: target, from: '90', to: '80', reason: Agreed.}
";

#[test]
fn a_measure_is_drawn_from_two_figures_on_and_its_words_stay_words() {
    let pages = rendered(&built(MEASURED, "2024-06-30"));
    let page = String::from_utf8(pages["measures.html"].clone()).unwrap();
    assert_eq!(page.matches("class=\"chart series\"").count(), 1);
    assert!(!page.contains("<script>\"") && !page.contains("cases <i>") && !page.contains("Others <u>"));
    assert!(page.contains("Share &lt;/title&gt;&lt;script&gt;"));
    // The target is the one last agreed; a figure in words is in the table alone.
    assert!(page.contains("target 80</text>") && !page.contains("target 90</text>"));
    assert!(page.contains("target 80, 95, marked at its date"));
    assert_eq!(between(&page, "<g class=\"figures\">", "</g>")[0].matches("<circle").count(), 2);
    assert_eq!(between(&page, "<circle class=\"hollow\"", "/>").len(), 1);
    for label in ["-50", "0", "50", "100 cases &lt;i&gt;"] {
        assert!(page.contains(&format!(">{label}</text>")), "{label}");
    }
}

/// Every number of every drawing is one, and every share lies inside.
#[test]
fn every_drawing_stays_inside_itself_and_needs_no_style_of_its_own() {
    let mut drawings = 0;
    let mut look = |name: &str, pages: &Pages| {
        for (path, bytes) in rendered(pages).iter().filter(|(path, _)| path.ends_with(".html")) {
            let page = String::from_utf8_lossy(bytes);
            assert!(!page.contains(" style=\""), "{name} {path}");
            for drawing in between(&page, "<figure class=\"chart", "</figure>") {
                drawings += 1;
                assert!(!drawing.contains("NaN") && !drawing.contains("inf%") && !drawing.contains("=\"-0"));
                for value in drawing.split('"').filter_map(|v| v.strip_suffix('%')) {
                    let share: f64 = value.parse().unwrap();
                    assert!((0.0..=100.0).contains(&share), "{name} {path}: {value}%");
                }
            }
        }
    };
    for (name, pages) in sites() {
        look(name, &pages);
    }
    look("measured", &built(MEASURED, "2024-06-30"));
    for dates in [["2021-10-13", "2021-10-13"], ["1800", "2999-12-31"], ["2021", "2021"]] {
        look("few", &built(&due(dates.map(str::to_owned).into_iter()), "2021-10-13"));
    }
    assert!(drawings > 12, "only {drawings} drawings");
}

/// One entry, or none, is a list and no picture.
#[test]
fn a_picture_needs_two_entries() {
    for (dates, pictures) in [(vec![], 0), (vec!["2021"], 0), (vec!["2021", "2021"], 1)] {
        let text = due(dates.iter().map(|d| (*d).to_owned()));
        let none = "-- content/pages/about.md --\n---\ntitle: About\n---\nNothing yet.\n";
        let pages = timeline(&built(if dates.is_empty() { none } else { &text }, "2021-10-13"));
        assert_eq!(pages["timeline.html"].matches("class=\"chart picture\"").count(), pictures, "{dates:?}");
    }
}

/// The ladder beside a grade stands for an order; where another framework's words are used, none is known.
#[test]
fn grades_have_steps_only_where_their_order_is_known() {
    let of = |grade: &str| {
        let text = format!(
            "-- content/bodies.yaml --\nbodies:\n  - {{id: board, name: Board, kind: inspectorate}}\n\
             -- content/papers/report.md --\n---\ntitle: Report\nkind: inspection\ndate: 2023-01-10\nform: full\n\
             inspection:\n  inspectorate: board\n  type: standard\n  judgements: {{Overall: good, Leaders: {grade}}}\n\
             ---\n1. First.\n"
        );
        let pages = rendered(&built(&text, "2024-06-30"));
        String::from_utf8(pages["threads.html"].clone()).unwrap().matches("<svg class=\"steps\"").count()
    };
    assert_eq!(of("Requires improvement to be good"), 2);
    assert_eq!(of("inadequate"), 2);
    assert_eq!(of("strong"), 0);
}
