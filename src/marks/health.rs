//! Whether the journals are sound.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::journals::Journals;
use super::{Change, Clock};

/// How the journals of a directory are.
#[derive(Clone, Debug, Default)]
pub struct Health {
    /// How many journals there are.
    pub journals: usize,
    /// Their size, in bytes.
    pub bytes: u64,
    /// The devices that wrote them, by name.
    pub devices: BTreeMap<Arc<str>, Device>,
    /// Lines of other versions of the program.
    pub foreign: usize,
    /// Journals with lines that failed their checksum, by path within the directory, and how many.
    pub damaged: Vec<(PathBuf, usize)>,
    /// Directories and journals that could not be read, in words for people.
    pub problems: Vec<String>,
}

/// What a device wrote.
#[derive(Clone, Copy, Debug, Default)]
pub struct Device {
    /// How many records.
    pub records: usize,
    /// The clock of its last one.
    pub last: Clock,
}

/// Reads every journal of a directory. A missing one has none.
#[must_use]
pub fn health(dir: &Path) -> Health {
    let mut health = Health::default();
    let mut journals = Journals::new(dir);
    let (problems, _) = journals.read_new(None, &mut |entry| {
        if let Change::Foreign(_) = entry.change {
            health.foreign += 1;
            return;
        }
        let device = health.devices.entry(entry.device).or_default();
        device.records += 1;
        device.last = device.last.max(entry.clock);
    });
    (health.journals, health.bytes) = journals.extent();
    health.damaged = journals.damaged_ones().map(|(path, count)| (path.to_owned(), count)).collect();
    health.problems = problems;
    health
}
