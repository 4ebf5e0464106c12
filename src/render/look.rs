//! How each official word looks, in one table: its words, the shape of its tag, what fills its cell in a tally and its band
//! over time. The theme draws shapes and patterns; a new word needs a row here, and both there.

use crate::model::update::Status;

/// How one official word looks.
pub(crate) struct Look {
    /// The word; none for no update.
    pub(crate) status: Option<Status>,
    /// What is read.
    pub(crate) word: &'static str,
    /// The shape of its tag, a class name of the theme.
    pub(crate) shape: &'static str,
    /// What its cell is filled with, in pixels from its top and of height and from its sides.
    pub(crate) cell: Cell,
    /// The name of the pattern that fills its band.
    pub(crate) pattern: &'static str,
}

/// What fills a cell: from its top, how high, and from its sides, in pixels.
pub(crate) type Cell = &'static [(usize, usize, usize)];

/// All of the cell: for nothing but what was signed off.
const FULL: Cell = &[(2, 16, 2)];
/// A core, for what is only reported.
const CORE: Cell = &[(7, 6, 7)];
const HALF: Cell = &[(10, 8, 2)];
const TWO_BARS: Cell = &[(2, 5, 2), (13, 5, 2)];
const STROKE: Cell = &[(9, 2, 2)];
const EMPTY: Cell = &[];

/// Every official word, from the bottom of the drawing over time to its top: the further the work, the fuller.
pub(crate) const LOOKS: [Look; 10] = [
    look(Some(Status::SignedOff), "signed off", "signed", FULL, "signed"),
    look(Some(Status::Complete), "reported complete", "reported", CORE, "reported"),
    look(Some(Status::InProgress), "in progress", "progress", HALF, "progress"),
    look(Some(Status::Paused), "paused", "paused", TWO_BARS, "paused"),
    look(Some(Status::Planned), "planned", "planned", EMPTY, "planned"),
    look(Some(Status::NotStarted), "not started", "planned", EMPTY, "unstarted"),
    look(None, "no update", "none", EMPTY, "none"),
    look(Some(Status::NotAchieved), "not achieved", "closed", STROKE, "missed"),
    look(Some(Status::NotPursued), "not pursued", "closed", STROKE, "dropped"),
    look(Some(Status::Superseded), "superseded", "closed", STROKE, "replaced"),
];

const fn look(
    status: Option<Status>,
    word: &'static str,
    shape: &'static str,
    cell: Cell,
    pattern: &'static str,
) -> Look {
    Look { status, word, shape, cell, pattern }
}

/// What a cell of a shape is filled with.
pub(crate) fn cell(shape: &str) -> Cell {
    LOOKS.iter().find(|look| look.shape == shape).map_or(EMPTY, |look| look.cell)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_has_one_row_and_words_of_one_shape_one_cell() {
        for look in &LOOKS {
            assert_eq!(LOOKS.iter().filter(|l| l.status == look.status).count(), 1, "{}", look.word);
            assert_eq!(LOOKS.iter().filter(|l| l.pattern == look.pattern).count(), 1, "{}", look.word);
            assert_eq!(cell(look.shape), look.cell, "{}", look.word);
        }
        assert_eq!(cell("of no word"), EMPTY);
    }
}
