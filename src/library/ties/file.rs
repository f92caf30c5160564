//! The file of ties, written and read.

use std::fs::File;
use std::io::{self, Seek, SeekFrom, Write};
use std::path::Path;

use super::super::Position;
use super::super::bits::Bits;
use super::super::catalogue::{Bytes, Checksum, Number, checksum};
use super::super::prints::damaged;
use super::recurring;

const MAGIC: &[u8; 8] = b"dlties\0\x05";
const PARTS: usize = 10;
/// Magic, name, rows, rows that were gone, parts, checksums of the parts and of the header.
const HEADER: usize = 8 + 8 + 4 + 4 + PARTS * 16 + 8 + 8;
/// The cluster of an article without copies.
pub(super) const ALONE: u32 = u32::MAX;
/// The bytes of an entry of the parts that are gone through, and those that are read at once.
const ENTRY: usize = 12;
const CHUNK: u64 = (ENTRY as u64) << 16;

/// A part of the file, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Headlines,
    Titles,
    LinkStarts,
    Linkers,
    Clusters,
    ClusterStarts,
    Members,
    Shared,
    Recurring,
    Counts,
}

/// What there is of each kind for one article: side by side, so that a row of the list takes one look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    /// Articles that carry it in their sections.
    pub(crate) linkers: u32,
    /// Other articles with its text.
    pub(crate) copies: u32,
    /// Its paragraphs that are long enough to be known again.
    pub(crate) paragraphs: u16,
    /// Its lines that are boilerplate.
    pub(crate) boilerplate: u16,
}

impl Counts {
    fn read(bytes: &[u8]) -> Self {
        let part = |from: usize, to: usize| bytes.get(from..to).unwrap_or_default();
        Self {
            linkers: u32::read(part(0, 4)),
            copies: u32::read(part(4, 8)),
            paragraphs: u16::read(part(8, 10)),
            boilerplate: u16::read(part(10, 12)),
        }
    }

    pub(super) fn bytes(self) -> Vec<u8> {
        let (linkers, copies) = (self.linkers.to_le_bytes(), self.copies.to_le_bytes());
        [&linkers[..], &copies, &self.paragraphs.to_le_bytes(), &self.boilerplate.to_le_bytes()].concat()
    }
}

/// What the articles below [`rows`](Self::rows) have to do with one another.
#[derive(Clone, Debug)]
pub(crate) struct Ties {
    bytes: Bytes,
    rows: Position,
    /// How many of the rows were gone.
    dead: u32,
    parts: [(u64, u64); PARTS],
    /// The checksum of the parts.
    sum: u64,
}

/// The articles that have copies.
pub(crate) struct Clusters {
    /// The number of each article's cluster, by position; greater than all for one that is alone.
    pub(crate) of: Vec<u32>,
    /// The members of each cluster, the earliest first.
    pub(crate) members: Vec<Vec<Position>>,
}

impl Ties {
    /// Opens the file of the index of this name; `None` where there is none.
    ///
    /// # Errors
    ///
    /// When it cannot be read, is damaged, or belongs to another index.
    pub(crate) fn open(path: &Path, name: u64) -> io::Result<Option<Self>> {
        let file = match File::open(path) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error),
        };
        let length = file.metadata()?.len();
        Self::of(file.into(), name, length).map(Some)
    }

    pub(super) fn of(bytes: Bytes, name: u64, length: u64) -> io::Result<Self> {
        let mut header = [0; HEADER];
        bytes.read_at(&mut header, 0)?;
        let (body, sum) = header.split_at(HEADER - 8);
        let number = |at: usize| u64::read(body.get(at..at + 8).unwrap_or_default());
        if !body.starts_with(MAGIC) || checksum(body) != u64::read(sum) || number(8) != name {
            return Err(damaged());
        }
        let half = |at: usize| u32::read(body.get(at..at + 4).unwrap_or_default());
        let mut parts = [(0, 0); PARTS];
        for (part, at) in parts.iter_mut().zip((24..).step_by(16)) {
            *part = (number(at), number(at + 8));
            if part.0.checked_add(part.1).is_none_or(|end| end > length) {
                return Err(damaged());
            }
        }
        Ok(Self { bytes, rows: half(16), dead: half(20), parts, sum: number(HEADER - 16) })
    }

    /// Reads all of it, and compares it with what was written; `Interrupted` as soon as `stop` says so.
    ///
    /// # Errors
    ///
    /// When it cannot be read, or is damaged.
    pub(crate) fn check(&self, stop: &dyn Fn() -> bool) -> io::Result<()> {
        let end = self.parts.iter().map(|(offset, length)| offset + length).max().unwrap_or_default();
        if self.bytes.checksum(HEADER as u64, end, stop)? == self.sum { Ok(()) } else { Err(damaged()) }
    }

    /// Of the positions from here on nothing is known.
    pub(crate) fn rows(&self) -> Position {
        self.rows
    }

    /// Whether they are of a library that has so many rows, of which so many are gone.
    pub(crate) fn is_of(&self, rows: Position, dead: usize) -> bool {
        self.rows == rows && self.dead as usize == dead
    }

    fn part(&self, part: Part) -> (u64, u64) {
        self.parts.get(part as usize).copied().unwrap_or_default()
    }

    fn read(&self, part: Part, from: u64, length: u64) -> io::Result<Vec<u8>> {
        let (offset, size) = self.part(part);
        if from.checked_add(length).is_none_or(|end| end > size) {
            return Err(damaged());
        }
        let mut bytes = vec![0; usize::try_from(length).map_err(|_| damaged())?];
        self.bytes.read_at(&mut bytes, offset + from)?;
        Ok(bytes)
    }

    fn numbers(&self, part: Part, from: u64, count: u64) -> io::Result<Vec<u32>> {
        Ok(self.read(part, from * 4, count * 4)?.chunks_exact(4).map(u32::read).collect())
    }

    /// The numbers of a list of lists.
    fn list(&self, starts: Part, list: Part, number: u32) -> io::Result<Vec<u32>> {
        let bounds = self.numbers(starts, u64::from(number), 2)?;
        let (from, to) = bounds.first().zip(bounds.last()).ok_or_else(damaged)?;
        self.numbers(list, u64::from(*from), u64::from(to.checked_sub(*from).ok_or_else(damaged)?))
    }

    /// How long each list of a list of lists is.
    fn lengths(&self, starts: Part) -> io::Result<Vec<u32>> {
        let starts = self.numbers(starts, 0, self.part(starts).1 / 4)?;
        Ok(starts.windows(2).map(|pair| pair.last().zip(pair.first()).map_or(0, |(to, from)| to - from)).collect())
    }

    /// The articles whose sections carry the one at a position.
    pub(crate) fn linkers(&self, position: Position) -> io::Result<Vec<Position>> {
        if position >= self.rows { Ok(Vec::new()) } else { self.list(Part::LinkStarts, Part::Linkers, position) }
    }

    /// The rows in the order of their headlines, as [`headlines::order`](super::super::headlines::order) gives it.
    pub(crate) fn headlines(&self) -> io::Result<Vec<u32>> {
        self.numbers(Part::Headlines, 0, self.part(Part::Headlines).1 / 4)
    }

    /// What there is for the article at a position.
    pub(crate) fn counts(&self, position: Position) -> io::Result<Counts> {
        Ok(Counts::read(&self.read(Part::Counts, u64::from(position) * ENTRY as u64, ENTRY as u64)?))
    }

    /// A count of each article, by position.
    pub(crate) fn each_count<T>(&self, count: impl Fn(Counts) -> T) -> io::Result<Vec<T>> {
        let mut all = Vec::with_capacity(self.rows as usize);
        self.each(Part::Counts, &mut |entry| all.push(count(Counts::read(entry))))?;
        Ok(all)
    }

    /// Goes through the entries of a part.
    fn each(&self, part: Part, each: &mut dyn FnMut(&[u8])) -> io::Result<()> {
        let mut left = self.part(part).1;
        let mut from = 0;
        while left > 0 {
            let length = CHUNK.min(left);
            self.read(part, from, length)?.chunks_exact(ENTRY).for_each(&mut *each);
            (from, left) = (from + length, left - length);
        }
        Ok(())
    }

    /// All articles with the text of the one at a position, it among them, the earliest first; none where it is alone.
    pub(crate) fn cluster(&self, position: Position) -> io::Result<Vec<Position>> {
        if position >= self.rows {
            return Ok(Vec::new());
        }
        match self.numbers(Part::Clusters, u64::from(position), 1)?.first() {
            Some(&cluster) if cluster != ALONE => self.list(Part::ClusterStarts, Part::Members, cluster),
            _ => Ok(Vec::new()),
        }
    }

    /// All clusters.
    pub(crate) fn clusters(&self) -> io::Result<Clusters> {
        let clusters = self.numbers(Part::Clusters, 0, u64::from(self.rows))?;
        let lengths = self.lengths(Part::ClusterStarts)?;
        let all = self.numbers(Part::Members, 0, self.part(Part::Members).1 / 4)?;
        let mut rest = all.as_slice();
        let mut members = Vec::with_capacity(lengths.len());
        for length in lengths {
            let (these, others) = rest.split_at_checked(length as usize).ok_or_else(damaged)?;
            members.push(these.to_vec());
            rest = others;
        }
        Ok(Clusters { of: clusters, members })
    }

    /// The articles that may have a headline of this key.
    pub(crate) fn titled(&self, key: u64) -> io::Result<Vec<Position>> {
        let wanted = u32::try_from(key >> 32).unwrap_or_default();
        let found = self.sorted(Part::Titles, 8, &|entry| u64::from(u32::read(head(entry, 4))), u64::from(wanted))?;
        Ok(found.iter().map(|entry| u32::read(tail(entry, 4))).collect())
    }

    /// The articles that have the paragraph of this hash, where they are several.
    pub(crate) fn sharing(&self, hash: u64) -> io::Result<Vec<Position>> {
        let found = self.sorted(Part::Shared, 12, &|entry| u64::read(head(entry, 8)), hash)?;
        Ok(found.iter().map(|entry| u32::read(tail(entry, 8))).collect())
    }

    /// The entries of a sorted part that have this key. Keys are hashes: where one stands among all can be guessed.
    fn sorted(&self, part: Part, width: u64, key: &dyn Fn(&[u8]) -> u64, wanted: u64) -> io::Result<Vec<Vec<u8>>> {
        /// Entries that are read at once.
        const TOGETHER: u64 = 64;
        let all = self.part(part).1 / width;
        let (mut low, mut high) = (0, all);
        // Every other step halves, however the keys lie.
        let (mut from, mut to, mut guess) = (0, u64::MAX, true);
        while low < high {
            let span = high - low;
            let share = u128::from(wanted.saturating_sub(from)) * u128::from(span) / u128::from((to - from).max(1));
            let step = if guess { u64::try_from(share).unwrap_or(span).min(span - 1) } else { span / 2 };
            let middle = low + step;
            guess = !guess;
            let found = key(&self.read(part, middle * width, width)?);
            if found < wanted { (low, from) = (middle + 1, found) } else { (high, to) = (middle, found.max(from)) }
        }
        let mut found = Vec::new();
        while low < all {
            let count = TOGETHER.min(all - low);
            let entries = self.read(part, low * width, count * width)?;
            for entry in entries.chunks_exact(usize::try_from(width).unwrap_or(1)) {
                if key(entry) != wanted {
                    return Ok(found);
                }
                found.push(entry.to_vec());
            }
            low += count;
        }
        Ok(found)
    }

    /// In how many articles of the site with this name a line stands, where it is boilerplate; else 0.
    pub(crate) fn recurs(&self, site: &str, line: u32) -> io::Result<u32> {
        let key = recurring::key(site, line);
        let found = self.sorted(Part::Recurring, 12, &|entry| u64::read(head(entry, 8)), key)?;
        Ok(found.first().map_or(0, |entry| u32::read(tail(entry, 8))))
    }

    /// How many paragraphs of each article stand in another one of `read`, by position. Of those in `read` all are known.
    pub(crate) fn known(&self, read: &Bits) -> io::Result<Vec<u16>> {
        let mut known = vec![0_u16; self.rows as usize];
        let mut group: (u64, Vec<Position>, bool) = (0, Vec::new(), false);
        let mut count = |(_, rows, is_known): &(u64, Vec<Position>, bool)| {
            for row in rows.iter().filter(|_| *is_known) {
                if let Some(slot) = known.get_mut(*row as usize) {
                    *slot = slot.saturating_add(1);
                }
            }
        };
        self.each(Part::Shared, &mut |entry| {
            let (hash, row) = (u64::read(head(entry, 8)), u32::read(tail(entry, 8)));
            if hash != group.0 {
                count(&group);
                group.0 = hash;
                group.1.clear();
                group.2 = false;
            }
            group.1.push(row);
            group.2 |= read.get(row as usize);
        })?;
        count(&group);
        for (row, all) in
            self.each_count(|counts| counts.paragraphs)?.into_iter().enumerate().filter(|(row, _)| read.get(*row))
        {
            if let Some(slot) = known.get_mut(row) {
                *slot = all;
            }
        }
        Ok(known)
    }
}

fn head(entry: &[u8], length: usize) -> &[u8] {
    entry.get(..length).unwrap_or_default()
}

fn tail(entry: &[u8], from: usize) -> &[u8] {
    entry.get(from..).unwrap_or_default()
}

/// Writes a file of ties, part by part in their order.
pub(super) struct Out<'a, W: Write> {
    to: io::BufWriter<&'a mut W>,
    at: u64,
    parts: [(u64, u64); PARTS],
    sum: Checksum,
}

impl<'a, W: Write + Seek> Out<'a, W> {
    pub(super) fn new(to: &'a mut W) -> io::Result<Self> {
        let mut out =
            Self { to: io::BufWriter::new(to), at: HEADER as u64, parts: [(0, 0); PARTS], sum: Checksum::default() };
        out.to.write_all(&[0; HEADER])?;
        Ok(out)
    }

    /// Adds to a part; none that stands before it is added to any more.
    pub(super) fn add(&mut self, part: Part, bytes: &[u8]) -> io::Result<()> {
        if let Some(place) = self.parts.get_mut(part as usize) {
            if place.1 == 0 {
                place.0 = self.at;
            }
            place.1 += bytes.len() as u64;
        }
        self.at += bytes.len() as u64;
        self.sum.add(bytes);
        self.to.write_all(bytes)
    }

    /// Adds numbers to a part.
    pub(super) fn numbers(&mut self, part: Part, numbers: impl Iterator<Item = u32>) -> io::Result<()> {
        let mut bytes = Vec::with_capacity(1 << 14);
        for number in numbers {
            bytes.extend_from_slice(&number.to_le_bytes());
            if bytes.len() >= 1 << 14 {
                self.add(part, &bytes)?;
                bytes.clear();
            }
        }
        self.add(part, &bytes)
    }

    /// Writes the header.
    pub(super) fn finish(mut self, name: u64, rows: Position, dead: usize) -> io::Result<()> {
        let mut header = Vec::with_capacity(HEADER);
        header.extend_from_slice(MAGIC);
        header.extend_from_slice(&name.to_le_bytes());
        header.extend_from_slice(&rows.to_le_bytes());
        header.extend_from_slice(&u32::try_from(dead).unwrap_or(u32::MAX).to_le_bytes());
        for (offset, length) in self.parts {
            header.extend_from_slice(&offset.to_le_bytes());
            header.extend_from_slice(&length.to_le_bytes());
        }
        header.extend_from_slice(&self.sum.finish().to_le_bytes());
        let sum = checksum(&header);
        header.extend_from_slice(&sum.to_le_bytes());
        self.to.flush()?;
        self.to.seek(SeekFrom::Start(0))?;
        self.to.write_all(&header)?;
        self.to.flush()
    }
}
