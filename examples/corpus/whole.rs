//! A whole site, file by file.

use crate::File;
use crate::action::Approval;
use crate::world::World;
use crate::{meeting, paper, people, plan, site};

/// Hands out each file of a site in turn, so that a site of any size fits into memory: only what meetings resolve is kept.
///
/// # Errors
/// What `put` could not do.
pub(crate) fn each<E>(world: &World, mut put: impl FnMut(File) -> Result<(), E>) -> Result<(), E> {
    site::files(world).into_iter().chain(people::files()).try_for_each(&mut put)?;
    let mut approvals: Vec<Vec<Approval>> = Vec::new();
    for number in 0..world.plans {
        let plan = plan::Plan::new(world, number);
        plan.files(world).into_iter().try_for_each(&mut put)?;
        approvals.push(plan.approvals);
    }
    (0..world.papers).try_for_each(|paper| put(paper::file(world, paper)))?;
    (0..world.meetings).try_for_each(|meeting| put(meeting::file(world, meeting, &approvals)))
}
