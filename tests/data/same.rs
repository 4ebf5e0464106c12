//! The files of data say what the pages say, cell by cell, and one file says what another says.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::html::{attribute, date_words, piece, pieces, resolve, words};
use super::{Files, Row, SITES, built, rows, text};

/// Rows by their page.
fn by_page(rows: Vec<Row>) -> BTreeMap<String, Row> {
    rows.into_iter().map(|row| (row["page"].clone(), row)).collect()
}

/// The words between a cell's opening, told by a part of it, and its end.
fn cell(row: &str, class: &str) -> String {
    words(piece(row, &format!("<td class=\"{class}\""), "</td>").and_then(|c| c.split_once('>')).unwrap().1)
}

/// One row of a progress table against its row of actions.csv.
fn same_progress(at: &str, html: &str, row: &Row) {
    let title = words(piece(html, "<th scope=\"row\">", "</th>").unwrap());
    assert!(title.starts_with(&format!("{} {}", row["id"], row["title"])), "{at}: {title}");
    assert_eq!(title.contains(" priority "), row["priority"] == "true", "{at}");
    let owners = if row["owner_names"].is_empty() {
        "no owner stated".to_owned()
    } else {
        row["owner_names"].replace("; ", ", ")
    };
    assert_eq!(cell(html, "owner"), owners, "{at}");
    let date = |name: &str| if row[name].is_empty() { String::new() } else { date_words(&row[name]) };
    let status = format!("{} {}", row["status_words"], date("status_date"));
    assert_eq!(cell(html, "word-status"), status.trim(), "{at}");
    assert_eq!(cell(html, "word-evidence"), row["evidence_words"], "{at}");
    let schedule = cell(html, "word-schedule");
    let computed = if row["schedule"] == "not_due" { "not due" } else { &row["schedule_words"] };
    assert!(schedule.starts_with(computed), "{at}: {schedule}");
    for (name, word) in [("start", "starts "), ("due", "due ")] {
        let said = format!("{word}{}", date(name));
        assert!(row[name].is_empty() || schedule.contains(&said), "{at}: {schedule} has no {said}");
        let tells =
            ["", " day"].iter().any(|c| html.contains(&format!("<span class=\"line note{c}\">{word}")));
        assert_eq!(tells, !row[name].is_empty(), "{at}: {schedule}");
    }
    let moved = row["times_moved"] != "0" && row["due"] != row["original_due"];
    assert_eq!(schedule.contains("first due "), moved, "{at}: {schedule}");
    assert!(!moved || schedule.contains(&format!("first due {}", date("original_due"))), "{at}: {schedule}");
    assert!(schedule.contains(&row["due_text"]), "{at}: {schedule} has no {}", row["due_text"]);
    let latest = cell(html, "latest");
    match row["latest_date"].as_str() {
        "" => assert_eq!(latest, "no update", "{at}"),
        _ => {
            let said = format!("{} {}", row["latest"], date("latest_date"));
            assert!(latest.starts_with(said.trim()), "{at}: {latest} does not begin with {said}");
        }
    }
}

#[test]
fn actions_csv_says_what_every_progress_table_says() {
    for (site, as_at) in SITES {
        let files = built(site, as_at);
        let actions = by_page(rows(&files, "actions"));
        let mut compared = BTreeSet::new();
        // How a plan stood before a meeting is compared below.
        let of_today = |p: &str| p.ends_with(".html") && p != "404.html" && !p.contains("/at-");
        for (path, bytes) in files.iter().filter(|(p, _)| of_today(p)) {
            let html = String::from_utf8_lossy(bytes);
            for table in pieces(&html, "<table class=\"progress", "</table>") {
                for row in
                    pieces(table, "<tr>", "</tr>").into_iter().filter(|r| r.contains("<th scope=\"row\">"))
                {
                    let link = attribute(row.split_once("class=\"id\"").unwrap().1, "href").unwrap();
                    if link.starts_with('#') {
                        // The page of a whole plan leads to its own places: these rows stand on the plan's page as well.
                        continue;
                    }
                    let page = resolve(path, link);
                    let found = actions.get(&page).unwrap_or_else(|| panic!("{path}: {page} has no row"));
                    same_progress(&format!("{path}, {page}"), row, found);
                    compared.insert(page);
                }
            }
        }
        let all: BTreeSet<String> = actions.keys().cloned().collect();
        assert_eq!(compared, all, "{site} {as_at:?}: rows in no progress table");
    }
}

#[test]
fn before_meetings_csv_says_what_the_pages_before_meetings_say() {
    for (site, as_at) in SITES {
        let files = built(site, as_at);
        let mut told: BTreeMap<(String, String), Row> = BTreeMap::new();
        for row in rows(&files, "before-meetings") {
            let page = row["page"].trim_start_matches("../").to_owned();
            told.insert((page, row["item"].clone()), row);
        }
        for (path, bytes) in files.iter().filter(|(p, _)| p.contains("/at-")) {
            let html = String::from_utf8_lossy(bytes);
            for table in pieces(&html, "<table class=\"progress", "</table>") {
                for row in pieces(table, "<tr>", "</tr>") {
                    let Some((_, id)) = row.split_once("class=\"id\"") else { continue };
                    let item = words(id.split_once("</span>").unwrap().0.trim_start_matches('>'));
                    let key = (path.clone(), item.trim().to_owned());
                    let found = told.remove(&key).unwrap_or_else(|| panic!("{key:?} has no row"));
                    let owners = match found["owner_names"].replace("; ", ", ") {
                        none if none.is_empty() => "no owner stated".to_owned(),
                        some => some,
                    };
                    assert_eq!(cell(row, "owner"), owners, "{key:?}");
                    let status = match found["status"].as_str() {
                        "" => "no update".to_owned(),
                        _ => date_words(&found["status_date"]),
                    };
                    assert!(cell(row, "word-status").ends_with(&status), "{key:?}: {status}");
                    let schedule = match found["schedule"].as_str() {
                        "not_due" => "not due",
                        _ => &found["schedule_words"],
                    };
                    assert!(cell(row, "word-schedule").starts_with(schedule), "{key:?}: {schedule}");
                }
            }
        }
        assert!(told.is_empty(), "{site}: on no page: {:?}", told.keys());
    }
}

#[test]
fn meetings_csv_says_what_the_list_of_meetings_says() {
    for (site, as_at) in SITES {
        let files = built(site, as_at);
        let mut meetings = by_page(rows(&files, "meetings"));
        let html = text(&files, "meetings.html");
        for row in pieces(&html, "<tr><td data-label=\"Date\">", "</tr>") {
            let page = resolve("meetings.html", attribute(row, "href").unwrap());
            let found = meetings.remove(&page).unwrap_or_else(|| panic!("{page} has no row"));
            let said = words(row);
            let count = if found["resolutions"] == "0" { "none known" } else { &found["resolutions"] };
            let note = [&found["date_text"], &found["date_basis"]].map(|t| !t.is_empty()).contains(&true);
            let date = date_words(&found["date"]);
            assert!(said.starts_with(&date), "{page}: {said} does not begin with {date}");
            let rest = format!("{} {} {count}", found["title"], found["status_words"]);
            assert!(said.ends_with(&rest), "{page}: {said} does not end with {rest}");
            assert!(note || said == format!("{date} {rest}"), "{page}: {said}");
        }
        assert!(meetings.is_empty(), "{site}: not in the list: {meetings:?}");
        resolutions_are_those_of_the_pages(&files);
    }
}

fn resolutions_are_those_of_the_pages(files: &Files) {
    let all = rows(files, "resolutions");
    for row in &all {
        let (page, anchor) = row["page"].split_once('#').unwrap();
        let html = text(files, page);
        let rest = html
            .split_once(&format!("id=\"{anchor}\""))
            .unwrap_or_else(|| panic!("{page} has no {anchor}"))
            .1;
        // Up to the next resolution or the end of the page.
        let said = words(rest.split("id=\"resolution-").next().unwrap());
        for name in ["verbs", "text", "effect_words"] {
            assert!(said.contains(&row[name]), "{page}#{anchor} does not say {}: {said}", row[name]);
        }
    }
    let distinct: BTreeSet<_> = all.iter().map(|r| (r["meeting"].clone(), r["ref"].clone())).collect();
    let counted: usize =
        rows(files, "meetings").iter().map(|m| m["resolutions"].parse::<usize>().unwrap()).sum();
    assert_eq!(distinct.len(), counted);
}

#[test]
fn measures_csv_says_what_the_page_of_measures_says() {
    let mut figures = 0;
    for (site, as_at) in SITES {
        let files = built(site, as_at);
        let html = text(&files, "measures.html");
        let mut of: BTreeMap<(String, String), Vec<Row>> = BTreeMap::new();
        for row in rows(&files, "measures") {
            of.entry((row["page"].clone(), row["id"].clone())).or_default().push(row);
        }
        assert_eq!(of.len(), html.matches("class=\"measure-facts\"").count());
        for ((page, id), rows) in of {
            let anchor = page.split_once('#').unwrap().1;
            let section = piece(&html, &format!("aria-labelledby=\"{anchor}\""), "</section>").unwrap();
            let all = words(section);
            assert!(all.contains(&format!("{id} {}", rows[0]["title"])), "{anchor}: {all}");
            assert!(all.contains(&rows[0]["definition"]), "{anchor}");
            assert_eq!(rows[0]["kind"] == "none", all.contains("No figure published."), "{anchor}");
            let shown: Vec<String> =
                pieces(section, "<tr><th scope=\"row\">", "</tr>").into_iter().map(words).collect();
            let tabled: Vec<&Row> =
                rows.iter().filter(|r| r["kind"] == "reading" || r["kind"] == "comparator").collect();
            assert_eq!(shown.len(), tabled.len(), "{anchor}");
            for (row, said) in tabled.iter().zip(&shown) {
                figures += 1;
                assert!(said.starts_with(&date_words(&row["period"])), "{anchor}: {said}");
                for name in ["figure", "status", "note", "period_text", "milestone"] {
                    assert!(said.contains(&row[name]), "{anchor}: {said} has no {}", row[name]);
                }
                let published =
                    if row["published"].is_empty() { String::new() } else { date_words(&row["published"]) };
                assert!(said.contains(&published), "{anchor}: {said}");
            }
            for row in rows.iter().filter(|r| r["kind"] == "baseline" || r["kind"] == "target") {
                assert!(all.contains(&row["figure"]), "{anchor}: {}", row["figure"]);
            }
        }
    }
    assert!(figures > 5, "only {figures} figures were compared");
}

#[test]
fn events_csv_has_every_entry_of_the_timeline() {
    for (site, as_at) in SITES {
        let files = built(site, as_at);
        let events = rows(&files, "events");
        let html = text(&files, "timeline.html");
        let said = words(piece(&html, "<main", "</main>").unwrap());
        for row in &events {
            assert!(said.contains(&row["title"]), "the timeline has no {}", row["title"]);
            assert!(said.contains(&row["text"]), "the timeline has no {}", row["text"]);
        }
        let dates = html.matches("<li class=\"entry").count();
        assert!(dates == 0 || dates == events.len(), "{dates} entries, {} rows", events.len());
    }
}

/// A value of JSON as a cell has it.
fn cell_of(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// The cells that a recommendation or action of plans.json would have.
fn same_item(
    plan: &str,
    item: &Value,
    actions: &mut BTreeMap<String, Row>,
    updates: &mut BTreeMap<String, Row>,
) {
    let page = cell_of(&item["page"]);
    let names = |people: &Value| {
        people.as_array().unwrap().iter().map(|p| cell_of(&p["name"])).collect::<Vec<_>>().join("; ")
    };
    if item["tracked"] == true {
        let row = actions.remove(&page).unwrap_or_else(|| panic!("{page} is not in actions.csv"));
        for (column, value) in [
            ("id", &item["id"]),
            ("title", &item["title"]),
            ("text", &item["text"]),
            ("wording", &item["wording"]),
            ("kind", &item["kind"]),
            ("commitment", &item["commitment"]),
            ("status", &item["official_status"]["status"]),
            ("status_words", &item["official_status"]["words"]),
            ("status_date", &item["official_status"]["date"]["date"]),
            ("evidence", &item["evidence"]["grade"]),
            ("evidence_words", &item["evidence"]["words"]),
            ("schedule", &item["schedule"]["schedule"]),
            ("schedule_words", &item["schedule"]["words"]),
            ("days_overdue", &item["schedule"]["days_overdue"]),
            ("days_late", &item["schedule"]["days_late"]),
            ("days_after_original_due", &item["schedule"]["days_after_original_due"]),
            ("due", &item["dates"]["due"]["date"]),
            ("due_first", &item["dates"]["due"]["first"]),
            ("due_last", &item["dates"]["due"]["last"]),
            ("original_due", &item["dates"]["original_due"]["date"]),
            ("start", &item["dates"]["start"]["date"]),
            ("slippage_days", &item["dates"]["slippage_days"]),
            ("done", &item["dates"]["done"]["date"]),
            ("made", &item["dates"]["made"]["date"]),
        ] {
            assert_eq!(row[column], cell_of(value), "{page}, {column}");
        }
        assert_eq!(row["owner_names"], names(&item["owner"]), "{page}");
        assert_eq!(row["status_by_names"], names(&item["official_status"]["by"]), "{page}");
        assert_eq!(
            row["times_moved"],
            item["dates"]["moved"].as_array().unwrap().len().to_string(),
            "{page}"
        );
        assert_eq!(row["updates"], item["updates"].as_array().unwrap().len().to_string(), "{page}");
    }
    for update in item["updates"].as_array().unwrap() {
        let key = format!("{plan}/{}/{}", cell_of(&item["id"]), update["number"]);
        let row = updates.remove(&key).unwrap_or_else(|| panic!("{key} is not in updates.csv"));
        for column in ["note", "status", "evidence", "reason", "next", "meeting"] {
            assert_eq!(row[column], cell_of(&update[column]), "{key}, {column}");
        }
        for column in ["date", "due", "done"] {
            assert_eq!(row[column], cell_of(&update[column]["date"]), "{key}, {column}");
        }
        assert_eq!(row["by_names"], names(&update["by"]), "{key}");
    }
}

#[test]
fn plans_json_says_what_the_tables_say() {
    for (site, as_at) in SITES {
        let files = built(site, as_at);
        let plans: Value = serde_json::from_str(&text(&files, "data/plans.json")).unwrap();
        let mut actions = by_page(rows(&files, "actions"));
        let mut recommendations = by_page(rows(&files, "recommendations"));
        let key = |r: &Row| format!("{}/{}/{}", r["plan"], r["item"], r["number"]);
        let mut updates: BTreeMap<String, Row> =
            rows(&files, "updates").into_iter().map(|r| (key(&r), r)).collect();
        let mut figures = 0;
        for plan in plans["plans"].as_array().unwrap() {
            let id = plan["id"].as_str().unwrap();
            for recommendation in plan["recommendations"].as_array().unwrap() {
                let row = recommendations.remove(&cell_of(&recommendation["page"])).unwrap();
                assert_eq!(row["title"], cell_of(&recommendation["title"]));
                assert_eq!(row["actions"], recommendation["actions"].as_array().unwrap().len().to_string());
                assert_eq!(
                    row["responses"],
                    recommendation["responses"].as_array().unwrap().len().to_string()
                );
                same_item(id, recommendation, &mut actions, &mut updates);
                for action in recommendation["actions"].as_array().unwrap() {
                    same_item(id, action, &mut actions, &mut updates);
                }
            }
            for action in plan["actions"].as_array().unwrap() {
                same_item(id, action, &mut actions, &mut updates);
            }
            for measure in plan["measures"].as_array().unwrap() {
                let list = |key: &str| measure[key].as_array().unwrap().len();
                let none = usize::from(list("readings") == 0);
                figures += none + list("readings") + list("targets") + list("comparators");
                figures += usize::from(!measure["baseline"].is_null());
            }
        }
        assert!(
            actions.is_empty() && updates.is_empty() && recommendations.is_empty(),
            "{site}: more in the tables"
        );
        assert_eq!(figures, rows(&files, "measures").len());
    }
}

/// Every address in a table or in JSON is a page of the site, with its anchor, or whole.
#[test]
fn addresses_in_data_lead_somewhere() {
    for (site, as_at) in SITES {
        let files = built(site, as_at);
        let mut addresses = BTreeSet::new();
        for name in ["actions", "updates", "recommendations", "meetings", "resolutions", "measures", "events"]
        {
            for row in rows(&files, name) {
                let columns = row.iter().filter(|(c, _)| *c == "page" || c.ends_with("_pages"));
                addresses.extend(columns.flat_map(|(_, cell)| cell.split_whitespace().map(str::to_owned)));
            }
        }
        let plans: Value = serde_json::from_str(&text(&files, "data/plans.json")).unwrap();
        collect(&plans, &mut addresses);
        for address in addresses.iter().filter(|a| !a.starts_with("http")) {
            let (path, anchor) =
                address.split_once('#').map_or((address.as_str(), None), |(p, a)| (p, Some(a)));
            let page = text(&files, path);
            assert!(anchor.is_none_or(|a| page.contains(&format!(" id=\"{a}\""))), "{site}: {address}");
        }
    }
}

fn collect(value: &Value, addresses: &mut BTreeSet<String>) {
    match value {
        Value::Object(map) => map.iter().for_each(|(key, value)| match value {
            Value::String(text) if key == "page" => drop(addresses.insert(text.clone())),
            _ => collect(value, addresses),
        }),
        Value::Array(list) => list.iter().for_each(|value| collect(value, addresses)),
        _ => {}
    }
}
