//! The one sanitiser: text of an article becomes [`Text`] here, or it does not reach anybody.
//!
//! Escape sequences (ECMA-48) are parsed away whole, with the payload of OSC, DCS, APC, PM and SOS strings, so that no debris
//! stays. Controls, bidi overrides, zero-width characters, variation selectors and tag characters go; white space of any kind
//! becomes a space; a character bears eight combining marks at most.

use std::borrow::Cow;
use std::fmt;
use std::ops::{Deref, Range};
use std::path::Path;

use serde::Serialize;
use unicode_normalization::char::is_combining_mark;

/// Combining marks that one character may bear: the longest real ones need fewer.
const MARKS: usize = 8;

/// One line of untrusted text without anything that a terminal, a file name or a clipboard could act on.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Text(String);

impl Text {
    /// Cleans `raw`. Line ends become spaces.
    #[must_use]
    pub fn new(raw: &str) -> Self {
        if raw.bytes().all(|byte| (b' '..=b'~').contains(&byte)) {
            return Self(raw.to_owned());
        }
        let raw = strip_escapes(raw);
        let mut clean = String::with_capacity(raw.len());
        let mut marks = 0;
        for c in raw.chars() {
            let Some(c) = harmless(c) else { continue };
            marks = if is_combining_mark(c) { marks + 1 } else { 0 };
            if marks <= MARKS {
                clean.push(c);
            }
        }
        Self(clean)
    }

    /// The text as a string slice.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// A stretch of it, by bytes; `None` outside of it or inside of a character.
    #[must_use]
    pub fn slice(&self, range: Range<usize>) -> Option<Self> {
        self.0.get(range).map(|text| Self(text.to_owned()))
    }
}

/// The name of a file as it may be shown.
#[must_use]
pub fn name(path: &Path) -> Text {
    Text::new(&path.to_string_lossy())
}

/// What may be shown for `c`, if anything.
fn harmless(c: char) -> Option<char> {
    match c {
        '\t'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some(' '),
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' => None,
        // Soft hyphen, grapheme joiner, Arabic letter mark, Hangul fillers, Mongolian selectors and separator.
        '\u{ad}'
        | '\u{34f}'
        | '\u{61c}'
        | '\u{115f}'
        | '\u{1160}'
        | '\u{17b4}'
        | '\u{17b5}'
        | '\u{180b}'..='\u{180f}' => None,
        // Zero-width characters, bidi marks, embeddings, overrides and isolates, invisible operators.
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{feff}' => None,
        // Variation selectors: terminals do not agree on the width that they ask for.
        '\u{fe00}'..='\u{fe0f}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' => None,
        // Tag characters, more selectors, and what is unassigned among them.
        '\u{e0000}'..='\u{e0fff}' => None,
        // Private use: terminals give some of it a meaning of their own.
        '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}' => Some('\u{fffd}'),
        c if (c as u32) & 0xfffe == 0xfffe || ('\u{fdd0}'..='\u{fdef}').contains(&c) => None,
        c => Some(c),
    }
}

/// `raw` without escape sequences. A string that no terminator ends is over at the end of its line.
pub(crate) fn strip_escapes(raw: &str) -> Cow<'_, str> {
    let introducer = |c: char| c == '\u{1b}' || ('\u{80}'..='\u{9f}').contains(&c);
    if !raw.contains(introducer) {
        return Cow::Borrowed(raw);
    }
    let mut out = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = rest.find(introducer) {
        let (plain, sequence) = rest.split_at(at);
        out.push_str(plain);
        let skip = sequence_length(sequence);
        rest = sequence.get(skip..).unwrap_or_default();
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// The bytes of the escape sequence at the start of `text`.
fn sequence_length(text: &str) -> usize {
    let mut chars = text.chars();
    let (kind, head) = match chars.next() {
        Some('\u{1b}') => match chars.next() {
            Some(c @ '@'..='_') => (char::from_u32(c as u32 + 0x40).unwrap_or(c), 2),
            // Two-byte sequences, perhaps with intermediate bytes.
            Some(' '..='~') => ('\u{1b}', 1),
            _ => return 1,
        },
        Some(c) => (c, c.len_utf8()),
        None => return 0,
    };
    let body = text.get(head..).unwrap_or_default();
    match kind {
        '\u{9b}' => head + ending(body, |c| ('@'..='~').contains(&c), |c| (' '..='?').contains(&c)),
        '\u{1b}' => head + ending(body, |c| ('0'..='~').contains(&c), |c| (' '..='/').contains(&c)),
        '\u{90}' | '\u{98}' | '\u{9d}'..='\u{9f}' => head + string_length(body),
        _ => head,
    }
}

/// The bytes of `body` up to and with its final character; up to the first one that does not belong to a sequence.
fn ending(body: &str, last: impl Fn(char) -> bool, within: impl Fn(char) -> bool) -> usize {
    for (at, c) in body.char_indices() {
        if last(c) {
            return at + c.len_utf8();
        }
        if !within(c) {
            return at;
        }
    }
    body.len()
}

/// The bytes of a control string and its terminator (BEL, ST, or the end of the line).
fn string_length(body: &str) -> usize {
    for (at, c) in body.char_indices() {
        match c {
            '\u{7}' | '\u{9c}' => return at + c.len_utf8(),
            '\u{1b}' if body.get(at + 1..).is_some_and(|rest| rest.starts_with('\\')) => return at + 2,
            '\u{1b}' | '\n' | '\r' | '\u{2028}' | '\u{2029}' => return at,
            _ => {}
        }
    }
    body.len()
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(raw: &str, clean: &str) {
        assert_eq!(Text::new(raw).as_str(), clean, "{raw:?}");
    }

    #[test]
    fn sequences_go_whole() {
        check("a\u{1b}[31mred\u{1b}[0m b", "ared b");
        check("a\u{1b}]52;c;aGk=\u{7}b", "ab");
        check("a\u{1b}]0;title\u{1b}\\b", "ab");
        check("a\u{9b}2Jb\u{9d}0;x\u{9c}c", "abc");
        check("a\u{1b}Pq#0\u{1b}\\b", "ab");
        check("a\u{1b}(Bb\u{1b}cd", "abd");
        check("cut \u{1b}[", "cut ");
        check("cut \u{1b}", "cut ");
    }

    #[test]
    fn an_open_string_ends_with_its_line() {
        check("a\u{1b}]0;never closed\nnext line", "a next line");
    }

    #[test]
    fn what_cannot_be_seen_goes() {
        check("a\u{200b}b\u{202e}c\u{feff}d\u{ad}e\u{fe0f}f\u{e0041}g", "abcdefg");
        check("a\tb\r\nc\u{2028}d", "a b  c d");
        check("a\u{10eeee}b", "a\u{fffd}b");
        check(&format!("e{}x", "\u{301}".repeat(200)), &format!("e{}x", "\u{301}".repeat(8)));
        check("caf\u{e9} \u{6771}\u{4eac} \u{a0}", "caf\u{e9} \u{6771}\u{4eac} \u{a0}");
    }

    proptest! {
        #[test]
        fn clean_text_is_harmless_and_stays_as_it_is(raw in any::<String>()) {
            let clean = Text::new(&raw);
            prop_assert!(clean.chars().all(|c| !c.is_control() && harmless(c) == Some(c)));
            prop_assert_eq!(Text::new(&clean), clean);
        }
    }
}
