//! The order of rows by their headlines.
//!
//! Every segment has its own rows in the order of the starts of their headlines. To merge these, and to look at the headlines that
//! start alike, takes some 60 ms for a million rows; so the order of all rows is kept with the ties, and used for as long as no row
//! has come since.

use std::io;

use super::Position;
use super::bits::Bits;
use super::catalogue::{ByHeadline, Catalogue, headline_letters};
use super::parallel::{self, workers};

/// Marks an entry of an order whose headline is the same as that of the one before.
const SAME: u32 = 1 << 31;
/// Rows that are merged at once: some 5 MB.
const TOGETHER: usize = 1 << 16;
/// The place of a row that is not asked for.
const NONE: u32 = u32::MAX;

/// The rows below `rows` in the order of their headlines, as [`sort`] takes it; none where there are too many to be marked.
pub(super) fn order(catalogue: &Catalogue, rows: Position) -> io::Result<Vec<u32>> {
    if rows > SAME { Ok(Vec::new()) } else { merged(catalogue, &|position| position < rows) }
}

/// Sorts by headline; equal ones keep their order. `known` is the [`order`] of all rows, where that is known.
pub(super) fn sort(rows: &mut Vec<Position>, catalogue: &Catalogue, known: Option<&[u32]>) -> io::Result<()> {
    let mut places = vec![NONE; catalogue.len() as usize];
    for (place, row) in (0..).zip(rows.iter()) {
        if let Some(slot) = places.get_mut(*row as usize) {
            *slot = place;
        }
    }
    let place = |position: Position| places.get(position as usize).copied().unwrap_or(NONE);
    let sorted = if let Some(known) = known {
        arranged(known, &place, rows.len())
    } else {
        // A bit for each row stays in the cache of a processor, where their places do not.
        let mut asked = Bits::new(places.len());
        for row in rows.iter() {
            asked.set(*row as usize);
        }
        arranged(&merged(catalogue, &|position| asked.get(position as usize))?, &place, rows.len())
    };
    if sorted.len() != rows.len() {
        return Err(io::Error::new(io::ErrorKind::InvalidData, "the index has rows without an order"));
    }
    *rows = sorted;
    Ok(())
}

/// The rows of an order that have a place, those with the same headline in the order of their places.
fn arranged(order: &[u32], place: &impl Fn(Position) -> u32, rows: usize) -> Vec<Position> {
    let mut sorted: Vec<Position> = Vec::with_capacity(rows);
    let settle = |same: Option<&mut [Position]>| {
        if let Some(same) = same.filter(|same| same.len() > 1) {
            same.sort_unstable_by_key(|position| place(*position));
        }
    };
    let mut start = 0;
    for entry in order {
        if entry & SAME == 0 {
            settle(sorted.get_mut(start..));
            start = sorted.len();
        }
        let position = entry & !SAME;
        if place(position) != NONE {
            sorted.push(position);
        }
    }
    settle(sorted.get_mut(start..));
    sorted
}

/// The rows that are asked for in the order of their headlines. Each thread does a part of the alphabet after the other, none of
/// which takes more memory than it should.
fn merged(catalogue: &Catalogue, asked: &(impl Fn(Position) -> bool + Sync)) -> io::Result<Vec<u32>> {
    let count = workers().max(catalogue.len() as usize / TOGETHER);
    let bounds = catalogue.headline_bounds(count.next_multiple_of(workers()))?;
    let starts = std::iter::once(0).chain(bounds.iter().copied());
    let ends = bounds.iter().copied().map(Some).chain([None]);
    let parts: Vec<(u128, Option<u128>)> = starts.zip(ends).collect();
    let hashes = catalogue.headline_hashes()?;
    let part = |&(from, to): &(u128, Option<u128>)| {
        let order = catalogue.by_headline(from, to)?;
        Ok(Headlines { catalogue, order, hashes: &hashes }.merged(asked))
    };
    let merged: io::Result<Vec<Vec<u32>>> = parallel::map(&parts, part).into_iter().collect();
    Ok(merged?.concat())
}

/// What headlines are ordered by.
struct Headlines<'a> {
    catalogue: &'a Catalogue,
    order: ByHeadline,
    hashes: &'a [u64],
}

/// A row among rows that are ordered by headline.
#[derive(Clone, Copy)]
struct Titled {
    /// The start of the headline: its upper and its lower half, as a whole would take more room than both.
    start: (u64, u64),
    /// The headline's place among those that are merged.
    at: u32,
}

impl Headlines<'_> {
    /// The rows that are asked for, in order.
    fn merged(&self, asked: &impl Fn(Position) -> bool) -> Vec<u32> {
        let titled = |at: usize| {
            let (start, position) = self.order.get(at)?;
            let half = |start: u128| u64::try_from(start & u128::from(u64::MAX)).unwrap_or_default();
            let at = u32::try_from(at).ok().filter(|_| asked(position))?;
            Some(Titled { start: (half(start >> 64), half(start)), at })
        };
        let mut rows: Vec<Titled> = Vec::with_capacity(self.order.len());
        rows.extend((0..self.order.len()).filter_map(titled));
        let rest = |row: &Titled| self.order.rest(row.at);
        // The stable sort finds the rows of a segment in order, and only merges.
        rows.sort_by(|one, other| one.start.cmp(&other.start).then_with(|| rest(one).cmp(&rest(other))));
        let mut order = Vec::with_capacity(rows.len());
        for same in rows.chunk_by(|one, other| one.start == other.start && rest(one) == rest(other)) {
            if let [one] = same {
                order.push(self.order.row(one.at));
                continue;
            }
            let positions = same.iter().map(|row| self.order.row(row.at));
            // Most headlines that are the same up to here are the same, but for punctuation perhaps.
            let hash = |row: &Titled| self.hashes.get(self.order.row(row.at) as usize);
            let first = same.first().and_then(hash);
            if same.iter().all(|row| hash(row) == first) {
                order.extend(positions.zip(0..).map(|(position, at)| if at > 0 { position | SAME } else { position }));
            } else {
                self.by_letters(positions, &mut order);
            }
        }
        order
    }

    /// Appends rows in the order of all letters of their headlines, which are read for it.
    fn by_letters(&self, rows: impl Iterator<Item = Position>, order: &mut Vec<u32>) {
        let letters = |row: Position| {
            let headline = self.catalogue.locate(row).and_then(|(segment, row)| segment.headline(row));
            headline.map(|headline| headline_letters(&headline).collect::<String>()).unwrap_or_default()
        };
        let mut rows: Vec<(String, Position)> = rows.map(|row| (letters(row), row)).collect();
        rows.sort_unstable();
        for same in rows.chunk_by(|one, other| one.0 == other.0) {
            order.extend(same.iter().zip(0..).map(|((_, row), at)| if at > 0 { row | SAME } else { *row }));
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use proptest::prelude::*;

    use super::super::catalogue::{Builder, Details, Entry, Folder, ListedFile, Segment};
    use super::*;
    use crate::article::Text;

    /// A catalogue of one segment for each list of headlines; all of a segment come from one file.
    pub(in crate::library) fn catalogue(segments: &[Vec<String>]) -> Catalogue {
        let segment = |(number, headlines): (usize, &Vec<String>)| {
            let mut builder = Builder::default();
            let folder = builder.folder(&Folder { root: 0, path: vec![b'a' + u8::try_from(number % 2).unwrap()] });
            let name = format!("{}.txt", number / 2).into_bytes();
            let file = builder.file(ListedFile { folder, name, ..ListedFile::default() });
            for headline in headlines {
                let details = Details { headline: Text::new(headline), ..Details::default() };
                builder.push(Entry { file, ..Entry::new(&details, None, None, "") });
            }
            Segment::of(builder.finish()).unwrap()
        };
        let segments = segments.iter().enumerate().map(segment).collect();
        Catalogue::new(vec![std::path::PathBuf::new()].into(), segments, Bits::default())
    }

    proptest! {
        #[test]
        fn headlines_order_rows_over_all_segments(
            segments in prop::collection::vec(prop::collection::vec("!?([ab]|bread and butter prices: ){0,3}[ab]", 0..6), 0..5),
            reversed: bool,
        ) {
            let catalogue = catalogue(&segments);
            let headlines: Vec<&String> = segments.iter().flatten().collect();
            let mut rows: Vec<Position> = (0..).take(headlines.len()).filter(|row| row % 5 != 3).collect();
            if reversed {
                rows.reverse();
            }
            let mut expected = rows.clone();
            expected.sort_by_cached_key(|row| headline_letters(headlines[*row as usize]).collect::<String>());
            let mut by_known = rows.clone();
            sort(&mut rows, &catalogue, None).unwrap();
            prop_assert_eq!(&rows, &expected);
            sort(&mut by_known, &catalogue, Some(&order(&catalogue, catalogue.len()).unwrap())).unwrap();
            prop_assert_eq!(by_known, expected);
        }
    }
}
