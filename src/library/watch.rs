//! Being told of changes in the folders.
//!
//! The system tells of them (inotify on Linux, through notify) as long as it has room for all folders and they are on this
//! machine. Where it does not, everything is looked at again from time to time. What it watches is a folder, whatever becomes of its
//! name: so it is also looked whether that still stands where the library has it.

use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, RecvTimeoutError, Sender, unbounded};
use notify::{Config, EventKindMask, RecommendedWatcher, RecursiveMode, Watcher as _};
use rustix::fs::statfs;

use super::keeper::Notice;

/// Changes that follow each other so closely are told together.
const TOGETHER: Duration = Duration::from_millis(150);
/// Changes that go on are told at least so often.
const AT_LEAST: Duration = Duration::from_millis(600);
/// How often folders are looked at that nobody tells of.
const LOOK: Duration = Duration::from_secs(60);
/// How often it is looked whether the paths of the library are what is watched.
const THERE: Duration = Duration::from_secs(2);
/// How long a library that can be shown already waits for the watch.
const READY: Duration = Duration::from_millis(300);
/// So many paths are worth a look at everything instead.
const MANY: usize = 50_000;

/// File systems of other machines, which tell nothing of what is done there: NFS, SMB, CIFS, FUSE (sshfs), 9P, Ceph, AFS.
/// See statfs(2).
const REMOTE: [u64; 8] = [0x6969, 0x517b, 0xff53_4d42, 0xfe53_4d42, 0x6573_5546, 0x0102_1997, 0x00c3_6400, 0x5346_414f];

/// Tells the keeper of changes until it is dropped.
pub(super) struct Watcher {
    stop: Arc<AtomicBool>,
    ready: Arc<AtomicBool>,
}

impl Watcher {
    /// Starts watching.
    pub(super) fn start(roots: &[PathBuf], notices: Sender<Notice>) -> Self {
        let stop = Arc::new(AtomicBool::new(false));
        let ready = Arc::new(AtomicBool::new(false));
        let (roots, stopped, watching) = (roots.to_vec(), Arc::clone(&stop), Arc::clone(&ready));
        // To watch a million folders takes a while: the library does not wait for it.
        drop(
            thread::Builder::new().name("watch".to_owned()).spawn(move || watch(&roots, &notices, &stopped, &watching)),
        );
        Self { stop, ready }
    }

    /// Whether every change from now on is told.
    pub(super) fn is_ready(&self) -> bool {
        self.ready.load(Ordering::SeqCst)
    }

    /// Waits until it is ready, but not for long.
    pub(super) fn wait(&self) {
        let end = Instant::now() + READY;
        while !self.is_ready() && Instant::now() < end {
            thread::sleep(Duration::from_millis(5));
        }
    }
}

impl Drop for Watcher {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
    }
}

fn watch(roots: &[PathBuf], notices: &Sender<Notice>, stop: &AtomicBool, ready: &AtomicBool) {
    let mut is_first = true;
    while !stop.load(Ordering::Relaxed) {
        let there = Places::of(roots);
        let (send, events) = unbounded();
        // What is only opened is no news; this program opens every file itself.
        let config = Config::default().with_event_kinds(EventKindMask::CORE);
        let told = RecommendedWatcher::new(move |event| drop(send.send(event)), config);
        let watching = told.and_then(|mut inotify| {
            for root in there.present() {
                inotify.watch(root, RecursiveMode::Recursive)?;
            }
            Ok(inotify)
        });
        let remote = there.present().any(is_remote);
        ready.store(true, Ordering::SeqCst);
        // Before this watch nothing was told of what stands there now.
        if !std::mem::take(&mut is_first) && notices.send(Notice::Unsure).is_err() {
            return;
        }
        match watching {
            Ok(inotify) if !remote => {
                follow(&events, notices, there, stop);
                drop(inotify);
            }
            _ => poll(notices, there, stop),
        }
    }
}

/// What stands where the library has its paths.
struct Places<'a> {
    roots: &'a [PathBuf],
    /// The device and number of each; none where nothing stands there.
    files: Vec<Option<(u64, u64)>>,
    seen: Instant,
}

impl<'a> Places<'a> {
    fn of(roots: &'a [PathBuf]) -> Self {
        Self { roots, files: Self::files(roots), seen: Instant::now() }
    }

    fn files(roots: &[PathBuf]) -> Vec<Option<(u64, u64)>> {
        let file = |root: &PathBuf| std::fs::metadata(root).ok().map(|about| (about.dev(), about.ino()));
        roots.iter().map(file).collect()
    }

    /// The paths where something stands.
    fn present(&self) -> impl Iterator<Item = &'a Path> {
        self.roots.iter().zip(&self.files).filter(|(_, file)| file.is_some()).map(|(root, _)| root.as_path())
    }

    /// Whether something else stands there now; looks every now and then.
    fn are_others(&mut self) -> bool {
        if self.seen.elapsed() < THERE {
            return false;
        }
        self.seen = Instant::now();
        Self::files(self.roots) != self.files
    }
}

fn is_remote(root: &Path) -> bool {
    statfs(root).is_ok_and(|about| u64::try_from(about.f_type).is_ok_and(|kind| REMOTE.contains(&(kind & 0xffff_ffff))))
}

/// Tells from time to time that something may have changed, until it is told to stop or something else stands there.
fn poll(notices: &Sender<Notice>, mut there: Places, stop: &AtomicBool) {
    let mut last = Instant::now();
    while !stop.load(Ordering::Relaxed) && !there.are_others() {
        thread::sleep(Duration::from_millis(500));
        if last.elapsed() >= LOOK {
            last = Instant::now();
            if notices.send(Notice::Unsure).is_err() {
                return;
            }
        }
    }
}

/// Tells what the system tells, until it is told to stop or something else stands there.
fn follow(
    events: &Receiver<notify::Result<notify::Event>>,
    notices: &Sender<Notice>,
    mut there: Places,
    stop: &AtomicBool,
) {
    let mut paths: Vec<PathBuf> = Vec::new();
    let mut unsure = false;
    let mut since: Option<Instant> = None;
    while !stop.load(Ordering::Relaxed) && !there.are_others() {
        let wait =
            since.map_or(Duration::from_millis(500), |since| TOGETHER.min(AT_LEAST.saturating_sub(since.elapsed())));
        match events.recv_timeout(wait) {
            Ok(Ok(event)) => {
                unsure |= event.need_rescan();
                since.get_or_insert_with(Instant::now);
                paths.extend(event.paths);
                if since.is_none_or(|since| since.elapsed() < AT_LEAST) {
                    continue;
                }
            }
            Ok(Err(_)) => unsure = true,
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return,
        }
        if since.take().is_none() && !unsure {
            continue;
        }
        let notice = if unsure || paths.len() > MANY {
            paths.clear();
            Notice::Unsure
        } else {
            paths.sort_unstable();
            paths.dedup();
            Notice::Touched(std::mem::take(&mut paths))
        };
        unsure = false;
        if notices.send(notice).is_err() {
            return;
        }
    }
}
