//! The numbers, words and marks of a line, as dates are made of them.

use std::borrow::Cow;
use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

use crate::article::starts::lower;

/// Words before the first digit of a line, and behind the last one, that can belong to a date. All dates have digits.
const BEFORE: usize = 6;
const BEHIND: usize = 8;
/// Tokens that are made room for at once.
const TOKENS: usize = 24;

/// A number, a word or a mark.
#[derive(Clone, Debug)]
pub(super) struct Token<'a> {
    pub(super) kind: Kind<'a>,
    /// Its bytes in the line.
    pub(super) range: Range<usize>,
    /// Whether white space stands before it.
    pub(super) spaced: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind<'a> {
    /// A number in any script, and how many digits it has.
    Number(u64, usize),
    /// Letters, in lower case. A character of a script that parts no words is a word of its own.
    Word(Cow<'a, str>),
    Mark(char),
}

impl Token<'_> {
    pub(super) fn word(&self) -> &str {
        if let Kind::Word(word) = &self.kind { word } else { "" }
    }

    pub(super) fn is(&self, mark: char) -> bool {
        self.kind == Kind::Mark(mark)
    }

    pub(super) fn is_one_of(&self, marks: &[char]) -> bool {
        matches!(self.kind, Kind::Mark(mark) if marks.contains(&mark))
    }

    /// The number, if it has at most `digits` digits.
    pub(super) fn number(&self, digits: usize) -> Option<i16> {
        match self.kind {
            Kind::Number(number, written) if written <= digits => i16::try_from(number).ok(),
            _ => None,
        }
    }

    /// The number, if it is written with four digits and can be a year.
    pub(super) fn year(&self) -> Option<i16> {
        match self.kind {
            Kind::Number(number @ 1800..=2099, 4) => i16::try_from(number).ok(),
            _ => None,
        }
    }
}

/// The value of a digit: ASCII, fullwidth, Arabic-Indic, Persian, Devanagari, Bengali.
pub(super) fn digit(c: char) -> Option<u32> {
    let zero = match c {
        '0'..='9' => '0',
        '\u{ff10}'..='\u{ff19}' => '\u{ff10}',
        '\u{660}'..='\u{669}' => '\u{660}',
        '\u{6f0}'..='\u{6f9}' => '\u{6f0}',
        '\u{966}'..='\u{96f}' => '\u{966}',
        '\u{9e6}'..='\u{9ef}' => '\u{9e6}',
        _ => return None,
    };
    Some(u32::from(c) - u32::from(zero))
}

/// Whether words are not parted by spaces in the script of `c`: ideographs, kana, hangul.
fn stands_alone(c: char) -> bool {
    matches!(c, '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}')
}

/// The tokens of a line, as far as a date can have them.
pub(super) fn read(line: &str) -> Vec<Token<'_>> {
    let Range { start: mut at, end } = around_digits(line);
    let mut tokens: Vec<Token> = Vec::with_capacity(if at < end { TOKENS } else { 0 });
    let mut spaced = true;
    while let Some(c) = line.get(at..end).and_then(|rest| rest.chars().next()) {
        let mut range = at..at + c.len_utf8();
        if c.is_whitespace() {
            (spaced, at) = (true, range.end);
            continue;
        }
        let last = if spaced { None } else { tokens.last_mut() };
        if let Some(value) = digit(c) {
            match last {
                Some(Token { kind: Kind::Number(number, digits), range: old, .. }) if *digits < 18 => {
                    *number = *number * 10 + u64::from(value);
                    *digits += 1;
                    old.end = range.end;
                }
                _ => tokens.push(Token { kind: Kind::Number(value.into(), 1), range: range.clone(), spaced }),
            }
        } else if is_letter(c) {
            if !stands_alone(c) {
                range.end += word(line.get(range.end..end).unwrap_or_default());
            }
            let kind = Kind::Word(lower(line.get(range.clone()).unwrap_or_default()));
            tokens.push(Token { kind, range: range.clone(), spaced });
        } else {
            let mark = ascii(c);
            if mark == ':' && !spaced {
                unglue(&mut tokens, line);
            }
            tokens.push(Token { kind: Kind::Mark(mark), range: range.clone(), spaced });
        }
        (spaced, at) = (false, range.end);
    }
    tokens
}

/// The stretch of a line that its digits are in, with the words around it; empty where it has none.
fn around_digits(line: &str) -> Range<usize> {
    let is_digit = |c: char| digit(c).is_some();
    let plain = line.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_digit());
    let Some((first, last)) = line.find(is_digit).filter(|_| !plain).zip(line.rfind(is_digit)) else { return 0..0 };
    let (before, behind) = line.split_at_checked(first).unwrap_or_default();
    let start = before.rmatch_indices(' ').nth(BEFORE).map_or(0, |(space, _)| space);
    let end = behind.get(last - first..).and_then(|rest| rest.match_indices(' ').nth(BEHIND));
    start..end.map_or(line.len(), |(space, _)| last + space)
}

fn is_letter(c: char) -> bool {
    c.is_alphabetic() || is_combining_mark(c)
}

/// How many bytes of letters a text starts with.
fn word(text: &str) -> usize {
    let plain = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let rest = text.get(plain..).unwrap_or_default();
    if rest.as_bytes().first().is_none_or(u8::is_ascii) {
        return plain;
    }
    plain + rest.find(|c| !is_letter(c) || stands_alone(c)).unwrap_or(rest.len())
}

/// Parts the year from the hour in "Mar 18 20199:29 AM".
fn unglue(tokens: &mut Vec<Token>, line: &str) {
    let Some(Token { kind: Kind::Number(number, digits @ (5 | 6)), range, .. }) = tokens.last_mut() else { return };
    let by = if *digits == 5 { 10 } else { 100 };
    let (year, hour) = (*number / by, *number % by);
    let split = line.get(range.clone()).and_then(|text| text.char_indices().nth(4)).map(|(at, _)| range.start + at);
    if let Some(split) = split.filter(|_| (1990..2100).contains(&year) && hour < 24) {
        let behind = Token { kind: Kind::Number(hour, *digits - 4), range: split..range.end, spaced: false };
        (*number, *digits, range.end) = (year, 4, split);
        tokens.push(behind);
    }
}

/// The ASCII mark that `c` stands for.
fn ascii(c: char) -> char {
    match c {
        '\u{ff0f}' => '/',
        '\u{ff1a}' | '\u{2236}' => ':',
        '\u{ff0c}' | '\u{60c}' | '\u{3001}' => ',',
        '\u{ff08}' => '(',
        '\u{ff09}' => ')',
        '\u{ff0e}' => '.',
        '\u{2010}' | '\u{2011}' | '\u{2212}' | '\u{ff0d}' => '-',
        c => c,
    }
}
