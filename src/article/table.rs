//! Tables of words. Most words of a text are in none of them, and their shapes tell so.

use rustc_hash::FxHashMap;

use super::starts::with_lower;

/// Bits for the length of a word, and for its first and its last letter.
const BITS: usize = 15;

/// Words in lower case, each with what the table says of it.
pub(super) struct Table<T> {
    words: FxHashMap<&'static str, T>,
    /// Which lengths, with which first and last letters, the words in ASCII have: a bit for each.
    shapes: Vec<u64>,
}

impl<T: Copy + Default> Table<T> {
    /// A table of words; `add` puts together what is said of one that comes more than once.
    pub(super) fn new(words: impl Iterator<Item = (&'static str, T)>, add: impl Fn(T, T) -> T) -> Self {
        let mut table = Self { words: FxHashMap::default(), shapes: vec![0; (1 << BITS) / 64] };
        for (word, what) in words {
            let shape = shape(word);
            if let Some(bits) = table.shapes.get_mut(shape / 64) {
                *bits |= 1 << (shape % 64);
            }
            let known = table.words.entry(word).or_default();
            *known = add(*known, what);
        }
        table
    }

    /// What is said of a word in lower case.
    pub(super) fn get(&self, word: &str) -> Option<T> {
        if self.may_have(word) { self.words.get(word).copied() } else { None }
    }

    /// What is said of a word in any case.
    pub(super) fn get_folded(&self, word: &str) -> Option<T> {
        if !self.may_have(word) {
            return None;
        }
        with_lower(word, |word| self.words.get(word).copied())
    }

    fn may_have(&self, word: &str) -> bool {
        let shape = shape(word);
        // Another script may have letters that fold to ASCII, or to letters of another length.
        !word.is_ascii() || self.shapes.get(shape / 64).is_some_and(|bits| bits >> (shape % 64) & 1 == 1)
    }
}

/// The length of a word with its first and last letter, whatever their case.
fn shape(word: &str) -> usize {
    let bytes = word.as_bytes();
    let letter = |byte: Option<&u8>| usize::from(byte.copied().unwrap_or_default() & 31);
    word.len().min(31) << 10 | letter(bytes.first()) << 5 | letter(bytes.last())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_in_any_case() {
        let table = Table::new([("by", 1), ("über", 2), ("by", 4), ("\u{3c3}", 8)].into_iter(), |a: u8, b| a | b);
        for (word, what) in [("by", Some(5)), ("BY", None), ("bye", None), ("über", Some(2)), ("", None)] {
            assert_eq!(table.get(word), what, "{word}");
        }
        for (word, what) in [("By", Some(5)), ("ÜBER", Some(2)), ("b", None), ("\u{3a3}", Some(8)), ("bz", None)] {
            assert_eq!(table.get_folded(word), what, "{word}");
        }
    }
}
