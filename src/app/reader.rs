//! The reader: one article, and the window over its rows.
//!
//! The window hangs on an anchor, the row at its top; only the blocks that it shows are laid out, so that an article of
//! 20 MB scrolls like one of 20 lines.

mod comparing;
mod folding;
mod lines;
mod searching;
mod stepping;

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

use super::history::Visit;
use crate::article::{Article, ArticleId};
use crate::layout::{Folds, Page, Part, Row};
use crate::library::asks::Compared;
use crate::library::{Links, Position, Standing};
use crate::marks;

/// Laid-out blocks that are kept; the window and a page around it fit many times.
const BLOCKS_KEPT: usize = 512;
/// Stray lines above the article that are shown; where there are more, all of them are folded at first.
const STRAYS_ABOVE: usize = 6;

/// What the reader has singled out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Focus {
    /// A quote, by its number.
    Quote(usize),
    /// A story link, by section and item.
    Link(usize, usize),
    /// A paragraph, by its number.
    Paragraph(usize),
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
    /// What its story links mean, by section and item.
    pub links: Links,
    /// How it stands to the other articles.
    pub standing: Option<Standing>,
    /// For each paragraph, whether it stood in another article that was read.
    pub known: Vec<bool>,
    /// The other articles with its text, the earliest first.
    pub copies: Vec<(Position, ArticleId)>,
    /// The copy that it is compared with, and its number among them.
    pub compared: Option<(Arc<Compared>, usize)>,
    /// What is folded away.
    pub folds: Folds,
    /// What the reader wrote on it.
    pub note: Option<Arc<str>>,
    /// Lines that are chosen.
    pub lines: Option<lines::Lines>,
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
    pub fn new(position: Position, article: Arc<Article>, links: Links, (columns, height): (usize, usize)) -> Self {
        // The menus of a page are not what whoever opens it came for.
        let above = article.strays.iter().take_while(|stray| stray.before == 0).count();
        let folds = Folds { strays: above > STRAYS_ABOVE, ..Folds::default() };
        let page = Page::new(&article, &folds, None);
        Self {
            position,
            article,
            links,
            standing: None,
            known: Vec::new(),
            copies: Vec::new(),
            compared: None,
            folds,
            note: None,
            lines: None,
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

    /// Lets go of the lines that are chosen; `false` where there are none.
    pub fn let_go(&mut self) -> bool {
        self.lines.take().is_some()
    }

    /// Fits the window; the text at its top stays there.
    pub fn resize(&mut self, columns: usize, height: usize) {
        if columns != self.columns {
            let anchor = self.anchor();
            self.columns = columns;
            self.laid_out.borrow_mut().clear();
            self.lines = None;
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

    /// How many minutes the rest below the window takes to read.
    #[must_use]
    pub fn minutes_left(&self) -> usize {
        (self.article.minutes * (100 - self.percent())).div_ceil(100)
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

    /// Whether the first row is in the window.
    #[must_use]
    pub fn at_top(&self) -> bool {
        self.top == (0, 0)
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
        let at_start = self.top == (0, 0) || self.at_end();
        if at_start { marks::Position::default() } else { self.place().unwrap_or_default() }
    }

    /// The place in the body at the top of the window; `None` behind the body.
    fn place(&self) -> Option<marks::Position> {
        let (first, start) = self.anchor();
        let paragraph = self.page.blocks.iter().skip(first).find_map(|block| match block.part {
            Part::Paragraph(paragraph) => Some(paragraph),
            _ => None,
        })?;
        let offset = match self.page.blocks.get(first).map(|block| block.part) {
            Some(Part::Paragraph(_)) => start,
            _ => 0,
        };
        let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Some(marks::Position { paragraph: number(paragraph), offset: number(offset) })
    }

    /// Goes to a place in the body.
    pub fn resume(&mut self, position: marks::Position) {
        let offset = position.offset as usize;
        if let Some(block) = self.page.block_at(position.paragraph as usize, offset) {
            self.go((block, offset));
        }
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
