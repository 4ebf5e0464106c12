//! Attachments that are not there: which one was probably meant, and why a path leads nowhere.

use std::collections::BTreeSet;

use crate::diagnostic::nearest;

/// The attachment that a path most likely means: with other capitals, with other signs for a blank, in another folder, or
/// nearly the same.
pub(super) fn nearest_file<'a>(path: &str, attachments: &'a BTreeSet<String>) -> Option<&'a str> {
    let plain = |name: &str| name.to_lowercase().replace("%20", " ").replace(['-', '_', '+'], " ");
    let name = |path: &str| plain(path.rsplit('/').next().unwrap_or(path));
    let inside = inside(path);
    let alike = attachments.iter().find(|a| plain(a) == plain(&inside));
    let found = alike.or_else(|| attachments.iter().find(|a| name(a) == name(&inside)));
    found.map(String::as_str).or_else(|| nearest(&inside, attachments.iter().take(1000).map(String::as_str)))
}

/// A path as one under `content/files/`.
fn inside(path: &str) -> String {
    let path = path.replace('\\', "/");
    path.trim_start_matches("./").trim_start_matches('/').trim_start_matches("content/files/").to_owned()
}

/// What to write in place of an attachment's path that leads nowhere.
pub(super) fn missing_file(path: &str, attachments: &BTreeSet<String>) -> String {
    let inside = inside(path);
    let file = inside.rsplit('/').next().unwrap_or(&inside);
    let drive = inside.as_bytes().get(1) == Some(&b':') || path.replace('\\', "/").starts_with("//");
    let cause = if drive {
        "that is a place on your own computer; "
    } else if path.contains('\\') {
        "folders are parted by / and not by \\; "
    } else if inside.len() < path.len() {
        "a path begins below content/files; "
    } else {
        ""
    };
    match nearest_file(path, attachments) {
        Some(found) if found.contains(' ') => format!("{cause}did you mean <file:{found}>?"),
        Some(found) => format!("{cause}did you mean file:{found}?"),
        None if drive => format!("{cause}put the file at content/files/{file} and write file:{file}"),
        None => format!("{cause}put the file at content/files/{inside}"),
    }
}
