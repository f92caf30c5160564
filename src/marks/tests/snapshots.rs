//! The snapshot saves time and decides nothing.

use super::*;
use crate::marks::{chores::Chores, snapshot};

fn journal(dir: &Path, name: &str, entries: &[Entry]) {
    fs::create_dir_all(dir.join("desk")).unwrap();
    fs::write(dir.join("desk").join(name), text(entries)).unwrap();
}

fn all() -> Vec<Entry> {
    let place = Place { path: Text::new("world/a.txt"), headline: Text::new("A") };
    let more = [
        Change::tag("x", true),
        Change::note("a\nb"),
        Change::Was(ArticleId(9)),
        Change::Kept(true),
        Change::Dropped(true),
        Change::SeenCopy(true),
        Change::Place(Arc::new(place)),
    ];
    let mut entries = sample();
    entries.extend(more.into_iter().zip(5..).map(|(change, n)| entry(3, change, 1_706_630_400_000 + n)));
    entries
}

/// Takes a snapshot of what is in `dir`, as the thread does.
fn take(dir: &Path, cache: &Path) {
    let loaded = load(dir, Some(cache));
    let mut marks = loaded.marks;
    let covers = loaded.journals.unwrap().covers(&[]);
    snapshot::write(&loaded.snapshot.unwrap(), marks.settled(), covers).unwrap();
}

fn only_file(dir: &Path) -> std::path::PathBuf {
    let mut files = fs::read_dir(dir).unwrap();
    let file = files.next().unwrap().unwrap().path();
    assert!(files.next().is_none());
    file
}

#[test]
fn a_snapshot_holds_everything_and_what_comes_after_is_read_on_top() {
    let (dir, cache) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    journal(dir.path(), "a.journal", &all());
    take(dir.path(), cache.path());
    let again = load(dir.path(), Some(cache.path()));
    assert_eq!((again.fresh, &again.marks), (0, &merged(&all())));

    // The journal grows, and another comes.
    let later = entry(1, Change::Read(false), 1_706_630_500_000);
    let other = entry(5, Change::Starred(true), 1_706_630_500_000);
    let mut grown = all();
    grown.push(later.clone());
    let file = fs::OpenOptions::new().append(true).open(dir.path().join("desk/a.journal"));
    io::Write::write_all(&mut file.unwrap(), text(&[later]).as_bytes()).unwrap();
    journal(dir.path(), "b.journal", std::slice::from_ref(&other));
    grown.push(other);
    let again = load(dir.path(), Some(cache.path()));
    let new = u64::try_from(text(&grown[grown.len() - 2..]).len()).unwrap();
    assert_eq!((again.fresh, &again.marks), (new, &merged(&grown)));
}

#[test]
fn without_its_journals_a_snapshot_says_nothing() {
    let (dir, cache) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    journal(dir.path(), "a.journal", &all());
    journal(dir.path(), "b.journal", &sample());
    take(dir.path(), cache.path());
    fs::remove_file(dir.path().join("desk/a.journal")).unwrap();
    assert_eq!(load(dir.path(), Some(cache.path())).marks, merged(&sample()));
    fs::remove_dir_all(dir.path().join("desk")).unwrap();
    assert!(load(dir.path(), Some(cache.path())).marks.is_empty());
}

#[test]
fn a_journal_that_was_replaced_is_read_anew() {
    let (dir, cache) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    journal(dir.path(), "a.journal", &sample()[..2]);
    take(dir.path(), cache.path());
    // Longer and in the same place, but with another beginning.
    let mut other = all();
    other.reverse();
    journal(dir.path(), "a.journal", &other);
    assert_eq!(load(dir.path(), Some(cache.path())).marks, merged(&all()));
}

#[test]
fn any_damage_to_a_snapshot_is_noticed() {
    let (dir, cache) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    journal(dir.path(), "a.journal", &all());
    take(dir.path(), cache.path());
    let file = only_file(cache.path());
    let whole = fs::read(&file).unwrap();
    for at in 0..whole.len() {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x10;
        fs::write(&file, &bytes).unwrap();
        assert!(snapshot::read(&file).is_none(), "byte {at}");
        fs::write(&file, &whole[..at]).unwrap();
        assert!(snapshot::read(&file).is_none(), "cut at {at}");
    }
    assert_eq!(load(dir.path(), Some(cache.path())).marks, merged(&all()));
}

#[test]
fn a_snapshot_is_taken_when_much_has_come() {
    let (dir, cache) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let many: Vec<Entry> = (0..20_000).map(|n| entry(n, Change::Read(true), 1_706_630_400_000)).collect();
    journal(dir.path(), "a.journal", &many);
    let loaded = load(dir.path(), Some(cache.path()));
    let Loaded { mut marks, journals, snapshot, fresh, .. } = loaded;
    let mut chores = Chores::new(journals.unwrap(), "run".to_owned(), "desk", snapshot, fresh);
    let deadline = std::time::Instant::now() + PATIENCE;
    while load(dir.path(), Some(cache.path())).fresh > 0 && std::time::Instant::now() < deadline {
        chores.tidy(&mut marks, &[]);
        std::thread::sleep(Duration::from_millis(5));
    }
    let again = load(dir.path(), Some(cache.path()));
    assert_eq!((again.fresh, again.marks.len()), (0, 20_000));
}
