//! What the marks of a line say that it is: a row of a table between bars, a line between fences.

use std::borrow::Cow;
use std::ops::Range;

/// What opens and closes code: GitHub's, and `CommonMark`'s §4.5, in backticks.
const FENCE: &str = "```";
/// A cell with more bytes has prose in it: such tables only lay a page out.
const CELL_BYTES: usize = 100;
/// Cells and rows of a table whose cells are parted by tabs, at least.
const TABBED_CELLS: usize = 3;
const TABBED_ROWS: usize = 3;

/// What a line is, as far as its marks say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::article) enum Form {
    /// None of these.
    Plain,
    /// A row of a table.
    Row,
    /// A line of code, or of what else is to keep its spaces.
    Code,
    /// A line of the menus above the headline of a page.
    Menu,
    /// The caption of a picture.
    Caption,
}

/// What stands before a line that is a caption, in the text of a page that said so: a control character, which no text shows.
pub(crate) const CAPTION: &str = "\u{1d}";

impl Form {
    /// What a line is that stands between no fences.
    pub(super) fn of(line: &str) -> Self {
        if is_row(line) { Self::Row } else { Self::Plain }
    }
}

fn is_row(line: &str) -> bool {
    let inner = line.strip_prefix('|').and_then(|rest| rest.strip_suffix('|'));
    inner.is_some_and(|inner| {
        inner.contains('|')
            && inner.contains(char::is_alphanumeric)
            && inner.split('|').all(|cell| cell.len() <= CELL_BYTES)
    })
}

/// Sets bars between the cells of lines that a table's tabs stand in: some lines in a row with as many cells each. Rows of two
/// cells may be a list, of stories and their ages.
pub(super) fn bar(lines: &mut [Cow<str>]) {
    let cells = |line: &str| {
        let line = line.trim();
        let fit = !line.contains('|') && line.split('\t').all(|cell| cell.len() <= CELL_BYTES);
        if fit { memchr::memchr_iter(b'\t', line.as_bytes()).count() + 1 } else { 0 }
    };
    let mut at = 0;
    while at < lines.len() {
        let count = lines.get(at).map_or(0, |line| cells(line));
        let rest = lines.get_mut(at..).unwrap_or_default();
        let rows = rest.iter().take_while(|line| cells(line) == count).count();
        if count >= TABBED_CELLS && rows >= TABBED_ROWS {
            for line in rest.iter_mut().take(rows) {
                let cells: Vec<&str> = line.trim().split('\t').map(str::trim).collect();
                *line = Cow::Owned(format!("| {} |", cells.join(" | ")));
            }
        }
        at += rows.max(1);
    }
}

/// The stretches of lines between two fences, with these. What is not closed is none: the article would end there.
pub(super) fn fenced(text: &str, lines: &[&str]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    if memchr::memmem::find(text.as_bytes(), FENCE.as_bytes()).is_none() {
        return found;
    }
    let mut open = None;
    for (at, line) in lines.iter().enumerate() {
        match open {
            Some(start) if is_fence(line) => {
                found.push(start..at + 1);
                open = None;
            }
            None if line.strip_prefix(FENCE).is_some_and(|name| !name.contains('`')) => open = Some(at),
            _ => {}
        }
    }
    found
}

/// Whether a line is nothing but a fence. One that names a language says something, and is shown.
pub(super) fn is_fence(line: &str) -> bool {
    line.trim_end() == FENCE
}
