//! Rating schemes: each with who uses it, where the council defines it, and what every step means; and what must be said
//! beside a step that means good on work that is overdue.

use serde::Serialize;

use super::address::{Link, Linker};
use super::cite::{Cites, cites};
use super::words::{self, Tag, tag};
use crate::derive::standing::Standing;
use crate::model::date::Date;
use crate::model::scalar::Id;
use crate::model::site::{AppliesTo, Means, RatingScheme, RatingStep, UsedBy};
use crate::output::OutPath;

/// What the page says.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Page {
    /// Every scheme of the site.
    schemes: Vec<Scheme>,
}

/// A rating scheme with the council's own definitions.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Scheme {
    /// The id of its heading.
    anchor: String,
    /// Its name.
    label: String,
    /// Who uses it: "officers" or "members".
    used_by: Option<&'static str>,
    /// What it judges: "delivery", "impact" or "figures".
    applies_to: Option<&'static str>,
    /// Where the council defines it.
    sources: Cites,
    /// Its steps.
    steps: Vec<StepWords>,
}

/// A step of a scheme.
#[derive(Clone, Debug, Serialize)]
struct StepWords {
    /// Its name.
    label: String,
    /// Its name, in its shape.
    tag: Tag,
    /// How the council defines it.
    definition: String,
    /// What it means for the reader: "as it should be".
    means: &'static str,
}

/// A rating in a table.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Rating {
    /// The step.
    pub(crate) tag: Tag,
    /// What must be said beside it: when a step that means good was given to what is overdue.
    pub(crate) beside: Option<String>,
}

/// Where every scheme is explained.
pub(crate) fn path() -> OutPath {
    OutPath::new("ratings.html")
}

fn anchor(id: &Id) -> String {
    format!("scheme-{id}")
}

/// A link to what the steps of a scheme mean, read as its name.
pub(crate) fn link(linker: &Linker<'_>, id: &Id) -> Link {
    let scheme = linker.views.edition.register.site.ratings.get(id);
    linker.to(&path(), Some(&anchor(id)), scheme.map_or(id.0.as_str(), |s| s.label.0.as_str()))
}

/// A step in its shape.
fn shown(step: &RatingStep) -> Tag {
    let shape = match step.means {
        Means::Good => "done",
        Means::Watch => "watch",
        Means::Bad => "bad",
        Means::Closed => "closed",
    };
    tag(step.label.0.clone(), shape)
}

fn found<'v>(linker: &Linker<'v>, scheme: &Id, standing: &Standing) -> Option<(&'v RatingStep, Date)> {
    let (step, date) = standing.ratings.get(scheme)?;
    let scheme = linker.views.edition.register.site.ratings.get(scheme)?;
    Some((scheme.steps.iter().find(|s| s.id == *step)?, *date))
}

/// The latest rating by a scheme, with its date.
pub(crate) fn rating_words(
    linker: &Linker<'_>,
    scheme: &Id,
    standing: &Standing,
) -> Option<(Tag, words::DateWords)> {
    let (step, date) = found(linker, scheme, standing)?;
    Some((shown(step), words::date(&date, None)))
}

/// The latest rating by a scheme. The schedule says of overdue work what a step that means good does not: both are shown,
/// and that they are is said.
pub(crate) fn rating(linker: &Linker<'_>, scheme: &Id, standing: &Standing) -> Option<Rating> {
    let (step, date) = found(linker, scheme, standing)?;
    let both = step.means == Means::Good && standing.is_overdue();
    let beside = both.then(|| {
        let schedule = words::schedule(standing.schedule).word;
        format!("so rated on {}, yet {schedule}", words::date_text(&date))
    });
    Some(Rating { tag: shown(step), beside })
}

/// A scheme with the council's own definitions.
pub(crate) fn scheme(linker: &Linker<'_>, id: &Id, scheme: &RatingScheme) -> Scheme {
    let step = |step: &RatingStep| StepWords {
        label: step.label.0.clone(),
        tag: shown(step),
        definition: step.definition.0.clone(),
        means: match step.means {
            Means::Good => "as it should be",
            Means::Watch => "to be watched",
            Means::Bad => "not as it should be",
            Means::Closed => "no longer rated",
        },
    };
    Scheme {
        anchor: anchor(id),
        label: scheme.label.0.clone(),
        used_by: scheme.used_by.map(|used_by| match used_by {
            UsedBy::Officers => "officers",
            UsedBy::Members => "members",
        }),
        applies_to: scheme.applies_to.map(|applies_to| match applies_to {
            AppliesTo::Delivery => "delivery",
            AppliesTo::Impact => "impact",
            AppliesTo::Measure => "figures",
        }),
        sources: cites(linker, &scheme.source, None),
        steps: scheme.steps.iter().map(step).collect(),
    }
}

/// What the page of all schemes says.
pub(crate) fn page(linker: &Linker<'_>) -> Page {
    let schemes = linker.views.edition.register.site.ratings.iter();
    Page { schemes: schemes.map(|(id, found)| scheme(linker, id, found)).collect() }
}
