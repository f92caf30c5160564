//! The rows of all segments, each segment's in the order of its headlines, for one part of the alphabet.

use std::io;

use super::segment::{Section, Segment};
use super::{Catalogue, Position};

/// Rows in the order of the starts of their headlines, but segment by segment.
#[derive(Default)]
pub(crate) struct ByHeadline {
    /// The starts as numbers that order as they do, and what follows on them.
    starts: Vec<u128>,
    rests: Vec<u128>,
    rows: Vec<Position>,
}

impl ByHeadline {
    pub(crate) fn len(&self) -> usize {
        self.rows.len()
    }

    /// The start of the headline in a place, and its row.
    pub(crate) fn get(&self, place: usize) -> Option<(u128, Position)> {
        self.starts.get(place).copied().zip(self.rows.get(place).copied())
    }

    /// What follows on the start of the headline in a place.
    pub(crate) fn rest(&self, place: u32) -> Option<u128> {
        self.rests.get(place as usize).copied()
    }

    /// The row in a place.
    pub(crate) fn row(&self, place: u32) -> Position {
        self.rows.get(place as usize).copied().unwrap_or_default()
    }
}

impl Catalogue {
    /// Starts of headlines that part the alphabet, so that all parts have about as many rows.
    pub(crate) fn headline_bounds(&self, parts: usize) -> io::Result<Vec<u128>> {
        let Some((_, longest)) = self.segments.iter().max_by_key(|(_, segment)| segment.len()) else {
            return Ok(Vec::new());
        };
        let rows = u64::from(longest.len());
        let place = |part: usize| u32::try_from(rows * part as u64 / parts.max(1) as u64).unwrap_or(u32::MAX);
        let places = (1..parts).map(place).filter(|place| *place < longest.len());
        places.map(|place| longest.cell(Section::HeadlineKey, place)).collect()
    }

    /// The rows whose headlines begin with one start to below another.
    pub(crate) fn by_headline(&self, from: u128, to: Option<u128>) -> io::Result<ByHeadline> {
        let mut found = ByHeadline::default();
        for (first, segment) in self.segments.iter() {
            let start = segment.headlines_below(from)?;
            let end = to.map_or(Ok(segment.len()), |to| segment.headlines_below(to))?.max(start);
            let known = found.len();
            let len = known + (end - start) as usize;
            found.starts.resize(len, 0);
            found.rests.resize(len, 0);
            found.rows.resize(len, 0);
            segment.read_rows(Section::HeadlineKey, start, found.starts.get_mut(known..).unwrap_or_default())?;
            segment.read_rows(Section::HeadlineRest, start, found.rests.get_mut(known..).unwrap_or_default())?;
            let rows = found.rows.get_mut(known..).unwrap_or_default();
            segment.read_rows(Section::ByLetters, start, rows)?;
            for row in rows {
                *row = row.saturating_add(*first);
            }
        }
        Ok(found)
    }
}

impl Segment {
    /// How many of its headlines begin with less than a start.
    fn headlines_below(&self, start: u128) -> io::Result<u32> {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = low + (high - low) / 2;
            if self.cell::<u128>(Section::HeadlineKey, middle)? < start {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        Ok(low)
    }
}
