//! The catalogue: a row for each article, with all that the list shows, sorts, groups and limits by.
//!
//! Rows are reached by their [`Position`], which never changes while the index lives: rows are added behind the others, a row
//! whose article is gone stays as a gap, and a changed article gets a new row. They stand in segments, each a file that is
//! written once (see `segment`); a newer segment with the same rows may take the place of an older one, as when the heads of
//! articles were read first and the whole articles later.
//!
//! A [`Catalogue`] is how things stand at one moment. It is cheap to clone, and never changes.

mod build;
mod by_headline;
mod bytes;
mod paths;
mod row;
mod segment;
pub(crate) mod stamp;
#[cfg(test)]
mod tests;

use std::hash::Hasher;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustc_hash::FxHashMap;
use twox_hash::XxHash64;

use self::segment::{Cells, Section};
use super::bits::Bits;
use super::parallel;
use crate::article::{ArticleId, Stamp, Text};
use crate::formats::Record;
pub(crate) use build::Builder;
pub(crate) use by_headline::ByHeadline;
pub(super) use bytes::{Bytes, Number};
pub use row::{Details, Place, Row, Traits};
pub(crate) use row::{Entry, Folder, ListedFile, folder_name, headline_hash, headline_letters, pack, site, unpack};
pub(crate) use segment::Segment;

/// A row's number in the catalogue, in order of arrival.
pub type Position = u32;

/// All rows, at one moment.
#[derive(Clone, Debug, Default)]
pub(crate) struct Catalogue {
    /// The paths of the library, as they are shown.
    pub(crate) roots: Arc<[PathBuf]>,
    /// Each segment with the position of its first row.
    segments: Arc<[(Position, Segment)]>,
    /// Rows whose article is gone.
    pub(crate) dead: Arc<Bits>,
    spread: Arc<Spread>,
    len: Position,
    articles: u64,
}

/// Files of which rows are in more than one place, by the hashes of their places: when they were changed last, and their size.
pub(crate) type Spread = FxHashMap<u64, (i64, u64)>;

/// The first eight bytes of a hash (BLAKE3).
pub(crate) fn checksum(bytes: &[u8]) -> u64 {
    blake3::hash(bytes).as_bytes().first_chunk::<8>().map_or(0, |head| u64::from_le_bytes(*head))
}

/// The checksum of what comes part by part (`XXH64`): of the rows of all articles, which are many bytes.
pub(super) struct Checksum(XxHash64);

impl Default for Checksum {
    fn default() -> Self {
        Self(XxHash64::with_seed(0))
    }
}

impl Checksum {
    pub(super) fn add(&mut self, bytes: &[u8]) {
        self.0.write(bytes);
    }

    pub(super) fn finish(&self) -> u64 {
        self.0.finish()
    }
}

fn no_row() -> io::Error {
    io::Error::new(io::ErrorKind::NotFound, "the index has no such row")
}

/// What to say where the index turns out to be damaged after it was opened, and what to do.
pub(crate) fn unreadable(error: &io::Error) -> Text {
    Text::new(&format!("the index cannot be read: {error}; dateline index --rebuild builds it anew"))
}

impl Catalogue {
    pub(crate) fn new(roots: Arc<[PathBuf]>, segments: Vec<Segment>, dead: Bits) -> Self {
        let mut len: Position = 0;
        let numbered: Vec<_> = segments
            .into_iter()
            .map(|segment| {
                let first = len;
                len = len.saturating_add(segment.len());
                (first, segment)
            })
            .collect();
        let articles = u64::from(len).saturating_sub(dead.count() as u64);
        Self { roots, segments: numbered.into(), dead: Arc::new(dead), spread: Arc::default(), len, articles }
    }

    /// The same where these files have several listings.
    pub(crate) fn with_spread(self, spread: Arc<Spread>) -> Self {
        Self { spread, ..self }
    }

    /// How many positions there are, with the gaps.
    pub(crate) fn len(&self) -> Position {
        self.len
    }

    /// How many articles there are.
    pub(crate) fn articles(&self) -> u64 {
        self.articles
    }

    /// The segments, each with the position of its first row.
    pub(crate) fn segments(&self) -> &[(Position, Segment)] {
        &self.segments
    }

    /// The segment that a position is in, and its row there.
    pub(crate) fn locate(&self, position: Position) -> io::Result<(&Segment, u32)> {
        let behind = self.segments.partition_point(|(first, _)| *first <= position);
        let (first, segment) = behind.checked_sub(1).and_then(|at| self.segments.get(at)).ok_or_else(no_row)?;
        let row = position - first;
        if row < segment.len() { Ok((segment, row)) } else { Err(no_row()) }
    }

    /// Which document of its file the article at a position is.
    pub(crate) fn record(&self, position: Position) -> io::Result<Record> {
        let (segment, row) = self.locate(position)?;
        Ok(segment.details(row)?.record)
    }

    /// The row at a position.
    pub(crate) fn row(&self, position: Position) -> io::Result<Row> {
        let (segment, row) = self.locate(position)?;
        let (cells, details) = segment.row(row)?;
        let place = Place { path: self.path_in(segment, cells.file)?.into(), record: details.record.clone() };
        self.row_of(position, place, &cells, details)
    }

    /// The row at a position, of an article that was found at a place.
    pub(crate) fn row_at(&self, position: Position, place: &Place) -> io::Result<Row> {
        let (segment, row) = self.locate(position)?;
        let (cells, details) = segment.row(row)?;
        self.row_of(position, place.clone(), &cells, details)
    }

    fn row_of(&self, position: Position, place: Place, cells: &Cells, details: Details) -> io::Result<Row> {
        let (segment, _) = self.locate(position)?;
        // As the column has it: where the article names neither, that is the folder.
        let site = match details.site.as_ref().or(details.source.as_ref()) {
            Some(site) => site.clone(),
            None => Text::new(&segment.site(cells.site)?),
        };
        Ok(Row {
            id: cells.id,
            place,
            published: stamp::decode(cells.date),
            words: cells.words,
            traits: cells.traits,
            site,
            language: row::unpack(cells.language),
            details,
            unreadable: self.dead.get(position as usize),
            standing: None,
        })
    }

    /// The number of the date of the article at a position; see [`stamp`].
    pub(crate) fn date(&self, position: Position) -> io::Result<i64> {
        let (segment, row) = self.locate(position)?;
        segment.cell(Section::Date, row)
    }

    /// When the article at a position was published.
    pub(crate) fn published(&self, position: Position) -> Option<Stamp> {
        stamp::decode(self.date(position).ok()?)
    }

    /// The day of the article at a position, counted from 1970, and its site.
    pub(crate) fn day_and_site(&self, position: Position) -> io::Result<(Option<i32>, String)> {
        let (segment, row) = self.locate(position)?;
        Ok((stamp::day(segment.cell(Section::Date, row)?), segment.site(segment.cell(Section::Site, row)?)?))
    }

    /// The id of the article at a position, where it was read as a whole, and the hash of its headline, where it has one.
    pub(crate) fn id_and_headline(&self, position: Position) -> io::Result<(ArticleId, u64)> {
        let (segment, row) = self.locate(position)?;
        Ok((segment.id(row)?, segment.cell(Section::HeadlineHash, row)?))
    }

    /// Where the article at a position was found.
    pub(crate) fn place(&self, position: Position) -> io::Result<Place> {
        let (segment, row) = self.locate(position)?;
        let (cells, details) = segment.row(row)?;
        Ok(Place { path: self.path_in(segment, cells.file)?.into(), record: details.record })
    }

    /// The file of the article at a position, as it was when it was read, and its path.
    pub(crate) fn file(&self, position: Position) -> io::Result<(PathBuf, ListedFile)> {
        let (segment, row) = self.locate(position)?;
        let file = segment.file(segment.cell(Section::File, row)?)?;
        let folder = segment.folder(file.folder)?;
        Ok((self.path_of(&folder, &file.name), self.listed(&folder, file)))
    }

    /// A file as it was listed last: what its other listings say of its time and size is out of date.
    pub(crate) fn listed(&self, folder: &Folder, file: ListedFile) -> ListedFile {
        if self.spread.is_empty() {
            return file;
        }
        match self.spread.get(&folder.key(&file.name)) {
            Some(&(modified, size)) => ListedFile { modified, size, ..file },
            None => file,
        }
    }

    fn path_in(&self, segment: &Segment, file: u32) -> io::Result<PathBuf> {
        let file = segment.file(file)?;
        let folders = segment.folder(file.folder)?;
        Ok(self.path_of(&folders, &file.name))
    }

    /// The path of a file, from the path of the library as it is shown.
    pub(crate) fn path_of(&self, folder: &Folder, name: &[u8]) -> PathBuf {
        let root = self.roots.get(folder.root as usize).map_or(Path::new(""), PathBuf::as_path);
        folder.join(root, name)
    }

    /// The path of the article at a position, within the library.
    pub(crate) fn path_within(&self, position: Position) -> io::Result<Vec<u8>> {
        use std::os::unix::ffi::OsStringExt;
        let (segment, row) = self.locate(position)?;
        let file = segment.file(segment.cell(Section::File, row)?)?;
        let folder = segment.folder(file.folder)?;
        Ok(folder.join(Path::new(""), &file.name).into_os_string().into_vec())
    }

    /// The numbers of the dates, by position; see [`stamp`].
    pub(crate) fn dates(&self) -> io::Result<Vec<i64>> {
        self.column(Section::Date)
    }

    /// The days of publication, counted from 1970, by position; [`NO_DAY`](stamp::NO_DAY) for none. They take half of what the dates
    /// take.
    pub(crate) fn days(&self) -> io::Result<Vec<i32>> {
        let mut all = Vec::with_capacity(self.len as usize);
        for (_, segment) in self.segments.iter() {
            let dates = segment.column::<i64>(Section::Date)?;
            all.extend(dates.into_iter().map(|date| stamp::day(date).unwrap_or(stamp::NO_DAY)));
        }
        Ok(all)
    }

    /// The words of the bodies, by position.
    pub(crate) fn words(&self) -> io::Result<Vec<u32>> {
        self.column(Section::Words)
    }

    /// The languages, by position.
    pub(crate) fn languages(&self) -> io::Result<Vec<u16>> {
        self.column(Section::Language)
    }

    /// What the articles have, by position.
    pub(crate) fn traits(&self) -> io::Result<Vec<Traits>> {
        Ok(self.column(Section::Traits)?.into_iter().map(Traits).collect())
    }

    /// The hashes of the headlines, by position.
    pub(crate) fn headline_hashes(&self) -> io::Result<Vec<u64>> {
        self.column(Section::HeadlineHash)
    }

    fn column<T: Number>(&self, section: Section) -> io::Result<Vec<T>> {
        let mut all = vec![T::default(); self.len as usize];
        let mut rest = all.as_mut_slice();
        let mut parts = Vec::with_capacity(self.segments.len());
        for (_, segment) in self.segments.iter() {
            let (part, behind) = rest.split_at_mut(segment.len() as usize);
            parts.push((segment, part));
            rest = behind;
        }
        parallel::map_mut(&mut parts, |(segment, part)| segment.read_column(section, part))
            .into_iter()
            .collect::<io::Result<()>>()?;
        Ok(all)
    }

    /// The rank of each row's site among the names of all sites, by position.
    pub(crate) fn site_ranks(&self) -> io::Result<Vec<u32>> {
        Ok(self.sites_by_row()?.0)
    }

    /// The rank of each row's site, by position, and the names of all sites in the order of their ranks.
    pub(crate) fn sites_by_row(&self) -> io::Result<(Vec<u32>, Vec<String>)> {
        let mut names: Vec<String> = Vec::new();
        for (_, segment) in self.segments.iter() {
            names.extend(segment.sites()?);
        }
        names.sort_by_cached_key(|name| name.to_lowercase());
        names.dedup();
        let ranks: rustc_hash::FxHashMap<&str, u32> = names.iter().map(String::as_str).zip(0..).collect();
        let mut all = Vec::with_capacity(self.len as usize);
        for (_, segment) in self.segments.iter() {
            let here: Vec<u32> =
                segment.sites()?.iter().map(|name| ranks.get(name.as_str()).copied().unwrap_or_default()).collect();
            let rank = |site: u32| here.get(site as usize).copied().unwrap_or_default();
            all.extend(segment.column(Section::Site)?.into_iter().map(rank));
        }
        Ok((all, names))
    }

    /// The names of all sites, in order.
    pub(crate) fn sites(&self) -> io::Result<Vec<String>> {
        let mut names = Vec::new();
        for (_, segment) in self.segments.iter() {
            names.extend(segment.sites()?);
            names.sort_unstable();
            names.dedup();
        }
        Ok(names)
    }

    /// The rows of one segment that come from files for which `is` holds, as positions, each with the number of its file.
    pub(crate) fn rows_of(&self, number: usize, is: impl Fn(u32) -> bool) -> io::Result<Vec<(u32, Position)>> {
        let Some((first, segment)) = self.segments.get(number) else { return Ok(Vec::new()) };
        let files: Vec<u32> = segment.column(Section::File)?;
        Ok(files.into_iter().zip(*first..).filter(|(file, _)| is(*file)).collect())
    }

    /// The articles from a position on whose headline has this hash.
    pub(crate) fn with_headline(&self, hash: u64, from: Position) -> io::Result<Vec<Position>> {
        let mut found = self.with(Section::ByHeadline, Section::HeadlineHash, hash, from)?;
        found.retain(|position| *position >= from);
        Ok(found)
    }

    /// The articles whose ids start with these hex digits.
    pub(crate) fn with_id(&self, digits: &str) -> io::Result<Vec<Position>> {
        let bound = |fill: char| {
            u128::from_str_radix(&digits.chars().chain(std::iter::repeat(fill)).take(32).collect::<String>(), 16)
        };
        let (Ok(least), Ok(most)) = (bound('0'), bound('f')) else { return Ok(Vec::new()) };
        let mut found = Vec::new();
        for (first, segment) in self.segments.iter() {
            for at in segment.search(Section::ById, Section::Id, least)?..segment.len() {
                let row: u32 = segment.cell(Section::ById, at)?;
                if segment.cell::<u128>(Section::Id, row)? > most {
                    break;
                }
                if !self.dead.get((first + row) as usize) {
                    found.push(first + row);
                }
            }
        }
        Ok(found)
    }

    fn with<T: Number + Ord>(
        &self,
        order: Section,
        section: Section,
        wanted: T,
        from: Position,
    ) -> io::Result<Vec<Position>> {
        let mut found = Vec::new();
        for (first, segment) in self.segments.iter().filter(|(first, segment)| first + segment.len() > from) {
            for at in segment.search(order, section, wanted)?..segment.len() {
                let row: u32 = segment.cell(order, at)?;
                if segment.cell::<T>(section, row)? != wanted {
                    break;
                }
                if !self.dead.get((first + row) as usize) {
                    found.push(first + row);
                }
            }
        }
        Ok(found)
    }

    /// The positions of ids, of which many are asked for at once, in ascending order.
    ///
    /// Both sides are in order, so each is gone through once.
    pub(crate) fn with_ids(&self, ids: &[u128], out: &mut Bits) -> io::Result<()> {
        for (first, segment) in self.segments.iter() {
            let column: Vec<u128> = segment.column(Section::Id)?;
            let mut rest = ids;
            for row in segment.column::<u32>(Section::ById)? {
                let Some(&id) = column.get(row as usize) else { continue };
                rest = rest.get(gallop(rest, id)..).unwrap_or_default();
                match rest.first() {
                    Some(&wanted) if wanted == id => {
                        out.set((first + row) as usize);
                    }
                    Some(_) => {}
                    None => break,
                }
            }
        }
        Ok(())
    }
}

/// How many of `sorted` are less than `wanted`, found in steps that double from the start.
fn gallop(sorted: &[u128], wanted: u128) -> usize {
    let mut step = 1;
    while sorted.get(step - 1).is_some_and(|&id| id < wanted) {
        step *= 2;
    }
    let from = step / 2;
    let part = sorted.get(from..step.min(sorted.len())).unwrap_or_default();
    from + part.partition_point(|&id| id < wanted)
}
