//! The reader: one article, and the window over its rows.
//!
//! The window hangs on an anchor, the row at its top; only the blocks that it shows are laid out, so that an article of
//! 20 MB scrolls like one of 20 lines.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

use regex::Regex;

use super::history::Visit;
use crate::article::{Article, ArticleId};
use crate::layout::{Page, Part, Row};
use crate::library::Position;
use crate::marks;

/// Laid-out blocks that are kept; the window and a page around it fit many times.
const BLOCKS_KEPT: usize = 512;

/// What the reader has singled out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Focus {
    /// A quote, by its number.
    Quote(usize),
    /// A story link, by section and item.
    Link(usize, usize),
}

/// A search in the article.
#[derive(Debug)]
pub struct Search {
    /// What was typed.
    pub text: String,
    /// Where it occurs: the block, and the bytes of its text.
    pub hits: Vec<(usize, std::ops::Range<usize>)>,
    /// The hit that the reader stands on.
    pub current: usize,
}

/// One article on the screen.
#[derive(Debug)]
pub struct Reader {
    /// Its row in the catalogue.
    pub position: Position,
    /// What it says.
    pub article: Arc<Article>,
    /// The library's articles that its story links mean, by section and item.
    pub links: Vec<Vec<Option<Position>>>,
    /// Whether the prose between the quotes is folded away.
    pub quotes_only: bool,
    /// What is singled out.
    pub focus: Option<Focus>,
    /// The search in force.
    pub search: Option<Search>,
    page: Page,
    columns: usize,
    height: usize,
    top: (usize, usize),
    laid_out: RefCell<HashMap<usize, Rc<Vec<Row>>>>,
}

impl Reader {
    /// Opens an article at its start, to be read in `columns` and `height` rows.
    #[must_use]
    pub fn new(
        position: Position,
        article: Arc<Article>,
        links: Vec<Vec<Option<Position>>>,
        (columns, height): (usize, usize),
    ) -> Self {
        let page = Page::new(&article, false);
        Self {
            position,
            article,
            links,
            quotes_only: false,
            focus: None,
            search: None,
            page,
            columns,
            height,
            top: (0, 0),
            laid_out: RefCell::default(),
        }
    }

    /// The article's key.
    #[must_use]
    pub fn id(&self) -> ArticleId {
        self.article.id
    }

    /// Fits the window; the text at its top stays there.
    pub fn resize(&mut self, columns: usize, height: usize) {
        if columns != self.columns {
            let anchor = self.anchor();
            self.columns = columns;
            self.laid_out.borrow_mut().clear();
            self.go(anchor);
        }
        self.height = height;
        self.stop_at_the_end();
    }

    /// The rows of the window.
    #[must_use]
    pub fn rows(&self) -> Vec<Row> {
        let mut rows = Vec::with_capacity(self.height);
        let (mut block, mut skip) = self.top;
        while rows.len() < self.height && block < self.page.blocks.len() {
            let all = self.block(block);
            rows.extend(all.iter().skip(skip).take(self.height - rows.len()).cloned());
            skip = 0;
            block += 1;
        }
        rows
    }

    /// Whether the end of the article is in the window.
    #[must_use]
    pub fn at_end(&self) -> bool {
        self.bottom_row().is_none()
    }

    /// How much of the article is above the lower edge of the window, in per cent of its bytes.
    #[must_use]
    pub fn percent(&self) -> usize {
        let Some((block, row)) = self.bottom_row() else {
            return 100;
        };
        let rows = self.block(block);
        let start = rows.get(row).map_or(0, |row| self.bytes_into(row));
        ((self.page.bytes_before(block) + start) * 100 / self.page.bytes().max(1)).min(99)
    }

    /// Scrolls by `rows`, and says whether anything moved.
    pub fn scroll(&mut self, rows: isize) -> bool {
        let before = self.top;
        if rows < 0 {
            self.up(rows.unsigned_abs());
        } else {
            self.down(rows.unsigned_abs());
            self.stop_at_the_end();
        }
        self.top != before
    }

    /// To the first row.
    pub fn to_top(&mut self) {
        self.top = (0, 0);
    }

    /// To the last row.
    pub fn to_bottom(&mut self) {
        self.top = (self.page.blocks.len(), 0);
        self.up(self.height);
    }

    /// The window's height in rows.
    #[must_use]
    pub fn height(&self) -> usize {
        self.height
    }

    /// The text at the top of the window: a block, and a byte of it.
    #[must_use]
    pub fn anchor(&self) -> (usize, usize) {
        let (block, row) = self.top;
        (block, self.block(block).get(row).map_or(0, |row| row.start))
    }

    /// Puts the text at `anchor` at the top of the window.
    pub fn go(&mut self, (block, start): (usize, usize)) {
        let block = block.min(self.page.blocks.len().saturating_sub(1));
        let row = self.block(block).iter().rposition(|row| row.start <= start);
        self.top = (block, row.unwrap_or(0));
        self.stop_at_the_end();
    }

    /// Where the reader stands, for the history.
    #[must_use]
    pub fn visit(&self) -> Visit {
        let link = match self.focus {
            Some(Focus::Link(section, item)) => Some((section, item)),
            _ => None,
        };
        Visit { article: self.position, top: self.anchor(), link }
    }

    /// Where a block's text starts in the paragraph that it was cut from, in bytes.
    #[must_use]
    pub fn offset(&self, block: usize) -> usize {
        self.page.blocks.get(block).map_or(0, |block| block.offset)
    }

    /// Goes back to where the reader stood.
    pub fn restore(&mut self, visit: Visit) {
        self.focus = visit.link.map(|(section, item)| Focus::Link(section, item));
        self.go(visit.top);
    }

    /// Where the reader stands in the body: what is kept between sessions. The start, once the end was reached.
    #[must_use]
    pub fn reading_position(&self) -> marks::Position {
        let (first, start) = self.anchor();
        let paragraph = self.page.blocks.iter().skip(first).find_map(|block| match block.part {
            Part::Paragraph(paragraph) => Some(paragraph),
            _ => None,
        });
        let at_start = self.top == (0, 0) || self.at_end();
        let offset = match self.page.blocks.get(first).map(|block| block.part) {
            Some(Part::Paragraph(_)) => start,
            _ => 0,
        };
        let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        match paragraph {
            Some(paragraph) if !at_start => marks::Position { paragraph: number(paragraph), offset: number(offset) },
            _ => marks::Position { paragraph: 0, offset: 0 },
        }
    }

    /// Goes to a place in the body.
    pub fn resume(&mut self, position: marks::Position) {
        let offset = position.offset as usize;
        if let Some(block) = self.page.block_at(position.paragraph as usize, offset) {
            self.go((block, offset));
        }
    }

    /// Folds the prose between the quotes away, or unfolds it. The paragraph at the top stays.
    pub fn toggle_fold(&mut self) {
        let place = self.reading_position();
        self.quotes_only = !self.quotes_only;
        self.page = Page::new(&self.article, self.quotes_only);
        self.laid_out.borrow_mut().clear();
        self.top = (0, 0);
        if place.paragraph > 0 || place.offset > 0 {
            self.resume(place);
        }
        if let Some(search) = self.search.take() {
            self.search_for(&search.text, false);
        }
        self.stop_at_the_end();
    }

    /// Goes `by` quotes on or back; `None` when there is no other.
    pub fn step_quote(&mut self, by: isize) -> Option<usize> {
        let quotes = &self.article.quotes;
        let next = if let Some(Focus::Quote(quote)) = self.focus {
            quote.checked_add_signed(by)
        } else {
            let (block, start) = self.anchor();
            let behind = quotes.iter().position(|quote| {
                let at = self.page.block_at(quote.paragraph, quote.start);
                at.is_some_and(|at| at > block || at == block && quote.start >= start)
            });
            if by > 0 { behind } else { behind.unwrap_or(quotes.len()).checked_sub(1) }
        };
        let next = next.filter(|&next| next < quotes.len())?;
        let quote = quotes.get(next)?;
        let (paragraph, start) = (quote.paragraph, quote.start);
        self.focus = Some(Focus::Quote(next));
        if let Some(block) = self.page.block_at(paragraph, start) {
            self.show(block, start);
        }
        Some(next)
    }

    /// Goes `by` story links on or back, around the ends; `false` when there is none.
    pub fn step_link(&mut self, by: isize) -> bool {
        let all = self.story_blocks();
        let current = match self.focus {
            Some(Focus::Link(section, item)) => all.iter().position(|&(_, s, i)| (s, i) == (section, item)),
            _ => None,
        };
        let next = match current {
            Some(current) => (current + all.len()).checked_add_signed(by).map(|n| n % all.len()),
            None if by > 0 => {
                let visible = all.iter().position(|&(block, ..)| block >= self.top.0);
                Some(visible.unwrap_or(0))
            }
            None => all.len().checked_sub(1),
        };
        let Some(&(block, section, item)) = next.and_then(|next| all.get(next)) else {
            return false;
        };
        self.focus = Some(Focus::Link(section, item));
        self.show(block, 0);
        true
    }

    /// The story links in the window, by section and item; scrolls to the first ones when there is none.
    pub fn links_in_window(&mut self) -> Vec<(usize, usize)> {
        let mut found = self.links_visible();
        if found.is_empty()
            && let Some(&(block, ..)) = self.story_blocks().first()
        {
            self.top = (block.saturating_sub(1), 0);
            self.stop_at_the_end();
            found = self.links_visible();
        }
        found
    }

    /// Searches for `text`, without regard to case, and goes to the first hit at or below the top of the window if
    /// `jump` says so.
    pub fn search_for(&mut self, text: &str, jump: bool) {
        let pattern = Regex::new(&format!("(?i){}", regex::escape(text)));
        let Some(pattern) = pattern.ok().filter(|_| !text.is_empty()) else {
            self.search = None;
            return;
        };
        let mut hits = Vec::new();
        for (number, block) in self.page.blocks.iter().enumerate() {
            hits.extend(pattern.find_iter(&block.text).map(|hit| (number, hit.range())));
        }
        let current = hits.iter().position(|&(block, _)| block >= self.top.0).unwrap_or(0);
        self.search = Some(Search { text: text.to_owned(), hits, current });
        if jump {
            self.show_hit();
        }
    }

    /// Goes `by` hits on or back, around the ends; `false` when there is none.
    pub fn step_hit(&mut self, by: isize) -> bool {
        let Some(search) = self.search.as_mut().filter(|search| !search.hits.is_empty()) else {
            return false;
        };
        let count = search.hits.len();
        search.current = (search.current + count).checked_add_signed(by).unwrap_or(0) % count;
        self.show_hit();
        true
    }

    fn show_hit(&mut self) {
        let hit = self.search.as_ref().and_then(|search| search.hits.get(search.current));
        if let Some((block, range)) = hit {
            let (block, start) = (*block, range.start);
            self.show(block, self.offset(block) + start);
        }
    }

    /// Scrolls so that a byte of a block is in the window, with a third of it above when it was not.
    fn show(&mut self, block: usize, start: usize) {
        let visible = self
            .rows()
            .iter()
            .any(|row| row.block == block && row.start <= start && start < row.end.max(row.start + 1));
        if !visible {
            let row = self.block(block).iter().rposition(|row| row.start <= start);
            self.top = (block, row.unwrap_or(0));
            self.up(self.height / 3);
            self.stop_at_the_end();
        }
    }

    fn links_visible(&self) -> Vec<(usize, usize)> {
        let mut found = Vec::new();
        for row in self.rows() {
            if let Part::Story { section, item } = row.part
                && found.last() != Some(&(section, item))
            {
                found.push((section, item));
            }
        }
        found
    }

    fn story_blocks(&self) -> Vec<(usize, usize, usize)> {
        let blocks = self.page.blocks.iter().enumerate();
        blocks
            .filter_map(|(number, block)| match block.part {
                Part::Story { section, item } => Some((number, section, item)),
                _ => None,
            })
            .collect()
    }

    fn bytes_into(&self, row: &Row) -> usize {
        row.start.saturating_sub(self.offset(row.block))
    }

    /// The first row below the window; `None` when the end of the article is in it.
    fn bottom_row(&self) -> Option<(usize, usize)> {
        let (mut block, mut row) = self.top;
        let mut left = self.height;
        while block < self.page.blocks.len() {
            let rows = self.block(block).len().saturating_sub(row);
            if rows > left {
                return Some((block, row + left));
            }
            left -= rows;
            row = 0;
            block += 1;
        }
        None
    }

    fn down(&mut self, mut rows: usize) {
        let (mut block, mut row) = self.top;
        while block < self.page.blocks.len() {
            let here = self.block(block).len().saturating_sub(row);
            if rows < here {
                break;
            }
            rows -= here;
            row = 0;
            block += 1;
        }
        self.top = if block < self.page.blocks.len() { (block, row + rows) } else { (block, 0) };
    }

    fn up(&mut self, mut rows: usize) {
        let (mut block, mut row) = self.top;
        while rows > row {
            rows -= row;
            if block == 0 {
                self.top = (0, 0);
                return;
            }
            block -= 1;
            row = self.block(block).len();
        }
        self.top = (block, row - rows);
    }

    /// The last row never leaves the lower edge of the window upwards.
    fn stop_at_the_end(&mut self) {
        if self.at_end() {
            self.to_bottom();
        }
    }

    fn block(&self, block: usize) -> Rc<Vec<Row>> {
        let mut kept = self.laid_out.borrow_mut();
        if kept.len() > BLOCKS_KEPT {
            kept.clear();
        }
        Rc::clone(kept.entry(block).or_insert_with(|| {
            let exists = block < self.page.blocks.len();
            Rc::new(if exists { self.page.rows(block, self.columns) } else { Vec::new() })
        }))
    }
}
