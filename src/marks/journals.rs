//! The journals of all devices, read as far as they go and then followed.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs::{self, File, Metadata};
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};
use std::os::unix::fs::{FileExt, MetadataExt};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::Entry;
use super::record::{Devices, Line, read_line, trimmed};
use crate::article::clean;

/// No record is longer; what is, is damage, and must not fill the memory.
const LONGEST: u64 = 4 << 20;
/// How much of a journal's end tells that it is still the same.
const TAIL: u64 = 4096;
/// A journal that vanished was compacted, and its marks are in one that was not there when the folder was listed.
const LISTINGS: usize = 3;

/// The journals of a directory, `<device>/*.journal`, and how far each has been read.
#[derive(Debug)]
pub(super) struct Journals {
    dir: PathBuf,
    /// By path within the directory.
    seen: BTreeMap<PathBuf, Seen>,
}

/// A journal as it was when it was read last.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Seen {
    length: u64,
    modified: (i64, i64),
    inode: u64,
    /// Where the first line starts that was not there yet, or not whole.
    read: u64,
    /// Lines that failed their checksum.
    damaged: usize,
    /// It ended in the middle of a line.
    torn: bool,
}

/// A journal whose records are in a snapshot.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Cover {
    /// The bytes of its path within the directory.
    path: Vec<u8>,
    seen: Seen,
    tail: u64,
}

impl Seen {
    fn of(about: &Metadata) -> Self {
        let modified = (about.mtime(), about.mtime_nsec());
        Self { length: about.len(), modified, inode: about.ino(), ..Self::default() }
    }

    fn is_as(&self, now: &Self) -> bool {
        (self.length, self.modified, self.inode) == (now.length, now.modified, now.inode)
    }

    fn grew_to(&self, now: &Self) -> bool {
        // Giving back the reserve touches the time, not the length.
        self.inode == now.inode && self.length <= now.length
    }
}

impl Journals {
    pub(super) fn new(dir: &Path) -> Self {
        Self { dir: dir.to_owned(), seen: BTreeMap::new() }
    }

    pub(super) fn dir(&self) -> &Path {
        &self.dir
    }

    /// How many lines failed their checksum.
    pub(super) fn damaged(&self) -> usize {
        self.seen.values().map(|seen| seen.damaged + usize::from(seen.torn)).sum()
    }

    /// The journals that have lines which failed their checksum, by path within the directory, and how many.
    pub(super) fn damaged_ones(&self) -> impl Iterator<Item = (&Path, usize)> {
        let damaged = |seen: &Seen| seen.damaged + usize::from(seen.torn);
        self.seen.iter().map(move |(path, seen)| (path.as_path(), damaged(seen))).filter(|(_, damaged)| *damaged > 0)
    }

    /// How many journals there are, and their bytes.
    pub(super) fn extent(&self) -> (usize, u64) {
        (self.seen.len(), self.seen.values().map(|seen| seen.length).sum())
    }

    /// Takes the journals of a snapshot as read, and gives whether the snapshot may be used: not so, if one of them is
    /// gone. Those that are not what they were will be read anew.
    pub(super) fn resume(&mut self, covers: &[Cover]) -> bool {
        let mut seen = BTreeMap::new();
        for cover in covers {
            let path = PathBuf::from(<OsStr as std::os::unix::ffi::OsStrExt>::from_bytes(&cover.path));
            let Ok(about) = fs::metadata(self.dir.join(&path)) else {
                return false;
            };
            let now = Seen::of(&about);
            let same = cover.seen.is_as(&now)
                || cover.seen.grew_to(&now)
                    && File::open(self.dir.join(&path)).is_ok_and(|file| tail(&file, cover.seen.read) == cover.tail);
            if same {
                seen.insert(path, cover.seen.clone());
            }
        }
        self.seen = seen;
        true
    }

    /// What a snapshot that is taken now covers: what was read, and the journals of this run, all of whose records are
    /// merged already.
    pub(super) fn covers(&self, own: &[PathBuf]) -> Vec<Cover> {
        let own = own.iter().filter_map(|path| {
            let about = fs::metadata(path).ok()?;
            let seen = Seen { read: about.len(), ..Seen::of(&about) };
            Some((path.strip_prefix(&self.dir).ok()?.to_owned(), seen))
        });
        let seen = self.seen.iter().map(|(path, seen)| (path.clone(), seen.clone()));
        let mut covers = Vec::new();
        for (path, seen) in seen.chain(own) {
            if let Ok(file) = File::open(self.dir.join(&path)) {
                let tail = tail(&file, seen.read);
                covers.push(Cover { path: path.into_os_string().into_encoded_bytes(), seen, tail });
            }
        }
        covers
    }

    /// Hands over the records that are new since the last call, of journals whose names do not start with `own`; gives
    /// what could not be read, in words for people, and how many bytes were read.
    pub(super) fn read_new(&mut self, own: Option<&str>, each: &mut dyn FnMut(Entry)) -> (Vec<String>, u64) {
        let (mut problems, mut bytes) = (Vec::new(), 0);
        let mut devices = Devices::default();
        for _ in 0..LISTINGS {
            problems.clear();
            let listed = list(&self.dir, &mut problems);
            let mut vanished = false;
            self.seen.retain(|path, _| listed.iter().any(|(listed, _)| listed == path));
            for (path, about) in listed {
                let mine =
                    own.is_some_and(|own| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(own)));
                let now = Seen::of(&about);
                let before = self.seen.get(&path);
                if mine || before.is_some_and(|before| before.is_as(&now)) {
                    continue;
                }
                let mut seen = match before.filter(|before| before.grew_to(&now)) {
                    Some(before) => Seen { read: before.read, damaged: before.damaged, ..now },
                    None => now,
                };
                let from = seen.read;
                match seen.read_on(&self.dir.join(&path), &mut devices, each) {
                    Ok(()) => {
                        bytes += seen.read - from;
                        self.seen.insert(path, seen);
                    }
                    Err(error) if error.kind() == io::ErrorKind::NotFound => vanished = true,
                    Err(error) => problems.push(problem(&self.dir.join(&path), &error)),
                }
            }
            if !vanished {
                break;
            }
        }
        (problems, bytes)
    }
}

impl Seen {
    fn read_on(&mut self, path: &Path, devices: &mut Devices, each: &mut dyn FnMut(Entry)) -> io::Result<()> {
        let mut file = File::open(path)?;
        file.seek(SeekFrom::Start(self.read))?;
        // What is written while this reads comes next time.
        let mut rest = BufReader::with_capacity(256 << 10, file).take(self.length.saturating_sub(self.read));
        let mut line = Vec::new();
        self.torn = false;
        let mut overlong = false;
        loop {
            line.clear();
            let got = (&mut rest).take(LONGEST).read_until(b'\n', &mut line)?;
            let whole = line.last() == Some(&b'\n');
            if got == 0 {
                return Ok(());
            }
            if !whole && rest.limit() > 0 && u64::try_from(got).unwrap_or(LONGEST) == LONGEST {
                overlong = true;
                self.read += LONGEST;
                continue;
            }
            let text = line.strip_suffix(b"\n").unwrap_or(&line);
            match read_line(text, devices) {
                Line::Entry(entry) if !overlong => each(entry),
                Line::Foreign if !overlong => each(Entry::foreign(&String::from_utf8_lossy(trimmed(text)))),
                Line::Blank if !overlong => {}
                _ if whole => self.damaged += 1,
                _ => self.torn = true,
            }
            overlong = false;
            if whole {
                self.read += u64::try_from(got).unwrap_or_default();
            }
        }
    }
}

/// A hash of the end of what was read of a journal.
fn tail(file: &File, read: u64) -> u64 {
    let start = read.saturating_sub(TAIL);
    let mut bytes = vec![0; usize::try_from(read - start).unwrap_or_default()];
    match file.read_exact_at(&mut bytes, start) {
        Ok(()) => blake3::hash(&bytes).as_bytes().first_chunk().copied().map(u64::from_le_bytes).unwrap_or_default(),
        Err(_) => 0,
    }
}

/// The journals of all devices, by path within the directory. A missing directory has none.
pub(super) fn list(dir: &Path, problems: &mut Vec<String>) -> Vec<(PathBuf, Metadata)> {
    let mut journals = Vec::new();
    for device in names(dir, problems) {
        let folder = dir.join(&device);
        if !folder.is_dir() {
            continue;
        }
        for name in names(&folder, problems) {
            let path = device.join(name);
            if path.extension().is_none_or(|extension| extension != "journal") {
                continue;
            }
            // A pipe that somebody put here would never end. What cannot be looked at fails when it is opened.
            match fs::metadata(dir.join(&path)) {
                Ok(about) if about.is_file() => journals.push((path, about)),
                Ok(_) => {}
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => problems.push(problem(&dir.join(&path), &error)),
            }
        }
    }
    journals
}

fn names(dir: &Path, problems: &mut Vec<String>) -> Vec<PathBuf> {
    let mut names = Vec::new();
    match fs::read_dir(dir) {
        Ok(entries) => {
            for entry in entries {
                match entry {
                    Ok(entry) => names.push(PathBuf::from(entry.file_name())),
                    Err(error) => problems.push(problem(dir, &error)),
                }
            }
        }
        // A file in its place holds no marks either; that none can be saved there is told elsewhere.
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {}
        Err(error) => problems.push(problem(dir, &error)),
    }
    names
}

fn problem(path: &Path, error: &io::Error) -> String {
    format!("{}: {error}", clean::name(path))
}
