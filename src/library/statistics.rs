//! What rows hold, in numbers.

use std::collections::BTreeMap;
use std::io;

use jiff::civil::Date;

use super::bits::Bits;
use super::catalogue::{Catalogue, stamp};
use super::{Position, Traits};
use crate::marks::Marks;

/// A number of articles, and what is done of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// How many.
    pub articles: u64,
    /// How many of them are read.
    pub read: u64,
    /// Their words.
    pub words: u64,
    /// The words of those that are read.
    pub words_read: u64,
}

impl Tally {
    fn add(&mut self, words: u32, read: bool) {
        self.articles += 1;
        self.words += u64::from(words);
        self.read += u64::from(read);
        self.words_read += if read { u64::from(words) } else { 0 };
    }
}

/// What rows hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Statistics {
    /// All of them.
    pub all: Tally,
    /// By the day of publication, the newest first; those without a day last.
    pub days: Vec<(Option<Date>, Tally)>,
    /// By site, the most articles first.
    pub sites: Vec<(String, Tally)>,
    /// How many have quotes.
    pub quoting: u64,
    /// How many were only skimmed so far: of them it is not known whether they have quotes, or are read.
    pub skimmed: u64,
}

/// Counts rows.
///
/// # Errors
///
/// When the index cannot be read.
pub(super) fn count(catalogue: &Catalogue, rows: &[Position], marks: &Marks) -> io::Result<Statistics> {
    let (dates, words, traits) = (catalogue.dates()?, catalogue.words()?, catalogue.traits()?);
    let (site_of, names) = catalogue.sites_by_row()?;
    let mut read = Bits::new(catalogue.len() as usize);
    let ids: Vec<u128> = marks.iter_where(|mark| mark.read).map(|id| id.0).collect();
    catalogue.with_ids(&ids, &mut read)?;
    let mut counted = Statistics::default();
    let mut days: BTreeMap<i64, Tally> = BTreeMap::new();
    let mut sites = vec![Tally::default(); names.len()];
    for &position in rows {
        let at = position as usize;
        let (words, is_read) = (words.get(at).copied().unwrap_or_default(), read.get(at));
        counted.all.add(words, is_read);
        let traits = traits.get(at).copied().unwrap_or_default();
        counted.quoting += u64::from(traits.has(Traits::QUOTES));
        counted.skimmed += u64::from(!traits.is_understood());
        days.entry(stamp::day_number(dates.get(at).copied().unwrap_or(stamp::UNDATED)))
            .or_default()
            .add(words, is_read);
        if let Some(tally) = site_of.get(at).and_then(|site| sites.get_mut(*site as usize)) {
            tally.add(words, is_read);
        }
    }
    counted.days = days.into_iter().rev().map(|(day, tally)| (stamp::date(day), tally)).collect();
    counted.sites = names.into_iter().zip(sites).filter(|(_, tally)| tally.articles > 0).collect();
    counted.sites.sort_by_key(|(_, tally)| std::cmp::Reverse(tally.articles));
    Ok(counted)
}
