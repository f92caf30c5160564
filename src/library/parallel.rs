//! Work on many items at once.

use std::cmp::Ordering;
use std::num::NonZero;
use std::panic::resume_unwind;
use std::sync::OnceLock;
use std::thread;

/// Threads that work side by side: as many as the machine has for us, within bounds. Two of one processor wait for the disk in turn;
/// more than eight would do so for the one that puts together what they give.
pub(super) fn workers() -> usize {
    static WORKERS: OnceLock<usize> = OnceLock::new();
    *WORKERS.get_or_init(|| thread::available_parallelism().map_or(2, NonZero::get).clamp(2, 8))
}

/// From so many items on, several threads sort.
const MANY: usize = 1 << 15;

/// Sorts, on several threads if the items are many; equal ones keep their order. Stretches that are in order already are found,
/// and only merged.
pub(super) fn sort<T: Send>(items: &mut [T], compare: impl Fn(&T, &T) -> Ordering + Sync) {
    if items.len() >= MANY {
        let each = items.len().div_ceil(workers());
        thread::scope(|scope| {
            for part in items.chunks_mut(each) {
                scope.spawn(|| part.sort_by(&compare));
            }
        });
    }
    items.sort_by(compare);
}

/// What comes of each item, in their order, worked out on several threads.
pub(super) fn map<T: Sync, U: Send>(items: &[T], each: impl Fn(&T) -> U + Sync) -> Vec<U> {
    let mut items: Vec<&T> = items.iter().collect();
    map_mut(&mut items, |item| each(item))
}

/// As [`map`], where the items are worked on as well.
pub(super) fn map_mut<T: Send, U: Send>(items: &mut [T], each: impl Fn(&mut T) -> U + Sync) -> Vec<U> {
    let part = |part: &mut [T]| part.iter_mut().map(&each).collect::<Vec<U>>();
    if items.len() == 1 {
        return part(items);
    }
    thread::scope(|scope| {
        let parts: Vec<_> = items
            .chunks_mut(items.len().div_ceil(workers()).max(1))
            .map(|items| scope.spawn(move || part(items)))
            .collect();
        parts.into_iter().flat_map(|part| part.join().unwrap_or_else(|panic| resume_unwind(panic))).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_items_are_sorted_in_parts() {
        let mut state = 7_u64;
        let mut numbers: Vec<(u64, usize)> = std::iter::repeat_with(|| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            state >> 50
        })
        .zip(0..)
        .take(MANY * 2 + 3)
        .collect();
        let mut expected = numbers.clone();
        expected.sort_unstable();
        sort(&mut numbers, |one, other| one.0.cmp(&other.0));
        assert_eq!(numbers, expected);
    }

    #[test]
    fn mapped_items_keep_their_order() {
        for count in [0, 1, 2, 7] {
            let items: Vec<usize> = (0..count).collect();
            assert_eq!(map(&items, |item| item * 2), items.iter().map(|item| item * 2).collect::<Vec<_>>());
        }
    }
}
