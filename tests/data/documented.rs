//! docs/data.md lists just the columns that there are, from the metadata that is published with them. `BLESS=1 cargo test
//! --test data` writes that part anew.

use serde_json::Value;

use super::support::{blessing, repository};
use super::{built, text};

const BEGIN: &str = "<!-- From here on written by `BLESS=1 cargo test --test data`. -->\n";

fn reference() -> String {
    let files = built("", None);
    let metadata: Value = serde_json::from_str(&text(&files, "data/csv-metadata.json")).unwrap();
    let mut page = String::new();
    for table in metadata["tables"].as_array().unwrap() {
        let own: Value = serde_json::from_str(&text(
            &files,
            &format!("data/{}-metadata.json", table["url"].as_str().unwrap()),
        ))
        .unwrap();
        assert_eq!(own["tableSchema"]["columns"], table["tableSchema"]["columns"]);
        let about = table["dc:description"].as_str().unwrap().split(" A cell of words").next().unwrap();
        page.push_str(&format!("\n### {}\n\n{about} ", table["url"].as_str().unwrap()));
        let key: Vec<String> = table["tableSchema"]["primaryKey"]
            .as_array()
            .unwrap()
            .iter()
            .map(|k| format!("`{}`", k.as_str().unwrap()))
            .collect();
        page.push_str(&format!(
            "No two rows have the same {}.\n\n| column | what it means | holds |\n| --- | --- | --- |\n",
            key.join(", ")
        ));
        for column in table["tableSchema"]["columns"].as_array().unwrap() {
            let name = column["name"].as_str().unwrap();
            let datatype = &column["datatype"];
            let datatype = datatype["base"].as_str().or(datatype.as_str()).unwrap();
            let many = if column["separator"].is_null() { "" } else { ", several with a space between" };
            let full = if column["required"] == true { ", never empty" } else { "" };
            let about = column["dc:description"].as_str().unwrap().replace('|', "\\|");
            page.push_str(&format!("| `{name}` | {about} | {datatype}{many}{full} |\n"));
        }
    }
    page
}

#[test]
fn docs_data_lists_every_column_as_the_metadata_has_it() {
    let path = repository().join("docs/data.md");
    let page = std::fs::read_to_string(&path).unwrap();
    let (own, _) = page.split_once(BEGIN).expect("the line that says where the reference begins");
    let expected = format!("{own}{BEGIN}{}", reference());
    if blessing() {
        std::fs::write(&path, expected).unwrap();
    } else {
        assert!(page == expected, "docs/data.md is not as the tables are: BLESS=1 cargo test --test data");
    }
}

/// What docs/data.md says of files is so.
#[test]
fn docs_data_names_every_file() {
    let page = std::fs::read_to_string(repository().join("docs/data.md")).unwrap();
    for path in built("", None).keys() {
        let name = path.strip_prefix("data/").unwrap_or(path);
        let is_data = !name.contains('/') && !name.ends_with(".html");
        assert!(
            !is_data || page.contains(&format!("`{name}`")) || name.contains(".csv"),
            "{name} is not named"
        );
    }
}
