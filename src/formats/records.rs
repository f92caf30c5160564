//! A file of many records, which several threads skim together: lines, or the records of a web archive.
//!
//! Each thread takes the next ones. Plain lines are read by whoever takes them; what is compressed, or cut by what it says itself, is
//! read by a thread of its own.

use std::io::Read;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::thread;

use crossbeam_channel::{Receiver, Sender};

use super::skim::{EachSkimmed, skimmed};
use super::source::{self, Input, LIMIT, Part, Stream};
use super::{Document, Extent, Kind, Opened, Origin, Problem, Reading, Record, json, opened, warc};

/// Records that a thread takes at a time, in bytes.
const BLOCK: u64 = 512 * 1024;
/// Blocks that are read before somebody takes them.
const AHEAD: usize = 2;

/// A file of many records, which several threads skim together: each takes the next ones of it.
#[derive(Debug)]
pub struct Records {
    kind: Kind,
    left: Mutex<Left>,
    size: u64,
}

/// The records that nobody has taken yet.
#[derive(Debug)]
enum Left {
    Plain(Plain),
    Cut(Receiver<Result<Block, Problem>>),
    Nothing,
}

impl Left {
    /// Takes the next block, which is empty behind the last one.
    fn take(&mut self, block: &mut Block) -> Result<(), Problem> {
        let blocks = match self {
            Self::Plain(plain) => return plain.take(block),
            Self::Cut(blocks) => blocks,
            Self::Nothing => {
                *block = Block::default();
                return Ok(());
            }
        };
        let taken = blocks.recv().unwrap_or_else(|_| Err(Problem::new("the parser failed on it")));
        if !taken.as_ref().is_ok_and(|block| !block.bytes.is_empty()) {
            *self = Self::Nothing;
        }
        *block = taken?;
        Ok(())
    }
}

/// Records that are read together.
#[derive(Debug, Default)]
struct Block {
    bytes: Vec<u8>,
    /// Where they start, and how many are before them.
    offset: u64,
    number: u64,
    /// The compressed parts that they lie in: where each starts in what is unpacked, and in the file.
    parts: Vec<(u64, u64)>,
}

impl Records {
    /// Opens a file, if it is one of lines or a web archive.
    ///
    /// # Errors
    ///
    /// When it cannot be read or holds no text.
    pub fn open(path: &Path) -> Result<Option<Self>, Problem> {
        let (file, stat) = source::open(path)?;
        let part = Part::new(file, stat.size);
        let what = opened(part.stream(), &path.to_string_lossy(), None)?.what;
        let left = match what.kind {
            Kind::Lines if what.wide.is_some() => return Ok(None),
            Kind::Lines if !what.packed => Left::Plain(Plain::new(&part, 0, 0)),
            Kind::Lines | Kind::Warc => Left::Cut(cut(path, &what.kind)),
            _ => return Ok(None),
        };
        Ok(Some(Self { kind: what.kind, left: Mutex::new(left), size: stat.size }))
    }

    /// Opens a file to read what comes behind so many lines, which end at `offset`, in bytes; `None` where it has no record a line,
    /// or is compressed.
    ///
    /// # Errors
    ///
    /// When it cannot be read or holds no text.
    pub fn behind(path: &Path, number: u64, offset: u64) -> Result<Option<Self>, Problem> {
        Ok(Self::open(path)?.and_then(|records| records.from(number, offset)))
    }

    fn from(self, number: u64, offset: u64) -> Option<Self> {
        let left = self.left.into_inner().unwrap_or_else(PoisonError::into_inner);
        let Left::Plain(plain) = left else { return None };
        let left = Left::Plain(Plain::new(&plain.part, number, offset));
        Some(Self { left: Mutex::new(left), ..self })
    }

    /// Hands the next records to `each` until there are no more, or it breaks off. Records come in order, but those
    /// that other threads take are left out.
    ///
    /// # Errors
    ///
    /// When the file cannot be read any further.
    pub fn skim(&self, each: &mut EachSkimmed) -> Result<(), Problem> {
        let reading = Reading { extent: Extent::Head, ..Reading::whole(Origin::Elsewhere) };
        let mut block = Block::default();
        loop {
            self.left.lock().unwrap_or_else(PoisonError::into_inner).take(&mut block)?;
            if block.bytes.is_empty() {
                return Ok(());
            }
            let mut flow = ControlFlow::Continue(());
            let mut hand = |found: Result<Document, Problem>| {
                flow = each(found.map(|document| skimmed(block.placed(document), self.size)));
                flow
            };
            let mut stream = Stream::new(block.bytes.as_slice());
            match self.kind {
                Kind::Warc => warc::records(&mut stream, block.number, &reading, &mut hand)?,
                _ => json::lines(&mut stream, block.number, &reading, &mut hand)?,
            }
            if flow.is_break() {
                return Ok(());
            }
        }
    }
}

impl Block {
    /// A document with its place in the file.
    fn placed(&self, mut document: Document) -> Document {
        if let Record::Numbered { from, offset, .. } = &mut document.record {
            *offset += self.offset;
            let part = self.parts.iter().rev().find(|(start, _)| *start <= *offset);
            if let Some((start, at)) = part {
                (*from, *offset) = (*at, *offset - start);
            }
        }
        document
    }

    /// The one behind it, which is empty.
    fn next(&self, length: u64, records: u64) -> Self {
        Self { offset: self.offset + length, number: self.number + records, ..Self::default() }
    }
}

/// What is left of a plain file.
#[derive(Debug)]
struct Plain {
    part: Part,
    /// What was read of the next line.
    carried: Vec<u8>,
    /// Where the next line starts, and how many are before it.
    offset: u64,
    number: u64,
}

impl Plain {
    /// What is behind so many lines, which end at `offset`.
    fn new(part: &Part, number: u64, offset: u64) -> Self {
        Self { part: part.behind(offset), carried: Vec::new(), offset, number }
    }

    /// Takes lines, as many as make a block. A longer one is taken as a whole.
    fn take(&mut self, block: &mut Block) -> Result<(), Problem> {
        (block.offset, block.number) = (self.offset, self.number);
        let lines = &mut block.bytes;
        lines.clear();
        lines.append(&mut self.carried);
        loop {
            let before = lines.len();
            let read = (&mut self.part).take(BLOCK).read_to_end(lines).map_err(|error| Problem::io(&error))?;
            let end = memchr::memrchr(b'\n', lines.get(before..).unwrap_or_default());
            if let Some(end) = end {
                self.carried = lines.split_off(before + end + 1);
            }
            if end.is_some() || read == 0 {
                break;
            }
            if lines.len() as u64 > LIMIT {
                return Err(Problem::too_long().at(&format!("line {}", self.number + 1)));
            }
        }
        self.offset += lines.len() as u64;
        self.number += memchr::memchr_iter(b'\n', lines).count() as u64;
        Ok(())
    }
}

/// Cuts a file into blocks until nobody takes them any more.
fn cut(path: &Path, kind: &Kind) -> Receiver<Result<Block, Problem>> {
    let (send, blocks) = crossbeam_channel::bounded(AHEAD);
    let (path, kind) = (PathBuf::from(path), kind.clone());
    thread::spawn(move || {
        let ended = cut_to(&path, &kind, &send).map(|()| Block::default());
        // Nobody listens any more who has seen enough.
        drop(send.send(ended));
    });
    blocks
}

fn cut_to(path: &Path, kind: &Kind, to: &Sender<Result<Block, Problem>>) -> Result<(), Problem> {
    let (file, stat) = source::open(path)?;
    let Opened { mut stream, .. } = opened(source::stream(file, stat.size), &path.to_string_lossy(), None)?;
    let (mut block, mut records, mut record) = (Block::default(), 0, Vec::new());
    let mut is_closed = false;
    loop {
        let begin = stream.offset();
        let found = next(kind, &mut stream, &mut record);
        let is_last = !matches!(found, Ok(Some(_)));
        // One that is too long is not all there: what follows on it does not follow on its bytes.
        let is_cut = record.len() as u64 != stream.offset() - begin;
        let is_full = (block.bytes.len() + record.len()) as u64 > BLOCK;
        if !block.bytes.is_empty() && (is_full || is_last || is_cut || is_closed) {
            let next = block.next(begin - block.offset, records);
            records = 0;
            if to.send(Ok(std::mem::replace(&mut block, next))).is_err() {
                return Ok(());
            }
        }
        let Some(at) = found.map_err(|problem| named(kind, problem, block.number + records + 1))? else {
            return Ok(());
        };
        let (from, behind) = stream.anchor(at);
        let part = (at - behind, from);
        if block.parts.last() != Some(&part) {
            block.parts.push(part);
        }
        block.bytes.append(&mut record);
        records += 1;
        is_closed = is_cut;
    }
}

/// Reads the bytes up to the end of the next record, and gives where that starts; `None` where there is no other.
fn next(kind: &Kind, stream: &mut Stream, bytes: &mut Vec<u8>) -> Result<Option<u64>, Problem> {
    if *kind == Kind::Warc {
        return warc::copy(stream, bytes);
    }
    let start = stream.offset();
    let read = stream.read_line(bytes).map_err(|error| Problem::io(&error))?;
    Ok((read > 0).then_some(start))
}

/// A problem with the record that has it, where others of the file would name it.
fn named(kind: &Kind, problem: Problem, number: u64) -> Problem {
    if *kind == Kind::Warc { problem.at(&format!("record {number}")) } else { problem }
}
