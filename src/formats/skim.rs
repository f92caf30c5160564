//! The first look at a file: what the list shows of each document, from its head.
//!
//! A library of a million files is listed in little more than the time that reading them takes. So texts are decoded and
//! understood no further than their first lines; whoever opens an article, or searches it, reads all of it.

use std::io::{Read, Seek, SeekFrom};
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use super::source::{self, BUFFER, LIMIT, Stat, Stream};
use super::{
    Document, Each, Extent, Kind, Origin, Parts, Problem, Reading, Record, all, decode, json, markdown, packed, sniff,
    some,
};
use crate::article::{self, HEAD, Stamp, Text, Unread};

/// Bytes of a text file that are decoded: Markdown has front matter, too.
const DECODED: usize = HEAD;
/// Lines that a thread takes at a time, in bytes.
const BLOCK: u64 = 512 * 1024;

/// What the head of a document tells: enough for its row in the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Skimmed {
    /// Which document of the file it is.
    pub record: Record,
    /// What the document is, as in [`Document`].
    pub format: &'static str,
    /// The headline or, where there is none, the first words of the body.
    pub headline: Text,
    /// The name of the publication.
    pub site: Option<Text>,
    /// The agency or desk that the story comes from.
    pub source: Option<Text>,
    /// The people that the byline names.
    pub authors: Vec<Text>,
    /// When the article was published.
    pub published: Option<Stamp>,
    /// The language, where the container said so.
    pub language: Option<Text>,
    /// Words of the body: exact where the head is all of it, else an estimate.
    pub words: u32,
    /// Bytes that the document takes in its file.
    pub size: u64,
}

/// Takes what is skimmed, and says whether it wants more.
type EachSkimmed<'a> = dyn FnMut(Result<Skimmed, Problem>) -> ControlFlow<()> + 'a;

/// Hands what the head of every document of the file at `path` tells to `each`, in the order of
/// [`documents`](super::documents) and with the same records, until that breaks off.
///
/// # Errors
///
/// When the file cannot be read, is no regular file, or holds no text. What was found before stays found.
pub fn skim(path: &Path, each: &mut EachSkimmed) -> Result<(), Problem> {
    File::open(path)?.skim(each)
}

/// A file that is open, and what the file system says of it.
#[derive(Debug)]
pub struct File<'a> {
    path: &'a Path,
    opened: std::fs::File,
    stat: Stat,
}

impl<'a> File<'a> {
    /// Opens a file. Only what is regular is opened, and nothing is waited for.
    ///
    /// # Errors
    ///
    /// When it cannot be opened or is no regular file.
    pub fn open(path: &'a Path) -> Result<Self, Problem> {
        let (opened, stat) = source::open(path)?;
        Ok(Self { path, opened, stat })
    }

    /// Its size and when it was changed, as of its opening.
    #[must_use]
    pub fn stat(&self) -> Stat {
        self.stat
    }

    /// [`documents`](super::documents) of the file.
    ///
    /// # Errors
    ///
    /// When it cannot be read or holds no text.
    pub fn documents(self, each: &mut dyn FnMut(Result<Document, Problem>) -> ControlFlow<()>) -> Result<(), Problem> {
        self.read(Extent::Whole, 0, each)
    }

    /// [`documents_behind`](super::documents_behind) of the file.
    ///
    /// # Errors
    ///
    /// When it cannot be read, or there is no document behind them.
    pub fn documents_behind(
        self,
        records: u64,
        each: &mut dyn FnMut(Result<Document, Problem>) -> ControlFlow<()>,
    ) -> Result<(), Problem> {
        self.read(Extent::Whole, records, each)
    }

    /// [`skim`] of the file.
    ///
    /// # Errors
    ///
    /// When it cannot be read or holds no text.
    pub fn skim(self, each: &mut EachSkimmed) -> Result<(), Problem> {
        let size = self.stat.size;
        self.read(Extent::Head, 0, &mut |found| each(found.map(|document| skimmed(document, size))))
    }

    fn read(self, extent: Extent, behind: u64, each: &mut Each) -> Result<(), Problem> {
        let stream = source::stream(self.opened, self.stat.size);
        let reading = Reading { extent, behind, ..Reading::whole(Origin::File(self.path)) };
        some(each, |each| all(stream, &self.path.to_string_lossy(), &reading, each))
    }
}

/// A file with a record a line, which several threads skim together: each takes the next lines of it.
#[derive(Debug)]
pub struct Lines {
    left: Mutex<Left>,
    size: u64,
}

/// The lines that nobody has taken yet.
#[derive(Debug)]
struct Left {
    file: std::fs::File,
    /// What was read of the next line.
    carried: Vec<u8>,
    /// Where the next line starts, and how many are before it.
    offset: u64,
    number: u64,
}

impl Lines {
    /// Opens a file, if it has a record a line and is not compressed.
    ///
    /// # Errors
    ///
    /// When it cannot be read or holds no text.
    pub fn open(path: &Path) -> Result<Option<Self>, Problem> {
        let (file, stat) = source::open(path)?;
        let mut stream = source::stream(file, stat.size);
        let plain = packed::method(stream.peek(4)).is_none() && decode::wide(stream.peek(BUFFER)).is_none();
        if !plain || sniff::kind(&mut stream, &path.to_string_lossy())? != Kind::Lines {
            return Ok(None);
        }
        let left = Left { file: source::open(path)?.0, carried: Vec::new(), offset: 0, number: 0 };
        Ok(Some(Self { left: Mutex::new(left), size: stat.size }))
    }

    /// Opens a file that is known to have a record a line, to read what comes behind so many lines, which end at `offset`, in bytes.
    ///
    /// # Errors
    ///
    /// When it cannot be read.
    pub fn behind(path: &Path, number: u64, offset: u64) -> Result<Self, Problem> {
        let (mut file, stat) = source::open(path)?;
        file.seek(SeekFrom::Start(offset)).map_err(|error| Problem::io(&error))?;
        let left = Left { file, carried: Vec::new(), offset, number };
        Ok(Self { left: Mutex::new(left), size: stat.size })
    }

    /// Hands the records of the next lines to `each` until there are no more, or it breaks off. Records come in order, but those
    /// that other threads take are left out.
    ///
    /// # Errors
    ///
    /// When the file cannot be read any further.
    pub fn skim(&self, each: &mut EachSkimmed) -> Result<(), Problem> {
        let mut lines = Vec::new();
        loop {
            let mut left = self.left.lock().unwrap_or_else(PoisonError::into_inner);
            let (offset, number) = (left.offset, left.number);
            left.take(&mut lines)?;
            drop(left);
            if lines.is_empty() {
                return Ok(());
            }
            let mut flow = ControlFlow::Continue(());
            let reading = Reading { extent: Extent::Head, ..Reading::whole(Origin::Elsewhere) };
            json::lines(&mut Stream::new(lines.as_slice()), number, &reading, &mut |found| {
                flow = each(found.map(|document| skimmed(document.moved(offset), self.size)));
                flow
            })?;
            if flow.is_break() {
                return Ok(());
            }
        }
    }
}

impl Left {
    /// Takes lines, as many as make a block. A longer one is taken as a whole.
    fn take(&mut self, lines: &mut Vec<u8>) -> Result<(), Problem> {
        lines.clear();
        lines.append(&mut self.carried);
        loop {
            let before = lines.len();
            let read = (&mut self.file).take(BLOCK).read_to_end(lines).map_err(|error| Problem::io(&error))?;
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

/// The start of a file that is one document; `None` where it is short, or must be read as a whole.
pub(super) fn head(stream: &mut Stream, kind: &Kind) -> Result<Option<Document>, Problem> {
    let Some(left) = stream.left().filter(|_| matches!(kind, Kind::Markdown | Kind::Text)) else { return Ok(None) };
    if left > LIMIT {
        return Err(Problem::too_long());
    }
    let ahead = stream.peek(BUFFER);
    let Some((bytes, rest)) = ahead.split_at_checked(DECODED) else { return Ok(None) };
    let unread = Unread::of(rest, b"\n").and(left.saturating_sub(ahead.len() as u64));
    // White space, or front matter that goes on: the text is further down.
    let Ok(mut decoded) = decode::start(bytes) else { return Ok(None) };
    let (format, parts) = match kind {
        Kind::Markdown if markdown::is_open(&decoded.text) => return Ok(None),
        Kind::Markdown => ("markdown", markdown::read(&decoded.text)),
        _ => ("text", Parts { text: std::mem::take(&mut decoded.text), ..Parts::default() }),
    };
    Ok(Some(Document { unread, ..decoded.document(format, parts) }))
}

/// What the head of a document tells. `size` is that of its file.
fn skimmed(document: Document, size: u64) -> Skimmed {
    let article = article::skim(&document.text, &document.fields, document.unread);
    Skimmed {
        size: match &document.record {
            Record::Whole => size,
            Record::Numbered { length, .. } => *length,
            Record::Member(member) => match member.inside {
                Record::Numbered { length, .. } => length,
                _ => member.length,
            },
        },
        record: document.record,
        format: document.format,
        headline: article.title(),
        site: article.site,
        source: article.source,
        authors: article.authors,
        published: article.published,
        language: article.language,
        words: u32::try_from(article.words).unwrap_or(u32::MAX),
    }
}
