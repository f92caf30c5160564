//! Following changes: those of the folders, and those that another reader writes into the index.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::thread;
use std::time::Duration;

use rustc_hash::{FxHashMap, FxHashSet};

use super::super::catalogue::{Catalogue, Folder};
use super::super::store::{Stamp, Store};
use super::super::sweep::{Jobs, Listed, visit};
use super::super::walk::{Met, walk};
use super::super::{Event, Position, Rewritten};
use super::{Keeper, Phase};

/// How often a reader that does not write looks at the index.
const LOOK: Duration = Duration::from_millis(300);
/// Rows that come at once of which it is told where they stood before.
const MANY: Position = 4_096;

/// Files and folders that may have changed, as they stand in the library.
pub(super) struct Touched {
    roots: Vec<Arc<PathBuf>>,
    /// Names in folders: of files, or of folders.
    names: Vec<(Folder, Vec<u8>)>,
    keys: FxHashSet<u64>,
    /// The folders that the names are in.
    folders: FxHashSet<Folder>,
    /// The same names as paths below the roots: those of folders stand for all that is in them.
    below: FxHashSet<(u32, Vec<u8>)>,
}

impl Touched {
    pub(super) fn new(roots: &[Arc<PathBuf>], paths: &[PathBuf]) -> Self {
        let mut touched = Self {
            roots: roots.to_vec(),
            names: Vec::new(),
            keys: FxHashSet::default(),
            folders: FxHashSet::default(),
            below: FxHashSet::default(),
        };
        for path in paths {
            for (root, number) in roots.iter().zip(0..) {
                // The watch tells whole paths, also of a folder that was named from the current one.
                let whole = std::path::absolute(root.as_path()).unwrap_or_default();
                let within = path.strip_prefix(root.as_path()).or_else(|_| path.strip_prefix(&whole));
                let Ok(within) = within else { continue };
                let parent = within.parent().unwrap_or(Path::new("")).as_os_str().as_bytes().to_vec();
                let name = within.file_name().unwrap_or_default().as_bytes().to_vec();
                let folder = Folder { root: number, path: parent };
                touched.below.insert((number, within.as_os_str().as_bytes().to_vec()));
                touched.folders.insert(folder.clone());
                if touched.keys.insert(folder.key(&name)) {
                    touched.names.push((folder, name));
                }
            }
        }
        touched
    }

    /// Whether a known file may have changed: it, or a folder that it is in, was touched. Without a name, whether a whole folder
    /// may have.
    pub(super) fn is_about(&self, folder: &Folder, name: &[u8]) -> bool {
        if !name.is_empty() || folder.path.is_empty() {
            return self.keys.contains(&folder.key(name));
        }
        let mut above = Path::new(OsStr::from_bytes(&folder.path)).ancestors();
        above.any(|path| self.below.contains(&(folder.root, path.as_os_str().as_bytes().to_vec())))
    }

    /// Whether a file right in this folder was touched.
    pub(super) fn is_within(&self, folder: &Folder) -> bool {
        self.folders.contains(folder)
    }

    /// Has the files read that are new or changed.
    pub(super) fn list(&self, jobs: &mut Jobs, known: &FxHashSet<u64>, stop: &AtomicBool) -> Listed {
        use std::sync::atomic::Ordering;
        let mut listed = Listed::default();
        // A new folder may be named beside its files: each file is read once.
        let mut known = known.clone();
        let mut meet = |met: Met, jobs: &mut Jobs, listed: &mut Listed| {
            let new: Vec<u64> = match &met {
                Met::Files(folder, names) => names.iter().map(|name| folder.key(name)).collect(),
                _ => Vec::new(),
            };
            let wanted = visit(met, jobs, &known, listed);
            known.extend(new);
            wanted && !stop.load(Ordering::Relaxed)
        };
        for (folder, name) in &self.names {
            let Some(root) = self.roots.get(folder.root as usize) else { continue };
            let path = folder.join(root, name);
            if path.is_dir() {
                let within = Path::new(OsStr::from_bytes(&folder.path)).join(OsStr::from_bytes(name));
                let inner = Folder { root: folder.root, path: within.as_os_str().as_bytes().to_vec() };
                let enters = jobs.enters();
                walk(root, &inner, &enters, &mut |met| meet(met, jobs, &mut listed));
            } else if path.symlink_metadata().is_ok() && !name.starts_with(b".") {
                let named = crate::formats::is_named_like_text(&String::from_utf8_lossy(name));
                if named {
                    meet(Met::Files(folder, vec![name.clone()]), jobs, &mut listed);
                }
            }
        }
        // The times of folders that are known already stay as they were: the next opening lists these folders once more.
        listed.folders.retain(|(folder, _)| !folder.path.is_empty());
        listed
    }
}

impl Keeper {
    /// Shows what another reader writes, until that one ends; `false` when this one was told to end before. `seen` is when the
    /// index was written as it was looked at last.
    pub(super) fn follow(&mut self, seen: &mut Option<Stamp>) -> bool {
        *seen = None;
        while !self.shared.is_stopped() {
            let stamp = self.stamp();
            if stamp != *seen {
                *seen = stamp;
                let before = (self.manifest.name, self.catalogue());
                // While the other one is writing, the next look finds it whole.
                if self.load().is_ok() {
                    self.progress.phase = Phase::Following;
                    let rewritten = if before.0 == self.manifest.name { self.rewritten(&before.1) } else { Vec::new() };
                    if !rewritten.is_empty() {
                        (self.send)(Event::Rewritten(rewritten));
                    }
                    self.tell_troubles();
                    self.publish();
                }
            }
            thread::sleep(LOOK);
            if self.lock() {
                return true;
            }
        }
        false
    }

    /// Rows that went since `before`, each with the one that came for the same file. Where a file has several, nothing tells which
    /// became which; where very many came, whoever looks at the list begins anew anyway.
    fn rewritten(&self, before: &Catalogue) -> Vec<Rewritten> {
        let now = self.catalogue();
        if now.len().saturating_sub(before.len()) > MANY {
            return Vec::new();
        }
        let single = |rows: &mut dyn Iterator<Item = Position>| {
            let mut single: FxHashMap<Arc<Path>, Option<Position>> = FxHashMap::default();
            for row in rows {
                // A row that cannot be read has no file.
                let Ok(place) = now.place(row) else { continue };
                single.entry(place.path).and_modify(|row| *row = None).or_insert(Some(row));
            }
            single
        };
        let is_gone = |row: &Position| now.dead.get(*row as usize) && !before.dead.get(*row as usize);
        let gone = single(&mut (0..before.len()).filter(is_gone));
        let came = single(&mut (before.len()..now.len()).filter(|row| !now.dead.get(*row as usize)));
        gone.iter().filter_map(|(path, row)| Some(Self::became(&now, (*row)?, (*came.get(path)?)?))).collect()
    }

    /// When the index was written last.
    pub(super) fn stamp(&self) -> Option<Stamp> {
        self.store.as_ref().and_then(Store::stamp)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_paths_are_of_a_root_that_was_named_from_the_current_folder() {
        let roots = [Arc::new(PathBuf::from("news"))];
        let whole = std::path::absolute("news/world/a.txt").unwrap();
        let touched = Touched::new(&roots, &[whole]);
        let folder = Folder { root: 0, path: b"world".to_vec() };
        assert!(touched.is_about(&folder, b"a.txt") && touched.is_within(&folder));
        assert!(!touched.is_about(&folder, b"b.txt") && !touched.is_about(&folder, b""));
        // Where the path of the library itself was moved away, so was all that is in it.
        let touched = Touched::new(&roots, &[std::path::absolute("news").unwrap()]);
        assert!(touched.is_about(&folder, b"") && touched.is_about(&Folder { path: Vec::new(), ..folder }, b""));
    }
}
