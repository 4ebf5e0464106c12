//! The picture of a tally: a cell for each item, in the order of the official words. It is never longer for being nearer
//! to its end, so that nobody takes it for a share of work that is done.

use serde::Serialize;

use crate::render::look::cell;
use crate::render::words::Tag;

/// Items up to this number have a cell each; beyond it, each official word has one as wide as its share.
const CELLS: usize = 60;
/// The side of a cell, in pixels; its frame stands 2 inside.
const CELL: usize = 20;

/// The picture.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Bar {
    /// Its width in pixels, at most.
    pub(crate) width: usize,
    /// One for each official word.
    pub(crate) parts: Vec<Part>,
}

/// The cells of one official word.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Part {
    /// The word's shape.
    pub(crate) shape: &'static str,
    /// The frames of its cells, as an SVG path.
    pub(crate) frame: String,
    /// What is filled of them, as an SVG path; none where they are empty.
    pub(crate) fill: String,
}

/// The picture of how many items have each official word.
pub(crate) fn bar(statuses: &[(Tag, usize)]) -> Bar {
    let total: usize = statuses.iter().map(|(_, count)| count).sum();
    let width = total.min(CELLS) * CELL;
    let mut parts = Vec::new();
    let mut before = 0;
    for (tag, count) in statuses {
        let at = |items: usize| if total > CELLS { items * width / total } else { items * CELL };
        let edges: Vec<usize> = match total > CELLS {
            true => vec![at(before), at(before + count)],
            false => (before..=before + count).map(at).collect(),
        };
        let boxes = |(top, height, side): (usize, usize, usize)| -> String {
            let cells = edges.iter().zip(edges.iter().skip(1));
            // After the first, each is told by its distance from the one before: equal words, which compress well.
            let one = |(at, (from, to)): (usize, (&usize, &usize))| {
                let wide = (to - from).saturating_sub(2 * side).max(1);
                let start = if at == 0 { format!("M{} {top}", from + side) } else { format!("m{CELL} 0") };
                format!("{start}h{wide}v{height}h-{wide}z")
            };
            cells.enumerate().map(one).collect()
        };
        parts.push(Part {
            shape: tag.shape,
            frame: boxes((2, 16, 2)),
            fill: cell(tag.shape).iter().copied().map(boxes).collect(),
        });
        before += count;
    }
    Bar { width, parts }
}

#[cfg(test)]
mod tests {
    use super::bar;
    use crate::model::update::Status;
    use crate::render::words::status;

    #[test]
    fn few_items_have_a_cell_each() {
        let drawn = bar(&[(status(None), 1), (status(Some(Status::InProgress)), 2)]);
        let cells = |path: &str| path.matches('z').count();
        let parts: Vec<_> = drawn.parts.iter().map(|p| (p.shape, cells(&p.frame), cells(&p.fill))).collect();
        assert_eq!((drawn.width, parts), (60, vec![("none", 1, 0), ("progress", 2, 2)]));
    }

    #[test]
    fn many_items_share_the_width_and_only_signed_off_ones_are_full() {
        let drawn = bar(&[(status(Some(Status::Complete)), 300), (status(Some(Status::SignedOff)), 100)]);
        let paths: Vec<_> = drawn.parts.iter().map(|p| (p.frame.as_str(), p.fill.as_str())).collect();
        assert_eq!(drawn.width, 1200);
        let reported = ("M2 2h896v16h-896z", "M7 7h886v6h-886z");
        let signed = ("M902 2h296v16h-296z", "M902 2h296v16h-296z");
        assert_eq!(paths, [reported, signed]);
    }
}
