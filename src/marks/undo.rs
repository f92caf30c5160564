//! The undo history. It is in the journals: what is kept here only tells where.

use std::io;

use super::change::{Step, StepKind};
use super::folder::Store;
use super::record::{Devices, Line, clock_of, read_line};
use super::{Change, Clock, Entry};
use crate::article::{ArticleId, Text};

/// A step whose records are in the journals of a run.
#[derive(Clone, Debug)]
struct Past {
    /// The clock of the step's own record, before those of its changes.
    start: Clock,
    /// The clock of its last change.
    end: Clock,
    label: Text,
    /// It was an earlier run's.
    earlier: bool,
}

/// The steps that can be taken back, and those that can be done again.
#[derive(Debug, Default)]
pub(super) struct History {
    done: Vec<Past>,
    undone: Vec<Past>,
    /// The steps of the earlier run have been looked for.
    recalled: bool,
}

/// The changes of a step that takes back, or does again, one before it.
pub(super) struct Again {
    pub(super) label: Text,
    pub(super) changes: Vec<(ArticleId, Change)>,
}

impl History {
    /// Remembers a step that the reader has just made. What was undone before cannot be done again any more.
    pub(super) fn push(&mut self, entries: &[Entry], label: Text) {
        let (Some(first), Some(last)) = (entries.first(), entries.last()) else { return };
        self.done.push(Past { start: first.clock, end: last.clock, label, earlier: false });
        self.undone.clear();
    }

    /// Takes the last step back, or does the last undone one again; `None`, if there is none.
    pub(super) fn again(&mut self, kind: StepKind, device: &str, store: &mut dyn Store) -> io::Result<Option<Again>> {
        if self.done.is_empty() && kind == StepKind::Undo || self.undone.is_empty() && self.done.is_empty() {
            self.recall(device, store)?;
        }
        let from = if kind == StepKind::Undo { &mut self.done } else { &mut self.undone };
        let Some(past) = from.last().cloned() else { return Ok(None) };
        let mut entries = Vec::new();
        let wanted = |clock: Clock| past.start < clock && clock <= past.end;
        read(store, past.earlier, device, &wanted, &mut |entry| entries.push(entry))?;
        // A step that is not written yet cannot be taken back; it stays.
        if entries.is_empty() {
            return Ok(None);
        }
        entries.sort_unstable_by_key(|entry| entry.clock);
        entries.dedup_by_key(|entry| entry.clock);
        let changes = match kind {
            StepKind::Undo => entries.into_iter().rev().filter_map(taken_back).collect(),
            _ => entries.into_iter().map(|entry| (entry.article, entry.change)).collect(),
        };
        let label = past.label.clone();
        self.turn(kind);
        Ok(Some(Again { label, changes }))
    }

    /// Moves the last step to where it can be redone, or undone.
    fn turn(&mut self, kind: StepKind) {
        match kind {
            StepKind::Do => {}
            StepKind::Undo => self.undone.extend(self.done.pop()),
            StepKind::Redo => self.done.extend(self.undone.pop()),
        }
    }

    /// Finds the steps of the last run before this one.
    fn recall(&mut self, device: &str, store: &mut dyn Store) -> io::Result<()> {
        if std::mem::replace(&mut self.recalled, true) {
            return Ok(());
        }
        let mut records = Vec::new();
        read(store, true, device, &|_| true, &mut |entry| {
            records.push((
                entry.clock,
                match entry.change {
                    Change::Step(step) => Some(step),
                    _ => None,
                },
            ));
        })?;
        records.sort_unstable_by_key(|(clock, _)| *clock);
        records.dedup_by_key(|(clock, _)| *clock);
        let mut earlier = Self { recalled: true, ..Self::default() };
        for (at, (start, step)) in records.iter().enumerate() {
            let Some(step) = step else { continue };
            let Step { kind, count, label } = step.as_ref();
            earlier.turn(*kind);
            if *kind == StepKind::Do {
                // The program may have ended before all of them were written.
                let end = at.saturating_add(*count).min(records.len() - 1);
                let end = records.get(end).map_or(*start, |(end, _)| *end);
                earlier.done.push(Past { start: *start, end, label: label.clone(), earlier: true });
                earlier.undone.clear();
            }
        }
        // This run's own steps come after them.
        earlier.done.append(&mut self.done);
        self.done = earlier.done;
        if self.undone.is_empty() {
            self.undone = earlier.undone;
        }
        Ok(())
    }
}

/// What takes a change back.
fn taken_back(entry: Entry) -> Option<(ArticleId, Change)> {
    match entry.change {
        Change::Place(_) | Change::Step(_) | Change::Foreign(_) => None,
        change => Some((entry.article, entry.old.unwrap_or_else(|| change.blank()))),
    }
}

/// Reads the records of this device in the journals of a run whose clocks are wanted.
fn read(
    store: &mut dyn Store,
    earlier: bool,
    device: &str,
    wanted: &dyn Fn(Clock) -> bool,
    each: &mut dyn FnMut(Entry),
) -> io::Result<()> {
    let mut devices = Devices::default();
    store.recall(earlier, &mut |journal| {
        let mut start = 0;
        for end in memchr::memchr_iter(b'\n', journal) {
            let line = journal.get(start..end).unwrap_or_default();
            start = end + 1;
            // Most lines are not of the step: their checksums need not be known.
            if !clock_of(line).is_some_and(wanted) {
                continue;
            }
            if let Line::Entry(entry) = read_line(line, &mut devices)
                && *entry.device == *device
            {
                each(entry);
            }
        }
    })
}
