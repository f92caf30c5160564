//! The file that keeps where the reader was in a library.
//!
//! `sessions/<hash>.json` in the state directory; the hash is of the paths that the library was opened on. To delete it loses no
//! marks.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::app::remember::Remembered;

/// The file of one library.
#[derive(Debug)]
pub(super) struct Memory {
    path: PathBuf,
}

impl Memory {
    /// The file for a library on these paths.
    pub(super) fn new(state: &Path, roots: &[PathBuf]) -> Self {
        let mut hash = blake3::Hasher::new();
        for root in roots {
            let root = root.canonicalize().unwrap_or_else(|_| root.clone());
            hash.update(root.as_os_str().as_encoded_bytes());
            hash.update(&[0]);
        }
        let name: String = hash.finalize().to_hex().chars().take(16).collect();
        Self { path: state.join("sessions").join(name).with_extension("json") }
    }

    /// What was kept. A file that is damaged is no reason to say anything: all that is lost is the place.
    pub(super) fn read(&self) -> Option<Remembered> {
        serde_json::from_slice(&fs::read(&self.path).ok()?).ok()
    }

    /// Keeps what is to come back, whole or not at all.
    pub(super) fn write(&self, remembered: &Remembered) -> io::Result<()> {
        let folder = self.path.parent().unwrap_or(Path::new("."));
        fs::create_dir_all(folder)?;
        let mut file = tempfile_in(folder)?;
        file.0.write_all(&serde_json::to_vec(remembered)?)?;
        fs::rename(&file.1, &self.path)
    }
}

/// A new file beside the one that it is to take the place of.
fn tempfile_in(folder: &Path) -> io::Result<(fs::File, PathBuf)> {
    let path = folder.join(format!(".{}.new", std::process::id()));
    Ok((fs::File::create(&path)?, path))
}
