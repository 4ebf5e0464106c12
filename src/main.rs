//! The command `scrutineer`: arguments to the library, and its exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    scrutineer::cli::run()
}
