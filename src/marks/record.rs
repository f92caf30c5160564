//! An [`Entry`] as a line of a journal, and back.

use std::collections::HashSet;
use std::fmt::Write as _;
use std::sync::Arc;

use super::{Change, Clock, Entry, Position};

const VERSION: &str = "1";
const CHECKSUM_DIGITS: usize = 8;

/// What a line of a journal is.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Line {
    Entry(Entry),
    /// Whole, but of a version, field or value that this program does not know; or blank.
    Foreign,
    Damaged,
}

/// The names of devices met so far, so that a million records share a few strings.
#[derive(Default)]
pub(super) struct Devices(HashSet<Arc<str>>);

impl Devices {
    fn share(&mut self, name: &str) -> Arc<str> {
        if let Some(known) = self.0.get(name) {
            return Arc::clone(known);
        }
        let new: Arc<str> = name.into();
        self.0.insert(Arc::clone(&new));
        new
    }
}

/// Adds the line of an entry, with its line feed.
pub(super) fn push_line(lines: &mut String, entry: &Entry) {
    let mut line = format!("{VERSION}\t{}\t{}\t{}\t", entry.clock, entry.device, entry.article);
    // Writing to a string cannot fail.
    let _ = match entry.change {
        Change::Read(value) => write!(line, "read\t{}\t", u8::from(value)),
        Change::Starred(value) => write!(line, "starred\t{}\t", u8::from(value)),
        Change::Position(at) => write!(line, "position\t{}:{}\t", at.paragraph, at.offset),
    };
    lines.push_str(&line);
    lines.push_str(&checksum(line.as_bytes()));
    lines.push('\n');
}

/// Reads a line, which comes without its line feed.
pub(super) fn read_line(line: &[u8], devices: &mut Devices) -> Line {
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    if line.is_empty() {
        return Line::Foreign;
    }
    let Some((body, sum)) = line.split_last_chunk::<CHECKSUM_DIGITS>() else {
        return Line::Damaged;
    };
    if body.last() != Some(&b'\t') || checksum(body).as_bytes() != sum {
        return Line::Damaged;
    }
    match std::str::from_utf8(body).ok().and_then(|body| read_body(body, devices)) {
        Some(entry) => Line::Entry(entry),
        None => Line::Foreign,
    }
}

fn read_body(body: &str, devices: &mut Devices) -> Option<Entry> {
    let mut parts = body.strip_suffix('\t')?.split('\t');
    let mut part = || parts.next();
    if part()? != VERSION {
        return None;
    }
    let clock = read_clock(part()?)?;
    let device = part()?;
    let article = part()?;
    let change = read_change(part()?, part()?)?;
    if part().is_some() || device.is_empty() || article.len() != 32 {
        return None;
    }
    Some(Entry { article: article.parse().ok()?, change, clock, device: devices.share(device) })
}

fn read_clock(text: &str) -> Option<Clock> {
    let (millis, counter) = text.split_once('.')?;
    let clock = Clock { millis: millis.parse().ok()?, counter: counter.parse().ok()? };
    (millis.len() == 13).then_some(clock)
}

fn read_change(field: &str, value: &str) -> Option<Change> {
    let flag = match value {
        "1" => Some(true),
        "0" => Some(false),
        _ => None,
    };
    match field {
        "read" => flag.map(Change::Read),
        "starred" => flag.map(Change::Starred),
        "position" => {
            let (paragraph, offset) = value.split_once(':')?;
            let position = Position { paragraph: paragraph.parse().ok()?, offset: offset.parse().ok()? };
            Some(Change::Position(position))
        }
        _ => None,
    }
}

fn checksum(body: &[u8]) -> String {
    let hash = blake3::hash(body);
    let [a, b, c, d, ..] = *hash.as_bytes();
    format!("{:08x}", u32::from_be_bytes([a, b, c, d]))
}
