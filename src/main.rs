//! The command `scrutineer`: arguments to the library, and its exit code.

use std::process::ExitCode;

/// Most of a build is many small texts made and dropped by both threads at once.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    scrutineer::cli::run()
}
