//! Sets of positions.

/// A set of numbers below a length: one bit each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bits {
    words: Vec<u64>,
    len: usize,
}

impl Bits {
    /// An empty set of numbers below `len`.
    #[must_use]
    pub fn new(len: usize) -> Self {
        Self { words: vec![0; len.div_ceil(64)], len }
    }

    /// All numbers below `len`.
    #[must_use]
    pub fn full(len: usize) -> Self {
        let mut bits = Self::new(len);
        bits.not();
        bits
    }

    /// Numbers below this one can be in the set.
    #[must_use]
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether no number is in the set.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        // Many words at a time, without a branch for each.
        self.words.chunks(64).all(|words| words.iter().fold(0, |any, word| any | word) == 0)
    }

    /// Lets numbers up to below `len` into the set; it never shrinks.
    pub fn grow(&mut self, len: usize) {
        self.len = self.len.max(len);
        self.words.resize(self.len.div_ceil(64), 0);
    }

    /// Puts a number in, and says whether it was not there before. One that is too great is left out.
    #[inline]
    pub fn set(&mut self, number: usize) -> bool {
        let bit = 1 << (number % 64);
        match self.words.get_mut(number / 64) {
            Some(word) if number < self.len && *word & bit == 0 => {
                *word |= bit;
                true
            }
            _ => false,
        }
    }

    /// Puts all numbers of a range in, as far as they are not too great.
    pub fn set_range(&mut self, range: std::ops::Range<usize>) {
        let (from, to) = (range.start, range.end.min(self.len));
        for (word, start) in self.words.iter_mut().zip((0..).step_by(64)).skip(from / 64) {
            if start >= to {
                break;
            }
            let above = u64::MAX << from.saturating_sub(start).min(63);
            let below = if to - start < 64 { (1 << (to - start)) - 1 } else { u64::MAX };
            *word |= above & below;
        }
    }

    /// Takes a number out.
    #[inline]
    pub fn clear(&mut self, number: usize) {
        if let Some(word) = self.words.get_mut(number / 64) {
            *word &= !(1 << (number % 64));
        }
    }

    /// Whether a number is in the set.
    #[inline]
    #[must_use]
    pub fn get(&self, number: usize) -> bool {
        self.words.get(number / 64).is_some_and(|word| word >> (number % 64) & 1 == 1)
    }

    /// Keeps what is in `other` too.
    pub fn and(&mut self, other: &Self) {
        let others = other.words.iter().chain(std::iter::repeat(&0));
        self.words.iter_mut().zip(others).for_each(|(word, other)| *word &= other);
    }

    /// Puts in what is in `other`, and grows to its length.
    pub fn or(&mut self, other: &Self) {
        self.grow(other.len);
        self.words.iter_mut().zip(&other.words).for_each(|(word, other)| *word |= other);
    }

    /// Takes out what is in `other`.
    pub fn and_not(&mut self, other: &Self) {
        self.words.iter_mut().zip(&other.words).for_each(|(word, other)| *word &= !other);
    }

    /// Turns the set into what was not in it.
    pub fn not(&mut self) {
        self.words.iter_mut().for_each(|word| *word = !*word);
        let over = self.len % 64;
        if let Some(last) = self.words.last_mut().filter(|_| over > 0) {
            *last &= (1 << over) - 1;
        }
    }

    /// How many numbers are in the set.
    #[must_use]
    pub fn count(&self) -> usize {
        self.words.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// How many numbers below `number` are in the set.
    #[must_use]
    pub fn rank(&self, number: usize) -> usize {
        let whole: usize = self.words.iter().take(number / 64).map(|word| word.count_ones() as usize).sum();
        let below = (1_u64 << (number % 64)) - 1;
        whole + self.words.get(number / 64).map_or(0, |word| (word & below).count_ones() as usize)
    }

    /// The numbers in the set, from `from` on, in order.
    pub fn iter_from(&self, from: usize) -> impl Iterator<Item = usize> + '_ {
        let above = u64::MAX << (from % 64);
        // Most words of a small set are empty: they are passed over at once.
        let words = self.words.iter().enumerate().skip(from / 64).filter(|(_, word)| **word != 0);
        words.flat_map(move |(at, &word)| {
            let mut rest = if at == from / 64 { word & above } else { word };
            std::iter::from_fn(move || {
                let bit = (rest != 0).then(|| rest.trailing_zeros() as usize)?;
                rest &= rest - 1;
                Some(at * 64 + bit)
            })
        })
    }

    /// The numbers in the set, in order.
    pub fn iter(&self) -> impl Iterator<Item = usize> + '_ {
        self.iter_from(0)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    fn bits(len: usize, numbers: &BTreeSet<usize>) -> Bits {
        let mut bits = Bits::new(len);
        for &number in numbers {
            assert_eq!(bits.set(number), number < len);
        }
        bits
    }

    fn set(bits: &Bits) -> BTreeSet<usize> {
        bits.iter().collect()
    }

    #[test]
    fn a_set_keeps_to_its_length() {
        let mut bits = Bits::full(70);
        assert_eq!((bits.count(), bits.get(69), bits.get(70)), (70, true, false));
        assert!(!bits.set(70));
        bits.grow(71);
        assert!(bits.set(70) && !bits.set(70));
        assert_eq!((bits.len(), bits.count(), bits.is_empty()), (71, 71, false));
        bits.not();
        assert!(bits.is_empty() && Bits::default().is_empty());
    }

    proptest! {
        #[test]
        fn a_range_is_its_numbers(len in 0..200_usize, from in 0..220_usize, count in 0..220_usize) {
            let mut bits = Bits::new(len);
            bits.set_range(from..from + count);
            prop_assert!(set(&bits).into_iter().eq((from..from + count).filter(|&number| number < len)));
        }

        #[test]
        fn it_is_a_set(
            len in 0..200_usize,
            one in proptest::collection::btree_set(0..200_usize, 0..80),
            other in proptest::collection::btree_set(0..200_usize, 0..80),
            at in 0..200_usize,
        ) {
            let (mut left, mut right) = (bits(len, &one), bits(200, &other));
            let one: BTreeSet<usize> = one.into_iter().filter(|&number| number < len).collect();
            prop_assert_eq!(set(&left), one.clone());
            prop_assert_eq!(left.count(), one.len());
            prop_assert_eq!(left.rank(at), one.range(..at).count());
            prop_assert!(left.iter_from(at).eq(one.range(at..).copied()));
            let mut both = left.clone();
            both.and(&right);
            prop_assert_eq!(set(&both), &one & &other);
            let mut rest = left.clone();
            rest.and_not(&right);
            prop_assert_eq!(set(&rest), &one - &other);
            right.or(&left);
            prop_assert_eq!(set(&right), &one | &other);
            left.not();
            prop_assert_eq!(set(&left), (0..len).filter(|number| !one.contains(number)).collect());
            left.clear(at);
            prop_assert!(!left.get(at));
        }
    }
}
