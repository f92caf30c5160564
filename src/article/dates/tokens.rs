//! The numbers, words and marks of a line, as dates are made of them.

use std::borrow::Cow;
use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

use crate::article::starts::lower;

/// Words before the first digit of a line, and behind the last one, that can belong to a date. All dates have digits.
const BEFORE: usize = 6;
const BEHIND: usize = 8;
/// Tokens that are made room for at once: more than most lines have, and no more than an allocator keeps at hand (1 KB).
const TOKENS: usize = 18;

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
    if c.is_ascii() {
        return c.to_digit(10);
    }
    let zero = match c {
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

/// The stretch of a line that can have a date: where it is, and itself in lower case if it is in ASCII, as most are.
pub(super) struct Stretch<'a> {
    line: &'a str,
    range: Range<usize>,
    folded: Option<Cow<'a, str>>,
}

impl<'a> Stretch<'a> {
    /// That of a line; `None` where no date can be.
    pub(super) fn of(line: &'a str) -> Option<Self> {
        let range = around_digits(line)?;
        let text = line.get(range.clone())?;
        Some(Self { line, range, folded: text.is_ascii().then(|| lower(text)) })
    }

    /// The word in `range` of the line, in lower case.
    fn word(&self, range: Range<usize>) -> Cow<'_, str> {
        let start = self.range.start;
        match &self.folded {
            Some(folded) => Cow::Borrowed(folded.get(range.start - start..range.end - start).unwrap_or_default()),
            None => lower(self.line.get(range).unwrap_or_default()),
        }
    }
}

/// The tokens of a stretch.
pub(super) fn read<'a>(stretch: &'a Stretch) -> Vec<Token<'a>> {
    let line = stretch.line;
    let Range { start: mut at, end } = stretch.range.clone();
    let mut tokens: Vec<Token> = Vec::with_capacity(TOKENS);
    let mut spaced = true;
    while at < end {
        let Some(c) = char_at(line, at) else { break };
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
            let kind = Kind::Word(stretch.word(range.clone()));
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

fn char_at(line: &str, at: usize) -> Option<char> {
    let byte = *line.as_bytes().get(at)?;
    if byte.is_ascii() { Some(char::from(byte)) } else { line.get(at..)?.chars().next() }
}

/// The stretch of a line that its digits are in, with the words around it.
fn around_digits(line: &str) -> Option<Range<usize>> {
    let bytes = line.as_bytes();
    let open = first_open(bytes)?;
    let is_digit = |c: char| digit(c).is_some();
    let (first, last) = if line.is_ascii() {
        (open, bytes.iter().rposition(u8::is_ascii_digit)?)
    } else {
        (open + line.get(open..)?.find(is_digit)?, line.rfind(is_digit)?)
    };
    let start = memchr::memrchr_iter(b' ', bytes.get(..first)?).nth(BEFORE).unwrap_or(0);
    let end = memchr::memchr_iter(b' ', bytes.get(last..)?).nth(BEHIND);
    Some(start..end.map_or(line.len(), |space| last + space))
}

/// The first byte that can be one of a digit. Most lines have none, so they are looked at in chunks, without a branch a byte.
fn first_open(bytes: &[u8]) -> Option<usize> {
    let is = |byte: &u8| !byte.is_ascii() | byte.is_ascii_digit();
    let start = bytes.chunks(32).take_while(|chunk| !chunk.iter().fold(false, |any, byte| any | is(byte))).count() * 32;
    bytes.get(start..)?.iter().position(is).map(|at| start + at)
}

fn is_letter(c: char) -> bool {
    c.is_alphabetic() || !c.is_ascii() && is_combining_mark(c)
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
