//! Rows that moved together.

use std::hash::{Hash, Hasher};

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};
use rustc_hash::FxHasher;

/// Characters that must come to their places: setting the margins and moving the rows takes about as many.
const WORTH: i64 = 16;
/// If so many do, to write in place is hardly ever shorter: only where the rows are nearly the same, and then by little.
const SURE: i64 = 160;

/// Rows `top..bottom` move by so many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Scroll {
    pub(super) top: usize,
    pub(super) bottom: usize,
    pub(super) by: usize,
    /// Towards the top of the screen.
    pub(super) up: bool,
    /// Whether so much comes to its place that nothing else needs to be tried.
    pub(super) sure: bool,
}

impl Scroll {
    /// The movement that brings the most to its place, if there is one that can be worth the bytes that it takes.
    pub(super) fn find(old: &[Sum], new: &[Sum]) -> Option<Self> {
        if old.iter().zip(new).filter(|(old, new)| old != new).count() < 3 {
            return None;
        }
        let movements = (1..new.len()).flat_map(|by| [(by, true), (by, false)]);
        movements
            .filter_map(|(by, up)| best(old, new, by, up))
            .max_by_key(|(gain, _)| *gain)
            .filter(|(gain, _)| *gain > WORTH)
            .map(|(_, scroll)| scroll)
    }

    /// The row that stands in this one afterwards; `None` where it is blank.
    pub(super) fn source(&self, row: usize) -> Option<usize> {
        if !(self.top..self.bottom).contains(&row) {
            return Some(row);
        }
        let source = if self.up { row.checked_add(self.by) } else { row.checked_sub(self.by) };
        source.filter(|source| (self.top..self.bottom).contains(source))
    }
}

/// A row, as far as finding it again needs it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Sum {
    hash: u64,
    /// Characters.
    weight: i64,
}

impl Sum {
    pub(super) fn of(row: &[Cell]) -> Self {
        let mut hasher = FxHasher::default();
        let mut weight = 0;
        for cell in row {
            let symbol = cell.symbol();
            match symbol.as_bytes() {
                [byte] => hasher.write_u8(*byte),
                bytes => bytes.hash(&mut hasher),
            }
            // Most cells look like plain text, which needs no hashing.
            if (cell.fg, cell.bg, cell.modifier) != (Color::Reset, Color::Reset, Modifier::empty()) {
                (cell.fg, cell.bg, cell.modifier).hash(&mut hasher);
            }
            weight += i64::from(symbol != " ");
        }
        Self { hash: hasher.finish(), weight }
    }
}

/// The rows that gain most when they move by so many: the heaviest neighbours (Kadane's algorithm).
fn best(old: &[Sum], new: &[Sum], by: usize, up: bool) -> Option<(i64, Scroll)> {
    let (mut best, mut sum, mut start): (Option<(i64, usize, usize)>, i64, usize) = (None, 0, 0);
    for (y, row) in new.iter().enumerate() {
        let source = if up { y.checked_add(by) } else { y.checked_sub(by) };
        let comes = source.and_then(|source| old.get(source)).is_some_and(|source| source == row);
        let stays = old.get(y).is_some_and(|old| old == row);
        sum += match (comes, stays) {
            (true, false) => row.weight,
            (false, true) => -row.weight,
            _ => 0,
        };
        if sum <= 0 {
            (sum, start) = (0, y + 1);
        } else if best.is_none_or(|(gain, ..)| sum > gain) {
            best = Some((sum, start, y + 1));
        }
    }
    best.map(|(gain, start, end)| {
        let (top, bottom) = if up { (start, end + by) } else { (start - by.min(start), end) };
        (gain, Scroll { top, bottom: bottom.min(new.len()), by, up, sure: gain >= SURE })
    })
}
