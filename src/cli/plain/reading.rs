//! An article that is read a page at a time.

use crate::article::Article;
use crate::layout::{Folds, Page};
use crate::library::Row;

/// The article, and how far it was written.
pub(super) struct Reading {
    /// Its number in the list, from 1.
    pub(super) number: usize,
    pub(super) row: Row,
    lines: Vec<String>,
    at: usize,
}

impl Reading {
    pub(super) fn new(number: usize, row: Row, article: &Article, columns: usize) -> Self {
        let page = Page::new(article, &Folds::default(), None);
        let rows = (0..page.blocks.len()).flat_map(|block| page.rows(block, columns));
        let lines = rows.map(|row| format!("{}{}", " ".repeat(row.indent), row.text)).collect();
        Self { number, row, lines, at: 0 }
    }

    /// The next lines.
    pub(super) fn take(&mut self, count: usize) -> impl Iterator<Item = &str> {
        let from = self.at;
        self.at = (from + count).min(self.lines.len());
        self.lines.get(from..self.at).unwrap_or_default().iter().map(String::as_str)
    }

    pub(super) fn is_done(&self) -> bool {
        self.at >= self.lines.len()
    }

    pub(super) fn percent(&self) -> usize {
        self.at * 100 / self.lines.len().max(1)
    }
}
