//! Pairing of marks: where quotes start and end.

use rustc_hash::FxHashSet;

use super::marks::{self, Facing, Family, Mark};
use crate::article::{Paragraph, ParagraphKind};

/// Words of a quote in single marks where double ones are the primary ones: fewer are words that are talked about.
const CURLY_WORDS: usize = 3;

/// A quotation, mark to mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) paragraph: usize,
    pub(super) start: usize,
    pub(super) end_paragraph: usize,
    pub(super) end: usize,
}

/// Quotes are looked for in running text, not in sub-headings and captions.
pub(super) fn is_prose(paragraph: &Paragraph) -> bool {
    matches!(paragraph.kind, ParagraphKind::Text | ParagraphKind::List)
}

/// The quotations of a body, in order, and what is odd about them.
pub(super) fn find(paragraphs: &[Paragraph]) -> (Vec<Span>, Vec<String>) {
    let mut doubles = Pairing::default();
    let mut free_singles = 0;
    for (number, paragraph) in paragraphs.iter().enumerate().filter(|(_, paragraph)| is_prose(paragraph)) {
        doubles.read(paragraphs, number, false);
        free_singles += count_free_singles(&paragraph.text);
    }
    if free_singles == 0 {
        return (doubles.spans, doubles.warnings);
    }
    let mut singles = Pairing::default();
    for (number, _) in paragraphs.iter().enumerate().filter(|(_, paragraph)| is_prose(paragraph)) {
        singles.read(paragraphs, number, true);
    }
    // Single marks are the primary ones where double ones stand inside of them only, or hardly at all.
    let mixed = singles.spans.iter().filter(|span| is_single(paragraphs, span)).count();
    let outer_doubles = singles.spans.len() - mixed;
    if mixed > 2 * outer_doubles && free_singles > doubles.spans.len() {
        return (singles.spans, singles.warnings);
    }
    add_curly(paragraphs, &singles.spans, &mut doubles.spans);
    (doubles.spans, doubles.warnings)
}

/// Adds quotes in ‘curly’ marks, which are no apostrophes, from the paragraphs that have no other.
fn add_curly(paragraphs: &[Paragraph], singles: &[Span], spans: &mut Vec<Span>) {
    let quoted: FxHashSet<usize> = spans.iter().flat_map(|span| span.paragraph..=span.end_paragraph).collect();
    let whole = |span: &&Span| {
        let text = paragraphs.get(span.paragraph).map_or("", |paragraph| &paragraph.text);
        let words = text.get(span.start..span.end).unwrap_or_default();
        span.paragraph == span.end_paragraph
            && words.starts_with('\u{2018}')
            && words.ends_with('\u{2019}')
            && words.split_whitespace().nth(CURLY_WORDS - 1).is_some()
    };
    let apart =
        singles.iter().filter(|span| is_single(paragraphs, span) && !quoted.contains(&span.paragraph)).filter(whole);
    let before = spans.len();
    spans.extend(apart.copied());
    if spans.len() > before {
        spans.sort_by_key(|span| (span.paragraph, span.start));
    }
}

fn is_single(paragraphs: &[Paragraph], span: &Span) -> bool {
    let text = paragraphs.get(span.paragraph).map_or("", |paragraph| &paragraph.text);
    let words = text.get(span.start..).unwrap_or_default();
    words.starts_with(['\'', '\u{2018}']) && !words.starts_with("''") && !words.starts_with("\u{2018}\u{2018}")
}

/// How many single marks stand before a word, as no apostrophe within one does.
fn count_free_singles(text: &str) -> usize {
    let bytes = text.as_bytes();
    let free = |at: usize| {
        at.checked_sub(1).and_then(|before| bytes.get(before)).is_none_or(|byte| !byte.is_ascii_alphanumeric())
    };
    let straight = memchr::memchr_iter(b'\'', bytes).filter(|at| free(*at)).count();
    // The last byte of ‘ in UTF-8 is rarer than its first one.
    let is_curly =
        |at: &usize| at.checked_sub(2).and_then(|start| bytes.get(start..=*at)) == Some("\u{2018}".as_bytes());
    straight + memchr::memchr_iter(0x98, bytes).filter(is_curly).count()
}

/// A quote that is open.
#[derive(Clone, Copy)]
struct Open {
    family: Family,
    paragraph: usize,
    start: usize,
    /// Marks of its family that opened within it.
    depth: usize,
}

/// Reads paragraph after paragraph.
#[derive(Default)]
struct Pairing {
    open: Option<Open>,
    marks: Vec<Mark>,
    spans: Vec<Span>,
    warnings: Vec<String>,
}

impl Pairing {
    fn read(&mut self, paragraphs: &[Paragraph], number: usize, singles: bool) {
        let text = paragraphs.get(number).map_or("", |paragraph| &*paragraph.text);
        let mut marks = std::mem::take(&mut self.marks);
        marks::find(text, singles, &mut marks);
        if marks.is_empty() && self.open.is_none() {
            self.marks = marks;
            return;
        }
        let next = paragraphs.iter().skip(number + 1).find(|next| is_prose(next));
        let goes_on = |family| next.is_some_and(|next| marks::reopens(&next.text, family));
        let mut balance = Balance::new(&marks);
        for (at, mark) in marks.iter().enumerate() {
            balance.pass(mark);
            match self.open {
                None => self.start(mark, number),
                Some(open) if open.family == mark.family => {
                    let behind =
                        || marks.get(at + 1..).unwrap_or_default().iter().find(|next| next.family == mark.family);
                    if mark.facing == Facing::MayClose && behind().is_some_and(|next| next.facing != Facing::Opens) {
                        continue;
                    }
                    let reopened =
                        open.paragraph < number && at == 0 && mark.start == 0 && mark.facing != Facing::Closes;
                    if !reopened {
                        // One of the marks to come closes this one, and another or a later paragraph the quote itself.
                        let spare = balance.spare(mark.family);
                        self.within(open, mark, number, text, spare >= 2 || spare == 1 && goes_on(mark.family));
                    }
                }
                Some(_) => {}
            }
        }
        self.marks = marks;
        if let Some(open) = self.open
            && !goes_on(open.family)
        {
            self.open = None;
            // A single mark that never closes was an apostrophe, and a mark with nothing behind it opened nothing.
            let says = open.paragraph < number
                || text.get(open.start..).is_some_and(|rest| rest.contains(char::is_alphanumeric));
            if open.family != Family::Single && says {
                self.close(open, number, text.trim_end().len());
                self.warnings.push(format!("a quote in paragraph {} is not closed", open.paragraph + 1));
            }
        }
    }

    fn start(&mut self, mark: &Mark, number: usize) {
        if matches!(mark.facing, Facing::Opens | Facing::Either) {
            self.open = Some(Open { family: mark.family, paragraph: number, start: mark.start, depth: 0 });
        }
    }

    /// A mark of the family of the quote that is open.
    fn within(&mut self, open: Open, mark: &Mark, number: usize, text: &str, nests: bool) {
        match mark.facing {
            Facing::Opens if nests => self.open = Some(Open { depth: open.depth + 1, ..open }),
            Facing::Opens => {
                // There is no mark left to close both. Behind a full stop it reopens the quote, as a paragraph does that was
                // joined with the one before; else the first one was never closed.
                let before = text.get(..mark.start).unwrap_or_default().trim_end();
                if open.paragraph < number || before.len() > open.start {
                    self.close(open, number, before.len());
                }
                if !before.ends_with(['.', '!', '?', '…']) {
                    self.warnings.push(format!("a quote in paragraph {} is not closed", open.paragraph + 1));
                }
                self.open = None;
                self.start(mark, number);
            }
            _ if open.depth > 0 => self.open = Some(Open { depth: open.depth - 1, ..open }),
            _ => {
                self.close(open, number, mark.end);
                self.open = None;
            }
        }
    }

    fn close(&mut self, open: Open, end_paragraph: usize, end: usize) {
        self.spans.push(Span { paragraph: open.paragraph, start: open.start, end_paragraph, end });
    }
}

/// The marks of a paragraph that are still to come, so that nesting is told from a mark that is missing.
struct Balance {
    left: [(usize, usize); 2],
}

impl Balance {
    fn new(marks: &[Mark]) -> Self {
        let mut balance = Self { left: [(0, 0); 2] };
        for mark in marks {
            balance.count(mark, |count| *count += 1);
        }
        balance
    }

    fn pass(&mut self, mark: &Mark) {
        self.count(mark, |count| *count -= 1);
    }

    fn count(&mut self, mark: &Mark, by: impl Fn(&mut usize)) {
        let Some((opening, closing)) = self.left.get_mut(usize::from(mark.family != Family::Double)) else { return };
        by(if mark.facing == Facing::Opens { opening } else { closing });
    }

    /// How many closing marks are left beyond those that the opening ones to come need.
    fn spare(&self, family: Family) -> usize {
        let (opening, closing) = self.left.get(usize::from(family != Family::Double)).copied().unwrap_or_default();
        closing.saturating_sub(opening)
    }
}
