//! The bodies and owners of the invented council.

use crate::File;

/// Boards that monitor plans, in the order of their numbers.
const BOARDS: [&str; 8] = [
    "Children's Scrutiny Board",
    "Adults' Scrutiny Board",
    "Housing Scrutiny Board",
    "Environment Scrutiny Board",
    "Transport Scrutiny Board",
    "Health Scrutiny Board",
    "Finance Scrutiny Board",
    "Culture Scrutiny Board",
];
const OTHERS: [(&str, &str, &str); 5] = [
    ("council", "Marling Borough Council", "council"),
    ("cabinet", "Cabinet", "executive"),
    ("inspectorate", "Inspectorate of Local Services", "inspectorate"),
    ("health-trust", "Marling Health Trust", "partner"),
    ("safety-partnership", "Community Safety Partnership", "partnership"),
];
const SERVICES: [&str; 10] = [
    "Housing",
    "Transport",
    "Schools",
    "Care",
    "Libraries",
    "Highways",
    "Planning",
    "Waste",
    "Youth",
    "Finance",
];

/// The id of a board.
pub(crate) fn board_id(board: u32) -> String {
    format!("board-{}", board % 8 + 1)
}

/// The id of one of twenty owners: heads of service, then their teams.
pub(crate) fn owner_id(number: u32) -> String {
    let service = SERVICES.get(number as usize % SERVICES.len()).copied().unwrap_or("").to_lowercase();
    if number % 20 < 10 { format!("head-of-{service}") } else { format!("{service}-team") }
}

/// `bodies.yaml` and `owners.yaml`.
pub(crate) fn files() -> Vec<File> {
    let mut bodies = String::from("bodies:\n");
    for (id, name, kind) in OTHERS {
        bodies += &format!("  - id: {id}\n    name: {name}\n    kind: {kind}\n");
    }
    for (board, name) in (0..).zip(BOARDS) {
        let about = "Eleven councillors, who meet every six weeks and follow what was promised to them.";
        bodies += &format!(
            "  - id: {}\n    name: {name}\n    kind: scrutiny_board\n    about: {about}\n",
            board_id(board)
        );
    }
    let mut owners = String::from("owners:\n");
    for number in 0..20 {
        let service = SERVICES.get(number as usize % SERVICES.len()).copied().unwrap_or("");
        let (name, kind) = if number < 10 {
            (format!("Head of {service}"), "role")
        } else {
            (format!("{service} Team"), "team")
        };
        owners +=
            &format!("  - id: {}\n    name: {name}\n    kind: {kind}\n    body: council\n", owner_id(number));
    }
    owners +=
        "  - id: cabinet-member\n    name: Cabinet Member for Services\n    kind: role\n    body: cabinet\n";
    vec![("content/bodies.yaml".to_owned(), bodies), ("content/owners.yaml".to_owned(), owners)]
}
