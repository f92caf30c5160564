//! Measures opening and asking a library, each figure beside what the same machine needs for the bare work at the same time.
//!
//! `cargo bench --bench library -- FOLDER [full-text [CACHE]]`. The index is made anew in a directory of its own; with a cache directory
//! that has one (`DATELINE_CACHE_DIR=CACHE dateline index FOLDER`), only what comes after the first opening is measured.

#![expect(clippy::print_stdout, reason = "what a benchmark prints is its result")]

use std::collections::VecDeque;
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::thread;
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, unbounded};
use dateline::library::query::Query;
use dateline::library::{Event, Library, Options, Phase};
use dateline::marks::Marks;

/// How often each of the quick things is measured; the middle one counts.
const TIMES: usize = 7;
/// How often queries are asked one after another.
const AGAIN: usize = 51;
/// Rows of a screen.
const SCREEN: usize = 50;

struct Open {
    library: Library,
    events: Receiver<Event>,
    token: u64,
}

impl Open {
    fn new(folder: &Path, cache: &Path, full_text: bool) -> Self {
        let (send, events) = unbounded();
        let options =
            Options { paths: vec![folder.to_owned()], cache: Some(cache.to_owned()), full_text, ..Options::default() };
        Self { library: Library::open(options, move |event| drop(send.send(event))), events, token: 0 }
    }

    /// Asks, and gives how many rows there are when the view is complete and its first screen of rows has come.
    fn ask(&mut self, query: &str) -> usize {
        self.token += 1;
        let parsed = Query::parse(query, jiff::civil::date(2024, 1, 1)).unwrap_or_default();
        self.library.limit(parsed, None, Marks::default(), self.token);
        let mut rows = None;
        for event in &self.events {
            match event {
                Event::View(view) if view.token == self.token && view.searching.is_none() && rows.is_none() => {
                    // A library that has only begun to be read has nothing to show yet.
                    if view.articles == 0 {
                        continue;
                    }
                    rows = Some(view.order.len());
                    self.library.rows(view.order.iter().copied().take(SCREEN).collect(), None, Marks::default());
                }
                Event::Rows(_) if rows.is_some() => break,
                _ => {}
            }
        }
        rows.unwrap_or_default()
    }

    fn wait(&self, is: impl Fn(&Event) -> bool) {
        for event in &self.events {
            if is(&event) {
                return;
            }
        }
    }

    fn wait_for_list(&self) {
        self.wait(|event| {
            matches!(event, Event::Grown { progress, .. } if progress.done && progress.phase != Phase::Reading
            && progress.phase != Phase::Sweeping)
        });
    }
}

fn timed<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let began = Instant::now();
    let done = work();
    (began.elapsed(), done)
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => files(&entry.path(), found),
            Ok(_) => found.push(entry.path()),
            Err(_) => {}
        }
    }
}

/// Does something with every file, on so many threads.
fn each(files: &[PathBuf], threads: usize, work: impl Fn(&Path, &mut Vec<u8>) + Sync) {
    let queue: Mutex<VecDeque<&[PathBuf]>> = Mutex::new(files.chunks(256).collect());
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                let mut buffer = Vec::new();
                while let Some(part) = queue.lock().ok().and_then(|mut queue| queue.pop_front()) {
                    for path in part {
                        work(path, &mut buffer);
                    }
                }
            });
        }
    });
}

fn read(path: &Path, buffer: &mut Vec<u8>) {
    buffer.clear();
    if let Ok(mut file) = fs::File::open(path) {
        let _ = file.read_to_end(buffer);
    }
}

fn main() {
    let mut arguments = std::env::args().skip(1).filter(|argument| argument != "--bench");
    let Some(folder) = arguments.next().map(PathBuf::from) else { return };
    let full_text = arguments.next().is_some();
    let mut all = Vec::new();
    if let Some(cache) = arguments.next().map(PathBuf::from) {
        files(&folder, &mut all);
        later(&folder, &cache, &all);
        return ask(&folder, &cache, full_text);
    }
    let Ok(cache) = tempfile::tempdir() else { return };
    let (walk, ()) = timed(|| files(&folder, &mut all));
    // Once for the page cache.
    each(&all, 2, read);
    let (reading, ()) = timed(|| each(&all, 2, read));
    println!("{} files; walking {walk:.0?}, reading on two threads {reading:.0?}", all.len());
    let (first, open) = timed(|| {
        let mut open = Open::new(&folder, cache.path(), full_text);
        let (rows, count) = timed(|| open.ask(""));
        println!("first rows: {rows:.1?} ({count} by then)");
        open.wait_for_list();
        open
    });
    println!("list complete: {first:.1?}, {:.2} times reading", first.as_secs_f64() / reading.as_secs_f64());
    if full_text {
        let (built, ()) = timed(|| {
            open.wait(|event| matches!(event, Event::Grown { progress, .. } if progress.phase == Phase::Current));
        });
        println!("full text: {built:.1?}");
    } else {
        thread::sleep(Duration::from_secs(1));
    }
    drop(open);
    later(&folder, cache.path(), &all);
    ask(&folder, cache.path(), full_text);
}

/// Opening again, and the sweep.
fn later(folder: &Path, cache: &Path, all: &[PathBuf]) {
    // The lock of the reader before is free once its threads have ended.
    thread::sleep(Duration::from_millis(700));
    let mut opened: Vec<Duration> = (0..TIMES)
        .map(|_| {
            let (first, open) = timed(|| {
                let mut open = Open::new(folder, cache, false);
                open.ask("");
                open
            });
            open.wait_for_list();
            drop(open);
            thread::sleep(Duration::from_millis(700));
            first
        })
        .collect();
    opened.sort_unstable();
    println!("later opening to the first screen of rows: {:.1?}", opened.get(TIMES / 2).copied().unwrap_or_default());
    let stat = |path: &Path, _: &mut Vec<u8>| drop(fs::metadata(path));
    let (statting, ()) = timed(|| each(all, 1, stat));
    let (sweep, open) = timed(|| {
        let open = Open::new(folder, cache, false);
        open.wait_for_list();
        open
    });
    println!("sweep: {sweep:.0?}, {:.2} times statting ({statting:.0?})", sweep.as_secs_f64() / statting.as_secs_f64());
    drop(open);
    thread::sleep(Duration::from_millis(700));
}

/// Queries, each to its first screen of rows: after a pause, when the processors sleep, and one after another.
fn ask(folder: &Path, cache: &Path, full_text: bool) {
    let mut open = Open::new(folder, cache, false);
    open.wait_for_list();
    let mut queries = vec!["", "is:unread", "sort:headline", "sort:site", "sort:words", "sort:-date", "date:2016"];
    if full_text {
        queries.extend([
            "quixotarium",
            "veldspar",
            "copper veldspar",
            "\"copper veldspar\"",
            "tuesday",
            "gov*",
            "speaker:s*",
        ]);
    }
    for query in queries {
        let mut taken: Vec<(Duration, usize)> = (0..TIMES)
            .map(|_| {
                let taken = timed(|| open.ask(query));
                // Rows of which more is read come a second time.
                while open.events.recv_timeout(Duration::from_millis(30)).is_ok() {}
                taken
            })
            .collect();
        taken.sort_unstable();
        // Only where no row has more to tell later is each answer that of its question.
        let mut again: Vec<Duration> =
            (0..if full_text { AGAIN } else { 0 }).map(|_| timed(|| open.ask(query)).0).collect();
        again.sort_unstable();
        if let Some((time, rows)) = taken.get(TIMES / 2) {
            let again = again.get(AGAIN / 2).map(|time| format!(", {time:.2?} one after another")).unwrap_or_default();
            println!("{:>20}  {time:>9.2?}{again}  {rows} rows", if query.is_empty() { "(all)" } else { query });
        }
    }
}
