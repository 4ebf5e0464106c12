//! Values as the template engine holds them, for what is made once and given to many pages, and for text that is HTML already.
//! Door: tera.

use std::marker::PhantomData;

use serde::ser::{Serialize, Serializer};
use tera::Value;

/// A text that is HTML already, as a value that templates put in as it is.
pub(crate) fn safe(html: &str) -> Ready<str> {
    Ready(Value::safe_string(html), PhantomData)
}

/// A part of a page as a value of the template engine, made once: to give it to another page costs next to nothing.
#[derive(Debug)]
pub(crate) struct Ready<T: ?Sized>(Value, PhantomData<T>);

impl<T: ?Sized> Clone for Ready<T> {
    fn clone(&self) -> Self {
        Ready(self.0.clone(), PhantomData)
    }
}

impl<T: Serialize> Ready<T> {
    /// Makes it of what a template is to be given.
    pub(crate) fn new(data: &T) -> Self {
        Ready(Value::try_from_serializable(data).unwrap_or_else(|_| Value::none()), PhantomData)
    }
}

impl<T: ?Sized> Serialize for Ready<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}
