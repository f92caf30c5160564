//! Orders of many rows: numbers are sorted, on several threads, and not rows that are looked up again at each comparison.

use std::io;

use super::super::bits::Bits;
use super::super::catalogue::Catalogue;
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::super::headlines::tests::catalogue;
    use super::*;

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
