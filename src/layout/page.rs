//! An article as a sequence of blocks, and the rows of each.

#[cfg(test)]
mod tests;

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::bidi::{Levels, Order};
use super::{Folds, Part, Role, Row, counted, grouped, width, wrap};
use crate::article::compare::LeftOut;
use crate::article::{Article, ParagraphKind, Stamp, Stray, Text};

/// The most bytes of a block, so that laying out one takes no time that anybody could feel.
const BLOCK_BYTES: usize = 8 * 1024;
/// What stands between two parts of a line that have nothing to do with each other. A line that breaks there begins with the dot.
const BETWEEN: &str = " \u{b7}\u{a0}";
/// What stands for text that is left out between two sentences.
const ELISION: &str = "[\u{2026}]";

/// Characters of a paragraph that a copy has and this article has not, while it is folded away.
const LEFT_OUT: usize = 40;

/// What stands before each line of a note.
const NOTE_LEAD: &str = "| ";

/// One unit of layout.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub part: Part,
    /// What it says.
    pub text: String,
    /// Where its text starts in the paragraph that it was cut from, in bytes.
    pub offset: usize,
    /// The stretches of its text that have a role.
    roles: Vec<(Range<usize>, Role)>,
    /// What stands before its first row; the others are indented as far.
    lead: &'static str,
}

/// An article as a sequence of blocks, in reading order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// The blocks.
    pub blocks: Vec<Block>,
    /// The bytes of text before each block, and at the end of all.
    before: Vec<usize>,
}

impl Page {
    /// The page of `article`, with what the reader wrote on it.
    #[must_use]
    pub fn new(article: &Article, folds: &Folds, note: Option<&str>) -> Self {
        let mut page = Self::default();
        page.head(article);
        for line in note.unwrap_or_default().lines() {
            page.blocks.push(Block {
                part: Part::Note,
                text: line.to_owned(),
                offset: 0,
                roles: Vec::new(),
                lead: NOTE_LEAD,
            });
        }
        if note.is_some() {
            page.gap();
        }
        page.body(article, folds);
        page.sections(article, folds);
        for (number, warning) in article.warnings.iter().enumerate() {
            page.push(Part::Warning(number), &format!("note: {warning}"));
        }
        page.count();
        page
    }

    /// Adds a line to the end of the head.
    pub fn add_to_head(&mut self, text: &str) {
        let end = self.blocks.iter().position(|block| block.part == Part::Gap).unwrap_or(self.blocks.len());
        let line = Block { part: Part::Meta, text: text.to_owned(), offset: 0, roles: Vec::new(), lead: "" };
        self.blocks.insert(end, line);
        self.count();
    }

    fn count(&mut self) {
        let mut sum = 0;
        self.before = self.blocks.iter().map(|block| (sum, sum += block.text.len()).0).collect();
        self.before.push(sum);
    }

    /// The bytes of text before a block.
    #[must_use]
    pub fn bytes_before(&self, block: usize) -> usize {
        self.before.get(block).or(self.before.last()).copied().unwrap_or(0)
    }

    /// The bytes of text of all blocks.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.before.last().copied().unwrap_or(0)
    }

    /// The block that shows a byte of a paragraph or, where that is folded away, the next one of the body.
    #[must_use]
    pub fn block_at(&self, paragraph: usize, offset: usize) -> Option<usize> {
        let here = |block: &Block| match block.part {
            Part::Paragraph(number) if number == paragraph => offset < block.offset + block.text.len().max(1),
            Part::Paragraph(number) => number > paragraph,
            _ => false,
        };
        self.blocks.iter().position(here)
    }

    /// The rows of a block at `columns`.
    #[must_use]
    pub fn rows(&self, block: usize, columns: usize) -> Vec<Row> {
        let Some(it) = self.blocks.get(block) else {
            return Vec::new();
        };
        // A lead leaves at least half of the columns to the text.
        let lead = if width(it.lead) * 2 <= columns { it.lead } else { "" };
        let indent = width(lead);
        let levels = Levels::new(&it.text);
        let row = |(number, line): (usize, Range<usize>)| {
            let here = |(range, role): &(Range<usize>, Role)| {
                let start = range.start.max(line.start);
                let end = range.end.min(line.end);
                (start < end).then(|| (start - line.start..end - line.start, *role))
            };
            let mut row = Row {
                block,
                part: it.part,
                indent,
                text: it.text.get(line.clone()).unwrap_or_default().to_owned(),
                spans: it.roles.iter().filter_map(here).collect(),
                start: it.offset + line.start,
                end: it.offset + line.end,
                order: match it.part {
                    Part::Meta => Order::of_parts(it.text.get(line.clone()).unwrap_or_default(), BETWEEN),
                    _ => levels.order(&line),
                },
                lead: 0,
            };
            if number == 0 && lead.trim() != "" {
                row.lead_in(lead);
            }
            row
        };
        wrap(&it.text, columns - indent).into_iter().enumerate().map(row).collect()
    }

    fn head(&mut self, article: &Article) {
        if let Some(headline) = &article.headline {
            self.push(Part::Headline, headline);
        }
        let meta = meta(article);
        if !meta.is_empty() {
            self.push(Part::Meta, &meta.join(BETWEEN));
        }
        if let Some(url) = &article.url {
            self.push(Part::Meta, url);
        }
        self.gap();
    }

    fn body(&mut self, article: &Article, folds: &Folds) {
        let quotes_only = folds.prose;
        let mut strays = article.strays.iter().enumerate().peekable();
        let (mut folded, mut behind_boilerplate) = (0, false);
        for (number, paragraph) in article.paragraphs.iter().enumerate() {
            let mut here = Vec::new();
            while let Some(stray) = strays.next_if(|(_, stray)| stray.before <= number) {
                here.push(stray);
            }
            self.strays(&here, folds);
            if folds.comparison.is_some() {
                self.fold(std::mem::take(&mut folded));
                self.left_out(number, folds);
            }
            if folds.recurs(number).is_some() {
                if !behind_boilerplate {
                    self.fold(std::mem::take(&mut folded));
                    self.boilerplate(number, folds);
                }
                behind_boilerplate = true;
                if folds.boilerplate || folds.prose {
                    continue;
                }
            } else {
                behind_boilerplate = false;
            }
            let quotes = quoted(article, number);
            if quotes_only && quotes.is_empty() || folds.paragraphs.contains(&number) {
                folded += 1;
                continue;
            }
            self.fold(std::mem::take(&mut folded));
            let mut roles: Vec<_> = quotes.into_iter().map(|range| (range, Role::Quote)).collect();
            if let Some(dateline) = article.dateline.as_ref().filter(|dateline| dateline.paragraph == number) {
                roles.insert(0, (0..dateline.end, Role::Dateline));
            }
            let lead = if paragraph.kind == ParagraphKind::List { "\u{2022} " } else { "" };
            if quotes_only {
                self.sentences(number, &paragraph.text, &roles, lead);
            } else {
                self.paragraph(number, 0..paragraph.text.len(), &paragraph.text, &roles, lead);
                self.changes(number, folds);
            }
            self.gap();
        }
        self.fold(folded);
        self.left_out(article.paragraphs.len(), folds);
        self.strays(&strays.collect::<Vec<_>>(), folds);
        if let Some(sign_off) = &article.sign_off {
            self.push(Part::SignOff, sign_off);
            self.gap();
        }
    }

    /// Stray lines that stand together.
    fn strays(&mut self, strays: &[(usize, &Stray)], folds: &Folds) {
        if folds.strays && !strays.is_empty() {
            let lines = strays.len();
            let plural = if lines == 1 { "" } else { "s" };
            let text = format!("\u{b7}\u{b7}\u{b7} {lines} stray line{plural} \u{b7}\u{b7}\u{b7}");
            self.elision(&text, Part::StraysFolded(lines));
            self.gap();
        } else if !folds.prose {
            for (number, stray) in strays {
                self.push(Part::Stray(*number), &stray.text);
                self.gap();
            }
        }
    }

    /// What is said of the boilerplate that starts with a paragraph.
    fn boilerplate(&mut self, first: usize, folds: &Folds) {
        let here: Vec<u32> = (first..).map_while(|number| folds.recurs(number)).collect();
        let (lines, articles) = (here.len(), here.iter().min().copied().unwrap_or_default());
        let more = if here.iter().any(|other| *other > articles) { " or more" } else { "" };
        let said = counted(lines as u64, "boilerplate line", "boilerplate lines");
        let articles = grouped(u64::from(articles));
        let text = format!("\u{b7}\u{b7}\u{b7} {said}, in {articles} articles of the site{more} \u{b7}\u{b7}\u{b7}");
        self.elision(&text, Part::Boilerplate(lines));
        self.gap();
    }

    /// The paragraphs that a copy has before this one.
    fn left_out(&mut self, paragraph: usize, folds: &Folds) {
        let Some(comparison) = &folds.comparison else { return };
        let here: Vec<&LeftOut> = comparison.left_out_before(paragraph).collect();
        let Some(first) = here.first() else { return };
        if folds.left_out {
            let start: String = first.text.chars().take(LEFT_OUT).collect();
            let said = counted(here.len() as u64, "paragraph", "paragraphs");
            let text = format!("\u{b7}\u{b7}\u{b7} left out: {said}: {start}\u{2026}");
            self.elision(&text, Part::LeftOutFolded(here.len()));
            self.gap();
        } else {
            let from = comparison.left_out.partition_point(|left_out| left_out.before < paragraph);
            for (number, left_out) in (from..).zip(here) {
                self.push(Part::LeftOut(number), &left_out.text);
                self.gap();
            }
        }
    }

    /// What a copy says in the words of a paragraph.
    fn changes(&mut self, paragraph: usize, folds: &Folds) {
        let Some(comparison) = &folds.comparison else { return };
        let said = comparison.changes(paragraph).iter().map(|change| {
            match (change.there.is_empty(), change.here.is_empty()) {
                (true, _) => format!("+ {}", change.here),
                (_, true) => format!("- {}", change.there),
                _ => format!("{} \u{2192} {}", change.there, change.here),
            }
        });
        let said: Vec<String> = said.collect();
        if !said.is_empty() {
            self.elision(&said.join(BETWEEN), Part::Changes(paragraph));
        }
    }

    fn sections(&mut self, article: &Article, folds: &Folds) {
        for (section, list) in article.sections.iter().enumerate() {
            let heading = list.heading.as_deref().unwrap_or("Other stories");
            if folds.sections.contains(&section) {
                self.push(Part::SectionHeading(section), &folded(heading, list.items.len()));
                continue;
            }
            self.push(Part::SectionHeading(section), heading);
            for (item, story) in list.items.iter().enumerate() {
                let mut text = story.title.to_string();
                let end = text.len();
                if let Some(age) = &story.age {
                    // An age is short, and is read at a glance: it stays on one line.
                    text.push_str(BETWEEN);
                    text.push_str(&age.replace(' ', "\u{a0}"));
                }
                if let Some(teaser) = &story.teaser {
                    text.push_str(BETWEEN);
                    text.push_str(teaser);
                }
                let roles = vec![(end..text.len(), Role::Age)];
                self.blocks.push(Block { part: Part::Story { section, item }, text, offset: 0, roles, lead: "   " });
            }
            self.gap();
        }
    }

    /// Keeps the sentences that touch a quote.
    fn sentences(&mut self, number: usize, text: &str, roles: &[(Range<usize>, Role)], lead: &'static str) {
        let mut end = 0;
        let mut kept: Vec<Range<usize>> = Vec::new();
        for sentence in text.split_sentence_bounds() {
            let range = end..end + sentence.len();
            end = range.end;
            let quote = |(quote, role): &(Range<usize>, Role)| {
                *role == Role::Quote && quote.start < range.end && range.start < quote.end
            };
            if !roles.iter().any(quote) {
                continue;
            }
            match kept.last_mut() {
                Some(last) if last.end == range.start => last.end = range.end,
                _ => kept.push(range),
            }
        }
        let mut last = 0;
        for range in kept {
            if range.start > last {
                self.elision(ELISION, Part::Fold { paragraphs: 0 });
            }
            last = range.end;
            self.paragraph(number, range, text, roles, lead);
        }
        if last < text.trim_end().len() {
            self.elision(ELISION, Part::Fold { paragraphs: 0 });
        }
    }

    /// One stretch of a paragraph, in blocks of bounded size.
    fn paragraph(
        &mut self,
        number: usize,
        range: Range<usize>,
        text: &str,
        roles: &[(Range<usize>, Role)],
        lead: &'static str,
    ) {
        let mut start = range.start;
        while start < range.end || range.is_empty() {
            let end = block_end(text, start, range.end);
            let here = |(role_range, role): &(Range<usize>, Role)| {
                let from = role_range.start.max(start);
                let to = role_range.end.min(end);
                (from < to).then(|| (from - start..to - start, *role))
            };
            self.blocks.push(Block {
                part: Part::Paragraph(number),
                text: text.get(start..end).unwrap_or_default().to_owned(),
                offset: start,
                roles: roles.iter().filter_map(here).collect(),
                lead: if start == range.start { lead } else { "" },
            });
            start = end;
            if range.is_empty() {
                break;
            }
        }
    }

    fn fold(&mut self, paragraphs: usize) {
        if paragraphs > 0 {
            let plural = if paragraphs == 1 { "" } else { "s" };
            let text = format!("\u{b7}\u{b7}\u{b7} {paragraphs} paragraph{plural} \u{b7}\u{b7}\u{b7}");
            self.elision(&text, Part::Fold { paragraphs });
            self.gap();
        }
    }

    fn elision(&mut self, text: &str, part: Part) {
        let roles = vec![(0..text.len(), Role::Elision)];
        self.blocks.push(Block { part, text: text.to_owned(), offset: 0, roles, lead: "" });
    }

    fn gap(&mut self) {
        self.push(Part::Gap, "");
    }

    /// A block, or several, without roles.
    fn push(&mut self, part: Part, text: &str) {
        let mut start = 0;
        loop {
            let end = block_end(text, start, text.len());
            let piece = text.get(start..end).unwrap_or_default().to_owned();
            self.blocks.push(Block { part, text: piece, offset: start, roles: Vec::new(), lead: "" });
            start = end;
            if start >= text.len() {
                break;
            }
        }
    }
}

/// The heading of a section that is folded away.
fn folded(heading: &str, stories: usize) -> String {
    format!("{heading} ({})", counted(stories as u64, "story", "stories"))
}

/// Who wrote an article, where it was published, and when. The source is left out where the dateline of the body names it.
fn meta(article: &Article) -> Vec<String> {
    let mut meta = Vec::new();
    let site = article.site.as_ref().map(Text::as_str);
    let authors: Vec<&str> = article.authors.iter().map(Text::as_str).filter(|author| Some(*author) != site).collect();
    if !authors.is_empty() {
        meta.push(format!("By {}", authors.join(", ")));
    }
    meta.extend(site.map(str::to_owned));
    let agency = article.dateline.as_ref().and_then(|dateline| dateline.agency.as_deref());
    let source = article.source.as_deref().filter(|source| site != Some(*source) && agency != Some(*source));
    meta.extend(source.map(str::to_owned));
    meta.extend(article.published.map(|stamp| when(stamp, None)));
    let updated = article.updated.filter(|updated| article.published != Some(*updated));
    meta.extend(updated.map(|stamp| format!("updated\u{a0}{}", when(stamp, article.published))));
    meta
}

/// A date and time as people read them; of the day of `other` only the time.
fn when(stamp: Stamp, other: Option<Stamp>) -> String {
    let zone = |offset: Option<i16>| match offset {
        Some(0) => " UTC".to_owned(),
        Some(offset) => {
            format!(" {}{:02}:{:02}", if offset < 0 { '-' } else { '+' }, offset.abs() / 60, offset.abs() % 60)
        }
        None => String::new(),
    };
    let Some(minute) = stamp.minute else { return stamp.date.to_string() };
    let time = format!("{:02}:{:02}", minute / 60, minute % 60);
    let said = match other {
        Some(other) if (other.date, other.offset) == (stamp.date, stamp.offset) => time,
        _ => format!("{} {time}{}", stamp.date, zone(stamp.offset)),
    };
    said.replace(' ', "\u{a0}")
}

impl Row {
    /// Draws `lead` in the indent.
    fn lead_in(&mut self, lead: &str) {
        let shift = lead.len();
        self.indent = 0;
        self.text.insert_str(0, lead);
        for (range, _) in &mut self.spans {
            *range = range.start + shift..range.end + shift;
        }
        self.lead = shift;
        self.order.lead_in(shift);
    }
}

/// Where a block that starts at `start` ends: at `end`, or at a space or a character's end within the bound.
fn block_end(text: &str, start: usize, end: usize) -> usize {
    if end - start <= BLOCK_BYTES {
        return end;
    }
    let bound = (start..=start + BLOCK_BYTES).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(end);
    let space = text.get(start..bound).and_then(|piece| piece.rfind(' '));
    space.map_or(bound, |space| start + space + 1)
}

/// The stretches of a paragraph that are quoted, in order.
fn quoted(article: &Article, paragraph: usize) -> Vec<Range<usize>> {
    let length = article.paragraphs.get(paragraph).map_or(0, |paragraph| paragraph.text.len());
    // Quotes are in order and do not overlap, so the ones of a paragraph are neighbours.
    let first = article.quotes.partition_point(|quote| quote.end_paragraph < paragraph);
    let here = article.quotes.iter().skip(first).take_while(|quote| quote.paragraph <= paragraph);
    here.map(|quote| {
        let start = if quote.paragraph == paragraph { quote.start } else { 0 };
        let end = if quote.end_paragraph == paragraph { quote.end } else { length };
        start..end
    })
    .collect()
}
