//! How articles stand to the others of a library: as columns for queries and orders, and for one row.

use std::io;

use super::Position;
use super::bits::Bits;
use super::keeper::Published;
use super::prints::Kind;
use super::query::{Count, Tie};
use crate::marks::Marks;

/// How an article stands to the others, as far as that is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// How many articles carry it in their sections.
    pub promoted: u32,
    /// How many other articles have its text.
    pub copies: u32,
    /// How many of its paragraphs are long enough to be known again.
    pub paragraphs: u32,
    /// How many of these stood in another article that was read; all of them, when it was read itself.
    pub known: u32,
    /// How many of its lines are boilerplate of its site.
    pub boilerplate: u32,
}

impl Standing {
    /// Of the article at a position, when these positions were read; `None` where nothing is known of it yet.
    pub(super) fn of(published: &Published, position: Position, read: &Bits) -> Option<Self> {
        let ties = published.ties.as_ref().filter(|ties| position < ties.rows())?;
        let counts = ties.counts(position).ok()?;
        let paragraphs = u32::from(counts.paragraphs);
        let known = if read.get(position as usize) {
            paragraphs
        } else if read.is_empty() {
            0
        } else {
            let mut hashes: Vec<u64> = published.prints.row(Kind::Paragraphs, position).ok()?;
            hashes.sort_unstable();
            hashes.dedup();
            let known = hashes.iter().filter(|hash| is_known(published, **hash, position, read)).count();
            u32::try_from(known).unwrap_or_default()
        };
        Some(Self {
            promoted: counts.linkers,
            copies: counts.copies,
            paragraphs,
            known,
            boilerplate: u32::from(counts.boilerplate),
        })
    }
}

/// Whether a paragraph of the article at a position stood in another one that was read.
pub(super) fn is_known(published: &Published, hash: u64, position: Position, read: &Bits) -> bool {
    let Some(ties) = published.ties.as_ref().filter(|_| !read.is_empty()) else { return false };
    let sharing = ties.sharing(hash).unwrap_or_default();
    sharing.iter().any(|other| *other != position && read.get(*other as usize))
}

/// The articles with the text of one of these that are not among them.
pub(super) fn copies(published: &Published, positions: &[Position]) -> io::Result<Vec<Position>> {
    /// Articles from which on it is cheaper to read all clusters.
    const MANY: usize = 4_096;
    let Some(ties) = &published.ties else { return Ok(Vec::new()) };
    let mut among = Bits::new(published.catalogue.len() as usize);
    for position in positions {
        among.set(*position as usize);
    }
    let mut copies: Vec<Position> = if positions.len() < MANY {
        let clusters = positions.iter().map(|position| ties.cluster(*position));
        clusters.collect::<io::Result<Vec<_>>>()?.concat()
    } else {
        let clusters = ties.clusters()?;
        clusters
            .members
            .into_iter()
            .filter(|members| members.iter().any(|at| among.get(*at as usize)))
            .flatten()
            .collect()
    };
    let dead = &published.catalogue.dead;
    copies.retain(|position| !among.get(*position as usize) && !dead.get(*position as usize));
    copies.sort_unstable();
    copies.dedup();
    Ok(copies)
}

/// The positions of the articles that are marked read. Where there are none the set has no length, which is told at once.
pub(super) fn read(published: &Published, marks: &Marks) -> io::Result<Bits> {
    let mut read = Bits::new(published.catalogue.len() as usize);
    let ids: Vec<u128> = marks.iter_where(|mark| mark.read).map(|id| id.0).collect();
    published.catalogue.with_ids(&ids, &mut read)?;
    Ok(if read.is_empty() { Bits::default() } else { read })
}

/// How all articles stand to one another, by position.
#[derive(Clone, Copy)]
pub(super) struct Columns<'a> {
    pub(super) published: &'a Published,
    pub(super) marks: &'a Marks,
}

impl Columns<'_> {
    /// A number for each article; `None` where it is not known.
    pub(super) fn column(&self, count: Count) -> io::Result<Vec<Option<u32>>> {
        let rows = self.published.catalogue.len() as usize;
        let Some(ties) = &self.published.ties else { return Ok(vec![None; rows]) };
        let numbers = match count {
            Count::Links => ties.each_count(|counts| counts.linkers)?,
            Count::Copies => ties.each_count(|counts| counts.copies)?,
            Count::Boilerplate => ties.each_count(|counts| u32::from(counts.boilerplate))?,
            Count::New | Count::NewShare => {
                let known = ties.known(&read(self.published, self.marks)?)?;
                let new = ties.each_count(|counts| counts.paragraphs)?.into_iter().zip(known).map(|(all, known)| {
                    let (all, new) = (u32::from(all), u32::from(all.saturating_sub(known)));
                    if count == Count::New { new } else { (new * 100).checked_div(all).unwrap_or_default() }
                });
                new.collect()
            }
        };
        let unknown = rows.saturating_sub(numbers.len());
        Ok(numbers.into_iter().map(Some).chain(std::iter::repeat_n(None, unknown)).take(rows).collect())
    }

    /// A number for each article by which they are ordered: what is not known is less than all.
    pub(super) fn ranks(&self, count: Count) -> io::Result<Vec<u32>> {
        let rank = |number: Option<u32>| number.map_or(0, |number| number.saturating_add(1));
        Ok(self.column(count)?.into_iter().map(rank).collect())
    }

    /// The articles that have to do with those whose ids start with these digits.
    pub(super) fn tied(&self, tie: Tie, digits: &str) -> io::Result<Vec<Position>> {
        let mut found = Vec::new();
        let Some(ties) = &self.published.ties else { return Ok(found) };
        for position in self.published.catalogue.with_id(digits)? {
            match tie {
                Tie::LinksTo => found.extend(ties.linkers(position)?),
                Tie::CopyOf => found.extend(ties.cluster(position)?.iter().filter(|other| **other != position)),
            }
        }
        found.retain(|position| !self.published.catalogue.dead.get(*position as usize));
        Ok(found)
    }

    /// Leaves of all rows with the same text the earliest one only.
    pub(super) fn fold(&self, rows: &mut Vec<Position>) -> io::Result<()> {
        let Some(ties) = &self.published.ties else { return Ok(()) };
        let clusters = ties.clusters()?;
        let mut shown = Bits::new(self.published.catalogue.len() as usize);
        for position in rows.iter() {
            shown.set(*position as usize);
        }
        let first = |members: &Vec<Position>| members.iter().find(|position| shown.get(**position as usize)).copied();
        let firsts: Vec<Option<Position>> = clusters.members.iter().map(first).collect();
        rows.retain(|position| {
            let first = clusters.of.get(*position as usize).and_then(|cluster| firsts.get(*cluster as usize));
            first.is_none_or(|first| *first == Some(*position))
        });
        Ok(())
    }
}
