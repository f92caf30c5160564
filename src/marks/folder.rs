//! Journals as files.

use std::cell::OnceCell;
use std::fs::{self, File, OpenOptions};
use std::hash::{BuildHasher, RandomState};
use std::io::{self, Write};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use rustix::fs::{FlockOperation, flock};

use super::Clock;

/// What a journal holds on to beyond its end, in bytes. At half of it there is room for a thousand marks when the disk
/// is full: each is a step and a change.
const RESERVE: u64 = 512 << 10;
/// So many earlier runs are looked at for steps to undo.
const RUNS: usize = 8;

/// Where new journals come from.
pub(super) trait Store: Send {
    /// Makes a new, empty journal.
    fn create(&mut self) -> io::Result<Box<dyn Journal>>;

    /// Hands over the whole journals of this run or, if `earlier`, of the last one on this device that had steps.
    fn recall(&mut self, earlier: bool, each: &mut dyn FnMut(&[u8])) -> io::Result<()>;

    /// The files of the journals that this run has made.
    fn files(&self) -> Vec<PathBuf> {
        Vec::new()
    }
}

/// A journal that is being written.
pub(super) trait Journal: Send {
    /// Adds bytes with one call of the system; gives how many were taken.
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize>;
    /// Waits until all that was written is on the disk.
    fn sync(&mut self) -> io::Result<()>;
    /// Removes the journal, which holds no whole record.
    fn remove(self: Box<Self>);
}

/// The journals of this process.
pub(super) struct Folder {
    dir: PathBuf,
    device: String,
    run: String,
    made: Vec<PathBuf>,
    /// The earlier run whose steps can be undone, once it was looked for.
    earlier: OnceCell<Option<String>>,
}

impl Folder {
    pub(super) fn new(dir: PathBuf, device: String) -> Self {
        let start = Clock::at(SystemTime::now()).millis;
        let run = run(start, std::process::id());
        Self { dir, device, run, made: Vec::new(), earlier: OnceCell::new() }
    }

    /// What the names of all journals of this run start with.
    pub(super) fn run(&self) -> &str {
        &self.run
    }

    fn folder(&self) -> PathBuf {
        self.dir.join(&self.device)
    }

    /// The last run before this one that has ended and had steps.
    fn find_earlier(&self) -> Option<String> {
        let mut journals = journals(&self.folder()).ok()?;
        journals.retain(|(run, path)| **run < *self.run && is_finished(path));
        let mut runs: Vec<String> = journals.iter().map(|(run, _)| run.clone()).collect();
        runs.dedup();
        let steps = memchr::memmem::Finder::new(b"\tstep\t");
        runs.into_iter().rev().take(RUNS).find(|wanted| {
            let mut paths = journals.iter().filter(|(run, _)| run == wanted).map(|(_, path)| path);
            paths.any(|path| fs::read(path).is_ok_and(|bytes| steps.find(&bytes).is_some()))
        })
    }
}

/// The name of a run: when it started, its process, and a number that no other has.
pub(super) fn run(start: u64, process: u32) -> String {
    let random = RandomState::new().hash_one(start);
    format!("{start:013}-{process}-{random:016x}")
}

/// The run that made a journal, by the name of the file: `<run>.journal` or `<run>-<n>.journal`. Conflict copies and
/// other journals that somebody put there are of no run; they are read, and left alone.
fn run_of(name: &str) -> Option<&str> {
    let name = name.strip_suffix(".journal")?;
    let mut parts = name.split('-');
    let digits = |part: Option<&str>| part.filter(|part| part.bytes().all(|b| b.is_ascii_hexdigit())).map(str::len);
    let head = [digits(parts.next())?, digits(parts.next())?, digits(parts.next())?];
    let tail = parts.next();
    let run = tail.map_or(name.len(), |tail| name.len() - tail.len() - 1);
    let sound = head[0] == 13 && head[1] > 0 && head[2] == 16 && parts.next().is_none();
    let numbered = tail.is_none_or(|tail| !tail.is_empty() && tail.bytes().all(|b| b.is_ascii_digit()));
    name.get(..run).filter(|_| sound && numbered)
}

/// The journals that runs of a device made, with their runs, in the order of their names.
pub(super) fn journals(folder: &Path) -> io::Result<Vec<(String, PathBuf)>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        let run = name.to_str().and_then(run_of).filter(|_| entry.file_type().is_ok_and(|kind| kind.is_file()));
        found.extend(run.map(|run| (run.to_owned(), entry.path())));
    }
    found.sort();
    Ok(found)
}

/// Shows other processes that this one writes a journal. Where there are no locks, journals count as finished when they
/// are old.
fn lock(file: &File) {
    // Another process may hold it for a moment, to see whether it can.
    for _ in 0..3 {
        if flock(file, FlockOperation::NonBlockingLockExclusive) != Err(rustix::io::Errno::WOULDBLOCK) {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(1));
    }
}

/// Whether no process writes this journal any more: those that do hold a lock.
fn is_finished(path: &Path) -> bool {
    File::open(path).is_ok_and(|file| flock(&file, FlockOperation::NonBlockingLockExclusive).is_ok())
}

impl Store for Folder {
    fn create(&mut self) -> io::Result<Box<dyn Journal>> {
        let dir = self.folder();
        fs::create_dir_all(&dir)?;
        // Marks come first: they are saved also where this file cannot be.
        if let Ok(mut file) = File::create_new(self.dir.join(".gitattributes")) {
            let _ = file.write_all(b"*.journal merge=union\n");
        }
        let number = self.made.len() + 1;
        let name = if number == 1 { self.run.clone() } else { format!("{}-{number}", self.run) };
        let path = dir.join(format!("{name}.journal"));
        let file = OpenOptions::new().append(true).create_new(true).open(&path)?;
        lock(&file);
        self.made.push(path.clone());
        let mut journal = JournalFile { file, path, named: false, length: 0, reserved: 0 };
        journal.reserve();
        Ok(Box::new(journal))
    }

    fn recall(&mut self, earlier: bool, each: &mut dyn FnMut(&[u8])) -> io::Result<()> {
        if !earlier {
            for path in &self.made {
                match fs::read(path) {
                    Ok(bytes) => each(&bytes),
                    // It held no record.
                    Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                    Err(error) => return Err(error),
                }
            }
            return Ok(());
        }
        let Some(wanted) = self.earlier.get_or_init(|| self.find_earlier()) else { return Ok(()) };
        for (_, path) in journals(&self.folder())?.iter().filter(|(run, _)| run == wanted) {
            each(&fs::read(path)?);
        }
        Ok(())
    }

    fn files(&self) -> Vec<PathBuf> {
        self.made.clone()
    }
}

struct JournalFile {
    file: File,
    path: PathBuf,
    /// Its name is on the disk too.
    named: bool,
    length: u64,
    /// Up to here there is room, even when the disk is full.
    reserved: u64,
}

impl JournalFile {
    /// Keeps room ahead, where the file system can; the length stays as it is.
    fn reserve(&mut self) {
        #[cfg(target_os = "linux")]
        if self.reserved < self.length + RESERVE / 2 {
            let flags = rustix::fs::FallocateFlags::KEEP_SIZE;
            if rustix::fs::fallocate(&self.file, flags, self.length, RESERVE).is_ok() {
                self.reserved = self.length + RESERVE;
            }
        }
    }
}

impl Drop for JournalFile {
    fn drop(&mut self) {
        // Gives back what was kept. Nobody else writes here, so the length is what it is.
        if self.reserved > self.length {
            let _ = self.file.metadata().and_then(|about| {
                self.file.set_len(about.len())?;
                // A snapshot that covers the journal knows it by this time.
                self.file.set_modified(about.modified()?)
            });
        }
    }
}

impl Journal for JournalFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let taken = self.file.write(bytes)?;
        self.length += u64::try_from(taken).unwrap_or_default();
        Ok(taken)
    }

    fn sync(&mut self) -> io::Result<()> {
        tolerate(self.file.sync_data())?;
        // A checkout or a clean-up may have deleted the file under us; what is written to it now is lost.
        if self.file.metadata()?.nlink() == 0 {
            return Err(io::Error::new(io::ErrorKind::NotFound, "the journal was deleted"));
        }
        if !self.named {
            // The directory of the journal, of its device and of all marks: any may be new.
            for dir in self.path.ancestors().skip(1).take(3) {
                sync_dir(dir)?;
            }
            self.named = true;
        }
        self.reserve();
        Ok(())
    }

    fn remove(self: Box<Self>) {
        // An empty file that stays does no harm.
        let _ = fs::remove_file(&self.path);
    }
}

pub(super) fn sync_dir(dir: &Path) -> io::Result<()> {
    match File::open(dir) {
        Ok(dir) => tolerate(dir.sync_all()),
        // A directory may be entered and written but not opened; nothing can be done about it here.
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => Ok(()),
        // The path is relative and has one part: its parent is the current directory.
        Err(error) if error.kind() == io::ErrorKind::NotFound && dir.as_os_str().is_empty() => Ok(()),
        Err(error) => Err(error),
    }
}

/// Some file systems cannot sync. To try again would change nothing.
pub(super) fn tolerate(synced: io::Result<()>) -> io::Result<()> {
    match synced {
        Err(error) if matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) => Ok(()),
        other => other,
    }
}

/// Journals in memory, for where there is no config directory.
#[derive(Clone, Default)]
pub(super) struct Nowhere(Arc<Mutex<Vec<u8>>>);

impl Store for Nowhere {
    fn create(&mut self) -> io::Result<Box<dyn Journal>> {
        Ok(Box::new(self.clone()))
    }

    fn recall(&mut self, earlier: bool, each: &mut dyn FnMut(&[u8])) -> io::Result<()> {
        if !earlier {
            each(&self.0.lock().unwrap_or_else(PoisonError::into_inner));
        }
        Ok(())
    }
}

impl Journal for Nowhere {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn sync(&mut self) -> io::Result<()> {
        Ok(())
    }

    fn remove(self: Box<Self>) {}
}
