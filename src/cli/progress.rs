//! A counter for long builds: shown only on a terminal, and only after a second.

use std::io::{IsTerminal, Write};
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// Counts pages on standard error.
pub(super) struct Progress {
    total: usize,
    started: Instant,
    terminal: bool,
    state: Mutex<(usize, bool)>,
}

impl Progress {
    #[allow(clippy::disallowed_methods, reason = "the counter waits for a second before it shows")]
    pub(super) fn new(total: usize) -> Self {
        let terminal = std::io::stderr().is_terminal();
        Progress { total, started: Instant::now(), terminal, state: Mutex::new((0, false)) }
    }

    /// Counts pages that are done.
    pub(super) fn done(&self, count: usize) {
        let Ok(mut state) = self.state.lock() else { return };
        state.0 += count;
        if self.terminal && self.started.elapsed() > Duration::from_secs(1) {
            state.1 = true;
            let _ = write!(std::io::stderr(), "\r{} of {} pages", state.0, self.total);
        }
    }

    /// Takes the counter away.
    pub(super) fn clear(&self) {
        if self.state.lock().is_ok_and(|state| state.1) {
            let _ = write!(std::io::stderr(), "\r{:40}\r", "");
        }
    }
}
