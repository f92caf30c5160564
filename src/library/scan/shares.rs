//! Shares of a large file, which several workers read: what they find leaves in the order of the file.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use super::super::catalogue::{Folder, ListedFile};
use super::{FoundFile, Part};
use crate::formats::Records;

/// Shares that may be read before the one that is waited for.
const AHEAD: u64 = 16;
/// How long a worker waits for a share that others are at.
const WAIT: Duration = Duration::from_millis(1);

/// What a part ends.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Ends {
    Nothing,
    Share,
    Job,
}

/// Numbers that are done, in any order: all below the next one, and some behind it.
#[derive(Default)]
struct Done {
    next: u64,
    later: BTreeSet<u64>,
}

impl Done {
    fn add(&mut self, number: u64) {
        self.later.insert(number);
        while self.later.remove(&self.next) {
            self.next += 1;
        }
    }
}

/// Parts of a job that wait for what stands before them.
#[derive(Default)]
pub(super) struct Waiting {
    parts: BTreeMap<u64, Vec<FoundFile>>,
    /// The shares of which nothing is to come.
    done: Done,
    pub(super) is_over: bool,
}

impl Waiting {
    pub(super) fn add(&mut self, part: Part) {
        self.parts.entry(part.share).or_default().extend(part.files);
        match part.ends {
            Ends::Nothing => {}
            Ends::Share => self.done.add(part.share),
            Ends::Job => self.is_over = true,
        }
    }

    /// Hands out what nothing is waited for any more.
    pub(super) fn hand_out(&mut self, each: &mut impl FnMut(FoundFile)) {
        while let Some(first) = self.parts.first_entry() {
            if *first.key() > self.done.next && !self.is_over {
                break;
            }
            first.remove().into_iter().for_each(&mut *each);
        }
    }
}

/// A large file that all workers read together.
pub(super) struct Shared {
    pub(super) records: Records,
    pub(super) job: u64,
    pub(super) grown: bool,
    pub(super) folder: Arc<Folder>,
    pub(super) file: ListedFile,
    pub(super) site: String,
    /// The first share of it, among those of the job.
    pub(super) first: u64,
    pub(super) shares: Mutex<Shares>,
    pub(super) readers: AtomicUsize,
    /// Bytes of it that were told of.
    pub(super) told: AtomicU64,
}

/// How many shares of a file were begun, and which of them are done.
#[derive(Default)]
pub(super) struct Shares {
    begun: u64,
    done: Done,
}

impl Shared {
    fn shares(&self) -> MutexGuard<'_, Shares> {
        self.shares.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Begins a share of the file, and gives its number among those of the job.
    pub(super) fn begin(&self, number: u64) -> u64 {
        let mut shares = self.shares();
        shares.begun = shares.begun.max(number + 1);
        self.first + number
    }

    pub(super) fn end(&self, share: u64) {
        self.shares().done.add(share - self.first);
    }

    /// The share of the job behind those of the file.
    pub(super) fn behind(&self) -> u64 {
        self.first + self.shares().begun
    }

    /// Waits while others are too far behind: what was found must wait for them.
    pub(super) fn wait(&self, stop: &AtomicBool) {
        let is_ahead = || {
            let shares = self.shares();
            shares.begun >= shares.done.next + AHEAD
        };
        while is_ahead() && !stop.load(Ordering::Relaxed) {
            thread::sleep(WAIT);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_done_in_any_order_is_all_done_in_the_end() {
        let mut done = Done::default();
        for (number, next) in [(1, 0), (3, 0), (0, 2), (0, 2), (2, 4)] {
            done.add(number);
            assert_eq!(done.next, next, "{number}");
        }
    }
}
