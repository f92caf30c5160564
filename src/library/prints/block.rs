//! A block of prints: those of positions in a row, as columns behind a header.
//!
//! ```text
//! header   magic, name of the index, first position, rows, offset and length of each column, checksum of the columns, and of itself
//! columns  for each kind: where each row's numbers start (rows + 1 times), then the numbers
//! ```
//!
//! All numbers are little-endian.

use std::io;

use super::super::Position;
use super::super::catalogue::{Bytes, Checksum, Number, checksum};
use super::{Print, damaged};

const MAGIC: &[u8; 8] = b"dlprnt\0\x03";
const KINDS: usize = 6;
/// Magic, name, first, rows, columns, checksums.
const HEADER: usize = 8 + 8 + 4 + 4 + KINDS * 2 * 16 + 8 + 8;

/// A column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Keys of the headline, of eight bytes.
    Headline,
    /// Keys of story links, of eight bytes.
    Links,
    /// Hashes of paragraphs, of eight bytes.
    Paragraphs,
    /// Hashes of the other lines of the body, of four bytes.
    Lines,
    /// The samples of shingles, of four bytes.
    Shingles,
    /// Numbers and what stands before them, of eight bytes.
    Facts,
}

const WIDTHS: [u64; KINDS] = [8, 8, 8, 4, 4, 8];

/// A block that can be read.
#[derive(Clone, Debug)]
pub(crate) struct Block {
    bytes: Bytes,
    at: u64,
    pub(crate) first: Position,
    pub(crate) rows: Position,
    columns: [(u64, u64); KINDS * 2],
    sum: u64,
    /// Bytes, with the header.
    pub(super) length: u64,
}

/// Reads the numbers of a kind row after row, so many at a time that a column is never in memory as a whole.
#[derive(Debug)]
pub(crate) struct Reader<'a, T> {
    block: &'a Block,
    kind: Kind,
    starts: Vec<u32>,
    /// Where `numbers` begin in the column.
    from: u32,
    numbers: Vec<T>,
}

/// Numbers that are read at once.
const TOGETHER: u32 = 1 << 16;

impl<T: Number> Reader<'_, T> {
    /// The numbers of a row.
    ///
    /// # Errors
    ///
    /// When they cannot be read.
    pub(crate) fn row(&mut self, row: u32) -> io::Result<&[T]> {
        let starts = self.starts.get(row as usize).zip(self.starts.get(row as usize + 1));
        let (&from, &to) = starts.ok_or_else(damaged)?;
        let range = |first: u32| Some(from.checked_sub(first)? as usize..to.checked_sub(first)? as usize);
        if range(self.from).is_none_or(|range| range.end > self.numbers.len()) {
            let end = self.starts.last().copied().unwrap_or_default().min(from.saturating_add(TOGETHER)).max(to);
            self.numbers = self.block.numbers(self.kind, from, end)?;
            self.from = from;
        }
        range(self.from).and_then(|range| self.numbers.get(range)).ok_or_else(damaged)
    }
}

impl Block {
    /// Reads the header of the block at `at`, of the index of this name.
    ///
    /// # Errors
    ///
    /// When it cannot be read, is none, or belongs to another index.
    pub(super) fn open(bytes: &Bytes, at: u64, name: u64, length: u64) -> io::Result<Self> {
        let mut header = [0; HEADER];
        bytes.read_at(&mut header, at)?;
        let (body, sum) = header.split_at(HEADER - 8);
        let number = |at: usize| u64::read(body.get(at..at + 8).unwrap_or_default());
        if !body.starts_with(MAGIC) || checksum(body) != u64::read(sum) || number(8) != name {
            return Err(damaged());
        }
        let half = |at: usize| u32::read(body.get(at..at + 4).unwrap_or_default());
        let (first, rows) = (half(16), half(20));
        let mut columns = [(0, 0); KINDS * 2];
        let mut end = HEADER as u64;
        for (column, from) in columns.iter_mut().zip((24..).step_by(16)) {
            *column = (number(from), number(from + 8));
            end = end.max(column.0.checked_add(column.1).ok_or_else(damaged)?);
        }
        if at.checked_add(end).is_none_or(|end| end > length) || first.checked_add(rows).is_none() {
            return Err(damaged());
        }
        Ok(Self { bytes: bytes.clone(), at, first, rows, columns, sum: number(HEADER - 16), length: end })
    }

    pub(super) fn bytes(&self) -> Bytes {
        self.bytes.clone()
    }

    /// Whether the columns are as they were written.
    pub(super) fn is_whole(&self) -> io::Result<bool> {
        let sum = self.bytes.checksum(self.at + HEADER as u64, self.at + self.length, &|| false)?;
        Ok(sum == self.sum)
    }

    fn part(&self, column: usize, from: u64, length: u64) -> io::Result<Vec<u8>> {
        let (offset, size) = self.columns.get(column).copied().unwrap_or_default();
        if from.checked_add(length).is_none_or(|end| end > size) {
            return Err(damaged());
        }
        let mut part = vec![0; usize::try_from(length).map_err(|_| damaged())?];
        self.bytes.read_at(&mut part, self.at + offset + from)?;
        Ok(part)
    }

    /// A row's numbers of a kind.
    pub(super) fn row<T: Number>(&self, kind: Kind, row: u32) -> io::Result<Vec<T>> {
        let bounds = self.part(kind as usize * 2, u64::from(row) * 4, 8)?;
        let (start, end) = bounds.split_at(4);
        self.numbers(kind, u32::read(start), u32::read(end))
    }

    fn numbers<T: Number>(&self, kind: Kind, from: u32, to: u32) -> io::Result<Vec<T>> {
        let width = WIDTHS.get(kind as usize).copied().unwrap_or(1);
        let length = u64::from(to.checked_sub(from).ok_or_else(damaged)?) * width;
        Ok(numbers(&self.part(kind as usize * 2 + 1, u64::from(from) * width, length)?, width))
    }

    /// Reads the numbers of a kind row after row.
    ///
    /// # Errors
    ///
    /// When they cannot be read.
    pub(crate) fn reader<T: Number>(&self, kind: Kind) -> io::Result<Reader<'_, T>> {
        let column = kind as usize * 2;
        let starts = self.part(column, 0, self.columns.get(column).map_or(0, |(_, length)| *length))?;
        Ok(Reader { block: self, kind, starts: numbers(&starts, 4), from: 0, numbers: Vec::new() })
    }

    /// How many numbers of a kind there are.
    pub(crate) fn count(&self, kind: Kind) -> u64 {
        let width = WIDTHS.get(kind as usize).copied().unwrap_or(1);
        self.columns.get(kind as usize * 2 + 1).map_or(0, |(_, length)| length / width)
    }
}

fn numbers<T: Number>(bytes: &[u8], width: u64) -> Vec<T> {
    // A width has one digit.
    bytes.chunks_exact(usize::try_from(width).unwrap_or(1)).map(T::read).collect()
}

/// Takes prints, and makes a block of them.
#[derive(Debug, Default)]
pub(crate) struct Builder {
    /// The rows in the order in which they came, each with the ends of its numbers.
    rows: Vec<(u32, [u32; KINDS])>,
    data: [Vec<u8>; KINDS],
}

impl Builder {
    /// Adds the print of a row, counted from the first of the block.
    pub(crate) fn push(&mut self, row: u32, print: &Print) {
        let [headline, links, paragraphs, others, shingles, facts] = &mut self.data;
        for (numbers, column) in [
            (&print.headline, headline),
            (&print.links, links),
            (&print.paragraphs, paragraphs),
            (&print.sketch.facts, facts),
        ] {
            column.extend(numbers.iter().flat_map(|number| number.to_le_bytes()));
        }
        for (numbers, column) in [(&print.lines, others), (&print.sketch.shingles, shingles)] {
            column.extend(numbers.iter().flat_map(|number| number.to_le_bytes()));
        }
        let mut ends = [0; KINDS];
        for ((end, column), width) in ends.iter_mut().zip(&self.data).zip(WIDTHS) {
            *end = u32::try_from(column.len() as u64 / width).unwrap_or(u32::MAX);
        }
        self.rows.push((row, ends));
    }

    /// The block of `rows` rows from `first` on, of the index of this name. Rows of which there is no print have an empty one.
    pub(super) fn finish(self, name: u64, first: Position, rows: Position) -> Vec<u8> {
        let mut spans: Vec<Option<usize>> = vec![None; rows as usize];
        for (at, (row, _)) in self.rows.iter().enumerate() {
            if let Some(span) = spans.get_mut(*row as usize) {
                *span = Some(at);
            }
        }
        let mut columns: Vec<Vec<u8>> = Vec::with_capacity(KINDS * 2);
        for ((kind, data), width) in self.data.into_iter().enumerate().zip(WIDTHS) {
            let end = |at: usize| self.rows.get(at).and_then(|(_, ends)| ends.get(kind)).copied().unwrap_or_default();
            let (mut starts, mut all, mut total) = (Vec::with_capacity(spans.len() * 4 + 4), Vec::new(), 0_u32);
            let in_order = self.rows.is_sorted();
            for span in &spans {
                starts.extend_from_slice(&total.to_le_bytes());
                let Some(at) = *span else { continue };
                let (from, to) = (at.checked_sub(1).map_or(0, end), end(at));
                total += to - from;
                if !in_order {
                    let bytes = |number: u32| number as usize * usize::try_from(width).unwrap_or(1);
                    all.extend_from_slice(data.get(bytes(from)..bytes(to)).unwrap_or_default());
                }
            }
            starts.extend_from_slice(&total.to_le_bytes());
            columns.push(starts);
            columns.push(if in_order { data } else { all });
        }
        assemble(name, first, rows, &columns)
    }
}

fn assemble(name: u64, first: Position, rows: Position, columns: &[Vec<u8>]) -> Vec<u8> {
    let size: usize = columns.iter().map(Vec::len).sum();
    let mut bytes = Vec::with_capacity(HEADER + size);
    bytes.extend_from_slice(MAGIC);
    bytes.extend_from_slice(&name.to_le_bytes());
    bytes.extend_from_slice(&first.to_le_bytes());
    bytes.extend_from_slice(&rows.to_le_bytes());
    let mut offset = HEADER as u64;
    let mut sum = Checksum::default();
    for column in columns {
        bytes.extend_from_slice(&offset.to_le_bytes());
        bytes.extend_from_slice(&(column.len() as u64).to_le_bytes());
        offset += column.len() as u64;
        sum.add(column);
    }
    bytes.extend_from_slice(&sum.finish().to_le_bytes());
    let sum = checksum(&bytes);
    bytes.extend_from_slice(&sum.to_le_bytes());
    for column in columns {
        bytes.extend_from_slice(column);
    }
    bytes
}
