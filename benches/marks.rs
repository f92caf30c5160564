//! How fast marks are saved, loaded and undone at a million marks, and how much memory they take.
//!
//! `cargo bench --bench marks [-- ARTICLES]`

#![expect(clippy::print_stdout, reason = "what a benchmark prints is its result")]

use std::path::Path;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant, SystemTime};

use dateline::article::ArticleId;
use dateline::marks::{self, Answer, Change, Marks, Position, Writer};

fn main() -> std::io::Result<()> {
    let count = std::env::args().skip(1).find_map(|count| count.parse().ok()).unwrap_or(1_000_000);
    let folder = std::env::temp_dir().join(format!("dateline-bench-{}", std::process::id()));
    let (dir, cache) = (folder.join("marks"), folder.join("cache"));
    println!("{count} articles");
    let all: Vec<ArticleId> = (0..count).map(|n| ArticleId(spread(n))).collect();

    let (writer, answers) = start(&dir, &cache);
    let ((), time) = timed(|| {
        writer.step("read", all.iter().map(|id| (*id, Change::Read(true))).collect(), 0, SystemTime::now());
        saved(&answers);
    });
    print("one step of all, saved", time);
    let ((), time) = timed(|| {
        writer.undo(0, SystemTime::now());
        saved(&answers);
    });
    print("undone", time);
    let ((), time) = timed(|| {
        writer.redo(0, SystemTime::now());
        saved(&answers);
    });
    print("redone", time);
    settle(&cache);
    println!("not on the disk at the end: {}", writer.close());

    let (loaded, time) = timed(|| marks::load(&dir, None));
    print("loaded from the journals", time);
    drop(loaded);
    let times: Vec<Duration> = (0..9).map(|_| timed(|| marks::load(&dir, Some(&cache))).1).collect();
    print("loaded from the snapshot, p50", percentile(times, 50));
    let before = resident();
    let loaded = marks::load(&dir, Some(&cache));
    println!("{:44} {:7.1} MB", "resident for the marks", (resident() - before) / 1e6);
    look(&loaded.marks, &all);
    drop(loaded);
    one_by_one(&dir, &cache, &all);
    std::fs::remove_dir_all(folder)
}

fn look(marks: &Marks, all: &[ArticleId]) {
    let (read, time) = timed(|| all.iter().filter(|id| marks.get(**id).read).count());
    let each = time / u32::try_from(all.len()).unwrap_or(u32::MAX).max(1);
    println!("{:44} {:7} ns", format!("one looked up, of {read} read"), each.as_nanos());
    let (unread, time) = timed(|| marks.iter_where(|mark| !mark.read).count());
    print(&format!("all gone over, {unread} unread"), time);
}

/// Single marks, each waited for, as a reader makes them.
fn one_by_one(dir: &Path, cache: &Path, all: &[ArticleId]) {
    let (writer, answers) = start(dir, cache);
    let mut times = Vec::new();
    for (n, id) in (0..).zip(all.iter().step_by((all.len() / 20_000).max(1))) {
        let change =
            if n % 2 == 0 { Change::Starred(true) } else { Change::Position(Position { paragraph: n, offset: 0 }) };
        let start = Instant::now();
        writer.append(vec![(*id, change)], 0, SystemTime::now());
        saved(&answers);
        times.push(start.elapsed());
    }
    for percent in [50, 99] {
        let time = percentile(times.clone(), percent);
        println!("{:44} {:7.1} us", format!("one mark saved, there and back, p{percent}"), time.as_secs_f64() * 1e6);
    }
    // Where nobody waits, no thread has to be woken: what is left is the work.
    let some: Vec<ArticleId> = all.iter().copied().step_by((all.len() / 20_000).max(1)).collect();
    let ((), time) = timed(|| {
        for id in &some {
            writer.append(vec![(*id, Change::Kept(true))], 0, SystemTime::now());
        }
        for _ in &some {
            saved(&answers);
        }
    });
    let each = time.as_secs_f64() * 1e6 / f64::from(u32::try_from(some.len()).unwrap_or(u32::MAX));
    println!("{:44} {each:7.1} us", "one mark of many, each written by itself");
    println!("not on the disk at the end: {}", writer.close());
}

fn start(dir: &Path, cache: &Path) -> (Writer, Receiver<Answer>) {
    let (send, answers) = channel();
    let writer = Writer::start(marks::load(dir, Some(cache)), Box::new(move |answer| drop(send.send(answer))));
    (writer, answers)
}

/// Waits for the last snapshot, which is taken when the disk has taken everything: that may be a while.
fn settle(cache: &Path) {
    let aged = || {
        let snapshots = std::fs::read_dir(cache).into_iter().flatten().flatten();
        let age = |entry: std::fs::DirEntry| entry.metadata().ok()?.modified().ok()?.elapsed().ok();
        snapshots.filter_map(age).min().is_some_and(|age| age > Duration::from_secs(8))
    };
    let start = Instant::now();
    // One that is older than this wait does not know all of it.
    let done = || aged() && start.elapsed() > Duration::from_secs(12);
    while !done() && start.elapsed() < Duration::from_secs(90) {
        std::thread::sleep(Duration::from_millis(200));
    }
}

fn saved(answers: &Receiver<Answer>) {
    while !matches!(answers.recv(), Ok(Answer::Saved { .. } | Answer::Nothing { .. }) | Err(_)) {}
}

/// Ids lie as evenly as hashes do.
fn spread(n: u128) -> u128 {
    n.wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835) ^ n << 64
}

fn timed<T>(run: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let result = run();
    (result, start.elapsed())
}

fn percentile(mut times: Vec<Duration>, percent: usize) -> Duration {
    times.sort_unstable();
    times.get(times.len() * percent / 100).copied().unwrap_or_default()
}

fn print(name: &str, time: Duration) {
    println!("{name:44} {:7.1} ms", time.as_secs_f64() * 1e3);
}

/// The resident memory of the process, in bytes.
fn resident() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap_or_default();
    line.trim().trim_end_matches(" kB").parse().unwrap_or(0.0) * 1024.0
}
