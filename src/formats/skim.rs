//! The first look at a file: what the list shows of each document, from its head.
//!
//! A library of a million files is listed in little more than the time that reading them takes. So texts are decoded and
//! understood no further than their first lines; whoever opens an article, or searches it, reads all of it.

use std::ops::ControlFlow;
use std::path::Path;

use super::source::{self, BUFFER, LIMIT, Stat, Stream};
use super::{Document, Each, Extent, Kind, Origin, Parts, Problem, Reading, Record, all, decode, markdown, some};
use crate::article::{self, HEAD, Stamp, Text, Unread};

/// Bytes of a text file that are decoded: Markdown has front matter, too.
const DECODED: usize = HEAD;

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
pub(super) type EachSkimmed<'a> = dyn FnMut(Result<Skimmed, Problem>) -> ControlFlow<()> + 'a;

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

    /// [`skim`] of the file.
    ///
    /// # Errors
    ///
    /// When it cannot be read or holds no text.
    pub fn skim(self, each: &mut EachSkimmed) -> Result<(), Problem> {
        let size = self.stat.size;
        self.read(Extent::Head, 0, &mut |found| each(found.map(|document| skimmed(document, size))))
    }

    /// Hands out as much of its documents as is wanted, behind so many records.
    pub(super) fn read(self, extent: Extent, behind: u64, each: &mut Each) -> Result<(), Problem> {
        let stream = source::stream(self.opened, self.stat.size);
        let reading = Reading { extent, behind, ..Reading::whole(Origin::File(self.path)) };
        some(each, |each| all(stream, &self.path.to_string_lossy(), &reading, each))
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
pub(super) fn skimmed(document: Document, size: u64) -> Skimmed {
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
