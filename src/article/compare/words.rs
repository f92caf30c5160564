//! The words of a body, and those of two bodies side by side.

use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};
use unicode_segmentation::UnicodeSegmentation;

use super::super::Paragraph;
use super::{Body, KEPT};

/// Words of both bodies that are aligned; of more, paragraphs that are the same as a whole.
const MOST: usize = 20_000;
/// So many words that both have by chance between long stretches that differ are no sign that these are the same.
const CHANCE: usize = 2;
/// How many times as long a stretch is that makes them look like chance.
const LONGER: usize = 4;

/// A word: its paragraph, its bytes there, and what it is compared by.
struct Word {
    paragraph: usize,
    range: Range<usize>,
    key: String,
}

/// The words of a body in order.
pub(super) struct Words<'a> {
    paragraphs: &'a [Paragraph],
    all: Vec<Word>,
    /// Where the words of each paragraph start, and where the last one's end.
    starts: Vec<usize>,
}

impl<'a> Words<'a> {
    pub(super) fn of(body: Body<'a>) -> Self {
        let (mut words, mut starts) = (Vec::new(), vec![0]);
        for (paragraph, it) in body.paragraphs.iter().enumerate() {
            if body.left_aside.get(paragraph).is_none_or(|aside| *aside == 0) {
                let all = it.text.split_word_bound_indices();
                let all = all.filter(|(_, word)| word.contains(char::is_alphanumeric));
                words.extend(all.map(|(start, word)| {
                    let key = word.to_lowercase().replace('\u{2019}', "'");
                    Word { paragraph, range: start..start + word.len(), key }
                }));
            }
            starts.push(words.len());
        }
        Self { paragraphs: body.paragraphs, all: words, starts }
    }

    fn keys(&self) -> Vec<&str> {
        self.all.iter().map(|word| word.key.as_str()).collect()
    }

    /// The words of a paragraph.
    fn within(&self, paragraph: usize) -> Range<usize> {
        let at = |number: usize| self.starts.get(number).copied().unwrap_or(self.all.len());
        at(paragraph)..at(paragraph + 1)
    }

    /// The words before a paragraph.
    pub(super) fn before(&self, paragraph: usize) -> Range<usize> {
        0..self.within(paragraph).start
    }

    /// Whether each paragraph has so few words of the other body that this does not have it.
    pub(super) fn strangers(&self, partners: &[Option<usize>]) -> Vec<bool> {
        let is_stranger = |paragraph: usize| {
            let words = partners.get(self.within(paragraph)).unwrap_or_default();
            !words.is_empty() && words.iter().flatten().count() * 100 < words.len() * KEPT
        };
        (0..self.paragraphs.len()).map(is_stranger).collect()
    }

    /// Whether a paragraph says the same as one of another body.
    pub(super) fn is_same(&self, paragraph: usize, other: &Words<'_>, there: usize) -> bool {
        let keys = |words: &Words<'_>, paragraph: usize| -> Vec<String> {
            let words = words.all.get(words.within(paragraph)).unwrap_or_default();
            words.iter().map(|word| word.key.clone()).collect()
        };
        self.within(paragraph).len() == other.within(there).len() && keys(self, paragraph) == keys(other, there)
    }

    pub(super) fn paragraph_of(&self, word: usize) -> Option<usize> {
        self.all.get(word).map(|word| word.paragraph)
    }

    /// Words in a row as stretches of paragraphs.
    pub(super) fn by_paragraph(&self, words: Range<usize>) -> impl Iterator<Item = (usize, Range<usize>)> + '_ {
        let groups = self.all.get(words).unwrap_or_default().chunk_by(|one, other| one.paragraph == other.paragraph);
        groups.filter_map(|group| {
            let (first, last) = (group.first()?, group.last()?);
            Some((first.paragraph, first.range.start..last.range.end))
        })
    }

    pub(super) fn text(&self, paragraph: usize, range: Range<usize>) -> &str {
        self.paragraphs.get(paragraph).and_then(|paragraph| paragraph.text.get(range)).unwrap_or_default()
    }

    /// The paragraph, and the byte of it, behind the word before this one; at the start that before the first.
    pub(super) fn end_before(&self, word: usize) -> Option<(usize, usize)> {
        match word.checked_sub(1).and_then(|before| self.all.get(before)) {
            Some(before) => Some((before.paragraph, before.range.end)),
            None => self.all.first().map(|first| (first.paragraph, first.range.start)),
        }
    }
}

/// Words of both between two that are the same.
#[derive(Clone)]
pub(super) struct Gap {
    pub(super) ours: Range<usize>,
    pub(super) theirs: Range<usize>,
}

/// The words of two bodies, each with the word of the other that is the same in the same order.
pub(super) struct Aligned {
    pub(super) ours: Vec<Option<usize>>,
    pub(super) theirs: Vec<Option<usize>>,
}

impl Aligned {
    pub(super) fn new(ours: &Words<'_>, theirs: &Words<'_>) -> Self {
        let mut aligned = Self { ours: vec![None; ours.all.len()], theirs: vec![None; theirs.all.len()] };
        if ours.all.len() + theirs.all.len() > MOST {
            aligned.by_paragraph(ours, theirs);
            return aligned;
        }
        let operations = capture_diff_slices(Algorithm::Myers, &theirs.keys(), &ours.keys());
        for (at, operation) in operations.iter().enumerate() {
            if let DiffOp::Equal { old_index, new_index, len } = *operation
                && !is_chance(&operations, at, len)
            {
                aligned.join(new_index, old_index, len);
            }
        }
        aligned
    }

    fn by_paragraph(&mut self, ours: &Words<'_>, theirs: &Words<'_>) {
        let whole = |words: &Words<'_>| -> Vec<String> {
            let keys = words.keys();
            (0..words.paragraphs.len()).map(|at| keys.get(words.within(at)).unwrap_or_default().join(" ")).collect()
        };
        for operation in capture_diff_slices(Algorithm::Myers, &whole(theirs), &whole(ours)) {
            if let DiffOp::Equal { old_index, new_index, len } = operation {
                let words = theirs.within(old_index).start..theirs.within(old_index + len - 1).end;
                self.join(ours.within(new_index).start, words.start, words.len());
            }
        }
    }

    fn join(&mut self, ours: usize, theirs: usize, count: usize) {
        for (here, there) in (ours..ours + count).zip(theirs..) {
            if let (Some(one), Some(other)) = (self.ours.get_mut(here), self.theirs.get_mut(there)) {
                (*one, *other) = (Some(there), Some(here));
            }
        }
    }

    /// The gaps between the words that both have.
    pub(super) fn gaps(&self) -> Vec<Gap> {
        let mut gaps = Vec::new();
        let (mut here, mut there) = (0, 0);
        let pairs = self.ours.iter().enumerate().filter_map(|(one, other)| Some((one, (*other)?)));
        for (one, other) in pairs.chain([(self.ours.len(), self.theirs.len())]) {
            if one > here || other > there {
                gaps.push(Gap { ours: here..one, theirs: there..other });
            }
            (here, there) = (one + 1, other + 1);
        }
        gaps
    }
}

/// Whether so many equal words stand between stretches that are much longer and differ.
fn is_chance(operations: &[DiffOp], at: usize, length: usize) -> bool {
    let differs = |operation: Option<&DiffOp>| {
        operation.is_some_and(|operation| operation.old_range().len() + operation.new_range().len() > LONGER * length)
    };
    let before = at.checked_sub(1).and_then(|before| operations.get(before));
    length <= CHANCE && differs(before) && differs(operations.get(at + 1))
}
