//! A segment: rows that were written together, as columns behind a header. It never changes.
//!
//! ```text
//! header   magic, rows, understood, offset and length of each section, checksum of the sections, and of itself
//! columns  a number a row: date, words, id, file, traits, language, site, headline hash; and, in the order of the headlines and
//!          not of the rows, two keys of each headline
//! by id    the rows in the order of their ids; by headline, in the order of the hashes; by letters, in that of the headline keys
//! rows     where each row starts, and the rows: once more their cells of the first columns, up to the site, then the details
//!          (postcard), so that a row is read at once
//! sites, files, folders: the same way; by path, the files in the order of their paths
//! troubled the numbers of the files that could not be read, or not as a whole
//! ```
//!
//! All numbers are little-endian. A section is read when it is asked for, a row by the bytes that are its own.

use std::fs::File;
use std::io;
use std::path::Path;

use serde::de::DeserializeOwned;

use super::bytes::{Bytes, Number};
use super::paths::Names;
use super::row::{Head, headline_key};
use super::{Details, Entry, Folder, ListedFile, Traits};
use crate::article::{ArticleId, Text};

pub(super) const MAGIC: &[u8; 8] = b"dlseg\0\0\x07";
/// A checksum.
const SUM: usize = 8;
/// Sections, in the order of [`Section`].
pub(super) const SECTIONS: usize = 23;
/// Magic, rows, understood, sections, checksums.
pub(super) const HEADER: usize = 8 + 4 + 4 + SECTIONS * 16 + SUM + SUM;

/// The bytes of the widest column's number.
const WIDEST: usize = 16;
/// The bytes of a column that are read at once: they stay in the cache of the processor until they are numbers.
const PIECE: usize = 32 * 1024;
/// The bytes of the cells that stand before the details of a row.
const CELLS: usize = 8 + 4 + 16 + 4 + 2 + 2 + 4;

/// A part of a segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Section {
    Date,
    Words,
    Id,
    File,
    Traits,
    Language,
    Site,
    HeadlineHash,
    HeadlineKey,
    HeadlineRest,
    ById,
    ByHeadline,
    ByLetters,
    RowAt,
    Rows,
    SiteAt,
    Sites,
    FileAt,
    Files,
    FolderAt,
    Folders,
    ByPath,
    Troubled,
}

impl Section {
    /// The bytes that each row has in a column; 0 for what is no column.
    fn width(self) -> usize {
        match self {
            Self::Id | Self::HeadlineKey | Self::HeadlineRest => 16,
            Self::Date | Self::HeadlineHash => 8,
            Self::Words | Self::File | Self::Site | Self::ById | Self::ByHeadline | Self::ByLetters => 4,
            Self::Traits | Self::Language => 2,
            Self::RowAt
            | Self::Rows
            | Self::SiteAt
            | Self::Sites
            | Self::FileAt
            | Self::Files
            | Self::FolderAt
            | Self::Folders
            | Self::ByPath
            | Self::Troubled => 0,
        }
    }
}

/// A row's numbers in the first columns.
pub(super) struct Cells {
    pub(super) date: i64,
    pub(super) words: u32,
    pub(super) id: ArticleId,
    pub(super) file: u32,
    pub(super) traits: Traits,
    pub(super) language: u16,
    pub(super) site: u32,
}

impl Cells {
    /// As they stand before the details of a row.
    fn read(bytes: &[u8; CELLS]) -> Self {
        let mut rest = bytes.as_slice();
        let mut next = |width| {
            let (cell, behind) = rest.split_at_checked(width).unwrap_or_default();
            rest = behind;
            cell
        };
        Self {
            date: i64::read(next(8)),
            words: u32::read(next(4)),
            id: ArticleId(u128::read(next(16))),
            file: u32::read(next(4)),
            traits: Traits(u16::read(next(2))),
            language: u16::read(next(2)),
            site: u32::read(next(4)),
        }
    }
}

/// The rows of a segment.
#[derive(Clone, Debug)]
pub(crate) struct Segment {
    bytes: Bytes,
    rows: u32,
    understood: bool,
    sections: [(u64, u64); SECTIONS],
    /// The checksum of the sections.
    sum: u64,
}

pub(super) fn damaged() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "a segment of the index is damaged")
}

impl Segment {
    /// Opens a segment on the disk. Only its header is read.
    ///
    /// # Errors
    ///
    /// When it cannot be read, or is damaged.
    pub(crate) fn open(path: &Path) -> io::Result<Self> {
        let file = File::open(path)?;
        let length = file.metadata()?.len();
        Self::read(file.into(), length)
    }

    /// A segment in memory.
    ///
    /// # Errors
    ///
    /// When the bytes are no segment.
    pub(crate) fn of(bytes: Vec<u8>) -> io::Result<Self> {
        let length = bytes.len() as u64;
        Self::read(Bytes::Memory(bytes.into()), length)
    }

    fn read(bytes: Bytes, length: u64) -> io::Result<Self> {
        let mut header = [0; HEADER];
        bytes.read_at(&mut header, 0)?;
        let (body, sum) = header.split_at(HEADER - SUM);
        if !body.starts_with(MAGIC) || super::checksum(body) != u64::read(sum) {
            return Err(damaged());
        }
        let number = |at: usize| u64::read(body.get(at..at + 8).unwrap_or_default());
        let mut sections = [(0, 0); SECTIONS];
        for (section, at) in sections.iter_mut().zip((16..).step_by(16)) {
            *section = (number(at), number(at + 8));
            if section.0.checked_add(section.1).is_none_or(|end| end > length) {
                return Err(damaged());
            }
        }
        let rows = u32::read(body.get(8..12).unwrap_or_default());
        let understood = body.get(12) == Some(&1);
        Ok(Self { bytes, rows, understood, sections, sum: number(HEADER - 2 * SUM) })
    }

    /// Reads all of it, and compares it with what was written; `Interrupted` as soon as `stop` says so.
    ///
    /// # Errors
    ///
    /// When it cannot be read, or is damaged.
    pub(crate) fn check(&self, stop: &dyn Fn() -> bool) -> io::Result<()> {
        let end = self.sections.iter().map(|(offset, length)| offset + length).max().unwrap_or_default();
        if self.bytes.checksum(HEADER as u64, end, stop)? == self.sum { Ok(()) } else { Err(damaged()) }
    }

    /// How many rows there are.
    pub(crate) fn len(&self) -> u32 {
        self.rows
    }

    /// Whether the rows come from the whole articles, not from their heads only.
    pub(crate) fn is_understood(&self) -> bool {
        self.understood
    }

    fn section(&self, section: Section) -> (u64, u64) {
        self.sections.get(section as usize).copied().unwrap_or_default()
    }

    fn read_part(&self, section: Section, from: u64, part: &mut [u8]) -> io::Result<()> {
        let (offset, size) = self.section(section);
        if from.checked_add(part.len() as u64).is_none_or(|end| end > size) {
            return Err(damaged());
        }
        self.bytes.read_at(part, offset + from)
    }

    fn part(&self, section: Section, from: u64, length: usize) -> io::Result<Vec<u8>> {
        let (_, size) = self.section(section);
        if length as u64 > size {
            return Err(damaged());
        }
        let mut part = vec![0; length];
        self.read_part(section, from, &mut part)?;
        Ok(part)
    }

    fn whole(&self, section: Section) -> io::Result<Vec<u8>> {
        let (_, length) = self.section(section);
        self.part(section, 0, usize::try_from(length).map_err(|_| damaged())?)
    }

    /// A section that is numbers, but no column.
    fn numbers(&self, section: Section) -> io::Result<Vec<u32>> {
        Ok(self.whole(section)?.chunks_exact(4).map(u32::read).collect())
    }

    /// A column as a whole.
    pub(super) fn column<T: Number>(&self, section: Section) -> io::Result<Vec<T>> {
        let mut column = vec![T::default(); self.rows as usize];
        self.read_column(section, &mut column)?;
        Ok(column)
    }

    /// The start of a column, as much as `column` has room for.
    pub(super) fn read_column<T: Number>(&self, section: Section, column: &mut [T]) -> io::Result<()> {
        self.read_rows(section, 0, column)
    }

    /// A column from one of its numbers on.
    pub(super) fn read_rows<T: Number>(&self, section: Section, first: u32, column: &mut [T]) -> io::Result<()> {
        let width = section.width().max(1);
        let mut bytes = vec![0; PIECE.min(column.len() * width)];
        let start = u64::from(first) * width as u64;
        for (part, from) in column.chunks_mut(PIECE / width).zip((start..).step_by(PIECE)) {
            let bytes = bytes.get_mut(..part.len() * width).unwrap_or_default();
            self.read_part(section, from, bytes)?;
            for (slot, bytes) in part.iter_mut().zip(bytes.chunks_exact(width)) {
                *slot = T::read(bytes);
            }
        }
        Ok(())
    }

    /// A row's number in a column.
    pub(super) fn cell<T: Number>(&self, section: Section, row: u32) -> io::Result<T> {
        let mut cell = [0; WIDEST];
        let cell = cell.get_mut(..section.width()).unwrap_or_default();
        self.read_part(section, u64::from(row) * cell.len() as u64, cell)?;
        Ok(T::read(cell))
    }

    /// One of many things of any length, of which `at` tells the starts.
    fn item<T: DeserializeOwned>(&self, at: Section, section: Section, number: u32) -> io::Result<T> {
        postcard::from_bytes(&self.item_bytes(at, section, number)?).map_err(|_| damaged())
    }

    fn item_bytes(&self, at: Section, section: Section, number: u32) -> io::Result<Vec<u8>> {
        let bounds = self.part(at, u64::from(number) * 4, 8)?;
        let (start, end) = bounds.split_at(4);
        let (start, end) = (u32::read(start), u32::read(end));
        let length = end.checked_sub(start).ok_or_else(damaged)?;
        self.part(section, u64::from(start), length as usize)
    }

    /// A row's cells and details.
    pub(super) fn row(&self, row: u32) -> io::Result<(Cells, Details)> {
        let bytes = self.item_bytes(Section::RowAt, Section::Rows, row)?;
        let (cells, details) = bytes.split_first_chunk().ok_or_else(damaged)?;
        Ok((Cells::read(cells), postcard::from_bytes(details).map_err(|_| damaged())?))
    }

    /// A row's details.
    pub(crate) fn details(&self, row: u32) -> io::Result<Details> {
        Ok(self.row(row)?.1)
    }

    /// A row's headline.
    pub(crate) fn headline(&self, row: u32) -> io::Result<Text> {
        let bytes = self.item_bytes(Section::RowAt, Section::Rows, row)?;
        let (head, _): (Head, _) =
            postcard::take_from_bytes(bytes.get(CELLS..).unwrap_or_default()).map_err(|_| damaged())?;
        Ok(Text::new(head.headline))
    }

    /// Hands out the heads of all details, until `each` says stop. Gives whether it did.
    pub(crate) fn each_head(&self, each: &mut dyn FnMut(u32, &Head<'_>) -> bool) -> io::Result<bool> {
        let (starts, bytes) = (self.numbers(Section::RowAt)?, self.whole(Section::Rows)?);
        for (row, start) in (0..self.rows).zip(starts) {
            let bytes = bytes.get(start as usize + CELLS..).unwrap_or_default();
            let (head, _) = postcard::take_from_bytes(bytes).map_err(|_| damaged())?;
            if each(row, &head) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// A row's id; the default one until the article was read as a whole.
    pub(crate) fn id(&self, row: u32) -> io::Result<ArticleId> {
        self.cell(Section::Id, row).map(ArticleId)
    }

    /// What a row's article has.
    pub(crate) fn traits(&self, row: u32) -> io::Result<Traits> {
        self.cell(Section::Traits, row).map(Traits)
    }

    /// A row as it went into the segment.
    pub(crate) fn entry(&self, row: u32) -> io::Result<Entry> {
        let (cells, details) = self.row(row)?;
        Ok(Entry {
            id: cells.id,
            date: cells.date,
            words: cells.words,
            traits: cells.traits,
            language: cells.language,
            site: Text::new(&self.site(cells.site)?),
            headline_key: headline_key(&details.headline),
            headline_hash: self.cell(Section::HeadlineHash, row)?,
            file: cells.file,
            details: postcard::to_allocvec(&details).map_err(|_| damaged())?,
        })
    }

    /// The number of a row's file.
    pub(crate) fn file_of(&self, row: u32) -> io::Result<u32> {
        self.cell(Section::File, row)
    }

    /// A file.
    pub(crate) fn file(&self, number: u32) -> io::Result<ListedFile> {
        self.item(Section::FileAt, Section::Files, number)
    }

    /// All files, in one read.
    pub(crate) fn all_files(&self) -> io::Result<Vec<ListedFile>> {
        self.all(Section::FileAt, Section::Files)
    }

    /// The names of all files with the numbers of their folders.
    pub(super) fn names(&self) -> io::Result<Names> {
        Names::new(&self.numbers(Section::FileAt)?, self.whole(Section::Files)?)
    }

    /// The files in the order of their paths.
    pub(super) fn files_by_path(&self) -> io::Result<Vec<u32>> {
        self.numbers(Section::ByPath)
    }

    /// The numbers of the files that have problems, and these files.
    pub(crate) fn troubled(&self) -> io::Result<Vec<(u32, ListedFile)>> {
        self.numbers(Section::Troubled)?.into_iter().map(|number| Ok((number, self.file(number)?))).collect()
    }

    /// The names of the sites.
    pub(super) fn sites(&self) -> io::Result<Vec<String>> {
        self.all(Section::SiteAt, Section::Sites)
    }

    /// The name of a site.
    pub(crate) fn site(&self, number: u32) -> io::Result<String> {
        self.item(Section::SiteAt, Section::Sites, number)
    }

    /// A folder.
    pub(crate) fn folder(&self, number: u32) -> io::Result<Folder> {
        self.item(Section::FolderAt, Section::Folders, number)
    }

    /// The folders that the files are in.
    pub(crate) fn folders(&self) -> io::Result<Vec<Folder>> {
        self.all(Section::FolderAt, Section::Folders)
    }

    fn all<T: DeserializeOwned>(&self, at: Section, section: Section) -> io::Result<Vec<T>> {
        let (starts, bytes) = (self.numbers(at)?, self.whole(section)?);
        let item = |pair: &[u32]| {
            let range = *pair.first()? as usize..*pair.last()? as usize;
            postcard::from_bytes(bytes.get(range)?).ok()
        };
        starts.windows(2).map(|pair| item(pair).ok_or_else(damaged)).collect()
    }

    /// The first place in `order`, a column of rows in the order of the numbers in `section`, whose number is not less.
    pub(super) fn search<T: Number + Ord>(&self, order: Section, section: Section, wanted: T) -> io::Result<u32> {
        let (mut low, mut high) = (0, self.rows);
        while low < high {
            let middle = low + (high - low) / 2;
            let row: u32 = self.cell(order, middle)?;
            if self.cell::<T>(section, row)? < wanted { low = middle + 1 } else { high = middle }
        }
        Ok(low)
    }
}
