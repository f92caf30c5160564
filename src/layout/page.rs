//! An article as a sequence of blocks, and the rows of each.

mod body;
mod stretches;
#[cfg(test)]
mod tests;

use std::ops::Range;
use std::sync::Arc;

use super::bidi::{Levels, Order};
use super::table::{Columns, Pad, is_rule};
use super::{Folds, Part, Role, Row, counted, width, wrap};
use crate::article::{self, Article, Stamp, Text};

/// The most bytes of a block, so that laying out one takes no time that anybody could feel.
const BLOCK_BYTES: usize = 8 * 1024;
/// What stands between two parts of a line that have nothing to do with each other. A line that breaks there begins with the dot.
const BETWEEN: &str = " \u{b7}\u{a0}";

/// What stands before each line of a note.
const NOTE_LEAD: &str = "| ";
/// How much further in a row of a table goes on.
const HANG: usize = 2;

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
    /// Those of its table, if it is a row of one.
    columns: Option<Arc<Columns>>,
}

impl Block {
    /// A line of it as a row.
    fn row(&self, block: usize, line: Range<usize>, levels: &Levels) -> Row {
        let text = self.text.get(line.clone()).unwrap_or_default();
        let here = |(range, role): &(Range<usize>, Role)| {
            let start = range.start.max(line.start);
            let end = range.end.min(line.end);
            (start < end).then(|| (start - line.start..end - line.start, *role))
        };
        Row {
            block,
            part: self.part,
            indent: 0,
            text: text.to_owned(),
            spans: self.roles.iter().filter_map(here).collect(),
            start: self.offset + line.start,
            end: self.offset + line.end,
            order: if self.part == Part::Meta { Order::of_parts(text, BETWEEN) } else { levels.order(&line) },
            lead: 0,
            pads: Vec::new(),
        }
    }
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
                columns: None,
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
        let is_head = |block: &&Block| matches!(block.part, Part::Headline | Part::Meta);
        let end = self.blocks.iter().take_while(is_head).count();
        let block = |part, text: &str| Block {
            part,
            text: text.to_owned(),
            offset: 0,
            roles: Vec::new(),
            lead: "",
            columns: None,
        };
        self.blocks.insert(end, block(Part::Meta, text));
        if end == 0 {
            self.blocks.insert(1, block(Part::Gap, ""));
        }
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
        let whole = 0..it.text.len();
        let table = it.columns.as_ref();
        if let Some(table) = table.filter(|table| table.width() <= columns)
            && levels.order(&whole) == Order::default()
        {
            let mut row = it.row(block, whole, &levels);
            if is_rule(&it.text) {
                row.text = table.rule();
            } else {
                row.pad(table.pads(&it.text));
            }
            return vec![row];
        }
        // A row of a table that is too wide goes on further in.
        let hang = if table.is_some() { HANG.min(columns / 4) } else { 0 };
        let row = |(number, line): (usize, Range<usize>)| {
            let mut row = it.row(block, line, &levels);
            row.indent = if number == 0 { indent } else { indent + hang };
            if number == 0 && lead.trim() != "" {
                row.lead_in(lead);
            }
            row
        };
        wrap(&it.text, columns - indent - hang).into_iter().enumerate().map(row).collect()
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
        for line in article::untold(article) {
            self.push(Part::Meta, line);
        }
        if !self.blocks.is_empty() {
            self.gap();
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
                self.blocks.push(Block {
                    part: Part::Story { section, item },
                    text,
                    offset: 0,
                    roles,
                    lead: "   ",
                    columns: None,
                });
            }
            self.gap();
        }
    }

    fn elision(&mut self, text: &str, part: Part) {
        let roles = vec![(0..text.len(), Role::Elision)];
        self.blocks.push(Block { part, text: text.to_owned(), offset: 0, roles, lead: "", columns: None });
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
            self.blocks.push(Block { part, text: piece, offset: start, roles: Vec::new(), lead: "", columns: None });
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

    /// Widens the cells of a row of a table, which has no roles.
    fn pad(&mut self, pads: Vec<Pad>) {
        for (at, pad) in pads.iter().rev() {
            self.text.insert_str(*at, pad);
        }
        self.pads = pads.into_iter().map(|(at, pad)| (at, pad.len())).collect();
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
