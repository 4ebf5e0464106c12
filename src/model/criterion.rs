//! The success criteria of WCAG 2.2 (W3C Recommendation of 5 October 2023), by number, name and level, and which of them a
//! text names. Names are the standard's own words; an author may write "colour" for its "color".

/// A success criterion.
#[derive(Debug, PartialEq, Eq)]
pub struct Criterion {
    /// Its number, such as `1.4.10`.
    pub number: &'static str,
    /// Its name, such as `Reflow`.
    pub name: &'static str,
    /// Its level: `A`, `AA` or `AAA`. The regulations ask for the first two.
    pub level: &'static str,
}

impl Criterion {
    /// Number and name, as a statement names it.
    pub fn title(&self) -> String {
        format!("{} {}", self.number, self.name)
    }
}

/// Why a text names no criterion.
#[derive(Debug, PartialEq, Eq)]
pub enum Unread {
    /// `4.1.1 Parsing`, which WCAG 2.2 took out.
    Withdrawn,
    /// The number is of one criterion, the name of another.
    Torn(&'static Criterion, &'static Criterion),
    /// Not as the standard has it; this one is meant.
    Near(&'static Criterion),
    /// Nothing that is a criterion or like one.
    Unlike,
}

/// The criterion that a text names: its number, alone or with its name, or with the beginning of its name.
///
/// # Errors
/// What is wrong with the text, and which criterion is meant where that can be told.
pub fn read(text: &str) -> Result<&'static Criterion, Unread> {
    let text = text.trim();
    let number = number(text);
    let written = number.map_or(text, |n| text.split_once(n).map_or("", |(_, rest)| rest));
    let written = without_level(written);
    let name = folded(written);
    let named = CRITERIA.iter().find(|c| folded(c.name) == name);
    if number == Some("4.1.1") {
        return Err(Unread::Withdrawn);
    }
    let Some(found) = number.and_then(|n| CRITERIA.iter().find(|c| c.number == n)) else {
        return Err(named.or_else(|| near(written)).map_or(Unread::Unlike, Unread::Near));
    };
    let begins = |whole: &str| name.is_empty() || (name.len() > 3 && whole.starts_with(&name));
    match named.filter(|other| *other != found) {
        _ if !text.starts_with(found.number) => Err(Unread::Near(found)),
        _ if begins(&folded(found.name)) => Ok(found),
        Some(other) => Err(Unread::Torn(found, other)),
        None => Err(Unread::Near(found)),
    }
}

/// The first number of three parts in a text.
fn number(text: &str) -> Option<&str> {
    let words = text.split(|c: char| !c.is_ascii_digit() && c != '.').map(|word| word.trim_matches('.'));
    words.into_iter().find(|word| {
        let parts: Vec<&str> = word.split('.').collect();
        parts.len() == 3 && parts.iter().all(|part| (1..=2).contains(&part.len()))
    })
}

/// A name without "(Level AA)" behind it.
fn without_level(name: &str) -> &str {
    let name = name.trim();
    let Some((before, inside)) = name.strip_suffix(')').and_then(|rest| rest.rsplit_once('(')) else {
        return name;
    };
    let inside = inside.to_lowercase();
    let level = inside.strip_prefix("level").unwrap_or(&inside).trim();
    if ["a", "aa", "aaa"].contains(&level) { before.trim() } else { name }
}

/// A name by its letters alone, "colour" read as "color".
fn folded(name: &str) -> String {
    let letters: String = name.to_lowercase().chars().filter(char::is_ascii_alphabetic).collect();
    letters.replace("colour", "color")
}

fn near(written: &str) -> Option<&'static Criterion> {
    let name = crate::diagnostic::nearest(written, CRITERIA.iter().map(|c| c.name))?;
    CRITERIA.iter().find(|c| c.name == name)
}

const fn criterion(number: &'static str, name: &'static str, level: &'static str) -> Criterion {
    Criterion { number, name, level }
}

/// Every success criterion of WCAG 2.2, in order.
pub const CRITERIA: [Criterion; 86] = [
    criterion("1.1.1", "Non-text Content", "A"),
    criterion("1.2.1", "Audio-only and Video-only (Prerecorded)", "A"),
    criterion("1.2.2", "Captions (Prerecorded)", "A"),
    criterion("1.2.3", "Audio Description or Media Alternative (Prerecorded)", "A"),
    criterion("1.2.4", "Captions (Live)", "AA"),
    criterion("1.2.5", "Audio Description (Prerecorded)", "AA"),
    criterion("1.2.6", "Sign Language (Prerecorded)", "AAA"),
    criterion("1.2.7", "Extended Audio Description (Prerecorded)", "AAA"),
    criterion("1.2.8", "Media Alternative (Prerecorded)", "AAA"),
    criterion("1.2.9", "Audio-only (Live)", "AAA"),
    criterion("1.3.1", "Info and Relationships", "A"),
    criterion("1.3.2", "Meaningful Sequence", "A"),
    criterion("1.3.3", "Sensory Characteristics", "A"),
    criterion("1.3.4", "Orientation", "AA"),
    criterion("1.3.5", "Identify Input Purpose", "AA"),
    criterion("1.3.6", "Identify Purpose", "AAA"),
    criterion("1.4.1", "Use of Color", "A"),
    criterion("1.4.2", "Audio Control", "A"),
    criterion("1.4.3", "Contrast (Minimum)", "AA"),
    criterion("1.4.4", "Resize Text", "AA"),
    criterion("1.4.5", "Images of Text", "AA"),
    criterion("1.4.6", "Contrast (Enhanced)", "AAA"),
    criterion("1.4.7", "Low or No Background Audio", "AAA"),
    criterion("1.4.8", "Visual Presentation", "AAA"),
    criterion("1.4.9", "Images of Text (No Exception)", "AAA"),
    criterion("1.4.10", "Reflow", "AA"),
    criterion("1.4.11", "Non-text Contrast", "AA"),
    criterion("1.4.12", "Text Spacing", "AA"),
    criterion("1.4.13", "Content on Hover or Focus", "AA"),
    criterion("2.1.1", "Keyboard", "A"),
    criterion("2.1.2", "No Keyboard Trap", "A"),
    criterion("2.1.3", "Keyboard (No Exception)", "AAA"),
    criterion("2.1.4", "Character Key Shortcuts", "A"),
    criterion("2.2.1", "Timing Adjustable", "A"),
    criterion("2.2.2", "Pause, Stop, Hide", "A"),
    criterion("2.2.3", "No Timing", "AAA"),
    criterion("2.2.4", "Interruptions", "AAA"),
    criterion("2.2.5", "Re-authenticating", "AAA"),
    criterion("2.2.6", "Timeouts", "AAA"),
    criterion("2.3.1", "Three Flashes or Below Threshold", "A"),
    criterion("2.3.2", "Three Flashes", "AAA"),
    criterion("2.3.3", "Animation from Interactions", "AAA"),
    criterion("2.4.1", "Bypass Blocks", "A"),
    criterion("2.4.2", "Page Titled", "A"),
    criterion("2.4.3", "Focus Order", "A"),
    criterion("2.4.4", "Link Purpose (In Context)", "A"),
    criterion("2.4.5", "Multiple Ways", "AA"),
    criterion("2.4.6", "Headings and Labels", "AA"),
    criterion("2.4.7", "Focus Visible", "AA"),
    criterion("2.4.8", "Location", "AAA"),
    criterion("2.4.9", "Link Purpose (Link Only)", "AAA"),
    criterion("2.4.10", "Section Headings", "AAA"),
    criterion("2.4.11", "Focus Not Obscured (Minimum)", "AA"),
    criterion("2.4.12", "Focus Not Obscured (Enhanced)", "AAA"),
    criterion("2.4.13", "Focus Appearance", "AAA"),
    criterion("2.5.1", "Pointer Gestures", "A"),
    criterion("2.5.2", "Pointer Cancellation", "A"),
    criterion("2.5.3", "Label in Name", "A"),
    criterion("2.5.4", "Motion Actuation", "A"),
    criterion("2.5.5", "Target Size (Enhanced)", "AAA"),
    criterion("2.5.6", "Concurrent Input Mechanisms", "AAA"),
    criterion("2.5.7", "Dragging Movements", "AA"),
    criterion("2.5.8", "Target Size (Minimum)", "AA"),
    criterion("3.1.1", "Language of Page", "A"),
    criterion("3.1.2", "Language of Parts", "AA"),
    criterion("3.1.3", "Unusual Words", "AAA"),
    criterion("3.1.4", "Abbreviations", "AAA"),
    criterion("3.1.5", "Reading Level", "AAA"),
    criterion("3.1.6", "Pronunciation", "AAA"),
    criterion("3.2.1", "On Focus", "A"),
    criterion("3.2.2", "On Input", "A"),
    criterion("3.2.3", "Consistent Navigation", "AA"),
    criterion("3.2.4", "Consistent Identification", "AA"),
    criterion("3.2.5", "Change on Request", "AAA"),
    criterion("3.2.6", "Consistent Help", "A"),
    criterion("3.3.1", "Error Identification", "A"),
    criterion("3.3.2", "Labels or Instructions", "A"),
    criterion("3.3.3", "Error Suggestion", "AA"),
    criterion("3.3.4", "Error Prevention (Legal, Financial, Data)", "AA"),
    criterion("3.3.5", "Help", "AAA"),
    criterion("3.3.6", "Error Prevention (All)", "AAA"),
    criterion("3.3.7", "Redundant Entry", "A"),
    criterion("3.3.8", "Accessible Authentication (Minimum)", "AA"),
    criterion("3.3.9", "Accessible Authentication (Enhanced)", "AAA"),
    criterion("4.1.2", "Name, Role, Value", "A"),
    criterion("4.1.3", "Status Messages", "AA"),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn title(text: &str) -> Result<String, Unread> {
        read(text).map(Criterion::title)
    }

    #[test]
    fn a_criterion_is_known_by_number_and_name() {
        for (written, meant) in [
            ("1.4.10 Reflow", "1.4.10 Reflow"),
            ("1.4.10", "1.4.10 Reflow"),
            ("1.1.1 Non-text content", "1.1.1 Non-text Content"),
            ("1.1.1: non text content", "1.1.1 Non-text Content"),
            ("1.4.1 Use of colour", "1.4.1 Use of Color"),
            ("1.4.3 Contrast", "1.4.3 Contrast (Minimum)"),
            ("1.4.3 Contrast (Minimum) (Level AA)", "1.4.3 Contrast (Minimum)"),
            ("2.4.7 (AA)", "2.4.7 Focus Visible"),
            ("2.4.11 Focus Not Obscured (Minimum)", "2.4.11 Focus Not Obscured (Minimum)"),
        ] {
            assert_eq!(title(written), Ok(meant.to_owned()), "{written}");
        }
    }

    #[test]
    fn what_is_not_a_criterion_is_told_by_what_is_meant() {
        let meant = |text: &str| match read(text) {
            Err(Unread::Near(near)) => near.number,
            Err(Unread::Torn(..)) => "torn",
            Err(Unread::Withdrawn) => "withdrawn",
            Err(Unread::Unlike) => "unlike",
            Ok(_) => "known",
        };
        for (written, what) in [
            ("Reflow", "1.4.10"),
            ("1.4.14 Reflow", "1.4.10"),
            ("1.4.10 Reflwo", "1.4.10"),
            ("Focus visable", "2.4.7"),
            ("WCAG 2.2 1.4.10 Reflow", "1.4.10"),
            ("SC 1.4.10", "1.4.10"),
            ("1.4.10 Focus Visible", "torn"),
            ("4.1.1 Parsing", "withdrawn"),
            ("4.1.1", "withdrawn"),
            ("1.1 Text alternatives", "unlike"),
            ("all of them", "unlike"),
            ("5.1.1", "unlike"),
        ] {
            assert_eq!(meant(written), what, "{written}");
        }
    }

    #[test]
    fn the_list_is_that_of_the_standard() {
        let of = |level: &str| CRITERIA.iter().filter(|c| c.level == level).count();
        // WCAG 2.2 has 31 criteria at A, 24 at AA and 31 at AAA.
        assert_eq!((of("A"), of("AA"), of("AAA")), (31, 24, 31));
        let number =
            |c: &Criterion| -> Vec<u32> { c.number.split('.').filter_map(|p| p.parse().ok()).collect() };
        assert!(CRITERIA.windows(2).all(|pair| match pair {
            [a, b] => number(a) < number(b),
            _ => true,
        }));
    }
}
