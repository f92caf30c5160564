//! What is selected in the list.

use super::{Effect, State};
use crate::layout::grouped;
use crate::library::Position;
use crate::library::bits::Bits;

/// Articles that the next verb is done to. They stay selected when the view changes; a verb is done to those that it shows.
#[derive(Debug, Default)]
pub struct Selection {
    rows: Bits,
    count: usize,
    /// The row at which a range was begun.
    anchor: Option<usize>,
    /// What was selected before the last verb.
    last: Bits,
}

impl Selection {
    /// Whether nothing is selected.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.count == 0 && self.anchor.is_none()
    }

    /// How many rows are selected, the range up to `cursor` included.
    #[must_use]
    pub fn len(&self, cursor: usize) -> usize {
        self.count + self.range(cursor).map_or(0, Iterator::count)
    }

    /// Whether the row number `row`, at `position`, is selected.
    #[must_use]
    pub fn has(&self, row: usize, position: Position, cursor: usize) -> bool {
        self.rows.get(position as usize) || self.range(cursor).is_some_and(|range| range.contains(&row))
    }

    /// Whether a range is being chosen.
    #[must_use]
    pub fn is_ranging(&self) -> bool {
        self.anchor.is_some()
    }

    fn range(&self, cursor: usize) -> Option<std::ops::RangeInclusive<usize>> {
        self.anchor.map(|anchor| anchor.min(cursor)..=anchor.max(cursor))
    }

    /// The selected rows of a view, in its order.
    pub(super) fn within(&self, order: &[Position], cursor: usize) -> Vec<Position> {
        let all = order.iter().copied().enumerate();
        all.filter(|(row, position)| self.has(*row, *position, cursor)).map(|(_, position)| position).collect()
    }

    fn add(&mut self, position: Position) {
        self.rows.grow(position as usize + 1);
        if self.rows.set(position as usize) {
            self.count += 1;
        }
    }

    pub(super) fn extend(&mut self, positions: &[Position]) {
        for &position in positions {
            self.add(position);
        }
    }

    fn toggle(&mut self, position: Position) {
        if self.rows.get(position as usize) {
            self.rows.clear(position as usize);
            self.count -= 1;
        } else {
            self.add(position);
        }
    }

    /// Lets an article that has another row now stay selected.
    pub(super) fn rewrite(&mut self, before: Position, now: Position) {
        if self.rows.get(before as usize) {
            self.toggle(before);
            self.add(now);
        }
        if self.last.get(before as usize) {
            self.last.clear(before as usize);
            self.last.grow(now as usize + 1);
            self.last.set(now as usize);
        }
    }

    /// Selects nothing any more; what was selected can be had again.
    pub(super) fn clear(&mut self) {
        self.anchor = None;
        self.count = 0;
        let rows = std::mem::take(&mut self.rows);
        if !rows.is_empty() {
            self.last = rows;
        }
    }

    fn again(&mut self) {
        self.rows = std::mem::take(&mut self.last);
        self.count = self.rows.count();
        self.anchor = None;
    }
}

impl State {
    /// Selects the row under the cursor, or takes it from the selection, and moves on: `times` times.
    pub(super) fn select(&mut self, times: usize, effects: &mut Vec<Effect>) {
        if self.selection.is_ranging() {
            self.select_range();
            return;
        }
        for _ in 0..times.min(self.list.len()) {
            let Some(position) = self.list.selected() else { return };
            self.selection.toggle(position);
            if !self.list.step(1) {
                break;
            }
        }
        self.preview(effects);
    }

    /// Begins a range at the cursor, or selects the one that was begun.
    pub(super) fn select_range(&mut self) {
        let cursor = self.list.cursor();
        match self.selection.range(cursor) {
            None if self.list.is_empty() => {}
            None => self.selection.anchor = Some(cursor),
            Some(range) => {
                self.selection.anchor = None;
                let rows = self.list.order().get(range).unwrap_or_default().to_vec();
                self.selection.extend(&rows);
            }
        }
    }

    /// Adds rows of the view to the selection.
    pub(super) fn select_these(&mut self, positions: &[Position]) {
        self.selection.extend(positions);
        self.status = Some(format!("{} selected", grouped(self.selection.count as u64)));
    }

    /// Selects again what was selected before the last verb.
    pub(super) fn reselect(&mut self) {
        self.selection.again();
        self.status = Some(format!("{} selected", grouped(self.selection.count as u64)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_selected_once_and_in_the_order_of_the_view() {
        let mut selection = Selection::default();
        selection.add(7);
        selection.add(7);
        selection.toggle(3);
        assert_eq!(selection.len(0), 2);
        assert_eq!(selection.within(&[9, 7, 5, 3], 0), [7, 3]);
        selection.toggle(7);
        assert_eq!(selection.within(&[9, 7, 5, 3], 0), [3]);
    }

    #[test]
    fn a_range_counts_as_long_as_it_is_open() {
        let mut selection = Selection { anchor: Some(2), ..Selection::default() };
        assert_eq!(selection.within(&[9, 7, 5, 3], 1), [7, 5]);
        selection.clear();
        assert!(selection.is_empty());
    }

    #[test]
    fn an_article_with_another_row_stays_selected() {
        let mut selection = Selection::default();
        selection.extend(&[4, 6]);
        selection.rewrite(4, 9);
        selection.rewrite(5, 10);
        assert_eq!((selection.within(&[9, 10, 6, 4], 0), selection.len(0)), (vec![9, 6], 2));
        selection.clear();
        selection.rewrite(9, 11);
        selection.again();
        assert_eq!(selection.within(&[11, 9, 6], 0), [11, 6]);
    }

    #[test]
    fn what_was_selected_can_be_had_again() {
        let mut selection = Selection::default();
        selection.add(4);
        selection.clear();
        selection.again();
        assert_eq!(selection.within(&[4], 0), [4]);
    }
}
