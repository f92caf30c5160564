//! Building the full text, behind everything else.
//!
//! It goes on in steps: a step reads some segments of the catalogue article by article, adds them to the full text, and makes one
//! segment of them that knows the whole articles. How far it has come is kept with the full text itself, so that a kill between
//! the two only repeats the last step.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::thread;
use std::time::Instant;

use crossbeam_channel::{Sender, bounded};

use super::super::catalogue::{self, Catalogue, Segment};
use super::super::fulltext::{self, Failure};
use super::super::prints::{self, Prints};
use super::super::store::Store;
use super::super::ties::Ties;
use super::super::{Answer, Position};
use super::reading::{Known, Reading};
use super::shared::PAUSED;
use super::{Keeper, NICE, Notice, Phase, SEGMENT, Shared};
use super::{mending, tying};

/// What one step does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in super::super) enum Task {
    /// It reads articles, or brings the full text together.
    #[default]
    Read,
    /// It works the ties out of the prints, into their file or into memory.
    Tie,
    /// It takes the full text away, if it is damaged.
    Mend,
}

/// What one step is about.
pub(super) struct Work {
    task: Task,
    pub(super) catalogue: Catalogue,
    /// The segments, by their place in the catalogue.
    range: std::ops::Range<usize>,
    /// The directory of the full text; without one the rows are completed only.
    pub(super) folder: Option<PathBuf>,
    pub(super) name: u64,
    indexed: Position,
    pub(super) prints: Prints,
    prints_path: Option<PathBuf>,
    pub(super) ties_path: Option<PathBuf>,
}

/// What a step gave.
#[derive(Default)]
pub(in super::super) struct Step {
    range: std::ops::Range<usize>,
    rows: u32,
    bytes: Option<Vec<u8>>,
    indexed: Position,
    pub(super) prints: Option<Prints>,
    task: Task,
    pub(super) ties: Option<Ties>,
    /// The full text was damaged, and is gone.
    pub(super) is_lost: bool,
    pub(super) failure: Option<String>,
    /// What people should know.
    pub(super) notice: Option<String>,
}

impl Step {
    /// What one that reads nothing gave so far.
    pub(super) fn of(task: Task) -> Self {
        Self { task, ..Self::default() }
    }
}

/// What the thread that does the steps is at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Idle,
    Working,
    /// Its last step failed. It would fail again, and is not tried before the next start.
    Failed,
}

/// The thread that does the steps.
pub(super) struct Builder {
    send: Sender<Work>,
    state: State,
    /// When the first step began, and what was done by then.
    began: Option<(Instant, Position)>,
    /// So much was added that searches are slower and the files larger than they need be.
    scattered: bool,
    rest: tying::Rest,
    /// The full text was looked for damage, which is done once.
    mended: bool,
}

/// What tantivy keeps of its last commit, as far as it matters here.
#[derive(serde::Deserialize)]
struct Meta {
    payload: Option<String>,
}

/// How many rows the full text in a folder has, if it belongs to the index of this name.
pub(super) fn indexed(folder: &Path, name: u64) -> Position {
    // To open the index takes longer than the first frame has.
    let meta = std::fs::read(folder.join("meta.json")).ok();
    let meta: Option<Meta> = meta.and_then(|meta| serde_json::from_slice(&meta).ok());
    meta.and_then(|meta| rows(meta.payload.as_deref()?, name)).unwrap_or(0)
}

fn payload(name: u64, rows: Position) -> String {
    format!("{name:016x} {rows}")
}

fn rows(payload: &str, name: u64) -> Option<Position> {
    let (of, rows) = payload.split_once(' ')?;
    (of == format!("{name:016x}")).then(|| rows.parse().ok())?
}

impl Builder {
    /// `open` is dropped when its thread ends: whoever closes the library can wait for that.
    pub(super) fn new(shared: Arc<Shared>, notices: Sender<Notice>, open: Answer) -> Self {
        let (send, receive) = bounded::<Work>(1);
        drop(thread::Builder::new().name("text".to_owned()).spawn(move || {
            // Without the right to be nice it is as busy as others.
            let _ = rustix::process::nice(NICE);
            let mut index: Option<fulltext::Builder> = None;
            let mut checked = false;
            while let Ok(work) = receive.recv() {
                let step = match work.task {
                    Task::Read => run(&work, &mut index, &shared),
                    Task::Tie => tying::run(&work, &mut checked, &shared),
                    Task::Mend => {
                        index = None;
                        mending::run(&work)
                    }
                };
                if notices.send(Notice::Indexed(step.into())).is_err() {
                    break;
                }
                if receive.is_empty() {
                    // The next step follows at once or not soon; until then the memory is others'.
                    thread::sleep(PAUSED);
                    if receive.is_empty() {
                        finish(index.take());
                    }
                }
            }
            finish(index.take());
            drop(open);
        }));
        let rest = tying::Rest::default();
        Self { send, state: State::Idle, began: None, scattered: false, rest, mended: false }
    }

    pub(super) fn is_working(&self) -> bool {
        self.state == State::Working
    }

    /// The seconds that are left, at the speed so far.
    fn left(&self, done: Position, all: Position) -> Option<u64> {
        let (since, from) = self.began?;
        let rows = u64::from(done.checked_sub(from).filter(|rows| *rows > 0)?);
        Some(since.elapsed().as_secs() * u64::from(all.saturating_sub(done)) / rows)
    }

    /// The step under way is done.
    pub(super) fn free(&mut self, step: &Step) {
        self.state = if step.failure.is_some() { State::Failed } else { State::Idle };
        match step.task {
            Task::Read => {}
            Task::Tie => return self.rest.end(),
            Task::Mend => {
                self.began = None;
                return;
            }
        }
        let rows = step.indexed.saturating_sub(self.began.map_or(0, |(_, from)| from));
        self.scattered = !step.range.is_empty() && (self.scattered || rows as usize >= SEGMENT);
    }

    pub(super) fn has_failed(&self) -> bool {
        self.state == State::Failed
    }

    fn give(&mut self, work: Work) {
        self.began.get_or_insert_with(|| (Instant::now(), work.indexed));
        self.state = if self.send.send(work).is_ok() { State::Working } else { State::Failed };
    }
}

fn finish(index: Option<fulltext::Builder>) {
    // Merges that are not finished are done again another time.
    drop(index.map(fulltext::Builder::finish));
}

impl Keeper {
    /// Starts the next step, if there is one and none under way.
    pub(super) fn next_step(&mut self, text: &mut Builder) {
        if text.is_working() || self.shared.paused.load(Ordering::Relaxed) {
            return;
        }
        if !text.mended && self.store.is_some() && self.shared.damaged.load(Ordering::Relaxed) {
            text.mended = true;
            return text.give(self.work(Task::Mend, 0..0));
        }
        if text.has_failed() {
            return;
        }
        let range = self.next_range();
        let is_reading = range.is_some();
        let ties = self.is_untied() && text.rest.is_over(is_reading, self.prints.len(), self.ties.as_ref());
        // When all is read, a last step of no rows brings the full text together.
        let (task, range) = match range {
            _ if ties => (Task::Tie, 0..0),
            Some(range) => (Task::Read, range),
            None if text.scattered => (Task::Read, 0..0),
            None => return,
        };
        if ties {
            text.rest.begin(is_reading);
        }
        text.give(self.work(task, range));
    }

    fn work(&self, task: Task, range: std::ops::Range<usize>) -> Work {
        let store = self.store.as_ref();
        Work {
            task,
            catalogue: self.catalogue(),
            range,
            folder: store.map(Store::text),
            name: self.manifest.name,
            indexed: self.indexed,
            prints: self.prints.clone(),
            prints_path: store.map(Store::prints),
            ties_path: store.map(Store::ties),
        }
    }

    /// The next segments to be read as a whole: those that are not, and small ones, up to the rows of one segment.
    fn next_range(&self) -> Option<std::ops::Range<usize>> {
        let mut first: Position = 0;
        let mut range: Option<std::ops::Range<usize>> = None;
        let mut rows = 0;
        for (at, (number, segment)) in self.segments.iter().enumerate() {
            let end = first + segment.len();
            let unindexed = self.store.is_some() && end > self.indexed || end > self.prints.len();
            let todo = self.is_settled(*number) && (!segment.is_understood() || unindexed);
            match &mut range {
                None if todo => {
                    range = Some(at..at + 1);
                    rows = segment.len() as usize;
                }
                Some(range) if self.is_settled(*number) && rows + segment.len() as usize <= SEGMENT => {
                    range.end = at + 1;
                    rows += segment.len() as usize;
                }
                Some(_) => break,
                None => {}
            }
            first = end;
        }
        let mut range = range?;
        // Small ones before them are taken along, as long as they are no larger than what they are joined to.
        while let Some((number, before)) = range.start.checked_sub(1).and_then(|at| self.segments.get(at)) {
            let size = before.len() as usize;
            if !self.is_settled(*number) || size > rows || rows + size > SEGMENT {
                break;
            }
            rows += size;
            range.start -= 1;
        }
        Some(range)
    }

    /// Whether a segment is on the disk, or will never be.
    fn is_settled(&self, number: u64) -> bool {
        number > 0 || self.store.is_none()
    }

    /// Puts the segment that a step made in the place of those that it was made of.
    pub(super) fn take_step(&mut self, step: Step) {
        if let Some(failure) = step.failure {
            self.say(&failure);
            return;
        }
        if let Some(notice) = step.notice {
            self.say(&notice);
        }
        if step.is_lost {
            self.say("the full text is damaged; it is built anew");
            self.indexed = 0;
            self.publish();
        }
        if let Some(prints) = step.prints {
            self.prints = prints;
        }
        if let Some(ties) = step.ties {
            self.ties = Some(ties);
            self.publish();
        }
        let Some(bytes) = step.bytes else { return };
        let replaced = self.segments.get(step.range.clone()).unwrap_or_default();
        let rows: u32 = replaced.iter().map(|(_, segment)| segment.len()).sum();
        if rows != step.rows {
            return;
        }
        let made = match &self.store {
            None => Segment::of(bytes).map(|segment| (0, segment)),
            Some(store) => {
                self.manifest.generation += 1;
                let number = self.manifest.generation;
                store.segment(number, &bytes).map(|segment| (number, segment))
            }
        };
        match made {
            Ok(segment) => {
                self.segments.splice(step.range, [segment]);
                self.indexed = self.indexed.max(step.indexed);
                self.reorder();
                self.save();
                self.publish();
            }
            Err(error) => self.forget(&error),
        }
    }

    /// The whole articles may have other dates than their heads had.
    fn reorder(&mut self) {
        let Ok(dates) = self.catalogue().dates() else { return };
        let key = |position: &Position| (std::cmp::Reverse(dates.get(*position as usize)), *position);
        // Nearly everything is in order already, which the sort makes use of.
        self.growth.order.sort_by_key(key);
        self.growth.set_keys(Vec::new());
    }

    /// Says what is going on.
    pub(super) fn show_state(&mut self, text: Option<&Builder>) {
        let rows = self.segments.iter().map(|(_, segment)| segment.len()).sum();
        let busy = self.indexed < rows || text.is_some_and(|text| text.scattered);
        let busy = self.store.is_some() && busy || self.prints.len() < rows || self.is_untied();
        let behind = busy && text.is_some_and(|text| !text.has_failed());
        self.progress.left = text.and_then(|text| text.left(self.indexed, rows)).filter(|_| behind);
        let phase = if behind { Phase::Indexing { done: self.indexed, all: rows } } else { Phase::Current };
        let paused = behind && self.shared.paused.load(Ordering::Relaxed);
        let changed = self.progress.phase != phase || self.progress.paused != paused;
        self.progress.paused = paused;
        if changed {
            self.progress.phase = phase;
            self.tell();
        }
    }
}

/// Does a step.
fn run(work: &Work, index: &mut Option<fulltext::Builder>, shared: &Shared) -> Step {
    let _span = tracing::info_span!("fulltext", indexed = work.indexed, segments = work.range.len()).entered();
    let mut step = Step { range: work.range.clone(), indexed: work.indexed, ..Step::default() };
    match fulltext::guarded(|| read(work, index, shared, &mut step)) {
        Ok(bytes) => step.bytes = bytes,
        Err(failure) => {
            *index = None;
            if let Failure::Damaged(_) = failure {
                shared.damaged.store(true, Ordering::Relaxed);
            }
            step.failure = Some(format!("{failure}; searches read the articles instead"));
        }
    }
    step
}

/// Opens the full text for writing. One that belongs to another index, or is damaged, is taken away.
fn open(work: &Work, folder: &Path) -> Result<fulltext::Builder, Failure> {
    let opened = fulltext::Builder::open(folder);
    let fits = match &opened {
        Ok(index) => {
            let known = index.payload()?;
            let rows = known.as_deref().map_or(Some(0), |payload| rows(payload, work.name));
            rows == Some(work.indexed) || rows.is_some_and(|rows| rows > work.indexed)
        }
        Err(Failure::Damaged(_)) => false,
        Err(_) => true,
    };
    if fits {
        return opened;
    }
    drop(opened);
    std::fs::remove_dir_all(folder)?;
    fulltext::Builder::open(folder)
}

fn read(
    work: &Work,
    index: &mut Option<fulltext::Builder>,
    shared: &Shared,
    step: &mut Step,
) -> Result<Option<Vec<u8>>, Failure> {
    if let (None, Some(folder)) = (&index, &work.folder) {
        *index = Some(open(work, folder)?);
    }
    if let Some(index) = index.as_mut().filter(|_| work.range.is_empty()) {
        index.compact()?;
        return Ok(None);
    }
    // The full text may know more than the catalogue, after a kill between the two.
    let known = match index {
        Some(index) => index.payload()?.as_deref().and_then(|payload| rows(payload, work.name)).unwrap_or(0),
        None => Position::MAX,
    };
    let mut made = catalogue::Builder::default();
    let printed = work.prints.len();
    let (mut prints, mut end) = (prints::Builder::default(), printed);
    for (first, segment) in work.catalogue.segments().get(work.range.clone()).unwrap_or_default() {
        step.rows += segment.len();
        let known = Known { indexed: known, printed };
        let mut reading = Reading::new(&work.catalogue, *first, segment, index.as_mut(), known, &mut prints)?;
        if !reading.all(shared)? {
            return Ok(None);
        }
        reading.finish(&mut made)?;
        end = end.max(first + segment.len());
        if index.is_some() {
            step.indexed = step.indexed.max(first + segment.len());
        }
    }
    if let Some(index) = index {
        index.commit(&payload(work.name, step.indexed))?;
    }
    step.prints = Some(work.prints.with(prints, end - printed, work.name, work.prints_path.as_deref())?);
    Ok(Some(made.finish()))
}
