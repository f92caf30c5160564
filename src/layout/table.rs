//! Tables: rows of cells between bars, with their columns one below the other.

use std::ops::Range;

use super::width;

/// The columns of the rows that stand together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Columns(Vec<Column>);

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Column {
    width: usize,
    /// Whether cells below the first are numbers, and any is none.
    numbers: bool,
    words: bool,
}

/// What goes into a row before a byte of it, to widen a cell.
pub(super) type Pad = (usize, String);

impl Columns {
    /// Those of some rows, of which the first is the head.
    pub(super) fn of<'t>(rows: impl Iterator<Item = &'t str>) -> Self {
        let mut columns: Vec<Column> = Vec::new();
        for (number, row) in rows.enumerate() {
            for (at, cell) in cells(row).enumerate() {
                if columns.len() <= at {
                    columns.push(Column::default());
                }
                let text = row.get(cell).unwrap_or_default();
                let Some(column) = columns.get_mut(at) else { continue };
                column.width = column.width.max(width(text));
                if number > 0 && !text.trim().is_empty() {
                    column.numbers |= is_number(text);
                    column.words |= !is_number(text);
                }
            }
        }
        Self(columns)
    }

    /// The columns of the screen that a row takes, with its bars.
    pub(super) fn width(&self) -> usize {
        self.0.iter().map(|column| column.width + 1).sum::<usize>() + 1
    }

    /// The rule below the head.
    pub(super) fn rule(&self) -> String {
        let mut rule = "|".to_owned();
        for column in &self.0 {
            rule.push_str(&"-".repeat(column.width));
            rule.push('|');
        }
        rule
    }

    /// What widens the cells of a row to their columns. Numbers stand at the right.
    pub(super) fn pads(&self, row: &str) -> Vec<Pad> {
        let pads = cells(row).zip(&self.0).filter_map(|(cell, column)| {
            let text = row.get(cell.clone()).unwrap_or_default();
            let missing = column.width.checked_sub(width(text)).filter(|missing| *missing > 0)?;
            let at = if column.numbers && !column.words { cell.start } else { cell.end };
            Some((at, " ".repeat(missing)))
        });
        pads.collect()
    }
}

/// Whether a line is the rule below the head of a table.
pub(super) fn is_rule(line: &str) -> bool {
    line.contains('-') && line.bytes().all(|byte| matches!(byte, b'|' | b'-' | b':' | b' '))
}

/// The cells of a row: what stands between two bars.
fn cells(row: &str) -> impl Iterator<Item = Range<usize>> {
    let bars = memchr::memchr_iter(b'|', row.as_bytes());
    bars.clone().zip(bars.skip(1)).map(|(before, behind)| before + 1..behind)
}

/// Whether a cell is an amount, a share, a year.
fn is_number(cell: &str) -> bool {
    let is_of_number =
        |c: char| c.is_ascii_digit() || " .,%+-\u{2212}()$\u{20ac}\u{a3}\u{a5}\u{a0}\u{202f}".contains(c);
    cell.contains(|c: char| c.is_ascii_digit()) && cell.chars().all(is_of_number)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(rows: &[&str], aligned: &[&str]) {
        let columns = Columns::of(rows.iter().copied().filter(|row| !is_rule(row)));
        for (row, aligned) in rows.iter().zip(aligned) {
            let mut text = if is_rule(row) { columns.rule() } else { (*row).to_owned() };
            let pads = if is_rule(row) { Vec::new() } else { columns.pads(row) };
            for (at, pad) in pads.iter().rev() {
                text.insert_str(*at, pad);
            }
            assert_eq!(&text, aligned);
            assert!(width(&text) <= columns.width());
        }
    }

    #[test]
    fn columns_stand_one_below_the_other() {
        check(
            &[
                "| Year | Passengers | Line |",
                "|---|-----------------------|---|",
                "| 2022 | 1,200 | Norvik |",
                "| 2023 | 98 % | \u{6771}\u{4eac} |",
            ],
            &[
                "| Year | Passengers | Line   |",
                "|------|------------|--------|",
                "| 2022 |      1,200 | Norvik |",
                "| 2023 |       98 % | \u{6771}\u{4eac}   |",
            ],
        );
    }

    #[test]
    fn rows_need_not_be_of_one_length() {
        check(
            &["|a|b|", "| long one |", "||", "|x|y|z|"],
            &["|a         |b|", "| long one |", "|          |", "|x         |y|z|"],
        );
    }
}
