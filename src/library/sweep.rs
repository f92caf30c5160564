//! What changed on the disk since the index was written.
//!
//! A known file is asked for its time and size only; a folder is listed again only if its own time changed, or if it is new.

use std::ffi::OsStr;
use std::hash::{Hash, Hasher};
use std::os::unix::ffi::OsStrExt;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crossbeam_channel::Sender;
use rustc_hash::{FxHashMap, FxHashSet, FxHasher};
use rustix::fs::{AtFlags, Mode, OFlags};

use super::Position;
use super::catalogue::{Catalogue, Folder, ListedFile};
use super::globs::Globs;
use super::grown::Known;
use super::scan::{Depth, Job};
use super::walk::{Met, walk};
use crate::article::ArticleId;
use crate::formats::Problem;

/// Files that a worker takes at a time.
const JOB: usize = 64;

/// What the known files have become.
#[derive(Default)]
pub(super) struct Compared {
    /// Rows whose file is gone.
    pub(super) gone: Vec<Position>,
    /// Rows whose file changed, by the hash of its place: they stand until the file is read again.
    pub(super) outdated: FxHashMap<u64, Vec<Position>>,
    /// Files that changed, each with its folder, as they were listed last.
    pub(super) changed: Vec<(Folder, ListedFile)>,
    /// All files that were looked at and are still there, as hashes.
    pub(super) known: FxHashSet<u64>,
}

/// Which files and folders a comparison is about.
#[derive(Clone, Copy)]
pub(super) struct About<'a> {
    /// Whether a file may be meant or, without a name, all of a folder.
    pub(super) is: &'a dyn Fn(&Folder, &[u8]) -> bool,
    /// Whether any file of a folder may be meant.
    pub(super) within: &'a dyn Fn(&Folder) -> bool,
    /// Segments from this one on were read a moment ago: their files need not be asked for.
    pub(super) since: usize,
}

impl About<'_> {
    /// All files.
    pub(super) fn all() -> Self {
        Self { is: &|_, _| true, within: &|_| true, since: usize::MAX }
    }
}

/// How a file was found again.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fate {
    Same,
    Changed,
    Gone,
}

/// What the latest segment says of each file, by the hash of its place, and what has become of it: the parts of a large file may
/// be in many segments. Of a million files it takes 16 bytes each.
#[derive(Default)]
struct Latest(FxHashMap<u64, u64>);

impl Latest {
    /// What has become of a file; `Err` where a later segment lists it with another time or size.
    fn get(&self, key: u64, file: &ListedFile) -> Option<Result<Fate, ()>> {
        let known = *self.0.get(&key)?;
        let fate = [Fate::Same, Fate::Changed, Fate::Gone].into_iter().find(|fate| Self::entry(file, *fate) == known);
        Some(fate.ok_or(()))
    }

    fn insert(&mut self, key: u64, file: &ListedFile, fate: Fate) {
        self.0.insert(key, Self::entry(file, fate));
    }

    /// A hash of time and size, and the fate in its last bits.
    fn entry(file: &ListedFile, fate: Fate) -> u64 {
        let mut hasher = FxHasher::default();
        (file.modified, file.size).hash(&mut hasher);
        hasher.finish() & !3 | fate as u64
    }

    /// The files that are still there.
    fn known(self) -> FxHashSet<u64> {
        let here = self.0.into_iter().filter(|(_, entry)| entry & 3 != Fate::Gone as u64);
        here.map(|(key, _)| key).collect()
    }
}

/// The files that have problems, each with its folder, as they were listed last.
pub(super) fn troubled(catalogue: &Catalogue) -> Vec<(Folder, ListedFile)> {
    let mut found = Vec::new();
    for (at, (_, segment)) in catalogue.segments().iter().enumerate() {
        let (Ok(troubled), Ok(folders)) = (segment.troubled(), segment.folders()) else { continue };
        for (number, file) in troubled {
            let Some(folder) = folders.get(file.folder as usize) else { continue };
            found.push(((at, number), folder.key(&file.name), folder.clone(), file));
        }
    }
    // What was listed again, also within a segment, may have no problem any more, or tells of it itself.
    let mut last: FxHashMap<u64, (usize, u32)> = found.iter().map(|(place, key, ..)| (*key, *place)).collect();
    if !last.is_empty() {
        for (at, (_, segment)) in catalogue.segments().iter().enumerate() {
            let (Ok(files), Ok(folders)) = (segment.all_files(), segment.folders()) else { continue };
            for (file, number) in files.iter().zip(0..) {
                let Some(folder) = folders.get(file.folder as usize) else { continue };
                if let Some(last) = last.get_mut(&folder.key(&file.name)) {
                    *last = (*last).max((at, number));
                }
            }
        }
    }
    found.retain(|(place, key, ..)| last.get(key) == Some(place));
    found.into_iter().map(|(_, _, folder, file)| (folder, file)).collect()
}

/// Asks the file system about the known files that `about` names. With `contents`, files that look unchanged are read, too.
pub(super) fn compare(catalogue: &Catalogue, about: About, contents: bool, stop: &AtomicBool) -> Compared {
    let mut compared = Compared::default();
    let mut queued = FxHashSet::default();
    let mut latest = Latest::default();
    // The latest segment first: what earlier ones say of the same files is out of date.
    for number in (0..catalogue.segments().len()).rev() {
        // A segment that cannot be read was damaged after it was opened; its rows are read again at the next opening.
        let Ok((folders, fates)) = segment(catalogue, number, about, contents, stop, &mut latest) else { continue };
        if stop.load(Ordering::Relaxed) {
            break;
        }
        let mut lost: FxHashMap<u32, Option<u64>> = FxHashMap::default();
        for (number, file, key, fate) in fates {
            match fate {
                Fate::Same => {}
                Fate::Gone => {
                    lost.insert(number, None);
                }
                Fate::Changed => {
                    lost.insert(number, Some(key));
                    if queued.insert(key)
                        && let Some(folder) = folders.get(file.folder as usize)
                    {
                        compared.changed.push((folder.clone(), file));
                    }
                }
            }
        }
        if lost.is_empty() {
            continue;
        }
        for (file, row) in catalogue.rows_of(number, |file| lost.contains_key(&file)).unwrap_or_default() {
            if !catalogue.dead.get(row as usize) {
                match lost.get(&file) {
                    Some(Some(key)) => compared.outdated.entry(*key).or_default().push(row),
                    _ => compared.gone.push(row),
                }
            }
        }
    }
    compared.known = latest.known();
    compared
}

/// A file of a segment: its number, the file with the hash of its place, and what has become of it.
type Found = (u32, ListedFile, u64, Fate);

fn segment(
    catalogue: &Catalogue,
    number: usize,
    about: About,
    contents: bool,
    stop: &AtomicBool,
    latest: &mut Latest,
) -> std::io::Result<(Vec<Folder>, Vec<Found>)> {
    let Some((_, segment)) = catalogue.segments().get(number) else { return Ok((Vec::new(), Vec::new())) };
    let folders = segment.folders()?;
    let wanted: Vec<bool> = folders.iter().map(|folder| (about.is)(folder, b"")).collect();
    let within: Vec<bool> =
        folders.iter().zip(&wanted).map(|(folder, wanted)| *wanted || (about.within)(folder)).collect();
    // Most changes are about few folders, and most segments have none of them.
    if !within.contains(&true) {
        return Ok((folders, Vec::new()));
    }
    let buried = buried(catalogue, number)?;
    let mut open: Option<(u32, Option<rustix::fd::OwnedFd>)> = None;
    let mut fates = Vec::new();
    // A file that changed between two merges of the segment is in it twice: what counts is what was written last.
    let files: Vec<_> = segment.all_files()?.into_iter().zip(0..).collect();
    for (file, number_of) in files.into_iter().rev() {
        let Some(folder) = folders.get(file.folder as usize) else { continue };
        if stop.load(Ordering::Relaxed) {
            break;
        }
        let of = |folders: &[bool]| folders.get(file.folder as usize).is_some_and(|is| *is);
        if !of(&within) || !of(&wanted) && !(about.is)(folder, &file.name) {
            continue;
        }
        let file = catalogue.listed(folder, file);
        let key = folder.key(&file.name);
        let fate = match latest.get(key, &file) {
            Some(Err(())) => continue,
            Some(Ok(fate)) => fate,
            None if number >= about.since => {
                latest.insert(key, &file, Fate::Same);
                Fate::Same
            }
            None => {
                if open.as_ref().is_none_or(|(number, _)| *number != file.folder) {
                    let path = catalogue.path_of(folder, b"");
                    let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
                    open = Some((file.folder, rustix::fs::open(path, flags, Mode::empty()).ok()));
                }
                let place = open.as_ref().and_then(|(_, open)| open.as_ref());
                let mut fate = fate(place, &|| catalogue.path_of(folder, &file.name), &file);
                // A file that was gone may be back as it was.
                let is_back = buried.contains(&number_of);
                if fate == Fate::Same && (is_back || contents && differs(catalogue, number, number_of, folder, &file)) {
                    fate = Fate::Changed;
                }
                latest.insert(key, &file, fate);
                fate
            }
        };
        fates.push((number_of, file, key, fate));
    }
    Ok((folders, fates))
}

/// The files of a segment that had rows, all of which are gone.
fn buried(catalogue: &Catalogue, number: usize) -> std::io::Result<FxHashSet<u32>> {
    let Some((first, segment)) = catalogue.segments().get(number) else { return Ok(FxHashSet::default()) };
    let from = *first as usize;
    let any = catalogue.dead.iter_from(from).next().is_some_and(|dead| dead < from + segment.len() as usize);
    if !any {
        return Ok(FxHashSet::default());
    }
    let (mut gone, mut here) = (FxHashSet::default(), FxHashSet::default());
    for row in 0..segment.len() {
        let file = segment.file_of(row)?;
        if catalogue.dead.get((first + row) as usize) {
            gone.insert(file)
        } else {
            here.insert(file)
        };
    }
    gone.retain(|file| !here.contains(file));
    Ok(gone)
}

/// What has become of a file, by its time and size.
fn fate(folder: Option<&rustix::fd::OwnedFd>, path: &dyn Fn() -> PathBuf, file: &ListedFile) -> Fate {
    let stat = match folder.filter(|_| !file.name.is_empty()) {
        Some(folder) => rustix::fs::statat(folder, OsStr::from_bytes(&file.name), AtFlags::empty()),
        None => rustix::fs::stat(path()),
    };
    let Ok(stat) = stat else {
        // What could never be opened, such as a link that leads nowhere or a path of the library that is missing, is no news.
        let never = file.modified == 0 && file.size == 0 && !file.problems.is_empty();
        let still = never && (file.name.is_empty() || path().symlink_metadata().is_ok());
        return if still { Fate::Same } else { Fate::Gone };
    };
    let same = i128::from(file.modified) == nanoseconds(&stat) && u64::try_from(stat.st_size) == Ok(file.size);
    if same { Fate::Same } else { Fate::Changed }
}

/// Whether the articles of a file have other texts than their rows say.
fn differs(catalogue: &Catalogue, segment: usize, number: u32, folder: &Folder, file: &ListedFile) -> bool {
    let rows = catalogue.rows_of(segment, |other| other == number).unwrap_or_default();
    let path = catalogue.path_of(folder, &file.name);
    rows.into_iter().any(|(_, row)| {
        let Ok((segment, local)) = catalogue.locate(row) else { return true };
        let (Ok(id), Ok(details)) = (segment.id(local), segment.details(local)) else { return true };
        let place = super::Place { path: path.clone().into(), record: details.record };
        let now = super::read(&place, None).map(|article| article.id);
        now.is_ok_and(|now| id != ArticleId::default() && now != id)
    })
}

/// Where jobs go, in groups of files.
pub(super) struct Jobs {
    roots: Vec<Arc<PathBuf>>,
    globs: Arc<[Globs]>,
    send: Sender<(u64, Job)>,
    depth: Depth,
    next: u64,
}

impl Jobs {
    pub(super) fn new(roots: &[Arc<PathBuf>], globs: &Arc<[Globs]>, send: Sender<(u64, Job)>, depth: Depth) -> Self {
        Self { roots: roots.to_vec(), globs: Arc::clone(globs), send, depth, next: 0 }
    }

    /// Which folders may have files of the library.
    pub(super) fn enters(&self) -> impl Fn(&Folder) -> bool + use<> {
        let globs = Arc::clone(&self.globs);
        move |folder| globs.get(folder.root as usize).is_none_or(|globs| globs.enters(folder))
    }

    fn has(&self, folder: &Folder, name: &[u8]) -> bool {
        self.globs.get(folder.root as usize).is_none_or(|globs| globs.has(folder, name))
    }

    /// Has files of a folder read; says whether anybody still does.
    pub(super) fn push(&mut self, folder: &Folder, names: Vec<Vec<u8>>) -> bool {
        let Some(root) = self.roots.get(folder.root as usize).map(Arc::clone) else { return true };
        let folder = Arc::new(folder.clone());
        let mut names = names.into_iter().peekable();
        while names.peek().is_some() {
            let names: Vec<Vec<u8>> = names.by_ref().take(JOB).collect();
            let (root, folder, depth) = (Arc::clone(&root), Arc::clone(&folder), self.depth);
            if !self.give(Job { root, folder, names, depth, known: None }) {
                return false;
            }
        }
        true
    }

    /// Has a file read that changed. If it is one of lines that only grew, what came is read.
    pub(super) fn push_changed(&mut self, folder: &Folder, name: Vec<u8>, known: Option<Known>) -> bool {
        let Some(root) = self.roots.get(folder.root as usize).map(Arc::clone) else { return true };
        // The ids of articles that were corrected are asked for at once.
        self.give(Job { root, folder: Arc::new(folder.clone()), names: vec![name], depth: Depth::Whole, known })
    }

    fn give(&mut self, job: Job) -> bool {
        let number = self.next;
        self.next += 1;
        self.send.send((number, job)).is_ok()
    }
}

/// What listing the folders told.
#[derive(Default)]
pub(super) struct Listed {
    /// The folders, with their times.
    pub(super) folders: Vec<(Folder, i64)>,
    /// Folders that could not be listed.
    pub(super) problems: Vec<(PathBuf, Problem)>,
}

/// The folders that are not as they were when they were listed, and paths of the library that are files.
pub(super) fn touched(roots: &[Arc<PathBuf>], before: &[(Folder, i64)]) -> FxHashSet<Folder> {
    let file =
        |(root, number): (&Arc<PathBuf>, u32)| (!root.is_dir()).then(|| Folder { root: number, path: Vec::new() });
    let changed = before.iter().filter(|(folder, modified)| {
        let root = roots.get(folder.root as usize);
        let now = root.and_then(|root| rustix::fs::stat(folder.join(root, b"").as_path()).ok());
        now.is_none_or(|now| nanoseconds(&now) != i128::from(*modified))
    });
    let changed = changed.map(|(folder, _)| folder.clone());
    roots.iter().zip(0..).filter_map(file).chain(changed).collect()
}

/// When a file or folder was changed last, in nanoseconds since 1970.
fn nanoseconds(stat: &rustix::fs::Stat) -> i128 {
    i128::from(stat.st_mtime) * 1_000_000_000 + i128::from(stat.st_mtime_nsec)
}

/// Whether a file is still as it was when it was read.
pub(super) fn is_same(path: &std::path::Path, file: &ListedFile) -> bool {
    fate(None, &|| path.to_owned(), file) == Fate::Same
}

/// Lists the folders that are new or changed, and has the files read that are not `known`. With `only`, other folders count as
/// unchanged for now.
pub(super) fn list(
    jobs: &mut Jobs,
    before: &[(Folder, i64)],
    known: &FxHashSet<u64>,
    only: Option<&FxHashSet<Folder>>,
    stop: &AtomicBool,
) -> Listed {
    let mut listed = Listed::default();
    let _span = tracing::info_span!("walk", paths = jobs.roots.len()).entered();
    let old: FxHashMap<&Folder, i64> = before.iter().map(|(folder, modified)| (folder, *modified)).collect();
    let is_old = |folder: &Folder| old.contains_key(folder);
    let enters = jobs.enters();
    for (root, number) in jobs.roots.clone().iter().zip(0..) {
        let top = Folder { root: number, path: Vec::new() };
        if !root.is_dir() {
            if !known.contains(&top.key(b"")) {
                jobs.push(&top, vec![Vec::new()]);
            }
            continue;
        }
        let mut starts: Vec<&Folder> = Vec::new();
        for (folder, modified) in before.iter().filter(|(folder, _)| folder.root == number) {
            if only.is_some_and(|only| !only.contains(folder)) {
                listed.folders.push((folder.clone(), *modified));
                continue;
            }
            let now = rustix::fs::stat(folder.join(root, b"").as_path());
            let Ok(now) = now else { continue };
            if nanoseconds(&now) == i128::from(*modified) {
                listed.folders.push((folder.clone(), *modified));
            } else {
                starts.push(folder);
            }
        }
        if !is_old(&top) {
            starts.push(&top);
        }
        for start in starts {
            let enter = |folder: &Folder| !is_old(folder) && enters(folder);
            let visit = &mut |met: Met| visit(met, jobs, known, &mut listed) && !stop.load(Ordering::Relaxed);
            if !walk(root, start, &enter, visit) {
                return listed;
            }
        }
    }
    listed
}

/// Takes what a walk meets into what is listed, and has new files read.
pub(super) fn visit(met: Met, jobs: &mut Jobs, known: &FxHashSet<u64>, listed: &mut Listed) -> bool {
    match met {
        Met::Folder(folder, modified) => {
            listed.folders.push((folder.clone(), modified));
            true
        }
        Met::Files(folder, mut names) => {
            names.retain(|name| !known.contains(&folder.key(name)) && jobs.has(folder, name));
            jobs.push(folder, names)
        }
        Met::Failed(path, error) => {
            let reason = error.to_string();
            listed.problems.push((path.to_owned(), Problem { place: String::new(), reason }));
            true
        }
    }
}
