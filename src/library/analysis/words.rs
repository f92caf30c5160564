//! Where the words of a text are.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

/// What a character is to the words around it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    /// It parts words.
    Other,
    /// It makes words with its neighbours.
    Letter,
    /// It is a word, with the marks behind it.
    Single,
}

/// Which bytes are letters and digits of ASCII.
const ALPHANUMERIC: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0u8;
    while byte < 128 {
        table[byte as usize] = byte.is_ascii_alphanumeric();
        byte += 1;
    }
    table
};

/// Hands out the words of `text` with their places.
///
/// Whether characters belong to one word depends on them alone, so a quote gives the same words by itself as in its paragraph.
pub(super) fn each<'a>(text: &'a str, found: &mut dyn FnMut(&'a str, Range<usize>)) {
    let mut at = 0;
    while at < text.len() {
        let (class, length) = class_at(text, at);
        let start = at;
        at += length;
        match class {
            Class::Other => continue,
            Class::Letter => at = letters(text, at),
            Class::Single => at = cluster(text, at),
        }
        let word = text.get(start..at).unwrap_or_default();
        if !is_possessive(text, start, word) {
            found(word, start..at);
        }
    }
}

/// The class and the length in bytes of the character at `at`.
#[inline]
fn class_at(text: &str, at: usize) -> (Class, usize) {
    match text.as_bytes().get(at) {
        Some(byte) if byte.is_ascii_alphanumeric() => (Class::Letter, 1),
        Some(byte) if byte.is_ascii() => (Class::Other, 1),
        _ => char_at(text, at).map_or((Class::Other, 1), |c| (class(c), c.len_utf8())),
    }
}

fn char_at(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

/// Where the letters from `at` on end.
fn letters(text: &str, mut at: usize) -> usize {
    loop {
        let rest = text.as_bytes().get(at..).unwrap_or_default();
        // Most are ASCII.
        match rest.iter().position(|byte| !ALPHANUMERIC[usize::from(*byte)]) {
            None => return text.len(),
            Some(plain) => at += plain,
        }
        if text.as_bytes().get(at).is_some_and(u8::is_ascii) {
            return at;
        }
        let (class, length) = class_at(text, at);
        if class != Class::Letter || at >= text.len() {
            return at;
        }
        at += length;
    }
}

/// Where the marks from `at` on end that belong to the character before.
fn cluster(text: &str, mut at: usize) -> usize {
    while let Some(c) = char_at(text, at).filter(|&c| joins(c)) {
        at += c.len_utf8();
    }
    at
}

/// Whether a character goes with the one before it: marks, vowels and finals of a decomposed Hangul syllable, the voicing marks
/// of narrow Katakana.
fn joins(c: char) -> bool {
    is_combining_mark(c) || matches!(c, '\u{1160}'..='\u{11ff}' | '\u{ff9e}' | '\u{ff9f}')
}

fn class(c: char) -> Class {
    match c {
        // Most letters beyond ASCII that there are, before the tables of Unicode are asked.
        '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{f6}' | '\u{f8}'..='\u{17f}' => Class::Letter,
        '\u{400}'..='\u{481}' | '\u{5d0}'..='\u{5ea}' | '\u{620}'..='\u{64a}' => Class::Letter,
        // The modifier letter that is an apostrophe.
        '\u{2bc}' => Class::Other,
        // Thai, Lao, Myanmar, Hangul letters, Khmer.
        '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1100}'..='\u{11ff}' | '\u{1780}'..='\u{17ff}' => {
            single(c)
        }
        // Kana, Hangul, ideographs.
        '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{318f}' | '\u{31f0}'..='\u{31ff}' | '\u{3400}'..='\u{9fff}' => {
            single(c)
        }
        '\u{a960}'..='\u{a97f}' | '\u{ac00}'..='\u{d7ff}' | '\u{f900}'..='\u{faff}' => single(c),
        '\u{ff66}'..='\u{ff9f}' | '\u{20000}'..='\u{3ffff}' => single(c),
        c if c.is_alphanumeric() || is_combining_mark(c) => Class::Letter,
        _ => Class::Other,
    }
}

fn single(c: char) -> Class {
    if c.is_alphanumeric() || is_combining_mark(c) { Class::Single } else { Class::Other }
}

/// Whether a word is the "s" of "Xi's": it is no word, or every possessive would part a phrase.
fn is_possessive(text: &str, start: usize, word: &str) -> bool {
    matches!(word, "s" | "S") && text.get(..start).is_some_and(|before| before.ends_with(['\'', '\u{2019}', '\u{2bc}']))
}
