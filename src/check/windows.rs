//! Names that Windows cannot hold: a site built elsewhere must open from any disk, and be rebuilt on any.

use super::known::Known;
use super::walk::Walk;
use crate::diagnostic::{Code, Diagnostic, Place, Slip};
use crate::model::scalar::Id;
use crate::model::trail::Trail;

/// Signs of a path inside the output, at most: Windows allows 260 in all, the folders above the site included.
const LONGEST: usize = 200;

pub(super) fn check(known: &Known<'_>, faults: &mut Vec<Diagnostic>) {
    let register = known.register;
    let mut files = Vec::new();
    files.extend(
        register.papers.keys().map(|id| (format!("papers/{id}.html"), format!("content/papers/{id}.md"))),
    );
    files.extend(register.pages.keys().map(|id| (format!("{id}.html"), format!("content/pages/{id}.md"))));
    let meetings = register.meetings.keys();
    files.extend(meetings.map(|id| (format!("meetings/{id}.html"), format!("content/meetings/{id}.yaml"))));
    files.extend(
        register.plans.keys().map(|id| (format!("plans/{id}.html"), format!("content/plans/{id}.yaml"))),
    );
    files.extend(register.attachments.iter().map(|p| (format!("files/{p}"), format!("content/files/{p}"))));
    for (address, file) in files {
        if let Some((what, help)) = unfit(&address) {
            faults.push(Diagnostic::new(
                Code::WindowsName,
                Place::file(file),
                what,
                format!("rename the file: {help}"),
            ));
        }
    }
    let bodies = register.bodies.iter().map(|r| &r.id).enumerate();
    let owners = register.owners.iter().map(|r| &r.id).enumerate();
    let threads = register.threads.iter().map(|r| &r.id).enumerate();
    let mut list = |name: &str, position: usize, id: &Id| {
        let slip = unfit(&format!("{name}/{id}.html")).map(|(what, help)| other_id(what, &help));
        let file = format!("content/{name}.yaml");
        let top = Trail::top(&file);
        faults.extend(slip.map(|slip| top.key(name).index(position).key("id").fault(slip)));
    };
    bodies.for_each(|(position, id)| list("bodies", position, id));
    owners.for_each(|(position, id)| list("owners", position, id));
    threads.for_each(|(position, id)| list("threads", position, id));
}

fn other_id(what: String, help: &str) -> Slip {
    Slip::new(Code::WindowsName, what, format!("give it another id: {help}"))
}

/// The recommendations and actions of a plan; what is wrong with the plan's own name is told at the plan.
pub(super) fn of_plan(walk: &Walk<'_>, faults: &mut Vec<Diagnostic>) {
    for entry in &walk.entries {
        let name = format!("{}.html", entry.item.id());
        let address = format!("plans/{}/actions/{name}", walk.id);
        let found = unfit(&name).or_else(|| too_long(&address));
        faults.extend(found.map(|(what, help)| other_id(what, &help).at(entry.id_place())));
    }
}

/// What is wrong with a path, and what to do about it.
fn unfit(path: &str) -> Option<(String, String)> {
    let step = path.split('/').find_map(|step| {
        let device = step.split('.').next().unwrap_or(step).trim_end_matches(' ');
        let sign = step.chars().find(|c| "<>:\"|?*\\".contains(*c) || c.is_control());
        if is_device(device) {
            let what =
                format!("`{device}` is the name of a device on Windows, and no file there can have it");
            return Some((what, format!("put a word before it, such as `the-{}`", device.to_lowercase())));
        }
        if let Some(sign) = sign {
            let what = format!("the name `{}` has the sign `{}`", step.escape_debug(), sign.escape_debug());
            return Some((what, "Windows allows none of < > : \" | ? * \\ in it".to_owned()));
        }
        step.ends_with(['.', ' ']).then(|| {
            let what = format!("the name `{step}` ends with a full stop or a space");
            (what, "Windows takes these off, and does not find it again".to_owned())
        })
    });
    step.or_else(|| too_long(path))
}

fn too_long(path: &str) -> Option<(String, String)> {
    let length = path.encode_utf16().count();
    (length > LONGEST).then(|| {
        let what =
            format!("its address would be {length} signs long, more than many Windows programs can open");
        (what, format!("shorten it by {} signs", length - LONGEST))
    })
}

/// Names reserved for devices (Microsoft: Naming Files, Paths, and Namespaces).
fn is_device(name: &str) -> bool {
    let name = name.to_uppercase();
    let port = |prefix: &str| {
        let number = name.strip_prefix(prefix).map(str::chars);
        number.is_some_and(|mut n| n.next().is_some_and(|c| "123456789¹²³".contains(c)) && n.next().is_none())
    };
    matches!(name.as_str(), "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$")
        || port("COM")
        || port("LPT")
}
