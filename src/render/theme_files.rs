//! Files in a theme's folder that nothing would read, or not where their author expects: a slip in a name must not pass
//! without a word.

use super::template_faults::Known;
use crate::diagnostic::{Code, Diagnostic, Place, nearest};

/// Complains of files of a theme by their place and name. `own` is the theme's folder, `built_in` the templates that pages
/// are made with; `text` gives a template's text, `is_named` tells whether any template names this one.
pub(crate) fn check<'f>(
    own: &str,
    paths: impl Iterator<Item = &'f str>,
    built_in: &[&str],
    text: impl Fn(&str) -> String,
    is_named: impl Fn(&str) -> bool,
) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    for path in paths {
        let inside = path.strip_prefix(own).unwrap_or(path);
        let told = match inside.split_once('/') {
            None => at_top(own, inside),
            Some(("assets", rest)) => asset(own, rest),
            Some(("templates", rest)) => template(rest, built_in, || text(path), &is_named),
            Some((folder, rest)) => Some(folder_of(own, folder, rest)),
        };
        faults.extend(
            told.map(|(message, help)| Diagnostic::new(Code::BadFileName, Place::file(path), message, help)),
        );
    }
    faults
}

/// A message and its help.
type Told = (String, String);

/// The folder that a kind of file is read from.
fn folder_for(name: &str) -> Option<&'static str> {
    match name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).as_deref() {
        Some("css") => Some("assets/styles"),
        Some("js") => Some("assets/scripts"),
        Some("html") => Some("templates"),
        Some("svg" | "png" | "jpg" | "jpeg" | "webp" | "ico" | "woff2") => Some("assets"),
        _ => None,
    }
}

/// A file beside the folders: a note for people may stand there.
fn at_top(own: &str, name: &str) -> Option<Told> {
    let folder = folder_for(name)?;
    Some((format!("nothing reads `{name}` in this place"), format!("move it to {own}{folder}/{name}")))
}

fn folder_of(own: &str, folder: &str, rest: &str) -> Told {
    let near = nearest(folder, ["assets", "templates"]);
    let help = match near {
        Some(near) => format!("move it to {own}{near}/{rest}"),
        None => "a theme holds the folders templates and assets; style sheets stand in assets/styles, scripts in assets/scripts".to_owned(),
    };
    (format!("there is no folder `{folder}` in a theme"), help)
}

/// Style sheets and scripts are joined in the order of their names, so that those of another folder would come before the
/// theme's and be overruled by them.
fn asset(own: &str, rest: &str) -> Option<Told> {
    let right = folder_for(rest).and_then(|folder| folder.strip_prefix("assets/"))?;
    if rest.starts_with(&format!("{right}/")) {
        return None;
    }
    let name = rest.rsplit('/').next().unwrap_or(rest);
    Some((
        format!("`{rest}` is not among the files that are joined into the theme’s {right}"),
        format!("move it to {own}assets/{right}/{name}"),
    ))
}

/// A template that takes the place of none, that no other names, and that brings no component.
fn template(
    name: &str,
    built_in: &[&str],
    text: impl Fn() -> String,
    is_named: impl Fn(&str) -> bool,
) -> Option<Told> {
    if !name.ends_with(".html") {
        let message = format!("`{name}` does not end in .html, so it is no template");
        return Some((message, format!("rename it to {}.html", name.split('.').next().unwrap_or(name))));
    }
    let mut known = Known::default();
    if built_in.contains(&name) || is_named(name) {
        return None;
    }
    known.add(name, &text());
    if !known.components.is_empty() {
        return None;
    }
    let near = nearest(name, built_in.iter().copied());
    let help = match near {
        Some(near) => format!("did you mean `{near}`?"),
        None => "give it the name of the template that it is to replace, or extend, include or use it in another; docs/themes.md lists them".to_owned(),
    };
    Some((format!("no page is made with `{name}`"), help))
}
