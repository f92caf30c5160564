//! The thread that writes marks.

use std::io;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use crossbeam_channel::{Receiver, RecvTimeoutError, Sender, bounded, unbounded};

use super::folder::{Folder, Store};
use super::queue::{Batch, Queue};
use super::{Change, Clock, Entry, Marks, device};
use crate::article::ArticleId;

/// How long written records wait for others before they are synced.
const SYNC_AFTER: Duration = Duration::from_millis(500);
/// How long marks that could not be saved wait for the next attempt.
const RETRY_AFTER: Duration = Duration::from_secs(2);
/// Each failed sync leaves a journal behind, so the wait doubles with it, this often at most.
const RETRY_DOUBLINGS: u32 = 5;
/// How long [`Writer::close`] waits.
const CLOSE_WITHIN: Duration = Duration::from_secs(1);

/// What the [`Writer`] has to say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// All changes of an append are written. They come again if the sync fails later and they had to be rewritten.
    Saved {
        /// The token of the append.
        token: u64,
        /// The changes, to be [applied](Marks::apply).
        entries: Vec<Entry>,
    },
    /// Marks could not be saved. They are kept and tried again, with the next append and every 2 seconds.
    Failed {
        /// The token of the append that has just failed, or of the oldest one that waits.
        token: u64,
        /// How many changes are not saved, those of earlier appends included.
        unsaved: usize,
        /// The system's reason, in words for people.
        reason: String,
    },
    /// All that was written is on the disk.
    Synced,
}

type Answering = Arc<Mutex<Box<dyn Fn(Answer) + Send>>>;

/// The handle of the thread that writes marks. Dropping it does what [`close`](Writer::close) does.
pub struct Writer {
    /// `None` once closed.
    requests: Option<Sender<Request>>,
    /// Disconnected when the thread has ended.
    ended: Receiver<()>,
    open: Arc<AtomicUsize>,
    answer: Answering,
}

struct Request {
    changes: Vec<(ArticleId, Change)>,
    token: u64,
    now: SystemTime,
}

impl Writer {
    /// Starts the thread. It touches no file before the first mark.
    ///
    /// `dir` is the directory of all marks and `marks` what [`load`](super::load()) found in it: new marks get clocks
    /// beyond those that they replace. `answer` is called on the thread.
    #[must_use]
    pub fn start(dir: PathBuf, marks: Marks, answer: Box<dyn Fn(Answer) + Send>) -> Self {
        let device = device::name();
        Self::with_store(Box::new(Folder::new(dir, device.clone())), &device, marks, answer)
    }

    pub(super) fn with_store(
        store: Box<dyn Store>,
        device: &str,
        marks: Marks,
        answer: Box<dyn Fn(Answer) + Send>,
    ) -> Self {
        let (requests, inbox) = unbounded();
        let (ending, ended) = bounded(0);
        let open = Arc::new(AtomicUsize::new(0));
        let answer = Arc::new(Mutex::new(answer));
        let thread = Thread {
            queue: Queue::new(store, Arc::clone(&open)),
            stamper: Stamper { marks, device: device.into(), last: Clock::default() },
            answer: Arc::clone(&answer),
            sync_at: None,
            retry_at: None,
            reason: None,
            failed_syncs: 0,
        };
        // Where no thread can be had the inbox is dropped, and every append answers that it failed.
        let _ = thread::Builder::new().name("marks".to_owned()).spawn(move || {
            let _ending: Sender<()> = ending;
            thread.run(&inbox);
        });
        Self { requests: Some(requests), ended, open, answer }
    }

    /// Hands changes over to be saved; never blocks. `now` is the time of the reader's action.
    pub fn append(&self, changes: Vec<(ArticleId, Change)>, token: u64, now: SystemTime) {
        let unsaved = self.open.fetch_add(changes.len(), Ordering::SeqCst) + changes.len();
        let request = Request { changes, token, now };
        let sent = self.requests.as_ref().is_some_and(|requests| requests.send(request).is_ok());
        if !sent {
            let reason = "the thread that saves marks has ended".to_owned();
            say(&self.answer, Answer::Failed { token, unsaved, reason });
        }
    }

    /// Waits until all that was appended is on the disk, for a second at most.
    ///
    /// Gives the number of changes that are not known to be there.
    #[must_use]
    pub fn close(mut self) -> usize {
        self.finish();
        self.open.load(Ordering::SeqCst)
    }

    fn finish(&mut self) {
        if self.requests.take().is_some() {
            // Nothing is ever sent: this ends with the thread, or with the time.
            let _ = self.ended.recv_timeout(CLOSE_WITHIN);
        }
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.finish();
    }
}

fn say(answer: &Answering, what: Answer) {
    // An answer that panicked has ended the thread; the next one must be heard all the same.
    let answer = answer.lock().unwrap_or_else(PoisonError::into_inner);
    (*answer)(what);
}

/// Gives changes their clocks.
struct Stamper {
    marks: Marks,
    device: Arc<str>,
    last: Clock,
}

impl Stamper {
    fn stamp(&mut self, changes: Vec<(ArticleId, Change)>, now: SystemTime) -> Vec<Entry> {
        let now = Clock::at(now);
        let mut stamp = |(article, change)| {
            let replaced = self.marks.clock(article, change).unwrap_or_default();
            let clock = now.max(replaced.max(self.last).next());
            self.last = clock;
            let entry = Entry { article, change, clock, device: Arc::clone(&self.device) };
            self.marks.apply(&entry);
            entry
        };
        changes.into_iter().map(&mut stamp).collect()
    }
}

struct Thread {
    queue: Queue,
    stamper: Stamper,
    answer: Answering,
    sync_at: Option<Instant>,
    retry_at: Option<Instant>,
    /// Why the last attempt failed, if it did.
    reason: Option<String>,
    failed_syncs: u32,
}

impl Thread {
    fn run(mut self, inbox: &Receiver<Request>) {
        loop {
            // Without a deadline nothing wakes the thread but a request.
            let request = match self.sync_at.into_iter().chain(self.retry_at).min() {
                Some(deadline) => inbox.recv_deadline(deadline),
                None => inbox.recv().map_err(|_| RecvTimeoutError::Disconnected),
            };
            match request {
                Ok(Request { changes, token, now }) => {
                    let entries = self.stamper.stamp(changes, now);
                    self.queue.push(Batch::new(token, entries));
                    self.write(Some(token));
                }
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
        }
        self.write(None);
        self.sync();
        // The sync may have failed and its records been written again.
        self.sync();
    }

    /// Writes what waits. `token` is of an append that has to be answered in any case.
    fn write(&mut self, token: Option<u64>) {
        let answer = &self.answer;
        let written = self.queue.write(&mut |token, entries| {
            say(answer, Answer::Saved { token, entries: entries.to_vec() });
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
