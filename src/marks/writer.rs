//! The thread that writes marks, and follows those that others write.

use std::io;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use crossbeam_channel::{Receiver, RecvTimeoutError, Sender, bounded, unbounded};

use super::change::{Step, StepKind};
use super::chores::Chores;
use super::folder::{Folder, Nowhere, Store};
use super::queue::{Batch, Queue};
use super::stamp::Stamper;
use super::undo::{Again, History};
use super::{Change, Entry, Loaded, Marks, device};
use crate::article::{ArticleId, Text};

/// How long written records wait for others before they are synced.
const SYNC_AFTER: Duration = Duration::from_millis(500);
/// How long marks that could not be saved wait for the next attempt.
const RETRY_AFTER: Duration = Duration::from_secs(2);
/// Each failed sync leaves a journal behind, so the wait doubles with it, this often at most.
const RETRY_DOUBLINGS: u32 = 5;
/// How often the journals of others are looked at.
const LOOK_EVERY: Duration = Duration::from_secs(1);
/// How long [`Writer::close`] waits.
const CLOSE_WITHIN: Duration = Duration::from_secs(1);

/// What the [`Writer`] has to say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// All changes of an append are written. They come again if the sync fails later and they had to be rewritten.
    Saved {
        /// The token of the append.
        token: u64,
        /// The records. That of a step of the undo history begins with a [`Change::Step`], which says what it is.
        entries: Arc<[Entry]>,
        /// The marks with them.
        marks: Marks,
    },
    /// Others have marked articles.
    Arrived {
        /// The marks with theirs.
        marks: Marks,
    },
    /// There is nothing to undo or redo.
    Nothing {
        /// The token of the request.
        token: u64,
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
    /// Records that are not known to be on the disk.
    open: Arc<AtomicUsize>,
    answer: Answering,
}

struct Request {
    what: What,
    token: u64,
    now: SystemTime,
    /// How much was added to `open` for it.
    counted: usize,
}

enum What {
    Append(Vec<(ArticleId, Change)>),
    Step(Vec<(ArticleId, Change)>, Text),
    Again(StepKind),
    Import(Vec<Entry>),
}

impl Writer {
    /// Starts the thread. It makes no journal before the first mark.
    ///
    /// New marks get clocks beyond those that they replace in what was loaded. `answer` is called on the thread.
    #[must_use]
    pub fn start(loaded: Loaded, answer: Box<dyn Fn(Answer) + Send>) -> Self {
        // A limit on the size of files is then an error like any other, and ends nothing.
        let limited = Arc::default();
        let _ = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, limited);
        let device = device::name();
        let Loaded { marks, journals, snapshot, fresh, .. } = loaded;
        match journals {
            Some(journals) => {
                let folder = Folder::new(journals.dir().to_owned(), device.clone());
                let chores = Chores::new(journals, folder.run().to_owned(), &device, snapshot, fresh);
                Self::with_store(Box::new(folder), &device, marks, Some(chores), answer)
            }
            None => Self::with_store(Box::new(Nowhere::default()), &device, marks, None, answer),
        }
    }

    pub(super) fn with_store(
        store: Box<dyn Store>,
        device: &str,
        marks: Marks,
        chores: Option<Chores>,
        answer: Box<dyn Fn(Answer) + Send>,
    ) -> Self {
        let (requests, inbox) = unbounded();
        let (ending, ended) = bounded(0);
        let open = Arc::new(AtomicUsize::new(0));
        let answer = Arc::new(Mutex::new(answer));
        let thread = Thread {
            queue: Queue::new(store, Arc::clone(&open)),
            marks,
            stamper: Stamper::new(device),
            history: History::default(),
            look_at: chores.is_some().then(Instant::now),
            chores,
            open: Arc::clone(&open),
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

    /// Hands changes over to be saved; never blocks. `now` is the time of the reader's action. Undo passes over them.
    pub fn append(&self, changes: Vec<(ArticleId, Change)>, token: u64, now: SystemTime) {
        let counted = changes.len();
        self.send(Request { what: What::Append(changes), token, now, counted });
    }

    /// The same for changes that are one step of the undo history; `label` says what it is: "marked read".
    pub fn step(&self, label: &str, changes: Vec<(ArticleId, Change)>, token: u64, now: SystemTime) {
        let counted = changes.len() + 1;
        self.send(Request { what: What::Step(changes, Text::new(label)), token, now, counted });
    }

    /// Takes the last step back. When this run has no more, it goes on with those of the last run on this device.
    pub fn undo(&self, token: u64, now: SystemTime) {
        self.send(Request { what: What::Again(StepKind::Undo), token, now, counted: 1 });
    }

    /// Does the step again that was taken back last.
    pub fn redo(&self, token: u64, now: SystemTime) {
        self.send(Request { what: What::Again(StepKind::Redo), token, now, counted: 1 });
    }

    /// Adds records that have their clocks already, of an export or another journal.
    pub fn import(&self, entries: Vec<Entry>, token: u64) {
        let counted = entries.len();
        self.send(Request { what: What::Import(entries), token, now: SystemTime::UNIX_EPOCH, counted });
    }

    fn send(&self, request: Request) {
        let Request { token, counted, .. } = request;
        let unsaved = self.open.fetch_add(counted, Ordering::SeqCst) + counted;
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

struct Thread {
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
    fn run(mut self, inbox: &Receiver<Request>) {
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
    }

    fn take(&mut self, request: Request) {
        let Request { what, token, now, counted } = request;
        let entries = match what {
            What::Append(changes) => self.stamper.stamp(&self.marks, changes, None, now),
            What::Step(changes, label) => {
                let step = Step { kind: StepKind::Do, count: changes.len(), label: label.clone() };
                let entries = self.stamper.stamp(&self.marks, changes, Some(step), now);
                self.history.push(&entries, label);
                entries
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
        self.open.fetch_add(entries.len(), Ordering::SeqCst);
        self.open.fetch_sub(counted, Ordering::SeqCst);
        self.queue.push(Batch::new(token, entries));
        self.write(Some(token));
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
