//! The thread that writes marks, and follows those that others write.

mod thread;

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use crossbeam_channel::{Receiver, Sender, bounded, unbounded};
use rustc_hash::FxHashSet;

use super::change::StepKind;
use super::chores::Chores;
use super::folder::{Folder, Nowhere, Store};
use super::{Change, Entry, Loaded, Marks, device};
use crate::article::{ArticleId, Text};
use crate::limits;
use thread::Thread;

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
    /// The articles are marked so already: nothing was written.
    Unchanged {
        /// The token of the step.
        token: u64,
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
        /// Of how many articles marks are not saved, those of earlier appends included.
        unsaved: usize,
        /// The system's reason, in words for people.
        reason: String,
    },
    /// All that was written is on the disk.
    Synced,
}

/// Articles, and what is changed on each of them.
pub type Alike = (Vec<ArticleId>, Vec<Change>);

type Answering = Arc<Mutex<Box<dyn Fn(Answer) + Send>>>;

/// The handle of the thread that writes marks. Dropping it does what [`close`](Writer::close) does.
pub struct Writer {
    /// `None` once closed.
    requests: Option<Sender<Request>>,
    /// Of how many articles marks are not on the disk, when the thread has ended; else it is disconnected.
    ended: Receiver<usize>,
    /// Articles whose marks are not known to be on the disk, each as often as it was marked.
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
    Each(Vec<Alike>, Text),
    Again(StepKind),
    Import(Vec<Entry>),
}

impl Writer {
    /// Starts the thread. It makes no journal before the first mark.
    ///
    /// New marks get clocks beyond those that they replace in what was loaded. `answer` is called on the thread.
    #[must_use]
    pub fn start(loaded: Loaded, answer: Box<dyn Fn(Answer) + Send>) -> Self {
        limits::fail_beyond_file_size();
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
        let (ending, ended) = bounded(1);
        let open = Arc::new(AtomicUsize::new(0));
        let answer = Arc::new(Mutex::new(answer));
        let thread = Thread::new(store, device, marks, chores, Arc::clone(&open), Arc::clone(&answer));
        // Where no thread can be had the inbox is dropped, and every append answers that it failed.
        let _ = std::thread::Builder::new().name("marks".to_owned()).spawn(move || {
            // Nobody waits for it any more where that took too long.
            let _ = ending.send(thread.run(&inbox));
        });
        Self { requests: Some(requests), ended, open, answer }
    }

    /// Hands changes over to be saved; never blocks. `now` is the time of the reader's action. Undo passes over them.
    pub fn append(&self, changes: Vec<(ArticleId, Change)>, token: u64, now: SystemTime) {
        let counted = articles(&changes);
        self.send(Request { what: What::Append(changes), token, now, counted });
    }

    /// The same for changes that are one step of the undo history; `label` says what it is: "marked read".
    pub fn step(&self, label: &str, changes: Vec<(ArticleId, Change)>, token: u64, now: SystemTime) {
        let counted = articles(&changes);
        self.send(Request { what: What::Step(changes, Text::new(label)), token, now, counted });
    }

    /// The same where many articles are changed alike. What would change nothing is not written: the answer is
    /// [`Answer::Unchanged`] when that is all.
    pub fn each(&self, label: &str, articles: Vec<Alike>, token: u64, now: SystemTime) {
        let counted = articles.iter().map(|(articles, _)| articles.len()).sum();
        self.send(Request { what: What::Each(articles, Text::new(label)), token, now, counted });
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
        let counted = entries.iter().map(|entry| entry.article).collect::<FxHashSet<_>>().len();
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
    /// Gives the number of articles of which marks are not known to be there.
    #[must_use]
    pub fn close(mut self) -> usize {
        let ended = self.finish();
        ended.unwrap_or_else(|| self.open.load(Ordering::SeqCst))
    }

    /// What the thread says at its end, where it comes to that in time.
    fn finish(&mut self) -> Option<usize> {
        self.requests.take()?;
        self.ended.recv_timeout(CLOSE_WITHIN).ok()
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.finish();
    }
}

/// How many articles are changed.
fn articles(changes: &[(ArticleId, Change)]) -> usize {
    changes.iter().map(|(article, _)| article).collect::<FxHashSet<_>>().len()
}

fn say(answer: &Answering, what: Answer) {
    // An answer that panicked has ended the thread; the next one must be heard all the same.
    let answer = answer.lock().unwrap_or_else(PoisonError::into_inner);
    (*answer)(what);
}
