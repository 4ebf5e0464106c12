//! That nothing was forgotten: every key that an author may write stands in what is planted or linked.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use scrutineer::model::meeting::Meeting;
use scrutineer::model::paper::{PageHeader, PaperHeader};
use scrutineer::model::people::{BodiesFile, DisagreementsFile, EventsFile, OwnersFile, ThreadsFile};
use scrutineer::model::plan::PlanFile;
use scrutineer::model::update::Round;

use crate::hidden;

/// Keys that hold no words of an author: choices from a list, and what stands beside every date alike.
const WITHOUT_WORDS: &[&str] = &["allow", "code", "basis"];

fn keys<T: JsonSchema>(found: &mut BTreeSet<String>) {
    collect(&schemars::schema_for!(T).to_value(), found);
}

fn collect(schema: &serde_json::Value, found: &mut BTreeSet<String>) {
    if let Some(properties) = schema.get("properties").and_then(|p| p.as_object()) {
        found.extend(properties.keys().filter(|k| !k.ends_with("_text") && !k.ends_with("_basis")).cloned());
    }
    match schema {
        serde_json::Value::Object(map) => map.values().for_each(|v| collect(v, found)),
        serde_json::Value::Array(list) => list.iter().for_each(|v| collect(v, found)),
        _ => {}
    }
}

#[test]
fn every_key_is_planted() {
    let mut known = BTreeSet::new();
    keys::<BodiesFile>(&mut known);
    keys::<OwnersFile>(&mut known);
    keys::<ThreadsFile>(&mut known);
    keys::<DisagreementsFile>(&mut known);
    keys::<EventsFile>(&mut known);
    keys::<Meeting>(&mut known);
    keys::<PlanFile>(&mut known);
    keys::<Round>(&mut known);
    keys::<PaperHeader>(&mut known);
    keys::<PageHeader>(&mut known);
    assert!(known.len() > 100, "only {} keys were found in the schema", known.len());
    let mut planted = hidden(&[]).files;
    planted.extend(crate::plant(&crate::WAYS.iter().collect::<Vec<_>>()).files);
    let all: String = planted.into_values().collect();
    let written: BTreeSet<&str> = all
        .split(':')
        .filter_map(|before| before.rsplit(|c: char| !c.is_alphanumeric() && c != '_').next())
        .collect();
    let forgotten: Vec<&String> = known
        .iter()
        .filter(|key| !written.contains(key.as_str()) && !WITHOUT_WORDS.contains(&key.as_str()))
        .collect();
    assert!(forgotten.is_empty(), "no word is planted in a record with {forgotten:?}");
}
