//! The way from a file's top to the value being checked. Cheap to carry along; it becomes a `Place` only for a fault.

use crate::diagnostic::{Diagnostic, Place, Slip, Spot, Step};

/// A step down from another trail, or the top of a file.
#[derive(Clone, Copy)]
pub(crate) struct Trail<'t> {
    file: &'t str,
    parent: Option<&'t Trail<'t>>,
    step: Option<TrailStep<'t>>,
    /// Whether the key at its end is meant, not the value.
    is_key: bool,
}

#[derive(Clone, Copy)]
enum TrailStep<'t> {
    Key(&'t str),
    Index(usize),
}

impl<'t> Trail<'t> {
    pub(crate) fn top(file: &'t str) -> Self {
        Trail { file, parent: None, step: None, is_key: false }
    }

    pub(crate) fn key<'s>(&'s self, key: &'s str) -> Trail<'s> {
        Trail { file: self.file, parent: Some(self), step: Some(TrailStep::Key(key)), is_key: false }
    }

    pub(crate) fn index<'s>(&'s self, index: usize) -> Trail<'s> {
        Trail { file: self.file, parent: Some(self), step: Some(TrailStep::Index(index)), is_key: false }
    }

    /// The same trail, meaning the key at its end and not the value.
    pub(crate) fn at_key(mut self) -> Self {
        self.is_key = true;
        self
    }

    /// The place of the value at the end of the trail.
    pub(crate) fn place(&self) -> Place {
        let mut steps = Vec::new();
        let mut trail = Some(self);
        while let Some(at) = trail {
            steps.extend(at.step.map(|step| match step {
                TrailStep::Key(key) => Step::from(key),
                TrailStep::Index(index) => Step::from(index),
            }));
            trail = at.parent;
        }
        steps.reverse();
        let spot = if self.is_key { Spot::Key(steps) } else { Spot::Value(steps) };
        Place { file: self.file.to_owned(), spot }
    }

    /// A slip about the value at the end of the trail.
    pub(crate) fn fault(&self, slip: Slip) -> Diagnostic {
        slip.at(self.place())
    }
}
