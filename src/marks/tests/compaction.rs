//! Many journals become one, and whatever happens on the way costs nothing.

use std::io::Write;
use std::process;

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

/// Names the folder of journals for a process that is to compact it, and be killed meanwhile.
const DOOMED: &str = "DATELINE_TEST_COMPACTED";
/// At which stage it kills itself, counted from 0.
const STAGE: &str = "DATELINE_TEST_STAGE";

/// Starts the test below in a process of its own, by way of `program`.
fn doomed(program: &[&str], dir: &Path) -> process::Command {
    let this = std::env::current_exe().unwrap();
    let all: Vec<&std::ffi::OsStr> = program.iter().map(std::ffi::OsStr::new).chain([this.as_os_str()]).collect();
    let mut command = process::Command::new(all[0]);
    command.args(&all[1..]).args([
        "--exact",
        "marks::tests::compaction::a_process_that_is_killed",
        "--include-ignored",
    ]);
    // On the thread that came first: strace counts the calls of each thread apart.
    command.arg("--test-threads=1");
    command.env(DOOMED, dir).stdout(process::Stdio::null()).stderr(process::Stdio::null());
    command
}

#[test]
#[ignore = "the tests below run it in a process of its own"]
fn a_process_that_is_killed() {
    let Some(dir) = std::env::var_os(DOOMED) else { return };
    let last = std::env::var(STAGE).ok().map(|stage| stage.parse::<usize>().unwrap());
    let mut stage = 0;
    compact_with(&Path::new(&dir).join("desk"), Duration::ZERO, &mut |_| {
        if last == Some(stage) {
            rustix::process::kill_process(rustix::process::getpid(), rustix::process::Signal::KILL).unwrap();
        }
        stage += 1;
        Ok(())
    })
    .unwrap();
}

/// Has processes compact the same journals, each killed elsewhere, until one lives; gives how many were killed.
fn killed_everywhere(mut command: impl FnMut(&Path, usize) -> process::Command) -> usize {
    for kill in 0.. {
        let dir = tempfile::tempdir().unwrap();
        let expected = merged(&runs(dir.path(), 20));
        let status = command(dir.path(), kill).status().unwrap();
        let loaded = load(dir.path(), None);
        assert_eq!((loaded.marks, loaded.skipped), (expected.clone(), 0), "kill {kill}");
        compact(dir.path()).unwrap();
        let loaded = load(dir.path(), None);
        assert_eq!((loaded.marks, loaded.skipped), (expected, 0), "kill {kill}");
        assert!(count(dir.path()) <= 17, "kill {kill}: {}", count(dir.path()));
        if status.success() {
            assert!(count(dir.path()) <= 5, "the one that lived compacted");
            return kill;
        }
    }
    unreachable!()
}

#[test]
fn a_kill_at_any_stage_loses_nothing_and_the_next_run_goes_on() {
    let killed = killed_everywhere(|dir, kill| {
        let mut command = doomed(&[], dir);
        command.env(STAGE, kill.to_string());
        command
    });
    // Reading, writing, two syncs, the name, the proof, 16 old journals, the last sync.
    assert_eq!(killed, 6 + 16 + 1);
}

#[test]
#[ignore = "needs strace, and takes a minute"]
fn a_kill_at_any_system_call_loses_nothing_and_the_next_run_goes_on() {
    // By the names that these calls have on one machine or another.
    let calls =
        ["openat", "newfstatat,?fstat", "statx", "flock", "read", "write", "fsync", "rename,?renameat,?renameat2"];
    let killed = calls.into_iter().chain(["unlink,?unlinkat", "close", "getdents64"]).map(|calls| {
        let killed = killed_everywhere(|dir, kill| {
            // strace counts from 1.
            let inject = format!("inject=?{calls}:signal=KILL:when={}", kill + 1);
            doomed(&["strace", "-f", "-o", "/dev/null", "-e", &inject], dir)
        });
        let _ = writeln!(io::stdout(), "{killed} kills at {calls}");
        killed
    });
    // The thread that compacts makes these calls at least.
    assert!(killed.sum::<usize>() > 5 * 16);
}
