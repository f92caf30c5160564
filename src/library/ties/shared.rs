//! Paragraphs that stand in several articles.

use std::io::{self, Seek, Write};

use rustc_hash::{FxHashMap, FxHashSet};

use super::super::Position;
use super::super::prints::{self, Kind, is_alike};
use super::build::{Sources, parts};
use super::file::{Counts, Out, Part};

/// Hashes of paragraphs that articles carry which are otherwise unlike each other: what an outlet puts around all of them.
pub(super) type Boilerplate = FxHashSet<u64>;

/// Articles with a paragraph from which on it may be boilerplate.
const FEWEST: usize = 3;
/// Pairs of them that are looked at.
const PAIRS: usize = 5;

/// Writes them, and gives the boilerplate.
pub(super) fn write<W: Write + Seek>(
    sources: &Sources<'_>,
    out: &mut Out<'_, W>,
    counts: &mut [Counts],
) -> io::Result<Boilerplate> {
    let mut judge = Judge { sources, known: FxHashMap::default() };
    let mut boilerplate = Boilerplate::default();
    let (parts, mut entries) = parts::<(u64, Position)>(sources.count(Kind::Paragraphs));
    for part in 0..parts {
        sources.check()?;
        entries.clear();
        for block in sources.prints.blocks() {
            let mut column = block.reader::<u64>(Kind::Paragraphs)?;
            for row in 0..block.rows {
                let position = block.first + row;
                if sources.is_alive(position) {
                    let here = column.row(row)?.iter().filter(|hash| part_of(**hash, parts) == part);
                    entries.extend(here.map(|hash| (*hash, position)));
                }
            }
        }
        entries.sort_unstable();
        entries.dedup();
        for group in entries.chunk_by(|one, other| one.0 == other.0).filter(|group| group.len() > 1) {
            if let Some((hash, _)) = group.first().filter(|_| group.len() >= FEWEST)
                && judge.is_boilerplate(group)?
            {
                boilerplate.insert(*hash);
            }
            for (hash, position) in group {
                out.add(Part::Shared, &hash.to_le_bytes())?;
                out.add(Part::Shared, &position.to_le_bytes())?;
            }
        }
    }
    for block in sources.prints.blocks() {
        let mut column = block.reader::<u64>(Kind::Paragraphs)?;
        for row in 0..block.rows {
            let distinct: FxHashSet<u64> = column.row(row)?.iter().copied().collect();
            if let Some(counts) = counts.get_mut((block.first + row) as usize) {
                counts.paragraphs = u16::try_from(distinct.len()).unwrap_or(u16::MAX);
            }
        }
    }
    Ok(boilerplate)
}

/// Tells boilerplate from wire copy: the articles that carry a paragraph of a wire story are alike.
struct Judge<'a> {
    sources: &'a Sources<'a>,
    /// What was found of the same articles before: a story has many paragraphs.
    known: FxHashMap<(Position, Position, usize), bool>,
}

impl Judge<'_> {
    fn is_boilerplate(&mut self, group: &[(u64, Position)]) -> io::Result<bool> {
        let ends = group.first().zip(group.last()).map_or((0, 0), |(first, last)| (first.1, last.1));
        let key = (ends.0, ends.1, group.len());
        if let Some(known) = self.known.get(&key) {
            return Ok(*known);
        }
        let sample = |position: Position| -> io::Result<Vec<u32>> {
            Ok(prints::sample(&self.sources.prints.row::<u32>(Kind::Shingles, position)?, &|_| false))
        };
        let step = (group.len() / PAIRS).max(1);
        let (mut alike, mut pairs) = (0, 0);
        for pair in group.windows(2).step_by(step).take(PAIRS) {
            let (Some(one), Some(other)) = (pair.first(), pair.last()) else { continue };
            alike += usize::from(is_alike(&sample(one.1)?, &sample(other.1)?));
            pairs += 1;
        }
        let found = alike * 2 < pairs;
        self.known.insert(key, found);
        Ok(found)
    }
}

/// Which of so many parts a hash belongs to; the parts are in the order of the hashes.
pub(super) fn part_of(hash: u64, parts: u64) -> u64 {
    // The product of two numbers of 64 bits has 128.
    u64::try_from((u128::from(hash) * u128::from(parts)) >> 64).unwrap_or_default()
}
