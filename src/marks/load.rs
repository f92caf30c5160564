//! Reads every journal of a directory.

use std::path::{Path, PathBuf};

use super::journals::Journals;
use super::{Marks, snapshot};

/// So many records, at least, are merged at once.
const CHUNK: usize = 128 * 1024;

/// What [`load`] found. The default is for where there is no config directory: marks then last as long as the program.
#[derive(Debug, Default)]
pub struct Loaded {
    /// The merged marks.
    pub marks: Marks,
    /// Lines that failed their checksum.
    pub skipped: usize,
    /// Directories and journals that could not be read, in words for people.
    pub problems: Vec<String>,
    pub(super) journals: Option<Journals>,
    /// Where the snapshot is.
    pub(super) snapshot: Option<PathBuf>,
    /// How many bytes of journals are in no snapshot.
    pub(super) fresh: u64,
}

/// Reads and merges the journals of all devices, `dir/*/*.journal`. A missing `dir` holds no marks.
///
/// In `cache` lies a snapshot, so that only what was added since must be read; [`Writer`](super::Writer) keeps it up to
/// date. It never fails: what cannot be read is told in [`Loaded::problems`].
#[must_use]
pub fn load(dir: &Path, cache: Option<&Path>) -> Loaded {
    let mut journals = Journals::new(dir);
    let snapshot = cache.map(|cache| snapshot::path(cache, dir));
    let taken = snapshot.as_deref().and_then(snapshot::read);
    let mut marks = match taken {
        Some((base, covers)) if journals.resume(&covers) => Marks::of(base),
        _ => Marks::default(),
    };
    let mut chunk = Vec::new();
    let (mut problems, fresh) = journals.read_new(None, &mut |entry| {
        chunk.push(entry);
        // The more there is, the more a merge costs.
        if chunk.len() >= CHUNK.max(marks.len() / 2) {
            marks.merge(chunk.iter());
            chunk.clear();
        }
    });
    marks.merge(chunk.iter());
    if let Some(problem) = read_only(dir) {
        problems.insert(0, problem);
    }
    let skipped = journals.damaged();
    Loaded { marks, skipped, problems, journals: Some(journals), snapshot, fresh }
}

impl Loaded {
    /// What the reader should know before the first mark, if anything.
    #[must_use]
    pub fn notice(&self) -> Option<String> {
        match (self.problems.as_slice(), self.skipped) {
            ([], skipped) => damage(skipped),
            ([problem], _) => Some(problem.clone()),
            ([problem, rest @ ..], _) => Some(format!("{problem} (and {} more)", rest.len())),
        }
    }
}

/// What to say of so many lines that failed their checksum.
pub(super) fn damage(skipped: usize) -> Option<String> {
    match skipped {
        0 => None,
        1 => Some("1 damaged line of the journals was skipped; dateline doctor tells where".to_owned()),
        skipped => Some(format!("{skipped} damaged lines of the journals were skipped; dateline doctor tells where")),
    }
}

/// Why no mark could be saved now, as far as can be told without an attempt.
fn read_only(dir: &Path) -> Option<String> {
    // Where the directory is not there yet, it will be made in the first one above it that is.
    let there = dir.ancestors().find(|dir| dir.exists())?;
    let error = if there.is_dir() {
        let wanted = rustix::fs::Access::WRITE_OK | rustix::fs::Access::EXEC_OK;
        rustix::fs::access(there, wanted).err()?.into()
    } else {
        std::io::Error::from(std::io::ErrorKind::NotADirectory)
    };
    Some(format!("marks cannot be saved: {}: {error}", crate::article::clean::name(there)))
}
