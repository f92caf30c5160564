//! The head of a record: its members, of which long strings are cut before they are decoded.

use std::borrow::Cow;

use serde_json::{Map, Value};

use super::super::{Document, Problem, decode};
use super::fields;
use crate::article::{HEAD, Unread};

/// A string is cut behind so many bytes; escapes take a few of them.
const CUT: usize = HEAD + HEAD / 8;

/// An object of which the long strings are cut.
#[derive(Default)]
struct Object {
    members: Map<String, Value>,
    /// The names of those that were cut, and what they lost.
    cuts: Vec<(String, Unread)>,
}

/// The article of a record, as [`record`](super::record) reads it, with the head of its text. `None` where it takes more than a
/// look at its members.
pub(super) fn record(bytes: &[u8], format: &'static str) -> Option<Result<Option<Document>, Problem>> {
    let Object { members, cuts } = Scanner { rest: decode::plain(bytes)?.trim_ascii() }.object()?;
    if fields::is_other(&members) {
        return Some(Ok(None));
    }
    let found = fields::article(&members)?;
    let cut = cuts.iter().find(|(name, _)| members.get(name).and_then(Value::as_str) == Some(&found.text));
    let unread = cut.or(cuts.first()).map(|(_, unread)| *unread).unwrap_or_default();
    Some(Ok(Some(Document { unread, ..decode::Decoded::utf_8().document(format, found) })))
}

/// Takes an object apart: all of it must be as JSON has it, but what is cut off is only passed over.
struct Scanner<'a> {
    rest: &'a str,
}

impl<'a> Scanner<'a> {
    fn object(mut self) -> Option<Object> {
        let mut object = Object::default();
        self.mark(b'{')?;
        if self.mark(b'}').is_some() {
            return None;
        }
        loop {
            let name: Cow<str> = serde_json::from_str::<Name>(self.value()?).ok()?.0;
            self.mark(b':')?;
            let raw = self.value()?;
            let (value, cut) = value(raw)?;
            if cut.bytes > 0 {
                object.cuts.push((name.clone().into_owned(), cut));
            }
            object.members.insert(name.into_owned(), value);
            if self.mark(b',').is_none() {
                self.mark(b'}')?;
                return self.rest.is_empty().then_some(object);
            }
        }
    }

    /// Takes a mark and the space behind it.
    fn mark(&mut self, mark: u8) -> Option<()> {
        let rest = self.rest.as_bytes().strip_prefix(&[mark])?;
        let spaces = rest.len() - rest.trim_ascii_start().len();
        self.rest = self.rest.get(1 + spaces..)?;
        Some(())
    }

    /// Takes a value as it is written, and the space behind it.
    fn value(&mut self) -> Option<&'a str> {
        let bytes = self.rest.as_bytes();
        let end = match bytes.first()? {
            b'"' => string_end(bytes)?,
            b'{' | b'[' => nested_end(bytes)?,
            _ => bytes.iter().position(|byte| matches!(byte, b',' | b'}' | b']'))?,
        };
        let (value, rest) = self.rest.split_at_checked(end)?;
        self.rest = rest.trim_ascii_start();
        Some(value.trim_ascii_end())
    }
}

/// A name, which is borrowed where it has no escapes.
#[derive(serde::Deserialize)]
struct Name<'a>(#[serde(borrow)] Cow<'a, str>);

/// What a value says, and what was cut off it.
fn value(raw: &str) -> Option<(Value, Unread)> {
    if raw.len() <= CUT || !raw.starts_with('"') {
        return Some((serde_json::from_str(raw).ok()?, Unread::default()));
    }
    let end = cut(raw);
    let mut head = String::with_capacity(end + 1);
    head.push_str(raw.get(..end)?);
    head.push('"');
    let unread = Unread::of(raw.as_bytes().get(end..raw.len() - 1)?, br"\n");
    Some((Value::String(serde_json::from_str(&head).ok()?), unread))
}

/// Where a long string may be cut: between characters, and not within an escape.
fn cut(raw: &str) -> usize {
    let end = crate::article::clean::head(raw, CUT).len();
    let bytes = raw.as_bytes();
    let mut at = 0;
    while let Some(escape) = bytes.get(at..end).and_then(|ahead| memchr::memchr(b'\\', ahead)).map(|found| at + found) {
        let unit = bytes.get(escape + 1..escape + 4).unwrap_or_default();
        let length = match unit {
            [b'u', b'd' | b'D', b'8' | b'9' | b'a' | b'b' | b'A' | b'B'] => 12,
            [b'u', ..] => 6,
            _ => 2,
        };
        if escape + length > end {
            return escape;
        }
        at = escape + length;
    }
    end
}

/// Where the string ends that `bytes` start with.
fn string_end(bytes: &[u8]) -> Option<usize> {
    let mut at = 1;
    loop {
        at += memchr::memchr2(b'"', b'\\', bytes.get(at..)?)?;
        if bytes.get(at) == Some(&b'"') {
            return Some(at + 1);
        }
        at += 2;
    }
}

/// Where the array or object ends that `bytes` start with.
fn nested_end(bytes: &[u8]) -> Option<usize> {
    let (mut at, mut depth) = (0, 0_usize);
    loop {
        match bytes.get(at)? {
            b'"' => {
                at += string_end(bytes.get(at..)?)?;
                continue;
            }
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth -= 1,
            _ => {}
        }
        at += 1;
        if depth == 0 {
            return Some(at);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_strings_are_cut_between_characters_and_escapes() {
        for piece in ["a", "\u{e9}", "\u{6771}", "a\\n", "\\\\", "\\\"", "\\u00e9", "\\ud83d\\ude00", "x\\\\\\n"] {
            for before in ["", "a", "ab", "abc", "abcd", "abcde", "abcdefg"] {
                let json = format!("{{\"text\": \"{before}{}\", \"title\": \"A\"}}", piece.repeat(CUT));
                let whole: Value = serde_json::from_str(&json).unwrap();
                let document = record(json.as_bytes(), "json").unwrap().unwrap().unwrap();
                assert!(document.unread.bytes > 0 && document.text.len() > CUT / 6, "{piece}");
                assert!(whole["text"].as_str().unwrap().starts_with(&document.text), "{piece}");
            }
        }
    }

    #[test]
    fn what_is_unusual_is_left_to_the_parser() {
        for json in [
            "",
            "{}",
            "[1]",
            "{\"title\": \"A\", \"text\": NaN}",
            "{\"title\": \"A\", \"text\": \"a\nb\"}",
            "{\"title\": \"A\", \"text\": \"a\"} x",
            "{\"title\": \"A\", \"text\": \"a",
            "{\"title\": \"A\" \"text\": \"a\"}",
            "{\"title\": \"A\", \"text\": [\"a\"}",
            "{\"title\": \"A\", \"text\": \"a\", }",
            "\u{feff}{\"title\": \"A\", \"text\": \"a\"}",
        ] {
            assert!(record(json.as_bytes(), "json").is_none(), "{json}");
        }
    }
}
