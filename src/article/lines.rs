//! The lines of a text, with hard wrapping undone.
//!
//! Most cleaned text has one line a paragraph, with or without blank lines between. Some is wrapped by hand: there the
//! [`wrap`] module tells which lines go on.

mod form;
mod gaps;
mod raw;
mod wrap;

use std::borrow::Cow;

use super::Text;
pub(crate) use form::CAPTION;
pub(super) use form::Form;
pub(super) use raw::is_diff;

/// The spaces that stand for a tab in code.
const TAB: &str = "    ";

/// One line: a paragraph, a title, or what else stood between two line ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) text: Text,
    pub(super) form: Form,
}

/// The lines of `text`, cleaned and without the blank ones.
pub(super) fn read(text: &str) -> Vec<Line> {
    unwrapped(text).0
}

/// [`read`], and whether the lines were wrapped.
pub(super) fn unwrapped(text: &str) -> (Vec<Line>, bool) {
    let raw = split(text);
    // Whoever sets code off says of the rest that it is none.
    let mut set_off = form::fenced(text, &raw);
    if set_off.is_empty() {
        set_off = raw::stretches(text, &raw);
    }
    if set_off.is_empty() {
        let column = wrap::column(&raw);
        return (prose(&raw, column, text).collect(), column.is_some());
    }
    let starts = std::iter::once(0).chain(set_off.iter().map(|block| block.end));
    let ends = set_off.iter().map(|block| block.start).chain([raw.len()]);
    let between: Vec<&[&str]> = starts.zip(ends).filter_map(|(start, end)| raw.get(start..end)).collect();
    let column = wrap::column(&between.concat());
    let mut lines = Vec::with_capacity(raw.len());
    let mut blocks = set_off.iter().filter_map(|block| raw.get(block.clone()));
    for stretch in between {
        lines.extend(prose(stretch, column, text));
        lines.extend(code(blocks.next().unwrap_or_default()));
    }
    (lines, column.is_some())
}

/// The lines of a stretch without code, unwrapped where `text` is wrapped at a column.
fn prose<'a>(raw: &[&'a str], column: Option<usize>, text: &str) -> impl Iterator<Item = Line> + use<'a> {
    let mut joined = match column {
        Some(column) => wrap::join(raw, column, text),
        None => raw.iter().map(|line| Cow::Borrowed(*line)).collect(),
    };
    if memchr::memchr(b'\t', text.as_bytes()).is_some() {
        form::bar(&mut joined);
    }
    joined.into_iter().filter_map(|line| {
        let text = Text::trimmed(&gaps::close(&line));
        let form = if line.trim_start().starts_with(CAPTION) { Form::Caption } else { Form::of(&text) };
        (!text.is_empty()).then_some(Line { text, form })
    })
}

/// The lines of a stretch between fences, which keep the spaces before them.
fn code(raw: &[&str]) -> impl Iterator<Item = Line> {
    raw.iter().filter(|line| !form::is_fence(line) && !line.trim().is_empty()).map(|line| {
        let text = Text::new(line.trim_end().replace('\t', TAB).as_str());
        Line { text, form: Form::Code }
    })
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
    gaps::part(text, &mut lines);
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
    fn columns_between_tabs_are_a_table() {
        check(
            "One.\nTown\tShips\tDays\n\tOlm\t12\t3\nAkra\t\t2\t\nTwo.",
            &["One.", "| Town | Ships | Days |", "| Olm | 12 | 3 |", "| Akra |  | 2 |", "Two."],
        );
        // Two rows, rows of two cells as lists of stories have, and rows of different lengths are none.
        check("a\tb\tc\nd\te\tf", &["a b c", "d e f"]);
        check("a\tb\nc\td\ne\tf", &["a b", "c d", "e f"]);
        check("a\tb\tc\nd\te\nf\tg\th", &["a b c", "d e", "f g h"]);
    }

    #[test]
    fn what_a_line_hides_at_its_ends_goes() {
        check("\u{200b} a\u{feff}\0\n\u{a0}b \u{200b}\n\0\n", &["a", "b"]);
    }

    #[test]
    fn code_keeps_its_spaces() {
        let forms =
            |text: &str| read(text).into_iter().map(|line| (line.text.to_string(), line.form)).collect::<Vec<_>>();
        let (plain, code) = (|text: &str| (text.to_owned(), Form::Plain), |text: &str| (text.to_owned(), Form::Code));
        assert_eq!(
            forms("One.\n```\nif a:\n\tb()\n\n  c \n```\nTwo."),
            [plain("One."), code("if a:"), code("    b()"), code("  c"), plain("Two.")]
        );
        assert_eq!(
            forms("One.\n```\n--- a\n+++ b\n@@ -1 +1 @@\n-c\n```\nTwo."),
            [plain("One."), code("--- a"), code("+++ b"), code("@@ -1 +1 @@"), code("-c"), plain("Two.")]
        );
        assert_eq!(forms("One.\n--- a\n+++ b\n@@ -1 +1 @@\n-c")[4], code("-c"));
        assert_eq!(forms("```sh\nls\n```"), [code("```sh"), code("ls")], "the name of a language is no mark");
        assert_eq!(
            forms("One.\n```\n  two"),
            [plain("One."), plain("```"), plain("two")],
            "what is not closed is none"
        );
        let wrapped = "The ferry left the harbour at dawn and\ncame back with the evening tide, as it had\ndone on every day of the long summer that\nwas now over.\n```\nlong lines of code that could go on in the\nnext line do not\n```";
        let read: Vec<String> = read(wrapped).iter().map(|line| line.text.to_string()).collect();
        assert_eq!(read.len(), 3, "{read:?}");
    }

    #[test]
    fn rows_are_between_bars() {
        let check = |line: &str, form: Form| assert_eq!(Form::of(line), form, "{line}");
        check("| Year | Users |", Form::Row);
        check("|2022|1,200|", Form::Row);
        check("| The harbour |", Form::Plain);
        check("|---|---|", Form::Plain);
        check("| a | b", Form::Plain);
        check(&format!("| a | {} |", "The ferry left the harbour. ".repeat(5)), Form::Plain);
    }

    #[test]
    fn short_paragraphs_are_not_joined() {
        let text = "One line.\nAnother line.\nA third.\nA fourth.\nA fifth.\nA sixth.\nA seventh.";
        assert_eq!(read(text).len(), 7);
    }
}
