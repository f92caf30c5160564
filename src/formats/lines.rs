//! A file with a record a line, which several threads skim together.
//!
//! Each thread takes the next lines of it. A plain file is read by whoever takes them; one that is compressed is unpacked by a
//! thread of its own.

use std::io::Read;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::thread;

use crossbeam_channel::{Receiver, Sender};

use super::skim::{EachSkimmed, skimmed};
use super::source::{self, Input, LIMIT, Part, Stream};
use super::{Document, Extent, Kind, Opened, Origin, Problem, Reading, Record, json, opened};

/// Lines that a thread takes at a time, in bytes.
const BLOCK: u64 = 512 * 1024;
/// Blocks that are unpacked before somebody takes them.
const AHEAD: usize = 2;

/// A file with a record a line, which several threads skim together: each takes the next lines of it.
#[derive(Debug)]
pub struct Lines {
    left: Mutex<Left>,
    size: u64,
}

/// The lines that nobody has taken yet.
#[derive(Debug)]
enum Left {
    Plain(Plain),
    Packed(Receiver<Result<Block, Problem>>),
    Nothing,
}

impl Left {
    /// Takes the next block, which is empty behind the last one.
    fn take(&mut self, block: &mut Block) -> Result<(), Problem> {
        let blocks = match self {
            Self::Plain(plain) => return plain.take(block),
            Self::Packed(blocks) => blocks,
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

/// Lines that are read together.
#[derive(Debug, Default)]
struct Block {
    bytes: Vec<u8>,
    /// Where they start, and how many lines are before them.
    offset: u64,
    number: u64,
    /// The compressed parts that they lie in: where each starts in what is unpacked, and in the file.
    parts: Vec<(u64, u64)>,
}

impl Lines {
    /// Opens a file, if it has a record a line.
    ///
    /// # Errors
    ///
    /// When it cannot be read or holds no text.
    pub fn open(path: &Path) -> Result<Option<Self>, Problem> {
        let (file, stat) = source::open(path)?;
        let part = Part::new(file, stat.size);
        let what = opened(part.stream(), &path.to_string_lossy(), None)?.what;
        if what.kind != Kind::Lines || what.wide.is_some() {
            return Ok(None);
        }
        let left = if what.packed { Left::Packed(unpack(path)) } else { Left::Plain(Plain::new(&part, 0, 0)) };
        Ok(Some(Self { left: Mutex::new(left), size: stat.size }))
    }

    /// Opens a file to read what comes behind so many lines, which end at `offset`, in bytes; `None` where it has no record a line,
    /// or is compressed.
    ///
    /// # Errors
    ///
    /// When it cannot be read or holds no text.
    pub fn behind(path: &Path, number: u64, offset: u64) -> Result<Option<Self>, Problem> {
        Ok(Self::open(path)?.and_then(|lines| lines.from(number, offset)))
    }

    fn from(self, number: u64, offset: u64) -> Option<Self> {
        let left = self.left.into_inner().unwrap_or_else(PoisonError::into_inner);
        let Left::Plain(plain) = left else { return None };
        let left = Left::Plain(Plain::new(&plain.part, number, offset));
        Some(Self { left: Mutex::new(left), ..self })
    }

    /// Hands the records of the next lines to `each` until there are no more, or it breaks off. Records come in order, but those
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
            json::lines(&mut Stream::new(block.bytes.as_slice()), block.number, &reading, &mut |found| {
                flow = each(found.map(|document| skimmed(block.placed(document), self.size)));
                flow
            })?;
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
    fn next(&self, length: u64, lines: u64) -> Self {
        Self { offset: self.offset + length, number: self.number + lines, ..Self::default() }
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

/// Unpacks the lines of a file until nobody takes them any more.
fn unpack(path: &Path) -> Receiver<Result<Block, Problem>> {
    let (send, blocks) = crossbeam_channel::bounded(AHEAD);
    let path = PathBuf::from(path);
    thread::spawn(move || {
        let ended = unpack_to(&path, &send).map(|()| Block::default());
        // Nobody listens any more who has seen enough.
        drop(send.send(ended));
    });
    blocks
}

fn unpack_to(path: &Path, to: &Sender<Result<Block, Problem>>) -> Result<(), Problem> {
    let (file, stat) = source::open(path)?;
    let Opened { mut stream, .. } = opened(source::stream(file, stat.size), &path.to_string_lossy(), None)?;
    let (mut block, mut lines, mut line) = (Block::default(), 0, Vec::new());
    loop {
        let offset = stream.offset();
        let read = stream.read_line(&mut line);
        let count = *read.as_ref().unwrap_or(&0);
        let is_too_long = line.len() as u64 != count;
        let is_full = (block.bytes.len() + line.len()) as u64 > BLOCK || count == 0 || is_too_long;
        if is_full && !block.bytes.is_empty() {
            let next = block.next(offset - block.offset, lines);
            lines = 0;
            if to.send(Ok(std::mem::replace(&mut block, next))).is_err() {
                return Ok(());
            }
        }
        if read.map_err(|error| Problem::io(&error))? == 0 {
            return Ok(());
        }
        let (from, behind) = stream.anchor(offset);
        let part = (offset - behind, from);
        if block.parts.last() != Some(&part) {
            block.parts.push(part);
        }
        block.bytes.append(&mut line);
        lines += 1;
    }
}
