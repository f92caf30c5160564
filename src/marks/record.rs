//! An [`Entry`] as a line of a journal, and back.

use std::collections::HashSet;
use std::fmt::Write as _;
use std::sync::Arc;

use super::{Change, Clock, Entry};
use crate::article::ArticleId;

const VERSION: &str = "1";
const CHECKSUM_DIGITS: usize = 8;

/// What a line of a journal is.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Line {
    Entry(Entry),
    /// Whole, but of a version, field or value that this program does not know.
    Foreign,
    Blank,
    Damaged,
}

/// The names of devices met so far, so that a million records share a few strings.
#[derive(Default)]
pub(super) struct Devices {
    known: HashSet<Arc<str>>,
    last: Option<Arc<str>>,
}

impl Devices {
    pub(super) fn share(&mut self, name: &str) -> Arc<str> {
        if let Some(last) = self.last.as_ref().filter(|last| &***last == name) {
            return Arc::clone(last);
        }
        let shared = self.known.get(name).cloned().unwrap_or_else(|| name.into());
        self.known.insert(Arc::clone(&shared));
        self.last = Some(Arc::clone(&shared));
        shared
    }
}

/// Adds the line of an entry, with its line feed.
pub(super) fn push_line(lines: &mut String, entry: &Entry) {
    if let Change::Foreign(line) = &entry.change {
        lines.push_str(line);
        lines.push('\n');
        return;
    }
    let start = lines.len();
    // Writing to a string cannot fail.
    let name = entry.change.name();
    let _ = write!(lines, "{VERSION}\t{}\t{}\t", entry.clock, entry.device);
    push_id(lines, entry.article);
    let _ = write!(lines, "\t{name}\t");
    entry.change.push_value(lines);
    lines.push('\t');
    if let Some(old) = &entry.old {
        old.push_value(lines);
        lines.push('\t');
    }
    let sum = checksum(lines.as_bytes().get(start..).unwrap_or_default());
    let _ = writeln!(lines, "{sum:08x}");
}

/// Adds the digits of an id, which a million times over is faster than to format it.
fn push_id(lines: &mut String, article: ArticleId) {
    for byte in article.0.to_be_bytes() {
        for digit in [byte >> 4, byte & 15] {
            lines.push(char::from_digit(u32::from(digit), 16).unwrap_or('0'));
        }
    }
}

/// What stands before the checksum of a line that came without its line feed; `None` for a damaged one.
fn body(line: &[u8]) -> Option<&[u8]> {
    let (body, sum) = line.split_last_chunk::<CHECKSUM_DIGITS>()?;
    // Capital digits are as wrong as any other damage.
    let digits = sum.iter().all(|digit| matches!(digit, b'0'..=b'9' | b'a'..=b'f'));
    let sum = std::str::from_utf8(sum).ok().filter(|_| digits)?;
    let sum = u32::from_str_radix(sum, 16).ok()?;
    (body.last() == Some(&b'\t') && checksum(body) == sum).then_some(body)
}

/// Reads a line, which comes without its line feed.
pub(super) fn read_line(line: &[u8], devices: &mut Devices) -> Line {
    let line = trimmed(line);
    if line.is_empty() {
        return Line::Blank;
    }
    let Some(body) = body(line) else {
        return Line::Damaged;
    };
    match std::str::from_utf8(body).ok().and_then(|body| read_body(body, devices)) {
        Some(entry) => Line::Entry(entry),
        None => Line::Foreign,
    }
}

/// A line without the carriage return that a conversion gave it.
pub(super) fn trimmed(line: &[u8]) -> &[u8] {
    line.strip_suffix(b"\r").unwrap_or(line)
}

fn read_body(body: &str, devices: &mut Devices) -> Option<Entry> {
    let mut parts = body.strip_suffix('\t')?.split('\t');
    let mut part = || parts.next();
    if part()? != VERSION {
        return None;
    }
    let clock = part()?.parse().ok()?;
    let device = part()?;
    let article = part()?;
    let name = part()?;
    let change = Change::read(name, part()?)?;
    let old = match part() {
        Some(old) => Some(Change::read(name, old)?),
        None => None,
    };
    if part().is_some() || device.is_empty() {
        return None;
    }
    Some(Entry { article: read_id(article)?, change, old, clock, device: devices.share(device) })
}

/// Reads 32 hex digits; as two numbers, which takes a fraction of the time.
pub(super) fn read_id(digits: &str) -> Option<ArticleId> {
    if digits.len() != 32 || !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
        return None;
    }
    let (high, low) = digits.split_at_checked(16)?;
    let half = |digits| u64::from_str_radix(digits, 16).ok().map(u128::from);
    Some(ArticleId(half(high)? << 64 | half(low)?))
}

/// The clock of a line, read without a look at the rest of it.
pub(super) fn clock_of(line: &[u8]) -> Option<Clock> {
    let head = line.get(..line.len().min(40))?;
    let clock = head.split(|byte| *byte == b'\t').nth(1)?;
    std::str::from_utf8(clock).ok()?.parse().ok()
}

fn checksum(body: &[u8]) -> u32 {
    let hash = blake3::hash(body);
    let [a, b, c, d, ..] = *hash.as_bytes();
    u32::from_be_bytes([a, b, c, d])
}
