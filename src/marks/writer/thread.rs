//! The thread behind the [`Writer`](super::Writer).

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant, SystemTime};

use crossbeam_channel::{Receiver, RecvTimeoutError};

use super::{Answer, Answering, Request, What, say};
use crate::article::{ArticleId, Text};
use crate::marks::change::{Step, StepKind};
use crate::marks::chores::Chores;
use crate::marks::folder::Store;
use crate::marks::queue::{Batch, Queue};
use crate::marks::stamp::Stamper;
use crate::marks::undo::{Again, History};
use crate::marks::{Change, Entry, Marks};

/// How long written records wait for others before they are synced.
const SYNC_AFTER: Duration = Duration::from_millis(500);
/// How long marks that could not be saved wait for the next attempt.
const RETRY_AFTER: Duration = Duration::from_secs(2);
/// Each failed sync leaves a journal behind, so the wait doubles with it, this often at most.
const RETRY_DOUBLINGS: u32 = 5;
/// How often the journals of others are looked at.
const LOOK_EVERY: Duration = Duration::from_secs(1);

pub(super) struct Thread {
    queue: Queue,
    /// What is in the journals.
    marks: Marks,
    stamper: Stamper,
    history: History,
    /// `None` without a config directory.
    chores: Option<Chores>,
    open: Arc<AtomicUsize>,
    answer: Answering,
    sync_at: Option<Instant>,
    retry_at: Option<Instant>,
    look_at: Option<Instant>,
    /// Why the last attempt failed, if it did.
    reason: Option<String>,
    failed_syncs: u32,
}

impl Thread {
    pub(super) fn new(
        store: Box<dyn Store>,
        device: &str,
        marks: Marks,
        chores: Option<Chores>,
        open: Arc<AtomicUsize>,
        answer: Answering,
    ) -> Self {
        Self {
            queue: Queue::new(store, Arc::clone(&open)),
            marks,
            stamper: Stamper::new(device),
            history: History::default(),
            look_at: chores.is_some().then(Instant::now),
            chores,
            open,
            answer,
            sync_at: None,
            retry_at: None,
            reason: None,
            failed_syncs: 0,
        }
    }

    /// Does what it is asked to until nobody asks any more; gives of how many articles marks are not on the disk then.
    pub(super) fn run(mut self, inbox: &Receiver<Request>) -> usize {
        loop {
            let deadlines = [self.sync_at, self.retry_at, self.look_at];
            let request = match deadlines.into_iter().flatten().min() {
                Some(deadline) => inbox.recv_deadline(deadline),
                None => inbox.recv().map_err(|_| RecvTimeoutError::Disconnected),
            };
            match request {
                Ok(request) => self.take(request),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => break,
            }
            let now = Instant::now();
            if self.retry_at.is_some_and(|at| at <= now) {
                self.write(None);
            }
            if self.sync_at.is_some_and(|at| at <= now) {
                self.sync();
            }
            if self.look_at.is_some_and(|at| at <= now) {
                self.look();
            }
        }
        self.write(None);
        self.sync();
        // The sync may have failed and its records been written again.
        self.sync();
        self.queue.unconfirmed()
    }

    fn take(&mut self, request: Request) {
        let Request { what, token, now, counted } = request;
        let entries = match what {
            What::Append(changes) => self.stamper.stamp(&self.marks, changes, None, now),
            What::Step(changes, label) => self.step(changes, label, now),
            What::Each(articles, label) => {
                let changes: Vec<_> =
                    articles.iter().flat_map(|(articles, changes)| self.needed(articles, changes)).collect();
                if changes.is_empty() {
                    self.open.fetch_sub(counted, Ordering::SeqCst);
                    return say(&self.answer, Answer::Unchanged { token });
                }
                self.step(changes, label, now)
            }
            What::Import(entries) => entries,
            What::Again(kind) => match self.again(kind) {
                Ok(Some(Again { label, changes })) => {
                    let step = Step { kind, count: changes.len(), label };
                    self.stamper.stamp(&self.marks, changes, Some(step), now)
                }
                Ok(None) => {
                    self.open.fetch_sub(counted, Ordering::SeqCst);
                    return say(&self.answer, Answer::Nothing { token });
                }
                Err(error) => {
                    self.open.fetch_sub(counted, Ordering::SeqCst);
                    let (unsaved, reason) = (self.queue.unsaved(), error.to_string());
                    return say(&self.answer, Answer::Failed { token, unsaved, reason });
                }
            },
        };
        let _span = tracing::debug_span!("marks", records = entries.len()).entered();
        let batch = Batch::new(token, entries);
        self.open.fetch_add(batch.articles, Ordering::SeqCst);
        self.open.fetch_sub(counted, Ordering::SeqCst);
        self.queue.push(batch);
        self.write(Some(token));
    }

    fn step(&mut self, changes: Vec<(ArticleId, Change)>, label: Text, now: SystemTime) -> Vec<Entry> {
        let step = Step { kind: StepKind::Do, count: changes.len(), label: label.clone() };
        let entries = self.stamper.stamp(&self.marks, changes, Some(step), now);
        self.history.push(&entries, label);
        entries
    }

    /// The changes that change something, article by article.
    fn needed(&self, articles: &[ArticleId], changes: &[Change]) -> Vec<(ArticleId, Change)> {
        let mut needed = Vec::with_capacity(articles.len());
        for &article in articles {
            let mark = self.marks.get(article);
            needed.extend(changes.iter().filter(|change| !mark.says(change)).map(|change| (article, change.clone())));
        }
        needed
    }

    fn again(&mut self, kind: StepKind) -> io::Result<Option<Again>> {
        self.history.again(kind, self.stamper.device(), self.queue.store())
    }

    /// Takes up what others have written, and puts the journals in order.
    fn look(&mut self) {
        let Some(chores) = &mut self.chores else { return };
        if chores.follow(&mut self.marks) {
            say(&self.answer, Answer::Arrived { marks: self.marks.clone() });
        }
        if self.queue.is_written() {
            chores.tidy(&mut self.marks, &self.queue.store().files());
        }
        self.look_at = Instant::now().checked_add(LOOK_EVERY);
    }

    /// Writes what waits. `token` is of an append that has to be answered in any case.
    fn write(&mut self, token: Option<u64>) {
        let (answer, marks, chores) = (&self.answer, &mut self.marks, &mut self.chores);
        let written = self.queue.write(&mut |token, entries| {
            marks.merge(entries.iter());
            if let Some(chores) = chores {
                chores.wrote(entries.len());
            }
            say(answer, Answer::Saved { token, entries: Arc::clone(entries), marks: marks.clone() });
        });
        if self.queue.is_dirty() {
            self.sync_at = self.sync_at.or_else(|| Instant::now().checked_add(SYNC_AFTER));
        } else {
            self.sync_at = None;
        }
        match written {
            Ok(()) => {
                self.retry_at = None;
                self.reason = None;
            }
            Err(error) => self.failed(token, &error),
        }
    }

    /// Syncs the journal; where that fails, writes its records to a new one at once.
    fn sync(&mut self) {
        self.sync_at = None;
        if !self.queue.is_dirty() {
            return;
        }
        match self.queue.sync() {
            Ok(()) => {
                self.failed_syncs = 0;
                say(&self.answer, Answer::Synced);
            }
            Err(error) => {
                self.failed_syncs += 1;
                self.failed(None, &error);
                // Once is enough: to write again after each failure would fill the disk with copies.
                if self.failed_syncs == 1 {
                    self.write(None);
                }
            }
        }
    }

    fn failed(&mut self, token: Option<u64>, error: &io::Error) {
        let wait = RETRY_AFTER * 2_u32.pow(self.failed_syncs.saturating_sub(1).min(RETRY_DOUBLINGS));
        self.retry_at = Instant::now().checked_add(wait);
        let reason = match error.kind() {
            io::ErrorKind::WriteZero => "the disk took only a part".to_owned(),
            _ => error.to_string(),
        };
        // A retry that fails as before is no news.
        let news = token.is_some() || self.reason.as_ref() != Some(&reason);
        if let (true, Some(token)) = (news, token.or(self.queue.first())) {
            let unsaved = self.queue.unsaved();
            say(&self.answer, Answer::Failed { token, unsaved, reason: reason.clone() });
        }
        self.reason = Some(reason);
    }
}
