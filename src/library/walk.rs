//! Listing folders.

use std::ffi::OsStr;
use std::fs;
use std::io;
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::time::{Duration, SystemTime};

use super::catalogue::Folder;
use crate::formats;

/// Folders up to this many files are listed in the order of their names; larger ones as the system gives them, so that the first
/// rows need not wait for the last name.
const SORTED: usize = 4_096;
/// Links to folders that lead deeper than this are taken for a loop.
const DEPTH: usize = 128;
/// What changed so shortly ago may change again within the same tick of the file system's clock: one that tells parts of a second
/// ticks every 10 ms at least, others every two seconds.
const FRESH: Duration = Duration::from_millis(100);
const FRESH_COARSE: Duration = Duration::from_secs(2);
/// No time that a fine clock tells is a multiple of this, in nanoseconds, or one in ten million.
const COARSE: i64 = 10_000_000;
/// A clock of another machine may be ahead by so much. What changed later than that bears a time that somebody gave it.
const AHEAD: Duration = Duration::from_secs(3_600);

/// What a walk meets.
pub(super) enum Met<'a> {
    /// A folder that is now listed, and when it was last changed, in nanoseconds since 1970; 0 if that is too fresh to rely on.
    Folder(&'a Folder, i64),
    /// Files of a folder: their names.
    Files(&'a Folder, Vec<Vec<u8>>),
    /// A folder that cannot be listed.
    Failed(&'a Path, io::Error),
}

/// Takes what a walk meets, and says whether it is to go on.
pub(super) type Visit<'a> = dyn FnMut(Met<'_>) -> bool + 'a;

/// The time of what is too fresh to tell a later change by.
pub(super) const UNSETTLED: i64 = 0;

/// When a file or folder was last changed, in nanoseconds since 1970, or [`UNSETTLED`].
pub(super) fn settled(modified: i64, now: SystemTime) -> i64 {
    let now = now.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    let fresh = if modified % COARSE == 0 { FRESH_COARSE } else { FRESH };
    let nanoseconds = |time: Duration| i64::try_from(time.as_nanos()).unwrap_or(i64::MAX);
    let unsettled = nanoseconds(now.saturating_sub(fresh))..nanoseconds(now + AHEAD);
    if unsettled.contains(&modified) { UNSETTLED } else { modified }
}

/// Walks a folder and those below it that `enter` names. Links are followed, but not up to a folder that they are in; hidden names,
/// and names of what is surely no text, are passed over. Gives whether it came to the end.
pub(super) fn walk(root: &Path, folder: &Folder, enter: &dyn Fn(&Folder) -> bool, visit: &mut Visit) -> bool {
    let mut above = above(root, folder);
    inside(root, folder, enter, &mut above, visit)
}

/// What a walk that had begun at the root would have come through.
fn above(root: &Path, folder: &Folder) -> Vec<(u64, u64)> {
    let path = Path::new(OsStr::from_bytes(&folder.path));
    let above = path.ancestors().skip(1).filter_map(|path| fs::metadata(root.join(path)).ok());
    above.map(|about| (about.dev(), about.ino())).collect()
}

fn inside(
    root: &Path,
    folder: &Folder,
    enter: &dyn Fn(&Folder) -> bool,
    above: &mut Vec<(u64, u64)>,
    visit: &mut Visit,
) -> bool {
    let path = folder.join(root, b"");
    let listed = fs::metadata(&path).and_then(|about| Ok((about, fs::read_dir(&path)?)));
    let (about, entries) = match listed {
        Ok(listed) => listed,
        Err(error) => return visit(Met::Failed(&path, error)),
    };
    let place = (about.dev(), about.ino());
    if above.contains(&place) || above.len() >= DEPTH {
        return true;
    }
    let modified = about.mtime().saturating_mul(1_000_000_000).saturating_add(about.mtime_nsec());
    if !visit(Met::Folder(folder, settled(modified, SystemTime::now()))) {
        return false;
    }
    let (mut files, mut folders) = (Vec::new(), Vec::new());
    let mut many = false;
    for entry in entries {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                if !visit(Met::Failed(&path, error)) {
                    return false;
                }
                break;
            }
        };
        let name = entry.file_name();
        if name.as_bytes().starts_with(b".") {
            continue;
        }
        // A link that leads nowhere is a file that cannot be read: it is told so.
        let kind = entry.file_type().map(|kind| {
            if kind.is_symlink() { fs::metadata(entry.path()).map_or(kind, |about| about.file_type()) } else { kind }
        });
        if kind.is_ok_and(|kind| kind.is_dir()) {
            folders.push(name.into_vec());
        } else if formats::is_named_like_text(&name.to_string_lossy()) {
            files.push(name.into_vec());
        }
        if files.len() >= SORTED {
            many = true;
            if !visit(Met::Files(folder, std::mem::take(&mut files))) {
                return false;
            }
        }
    }
    if !many {
        files.sort_unstable();
    }
    folders.sort_unstable();
    if !files.is_empty() && !visit(Met::Files(folder, files)) {
        return false;
    }
    above.push(place);
    let done = folders.into_iter().all(|name| {
        let path = Path::new(OsStr::from_bytes(&folder.path)).join(OsStr::from_bytes(&name));
        let inner = Folder { root: folder.root, path: path.into_os_string().into_vec() };
        !enter(&inner) || inside(root, &inner, enter, above, visit)
    });
    above.pop();
    done
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(root: &Path) -> Vec<String> {
        check_in(root, "")
    }

    fn check_in(root: &Path, path: &str) -> Vec<String> {
        let mut met = Vec::new();
        let folder = Folder { root: 0, path: path.into() };
        let done = walk(root, &folder, &|_| true, &mut |what| {
            met.push(match what {
                Met::Folder(folder, _) => format!("{}/", String::from_utf8_lossy(&folder.path)),
                Met::Files(_, names) => {
                    names.iter().map(|name| String::from_utf8_lossy(name)).collect::<Vec<_>>().join(" ")
                }
                Met::Failed(_, error) => error.kind().to_string(),
            });
            true
        });
        assert!(done);
        met
    }

    #[test]
    fn what_changed_a_moment_ago_may_change_again_unseen() {
        let check = |before_now: i64, settles: bool| {
            let now = SystemTime::UNIX_EPOCH + Duration::from_nanos(1_700_000_000_000_000_123);
            let modified = 1_700_000_000_000_000_123 - before_now;
            let expected = if settles { modified } else { UNSETTLED };
            assert_eq!(settled(modified, now), expected, "{before_now}");
        };
        check(10_000_000, false);
        check(200_000_000, true);
        // A clock that tells whole seconds.
        check(1_000_000_123, false);
        check(3_000_000_123, true);
        // A clock that is ahead, and a time that somebody made up.
        check(-60_000_000_000, false);
        check(-86_400_000_000_000, true);
    }

    #[test]
    fn folders_are_walked_in_the_order_of_names_and_loops_end() {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path();
        fs::create_dir_all(root.join("b/c")).unwrap();
        for name in ["z.txt", "a.txt", "picture.png", ".hidden", "b/x", "b/c/y"] {
            fs::write(root.join(name), "x").unwrap();
        }
        std::os::unix::fs::symlink("..", root.join("b/up")).unwrap();
        std::os::unix::fs::symlink("nowhere", root.join("dangling")).unwrap();
        assert_eq!(check(root), ["/", "a.txt dangling z.txt", "b/", "x", "b/c/", "y"]);
        assert_eq!(check(&root.join("none")), ["entity not found"]);
        // Where a walk begins below the root, what is above is not walked again.
        assert_eq!(check_in(root, "b"), ["b/", "x", "b/c/", "y"]);
        assert_eq!(check_in(root, "b/up"), [""; 0]);
    }
}
