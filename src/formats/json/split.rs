//! Finds the elements of an array without understanding them.

use std::io::BufRead;
use std::ops::Range;

use super::super::Problem;
use super::super::source::{LIMIT, Stream};

/// Where elements stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Level {
    /// One after another, with nothing around them.
    Outside,
    /// Inside of an array or object, with commas between them. Behind it more may follow, as where a program that writes an array
    /// was told to add to a file.
    Inside,
}

/// Takes a stream apart. Brackets and strings are followed, all else is left to the parser.
pub(super) struct Splitter {
    level: Level,
    /// What the first array or object around elements opened with.
    opener: Option<u8>,
    /// The depth at which elements stand.
    base: u64,
    depth: u64,
    string: bool,
    escaped: bool,
    done: bool,
}

impl Splitter {
    pub(super) fn new(level: Level) -> Self {
        let base = u64::from(level == Level::Inside);
        Self { level, opener: None, base, depth: 0, string: false, escaped: false, done: false }
    }

    /// The next element with its offset.
    ///
    /// # Errors
    ///
    /// When the stream cannot be read, or an element is larger than a record may be.
    pub(super) fn next(&mut self, stream: &mut Stream) -> Result<Option<(u64, Vec<u8>)>, Problem> {
        let mut bytes = Vec::new();
        let mut start = None;
        while !self.done {
            let offset = stream.offset();
            let chunk = stream.fill_buf().map_err(|error| Problem::io(&error))?;
            if chunk.is_empty() {
                self.done = true;
                break;
            }
            let mut used = chunk.len();
            let mut ended = false;
            let mut at = 0;
            while let Some(&byte) = chunk.get(at) {
                // Most of an element is strings, of which only their ends matter.
                if self.string && !self.escaped {
                    let rest = chunk.get(at..).unwrap_or_default();
                    let plain = memchr::memchr2(b'"', b'\\', rest).unwrap_or(rest.len());
                    if plain > 0 {
                        bytes.extend_from_slice(rest.get(..plain).unwrap_or_default());
                        at += plain;
                        continue;
                    }
                }
                let (belongs, ends) = self.step(byte);
                if belongs && (start.is_some() || !byte.is_ascii_whitespace()) {
                    start.get_or_insert(offset + at as u64);
                    bytes.push(byte);
                }
                at += 1;
                if ends {
                    (used, ended) = (at, true);
                    break;
                }
            }
            stream.consume(used);
            if bytes.len() as u64 > LIMIT {
                return Err(Problem::new(&format!("an element is larger than {LIMIT} bytes")));
            }
            if ended && start.is_some() {
                break;
            }
        }
        bytes.truncate(bytes.trim_ascii_end().len());
        Ok(start.map(|start| (start, bytes)))
    }

    /// Whether a byte belongs to an element, and whether an element ends with or before it.
    fn step(&mut self, byte: u8) -> (bool, bool) {
        if self.string {
            match byte {
                _ if self.escaped => self.escaped = false,
                b'\\' => self.escaped = true,
                b'"' => self.string = false,
                _ => {}
            }
            return (true, false);
        }
        let is_around = self.level == Level::Inside && self.depth == 0;
        match byte {
            b'{' | b'[' => {
                if is_around {
                    // An object behind an array is an element by itself.
                    self.base = u64::from(*self.opener.get_or_insert(byte) == byte);
                }
                self.depth += 1;
                return (self.depth > self.base, false);
            }
            _ if is_around => return (false, false),
            b'"' => self.string = true,
            b'}' | b']' => {
                self.depth = self.depth.saturating_sub(1);
                return (self.depth >= self.base, self.depth == 0);
            }
            b',' if self.depth == self.base => return (false, true),
            _ => {}
        }
        (true, false)
    }
}

/// Where the value stands that a path of names leads to.
pub(super) fn at(bytes: &[u8], path: &[String]) -> Option<Range<usize>> {
    let mut range = 0..bytes.len();
    for name in path {
        let mut members = Stream::new(bytes.get(range.clone())?);
        let mut splitter = Splitter::new(Level::Inside);
        range = loop {
            let (offset, member) = splitter.next(&mut members).ok()??;
            let mut parts = serde_json::Deserializer::from_slice(&member).into_iter::<String>();
            let found = parts.next()?.ok()?;
            let value = parts.byte_offset();
            if found == *name {
                let colon = member.get(value..)?.iter().position(|byte| *byte == b':')?;
                let start = range.start + usize::try_from(offset).ok()?;
                break start + value + colon + 1..start + member.len();
            }
        };
    }
    Some(range)
}

/// Where the first object of `bytes` ends, if it does.
pub(in super::super) fn first_object(bytes: &[u8]) -> Option<usize> {
    let mut splitter = Splitter::new(Level::Outside);
    let end = |byte: &u8| splitter.step(*byte).1 && splitter.depth == 0 && matches!(byte, b'}');
    bytes.iter().position(end).map(|at| at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(json: &str, level: Level, elements: &[&str]) {
        let mut stream = Stream::new(json.as_bytes());
        let mut splitter = Splitter::new(level);
        let mut found = Vec::new();
        while let Some((offset, bytes)) = splitter.next(&mut stream).unwrap() {
            assert!(json.as_bytes()[usize::try_from(offset).unwrap()..].starts_with(&bytes));
            found.push(String::from_utf8(bytes).unwrap());
        }
        assert_eq!(found, elements, "{json}");
    }

    #[test]
    fn elements_are_told_apart() {
        check(r#" [ {"a": "]}"} , {"b": [1, 2]} ,3 ] x"#, Level::Inside, &[r#"{"a": "]}"}"#, r#"{"b": [1, 2]}"#, "3"]);
        check(r#"{"a":1}  {"b":"\"}"}"#, Level::Outside, &[r#"{"a":1}"#, r#"{"b":"\"}"}"#]);
        check(r#"[{"a":1},{"b""#, Level::Inside, &[r#"{"a":1}"#, r#"{"b""#]);
        check("[]", Level::Inside, &[]);
        check(
            r#"[{"a":1}][{"b":2},3]{"c":[4]},{"d":5}; "#,
            Level::Inside,
            &[r#"{"a":1}"#, r#"{"b":2}"#, "3", r#"{"c":[4]}"#, r#"{"d":5}"#],
        );
    }

    #[test]
    fn a_path_leads_to_its_value() {
        let json = br#"{"x": [0], "y": {"s": "z", "docs": [1, 2] } }"#;
        let range = at(json, &["y".to_owned(), "docs".to_owned()]).unwrap();
        assert_eq!(json[range].trim_ascii(), b"[1, 2]");
    }
}
