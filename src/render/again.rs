//! Which pages have to be made again after an edit: those that asked what has another answer now. A page notes what it asks
//! while it is made, so nobody keeps a list of what depends on what.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use rayon::prelude::*;

use super::{Pages, Templates, What};
use crate::diagnostic::Diagnostic;
use crate::files::Bytes;
use crate::model::asked::{Asked, noting};
use crate::model::changed::Changed;
use crate::output::OutPath;

/// What is known of pages as they were made: what each asked.
#[derive(Debug, Default)]
pub struct Again {
    /// None where nothing is kept.
    asked: Option<Mutex<BTreeMap<OutPath, Asked>>>,
}

impl Again {
    /// Room for what the first pages ask.
    pub fn first() -> Self {
        Again { asked: Some(Mutex::default()) }
    }

    /// Makes a page, and notes what it asks.
    pub(super) fn noted(
        &self,
        path: &OutPath,
        make: impl FnOnce() -> Result<Bytes, Diagnostic>,
    ) -> Result<Bytes, Diagnostic> {
        let Some(notes) = &self.asked else { return make() };
        let (page, asked) = noting(make);
        // One that could not be made has to be made again, whatever changes.
        if page.is_ok() {
            notes.lock().unwrap_or_else(PoisonError::into_inner).insert(path.clone(), asked);
        }
        page
    }

    /// Keeps what is known of pages to which nothing was told that is otherwise now.
    fn keep(&mut self, changed: &Changed) {
        if let Some(notes) = &mut self.asked {
            let notes = notes.get_mut().unwrap_or_else(PoisonError::into_inner);
            let stale: Vec<OutPath> = notes
                .par_iter()
                .filter(|(_, asked)| !changed.spares(asked))
                .map(|(path, _)| path.clone())
                .collect();
            stale.iter().for_each(|path| drop(notes.remove(path)));
        }
    }
}

/// The difference between the pages of a site and those of the same site before an edit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Difference {
    /// Pages that are new, or may have changed: they are to be made again.
    pub stale: Vec<OutPath>,
    /// Pages that are no more.
    pub gone: Vec<OutPath>,
}

impl Pages {
    /// What is known of these pages that holds after a change as well, which is taken from them; nothing where templates
    /// have changed too.
    pub(crate) fn known_after(&mut self, changed: &Changed, templates: &Templates) -> Again {
        let mut known = std::mem::take(&mut self.again);
        match Arc::ptr_eq(&self.theme, &templates.0) {
            true => known.keep(changed),
            false => known = Again::first(),
        }
        known
    }

    /// How these pages differ from those of the site right before. A page that has to be made again is named after each edit
    /// until it is; attachments, assets and pages that are gone are named once, so that no difference may be passed over.
    pub fn difference(&self, before: Option<&Pages>) -> Difference {
        let Some(before) = before else {
            return Difference { stale: self.paths.keys().cloned().collect(), gone: Vec::new() };
        };
        let mut notes =
            self.again.asked.as_ref().map(|notes| notes.lock().unwrap_or_else(PoisonError::into_inner));
        // All three are in the order of paths, and gone through side by side.
        let mut known = notes.iter().flat_map(|notes| notes.keys()).peekable();
        let mut earlier = before.paths.iter().peekable();
        let mut difference = Difference::default();
        for (path, what) in &self.paths {
            while let Some((old, _)) = earlier.next_if(|(old, _)| *old < path) {
                difference.gone.push(old.clone());
            }
            while known.next_if(|known| *known < path).is_some() {}
            let was = earlier.next_if(|(old, _)| *old == path).map(|(_, was)| was);
            let is_known = known.peek().is_some_and(|known| *known == path);
            if was != Some(what) || !self.is_as_it_was(before, what, is_known) {
                difference.stale.push(path.clone());
            }
        }
        difference.gone.extend(earlier.map(|(path, _)| path.clone()));
        // Until one of these is made again, nothing is known of it.
        if let Some(notes) = &mut notes {
            difference.stale.iter().for_each(|path| drop(notes.remove(path)));
        }
        difference
    }

    /// Whether what is published at a path is as it was; of most pages, that is known from what they asked.
    fn is_as_it_was(&self, before: &Pages, what: &What, is_known: bool) -> bool {
        match what {
            What::Asset(name) => before.theme.assets.files.get(name) == self.theme.assets.files.get(name),
            What::File(name) => before.files.get(name) == self.files.get(name),
            What::Found(name) => before.search.files.get(name) == self.search.files.get(name),
            // These follow from the list of pages, or from what was gathered for all.
            What::Data(_) | What::DataList | What::Search | What::Letter(_) => false,
            // It links to attachments that are published.
            What::Withdrawn(_) => is_known && before.files.keys().eq(self.files.keys()),
            _ => is_known,
        }
    }
}
