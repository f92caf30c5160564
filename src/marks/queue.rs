//! What is on its way to the disk: first waiting to be written, then waiting to be synced.

use std::collections::VecDeque;
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use rustc_hash::FxHashSet;

use super::folder::{Journal, Store};
use super::record::push_line;
use super::{Change, Entry};
use crate::article::ArticleId;

/// The most bytes that one write takes, but for the line that passes the limit.
const PIECE: usize = 64 * 1024;

/// The entries of one [`append`](super::Writer::append).
#[derive(Clone, Debug)]
pub(super) struct Batch {
    pub(super) token: u64,
    pub(super) entries: Arc<[Entry]>,
    /// How many entries, from the first, are whole in the current journal or synced.
    written: usize,
    /// How many entries, from the first, are synced.
    synced: usize,
    /// How many articles are marked by it.
    pub(super) articles: usize,
}

impl Batch {
    pub(super) fn new(token: u64, entries: Vec<Entry>) -> Self {
        let articles = marked(&entries).collect::<FxHashSet<_>>().len();
        Self { token, entries: entries.into(), written: 0, synced: 0, articles }
    }

    /// The entries that are not known to be on the disk.
    fn open(&self) -> &[Entry] {
        self.entries.get(self.synced..).unwrap_or_default()
    }
}

/// The articles that entries mark. A step, the place of an article and what was seen of its copies go along with a mark, and are none.
fn marked(entries: &[Entry]) -> impl Iterator<Item = ArticleId> {
    let goes_along = |change: &Change| matches!(change, Change::Step(_) | Change::Place(_) | Change::SeenCopy(_));
    entries.iter().filter(move |entry| !goes_along(&entry.change)).map(|entry| entry.article)
}

/// The batches that are not yet on the disk, and the journal that they go to.
pub(super) struct Queue {
    store: Box<dyn Store>,
    journal: Option<Box<dyn Journal>>,
    /// How many records are whole in `journal`.
    records: usize,
    /// Not wholly written, oldest first; only the first may be written in part.
    waiting: VecDeque<Batch>,
    /// Wholly written to `journal`, oldest first, but not wholly synced.
    unsynced: Vec<Batch>,
    /// Articles whose marks are not known to be on the disk, batch by batch; the handle of the thread reads it.
    open: Arc<AtomicUsize>,
}

impl Queue {
    pub(super) fn new(store: Box<dyn Store>, open: Arc<AtomicUsize>) -> Self {
        Self { store, journal: None, records: 0, waiting: VecDeque::new(), unsynced: Vec::new(), open }
    }

    pub(super) fn push(&mut self, batch: Batch) {
        self.waiting.push_back(batch);
    }

    /// Of how many articles marks are in no journal.
    pub(super) fn unsaved(&self) -> usize {
        let rest = self.waiting.iter().map(|batch| batch.entries.get(batch.written..).unwrap_or_default());
        rest.flat_map(marked).collect::<FxHashSet<_>>().len()
    }

    /// Of how many articles marks are not known to be on the disk.
    pub(super) fn unconfirmed(&self) -> usize {
        let batches = self.unsynced.iter().chain(&self.waiting);
        batches.flat_map(|batch| marked(batch.open())).collect::<FxHashSet<_>>().len()
    }

    /// Whether all that was pushed is written.
    pub(super) fn is_written(&self) -> bool {
        self.waiting.is_empty()
    }

    pub(super) fn store(&mut self) -> &mut dyn Store {
        self.store.as_mut()
    }

    /// The batch that has waited longest for being written.
    pub(super) fn first(&self) -> Option<u64> {
        self.waiting.front().map(|batch| batch.token)
    }

    /// Whether the journal holds records that were not synced.
    pub(super) fn is_dirty(&self) -> bool {
        !self.unsynced.is_empty() || self.waiting.front().is_some_and(|batch| batch.written > batch.synced)
    }

    /// Writes what waits; hands each batch to `saved` when its last line is written.
    ///
    /// # Errors
    /// The journal could not be made, or took less than it was given. What is not wholly in it waits on.
    pub(super) fn write(&mut self, saved: &mut dyn FnMut(u64, &Arc<[Entry]>)) -> io::Result<()> {
        while let Some(batch) = self.waiting.front_mut() {
            if batch.written < batch.entries.len() {
                let journal = match &mut self.journal {
                    Some(journal) => journal,
                    none => none.insert(self.store.create()?),
                };
                let rest = batch.entries.get(batch.written..).unwrap_or_default();
                let (whole, result) = write_piece(journal.as_mut(), rest);
                batch.written += whole;
                self.records += whole;
                if let Err(error) = result {
                    // A journal that took something is full in its own right, as under `ulimit -f`: the next one may
                    // take more.
                    let goes_on = self.records > 0;
                    self.give_up();
                    if !goes_on {
                        return Err(error);
                    }
                }
            } else if let Some(batch) = self.waiting.pop_front() {
                saved(batch.token, &batch.entries);
                if batch.synced < batch.entries.len() {
                    self.unsynced.push(batch);
                } else {
                    self.open.fetch_sub(batch.articles, Ordering::SeqCst);
                }
            }
        }
        Ok(())
    }

    /// Syncs the journal.
    ///
    /// # Errors
    /// The sync failed: the journal is given up, and everything since its last good sync waits to be written again.
    pub(super) fn sync(&mut self) -> io::Result<()> {
        if !self.is_dirty() {
            return Ok(());
        }
        let synced = match &mut self.journal {
            Some(journal) => journal.sync(),
            None => Err(io::ErrorKind::NotFound.into()),
        };
        if synced.is_err() {
            self.journal = None;
            self.records = 0;
            if let Some(first) = self.waiting.front_mut() {
                first.written = first.synced;
            }
            for mut batch in self.unsynced.drain(..).rev() {
                batch.written = batch.synced;
                self.waiting.push_front(batch);
            }
            return synced;
        }
        let done: usize = self.unsynced.drain(..).map(|batch| batch.articles).sum();
        if let Some(first) = self.waiting.front_mut() {
            first.synced = first.written;
        }
        self.open.fetch_sub(done, Ordering::SeqCst);
        Ok(())
    }

    /// Leaves a journal that ends in a torn line, or may.
    fn give_up(&mut self) {
        // Whether or not this succeeds, `sync` leaves nothing behind that depends on the journal.
        let _ = self.sync();
        if let Some(journal) = self.journal.take() {
            // On a full disk every attempt would leave an empty file.
            if self.records == 0 {
                journal.remove();
            }
        }
        self.records = 0;
    }
}

/// Writes the lines of the first entries, in one piece; gives how many of them are whole in the journal.
fn write_piece(journal: &mut dyn Journal, entries: &[Entry]) -> (usize, io::Result<()>) {
    let mut lines = String::new();
    let mut ends = Vec::new();
    for entry in entries {
        push_line(&mut lines, entry);
        ends.push(lines.len());
        if lines.len() >= PIECE {
            break;
        }
    }
    let taken = loop {
        match journal.write(lines.as_bytes()) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            taken => break taken,
        }
    };
    match taken {
        Ok(taken) => {
            let whole = ends.iter().filter(|end| **end <= taken).count();
            let result = if taken < lines.len() { Err(io::ErrorKind::WriteZero.into()) } else { Ok(()) };
            (whole, result)
        }
        Err(error) => (0, Err(error)),
    }
}
