//! Texts whose last line tells whether they are whole: a text cut short by a power cut, or changed by hand, is known.

use sha2::{Digest, Sha256};

const MARK: &str = "sha256 ";

/// A text of whole lines with its seal.
pub(super) fn seal(text: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    format!("{text}{MARK}{}\n", digest(&lines))
}

/// The lines of a sealed text; none where it is not as it was written. Line ends do not count: version control may
/// change them.
pub(super) fn open(text: &str) -> Option<Vec<&str>> {
    let mut lines: Vec<&str> = text.lines().collect();
    let seal = lines.pop()?.strip_prefix(MARK)?;
    (seal == digest(&lines)).then_some(lines)
}

fn digest(lines: &[&str]) -> String {
    let mut hash = Sha256::new();
    for line in lines {
        hash.update(line.as_bytes());
        hash.update(b"\n");
    }
    hex(hash)
}

/// The digest of some pieces, each told apart from the next by its length.
pub(super) fn of_pieces<'p>(pieces: impl IntoIterator<Item = &'p [u8]>) -> String {
    let mut hash = Sha256::new();
    for piece in pieces {
        hash.update((piece.len() as u64).to_le_bytes());
        hash.update(piece);
    }
    hex(hash)
}

fn hex(hash: Sha256) -> String {
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_cut_short_or_changed_is_known() {
        let whole = seal("one\ntwo\n");
        assert_eq!(open(&whole), Some(vec!["one", "two"]));
        assert_eq!(open(&whole.replace('\n', "\r\n")), Some(vec!["one", "two"]));
        for end in 0..whole.len() - 1 {
            assert_eq!(open(&whole[..end]), None, "{end}");
        }
        assert_eq!(open(&whole.replace("two", "too")), None);
    }
}
