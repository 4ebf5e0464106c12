//! `scrutineer due`: the officer's list of what to ask after, owner by owner. It writes nothing.

mod line;

use std::io::{self, BufWriter, Write};

use super::arguments::{DueArguments, DueFormat};
use super::report::{self, Report, visible, wrapped, wrapped_at_spaces};
use super::{CANNOT, WRONG_SITE, checked, exit_code, read};
use crate::derive::Views;
use crate::derive::due::Group;
use crate::diagnostic::nearest;
use crate::model::register::Register;
use crate::model::scalar::Id;
use crate::render::data::cells;
use crate::render::plural;
use line::{Line, line};

/// Runs the command.
pub(super) fn due(arguments: &DueArguments) -> u8 {
    let files = match read(&arguments.site, "due") {
        Ok(files) => files,
        Err(code) => return code,
    };
    let built = checked(&files, arguments.as_at);
    let Some(pages) = built.pages.as_ref().filter(|_| exit_code(&built.diagnostics, false) == 0) else {
        Report::new(&files, &built.diagnostics).errors();
        return WRONG_SITE;
    };
    let views = pages.views();
    let owner = arguments.owner.as_ref().map(|id| Id(id.clone()));
    if let Some(unknown) = owner.as_ref().filter(|id| views.edition.register.name_of(id).is_none()) {
        refuse(&views.edition.register, unknown);
        return CANNOT;
    }
    let groups = crate::derive::due::due(views, arguments.before.last(), owner.as_ref());
    let mut out = BufWriter::new(io::stdout().lock());
    let printed = match arguments.format {
        DueFormat::Text => text(views, arguments, &groups, &mut out),
        DueFormat::Csv => table(views, &groups, &mut out),
    };
    // A reader who went away is no fault.
    let _ = printed.and_then(|()| out.flush());
    0
}

/// Says that nobody has an id, and which one may have been meant.
fn refuse(register: &Register, unknown: &Id) {
    report::complain(&format!("no owner or body published at this date has the id {unknown}"));
    let owners = register.owners.iter().map(|o| o.id.0.as_str());
    let ids = owners.chain(register.bodies.iter().map(|b| b.id.0.as_str()));
    match nearest(&unknown.0, ids) {
        Some(near) => report::advise(&format!("did you mean --owner {near}?")),
        None => report::advise("the ids stand in content/owners.yaml and content/bodies.yaml"),
    }
}

/// The list for people.
fn text(
    views: &Views,
    arguments: &DueArguments,
    groups: &[Group<'_>],
    out: &mut impl Write,
) -> io::Result<()> {
    let (before, as_at) = (arguments.before, views.edition.as_at.format("%Y-%m-%d"));
    let count: usize = groups.iter().map(|g| g.rows.len()).sum();
    let head = match count {
        0 => format!(
            "Nothing to ask after, due by {before}, as at {as_at}: no open commitment is due by then, past its start \
             without a word, undated or silent."
        ),
        _ => format!(
            "{} to ask after as at {as_at}: due by {before}, past their start without a word, undated or silent",
            commitments(count)
        ),
    };
    print(out, &wrapped("", &head, 0))?;
    for group in groups {
        let register = &views.edition.register;
        let head = match &group.owner {
            Some(id) => format!("{} ({id})", register.name_of(id).unwrap_or_default()),
            None => "No owner stated".to_owned(),
        };
        writeln!(out)?;
        print(out, &wrapped("", &visible(&format!("{head}: {}", commitments(group.rows.len()))), 2))?;
        for row in &group.rows {
            item(&line(views, group, row), out)?;
        }
    }
    Ok(())
}

fn item(line: &Line, out: &mut impl Write) -> io::Result<()> {
    print(out, &wrapped(&format!("  {}/{} ", line.plan, line.item), &visible(&line.title), 4))?;
    print(out, &wrapped("    ", &visible(&line.why.join("; ")), 6))?;
    if !line.others.is_empty() {
        print(out, &wrapped("    with ", &visible(&line.others), 6))?;
    }
    let word = match (line.last_date.as_str(), line.last_word.as_str()) {
        ("", _) => "no update is published here".to_owned(),
        (date, "") => format!("{}; last word {date}", line.status),
        (date, word) => format!("{}; last word {date}: {}", line.status, short(word)),
    };
    print(out, &wrapped("    ", &visible(&word), 6))?;
    print(out, &wrapped_at_spaces("    ", &visible(&line.page), 4))
}

/// A word of a few lines at most; the page has all of it.
fn short(word: &str) -> String {
    const MOST: usize = 200;
    match word.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", word.get(..end).unwrap_or(word).trim_end()),
        None => word.to_owned(),
    }
}

fn commitments(count: usize) -> String {
    plural(i64::try_from(count).unwrap_or(i64::MAX), "commitment", "commitments")
}

fn print(out: &mut impl Write, lines: &[String]) -> io::Result<()> {
    lines.iter().try_for_each(|line| writeln!(out, "{line}"))
}

/// The list for spreadsheets.
fn table(views: &Views, groups: &[Group<'_>], out: &mut impl Write) -> io::Result<()> {
    out.write_all(&cells::line(Line::NAMES))?;
    for group in groups {
        for row in &group.rows {
            out.write_all(&cells::line(line(views, group, row).cells()))?;
        }
    }
    Ok(())
}
