//! Limits of the system that would end the program, and are errors like any other instead.

use std::sync::Arc;

use signal_hook::consts::SIGXFSZ;

/// Has a write beyond the limit on the size of files (`ulimit -f`) fail as on a full disk.
pub(crate) fn fail_beyond_file_size() {
    // Where it cannot be had, such a write ends the program, as it does by default.
    let _ = signal_hook::flag::register(SIGXFSZ, Arc::default());
}
