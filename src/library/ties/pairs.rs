//! Pairs of articles, in order and each once, of which there may be more than memory should hold.

use std::fs::{self, File};
use std::io::{self, Write};
use std::os::unix::fs::FileExt;
use std::path::Path;

use super::super::Position;
use super::super::catalogue::Number;

/// Bytes of a pair in the file.
const PAIR: usize = 8;
/// Pairs that are read of a run at once.
const TOGETHER: usize = 1 << 13;

type Pair = (Position, Position);

/// Pairs that are collected in any order.
pub(super) struct Pairs {
    held: Vec<Pair>,
    /// So many are held in memory where there is a file for the others.
    most: usize,
    file: Option<File>,
    /// Where each run of pairs in order ends in the file, in bytes.
    ends: Vec<u64>,
}

/// A run of pairs in order, that is read from the file.
struct Run<'a> {
    file: &'a File,
    at: u64,
    end: u64,
    read: Vec<u8>,
    used: usize,
}

impl Pairs {
    /// None yet. Of more than `most` the others go to a file, where there is one for them.
    pub(super) fn new(file: Option<File>, most: usize) -> Self {
        Self { held: Vec::new(), most, file, ends: Vec::new() }
    }

    /// Adds a pair.
    ///
    /// # Errors
    ///
    /// When the file cannot be written.
    pub(super) fn add(&mut self, pair: Pair) -> io::Result<()> {
        self.held.push(pair);
        if self.held.len() < self.most {
            return Ok(());
        }
        self.sort();
        // Most of what is doubled is near.
        let Some(file) = self.file.as_mut().filter(|_| self.held.len() > self.most / 2) else { return Ok(()) };
        let mut out = io::BufWriter::new(file);
        for (one, other) in &self.held {
            out.write_all(&one.to_le_bytes())?;
            out.write_all(&other.to_le_bytes())?;
        }
        out.flush()?;
        let begin = self.ends.last().copied().unwrap_or_default();
        self.ends.push(begin + (self.held.len() * PAIR) as u64);
        self.held.clear();
        Ok(())
    }

    fn sort(&mut self) {
        self.held.sort_unstable();
        self.held.dedup();
    }

    /// Hands out all pairs in order, each once.
    ///
    /// # Errors
    ///
    /// When the file cannot be read, or as `each` has it.
    pub(super) fn each(&mut self, each: &mut dyn FnMut(Pair) -> io::Result<()>) -> io::Result<()> {
        self.sort();
        let mut begin = 0;
        let mut runs = Vec::new();
        for end in &self.ends {
            runs.extend(self.file.as_ref().map(|file| Run { file, at: begin, end: *end, read: Vec::new(), used: 0 }));
            begin = *end;
        }
        let mut held = self.held.iter().copied();
        let mut heads = vec![held.next()];
        for run in &mut runs {
            heads.push(run.next()?);
        }
        // There are few runs, so that looking at each costs less than keeping them in order.
        while let Some(least) = heads.iter().flatten().min().copied() {
            each(least)?;
            for (at, head) in heads.iter_mut().enumerate().filter(|(_, head)| **head == Some(least)) {
                *head = match at.checked_sub(1).and_then(|at| runs.get_mut(at)) {
                    None => held.next(),
                    Some(run) => run.next()?,
                };
            }
        }
        Ok(())
    }
}

impl Run<'_> {
    fn next(&mut self) -> io::Result<Option<Pair>> {
        if self.used == self.read.len() {
            let left = usize::try_from(self.end - self.at).unwrap_or(usize::MAX);
            self.read.resize(left.min(TOGETHER * PAIR), 0);
            self.file.read_exact_at(&mut self.read, self.at)?;
            self.at += self.read.len() as u64;
            self.used = 0;
        }
        let pair = self.read.get(self.used..self.used + PAIR).map(|pair| pair.split_at(PAIR / 2));
        self.used += if pair.is_some() { PAIR } else { 0 };
        Ok(pair.map(|(one, other)| (Position::read(one), Position::read(other))))
    }
}

/// A file beside `path` that is gone when it is closed.
///
/// # Errors
///
/// When it cannot be made.
pub(super) fn scratch(path: &Path) -> io::Result<File> {
    let path = path.with_extension("pairs");
    let file = File::options().read(true).write(true).create(true).truncate(true).open(&path)?;
    fs::remove_file(path)?;
    Ok(file)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn pairs_come_in_order_and_once_wherever_they_stood(
            pairs in proptest::collection::vec((0..40_u32, 0..40_u32), 0..600),
            most in 1..50_usize,
        ) {
            let mut expected = pairs.clone();
            expected.sort_unstable();
            expected.dedup();
            for file in [None, Some(tempfile::tempfile().unwrap())] {
                let mut collected = Pairs::new(file, most);
                for pair in &pairs {
                    collected.add(*pair).unwrap();
                }
                for _ in 0..2 {
                    let mut found = Vec::new();
                    collected.each(&mut |pair| { found.push(pair); Ok(()) }).unwrap();
                    prop_assert_eq!(&found, &expected);
                }
            }
        }
    }
}
