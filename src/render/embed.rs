//! What is put into a narrative: live views (progress, timeline, measure, resolutions and changes), and beside each place
//! of a paper the commitments it makes.

use serde::Serialize;

use super::address::Linker;
use super::changes::groups;
use super::measure::measure;
use super::paper::{Cited, Made};
use super::progress::{MOST_ROWS, table_within};
use super::resolved::resolutions;
use super::theme::{LARGEST_PAGE, Theme, too_large};
use super::timeline::years;
use crate::derive::changes::between;
use crate::derive::moment::Moment;
use crate::diagnostic::{Diagnostic, Place};
use crate::markdown::{Chunk, Embed, Style};
use crate::model::date::Date;
use crate::model::scalar::{Id, ItemId, Written};

/// A narrative as pieces of HTML, its live views rendered.
///
/// # Errors
/// A view's template that fails, or a narrative that grows too large.
pub(crate) fn narrative(
    linker: &Linker<'_>,
    theme: &Theme,
    text: &str,
    style: Style,
    made: &Made,
) -> Result<Vec<String>, Diagnostic> {
    let mut pieces = Vec::new();
    let mut size = 0;
    for chunk in linker.narrative(text, style, &|anchor| made.contains_key(anchor)) {
        let piece = match chunk {
            Chunk::Html(html) => html,
            Chunk::Embed(embed) => view(linker, theme, &embed)?,
            Chunk::Beside(anchors) => {
                let said: Vec<&Cited> = anchors.iter().filter_map(|anchor| made.get(anchor)).collect();
                String::from_utf8_lossy(&theme.render("view/beside.html", &Data { view: said })?).into_owned()
            }
        };
        // The same long view many times over would fill the memory before the page is put together.
        size += piece.len();
        if size > LARGEST_PAGE {
            return Err(too_large(Place::file("themes")));
        }
        pieces.push(piece);
    }
    Ok(pieces)
}

/// What the template of a view is given.
#[derive(Serialize)]
struct Data<T> {
    /// What the view shows.
    view: T,
}

fn view(linker: &Linker<'_>, theme: &Theme, embed: &Embed) -> Result<String, Diagnostic> {
    let register = &linker.views.edition.register;
    let id = |name: &str| embed.argument(name).and_then(|text| Id::read(text).ok());
    let item = |name: &str| embed.argument(name).and_then(|text| ItemId::read(text).ok());
    let plan_id = id("plan");
    let plan = plan_id.as_ref().and_then(|id| register.plans.get(id).map(|plan| (id, plan)));
    let html = match (embed.name.as_str(), plan) {
        ("progress", Some((id, plan))) => {
            let chosen = item("recommendation");
            let groups = linker.views.progress.get(id).map_or(&[][..], |p| p.groups.as_slice());
            let shown = groups.iter().filter(|g| chosen.is_none() || g.recommendation == chosen);
            let mut room = MOST_ROWS;
            let tables: Vec<_> = shown
                .filter(|g| !g.rows.is_empty())
                .map(|g| table_within(linker, id, plan, g, &mut room))
                .collect();
            theme.render("view/progress.html", &Data { view: tables })?
        }
        ("timeline", plan) if plan.is_some() || plan_id.is_none() => {
            theme.render("view/timeline.html", &Data { view: years(linker, plan_id.as_ref()) })?
        }
        ("measure", Some((id, plan))) => match item("id").and_then(|m| plan.measure(&m)) {
            Some(found) => {
                theme.render("view/measure.html", &Data { view: measure(linker, id, plan, found) })?
            }
            None => return Ok(hidden()),
        },
        ("resolutions", _) => match id("meeting").and_then(|m| register.meetings.get_key_value(&m)) {
            Some((id, meeting)) => {
                theme.render("view/resolutions.html", &Data { view: resolutions(linker, id, meeting) })?
            }
            None => return Ok(hidden()),
        },
        ("changes", Some((id, plan))) => {
            let Some(date) = embed.argument("since").and_then(|d| Date::read(d).ok()) else {
                return Ok(hidden());
            };
            let all = linker.views.changes_of(id);
            let end = Moment::end(linker.views.edition.as_at);
            let changes = groups(linker, id, plan, between(all, &Moment::end(date.last()), &end));
            theme.render("view/changes.html", &Data { view: changes })?
        }
        _ => return Ok(hidden()),
    };
    Ok(String::from_utf8_lossy(&html).into_owned())
}

/// Words in place of a view of something that is not published.
fn hidden() -> String {
    "<p>This view is of a record that is not published.</p>\n".to_owned()
}
