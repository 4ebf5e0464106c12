//! The names of content files, which give records their ids: what is wrong with one, and which one was meant.

use crate::diagnostic::{Code, Diagnostic, Place, nearest};
use crate::model::scalar::{Id, Written};

const LISTS: [&str; 5] = ["bodies", "owners", "threads", "disagreements", "events"];
const FOLDERS: [(&str, &str); 4] =
    [("meetings", ".yaml"), ("plans", ".yaml"), ("papers", ".md"), ("pages", ".md")];

/// Endings of files that are attached, never read.
const ATTACHED: [&str; 14] =
    ["doc", "docx", "odt", "rtf", "pdf", "xls", "xlsx", "ods", "csv", "ppt", "pptx", "png", "jpg", "jpeg"];

fn fault(path: &str, message: String, help: String) -> Diagnostic {
    Diagnostic::new(Code::BadFileName, Place::file(path), message, help)
}

/// A name in small letters, digits and single hyphens.
fn slug(name: &str) -> String {
    let lower = name.to_lowercase();
    let words: Vec<&str> =
        lower.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.join("-")
}

/// A name without what stands behind its first full stop, `report.md.txt` included.
fn stem(name: &str) -> &str {
    let end = [".yaml", ".yml", ".md", ".txt"].iter().filter_map(|end| name.to_lowercase().find(end)).min();
    end.and_then(|end| name.get(..end))
        .unwrap_or_else(|| name.rsplit_once('.').map_or(name, |(stem, _)| stem))
}

/// The path a file of content/ seems to be meant for, where its own is none.
pub(super) fn meant(path: &str) -> Option<String> {
    let mut steps: Vec<&str> = path.split('/').skip(1).collect();
    if steps.first() == Some(&"content") {
        steps.remove(0);
    }
    let better = match steps.as_slice() {
        [name] => format!("content/{}.yaml", nearest(&slug(stem(name)), LISTS)?),
        [folder, rest @ .., name] if rest.len() < 2 => {
            let near = nearest(&folder.to_lowercase(), FOLDERS.map(|(folder, _)| folder))?;
            let (folder, ending) = FOLDERS.into_iter().find(|(known, _)| *known == near)?;
            let between: String = rest.iter().map(|plan| format!("{}/", slug(plan))).collect();
            format!("content/{folder}/{between}{}{ending}", slug(stem(name)))
        }
        _ => return None,
    };
    (better != path).then_some(better)
}

/// A file whose place or name is none of the kinds of content.
pub(super) fn no_such_kind(path: &str) -> Diagnostic {
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    if [".md", ".yaml", ".yml"].iter().any(|end| folder.ends_with(end)) {
        let message = format!("`{folder}` is a folder with the name of a file");
        let help = "take the files out of it and remove the folder, or rename it";
        return fault(path, message, help.to_owned());
    }
    if let Some(better) = meant(path) {
        let wrong = path.split('/').zip(better.split('/')).find(|(a, b)| a != b);
        let message = match wrong {
            Some((wrong, right)) if !wrong.contains('.') && wrong != "content" => {
                format!("there is no folder `{wrong}`, only `{right}`")
            }
            _ => format!("`{path}` is not read under this name"),
        };
        return fault(path, message, format!("move it to {better}"));
    }
    let help = "content/ holds bodies.yaml, owners.yaml, threads.yaml, disagreements.yaml, events.yaml and the folders \
                meetings, plans, papers, pages and files; other files belong under content/files/";
    fault(path, "no kind of content has this name".to_owned(), help.to_owned())
}

/// The id that a file's name gives.
pub(super) fn id_of(path: &str, name: &str, ending: &str) -> Result<Id, Vec<Diagnostic>> {
    let wrong = |message: String, help: String| Err(vec![fault(path, message, help)]);
    let Some(stem) = name.strip_suffix(ending) else {
        let message = format!("`{name}` does not end in {ending}");
        let last = name.rsplit('.').next().unwrap_or("").to_lowercase();
        if ATTACHED.contains(&last.as_str()) {
            let help = format!(
                "move it to content/files and link to it; what is to be read here is a file that ends in {ending}"
            );
            return wrong(message, help);
        }
        let better = meant(path).unwrap_or_else(|| format!("a name that ends in {ending}"));
        return wrong(message, format!("rename it to {better}"));
    };
    Id::read(stem).or_else(|slip| {
        let better = format!("{}{ending}", slug(stem));
        let lower = stem.to_lowercase();
        let is_copy = lower.contains("copy") || lower.ends_with(')');
        let help = match is_copy {
            true => format!("if it is a copy, delete it; else rename it to {better}"),
            false => format!("a file's name is its id; rename it to {better}"),
        };
        wrong(slip.message, help)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_path_that_was_meant() {
        for (path, better) in [
            ("content/plans/Gritting Plan.yaml", Some("content/plans/gritting-plan.yaml")),
            ("content/plans/gritting.yml", Some("content/plans/gritting.yaml")),
            ("content/Plans/gritting.yaml", Some("content/plans/gritting.yaml")),
            ("content/plan/gritting.yaml", Some("content/plans/gritting.yaml")),
            ("content/papers/report.md.txt", Some("content/papers/report.md")),
            ("content/content/papers/report.md", Some("content/papers/report.md")),
            ("content/plans/Gritting/Q1.yaml", Some("content/plans/gritting/q1.yaml")),
            ("content/Owners.yml", Some("content/owners.yaml")),
            ("content/plans/gritting.yaml", None),
            ("content/notes.txt", None),
            ("content/a/b/c/d.md", None),
        ] {
            assert_eq!(meant(path).as_deref(), better, "{path}");
        }
    }
}
