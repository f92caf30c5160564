//! Reading files: workers that make rows of what stands in them.
//!
//! Files come in jobs and leave in parts, in the same order whatever worker was faster, so that the same folders give the same
//! rows at every first opening. A large file of lines, or a web archive, is read by all workers together.

mod shares;

use std::cell::Cell;
use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use crossbeam_channel::{Receiver, RecvTimeoutError, Sender};

use super::catalogue::{Details, Entry, Folder, ListedFile, folder_name};
use super::grown::Known;
use super::parallel::workers;
use super::walk::settled;
use crate::formats::{self, Document, File, Problem, Records, Skimmed};
use shares::{Ends, Shared, Waiting};

/// Rows of a file that leave together, and the first ones of a large file, which are waited for.
const PART: usize = 2_048;
const FIRST: usize = 64;
/// From this size on, in bytes, all workers read a file of many records together.
const LARGE: u64 = 8 << 20;
/// Jobs that a worker may be ahead of the one that is waited for.
const AHEAD: u64 = 256;
/// What was found leaves after so long, however little it is: a page takes some milliseconds, where a text takes none.
const SOON: Duration = Duration::from_millis(20);
/// Parts of one file leave less and less often, down to this.
const SELDOM: Duration = Duration::from_secs(1);
/// How long an idle worker waits before it looks for a large file to help with.
const IDLE: Duration = Duration::from_millis(5);

/// How much of a document is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Depth {
    /// The head: what the list shows.
    Head,
    /// All of it.
    Whole,
}

/// Files of one folder.
pub(super) struct Job {
    /// The path of the library that the folder is under.
    pub(super) root: Arc<PathBuf>,
    pub(super) folder: Arc<Folder>,
    pub(super) names: Vec<Vec<u8>>,
    pub(super) depth: Depth,
    /// What is known of the file, if it is one that may have grown.
    pub(super) known: Option<Known>,
}

/// A file, or a part of one, with its rows.
pub(super) struct FoundFile {
    pub(super) folder: Arc<Folder>,
    pub(super) file: ListedFile,
    pub(super) rows: Vec<Entry>,
    /// Bytes that were read since its last part.
    pub(super) bytes: u64,
    /// Whether the file was counted with an earlier part.
    pub(super) continued: bool,
    /// Whether it has more listings than this one: it came in several parts, or had rows before these.
    pub(super) many: bool,
    /// Whether these are only the rows behind those that are known.
    pub(super) grown: bool,
}

/// What a worker found.
pub(super) struct Part {
    job: u64,
    /// Which share of the job it is of: the files of one are the first, the shares of a large file those behind it.
    share: u64,
    /// What it ends.
    ends: Ends,
    files: Vec<FoundFile>,
}

/// The workers. They end when the sender of jobs is gone.
pub(super) struct Workers {
    next: Arc<AtomicU64>,
    parts: Receiver<Part>,
    waiting: BTreeMap<u64, Waiting>,
}

struct Worker {
    jobs: Receiver<(u64, Job)>,
    parts: Sender<Part>,
    /// The job whose parts leave next.
    next: Arc<AtomicU64>,
    shared: Arc<Mutex<Option<Arc<Shared>>>>,
    /// Workers that may still take a job, which may be a large file to help with.
    working: Arc<AtomicUsize>,
    stdin: Option<Arc<[u8]>>,
    stop: Arc<AtomicBool>,
}

impl Workers {
    /// Starts the workers.
    pub(super) fn start(jobs: &Receiver<(u64, Job)>, stdin: Option<&Arc<[u8]>>, stop: &Arc<AtomicBool>) -> Self {
        let (send, parts) = crossbeam_channel::bounded(64);
        let next = Arc::new(AtomicU64::new(0));
        let shared = Arc::default();
        let working = Arc::new(AtomicUsize::new(workers()));
        for _ in 0..workers() {
            let worker = Worker {
                jobs: jobs.clone(),
                parts: send.clone(),
                next: Arc::clone(&next),
                shared: Arc::clone(&shared),
                working: Arc::clone(&working),
                stdin: stdin.cloned(),
                stop: Arc::clone(stop),
            };
            thread::spawn(move || worker.run());
        }
        Self { next, parts, waiting: BTreeMap::new() }
    }

    /// Where parts arrive; a disconnected channel says that everything is read.
    pub(super) fn parts(&self) -> &Receiver<Part> {
        &self.parts
    }

    /// Takes a part, and hands out the files that are next in order.
    pub(super) fn take(&mut self, part: Part, mut each: impl FnMut(FoundFile)) {
        self.waiting.entry(part.job).or_default().add(part);
        let mut next = self.next.load(Ordering::Relaxed);
        while let Some(waiting) = self.waiting.get_mut(&next) {
            waiting.hand_out(&mut each);
            if !waiting.is_over {
                break;
            }
            self.waiting.remove(&next);
            next += 1;
            self.next.store(next, Ordering::Relaxed);
        }
    }
}

impl Worker {
    fn run(&self) {
        let mut ended = false;
        while !self.stop.load(Ordering::Relaxed) {
            let shared = self.shared.lock().unwrap_or_else(PoisonError::into_inner).clone();
            if let Some(shared) = shared {
                self.records(&shared);
            }
            match self.jobs.recv_timeout(IDLE) {
                Ok((number, job)) => {
                    if !self.job(number, &job) {
                        return;
                    }
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => {
                    if !std::mem::replace(&mut ended, true) {
                        self.working.fetch_sub(1, Ordering::SeqCst);
                    }
                    if self.working.load(Ordering::SeqCst) == 0 {
                        return;
                    }
                    thread::sleep(IDLE);
                }
            }
        }
    }

    /// Does a job, and says whether anybody still wants what it finds.
    fn job(&self, number: u64, job: &Job) -> bool {
        // The parts of the job that is waited for must not wait for a place themselves.
        while number > self.next.load(Ordering::Relaxed) + AHEAD && !self.stop.load(Ordering::Relaxed) {
            thread::sleep(IDLE);
        }
        let mut files = Vec::with_capacity(job.names.len());
        let (mut sent, mut share) = (Instant::now(), 0);
        let site = folder_name(&job.folder.join(&job.root, b"a file")).to_string();
        for name in &job.names {
            if self.stop.load(Ordering::Relaxed) {
                return false;
            }
            self.file(number, job, name, &site, &mut files, &mut share);
            if sent.elapsed() >= SOON && !files.is_empty() {
                sent = Instant::now();
                let files = std::mem::take(&mut files);
                if self.parts.send(Part { job: number, share, ends: Ends::Nothing, files }).is_err() {
                    return false;
                }
            }
        }
        self.parts.send(Part { job: number, share, ends: Ends::Job, files }).is_ok()
    }

    /// Reads a file. What is much leaves at once; the rest is left in `files`. It goes on with a share of the job, or ends with
    /// another one.
    fn file(&self, number: u64, job: &Job, name: &[u8], site: &str, files: &mut Vec<FoundFile>, share: &mut u64) {
        let path = job.folder.join(&job.root, name);
        // Where the path of the library is the file, its folder is another one.
        let own = name.is_empty().then(|| folder_name(&path).to_string());
        let site = own.as_deref().unwrap_or(site);
        let mut listed = ListedFile { name: name.to_owned(), ..ListedFile::default() };
        let mut collected = Collected { share: *share, ..Collected::new(self, number, &job.folder) };
        let (mut problems, mut many) = (Vec::new(), false);
        // A parser that panics on one file must not end the reading of the others.
        let read = formats::guarded(|| {
            if let Some(bytes) = self.stdin.as_ref().filter(|_| path.as_os_str() == "-") {
                return formats::documents_in(bytes, &mut |found| {
                    collected.document(found, &listed, site, &mut problems)
                });
            }
            let file = File::open(&path).inspect_err(|_| {
                // What is no file stays none: it is not looked at again. A file that may not be read may be some day.
                if let Some(other) = std::fs::metadata(&path).ok().filter(|other| !other.is_file()) {
                    let modified = other.modified().ok().and_then(|at| at.duration_since(SystemTime::UNIX_EPOCH).ok());
                    listed.modified = modified.map_or(0, |at| i64::try_from(at.as_nanos()).unwrap_or(i64::MAX));
                    listed.size = other.len();
                }
            })?;
            let stat = file.stat();
            (listed.modified, listed.size) = (settled(stat.modified_ns, SystemTime::now()), stat.size);
            let rest = job.known.as_ref().map_or(Ok(None), |known| known.rest(&path, stat))?;
            collected.grown = rest.is_some();
            let (records, length) = match rest {
                Some(rest) => {
                    listed.problems = rest.problems;
                    (Some(rest.lines), rest.size)
                }
                None if stat.size >= LARGE => (Records::open(&path)?, stat.size),
                None => (None, stat.size),
            };
            match records {
                Some(records) if length >= LARGE => {
                    // What was found before stands before it.
                    let files = std::mem::take(files);
                    drop(self.parts.send(Part { job: number, share: *share, ends: Ends::Share, files }));
                    let shared = Shared {
                        records,
                        job: number,
                        grown: collected.grown,
                        folder: Arc::clone(&job.folder),
                        file: listed.clone(),
                        site: site.to_owned(),
                        first: *share + 1,
                        shares: Mutex::default(),
                        readers: AtomicUsize::new(0),
                        told: AtomicU64::new(0),
                    };
                    (collected.told, *share) = self.together(shared);
                    many = true;
                    return Ok(());
                }
                Some(records) => {
                    return records.skim(&mut |found| collected.skimmed(found, &listed, site, &mut problems));
                }
                None => {}
            }
            match job.depth {
                Depth::Whole => file.documents(&mut |found| collected.document(found, &listed, site, &mut problems)),
                Depth::Head => file.skim(&mut |found| collected.skimmed(found, &listed, site, &mut problems)),
            }
        });
        problems.extend(read.err());
        let Collected { rows, parts, grown, told, .. } = collected;
        let bytes = listed.size.saturating_sub(told);
        let continued = parts > 0;
        many |= continued || grown;
        if self.stop.load(Ordering::Relaxed) {
            listed.modified = ListedFile::UNFINISHED;
        }
        listed.problems.extend(problems.into_iter().map(|problem| (problem.place, problem.reason)));
        files.push(FoundFile { folder: Arc::clone(&job.folder), file: listed, rows, bytes, continued, many, grown });
    }

    /// Reads a large file of many records, with the help of workers that have nothing else to do. Gives the bytes that were told of,
    /// and the share behind it.
    fn together(&self, shared: Shared) -> (u64, u64) {
        let shared = Arc::new(shared);
        let slot = |value| *self.shared.lock().unwrap_or_else(PoisonError::into_inner) = value;
        slot(Some(Arc::clone(&shared)));
        self.records(&shared);
        slot(None);
        while shared.readers.load(Ordering::SeqCst) > 0 {
            thread::sleep(IDLE);
        }
        (shared.told.load(Ordering::SeqCst), shared.behind())
    }

    /// Reads records of a large file until there are no more.
    fn records(&self, shared: &Shared) {
        shared.readers.fetch_add(1, Ordering::SeqCst);
        let (job, folder, grown) = (shared.job, &shared.folder, shared.grown);
        let mut collected = Collected { parts: 1, next: FIRST, grown, ..Collected::new(self, job, folder) };
        let mut problems = Vec::new();
        let mut flow = ControlFlow::Continue(());
        while flow.is_continue() {
            shared.wait(&self.stop);
            let share = Cell::new(shared.first);
            let read = formats::guarded(|| {
                shared.records.skim_share(&mut |number| share.set(shared.begin(number)), &mut |found| {
                    collected.share = share.get();
                    collected.skimmed(found, &shared.file, &shared.site, &mut problems)
                })
            });
            flow = read.unwrap_or_else(|problem| {
                problems.push(problem);
                ControlFlow::Break(())
            });
            collected.share = share.get();
            collected.send(&shared.file, problems.drain(..), Ends::Share);
            shared.end(share.get());
        }
        shared.told.fetch_add(collected.told, Ordering::SeqCst);
        shared.readers.fetch_sub(1, Ordering::SeqCst);
    }
}

/// The rows of a file so far.
struct Collected<'a> {
    worker: &'a Worker,
    job: u64,
    folder: &'a Arc<Folder>,
    rows: Vec<Entry>,
    /// Their bytes, and those of the ones that have left.
    bytes: u64,
    told: u64,
    /// How many parts have left.
    parts: usize,
    /// How many rows the next part has, and how long it is waited for.
    next: usize,
    wait: Duration,
    sent: Instant,
    grown: bool,
    share: u64,
}

impl<'a> Collected<'a> {
    fn new(worker: &'a Worker, job: u64, folder: &'a Arc<Folder>) -> Self {
        let (rows, sent) = (Vec::new(), Instant::now());
        let (next, wait) = (PART, SOON);
        Self { worker, job, folder, rows, bytes: 0, told: 0, parts: 0, next, wait, sent, grown: false, share: 0 }
    }

    fn document(
        &mut self,
        found: Result<Document, Problem>,
        file: &ListedFile,
        site: &str,
        problems: &mut Vec<Problem>,
    ) -> ControlFlow<()> {
        let row = found.map(|document| Entry::of(&super::parse(&document), &document, site));
        self.push(row, file, problems)
    }

    fn skimmed(
        &mut self,
        found: Result<Skimmed, Problem>,
        file: &ListedFile,
        site: &str,
        problems: &mut Vec<Problem>,
    ) -> ControlFlow<()> {
        let bytes = found.as_ref().map_or(0, |skimmed| skimmed.size);
        let flow = self.push(found.map(|skimmed| entry(skimmed, site)), file, problems);
        self.bytes += bytes;
        flow
    }

    fn push(&mut self, row: Result<Entry, Problem>, file: &ListedFile, problems: &mut Vec<Problem>) -> ControlFlow<()> {
        // The only row of a file never leaves before the file itself does.
        if !self.rows.is_empty() && self.sent.elapsed() >= self.wait {
            self.send(file, std::iter::empty(), Ends::Nothing);
            self.wait = (self.wait * 2).min(SELDOM);
        }
        match row {
            Ok(row) => self.rows.push(row),
            Err(problem) => problems.push(problem),
        }
        if self.rows.len() >= self.next {
            self.send(file, std::iter::empty(), Ends::Nothing);
            self.next = (self.next * 2).min(PART);
        }
        if self.worker.stop.load(Ordering::Relaxed) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }

    fn send(&mut self, file: &ListedFile, problems: impl Iterator<Item = Problem>, ends: Ends) {
        let problems: Vec<_> = problems.map(|problem| (problem.place, problem.reason)).collect();
        let is_empty = self.rows.is_empty() && problems.is_empty();
        let file = ListedFile { problems, modified: ListedFile::UNFINISHED, ..file.clone() };
        let rows = std::mem::take(&mut self.rows);
        // Of bytes whose row has left before, the end of the file tells where nothing leaves with them.
        let bytes = if is_empty { 0 } else { std::mem::take(&mut self.bytes) };
        self.told += bytes;
        let continued = self.parts > 0;
        self.parts += usize::from(!is_empty);
        self.sent = Instant::now();
        let (folder, grown) = (Arc::clone(self.folder), self.grown);
        let found = FoundFile { folder, file, rows, bytes, continued, many: true, grown };
        let files = if is_empty { Vec::new() } else { vec![found] };
        // Nobody takes parts any more when the library is closed; then `stop` ends this.
        drop(self.worker.parts.send(Part { job: self.job, share: self.share, ends, files }));
    }
}

/// The row of an article of which the head was read.
fn entry(skimmed: Skimmed, site: &str) -> Entry {
    let details = Details {
        headline: skimmed.headline,
        record: skimmed.record,
        authors: skimmed.authors,
        site: skimmed.site,
        source: skimmed.source,
        format: skimmed.format.to_owned(),
        ..Details::default()
    };
    let entry = Entry::new(&details, skimmed.language.as_deref(), skimmed.published, site);
    Entry { words: skimmed.words, ..entry }
}
