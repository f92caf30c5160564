//! Reading the articles of a segment as a whole.

use std::ops::ControlFlow;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;
use std::sync::atomic::Ordering;
use std::thread;
use std::time::Duration;

use rustc_hash::FxHashMap;

use super::super::Position;
use super::super::catalogue::{self, Catalogue, Entry, ListedFile, Segment, Traits};
use super::super::fulltext::{self, Failure};
use super::super::prints::{self, Print};
use super::Shared;
use crate::article::ArticleId;
use crate::formats::{self, Document};

/// How often a pause looks whether it is over.
const PAUSED: Duration = Duration::from_millis(100);

/// What need not be added any more.
#[derive(Clone, Copy)]
pub(super) struct Known {
    /// Rows below this one are in the full text.
    pub(super) indexed: Position,
    /// Of rows below this one there are prints.
    pub(super) printed: Position,
}

/// The reading of a segment's articles.
pub(super) struct Reading<'a> {
    catalogue: &'a Catalogue,
    first: Position,
    segment: &'a Segment,
    index: Option<&'a mut fulltext::Builder>,
    known: Known,
    prints: &'a mut prints::Builder,
    files: Vec<ListedFile>,
    /// The rows of files that hold many documents, by file and record.
    many: FxHashMap<(u32, formats::Record), u32>,
    /// The rows that are done.
    rows: Vec<Option<Entry>>,
}

impl<'a> Reading<'a> {
    pub(super) fn new(
        catalogue: &'a Catalogue,
        first: Position,
        segment: &'a Segment,
        index: Option<&'a mut fulltext::Builder>,
        known: Known,
        prints: &'a mut prints::Builder,
    ) -> Result<Self, Failure> {
        let rows = vec![None; segment.len() as usize];
        Ok(Self {
            catalogue,
            first,
            segment,
            index,
            known,
            prints,
            files: segment.all_files()?,
            many: FxHashMap::default(),
            rows,
        })
    }

    /// Reads all articles; gives whether it came to the end.
    pub(super) fn all(&mut self, shared: &Shared) -> Result<bool, Failure> {
        for row in 0..self.segment.len() {
            while shared.paused.load(Ordering::Relaxed) && !shared.is_stopped() {
                thread::sleep(PAUSED);
            }
            if shared.is_stopped() {
                return Ok(false);
            }
            if self.rows.get(row as usize).is_some_and(Option::is_some) {
                continue;
            }
            let old = self.segment.entry(row)?;
            let position = self.first + row;
            let todo = !old.traits.is_understood() || position >= self.known.indexed.min(self.known.printed);
            if !todo || self.catalogue.dead.get(position as usize) {
                self.keep(row, old);
                continue;
            }
            let place = self.catalogue.place(position)?;
            if place.record != formats::Record::Whole && is_packed(&place.path) {
                self.packed(old.file, &place.path, shared)?;
            } else if let Ok(document) = formats::document(&place.path, &place.record) {
                self.take(row, old.file, &place.path, &document)?;
            }
            if self.rows.get(row as usize).is_some_and(Option::is_none) {
                self.keep(row, old);
            }
        }
        Ok(true)
    }

    /// Keeps the row that an article had which cannot be read any more.
    fn keep(&mut self, row: u32, old: Entry) {
        if let Some(slot) = self.rows.get_mut(row as usize) {
            *slot = Some(Entry { traits: Traits(old.traits.0 | Traits::UNDERSTOOD), ..old });
        }
    }

    /// Understands an article.
    fn take(&mut self, row: u32, file: u32, path: &Path, document: &Document) -> Result<(), Failure> {
        let article = super::super::parse(document);
        let before = self.segment.id(row)?;
        if before != ArticleId::default() && before != article.id {
            // The file changed meanwhile: it gets another row, once it is looked at again.
            self.keep(row, self.segment.entry(row)?);
            return Ok(());
        }
        let position = self.first + row;
        if let Some(index) = self.index.as_mut().filter(|_| position >= self.known.indexed) {
            index.add(position, &article)?;
        }
        if let Some(row) = position.checked_sub(self.known.printed) {
            self.prints.push(row, &Print::of(&article));
        }
        if let Some(slot) = self.rows.get_mut(row as usize) {
            *slot = Some(Entry { file, ..Entry::of(&article, document, &catalogue::folder_name(path)) });
        }
        Ok(())
    }

    /// Understands all articles of a file that is compressed, where each one would mean to unpack what stands before it.
    fn packed(&mut self, file: u32, path: &Path, shared: &Shared) -> Result<(), Failure> {
        if self.many.is_empty() {
            for row in 0..self.segment.len() {
                self.many.insert((self.segment.file_of(row)?, self.segment.details(row)?.record), row);
            }
        }
        let mut failed = None;
        // What was found before a failure stays found; the rest keeps its rows.
        drop(formats::documents(path, &mut |found| {
            if let Ok(document) = found
                && let Some(row) = self.many.remove(&(file, document.record.clone()))
                && let Err(failure) = self.take(row, file, path, &document)
            {
                failed = Some(failure);
            }
            let stop = failed.is_some() || shared.is_stopped();
            if stop { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        }));
        failed.map_or(Ok(()), Err)
    }

    /// Gives files and rows to another segment.
    pub(super) fn finish(self, made: &mut catalogue::Builder) -> Result<(), Failure> {
        let folders: Vec<u32> = self.segment.folders()?.iter().map(|folder| made.folder(folder)).collect();
        let number = |file: ListedFile| {
            let folder = folders.get(file.folder as usize).copied().unwrap_or_default();
            made.file(ListedFile { folder, ..file })
        };
        let files: Vec<u32> = self.files.into_iter().map(number).collect();
        for row in self.rows.into_iter().flatten() {
            let file = files.get(row.file as usize).copied().unwrap_or_default();
            made.push(Entry { file, ..row });
        }
        Ok(())
    }
}

/// Whether a file's name says that records of it are reached only through those before.
fn is_packed(path: &Path) -> bool {
    let name = path.as_os_str().as_bytes().to_ascii_lowercase();
    [".gz", ".gzip", ".zst", ".zstd", ".tgz", ".tzst", ".zip"].iter().any(|end| name.ends_with(end.as_bytes()))
}
