//! Rows on their way into the catalogue.

use std::cmp::Reverse;
use std::time::{Duration, Instant};

use super::super::Position;
use super::super::bits::Bits;
use super::super::catalogue::{Builder, Segment};
use super::super::scan::FoundFile;

/// How many times as long as showing new rows took, the next ones wait.
const REST: u32 = 8;

/// Rows that are not shown yet, those that are not written yet, and the order of all.
#[derive(Debug, Default)]
pub(super) struct Growth {
    /// Not shown.
    new: Builder,
    /// The dates of those that are not shown.
    dates: Vec<i64>,
    /// Shown, but not written.
    shown: Builder,
    /// The living rows, newest first.
    pub(super) order: Vec<Position>,
    /// The dates of `order`, while rows are added: they are asked for again and again.
    keys: Vec<i64>,
    /// How many rows the catalogue has.
    rows: usize,
    due: Option<Instant>,
    resting: Duration,
}

impl Growth {
    /// The growth of a catalogue that has `rows` rows, in this order.
    pub(super) fn after(order: Vec<Position>, rows: usize) -> Self {
        Self { order, rows, ..Self::default() }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.new.is_empty()
    }

    /// Where the next row will be.
    pub(super) fn next(&self) -> usize {
        self.rows + self.new.len()
    }

    /// How many rows are not written.
    pub(super) fn unwritten(&self) -> usize {
        self.new.len() + self.shown.len()
    }

    pub(super) fn push(&mut self, found: FoundFile) {
        let folder = self.new.folder(&found.folder);
        let file = self.new.file(super::super::catalogue::ListedFile { folder, ..found.file });
        for mut row in found.rows {
            row.file = file;
            self.dates.push(row.date);
            self.new.push(row);
        }
    }

    /// When new rows are to be shown next, at least `every` so often.
    pub(super) fn due(&mut self, every: Duration) -> Instant {
        let every = every.max(self.resting);
        *self.due.get_or_insert_with(|| Instant::now() + every)
    }

    /// Showing took so long: the larger the catalogue, the longer the pauses.
    pub(super) fn rest(&mut self, took: Duration) {
        self.resting = took * REST;
        self.due = None;
    }

    /// Takes the rows that are not shown, as a segment in memory, into the order.
    pub(super) fn take(&mut self, dead: &Bits) -> Option<Segment> {
        if self.new.is_empty() {
            return None;
        }
        // What a builder makes is a segment.
        let segment = Segment::of(self.new.finish()).ok()?;
        self.shown.absorb(std::mem::take(&mut self.new));
        self.merge(dead);
        Some(segment)
    }

    /// What is not written yet.
    pub(super) fn flush(&mut self) -> Builder {
        std::mem::take(&mut self.shown)
    }

    /// The dates of the order are told, or not known any more.
    pub(super) fn set_keys(&mut self, keys: Vec<i64>) {
        self.keys = keys;
    }

    /// Whether the dates by position are needed before rows can be taken.
    pub(super) fn lacks_keys(&self) -> bool {
        self.keys.len() < self.rows && !self.new.is_empty()
    }

    /// Merges the new rows into the order, from behind, so that it is done in place.
    fn merge(&mut self, dead: &Bits) {
        let first = self.rows;
        self.keys.resize(first, i64::MIN);
        self.keys.append(&mut self.dates);
        self.rows = self.keys.len();
        let keys = &self.keys;
        let key = |position: Position| (Reverse(keys.get(position as usize)), position);
        let mut new: Vec<Position> =
            (first..self.rows).filter(|row| !dead.get(*row)).filter_map(|row| Position::try_from(row).ok()).collect();
        new.sort_unstable_by_key(|position| key(*position));
        let mut old = self.order.len();
        self.order.resize(old + new.len(), 0);
        for at in (0..self.order.len()).rev() {
            let Some(&last) = new.last() else { break };
            let before = old.checked_sub(1).and_then(|before| self.order.get(before).copied());
            let value = match before {
                Some(before) if key(before) > key(last) => {
                    old -= 1;
                    before
                }
                _ => {
                    new.pop();
                    last
                }
            };
            if let Some(slot) = self.order.get_mut(at) {
                *slot = value;
            }
        }
    }
}
