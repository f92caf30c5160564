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

/// What a byte is by itself.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Byte {
    /// A character of ASCII that parts words.
    Other,
    /// A letter or digit of ASCII.
    Letter,
    /// A part of a character beyond ASCII.
    Beyond,
}

const BYTES: [Byte; 256] = {
    let mut table = [Byte::Beyond; 256];
    let mut byte = 0u8;
    while byte < 128 {
        table[byte as usize] = if byte.is_ascii_alphanumeric() { Byte::Letter } else { Byte::Other };
        byte += 1;
    }
    table
};

/// Hands out the words of `text` with their places, and whether they are in ASCII.
///
/// Whether characters belong to one word depends on them alone, so a quote gives the same words by itself as in its paragraph.
pub(super) fn each<'a>(text: &'a str, mut found: impl FnMut(&'a str, Range<usize>, bool)) {
    let mut at = 0;
    while let Some(others) = run(text, at, Byte::Other) {
        let start = at + others;
        at = start + run(text, start, Byte::Letter).unwrap_or(text.len() - start);
        let is_ascii = text.as_bytes().get(at).is_none_or(u8::is_ascii);
        if !is_ascii {
            let is_word = if at > start { Class::Letter } else { char_at(text, at).map_or(Class::Other, class) };
            at = match is_word {
                Class::Other => after(text, at),
                Class::Letter => letters(text, at),
                Class::Single => cluster(text, after(text, at)),
            };
            if is_word == Class::Other {
                continue;
            }
        }
        let word = text.get(start..at).unwrap_or_default();
        if !is_possessive(text, start, word) {
            found(word, start..at, is_ascii || word.is_ascii());
        }
    }
}

/// How many bytes of a kind stand from `at` on before one of another kind; `None` where the text ends with them.
#[inline]
fn run(text: &str, at: usize, of: Byte) -> Option<usize> {
    text.as_bytes().get(at..)?.iter().position(|byte| BYTES[usize::from(*byte)] != of)
}

fn char_at(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

/// Where the character at `at` ends.
fn after(text: &str, at: usize) -> usize {
    at + char_at(text, at).map_or(1, char::len_utf8)
}

/// Where the letters from `at` on end.
fn letters(text: &str, mut at: usize) -> usize {
    while let Some(plain) = run(text, at, Byte::Letter) {
        at += plain;
        match char_at(text, at).filter(|c| !c.is_ascii() && class(*c) == Class::Letter) {
            Some(c) => at += c.len_utf8(),
            None => return at,
        }
    }
    text.len()
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
