//! Many journals become one, and whatever happens on the way costs nothing.

use super::*;
use crate::marks::compact::{Stage, compact_with};

/// Writes a journal each for `count` runs that have ended.
fn runs(dir: &Path, count: u64) -> Vec<Entry> {
    fs::create_dir_all(dir.join("desk")).unwrap();
    let mut all = Vec::new();
    for run in 0..count {
        let mut entries: Vec<Entry> =
            (0..20).map(|n| entry(n, Change::Read(run % 2 == 0), 1_706_630_400_000 + run)).collect();
        entries.push(entry(u128::from(run) + 100, Change::tag("x", true), 1_706_630_400_000));
        let name = format!("{:013}-{run}-{run:016x}.journal", 1_706_630_400_000 + run);
        fs::write(dir.join("desk").join(name), text(&entries)).unwrap();
        all.append(&mut entries);
    }
    all
}

fn count(dir: &Path) -> usize {
    fs::read_dir(dir.join("desk")).unwrap().count()
}

fn compact(dir: &Path) -> io::Result<()> {
    compact_with(&dir.join("desk"), Duration::ZERO, &mut |_| Ok(()))
}

#[test]
fn ended_runs_are_put_together() {
    let dir = tempfile::tempdir().unwrap();
    let all = runs(dir.path(), 30);
    let desk = dir.path().join("desk");
    // What this version does not understand, a conflict copy and a journal with damage in it.
    let body = "9\tsomething new\t";
    let foreign = format!("{body}{}", blake3::hash(body.as_bytes()).to_hex().get(..8).unwrap());
    let first = desk.join("1706630400000-0-0000000000000000.journal");
    fs::write(&first, format!("{foreign}\n{}", fs::read_to_string(&first).unwrap())).unwrap();
    fs::write(desk.join("1706630400001-1-0000000000000001.sync-conflict-1.journal"), text(&all[..2])).unwrap();
    let damaged = desk.join("1706630400002-2-0000000000000002.journal");
    fs::write(&damaged, format!("damage\n{}", fs::read_to_string(&damaged).unwrap())).unwrap();
    let size =
        |dir: &Path| -> u64 { fs::read_dir(dir).unwrap().map(|file| file.unwrap().metadata().unwrap().len()).sum() };
    let before = size(&desk);

    compact(dir.path()).unwrap();
    // The newest four, the one of all others, the copy and the damaged one.
    assert_eq!(count(dir.path()), 7);
    assert!(size(&desk) < before / 2);
    let loaded = load(dir.path(), None);
    assert_eq!((loaded.marks, loaded.skipped), (merged(&all), 1));
    let kept = fs::read_dir(&desk).unwrap().filter_map(Result::ok).map(|file| fs::read_to_string(file.path()).unwrap());
    assert_eq!(kept.filter(|journal| journal.contains(&foreign)).count(), 1);
}

#[test]
fn a_journal_that_is_being_written_is_left_alone() {
    let dir = tempfile::tempdir().unwrap();
    runs(dir.path(), 17);
    let (writer, answers) = start(dir.path());
    writer.append(vec![(ArticleId(1), Change::Kept(true))], 0, SystemTime::now());
    while !matches!(answers.recv_timeout(PATIENCE).unwrap(), Answer::Saved { .. }) {}
    let device = fs::read_dir(dir.path()).unwrap().filter_map(Result::ok).map(|file| file.path());
    let mine = device.filter(|path| path.is_dir()).find(|path| !path.ends_with("desk")).unwrap();
    for (number, file) in fs::read_dir(dir.path().join("desk")).unwrap().enumerate() {
        fs::copy(file.unwrap().path(), mine.join(format!("2706630400000-{number}-{number:016x}.journal"))).unwrap();
    }
    compact_with(&mine, Duration::ZERO, &mut |_| Ok(())).unwrap();
    writer.append(vec![(ArticleId(1), Change::Dropped(true))], 0, SystemTime::now());
    assert_eq!(writer.close(), 0);
    let mark = load(dir.path(), None).marks.get(ArticleId(1));
    assert!(mark.kept && mark.dropped);
}

#[test]
fn an_end_at_any_stage_loses_nothing_and_the_next_run_goes_on() {
    let mut reached = 0;
    for stop in 0.. {
        let dir = tempfile::tempdir().unwrap();
        let expected = merged(&runs(dir.path(), 25));
        let mut stages = 0;
        let result = compact_with(&dir.path().join("desk"), Duration::ZERO, &mut |_: Stage| {
            stages += 1;
            if stages > stop { Err(io::Error::other("the end")) } else { Ok(()) }
        });
        assert_eq!(load(dir.path(), None).marks, expected, "stopped at stage {stop}");
        compact(dir.path()).unwrap();
        let loaded = load(dir.path(), None);
        assert_eq!((loaded.marks, loaded.skipped), (expected, 0), "stopped at stage {stop}");
        assert!(count(dir.path()) <= 17, "stopped at stage {stop}: {}", count(dir.path()));
        reached = stop;
        if result.is_ok() {
            break;
        }
    }
    // Reading, writing, two syncs, the name, the proof, 21 old journals, the last sync.
    assert_eq!(reached, 6 + 21 + 1);
}

#[test]
fn what_a_crash_leaves_behind_is_no_journal() {
    let dir = tempfile::tempdir().unwrap();
    let expected = merged(&runs(dir.path(), 25));
    let left = dir.path().join("desk/.1706630400000-0-0000000000000000.compacting");
    fs::write(&left, text(&sample())).unwrap();
    assert_eq!(load(dir.path(), None).marks, expected);
    let long_ago = SystemTime::now() - Duration::from_secs(7200);
    fs::File::open(&left).unwrap().set_modified(long_ago).unwrap();
    compact(dir.path()).unwrap();
    assert!(!left.exists());
    assert_eq!(load(dir.path(), None).marks, expected);
}
