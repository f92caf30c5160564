//! The order of the files.

use std::cmp::Ordering;
use std::ffi::OsStr;
use std::io;
use std::ops::Range;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::row::folder_name;
use super::segment::{Section, damaged};
use super::{Catalogue, Folder};
use crate::article::Text;
use crate::library::parallel;

/// The names of a segment's files.
pub(super) struct Names {
    bytes: Vec<u8>,
    /// For each file the number of its folder, and where its name stands.
    files: Vec<(u32, Range<usize>)>,
}

/// The first fields of a [`ListedFile`](super::ListedFile), in their order.
#[derive(Deserialize)]
struct Head<'a> {
    folder: u32,
    name: &'a [u8],
}

/// A file, as files are ordered.
#[derive(Clone, Copy)]
struct Named<'a> {
    folder: &'a Folder,
    name: &'a [u8],
    /// Counted over all segments.
    number: u32,
}

/// The order of two files, each a folder and a name: root by root, there part by part of their paths.
pub(super) fn compare((folder, name): (&Folder, &[u8]), (other, other_name): (&Folder, &[u8])) -> Ordering {
    if folder == other {
        return name.cmp(other_name);
    }
    let path = |bytes| Path::new(OsStr::from_bytes(bytes));
    let parts = path(&folder.path).components().chain(path(name).components());
    let other_parts = path(&other.path).components().chain(path(other_name).components());
    folder.root.cmp(&other.root).then_with(|| parts.cmp(other_parts))
}

impl Names {
    pub(super) fn new(starts: &[u32], bytes: Vec<u8>) -> io::Result<Self> {
        let mut files = Vec::with_capacity(starts.len());
        for range in starts.windows(2) {
            let &[start, end] = range else { continue };
            let all = bytes.get(start as usize..end as usize).ok_or_else(damaged)?;
            let (head, rest) = postcard::take_from_bytes::<Head<'_>>(all).map_err(|_| damaged())?;
            let name_end = end as usize - rest.len();
            files.push((head.folder, name_end - head.name.len()..name_end));
        }
        Ok(Self { bytes, files })
    }

    fn get(&self, file: u32) -> Option<(u32, &[u8])> {
        let (folder, range) = self.files.get(file as usize)?;
        Some((*folder, self.bytes.get(range.clone())?))
    }
}

impl Catalogue {
    /// The number of each row's file by position, counted over all segments.
    pub(crate) fn files(&self) -> io::Result<Vec<u32>> {
        let mut all = Vec::with_capacity(self.len as usize);
        let mut first: u32 = 0;
        for (_, segment) in self.segments.iter() {
            all.extend(segment.column::<u32>(Section::File)?.into_iter().map(|file| first.saturating_add(file)));
            first = first.saturating_add(u32::try_from(segment.names()?.files.len()).map_err(|_| damaged())?);
        }
        Ok(all)
    }

    /// Hands out the paths of all files within the library, in the order of their numbers.
    pub(crate) fn each_path(&self, each: &mut dyn FnMut(&[u8])) -> io::Result<()> {
        let mut path = Vec::new();
        for (_, segment) in self.segments.iter() {
            let folders: Vec<PathBuf> =
                segment.folders()?.iter().map(|folder| folder.join(Path::new(""), b"")).collect();
            let names = segment.names()?;
            for (folder, name) in (0..).map_while(|file| names.get(file)) {
                path.clear();
                let folder = folders.get(folder as usize).map_or(Path::new(""), PathBuf::as_path);
                path.extend_from_slice(folder.as_os_str().as_bytes());
                if !path.is_empty() && !name.is_empty() {
                    path.push(b'/');
                }
                path.extend_from_slice(name);
                each(&path);
            }
        }
        Ok(())
    }

    /// Hands out the names of the folders of all files, in the order of the numbers of the files.
    pub(crate) fn each_folder_name(&self, each: &mut dyn FnMut(&Text)) -> io::Result<()> {
        for (_, segment) in self.segments.iter() {
            let both = segment.folders()?.into_iter().map(|folder| {
                // Where the path of the library is the file, its folder is another one.
                let own = folder_name(&self.path_of(&folder, b""));
                (folder_name(&self.path_of(&folder, b"-")), own)
            });
            let folders: Vec<(Text, Text)> = both.collect();
            let names = segment.names()?;
            for (folder, name) in (0..).map_while(|file| names.get(file)) {
                let (inner, own) = folders.get(folder as usize).ok_or_else(damaged)?;
                each(if name.is_empty() { own } else { inner });
            }
        }
        Ok(())
    }

    /// The rank of each row's file by position, in the order of the paths.
    ///
    /// Every segment has its own files in order, so that what is left to do is to merge.
    pub(crate) fn path_ranks(&self) -> io::Result<Vec<u32>> {
        let segments: Vec<_> = self.segments.iter().map(|(_, segment)| segment).collect();
        let listed =
            segments.iter().map(|segment| Ok((segment.names()?, segment.files_by_path()?, segment.folders()?)));
        let listed: Vec<(Names, Vec<u32>, Vec<Folder>)> = listed.collect::<io::Result<_>>()?;
        let mut files = Vec::new();
        let mut firsts = Vec::with_capacity(listed.len());
        let mut first: u32 = 0;
        for (names, order, here) in &listed {
            let named = |file: &u32| {
                let (folder, name) = names.get(*file)?;
                Some(Named { folder: here.get(folder as usize)?, name, number: first.saturating_add(*file) })
            };
            files.extend(order.iter().filter_map(named));
            firsts.push(first);
            first =
                u32::try_from(names.files.len()).ok().and_then(|count| first.checked_add(count)).ok_or_else(damaged)?;
        }
        if files.len() != first as usize {
            return Err(damaged());
        }
        parallel::sort(&mut files, |one, other| compare((one.folder, one.name), (other.folder, other.name)));
        let mut ranks = vec![0_u32; files.len()];
        for (rank, file) in (0..).zip(&files) {
            if let Some(slot) = ranks.get_mut(file.number as usize) {
                *slot = rank;
            }
        }
        let mut all = Vec::with_capacity(self.len as usize);
        for (segment, first) in segments.iter().zip(firsts) {
            let rank = |file: u32| ranks.get(first.saturating_add(file) as usize).copied().unwrap_or_default();
            all.extend(segment.column::<u32>(Section::File)?.into_iter().map(rank));
        }
        Ok(all)
    }
}
