//! What the disk said, in words for an officer: why nothing was written, and what to do.

use std::io::{Error, ErrorKind};

use super::report;
use crate::write::{Notice, WriteError};

/// Tells what `write` is doing before it writes.
pub(super) fn notice(notice: Notice) {
    report::mention(&match notice {
        Notice::Waiting(output) => {
            format!("another build is writing {}; waiting for it to end", output.display())
        }
        Notice::NoLock => {
            "this disk has no locks, so take care that nobody else builds this site at the same time"
                .to_owned()
        }
        Notice::Completed(output) => format!(
            "the build before this one was cut short; what it had begun is now complete in {}",
            output.display()
        ),
    });
}

/// Says why nothing was written, or not all.
pub(super) fn explain(fault: &WriteError) {
    match fault {
        WriteError::Page(fault) => report::complain(&fault.message),
        WriteError::Refused(reason) => report::complain(reason),
        WriteError::Disk(path, error) => {
            report::complain(&format!("{} cannot be written: {error}", path.display()));
            report::advise(&format!("{}; what is published stays as it was", remedy(error)));
        }
        WriteError::CutShort(path, error) => {
            report::complain(&format!("publishing was cut short at {}: {error}", path.display()));
            report::advise(&format!(
                "{}, then build again: it goes on from here; until then some pages are new and some are old, each whole",
                remedy(error)
            ));
        }
    }
}

fn remedy(error: &Error) -> &'static str {
    match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "the disk is full: make room on it",
        ErrorKind::FileTooLarge => "the system does not allow a file of this size there",
        ErrorKind::PermissionDenied => {
            "ask for the right to write to this folder and to the one it lies in, and close programs that have its files \
             open"
        }
        ErrorKind::ReadOnlyFilesystem => "this disk can only be read: name another folder with --output",
        ErrorKind::InvalidFilename => {
            "the path is too long: name a folder nearer to the top of the disk with --output"
        }
        _ => "see that the disk is connected and in order",
    }
}
