//! What a file is, and how to get documents out of it.
//!
//! A [`Document`] is decoded text with what its container knew about it. A file may hold one or many. What it is, is told by its
//! content; its name only decides where the content leaves it open.
//!
//! A file is a [`source::Stream`]; [`sniff`] says what stands in it. Formats with many records hand out each one with its
//! [`Record`], by which it is found again without reading the others.

mod dates;
mod decode;
mod html;
mod json;
mod markdown;
mod names;
mod repair;
mod sniff;
mod source;
#[cfg(test)]
mod tests;

use std::fmt;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;

use self::sniff::Kind;
use self::source::{Input, LIMIT, Stream};
use crate::article::Fields;

/// One document of a file, decoded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// Which document of the file it is.
    pub record: Record,
    /// What the document is, whatever it was packed in: "text", "markdown", "json", "jsonl", "html", "xml", "tei", "csv", "wet",
    /// "warc".
    pub format: &'static str,
    /// The encoding that its bytes were in: "utf-8", "windows-1252".
    pub encoding: &'static str,
    /// The text, as found but decoded.
    pub text: String,
    /// What the container knew.
    pub fields: Fields,
    /// What went wrong on the way, in words for people.
    pub warnings: Vec<String>,
}

/// The place of a document within its file.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Record {
    /// The whole file.
    #[default]
    Whole,
    /// A line or element of the file: its number from 1, and where its bytes start and how many they are.
    Numbered {
        /// The line (or element, or row), from 1.
        number: u64,
        /// Where reading starts, in bytes of the file: 0, or the compressed part that the record lies in.
        from: u64,
        /// Offset of its first byte behind `from`, in bytes of the (uncompressed) file.
        offset: u64,
        /// Its length in bytes.
        length: u64,
    },
    /// A member of an archive, or a record of one.
    Member(Arc<Member>),
}

/// The place of a document within an archive.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Member {
    /// The name that the archive gives it. It is untrusted.
    pub name: String,
    /// Where it is: the offset of its bytes in a tar, in bytes, or its number in the directory of a zip, from 0.
    pub at: u64,
    /// Its length in bytes.
    pub length: u64,
    /// Which document of the member it is.
    pub inside: Record,
}

impl fmt::Display for Record {
    /// Writes the line number, or the member's name with the line number in it: `17`, `a/b.txt`, `b.jsonl:17`; nothing for a
    /// whole file. Names are untrusted.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Whole => Ok(()),
            Self::Numbered { number, .. } => write!(f, "{number}"),
            Self::Member(member) if member.inside == Self::Whole => f.write_str(&member.name),
            Self::Member(member) => write!(f, "{}:{}", member.name, member.inside),
        }
    }
}

/// Why a file, or a record of it, gives no article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where in the file: "line 17", or empty for the whole file.
    pub place: String,
    /// What is wrong, in words for people: "binary", "empty", "not valid JSON: …".
    pub reason: String,
}

/// Takes documents, and says whether it wants more.
type Each<'a> = dyn FnMut(Result<Document, Problem>) -> ControlFlow<()> + 'a;

/// What a container held: a text and what it knew of it.
#[derive(Debug, Default, PartialEq, Eq)]
struct Parts {
    text: String,
    fields: Fields,
    warnings: Vec<String>,
}

/// Hands every document of the file at `path` to `each`, in order, until that breaks off.
///
/// # Errors
///
/// When the file cannot be read, is no regular file, or holds no text. What was found before stays found.
pub fn documents(
    path: &Path,
    each: &mut dyn FnMut(Result<Document, Problem>) -> ControlFlow<()>,
) -> Result<(), Problem> {
    let name = path.to_string_lossy();
    all(source::stream(source::open(path)?), &name, each)
}

/// The document at a place that [`documents`] gave.
///
/// # Errors
///
/// When the file cannot be read any more, or no longer has the document.
pub fn document(path: &Path, record: &Record) -> Result<Document, Problem> {
    let name = path.to_string_lossy();
    one(source::stream(source::open(path)?), &name, record)
}

/// [`documents`] of bytes that are in memory.
///
/// # Errors
///
/// When they hold no text.
pub fn documents_in(
    bytes: &[u8],
    each: &mut dyn FnMut(Result<Document, Problem>) -> ControlFlow<()>,
) -> Result<(), Problem> {
    all(Stream::new(bytes), "", each)
}

fn all(mut stream: Stream, name: &str, each: &mut Each) -> Result<(), Problem> {
    match sniff::kind(&mut stream, name)? {
        Kind::Lines => json::lines(&mut stream, each),
        Kind::Elements(level) => json::elements(&mut stream, level, each),
        Kind::Object => {
            let (bytes, _) = stream.read_all(LIMIT)?;
            json::whole(&bytes, each)
        }
        kind @ (Kind::Html | Kind::Markdown | Kind::Text) => {
            // There is one document; whether `each` wants another does not matter.
            let _: ControlFlow<()> = each(Ok(whole(&mut stream, &kind)?));
            Ok(())
        }
    }
}

fn one(mut stream: Stream, name: &str, record: &Record) -> Result<Document, Problem> {
    let kind = sniff::kind(&mut stream, name)?;
    let gone = || Problem::new("not there any more");
    match *record {
        Record::Numbered { offset, length, .. } => {
            stream.skip(offset).map_err(|error| Problem::io(&error))?;
            let bytes = stream.read_part(length)?;
            let found = match kind {
                Kind::Lines => json::record(&bytes, "jsonl")?,
                Kind::Elements(_) | Kind::Object => json::record(&bytes, "json")?,
                Kind::Html | Kind::Markdown | Kind::Text => None,
            };
            Ok(Document { record: record.clone(), ..found.ok_or_else(gone)? })
        }
        Record::Member(_) => Err(gone()),
        Record::Whole => {
            let mut found = Err(gone());
            all(stream, name, &mut |document| {
                found = document;
                ControlFlow::Break(())
            })?;
            found.and_then(|document| if document.record == Record::Whole { Ok(document) } else { Err(gone()) })
        }
    }
}

/// Reads a file that is one document.
fn whole(stream: &mut Stream, kind: &Kind) -> Result<Document, Problem> {
    let (bytes, cut) = stream.read_all(LIMIT)?;
    let declared = if *kind == Kind::Html { html::charset(&bytes) } else { None };
    let mut decoded = decode::decode(&bytes, declared)?;
    let (format, parts) = match kind {
        Kind::Html => ("html", html::page(&decoded.text)),
        Kind::Markdown => ("markdown", markdown::read(&decoded.text)),
        _ => ("text", Parts { text: std::mem::take(&mut decoded.text), ..Parts::default() }),
    };
    let mut document = decoded.document(format, parts);
    document.warnings.extend(cut);
    Ok(document)
}

impl Document {
    /// The document with its record's bytes `by` bytes further on.
    fn moved(mut self, by: u64) -> Self {
        if let Record::Numbered { offset, .. } = &mut self.record {
            *offset += by;
        }
        self
    }
}

impl Problem {
    fn new(reason: &str) -> Self {
        Self { place: String::new(), reason: reason.to_owned() }
    }

    fn io(error: &std::io::Error) -> Self {
        let reason = match error.kind() {
            std::io::ErrorKind::NotFound => "no such file",
            std::io::ErrorKind::PermissionDenied => "permission denied",
            _ => return Self::new(&error.to_string()),
        };
        Self::new(reason)
    }

    /// The problem at a place, which stands before the one that it has.
    fn at(mut self, place: &str) -> Self {
        self.place = if self.place.is_empty() { place.to_owned() } else { format!("{place}, {}", self.place) };
        self
    }
}
