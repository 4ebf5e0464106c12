//! How a plan went over time: the official word day by day, everything dated in it, its rounds of updates and its
//! amendments. It stands on a page of its own, so that the plan's page stays light.

use serde::Serialize;

use super::address::{Link, Linker};
use super::news::{PlanNews, plan_news};
use super::over_time::{OverTime, over_time};
use super::picture::Picture;
use super::responses::{self, Answered};
use super::rounds::{AmendmentWords, RoundWords, amendments, rounds};
use super::time::sums::{PlanTime, of_plan};
use super::timeline::picture;
use super::unsupported;
use crate::model::register::Plan;
use crate::model::scalar::Id;

/// What the page says.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Page {
    /// The plan.
    plan: Link,
    /// What changed since the last meeting.
    news: Option<PlanNews>,
    /// How the official word changed; none where something was said on fewer than two days.
    over_time: Option<OverTime>,
    /// How late and how silent its commitments are; none where it has none.
    time: Option<PlanTime>,
    /// Everything dated in the plan.
    picture: Option<Picture>,
    /// Its recommendations by their answer.
    answers: Vec<Answered>,
    /// The page of all answers.
    all_responses: Link,
    /// Its rounds of updates, latest first.
    rounds: Vec<RoundWords>,
    /// Dated changes of its first published words.
    amendments: Vec<AmendmentWords>,
    /// How much of it is called complete without evidence, as a link to the list.
    unsupported: Link,
}

/// What the page says of a plan.
pub(crate) fn page(linker: &Linker<'_>, id: &Id, plan: &Plan) -> Page {
    // All of one plan's changes stand here, where the page of all plans may have no room for them.
    let mut room = usize::MAX;
    Page {
        plan: linker.plan(id),
        news: plan_news(linker, id, &mut room),
        over_time: over_time(linker, id),
        time: of_plan(linker, id, plan),
        picture: picture(linker, Some(id)),
        answers: responses::of_plan(linker, id, plan),
        all_responses: responses::all_responses(linker),
        rounds: rounds(linker, id, plan),
        amendments: amendments(linker, id, plan, |_| true),
        unsupported: unsupported::line(linker, Some(id)),
    }
}
