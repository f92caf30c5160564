//! Orders of many rows: numbers are sorted, on several threads, and not rows that are looked up again at each comparison.

use std::io;

use super::super::bits::Bits;
use super::super::catalogue::{ByHeadline, Catalogue, headline_letters};
use super::super::parallel::workers;
use super::super::{Position, parallel};

/// Sorts by a number of each row; equal ones keep their order, also when reversed.
pub(super) fn by_number(rows: &mut [Position], number: impl Fn(Position) -> u32, reversed: bool) {
    let turned = if reversed { u32::MAX } else { 0 };
    let key = |(position, at): (&Position, u32)| u64::from(number(*position) ^ turned) << 32 | u64::from(at);
    let mut keys: Vec<u64> = rows.iter().zip(0..).map(key).collect();
    parallel::sort(&mut keys, u64::cmp);
    let before = rows.to_vec();
    for (slot, key) in rows.iter_mut().zip(keys) {
        let at = usize::try_from(key & u64::from(u32::MAX)).unwrap_or_default();
        *slot = before.get(at).copied().unwrap_or_default();
    }
}

/// Sorts by date, the newest first and what has none last, or the other way round. Equal ones keep their order.
pub(super) fn by_date(rows: &mut Vec<Position>, dates: &[i64], reversed: bool) {
    let date = |position: &Position| dates.get(*position as usize).copied().unwrap_or(i64::MIN);
    if !rows.is_sorted_by(|one, other| date(one) >= date(other)) {
        rows.sort_by_cached_key(|position| std::cmp::Reverse(date(position)));
    }
    if reversed {
        let days = rows.chunk_by(|one, other| date(one) == date(other));
        *rows = days.rev().flatten().copied().collect();
    }
}

/// A row among rows that are ordered by headline.
#[derive(Clone, Copy)]
struct Titled {
    /// The start of the headline: its upper and its lower half, as a whole would take more room than both.
    key: (u64, u64),
    position: Position,
    /// Where the row was before.
    place: u32,
}

/// What headlines are ordered by.
struct Headlines<'a> {
    catalogue: &'a Catalogue,
    segments: Vec<ByHeadline>,
    rests: Vec<u128>,
    hashes: Vec<u64>,
    /// Where each row was before, by position; [`NONE`] for what is not asked for.
    places: Vec<u32>,
}

const NONE: u32 = u32::MAX;

/// Sorts by headline; equal ones keep their order.
///
/// Every segment has its own rows in the order of the starts of their headlines, so that what is left to do is to merge, and to
/// look at the headlines that start alike. Each thread does a part of the alphabet.
pub(super) fn by_headline(rows: &mut Vec<Position>, catalogue: &Catalogue) -> io::Result<()> {
    let mut places = vec![NONE; catalogue.len() as usize];
    for (place, row) in (0..).zip(rows.iter()) {
        if let Some(slot) = places.get_mut(*row as usize) {
            *slot = place;
        }
    }
    let segments = catalogue.by_headline()?;
    let longest = segments.iter().max_by_key(|segment| segment.len());
    let bound = |part: usize| longest.and_then(|segment| segment.key_at(segment.len() * part / workers()));
    let parts: Vec<_> =
        (0..workers()).map(|part| (bound(part).filter(|_| part > 0).unwrap_or_default(), bound(part + 1))).collect();
    let (rests, hashes) = (catalogue.headline_rests()?, catalogue.headline_hashes()?);
    let headlines = Headlines { catalogue, segments, rests, hashes, places };
    let sorted = parallel::map(&parts, |&(from, to)| headlines.sorted(from, to)).concat();
    if sorted.len() != rows.len() {
        return Err(io::Error::new(io::ErrorKind::InvalidData, "the index has rows without an order"));
    }
    *rows = sorted;
    Ok(())
}

impl Headlines<'_> {
    /// The rows whose headlines start with `from` to below `to`, in order.
    fn sorted(&self, from: u128, to: Option<u128>) -> Vec<Position> {
        let asked = |(key, position): (u128, Position)| {
            let place = self.places.get(position as usize).copied().filter(|place| *place != NONE)?;
            let half = |key: u128| u64::try_from(key & u128::from(u64::MAX)).unwrap_or_default();
            Some(Titled { key: (half(key >> 64), half(key)), position, place })
        };
        let parts: Vec<_> = self.segments.iter().map(|segment| segment.between(from, to)).collect();
        let mut rows: Vec<Titled> = Vec::with_capacity(parts.iter().map(ExactSizeIterator::len).sum());
        rows.extend(parts.into_iter().flatten().filter_map(asked));
        let rest = |row: &Titled| self.rests.get(row.position as usize);
        // The stable sort finds the rows of a segment in order, and only merges.
        rows.sort_by(|one, other| one.key.cmp(&other.key).then_with(|| rest(one).cmp(&rest(other))));
        for same in rows.chunk_by_mut(|one, other| one.key == other.key && rest(one) == rest(other)) {
            if same.len() > 1 {
                same.sort_unstable_by_key(|row| row.place);
                // Most headlines that are the same up to here are the same, but for punctuation perhaps.
                let hash = |row: &Titled| self.hashes.get(row.position as usize);
                let first = same.first().and_then(hash);
                if !same.iter().all(|row| hash(row) == first) {
                    by_whole_headline(same, self.catalogue);
                }
            }
        }
        rows.into_iter().map(|row| row.position).collect()
    }
}

/// Sorts by path, and the articles of a file as they stand in it.
pub(super) fn by_path(rows: &mut [Position], catalogue: &Catalogue, reversed: bool) -> io::Result<()> {
    let ranks = catalogue.path_ranks()?;
    let rank = |position: usize| ranks.get(position).copied().unwrap_or_default() as usize;
    let mut asked = Bits::new(catalogue.len() as usize);
    for row in rows.iter() {
        asked.set(*row as usize);
    }
    // Ranks are many but small: rows are counted, not compared.
    let mut next = vec![0_usize; ranks.len() + 1];
    let before = |next: &mut [usize], rank: usize| next.get_mut(rank).map(|count| std::mem::replace(count, *count + 1));
    for row in asked.iter() {
        before(&mut next, rank(row) + 1);
    }
    let mut all = 0;
    for count in &mut next {
        all += *count;
        *count = all;
    }
    for row in asked.iter() {
        let place = before(&mut next, rank(row)).and_then(|place| rows.get_mut(place));
        if let (Some(slot), Ok(position)) = (place, Position::try_from(row)) {
            *slot = position;
        }
    }
    if reversed {
        rows.reverse();
    }
    Ok(())
}

/// Sorts rows by all letters of their headlines, which are read for it.
fn by_whole_headline(rows: &mut [Titled], catalogue: &Catalogue) {
    rows.sort_by_cached_key(|row| {
        let details = catalogue.locate(row.position).and_then(|(segment, row)| segment.details(row));
        details.map(|details| headline_letters(&details.headline).collect::<String>()).unwrap_or_default()
    });
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::super::catalogue::{Builder, Details, Entry, Folder, ListedFile, Segment};
    use super::*;
    use crate::article::Text;

    proptest! {
        #[test]
        fn numbers_order_rows_and_equal_ones_keep_their_order(numbers in prop::collection::vec(0..9_u32, 0..200), reversed: bool) {
            let mut rows: Vec<Position> = (0..).take(numbers.len()).collect();
            let mut expected = rows.clone();
            let key = |position: &Position| i64::from(numbers[*position as usize]) * if reversed { -1 } else { 1 };
            expected.sort_by_key(key);
            by_number(&mut rows, |position| numbers[position as usize], reversed);
            prop_assert_eq!(rows, expected);
        }

        #[test]
        fn dates_order_rows_whatever_order_they_come_in(dates in prop::collection::vec(0..9_i64, 0..200), reversed: bool) {
            let mut rows: Vec<Position> = (0..).take(dates.len()).collect();
            let mut expected = rows.clone();
            expected.sort_by_key(|position| dates[*position as usize] * if reversed { 1 } else { -1 });
            by_date(&mut rows, &dates, reversed);
            prop_assert_eq!(&rows, &expected);
            by_date(&mut rows, &dates, reversed);
            prop_assert_eq!(rows, expected);
        }
    }

    /// A catalogue of one segment for each list of headlines; all of a segment come from one file.
    fn catalogue(segments: &[Vec<String>]) -> Catalogue {
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
            by_headline(&mut rows, &catalogue).unwrap();
            prop_assert_eq!(rows, expected);
        }
    }

    #[test]
    fn paths_order_rows_part_by_part() {
        let segments = ["1", "2", "3", "4", "5"].map(|headline| vec![headline.to_owned(); 2]);
        let catalogue = catalogue(&segments);
        let mut rows: Vec<Position> = vec![9, 1, 0, 2, 3, 4, 5, 6, 8];
        by_path(&mut rows, &catalogue, false).unwrap();
        // Folder a has the files of segments 0, 2 and 4.
        assert_eq!(rows, [0, 1, 4, 5, 8, 9, 2, 3, 6]);
        by_path(&mut rows, &catalogue, true).unwrap();
        assert_eq!(rows, [6, 3, 2, 9, 8, 5, 4, 1, 0]);
    }
}
