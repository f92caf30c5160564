//! The marks as they were, in the cache: a file that is read fast and may go at any time.
//!
//! ```text
//! magic, length of the header, header, the columns of the table, notes and tags as lines of a journal, checksum
//! ```

use std::fs::{self, File};
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::Entry;
use super::base::{Base, Register};
use super::journals::Cover;
use super::record::{Devices, Line, push_line, read_line};

/// The last digits are the version.
const MAGIC: &[u8; 16] = b"dateline marks02";
const HASH: usize = 32;

#[derive(Serialize, Deserialize)]
struct Header {
    covers: Vec<Cover>,
    devices: Vec<String>,
    /// The bytes of the columns, and of the lines behind them.
    lengths: [u64; 6],
}

/// Where the snapshot of a directory of marks is.
pub(super) fn path(cache: &Path, dir: &Path) -> PathBuf {
    let dir = std::path::absolute(dir).unwrap_or_else(|_| dir.to_owned());
    let hash = blake3::hash(dir.as_os_str().as_encoded_bytes()).to_hex();
    cache.join(format!("marks-{}.snapshot", hash.get(..16).unwrap_or_default()))
}

/// Reads a snapshot; `None`, if there is none or anything is wrong with it.
pub(super) fn read(path: &Path) -> Option<(Base, Vec<Cover>)> {
    let mut file = File::open(path).ok().filter(|file| file.metadata().is_ok_and(|about| about.is_file()))?;
    let size = file.metadata().ok()?.len();
    let mut hasher = blake3::Hasher::new();
    let mut head = [0; MAGIC.len() + 4];
    file.read_exact(&mut head).ok()?;
    hasher.update(&head);
    let length = head.strip_prefix(MAGIC)?.first_chunk().copied().map(u32::from_le_bytes)?;
    let mut rest = size.checked_sub(u64::try_from(head.len() + HASH).ok()?)?;
    let mut part = |length: u64| {
        rest = rest.checked_sub(length)?;
        let mut bytes = vec![0; usize::try_from(length).ok()?];
        file.read_exact(&mut bytes).ok()?;
        hasher.update(&bytes);
        Some(bytes)
    };
    let header: Header = postcard::from_bytes(&part(u64::from(length))?).ok()?;
    let [ids, bits, stamps, positions, places, lines] = header.lengths;
    let mut base = Base {
        ids: part(ids)?,
        bits: part(bits)?,
        stamps: part(stamps)?,
        positions: part(positions)?,
        places: part(places)?,
        devices: header.devices.into_iter().map(Arc::from).collect(),
        ..Base::default()
    };
    let lines = part(lines)?;
    let mut hash = [0; HASH];
    file.read_exact(&mut hash).ok()?;
    if hasher.finalize() != hash {
        return None;
    }
    base.index();
    let mut devices = Devices::default();
    for line in lines.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()) {
        let Line::Entry(entry) = read_line(line, &mut devices) else { return None };
        let row = u32::try_from(base.find(entry.article)?).ok()?;
        base.rest.push((row, Register::of(&entry)));
    }
    base.is_sound().then_some((base, header.covers))
}

/// Takes a snapshot, in place of the one before.
pub(super) fn write(path: &Path, base: &Base, covers: Vec<Cover>) -> io::Result<()> {
    let mut lines = String::new();
    for (row, register) in &base.rest {
        let Register { change, clock, device } = register.clone();
        let article = usize::try_from(*row).ok().and_then(|row| base.id(row)).unwrap_or_default();
        push_line(&mut lines, &Entry { article, change, old: None, clock, device });
    }
    let parts = [&base.ids, &base.bits, &base.stamps, &base.positions, &base.places].map(Vec::as_slice);
    let [ids, bits, stamps, positions, places] = parts;
    let parts = [ids, bits, stamps, positions, places, lines.as_bytes()];
    let devices = base.devices.iter().map(|device| (**device).to_owned()).collect();
    let lengths = parts.map(|part| u64::try_from(part.len()).unwrap_or_default());
    let header = postcard::to_stdvec(&Header { covers, devices, lengths }).map_err(io::Error::other)?;
    let length = u32::try_from(header.len()).map_err(io::Error::other)?.to_le_bytes();

    fs::create_dir_all(path.parent().unwrap_or(Path::new("")))?;
    let temporary = path.with_extension(format!("{}.tmp", std::process::id()));
    let mut file = BufWriter::new(File::create(&temporary)?);
    let mut hasher = blake3::Hasher::new();
    let head: [&[u8]; 3] = [MAGIC, &length, &header];
    let written = head.into_iter().chain(parts).try_for_each(|part| {
        hasher.update(part);
        file.write_all(part)
    });
    let hash = *hasher.finalize().as_bytes();
    // It is not synced: what a power cut leaves fails its checksum.
    let written = written.and_then(|()| file.write_all(&hash)).and_then(|()| file.flush());
    written.and_then(|()| fs::rename(&temporary, path)).inspect_err(|_| drop(fs::remove_file(&temporary)))
}
