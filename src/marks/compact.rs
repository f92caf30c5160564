//! Few journals of many: those of this device whose processes have ended become one.
//!
//! The new journal is written beside them under another name, synced, renamed, and read back; only then do the old ones
//! go. A crash at any step leaves at most a temporary file, or records that stand in two journals, which is no harm.

use std::collections::HashMap;
use std::fs::{self, File, Metadata};
use std::io::{self, Write};
use std::ops::Range;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use rustix::fs::{FlockOperation, flock};

use super::base::Register;
use super::folder::{journals, run, sync_dir, tolerate};
use super::record::{Devices, Line, read_line, trimmed};
use super::{Change, Entry};
use crate::article::ArticleId;

/// So many journals may lie about.
const MANY: usize = 16;
/// The newest are left as they are: their steps can be undone.
const KEPT: usize = 4;
/// A journal that has grown this large need not be put together with others.
const LARGE: u64 = 8 << 20;
/// So much is compacted at once.
const AT_ONCE: u64 = 64 << 20;
/// Nothing was written to it for so long, and nobody holds its lock: its process has ended.
const QUIET: Duration = Duration::from_secs(60);
/// The same, where the file system has no locks.
const OLD: Duration = Duration::from_secs(7 * 24 * 3600);
/// What a crash left behind is swept away after this time.
const STALE: Duration = Duration::from_secs(3600);

/// What the compaction is about to do; a test ends it here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    Read,
    Write,
    Sync,
    Rename,
    SyncFolder,
    Verify,
    Remove,
    SyncRemoved,
}

/// Called before every stage.
pub(super) type Probe<'a> = &'a mut dyn FnMut(Stage) -> io::Result<()>;

/// Puts the finished journals in the folder of this device together, when there are many.
///
/// # Errors
///
/// When a step fails. All marks are where they were.
pub(super) fn compact(folder: &Path) -> io::Result<()> {
    compact_with(folder, QUIET, &mut |_| Ok(()))
}

pub(super) fn compact_with(folder: &Path, quiet: Duration, probe: Probe) -> io::Result<()> {
    let found = match journals(folder) {
        Ok(found) if found.len() > MANY => found,
        Ok(_) => return Ok(()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(error),
    };
    sweep(folder);
    probe(Stage::Read)?;
    let mut merged = Merged::default();
    let (mut sources, mut total) = (Vec::new(), 0);
    for (_, path) in found.iter().take(found.len() - KEPT) {
        let Some(source) = Source::open(path, quiet) else { continue };
        total += source.about.len();
        if total > AT_ONCE {
            break;
        }
        if merged.add(&fs::read(path)?) {
            sources.push(source);
        }
    }
    let Some((first, _)) = found.first().filter(|_| sources.len() > 1) else { return Ok(()) };
    // It has the age of its oldest part, and is nobody's run.
    let start = first.split('-').next().and_then(|start| start.parse().ok()).unwrap_or_default();
    let name = run(start, 0);
    let bytes = merged.into_bytes();
    let temporary = folder.join(format!(".{name}.compacting"));
    let target = folder.join(format!("{name}.journal"));
    if let Err(error) = put(&temporary, &target, &bytes, probe) {
        let _ = fs::remove_file(&temporary);
        return Err(error);
    }
    probe(Stage::SyncFolder)?;
    sync_dir(folder)?;
    probe(Stage::Verify)?;
    if fs::read(&target)? != bytes {
        return Err(io::Error::new(
            io::ErrorKind::InvalidData,
            "the compacted journal does not read as it was written",
        ));
    }
    for source in sources.iter().filter(|source| source.is_unchanged()) {
        probe(Stage::Remove)?;
        fs::remove_file(&source.path)?;
    }
    probe(Stage::SyncRemoved)?;
    sync_dir(folder)
}

fn put(temporary: &Path, target: &Path, bytes: &[u8], probe: Probe) -> io::Result<()> {
    probe(Stage::Write)?;
    let mut file = File::create_new(temporary)?;
    file.write_all(bytes)?;
    probe(Stage::Sync)?;
    tolerate(file.sync_all())?;
    probe(Stage::Rename)?;
    fs::rename(temporary, target)
}

/// Removes temporary files that a crash left behind.
fn sweep(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let temporary = name.to_str().is_some_and(|name| name.starts_with('.') && name.ends_with(".compacting"));
        if temporary && entry.metadata().is_ok_and(|about| is_older(&about, STALE)) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

fn is_older(about: &Metadata, age: Duration) -> bool {
    let modified = about.modified().ok();
    modified.and_then(|modified| SystemTime::now().duration_since(modified).ok()).is_some_and(|since| since >= age)
}

/// A finished journal; its lock keeps others from compacting it too.
struct Source {
    path: PathBuf,
    about: Metadata,
    _lock: File,
}

impl Source {
    /// The journal, if it is small and its process has ended.
    fn open(path: &Path, quiet: Duration) -> Option<Self> {
        let file = File::open(path).ok()?;
        let about = file.metadata().ok().filter(|about| about.len() < LARGE && is_older(about, quiet))?;
        // Only old journals are locked: one that is just being made must get its own lock.
        let age = match flock(&file, FlockOperation::NonBlockingLockExclusive) {
            Ok(()) => quiet,
            Err(rustix::io::Errno::WOULDBLOCK) => return None,
            Err(_) => OLD,
        };
        is_older(&about, age).then(|| Self { path: path.to_owned(), about, _lock: file })
    }

    fn is_unchanged(&self) -> bool {
        fs::metadata(&self.path).is_ok_and(|now| {
            let key = |about: &Metadata| (about.ino(), about.len(), about.mtime(), about.mtime_nsec());
            key(&now) == key(&self.about)
        })
    }
}

/// The records that count of several journals.
#[derive(Default)]
struct Merged {
    devices: Devices,
    /// The lines, each ended by a line feed, of all journals; those that lost too.
    lines: Vec<u8>,
    /// Where the winners are in `lines`.
    winners: HashMap<Field, (Entry, Range<usize>)>,
    /// Lines that this program does not understand are all kept.
    foreign: HashMap<Vec<u8>, usize>,
}

/// An article and a field, with the name of a tag or the path of a place.
type Field = (ArticleId, u8, String);

impl Merged {
    /// Takes up a journal; gives whether it can go. One with damage in it stays: it may be mended from elsewhere.
    fn add(&mut self, journal: &[u8]) -> bool {
        let whole = journal.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
        let (journal, torn) = journal.split_at_checked(whole).unwrap_or_default();
        let lines = || journal.split(|byte| *byte == b'\n').filter(|line| !trimmed(line).is_empty());
        let mut read = Vec::new();
        for line in lines().chain([torn].into_iter().filter(|torn| !torn.is_empty())) {
            match read_line(line, &mut self.devices) {
                // The last line was torn: nobody was told that it was saved.
                Line::Damaged if line == torn => {}
                Line::Damaged => return false,
                found => read.push((line, found)),
            }
        }
        for (line, found) in read {
            let start = self.lines.len();
            match found {
                Line::Entry(entry) => self.enter(entry, start..start + trimmed(line).len()),
                Line::Foreign => drop(self.foreign.entry(trimmed(line).to_vec()).or_insert(start)),
                Line::Blank | Line::Damaged => continue,
            }
            self.lines.extend_from_slice(trimmed(line));
        }
        true
    }

    fn enter(&mut self, entry: Entry, line: Range<usize>) {
        // The steps of runs that are compacted cannot be undone any more.
        if matches!(entry.change, Change::Step(_)) {
            return;
        }
        let (field, name) = entry.change.field();
        let field = (entry.article, field, name.to_owned());
        if self.winners.get(&field).is_none_or(|(old, _)| Register::of(old).loses_to(&entry)) {
            self.winners.insert(field, (entry, line));
        }
    }

    fn into_bytes(self) -> Vec<u8> {
        let mut foreign: Vec<(Vec<u8>, usize)> = self.foreign.into_iter().collect();
        foreign.sort_unstable_by_key(|(_, start)| *start);
        let mut winners: Vec<(Entry, Range<usize>)> = self.winners.into_values().collect();
        winners.sort_unstable_by_key(|(entry, line)| (entry.clock, line.start));
        let lines = winners.into_iter().filter_map(|(_, line)| self.lines.get(line));
        let mut bytes = Vec::new();
        for line in foreign.iter().map(|(line, _)| line.as_slice()).chain(lines) {
            bytes.extend_from_slice(line);
            bytes.push(b'\n');
        }
        bytes
    }
}
