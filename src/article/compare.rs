//! What a copy of an article adds, leaves out and changes, paragraph by paragraph and word by word.
//!
//! The words of both bodies are aligned as a whole, so that a paragraph that one outlet splits in two is the same text. Case and
//! punctuation are each outlet's own and do not count. What says whether a paragraph is new, or was left out, is how many of its
//! words the other copy has in the same order.

#[cfg(test)]
mod tests;
mod words;

use serde::Serialize;

use super::{Paragraph, Text};
use words::{Aligned, Words};

/// Of a hundred words of a paragraph, how many the other copy has at least where it has the paragraph.
const KEPT: usize = 40;

/// The body of an article.
#[derive(Clone, Copy, Debug)]
pub struct Body<'a> {
    /// Its paragraphs.
    pub paragraphs: &'a [Paragraph],
    /// A number above 0 for each one that is not compared: boilerplate.
    pub left_aside: &'a [u32],
}

/// How an article differs from a copy of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Comparison {
    /// The paragraphs that the other copy does not have, by their numbers.
    pub added: Vec<usize>,
    /// The paragraphs of the other copy that this one does not have.
    pub left_out: Vec<LeftOut>,
    /// The paragraphs in which words differ.
    pub changed: Vec<Changed>,
}

/// A paragraph of the other copy that this one does not have.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LeftOut {
    /// The number of the paragraph before which it would stand.
    pub before: usize,
    /// What it says.
    pub text: Text,
}

/// A paragraph in which words differ.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Changed {
    /// Its number.
    pub paragraph: usize,
    /// What differs, in order.
    pub changes: Vec<Change>,
}

/// Words that differ.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    /// The byte of the paragraph at which the words start.
    pub start: usize,
    /// The byte behind them; the start where nothing stands here.
    pub end: usize,
    /// What this copy says; empty where it says nothing.
    pub here: Text,
    /// What the other copy says in its place; empty where it says nothing.
    pub there: Text,
}

impl Comparison {
    /// Whether both say the same.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.left_out.is_empty() && self.changed.is_empty()
    }

    /// What differs in a paragraph.
    #[must_use]
    pub fn changes(&self, paragraph: usize) -> &[Change] {
        let found = self.changed.binary_search_by_key(&paragraph, |changed| changed.paragraph);
        found.ok().and_then(|at| self.changed.get(at)).map_or(&[], |changed| &changed.changes)
    }

    /// The paragraphs of the other copy that would stand before this one.
    pub fn left_out_before(&self, paragraph: usize) -> impl Iterator<Item = &LeftOut> {
        let from = self.left_out.partition_point(|left_out| left_out.before < paragraph);
        self.left_out.iter().skip(from).take_while(move |left_out| left_out.before == paragraph)
    }
}

/// Compares an article with a copy of it.
#[must_use]
pub fn compare(here: Body<'_>, there: Body<'_>) -> Comparison {
    let (ours, theirs) = (Words::of(here), Words::of(there));
    let aligned = Aligned::new(&ours, &theirs);
    let strangers = (ours.strangers(&aligned.ours), theirs.strangers(&aligned.theirs));
    let (mut new, mut missing) = strangers.clone();
    // What stands elsewhere word for word was moved.
    for (number, is_new) in new.iter_mut().enumerate().filter(|(_, is_new)| **is_new) {
        let same = |other: &usize| missing.get(*other) == Some(&true) && ours.is_same(number, &theirs, *other);
        if let Some(other) = (0..missing.len()).find(same) {
            *is_new = false;
            missing.iter_mut().skip(other).take(1).for_each(|is_missing| *is_missing = false);
        }
    }
    let mut comparison = Comparison::default();
    comparison.added.extend(new.iter().enumerate().filter(|(_, is_new)| **is_new).map(|(number, _)| number));
    for (number, _) in missing.iter().enumerate().filter(|(_, is_missing)| **is_missing) {
        let before = theirs.before(number).rev().find_map(|word| aligned.theirs.get(word).copied().flatten());
        let before = before.and_then(|word| ours.paragraph_of(word)).map_or(0, |paragraph| paragraph + 1);
        let text = there.paragraphs.get(number).map(|paragraph| paragraph.text.clone()).unwrap_or_default();
        comparison.left_out.push(LeftOut { before, text });
    }
    // Where texts were put in another order, these need not ascend.
    comparison.left_out.sort_by_key(|left_out| left_out.before);
    for gap in aligned.gaps() {
        comparison.note(&ours, &theirs, &gap, (&strangers.0, &strangers.1));
    }
    comparison
}

impl Comparison {
    /// Notes what differs between two words that both have.
    fn note(&mut self, ours: &Words<'_>, theirs: &Words<'_>, gap: &words::Gap, (new, missing): (&[bool], &[bool])) {
        let is_in = |flags: &[bool], paragraph: usize| flags.get(paragraph).copied().unwrap_or_default();
        let removed = theirs.by_paragraph(gap.theirs.clone());
        let removed: Vec<&str> = removed
            .filter(|(paragraph, _)| !is_in(missing, *paragraph))
            .map(|(paragraph, range)| theirs.text(paragraph, range))
            .collect();
        let mut there = removed.join(" ");
        let mut changes: Vec<(usize, Change)> = Vec::new();
        for (paragraph, range) in ours.by_paragraph(gap.ours.clone()).filter(|(at, _)| !is_in(new, *at)) {
            let here = Text::new(ours.text(paragraph, range.clone()));
            let change =
                Change { start: range.start, end: range.end, here, there: Text::new(&std::mem::take(&mut there)) };
            changes.push((paragraph, change));
        }
        if !there.is_empty()
            && let Some((paragraph, at)) = ours.end_before(gap.ours.start)
            && !is_in(new, paragraph)
        {
            let change = Change { start: at, end: at, here: Text::default(), there: Text::new(&there) };
            changes.push((paragraph, change));
        }
        for (paragraph, change) in changes {
            match self.changed.last_mut() {
                Some(last) if last.paragraph == paragraph => last.changes.push(change),
                _ => self.changed.push(Changed { paragraph, changes: vec![change] }),
            }
        }
    }
}
