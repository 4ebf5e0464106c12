//! Whether the council's two colours can be read on the page. The theme never draws with a colour that cannot: it darkens
//! it, so what is told here is that readers will not see the colour as it was written.

use super::known::Known;
use crate::diagnostic::{Code, Diagnostic, Place, Slip};
use crate::model::contrast::{PAGE, Rgb, contrast, darkened};

/// What text needs against what is behind it (WCAG 2.2, 1.4.3).
const TEXT: f64 = 4.5;
/// What lines, marks and other graphics need (WCAG 2.2, 1.4.11).
const GRAPHICS: f64 = 3.0;

pub(super) fn check(known: &Known<'_>, faults: &mut Vec<Diagnostic>) {
    let Some(brand) = &known.register.site.brand else { return };
    let top = Place::top("site.toml").at("brand");
    // Whatever can be read on the page can have the page's white on it too: white is the lighter of the two.
    let primary = slip(&brand.primary.0, TEXT, "links and the band at the top, which hold text,");
    let accent = slip(&brand.accent.0, GRAPHICS, "lines and marks");
    faults.extend(primary.map(|slip| slip.at(top.at("primary"))));
    faults.extend(accent.map(|slip| slip.at(top.at("accent"))));
}

fn slip(written: &str, needed: f64, used: &str) -> Option<Slip> {
    let colour = Rgb::read(written)?;
    let found = contrast(colour, PAGE);
    if found >= needed {
        return None;
    }
    let better = darkened(colour, PAGE, needed);
    // Cut, not rounded: 4.48 must not read as 4.5.
    let found = (found * 100.0).floor() / 100.0;
    let message = format!("`{written}` stands out from the page by {found}:1 only");
    let help = format!(
        "{used} need {needed}:1 (WCAG 2.2), so the site shows a darker tone in its place; the nearest that is dark enough \
         is \"{better}\""
    );
    Some(Slip::new(Code::LowContrast, message, help).replaced_by(format!("\"{better}\"")))
}
