//! `--log`: a file that tells what the program does and how long it takes, only when asked. Articles are counted there, their text
//! is not told.

use std::ffi::OsStr;
use std::fs::{self, OpenOptions};
use std::io;
use std::os::unix::fs::OpenOptionsExt;
use std::path::PathBuf;
use std::sync::Arc;

use tracing::Level;
use tracing_subscriber::fmt::format::FmtSpan;

use crate::config;

/// Where `auto` is, in the state directory.
const NAME: &str = "dateline.log";

/// Starts the log: it is added to a file, or to one of its own in the state directory for `auto`.
///
/// # Errors
///
/// When the file cannot be written.
pub(super) fn start(to: &OsStr) -> io::Result<()> {
    let path = if to == "auto" {
        let dir = config::state().ok_or_else(|| io::Error::other("there is no state directory"))?;
        fs::create_dir_all(&dir)?;
        dir.join(NAME)
    } else {
        PathBuf::from(to)
    };
    // Paths are told, and which articles are there is nobody else's business.
    let file = OpenOptions::new().append(true).create(true).mode(0o600).open(path)?;
    let subscriber = tracing_subscriber::fmt()
        .with_ansi(false)
        .with_thread_names(true)
        .with_max_level(Level::DEBUG)
        .with_span_events(FmtSpan::CLOSE)
        .with_writer(Arc::new(file))
        .finish();
    tracing::subscriber::set_global_default(subscriber).map_err(io::Error::other)?;
    tracing::info!(version = env!("CARGO_PKG_VERSION"), process = std::process::id(), "started");
    Ok(())
}
