//! The thread that keeps the catalogue: it opens the index, brings it up to date with the folders, and writes it.
//!
//! It alone adds rows. Everybody else takes what it has [published](Published) last, which never changes.

mod changed;
mod follow;
mod growth;
mod looking;
mod mending;
mod opening;
mod reading;
mod shared;
mod text;
mod tying;

use std::path::PathBuf;
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use crossbeam_channel::{Sender, bounded};
use rustc_hash::FxHashMap;

use self::growth::Growth;
pub(super) use self::shared::{Published, Shared};
use super::ahead::Ahead;
use super::bits::Bits;
use super::catalogue::{Catalogue, Segment, Spread};
use super::globs::Globs;
use super::prints::Prints;
use super::scan::{Depth, FoundFile, Part, Workers};
use super::store::{Manifest, Store};
use super::sweep::Jobs;
use super::ties::Ties;
use super::watch::Watcher;
use super::{Answer, Event, Phase, Position, Progress, Trouble};
use crate::article::{Text, clean};

/// How often new rows are shown at least; the first ones are shown sooner.
const SHOW: Duration = Duration::from_millis(60);
const SHOW_FIRST: Duration = Duration::from_millis(12);
/// How much less than others those threads ask for that work behind a list which can be read already; see nice(2).
pub(super) const NICE: i32 = 10;
/// Rows that are written as one segment.
const SEGMENT: usize = 1 << 16;

/// What the keeper is told.
pub(super) enum Notice {
    /// These files and folders may have changed.
    Touched(Vec<PathBuf>),
    /// Anything may have changed.
    Unsure,
    /// A step of the full text is done.
    Indexed(Box<text::Step>),
}

/// What a keeper starts with.
pub(super) struct Start {
    pub(super) roots: Vec<PathBuf>,
    pub(super) globs: Arc<[Globs]>,
    pub(super) stdin: Option<Arc<[u8]>>,
    pub(super) cache: Option<PathBuf>,
    /// Contents are compared, not only times and sizes.
    pub(super) rescan: bool,
    /// It goes on after everything is read: changes are followed.
    pub(super) watch: bool,
    /// The full text is built.
    pub(super) full_text: bool,
}

pub(super) struct Keeper {
    start: Start,
    roots: Vec<Arc<PathBuf>>,
    shown: Arc<[PathBuf]>,
    shared: Arc<Shared>,
    /// It is free for the next reader before that can know that this one has ended: see `send`.
    store: Option<Store>,
    send: Answer,
    /// Told whenever something was published.
    changed: Sender<()>,
    manifest: Manifest,
    /// The manifest that stands in the index.
    saved: Manifest,
    /// The segments with their numbers on the disk; 0 for those in memory.
    segments: Vec<(u64, Segment)>,
    dead: Bits,
    /// Rows of files that changed and are being read again.
    outdated: FxHashMap<u64, Vec<Position>>,
    /// Rows whose files were read again, until what came of it is shown.
    replaced: Vec<Position>,
    /// The problems of files that come in parts and are not whole yet, by the hashes of their places.
    parted: FxHashMap<u64, Vec<(String, String)>>,
    /// Files with several listings.
    spread: Arc<Spread>,
    /// The last rows of files that have none for now, by the hash of their places.
    emptied: FxHashMap<u64, Position>,
    /// Rows that stand where others stood, until it is told what became of those.
    rewritten: Vec<(Position, Position)>,
    growth: Growth,
    indexed: Position,
    /// Rows that the index had at the opening.
    opened: Position,
    prints: Prints,
    ties: Option<Ties>,
    progress: Progress,
    /// What there is to read at a first reading.
    ahead: Option<Arc<Ahead>>,
    troubles: Vec<Trouble>,
    /// Folders that could not be listed.
    unlisted: Vec<Trouble>,
    began: Instant,
}

/// Starts the keeper.
pub(super) fn start(start: Start, shared: Arc<Shared>, send: Answer, changed: Sender<()>) {
    let keeper = Keeper::new(start, shared, send, changed);
    // Where no thread can be had the library stays empty.
    drop(thread::Builder::new().name("keeper".to_owned()).spawn(move || keeper.run()));
}

impl Keeper {
    fn new(start: Start, shared: Arc<Shared>, send: Answer, changed: Sender<()>) -> Self {
        let cache = start.cache.as_deref().filter(|_| start.stdin.is_none());
        let store = cache.map(|cache| Store::of(&start.roots, &start.globs, cache));
        Self {
            roots: start.roots.iter().cloned().map(Arc::new).collect(),
            shown: start.roots.clone().into(),
            start,
            shared,
            send,
            changed,
            store,
            manifest: Manifest::new(),
            saved: Manifest::default(),
            segments: Vec::new(),
            dead: Bits::default(),
            outdated: FxHashMap::default(),
            replaced: Vec::new(),
            parted: FxHashMap::default(),
            spread: Arc::default(),
            emptied: FxHashMap::default(),
            rewritten: Vec::new(),
            growth: Growth::default(),
            indexed: 0,
            opened: 0,
            prints: Prints::default(),
            ties: None,
            progress: Progress::default(),
            ahead: None,
            troubles: Vec::new(),
            unlisted: Vec::new(),
            began: Instant::now(),
        }
    }

    fn run(mut self) {
        let mut seen = self.stamp();
        self.open();
        if !self.lock() && !self.follow(&mut seen) {
            return;
        }
        if self.stamp() != seen {
            // Another reader wrote between the look and the lock.
            self.open();
        }
        self.keep();
    }

    /// Whether this reader may write the index. One that cannot be written is kept in memory, and that is said.
    fn lock(&mut self) -> bool {
        match self.store.as_mut().map(Store::lock) {
            None | Some(Ok(true)) => true,
            Some(Ok(false)) => false,
            Some(Err(error)) => {
                self.forget(&error);
                true
            }
        }
    }

    /// Goes on with the catalogue in memory.
    fn forget(&mut self, error: &std::io::Error) {
        self.store = None;
        self.say(&format!("the index cannot be written ({error}); it is kept in memory"));
    }

    fn say(&self, what: &str) {
        (self.send)(Event::Notice(Text::new(what)));
    }

    /// Brings the index up to date, and keeps it so.
    fn keep(&mut self) {
        let (notices, told) = bounded(64);
        // Nothing must fall between the sweep and the watch. A first reading does not wait for the watch, and looks again.
        let watcher = self.start.watch.then(|| Watcher::start(&self.start.roots, notices.clone()));
        if let Some(watcher) = watcher.as_ref().filter(|_| !self.segments.is_empty()) {
            watcher.wait();
        }
        let mut unsure = watcher.as_ref().is_some_and(|watcher| !watcher.is_ready());
        self.sweep();
        if self.start.watch {
            self.check();
        }
        let mut text = self
            .start
            .full_text
            .then(|| text::Builder::new(Arc::clone(&self.shared), notices.clone(), Arc::clone(&self.send)));
        self.show_state(text.as_ref());
        while !self.shared.is_stopped() {
            if unsure && watcher.as_ref().is_some_and(Watcher::is_ready) {
                unsure = false;
                self.sweep();
            }
            if let Some(text) = &mut text {
                self.next_step(text);
            }
            let working = text.as_ref().is_some_and(|text| text.is_working() || self.is_untied() && !text.has_failed());
            if watcher.is_none() && !working {
                return;
            }
            match told.recv_timeout(Duration::from_millis(500)) {
                Ok(Notice::Touched(paths)) => self.update(&paths),
                Ok(Notice::Unsure) => self.sweep(),
                Ok(Notice::Indexed(step)) => {
                    if let Some(text) = &mut text {
                        text.free(&step);
                    }
                    self.take_step(*step);
                }
                Err(_) => {}
            }
            self.show_state(text.as_ref());
        }
    }

    /// Has files read that `find` finds on a thread of its own, and takes their rows. Gives what `find` gave.
    fn read<T: Default + Send + 'static>(&mut self, depth: Depth, find: impl FnOnce(Jobs) -> T + Send + 'static) -> T {
        let _span = tracing::info_span!("scan", ?depth).entered();
        let (send, jobs) = bounded(256);
        let mut workers = Workers::start(&jobs, self.start.stdin.as_ref(), &self.shared.stop);
        drop(jobs);
        let jobs = Jobs::new(&self.roots, &self.start.globs, send, depth);
        let is_first = self.segments.is_empty();
        let finder = thread::spawn(move || {
            if !is_first {
                // There is something to look at already. Without the right to be nice it is as busy as others.
                let _ = rustix::process::nice(NICE);
            }
            find(jobs)
        });
        let parts = workers.parts().clone();
        loop {
            let due = self.growth.due(if self.segments.is_empty() { SHOW_FIRST } else { SHOW });
            match parts.recv_deadline(due) {
                Ok(part) => self.take_part(&mut workers, part),
                Err(crossbeam_channel::RecvTimeoutError::Timeout) => self.publish(),
                Err(crossbeam_channel::RecvTimeoutError::Disconnected) => break,
            }
            if due <= Instant::now() && !self.growth.is_empty() {
                self.publish();
            }
        }
        self.flush();
        self.growth.set_keys(Vec::new());
        finder.join().unwrap_or_default()
    }

    fn take_part(&mut self, workers: &mut Workers, part: Part) {
        let mut found = Vec::new();
        workers.take(part, |file| found.push(file));
        for file in found {
            self.take_file(file);
        }
        if self.growth.unwritten() >= SEGMENT {
            self.flush();
        }
    }

    fn take_file(&mut self, mut found: FoundFile) {
        self.replace(&found);
        self.progress.files += u64::from(!found.continued);
        self.progress.bytes += found.bytes;
        if !found.file.problems.is_empty() {
            let root = self.shown.get(found.folder.root as usize);
            let path = found.folder.join(root.map_or(std::path::Path::new(""), PathBuf::as_path), &found.file.name);
            let troubles = found.file.problems().map(|problem| Trouble { path: clean::name(&path), problem });
            self.troubles.extend(troubles);
        }
        if found.many {
            self.gather_problems(&mut found);
        }
        self.growth.push(found);
    }

    fn catalogue(&self) -> Catalogue {
        let segments = self.segments.iter().map(|(_, segment)| segment.clone()).collect();
        let spread = Arc::clone(&self.spread);
        Catalogue::new(Arc::clone(&self.shown), segments, self.dead.clone()).with_spread(spread)
    }

    /// Takes rows out of the living.
    fn bury(&mut self, dead: &[Position]) {
        for &position in dead {
            self.dead.grow(position as usize + 1);
            self.dead.set(position as usize);
        }
        if !dead.is_empty() {
            let gone = &self.dead;
            self.growth.order.retain(|position| !gone.get(*position as usize));
        }
    }

    /// Shows everybody how things stand.
    fn publish(&mut self) {
        let began = Instant::now();
        if self.growth.lacks_keys() {
            // An index that cannot be read shows its rows in the order of their arrival.
            self.growth.set_keys(self.catalogue().dates().unwrap_or_default());
        }
        // What takes the place of these rows is shown with this.
        let replaced = std::mem::take(&mut self.replaced);
        self.bury(&replaced);
        if let Some(segment) = self.growth.take(&self.dead) {
            self.segments.push((0, segment));
        }
        self.progress.articles = self.growth.order.len() as u64;
        self.progress.seconds = self.began.elapsed().as_secs_f64();
        if let Some(ahead) = &self.ahead {
            self.progress.left = ahead.left(self.progress.bytes, self.progress.seconds);
        }
        let text = self.store.as_ref().map(|store| Arc::new(store.text()));
        let catalogue = self.catalogue();
        self.tell_rewritten(&catalogue);
        let published = Published {
            catalogue,
            order: self.growth.order.as_slice().into(),
            is_part: false,
            indexed: self.indexed,
            opened: self.opened,
            text,
            prints: self.prints.clone(),
            ties: self.ties.clone(),
        };
        self.show(published);
        self.tell();
        self.growth.rest(began.elapsed());
    }

    fn show(&self, published: Published) {
        self.shared.publish(published);
        // One that is behind looks at the newest state anyway.
        let _ = self.changed.try_send(());
    }

    fn tell(&mut self) {
        let troubles = std::mem::take(&mut self.troubles);
        (self.send)(Event::Grown { troubles, progress: self.progress });
    }

    /// Writes the rows that are in memory only as a segment.
    fn flush(&mut self) {
        self.publish();
        let memory = self.segments.iter().rev().take_while(|(number, _)| *number == 0).count();
        let _span = tracing::debug_span!("flush", segments = memory, articles = self.progress.articles).entered();
        let whole = self.growth.flush();
        let Some(store) = self.store.as_ref().filter(|_| memory > 0) else { return };
        self.manifest.generation += 1;
        let number = self.manifest.generation;
        match store.segment(number, &whole.finish()) {
            Ok(segment) => {
                self.segments.truncate(self.segments.len() - memory);
                self.segments.push((number, segment));
                self.save();
                self.publish();
            }
            Err(error) => self.forget(&error),
        }
    }

    /// Writes the manifest, where it is not what stands in the index already.
    fn save(&mut self) {
        let Some(store) = &self.store else { return };
        let _span = tracing::debug_span!("save", segments = self.segments.len()).entered();
        let disk = self.segments.iter().filter(|(number, _)| *number > 0);
        self.manifest.segments = disk.map(|(number, segment)| (*number, segment.len())).collect();
        self.manifest.bury(&self.dead);
        self.manifest.spread = self.spread.iter().map(|(key, (modified, size))| (*key, *modified, *size)).collect();
        // Threads list folders in any order.
        self.manifest.folders.sort_unstable();
        self.manifest.spread.sort_unstable();
        if self.manifest == self.saved {
            return;
        }
        self.manifest.generation += 1;
        match store.save(&self.manifest, &self.growth.order) {
            Ok(()) => self.saved = self.manifest.clone(),
            Err(error) => self.forget(&error),
        }
    }
}
