//! The index on the disk: a directory of the cache that holds what can be made again from the articles.
//!
//! ```text
//! libraries/<hash of the paths and globs>/
//!     lock             held by the reader that writes; the others follow
//!     manifest         which segments there are, in order, and which rows are gone: replaced as a whole
//!     <number>.rows    a segment of the catalogue
//!     <number>.order   the rows, newest first, as the manifest of this number knows them
//!     text/            the full text
//!     prints           what links, copies and known paragraphs are worked out of
//!     ties             what came of it
//! ```

mod health;

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use rustix::fs::{FlockOperation, flock};
use serde::{Deserialize, Serialize};

use super::Position;
use super::bits::Bits;
use super::catalogue::{Folder, Segment, checksum};
use super::globs::Globs;
pub use health::Health;

/// The version of everything in the directory, and of what is understood of articles: who speaks in them is kept, too.
const VERSION: u32 = 16;
const MAGIC: &[u8] = b"dateline index\n";
const SUM: usize = 8;

/// The index of one library on the disk.
#[derive(Debug)]
pub(super) struct Store {
    dir: PathBuf,
    /// Held while this reader writes.
    lock: Option<File>,
}

/// What stands in the index.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Manifest {
    version: u32,
    /// Tells this index from others of the same library, so that the full text is not taken for that of another one.
    pub(super) name: u64,
    /// The segments: each one's number and its rows.
    pub(super) segments: Vec<(u64, u32)>,
    /// Rows whose article is gone.
    dead: Vec<Position>,
    /// Folders, and when they were changed as of their listing, in nanoseconds since 1970.
    pub(super) folders: Vec<(Folder, i64)>,
    /// Files with several listings: the hash of each one's place, when it was changed last, and its size.
    pub(super) spread: Vec<(u64, i64, u64)>,
    /// Whether all folders were read to the end once.
    pub(super) complete: bool,
    /// Counts the manifests; the number of the newest file.
    pub(super) generation: u64,
}

impl Manifest {
    /// The manifest of a new index.
    pub(super) fn new() -> Self {
        use std::hash::{BuildHasher, RandomState};
        Self { version: VERSION, name: RandomState::new().hash_one(0), ..Self::default() }
    }

    /// Rows whose article is gone, of `len`.
    pub(super) fn dead(&self, len: usize) -> Bits {
        let mut dead = Bits::new(len);
        for &position in &self.dead {
            dead.set(position as usize);
        }
        dead
    }

    /// Sets the rows whose article is gone.
    pub(super) fn bury(&mut self, dead: &Bits) {
        self.dead = dead.iter().filter_map(|position| Position::try_from(position).ok()).collect();
    }
}

/// When a file was written last, in seconds and nanoseconds, and its number: changes when another one takes its place.
pub(super) type Stamp = (i64, i64, u64);

/// That of a file; `None` where there is none.
pub(super) fn stamp(path: &Path) -> Option<Stamp> {
    let stat = rustix::fs::stat(path).ok()?;
    Some((stat.st_mtime, i64::try_from(stat.st_mtime_nsec).unwrap_or_default(), stat.st_ino))
}

impl Store {
    /// The index of the library of these paths, under the cache directory. Nothing is made before something is written.
    pub(super) fn new(cache: &Path, paths: &[PathBuf], globs: &[Globs]) -> Self {
        let mut key = Vec::new();
        for path in paths {
            key.extend_from_slice(path.as_os_str().as_encoded_bytes());
            key.push(0);
        }
        for (root, line) in
            (0_u32..).zip(globs).flat_map(|(root, globs)| globs.lines().iter().map(move |line| (root, line)))
        {
            key.extend_from_slice(format!("\n{root}{line}\0").as_bytes());
        }
        Self { dir: cache.join("libraries").join(format!("{:016x}", checksum(&key))), lock: None }
    }

    /// The index of the library of these paths, whichever way to them is taken.
    pub(super) fn of(roots: &[PathBuf], globs: &[Globs], cache: &Path) -> Self {
        let whole = |root: &PathBuf| {
            root.canonicalize().or_else(|_| std::path::absolute(root)).unwrap_or_else(|_| root.clone())
        };
        Self::new(cache, &roots.iter().map(whole).collect::<Vec<_>>(), globs)
    }

    /// Its size in bytes.
    pub(super) fn size(&self) -> u64 {
        let files = |dir: &Path| fs::read_dir(dir).into_iter().flatten().flatten();
        let all = files(&self.dir).chain(files(&self.text()));
        all.filter_map(|entry| entry.metadata().ok()).filter(fs::Metadata::is_file).map(|data| data.len()).sum()
    }

    /// The directory of the full text.
    pub(super) fn text(&self) -> PathBuf {
        self.dir.join("text")
    }

    /// The file of the prints.
    pub(super) fn prints(&self) -> PathBuf {
        self.dir.join("prints")
    }

    /// The file of the ties.
    pub(super) fn ties(&self) -> PathBuf {
        self.dir.join("ties")
    }

    /// Takes the lock, and says whether this reader now writes. The lock is free again when the process ends, however it does.
    pub(super) fn lock(&mut self) -> io::Result<bool> {
        if self.lock.is_some() {
            return Ok(true);
        }
        fs::create_dir_all(&self.dir)?;
        let file = File::options().create(true).truncate(false).write(true).open(self.dir.join("lock"))?;
        match flock(&file, FlockOperation::NonBlockingLockExclusive) {
            Ok(()) => {
                self.lock = Some(file);
                Ok(true)
            }
            Err(rustix::io::Errno::WOULDBLOCK) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }

    /// Reads the manifest; `None` where there is none.
    ///
    /// # Errors
    ///
    /// When it cannot be read, is damaged or of another version.
    pub(super) fn manifest(&self) -> io::Result<Option<Manifest>> {
        let bytes = match fs::read(self.dir.join("manifest")) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error),
        };
        let damaged = || io::Error::new(io::ErrorKind::InvalidData, "the index is damaged");
        let (sum, body) = bytes.strip_prefix(MAGIC).and_then(|rest| rest.split_at_checked(SUM)).ok_or_else(damaged)?;
        if checksum(body).to_le_bytes() != *sum {
            return Err(damaged());
        }
        let version: u32 = postcard::take_from_bytes(body).map_err(|_| damaged())?.0;
        if version != VERSION {
            return Err(io::Error::new(io::ErrorKind::InvalidData, format!("the index is of version {version}")));
        }
        postcard::from_bytes(body).map(Some).map_err(|_| damaged())
    }

    /// When the manifest was written last; changes with every writing.
    pub(super) fn stamp(&self) -> Option<Stamp> {
        stamp(&self.dir.join("manifest"))
    }

    /// Writes the manifest and the order of the rows, and takes away the files that it does not name.
    pub(super) fn save(&self, manifest: &Manifest, order: &[Position]) -> io::Result<()> {
        let order: Vec<u8> = order.iter().flat_map(|position| position.to_le_bytes()).collect();
        self.write(&format!("{}.order", manifest.generation), &order)?;
        let body = postcard::to_allocvec(manifest).map_err(io::Error::other)?;
        let bytes = [MAGIC, &checksum(&body).to_le_bytes(), &body].concat();
        self.write("manifest", &bytes)?;
        self.clean(manifest);
        Ok(())
    }

    /// The order of the rows, newest first, that was written with a manifest: the first ones, `most` of them.
    pub(super) fn order(&self, manifest: &Manifest, rows: usize, most: usize) -> io::Result<Vec<Position>> {
        let file = File::open(self.dir.join(format!("{}.order", manifest.generation)))?;
        let mut bytes = Vec::with_capacity(rows.min(most).saturating_mul(4));
        file.take(most.saturating_mul(4) as u64).read_to_end(&mut bytes)?;
        let order: Vec<Position> = bytes
            .chunks_exact(4)
            .map(|bytes| bytes.try_into().map(Position::from_le_bytes).unwrap_or_default())
            .collect();
        if bytes.len() % 4 == 0 && order.iter().all(|position| (*position as usize) < rows) {
            Ok(order)
        } else {
            Err(io::Error::new(io::ErrorKind::InvalidData, "the order of the index is damaged"))
        }
    }

    /// Writes a segment and opens it.
    pub(super) fn segment(&self, number: u64, bytes: &[u8]) -> io::Result<Segment> {
        let name = format!("{number}.rows");
        self.write(&name, bytes)?;
        Segment::open(&self.dir.join(name))
    }

    /// Opens a segment.
    pub(super) fn open(&self, number: u64) -> io::Result<Segment> {
        Segment::open(&self.dir.join(format!("{number}.rows")))
    }

    /// Takes away all that was ever indexed.
    pub(super) fn wipe(&self) -> io::Result<()> {
        for entry in fs::read_dir(&self.dir)? {
            let path = entry?.path();
            match path.file_name().and_then(|name| name.to_str()) {
                Some("lock") => {}
                Some("text") => fs::remove_dir_all(path)?,
                _ => fs::remove_file(path)?,
            }
        }
        Ok(())
    }

    /// A file is there as a whole or not at all, also after a machine went down: what a manifest names was written before it.
    fn write(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        let (new, path) = (self.dir.join(format!("{name}.new")), self.dir.join(name));
        let mut file = File::create(&new)?;
        let written = file.write_all(bytes).and_then(|()| file.sync_data()).and_then(|()| fs::rename(&new, path));
        if written.is_err() {
            // What is left of a file on a full disk only takes room.
            drop(fs::remove_file(new));
        }
        written
    }

    /// Files that another reader still has open stay readable to it.
    fn clean(&self, manifest: &Manifest) {
        let Ok(entries) = fs::read_dir(&self.dir) else { return };
        for path in entries.filter_map(|entry| Some(entry.ok()?.path())) {
            let number = path.file_stem().and_then(|stem| stem.to_str()?.parse::<u64>().ok());
            let kind = path.extension().and_then(|extension| extension.to_str());
            let stale = match (number, kind) {
                (Some(number), Some("rows")) => !manifest.segments.iter().any(|(other, _)| *other == number),
                // A reader that has just read the manifest before may not have read its order yet.
                (Some(number), Some("order")) => number + 1 < manifest.generation,
                _ => false,
            };
            if stale {
                // It is tried again with the next manifest.
                drop(fs::remove_file(path));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn store(cache: &Path) -> Store {
        let mut store = Store::new(cache, &["a".into()], &[]);
        assert!(store.lock().unwrap());
        store
    }

    #[test]
    fn what_is_saved_is_read_again() {
        let cache = tempfile::tempdir().unwrap();
        let store = store(cache.path());
        assert_eq!(store.manifest().unwrap(), None);
        let mut manifest = Manifest { generation: 3, segments: vec![(1, 10), (2, 5)], ..Manifest::new() };
        let mut dead = Bits::new(15);
        dead.set(7);
        manifest.bury(&dead);
        store.save(&manifest, &[3, 1, 2]).unwrap();
        let read = store.manifest().unwrap().unwrap();
        assert_eq!((read.dead(15), &read), (dead, &manifest));
        assert_eq!(store.order(&read, 4, usize::MAX).unwrap(), [3, 1, 2]);
        assert_eq!(store.order(&read, 4, 2).unwrap(), [3, 1]);
        assert!(store.order(&read, 3, usize::MAX).is_err(), "a position that there is not");
    }

    #[test]
    fn damage_and_other_versions_are_noticed() {
        let cache = tempfile::tempdir().unwrap();
        let store = store(cache.path());
        store.save(&Manifest::new(), &[]).unwrap();
        let path = store.dir.join("manifest");
        let bytes = fs::read(&path).unwrap();
        for at in 0..bytes.len() {
            let mut broken = bytes.clone();
            broken[at] ^= 4;
            fs::write(&path, &broken).unwrap();
            assert!(store.manifest().is_err(), "byte {at}");
            fs::write(&path, &bytes[..at]).unwrap();
            assert!(store.manifest().is_err(), "cut at {at}");
        }
        store.save(&Manifest { version: VERSION + 1, ..Manifest::new() }, &[]).unwrap();
        assert!(store.manifest().unwrap_err().to_string().contains(&format!("version {}", VERSION + 1)));
    }

    #[test]
    fn one_reader_writes() {
        let cache = tempfile::tempdir().unwrap();
        let first = store(cache.path());
        let mut second = Store::new(cache.path(), &["a".into()], &[]);
        assert!(!second.lock().unwrap());
        drop(first);
        assert!(second.lock().unwrap());
    }
}
