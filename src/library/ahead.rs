//! How much there is to read, counted while the first reading is under way: so that it can be told how long that will take.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;
use std::time::Duration;

use super::catalogue::Folder;
use super::globs::Globs;
use super::walk::{Met, walk};
use crate::formats;

/// How long a reading goes on before its end is asked for: most are over by then, and the first rows are not held up.
const AFTER: Duration = Duration::from_millis(400);
/// Files of an article each that are asked for their size; behind these one is for so many: to list a million takes a moment, to
/// ask each of them a tenth of the time that reading takes.
const ASKED: u64 = 4_096;
const FOR: u64 = 16;

/// The bytes of all files, or nearly; 0 for as long as nothing is known of them.
#[derive(Debug, Default)]
pub(super) struct Ahead(AtomicU64);

impl Ahead {
    /// Counts, until it is done or `stop` says that nobody wants to know.
    pub(super) fn start(roots: &[Arc<PathBuf>], globs: &Arc<[Globs]>, stop: &Arc<AtomicBool>) -> Arc<Self> {
        let ahead = Arc::new(Self::default());
        let (roots, globs, stop, to) = (roots.to_vec(), Arc::clone(globs), Arc::clone(stop), Arc::downgrade(&ahead));
        thread::spawn(move || {
            thread::sleep(AFTER);
            let is_wanted = || to.strong_count() > 0 && !stop.load(Ordering::Relaxed);
            if let (Some(bytes), Some(ahead)) = (count(&roots, &globs, &is_wanted), to.upgrade()) {
                ahead.0.store(bytes, Ordering::Relaxed);
            }
        });
        ahead
    }

    /// The seconds that the rest takes, where so many bytes took so long.
    pub(super) fn left(&self, bytes: u64, seconds: f64) -> Option<u64> {
        let rest = self.0.load(Ordering::Relaxed).checked_sub(bytes).filter(|_| bytes > 0)?;
        let taken = Duration::try_from_secs_f64(seconds).ok()?.as_millis();
        u64::try_from((u128::from(rest) * taken).div_ceil(u128::from(bytes) * 1000)).ok()
    }
}

/// The bytes of all files of a library, or nearly; `None` where nobody waits for them any more, and where some are compressed: how much these
/// are is seen when they are read.
fn count(roots: &[Arc<PathBuf>], globs: &[Globs], is_wanted: &dyn Fn() -> bool) -> Option<u64> {
    let (mut bytes, mut files) = (0, 0);
    for (root, number) in roots.iter().zip(0..) {
        let globs = globs.get(number as usize);
        let mut visit = |met: Met<'_>| {
            let Met::Files(folder, names) = met else { return is_wanted() };
            let wanted = names.iter().filter(|name| globs.is_none_or(|globs| globs.has(folder, name)));
            wanted.into_iter().all(|name| {
                let is_one = [&b".txt"[..], b".md", b".html", b".htm"].iter().any(|ending| name.ends_with(ending));
                files += u64::from(is_one);
                let stands_for = match files {
                    ..=ASKED => 1,
                    _ if !is_one => 1,
                    _ if files.is_multiple_of(FOR) => FOR,
                    _ => return true,
                };
                let path = folder.join(root, name);
                bytes += std::fs::metadata(&path).map_or(0, |about| about.len() * stands_for);
                is_wanted() && !formats::is_named_like_packed(&path.to_string_lossy())
            })
        };
        let top = Folder { root: number, path: Vec::new() };
        let enter = |folder: &Folder| globs.is_none_or(|globs| globs.enters(folder));
        let is_whole = if root.is_dir() {
            walk(root, &top, &enter, &mut visit)
        } else {
            visit(Met::Files(&top, vec![Vec::new()]))
        };
        if !is_whole {
            return None;
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn files_are_counted_unless_some_are_compressed() {
        let dir = tempfile::tempdir().unwrap();
        let root = Arc::new(dir.path().to_owned());
        fs::create_dir(root.join("in")).unwrap();
        for (name, text) in [("a.txt", "four"), ("in/b.txt", "five."), ("in/c.png", "no text")] {
            fs::write(root.join(name), text).unwrap();
        }
        let of = |roots: &[&Arc<PathBuf>], globs: &[Globs]| {
            let roots: Vec<Arc<PathBuf>> = roots.iter().map(|root| Arc::clone(root)).collect();
            count(&roots, globs, &|| true)
        };
        let file = Arc::new(root.join("a.txt"));
        assert_eq!(of(&[&root], &[]), Some(9));
        assert_eq!(of(&[&root, &file], &[]), Some(13));
        assert_eq!(of(&[&root], &[Globs::new(&[], &["in/".to_owned()]).unwrap()]), Some(4));
        fs::write(root.join("in/d.jsonl.gz"), "packed").unwrap();
        assert_eq!(of(&[&root], &[]), None);
        assert_eq!(count(&[file], &[], &|| false), None);
    }

    #[test]
    fn of_many_files_some_stand_for_others() {
        let dir = tempfile::tempdir().unwrap();
        for number in 0..ASKED + 100 {
            fs::write(dir.path().join(format!("{number}.txt")), "four").unwrap();
        }
        fs::write(dir.path().join("many.jsonl"), "{}").unwrap();
        let bytes = count(&[Arc::new(dir.path().to_owned())], &[], &|| true).unwrap();
        assert!(bytes.abs_diff((ASKED + 100) * 4 + 2) < FOR * 4, "{bytes}");
    }

    #[test]
    fn what_is_left_takes_as_long_as_what_was_read() {
        let ahead = Ahead(AtomicU64::new(1_000));
        assert_eq!(ahead.left(0, 1.0), None);
        assert_eq!(ahead.left(250, 2.0), Some(6));
        assert_eq!(ahead.left(999, 2.0), Some(1));
        assert_eq!(ahead.left(1_000, 2.0), Some(0));
        assert_eq!(ahead.left(1_001, 2.0), None);
        assert_eq!(Ahead::default().left(10, 2.0), None);
    }
}
