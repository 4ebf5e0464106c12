//! What an author can write, as types: one definition of every key, which serves loading, explaining
//! faults and the documentation. The model knows no file, no output path and no HTML.

pub mod basis;
pub mod birth;
pub mod calendar;
pub mod commitment;
pub mod contrast;
pub mod criterion;
pub mod date;
pub mod digits;
pub mod extra;
pub mod form;
pub mod history;
pub mod index;
pub mod joined;
pub mod link;
pub(crate) mod linked;
pub mod measure;
pub mod meeting;
pub mod notice;
pub mod paper;
pub mod people;
pub mod plan;
pub mod published;
pub mod record;
pub mod register;
pub mod scalar;
pub mod shape;
pub mod site;
pub mod site_address;
pub mod source;
pub(crate) mod texts;
pub(crate) mod trail;
pub mod update;
pub mod work;
