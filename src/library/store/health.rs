//! Whether an index is sound.

use std::fs;
use std::path::PathBuf;
use std::time::SystemTime;

use super::Store;
use crate::library::catalogue::Segment;
use crate::library::fulltext;

/// How an index on the disk is.
#[derive(Clone, Debug, Default)]
pub struct Health {
    /// Its directory.
    pub dir: PathBuf,
    /// Its size, in bytes.
    pub bytes: u64,
    /// When it was written last.
    pub written: Option<SystemTime>,
    /// The files that hold the rows.
    pub segments: usize,
    /// Rows, those of articles that are gone included.
    pub rows: u64,
    /// Rows of articles that are gone.
    pub gone: usize,
    /// Articles in the full text.
    pub texts: u64,
    /// All folders were read to the end once.
    pub complete: bool,
    /// Another process writes it now.
    pub busy: bool,
    /// What is damaged, in words for people.
    pub damage: Vec<String>,
}

impl Store {
    /// Reads all of the index; `None` where there is none.
    pub(in crate::library) fn health(&mut self) -> Option<Health> {
        let manifest = match self.manifest() {
            Ok(None) => return None,
            Ok(Some(manifest)) => Ok(manifest),
            Err(error) => Err(error.to_string()),
        };
        let busy = self.lock().is_ok_and(|locked| !locked);
        let written = fs::metadata(self.dir.join("manifest")).and_then(|about| about.modified()).ok();
        let mut health = Health { dir: self.dir.clone(), bytes: self.size(), written, busy, ..Health::default() };
        match manifest {
            Ok(manifest) => {
                health.segments = manifest.segments.len();
                health.gone = manifest.dead.len();
                health.complete = manifest.complete;
                for (number, rows) in &manifest.segments {
                    health.rows += u64::from(*rows);
                    let read = self.open(*number).and_then(|segment| read(&segment));
                    health.damage.extend(read.err().map(|error| format!("segment {number}: {error}")));
                }
            }
            Err(damage) => health.damage.push(damage),
        }
        if self.text().join("meta.json").exists() {
            match fulltext::check(&self.text()) {
                Ok((texts, damaged)) => {
                    health.texts = texts;
                    health.damage.extend(damaged.iter().map(|file| format!("{}: damaged", file.display())));
                }
                Err(failure) => health.damage.push(failure.to_string()),
            }
        }
        Some(health)
    }
}

/// Reads every row of a segment.
fn read(segment: &Segment) -> std::io::Result<()> {
    segment.folders()?;
    segment.all_files()?;
    (0..segment.len()).try_for_each(|row| segment.details(row).map(drop))
}
