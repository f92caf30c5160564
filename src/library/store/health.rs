//! Whether an index is sound.

use std::path::PathBuf;
use std::time::SystemTime;
use std::{fs, io};

use super::Store;
use crate::library::fulltext;
use crate::library::prints::{self, Prints};
use crate::library::ties::Ties;

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
                    let read = self.open(*number).and_then(|segment| segment.check(&|| false));
                    health.damage.extend(read.err().map(|error| format!("segment {number}: {error}")));
                }
                health.damage.extend(self.check_ties(manifest.name).err().map(|error| error.to_string()));
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

    /// Reads what is known of links and copies.
    fn check_ties(&self, name: u64) -> io::Result<()> {
        let prints = Prints::open(&self.prints(), name)?;
        if prints.whole()?.len() < prints.len() {
            return Err(prints::damaged());
        }
        Ties::open(&self.ties(), name)?.map_or(Ok(()), |ties| ties.check(&|| false))
    }
}
