//! Signs that no text of a site holds, however they are written: as they are, as an escape in double quotes (`"\x07"`), or
//! by number as in HTML (`&#7;`). Nobody sees them in the source, HTML does not allow them, and some turn the order of the
//! letters beside them.

use std::ops::Range;

use super::yaml::any_byte;
use crate::diagnostic::{Code, Slip};

/// Whether no text holds this sign: control characters but tabs and line ends, what Unicode keeps for no character, and the
/// two that override the direction of letters. The other signs of direction are needed where Arabic or Hebrew is quoted.
fn is_none(sign: char) -> bool {
    let number = u32::from(sign);
    (sign.is_control() && !matches!(sign, '\t' | '\n' | '\r'))
        || matches!(sign, '\u{202d}' | '\u{202e}' | '\u{fdd0}'..='\u{fdef}')
        || number & 0xfffe == 0xfffe
}

/// Where such signs stand in a text as they are, or by number.
pub(super) fn in_text(text: &str) -> impl Iterator<Item = (Range<usize>, char)> {
    let may_begin =
        |b: u8| (b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r')) || matches!(b, 0x7f | 0xc2 | 0xe2 | 0xef..);
    let suspect = if any_byte(text, may_begin) { text } else { "" };
    let plain = suspect.char_indices().map(|(at, sign)| (at..at + sign.len_utf8(), sign));
    let numbered = text.match_indices("&#").filter_map(|(at, _)| {
        let (length, sign) = numbered(text.get(at + 2..)?)?;
        Some((at..at + 2 + length, sign))
    });
    plain.chain(numbered).filter(|(_, sign)| is_none(*sign))
}

/// The sign of `7;` or `x7;`, and how long that is.
fn numbered(behind: &str) -> Option<(usize, char)> {
    // No number of a sign is longer.
    let end = behind.bytes().take(9).position(|byte| byte == b';')?;
    let digits = behind.get(..end)?;
    let number = match digits.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16),
        None => digits.parse(),
    };
    Some((end + 1, char::from_u32(number.ok()?)?))
}

/// Whether a text in double quotes may write such a sign as an escape.
pub(super) fn may_escape(text: &str) -> bool {
    any_byte(text, |byte| byte == b'\\')
        && text
            .as_bytes()
            .windows(2)
            .any(|pair| matches!(pair, [b'\\', sign] if b"xuU0abvfeN".contains(sign)))
}

/// Where escapes in a value, as it is written with its quotation marks, mean such signs.
pub(super) fn in_escapes(written: &str) -> Vec<(Range<usize>, char)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(next) =
        written.get(at..).filter(|_| written.starts_with('"')).and_then(|rest| rest.find('\\'))
    {
        at += next;
        let (length, sign) = escape(written.get(at + 1..).unwrap_or_default());
        found.extend(sign.filter(|sign| is_none(*sign)).map(|sign| (at..at + 1 + length, sign)));
        at += 1 + length;
    }
    found
}

/// How long what stands behind a backslash is, and the sign that it means where that may be one of these.
fn escape(behind: &str) -> (usize, Option<char>) {
    let hex = |digits: usize| {
        let number = behind.get(1..=digits).and_then(|written| u32::from_str_radix(written, 16).ok());
        (1 + digits, number.and_then(char::from_u32))
    };
    let Some(first) = behind.chars().next() else { return (0, None) };
    match first {
        'x' => hex(2),
        'u' => hex(4),
        'U' => hex(8),
        '0' => (1, Some('\0')),
        'a' => (1, Some('\u{7}')),
        'b' => (1, Some('\u{8}')),
        'v' => (1, Some('\u{b}')),
        'f' => (1, Some('\u{c}')),
        'e' => (1, Some('\u{1b}')),
        'N' => (1, Some('\u{85}')),
        other => (other.len_utf8(), None),
    }
}

/// What is said of such a sign, and of the way in which it is written.
pub(super) fn slip(sign: char, written: &str) -> Slip {
    let what = match sign {
        '\u{202d}' | '\u{202e}' => "sign that turns the order of letters",
        sign if sign.is_control() => "control character",
        _ => "sign that stands for no letter",
    };
    let number = u32::from(sign);
    let message = match written.starts_with(['\\', '&']) {
        true => format!("`{written}` means an invisible {what} (U+{number:04X})"),
        false => format!("an invisible {what} (U+{number:04X}) stands here"),
    };
    let help = match (written.get(..2), sign) {
        (Some(r"\x" | r"\u" | r"\U" | "&#"), _) => "delete it",
        (Some(escape), _) if escape.starts_with('\\') => {
            "put the text in single quotes: in double quotes a backslash and the letter behind it are one sign"
        }
        (_, '\u{b}' | '\u{85}') => "delete it and press Enter; a word processor's line break was pasted",
        (_, '\u{c}') => "delete it; a word processor's page break was pasted",
        _ => "delete it; if it cannot be seen, delete the letters around it and type them anew",
    };
    let slip = Slip::new(Code::ControlCharacter, message, help);
    // Where a line was meant to end, the words on both sides must not be glued together; nor is a letter of a path taken away.
    let is_safe = !matches!(sign, '\u{b}' | '\u{c}' | '\u{85}') && (help.starts_with("delete it"));
    if is_safe { slip.replaced_by("") } else { slip }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        in_text(text).map(|(range, _)| &text[range]).collect()
    }

    #[test]
    fn signs_that_are_no_text_are_found_however_they_are_written() {
        assert_eq!(
            found("a\u{7}b \u{202e}c \u{fffe} \u{85} \u{1ffff}"),
            ["\u{7}", "\u{202e}", "\u{fffe}", "\u{85}", "\u{1ffff}"]
        );
        assert_eq!(found("&#7; &#x202E; &#127; &#0;"), ["&#7;", "&#x202E;", "&#127;", "&#0;"]);
        let escaped = in_escapes(r#""C:\backup\x07 \u202e\e[31m""#);
        assert_eq!(escaped.iter().map(|(range, _)| range.len()).collect::<Vec<_>>(), [2, 4, 6, 2]);
    }

    #[test]
    fn what_is_text_is_not() {
        // Quotation marks, joined emoji, isolates as Arabic needs them, a tab, line ends.
        assert_eq!(
            found("‘don’t’ – 👩\u{200d}🏫 \u{2067}مرحبا\u{2069}\t\r\n &#8217; &#x; &# 7; &#99999999;"),
            [""; 0]
        );
        assert_eq!(in_escapes(r#""\u00e9 \\b \n \t \"b\"""#), []);
        // In single quotes and without any, a backslash is a backslash.
        assert_eq!(in_escapes(r"'C:\backup'"), []);
        assert_eq!(in_escapes(r"C:\backup"), []);
        assert_eq!(in_escapes("\"\\"), []);
        assert_eq!(in_escapes("\"\\u12"), []);
    }
}
