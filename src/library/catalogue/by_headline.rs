//! The rows of all segments, each segment's in the order of its headlines.

use std::io;
use std::ops::Range;

use super::segment::Section;
use super::{Catalogue, Position};

/// All rows in the order of the starts of their headlines, but segment by segment.
pub(crate) struct ByHeadline {
    /// The starts as numbers that order as they do, and what follows on them.
    starts: Vec<u128>,
    rests: Vec<u128>,
    rows: Vec<Position>,
    /// Where each segment ends.
    ends: Vec<usize>,
}

impl ByHeadline {
    /// The starts of each segment's headlines.
    pub(crate) fn segments(&self) -> impl Iterator<Item = &[u128]> {
        let from = std::iter::once(0).chain(self.ends.iter().copied());
        from.zip(&self.ends).map(|(from, to)| self.starts.get(from..*to).unwrap_or_default())
    }

    /// The places of the headlines of each segment that begin with one start to below another.
    pub(crate) fn between(&self, from: u128, to: Option<u128>) -> impl Iterator<Item = Range<usize>> {
        let mut before = 0;
        self.segments().map(move |starts| {
            let place = |start: u128| starts.partition_point(|other| *other < start);
            let places = before + place(from)..before + to.map_or(starts.len(), place);
            before += starts.len();
            places
        })
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
    /// The rows in the order of their headlines, segment by segment.
    pub(crate) fn by_headline(&self) -> io::Result<ByHeadline> {
        let mut rows: Vec<Position> = self.column(Section::ByLetters)?;
        let mut ends = Vec::with_capacity(self.segments.len());
        for (first, segment) in self.segments.iter() {
            let (from, to) = (*first as usize, (*first + segment.len()) as usize);
            rows.get_mut(from..to).into_iter().flatten().for_each(|row| *row = row.saturating_add(*first));
            ends.push(to);
        }
        let (starts, rests) = (self.column(Section::HeadlineKey)?, self.column(Section::HeadlineRest)?);
        Ok(ByHeadline { starts, rests, rows, ends })
    }
}
