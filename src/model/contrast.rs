//! How far two colours stand apart, and which darker tone of one would stand apart far enough. Relative luminance and
//! contrast ratio as WCAG 2.2 defines them (<https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio>).

use std::fmt;

/// A colour of a screen (sRGB): red, green and blue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rgb(pub [u8; 3]);

/// The page of the default theme on a light screen: `--page` in its tokens.
pub const PAGE: Rgb = Rgb([0xfb, 0xfa, 0xf7]);

impl Rgb {
    /// A colour from `#` and six hexadecimal digits.
    pub fn read(text: &str) -> Option<Rgb> {
        let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.is_ascii())?;
        let part = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
        Some(Rgb([part(0)?, part(2)?, part(4)?]))
    }

    /// How light it is, from 0 (black) to 1 (white).
    pub fn luminance(self) -> f64 {
        let [red, green, blue] = self.0.map(linear);
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }
}

impl fmt::Display for Rgb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

/// The light of one part of a colour.
fn linear(part: u8) -> f64 {
    let part = f64::from(part) / 255.0;
    if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
}

/// The contrast ratio of two colours, from 1 to 21, whichever is in front.
pub fn contrast(a: Rgb, b: Rgb) -> f64 {
    let (a, b) = (a.luminance(), b.luminance());
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// The lightest tone of a colour, darkened in all its parts alike, that stands apart from a light ground by so much; black
/// where none does.
pub fn darkened(colour: Rgb, ground: Rgb, needed: f64) -> Rgb {
    // Each part of the way from the colour to black; the lightest that serves is looked for from the light end.
    let steps = (0..=255_u16).rev().map(|left| Rgb(colour.0.map(|part| scaled(part, left))));
    steps.into_iter().find(|tone| contrast(*tone, ground) >= needed).unwrap_or(Rgb([0; 3]))
}

/// A part of a colour at so many of 255 parts of itself.
fn scaled(part: u8, left: u16) -> u8 {
    u8::try_from(u16::from(part) * left / 255).unwrap_or(part)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rgb(text: &str) -> Rgb {
        Rgb::read(text).unwrap_or(Rgb([1, 2, 3]))
    }

    #[test]
    fn contrast_is_that_of_the_standard() {
        // Figures known from WCAG's own examples and checkers; rounded to two places.
        for (a, b, ratio) in [
            ("#000000", "#ffffff", 21.0),
            ("#ffffff", "#ffffff", 1.0),
            ("#767676", "#ffffff", 4.54),
            ("#777777", "#ffffff", 4.48),
            ("#949494", "#ffffff", 3.03),
            ("#959595", "#ffffff", 3.0),
            ("#ff0000", "#ffffff", 4.0),
            ("#0000ff", "#ffffff", 8.59),
            ("#ffff00", "#ffffff", 1.07),
            ("#00ff00", "#000000", 15.3),
        ] {
            let found = contrast(rgb(a), rgb(b));
            assert!((found - ratio).abs() < 0.005, "{a} on {b}: {found}");
            assert!((found - contrast(rgb(b), rgb(a))).abs() < f64::EPSILON, "{a} on {b}");
        }
    }

    #[test]
    fn the_tone_offered_is_dark_enough_and_no_darker_than_it_must_be() {
        for colour in ["#ffee00", "#ffffff", "#39ff14", "#999999", "#ffd1dc", "#00ffff", "#ff69b4", "#c0c0c0"]
        {
            for needed in [3.0, 4.5] {
                let tone = darkened(rgb(colour), PAGE, needed);
                let ratio = contrast(tone, PAGE);
                assert!(ratio >= needed && ratio < needed + 0.15, "{colour} {needed}: {tone} {ratio}");
            }
        }
        // What serves is left as it is.
        assert_eq!(darkened(rgb("#1d4f76"), PAGE, 4.5), rgb("#1d4f76"));
    }

    #[test]
    fn the_page_is_that_of_the_default_theme() {
        let tokens = include_str!("../../themes/default/assets/styles/10-tokens.css");
        assert!(tokens.contains(&format!("--page: {PAGE};")), "{PAGE}");
    }

    #[test]
    fn only_six_digits_are_a_colour() {
        assert_eq!(Rgb::read("#1D4f76").map(|c| c.to_string()).as_deref(), Some("#1d4f76"));
        for none in ["1d4f76", "#1d4f7", "#1d4f7g", "#é4f76", ""] {
            assert_eq!(Rgb::read(none), None, "{none}");
        }
    }
}
