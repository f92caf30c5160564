//! Lines of the article that are chosen, to be copied or quoted in a note.

use super::Reader;
use crate::layout::{Part, Row};

/// A run of lines; each end is a block and a row of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lines {
    anchor: (usize, usize),
    end: (usize, usize),
}

impl Reader {
    /// Begins to choose lines at the first one of text in the window, or stops choosing.
    pub fn choose_lines(&mut self) {
        if self.lines.take().is_some() {
            return;
        }
        let from = match self.focus {
            Some(super::Focus::Paragraph(paragraph)) => self.page.block_at(paragraph, 0).map(|block| (block, 0)),
            _ => None,
        };
        let start = from.or_else(|| self.next_line(self.top, 0));
        self.lines = start.map(|start| Lines { anchor: start, end: start });
    }

    /// Moves the end of what is chosen by so many lines.
    pub fn move_lines(&mut self, by: isize) {
        let Some(mut lines) = self.lines else { return };
        for _ in 0..by.unsigned_abs() {
            let Some(next) = self.next_line(lines.end, by.signum()) else { break };
            lines.end = next;
        }
        self.lines = Some(lines);
        let (block, row) = lines.end;
        let start = self.block(block).get(row).map_or(0, |row| row.start);
        self.show(block, start);
    }

    /// The next line that says something, forwards or backwards; with 0 this one, if it does.
    fn next_line(&self, from: (usize, usize), by: isize) -> Option<(usize, usize)> {
        let (mut block, mut row) = from;
        let mut here = by == 0;
        loop {
            if !here {
                if by < 0 {
                    if row == 0 {
                        block = block.checked_sub(1)?;
                        row = self.block(block).len();
                    }
                    row = row.checked_sub(1)?;
                } else {
                    row += 1;
                }
            }
            here = false;
            if block >= self.page.blocks.len() {
                return None;
            }
            match self.block(block).get(row) {
                Some(line) if line.part != Part::Gap && !line.text.trim().is_empty() => return Some((block, row)),
                Some(_) => {}
                None => {
                    (block, row) = (block + 1, 0);
                    here = true;
                }
            }
        }
    }

    fn bounds(&self) -> Option<((usize, usize), (usize, usize))> {
        self.lines.map(|lines| (lines.anchor.min(lines.end), lines.anchor.max(lines.end)))
    }

    /// Whether a row of the window is chosen.
    #[must_use]
    pub fn is_chosen(&self, row: &Row) -> bool {
        let Some((first, last)) = self.bounds() else { return false };
        let number = || self.block(row.block).iter().position(|other| other.start == row.start).unwrap_or(0);
        (first.0..=last.0).contains(&row.block) && row.part != Part::Gap && {
            let at = (row.block, number());
            first <= at && at <= last
        }
    }

    /// What the chosen lines say; each block is a line.
    #[must_use]
    pub fn chosen(&self) -> Option<String> {
        let (first, last) = self.bounds()?;
        let mut said = Vec::new();
        for block in first.0..=last.0 {
            let rows = self.block(block);
            let within = rows.iter().enumerate().filter(|(row, _)| (first..=last).contains(&(block, *row)));
            let words: Vec<&str> = within.map(|(_, row)| row.text.trim()).filter(|text| !text.is_empty()).collect();
            if !words.is_empty() {
                said.push(words.join(" "));
            }
        }
        Some(said.join("\n").replace('\u{a0}', " "))
    }
}
