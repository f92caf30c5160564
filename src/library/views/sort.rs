//! Orders of many rows: numbers are sorted, on several threads, and not rows that are looked up again at each comparison.

use std::io;
use std::thread;

use super::super::Position;
use super::super::catalogue::{Catalogue, headline_letters};
use super::super::scan::WORKERS;

/// From so many rows on, several threads sort.
const MANY: usize = 1 << 15;
/// Headlines that start alike are compared whole up to so many.
const ALIKE: usize = 20_000;

/// Sorts by a number of each row; equal ones keep their order, also when reversed.
pub(super) fn by_number(rows: &mut [Position], number: impl Fn(Position) -> u32, reversed: bool) {
    let turned = if reversed { u32::MAX } else { 0 };
    let key = |(position, at): (&Position, u32)| u64::from(number(*position) ^ turned) << 32 | u64::from(at);
    let mut keys: Vec<u64> = rows.iter().zip(0..).map(key).collect();
    sort(&mut keys);
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

/// Sorts by headline: by its first letters, and where these are the same by all of them.
pub(super) fn by_headline(rows: &mut Vec<Position>, catalogue: &Catalogue) -> io::Result<()> {
    let keys = catalogue.headline_keys()?;
    let key = |position: Position| keys.get(position as usize).copied().unwrap_or_default();
    let mut keyed: Vec<(u128, Position)> = rows.iter().map(|&position| (key(position), position)).collect();
    drop(keys);
    sort(&mut keyed);
    let alike = |one: &(u128, Position), other: &(u128, Position)| one.0 == other.0;
    if keyed.is_sorted_by(|one, other| one.0 < other.0) {
        *rows = keyed.into_iter().map(|(_, position)| position).collect();
        return Ok(());
    }
    let (rests, hashes) = (catalogue.headline_rests()?, catalogue.headline_hashes()?);
    in_parts(&mut keyed, alike, |part| {
        // Headlines without any letter are all the same.
        let is_many = |alike: &&mut [(u128, Position)]| (2..=ALIKE).contains(&alike.len());
        for alike in part.chunk_by_mut(alike).filter(is_many).filter(|alike| alike.first().is_some_and(|row| row.0 > 0))
        {
            by_rest(alike, &rests, &hashes, catalogue);
        }
    });
    *rows = keyed.into_iter().map(|(_, position)| position).collect();
    Ok(())
}

/// Sorts rows of which the first letters are the same by the next ones.
fn by_rest(rows: &mut [(u128, Position)], rests: &[u128], hashes: &[u64], catalogue: &Catalogue) {
    let rest = |position: Position| rests.get(position as usize).copied().unwrap_or_default();
    let mut keyed: Vec<(u128, Position)> = rows.iter().map(|&(_, position)| (rest(position), position)).collect();
    keyed.sort_unstable();
    for same in keyed.chunk_by_mut(|one, other| one.0 == other.0) {
        // Most rows that are the same up to here have the same headline, and stay as they are.
        let hash = |row: &(u128, Position)| hashes.get(row.1 as usize);
        let first = same.first().and_then(hash);
        if !same.iter().all(|row| hash(row) == first) {
            by_whole_headline(same, catalogue);
        }
    }
    rows.iter_mut().zip(keyed).for_each(|(slot, (_, position))| slot.1 = position);
}

/// Sorts rows by all letters of their headlines, which are read for it.
fn by_whole_headline(rows: &mut [(u128, Position)], catalogue: &Catalogue) {
    rows.sort_by_cached_key(|(_, position)| {
        let details = catalogue.locate(*position).and_then(|(segment, row)| segment.details(row));
        details.map(|details| headline_letters(&details.headline).collect::<String>()).unwrap_or_default()
    });
}

/// Sorts numbers, on several threads if they are many.
fn sort<T: Ord + Send>(numbers: &mut [T]) {
    if numbers.len() < MANY {
        return numbers.sort_unstable();
    }
    let each = numbers.len().div_ceil(WORKERS);
    thread::scope(|scope| {
        for part in numbers.chunks_mut(each) {
            scope.spawn(|| part.sort_unstable());
        }
    });
    // The stable sort finds the parts that are in order, and merges them.
    numbers.sort();
}

/// Does something with all rows, on several threads if they are many. What is `alike` stays together.
fn in_parts<T: Send>(rows: &mut [T], alike: impl Fn(&T, &T) -> bool, work: impl Fn(&mut [T]) + Sync) {
    if rows.len() < MANY {
        return work(rows);
    }
    let middle = rows.len() / 2;
    let cut = (middle..rows.len())
        .find(|&at| at.checked_sub(1).and_then(|before| Some(!alike(rows.get(before)?, rows.get(at)?))) == Some(true));
    let (one, other) = rows.split_at_mut(cut.unwrap_or(rows.len()));
    thread::scope(|scope| {
        scope.spawn(|| work(one));
        work(other);
    });
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

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
    fn many_numbers_are_sorted_in_parts() {
        let mut state = 7_u64;
        let mut numbers: Vec<u64> = std::iter::repeat_with(|| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            state >> 44
        })
        .take(MANY * 2 + 3)
        .collect();
        let mut expected = numbers.clone();
        expected.sort_unstable();
        sort(&mut numbers);
        assert_eq!(numbers, expected);
        let counted = std::sync::Mutex::new(Vec::new());
        in_parts(
            &mut numbers,
            |one, other| one == other,
            |part| counted.lock().unwrap().push((part[0], part[part.len() - 1])),
        );
        let mut counted = counted.into_inner().unwrap();
        counted.sort_unstable();
        assert!(counted.len() == 2 && counted[0].1 < counted[1].0, "{counted:?}");
    }
}
