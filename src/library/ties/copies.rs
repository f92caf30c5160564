//! Which articles are copies of each other.
//!
//! Articles that have a shingle of their samples in common are compared, and joined where they are alike and tell the same. A
//! cluster is what is joined so, so that its members need not all be alike. What an outlet puts around all its articles does not
//! count.

use std::io::{self, Seek, Write};

use super::super::Position;
use super::super::prints::{Kind, is_alike, keys, sample, tell_the_same};
use super::build::{Sources, parts};
use super::file::{ALONE, Counts, Out, Part};
use super::shared::Boilerplate;

/// The samples of the articles, without boilerplate.
struct Samples<'a> {
    sources: &'a Sources<'a>,
    boilerplate: &'a Boilerplate,
}

impl Samples<'_> {
    fn sample(&self, shingles: &[u32], paragraphs: &[u64]) -> Vec<u32> {
        let is_boilerplate = |number: usize| paragraphs.get(number).is_some_and(|hash| self.boilerplate.contains(hash));
        sample(shingles, &is_boilerplate)
    }

    fn of(&self, position: Position) -> io::Result<Vec<u32>> {
        let shingles = self.sources.prints.row::<u32>(Kind::Shingles, position)?;
        let paragraphs = self.sources.prints.row::<u64>(Kind::Paragraphs, position)?;
        Ok(self.sample(&shingles, &paragraphs))
    }

    fn facts(&self, position: Position) -> io::Result<Vec<u64>> {
        self.sources.prints.row(Kind::Facts, position)
    }
}

pub(super) fn write<W: Write + Seek>(
    sources: &Sources<'_>,
    boilerplate: &Boilerplate,
    out: &mut Out<'_, W>,
    counts: &mut [Counts],
) -> io::Result<()> {
    let samples = Samples { sources, boilerplate };
    let mut forest = Forest::new(sources.rows());
    // Half of the shingles are keys.
    let (parts, mut entries) = parts::<(u32, Position)>(sources.count(Kind::Shingles) / 2);
    for part in 0..parts {
        sources.check()?;
        entries.clear();
        for block in sources.prints.blocks() {
            let mut column = block.reader::<u32>(Kind::Shingles)?;
            let mut paragraphs = block.reader::<u64>(Kind::Paragraphs)?;
            for row in 0..block.rows {
                let position = block.first + row;
                if sources.is_alive(position) {
                    let sample = samples.sample(column.row(row)?, paragraphs.row(row)?);
                    // Their highest bits are all 0.
                    let here = keys(&sample).filter(|key| u64::from(*key) % parts == part);
                    entries.extend(here.map(|key| (key, position)));
                }
            }
        }
        entries.sort_unstable();
        join(&samples, &candidates(&entries), &mut forest)?;
    }
    let clusters = forest.clusters(sources);
    let mut numbers = vec![ALONE; sources.rows() as usize];
    for (cluster, number) in clusters.iter().zip(0..) {
        let others = u32::try_from(cluster.len()).unwrap_or(u32::MAX).saturating_sub(1);
        for position in cluster {
            let at = *position as usize;
            if let Some((slot, counts)) = numbers.get_mut(at).zip(counts.get_mut(at)) {
                (*slot, counts.copies) = (number, others);
            }
        }
    }
    out.numbers(Part::Clusters, numbers.into_iter())?;
    let mut total = 0;
    let lengths = clusters.iter().map(|cluster| u32::try_from(cluster.len()).unwrap_or_default()).chain([0]);
    let starts = lengths.map(|length| {
        total += length;
        total - length
    });
    out.numbers(Part::ClusterStarts, starts)?;
    out.numbers(Part::Members, clusters.iter().flatten().copied())
}

/// The pairs to be compared: of those that have a shingle in common, each with the first and with the one before it.
fn candidates(entries: &[(u32, Position)]) -> Vec<(Position, Position)> {
    let mut pairs = Vec::new();
    for group in entries.chunk_by(|one, other| one.0 == other.0) {
        let Some(((_, first), rest)) = group.split_first() else { continue };
        pairs.extend(rest.iter().map(|(_, other)| (*first, *other)));
        let next = group.windows(2).skip(1).filter_map(|pair| Some((pair.first()?.1, pair.last()?.1)));
        pairs.extend(next);
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// Joins those pairs that are copies.
fn join(samples: &Samples<'_>, pairs: &[(Position, Position)], forest: &mut Forest) -> io::Result<()> {
    for group in pairs.chunk_by(|one, other| one.0 == other.0) {
        let mut known: Option<Vec<u32>> = None;
        for &(one, other) in group {
            if forest.root(one) == forest.root(other) {
                continue;
            }
            let here = match known.take() {
                Some(here) => here,
                None => samples.of(one)?,
            };
            let alike =
                is_alike(&here, &samples.of(other)?) && tell_the_same(&samples.facts(one)?, &samples.facts(other)?);
            known = Some(here);
            if alike {
                forest.join(one, other);
            }
        }
        samples.sources.check()?;
    }
    Ok(())
}

/// Sets of positions that grow together: each one's parent, up to the root that stands for the set (Tarjan).
struct Forest(Vec<Position>);

impl Forest {
    fn new(rows: Position) -> Self {
        Self((0..rows).collect())
    }

    fn parent(&self, position: Position) -> Position {
        self.0.get(position as usize).copied().unwrap_or(position)
    }

    fn root(&mut self, mut position: Position) -> Position {
        while self.parent(position) != position {
            let above = self.parent(self.parent(position));
            if let Some(slot) = self.0.get_mut(position as usize) {
                *slot = above;
            }
            position = above;
        }
        position
    }

    fn join(&mut self, one: Position, other: Position) {
        let (one, other) = (self.root(one), self.root(other));
        if let Some(slot) = self.0.get_mut(one.max(other) as usize) {
            *slot = one.min(other);
        }
    }

    /// The sets of more than one, each with the earliest first; undated ones are last.
    fn clusters(mut self, sources: &Sources<'_>) -> Vec<Vec<Position>> {
        let mut members: Vec<(Position, bool, Option<i32>, Position)> = Vec::new();
        let rows = sources.rows();
        let mut sizes = vec![0_u32; rows as usize];
        for position in 0..rows {
            if let Some(size) = sizes.get_mut(self.root(position) as usize) {
                *size += 1;
            }
        }
        for position in 0..rows {
            let root = self.root(position);
            if sizes.get(root as usize).is_some_and(|size| *size > 1) {
                let day = sources.day(position);
                members.push((root, day.is_none(), day, position));
            }
        }
        members.sort_unstable();
        let groups = members.chunk_by(|one, other| one.0 == other.0);
        groups.map(|group| group.iter().map(|(.., position)| *position).collect()).collect()
    }
}
