//! Places in a text, without regard to case, spacing and punctuation, so that two tellings of it can be compared.

use std::ops::Range;

/// A text as its letters and digits, each with the place of its character.
pub(crate) struct Folded {
    letters: Vec<char>,
    places: Vec<usize>,
}

impl Folded {
    pub(crate) fn new(text: &str) -> Self {
        let folded = text
            .chars()
            .enumerate()
            .filter(|(_, c)| c.is_alphanumeric())
            .flat_map(|(place, c)| c.to_lowercase().map(move |c| (c, place)));
        let (letters, places) = folded.unzip();
        Self { letters, places }
    }

    /// The letters that stand in a range of characters.
    pub(crate) fn range(&self, chars: Range<usize>) -> Range<usize> {
        let at = |place| self.places.partition_point(|&of| of < place);
        at(chars.start)..at(chars.end)
    }

    /// Where `other` stands from `from` on.
    pub(crate) fn find(&self, other: &Self, from: usize) -> Option<Range<usize>> {
        let length = other.letters.len();
        if length == 0 {
            return None;
        }
        let windows = self.letters.get(from..)?.windows(length);
        let start = windows.into_iter().position(|window| window == other.letters)? + from;
        Some(start..start + length)
    }
}

/// How many letters two ranges share.
pub(crate) fn shared(a: &Range<usize>, b: &Range<usize>) -> usize {
    a.end.min(b.end).saturating_sub(a.start.max(b.start))
}
