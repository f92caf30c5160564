//! The only arithmetic of widths: an article and a width give rows.
//!
//! A [`Page`] is the article as a sequence of [`Block`]s, made without wrapping anything; [`Page::rows`] lays out one block.
//! So a reader lays out the blocks that it shows, and an article of 20 MB costs no more than what is seen of it.

mod bidi;
mod page;
mod table;
mod wrap;

use std::ops::Range;
use std::sync::Arc;

pub use bidi::{Order, reversed};
pub use page::{Block, Page};
pub use wrap::{fit, plain, width, wrap};

use crate::article::compare::Comparison;

/// What a block of the page is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The headline.
    Headline,
    /// Byline, dates, source, URL.
    Meta,
    /// A paragraph, by its number.
    Paragraph(usize),
    /// A stray line, by its number.
    Stray(usize),
    /// The heading of a section, by its number.
    SectionHeading(usize),
    /// A story link.
    Story {
        /// Its section.
        section: usize,
        /// Its number there.
        item: usize,
    },
    /// The sign-off.
    SignOff,
    /// Folded paragraphs.
    Fold {
        /// How many.
        paragraphs: usize,
    },
    /// Stray lines that are folded away, and how many.
    StraysFolded(usize),
    /// What is said of boilerplate, in the place of it or above it, and how many paragraphs it is.
    Boilerplate(usize),
    /// A paragraph that a copy has and this article has not, by its number.
    LeftOut(usize),
    /// Such paragraphs that are folded away, and how many.
    LeftOutFolded(usize),
    /// What a copy says in the words of a paragraph, by the paragraph's number.
    Changes(usize),
    /// What the reader wrote on the article.
    Note,
    /// An empty row.
    Gap,
    /// What could not be understood, by its number.
    Warning(usize),
}

/// What of an article is folded away.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fold of its own")]
pub struct Folds {
    /// The prose between the quotes: of a paragraph only the sentences with a quote are kept, and paragraphs without one become
    /// a single row.
    pub prose: bool,
    /// Stray lines.
    pub strays: bool,
    /// The stories of these sections.
    pub sections: Vec<usize>,
    /// These paragraphs, ascending.
    pub paragraphs: Vec<usize>,
    /// Boilerplate.
    pub boilerplate: bool,
    /// For each paragraph, in how many articles of the site it stands, where it is boilerplate; else 0.
    pub recurring: Vec<u32>,
    /// How the article differs from the copy that it is compared with.
    pub comparison: Option<Arc<Comparison>>,
    /// What the copy has and this article has not.
    pub left_out: bool,
}

impl Folds {
    /// In how many articles of the site a paragraph stands that is boilerplate.
    #[must_use]
    pub fn recurs(&self, paragraph: usize) -> Option<u32> {
        self.recurring.get(paragraph).copied().filter(|articles| *articles > 0)
    }
}

/// What a stretch of a row is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A direct quote.
    Quote,
    /// The dateline.
    Dateline,
    /// The age of a story.
    Age,
    /// What stands for text that is folded away.
    Elision,
}

/// One line of the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The block that it belongs to.
    pub block: usize,
    /// What the block is.
    pub part: Part,
    /// Empty columns before the text.
    pub indent: usize,
    /// What is drawn behind the indent.
    pub text: String,
    /// The stretches of `text` that have a role: byte ranges in order, apart from one another.
    pub spans: Vec<(Range<usize>, Role)>,
    /// The byte of the source at which the row starts; the source of a paragraph is the paragraph's text.
    pub start: usize,
    /// The byte of the source behind the row.
    pub end: usize,
    /// In which order the text stands on the screen.
    pub order: Order,
    /// Bytes of `text` that stand before the source: a bullet.
    lead: usize,
    /// What stands in `text` and not in the source, to widen cells: before which byte of the source, and how many bytes.
    pads: Vec<(usize, usize)>,
}

impl Row {
    /// The stretch of `text` that shows these bytes of the source.
    #[must_use]
    pub fn locate(&self, source: Range<usize>) -> Option<Range<usize>> {
        let start = source.start.max(self.start);
        let end = source.end.min(self.end);
        let padded = |before: &dyn Fn(usize) -> bool| -> usize {
            self.pads.iter().take_while(|(at, _)| before(self.start + at)).map(|(_, bytes)| bytes).sum()
        };
        (start < end).then(|| {
            let (before, within) = (padded(&|at| at <= start), padded(&|at| at < end));
            start - self.start + self.lead + before..end - self.start + self.lead + within
        })
    }
}

/// A number with its thousands set apart: 1,204.
#[must_use]
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// How many of something, in words: "1 article", "1,204 articles".
#[must_use]
pub fn counted(number: u64, one: &str, many: &str) -> String {
    if number == 1 { format!("1 {one}") } else { format!("{} {many}", grouped(number)) }
}
