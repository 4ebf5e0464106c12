#![allow(clippy::print_stdout, reason = "this is how a build script speaks to cargo")]
//! The default theme is built into the program: it is built again when a file of the theme changes.

fn main() {
    println!("cargo:rerun-if-changed=themes/default");
}
