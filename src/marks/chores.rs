//! What the thread does when nothing is to be written: it follows the journals of others, takes a snapshot when much has
//! come since the last, and compacts its own old journals.

use std::path::{Path, PathBuf};
use std::thread::JoinHandle;

use super::journals::Journals;
use super::{Marks, compact, snapshot};

/// A snapshot is taken when this many bytes of journals are in none: they take some milliseconds to load.
const SNAPSHOT_AFTER: u64 = 1 << 20;
/// About what a record takes.
const RECORD: u64 = 90;

pub(super) struct Chores {
    journals: Journals,
    run: String,
    /// The folder of this device.
    folder: PathBuf,
    snapshot: Option<PathBuf>,
    /// Bytes of journals that are in no snapshot.
    fresh: u64,
    /// Work on files that another thread does; it may be cut off at any moment.
    busy: Option<JoinHandle<()>>,
    compacted: bool,
}

impl Chores {
    pub(super) fn new(journals: Journals, run: String, device: &str, snapshot: Option<PathBuf>, fresh: u64) -> Self {
        let folder = journals.dir().join(Path::new(device));
        Self { journals, run, folder, snapshot, fresh, busy: None, compacted: false }
    }

    /// Counts records that this process has written.
    pub(super) fn wrote(&mut self, records: usize) {
        self.fresh += u64::try_from(records).unwrap_or_default() * RECORD;
    }

    /// Merges what others have written since the last call; gives whether that changed anything.
    pub(super) fn follow(&mut self, marks: &mut Marks) -> bool {
        let before = marks.generation();
        let mut entries = Vec::new();
        // What cannot be read now may be readable next time.
        let (_, bytes) = self.journals.read_new(Some(&self.run), &mut |entry| entries.push(entry));
        marks.merge(entries.iter());
        self.fresh += bytes;
        marks.generation() != before
    }

    /// Starts what is due, if nothing is running. All that is in the journals `own` must be merged.
    pub(super) fn tidy(&mut self, marks: &mut Marks, own: &[PathBuf]) {
        if self.busy.as_ref().is_some_and(|busy| !busy.is_finished()) {
            return;
        }
        let work: Box<dyn FnOnce() + Send> = if !self.compacted {
            self.compacted = true;
            let folder = self.folder.clone();
            // What fails stays as it was, and is tried again by the next run.
            Box::new(move || drop(compact::compact(&folder)))
        } else if let Some(path) = self.snapshot.clone().filter(|_| self.fresh > SNAPSHOT_AFTER) {
            self.fresh = 0;
            let covers = self.journals.covers(own);
            let _ = marks.settled();
            let marks = marks.clone();
            Box::new(move || drop(snapshot::write(&path, marks.table(), covers)))
        } else {
            return;
        };
        self.busy = std::thread::Builder::new().name("marks tidy".to_owned()).spawn(work).ok();
    }
}
