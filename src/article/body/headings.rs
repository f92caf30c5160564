//! Sub-headings: short lines that head the prose behind them.

use crate::article::lines::Line;
use crate::article::sections::ends_sentence;
use crate::article::{Paragraph, ParagraphKind};

/// A sub-heading is at most this long, in bytes and in words.
const BYTES: usize = 110;
const WORDS: usize = 12;
/// The prose around it is at least so long, in bytes.
const PROSE_BYTES: usize = 80;

/// Whether `text`, between the paragraph `before` and the line `next`, is a sub-heading.
pub(super) fn is_heading(text: &str, before: Option<&Paragraph>, next: Option<&Line>) -> bool {
    if text.len() > BYTES || text.split_whitespace().count() > WORDS {
        return false;
    }
    let first = text
        .chars()
        .next()
        .is_some_and(|c| !c.is_lowercase() && !matches!(c, '(' | '[' | '\u{2014}' | '\u{2013}' | '-'));
    let open = !text.ends_with([
        '.', '!', ',', ';', ':', '"', '\u{201d}', '\'', '\u{2019}', '»', '。', '۔', '।', '」', ')', '…', '！', '：',
    ]);
    let quoted = text.starts_with(['"', '\u{201c}', '\u{201e}', '«', '\u{2018}', '\'', '@', '\u{bb}', '「']);
    if !first || !open || quoted {
        return false;
    }
    let behind = before.is_none_or(|before| before.kind != ParagraphKind::Text || is_prose(&before.text));
    behind && next.is_some_and(|next| is_prose(&next.text))
}

fn is_prose(text: &str) -> bool {
    text.len() >= PROSE_BYTES || text.len() >= PROSE_BYTES / 2 && ends_sentence(text)
}
