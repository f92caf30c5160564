//! Copies without compression of what is read here and there.
//!
//! They are files without a name, which are gone with the program, where the system keeps large temporary files: `TMPDIR`, else
//! `/var/tmp` (Filesystem Hierarchy Standard 3.0, §5.15). Nothing is ever written to a place that somebody else can open.

use std::io::{self, Read, Write};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::place::Key;
use super::source::{BUFFER, Part};

/// Copies that are kept.
const KEPT: usize = 4;
/// The part of the free space that a copy may take.
const SPACE: u64 = 2;

/// A copy, once it was asked for again; `None` in it where none can be made.
type Slot = Arc<OnceLock<Option<Part>>>;

static COPIES: Mutex<Vec<(Key, Slot)>> = Mutex::new(Vec::new());

/// A copy of what `unpacked` reads. There is none the first time that it is asked for: one article may be all that is wanted.
pub(super) fn of<R: Read>(key: &Key, unpacked: impl FnOnce() -> Option<R>) -> Option<Part> {
    let slot = {
        let mut copies = COPIES.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(at) = copies.iter().position(|(known, _)| known == key) else {
            copies.truncate(KEPT - 1);
            copies.insert(0, (key.clone(), Slot::default()));
            return None;
        };
        // The one that was used last stays longest.
        let used = copies.remove(at);
        let slot = Arc::clone(&used.1);
        copies.insert(0, used);
        slot
    };
    slot.get_or_init(|| copy(unpacked()?).ok()).clone()
}

fn copy(mut from: impl Read) -> io::Result<Part> {
    let folder = folder();
    let mut to = tempfile::tempfile_in(&folder)?;
    let space = rustix::fs::statvfs(&folder)?;
    let mut left = space.f_bavail.saturating_mul(space.f_frsize) / SPACE;
    let mut size = 0;
    let mut buffer = vec![0; BUFFER];
    loop {
        let count = from.read(&mut buffer)?;
        if count == 0 {
            return Ok(Part::new(to, size));
        }
        to.write_all(buffer.get(..count).unwrap_or_default())?;
        size += count as u64;
        left = left.checked_sub(count as u64).ok_or(io::ErrorKind::StorageFull)?;
    }
}

fn folder() -> PathBuf {
    let large = PathBuf::from("/var/tmp");
    if std::env::var_os("TMPDIR").is_none() && large.is_dir() { large } else { std::env::temp_dir() }
}
