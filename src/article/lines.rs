//! The lines of a text, with hard wrapping undone.
//!
//! Most cleaned text has one line a paragraph, with or without blank lines between. Some is wrapped by hand: there the
//! [`wrap`] module tells which lines go on.

mod wrap;

use super::Text;

/// One line: a paragraph, a title, or what else stood between two line ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) text: Text,
}

/// The lines of `text`, cleaned and without the blank ones.
pub(super) fn read(text: &str) -> Vec<Line> {
    unwrapped(text).0
}

/// [`read`], and whether the lines were wrapped.
pub(super) fn unwrapped(text: &str) -> (Vec<Line>, bool) {
    let raw: Vec<&str> = split(text);
    let clean = |line: &str| Some(Line { text: Text::trimmed(line) }).filter(|line| !line.text.is_empty());
    match wrap::column(&raw) {
        Some(column) => {
            let joined = wrap::join(&raw, column, text);
            (joined.iter().filter_map(|line| clean(line)).collect(), true)
        }
        None => (raw.iter().filter_map(|line| clean(line)).collect(), false),
    }
}

/// Parts text at its line ends: LF, CRLF, CR, and Unicode's line and paragraph separators.
fn split(text: &str) -> Vec<&str> {
    // The separators are rare: their first byte is that of every curly quote, so they are looked for apart.
    let is_separator = |at: usize| matches!(text.as_bytes().get(at + 1..at + 3), Some([0x80, 0xa8 | 0xa9]));
    let separators = memchr::memchr_iter(0xe2, text.as_bytes()).any(is_separator);
    let mut lines = Vec::new();
    let mut start = 0;
    for end in memchr::memchr2_iter(b'\n', b'\r', text.as_bytes()) {
        // The LF of a CRLF ends no line of its own: an empty one would part wrapped lines.
        let rest_of_crlf = end == start && end > 0 && text.as_bytes().get(end - 1..=end) == Some(b"\r\n");
        if !rest_of_crlf {
            lines.push(text.get(start..end).unwrap_or_default());
        }
        start = end + 1;
    }
    lines.push(text.get(start..).unwrap_or_default());
    if separators {
        lines = lines.into_iter().flat_map(|line| line.split(['\u{2028}', '\u{2029}'])).collect();
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, lines: &[&str]) {
        let read = read(text);
        let found: Vec<&str> = read.iter().map(|line| line.text.as_str()).collect();
        assert_eq!(found, lines, "{text}");
    }

    #[test]
    fn every_line_end_counts() {
        check("a\nb\r\nc\rd\u{2028}e\n\n f ", &["a", "b", "c", "d", "e", "f"]);
        check("\r\n\n\r a\r\r\nb\n", &["a", "b"]);
        check("", &[]);
    }

    #[test]
    fn what_a_line_hides_at_its_ends_goes() {
        check("\u{200b} a\u{feff}\0\n\u{a0}b \u{200b}\n\0\n", &["a", "b"]);
    }

    #[test]
    fn short_paragraphs_are_not_joined() {
        let text = "One line.\nAnother line.\nA third.\nA fourth.\nA fifth.\nA sixth.\nA seventh.";
        assert_eq!(read(text).len(), 7);
    }
}
