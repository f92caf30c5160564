//! The list: a cursor and a window over the order of the view.

use std::sync::Arc;

use crate::library::{Position, View};

/// The list's state. Rows are reached by position; nothing is copied out of the catalogue.
#[derive(Debug, Default)]
pub struct List {
    order: Arc<[Position]>,
    cursor: usize,
    top: usize,
    height: usize,
    moved: bool,
}

impl List {
    /// The rows of the view, in order.
    #[must_use]
    pub fn len(&self) -> usize {
        self.order.len()
    }

    /// Whether the view has no row.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.order.is_empty()
    }

    /// The row under the cursor, counted from 0.
    #[must_use]
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// The catalogue position under the cursor.
    #[must_use]
    pub fn selected(&self) -> Option<Position> {
        self.order.get(self.cursor).copied()
    }

    /// The rows on the screen: each with its number in the view.
    pub fn visible(&self) -> impl Iterator<Item = (usize, Position)> {
        self.order.iter().copied().enumerate().skip(self.top).take(self.height)
    }

    /// The rows on the screen, and as many before and behind them: those that may be shown next.
    #[must_use]
    pub fn near(&self) -> Vec<Position> {
        let from = self.top.saturating_sub(self.height);
        self.order.iter().copied().skip(from).take(self.height * 3).collect()
    }

    /// All rows of the view.
    #[must_use]
    pub fn order(&self) -> &Arc<[Position]> {
        &self.order
    }

    /// Rows of the screen that the list has.
    #[must_use]
    pub fn height(&self) -> usize {
        self.height
    }

    /// Fits the window to `height` rows.
    pub fn resize(&mut self, height: usize) {
        self.height = height;
        self.show_cursor();
    }

    /// Takes a new view. The cursor stays on its article; until it was moved, it stays on the first row.
    pub fn show(&mut self, view: &View) {
        let selected = self.selected().filter(|_| self.moved);
        let offset = self.cursor.saturating_sub(self.top);
        self.order = Arc::clone(&view.order);
        match selected.and_then(|position| self.order.iter().position(|&other| other == position)) {
            Some(cursor) => {
                self.cursor = cursor;
                self.top = cursor.saturating_sub(offset);
            }
            None if self.moved => self.cursor = self.cursor.min(self.len().saturating_sub(1)),
            None => {
                self.cursor = 0;
                self.top = 0;
            }
        }
        self.show_cursor();
    }

    /// Puts the cursor on the first row, as for a new filter.
    pub fn reset(&mut self) {
        self.moved = false;
    }

    /// Moves the cursor by `rows`, and says whether it moved.
    pub fn step(&mut self, rows: isize) -> bool {
        self.go(self.cursor.saturating_add_signed(rows))
    }

    /// Puts the cursor on `row` or on the last one, and says whether it moved.
    pub fn go(&mut self, row: usize) -> bool {
        let row = row.min(self.len().saturating_sub(1));
        let moved = row != self.cursor;
        self.moved = true;
        self.cursor = row;
        self.show_cursor();
        moved
    }

    /// Puts the cursor on the article at `position`, if the view has it.
    pub fn select(&mut self, position: Position) -> bool {
        let row = self.order.iter().position(|&other| other == position);
        if let Some(row) = row {
            self.go(row);
        }
        row.is_some()
    }

    fn show_cursor(&mut self) {
        let last_top = self.len().saturating_sub(self.height);
        let lowest = (self.cursor + 1).saturating_sub(self.height);
        self.top = self.top.min(last_top).clamp(lowest.min(self.cursor), self.cursor);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn view(order: &[Position]) -> View {
        View { token: 0, order: order.into(), articles: 0, searching: None }
    }

    #[test]
    fn the_cursor_stays_on_its_article_when_rows_arrive() {
        let mut list = List::default();
        list.resize(3);
        list.show(&view(&[1, 2, 3, 4, 5]));
        list.step(2);
        list.show(&view(&[9, 8, 1, 2, 3, 4, 5]));
        assert_eq!(list.selected(), Some(3));
        assert!(list.visible().any(|(_, position)| position == 3));
    }

    #[test]
    fn an_untouched_cursor_stays_on_the_first_row() {
        let mut list = List::default();
        list.resize(3);
        list.show(&view(&[1, 2]));
        list.show(&view(&[9, 1, 2]));
        assert_eq!(list.selected(), Some(9));
    }

    #[test]
    fn moves_end_at_the_ends() {
        let mut list = List::default();
        list.resize(2);
        assert!(!list.step(1), "an empty list");
        list.show(&view(&[1, 2, 3]));
        assert!(list.step(50));
        assert_eq!(list.cursor(), 2);
        assert!(!list.step(1));
        assert!(list.step(-50));
        assert_eq!(list.cursor(), 0);
    }
}
