//! The bytes of a part of the index, and the numbers in them.
//!
//! Rows, titles and paragraphs are looked up by reads of a few bytes each, many of which are near one another. A system call for
//! each of them takes longer than all else, so each thread keeps the pages that it read last.

use std::cell::RefCell;
use std::fs::File;
use std::io;
use std::os::unix::fs::FileExt;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::Checksum;
use super::segment::damaged;

/// Bytes that are read at once for a small read.
const PAGE: usize = 1024;
/// A read of more than this is made as it is.
const SMALL: usize = 512;
/// Pages that a thread keeps.
const KEPT: usize = 1024;
/// Bytes that are read at once where many are.
const PIECE: usize = 1 << 18;

/// Where the bytes are: on the disk, or, until they are written and where they cannot be, in memory.
#[derive(Clone, Debug)]
pub(in crate::library) enum Bytes {
    File(Arc<Stored>),
    Memory(Arc<[u8]>),
}

/// A file of the index. As long as it is open so, what was written is never changed, only added to.
#[derive(Debug)]
pub(in crate::library) struct Stored {
    file: File,
    /// Tells it from all others that were ever opened.
    number: u64,
}

/// A number of a column.
pub(in crate::library) trait Number: Copy + Default + Send + Sync {
    /// Little-endian; 0 for bytes of another count.
    fn read(bytes: &[u8]) -> Self;
}

macro_rules! numbers {
    ($($number:ty),*) => {$(
        impl Number for $number {
            fn read(bytes: &[u8]) -> Self {
                bytes.try_into().map(Self::from_le_bytes).unwrap_or_default()
            }
        }
    )*};
}
numbers!(u16, u32, u64, i64, u128);

impl From<File> for Bytes {
    fn from(file: File) -> Self {
        static OPENED: AtomicU64 = AtomicU64::new(0);
        Self::File(Arc::new(Stored { file, number: OPENED.fetch_add(1, Ordering::Relaxed) }))
    }
}

impl Bytes {
    /// Fills the buffer with the bytes from `offset` on.
    ///
    /// # Errors
    ///
    /// When they cannot be read, or are not there.
    pub(in crate::library) fn read_at(&self, buffer: &mut [u8], offset: u64) -> io::Result<()> {
        match self {
            Self::File(stored) if buffer.len() > SMALL => stored.file.read_exact_at(buffer, offset),
            Self::File(stored) => PAGES.with_borrow_mut(|pages| pages.read_at(stored, buffer, offset)),
            Self::Memory(bytes) => {
                let from = usize::try_from(offset).map_err(|_| damaged())?;
                let part = from.checked_add(buffer.len()).and_then(|to| bytes.get(from..to)).ok_or_else(damaged)?;
                buffer.copy_from_slice(part);
                Ok(())
            }
        }
    }

    /// The checksum of the bytes from `from` to `to`.
    ///
    /// # Errors
    ///
    /// As of [`read_at`](Self::read_at); `Interrupted` as soon as `stop` says so.
    pub(in crate::library) fn checksum(&self, mut from: u64, to: u64, stop: &dyn Fn() -> bool) -> io::Result<u64> {
        let mut sum = Checksum::default();
        let mut piece = vec![0; PIECE];
        while from < to {
            if stop() {
                return Err(io::ErrorKind::Interrupted.into());
            }
            // The rest of it may be more than a small machine counts.
            piece.truncate(usize::try_from(to - from).unwrap_or(usize::MAX));
            self.read_at(&mut piece, from)?;
            sum.add(&piece);
            from += piece.len() as u64;
        }
        Ok(sum.finish())
    }
}

thread_local! {
    static PAGES: RefCell<Pages> = const { RefCell::new(Pages(Vec::new())) };
}

/// The pages that a thread read last. Each has one place where it can stand, so that to find it takes no search.
struct Pages(Vec<Page>);

#[derive(Clone, Default)]
struct Page {
    /// The number of its file, and its own there.
    of: (u64, u64),
    bytes: Vec<u8>,
}

impl Pages {
    fn read_at(&mut self, stored: &Stored, mut buffer: &mut [u8], mut offset: u64) -> io::Result<()> {
        if self.0.is_empty() {
            self.0 = vec![Page::default(); KEPT];
        }
        while !buffer.is_empty() {
            let (number, from) = (offset / PAGE as u64, usize::try_from(offset % PAGE as u64).unwrap_or_default());
            let length = buffer.len().min(PAGE - from);
            let (now, later) = buffer.split_at_mut(length);
            let Some(page) = self.0.get_mut(place(stored.number, number)) else { return Err(damaged()) };
            if page.of != (stored.number, number) || page.bytes.len() < from + length {
                page.load(stored, number)?;
            }
            now.copy_from_slice(page.bytes.get(from..from + length).ok_or(io::ErrorKind::UnexpectedEof)?);
            offset += length as u64;
            buffer = later;
        }
        Ok(())
    }
}

/// Pages that follow on each other stand beside each other; those of different files are spread (Fibonacci hashing).
fn place(file: u64, page: u64) -> usize {
    let spread = file.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32;
    usize::try_from(spread.wrapping_add(page) % KEPT as u64).unwrap_or_default()
}

impl Page {
    fn load(&mut self, stored: &Stored, number: u64) -> io::Result<()> {
        // A page that could not be read is none.
        self.of = (u64::MAX, u64::MAX);
        self.bytes.resize(PAGE, 0);
        let mut filled = 0;
        while let Some(rest) = self.bytes.get_mut(filled..).filter(|rest| !rest.is_empty()) {
            match stored.file.read_at(rest, number * PAGE as u64 + filled as u64) {
                // The last page of a file is shorter.
                Ok(0) => break,
                Ok(count) => filled += count,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        self.bytes.truncate(filled);
        self.of = (stored.number, number);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn byte(at: usize) -> u8 {
        u8::try_from(at % 251).unwrap()
    }

    #[test]
    fn small_reads_give_what_is_in_the_file_wherever_they_start() {
        let mut file = tempfile::tempfile().unwrap();
        let length = PAGE * (KEPT + 3) + 100;
        file.write_all(&(0..length).map(byte).collect::<Vec<_>>()).unwrap();
        let bytes = Bytes::from(file);
        // The second time round, pages have taken the places of others.
        for offset in (0..length - SMALL).step_by(997).chain((0..length - SMALL).step_by(1009)) {
            for size in [0, 1, 8, SMALL, SMALL + 1] {
                let mut read = vec![0; size.min(length - offset)];
                bytes.read_at(&mut read, offset as u64).unwrap();
                assert!(read.iter().enumerate().all(|(at, read)| *read == byte(offset + at)), "{size} at {offset}");
            }
        }
        let mut beyond = [0; 8];
        assert!(bytes.read_at(&mut beyond, length as u64 - 7).is_err());
        bytes.read_at(&mut beyond, length as u64 - 8).unwrap();
    }

    #[test]
    fn what_is_added_to_a_file_is_seen_and_files_are_told_apart() {
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(b"one").unwrap();
        let mut added = file.try_clone().unwrap();
        let bytes = Bytes::from(file);
        let mut read = [0; 3];
        bytes.read_at(&mut read, 0).unwrap();
        added.write_all(b"two").unwrap();
        bytes.read_at(&mut read, 3).unwrap();
        assert_eq!(&read, b"two");
        let mut other = tempfile::tempfile().unwrap();
        other.write_all(b"others").unwrap();
        Bytes::from(other).read_at(&mut read, 0).unwrap();
        assert_eq!(&read, b"oth");
    }
}
