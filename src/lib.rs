//! scrutineer turns a folder of YAML action plans and markdown papers into a static site that anyone can read,
//! check and keep.
pub mod check;
pub mod derive;
pub mod diagnostic;
pub mod files;
pub mod load;
pub mod markdown;
pub mod model;
pub mod output;
pub mod read;
