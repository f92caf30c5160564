//! Where bytes come from: a file, memory, or what was compressed in one of them, read forward.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};
use std::path::Path;
use std::sync::Arc;

use rustix::fs::{FileType, Mode, OFlags};

use super::Problem;

/// A buffer's size, in bytes.
pub(super) const BUFFER: usize = 64 * 1024;
/// A document that is read as a whole, or one record of a file, is at most this long, in bytes.
pub(super) const LIMIT: u64 = 256 << 20;

/// Bytes that are read forward, and may be passed over.
pub(super) trait Input: BufRead {
    /// Passes over `count` bytes, or to the end where there are fewer.
    fn skip(&mut self, count: u64) -> io::Result<()> {
        let mut left = count;
        while left > 0 {
            let available = self.fill_buf()?.len();
            if available == 0 {
                break;
            }
            let step = available.min(usize::try_from(left).unwrap_or(usize::MAX));
            self.consume(step);
            left -= step as u64;
        }
        Ok(())
    }

    /// Where in the file reading may start to get to `offset`, and how many bytes are to be passed over from there.
    /// Offsets must be asked for in order.
    fn anchor(&mut self, offset: u64) -> (u64, u64) {
        (0, offset)
    }

    /// All bytes that are left, where they are in memory.
    fn rest(&self) -> Option<&[u8]> {
        None
    }

    /// Gives [`rest`](Self::rest) away, where all of it can be had without being copied.
    fn take_rest(&mut self) -> Option<Vec<u8>> {
        None
    }

    /// How many bytes are left, where that is known.
    fn left(&self) -> Option<u64> {
        self.rest().map(|rest| rest.len() as u64)
    }
}

impl Input for &[u8] {
    fn rest(&self) -> Option<&[u8]> {
        Some(self)
    }
}

impl Input for io::Cursor<Vec<u8>> {
    fn rest(&self) -> Option<&[u8]> {
        Some(self.get_ref().get(usize::try_from(self.position()).ok()?..).unwrap_or_default())
    }

    fn take_rest(&mut self) -> Option<Vec<u8>> {
        (self.position() == 0).then(|| std::mem::take(self.get_mut()))
    }
}

/// Bytes with their offset, of which the next ones can be looked at before they are read.
pub(super) struct Stream<'a> {
    input: Box<dyn Input + 'a>,
    /// What was looked at, and how much of it is used up.
    head: Vec<u8>,
    used: usize,
    offset: u64,
}

impl<'a> Stream<'a> {
    pub(super) fn new(input: impl Input + 'a) -> Self {
        Self { input: Box::new(input), head: Vec::new(), used: 0, offset: 0 }
    }

    /// The offset of the next byte.
    pub(super) fn offset(&self) -> u64 {
        self.offset
    }

    /// The next bytes: `count` of them, fewer only at the end or where reading fails.
    pub(super) fn peek(&mut self, count: usize) -> &[u8] {
        if self.used == self.head.len() && self.input.rest().is_some() {
            let rest = self.input.rest().unwrap_or_default();
            return rest.get(..count).unwrap_or(rest);
        }
        while self.head.len() - self.used < count {
            let missing = count - (self.head.len() - self.used);
            let step = match self.input.fill_buf() {
                Ok(chunk) if !chunk.is_empty() => {
                    let chunk = chunk.get(..missing).unwrap_or(chunk);
                    self.head.extend_from_slice(chunk);
                    chunk.len()
                }
                // A failure comes back when the bytes are read.
                _ => break,
            };
            self.input.consume(step);
        }
        let ahead = self.head.get(self.used..).unwrap_or_default();
        ahead.get(..count).unwrap_or(ahead)
    }

    /// Takes back bytes that were read last, so that they are read again.
    pub(super) fn put_back(&mut self, bytes: &[u8]) {
        let ahead = self.head.get(self.used..).unwrap_or_default();
        self.head = [bytes, ahead].concat();
        self.used = 0;
        self.offset -= bytes.len() as u64;
    }

    /// Reads the rest, up to `limit` bytes.
    ///
    /// # Errors
    ///
    /// When there is more, or nothing can be read. What could be read before a failure comes back with its warning.
    pub(super) fn read_all(&mut self, limit: u64) -> Result<(Vec<u8>, Option<String>), Problem> {
        let is_small = self.left().is_some_and(|left| left <= limit) && self.used == self.head.len();
        if is_small && let Some(bytes) = self.input.take_rest() {
            self.offset += bytes.len() as u64;
            return Ok((bytes, None));
        }
        let mut bytes = Vec::new();
        let read = self.by_ref().take(limit + 1).read_to_end(&mut bytes);
        if bytes.len() as u64 > limit {
            return Err(Problem::new(&format!("larger than {limit} bytes")));
        }
        match read {
            Ok(_) => Ok((bytes, None)),
            Err(error) if bytes.is_empty() => Err(Problem::io(&error)),
            Err(error) => Ok((bytes, Some(format!("cut: {}", Problem::io(&error).reason)))),
        }
    }

    /// The next `length` bytes, fewer only at the end.
    ///
    /// # Errors
    ///
    /// When they cannot be read, or are more than a record may have.
    pub(super) fn read_part(&mut self, length: u64) -> Result<Vec<u8>, Problem> {
        if length > LIMIT {
            return Err(Problem::new(&format!("larger than {LIMIT} bytes")));
        }
        let mut bytes = Vec::new();
        self.by_ref().take(length).read_to_end(&mut bytes).map_err(|error| Problem::io(&error))?;
        Ok(bytes)
    }

    /// How many bytes are left, where that is known.
    pub(super) fn left(&self) -> Option<u64> {
        Some(self.input.left()? + (self.head.len() - self.used) as u64)
    }

    /// Reads a line with its end into `line`. Of one that is longer than a record may be, the rest is passed over.
    /// Returns the bytes that were read or passed over: 0 at the end.
    pub(super) fn read_line(&mut self, line: &mut Vec<u8>) -> io::Result<u64> {
        line.clear();
        let start = self.offset;
        loop {
            let chunk = self.fill_buf()?;
            let end = memchr::memchr(b'\n', chunk);
            let step = end.map_or(chunk.len(), |end| end + 1);
            if (line.len() as u64) <= LIMIT {
                line.extend_from_slice(chunk.get(..step).unwrap_or_default());
            }
            self.consume(step);
            if end.is_some() || step == 0 {
                return Ok(self.offset - start);
            }
        }
    }
}

impl Read for Stream<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let chunk = self.fill_buf()?;
        let count = chunk.len().min(buffer.len());
        if let (Some(to), Some(from)) = (buffer.get_mut(..count), chunk.get(..count)) {
            to.copy_from_slice(from);
        }
        self.consume(count);
        Ok(count)
    }
}

impl BufRead for Stream<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.used < self.head.len() {
            return Ok(self.head.get(self.used..).unwrap_or_default());
        }
        self.input.fill_buf()
    }

    fn consume(&mut self, count: usize) {
        self.offset += count as u64;
        if self.used < self.head.len() {
            self.used += count;
            if self.used >= self.head.len() {
                (self.head, self.used) = (Vec::new(), 0);
            }
        } else {
            self.input.consume(count);
        }
    }
}

impl Input for Stream<'_> {
    fn skip(&mut self, count: u64) -> io::Result<()> {
        let ahead = (self.head.len() - self.used) as u64;
        let of_head = ahead.min(count);
        if of_head > 0 {
            self.consume(usize::try_from(of_head).unwrap_or(usize::MAX));
        }
        if count > of_head {
            self.input.skip(count - of_head)?;
            self.offset += count - of_head;
        }
        Ok(())
    }

    fn anchor(&mut self, offset: u64) -> (u64, u64) {
        self.input.anchor(offset)
    }
}

/// What the file system says of a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stat {
    /// When it was last changed, in nanoseconds since 1970.
    pub modified_ns: i64,
    /// Its size, in bytes.
    pub size: u64,
}

/// Opens a regular file. A FIFO or a device is not waited for: it is opened without blocking, and then refused.
///
/// # Errors
///
/// When it cannot be opened or is no regular file.
pub(super) fn open(path: &Path) -> Result<(File, Stat), Problem> {
    let flags = OFlags::RDONLY | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
    let opened = rustix::fs::open(path, flags, Mode::empty()).map_err(|error| Problem::io(&error.into()))?;
    let stat = rustix::fs::fstat(&opened).map_err(|error| Problem::io(&error.into()))?;
    if FileType::from_raw_mode(stat.st_mode) != FileType::RegularFile {
        return Err(Problem::new("not a regular file"));
    }
    let modified_ns = i64::try_from(i128::from(stat.st_mtime) * 1_000_000_000 + i128::from(stat.st_mtime_nsec));
    let size = u64::try_from(stat.st_size).unwrap_or_default();
    Ok((File::from(opened), Stat { modified_ns: modified_ns.unwrap_or(i64::MAX), size }))
}

/// The bytes of a file of `size` bytes. A small one is read at once.
pub(super) fn stream(file: File, size: u64) -> Stream<'static> {
    Part::new(file, size).stream()
}

/// What can be read from anywhere, by several at once.
#[derive(Clone, Debug)]
enum Source {
    File(Arc<File>),
    Memory(Arc<[u8]>),
}

impl Source {
    fn read_at(&self, buffer: &mut [u8], at: u64) -> io::Result<usize> {
        match self {
            Self::File(file) => Ok(rustix::io::pread(file, buffer, at)?),
            Self::Memory(bytes) => {
                let at = usize::try_from(at).unwrap_or(usize::MAX);
                bytes.get(at..).unwrap_or_default().read(buffer)
            }
        }
    }
}

/// A stretch of a file, or of bytes in memory.
#[derive(Clone, Debug)]
pub(super) struct Part {
    source: Source,
    start: u64,
    length: u64,
    /// Whether the file may have grown since, and goes on behind the stretch then.
    is_open: bool,
    at: u64,
}

impl Part {
    /// All of a file of `size` bytes.
    pub(super) fn new(file: File, size: u64) -> Self {
        Self { source: Source::File(Arc::new(file)), start: 0, length: size, is_open: true, at: 0 }
    }

    /// All of what is in memory.
    pub(super) fn within_memory(bytes: &Arc<[u8]>) -> Self {
        let length = bytes.len() as u64;
        Self { source: Source::Memory(Arc::clone(bytes)), start: 0, length, is_open: false, at: 0 }
    }

    /// What is behind an offset.
    pub(super) fn behind(&self, offset: u64) -> Self {
        let offset = offset.min(self.length);
        Self { start: self.start + offset, length: self.length - offset, at: 0, ..self.clone() }
    }

    /// A stretch of it.
    pub(super) fn within(&self, offset: u64, length: u64) -> Self {
        let behind = self.behind(offset);
        Self { length: length.min(behind.length), is_open: false, ..behind }
    }

    /// All bytes, where they fit into a buffer. One that grew, or cannot be read, is left as it is.
    fn small(&self) -> Option<Vec<u8>> {
        // One byte more shows where the file ends.
        let size = usize::try_from(self.length).ok().filter(|size| *size < BUFFER)?;
        let Source::File(file) = &self.source else { return None };
        let mut bytes = Vec::with_capacity(size + usize::from(self.is_open));
        while bytes.len() < bytes.capacity() {
            let at = self.start + bytes.len() as u64;
            match rustix::io::pread(file, rustix::buffer::spare_capacity(&mut bytes), at) {
                Ok(count) if count == 0 || bytes.len() == size => return Some(bytes),
                Ok(_) => {}
                Err(_) => break,
            }
        }
        (bytes.len() == size).then_some(bytes)
    }

    /// What is read of it forward. A small one is read at once.
    pub(super) fn stream(&self) -> Stream<'static> {
        match self.small() {
            Some(bytes) => Stream::new(io::Cursor::new(bytes)),
            None => Stream::new(BufReader::with_capacity(BUFFER, self.clone())),
        }
    }
}

impl Read for Part {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let left = if self.is_open { u64::MAX } else { self.length.saturating_sub(self.at) };
        let most = buffer.len().min(usize::try_from(left).unwrap_or(usize::MAX));
        let count = self.source.read_at(buffer.get_mut(..most).unwrap_or_default(), self.start + self.at)?;
        self.at += count as u64;
        Ok(count)
    }
}

impl Seek for Part {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let at = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::End(by) => self.length.checked_add_signed(by),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
        };
        self.at = at.ok_or(io::ErrorKind::InvalidInput)?;
        Ok(self.at)
    }
}

impl Input for BufReader<Part> {
    fn skip(&mut self, count: u64) -> io::Result<()> {
        self.seek_relative(i64::try_from(count).unwrap_or(i64::MAX))
    }

    fn left(&self) -> Option<u64> {
        let part = self.get_ref();
        Some(part.length.saturating_sub(part.at - self.buffer().len() as u64))
    }
}
