//! The one sanitiser: text of an article becomes [`Text`] here, or it does not reach anybody.
//!
//! Escape sequences (ECMA-48) are parsed away whole, with the payload of OSC, DCS, APC, PM and SOS strings, so that no debris
//! stays. Controls, bidi overrides, zero-width characters, variation selectors and tag characters go; white space of any kind
//! becomes a space; a character bears eight combining marks at most.

use std::borrow::Cow;
use std::fmt;
use std::ops::{Deref, Range};
use std::path::Path;

use serde::{Deserialize, Deserializer, Serialize};
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
        if plain(raw.as_bytes()) == raw.len() {
            return Self(raw.to_owned());
        }
        Self(cleaned(raw))
    }

    /// Cleans the line `raw` and takes the white space off its ends.
    pub(super) fn trimmed(raw: &str) -> Self {
        let text = Self::new(raw.trim());
        let trimmed = text.trim();
        if trimmed.len() == text.len() { text } else { Self(trimmed.to_owned()) }
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

impl<'de> Deserialize<'de> for Text {
    /// What was written down is cleaned again: a file is no more to be trusted than the web.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(|raw| Self::new(&raw))
    }
}

/// What is left of text that has something to take away. Plain stretches are copied whole.
fn cleaned(raw: &str) -> String {
    let raw = strip_escapes(raw);
    let mut clean = String::with_capacity(raw.len());
    let mut marks = 0;
    let mut rest: &str = &raw;
    loop {
        let (run, tail) = rest.split_at_checked(plain(rest.as_bytes())).unwrap_or((rest, ""));
        if !run.is_empty() {
            marks = 0;
            clean.push_str(run);
        }
        let Some(c) = tail.chars().next() else { return clean };
        rest = after(tail, c.len_utf8());
        let Some(c) = harmless(c) else { continue };
        marks = if is_combining_mark(c) { marks + 1 } else { 0 };
        if marks <= MARKS {
            clean.push(c);
        }
    }
}

/// How many bytes at the start of UTF-8 text are surely harmless and bear no marks.
///
/// It need not see all that is harmless, only most of what stands in articles: it decides how much is copied at once.
fn plain(bytes: &[u8]) -> usize {
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let next = |offset: usize| bytes.get(at + offset).copied().unwrap_or_default();
        at += match byte {
            b' '..=b'~' => bytes.get(at..).map_or(1, printable),
            // No-break space and up in Latin-1, but for the soft hyphen.
            0xc2 if matches!(next(1), 0xa0..=0xac | 0xae..=0xbf) => 2,
            // The rest of Latin, Greek, Cyrillic without its marks, Hebrew and Arabic letters without theirs.
            0xc3..=0xcb | 0xce..=0xd1 | 0xd3 => 2,
            0xd7 if next(1) >= 0x90 => 2,
            0xd8 if next(1) >= 0xa0 => 2,
            0xd9 if next(1) <= 0x8a => 2,
            0xda | 0xdb if next(1) <= 0x95 || byte == 0xda => 2,
            // Dashes, quotation marks, bullets, the ellipsis.
            0xe2 if next(1) == 0x80 && matches!(next(2), 0x90..=0xa7) => 3,
            // Kana and ideographs with their punctuation, Hangul syllables.
            0xe3 if next(1) == 0x80 && next(2) <= 0xa9 => 3,
            0xe3 if next(1) == 0x81 || next(1) == 0x83 || next(1) == 0x82 && !matches!(next(2), 0x99 | 0x9a) => 3,
            0xe4..=0xe9 => 3,
            0xeb | 0xec => 3,
            _ => return at,
        };
    }
    at
}

/// How many printable ASCII bytes `bytes` starts with.
fn printable(bytes: &[u8]) -> usize {
    let is = |byte: &u8| (b' '..=b'~').contains(byte);
    // Whole chunks first, without a branch a byte.
    let chunks = bytes.chunks_exact(32).take_while(|chunk| chunk.iter().fold(true, |all, byte| all & is(byte)));
    let whole = chunks.count() * 32;
    whole + bytes.get(whole..).map_or(0, |rest| rest.iter().take_while(|byte| is(byte)).count())
}

/// The last bytes of a text, `bytes` of them or as many fewer as make whole characters.
pub(crate) fn tail(text: &str, bytes: usize) -> &str {
    let from = text.len().saturating_sub(bytes);
    (from..=text.len()).find_map(|at| text.get(at..)).unwrap_or_default()
}

/// The first bytes of a text, `bytes` of them or as many fewer as make whole characters.
pub(crate) fn head(text: &str, bytes: usize) -> &str {
    let to = text.len().min(bytes);
    (0..=to).rev().find_map(|at| text.get(..at)).unwrap_or_default()
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
        c if c.is_control() => None,
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

/// Takes whole escape sequences away (ECMA-48: CSI, OSC, DCS, SOS, PM, APC, in their ESC and their C1 forms).
///
/// A control string ends at its terminator, or at the end of its line where it has none: an open one must not swallow
/// the article. Line ends and other controls stay.
pub(crate) fn strip_escapes(raw: &str) -> Cow<'_, str> {
    // ESC, and the lead byte of the C1 controls in UTF-8.
    let may_introduce = memchr::memchr2(0x1b, 0xc2, raw.as_bytes()).is_some();
    if !may_introduce || !raw.chars().any(is_introducer) {
        return Cow::Borrowed(raw);
    }
    let mut out = String::with_capacity(raw.len());
    let mut rest = raw;
    let mut before = '\0';
    // Behind this many bytes of `rest` a terminator may follow again; it keeps a line of open C1 strings linear.
    let mut open_until = raw.len();
    while let Some(c) = rest.chars().next() {
        let tail = after(rest, c.len_utf8());
        let (next, ended) = match c {
            '\u{1b}' => (escape(tail), true),
            '\u{9b}' if !is_mojibake(before) => (csi(tail), true),
            '\u{90}' | '\u{98}' | '\u{9d}'..='\u{9f}' if !is_mojibake(before) && rest.len() <= open_until => {
                match control_string(tail) {
                    (next, true) => (next, true),
                    (next, false) => {
                        open_until = next.len();
                        (tail, false)
                    }
                }
            }
            _ => {
                out.push(c);
                (tail, false)
            }
        };
        before = if ended { '\0' } else { c };
        rest = next;
    }
    Cow::Owned(out)
}

fn is_introducer(c: char) -> bool {
    matches!(c, '\u{1b}' | '\u{90}' | '\u{98}' | '\u{9b}' | '\u{9d}'..='\u{9f}')
}

/// Whether `before` shows that a C1 control is a byte of UTF-8 that was read as Latin-1, as in `â\u{80}\u{9d}`: then it
/// opens nothing, and a string from it to the next such control would be lost text.
fn is_mojibake(before: char) -> bool {
    matches!(before, '\u{80}'..='\u{ff}')
}

fn after(text: &str, bytes: usize) -> &str {
    text.get(bytes..).unwrap_or_default()
}

/// What stands behind the escape sequence whose ESC was just read.
fn escape(tail: &str) -> &str {
    match tail.chars().next() {
        Some('[') => csi(after(tail, 1)),
        Some(']' | 'P' | 'X' | '^' | '_') => control_string(after(tail, 1)).0,
        Some(' '..='/') => {
            let end = tail.trim_start_matches(|c| matches!(c, ' '..='/'));
            end.strip_prefix(|c| matches!(c, '0'..='~')).unwrap_or(end)
        }
        Some('0'..='~') => after(tail, 1),
        _ => tail,
    }
}

fn csi(tail: &str) -> &str {
    let tail = tail.trim_start_matches(|c| matches!(c, '0'..='?'));
    let tail = tail.trim_start_matches(|c| matches!(c, ' '..='/'));
    tail.strip_prefix(|c| matches!(c, '@'..='~')).unwrap_or(tail)
}

/// What stands behind a control string, and whether the string had an end of its own.
fn control_string(tail: &str) -> (&str, bool) {
    for (at, c) in tail.char_indices() {
        match c {
            '\u{7}' | '\u{9c}' | '\u{18}' | '\u{1a}' => return (after(tail, at + c.len_utf8()), true),
            '\u{1b}' => {
                let rest = after(tail, at);
                return (rest.strip_prefix("\u{1b}\\").unwrap_or(rest), true);
            }
            '\n'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => return (after(tail, at), false),
            _ => {}
        }
    }
    ("", false)
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
    fn text_in_the_wrong_encoding_is_not_taken_for_sequences() {
        check("a \u{9d}open, so only the control goes", "a open, so only the control goes");
        check("said â\u{80}\u{9d}and then â\u{80}\u{9c}more", "said âand then âmore");
    }

    #[test]
    fn a_line_of_open_strings_is_read_once() {
        let text = Text::new(&"\u{9d}a ".repeat(200_000));
        assert_eq!(text.len(), 400_000);
    }

    #[test]
    fn what_cannot_be_seen_goes() {
        check("a\u{200b}b\u{202e}c\u{feff}d\u{ad}e\u{fe0f}f\u{e0041}g", "abcdefg");
        check("a\tb\r\nc\u{2028}d", "a b  c d");
        check("a\u{10eeee}b", "a\u{fffd}b");
        check(&format!("e{}x", "\u{301}".repeat(200)), &format!("e{}x", "\u{301}".repeat(8)));
        check("caf\u{e9} \u{6771}\u{4eac} \u{a0}", "caf\u{e9} \u{6771}\u{4eac} \u{a0}");
    }

    #[test]
    fn plain_text_is_what_cleaning_leaves_as_it_is() {
        for c in ('\0'..=char::MAX).filter(|c| plain(c.encode_utf8(&mut [0; 4]).as_bytes()) > 0) {
            assert!(harmless(c) == Some(c) && !is_combining_mark(c), "{:x}", c as u32);
        }
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
