//! Reads every journal of a directory.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::Marks;
use super::record::{Devices, Line, read_line};
use crate::article::Text;

/// What [`load`] found.
#[derive(Debug, Default)]
pub struct Loaded {
    /// The merged marks.
    pub marks: Marks,
    /// Lines that failed their checksum.
    pub skipped: usize,
    /// Directories and journals that could not be read, in words for people.
    pub problems: Vec<String>,
}

/// Reads and merges the journals of all devices, `dir/*/*.journal`. A missing `dir` holds no marks.
///
/// It never fails: what cannot be read is told in [`Loaded::problems`].
#[must_use]
pub fn load(dir: &Path) -> Loaded {
    let mut loaded = Loaded::default();
    let mut devices = Devices::default();
    for device in loaded.entries(dir) {
        if !device.is_dir() {
            continue;
        }
        for path in loaded.entries(&device) {
            // A pipe that somebody put here would never end.
            let journal = path.extension().is_some_and(|extension| extension == "journal");
            if !journal || fs::metadata(&path).is_ok_and(|about| !about.is_file()) {
                continue;
            }
            match fs::read(&path) {
                Ok(bytes) => loaded.merge(&bytes, &mut devices),
                Err(error) => loaded.problem(&path, &error),
            }
        }
    }
    loaded
}

impl Loaded {
    fn merge(&mut self, journal: &[u8], devices: &mut Devices) {
        let mut start = 0;
        for end in memchr::memchr_iter(b'\n', journal).chain([journal.len()]) {
            match read_line(journal.get(start..end).unwrap_or_default(), devices) {
                Line::Entry(entry) => {
                    self.marks.apply(&entry);
                }
                Line::Foreign => {}
                Line::Damaged => self.skipped += 1,
            }
            start = end + 1;
        }
    }

    fn entries(&mut self, dir: &Path) -> Vec<PathBuf> {
        let mut paths = Vec::new();
        match fs::read_dir(dir) {
            Ok(entries) => {
                for entry in entries {
                    match entry {
                        Ok(entry) => paths.push(entry.path()),
                        Err(error) => self.problem(dir, &error),
                    }
                }
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => self.problem(dir, &error),
        }
        paths
    }

    fn problem(&mut self, path: &Path, error: &io::Error) {
        let path = Text::new(&path.to_string_lossy());
        self.problems.push(format!("{path}: {error}"));
    }
}
