//! The same truth, as readers see it: in the tables before each meeting, on action and owner pages, in what changed, and in
//! the data files.

use std::collections::{BTreeMap, BTreeSet};

use crate::support::{self, repository};
use crate::truth::{Between, Row};
use crate::{day, truth};

/// Every file of the site, as text.
fn site() -> BTreeMap<String, String> {
    let pages = support::pages(&repository().join("tests/sites/six-meetings"), None);
    let texts = support::rendered(&pages).into_iter();
    texts.map(|(path, bytes)| (path, String::from_utf8_lossy(&bytes).into_owned())).collect()
}

/// What a reader reads: without tags, on one line.
fn read(html: &str) -> String {
    let mut text = String::new();
    for part in html.split('<') {
        let (_, said) = part.split_once('>').unwrap_or(("", part));
        text.push(' ');
        text.push_str(said);
    }
    let text = text.replace("&#39;", "'").replace("&#x27;", "'").replace("&amp;", "&");
    support::unwrapped(&text).replace(" ,", ",")
}

/// The row of an item in a page's tables.
fn row(html: &str, item: &str) -> Option<String> {
    let link = format!("actions/{item}.html\"");
    html.split("<tr")
        .skip(1)
        .map(|r| r.split("</tr").next().unwrap_or(r))
        .find(|r| r.contains(&link))
        .map(read)
}

fn long(date: &str) -> String {
    day(date).format("%-d %B %Y").to_string()
}

/// A due date in words; of a month the month.
fn due(date: &str) -> String {
    match date.len() {
        7 => day(&format!("{date}-01")).format("%B %Y").to_string(),
        _ => long(date),
    }
}

/// What a row of the table must say.
fn words(row: &Row) -> Vec<String> {
    let status = match row.status.as_str() {
        "complete" => "reported complete".to_owned(),
        other => other.replace('_', " "),
    };
    let evidence = match row.evidence.as_str() {
        "none" => "none published",
        "self_reported" => "own word only",
        "data" => "published figures",
        "minute" => "minuted",
        "contradicted" => "contradicted",
        other => panic!("{other}"),
    };
    let number = |text: &str| text.split([' ', ',']).find_map(|w| w.parse::<i64>().ok()).unwrap_or_default();
    let schedule = match row.schedule.as_str() {
        "no date" => "no date stated".to_owned(),
        some if some.starts_with("due soon") => format!("{} days left", number(some)),
        some if some.starts_with("overdue") => {
            let since = some
                .split_once("since ")
                .map_or(String::new(), |(_, on)| format!(", paused since {}", long(on)));
            format!("overdue by {} days{since}", number(some))
        }
        some if some.starts_with("done late") => format!("done {} days late", number(some)),
        some if some.starts_with("reported") => {
            format!("reported complete on {}, date done not stated", long(&some["reported ".len()..]))
        }
        some => some.to_owned(),
    };
    let mut said = vec![status, evidence.to_owned(), schedule, row.title.clone()];
    if row.due != "-" {
        said.push(format!("due {}", due(&row.due)));
    }
    if row.first_due != row.due {
        said.push(format!("first due {}", due(&row.first_due)));
    }
    let names = [
        ("duty-team", "Duty Team"),
        ("head-of-practice", "Head of Practice"),
        ("workforce", "Workforce Team"),
        ("director", "Director of Children's Services"),
        ("-", "no owner stated"),
    ];
    let owners = row.owner.split(", ").map(|o| names.iter().find(|(id, _)| *id == o).expect("an owner").1);
    said.push(owners.collect::<Vec<_>>().join(", "));
    said
}

#[test]
fn the_page_before_each_meeting_says_it() {
    let site = site();
    for before in truth().0 {
        let page = &site[&format!("plans/safe-return/at-{}.html", before.meeting)];
        for (item, expected) in &before.rows {
            let found = row(page, item)
                .unwrap_or_else(|| panic!("{item} is not on the page before {}", before.meeting));
            for words in words(expected) {
                assert!(
                    found.contains(&words),
                    "{item} before {}: `{words}` is not in `{found}`",
                    before.meeting
                );
            }
        }
        assert_eq!(row(page, "A10").is_some(), before.rows.contains_key("A10"), "{}", before.meeting);
        let overdue = before.rows.values().filter(|r| r.schedule.starts_with("overdue")).count();
        let dated = before.rows.values().filter(|r| r.due != "-").count();
        let number = if overdue == 0 { "none".to_owned() } else { overdue.to_string() };
        let sum = format!("{number} overdue of {dated} with a due date");
        assert!(read(page).contains(&sum), "`{sum}` is not on the page before {}", before.meeting);
    }
}

/// What is read aloud names those who became overdue, and nobody who was only reported late.
#[test]
fn what_changed_tells_who_fell_overdue_and_of_whom_nothing_was_heard() {
    let site = site();
    for Between { to, overdue, silent, .. } in truth().1 {
        let page = read(&site[&format!("plans/safe-return/at-{to}.html")]);
        let (_, short) = page.split_once("In short, since").expect("what changed in short");
        let (short, _) = short.split_once("Before each meeting").expect("what stands below it");
        let fell =
            short.split_once("fell overdue: ").map_or("", |(_, rest)| rest.split('.').next().unwrap_or(""));
        let mut fell: BTreeSet<&str> = fell.split(", ").filter(|item| !item.is_empty()).collect();
        // A1's date passed on 30 September 2024 and was moved in December only: that is told.
        if to == "scrutiny-2024-12" {
            assert!(fell.remove("A1"), "{short}");
        }
        assert_eq!(fell, overdue.iter().map(String::as_str).collect(), "fell overdue at {to}");
        let (_, heard) = page.rsplit_once("Nothing was heard of").expect("what was not heard of");
        let named = heard.split_once('(').and_then(|(_, rest)| rest.split_once(')')).expect("a list").0;
        let named: BTreeSet<&str> = named.split(',').map(str::trim).collect();
        assert_eq!(named, silent.iter().map(String::as_str).collect(), "nothing heard at {to}");
    }
}

#[test]
fn action_pages_tell_each_story() {
    let site = site();
    for (item, told) in [
        (
            "A1",
            &[
                "92 days later",
                "151 days later",
                "243 days in all",
                "Two partners had not agreed the words.",
                "The health trust has a new lead.",
                "first due 30 June 2024",
                "overdue by 184 days",
            ][..],
        ),
        ("A2", &["done 20 days late", "20 May 2024", "published figures"]),
        ("A3", &["done on time", "24 July 2024"]),
        ("A4", &["reported complete on 2 December 2024, date done not stated", "August 2024"]),
        ("A5", &["reported complete", "contradicted", "Inspection of care in Thornmere"]),
        (
            "A6",
            &["paused", "242 days", "The new system was chosen in May 2025.", "first due 31 January 2025"],
        ),
        ("A7", &["superseded", "closed"]),
        (
            "A8",
            &[
                "Train staff and foster carers in return interviews",
                "Train staff in return interviews",
                "Workforce Team",
                "Head of Practice",
                "Half of the children live with foster carers.",
            ],
        ),
        ("A9", &["signed off", "minuted", "completion approved", "resolution (c)"]),
        ("A10", &["done 25 days late", "June 2025", "25 July 2025"]),
        ("A11", &["no date stated"]),
        ("A12", &["no owner stated", "not due"]),
        ("A13", &["completion not approved", "in progress", "overdue by 184 days", "One of the three posts"]),
        ("R2", &["not achieved", "closed"]),
        ("R4", &["rejected", "Children who fear a curfew stay out longer."]),
        ("R6", &["accepted in part", "There is money for one worker.", "overdue by 92 days"]),
    ] {
        let page = read(&site[&format!("plans/safe-return/actions/{item}.html")]);
        for words in told {
            assert!(page.contains(words), "`{words}` is not on the page of {item}: {page}");
        }
    }
    // Late only where it was done late: not where it was reported late, or nobody says when.
    for item in ["A3", "A4", "A5", "A9", "A13"] {
        let page = read(&site[&format!("plans/safe-return/actions/{item}.html")]);
        assert!(!page.contains("days late"), "{item} is called late: {page}");
    }
    // The endorsement of the plan as a whole signs nothing off.
    for (path, page) in
        site.iter().filter(|(path, _)| path.contains("/actions/") && !path.ends_with("A9.html"))
    {
        assert!(!read(page).contains("signed off"), "{path}");
    }
}

/// Of R6 nothing could be expected before Cabinet accepted it in part, on 11 September 2024; that was the last word.
#[test]
fn nothing_was_owed_before_it_was_accepted() {
    let site = site();
    let page = read(&site["plans/safe-return/actions/R6.html"]);
    for words in [
        "No update given in these rounds: 2 December 2024; 3 March 2025; 30 June 2025.",
        "of 11 September 2024, 354 days before 31 August 2025",
    ] {
        assert!(page.contains(words), "`{words}` is not in `{page}`");
    }
    let rounds = read(&site["plans/safe-return/over-time.html"]);
    for words in ["on 2 open commitments ( A12, A13", "on 5 open commitments ( A1, R6, A11, A12, A13"] {
        assert!(rounds.contains(words), "`{words}` is not in `{rounds}`");
    }
}

#[test]
fn owners_answer_for_what_is_theirs_now() {
    let site = site();
    let own = |owner: &str, item: &str| row(&site[&format!("owners/{owner}.html")], item).is_some();
    assert!(own("head-of-practice", "A8") && !own("workforce", "A8"));
    assert!(own("duty-team", "A5") && own("head-of-practice", "A5"));
    assert!(row(&site["no-owner.html"], "A12").is_some());
    assert!(read(&site["owners/workforce.html"]).contains("until 3 March 2025"));
    let practice = read(&site["owners/head-of-practice.html"]);
    for words in ["1 overdue of 4 with a due date", "242 days"] {
        assert!(practice.contains(words), "`{words}` is not in `{practice}`");
    }
}

/// What is only proposed, was rejected, or was not answered is never late, whatever date it has.
#[test]
fn no_proposal_is_overdue_anywhere() {
    let site = site();
    let mut rows = 0;
    for (path, page) in site.iter().filter(|(path, _)| path.ends_with(".html")) {
        for item in ["R4", "R5"] {
            if let Some(found) = row(page, item) {
                assert!(!found.contains("overdue") && !found.contains("no date stated"), "{path}: {found}");
                rows += 1;
            }
        }
    }
    assert!(rows > 10, "{rows}");
}

/// The rows of a data file, by the names of its columns.
fn table(text: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let names = reader.headers().unwrap().clone();
    let row = |record: csv::StringRecord| {
        names.iter().map(str::to_owned).zip(record.iter().map(str::to_owned)).collect()
    };
    reader.records().map(|record| row(record.unwrap())).collect()
}

#[test]
fn the_data_files_say_the_same() {
    let site = site();
    let (before, _) = truth();
    let expected = &before.last().unwrap().rows;
    let actions = table(&site["data/actions.csv"]);
    let counted: BTreeSet<&str> =
        actions.iter().filter(|r| r["commitment"] == "true").map(|r| r["id"].as_str()).collect();
    assert_eq!(counted, expected.keys().map(String::as_str).collect());
    for found in &actions {
        let Some(row) = expected.get(&found["id"]) else {
            assert_eq!((found["schedule"].as_str(), found["days_overdue"].as_str()), ("not_counted", ""));
            continue;
        };
        let schedule = match row.schedule.as_str() {
            "no date" => "no_date",
            "not due" => "not_due",
            "done on time" => "done_on_time",
            "closed" => "closed",
            some if some.starts_with("due soon") => "due_soon",
            some if some.starts_with("overdue") => "overdue",
            some if some.starts_with("done late") => "done_late",
            _ => "reported_done_date_not_stated",
        };
        let number = row.schedule.split(' ').next_back().unwrap_or_default();
        let figure = |kind: &str| if row.schedule.starts_with(kind) { number } else { "" };
        let (is_open, dash) = (row.status == "no update", row.due == "-");
        let told = [
            ("status", if is_open { "" } else { &row.status }),
            ("evidence", &row.evidence),
            ("schedule", schedule),
            ("due", if dash { "" } else { &row.due }),
            ("original_due", if dash { "" } else { &row.first_due }),
            ("slippage_days", if dash { "" } else { &row.slipped }),
            ("days_overdue", figure("overdue")),
            ("days_late", figure("done late")),
            ("title", &row.title),
        ];
        for (column, value) in told {
            assert_eq!(found[column], value, "{} of {}", column, found["id"]);
        }
        assert_eq!(
            found["owner"],
            if row.owner == "-" { String::new() } else { row.owner.replace(", ", " ") }
        );
    }
    let slips: Vec<_> = table(&site["data/updates.csv"])
        .into_iter()
        .filter(|r| !r["due_moved_days"].is_empty())
        .map(|r| (r["item"].clone(), r["due"].clone(), r["due_moved_days"].clone()))
        .collect();
    let slip = |item: &str, due: &str, days: &str| (item.to_owned(), due.to_owned(), days.to_owned());
    let expected =
        [slip("A1", "2024-09-30", "92"), slip("A1", "2025-02-28", "151"), slip("A6", "2025-09-30", "242")];
    assert_eq!(slips, expected);
}
