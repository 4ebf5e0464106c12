//! Links to records in narrative text: `action:PLAN/A1`, `paper:ID#p11`, `meeting:ID` and their kin.

use super::scalar::{Anchor, Id, ItemId, Written};
use crate::diagnostic::{Code, Slip};

/// A link to a record of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RecordLink {
    /// An action or recommendation of a plan.
    Action(Id, ItemId),
    /// A plan.
    Plan(Id),
    /// A paper, or a place in it.
    Paper(Id, Option<Anchor>),
    /// A meeting, or one of its resolutions.
    Meeting(Id, Option<ItemId>),
    /// A thread.
    Thread(Id),
    /// A body.
    Body(Id),
    /// An owner.
    Owner(Id),
    /// A measure of a plan.
    Measure(Id, ItemId),
    /// An attachment, as a path under `content/files/`.
    File(String),
}

/// Where a link in a narrative leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Link {
    /// To a record.
    Record(RecordLink),
    /// To an address of the web, of mail or of a telephone.
    Web,
    /// To an anchor of the same text.
    Anchor(String),
}

const HELP: &str = "link to a record with action:PLAN/A1, plan:ID, paper:ID#p11, meeting:ID, thread:ID, body:ID, owner:ID, \
                    measure:PLAN/M1 or file:NAME, or to an address that begins with https://";

/// Reads where a link leads.
///
/// # Errors
/// An address that is neither a record's nor the web's; such a link is never live.
pub fn read(target: &str) -> Result<Link, Slip> {
    if let Some(anchor) = target.strip_prefix('#') {
        return Ok(Link::Anchor(anchor.to_owned()));
    }
    let nowhere =
        || Slip::new(Code::UnknownLink, format!("`{target}` leads to no record and no web address"), HELP);
    let (scheme, rest) = target.split_once(':').ok_or_else(nowhere)?;
    if matches!(scheme.to_ascii_lowercase().as_str(), "http" | "https" | "mailto" | "tel") {
        return Ok(Link::Web);
    }
    let pair = || -> Result<(Id, ItemId), Slip> {
        let (plan, item) = rest.split_once('/').ok_or_else(nowhere)?;
        Ok((Id::read(plan)?, ItemId::read(item)?))
    };
    let id = || Id::read(rest);
    Ok(Link::Record(match scheme {
        "action" => pair().map(|(plan, item)| RecordLink::Action(plan, item))?,
        "measure" => pair().map(|(plan, item)| RecordLink::Measure(plan, item))?,
        "plan" => RecordLink::Plan(id()?),
        "thread" => RecordLink::Thread(id()?),
        "body" => RecordLink::Body(id()?),
        "owner" => RecordLink::Owner(id()?),
        "file" => RecordLink::File(rest.to_owned()),
        "paper" => match rest.split_once('#') {
            Some((paper, anchor)) => RecordLink::Paper(Id::read(paper)?, Some(Anchor::read(anchor)?)),
            None => RecordLink::Paper(id()?, None),
        },
        "meeting" => match rest.split_once('/') {
            Some((meeting, resolution)) => {
                RecordLink::Meeting(Id::read(meeting)?, Some(ItemId::read(resolution)?))
            }
            None => RecordLink::Meeting(id()?, None),
        },
        _ => return Err(nowhere()),
    }))
}
