//! Boilerplate: lines that recur word for word over many articles of one site.
//!
//! What a site puts around its articles stands in many that have nothing else in common. A paragraph of a wire story that the site
//! has in several versions, or of a report that comes daily in the same words, stands in articles that are alike without it as
//! well. So the lines that are frequent at a site are left out, and what is left of some pairs of their articles is compared.

use std::io::{self, Seek, Write};

use rustc_hash::{FxHashMap, FxHashSet};

use super::super::Position;
use super::super::prints::{self, Kind, in_common};
use super::build::{Sources, parts};
use super::file::{Counts, Out, Part};
use super::shared::part_of;

/// Articles of a site that have a line at least, and of how many one: a short line is seldom more than boilerplate, while a
/// paragraph may be the background of a story that goes on for weeks.
const SHORT: (usize, usize) = (5, 40);
const LONG: (usize, usize) = (8, 10);
/// Articles with a line that are compared, in pairs.
const COMPARED: usize = 24;
/// Shingles that are left of two articles that can be compared.
const FEWEST: usize = 3;

/// A line that is frequent at a site.
struct Frequent {
    site: u32,
    line: u32,
    articles: u32,
    /// Some of the articles, spread over all.
    some: Vec<Position>,
}

/// The key of a line of the site with this name.
pub(super) fn key(site: &str, line: u32) -> u64 {
    prints::name(site) << 32 | u64::from(line)
}

/// Writes the boilerplate of each site, and how much of it each article has.
pub(super) fn write<W: Write + Seek>(
    sources: &Sources<'_>,
    out: &mut Out<'_, W>,
    counts: &mut [Counts],
) -> io::Result<()> {
    let (sites, names) = sources.catalogue.sites_by_row()?;
    let site_of = |position: Position| sites.get(position as usize).copied().unwrap_or(u32::MAX);
    let mut articles = vec![0_usize; names.len()];
    for position in (0..sources.rows()).filter(|position| sources.is_alive(*position)) {
        if let Some(count) = articles.get_mut(site_of(position) as usize) {
            *count += 1;
        }
    }
    let mut frequent = frequent(sources, &site_of, &articles)?;
    let lines: FxHashSet<(u32, u32)> = frequent.iter().map(|line| (line.site, line.line)).collect();
    let judge = Judge { sources, lines };
    let mut found = FxHashMap::default();
    frequent.sort_unstable_by_key(|line| (line.site, line.line));
    for line in frequent {
        sources.check()?;
        if judge.is_boilerplate(&line)? {
            found.insert((line.site, line.line), line.articles);
        }
    }
    let name = |site: u32| names.get(site as usize).map(String::as_str).unwrap_or_default();
    let mut entries: Vec<(u64, u32)> =
        found.iter().map(|((site, line), articles)| (key(name(*site), *line), *articles)).collect();
    entries.sort_unstable();
    for (key, articles) in entries {
        out.add(Part::Recurring, &key.to_le_bytes())?;
        out.add(Part::Recurring, &articles.to_le_bytes())?;
    }
    each_article(sources, &mut |position, lines| {
        let here = lines.iter().filter(|line| found.contains_key(&(site_of(position), **line))).count();
        if let Some(counts) = counts.get_mut(position as usize) {
            counts.boilerplate = u16::try_from(here).unwrap_or(u16::MAX);
        }
        Ok(())
    })
}

/// Hands out the lines of each article, the paragraphs among them.
fn each_article(sources: &Sources<'_>, each: &mut dyn FnMut(Position, &[u32]) -> io::Result<()>) -> io::Result<()> {
    let mut here: Vec<u32> = Vec::new();
    for block in sources.prints.blocks() {
        let (mut lines, mut paragraphs) = (block.reader(Kind::Lines)?, block.reader(Kind::Paragraphs)?);
        for row in 0..block.rows.min(sources.rows().saturating_sub(block.first)) {
            here.clear();
            here.extend::<&[u32]>(lines.row(row)?);
            here.extend(paragraphs.row(row)?.iter().map(|hash| prints::short(*hash)));
            here.sort_unstable();
            here.dedup();
            each(block.first + row, &here)?;
        }
    }
    Ok(())
}

/// The lines that are frequent at their sites.
fn frequent(sources: &Sources<'_>, site_of: &dyn Fn(Position) -> u32, articles: &[usize]) -> io::Result<Vec<Frequent>> {
    let lines = sources.count(Kind::Paragraphs) + sources.count(Kind::Lines);
    let (parts, mut entries) = parts::<(u32, u32, bool, Position)>(lines);
    let mut frequent = Vec::new();
    for part in 0..parts {
        sources.check()?;
        entries.clear();
        for block in sources.prints.blocks() {
            let (mut lines, mut paragraphs) = (block.reader(Kind::Lines)?, block.reader(Kind::Paragraphs)?);
            for row in 0..block.rows {
                let position = block.first + row;
                if !sources.is_alive(position) {
                    continue;
                }
                let short = lines.row(row)?.iter().map(|line| (*line, false));
                let long = paragraphs.row(row)?.iter().map(|hash| (prints::short(*hash), true));
                let here = short.chain(long).filter(|(line, _)| part_of(u64::from(*line) << 32, parts) == part);
                entries.extend(here.map(|(line, is_long)| (site_of(position), line, is_long, position)));
            }
        }
        entries.sort_unstable();
        entries.dedup();
        for group in entries.chunk_by(|one, other| (one.0, one.1) == (other.0, other.1)) {
            let Some(&(site, line, _, _)) = group.first() else { continue };
            let (fewest, one_of) = if group.iter().any(|(_, _, is_long, _)| *is_long) { LONG } else { SHORT };
            let all = articles.get(site as usize).copied().unwrap_or_default();
            if group.len() >= fewest && group.len() * one_of >= all {
                let step = group.len().div_ceil(COMPARED).max(1);
                let some = group.iter().step_by(step).map(|(.., position)| *position).collect();
                frequent.push(Frequent { site, line, articles: u32::try_from(group.len()).unwrap_or(u32::MAX), some });
            }
        }
    }
    Ok(frequent)
}

/// Tells boilerplate from what articles have in common that tell the same.
struct Judge<'a> {
    sources: &'a Sources<'a>,
    /// The lines that are frequent, each with its site.
    lines: FxHashSet<(u32, u32)>,
}

impl Judge<'_> {
    fn is_boilerplate(&self, line: &Frequent) -> io::Result<bool> {
        let samples = line.some.iter().map(|position| self.rest(line.site, *position));
        let samples: Vec<Vec<u32>> = samples.collect::<io::Result<_>>()?;
        let (first, second) = samples.split_at(samples.len() / 2);
        let (mut related, mut compared) = (0, 0);
        for (one, other) in first.iter().zip(second) {
            let (length, shared) = in_common(one, other);
            if length >= FEWEST {
                compared += 1;
                related += usize::from(shared >= 2 && shared * 10 >= length);
            }
        }
        Ok(compared > 0 && related * 3 <= compared)
    }

    /// The sample of an article without what is frequent at its site.
    fn rest(&self, site: u32, position: Position) -> io::Result<Vec<u32>> {
        let paragraphs = self.sources.prints.row::<u64>(Kind::Paragraphs, position)?;
        let is_frequent = |number: usize| {
            paragraphs.get(number).is_some_and(|hash| self.lines.contains(&(site, prints::short(*hash))))
        };
        Ok(prints::sample(&self.sources.prints.row::<u32>(Kind::Shingles, position)?, &is_frequent))
    }
}
