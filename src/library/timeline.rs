//! When the articles of a view were published, day by day.

use std::io;

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use super::Position;
use super::catalogue::{Catalogue, stamp};

/// How many articles of a view are of which day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Timeline {
    /// The days that have articles, the oldest first.
    pub days: Vec<Day>,
    /// Articles without a date.
    pub undated: u64,
}

/// A day that has articles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Day {
    /// Which day.
    pub date: Date,
    /// How many articles of the view are of it.
    pub articles: u64,
    /// The row of the view that has the first of them, and where that stands in the catalogue.
    pub first: (usize, Position),
}

/// Counts the rows of a view.
///
/// # Errors
///
/// When the index cannot be read.
pub(super) fn count(catalogue: &Catalogue, rows: &[Position]) -> io::Result<Timeline> {
    let days_of = catalogue.days()?;
    let mut days: FxHashMap<i32, (u64, (usize, Position))> = FxHashMap::default();
    let mut undated = 0;
    for (row, &position) in rows.iter().enumerate() {
        match days_of.get(position as usize).copied().filter(|day| *day != stamp::NO_DAY) {
            Some(day) => days.entry(day).or_insert((0, (row, position))).0 += 1,
            None => undated += 1,
        }
    }
    let day = |(day, (articles, first)): (i32, _)| Some(Day { date: stamp::date(day.into())?, articles, first });
    let mut days: Vec<Day> = days.into_iter().filter_map(day).collect();
    days.sort_unstable_by_key(|day| day.date);
    Ok(Timeline { days, undated })
}
