//! Which articles promote which by their story links.
//!
//! Only what is sure counts: a link whose title is the headline, or the start of it where it was cut off. Of several articles with
//! that headline the one [nearest](Nearness) is meant, but none of several that are all far; where a start fits several headlines
//! that are as near, none is.

use std::fs::File;
use std::io::{self, Seek, Write};

use super::super::Position;
use super::super::prints::{Kind, title};
use super::build::{Sources, TOGETHER, parts};
use super::file::{Counts, Out, Part};
use super::pairs::Pairs;
use super::shared::part_of;

/// Days within which the stories lie that a page promotes.
pub(crate) const WINDOW: u32 = 31;
/// Articles with the same headline that are looked at on both sides of the day of the page.
const NEAREST: usize = 8;

/// How near an article is to a page that seems to promote it; the nearest is the least.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Nearness {
    /// It lies beyond the [`WINDOW`].
    pub(crate) is_far: bool,
    /// It is of another site.
    pub(crate) is_elsewhere: bool,
    /// Days between them; the greatest number where one is undated.
    pub(crate) days: u32,
}

impl Nearness {
    /// Of a page and an article with these days and sites.
    pub(crate) fn new(page: (Option<i32>, u32), article: (Option<i32>, u32)) -> Self {
        let days = page.0.zip(article.0).map_or(u32::MAX, |(one, other)| one.abs_diff(other));
        Self { is_far: days != u32::MAX && days > WINDOW, is_elsewhere: page.1 != article.1, days }
    }
}

/// Something with a key: a headline, or a link to one.
type Entry = (u64, bool, Position);

/// Writes them. `scratch` takes what does not fit into memory.
pub(super) fn write<W: Write + Seek>(
    sources: &Sources<'_>,
    scratch: Option<File>,
    out: &mut Out<'_, W>,
    counts: &mut [Counts],
) -> io::Result<()> {
    let joined =
        Joined { sources, sites: sources.catalogue.site_ranks()?, hashes: sources.catalogue.headline_hashes()? };
    let links = sources.count(Kind::Links);
    let (parts, mut entries) = parts::<Entry>(sources.count(Kind::Headline) + links);
    let mut pairs = Pairs::new(scratch, TOGETHER / size_of::<(Position, Position)>());
    for part in 0..parts {
        sources.check()?;
        entries.clear();
        for block in sources.prints.blocks() {
            for (kind, is_link) in [(Kind::Headline, false), (Kind::Links, true)] {
                let mut column = block.reader::<u64>(kind)?;
                for row in 0..block.rows {
                    let position = block.first + row;
                    if sources.is_alive(position) {
                        let here = column.row(row)?.iter().filter(|key| part_of(**key, parts) == part);
                        entries.extend(here.map(|key| (*key, is_link, position)));
                    }
                }
            }
        }
        entries.sort_unstable();
        for group in entries.chunk_by(|one, other| one.0 == other.0) {
            let (headlines, links) = group.split_at(group.partition_point(|(_, is_link, _)| !is_link));
            for (key, _, position) in headlines {
                out.add(Part::Titles, &u32::try_from(key >> 32).unwrap_or_default().to_le_bytes())?;
                out.add(Part::Titles, &position.to_le_bytes())?;
            }
            if !headlines.is_empty() && !links.is_empty() {
                joined.resolve(headlines, links, &mut pairs)?;
            }
        }
    }
    pairs.each(&mut |(target, _)| {
        counts.get_mut(target as usize).into_iter().for_each(|counts| counts.linkers += 1);
        Ok(())
    })?;
    let mut total = 0;
    let starts = counts.iter().map(|counts| counts.linkers).chain([0]).map(|count| {
        total += count;
        total - count
    });
    out.numbers(Part::LinkStarts, starts)?;
    pairs.each(&mut |(_, linker)| out.add(Part::Linkers, &linker.to_le_bytes()))
}

struct Joined<'a> {
    sources: &'a Sources<'a>,
    /// The site of each article, by position.
    sites: Vec<u32>,
    /// The headline of each article, by position.
    hashes: Vec<u64>,
}

impl Joined<'_> {
    fn site(&self, position: Position) -> u32 {
        self.sites.get(position as usize).copied().unwrap_or(u32::MAX)
    }

    /// Finds what each link means of the headlines with its key.
    fn resolve(&self, headlines: &[Entry], links: &[Entry], pairs: &mut Pairs) -> io::Result<()> {
        let mut dated: Vec<(Option<i32>, Position)> =
            headlines.iter().map(|(_, _, position)| (self.sources.day(*position), *position)).collect();
        dated.sort_unstable();
        let is_start = headlines.first().is_some_and(|(key, ..)| title::is_start(*key));
        for (_, _, page) in links {
            let day = self.sources.day(*page);
            let middle = dated.partition_point(|(other, _)| *other < day);
            let around = dated.get(middle.saturating_sub(NEAREST)..dated.len().min(middle + NEAREST));
            let candidates = around.unwrap_or_default().iter().filter(|(_, position)| position != page);
            let ranked = candidates.map(|(other, position)| {
                (Nearness::new((day, self.site(*page)), (*other, self.site(*position))), *position)
            });
            let mut ranked: Vec<(Nearness, Position)> = ranked.collect();
            ranked.sort_unstable();
            let Some((best, target)) = ranked.first().copied() else { continue };
            let headline = |position: Position| self.hashes.get(position as usize);
            let mut rivals = ranked.iter().skip(1).filter(|(_, other)| headline(*other) != headline(target));
            let is_unsure = if is_start {
                best.is_far || rivals.next().is_some_and(|(rival, _)| is_rival(best, *rival))
            } else {
                best.is_far && dated.len() > 1
            };
            if !is_unsure {
                pairs.add((target, *page))?;
            }
        }
        Ok(())
    }
}

/// Whether an article may be meant as well as the nearest one.
pub(crate) fn is_rival(best: Nearness, other: Nearness) -> bool {
    (other.is_far, other.is_elsewhere) == (best.is_far, best.is_elsewhere) && other.days <= best.days.saturating_add(2)
}
