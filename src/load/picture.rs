//! How wide and high a picture is, read from the first bytes of its file: a page that says so keeps the place free, and
//! nothing jumps when the picture arrives. PNG, GIF, JPEG, WebP and SVG, which is what every browser shows.

/// A JPEG keeps notes of cameras and programs before its size; more than so many bytes of them are not read.
const MOST_NOTES: usize = 1 << 20;

/// Width and height, in whatever unit the file has; none where it is no such picture, or does not say.
pub(super) fn size(bytes: &[u8]) -> Option<(f64, f64)> {
    let found = png(bytes)
        .or_else(|| gif(bytes))
        .or_else(|| webp(bytes))
        .or_else(|| jpeg(bytes))
        .or_else(|| svg(bytes));
    found.filter(|(width, height)| *width > 0.0 && *height > 0.0 && width.is_finite() && height.is_finite())
}

fn big(bytes: &[u8], at: usize, count: usize) -> Option<f64> {
    Some(f64::from(bytes.get(at..at + count)?.iter().fold(0_u32, |sum, byte| sum << 8 | u32::from(*byte))))
}

fn little(bytes: &[u8], at: usize, count: usize) -> Option<u32> {
    Some(bytes.get(at..at + count)?.iter().rev().fold(0_u32, |sum, byte| sum << 8 | u32::from(*byte)))
}

/// PNG (ISO/IEC 15948): its first part is the header.
fn png(bytes: &[u8]) -> Option<(f64, f64)> {
    let is_png = bytes.starts_with(b"\x89PNG\r\n\x1a\n") && bytes.get(12..16)? == b"IHDR";
    is_png.then(|| Some((big(bytes, 16, 4)?, big(bytes, 20, 4)?)))?
}

fn gif(bytes: &[u8]) -> Option<(f64, f64)> {
    let is_gif = bytes.starts_with(b"GIF87a") || bytes.starts_with(b"GIF89a");
    is_gif.then(|| Some((f64::from(little(bytes, 6, 2)?), f64::from(little(bytes, 8, 2)?))))?
}

/// WebP (RFC 9649): with losses, without, or extended.
fn webp(bytes: &[u8]) -> Option<(f64, f64)> {
    if !(bytes.starts_with(b"RIFF") && bytes.get(8..12)? == b"WEBP") {
        return None;
    }
    let (width, height) = match bytes.get(12..16)? {
        b"VP8 " => (little(bytes, 26, 2)? & 0x3fff, little(bytes, 28, 2)? & 0x3fff),
        b"VP8L" => {
            let both = little(bytes, 21, 4)?;
            ((both & 0x3fff) + 1, (both >> 14 & 0x3fff) + 1)
        }
        b"VP8X" => (little(bytes, 24, 3)? + 1, little(bytes, 27, 3)? + 1),
        _ => return None,
    };
    Some((f64::from(width), f64::from(height)))
}

/// JPEG (ITU-T T.81): segments one behind the other; the one that begins a frame has the size.
fn jpeg(bytes: &[u8]) -> Option<(f64, f64)> {
    if !bytes.starts_with(b"\xff\xd8") {
        return None;
    }
    let mut at = 2;
    while at < MOST_NOTES {
        let [0xff, kind] = *bytes.get(at..at + 2)? else { return None };
        // 0xff fills up; C4, C8 and CC are tables that stand among the frames.
        match kind {
            0xff => at += 1,
            0xc0..=0xcf if ![0xc4, 0xc8, 0xcc].contains(&kind) => {
                return Some((big(bytes, at + 7, 2)?, big(bytes, at + 5, 2)?));
            }
            _ => {
                let length = usize::from(*bytes.get(at + 2)?) << 8 | usize::from(*bytes.get(at + 3)?);
                at += 2 + length.max(2);
            }
        }
    }
    None
}

/// SVG: the box that its drawing is measured in, else its width and height where both have one unit.
fn svg(bytes: &[u8]) -> Option<(f64, f64)> {
    let text = std::str::from_utf8(bytes).ok()?;
    let (_, rest) = text.split_once("<svg")?;
    let head = rest.split('>').next()?;
    if let Some(shown) = attribute(head, "viewBox") {
        let parts: Vec<f64> = shown
            .split([' ', ',', '\t', '\n', '\r'])
            .filter(|part| !part.is_empty())
            .filter_map(|part| part.parse().ok())
            .collect();
        if let [_, _, width, height] = parts.as_slice() {
            return Some((*width, *height));
        }
    }
    let measure = |name: &str| {
        let text = attribute(head, name)?.trim();
        let unit = text.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
        let number = text.strip_suffix(unit)?.parse::<f64>().ok()?;
        Some((number, unit.trim_end_matches("px")))
    };
    let ((width, one), (height, other)) = (measure("width")?, measure("height")?);
    (one == other && one != "%").then_some((width, height))
}

/// The value of an attribute in an element's head.
fn attribute<'h>(head: &'h str, name: &str) -> Option<&'h str> {
    let mut places = head.match_indices(name).map(|(at, _)| head.split_at(at));
    places.find_map(|(before, from)| {
        let value = from.strip_prefix(name)?.trim_start().strip_prefix('=')?.trim_start();
        let sign = value.chars().next().filter(|c| ['"', '\''].contains(c))?;
        before.ends_with(char::is_whitespace).then(|| value.split(sign).nth(1))?
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_tell_their_size() {
        let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\x2c\0\0\0\x64\x08\x06\0\0\0";
        let gif = b"GIF89a\x2c\x01\x64\0\0\0\0";
        let jpeg = b"\xff\xd8\xff\xe0\0\x04ab\xff\xff\xc4\0\x02\xff\xc2\0\x11\x08\0\x64\x01\x2c\x03";
        let lossy = b"RIFF\0\0\0\0WEBPVP8 \0\0\0\0\0\0\0\x9d\x01\x2a\x2c\x01\x64\0";
        let lossless = b"RIFF\0\0\0\0WEBPVP8L\0\0\0\0\x2f\x2b\xc1\x18\0";
        let extended = b"RIFF\0\0\0\0WEBPVP8X\0\0\0\0\0\0\0\0\x2b\x01\0\x63\0\0";
        for bytes in [&png[..], gif, jpeg, lossy, lossless, extended] {
            assert_eq!(size(bytes), Some((300.0, 100.0)), "{bytes:?}");
        }
    }

    #[test]
    fn drawings_tell_their_size() {
        for (head, found) in [
            ("<svg viewBox=\"0 0 30 10\">", Some((30.0, 10.0))),
            ("<?xml version='1.0'?>\n<svg\n width='9' height='9' viewBox='0,0, 1.5 0.5'>", Some((1.5, 0.5))),
            ("<svg width=\"300px\" height=\"100\">", Some((300.0, 100.0))),
            ("<svg width=\"30mm\" height=\"10mm\">", Some((30.0, 10.0))),
            ("<svg width=\"30mm\" height=\"10cm\">", None),
            ("<svg width=\"100%\" height=\"100%\">", None),
            ("<svg stroke-width=\"2\" height=\"3\">", None),
            ("<svg viewBox=\"0 0 0 10\">", None),
            ("<svg>", None),
        ] {
            assert_eq!(size(head.as_bytes()), found, "{head}");
        }
    }

    #[test]
    fn what_is_no_picture_has_no_size_and_nothing_cut_short_is_read_too_far() {
        let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\x2c\0\0\0\x64\x08";
        let jpeg = b"\xff\xd8\xff\xe0\0\x04ab\xff\xc2\0\x11\x08\0\x64\x01\x2c\x03";
        let webp = b"RIFF\0\0\0\0WEBPVP8X\0\0\0\0\0\0\0\0\x2b\x01\0\x63\0\0";
        for whole in [&png[..24], &jpeg[..17], webp] {
            for end in 0..whole.len() {
                assert_eq!(size(whole.get(..end).unwrap_or_default()), None, "{end} of {whole:?}");
            }
        }
        for bytes in [&b"%PDF-1.7"[..], b"", b"\xff\xd8\xff\xff\xff\xff", b"\xff\xd8\xff\xe0\0\0"] {
            assert_eq!(size(bytes), None, "{bytes:?}");
        }
    }
}
