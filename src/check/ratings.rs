//! Whether the rating schemes and steps that updates name are those of site.toml.

use super::resolve::Resolver;
use crate::diagnostic::Code;
use crate::model::trail::Trail;
use crate::model::update::Ratings;

impl Resolver<'_, '_> {
    pub(super) fn ratings(&mut self, trail: &Trail<'_>, ratings: &Ratings) {
        let schemes = &self.register.site.ratings;
        for (scheme, step) in &ratings.0 {
            let found = match (scheme, schemes.as_slice()) {
                (Some(id), _) => schemes.get(id),
                (None, [(_, only)]) => Some(only),
                (None, []) => {
                    let message = format!("`{step}` is a step of no rating scheme: site.toml has none");
                    let help = "add the scheme to site.toml under [ratings], or take `rating` out".to_owned();
                    self.fault(trail, Code::UnknownRating, message, help);
                    continue;
                }
                (None, _) => {
                    let help =
                        "write rating: {SCHEME: STEP} with the scheme's id from [ratings] in site.toml"
                            .to_owned();
                    let message =
                        format!("`{step}` does not say which of {} rating schemes is meant", schemes.len());
                    self.fault(trail, Code::UnknownRating, message, help);
                    continue;
                }
            };
            let Some(found) = found else {
                let name = scheme.as_ref().map_or("", |s| s.0.as_str());
                let help = self.help(
                    name,
                    schemes.iter().map(|(id, _)| id.0.as_str()),
                    "add it to [ratings] in site.toml",
                );
                // The place is the step, not the scheme.
                self.fault(
                    &trail.key(name),
                    Code::UnknownRating,
                    format!("there is no rating scheme `{name}`"),
                    help.words,
                );
                continue;
            };
            if !found.steps.iter().any(|s| s.id == *step) {
                let steps: Vec<&str> = found.steps.iter().map(|s| s.id.0.as_str()).collect();
                let place = trail.key(scheme.as_ref().map_or("", |s| s.0.as_str()));
                let message = format!("the rating scheme has no step `{step}`");
                self.fault(
                    &place,
                    Code::UnknownRating,
                    message,
                    format!("its steps are: {}", steps.join(", ")),
                );
            }
        }
    }
}
