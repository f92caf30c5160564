//! A file of many records, which several threads skim together: lines, an array, a table, a web archive, a tar or a zip.
//!
//! Each thread takes the next ones. Plain lines are read by whoever takes them; what is compressed, or cut by what it says itself, is
//! read by a thread of its own.

mod cut;

use std::io::{self, Cursor, Read};
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use crossbeam_channel::Receiver;
use csv::ByteRecord;

use super::skim::{EachSkimmed, skimmed};
use super::source::{self, LIMIT, Part, Stream};
use super::{
    Document, Extent, Kind, Member, Origin, Problem, Reading, Record, What, archive, json, opened, table, warc,
};

/// Records that a thread takes at a time, in bytes.
const BLOCK: u64 = 512 * 1024;

/// A file of many records, which several threads skim together: each takes the next ones of it.
#[derive(Debug)]
pub struct Records {
    kind: Kind,
    /// What nobody has taken yet, and how many shares were taken.
    left: Mutex<(Left, u64)>,
    size: u64,
}

/// The records that nobody has taken yet.
#[derive(Debug)]
enum Left {
    Plain(Plain),
    Cut(Receiver<Result<Work, Problem>>),
    Nothing,
}

/// What a thread does at a time.
#[derive(Debug)]
enum Work {
    /// Records whose bytes follow each other.
    Block(Block),
    /// Elements of an array.
    Elements(Vec<(Record, Vec<u8>)>),
    /// Rows of a table.
    Rows(Vec<(Record, ByteRecord)>),
    /// Small members of an archive.
    Members(Vec<Raw>),
    /// Documents that were found on the way.
    Found(Vec<Result<Document, Problem>>),
    /// There is nothing left.
    Nothing,
}

/// A member of an archive, with its bytes and why there are no more of them, if there should be.
#[derive(Debug)]
struct Raw {
    place: Member,
    bytes: Vec<u8>,
    failure: Option<io::Error>,
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

impl Left {
    /// Takes what is next.
    fn take(&mut self) -> Result<Work, Problem> {
        let blocks = match self {
            Self::Plain(plain) => return plain.take(),
            Self::Cut(blocks) => blocks,
            Self::Nothing => return Ok(Work::Nothing),
        };
        // It is gone without a word only where no thread could be had.
        let taken = blocks.recv().unwrap_or_else(|_| Err(Problem::new("no thread to read it")));
        if matches!(taken, Ok(Work::Nothing) | Err(_)) {
            *self = Self::Nothing;
        }
        taken
    }
}

impl Records {
    /// Opens a file, if it is one of lines, an array, a table, a web archive, a tar or a zip.
    ///
    /// # Errors
    ///
    /// When it cannot be read or holds no text.
    pub fn open(path: &Path) -> Result<Option<Self>, Problem> {
        let (part, size, what) = look(path)?;
        let left = match what.kind {
            _ if what.wide.is_some() => return Ok(None),
            Kind::Lines if !what.packed => Left::Plain(Plain::new(&part, 0, 0)),
            Kind::Zip if what.packed => return Ok(None),
            Kind::Lines | Kind::Elements(_) | Kind::Table(_) | Kind::Warc | Kind::Tar | Kind::Zip => {
                Left::Cut(cut::start(path, &what.kind))
            }
            _ => return Ok(None),
        };
        Ok(Some(Self { kind: what.kind, left: Mutex::new((left, 0)), size }))
    }

    /// Opens a file to read what comes behind so many lines, which end at `offset`, in bytes; `None` where it has no record a line,
    /// or is compressed.
    ///
    /// # Errors
    ///
    /// When it cannot be read or holds no text.
    pub fn behind(path: &Path, number: u64, offset: u64) -> Result<Option<Self>, Problem> {
        let (part, size, what) = look(path)?;
        let is_plain = what.kind == Kind::Lines && what.wide.is_none() && !what.packed;
        let left = Mutex::new((Left::Plain(Plain::new(&part, number, offset)), 0));
        Ok(is_plain.then_some(Self { kind: what.kind, left, size }))
    }

    /// Hands the next records to `each` until there are no more, or it breaks off. Records come in order, but those
    /// that other threads take are left out.
    ///
    /// # Errors
    ///
    /// When the file cannot be read any further.
    pub fn skim(&self, each: &mut EachSkimmed) -> Result<(), Problem> {
        while self.skim_share(&mut |_| (), each)?.is_continue() {}
        Ok(())
    }

    /// Hands the records of one share to `each`, once `begin` was told its number: shares are counted from 0 in the order of the
    /// file. Breaks off where there was none left, or `each` wants no more.
    ///
    /// # Errors
    ///
    /// When the file cannot be read any further.
    pub fn skim_share(&self, begin: &mut dyn FnMut(u64), each: &mut EachSkimmed) -> Result<ControlFlow<()>, Problem> {
        let (work, number) = {
            let mut left = self.left.lock().unwrap_or_else(PoisonError::into_inner);
            left.1 += 1;
            (left.0.take(), left.1 - 1)
        };
        begin(number);
        let mut flow = ControlFlow::Continue(());
        match work? {
            Work::Nothing => Ok(ControlFlow::Break(())),
            work => {
                self.work(work, &mut |found| {
                    flow = each(found.map(|document| skimmed(document, self.size)));
                    flow
                })?;
                Ok(flow)
            }
        }
    }

    fn work(
        &self,
        work: Work,
        each: &mut dyn FnMut(Result<Document, Problem>) -> ControlFlow<()>,
    ) -> Result<(), Problem> {
        let reading = Reading { extent: Extent::Head, ..Reading::whole(Origin::Elsewhere) };
        match work {
            Work::Block(block) => {
                let mut stream = Stream::new(block.bytes.as_slice());
                let mut placed = |found: Result<Document, Problem>| each(found.map(|document| block.placed(document)));
                match self.kind {
                    Kind::Warc => warc::records(&mut stream, block.number, &reading, &mut placed),
                    _ => json::lines(&mut stream, block.number, &reading, &mut placed),
                }
            }
            Work::Elements(elements) => {
                for (place, bytes) in elements {
                    if json::element(&bytes, place, Extent::Head, each).is_break() {
                        break;
                    }
                }
                Ok(())
            }
            Work::Rows(rows) => {
                let Kind::Table(dialect) = &self.kind else { return Ok(()) };
                for (place, row) in rows {
                    if table::hand(&row, place, dialect, each).is_break() {
                        break;
                    }
                }
                Ok(())
            }
            Work::Members(members) => {
                for Raw { place, bytes, failure } in members {
                    let stream = match failure {
                        None => Stream::new(Cursor::new(bytes)),
                        Some(failure) => archive::inside(Cursor::new(bytes).chain(Failing(Some(failure)))),
                    };
                    if archive::member(stream, &place, &reading, each).is_break() {
                        break;
                    }
                }
                Ok(())
            }
            Work::Found(documents) => {
                for document in documents {
                    if each(document).is_break() {
                        break;
                    }
                }
                Ok(())
            }
            Work::Nothing => Ok(()),
        }
    }
}

/// A file, its size, and what it is.
fn look(path: &Path) -> Result<(Part, u64, What), Problem> {
    let (file, stat) = source::open(path)?;
    let part = Part::new(file, stat.size);
    let what = opened(part.stream(), &path.to_string_lossy(), None)?.what;
    Ok((part, stat.size, what))
}

/// What fails when it is read.
struct Failing(Option<io::Error>);

impl Read for Failing {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        self.0.take().map_or(Ok(0), Err)
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
    fn take(&mut self) -> Result<Work, Problem> {
        let mut lines = std::mem::take(&mut self.carried);
        loop {
            let before = lines.len();
            let read = (&mut self.part).take(BLOCK).read_to_end(&mut lines).map_err(|error| Problem::io(&error))?;
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
        let block = Block { offset: self.offset, number: self.number, bytes: lines, parts: Vec::new() };
        self.offset += block.bytes.len() as u64;
        self.number += memchr::memchr_iter(b'\n', &block.bytes).count() as u64;
        Ok(if block.bytes.is_empty() { Work::Nothing } else { Work::Block(block) })
    }
}
