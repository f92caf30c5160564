//! Many spaces in a row within a line of prose: the indent of a line of the page, whose end became a space.
//!
//! Where one stands behind a sentence, all that stand before the start of another are the ends of paragraphs.

use std::borrow::Cow;
use std::sync::LazyLock;

use memchr::memmem::Finder;

use super::raw::LISTED_BYTES;

/// Spaces that nobody types within a paragraph.
static GAP: LazyLock<Finder> = LazyLock::new(|| Finder::new("    "));

/// Parts long lines at their gaps. Nearly all texts have none.
pub(super) fn part<'a>(text: &'a str, lines: &mut Vec<&'a str>) {
    if text.len() > LISTED_BYTES && GAP.find(text.trim_ascii_start().as_bytes()).is_some() {
        *lines = lines.iter().flat_map(|line| parts(line)).collect();
    }
}

/// The paragraphs of a line.
fn parts(line: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut start, mut ends_sentence) = (0, false);
    for (before, behind) in gaps(line) {
        let opens = line.get(behind..).and_then(|rest| rest.chars().next()).is_some_and(|c| !c.is_lowercase());
        if !opens {
            continue;
        }
        let part = line.get(start..before).unwrap_or_default();
        ends_sentence |= part.ends_with(['.', '!', '?', '\u{2026}', '"', '\u{201d}', '\u{bb}', ')', '。', '؟', '।']);
        parts.push(part);
        start = behind;
    }
    if !ends_sentence {
        return vec![line];
    }
    parts.push(line.get(start..).unwrap_or_default());
    parts
}

/// Where the gaps within a long line begin and end.
fn gaps(line: &str) -> impl Iterator<Item = (usize, usize)> {
    let is_long = line.len() > LISTED_BYTES;
    let mut at = line.len() - line.trim_start().len();
    std::iter::from_fn(move || {
        let before = at + GAP.find(line.as_bytes().get(at..).filter(|_| is_long)?)?;
        let rest = line.get(before..)?;
        at = before + rest.len() - rest.trim_start_matches(' ').len();
        Some((before, at))
    })
}

/// A line with one space for each gap.
pub(super) fn close(line: &str) -> Cow<'_, str> {
    let mut closed = String::new();
    let mut start = 0;
    for (before, behind) in gaps(line) {
        closed.push_str(line.get(start..before + 1).unwrap_or_default());
        start = behind;
    }
    if start == 0 {
        return Cow::Borrowed(line);
    }
    closed.push_str(line.get(start..).unwrap_or_default());
    Cow::Owned(closed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let mut lines: Vec<&str> = text.split('\n').collect();
        part(text, &mut lines);
        let lines: Vec<Cow<str>> = lines.into_iter().map(close).collect();
        assert_eq!(lines, expected, "{text}");
    }

    #[test]
    fn ends_of_paragraphs_that_became_spaces_part_them_again() {
        let one = "The harbour was open again on Monday, and the boats went out before the wind rose. ".repeat(5);
        let one = one.trim_end();
        check(
            &format!(
                "{one}             Related articleBread prices fall             \u{201c}We are done,\u{201d} she said.\nTwo.  "
            ),
            &[one, "Related articleBread prices fall", "\u{201c}We are done,\u{201d} she said.", "Two.  "],
        );
        // An indent, two spaces behind a sentence, columns, and lines of which no end is one of a sentence.
        check(&format!("        {one}  {one}"), &[&format!("        {one}  {one}")]);
        check(
            "Olm     12 ships     3 days\nAkra     2 ships     1 day",
            &["Olm     12 ships     3 days", "Akra     2 ships     1 day"],
        );
        check(&format!("and        {}", "so on ".repeat(80)), &[&format!("and {}", "so on ".repeat(80))]);
    }
}
