//! Owners and bodies in cells: the ids of those that are published, and all names as pages read them.

use std::borrow::Cow;

use super::put::{Put, separated};
use super::said::plain_words;
use crate::model::scalar::Id;
use crate::render::address::{HIDDEN_RECORD, Linker};

/// Owners or bodies that a record names.
#[derive(Clone)]
pub(super) struct People<'v> {
    linker: Linker<'v>,
    ids: Cow<'v, [Id]>,
}

impl<'v> People<'v> {
    pub(super) fn new(linker: Linker<'v>, ids: &'v [Id]) -> Self {
        People { linker, ids: Cow::Borrowed(ids) }
    }

    pub(super) fn of(linker: Linker<'v>, ids: Cow<'v, [Id]>) -> Self {
        People { linker, ids }
    }

    pub(super) fn one(linker: Linker<'v>, id: &'v Id) -> Self {
        Self::new(linker, std::slice::from_ref(id))
    }

    /// Their names as pages read them.
    pub(super) fn names(self) -> Names<'v> {
        Names(self)
    }
}

/// The ids of those that are published.
impl Put for People<'_> {
    fn put(&self, out: &mut String) {
        let register = &self.linker.views.edition.register;
        separated(self.ids.iter().filter(|id| register.name_of(id).is_some()), " ", out);
    }
}

/// Their names as pages read them.
pub(super) struct Names<'v>(People<'v>);

impl Put for Names<'_> {
    fn put(&self, out: &mut String) {
        let name = |id| name(&self.0.linker, id);
        separated(self.0.ids.iter().map(name), "; ", out);
    }
}

/// The name of an owner or body as pages read it.
pub(super) fn name<'v>(linker: &Linker<'v>, id: &Id) -> Cow<'v, str> {
    plain_words(linker.views.edition.register.name_of(id).unwrap_or(HIDDEN_RECORD))
}
