//! Widths of text, and lines of a paragraph.

use std::borrow::Cow;
use std::ops::Range;

use unicode_linebreak::{BreakOpportunity, linebreaks};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// The columns that `text` takes on a terminal. A grapheme cluster takes two at most, whatever it is made of.
#[must_use]
pub fn width(text: &str) -> usize {
    pieces(text).map(|(_, columns)| columns).sum()
}

/// The pieces of a text with the columns that they take: runs of ASCII with a column for each byte, and single clusters. To look for
/// clusters takes far longer than to pass over letters, and a dot before a headline is no reason to look for them in all of it.
fn pieces(text: &str) -> impl Iterator<Item = (&str, usize)> {
    let mut left = text;
    std::iter::from_fn(move || {
        let (ascii, rest) = plain(left);
        if ascii > 0 {
            let run = left.get(..ascii)?;
            left = rest;
            return Some((run, ascii));
        }
        let next = left.graphemes(true).next()?;
        left = left.get(next.len()..)?;
        Some((next, cluster(next)))
    })
}

/// How many bytes of ASCII a text begins with that take a column each, and the rest. The last letter of it is one with what
/// follows, perhaps, and not among them.
#[must_use]
pub fn plain(text: &str) -> (usize, &str) {
    let ascii = text.bytes().position(|byte| !byte.is_ascii()).map_or(text.len(), |end| end.saturating_sub(1));
    (ascii, text.get(ascii..).unwrap_or_default())
}

fn cluster(cluster: &str) -> usize {
    cluster.width().min(2)
}

/// `text` in at most `columns` columns, with `…` in place of what does not fit.
#[must_use]
pub fn fit(text: &str, columns: usize) -> Cow<'_, str> {
    // Every byte takes a column at most, so a short text needs no counting.
    if text.len() <= columns || width_up_to(text, columns + 1) <= columns {
        return Cow::Borrowed(text);
    }
    let Some(room) = columns.checked_sub(1) else {
        return Cow::Borrowed("");
    };
    let end = prefix(text, room);
    let kept = text.get(..end).unwrap_or_default().trim_end();
    Cow::Owned(format!("{kept}\u{2026}"))
}

/// The width of `text`, counted no further than `enough`.
fn width_up_to(text: &str, enough: usize) -> usize {
    let mut sum = 0;
    for (_, columns) in pieces(text) {
        if sum >= enough {
            break;
        }
        sum += columns;
    }
    sum
}

/// The bytes of the longest prefix of whole clusters that fits `columns`.
fn prefix(text: &str, columns: usize) -> usize {
    let (mut used, mut end) = (0, 0);
    for (piece, wide) in pieces(text) {
        if used + wide > columns {
            // Of a run each byte is a cluster of its own.
            return if piece.is_ascii() { end + columns - used } else { end };
        }
        used += wide;
        end += piece.len();
    }
    end
}

/// The lines of `text` at `columns`, as byte ranges without the spaces at their ends; never none.
///
/// Lines break where UAX #14 allows it; a word that is longer than a line is cut between grapheme clusters.
#[must_use]
pub fn wrap(text: &str, columns: usize) -> Vec<Range<usize>> {
    let columns = columns.max(1);
    let mut lines = Vec::new();
    let (mut start, mut fits, mut used) = (0, 0, 0);
    for (end, opportunity) in linebreaks(text) {
        let piece = text.get(fits..end).unwrap_or_default();
        let trimmed = piece.trim_end_matches([' ', '\n']);
        if used + width(trimmed) > columns && fits > start {
            push(&mut lines, text, start..fits);
            start = fits;
            used = 0;
        }
        if width(trimmed) > columns {
            let (cut, rest) = split(&mut lines, text, fits..fits + trimmed.len(), columns);
            start = cut;
            used = rest + (piece.len() - trimmed.len());
        } else {
            used += width(trimmed) + (piece.len() - trimmed.len());
        }
        fits = end;
        if opportunity == BreakOpportunity::Mandatory && end < text.len() {
            push(&mut lines, text, start..end);
            start = end;
            used = 0;
        }
    }
    if start < text.len() || lines.is_empty() {
        push(&mut lines, text, start..text.len());
    }
    lines
}

/// Cuts a word that is longer than a line: pushes its full lines, gives where the last one starts and its width.
fn split(lines: &mut Vec<Range<usize>>, text: &str, word: Range<usize>, columns: usize) -> (usize, usize) {
    let (mut start, mut used) = (word.start, 0);
    for (at, grapheme) in text.get(word.clone()).unwrap_or_default().grapheme_indices(true) {
        let width = cluster(grapheme);
        if used + width > columns && used > 0 {
            lines.push(start..word.start + at);
            start = word.start + at;
            used = 0;
        }
        used += width;
    }
    (start, used)
}

fn push(lines: &mut Vec<Range<usize>>, text: &str, line: Range<usize>) {
    let kept = text.get(line.clone()).unwrap_or_default().trim_end_matches([' ', '\n']);
    lines.push(line.start..line.start + kept.len());
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(text: &str, columns: usize, lines: &[&str]) {
        let wrapped: Vec<&str> = wrap(text, columns).into_iter().map(|line| text.get(line).unwrap()).collect();
        assert_eq!(wrapped, lines);
    }

    #[test]
    fn lines_break_between_words() {
        check("The ferry left the harbour at dawn.", 17, &["The ferry left", "the harbour at", "dawn."]);
        check("exactly seventeen", 17, &["exactly seventeen"]);
        check("exactly seventeen.", 17, &["exactly", "seventeen."]);
        check("", 17, &[""]);
    }

    #[test]
    fn words_that_are_too_long_are_cut() {
        check("a Donaudampfschifffahrt b", 10, &["a", "Donaudampf", "schifffahr", "t b"]);
        check("https://example.org/a/very/long/path", 17, &["https://", "example.org/a/", "very/long/path"]);
    }

    #[test]
    fn wide_and_combining_characters_count_as_the_terminal_counts() {
        check("東京の天気は晴れ、風は弱い。", 10, &["東京の天気", "は晴れ、風", "は弱い。"]);
        check("e\u{301}te\u{301} e\u{301}te\u{301}", 3, &["e\u{301}te\u{301}", "e\u{301}te\u{301}"]);
        assert_eq!(width("👩\u{200d}🚀"), 2);
        assert_eq!(width("日本"), 4);
        check("no\u{a0}break here", 8, &["no\u{a0}break", "here"]);
    }

    #[test]
    fn what_does_not_fit_ends_in_an_ellipsis() {
        assert_eq!(fit("harbour", 7), "harbour");
        assert_eq!(fit("harbours", 7), "harbou…");
        assert_eq!(fit("東京の天気", 5), "東京…");
        assert_eq!(fit("e\u{301}te\u{301}s", 2), "e\u{301}…");
        assert_eq!(fit("tee\u{301}s", 3), "te…", "a letter is not cut from its accent");
        assert_eq!(fit("ab", 0), "");
    }

    proptest! {
        #[test]
        fn no_line_is_wider_than_the_columns_and_nothing_is_lost(text in "[a-z é東👍\u{301}\u{a0},.-]{0,120}", columns in 2usize..40) {
            let lines = wrap(&text, columns);
            let mut end = 0;
            for line in lines {
                prop_assert!(width(text.get(line.clone()).unwrap()) <= columns, "{line:?}");
                prop_assert!(text.get(end..line.start).unwrap().chars().all(|c| c == ' '));
                end = line.end;
            }
            prop_assert!(text.get(end..).unwrap().chars().all(|c| c == ' '));
        }

        #[test]
        fn a_text_is_as_wide_as_its_clusters(text in "[a-z é東👍🇩🇪\u{301}\u{200d}·●]{0,60}", columns in 0usize..40) {
            let clusters: usize = text.graphemes(true).map(cluster).sum();
            prop_assert_eq!(width(&text), clusters);
            let (head, tail) = text.split_at(prefix(&text, columns));
            prop_assert!(width(head) <= columns);
            let next = tail.graphemes(true).next().map_or(0, cluster);
            prop_assert!(tail.is_empty() || width(head) + next > columns, "{head:?} {tail:?}");
        }

        #[test]
        fn any_text_wraps(text in any::<String>(), columns in 0usize..40) {
            prop_assert!(!wrap(&text, columns).is_empty());
            prop_assert!(width(&fit(&text, columns)) <= columns);
        }
    }
}
