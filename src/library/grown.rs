//! Files that grow: who appends records to a file of lines, as crawlers do, does not want the ones before read again.
//!
//! Such a file keeps its rows. That it still has them is seen by some of them: their records stand where they stood, with the same
//! headlines. Then only what comes behind the last of them is read.

use std::fs::File;
use std::io;
use std::os::unix::fs::FileExt;
use std::path::Path;

use super::catalogue::{Catalogue, ListedFile, headline_hash};
use super::walk::UNSETTLED;
use super::{Place, Position};
use crate::formats::{Problem, Record, Records, Stat};

/// How many rows are compared with the file.
const SAMPLES: usize = 8;
/// Of so many rows that came last, one has the last record: several threads may have read them together.
const LAST: usize = 4_096;
/// Bytes behind the last record in which its line may end; more of them hold none.
const REST: u64 = 1 << 20;

/// What is known of a file of lines that may have grown.
#[derive(Debug)]
pub(super) struct Known {
    /// Its size in bytes when it was read, and whether it had been written a moment before: then its time says nothing.
    size: u64,
    is_fresh: bool,
    samples: Vec<Sample>,
    /// The line of the last record, and where that ends.
    number: u64,
    end: u64,
    problems: Vec<(String, String)>,
}

/// A record, and the hash of its headline.
#[derive(Debug)]
struct Sample {
    record: Record,
    headline: u64,
}

/// What is left to be read of a file that has grown.
#[derive(Debug)]
pub(super) struct Rest {
    pub(super) lines: Records,
    pub(super) size: u64,
    /// The problems of what was read before.
    pub(super) problems: Vec<(String, String)>,
}

impl Known {
    /// What is known of a file that has these rows; `None` for one that was not read to its end, or is not of lines.
    pub(super) fn new(catalogue: &Catalogue, file: &ListedFile, rows: &[Position]) -> Option<Self> {
        if file.modified == ListedFile::UNFINISHED {
            return None;
        }
        let mut rows = rows.to_vec();
        rows.sort_unstable();
        let (mut number, mut end) = (0, 0);
        for &row in rows.iter().rev().take(LAST) {
            let (line, behind) = line(&catalogue.record(row).ok()?)?;
            if behind > end {
                (number, end) = (line, behind);
            }
        }
        let step = rows.len().div_ceil(SAMPLES).max(1);
        let chosen = rows.iter().step_by(step).chain(rows.last());
        let sample = |row: &Position| {
            let (_, headline) = catalogue.id_and_headline(*row).ok()?;
            Some(Sample { record: catalogue.record(*row).ok()?, headline })
        };
        let samples: Option<Vec<Sample>> = chosen.map(sample).collect();
        let samples = samples.filter(|samples| !samples.is_empty())?;
        let is_fresh = file.modified == UNSETTLED;
        Some(Self { size: file.size, is_fresh, samples, number, end, problems: file.problems.clone() })
    }

    /// What there is to read behind the rows that are known; `None` if the file did not just grow.
    ///
    /// # Errors
    ///
    /// When the file cannot be read.
    pub(super) fn rest(&self, path: &Path, stat: Stat) -> Result<Option<Rest>, Problem> {
        let may_be = stat.size > self.size || stat.size == self.size && self.is_fresh;
        if !may_be || !self.samples.iter().all(|sample| sample.stands(path)) {
            return Ok(None);
        }
        let Some((number, offset)) = self.behind(path, stat.size).map_err(|error| Problem::io(&error))? else {
            return Ok(None);
        };
        // A line that was not whole is read again.
        let stays = |(place, _): &&(String, String)| line_of(place).is_some_and(|line| line <= number);
        let problems = self.problems.iter().filter(stays).cloned().collect();
        let lines = Records::behind(path, number, offset)?;
        Ok(lines.map(|lines| Rest { lines, size: stat.size - offset, problems }))
    }

    /// How many lines are known, and where the next one starts; `None` where the last line has become another one.
    fn behind(&self, path: &Path, size: u64) -> io::Result<Option<(u64, u64)>> {
        if size == self.end {
            return Ok(Some((self.number, self.end)));
        }
        let Some(length) = self.size.checked_sub(self.end).filter(|length| *length <= REST) else { return Ok(None) };
        let file = File::open(path)?;
        let mut ended = [0];
        file.read_exact_at(&mut ended, self.end.saturating_sub(1))?;
        if ended != *b"\n" {
            // The last line had no end; now it must have one right there.
            file.read_exact_at(&mut ended, self.end)?;
            return Ok((ended == *b"\n").then_some((self.number, self.end + 1)));
        }
        let mut known = vec![0; usize::try_from(length).map_err(io::Error::other)?];
        file.read_exact_at(&mut known, self.end)?;
        let lines = memchr::memchr_iter(b'\n', &known).count() as u64;
        let whole = memchr::memrchr(b'\n', &known).map_or(0, |end| end as u64 + 1);
        Ok(Some((self.number + lines, self.end + whole)))
    }
}

impl Sample {
    /// Whether the record is where it was.
    fn stands(&self, path: &Path) -> bool {
        let place = Place { path: path.into(), record: self.record.clone() };
        let headline = super::read(&place, None).ok().and_then(|article| headline_hash(&article.title()));
        headline.unwrap_or_default() == self.headline
    }
}

/// The number of a line that is not compressed, and where it ends.
fn line(record: &Record) -> Option<(u64, u64)> {
    match record {
        Record::Numbered { number, from: 0, offset, length } => Some((*number, offset + length)),
        _ => None,
    }
}

/// The line of a problem.
fn line_of(place: &str) -> Option<u64> {
    place.strip_prefix("line ")?.split(|other: char| !other.is_ascii_digit()).next()?.parse().ok()
}
