//! The list: a cursor and a window over the order of the view.

use std::sync::Arc;

use crate::library::{GroupStart, Position, View};

/// The list's state. Rows are reached by position; nothing is copied out of the catalogue.
#[derive(Debug, Default)]
pub struct List {
    order: Arc<[Position]>,
    cursor: usize,
    top: usize,
    /// Lines of the screen, and how many of them a row takes.
    height: usize,
    lines: usize,
    /// Where groups begin; empty where there are none.
    starts: Arc<[GroupStart]>,
    moved: bool,
}

/// A row on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shown {
    /// Its number in the view.
    pub row: usize,
    /// Its position in the catalogue.
    pub position: Position,
    /// The line of the list that it begins on, counted from 0.
    pub line: usize,
    /// Whether the line above it names its group.
    pub headed: bool,
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

    /// The rows on the screen.
    pub fn visible(&self) -> impl Iterator<Item = Shown> {
        let mut line = 0;
        let rows = self.order.iter().copied().enumerate().skip(self.top);
        rows.map_while(move |(row, position)| {
            let headed = self.is_headed(row, self.top);
            line += usize::from(headed);
            let shown = Shown { row, position, line, headed };
            line += self.lines;
            // The last row may be cut at the lower edge where it takes more than one line.
            (shown.line < self.height).then_some(shown)
        })
    }

    /// Whether there are groups.
    #[must_use]
    pub fn is_grouped(&self) -> bool {
        !self.starts.is_empty()
    }

    /// The rows of the group that `row` is in.
    #[must_use]
    pub fn group(&self, row: usize) -> std::ops::Range<usize> {
        let behind = self.starts.partition_point(|start| start.row as usize <= row);
        let at = |number: usize| self.starts.get(number).map(|start| start.row as usize);
        behind.checked_sub(1).and_then(at).unwrap_or(0)..at(behind).unwrap_or(self.len())
    }

    /// The number of the query whose group `row` is in; `None` where that is none.
    #[must_use]
    pub fn query(&self, row: usize) -> Option<usize> {
        let behind = self.starts.partition_point(|start| start.row as usize <= row);
        self.starts.get(behind.checked_sub(1)?)?.query.map(|number| number as usize)
    }

    /// The name of a group stands above its first row, and above the first row of the window.
    fn is_headed(&self, row: usize, top: usize) -> bool {
        self.is_grouped() && (row == top || self.starts.binary_search_by_key(&row, |start| start.row as usize).is_ok())
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

    /// Rows that the screen has room for, about.
    #[must_use]
    pub fn height(&self) -> usize {
        (self.height / self.lines.max(1)).max(1)
    }

    /// The row on a line of the list, counted from 0; `None` where there is none.
    #[must_use]
    pub fn at_line(&self, line: usize) -> Option<usize> {
        self.visible().find(|shown| (shown.line..shown.line + self.lines).contains(&line)).map(|shown| shown.row)
    }

    /// Fits the window to `height` lines, of which a row takes `lines`.
    pub fn resize(&mut self, height: usize, lines: usize) {
        (self.height, self.lines) = (height.max(1), lines.max(1));
        self.show_cursor();
    }

    /// Scrolls by so many rows; the cursor stays in the window.
    pub fn scroll(&mut self, rows: isize) {
        self.moved = true;
        self.top = self.top.saturating_add_signed(rows).min(self.lowest_top(self.len().saturating_sub(1)));
        let last = self.visible().last().map_or(self.top, |shown| shown.row);
        self.cursor = self.cursor.clamp(self.top, last.max(self.top));
        self.show_cursor();
    }

    /// Takes a new view. The cursor stays on its article; until it was moved, it stays on the first row.
    pub fn show(&mut self, view: &View) {
        let selected = self.selected().filter(|_| self.moved);
        let offset = self.cursor.saturating_sub(self.top);
        self.order = Arc::clone(&view.order);
        self.starts = Arc::clone(&view.starts);
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

    /// Whether the cursor was moved.
    #[must_use]
    pub fn is_touched(&self) -> bool {
        self.moved
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
        let rows = self.height();
        // Who comes from afar wants to see what is around.
        if row + rows < self.top || row > self.top + 2 * rows {
            self.top = row.saturating_sub(rows / 2);
        }
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
        let last_top = self.lowest_top(self.len().saturating_sub(1));
        let lowest = self.lowest_top(self.cursor);
        self.top = self.top.min(last_top).clamp(lowest.min(self.cursor), self.cursor);
    }

    /// The first row of the window that has `row` at its end.
    fn lowest_top(&self, row: usize) -> usize {
        let mut top = row;
        // The names of groups that lie within the window take lines, too.
        let mut used = self.lines + usize::from(self.is_grouped());
        while top > 0 {
            used += self.lines + usize::from(self.is_grouped() && self.is_headed(top, usize::MAX));
            if used > self.height {
                break;
            }
            top -= 1;
        }
        top
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn view(order: &[Position]) -> View {
        View { token: 0, order: order.into(), starts: Arc::default(), articles: 0, searching: None }
    }

    #[test]
    fn the_cursor_stays_on_its_article_when_rows_arrive() {
        let mut list = List::default();
        list.resize(3, 1);
        list.show(&view(&[1, 2, 3, 4, 5]));
        list.step(2);
        list.show(&view(&[9, 8, 1, 2, 3, 4, 5]));
        assert_eq!(list.selected(), Some(3));
        assert!(list.visible().any(|shown| shown.position == 3));
    }

    #[test]
    fn an_untouched_cursor_stays_on_the_first_row() {
        let mut list = List::default();
        list.resize(3, 1);
        list.show(&view(&[1, 2]));
        list.show(&view(&[9, 1, 2]));
        assert_eq!(list.selected(), Some(9));
    }

    #[test]
    fn moves_end_at_the_ends() {
        let mut list = List::default();
        list.resize(2, 1);
        assert!(!list.step(1), "an empty list");
        list.show(&view(&[1, 2, 3]));
        assert!(list.step(50));
        assert_eq!(list.cursor(), 2);
        assert!(!list.step(1));
        assert!(list.step(-50));
        assert_eq!(list.cursor(), 0);
    }

    #[test]
    fn what_was_jumped_to_from_afar_stands_in_the_middle() {
        let mut list = List::default();
        list.resize(5, 1);
        list.show(&view(&(0..100).collect::<Vec<_>>()));
        let top = |list: &List| list.visible().next().map(|shown| shown.row);
        list.go(8);
        assert_eq!(top(&list), Some(4), "near: it scrolls as far as it must");
        list.go(50);
        assert_eq!(top(&list), Some(48));
        list.go(46);
        assert_eq!(top(&list), Some(46));
        list.go(7);
        assert_eq!(top(&list), Some(5));
        list.go(99);
        assert_eq!(top(&list), Some(95));
    }

    #[test]
    fn names_of_groups_take_lines_and_the_first_line_names_one() {
        let mut list = List::default();
        list.resize(5, 1);
        let starts = [0, 2, 3].map(|row| GroupStart { row, query: None });
        list.show(&View { starts: starts.into(), ..view(&[1, 2, 3, 4, 5, 6]) });
        let lines = |list: &List| list.visible().map(|shown| (shown.row, shown.line, shown.headed)).collect::<Vec<_>>();
        assert_eq!(lines(&list), [(0, 1, true), (1, 2, false), (2, 4, true)]);
        assert_eq!((list.group(2), list.group(4)), (2..3, 3..6));
        list.go(5);
        assert_eq!(lines(&list), [(3, 1, true), (4, 2, false), (5, 3, false)]);
        list.go(1);
        assert_eq!(lines(&list).first(), Some(&(1, 1, true)), "within its group");
        assert_eq!(list.at_line(1), Some(1));
        for (height, lines) in [(1, 1), (2, 2), (3, 2), (7, 2)] {
            list.resize(height, lines);
            for row in 0..6 {
                list.go(row);
                assert!(height < 2 || list.visible().any(|shown| shown.row == row), "{height} {row}");
            }
        }
    }
}
