//! Reading the articles of a segment as a whole.
//!
//! To understand an article takes as long as to index it. So other threads read and understand them ahead, and hand them over in
//! the order of the rows to the one that writes.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::thread;

use crossbeam_channel::{Receiver, Sender, bounded};
use rustc_hash::FxHashMap;

use super::super::catalogue::{self, Catalogue, Entry, ListedFile, Segment, Traits};
use super::super::fulltext::{self, Documents, Failure};
use super::super::prints::{self, Print};
use super::super::{Position, parallel};
use super::Shared;
use crate::article::ArticleId;
use crate::formats::{self, Document, Problem, Record};

/// Rows that a thread takes at a time.
const TOGETHER: u32 = 16;
/// Threads that read ahead: more would wait for the one that writes.
const AHEAD: usize = 2;
/// So many times these rows, or single articles of a file that is unpacked, wait until it comes to them.
const WAITING: usize = 4;

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
    source: Source<'a>,
    index: Option<&'a mut fulltext::Builder>,
    prints: &'a mut prints::Builder,
    files: Vec<ListedFile>,
    /// The rows that are done.
    rows: Vec<Option<Entry>>,
}

/// Where the articles come from.
#[derive(Clone, Copy)]
struct Source<'a> {
    catalogue: &'a Catalogue,
    first: Position,
    segment: &'a Segment,
    known: Known,
    /// Whether there is a full text.
    indexes: bool,
}

/// What became of a row.
enum Looked {
    /// Its article was read.
    Understood(Box<Understood>),
    /// It has nothing to add, or cannot be read any more.
    Kept(Entry),
    /// It stands in a file that is read from its start: its number and its path.
    Streamed(u32, PathBuf),
}

/// What became of the rows of a part.
type Looks = Result<Vec<Looked>, Failure>;

/// An article that was read.
struct Understood {
    entry: Entry,
    /// What the full text gets of it.
    document: Option<fulltext::Document>,
    print: Option<Print>,
}

impl Source<'_> {
    /// Looks into the rows of every `of`th part, from the part with this number on, until nobody listens any more.
    fn work(&self, number: u32, of: u32, shared: &Shared, documents: &mut Documents, done: &Sender<Looks>) {
        let len = self.segment.len();
        for from in (number * TOGETHER..len).step_by((of * TOGETHER) as usize) {
            let rows = (from..len.min(from + TOGETHER)).take_while(|_| !shared.is_stopped());
            if done.send(rows.map(|row| self.look(row, documents)).collect()).is_err() {
                return;
            }
        }
    }

    fn look(&self, row: u32, documents: &mut Documents) -> Result<Looked, Failure> {
        let old = self.segment.entry(row)?;
        if !self.is_todo(row, old.traits) {
            return Ok(Looked::Kept(understood(old)));
        }
        let place = self.catalogue.place(self.first + row)?;
        if formats::is_behind_others(&place.path, &place.record) {
            return Ok(Looked::Streamed(old.file, place.path.to_path_buf()));
        }
        let document = formats::guarded(|| formats::document(&place.path, &place.record)).ok();
        Ok(self.understand(row, old, &place.path, document.as_ref(), documents))
    }

    /// Whether the article of a row is to be read.
    fn is_todo(&self, row: u32, traits: Traits) -> bool {
        let position = self.first + row;
        let is_known = traits.is_understood() && position < self.known.indexed.min(self.known.printed);
        !is_known && !self.catalogue.dead.get(position as usize)
    }

    /// Understands the article of a row, if it could be read.
    fn understand(
        &self,
        row: u32,
        old: Entry,
        path: &Path,
        document: Option<&Document>,
        documents: &mut Documents,
    ) -> Looked {
        let understand = |document| formats::guarded(|| Ok(super::super::parse(document))).ok();
        let Some((document, article)) = document.and_then(|document| Some((document, understand(document)?))) else {
            return Looked::Kept(understood(old));
        };
        if old.id != ArticleId::default() && old.id != article.id {
            // The file changed meanwhile: it gets another row, once it is looked at again.
            return Looked::Kept(understood(old));
        }
        let position = self.first + row;
        let is_new = self.indexes && position >= self.known.indexed;
        Looked::Understood(Box::new(Understood {
            document: is_new.then(|| documents.of(position, &article)),
            print: (position >= self.known.printed).then(|| Print::of(&article)),
            entry: Entry { file: old.file, ..Entry::of(&article, document, &catalogue::folder_name(path)) },
        }))
    }
}

/// The row that an article had before, where that is all that will be known of it.
fn understood(old: Entry) -> Entry {
    Entry { traits: Traits(old.traits.0 | Traits::UNDERSTOOD), ..old }
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
        let source = Source { catalogue, first, segment, known, indexes: index.is_some() };
        Ok(Self { source, index, prints, files: segment.all_files()?, rows })
    }

    /// Reads all articles; gives whether it came to the end.
    pub(super) fn all(&mut self, shared: &Shared) -> Result<bool, Failure> {
        let source = self.source;
        let ahead = parallel::workers().min(AHEAD);
        let mut makers = match &mut self.index {
            Some(index) => index.makers(ahead),
            None => std::iter::repeat_with(Documents::default).take(ahead).collect(),
        };
        let of = u32::try_from(ahead).unwrap_or(1);
        let came_to_end = thread::scope(|scope| {
            // Each has parts of its own, so that none gets further ahead of the others than what waits.
            let work = |(number, documents)| {
                let (send, done) = bounded(WAITING);
                scope.spawn(move || source.work(number, of, shared, documents, &send));
                done
            };
            let workers: Vec<Receiver<Looks>> = (0..).zip(&mut makers).map(work).collect();
            self.take_all(&workers, shared)
        })?;
        if let Some(index) = self.index.as_mut().filter(|_| came_to_end) {
            index.keep(makers);
        }
        Ok(came_to_end)
    }

    fn take_all(&mut self, workers: &[Receiver<Looks>], shared: &Shared) -> Result<bool, Failure> {
        let parts = (0..self.source.segment.len()).step_by(TOGETHER as usize);
        for (from, done) in parts.zip(workers.iter().cycle()) {
            shared.wait_while_paused();
            let Some(looks) = done.recv().ok().filter(|_| !shared.is_stopped()) else { return Ok(false) };
            for (row, looked) in (from..).zip(looks?) {
                if self.rows.get(row as usize).is_some_and(Option::is_none) {
                    self.take(row, looked, shared)?;
                }
            }
        }
        // Who was stopped within the last part has not read all of it.
        Ok(!shared.is_stopped())
    }

    /// Takes what became of a row.
    fn take(&mut self, row: u32, looked: Looked, shared: &Shared) -> Result<(), Failure> {
        let entry = match looked {
            Looked::Streamed(file, path) => {
                self.streamed(file, &path, shared)?;
                if self.rows.get(row as usize).is_some_and(Option::is_some) {
                    return Ok(());
                }
                understood(self.source.segment.entry(row)?)
            }
            Looked::Kept(entry) => entry,
            Looked::Understood(understood) => {
                let Understood { entry, document, print } = *understood;
                if let Some((index, document)) = self.index.as_mut().zip(document) {
                    index.take(document)?;
                }
                let number = (self.source.first + row).checked_sub(self.source.known.printed);
                if let Some((number, print)) = number.zip(print) {
                    self.prints.push(number, &print);
                }
                entry
            }
        };
        if let Some(slot) = self.rows.get_mut(row as usize) {
            *slot = Some(entry);
        }
        Ok(())
    }

    /// Reads the articles of a file that is compressed, where each one would mean to unpack what stands before it. One thread
    /// unpacks, others understand.
    fn streamed(&mut self, file: u32, path: &Path, shared: &Shared) -> Result<(), Failure> {
        let source = self.source;
        let wanted = self.wanted(file, path)?;
        let rows: Vec<u32> = wanted.values().copied().collect();
        thread::scope(|scope| {
            let understand = |_| {
                let (send, documents) = bounded::<(u32, Document)>(WAITING);
                let (give, done) = bounded(WAITING);
                scope.spawn(move || {
                    let mut made = Documents::default();
                    for (row, document) in documents {
                        let old = source.segment.entry(row).map_err(Failure::from);
                        let looked = old.map(|old| source.understand(row, old, path, Some(&document), &mut made));
                        if give.send((row, looked)).is_err() {
                            return;
                        }
                    }
                });
                (send, done)
            };
            let (send, done): (Vec<_>, Vec<_>) = (0..parallel::workers().min(AHEAD)).map(understand).unzip();
            scope.spawn(move || unpack(path, wanted, &send, shared));
            // In turn, as they were given out: whoever has none left is behind the last one.
            for (row, looked) in done.iter().cycle().map_while(|done| done.recv().ok()) {
                shared.wait_while_paused();
                self.take(row, looked?, shared)?;
            }
            Ok::<(), Failure>(())
        })?;
        // What is not there any more would have the file read again for each of them.
        for row in rows {
            if let Some(slot @ None) = self.rows.get_mut(row as usize) {
                *slot = Some(understood(source.segment.entry(row)?));
            }
        }
        Ok(())
    }

    /// The rows of a file that are not done and are reached only so, by their records.
    fn wanted(&self, file: u32, path: &Path) -> Result<FxHashMap<Record, u32>, Failure> {
        let mut wanted = FxHashMap::default();
        let segment = self.source.segment;
        for (row, _) in (0..).zip(&self.rows).filter(|(_, done)| done.is_none()) {
            if segment.file_of(row)? == file && self.source.is_todo(row, segment.entry(row)?.traits) {
                let record = segment.details(row)?.record;
                if formats::is_behind_others(path, &record) {
                    wanted.insert(record, row);
                }
            }
        }
        Ok(wanted)
    }

    /// Gives files and rows to another segment.
    pub(super) fn finish(self, made: &mut catalogue::Builder) -> Result<(), Failure> {
        let folders: Vec<u32> = self.source.segment.folders()?.iter().map(|folder| made.folder(folder)).collect();
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

/// Hands the wanted articles of a file to those who understand them, to each in turn.
fn unpack(path: &Path, mut wanted: FxHashMap<Record, u32>, to: &[Sender<(u32, Document)>], shared: &Shared) {
    let before = wanted.keys().filter_map(number).min().unwrap_or_default().saturating_sub(1);
    let mut to = to.iter().cycle();
    // What was found before a failure stays found; the rest keeps its rows.
    let mut give = |found: Result<Document, Problem>| {
        let wanted_one = found.ok().and_then(|document| Some((wanted.remove(&document.record)?, document)));
        let taken = wanted_one.is_none_or(|one| to.next().is_some_and(|next| next.send(one).is_ok()));
        let more = taken && !wanted.is_empty() && !shared.is_stopped();
        if more { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    };
    drop(formats::guarded(|| formats::documents_behind(path, before, &mut give)));
}

/// The number of a record among those of its file.
fn number(record: &Record) -> Option<u64> {
    if let Record::Numbered { number, .. } = record { Some(*number) } else { None }
}
