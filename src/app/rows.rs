//! The rows near the window of the list, as far as they have been fetched.

use std::collections::{HashMap, HashSet};

use crate::library::query::Snippet;
use crate::library::{Position, Row};

/// Rows that are kept at most; beyond that, those far from the window go.
const KEPT: usize = 4_000;

/// Rows of the library. All others are a question away.
#[derive(Debug, Default)]
pub struct Rows {
    /// The columns that hits were cut to.
    columns: usize,
    known: HashMap<Position, Row>,
    hits: HashMap<Position, Snippet>,
    asked: HashSet<Position>,
}

impl Rows {
    /// The row at a position, once it has come.
    #[must_use]
    pub fn get(&self, position: Position) -> Option<&Row> {
        self.known.get(&position)
    }

    /// Where the row's article has what the limit looks for.
    #[must_use]
    pub fn hit(&self, position: Position) -> Option<&Snippet> {
        self.hits.get(&position)
    }

    /// Of `near`, the rows that nobody has asked for; from now on somebody has.
    pub(super) fn ask(&mut self, near: &[Position]) -> Vec<Position> {
        if self.known.len() > KEPT {
            let near: HashSet<Position> = near.iter().copied().collect();
            self.known.retain(|position, _| near.contains(position));
            self.hits.retain(|position, _| near.contains(position));
            self.asked.retain(|position| near.contains(position));
        }
        near.iter().copied().filter(|position| self.asked.insert(*position)).collect()
    }

    pub(super) fn take(&mut self, rows: Vec<(Position, Row)>) {
        self.known.extend(rows);
    }

    pub(super) fn take_hits(&mut self, hits: Vec<(Position, Snippet)>) {
        self.hits.extend(hits);
    }

    /// An article turned out to be gone, or unreadable.
    pub(super) fn lose(&mut self, position: Position) {
        if let Some(row) = self.known.get_mut(&position) {
            row.unreadable = true;
        }
    }

    /// Rows that are in sight are asked for once more; until they come, what is known of them stays.
    pub(super) fn ask_again(&mut self) {
        self.asked.clear();
    }

    /// Forgets hits that were cut to another width than this one.
    pub(super) fn fit(&mut self, columns: usize) {
        if std::mem::replace(&mut self.columns, columns) != columns && !self.hits.is_empty() {
            self.forget_hits();
        }
    }

    /// Another limit has other hits; what the rows say stays.
    pub(super) fn forget_hits(&mut self) {
        self.hits.clear();
        self.asked.clear();
    }
}
