//! Marks of other processes and machines arrive while the reader is open.

use std::io::Write as _;
use std::time::Instant;

use super::*;

/// Waits for marks in which this holds.
fn wait(answers: &Receiver<Answer>, holds: impl Fn(&Marks) -> bool) -> Duration {
    let start = Instant::now();
    while start.elapsed() < PATIENCE {
        match answers.recv_timeout(PATIENCE) {
            Ok(Answer::Arrived { marks } | Answer::Saved { marks, .. }) if holds(&marks) => return start.elapsed(),
            _ => {}
        }
    }
    panic!("the marks did not arrive");
}

#[test]
fn another_process_is_followed_within_two_seconds() {
    let dir = tempfile::tempdir().unwrap();
    let (reader, answers) = start(dir.path());
    let (writer, _answers) = start(dir.path());
    for n in 0..3 {
        writer.append(vec![(ArticleId(n), Change::Read(true))], 0, SystemTime::now());
        let time = wait(&answers, |marks| marks.get(ArticleId(n)).read);
        assert!(time < Duration::from_secs(2), "{time:?}");
    }
    // What the other did is replaced by what this reader does, also when its clock is behind.
    reader.append(vec![(ArticleId(0), Change::Read(false))], 0, UNIX_EPOCH + Duration::from_secs(1));
    wait(&answers, |marks| !marks.get(ArticleId(0)).read);
    assert_eq!((reader.close(), writer.close()), (0, 0));
    assert!(!load(dir.path(), None).marks.get(ArticleId(0)).read);
}

#[test]
fn a_line_that_arrives_in_halves_counts_once_it_is_whole() {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir(dir.path().join("desk")).unwrap();
    let path = dir.path().join("desk/a.sync-conflict-20240130-120000-ABCDEFG.journal");
    let lines = text(&sample());
    let (first, second) = lines.split_at(lines.len() - 40);
    fs::write(&path, first).unwrap();
    let loaded = load(dir.path(), None);
    assert_eq!((loaded.marks.len(), loaded.skipped), (2, 1));
    let (send, answers) = channel();
    let _reader = Writer::start(loaded, Box::new(move |what| drop(send.send(what))));
    let mut file = fs::OpenOptions::new().append(true).open(&path).unwrap();
    file.write_all(second.as_bytes()).unwrap();
    wait(&answers, |marks| *marks == merged(&sample()));
}

#[test]
fn endless_lines_and_pipes_do_not_hold_up_anything() {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir(dir.path().join("desk")).unwrap();
    let mut bytes = vec![0; 9 << 20];
    bytes.push(b'\n');
    bytes.extend(text(&sample()).bytes());
    fs::write(dir.path().join("desk/a.journal"), &bytes).unwrap();
    let pipe = dir.path().join("desk/pipe.journal");
    rustix::fs::mkfifoat(rustix::fs::CWD, &pipe, rustix::fs::Mode::RWXU).unwrap();
    let loaded = load(dir.path(), None);
    assert_eq!((loaded.marks, loaded.skipped, loaded.problems.len()), (merged(&sample()), 1, 0));
}

#[test]
fn zeroed_pages_cost_the_lines_that_they_hit() {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir(dir.path().join("desk")).unwrap();
    let entries: Vec<Entry> = (0..1000).map(|n| entry(n, Change::Read(true), 1_706_630_400_000)).collect();
    let journal = text(&entries).into_bytes();
    let line = journal.len() / entries.len();
    for page in 0..journal.len() / 4096 {
        let mut bytes = journal.clone();
        bytes[page * 4096..(page + 1) * 4096].fill(0);
        fs::write(dir.path().join("desk/a.journal"), &bytes).unwrap();
        let loaded = load(dir.path(), None);
        let hit = 4096 / line + 2;
        assert!(loaded.marks.len() >= entries.len() - hit && loaded.skipped >= 1, "page {page}");
    }
}
