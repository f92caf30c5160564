//! Looking at the folders: what came, changed or went, and having it read.

use std::path::PathBuf;
use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::super::Position;
use super::super::ahead::Ahead;
use super::super::catalogue::Folder;
use super::super::scan::Depth;
use super::super::sweep::{self, Listed};
use super::super::{Event, Phase, Trouble};
use super::{Keeper, follow};
use crate::article::clean;

impl Keeper {
    /// Looks at everything anew.
    pub(super) fn sweep(&mut self) {
        let _span = tracing::info_span!("sweep", rescan = self.start.rescan).entered();
        let first = self.segments.is_empty();
        self.progress.phase = if first { Phase::Reading } else { Phase::Sweeping };
        let is_asked = first && self.start.stdin.is_none();
        self.ahead = is_asked.then(|| Ahead::start(&self.roots, &self.start.globs, &self.shared.stop));
        let contents = std::mem::take(&mut self.start.rescan);
        self.unlisted.clear();
        let mut all = sweep::About::all();
        if self.manifest.complete && !contents {
            // Files that came are in folders that changed, which takes a moment to tell; to look at all files takes seconds.
            all.since = self.segments.len();
            let touched = sweep::touched(&self.roots, &self.manifest.folders);
            if !touched.is_empty() {
                let (is, within) =
                    (|folder: &Folder, _: &[u8]| touched.contains(folder), |folder: &Folder| touched.contains(folder));
                self.look(sweep::About { is: &is, within: &within, ..all }, false, Some(touched.clone()));
            }
            self.progress.arrived = true;
            self.publish();
        }
        self.look(all, contents, None);
        if !self.shared.is_stopped() {
            self.manifest.complete = true;
        }
        self.progress.done = true;
        (self.ahead, self.progress.left) = (None, None);
        self.save();
        self.publish();
        self.tell_troubles();
    }

    /// Compares known files with what is there, and has those read that changed or came; with `only`, in these folders.
    fn look(&mut self, about: sweep::About, contents: bool, only: Option<FxHashSet<Folder>>) {
        let catalogue = self.catalogue();
        let compared = sweep::compare(&catalogue, about, contents, &self.shared.stop);
        let before = std::mem::take(&mut self.manifest.folders);
        self.bury(&compared.gone);
        let changed = Self::known(&catalogue, &compared);
        self.outdated = compared.outdated;
        let stop = Arc::clone(&self.shared.stop);
        let known = compared.known;
        let listed = self.read(Depth::Head, move |mut jobs| {
            if !changed.into_iter().all(|(folder, name, known)| jobs.push_changed(&folder, name, known)) {
                return Listed::default();
            }
            sweep::list(&mut jobs, &before, &known, only.as_ref(), &stop)
        });
        self.bury_outdated();
        self.take_listed(listed);
    }

    /// Takes the rows of changed files out of the living that were not read again: nothing of them can be shown.
    fn bury_outdated(&mut self) {
        let left: Vec<Position> = self.outdated.drain().flat_map(|(_, rows)| rows).collect();
        self.bury(&left);
    }

    fn take_listed(&mut self, listed: Listed) {
        // Of folders that are listed in the end, files may not have been read: those are listed again.
        if !self.shared.is_stopped() {
            self.manifest.folders.extend(listed.folders);
        }
        for (path, problem) in listed.problems {
            self.unlisted.push(Trouble { path: clean::name(&path), problem });
        }
    }

    /// Looks at the files and folders that may have changed.
    pub(super) fn update(&mut self, paths: &[PathBuf]) {
        let _span = tracing::info_span!("changes", paths = paths.len()).entered();
        let touched = follow::Touched::new(&self.roots, paths);
        let catalogue = self.catalogue();
        let about = sweep::About {
            is: &|folder, name| touched.is_about(folder, name),
            within: &|folder| touched.is_within(folder),
            since: usize::MAX,
        };
        let compared = sweep::compare(&catalogue, about, false, &self.shared.stop);
        let stop = Arc::clone(&self.shared.stop);
        let changed = Self::known(&catalogue, &compared);
        self.outdated = compared.outdated;
        let known = compared.known;
        let listed = self.read(Depth::Whole, move |mut jobs| {
            if !changed.into_iter().all(|(folder, name, known)| jobs.push_changed(&folder, name, known)) {
                return Listed::default();
            }
            touched.list(&mut jobs, &known, &stop)
        });
        self.bury(&compared.gone);
        self.bury_outdated();
        self.take_listed(listed);
        self.save();
        self.publish();
        self.tell_troubles();
    }

    /// Tells all problems anew: what was mended is not told any more.
    pub(super) fn tell_troubles(&self) {
        let catalogue = self.catalogue();
        let mut troubles = self.unlisted.clone();
        for (folder, file) in sweep::troubled(&catalogue) {
            let path = catalogue.path_of(&folder, &file.name);
            // A file that is gone troubles nobody; a path of the library that is not there does.
            let is_here = if file.name.is_empty() { !path.is_dir() } else { path.symlink_metadata().is_ok() };
            if self.start.stdin.is_some() || is_here {
                let path = clean::name(&path);
                troubles.extend(file.problems().map(|problem| Trouble { path: path.clone(), problem }));
            }
        }
        (self.send)(Event::Troubles(troubles));
    }
}
