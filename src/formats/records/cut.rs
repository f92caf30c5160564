//! The thread that cuts a file into what others do at a time.

use std::io::{BufReader, Read};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::thread;

use crossbeam_channel::{Receiver, Sender};

use super::{BLOCK, Block, Raw, Work};
use crate::formats::json::{self, Level};
use crate::formats::source::{self, Input, Stream};
use crate::formats::table::{self, Dialect};
use crate::formats::{
    Document, Extent, Kind, Member, Opened, Origin, Problem, Reading, archive, guarded, opened, warc,
};

/// How much is read before somebody takes it.
const AHEAD: usize = 2;
/// A member of an archive with more bytes is taken apart here: it may be larger than the memory.
const MEMBER: u64 = 4 << 20;
/// Documents of such a member that are given away together.
const TOGETHER: usize = 64;

type Sent = Result<Work, Problem>;

/// Cuts a file until nobody takes of it any more.
pub(super) fn start(path: &Path, kind: &Kind) -> Receiver<Sent> {
    let (send, work) = crossbeam_channel::bounded(AHEAD);
    let (path, kind) = (PathBuf::from(path), kind.clone());
    thread::spawn(move || {
        let ended = guarded(|| match kind {
            kind @ (Kind::Tar | Kind::Zip) => Members::default().cut(&path, &kind, &send),
            Kind::Elements(level) => elements(&path, level, &send),
            Kind::Table(dialect) => rows(&path, &dialect, &send),
            kind => records(&path, &kind, &send),
        });
        // Nobody listens any more who has seen enough.
        drop(send.send(ended.map(|()| Work::Nothing)));
    });
    work
}

fn stream(path: &Path) -> Result<Stream<'static>, Problem> {
    let (file, stat) = source::open(path)?;
    let Opened { stream, .. } = opened(source::stream(file, stat.size), &path.to_string_lossy(), None)?;
    Ok(stream)
}

/// Cuts between records.
fn records(path: &Path, kind: &Kind, to: &Sender<Sent>) -> Result<(), Problem> {
    let mut stream = stream(path)?;
    let (mut block, mut records, mut record) = (Block::default(), 0, Vec::new());
    let mut is_closed = false;
    loop {
        let begin = stream.offset();
        let found = next(kind, &mut stream, &mut record);
        let is_last = !matches!(found, Ok(Some(_)));
        if matches!(found, Ok(None)) {
            // What stands behind the last record belongs to none, and is told.
            block.bytes.append(&mut record);
        }
        // One that is too long is not all there: what follows on it does not follow on its bytes.
        let is_cut = record.len() as u64 != stream.offset() - begin;
        let is_full = (block.bytes.len() + record.len()) as u64 > BLOCK;
        if !block.bytes.is_empty() && (is_full || is_last || is_cut || is_closed) {
            let next = block.next(begin - block.offset, records);
            records = 0;
            if to.send(Ok(Work::Block(std::mem::replace(&mut block, next)))).is_err() {
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

/// Cuts between the elements of an array.
fn elements(path: &Path, level: Level, to: &Sender<Sent>) -> Result<(), Problem> {
    let mut some = Cut { all: Vec::new(), bytes: 0, work: Work::Elements, to };
    let ended = json::cut(&mut stream(path)?, level, 0, &mut |place, bytes| {
        let length = bytes.len();
        some.push((place, bytes), length)
    });
    some.give();
    ended
}

/// Cuts between the rows of a table.
fn rows(path: &Path, dialect: &Dialect, to: &Sender<Sent>) -> Result<(), Problem> {
    let mut some = Cut { all: Vec::new(), bytes: 0, work: Work::Rows, to };
    let ended = table::cut(&mut stream(path)?, dialect, 0, &mut |place, row| {
        let length = row.as_slice().len();
        some.push((place, row), length)
    });
    some.give();
    ended
}

/// Records that are cut already, and not given away yet.
struct Cut<'a, T> {
    all: Vec<T>,
    bytes: usize,
    work: fn(Vec<T>) -> Work,
    to: &'a Sender<Sent>,
}

impl<T> Cut<'_, T> {
    /// Keeps one until there are enough, and says whether anybody wants more.
    fn push(&mut self, record: T, bytes: usize) -> ControlFlow<()> {
        self.all.push(record);
        self.bytes += bytes;
        if (self.bytes as u64) < BLOCK || self.give() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    }

    /// Gives away what is kept, and says whether anybody wants more.
    fn give(&mut self) -> bool {
        self.bytes = 0;
        let all = std::mem::take(&mut self.all);
        all.is_empty() || self.to.send(Ok((self.work)(all))).is_ok()
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

/// The members of an archive that are not given away yet.
#[derive(Default)]
struct Members {
    some: Vec<Raw>,
    bytes: u64,
    /// Whether there was any.
    any: bool,
}

impl Members {
    /// Cuts between members.
    fn cut(mut self, path: &Path, kind: &Kind, to: &Sender<Sent>) -> Result<(), Problem> {
        let mut visit = |found: Result<(Stream<'_>, Member), Problem>| {
            self.any = true;
            let goes_on = match found {
                Ok((stream, place)) if place.length <= MEMBER => self.small(stream, place, to),
                Ok((stream, place)) => self.give(to) && large(stream, &place, to),
                Err(problem) => self.give(to) && to.send(Ok(Work::Found(vec![Err(problem)]))).is_ok(),
            };
            if goes_on { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        };
        let visited = match kind {
            Kind::Zip => archive::zip(BufReader::new(source::open(path)?.0), &mut visit),
            _ => archive::tar(&mut stream(path)?, &mut visit),
        };
        self.give(to);
        visited?;
        if self.any { Ok(()) } else { Err(Problem::new("no article in it")) }
    }

    /// Keeps a member until there are enough, and says whether anybody wants more.
    fn small(&mut self, mut stream: Stream, place: Member, to: &Sender<Sent>) -> bool {
        let mut bytes = Vec::with_capacity(usize::try_from(place.length).unwrap_or_default());
        // A zip may say less than there is.
        let failure = stream.by_ref().take(MEMBER + 1).read_to_end(&mut bytes).err();
        if bytes.len() as u64 > MEMBER {
            let rest = archive::inside(std::io::Cursor::new(bytes).chain(stream));
            return self.give(to) && large(rest, &place, to);
        }
        self.bytes += bytes.len() as u64;
        self.some.push(Raw { place, bytes, failure });
        self.bytes < BLOCK || self.give(to)
    }

    /// Gives away what is kept, and says whether anybody wants more.
    fn give(&mut self, to: &Sender<Sent>) -> bool {
        self.bytes = 0;
        let some = std::mem::take(&mut self.some);
        some.is_empty() || to.send(Ok(Work::Members(some))).is_ok()
    }
}

/// Gives away the documents of a large member.
fn large(stream: Stream, place: &Member, to: &Sender<Sent>) -> bool {
    let reading = Reading { extent: Extent::Head, ..Reading::whole(Origin::Elsewhere) };
    let mut found: Vec<Result<Document, Problem>> = Vec::new();
    let flow = archive::member(stream, place, &reading, &mut |document| {
        found.push(document);
        if found.len() < TOGETHER || to.send(Ok(Work::Found(std::mem::take(&mut found)))).is_ok() {
            ControlFlow::Continue(())
        } else {
            ControlFlow::Break(())
        }
    });
    flow.is_continue() && (found.is_empty() || to.send(Ok(Work::Found(found))).is_ok())
}
