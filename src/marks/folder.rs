//! Journals as files.

use std::fs::{self, File, OpenOptions};
use std::hash::{BuildHasher, RandomState};
use std::io::{self, Write};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::Clock;

/// Where new journals come from.
pub(super) trait Store: Send {
    /// Makes a new, empty journal.
    fn create(&mut self) -> io::Result<Box<dyn Journal>>;
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
}

impl Folder {
    pub(super) fn new(dir: PathBuf, device: String) -> Self {
        Self { dir, device }
    }
}

impl Store for Folder {
    fn create(&mut self) -> io::Result<Box<dyn Journal>> {
        let dir = self.dir.join(&self.device);
        fs::create_dir_all(&dir)?;
        // Marks come first: they are saved also where this file cannot be.
        if let Ok(mut file) = File::create_new(self.dir.join(".gitattributes")) {
            let _ = file.write_all(b"*.journal merge=union\n");
        }
        let start = Clock::at(SystemTime::now()).millis;
        let random = RandomState::new().hash_one(start);
        let path = dir.join(format!("{start:013}-{}-{random:016x}.journal", std::process::id()));
        let file = OpenOptions::new().append(true).create_new(true).open(&path)?;
        Ok(Box::new(JournalFile { file, path, named: false }))
    }
}

struct JournalFile {
    file: File,
    path: PathBuf,
    /// Its name is on the disk too.
    named: bool,
}

impl Journal for JournalFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
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
        Ok(())
    }

    fn remove(self: Box<Self>) {
        // An empty file that stays does no harm.
        let _ = fs::remove_file(&self.path);
    }
}

fn sync_dir(dir: &Path) -> io::Result<()> {
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
fn tolerate(synced: io::Result<()>) -> io::Result<()> {
    match synced {
        Err(error) if matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) => Ok(()),
        other => other,
    }
}
