//! Records, journals and what goes wrong with them; the rooms below have the rest.

mod compaction;
mod exchange;
mod following;
mod history;
mod identity;
mod merging;
mod snapshots;

use std::fs;
use std::io;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use super::folder::{Journal, Store};
use super::queue::{Batch, Queue};
use super::record::{Devices, Line, push_line, read_line};
use super::*;
use crate::article::Text;

const PATIENCE: Duration = Duration::from_secs(20);

fn entry(article: u128, change: Change, millis: u64) -> Entry {
    let clock = Clock { millis, counter: 0 };
    Entry { article: ArticleId(article), change, old: None, clock, device: "desk".into() }
}

fn sample() -> Vec<Entry> {
    let position = Position { paragraph: 12, offset: 345 };
    vec![
        entry(1, Change::Read(true), 1_706_630_400_000),
        entry(2, Change::Starred(true), 1_706_630_400_001),
        entry(1, Change::Position(position), 1_706_630_400_002),
        entry(u128::MAX, Change::Read(false), 1_706_630_400_003),
    ]
}

fn text(entries: &[Entry]) -> String {
    let mut lines = String::new();
    for entry in entries {
        push_line(&mut lines, entry);
    }
    lines
}

/// The entries and the number of damaged lines of a journal.
fn read(journal: &[u8]) -> (Vec<Entry>, usize) {
    let (mut entries, mut damaged, mut devices) = (Vec::new(), 0, Devices::default());
    for line in journal.split(|byte| *byte == b'\n') {
        match read_line(line, &mut devices) {
            Line::Entry(entry) => entries.push(entry),
            Line::Foreign | Line::Blank => {}
            Line::Damaged => damaged += 1,
        }
    }
    (entries, damaged)
}

fn merged<'a>(entries: impl IntoIterator<Item = &'a Entry>) -> Marks {
    let mut marks = Marks::default();
    for entry in entries {
        marks.apply(entry);
    }
    marks
}

fn load_bytes(bytes: &[u8]) -> Loaded {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir(dir.path().join("desk")).unwrap();
    fs::write(dir.path().join("desk/a.journal"), bytes).unwrap();
    load(dir.path(), None)
}

fn start(dir: &Path) -> (Writer, Receiver<Answer>) {
    let (send, answers) = channel();
    let answer = move |what| drop(send.send(what));
    (Writer::start(load(dir, None), Box::new(answer)), answers)
}

#[test]
fn a_record_is_written_as_documented() {
    let line = text(&sample()[2..3]);
    let parts: Vec<&str> = line.trim_end().split('\t').collect();
    let id = "00000000000000000000000000000001";
    assert_eq!(parts[..6], ["1", "1706630400002.0", "desk", id, "position", "12:345"]);
    assert_eq!((parts.len(), parts[6].len()), (7, 8));
}

#[test]
fn a_cut_at_any_byte_loses_only_what_was_cut() {
    let (entries, journal) = (sample(), text(&sample()));
    for cut in 0..=journal.len() {
        let (kept, damaged) = read(&journal.as_bytes()[..cut]);
        // The last record is whole when only its line feed is missing.
        let whole = (1..=4).filter(|n| text(&entries[..*n]).len() - 1 <= cut).count();
        assert_eq!(kept, entries[..whole], "cut at {cut}");
        let rest = cut > text(&entries[..whole]).len();
        assert_eq!(damaged, usize::from(rest), "cut at {cut}");
    }
}

#[test]
fn a_flipped_byte_costs_its_own_line() {
    let (entries, journal) = (sample(), text(&sample()));
    for at in 0..journal.len() {
        for flip in [0x01, 0x20, 0x80, 0xff] {
            let mut bytes = journal.clone().into_bytes();
            bytes[at] ^= flip;
            let (kept, damaged) = read(&bytes);
            assert!(damaged > 0, "byte {at}, flip {flip}");
            // A damaged line feed joins two lines.
            let lost = if journal.as_bytes()[at] == b'\n' { 2 } else { 1 };
            assert!(kept.len() + lost >= entries.len() && kept.len() < entries.len(), "byte {at}, flip {flip}");
            assert!(kept.iter().all(|entry| entries.contains(entry)));
        }
    }
}

#[test]
fn line_ends_garbage_and_foreign_lines_do_not_harm() {
    let journal = text(&sample());
    let windows = load_bytes(journal.replace('\n', "\r\n").as_bytes());
    assert_eq!((windows.marks, windows.skipped), (merged(&sample()), 0));

    let mut bytes = journal.clone().into_bytes();
    bytes.extend_from_slice(b"<<<<<<< ours\n\n\xff\xfe\0\0\0\nx");
    let garbage = load_bytes(&bytes);
    assert_eq!((garbage.marks, garbage.skipped), (merged(&sample()), 3));

    let mut foreign = String::new();
    for body in ["2\tanything\t", "1\t1706630400000.0\tdesk\t00000000000000000000000000000001\tmood\tx\t"] {
        let sum = blake3::hash(body.as_bytes()).to_hex();
        let line = [body, sum.get(..8).unwrap(), "\n"];
        foreign.extend(line);
    }
    let foreign = load_bytes((foreign + &journal).as_bytes());
    assert_eq!((foreign.marks, foreign.skipped), (merged(&sample()), 0));
}

#[test]
fn a_missing_directory_is_empty_and_a_file_in_its_place_a_problem() {
    let dir = tempfile::tempdir().unwrap();
    let missing = load(&dir.path().join("marks"), None);
    assert!(missing.marks.is_empty() && missing.problems.is_empty());
    fs::write(dir.path().join("marks"), "").unwrap();
    assert_eq!(load(&dir.path().join("marks"), None).problems.len(), 1);
}

#[test]
fn two_writers_in_one_directory_are_both_kept() {
    let dir = tempfile::tempdir().unwrap();
    std::thread::scope(|scope| {
        for first in [0, 1000] {
            let dir = dir.path();
            scope.spawn(move || {
                let (writer, _answers) = start(dir);
                for n in 0..300 {
                    let change = (ArticleId(first + n), Change::Read(true));
                    writer.append(vec![change], 0, SystemTime::now());
                }
                assert_eq!(writer.close(), 0);
            });
        }
    });
    let loaded = load(dir.path(), None);
    assert_eq!((loaded.marks.len(), loaded.skipped, loaded.problems.len()), (600, 0, 0));
    let attributes = fs::read_to_string(dir.path().join(".gitattributes")).unwrap();
    assert_eq!(attributes, "*.journal merge=union\n");
}

#[test]
fn marks_that_could_not_be_saved_are_kept_and_saved_later() {
    let dir = tempfile::tempdir().unwrap();
    let marks = dir.path().join("marks");
    fs::write(&marks, "in the way").unwrap();
    let (writer, answers) = start(&marks);
    writer.append(vec![(ArticleId(1), Change::Read(true))], 7, SystemTime::now());
    let failed = answers.recv_timeout(PATIENCE).unwrap();
    assert!(matches!(failed, Answer::Failed { token: 7, unsaved: 1, .. }), "{failed:?}");
    fs::remove_file(&marks).unwrap();
    writer.append(vec![(ArticleId(2), Change::Starred(true))], 8, SystemTime::now());
    for expected in [7, 8] {
        let saved = answers.recv_timeout(PATIENCE).unwrap();
        assert!(matches!(saved, Answer::Saved { token, .. } if token == expected), "{saved:?}");
    }
    assert_eq!(answers.recv_timeout(PATIENCE).unwrap(), Answer::Synced);
    let loaded = load(&marks, None).marks;
    assert!(loaded.get(ArticleId(1)).read && loaded.get(ArticleId(2)).starred);
    assert_eq!(writer.close(), 0);
}

#[test]
fn closing_tells_what_is_lost() {
    let dir = tempfile::tempdir().unwrap();
    let marks = dir.path().join("marks");
    fs::write(&marks, "in the way").unwrap();
    let (writer, _answers) = start(&marks);
    writer.append(vec![(ArticleId(1), Change::Read(true)); 3], 7, SystemTime::now());
    assert_eq!(writer.close(), 1);
}

#[test]
fn what_is_not_saved_is_counted_in_articles_everywhere() {
    let dir = tempfile::tempdir().unwrap();
    let marks = dir.path().join("marks");
    fs::write(&marks, "in the way").unwrap();
    let (writer, answers) = start(&marks);
    let changes = |article| {
        let place = Change::Place(Arc::new(Place::new(Path::new("/a"), "", Text::default())));
        [Change::Kept(true), Change::Dropped(false), place].map(|change| (ArticleId(article), change)).to_vec()
    };
    for (token, articles, expected) in [(1, vec![1, 2], 2), (2, vec![2], 2), (3, vec![3], 3)] {
        writer.step("kept", articles.into_iter().flat_map(changes).collect(), token, SystemTime::now());
        let failed = answers.recv_timeout(PATIENCE).unwrap();
        assert!(matches!(failed, Answer::Failed { unsaved, .. } if unsaved == expected), "{failed:?}");
    }
    assert_eq!(writer.close(), 3);
}

#[test]
fn the_newest_action_wins_after_the_clock_was_set_back() {
    let dir = tempfile::tempdir().unwrap();
    let late = UNIX_EPOCH + Duration::from_secs(2_000_000_000);
    let early = UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    let (writer, _answers) = start(dir.path());
    writer.append(vec![(ArticleId(1), Change::Read(true))], 0, late);
    assert_eq!(writer.close(), 0);
    let (writer, _answers) = start(dir.path());
    writer.append(vec![(ArticleId(1), Change::Read(false))], 0, early);
    assert_eq!(writer.close(), 0);
    let mark = load(dir.path(), None).marks.get(ArticleId(1));
    assert!(!mark.read);
}

/// Journals in memory, on a disk with room for so many bytes, whose next syncs fail.
#[derive(Clone, Default)]
struct Memory {
    files: Arc<Mutex<Vec<Vec<u8>>>>,
    room: Arc<AtomicUsize>,
    bad_syncs: Arc<AtomicUsize>,
}

struct MemoryFile(Memory, usize);

impl Store for Memory {
    fn create(&mut self) -> io::Result<Box<dyn Journal>> {
        let mut files = self.files.lock().unwrap();
        files.push(Vec::new());
        Ok(Box::new(MemoryFile(self.clone(), files.len() - 1)))
    }

    fn recall(&mut self, earlier: bool, each: &mut dyn FnMut(&[u8])) -> io::Result<()> {
        self.files.lock().unwrap().iter().filter(|_| !earlier).for_each(|file| each(file));
        Ok(())
    }
}

impl Journal for MemoryFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let room = self.0.room.load(Ordering::SeqCst);
        if room == 0 {
            return Err(io::ErrorKind::StorageFull.into());
        }
        let taken = bytes.len().min(room);
        self.0.room.fetch_sub(taken, Ordering::SeqCst);
        self.0.files.lock().unwrap()[self.1].extend_from_slice(&bytes[..taken]);
        Ok(taken)
    }

    fn sync(&mut self) -> io::Result<()> {
        let bad = self.0.bad_syncs.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |n| n.checked_sub(1));
        if bad.is_ok() {
            // What was not synced is gone, as after a failed write-back.
            self.0.files.lock().unwrap()[self.1].clear();
            return Err(io::Error::other("bad sector"));
        }
        Ok(())
    }

    fn remove(self: Box<Self>) {
        self.0.files.lock().unwrap()[self.1].clear();
    }
}

#[test]
fn a_short_write_at_any_byte_is_finished_in_a_new_journal() {
    let entries = sample();
    for room in 0..text(&entries).len() {
        for bad_syncs in [0, 1] {
            let memory = Memory::default();
            memory.room.store(room, Ordering::SeqCst);
            memory.bad_syncs.store(bad_syncs, Ordering::SeqCst);
            let batch = Batch::new(1, entries.clone());
            let open = Arc::new(AtomicUsize::new(batch.articles));
            let mut queue = Queue::new(Box::new(memory.clone()), Arc::clone(&open));
            queue.push(batch);
            let mut saved = Vec::new();
            let mut keep = |token, entries: &Arc<[Entry]>| saved.push((token, entries.len()));
            assert!(queue.write(&mut keep).is_err());
            assert!(queue.unsaved() > 0);
            memory.room.store(usize::MAX, Ordering::SeqCst);
            queue.write(&mut keep).unwrap();
            // Where nothing whole was written, the bad sync is met here, and everything is written once more.
            if queue.sync().is_err() {
                queue.write(&mut keep).unwrap();
                queue.sync().unwrap();
            }
            assert_eq!(saved.last(), Some(&(1, 4)));
            assert_eq!((queue.unsaved(), queue.unconfirmed(), open.load(Ordering::SeqCst)), (0, 0, 0));
            let files = memory.files.lock().unwrap();
            let mut kept: Vec<Entry> = files.iter().flat_map(|file| read(file).0).collect();
            // A line torn before its line feed reads as whole, and is written again.
            kept.dedup();
            assert_eq!(kept, entries, "room {room}, bad syncs {bad_syncs}");
        }
    }
}

#[test]
fn what_a_failed_sync_lost_is_written_again() {
    let memory = Memory::default();
    memory.room.store(usize::MAX, Ordering::SeqCst);
    memory.bad_syncs.store(1, Ordering::SeqCst);
    let writer = Writer::with_store(Box::new(memory.clone()), "desk", Marks::default(), None, Box::new(drop));
    writer.append(vec![(ArticleId(1), Change::Read(true))], 0, SystemTime::now());
    assert_eq!(writer.close(), 0);
    let files = memory.files.lock().unwrap();
    assert_eq!((files.len(), files[0].len(), read(&files[1]).0.len()), (2, 0, 1));
}
