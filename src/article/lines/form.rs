//! What the marks of a line say that it is: a row of a table between bars, a line between fences.

use std::ops::Range;

/// What opens and closes code: GitHub's, and `CommonMark`'s §4.5, in backticks.
const FENCE: &str = "```";
/// A cell with more bytes has prose in it: such tables only lay a page out.
const CELL_BYTES: usize = 100;

/// What a line is, as far as its marks say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::article) enum Form {
    /// None of these.
    Plain,
    /// A row of a table.
    Row,
    /// A line of code, or of what else is to keep its spaces.
    Code,
}

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
